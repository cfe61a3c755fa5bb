"""A Doc as the rules read it: its tokens and spans as plain Python objects with the names that spaCy gives them.

The rules ask millions of questions about words. spaCy looks each answer up in its tables and makes a new string (about
100 ns, a morphological feature 500 ns); here they are read once, all together, and an answer costs what an attribute
costs. A `Tokens` is a snapshot: `of` makes it anew where an annotation of the Doc has changed since.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, overload

from spacy import attrs
from spacy.tokens import Doc, SpanGroup
from spacy.tokens import Span as SpacySpan

_READ = (
    attrs.ORTH,
    attrs.LOWER,
    attrs.LEMMA,
    attrs.POS,
    attrs.DEP,
    attrs.ENT_TYPE,
    attrs.MORPH,
    attrs.HEAD,
    attrs.SENT_START,
    attrs.IS_PUNCT,
    attrs.IS_SPACE,
    attrs.SPACY,
)
_CHANGING = (attrs.LEMMA, attrs.POS, attrs.DEP, attrs.ENT_TYPE, attrs.MORPH, attrs.HEAD, attrs.SENT_START)
"""Those that a component may write."""
_NAMED = 7
"""How many of these are strings, in the table of the vocabulary."""


class Morph(dict[str, list[str]]):
    """The features of a word, as `MorphAnalysis`: `get` with a default, and the written form."""

    __slots__ = ("written",)

    def __init__(self, written: str) -> None:
        self.written = "" if written == "_" else written
        pairs = (feature.partition("=") for feature in self.written.split("|") if feature)
        super().__init__({name: values.split(",") for name, _, values in pairs})

    def __str__(self) -> str:
        return self.written


_morph = cache(Morph)


class Token:
    """One token, with the attributes of spaCy's that the rules use."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_punct",
        "is_sent_start",
        "is_space",
        "lemma_",
        "lower_",
        "morph",
        "pos_",
        "sentence",
        "text",
        "whitespace_",
    )

    doc: Tokens
    i: int
    idx: int
    """Offset of its first character in the text, in code points."""
    text: str
    lower_: str
    lemma_: str
    pos_: str
    dep_: str
    ent_type_: str
    whitespace_: str
    """The space after it, or nothing."""
    morph: Morph
    head: Token
    is_punct: bool
    is_space: bool
    is_sent_start: bool
    children: list[Token]
    """Its dependents in the order of the text."""
    sentence: tuple[int, int]
    """First token and end (exclusive) of its sentence."""

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def lefts(self) -> list[Token]:
        """Its dependents before it."""
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> list[Token]:
        """Its dependents after it."""
        return [child for child in self.children if child.i > self.i]

    @property
    def subtree(self) -> Iterator[Token]:
        """The token and all below it, in the order in which spaCy gives them."""
        below: list[tuple[Token, bool]] = [(self, False)]  # no recursion: a broken parse is a chain of thousands
        while below:
            token, lefts_done = below.pop()
            if lefts_done:
                yield token
            else:
                below += [(child, False) for child in reversed(token.rights)]
                below.append((token, True))
                below += [(child, False) for child in reversed(token.lefts)]

    @property
    def ancestors(self) -> Iterator[Token]:
        """What it depends on, nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, other: Token) -> bool:
        """Whether another token depends on it, directly or not."""
        return any(above is self for above in other.ancestors)

    @property
    def left_edge(self) -> Token:
        """The first token of its subtree."""
        return self.doc[self.doc.doc[self.i].left_edge.i]

    @property
    def sent(self) -> Span:
        """Its sentence."""
        return Span(self.doc, *self.sentence)

    @property
    def is_alpha(self) -> bool:
        """Whether it has letters alone."""
        return self.text.isalpha()

    @property
    def is_digit(self) -> bool:
        """Whether it has digits alone."""
        return self.text.isdigit()

    @property
    def is_lower(self) -> bool:
        """Whether it has no capital."""
        return self.text.islower()

    @property
    def text_with_ws(self) -> str:
        """Its text with the space after it."""
        return self.text + self.whitespace_

    def nbor(self, offset: int = 1) -> Token:
        """The token so far from it; IndexError beyond the text."""
        index = self.i + offset
        if index < 0:
            raise IndexError(f"no token {offset} from token {self.i}")
        return self.doc[index]


class Span:
    """A stretch of tokens, end exclusive, with the labels of spaCy's."""

    __slots__ = ("doc", "end", "id_", "kb_id_", "label_", "start")

    def __init__(self, doc: Tokens, start: int, end: int, label: str = "", kb_id: str = "", span_id: str = "") -> None:
        self.doc, self.start, self.end = doc, start, end
        self.label_, self.kb_id_, self.id_ = label, kb_id, span_id

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc[self.start : self.end])

    @overload
    def __getitem__(self, index: int) -> Token: ...

    @overload
    def __getitem__(self, index: slice) -> list[Token]: ...

    def __getitem__(self, index: int | slice) -> Token | list[Token]:
        return self.doc[self.start : self.end][index]

    def __contains__(self, token: object) -> bool:
        return isinstance(token, Token) and self.start <= token.i < self.end

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and self._key() == other._key() and self.doc is other.doc

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        return self.text

    def _key(self) -> tuple[int, int, str, str, str]:
        return self.start, self.end, self.label_, self.kb_id_, self.id_

    def labelled(self, label: str, kb_id: str = "", span_id: str = "") -> Span:
        """The same stretch with labels."""
        return Span(self.doc, self.start, self.end, label, kb_id, span_id)

    @property
    def spacy(self) -> SpacySpan:
        """The same as spaCy keeps it."""
        return SpacySpan(self.doc.doc, self.start, self.end, label=self.label_, kb_id=self.kb_id_, span_id=self.id_)

    @property
    def text(self) -> str:
        """As written, without the space after it."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def start_char(self) -> int:
        """Offset of its first character."""
        return self.doc[self.start].idx if self.start < len(self.doc) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """Offset after its last character."""
        last = self.doc[self.end - 1]
        return last.idx + len(last.text) if self.end > self.start else self.start_char

    @property
    def root(self) -> Token:
        """The token that the tree hangs highest."""
        if self.end - self.start == 1:
            return self.doc[self.start]
        return self.doc[self.doc.doc[self.start : self.end].root.i]

    @property
    def sent(self) -> Span:
        """The sentence in which it starts."""
        return self.doc[self.start].sent


class Tokens(list[Token]):
    """The tokens of a Doc in order; a slice is a list of them."""

    def __init__(self, doc: Doc) -> None:
        super().__init__()
        self.doc, self.text = doc, str(doc.text)
        self.signature = _signature(doc)
        self._groups: dict[str, tuple[SpanGroup, list[Span]]] = {}
        self._fill()

    def __hash__(self) -> int:  # type: ignore[override]
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other

    @property
    def _(self) -> Any:
        """The values that components leave on the Doc (`ontograph.layers`)."""
        return self.doc._

    @property
    def sents(self) -> list[Span]:
        """The sentences in order."""
        return [Span(self, *bounds) for bounds in dict.fromkeys(token.sentence for token in self)]

    def span(self, start: int, end: int) -> Span:
        """The stretch from one token to before another."""
        return Span(self, start, end)

    def between(self, start: int, end: int) -> Span | None:
        """The stretch of the tokens that characters from one offset to another touch; None where there is none."""
        found = self.doc.char_span(start, end, alignment_mode="expand")
        return Span(self, found.start, found.end) if found is not None else None

    def group(self, layer: str) -> list[Span]:
        """The spans of a layer in the order of the text; [] where there are none."""
        if layer not in self.doc.spans:
            return []
        group = self.doc.spans[layer]
        known = self._groups.get(layer)
        if known is None or known[0] is not group or len(known[1]) != len(group):
            spans = [Span(self, s.start, s.end, s.label_, s.kb_id_, s.id_) for s in sorted(group)]
            known = self._groups[layer] = group, spans
        return list(known[1])

    @property
    def ents(self) -> list[Span]:
        """The names in order."""
        return [Span(self, s.start, s.end, s.label_, s.kb_id_, s.ent_id_ or s.id_) for s in self.doc.ents]

    def _fill(self) -> None:
        """Make the tokens, then what they know of each other."""
        if not len(self.doc):
            return
        columns = self.doc.to_array(list(_READ)).T
        strings = self.doc.vocab.strings
        keys: set[Any] = set(columns[:_NAMED].ravel().tolist())
        known = {key: str(strings[key]) for key in keys}
        named = [list(map(known.__getitem__, column.tolist())) for column in columns[:_NAMED]]
        heads = columns[_NAMED].astype("int32").tolist()
        starts, puncts, spaces, spaced = ((column == 1).tolist() for column in columns[_NAMED + 1 :])
        offset = 0
        for index, words in enumerate(zip(*named, starts, puncts, spaces, spaced, strict=True)):
            token = Token()
            token.doc, token.i, token.idx, token.children = self, index, offset, []
            token.text, token.lower_, token.lemma_, token.pos_, token.dep_, token.ent_type_, morph, *marks = words
            token.morph = _morph(morph)
            token.is_sent_start, token.is_punct, token.is_space, after = marks
            token.whitespace_ = " " if after else ""
            offset += len(token.text) + after
            self.append(token)
        for token, head in zip(self, heads, strict=True):
            token.head = self[token.i + head]
            if head:
                token.head.children.append(token)
        for bounds in _sentences(self.doc):
            for index in range(*bounds):
                self[index].sentence = bounds


def _sentences(doc: Doc) -> list[tuple[int, int]]:
    """Bounds of the sentences; the whole is one where nothing has parted it."""
    if len(doc) < 2 or not doc.has_annotation("SENT_START"):
        return [(0, len(doc))]
    return [(sentence.start, sentence.end) for sentence in doc.sents]


def _signature(doc: Doc) -> bytes:
    """What the snapshot is of."""
    return bytes(doc.to_array(list(_CHANGING)).tobytes())


_last: Tokens | None = None
"""The last snapshot: the components ask for the same one after the other."""


def of(doc: Doc | Tokens) -> Tokens:
    """The snapshot of a Doc; one itself as it is."""
    global _last
    if isinstance(doc, Tokens):
        return doc
    if _last is None or _last.doc is not doc or _last.signature != _signature(doc):
        _last = Tokens(doc)
    return _last
