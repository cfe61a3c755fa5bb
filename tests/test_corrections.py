"""Corrections on hand-built readings: each operation, what contradicts or matches nothing; order never matters."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontograph import corrections
from ontograph.corrections import Outcome
from ontograph.errors import CorrectionError
from ontograph.model import Claim, Entity, Fact, Knowledge, Mention, Reading
from ontograph.resolve import resolve
from readings import claim, reading

TEXTS = {
    "a.txt": "Mira Murati quitte OpenAI. L’ex-directrice\ntechnique rejoint  Thinking Machines. Sam Altman reste.",
    "b.txt": "M. Altman dirige Open AI. Helio pourrait racheter Sora, selon La Gazette.",
    "c.txt": "Dior nomme Dior : Dior est président de Helio. Samuel Altmann s'en va de Helio.",
}


def placed(read: Reading, **quotes: str) -> Reading:
    """Its claims with these words of its text as their quotes, in order."""
    text = TEXTS[read.path]
    claims = [
        replace(one, start=text.index(words), end=text.index(words) + len(words), quote=words)
        for one, words in zip(read.claims, quotes.values(), strict=True)
    ]
    return replace(read, claims=tuple(claims))


READINGS = (
    placed(
        reading(
            "a",
            claim("Departure", person="Mira Murati", organization="OpenAI", date="2024-09"),
            claim("Position", person="Mira Murati", organization="OpenAI", roleClass="CTO", status="former"),
            people=["Sam Altman"],
            published="2024-09-26",
        ),
        one="Mira Murati quitte OpenAI",
        two="L’ex-directrice\ntechnique",
    ),
    placed(
        reading(
            "b",
            claim("Position", person="M. Altman", organization="OpenAI", roleClass="CEO", status="current"),
            claim("Acquisition", "possible", acquirer="Helio", target="Sora", attributed_to="La Gazette"),
            published="2024-10-01",
            surfaces={"OpenAI": ["Open AI"]},
        ),
        one="M. Altman dirige Open AI",
        two="Helio pourrait racheter Sora",
    ),
    placed(
        reading(
            "c",
            claim("Position", person="Dior", organization="Helio", roleClass="President", status="current"),
            claim("Departure", person="Samuel Altmann", organization="Helio"),
            organizations=["Dior"],
        ),
        one="Dior est président de Helio",
        two="Samuel Altmann s'en va de Helio",
    ),
)


def apply(text: str, readings: Sequence[Reading] = READINGS) -> tuple[Knowledge, tuple[Outcome, ...]]:
    corrector = corrections.Corrector(replace(corrections.parse(text.encode()), texts=TEXTS))
    return resolve(readings, corrector), corrector.outcomes


def results(text: str) -> list[tuple[int, str]]:
    return [(outcome.line, outcome.result) for outcome in apply(text)[1]]


def entity(knowledge: Knowledge, id_: str) -> Entity:
    return next(e for e in knowledge.entities if e.id == id_)


def ids(knowledge: Knowledge) -> set[str]:
    return {e.id for e in knowledge.entities}


def facts(knowledge: Knowledge) -> dict[str, Fact]:
    return {fact.id: fact for fact in knowledge.facts}


BASE = resolve(READINGS)


def test_the_example_is_what_the_tests_take_it_for() -> None:
    assert ids(BASE) == {
        "organization/dior", "organization/helio", "organization/openai", "organization/sora",
        "person/dior", "person/mira-murati", "person/sam-altman", "person/samuel-altmann",
    }  # fmt: skip
    assert set(facts(BASE)) == {
        "acquisition/helio-sora", "departure/mira-murati-openai-2024", "departure/samuel-altmann-helio",
        "position/dior-helio-president", "position/mira-murati-openai-cto", "position/sam-altman-openai-ceo",
    }  # fmt: skip


def test_without_corrections_everything_is_as_it_was() -> None:
    assert apply("") == (BASE, ())


# --- people and organizations ---------------------------------------------------------------------------------------


def test_a_merge_keeps_the_name_and_id_of_the_one_and_the_names_of_the_other() -> None:
    knowledge, outcomes = apply("- merge: Samuel Altmann\n  into: Sam Altman")
    assert [o.result for o in outcomes] == ["applied"]
    assert ids(knowledge) == ids(BASE) - {"person/samuel-altmann"}
    assert entity(knowledge, "person/sam-altman").aliases == ("Altman", "Samuel Altmann")
    assert "departure/sam-altman-helio" in facts(knowledge)
    documents = {d.path: d.mentions for d in knowledge.documents}
    assert all("person/sam-altman" in documents[path] for path in TEXTS)


def test_a_merge_that_is_so_already_is_no_complaint() -> None:
    knowledge, outcomes = apply("- merge: M. Altman\n  into: Sam Altman")
    assert knowledge == BASE
    assert [(o.result, o.matters) for o in outcomes] == [("already so", False)]


def test_merges_in_a_chain_end_in_the_last() -> None:
    chain = "- merge: Helio\n  into: OpenAI\n- merge: Sora\n  into: Helio\n"
    knowledge, _ = apply(chain)
    assert ids(knowledge) & {"organization/helio", "organization/sora", "organization/openai"} == {
        "organization/openai"
    }
    assert "acquisition/helio-sora" not in facts(knowledge)  # nobody buys himself


def test_a_split_by_document_makes_a_new_one_or_gives_to_one_that_is_there() -> None:
    knowledge, outcomes = apply("- split: Helio\n  as: Helio Santé\n  documents: [c.txt]")
    assert [o.result for o in outcomes] == ["applied"]
    assert {"organization/helio", "organization/helio-sante"} <= ids(knowledge)
    assert "position/dior-helio-sante-president" in facts(knowledge)
    assert "acquisition/helio-sora" in facts(knowledge)
    knowledge, _ = apply("- split: Helio\n  as: Sora\n  documents: [c.txt]")
    assert ids(knowledge) == ids(BASE)
    assert "position/dior-sora-president" in facts(knowledge)


def test_a_split_may_keep_the_very_name() -> None:
    knowledge, _ = apply("- split: Helio\n  as: Helio\n  documents: c.txt\n- wikidata: organization/helio\n  id: Q42")
    assert {e.id: e.wikidata for e in knowledge.entities if e.name == "Helio"} == {
        "organization/helio": "Q42",
        "organization/helio-2": None,
    }


def test_a_split_by_passage_leaves_the_rest_of_the_document() -> None:
    knowledge, outcomes = apply("- split: Helio\n  as: Helio Santé\n  document: c.txt\n  quote: s'en va de Helio")
    assert [o.result for o in outcomes] == ["applied"]
    assert {"departure/samuel-altmann-helio-sante", "position/dior-helio-president"} <= set(facts(knowledge))


def test_a_rename_gives_name_and_id_and_keeps_the_old_name_as_an_alias() -> None:
    knowledge, _ = apply("- rename: Samuel Altmann\n  to: Sam Altmann (juriste)")
    assert "person/samuel-altmann" not in ids(knowledge)
    found = entity(knowledge, "person/sam-altmann-juriste")
    assert (found.name, found.aliases) == ("Sam Altmann (juriste)", ("Samuel Altmann",))
    assert facts(knowledge)["departure/sam-altmann-juriste-helio"].label.startswith("Sam Altmann (juriste)")


def test_a_name_that_a_correction_gives_is_an_address() -> None:
    text = "- rename: Samuel Altmann\n  to: Sol A.\n- wikidata: Sol A.\n  id: Q42\n"
    text += "- retype: organization/helio-x\n  to: Company\n"
    knowledge, outcomes = apply(text + "- split: Helio\n  as: Helio X\n  documents: c.txt")
    assert {o.result for o in outcomes} == {"applied"}
    assert entity(knowledge, "person/sol-a").wikidata == "Q42"
    assert entity(knowledge, "organization/helio-x").subtype == "Company"


def test_a_retype_across_kinds_costs_the_claims_that_no_longer_fit() -> None:
    knowledge, _ = apply("- retype: Dior\n  kind: Person\n  to: Company\n- retype: Sora\n  to: MediaOutlet")
    assert entity(knowledge, "organization/dior-2").subtype == "Company"
    assert "position/dior-helio-president" not in facts(knowledge)
    assert entity(knowledge, "organization/sora").subtype == "MediaOutlet"
    assert set(facts(BASE)) - set(facts(knowledge)) == {"position/dior-helio-president"}


def test_what_is_dropped_goes_with_what_rests_on_it() -> None:
    knowledge, _ = apply("- drop: Helio")
    assert "organization/helio" not in ids(knowledge)
    assert set(facts(BASE)) - set(facts(knowledge)) == {
        "acquisition/helio-sora", "departure/samuel-altmann-helio", "position/dior-helio-president",
    }  # fmt: skip
    assert all("organization/helio" not in document.mentions for document in knowledge.documents)


def test_a_wikidata_id_is_set_and_cleared_and_one_that_another_bears_is_pointed_out() -> None:
    knowledge, _ = apply("- wikidata: Sora\n  id: Q42")
    assert entity(knowledge, "organization/sora").wikidata == "Q42"
    known = reading("d", organizations=["Sora"], entity={"Sora": {"wikidata": "Q7"}})
    knowledge, outcomes = apply("- wikidata: Sora\n  id: none\n- wikidata: Helio\n  id: Q7", [*READINGS, known])
    assert entity(knowledge, "organization/sora").wikidata is None
    assert outcomes[1].message == "organization/sora has this id too: are they one?"


@pytest.mark.parametrize(
    ("ref", "result"),
    [
        ("sam altman", "applied"),
        ("person/sam-altman", "applied"),
        ("Altman", "applied"),
        ("OPEN AI", "applied"),
        ("{name: Dior, kind: Person}", "applied"),
        ("{name: Altmann, document: c.txt}", "not found"),
        ("{name: Samuel Altmann, document: a.txt}", "not found"),
        ("{name: Samuel Altmann, document: z.txt}", "not found"),
        ("Dior", "not found"),
        ("person/nobody", "not found"),
        ("Nobody", "not found"),
    ],
)
def test_whom_a_name_means(ref: str, result: str) -> None:
    assert results(f"- wikidata: {ref}\n  id: Q42") == [(1, result)]


def test_what_is_not_found_is_named_with_what_may_be_meant_and_what_was_done() -> None:
    _, outcomes = apply("- rename: Mira Murato\n  to: X\n- drop: Dior\n- drop: person/sam-altmann")
    assert [str(o) for o in outcomes] == [
        "1: rename Mira Murato to X: not found: Mira Murato: no entity of this name; is it Mira Murati?; "
        "nothing is changed",
        "3: drop Dior: not found: Dior is several: organization/dior, person/dior; give one of these ids, its kind or "
        "a document; nothing is changed",
        "4: drop person/sam-altmann: not found: person/sam-altmann: no entity of this id; is it person/sam-altman or "
        "person/samuel-altmann?; nothing is changed",
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("- rename: Sora\n  to: X\n- rename: organization/sora\n  to: Y", {1, 3}),
        ("- retype: Sora\n  to: Company\n- retype: Sora\n  to: Person", {1, 3}),
        ("- wikidata: Sora\n  id: Q1\n- wikidata: Sora\n  id: none", {1, 3}),
        ("- merge: Sora\n  into: Helio\n- merge: Helio\n  into: Sora", {1, 3}),
        ("- merge: Sora\n  into: Helio\n- merge: Helio\n  into: OpenAI\n- merge: OpenAI\n  into: Sora", {1, 3, 5}),
        ("- merge: Sora\n  into: Helio\n- merge: Sora\n  into: OpenAI", {1, 3}),
        ("- merge: Sora\n  into: Sam Altman", {1}),
        ("- drop: Sora\n- rename: Sora\n  to: X", {1, 2}),
        ("- drop: Sora\n- merge: Sora\n  into: Helio", {1, 2}),
        ("- split: Helio\n  as: X\n  documents: c.txt\n- split: Helio\n  as: Y\n  documents: c.txt", {1, 4}),
        ("- split: Helio\n  as: X\n  documents: c.txt\n- merge: X\n  into: Helio", {1, 4}),
        ("- split: Helio\n  as: Sora\n  documents: c.txt\n- merge: Sora\n  into: Helio", {1, 4}),
        ("- merge: Sora\n  into: Helio\n- rename: Sora\n  to: X\n- rename: Helio\n  to: Y", {3, 5}),
    ],
)
def test_what_contradicts_is_ignored_on_all_sides_and_names_the_others(text: str, lines: set[int]) -> None:
    knowledge, outcomes = apply(text + "\n- wikidata: Mira Murati\n  id: Q42")
    ignored = [o for o in outcomes if o.result == "ignored"]
    assert {o.line for o in ignored} == lines
    assert all(str(line) in o.message for o in ignored for line in lines) or len(lines) == 1
    assert outcomes[-1].result == "applied"
    assert entity(knowledge, "person/mira-murati").wikidata == "Q42"
    if len(ignored) == len(outcomes) - 1:
        clean = replace(knowledge, entities=tuple(replace(e, wikidata=None) for e in knowledge.entities))
        assert clean == BASE


def test_what_refers_to_a_name_of_an_ignored_correction_is_not_found() -> None:
    text = "- split: Helio\n  as: X\n  documents: c.txt\n- split: Helio\n  as: Y\n  documents: c.txt\n- drop: X"
    assert results(text) == [(1, "ignored"), (4, "ignored"), (7, "not found")]


def test_a_person_and_an_organization_become_one_where_a_retype_says_which() -> None:
    knowledge, outcomes = apply(
        "- merge: person/dior\n  into: organization/dior\n- retype: person/dior\n  to: Organization"
    )
    assert {o.result for o in outcomes} == {"applied"}
    assert {e.id for e in knowledge.entities if e.name == "Dior"} == {"organization/dior"}


# --- claims ---------------------------------------------------------------------------------------------------------

MURATI = "  document: a.txt\n  quote: Mira Murati quitte OpenAI\n"


def test_a_rejected_claim_is_gone_and_its_fact_where_it_had_no_other() -> None:
    knowledge, outcomes = apply("- reject: Departure\n" + MURATI)
    assert [(o.result, o.claims) for o in outcomes] == [("applied", 1)]
    assert set(facts(BASE)) - set(facts(knowledge)) == {"departure/mira-murati-openai-2024"}
    assert knowledge.entities == BASE.entities


@pytest.mark.parametrize(
    ("quote", "claims"),
    [
        ("Mira Murati quitte OpenAI. L'ex-directrice technique", 2),  # holds both
        ("quitte OpenAI", 1),
        ("L'ex-directrice  technique", 1),
    ],
)
def test_a_quote_may_be_longer_or_shorter_than_what_was_read(quote: str, claims: int) -> None:
    _, (outcome,) = apply(f'- reject: any\n  document: a.txt\n  quote: "{quote}"')
    assert (outcome.result, outcome.claims) == ("applied", claims)


def test_where_tells_apart_what_one_quote_says_of_several() -> None:
    president, leaves = READINGS[2].claims
    both = replace(READINGS[2], claims=(leaves, replace(leaves, arguments=president.arguments[:2])))
    head = "- reject: Departure\n  document: c.txt\n  quote: s'en va\n"
    knowledge, (outcome,) = apply(head + "  where: {person: Samuel Altmann, organization: Helio}", [both])
    assert outcome.claims == 1
    assert set(facts(knowledge)) == {"departure/dior-helio"}
    assert apply(head, [both])[1][0].claims == 2
    assert apply(head + "  where: {person: Samuel Altmann, organization: Dior}", [both])[1][0].result == "not found"


def test_a_change_says_how_it_is_and_shows_that_a_person_said_so() -> None:
    knowledge, (outcome,) = apply(
        "- change: Departure\n" + MURATI + "  factuality: possible\n  date: 2024-09-25\n  kind: resignation\n"
        "  destination: Helio\n  organization: Sora\n"
    )
    assert outcome.result == "applied"
    fact = facts(knowledge)["departure/mira-murati-sora-2024"]
    assert (fact.factuality, fact.date) == ("possible", "2024-09-25")
    assert (fact.get("kind"), fact.get("destination")) == (("resignation",), ("organization/helio",))
    (grounded,) = fact.claims
    assert (grounded.claim.rule, grounded.claim.confidence) == ("test+correction", 1.0)
    assert grounded.claim.quote == "Mira Murati quitte OpenAI"


def test_a_change_takes_away_what_is_none() -> None:
    knowledge, _ = apply(
        "- change: Departure\n" + MURATI + "  date: none\n"
        "- change: Acquisition\n  document: b.txt\n  quote: Helio pourrait racheter Sora\n  attributedTo: none"
    )
    assert facts(knowledge)["departure/mira-murati-openai"].date is None
    assert facts(knowledge)["acquisition/helio-sora"].claims[0].claim.attributed_to is None


def test_a_change_that_changes_nothing_leaves_the_claim_as_it_was() -> None:
    knowledge, outcomes = apply("- change: Departure\n" + MURATI + "  factuality: certain")
    assert knowledge == BASE
    assert outcomes[0].result == "already so"


ADD = (
    "- add: Appointment\n  document: a.txt\n  quote: L'ex-directrice technique rejoint Thinking Machines\n"
    "  person: Mira Murati\n  organization: Thinking Machines\n"
)


def test_an_added_fact_stands_on_its_quote_and_may_bring_a_name() -> None:
    knowledge, (outcome,) = apply(ADD + "  date: 2024-10\n  roleClass: CEO")
    assert outcome.result == "applied"
    fact = facts(knowledge)["appointment/mira-murati-thinking-machines-2024"]
    (grounded,) = fact.claims
    one: Claim = grounded.claim
    assert TEXTS["a.txt"][one.start : one.end] == one.quote == "L’ex-directrice\ntechnique rejoint  Thinking Machines"
    assert (one.rule, one.factuality, one.confidence) == ("correction", "certain", 1.0)
    assert entity(knowledge, "organization/thinking-machines").kind == "Organization"
    document = next(d for d in knowledge.documents if d.path == "a.txt")
    assert "organization/thinking-machines" in document.mentions


def test_an_added_fact_of_names_that_the_graph_has_makes_nobody_new() -> None:
    text = ADD.replace("Thinking Machines\n  person", "Thinking Machines\n  destination", 0)
    knowledge, _ = apply(text.replace("organization: Thinking Machines", "organization: Sora"))
    assert ids(knowledge) == ids(BASE)
    assert "appointment/mira-murati-sora" in facts(knowledge)
    document = next(d for d in knowledge.documents if d.path == "a.txt")
    assert "organization/sora" not in document.mentions  # the article does not name it


@pytest.mark.parametrize(
    ("old", "new", "result", "message"),
    [
        ("a.txt", "a.text", "not found", "no article a.text in this corpus; is it a.txt?; nothing is added"),
        ("rejoint", "dirige", "not found", "a.txt does not say that (any more); nothing is added"),
        ("organization: Thinking Machines", "organization: Nova", "not found", "Nova: no entity of this name"),
        (
            "organization: Thinking Machines",
            "organization: Sam Altman",
            "not found",
            "person/sam-altman cannot be « organization »",
        ),
        ("person: Mira Murati", "person: Altmann", "not found", "Altmann: no entity of this name"),
    ],
)
def test_a_fact_that_cannot_be_added(old: str, new: str, result: str, message: str) -> None:
    knowledge, (outcome,) = apply(ADD.replace(old, new))
    assert outcome.result == result
    assert message in outcome.message
    assert facts(knowledge) == facts(BASE)


def test_a_fact_that_is_read_already_is_not_added_again() -> None:
    text = "- add: Departure\n" + MURATI + "  person: Mira Murati\n  organization: OpenAI\n"
    knowledge, (outcome,) = apply(text + "  date: 2024-09")
    assert (knowledge, outcome.result) == (BASE, "already so")
    knowledge, (outcome,) = apply(text + "  date: 2023")
    assert (knowledge, outcome.result) == (BASE, "ignored")
    assert "« change » it" in outcome.message


@pytest.mark.parametrize(
    ("text", "result", "message"),
    [
        (
            "- reject: Departure\n  document: a.txt\n  quote: Mira reste",
            "not found",
            "a.txt does not say that (any more)",
        ),
        ("- reject: Founding\n" + MURATI, "not found", "no Founding is read from this passage of a.txt (any more)"),
        ("- reject: any\n  document: z.txt\n  quote: q", "not found", "no article z.txt in this corpus"),
        ("- change: Departure\n" + MURATI + "  organization: Nova", "not found", "Nova: no entity of this name"),
        (
            "- change: Acquisition\n  document: b.txt\n  quote: racheter\n  target: Helio",
            "ignored",
            "nobody can be on both sides",
        ),
        ("- reject: Departure\n" + MURATI + "- change: any\n" + MURATI + "  date: 2023", "ignored", "lines 1, 4"),
        (
            "- change: any\n" + MURATI + "  date: 2022\n- change: any\n" + MURATI + "  date: 2023",
            "ignored",
            "lines 1, 5",
        ),
    ],
)
def test_claims_that_are_not_there_or_contradict(text: str, result: str, message: str) -> None:
    knowledge, outcomes = apply(text)
    assert {o.result for o in outcomes} == {result}
    assert all(message in o.message for o in outcomes)
    assert all(o.message.endswith(("nothing is changed", "the claim stays as it was read")) for o in outcomes)
    assert knowledge == BASE


def test_what_a_person_says_is_not_overruled_by_other_articles() -> None:
    others = [
        reading(f"w{n}", claim("Position", person="Denis Morel", organization="Sora", roleClass="CEO"))
        for n in range(4)
    ]
    one = reading("one", claim("Position", person="Denis Morel", organization="Helio", roleClass="CEO"),
                  organizations=["Sora"])  # fmt: skip
    one = replace(one, mentions=tuple(replace(m, start=50, end=60) for m in one.mentions if isinstance(m, Mention)))
    readings = [*others, one]
    assert "position/denis-morel-helio-ceo" not in facts(resolve(readings))  # the others know better
    knowledge, _ = apply("- change: Position\n  document: one.txt\n  quote: cite\n  status: former", readings)
    assert "position/denis-morel-helio-ceo" in facts(knowledge)


# --- whatever is corrected ------------------------------------------------------------------------------------------

NAMES = st.sampled_from(
    ["Sam Altman", "Samuel Altmann", "person/sam-altman", "Helio", "Sora", "OpenAI", "Dior", "X", "Y", "person/dior"]
)
PLACES = st.sampled_from(
    ["a.txt\n  quote: quitte OpenAI", "b.txt\n  quote: dirige Open AI", "c.txt\n  quote: Helio", "c.txt\n  quote: rien"]
)
LINES = st.one_of(
    st.builds("- merge: {}\n  into: {}\n".format, NAMES, NAMES).filter(lambda t: len(set(t.split(": "))) > 2),
    st.builds("- rename: {}\n  to: {}\n".format, NAMES, st.sampled_from("XY")),
    st.builds("- retype: {}\n  to: {}\n".format, NAMES, st.sampled_from(["Person", "Company", "Organization"])),
    st.builds("- drop: {}\n".format, NAMES),
    st.builds("- wikidata: {}\n  id: {}\n".format, NAMES, st.sampled_from(["Q1", "Q2", "none"])),
    st.builds("- split: {}\n  as: {}\n  documents: [c.txt, b.txt]\n".format, NAMES, NAMES),
    st.builds("- split: {}\n  as: {}\n  document: {}\n".format, NAMES, NAMES, PLACES),
    st.builds("- reject: any\n  document: {}\n".format, PLACES),
    st.builds("- change: any\n  document: {}\n  date: {}\n".format, PLACES, st.sampled_from(["2023", "2024"])),
    st.builds(
        "- add: Departure\n  document: {}\n  person: {}\n  organization: {}\n".format, PLACES, NAMES, NAMES
    ),
)  # fmt: skip


def _parsable(text: str) -> bool:
    try:
        corrections.parse(text.encode())
    except CorrectionError:
        return False
    return True


@given(st.lists(LINES.filter(_parsable), max_size=7), st.randoms(use_true_random=False))
def test_order_and_repetition_make_no_difference(lines: list[str], chance: random.Random) -> None:
    knowledge, outcomes = apply("".join(lines))
    shuffled = [*lines, *lines[: len(lines) // 2]]
    chance.shuffle(shuffled)
    again, other = apply("".join(shuffled))
    assert again == knowledge
    assert {(o.correction, o.result) for o in other} == {(o.correction, o.result) for o in outcomes}
    assert len(outcomes) == len(lines)
    used = {id_ for document in knowledge.documents for id_ in document.mentions}
    used |= {str(f) for fact in knowledge.facts for a in fact.arguments for f in a.fillers if "/" in str(f)}
    assert used <= ids(knowledge)
