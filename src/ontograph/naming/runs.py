"""How far a name goes: runs of capitals, people's names with particles and initials."""

from __future__ import annotations

from ontograph.naming.gazetteer import Entry
from ontograph.naming.lexicon import Lexicon
from ontograph.naming.view import View

_WEAK_PARTICLES = frozenset({"de", "du", "des", "d'", "la", "le", "les"})


class Runs:
    """Finds ends of names in one text; `known` says where names of the gazetteer begin: token -> (end, entry)."""

    def __init__(self, view: View, lexicon: Lexicon, known: dict[int, tuple[int, Entry]]) -> None:
        self.view = view
        self.lexicon = lexicon
        self.known = known

    def known_other(self, i: int) -> bool:
        """Whether a known name that is no person's begins at token `i`."""
        entry = self.known.get(i)
        return bool(entry and not entry[1].ambiguous and entry[1].kind != "Person")

    def capitals(self, start: int) -> int:
        """The end of the run of capitals from token `start`, hyphens, « & » and glued parts included."""
        view, words = self.view, self.view.words
        end = start + 1
        while end < len(words):
            following = end + 1 < len(words)
            glued = following and view.glued(end) and view.glued(end + 1) and words[end + 1][0].isalnum()
            inside = glued and not view.breaks[end] and words[end] in {"-", "&", ".", "'"}
            if inside or (words[end] in {"-", "&"} and following and view.caps[end + 1]):
                end += 2
            elif view.caps[end] and not view.breaks[end - 1] and not self._function(words[end]):
                end += 1
            else:
                break
        return end

    def _function(self, word: str) -> bool:
        return word in self.lexicon.stop_words or word in self.lexicon.honorifics

    def person(self, start: int, end: int) -> int:
        """The end of a person's name at `start` that is known to reach `end`: capitals, hyphens, particles."""
        view, words = self.view, self.view.words
        while end < len(words):
            if self._hyphen(end):
                end += 2
            elif view.caps[end] and (self._attached(end) or self._joins(end)):
                end += 1
            elif words[end] in self.lexicon.particles and self._particle_joins(start, end):
                end = self._past_particles(end) + 1
            else:
                break
        return end

    def _hyphen(self, i: int) -> bool:
        """« Jean - Philippe » as the tokenizer leaves it."""
        view, words = self.view, self.view.words
        inside = words[i] == "-" and view.glued(i) and i + 1 < len(words)
        return inside and view.glued(i + 1) and words[i + 1][0].isalpha()

    def _attached(self, i: int) -> bool:
        """« D' » + « Angelo », « Al- » + « Assad »."""
        before = self.view.words[i - 1]
        return self.view.glued(i) and (before in self.lexicon.particles or before.endswith(("-", "'")))

    def _joins(self, i: int) -> bool:
        """Whether capitalised token `i` may continue the name before it."""
        view, word = self.view, self.view.words[i]
        acronym = word.isupper() and len(word) > 3 and not view.shouting[i] and not view.words[i - 1].isupper()
        return not (view.breaks[i - 1] or word in self.lexicon.honorifics or self.known_other(i) or acronym)

    def _past_particles(self, i: int) -> int:
        """The first token after particles and hyphens at `i`."""
        words = self.view.words
        while i < len(words) and (words[i] in self.lexicon.particles or words[i] == "-"):
            i += 1
        return i

    def _particle_joins(self, start: int, i: int) -> bool:
        """« de », « du » join only a given name and a surname: not « Altman d'OpenAI »."""
        words = self.view.words
        after = self._past_particles(i)
        if after >= len(words) or not self.view.caps[after] or not self._joins(after):
            return False
        if words[i] not in _WEAK_PARTICLES:
            return True
        alone = self.lexicon.is_given(words[i - 1]) or self.lexicon.is_given(words[start])
        return alone and after not in self.known and words[after] not in self.lexicon.places
