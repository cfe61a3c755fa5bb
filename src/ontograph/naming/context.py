"""The words around a name, as cues see them."""

from __future__ import annotations

from ontograph.naming.lexicon import Lexicon, cue_form
from ontograph.naming.view import View

_REACH = 9
_VERBATIM = 4
"""Words of a verbatim cue."""
_QUOTES = frozenset({"«", "“", '"', "‘"})
_FAR = {"organization_noun": "organization_noun_far", "product_before": "product_before_far"}
"""Cues that hold over a complement, and what they are called then."""


class Context:
    """Finds the cues before and after a span of one text."""

    def __init__(self, view: View, lexicon: Lexicon) -> None:
        self.view = view
        self.lexicon = lexicon
        transparent = lexicon.transparent
        self.forms = [form if form not in transparent else "" for form in map(cue_form, view.words)]

    def cues(self, start: int, end: int) -> list[str]:
        """The names of the longest cues on either side of tokens `start:end`, at most two."""
        words = [cue_form(word) for word in reversed(self.view.words[max(0, start - _VERBATIM) : start])]
        before = self.lexicon.verbatim.longest(words) or self.lexicon.before.longest(self._left(start))
        found = [before, self.lexicon.after.longest(self._right(end))]
        cues = [match[1] for match in found if match]
        if not found[0] and (far := self._far(start)):
            cues.append(far)
        if start and self.view.words[start - 1].lower() in self.lexicon.demonyms:
            cues.append("national_noun" if self.view.caps[start - 1] else self._national(start))
        return cues

    def _national(self, start: int) -> str:
        """« l'américain X » (a person or a company) or « la société américaine X »."""
        article = start > 1 and self.view.words[start - 2].lower() in {"l'", "le", "la", "un", "une"}
        return "national" if article else "national_adjective"

    def _left(self, start: int) -> list[str]:
        """Forms before a name, back to front, to the end of the sentence before."""
        out = []
        for i in range(self._past_naming(start) - 1, max(-1, start - 1 - _REACH), -1):
            if self.view.breaks[i]:
                break
            if self.forms[i] and not self.forms[i].isspace():
                out.append(self.forms[i])
        return out

    def _past_naming(self, start: int) -> int:
        """Where a name's left context begins: before « baptisée » and a comma in « une start-up, baptisée X »."""
        while start > 1 and self.view.words[start - 1] in _QUOTES:
            start -= 1
        if start > 1 and self.view.words[start - 1] in self.lexicon.naming_words:
            return start - 2 if self.view.words[start - 2] == "," else start - 1
        return start

    def _far(self, start: int) -> str:
        """A cue whose noun has a complement before the name: « l'opérateur de téléphonie mobile X »."""
        view, lexicon = self.view, self.lexicon
        for i in range(start - 1, max(-1, start - 1 - _REACH), -1):
            word = view.words[i]
            if view.breaks[i] or not ((word[0].islower() and word[-1].isalpha()) or word.endswith("'")):
                return ""
            if word in lexicon.small.breaks or (i == start - 1 and word in lexicon.small.links):
                return ""
            if i < start - 2 and self._complemented(i + 1, start - 1):
                match = lexicon.before.longest([self.forms[i]])
                if match and match[1] in _FAR:
                    return _FAR[match[1]]
        return ""

    def _complemented(self, i: int, end: int) -> bool:
        """Whether « de », « en » follow at token `i`, past adjectives: « ligue burundaise des droits humains X »."""
        while i < end and not self.forms[i]:
            i += 1
        return i < end and self.view.words[i] in self.lexicon.small.complements

    def _right(self, end: int) -> list[str]:
        out = []
        for i in range(end, min(len(self.view), end + _REACH)):
            if self.view.breaks[i]:
                break
            if self.forms[i] and not self.forms[i].isspace():
                out.append(self.forms[i])
        return out
