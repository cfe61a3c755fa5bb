"""What needs a look, in which order, and that every proposal is a correction that the parser and a build accept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from knowledge import knowledge
from ontograph import corrections, review
from ontograph.cli import main
from ontograph.corrections import write
from ontograph.corrections.model import (
    Add,
    Change,
    ClaimRef,
    Details,
    Drop,
    EntityRef,
    Identify,
    Merge,
    Operation,
    Reject,
    Rename,
    Retype,
    Split,
)
from ontograph.exports import turtle
from ontograph.model import FACTUALITIES, Knowledge, Money, Reading
from ontograph.resolve import resolve
from ontograph.review import Item
from readings import claim, money, reading


def parse(text: str) -> list[Operation]:
    return [entry.operation for entry in corrections.parse(text.encode()).entries]


def found(*readings: Reading, sort: str | None = None) -> list[Item]:
    return [item for item in review.review(resolve(readings)) if sort in (None, item.sort)]


def weakly(read: Reading, *confidence: float) -> Reading:
    return replace(read, claims=tuple(replace(c, confidence=p) for c, p in zip(read.claims, confidence, strict=True)))


# --- what is found --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Mira Murati", "Mira Muratti", "alike in spelling"),
        ("Mira Murati", "Murati Mira", "the same words"),
        ("Mira Murati", "M. Murati", "a surname"),
        ("Mira Murati", "I. Murati", ""),
        ("Ilya Sutskever", "Ilia Soutskever", "alike in spelling"),
        ("Daniela Amodei", "Dario Amodei", ""),
        ("Jean Martin", "Paul Martin", ""),
        ("Li Wu", "Li Xu", ""),
    ],
)
def test_people_whose_names_may_be_one(one: str, other: str, how: str) -> None:
    items = found(reading("a", people=[one]), reading("b", people=[other]), sort="name")
    assert [item.question.split("? ")[1] for item in items] == ([f"{how.capitalize()}."] if how else [])


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Prisma Media", "Prisa Media", "alike in spelling"),
        ("Autorité des marchés financiers", "AMF", "an acronym"),
        ("Thinking Machines", "Thinking Machines Lab Europe", "one within the other"),
        ("Lab", "Lab Europe", ""),
        ("Nova", "Novo", ""),
        ("Société Alpha", "Société Beta", ""),
    ],
)
def test_organizations_whose_names_may_be_one(one: str, other: str, how: str) -> None:
    items = found(reading("a", organizations=[one]), reading("b", organizations=[other]), sort="name")
    assert [item.question.split("? ")[1] for item in items] == ([f"{how.capitalize()}."] if how else [])


def test_two_of_one_name_that_the_resolution_keeps_apart_are_asked_about() -> None:
    heads = [
        reading(n, claim("Position", person=who, organization="Nova", roleClass="CEO", status="current"),
                published="2024-05-01")
        for n, who in (("a", "A B"), ("b", "C D"))
    ]  # fmt: skip
    (item,) = found(*heads)
    assert (
        item.question == "Are Nova (1 fact) and Nova (1 fact) one? One name, kept apart by what articles say of them."
    )
    assert item.proposals == (Merge((EntityRef("organization/nova"),), EntityRef("organization/nova-2")),)


def test_two_known_items_are_not_one_and_a_person_may_be_a_firm() -> None:
    known: Any = {"Prisma Media": {"wikidata": "Q1"}, "Prisa Media": {"wikidata": "Q2"}}
    one, other = (reading(n, organizations=[n], entity=known) for n in known)
    assert not found(one, other)
    (item,) = found(reading("a", people=["Dior"]), reading("b", organizations=["Dior"]))
    assert item.proposals == (
        Merge((EntityRef("organization/dior"),), EntityRef("person/dior")),
        Retype(EntityRef("organization/dior"), "Person"),
    )


def test_the_lesser_known_goes_into_the_better_known_and_the_short_name_into_the_full_one() -> None:
    leaves = claim("Departure", person="Mira Muratti", organization="OpenAI")
    (item,) = found(reading("a", leaves), reading("b", people=["Mira Murati"]), sort="name")
    assert item.proposals == (Merge((EntityRef("Mira Murati"),), EntityRef("Mira Muratti")),)
    assert [str(passage) for passage in item.passages] == ["« cite » a.txt: Mira Muratti"]
    fined = claim("Lawsuit", plaintiff="AMF", defendant="Nova")
    (item,) = found(reading("a", fined), reading("b", organizations=["Autorité des marchés financiers"]), sort="name")
    assert item.proposals == (Merge((EntityRef("AMF"),), EntityRef("Autorité des marchés financiers")),)


def test_one_article_that_names_both_makes_it_less_likely() -> None:
    (apart,) = found(reading("a", people=["Mira Murati"]), reading("b", people=["Mira Muratti"]))
    (together,) = found(reading("a", people=["Mira Murati", "Mira Muratti"]))
    assert together.worth < apart.worth


def test_claims_that_little_speaks_for_and_less_so_where_others_say_the_same() -> None:
    leaves = claim("Departure", person="Mira Murati", organization="OpenAI", date="2024-09")
    alone = weakly(reading("a", leaves, published="2024-09-26"), 0.5)
    (item,) = found(alone)
    assert (item.sort, item.proposals) == ("weak", (Reject(ClaimRef("Departure", "a.txt", "cite")),))
    assert "the whole fact rests on this" in item.question
    assert item.passages[0].note == "certain, 2024-09, 50% sure"
    (among,) = found(alone, reading("b", leaves, published="2024-09-26"))
    assert among.worth < item.worth
    assert not found(weakly(alone, 0.7))
    (worse,) = found(weakly(alone, 0.45))
    assert worse.worth > item.worth


def test_one_quote_on_several_is_told_apart_by_who_is_in_it() -> None:
    both = weakly(
        reading(
            "a",
            claim("Departure", person="Mira Murati", organization="OpenAI"),
            claim("Departure", person="Bob McGrew", organization="OpenAI"),
        ),
        0.5,
        0.9,
    )
    (item,) = found(both)
    where = (("organization", (EntityRef("OpenAI"),)), ("person", (EntityRef("Mira Murati"),)))
    assert item.proposals == (Reject(ClaimRef("Departure", "a.txt", "cite", where)),)


def test_a_claim_is_named_by_whom_its_quote_names_where_that_is_enough() -> None:
    """Whom it leaves out may have come from other articles, and be another in the reading that is corrected."""
    quote = "son cofondateur et Mira Murati, partie"
    one = reading(
        "a",
        claim("Departure", person="Mira Murati", organization="OpenAI"),
        claim("Departure", person="Ada", organization="OpenAI"),
    )
    one = replace(one, claims=tuple(replace(c, quote=quote) for c in one.claims))
    (item,) = found(weakly(one, 0.5, 0.9), sort="weak")
    where = (("person", (EntityRef("Mira Murati"),)),)
    assert item.proposals == (Reject(ClaimRef("Departure", "a.txt", quote, where)),)


def test_claims_that_disagree_are_to_say_what_the_fact_says() -> None:
    round_ = {"organization": "Nova IA", "date": "2024-05"}
    readings = [
        reading(name, claim("FundingRound", amount=money(size), **round_), published="2024-05-20")
        for name, size in (("a", "2"), ("b", "2"))
    ]
    told = resolve(readings)
    fact = told.facts[0]
    first, second = fact.claims
    other = replace(second.claim, arguments=tuple(
        replace(a, fillers=(money("2.1"),)) if a.role == "amount" else a for a in second.claim.arguments))  # fmt: skip
    second = replace(second, claim=other, disagrees_with=(first.id,))
    apart = replace(fact, claims=(replace(first, disagrees_with=(second.id,)), second))
    (item,) = review.review(replace(told, facts=(apart,)))
    assert (item.sort, [p.document for p in item.passages]) == ("conflict", ["a.txt", "b.txt"])
    ref = ClaimRef("FundingRound", "b.txt", "cite")
    (change,) = item.proposals
    assert isinstance(change, Change)
    assert (change.claim, change.details.roles) == (ref, (("amount", (Money(Decimal("2000000000"), "USD"),)),))
    assert item.otherwise == (Reject(ref),)


def post(article: str, person: str, house: str, published: str, **more: str) -> Reading:
    return reading(
        article, claim("Position", person=person, organization=house, roleClass="CEO", status="current", **more),
        published=published, entity=KNOWN,
    )  # fmt: skip


KNOWN: Any = {name: {"wikidata": f"Q{n}"} for n, name in enumerate(["Nova", "Helio", "A B"], 1)}
"""So that nothing tells two of a name apart."""


@pytest.mark.parametrize(
    ("readings", "question"),
    [
        ([post("a", "A B", "Nova", "2024-05-01"), post("b", "C D", "Nova", "2024-05-01")],
         "Are both A B and C D CEO of Nova at a time?"),
        ([post("a", "A B", "Nova", "2024"), post("b", "A B", "Helio", "2024-05-01")],
         "Does A B lead both Nova and Helio at a time?"),
        ([post("a", "A B", "Nova", "2023-05-01"), post("b", "C D", "Nova", "2024-05-01")], None),
        ([post("a", "A B", "Nova", "2024-05-01"), reading("b", published="2024-05-01")], None),
    ],
)  # fmt: skip
def test_posts_that_hardly_go_together(readings: Sequence[Reading], question: str | None) -> None:
    items = found(*readings, sort="post")
    if question is None:
        assert items == []
        return
    (item,) = items
    assert item.question in (
        question,
        question.replace("A B and C D", "C D and A B").replace("Nova and Helio", "Helio and Nova"),
    )
    (reject,), (change,) = item.proposals, item.otherwise
    assert isinstance(reject, Reject)
    assert change == Change(reject.claim, Details(status="former"))


def test_the_order_is_by_worth_and_the_limit_cuts_the_end() -> None:
    everything = review.review(knowledge())
    assert [i.worth for i in everything] == sorted((i.worth for i in everything), reverse=True)
    assert review.review(knowledge(), 1) == everything[:1]
    (conflict,) = (item for item in everything if item.sort == "conflict")
    assert conflict.question.startswith("Which is right? Claire Aubry quitte Nova IA")


# --- proposals are corrections --------------------------------------------------------------------------------------

WEAK = [
    weakly(
        reading(
            name,
            claim("Departure", person=who, organization=house, date=day),
            claim("Position", person=who, organization=house, roleClass="CEO", status="current"),
            organizations=["Prisma Media"],
            entity={"Prisma Media": {"wikidata": "Q9"}},
            published=f"{day}-20",
        ),
        0.5,
        0.9,
    )
    for name, who, house, day in [
        ("a", "Mira Murati", "Prisa Media", "2024-05"),
        ("b", "Mira Muratti", "Prisma Media", "2024-05"),
        ("c", "Denis Morel", "Prisma Media", "2024-05"),
    ]
]


def test_the_yaml_is_a_file_of_corrections_that_all_apply() -> None:
    items = review.review(resolve(WEAK))
    assert {item.sort for item in items} >= {"name", "post", "weak"}
    text = review.yaml(items)
    assert set(parse(text)) <= {o for item in items for o in item.proposals}
    for item in items:
        assert item.question in text
        if parse(text).count(item.proposals[0]) == 0:  # another proposal has decided on it
            assert f"# {write.dumps(item.proposals[0]).splitlines()[0]}" in text
    corrector = corrections.Corrector(corrections.parse(text.encode()))
    corrected = resolve(WEAK, corrector)
    assert {outcome.result for outcome in corrector.outcomes} == {"applied"}
    assert len(review.review(corrected)) < len(items)


def test_the_text_shows_the_proposals_as_comments() -> None:
    text = review.text(review.review(resolve(WEAK), 2))
    assert text.startswith("1. ")
    assert "\n\n2. " in text
    proposals = [line for line in text.splitlines() if line.startswith("   # ")]
    assert parse("\n".join(line.removeprefix("   # ") for line in proposals if line != "   # or"))


def test_nothing_to_review() -> None:
    assert review.review(Knowledge((), (), ())) == []
    assert parse(review.yaml([])) == []


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "graph.ttl"
    file.write_bytes(turtle.dumps(resolve(WEAK)))
    assert main(["review", str(tmp_path), "--limit", "1"]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == (review.text(review.review(resolve(WEAK), 1)) + "\n", "")
    assert main(["review", str(file), "--format", "yaml"]) == 0
    assert capsys.readouterr().out == review.yaml(review.review(resolve(WEAK), 20))
    file.write_bytes(turtle.dumps(resolve([])))
    assert main(["review", str(file)]) == 0
    assert capsys.readouterr().out == "nothing that needs a look\n"
    assert main(["review", str(tmp_path / "nowhere")]) == 1
    assert "no graph here" in capsys.readouterr().err


@pytest.mark.slow
def test_the_proposals_for_the_corpus_apply_in_a_build(
    built: Path, root: Path, nlp: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr("ontograph.pipeline.load", lambda *_: nlp)
    items = review.of_graph(built)
    file = tmp_path / "mine.yml"
    file.write_text(review.yaml(items), encoding="utf-8")
    assert len(parse(file.read_text(encoding="utf-8"))) > 10
    assert main(["build", str(root / "corpus"), "-o", str(tmp_path / "out"), "--corrections", str(file)]) == 0
    assert capsys.readouterr().err == ""
    assert len(review.of_graph(tmp_path / "out")) < len(items) / 2


# --- writing --------------------------------------------------------------------------------------------------------

WORDS = (
    st.text(min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
    | st.sampled_from(["null", "~", "no", "2024-05-17", "42", "- a", "a: b", "# a", "'", '"', "« a »", "[a]", "{a"])
)  # fmt: skip
NAMES = WORDS.filter(lambda name: name not in ("none", "any"))
REFS = st.builds(EntityRef, NAMES, st.sampled_from([None, "Person", "Organization"]), st.none() | NAMES)
DATES = st.sampled_from(["2024", "2024-05", "2024-05-17"])
SUMS = st.builds(
    Money,
    st.integers(1, 10**12).map(Decimal) | st.sampled_from([Decimal("1.5E+9"), Decimal("6600000000.0")]),
    st.sampled_from(["USD", "EUR", "GBP"]),
    st.booleans(),
)
WHERE = st.fixed_dictionaries(
    {}, optional={"person": REFS.map(lambda r: (r,)), "organization": REFS.map(lambda r: (r,))}
)
CLAIMS = st.builds(ClaimRef, st.just("Departure"), NAMES, NAMES, WHERE.map(lambda found: tuple(sorted(found.items()))))
DETAILS = st.builds(
    Details,
    st.none() | st.sampled_from(FACTUALITIES),
    st.none() | st.just("") | DATES,
    attributed_to=st.none() | st.just("") | NAMES,
    roles=st.sampled_from([(), (("destination", ()),), (("kind", ("resignation",)),)]),
).filter(lambda details: details != Details())
OPERATIONS = st.one_of(
    st.builds(lambda refs, into: Merge(tuple(sorted(refs - {into}, key=str)), into), st.sets(REFS, min_size=2), REFS),
    st.builds(Split, REFS, NAMES, st.sets(NAMES, min_size=1).map(lambda found: tuple(sorted(found)))),
    st.builds(lambda ref, name, where, quote: Split(ref, name, (where,), quote), REFS, NAMES, NAMES, NAMES),
    st.builds(Rename, REFS, NAMES),
    st.builds(Retype, REFS, st.sampled_from(["Person", "Organization", "Company"])),
    st.builds(Drop, REFS),
    st.builds(Identify, REFS, st.sampled_from([None, "Q42"])),
    st.builds(Reject, CLAIMS),
    st.builds(Change, CLAIMS, DETAILS),
    st.builds(
        lambda where, quote, sum_: Add(
            ClaimRef("Valuation", where, quote),
            Details(roles=(("amount", (sum_,)), ("organization", (EntityRef("A"),)))),
        ),
        NAMES, NAMES, SUMS,
    ),
)  # fmt: skip


@given(st.lists(OPERATIONS, max_size=4), NAMES)
def test_what_is_written_is_read_back_as_the_same(operations: list[Operation], remark: str) -> None:
    text = write.file([write.comment(remark), *(write.dumps(operation, why=remark) for operation in operations)])
    entries = corrections.parse(text.encode("utf-8")).entries
    assert [entry.operation for entry in entries] == operations
    assert all(entry.why == remark for entry in entries)
