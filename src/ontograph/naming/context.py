"""The words around a name, as cues see them."""

from __future__ import annotations

from ontograph.naming.lexicon import Lexicon, cue_form
from ontograph.naming.view import View

_REACH = 9


class Context:
    """Finds the cues before and after a span of one text."""

    def __init__(self, view: View, lexicon: Lexicon) -> None:
        self.view = view
        self.lexicon = lexicon
        transparent = lexicon.transparent
        self.forms = [form if form not in transparent else "" for form in map(cue_form, view.words)]

    def cues(self, start: int, end: int) -> list[str]:
        """The names of the longest cues on either side of tokens `start:end`, at most two."""
        found = [self.lexicon.before.longest(self._left(start)), self.lexicon.after.longest(self._right(end))]
        cues = [match[1] for match in found if match]
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
        for i in range(start - 1, max(-1, start - 1 - _REACH), -1):
            if self.view.breaks[i]:
                break
            if self.forms[i] and not self.forms[i].isspace():
                out.append(self.forms[i])
        return out

    def _right(self, end: int) -> list[str]:
        out = []
        for i in range(end, min(len(self.view), end + _REACH)):
            if self.view.breaks[i]:
                break
            if self.forms[i] and not self.forms[i].isspace():
                out.append(self.forms[i])
        return out
