"""Parse with known names: unknown names break the model's parses, so the parser sees a Doc whose names are known ones.

`ontograph_mask` swaps the Doc for a copy in which every name is one frequent name of its kind; the model's tagger,
parser and lemmatizer annotate the copy; `ontograph_unmask` brings the annotation back to the real Doc. The mask also
joins words that the tokenizer splits ("start", "-", "up") and lets no sentence run over a line's end.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy
from spacy.attrs import ENT_TYPE, IS_SPACE, LOWER, ORTH
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.symbols import AUX, SPACE, VERB, X
from spacy.tokens import Doc, Token
from spacy.util import filter_spans

from ontograph import layers, resources

_ORIGINAL = "ontograph_original"
_NOMINAL = frozenset({"appos", "nmod", "nsubj", "nsubj:pass", "obj", "obl:agent", "obl:arg", "obl:mod"})
"""Where nouns stand in the tree, and verbs do not."""
_COPIED = ["POS", "MORPH", "LEMMA", "DEP", "HEAD"]
_POS, _MORPH, _LEMMA, _DEP = range(4)
"""Columns of these."""


@dataclass(frozen=True)
class MaskData:
    """Stand-ins by the kind of name, and by word."""

    stand_ins: dict[str, str]
    words: dict[str, str]
    straight: dict[str, str]
    """Typographic marks and the plain ones that the model learned from."""
    verb_endings: dict[str, str]
    """Endings that the lemmatizer leaves on verbs, and the infinitive's."""
    breaks: list[str]
    """Marks that part independent clauses whatever follows."""
    ends: list[str]
    """Marks that end a sentence."""
    closers: list[str]
    """Marks that still belong to the sentence after its end."""
    nouns: dict[str, str]
    """Nouns that the tagger takes for verbs ("une offre"), and their lemma."""
    articles: list[str]
    """Words before which such a form is a noun, even where the tree gives them to no noun ("d'offre")."""


class Mask:
    """Replaces the Doc by its masked copy, token for token."""

    def __init__(self, nlp: Language, data: MaskData) -> None:
        layers.register()
        self.stand_ins = data.stand_ins
        self.words = data.words
        self.straight = str.maketrans(data.straight)
        self.breaks = frozenset(data.breaks)
        self.ends, self.closers = frozenset(data.ends), frozenset(data.closers)
        self.matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        self.matcher.add("word", [nlp.make_doc(w) for word in data.words for w in (word, word.capitalize())])

    def __call__(self, doc: Doc) -> Doc:
        """Return the masked copy; the original travels in its `user_data`."""
        self._join(doc)
        words = [self._stand_in(t.text, t.ent_type_) for t in doc]
        sent_starts: list[bool | int | None] = [self._starts(a, b) for a, b in pairwise(doc)]
        sent_starts[:0] = [True] * (len(doc) > 0)
        masked = Doc(doc.vocab, words=words, spaces=[bool(t.whitespace_) for t in doc], sent_starts=sent_starts)
        masked._context = doc._context
        masked.user_data[_ORIGINAL] = doc
        return masked

    def _starts(self, before: Token, token: Token) -> bool:
        """Whether a sentence starts between two tokens: the model's own guesses break at names and after commas."""
        if token.is_space:
            return False
        if "\n" in before.text or before.text in self.breaks:
            return True
        end = before
        while end.i > 0 and (end.text in self.closers or end.is_space):
            end = end.nbor(-1)
        if end.text not in self.ends or token.text in self.closers:
            return False
        return not token.text[:1].islower()

    def _join(self, doc: Doc) -> None:
        found = filter_spans(
            [span for span in self.matcher(doc, as_spans=True) if len(span) > 1 and not any(t.ent_type_ for t in span)]
        )
        with doc.retokenize() as retokenizer:
            for span in found:
                retokenizer.merge(span)

    def _stand_in(self, text: str, kind: str) -> str:
        if kind:
            return self.stand_ins.get(kind, text)
        known = self.words.get(text.lower())
        if known is None:
            return text.translate(self.straight)
        return known.capitalize() if text[:1].isupper() else known


class Unmask:
    """Copies tags, lemmas and the tree of the masked copy to the original Doc and returns that."""

    def __init__(self, nlp: Language, data: MaskData) -> None:
        self.words = frozenset(data.words)
        self.word_keys = numpy.array(sorted(nlp.vocab.strings.add(word) for word in data.words), dtype=numpy.uint64)
        self.endings = sorted(data.verb_endings.items(), key=lambda e: -len(e[0]))
        self.nouns, self.articles = data.nouns, frozenset(data.articles)
        self.nlp = nlp
        self.known: frozenset[str] | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Return the original Doc, annotated; a Doc that was never masked as it is."""
        original: Doc | None = doc.user_data.pop(_ORIGINAL, None)
        if original is None:
            return doc
        if len(doc):
            annotated = doc.to_array(_COPIED)  # type: ignore[arg-type]
            _spaces(doc, annotated)
            orth, kinds, lower = original.to_array([ORTH, ENT_TYPE, LOWER]).T
            annotated[kinds != 0, _LEMMA] = orth[kinds != 0]
            original.from_array(_COPIED, annotated)  # type: ignore[arg-type]
            verbs = (annotated[:, _POS] == VERB) | (annotated[:, _POS] == AUX)
            for index in numpy.flatnonzero((kinds == 0) & (verbs | numpy.isin(lower, self.word_keys))).tolist():
                self._mend(original[index])
        return original

    def _mend(self, real: Token) -> None:
        """Correct what the model says of a verb, or of a word that another stood for."""
        if real.lower_ in self.words:
            real.lemma_ = real.lower_
        elif self._is_noun(real):
            real.pos_, real.lemma_ = "NOUN", self.nouns.get(real.lower_, real.lower_)
            real.set_morph("Number=Plur" if real.lower_.endswith("s") else "Number=Sing")  # type: ignore[attr-defined]
        else:
            real.lemma_ = self._infinitive(real.lemma_)

    def _is_noun(self, token: Token) -> bool:
        """Whether a form that the tagger takes for a verb is a noun: its place in the tree is a noun's, and so is the
        article before it."""
        if token.pos_ != "VERB" or token.i == 0:
            return False
        before = token.nbor(-1)
        if token.lower_ in self.nouns and before.lower_ in self.articles:
            return True
        return before.dep_ == "det" and before.pos_ == "DET" and before.head.i == token.i and token.dep_ in _NOMINAL

    def _infinitive(self, lemma: str) -> str:
        """The lemmatizer's rules miss forms of the present ("cherche"): complete them where its own index knows it."""
        if self.known is None:
            self.known = self._index()
        if lemma in self.known:
            return lemma
        candidates = (lemma.removesuffix(e) + infinitive for e, infinitive in self.endings if lemma.endswith(e))
        return next((c for c in candidates if c in self.known), lemma)

    def _index(self) -> frozenset[str]:
        if not self.nlp.has_pipe("lemmatizer"):
            return frozenset()
        tables = self.nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
        return frozenset(tables.get_table("lemma_index")["verb"])


def _spaces(doc: Doc, annotated: Any) -> None:
    """White space is a part of speech of its own, and nothing else is: what the model's attribute ruler is there for."""
    orth, blank = doc.to_array([ORTH, IS_SPACE]).T
    blank = blank != 0
    annotated[(annotated[:, _POS] == SPACE) & ~blank, _POS] = X
    annotated[blank, _POS] = SPACE
    annotated[blank, _MORPH] = 0
    annotated[blank, _LEMMA] = orth[blank]
    annotated[blank & (annotated[:, _DEP] != 0), _DEP] = doc.vocab.strings.add("dep")


@Language.factory("ontograph_mask", default_config={"data": "fr_press/mask.yml"})
def make_mask(nlp: Language, name: str, data: str) -> Mask:
    """Build the component; `data` names the file of stand-ins."""
    return Mask(nlp, resources.load_yaml(resources.data_path(data), MaskData))


@Language.factory(
    "ontograph_unmask",
    default_config={"data": "fr_press/mask.yml"},
    assigns=["token.dep", "token.head", "token.lemma", "token.pos"],
)
def make_unmask(nlp: Language, name: str, data: str) -> Unmask:
    """Build the component; `data` is the file that the mask reads too."""
    return Unmask(nlp, resources.load_yaml(resources.data_path(data), MaskData))
