"""What is left out of a reading before the reduction is nothing that the knowledge is made of."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from spacy.language import Language

from ontograph import pipeline
from ontograph.corpus import read as read_corpus
from ontograph.model import AmountMention, DateMention, Mention, Money, Reading
from ontograph.reading import read
from ontograph.resolve import resolve
from ontograph.resolve.lean import lean
from readings import claim, reading


def whole(article: str, quote: str) -> Reading:
    """A reading of a post since a day, with more than the knowledge needs."""
    made = reading(article, claim("Position", person="Claire Aubry", organization="Nova IA", roleClass="CEO"))
    (post,) = made.claims
    day = DateMention(len("PDG depuis "), len("PDG depuis mai 2023"), "mai 2023", "2023-05")
    later = DateMention(200, 204, "2024", "2024")
    return replace(
        made,
        claims=(replace(post, quote=quote, start=0, end=len(quote)),),
        mentions=(*made.mentions, Mention(300, 304, "elle", "Person", "pronoun", ("e1",))),
        dates=(day, later),
        amounts=(AmountMention(400, 410, "3 millions", Money(Decimal(3_000_000))),),
    )


def test_what_goes_says_nothing() -> None:
    full = whole("a", "PDG depuis mai 2023")
    small = lean(full)
    assert (len(small.mentions), len(small.dates), len(small.amounts)) == (2, 1, 0)
    assert resolve([small]) == resolve([full])
    assert "2023-05" in str(resolve([small]).facts), "the date in the passage says since when"
    assert lean(small) == small


@pytest.mark.slow
def test_the_corpus_makes_the_same_knowledge(nlp: Language, root: Path) -> None:
    articles = read_corpus(root / "corpus").articles
    readings = [read(article, doc) for article, doc in pipeline.docs(nlp, articles)]
    assert resolve(map(lean, readings)) == resolve(readings)
