"""Candidates for names: the model's spans mended, and what gazetteer, patterns and cues find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ontograph.naming import firms
from ontograph.naming.acronyms import Acronyms
from ontograph.naming.context import Context
from ontograph.naming.furniture import part_dispatch, share_bars
from ontograph.naming.gazetteer import Entry
from ontograph.naming.institutions import Institutions
from ontograph.naming.lexicon import Lexicon
from ontograph.naming.runs import Runs
from ontograph.naming.tries import NameTrie
from ontograph.naming.view import View

_COORDINATORS = frozenset(
    {"et", "ou", ",", ";", "/", "chez", "comme", "contre", "puis", "selon", "sur", "via", "|", "-»", "[", "]"}
)
_EDGE = frozenset("«»“”\"'()[]{}.,;:!?…–—-_*•→·|/&") | {"...", "–", "--", "#"}

STRONG_CUES = frozenset(
    {"title", "organization_sure", "organization_noun", "organization_employer", "organization_verb", "product_before"}
)
"""Cues beside which a capitalised word that nothing else proposes is taken for a name."""


@dataclass(slots=True)
class Candidate:
    """A span of tokens that may be a name, with what proposed it."""

    start: int
    end: int
    label: str = ""
    """The model's label for exactly this stretch, or ""."""
    entry: Entry | None = None
    institution: str = ""
    """The head noun of an institution's name."""
    honorific: bool = False
    sources: set[str] = field(default_factory=set)


class Candidates:
    """Collects the candidates of one text; spans proposed twice are one candidate."""

    def __init__(self, view: View, lexicon: Lexicon, gazetteer: NameTrie[Entry]) -> None:
        self.view = view
        self.lexicon = lexicon
        part_dispatch(view, lexicon)
        self.context = Context(view, lexicon)
        self.gazetteer = gazetteer
        self.found: dict[tuple[int, int], Candidate] = {}
        self.entry_at: dict[int, tuple[int, Entry]] = {}
        self.runs = Runs(view, lexicon, self.entry_at)
        self.spelled_out: dict[str, str] = {}
        """Acronym -> the name that stands beside its definition."""
        self.firms: list[tuple[int, int]] = []  # what the model takes for organizations, mended

    def add(self, start: int, end: int, source: str, **more: object) -> None:
        """Propose tokens `start:end`."""
        candidate = self.found.setdefault((start, end), Candidate(start, end))
        candidate.sources.add(source)
        for key, value in more.items():
            setattr(candidate, key, value)

    def collect(self, model: Iterable[tuple[int, int, str]]) -> list[Candidate]:
        """All candidates in the order of the text; `model` gives the model's spans (start, end, label)."""
        self._known()
        self._institutions()
        spans = [(s, e, label) for start, end, label in model for s, e in self._mend(start, end, label)]
        spans = [(self._person_begins(s, e) if label == "PER" else s, e, label) for s, e, label in spans]
        for start, end, label in spans:
            start, end = self._widen(start, end, label)
            self.add(start, end, "model", label=label)
            if label == "ORG":
                self._firm(start, end)
        self._people()
        self._shapes()
        self._acronyms()
        bars = share_bars(self.view, self.lexicon)
        return [c for _, c in sorted(self.found.items()) if self._plausible(c) and c.start not in bars]

    def _firm(self, start: int, end: int) -> None:
        """What the model takes for one organization stays whole: « Financière Fonds Privés », « Publicis Sapient »."""
        self.firms.append((start, end))
        known, inner = self.entry_at.get(start), range(start + 1, end)
        whole = all(self.view.caps[start:end]) and not any("." in word for word in self.view.words[start + 1 : end])
        if whole and known and known[0] < end and known[1].kind == "Organization":
            self.add(start, end, "unit", institution="unit")
        head = next(
            (c.institution for (s, e), c in self.found.items() if s in inner and e == end and c.institution), ""
        )
        if whole and head and not self.view.initial[start]:
            self.add(start, end, "institution", institution=head)

    def _plausible(self, candidate: Candidate) -> bool:
        """Whether a stretch is no single letter, no hashtag or handle of an unknown name, no Markdown link."""
        if candidate.entry:
            return True
        start = candidate.start
        tagged = start > 0 and self.view.words[start - 1][-1] in "#@" and self.view.glued(start)
        surface = self.view.surface(start, candidate.end)
        return len(surface) > 1 and not tagged and "](" not in surface

    # --- gazetteer -------------------------------------------------------------------------------------------------

    def _known(self) -> None:
        view, i = self.view, 0
        while i < len(view):
            match = self.gazetteer.longest(view.text, view.starts[i], view.end_set)
            if match and not firms.inside_word(view.text, view.starts[i], match[0]):
                end = view.by_end[match[0]]
                self.entry_at[i] = (end, match[1])
                self.add(i, end, "gazetteer", entry=match[1])
                if match[1].kind == "Organization":
                    for after in (*firms.units(view, self.lexicon, end), *firms.branches(self.runs, i, end)):
                        self.add(i, after, "unit", institution="unit")
                i = end
            else:
                i += 1

    # --- the model's spans -----------------------------------------------------------------------------------------

    def _mend(self, start: int, end: int, label: str) -> Iterator[tuple[int, int]]:
        """The parts of a span between line breaks, sentence ends and coordinators, trimmed."""
        piece = start
        for i in range(start, end):
            if self.view.breaks[i] or self.view.words[i] in _COORDINATORS:
                yield from self._trim(piece, i, label)
                piece = i + 1
        yield from self._trim(piece, end, label)

    def _trim(self, start: int, end: int, label: str) -> Iterator[tuple[int, int]]:
        start = self._trim_left(start, end, label)
        while start < end and not self._may_end(end - 1):
            end -= 1
        number = end - start == 1 and self.view.words[start].isdigit()
        if not number and any(self.view.caps[start:end]):
            yield start, end

    def _trim_left(self, start: int, end: int, label: str) -> int:
        """Past punctuation, determiners, titles, honorifics, demonyms and common words at the left edge."""
        lexicon, words = self.lexicon, self.view.words
        while start < end:
            if start in self.entry_at and self.entry_at[start][0] <= end and not self.entry_at[start][1].ambiguous:
                break
            low = [w.lower() for w in words[start:end]]
            title = (
                lexicon.titles.longest(low) or lexicon.organs.longest(low) or lexicon.titles.longest(words[start:end])
            )
            if title and title[0] > 1 and start + title[0] == end:
                return end  # « Directeur Général »
            if label == "ORG" and firms.begins(self.view, lexicon, start, end):
                break
            if title and start + title[0] < end:
                start += title[0]
            elif self._dispensable(start, end):
                start += 1
            else:
                break
        return start

    def _person_begins(self, start: int, end: int) -> int:
        known = self.entry_at.get(start)
        firm = known[0] if known and known[1].kind == "Organization" else end
        return firms.past_employer(self.view, self.lexicon, firm, end) or start

    def _dispensable(self, i: int, end: int) -> bool:
        """Whether token `i` at the left edge of a span is no part of the name."""
        lexicon, view, word = self.lexicon, self.view, self.view.words[i]
        more = i + 1 < end
        own = more and word[0].isupper() and view.caps[i + 1] and not view.initial[i]
        parts = (lexicon.determiners, lexicon.surname_particles, lexicon.stop_words)
        if own and word not in lexicon.honorifics and any(word in words for words in parts):
            return False
        if word.isspace() or word in _EDGE or word in lexicon.honorifics or word in lexicon.stop_words:
            return True
        if word in lexicon.determiners:
            return True
        if word.lower() in lexicon.demonyms:
            return True
        if not view.caps[i]:
            return not (more and word in lexicon.particles)
        return more and view.initial[i] and lexicon.common(word) and not lexicon.is_given(word)

    def _may_end(self, i: int) -> bool:
        """Whether a name may end with token `i`: a capital, or a number that counts nothing (« 3 milliards »)."""
        word = self.view.words[i]
        if word.isspace() or word in _EDGE:
            return False
        if word[0].isdigit():
            after = self.view.words[i + 1] if i + 1 < len(self.view) else ""
            return not (after[:1].islower() or after[:1] in {"%", "$", "€", "°"})
        return self.view.caps[i] or word.endswith("+")

    def _widen(self, start: int, end: int, label: str) -> tuple[int, int]:
        """Take in the given name, initials, particles and further capitals that the model left out of a person."""
        view, words, lexicon = self.view, self.view.words, self.lexicon
        while start > 0 and self._belongs_before(start - 1):
            start -= 1
        if label == "PER" or lexicon.is_given(words[start]):
            end = self.runs.person(start, end)
        elif label != "PER":
            start = firms.capitals_before(view, lexicon, start, self.runs.known_other)
        while label == "ORG" and end < len(words) and words[end] in lexicon.unit_words and not view.breaks[end - 1]:
            end += 1
        return firms.compound(view, *firms.partners(view, self.runs, start, end))

    def _belongs_before(self, i: int) -> bool:
        """Whether token `i` is a given name or an initial that the name after it continues."""
        word = self.view.words[i]
        if self.view.breaks[i] or self.runs.known_other(i) or word in self.lexicon.honorifics:
            return False
        return self.lexicon.is_given(word) or self.view.name_initial(i)

    # --- patterns --------------------------------------------------------------------------------------------------

    def _institutions(self) -> None:
        institutions, i = Institutions(self.runs), 0
        low = [word.lower() for word in self.view.words]
        while i < len(self.view):
            organ = self.lexicon.organs.longest(low, i)
            found = None if organ else institutions.match(i)
            if organ:
                i = organ[0]
            elif found:
                self.add(i, found[0], "institution", institution=found[1])
                i = found[0]
            else:
                i += 1

    def _acronyms(self) -> None:
        """Organizations spelled out beside their acronym."""
        for found in Acronyms(self.view, self.lexicon).find():
            self.add(found.start, found.end, "institution", institution=found.head)
            self.add(found.short, found.short + 1, "acronym")
            self.spelled_out[self.view.words[found.short]] = self.view.surface(found.start, found.end)

    def _people(self) -> None:
        """A given name and what follows it; an honorific and what follows it."""
        view, words, lexicon = self.view, self.view.words, self.lexicon
        for i in range(len(words)):
            if words[i] in lexicon.honorifics:
                start = i + 1
                if start < len(words) and (view.caps[start] or words[start] in lexicon.surname_particles):
                    end = self.runs.person(start, start + 1)
                    if view.caps[end - 1] and words[start] not in lexicon.stop_words:
                        self.add(start, end, "honorific", honorific=True)
                        self._coordinated(i, end)
            elif lexicon.is_given(words[i]):
                end = self.runs.person(i, i + 1)
                if end > i + 1 and not self.runs.known_other(i) and not firms.within(self.firms, view.caps, i, end):
                    self.add(i, end, "given")

    def _coordinated(self, honorific: int, end: int) -> None:
        """« MM. A, B et C »: the surnames after the first."""
        view, words = self.view, self.view.words
        while words[honorific] in self.lexicon.plural_honorifics and end + 1 < len(words) and words[end] in {"et", ","}:
            start = end + 1
            if not view.caps[start] and words[start] not in self.lexicon.surname_particles:
                break
            end = self.runs.person(start, start + 1)
            self.add(start, end, "honorific", honorific=True)

    def _shapes(self) -> None:
        """Runs of capitals that may be names: by their place, their spelling, their last word or a cue beside them."""
        view, words = self.view, self.view.words
        taken = {t for s, e in self.found for t in range(s, e)}
        i = 0
        while i < len(words):
            if not view.caps[i] or i in taken or not self._opens(i):
                i += 1
                continue
            end = min(self.runs.capitals(i), next((t for t in range(i + 1, len(words)) if t in taken), len(words)))
            if not view.shouting[i] and self._shaped(i, end):
                self.add(i, end, "shape")
            i = end

    def _opens(self, i: int) -> bool:
        """Whether a name may begin with token `i`: no function word, unless the capital is its own (« Point Nine »)."""
        view, lexicon, word = self.view, self.lexicon, self.view.words[i]
        if word in lexicon.determiners or word in lexicon.honorifics:
            return False
        own = not view.initial[i] and i + 1 < len(view) and view.caps[i + 1] and not view.breaks[i + 1]
        return own or word not in lexicon.stop_words

    def _shaped(self, start: int, end: int) -> bool:
        view, words, lexicon = self.view, self.view.words, self.lexicon
        if end - start == 1:
            word = words[start]
            if word in lexicon.non_acronyms or word.lower() in lexicon.common_nouns:
                return False
            if view.acronym(start) or view.camel(start):
                return True
        elif words[end - 1] in lexicon.org_tails or words[end - 1] in lexicon.legal_suffixes:
            return True
        if any(cue in STRONG_CUES for cue in self.context.cues(start, end)):
            return True
        own = not view.initial[start] and (end - start > 1 or len(words[start]) > 2)
        return own or (view.initial[start] and not lexicon.common(words[end - 1]))
