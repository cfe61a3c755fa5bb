"""Names that begin with a common noun: « Cour d'appel de Paris », « université de Georgetown »."""

from __future__ import annotations

from ontograph.naming.runs import Runs

_PREPOSITIONS = frozenset({"de", "du", "des", "d'", "aux", "au", "pour", "à", "sur", "of", "for"})
_GENITIVES = frozenset({"de", "du", "des", "d'", "of"})
_NO_NOUNS = frozenset(
    {"cette", "leur", "leurs", "notre", "votre", "nombreux", "nombreuses", "plus", "plusieurs", "tous", "toutes"}
)
_BEFORE_ARTICLE = frozenset({"de", "pour", "à", "sur"})
_INDEFINITE = frozenset({"un", "une", "des", "plusieurs", "deux", "trois", "chaque", "aucun", "aucune", "autre"})
_ARTICLES = frozenset({"la", "l'", "le", "les"})


class Institutions:
    """Finds the institutions of one text by their head noun and what follows it."""

    def __init__(self, runs: Runs) -> None:
        self.runs = runs
        self.view = runs.view
        self.lexicon = runs.lexicon

    def match(self, i: int) -> tuple[int, str] | None:
        """The end and the head noun (lower case) of an institution's name that begins at token `i`."""
        words = self.view.words
        upper = self.lexicon.institutions.longest(words, i)
        head = upper or self.lexicon.low_institutions.longest(words, i)
        if not head:
            return None
        if not upper and i and words[i - 1].lower() in _INDEFINITE:
            return None
        end, proper = self._grow(head[0], head[1].lower(), bool(upper))
        bare = upper and end == head[0] and self._bare(i, end)
        if " ".join(words[i:end]).lower().replace("' ", "'") in self.lexicon.institution_exceptions:
            return None
        return (end, head[1].lower()) if bare or (end > head[0] and (upper or proper)) else None

    def _bare(self, i: int, end: int) -> bool:
        """Whether a head with its article stands for the one there is: « l'État », « le Sénat »."""
        words = self.view.words
        if end - i != 1 or words[i] not in self.lexicon.institution_bare or not i:
            return False
        return words[i - 1].lower() in _ARTICLES and not (end < len(words) and words[end].lower() in _GENITIVES)

    def _grow(self, end: int, head: str, capital: bool) -> tuple[int, bool]:
        """The end over adjectives, complements and capitals, and whether a proper noun was met."""
        proper = complement = False
        while end < len(self.view) and not self.view.breaks[end]:
            word = self.view.words[end].lower()
            if word in self.lexicon.adjectives or (not complement and self._national(word, head, capital)):
                proper = proper or word in self.lexicon.demonyms or head in self.lexicon.national_heads
                end += 1
            elif capital and not complement and self.view.words[end - 1][0].isupper() and self._qualifies(end):
                end, proper = end + 1, True
            elif self._compound(end, capital):
                end += 2
            elif self._capital(end) and (capital or proper or head in self.lexicon.bare_heads):
                end, proper = self.runs.capitals(end), True
            else:
                after = self._complement(end, capital, complement)
                if after is None and head in self.lexicon.named_heads:
                    after = self._purpose(end, capital)
                if after is None and complement and self._agreeing(end):
                    after = end
                if after is None:
                    break
                named = self._capital(after)
                end = self.runs.capitals(after) if named else after + 1
                proper, complement = proper or named, True
        return end, proper

    def _compound(self, i: int, capital: bool) -> bool:
        """« … océanique et atmosphérique »: an adjective of an institution joined to another by « et »."""
        words = self.view.words
        joined = capital and words[i].lower() == "et" and i + 1 < len(words) and words[i - 1].islower()
        return joined and words[i + 1].lower() in self.lexicon.adjectives

    def _agreeing(self, i: int) -> bool:
        """An adjective after a complement, by its ending: « Fédération des offices fonciers »."""
        before, word = self.view.words[i - 1], self.view.words[i]
        if not word.isalpha() or not word.islower() or not before.islower():
            return False
        small = self.lexicon.small
        endings = small.plural_adjectives if before.endswith(("s", "x")) else small.singular_adjectives
        return word.endswith(endings) and len(word) > 5

    def _qualifies(self, i: int) -> bool:
        """An adjective right after a head with its own capital, by its ending: « Banque lagunaire du commerce »."""
        word, end = self.view.words[i], i + 1
        small = self.lexicon.small
        if not (word.isalpha() and word.islower() and len(word) > 5) or self.view.initial[i - 1]:
            return False
        further = end < len(self.view) and self.view.words[end].lower() in _GENITIVES
        return further and word.endswith((*small.singular_qualifiers, *small.plural_adjectives))

    def _purpose(self, i: int, capital: bool) -> int | None:
        """The noun after « contre la », « pour l' » at token `i`: « Ligue contre le cancer »."""
        words = self.view.words
        small = self.lexicon.small
        if not capital or i + 2 >= len(words) or words[i].lower() not in small.purposes:
            return None
        if words[i + 1] not in _ARTICLES:
            return None
        noun = words[i + 2]
        plain = noun.isalpha() and noun.islower() and len(noun) > 3 and noun not in small.no_purposes
        return i + 2 if plain and not self.lexicon.low_institutions.longest(words, i + 2) else None

    def _national(self, word: str, head: str, capital: bool) -> bool:
        """« Parti québécois », « armée algérienne »."""
        return word in self.lexicon.demonyms and (capital or head in self.lexicon.adjective_heads)

    def _capital(self, i: int) -> bool:
        """Whether token `i` is a capital that may belong to the name: no person's name, no function word."""
        word, known = self.view.words[i], self.runs.known.get(i)
        person = bool(known and known[1].kind == "Person") or word in self.lexicon.honorifics
        return self.view.caps[i] and word not in self.lexicon.stop_words and not person

    def _complement(self, i: int, capital: bool, again: bool) -> int | None:
        """The noun or name after « de la », « aux » … at token `i`; after « et » only if it is another (`again`)."""
        words = self.view.words
        low = words[i].lower()
        if again and low == "et" and i + 1 < len(words):
            i += 1
            two_capitals = i + 1 < len(words) and self.view.caps[i] and self.view.caps[i + 1]
            if words[i].lower() in self.lexicon.complements and not two_capitals:
                return i
        low = words[i].lower()
        if low not in _PREPOSITIONS or (low == "pour" and not capital):
            return None
        after = i + 1
        while after < len(words) and words[after].lower() in _ARTICLES and words[after - 1].lower() in _BEFORE_ARTICLE:
            after += 1
        if after >= len(words):
            return None
        named = self._capital(after) and low in _GENITIVES and not (again and self._other(i, after))
        named = named and (capital or words[after] not in self.lexicon.non_acronyms)  # « un laboratoire d'IA »
        noun = words[after].lower() in self.lexicon.complements or (capital and not again and self._noun(after, low))
        return after if named or noun else None

    def _other(self, i: int, after: int) -> bool:
        """Whether « et de l'… » at token `i` leads on to another institution: « de l'université X et de l'Inserm »."""
        words, known = self.view.words, self.runs.known
        if words[i - 1].lower() != "et":
            return False
        return after in known or self.lexicon.institutions.longest(words, after) is not None or words[after].isupper()

    def _noun(self, i: int, preposition: str) -> bool:
        """Whether token `i` after « de », « du », « des » may be any common noun: « Fédération de triathlon »."""
        word = self.view.words[i]
        plain = word.isalpha() and word.islower() and len(word) > 3 and word not in self.lexicon.common_nouns
        return plain and preposition in _GENITIVES and word not in _NO_NOUNS
