"""The kind of each name: evidence from all its mentions in one article, then one decision for each form.

The evidence is a bag of named features; the data give each feature a weight for each kind (a linear model, so that
every decision can be explained by its parts, and the weights can be fitted or set by hand).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import pairwise
from math import sqrt

from ontograph.naming.lexicon import KINDS, Guess, Lexicon, Scores
from ontograph.naming.likeness import LIKE
from ontograph.naming.spans import Candidate, Candidates

Features = dict[str, float]
_COMPANY_CUES = ("organization_apposition", "organization_employer", "organization_sure", "organization_verb")
_ROSTER = 6
"""Short lines in a row that make a list: of a team, of candidates."""
_DOMAIN = re.compile(r"\w\.[a-z]{2,4}$")
_LIST_MARKS = frozenset({",", "et", "ou", "/", "&", "puis"})
_LIST_WORDS = frozenset({"et", "ou", "le", "la", "les", "l'", "de", "d'", "du", "des", "à", "chez", ","})


class Typer:
    """Decides the kinds of the candidates of one text."""

    def __init__(self, candidates: Candidates) -> None:
        self.view = candidates.view
        self.context = candidates.context
        self.lexicon: Lexicon = candidates.lexicon
        self.weights = candidates.lexicon.data.weights
        self.spelled_out = candidates.spelled_out

    def form(self, candidate: Candidate) -> str:
        """The surface by which mentions are held together."""
        text = " ".join(self.view.surface(candidate.start, candidate.end).split())
        return text.title() if self.view.shouting[candidate.start] and len(text) > 4 else text

    def decide(self, candidates: list[Candidate]) -> dict[str, Guess]:
        """The kind of each form; Other for those that are no names."""
        features = self.features(candidates)
        kinds = {form: self.kind(found) for form, found in features.items()}
        titled = {form for form, found in features.items() if "honorific" in found}
        for form, found in self.related(candidates, kinds, titled).items():
            features[form].update(found)
        return {form: self.kind(found) for form, found in features.items()}

    def related(
        self, candidates: list[Candidate], kinds: dict[str, Guess], titled: Collection[str]
    ) -> dict[str, Features]:
        """What a first guess at all kinds says for each form: it is part of a longer name; it stands in a list.

        A `titled` form ("Mme X") may do with one word."""
        found: dict[str, Features] = defaultdict(lambda: defaultdict(float))
        parts = relations(kinds) | dict.fromkeys(self._siblings(candidates, kinds), "first_name")
        for form, relation in parts.items():
            found[form][relation] = 1.0
        for form in kinds:
            if " " not in form and form not in parts and form not in titled and not self.lexicon.is_given(form):
                found[form]["lone"] = 1.0  # people are mostly introduced by two names, companies by one
        for short, long in self.spelled_out.items():
            if short in kinds and kinds.get(long) == "Organization":
                found[short]["initials"] = 1.0
        for one, other in pairwise(candidates):
            if self._listed(one.end, other.start):
                for this, that in ((self.form(one), self.form(other)), (self.form(other), self.form(one))):
                    if kinds[that] != "Other" and this != that:
                        found[this][f"list_{kinds[that]}"] = 1.0
        return found

    def _siblings(self, candidates: list[Candidate], kinds: dict[str, Guess]) -> Iterator[str]:
        """Given names that share the surname of the person after « et »: « Daniela et Dario Amodei »."""
        for one, other in pairwise(candidates):
            joined = self.view.words[one.end : other.start] == ["et"] and other.end - other.start > 1
            given = one.end - one.start == 1 and self.lexicon.is_given(self.view.words[one.start])
            if joined and given and kinds[self.form(other)] == "Person" and not one.entry:
                yield self.form(one)

    def _listed(self, start: int, end: int) -> bool:
        """Whether the tokens between two names make them members of one list."""
        between = self.view.words[start:end]
        return 0 < len(between) < 4 and between[0] in _LIST_MARKS and all(w in _LIST_WORDS for w in between[1:])

    def kind(self, features: Features) -> Guess:
        """The kind with the highest score; the first in the order of KINDS where several have it."""
        scores: Scores = dict.fromkeys(KINDS, 0.0)
        for feature, value in features.items():
            for kind, weight in self.weights.get(feature, {}).items():
                scores[kind] += weight * value
        return max(KINDS, key=lambda kind: scores[kind])

    def features(self, candidates: list[Candidate]) -> dict[str, Features]:
        """The evidence for each form, from all its mentions."""
        mentions: dict[str, list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            mentions[self.form(candidate)].append(candidate)
        return {form: self._features(form, group) for form, group in mentions.items()}

    def _features(self, form: str, group: list[Candidate]) -> Features:
        found: defaultdict[str, float] = defaultdict(float, prior=1.0)
        root, rarity = sqrt(len(group)), self._rarity(group)
        for candidate in group:
            found[f"model_{candidate.label or 'none'}{rarity}"] += 1 / len(group)
            for cue in self.context.cues(candidate.start, candidate.end):
                found[cue] += 1 / root
        if any(c.institution for c in group):
            found["institution" if self.view.caps[group[0].start] else "low_institution"] = 1
        if any(c.honorific for c in group):
            found["honorific"] = 1
        entry = next((c.entry for c in group if c.entry), None)
        if entry and entry.also and any(cue in found for cue in _COMPANY_CUES):
            # one « rachat de X » among many « sur X » tells that the article means the company
            found["entry_Organization"] = 1
        elif entry:
            strength = "either" if entry.also else "ambiguous" if entry.ambiguous else "entry"
            found["_".join(filter(None, (strength, entry.kind, entry.also)))] = 1
        if not entry or entry.ambiguous:
            found.update(dict.fromkeys(self._spelling(group[0]), 1))
        if form in self.lexicon.places:
            found["place"] = 1
        elif form in self.lexicon.towns:
            found["town"] = 1
        lines = min(self.view.short_lines[c.start] for c in group)
        if lines:
            found["roster" if lines >= _ROSTER and rarity.startswith("_rare") else "short_line"] = 1
        likeness = self.lexicon.likeness.scores(self.view, [(c.start, c.end) for c in group])
        found.update({LIKE + kind: score for kind, score in likeness.items()})
        return dict(found)

    def _spelling(self, candidate: Candidate) -> list[str]:
        """What the words of a name say."""
        view, lexicon = self.view, self.lexicon
        start, end = candidate.start, candidate.end
        first, last = view.words[start], view.words[end - 1]
        out = ["digit"] if any(c.isdigit() for c in last) else []
        if end - start == 1 and lexicon.likeness.ready and not (lexicon.known(first) or lexicon.known(first.lower())):
            out.append("unseen")
        if _DOMAIN.search(view.surface(start, end)):
            out.append("domain")
        if end - start == 1:
            if first in lexicon.non_acronyms or first in lexicon.stop_words or first.lower() in lexicon.common_nouns:
                return [*out, "word"]
            checks = {
                "acronym": view.acronym(start),
                "camel": view.camel(start),
                "given_alone": lexicon.is_given(first),
            }
            return [*out, "single", *(name for name, holds in checks.items() if holds)]
        out.append("two" if end - start == 2 else "several")
        if any(word in lexicon.surname_particles for word in view.words[start + 1 : end - 1]):
            out.append("particle")
        out += self._first_word(start)
        if lexicon.common(last):
            out.append("common_tail")
        if last in lexicon.legal_suffixes:
            out.append("legal_suffix")
        elif last in lexicon.org_tails:
            out.append("org_tail")
        if first in lexicon.first_words:
            out.append(lexicon.first_words[first])
        if view.caps[start] and not any(view.caps[start + 1 : end]):
            out.append("lower_rest")
        return out

    def _first_word(self, i: int) -> list[str]:
        """What the first of several words says: a given name, the head of a firm's name, a common word, neither."""
        lexicon, word = self.lexicon, self.view.words[i]
        if word in lexicon.org_heads:
            return ["org_head"]
        if lexicon.is_given(word):
            return ["given_rare" if word in lexicon.given_rare else "given"]
        if word in lexicon.given_ambiguous:
            return ["given_ambiguous"]
        if self.view.name_initial(i):
            return []
        return ["common_head"] if lexicon.common(word) else ["ungiven"]

    def _rarity(self, group: list[Candidate]) -> str:
        """For a single word: how common it is in lower case; whether it only stands where all words have capitals."""
        if group[0].end - group[0].start > 1:
            return ""
        word = self.view.words[group[0].start]
        rarity = "_common" if self.lexicon.common(word) else "_known" if self.lexicon.known(word.lower()) else "_rare"
        return rarity + ("_initial" if all(self.view.initial[c.start] for c in group) else "")


def relations(kinds: dict[str, Guess]) -> dict[str, str]:
    """For each form that is part of a longer name in the article: the feature that says so."""
    parts: dict[str, str] = {}
    for long, kind in sorted(kinds.items(), key=lambda item: (-len(item[0]), item[0])):
        words = long.split()
        if kind == "Person" and len(words) > 1:
            for n in range(1, len(words)):
                parts.setdefault(" ".join(words[n:]), "surname")
            parts.setdefault(words[0], "first_name")
        elif kind == "Organization" and len(words) > 1:
            for n in range(1, len(words)):
                parts.setdefault(" ".join(words[:n]), "short_name")
            parts.setdefault(_initials(long), "initials")
    return {form: parts[form] for form in kinds if form in parts}


def _initials(name: str) -> str:
    """What an acronym of the name would be: the first letters of its capitalised and longer words."""
    words = name.replace("-", " ").replace("'", " ").split()
    return "".join(w[0] for w in words if w[0].isupper() or len(w) > 3).upper()
