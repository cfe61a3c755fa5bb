"""The component that writes sums of money and percentages."""

from __future__ import annotations

from decimal import Decimal

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from ontograph import layers
from ontograph.components.amounts import plain

BLANK = spacy.blank("fr")
BLANK.add_pipe("ontograph_amounts")


def written(doc: Doc, layer: str) -> list[tuple[str, str, str, str]]:
    return [(s.text, s.label_, s.id_, s.kb_id_) for s in layers.spans(doc, layer)]


def test_layers() -> None:
    doc = BLANK("Elle lève environ 6,6 milliards de dollars, cède 48,2 % du capital et vaut 157 milliards.")
    assert written(doc, layers.AMOUNTS) == [
        ("6,6 milliards de dollars", "USD", "6600000000", "~"),
        ("157 milliards", "USD", "157000000000", ""),
    ]
    assert written(doc, layers.PERCENTS) == [("48,2 %", "PERCENT", "48.2", "")]


def test_no_currency() -> None:
    assert written(BLANK("Elle lève 3 milliards."), layers.AMOUNTS) == [("3 milliards", "", "3000000000", "")]


@pytest.mark.parametrize(
    "text", ["Il verse 12 Mds$,", "Il verse 10M€,", "Il verse 3\u202f700\u00a0€.", "Il verse $40 billion."]
)
def test_spans_are_whole_tokens(text: str) -> None:
    [span] = layers.spans(BLANK(text), layers.AMOUNTS)
    assert span.text == text[9:-1]


def test_a_name_is_no_sum() -> None:
    doc = BLANK.make_doc("Le fonds 500 Dollars Capital et 30 euros.")
    doc.set_ents([Span(doc, 2, 5, label="Organization")])
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[2:5])
    BLANK.get_pipe("ontograph_amounts")(doc)  # type: ignore[operator]
    assert [s.text for s in layers.spans(doc, layers.AMOUNTS)] == ["30 euros"]


def test_empty_text() -> None:
    doc = BLANK("")
    assert written(doc, layers.AMOUNTS) == []
    assert written(doc, layers.PERCENTS) == []


@given(st.decimals(0, 10**12, places=3))
def test_plain_decimals(value: Decimal) -> None:
    assert Decimal(plain(value)) == value
    assert "E" not in plain(value)
    assert not plain(value).endswith(".")


def test_plain() -> None:
    assert plain(Decimal("6.6") * 10**9) == "6600000000"
    assert plain(Decimal("1E+9")) == "1000000000"


def test_the_layers_survive_serialisation() -> None:
    doc = BLANK("Elle lève 3 milliards d'euros.")
    again = Doc(BLANK.vocab).from_bytes(doc.to_bytes())
    assert written(again, layers.AMOUNTS) == written(doc, layers.AMOUNTS)


@pytest.mark.slow
def test_end_to_end(nlp: Language) -> None:
    doc = nlp(
        "OpenAI a levé 6,6 milliards de dollars auprès de Microsoft, qui détient 49% du capital. Il vaut 12 Mds$."
    )
    assert written(doc, layers.AMOUNTS) == [
        ("6,6 milliards de dollars", "USD", "6600000000", ""),
        ("12 Mds$", "USD", "12000000000", ""),
    ]
    assert written(doc, layers.PERCENTS) == [("49%", "PERCENT", "49", "")]
