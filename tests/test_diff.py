"""The difference between two graphs: small ones with known answers, and the command."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from knowledge import knowledge
from ontograph import diff, flow
from ontograph.cli import main
from ontograph.diff import Difference
from ontograph.exports import turtle
from ontograph.model import (
    Argument,
    Claim,
    Document,
    Entity,
    Fact,
    GroundedClaim,
    Knowledge,
    Money,
)

CLAIRE = Entity("person/claire-aubry", "Person", "Claire Aubry", ("Mme Aubry",))
NOVA = Entity("organization/nova-ia", "Organization", "Nova IA", ())
HELIO = Entity("organization/helio", "Organization", "Helio", ())

Row = tuple[str, str, dict[str, Any]]
"""Path of the article, quote, and what the claim says besides."""


def fact(id_: str, label: str, *told: Row, **roles: Any) -> Fact:
    """A fact with a claim for each row; `factuality` and `date` among the roles are the fact's."""
    factuality, date = roles.pop("factuality", "certain"), roles.pop("date", None)
    types = {"departure": "Departure", "valuation": "Valuation", "funding-round": "FundingRound"}
    type_ = types[id_.partition("/")[0]]
    arguments = tuple(
        Argument(role, value if isinstance(value, tuple) else (value,)) for role, value in sorted(roles.items())
    )
    claims = []
    for path, quote, details in told:
        start = details.pop("start", 0)
        claim = Claim(type_, arguments, details.pop("factuality", "certain"), start, start + len(quote), quote, "test")
        claim = dataclasses.replace(claim, **details)
        name = path.removesuffix(".txt")
        claims.append(GroundedClaim(f"claim/{name}-{start}-{id_.replace('/', '-')}", f"document/{name}", claim))
    return Fact(id_, type_, label, arguments, factuality, tuple(claims), date)


def graph(folder: Path, entities: Sequence[Entity], facts: Sequence[Fact], **texts: str) -> diff.snapshot.Snapshot:
    """The graph of these facts in the articles that they are told in (and further `texts`), read back from a file."""
    names = {grounded.document.removeprefix("document/") for one in facts for grounded in one.claims} | texts.keys()
    documents = [
        Document(
            f"document/{name}", f"{name}.txt", hashlib.sha256(texts.get(name, name).encode()).hexdigest(),
            None, None, None, None, tuple(sorted(entity.id for entity in entities)),
        )
        for name in sorted(names)
    ]  # fmt: skip
    made = Knowledge(tuple(documents), tuple(entities), tuple(sorted(facts, key=lambda one: one.id)))
    file = folder / f"{len(list(folder.iterdir()))}.ttl"
    turtle.write(made, file)
    return diff.read(file)


def departure(*told: Row, id_: str = "departure/claire-aubry-nova-ia-2024", **roles: Any) -> Fact:
    who = {"person": CLAIRE.id, "organization": NOVA.id, **roles}
    return fact(id_, "Claire Aubry quitte Nova IA", *told, **who)


LEAVES: Row = ("a.txt", "Claire Aubry quitte Nova IA", {})


def words(difference: Difference) -> list[str]:
    return [line.strip() for line in diff.text(difference).splitlines()]


def test_the_same_graph_has_no_difference(tmp_path: Path) -> None:
    turtle.write(knowledge(), tmp_path / "graph.ttl")
    found = diff.compare(diff.read(tmp_path), diff.read(tmp_path / "graph.ttl"))
    assert not found
    assert diff.text(found) == "no difference"


def test_a_fact_comes_with_an_article_and_goes_with_it(tmp_path: Path) -> None:
    old = graph(tmp_path, [], [], b="b")
    new = graph(tmp_path, [CLAIRE, NOVA], [departure(LEAVES)], b="b")
    assert words(diff.compare(old, new)) == [
        "articles",
        "+ a.txt",
        "people and organizations",
        "+ Nova IA (Organization)",
        "+ Claire Aubry (Person)",
        "facts",
        "+ Claire Aubry quitte Nova IA",
        "+ « Claire Aubry quitte Nova IA » (a.txt, new article)",
    ]
    back = words(diff.compare(new, old))
    assert back[1] == "- a.txt"
    assert back[-1] == "- « Claire Aubry quitte Nova IA » (a.txt, article gone)"


def test_a_date_that_is_told_more_precisely_is_a_change(tmp_path: Path) -> None:
    entities = [CLAIRE, NOVA]
    old = graph(tmp_path, entities, [departure(LEAVES, date="2024")], b="b")
    precise = departure(LEAVES, ("b.txt", "le 17 mai", {"date": "2024-05-17"}), date="2024-05-17", id_="departure/x")
    found = diff.compare(old, graph(tmp_path, entities, [precise], b="other"))
    assert (found.facts.came, found.facts.went) == ((), ())
    assert words(found) == [
        "articles",
        "~ b.txt",
        "facts",
        "~ Claire Aubry quitte Nova IA",
        "id: departure/claire-aubry-nova-ia-2024 -> departure/x",
        "date: 2024 -> 2024-05-17",
        "+ « le 17 mai » (b.txt, article changed)",
    ]


def test_certainty_sum_title_and_roles_change(tmp_path: Path) -> None:
    entities = [CLAIRE, NOVA, HELIO]
    before = departure(("a.txt", "Claire Aubry partirait", {"factuality": "possible"}), factuality="possible")
    after = departure(
        ("a.txt", "Claire Aubry partirait", {"factuality": "certain"}), destination=HELIO.id, title="directrice"
    )
    found = diff.compare(graph(tmp_path, entities, [before]), graph(tmp_path, entities, [after]))
    assert words(found) == [
        "facts",
        "~ Claire Aubry quitte Nova IA",
        "destination: (none) -> Helio",
        "factuality: possible -> certain",
        "title: (none) -> directrice",
        "~ « Claire Aubry partirait » (a.txt, article unchanged)",
        "factuality: possible -> certain",
    ]
    sums = [
        fact("valuation/nova-ia", "Nova IA vaut", ("a.txt", "vaut", {}), organization=NOVA.id, amount=Money(Decimal(n)))
        for n in (10**9, 2 * 10**9)
    ]
    found = diff.compare(*(graph(tmp_path, [NOVA], [one]) for one in sums))
    assert words(found)[2] == "amount: 1 milliard -> 2 milliards"


def test_two_rounds_without_a_passage_in_common_are_two(tmp_path: Path) -> None:
    def of(year: str, path: str, millions: int) -> Fact:
        amount = Money(Decimal(millions * 10**6), "EUR")
        row: Row = (path, f"Nova IA lève {millions} millions", {})
        return fact(f"funding-round/nova-ia-{year}", year, row, organization=NOVA.id, amount=amount, date=year)

    old, new = graph(tmp_path, [NOVA], [of("2023", "a.txt", 10)]), graph(tmp_path, [NOVA], [of("2024", "b.txt", 50)])
    found = diff.compare(old, new)
    assert [one.label for one in found.facts.came] == ["2024"]
    assert [one.label for one in found.facts.went] == ["2023"]
    # an article that was corrected tells the same round
    found = diff.compare(old, graph(tmp_path, [NOVA], [of("2024", "a.txt", 50)], a="corrected"))
    assert [(one.was or "").rpartition("/")[2] for one in found.facts.changed] == ["nova-ia-2023"]


def test_an_entity_with_a_fuller_name_is_renamed_and_its_facts_stay(tmp_path: Path) -> None:
    old = graph(tmp_path, [CLAIRE, NOVA], [departure(LEAVES)])
    group = Entity("organization/groupe-nova-ia", "Organization", "Groupe Nova IA", ("Nova IA",))
    new = graph(tmp_path, [CLAIRE, group], [departure(LEAVES, organization=group.id, id_="departure/y")])
    found = diff.compare(old, new)
    assert (found.facts.came, found.facts.went, found.facts.changed) == ((), (), ())
    assert words(found) == [
        "people and organizations",
        "~ Groupe Nova IA (Organization)",
        "id: organization/nova-ia -> organization/groupe-nova-ia",
        "alias: (none) -> Nova IA",
        "name: Nova IA -> Groupe Nova IA",
        "1 fact of another id or label only",
    ]


def test_an_entity_without_a_name_in_common_is_known_by_its_facts(tmp_path: Path) -> None:
    twitter = Entity("organization/twitter", "Organization", "Twitter", ())
    x = Entity("organization/x", "Organization", "X", ())
    old = graph(tmp_path, [CLAIRE, twitter], [departure(LEAVES, organization=twitter.id, id_="departure/t")])
    new = graph(tmp_path, [CLAIRE, x], [departure(LEAVES, organization=x.id, id_="departure/x")])
    (renamed,) = diff.compare(old, new).entities.changed
    assert (renamed.was, renamed.name) == ("https://w3id.org/ontograph/id/organization/twitter", "X")


def test_entities_are_merged_and_split(tmp_path: Path) -> None:
    labs = Entity("organization/nova-labs", "Organization", "Nova Labs", ())
    both = dataclasses.replace(NOVA, aliases=("Nova Labs",))
    other: Row = ("b.txt", "Claire Aubry quitte Nova Labs", {})
    apart = graph(
        tmp_path,
        [CLAIRE, NOVA, labs],
        [departure(LEAVES), departure(other, organization=labs.id, id_="departure/claire-aubry-nova-labs-2024")],
    )
    whole = graph(tmp_path, [CLAIRE, both], [departure(LEAVES, other)])
    merged = diff.compare(apart, whole)
    assert "~ Nova Labs is now one with Nova IA (organization/nova-ia)" in words(merged)
    assert (merged.entities.went, merged.entities.came) == ((), ())
    split = diff.compare(whole, apart)
    assert "~ Nova Labs (organization/nova-labs) is no longer one with Nova IA" in words(split)
    assert (split.entities.went, split.entities.came) == ((), ())


def test_a_surname_in_common_makes_nobody_one(tmp_path: Path) -> None:
    sam = Entity("person/sam-altman", "Person", "Sam Altman", ("Altman",))
    jack = Entity("person/jack-altman", "Person", "Jack Altman", ("Altman",))
    found = diff.compare(graph(tmp_path, [sam], []), graph(tmp_path, [jack], []))
    assert ([one.name for one in found.entities.went], [one.name for one in found.entities.came]) == (
        ["Sam Altman"],
        ["Jack Altman"],
    )


def test_a_renamed_article_is_the_same_article(tmp_path: Path) -> None:
    old = graph(tmp_path, [CLAIRE, NOVA], [departure(LEAVES)], a="text")
    new = graph(tmp_path, [CLAIRE, NOVA], [departure(("z.txt", *LEAVES[1:]))], z="text")
    assert words(diff.compare(old, new)) == ["articles", "~ a.txt is now z.txt"]


def test_a_passage_that_only_lies_elsewhere_is_the_same(tmp_path: Path) -> None:
    old = graph(tmp_path, [CLAIRE, NOVA], [departure(LEAVES)], a="text")
    new = graph(tmp_path, [CLAIRE, NOVA], [departure(("a.txt", LEAVES[1], {"start": 40}))], a="longer text")
    assert words(diff.compare(old, new)) == ["articles", "~ a.txt"]


def test_what_is_no_fact_is_counted(tmp_path: Path) -> None:
    sure, less = (departure(("a.txt", "quitte", {"confidence": value})) for value in (0.9, 0.8))
    found = diff.compare(*(graph(tmp_path, [CLAIRE, NOVA], [one]) for one in (sure, less)))
    assert words(found) == ["further properties: og:confidence (1)"]


FACTS = st.lists(
    st.tuples(
        st.sampled_from(["a.txt", "b.txt", "c.txt"]),
        st.sampled_from([CLAIRE.id, "person/denis-morel"]),
        st.sampled_from([NOVA.id, HELIO.id]),
        st.sampled_from([None, "2024", "2024-05", "2023-01-02"]),
    ),
    max_size=4,
    unique_by=lambda row: row[1:],
)


@given(FACTS, FACTS)
@settings(max_examples=50)
def test_each_fact_is_told_of_once_and_back_is_there_reversed(
    tmp_path_factory: pytest.TempPathFactory, before: list[Any], after: list[Any]
) -> None:
    people = [CLAIRE, Entity("person/denis-morel", "Person", "Denis Morel", ())]

    def made(rows: list[Any]) -> diff.snapshot.Snapshot:
        facts = [
            departure(
                (path, f"{person} quitte {firm}", {"start": number}),
                person=person, organization=firm, date=date, id_=f"departure/{number}-{person[-3:]}-{firm[-3:]}-{date}",
            )
            for number, (path, person, firm, date) in enumerate(rows)
        ]  # fmt: skip
        return graph(tmp_path_factory.mktemp("graph"), [*people, NOVA, HELIO], facts, a="a", b="b", c="c")

    old, new = made(before), made(after)
    found, back = diff.compare(old, new).facts, diff.compare(new, old).facts
    assert bool(diff.compare(old, new)) == (old.triples != new.triples)
    of_new = [one.iri for one in (*found.came, *found.changed)] + [iri for _, iri in found.moved]
    of_old = [one.iri for one in found.went] + [one.was or one.iri for one in found.changed]
    of_old += [iri for iri, _ in found.moved]
    assert len(of_new) == len(set(of_new))
    assert set(of_new) | (old.facts.keys() & new.facts.keys()) == new.facts.keys()
    assert set(of_old) | (old.facts.keys() & new.facts.keys()) == old.facts.keys()
    assert (len(found.came), len(found.went)) == (len(back.went), len(back.came))


def test_the_command_has_the_exit_codes_of_diff(
    tmp_path: Path, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(small), str(small / "graph.ttl")]) == 0
    assert capsys.readouterr().out == "no difference\n"
    first = knowledge()
    turtle.write(dataclasses.replace(first, facts=first.facts[1:]), tmp_path / "less.ttl")
    assert main(["diff", str(small), str(tmp_path / "less.ttl")]) == 1
    assert f"  - {first.facts[0].label}\n" in capsys.readouterr().out
    assert main(["diff", str(small), str(tmp_path / "less.ttl"), "--format", "json"]) == 1
    (went,) = json.loads(capsys.readouterr().out)["facts"]["went"]
    assert (went["label"], went["passages"][0]["sign"]) == (first.facts[0].label, "-")
    assert main(["diff", str(small), str(tmp_path / "nowhere")]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "no graph here" in err


@pytest.mark.slow
def test_of_a_corpus_with_an_article_less(
    nlp: Language, root: Path, built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles = sorted((root / "corpus").glob("*.txt"))
    for file in articles[1:]:
        (tmp_path / file.name).write_bytes(file.read_bytes())
    flow.build(tmp_path, tmp_path / "graph", nlp=nlp)
    assert main(["diff", str(tmp_path / "graph"), str(built), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["articles"] == {"came": [articles[0].name], "went": [], "changed": [], "renamed": []}
    came = [passage for one in found["facts"]["came"] for passage in one["passages"]]
    assert came
    assert {passage["path"] for passage in came if passage["article"] == "new"} == {articles[0].name}
    assert {passage["sign"] for passage in came} == {"+"}
