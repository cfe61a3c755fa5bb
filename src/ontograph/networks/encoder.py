"""The model's word vectors in context, with less work: the same numbers, up to the last bits of a float.

Two networks make a vector of each word, one for names and one for tags and trees. Both first embed the word by itself,
then let it see its neighbours in four layers. What a word is by itself is the same wherever it stands, so it is kept
(`Forms`); the layers (`Encoder`) run in a few passes over memory that stays near the processor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self, cast

import numpy
from spacy import attrs
from spacy.tokens import Doc
from thinc.api import Model

Floats = numpy.ndarray[Any, numpy.dtype[numpy.float32]]
Keys = numpy.ndarray[Any, numpy.dtype[numpy.uint64]]

KEPT = 32_768
"""Word forms that are kept: 12 MB. When there are more, it begins anew; the frequent ones are back at once."""
_ROWS = 1_024
"""Words that go through the layers together: more would not stay in the processor's cache."""
_EPSILON = 1e-8
"""What thinc adds to a variance."""
_KEY = (attrs.ORTH, attrs.NORM, attrs.SPACY)
"""What tells one word form from another: all else that the networks see follows from the first."""
_MIX = numpy.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=numpy.uint64)


class _Words:
    """Some words of some documents, as the model's own embedding layer asks a Doc for them."""

    def __init__(self, docs: Sequence[Doc], chosen: Keys) -> None:
        self.vocab, self.docs, self.chosen = docs[0].vocab, docs, chosen

    def __len__(self) -> int:
        return len(self.chosen)

    def to_array(self, names: Any) -> Any:
        """As `Doc.to_array`, of these words alone."""
        return numpy.concatenate([doc.to_array(names) for doc in self.docs])[self.chosen]


class Forms:
    """What the embedding layer makes of each word form, computed when a form is first met."""

    def __init__(self, embed: Model[Any, Any], width: int, size: int = KEPT) -> None:
        self.embed, self.size = embed, size
        self.table: Floats = numpy.zeros((1, width), dtype=numpy.float32)
        self.rows: dict[int, int] = {}

    def __call__(self, docs: Sequence[Doc]) -> numpy.ndarray[Any, numpy.dtype[numpy.intp]]:
        """The row of `table` for each word of all documents; row 0 is nobody's, and zero."""
        columns = numpy.concatenate([doc.to_array(list(_KEY)) for doc in docs])
        keys = (columns.astype(numpy.uint64) * _MIX).sum(axis=1, dtype=numpy.uint64)
        unique, first, inverse = numpy.unique(keys, return_index=True, return_inverse=True)
        names = unique.tolist()
        missing = [n for n, key in enumerate(names) if key not in self.rows]
        if missing and len(self.rows) + len(missing) > self.size:
            self.rows.clear()
            missing = list(range(len(names)))
        if missing:
            self._learn([names[n] for n in missing], docs, first[missing])
        rows = numpy.fromiter(map(self.rows.__getitem__, names), dtype=numpy.intp, count=len(names))
        return rows[inverse]

    def _learn(self, names: list[int], docs: Sequence[Doc], where: Any) -> None:
        found = cast(Floats, self.embed.predict([_Words(docs, where)])[0])
        start = len(self.rows) + 1
        if start + len(names) > len(self.table):
            grown = numpy.zeros((max(start + len(names), 2 * len(self.table)), found.shape[1]), dtype=numpy.float32)
            grown[:start] = self.table[:start]
            self.table = grown
        self.table[start : start + len(names)] = found
        self.rows.update(zip(names, range(start, start + len(names)), strict=True))


@dataclass(frozen=True)
class _Layer:
    """One layer: a window of three words, the greatest of three products, normalised, added to the word."""

    weights: Floats
    """(3 x width, 3 x width): piece by piece, where the model has the pieces of each output side by side."""
    bias: Floats
    gain: Floats
    shift: Floats

    @classmethod
    def of(cls, model: Model[Any, Any]) -> Self:
        maxout, norm = (next(n for n in model.walk() if n.name == name) for name in ("maxout", "layernorm"))
        weights, bias, gain, shift = (
            cast(Floats, part.get_param(name))
            for part, name in ((maxout, "W"), (maxout, "b"), (norm, "G"), (norm, "b"))
        )
        by_piece = weights.transpose(2, 1, 0).reshape(weights.shape[2], -1)
        return cls(numpy.ascontiguousarray(by_piece), numpy.ascontiguousarray(bias.T.reshape(-1)), gain, shift)


class Encoder:
    """The layers in which a word sees its neighbours."""

    def __init__(self, encode: Model[Any, Any]) -> None:
        self.pad = int(encode.attrs["pad"])
        self.layers = [_Layer.of(residual) for residual in encode.layers[0].layers]
        self.width = len(self.layers[0].gain)
        self.mean = numpy.full(self.width, 1 / self.width, dtype=numpy.float32)

    def __call__(self, vectors: Floats) -> Floats:
        """The vectors in context; documents are parted by `pad` rows of zeros, which also begin and end the whole."""
        size, width = vectors.shape
        seen = numpy.empty((size, 3 * width), dtype=numpy.float32)
        made = numpy.empty((size, 3 * width), dtype=numpy.float32)
        seen[0, :width] = 0
        seen[-1, 2 * width :] = 0
        for layer in self.layers:
            seen[1:, :width] = vectors[:-1]
            seen[:, width : 2 * width] = vectors
            seen[:-1, 2 * width :] = vectors[1:]
            numpy.dot(seen, layer.weights, out=made)
            made += layer.bias
            best = numpy.maximum(made[:, :width], made[:, width : 2 * width])
            numpy.maximum(best, made[:, 2 * width :], out=best)
            best -= (best @ self.mean)[:, None]
            spread = numpy.einsum("ij,ij->i", best, best) / numpy.float32(width) + numpy.float32(_EPSILON)
            best *= (1 / numpy.sqrt(spread))[:, None]
            best *= layer.gain
            best += layer.shift
            best += vectors
            vectors = best
        return vectors


class WordsInContext:
    """What a `spacy.Tok2Vec` model computes."""

    def __init__(self, model: Model[Any, Any]) -> None:
        self.encoder = Encoder(model.get_ref("encode"))
        self.forms = Forms(model.get_ref("embed"), self.encoder.width)

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        """The vectors of each document's words."""
        if not any(map(len, docs)):
            return [numpy.zeros((0, self.encoder.width), dtype=numpy.float32) for _ in docs]
        rows = self.forms(docs)
        out: list[Floats] = []
        start, batch, size = 0, [], 0
        for doc in docs:
            batch.append(rows[start : start + len(doc)])
            start, size = start + len(doc), size + len(doc) + self.encoder.pad
            if size >= _ROWS:
                out += self._encode(batch)
                batch, size = [], 0
        return out + self._encode(batch) if batch else out

    def _encode(self, batch: list[Any]) -> list[Floats]:
        pad = self.encoder.pad
        nothing = numpy.zeros(pad, dtype=numpy.intp)
        parts: list[Any] = [nothing]
        for rows in batch:
            parts += [rows, nothing]
        found = self.encoder(self.forms.table[numpy.concatenate(parts)])
        out, start = [], pad
        for rows in batch:
            out.append(found[start : start + len(rows)])
            start += len(rows) + pad
        return out


class _Forward:
    """Takes the place of a model's own way to compute; training still goes that way."""

    def __init__(self, model: Model[Any, Any]) -> None:
        self.own, self.words = model._func, WordsInContext(model)

    def __call__(self, model: Model[Any, Any], docs: Any, is_train: bool) -> Any:
        return self.own(model, docs, is_train) if is_train else (self.words(docs), _no_gradient)


def _no_gradient(gradient: Any) -> Any:
    raise RuntimeError("nothing was kept to learn from")


def quicken(model: object) -> None:
    """Let the networks within a model that make vectors of words do so with less work, as far as they are known."""
    for node in list(model.walk()) if isinstance(model, Model) else ():
        if _known(node) and not isinstance(node._func, _Forward):
            node._func = _Forward(node)


def _known(node: Model[Any, Any]) -> bool:
    """Whether a model is built as `spacy.Tok2Vec` with windows of one word on each side and three pieces."""
    embed, encode = node.maybe_get_ref("embed"), node.maybe_get_ref("encode")
    if embed is None or encode is None or "pad" not in encode.attrs:
        return False
    residuals = encode.layers[0].layers
    names = ["expand_window", "maxout", "layernorm"]
    return all(
        layer.name.startswith("residual") and [n.name for n in layer.walk() if n.name in names] == names
        for layer in residuals
    )
