"""Several tokens made one: a new Doc.

spaCy's retokenizer moves all tokens for each that it joins. It also gives each new word a vector, the mean of its parts
where it is met first: a process would keep them all, and what a text says could hang on those read before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy import attrs
from spacy.tokens import Doc, Span


def words(doc: Doc) -> list[str]:
    """The tokens of a Doc as written, all together."""
    text = doc.text
    return [text[i : i + n] for i, n in doc.to_array([attrs.IDX, attrs.LENGTH]).tolist()]


def joined(doc: Doc, bounds: Sequence[tuple[int, int]]) -> Doc:
    """A Doc of the same text, with each of these stretches of tokens as one token; the same Doc where there are none.

    `bounds` are token indices, ends exclusive, in order and apart. Entities and what components left on the Doc
    (`ontograph.layers`) come along, other annotation does not: tags and trees are of tokens that are no more.
    """
    if not bounds:
        return doc
    text, written, spaced = doc.text, words(doc), doc.to_array(attrs.SPACY).tolist()
    starts = doc.to_array(attrs.IDX).tolist()
    parts: list[str] = []
    spaces: list[bool] = []
    places: list[int] = []
    """Token -> the one that it is, or is in, now."""
    at = 0
    for start, end in (*bounds, (len(doc), len(doc))):
        places += range(len(parts), len(parts) + start - at)
        parts += written[at:start]
        spaces += map(bool, spaced[at:start])
        if start < end:
            places += [len(parts)] * (end - start)
            parts.append(text[starts[start] : starts[end - 1] + len(written[end - 1])])
            spaces.append(bool(spaced[end - 1]))
        at = end
    new = Doc(doc.vocab, words=parts, spaces=spaces)
    new.set_ents(
        [
            Span(new, places[e.start], places[e.end - 1] + 1, e.label_, kb_id=e.kb_id_, span_id=e.ent_id_ or e.id_)
            for e in doc.ents
        ]
    )
    new.user_data.update(doc.user_data)
    new._context = doc._context
    return new
