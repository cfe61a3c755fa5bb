"""Tokens made one: the text, the entities and what components left stay; the rest of the tokens too."""

from __future__ import annotations

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from ontograph import layers
from ontograph.joining import joined

BLANK = spacy.blank("fr")
WORDS = st.lists(st.tuples(st.sampled_from(["Le", "Floc'h", "\n", "été", "🚀", "l'", "X"]), st.booleans()), min_size=1)


def doc(words: list[tuple[str, bool]]) -> Doc:
    """A Doc of these words, each with a space after it or not."""
    return Doc(BLANK.vocab, words=[word for word, _ in words], spaces=[space for _, space in words])


@settings(deadline=None)
@given(WORDS, st.data())
def test_only_the_borders_within_the_stretches_go(words: list[tuple[str, bool]], data: st.DataObject) -> None:
    before = doc(words)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(before)), max_size=6)))
    bounds = list(zip(cuts[::2], cuts[1::2], strict=False))
    after = joined(before, bounds)
    inside = {before[i].idx for start, end in bounds for i in range(start + 1, end)}
    assert after.text == before.text
    assert [t.idx for t in after] == [t.idx for t in before if t.idx not in inside]
    assert [bool(t.whitespace_) for t in after][-1] == bool(before[-1].whitespace_)


def test_entities_and_layers_come_along() -> None:
    before = doc([("Ada", True), ("Brun", True), ("dirige", True), ("Air", True), ("Liquide", False)])
    before.set_ents([Span(before, 0, 2, "Person", span_id="x"), Span(before, 3, 5, "Organization", kb_id="Q1")])
    layers.set_canonical(before, {"Air Liquide": "Air Liquide SA"})
    before._context = "article"
    after = joined(before, [(0, 2)])
    assert [(e.text, e.start, e.end, e.label_, e.kb_id_, e.id_) for e in after.ents] == [
        ("Ada Brun", 0, 1, "Person", "", "x"),
        ("Air Liquide", 2, 4, "Organization", "Q1", ""),
    ]
    assert layers.canonical(after) == {"Air Liquide": "Air Liquide SA"}
    assert after._context == "article"


def test_without_stretches_it_is_the_same_doc() -> None:
    before = doc([("X", False)])
    assert joined(before, []) is before
