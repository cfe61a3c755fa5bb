"""What is left out of a reading before the reduction is nothing that the knowledge is made of."""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from ontograph import pipeline
from ontograph.corpus import read as read_corpus
from ontograph.exports import registry
from ontograph.exports.content import Content
from ontograph.model import AmountMention, DateMention, Mention, Money, Reading
from ontograph.reading import read
from ontograph.resolve import resolve
from ontograph.resolve.briefs import Shared, brief, briefs
from readings import claim, reading

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import synthetic


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


def files(readings: list[Reading]) -> list[bytes]:
    content = Content.of(resolve(readings))
    return [registry.exporter(name)(content) for name in ("ttl", "nq", "graphml")]


def test_what_goes_says_nothing() -> None:
    full = whole("a", "PDG depuis mai 2023")
    small = brief(full, Shared())
    assert small.named == ("e1", "e2")
    assert resolve([small]) == resolve([full])
    assert "2023-05" in str(resolve([small]).facts), "the date in the passage says since when"
    assert briefs([small]) == [small]


def test_claims_are_left_out_with_what_their_passages_name() -> None:
    first, second = (
        claim("Departure", person="Claire Aubry", organization="Nova IA"),
        claim("Departure", start=50, person="Denis Morel", organization="Helio"),
    )
    made = reading("b", first, second)
    made = replace(made, mentions=tuple(replace(m, start=m.start + 50, end=m.start + 51) for m in made.mentions))
    kept = brief(made, Shared()).with_claims([1], ("a.txt",))
    assert [one.start for one in kept.claims] == [50]
    assert kept.passages == (frozenset({"e1", "e2", "e3", "e4"}),)
    assert kept == replace(brief(made.with_claims([1], ("a.txt",)), Shared()))


def test_corrections_ask_for_all_of_a_reading() -> None:
    class Nothing:
        def correct(self, readings, resolution):  # type: ignore[no-untyped-def]
            return readings, resolution

    full = whole("a", "PDG depuis mai 2023")
    assert resolve([full, full], Nothing()) == resolve([full])
    with pytest.raises(TypeError, match=r"a\.txt: corrections need the whole reading"):
        resolve([brief(full, Shared())], Nothing())


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 2**32), st.integers(20, 160), st.integers(1, 4))
def test_neither_order_nor_division_of_the_readings_matters(seed: int, claims: int, parts: int) -> None:
    readings = list(synthetic.readings(claims, seed))
    chance = random.Random(seed)
    mixed = chance.sample(readings, len(readings))
    shards = [mixed[number::parts] for number in range(parts)]
    apart = [one for shard in shards for one in briefs(shard)] + chance.sample(readings, min(2, len(readings)))
    assert files(apart) == files(readings)  # type: ignore[arg-type]


@pytest.mark.slow
def test_the_corpus_makes_the_same_knowledge(nlp: Language, root: Path) -> None:
    articles = read_corpus(root / "corpus").articles
    readings = [read(article, doc) for article, doc in pipeline.docs(nlp, articles)]
    assert resolve(briefs(readings)) == resolve(readings)
