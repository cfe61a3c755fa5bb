"""The model's own names, found as its component finds them, with less work.

spaCy's goes from word to word and asks its network at each. But what it decides at a word outside a name depends on
that word alone, so all of these are decided together; only within a name does it matter where the name began.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Self

import numpy
from spacy import attrs
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from ontograph.networks.encoder import Floats

_FEATURES = 3
"""Words that the network sees: the one to decide on, the first of the name that is open, the one before."""
TOGETHER = 30
"""Words for which names are followed side by side; hardly one is longer."""


@dataclass(frozen=True)
class Step:
    """The network that decides, taken apart: a word's share in the hidden layer by its place; the scores of moves."""

    shares: Floats
    """(place, piece, input, hidden)"""
    nobody: Floats
    """(piece, hidden): the shares of the two places that nobody fills, outside a name, and the bias."""
    bias: Floats
    """(piece, hidden)"""
    outside: tuple[Floats, Floats]
    """Weights and bias of the moves outside a name: none, then those that begin one, then names of one word."""
    inside: tuple[Floats, Floats]
    """The same of the moves within: going on, by label, then ending, by label."""
    labels: tuple[str, ...]

    @classmethod
    def of(cls, recognizer: EntityRecognizer) -> Self | None:
        """That of a component; None where it is built otherwise than the models of spaCy's."""
        model = recognizer.model
        lower, upper = model.maybe_get_ref("lower"), model.maybe_get_ref("upper")
        if lower is None or upper is None or lower.maybe_get_dim("nF") != _FEATURES or not upper.has_param("W"):
            return None
        known = recognizer.moves
        moves = [known.get_class_name(number) for number in range(known.n_moves)]
        labels = tuple(sorted({move[2:] for move in moves if move[1:2] == "-" and move[2:]}))
        if model.attrs["unseen_classes"] or {"O", *(f"{m}-{x}" for m in "BILU" for x in labels)} - set(moves):
            return None
        weights, pads = lower.get_param("W"), lower.get_param("pad")[0]
        bias = lower.get_param("b").T
        score, constant = upper.get_param("W"), upper.get_param("b")

        def rows(names: list[str]) -> tuple[Floats, Floats]:
            chosen = [moves.index(name) for name in names]
            return numpy.ascontiguousarray(score[chosen].T), constant[chosen]

        return cls(
            numpy.ascontiguousarray(weights.transpose(0, 2, 3, 1)),
            numpy.ascontiguousarray((pads[1] + pads[2]).T + bias),
            numpy.ascontiguousarray(bias),
            rows(["O", *(f"B-{x}" for x in labels), *(f"U-{x}" for x in labels)]),
            rows([*(f"I-{x}" for x in labels), *(f"L-{x}" for x in labels)]),
            labels,
        )

    def begins(self, words: Floats) -> Floats:
        """The scores of the moves outside a name, for each word."""
        first, second = (words @ self.shares[0, piece] + self.nobody[piece] for piece in (0, 1))
        scores: Floats = numpy.maximum(first, second) @ self.outside[0] + self.outside[1]
        return scores

    def goes_on(self, words: Floats, at: Any, starts: Any, labels: Any) -> Any:
        """Whether names that began at some words go on beyond others."""
        pieces = []
        for piece in (0, 1):
            share = words[at] @ self.shares[0, piece]
            share += words[starts] @ self.shares[1, piece]
            share += words[at - 1] @ self.shares[2, piece]
            pieces.append(share + self.bias[piece])
        scores = numpy.maximum(*pieces) @ self.inside[0] + self.inside[1]
        rows = numpy.arange(len(at))
        return scores[rows, labels] >= scores[rows, labels + len(self.labels)]


class Entities:
    """Writes the model's names to `doc.ents`, as the component of the model does."""

    def __init__(self, recognizer: EntityRecognizer) -> None:
        self.recognizer, self.step = recognizer, Step.of(recognizer)

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Annotate documents, so many together."""
        waiting = iter(stream)
        while docs := list(islice(waiting, batch_size)):
            if self.step is None or any(doc.ents or doc.has_annotation("SENT_START") for doc in docs):
                yield from self.recognizer.pipe(docs, batch_size=batch_size)  # it has what is known to respect
                continue
            for doc, found in zip(docs, self.match(docs), strict=True):
                doc.set_ents([Span(doc, *name) for name in found], default="outside")
            yield from docs

    def match(self, docs: Sequence[Doc]) -> list[list[tuple[int, int, str]]]:
        """The names of each document: first word, end and label."""
        assert self.step is not None
        if not any(map(len, docs)):
            return [[] for _ in docs]
        words = self.recognizer.model.get_ref("tok2vec").predict(docs)
        scores = self.step.begins(words)
        ends = numpy.cumsum([len(doc) for doc in docs])
        kinds = len(self.step.labels)
        scores[ends - 1, 1 : kinds + 1] = -numpy.inf
        blank = numpy.concatenate([doc.to_array(attrs.IS_SPACE) for doc in docs]) != 0
        scores[blank, 1:] = -numpy.inf
        moves = scores.argmax(axis=1)
        named = numpy.flatnonzero(moves)
        labels = (moves[named] - 1) % kinds
        last = self._ends(words, named, labels, ends, moves[named] <= kinds)
        out: list[list[tuple[int, int, str]]] = []
        found = zip(named.tolist(), last.tolist(), labels.tolist(), strict=True)
        name = next(found, None)
        begin = free = 0
        for end in ends.tolist():
            names = []
            while name is not None and name[0] < end:
                if name[0] >= free:
                    free = name[1]
                    names.append((name[0] - begin, free - begin, self.step.labels[name[2]]))
                name = next(found, None)
            out.append(names)
            begin = end
        return out

    def _ends(self, words: Floats, starts: Any, labels: Any, ends: Any, several: Any) -> Any:
        """Where names end that begin at some words, those of one word included.

        All are followed together for some words; longer ones (initials without end) only where no other name covers
        them, or each would be followed through all that begin within it.
        """
        assert self.step is not None
        found = starts + 1
        final = numpy.repeat(ends, numpy.diff(ends, prepend=0)) - 1
        open_ = numpy.flatnonzero(several)
        for _ in range(TOGETHER):
            if not len(open_):
                return found
            open_ = open_[self._on(words, starts, labels, final, found, open_)]
        free, still = 0, set(open_.tolist())
        for number, start in enumerate(starts.tolist()):
            if start >= free:
                while number in still and self._on(words, starts, labels, final, found, numpy.array([number]))[0]:
                    pass
                free = found[number]
        return found

    def _on(self, words: Floats, starts: Any, labels: Any, final: Any, found: Any, some: Any) -> Any:
        """Whether some of the names go on beyond their last word but one; each is a word longer then."""
        assert self.step is not None
        at = found[some]
        goes_on = self.step.goes_on(words, at, starts[some], labels[some]) & (at < final[at])
        found[some] += 1
        return goes_on


@Language.factory("ontograph_entities", default_config={"model": "ner"}, assigns=["doc.ents"])
def make_entities(nlp: Language, name: str, model: str) -> Entities:
    """Build the component; `model` names the one whose network it asks, which may be disabled."""
    recognizer = nlp.get_pipe(model)
    if not isinstance(recognizer, EntityRecognizer):
        raise ValueError(f"{name}: {model} is no component that recognizes names")
    return Entities(recognizer)
