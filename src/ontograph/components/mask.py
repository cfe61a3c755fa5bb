"""Parse with known names: unknown names break the model's parses, so the parser sees a Doc whose names are known ones.

`ontograph_mask` swaps the Doc for a copy in which every name is one frequent name of its kind; the model's tagger,
parser and lemmatizer annotate the copy; `ontograph_unmask` brings the annotation back to the real Doc. The mask also
joins words that the tokenizer splits ("start", "-", "up") and lets no sentence run over a line's end.
"""

from dataclasses import dataclass
from typing import Any

import numpy
from spacy import attrs, symbols
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token
from spacy.util import filter_spans

from ontograph import layers, resources
from ontograph.joining import joined, words

_ORIGINAL = "ontograph_original"
_NOMINAL = frozenset({"appos", "nmod", "nsubj", "nsubj:pass", "obj", "obl:agent", "obl:arg", "obl:mod"})
"""Where nouns stand in the tree, and verbs do not."""
_PARTIES = 2
"""People whom a suit takes."""
_COPIED = ["POS", "MORPH", "LEMMA", "DEP", "HEAD"]
_POS, _MORPH, _LEMMA, _DEP, _HEAD = range(5)
"""Columns of these."""


@dataclass(frozen=True)
class MaskData:
    """Stand-ins by the kind of name, and by word."""

    stand_ins: dict[str, str]
    words: dict[str, str]
    suits: list[str]
    """How words begin that tell of suits: the one fact that needs no organization."""
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

    def __init__(self, nlp: Language, data: MaskData, everything: bool = True) -> None:
        layers.register()
        self.everything, self.suits = everything, tuple(data.suits)
        self.stand_ins = data.stand_ins
        self.words = data.words
        self.straight = str.maketrans(data.straight)
        self.breaks = frozenset(data.breaks)
        self.ends, self.closers = frozenset(data.ends), frozenset(data.closers)
        self.matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        self.matcher.add("word", [nlp.make_doc(w) for word in data.words for w in (word, word.capitalize())])

    def __call__(self, doc: Doc) -> Doc:
        """Return the masked copy; the original travels in its `user_data`."""
        doc = self._joined(doc)
        texts, strings = words(doc), doc.vocab.strings
        kinds = [strings[kind] for kind in doc.to_array(attrs.ENT_TYPE).tolist()]
        starts = self._sentences(texts)
        low = [text.lower() for text in texts]
        idle = not self.everything and self._idle(low, kinds)
        layers.set_idle(doc, idle)
        seen = [] if idle else [*map(self._stand_in, texts, low, kinds)]
        spaces = [] if idle else (doc.to_array(attrs.SPACY) != 0).tolist()
        masked = Doc(doc.vocab, words=seen, spaces=spaces, sent_starts=[*starts] if seen else [])
        masked._context = doc._context
        masked.user_data[_ORIGINAL] = doc, starts
        return masked

    def _idle(self, low: list[str], kinds: list[str]) -> bool:
        """Whether an article can hold no fact: it names no organization, and nobody whom somebody could sue."""
        if "Organization" in kinds:
            return False
        return kinds.count("Person") < _PARTIES or not any(word.startswith(self.suits) for word in low)

    def _sentences(self, texts: list[str]) -> list[bool]:
        """Where sentences start: the model's own guesses break at names and after commas."""
        return [index == 0 or self._starts(texts, index) for index in range(len(texts))]

    def _starts(self, texts: list[str], index: int) -> bool:
        before, text = texts[index - 1], texts[index]
        if text.isspace():
            return False
        if "\n" in before or before in self.breaks:
            return True
        end = index - 1
        while end > 0 and (texts[end] in self.closers or texts[end].isspace()):
            end -= 1
        if texts[end] not in self.ends or text in self.closers:
            return False
        return not text[:1].islower()

    def _joined(self, doc: Doc) -> Doc:
        found = filter_spans(
            [span for span in self.matcher(doc, as_spans=True) if len(span) > 1 and not any(t.ent_type_ for t in span)]
        )
        return joined(doc, [(span.start, span.end) for span in found])

    def _stand_in(self, text: str, low: str, kind: str) -> str:
        if kind:
            return self.stand_ins.get(kind, text)
        known = self.words.get(low)
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
        if _ORIGINAL not in doc.user_data:
            return doc
        original: Doc
        original, starts = doc.user_data.pop(_ORIGINAL)
        if len(original):
            orth, kinds, lower = original.to_array([attrs.ORTH, attrs.ENT_TYPE, attrs.LOWER]).T
            annotated = _annotated(doc) if len(doc) else _flat(starts)
            annotated[kinds != 0, _LEMMA] = orth[kinds != 0]
            original.from_array(_COPIED, annotated)  # type: ignore[arg-type]
            verbs = (annotated[:, _POS] == symbols.VERB) | (annotated[:, _POS] == symbols.AUX)
            told = numpy.isin(lower, self.word_keys)
            for index in numpy.flatnonzero((kinds == 0) & (verbs | told)).tolist():
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


def _flat(starts: list[bool]) -> Any:
    """What stands for the annotation of an article that nobody parsed: each sentence hangs on its first word."""
    annotated = numpy.zeros((len(starts), len(_COPIED)), dtype=numpy.uint64)
    begins = numpy.maximum.accumulate(numpy.where(starts, numpy.arange(len(starts)), 0))
    annotated[:, _HEAD] = (begins - numpy.arange(len(starts))).astype(numpy.int64).view(numpy.uint64)
    return annotated


def _annotated(doc: Doc) -> Any:
    """What the model says of a Doc. White space, and nothing else, is a part of speech of its own: what the model's
    attribute ruler is there for."""
    annotated = doc.to_array(_COPIED)  # type: ignore[arg-type]
    orth, blank = doc.to_array([attrs.ORTH, attrs.IS_SPACE]).T
    blank = blank != 0
    annotated[(annotated[:, _POS] == symbols.SPACE) & ~blank, _POS] = symbols.X
    annotated[blank, _POS] = symbols.SPACE
    annotated[blank, _MORPH] = 0
    annotated[blank, _LEMMA] = orth[blank]
    annotated[blank & (annotated[:, _DEP] != 0), _DEP] = doc.vocab.strings.add("dep")
    return annotated


@Language.factory("ontograph_mask", default_config={"data": "fr_press/mask.yml", "everything": True})
def make_mask(nlp: Language, name: str, data: str, everything: bool) -> Mask:
    """Build the component; `data` names the file of stand-ins. Unless `everything` is to be parsed, articles that can
    hold no fact are not."""
    return Mask(nlp, resources.load_yaml(resources.data_path(data), MaskData), everything)


@Language.factory(
    "ontograph_unmask",
    default_config={"data": "fr_press/mask.yml"},
    assigns=["token.dep", "token.head", "token.lemma", "token.pos"],
)
def make_unmask(nlp: Language, name: str, data: str) -> Unmask:
    """Build the component; `data` is the file that the mask reads too."""
    return Unmask(nlp, resources.load_yaml(resources.data_path(data), MaskData))
