"""Names of one article -> its entities: "Altman", "M. Altman" and "Sam Altman" are one person."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from ontograph import layers
from ontograph.model import Kind, LocalEntity
from ontograph.naming.gazetteer import Identity
from ontograph.tokens import Span

_OPENING = 200
"""Tokens within which an article gives the full name of what its headline names for short."""
_SMALL = frozenset({"des", "les", "pour", "sur"})
"""Small words of three letters and more that an acronym leaves out."""
_SHORTEST = 3
"""Letters of a name that may shorten another."""


@lru_cache(maxsize=16_384)
def fold(name: str) -> str:
    """A name without case, accents, quotes, hyphens and dots: what two spellings of one name share.

    Case is folded again once compatibility forms are undone (a script capital is a capital), as in Unicode's caseless
    matching (The Unicode Standard, section 3.13, D146).
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = unicodedata.normalize("NFKD", plain.casefold())
    letters = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(letters).split())


@dataclass
class NameCluster:
    """All names of one entity while they are collected."""

    kind: Kind
    spans: list[Span] = field(default_factory=list)
    forms: dict[str, None] = field(default_factory=dict)
    name: str = ""
    subtype: str | None = None
    wikidata: str | None = None

    def take(self, span: Span) -> None:
        """Add a name; the longest form becomes the canonical one, the first of equals wins."""
        self.spans.append(span)
        text = " ".join(span.text.split())
        self.forms[text] = None
        if len(text.split()) > len(self.name.split()) or not self.name:
            self.name = text
        self.subtype = self.subtype or span.id_ or None
        self.wikidata = self.wikidata or span.kb_id_ or None


def cluster(
    names: Iterable[Span],
    generic: frozenset[str],
    conjunctions: frozenset[str],
    apart: Callable[[str], bool] = lambda _: False,
    honorifics: Collection[str] = (),
) -> list[NameCluster]:
    """Group the names of people and organizations, in the order of first mention.

    `generic` are words that an organization's name may drop ("AI", "Group"); `conjunctions` join a given name to the
    full name whose surname it shares ("Dario et Daniela Amodei"); `apart` tells the words that make a name that of a
    part or branch ("X France"). What follows one of the `honorifics` shares no surname ("M. Altman et Greg Brockman").
    """
    ordered = sorted(names, key=_place)
    people = _people([s for s in ordered if s.label_ == "Person"], conjunctions, honorifics)
    organizations = _organizations([s for s in ordered if s.label_ == "Organization"], generic)
    organizations = _shortened(_initialled(organizations), apart)
    return sorted(people + organizations, key=lambda c: c.spans[0].start)


def _people(spans: list[Span], conjunctions: frozenset[str], honorifics: Collection[str]) -> list[NameCluster]:
    clusters: list[NameCluster] = []
    full: list[tuple[list[str], NameCluster]] = []
    for span in sorted(spans, key=lambda s: (-len(fold(s.text).split()), s.start)):
        parts = fold(span.text).split()
        if not parts:
            continue
        home = _home(parts, full, span)
        titled = span.start > 0 and span.doc[span.start - 1].text in honorifics
        alone = home is None and len(parts) == 1 and not titled
        shared = _shared_surname(span, conjunctions) if alone else None
        if home is None:
            home = NameCluster("Person")
            clusters.append(home)
            full.append((parts + fold(shared).split() if shared else parts, home))
        home.take(span)
        if shared:
            home.name = f"{home.name} {shared}"
    for home in clusters:
        home.spans.sort(key=_place)
    return clusters


def _home(parts: list[str], full: list[tuple[list[str], NameCluster]], span: Span) -> NameCluster | None:
    """The cluster of a longer name that this name shortens; of several, the one named last before it."""

    def fits(longer: list[str]) -> int:
        if longer == parts:
            return 3
        if len(parts) > 1:
            same = longer[-1] == parts[-1] and (
                longer[0] == parts[0] or (len(parts[0]) == 1 and longer[0][0] == parts[0])
            )
            return 3 if same else 2 if longer[-len(parts) :] == parts else 0
        if len(longer) > 1 and longer[-1] == parts[0]:
            return 2
        return 1 if len(longer) > 1 and longer[0] == parts[0] else 0

    ranked = [(fits(longer), home) for longer, home in full]
    best = max((score for score, _ in ranked), default=0)
    candidates = [home for score, home in ranked if score == best] if best else []
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    return max(candidates, key=lambda home: max((s.start for s in home.spans if s.start < span.start), default=-1))


def _shared_surname(span: Span, conjunctions: frozenset[str]) -> str | None:
    """The surname that follows in "Dario et Daniela Amodei"."""
    doc, end = span.doc, span.end
    if end + 1 < len(doc) and doc[end].lower_ in conjunctions and doc[end + 1].ent_type_ == "Person":
        parts = doc[end + 1].text.split()
        return " ".join(parts[1:]) if len(parts) > 1 else None
    return None


def _organizations(spans: list[Span], generic: frozenset[str]) -> list[NameCluster]:
    by_key: dict[tuple[str, ...], NameCluster] = {}
    by_wikidata: dict[str, NameCluster] = {}
    by_entry: dict[str, NameCluster] = {}
    canonical = layers.canonical(spans[0].doc) if spans else {}
    for span in spans:
        entry = canonical.get(span.text, "")
        key = tuple(fold(span.text).split())
        core = tuple(w for w in key if w not in generic) or key
        plain, full = ("".join(core),), ("".join(key),)
        home = by_key.get(full) or (by_wikidata.get(span.kb_id_) if span.kb_id_ else None)
        home = home or by_entry.get(entry)
        if home is None and (short := by_key.get(plain)) is not None:
            # "Mistral … Mistral AI" is one; a part of a known organization ("Microsoft AI") is not that organization
            home = short if not short.wikidata or span.kb_id_ == short.wikidata or plain == full else None
        if home is None:
            home = NameCluster("Organization")
        by_key[full] = home
        by_key.setdefault(plain, home)
        if span.kb_id_:
            by_wikidata[span.kb_id_] = home
        if entry:
            by_entry[entry] = home
        home.take(span)
    _join_acronyms(by_key)
    unique = {id(c): c for c in by_key.values() if c.spans}
    return list(unique.values())


def _initialled(clusters: list[NameCluster]) -> list[NameCluster]:
    """The organizations, each with the acronym of its name: "Caisse mutuelle des ingénieurs", then "CMI"."""
    short = [c for c in clusters if c.name.isupper() and len(c.name) >= _SHORTEST and " " not in c.name]
    gone: set[int] = set()
    for acronym in short:
        letters = fold(acronym.name)
        longer = [c for c in clusters if c not in short and _initials(letters, fold(c.name).split())]
        if len(longer) == 1 and not acronym.wikidata:
            _merge(longer[0], acronym)
            gone.add(id(acronym))
    return [c for c in clusters if id(c) not in gone]


def _initials(letters: str, words: list[str]) -> bool:
    """Whether letters are the beginnings of all words, small ones aside ("ASVB" for "AS Val-de-Bièvre")."""
    if not words or not letters:
        return not letters and all(len(w) < _SHORTEST for w in words)
    sizes = range(1, min(len(words[0]), len(letters)) + 1)
    whole = any(letters.startswith(words[0][:n]) and _initials(letters[n:], words[1:]) for n in sizes if n < _SHORTEST)
    return whole or ((len(words[0]) < _SHORTEST or words[0] in _SMALL) and _initials(letters, words[1:]))


def _merge(home: NameCluster, other: NameCluster) -> None:
    """Give a cluster the names of another."""
    home.spans = sorted([*home.spans, *other.spans], key=_place)
    home.forms.update(other.forms)
    home.subtype = home.subtype or other.subtype


def _shortened(clusters: list[NameCluster], apart: Callable[[str], bool]) -> list[NameCluster]:
    """The organizations, each with the names that shorten its own: "Golem Robotics", then "Golem"; "la Banque Hestia",
    then "Hestia". Not where two names might be meant, nor what the gazetteer knows by the shorter name ("Google" is not
    "Google X"); a longer name that only comes later is that of a part ("Helios", then "Helios Énergie")."""
    if not clusters:
        return clusters
    canonical = layers.canonical(clusters[0].spans[0].doc)
    words = {id(c): [fold(w) for w in c.name.split()] for c in clusters}
    gone: set[int] = set()
    for short in sorted(clusters, key=lambda c: -len(words[id(c)])):
        mine = words[id(short)]
        if short.wikidata or any(f in canonical for f in short.forms) or len("".join(mine)) < _SHORTEST:
            continue
        longer = [c for c in clusters if id(c) not in gone and _shortens(mine, words[id(c)])]
        if len(longer) == 1 and _introduced(short, longer[0]) and not _branch(mine, words[id(longer[0])], apart):
            _merge(longer[0], short)
            gone.add(id(short))
    return [c for c in clusters if id(c) not in gone]


def _introduced(short: NameCluster, longer: NameCluster) -> bool:
    """Whether the full name comes first, but for the lines above an article."""
    first, full = min(s.start for s in short.spans), min(s.start for s in longer.spans)
    doc = short.spans[0].doc
    return full < first or (full < _OPENING and any("\n" in t.text for t in doc[first:full]))


def _shortens(short: list[str], longer: list[str]) -> bool:
    """Whether a name is the beginning of another, or all of it but its first word."""
    return len(short) < len(longer) and (longer[: len(short)] == short or longer[1:] == short)


def _branch(short: list[str], longer: list[str], apart: Callable[[str], bool]) -> bool:
    """Whether a name says of a shorter one only where it is: "X France"."""
    return longer[:-1] == short and apart(longer[-1])


def _join_acronyms(by_key: dict[tuple[str, ...], NameCluster]) -> None:
    """ "Banque publique d'investissement (BPI)": an acronym in brackets right after the name it abbreviates."""
    starts = {s.start: c for c in by_key.values() for s in c.spans}
    for home in list({id(c): c for c in by_key.values()}.values()):
        for span in list(home.spans):
            at = _acronym_beside(span)
            short = starts.get(at) if at is not None else None
            if at is None or short is None or short is home:
                continue
            name = span.doc[at].text
            initials, letters = fold(span.text)[:1], fold(name).replace(" ", "")
            if name.isupper() and letters[:1] == initials and set(letters) <= set(fold(span.text)):
                home.spans = sorted([*home.spans, *short.spans], key=_place)
                home.forms.update(short.forms)
                short.spans = []
    for key, home in list(by_key.items()):
        if not home.spans:
            del by_key[key]


def _acronym_beside(span: Span) -> int | None:
    """The token in brackets after a name, or before a name in brackets ("SNR (service national …)")."""
    doc, after = span.doc, span.end + 1
    if after < len(doc) and doc[span.end].text == "(":
        return after
    start = span.start - 1
    if start > 0 and doc[start].lower_ in {"le", "la", "l'", "les"}:
        start -= 1
    return start - 1 if start > 0 and doc[start].text == "(" else None


def as_entity(number: int, found: NameCluster, gender: str | None, identity: Identity | None = None) -> LocalEntity:
    """Freeze a cluster; `identity` is what the gazetteer knows by its name."""
    return LocalEntity(
        id=f"e{number}",
        kind=found.kind,
        name=found.name,
        subtype=found.subtype,
        wikidata=(identity.wikidata if identity else None) or found.wikidata,
        gender=gender if gender in ("m", "f") else None,  # type: ignore[arg-type]
        known=identity.name if identity else None,
        former=identity.former if identity else False,
    )


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end
