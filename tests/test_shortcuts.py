from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import ARPEGE, CLAIRE, DENIS, HELIO, NOVA, SORA, knowledge
from ontograph import graph, query, resources
from ontograph.exports import turtle
from ontograph.flow import KnowledgeGraph
from ontograph.model import Argument, Claim, Document, Fact, Factuality, GroundedClaim, Knowledge, Status
from ontograph.shortcuts import LEADS, PATHS, links
from ontograph.vocabulary import OG, vocabulary

NAMES = sorted({path.property for path in PATHS} | {LEADS})
Made = dict[str, set[tuple[str, str]]]
RULES = {file.stem: file.read_text(encoding="utf-8") for file in sorted(resources.path("rules").glob("*.rq"))}


def by_rules(source: Knowledge) -> Made:
    """What each rule makes of the graph without its shortcuts."""
    return run_rules(turtle.dumps(source))


def run_rules(written: bytes) -> Made:
    store = ox.Store()
    store.load(written, format=ox.RdfFormat.TURTLE)
    for shortcut in shortcuts_in(store):
        store.remove(shortcut)
    made: Made = {}
    for name, rule in RULES.items():
        found = list(ox.parse(query.run(store, rule).content, format=ox.RdfFormat.TURTLE))
        assert {t.predicate.value for t in found} <= {str(OG[name])}
        made[name] = {(t.subject.value, t.object.value) for t in found}
    return made


def shortcuts_in(store: ox.Store) -> list[ox.Quad]:
    return [quad for name in NAMES for quad in store.quads_for_pattern(None, ox.NamedNode(OG[name]), None)]


def by_program(source: Knowledge) -> Made:
    made: Made = {name: set() for name in NAMES}
    for subject, name, object_ in links(source, vocabulary()):
        made[name].add((str(graph.iri(subject)), str(graph.iri(object_))))
    return made


def pairs(source: Knowledge, name: str) -> set[tuple[str, str]]:
    return {(subject, object_) for subject, property_, object_ in links(source, vocabulary()) if property_ == name}


def posted(
    status: Status | None = "current",
    told: str | None = "2024-06-01",
    *more: Fact,
    role: str = "CEO",
    factuality: Factuality = "certain",
    claimed: Factuality = "certain",
    until: str | None = None,
    from_: str | None = None,
    newest: str | None = "2024-07-01",
) -> Knowledge:
    """Denis holds a post at Nova IA as one document says; `newest` is the last document, which says nothing."""
    times = tuple(Argument(name, (day,)) for name, day in (("from", from_), ("until", until)) if day)
    roles = (Argument("organization", (NOVA,)), Argument("person", (DENIS,)), Argument("roleClass", (role,)), *times)
    position = fact("position/x", "Position", roles, [(told, claimed, status)], factuality)
    return assemble(position, *more, newest=newest)


def gone(date: str | None, *told: str | None, factuality: Factuality = "certain", who: str = DENIS) -> Fact:
    roles = (Argument("organization", (NOVA,)), Argument("person", (who,)))
    return fact("departure/x", "Departure", roles, [(day, factuality, None) for day in told], factuality, date)


Telling = tuple[str | None, Factuality, Status | None]


def fact(
    id_: str,
    type_: str,
    roles: tuple[Argument, ...],
    told: list[Telling],
    factuality: Factuality,
    date: str | None = None,
) -> Fact:
    claims = tuple(
        GroundedClaim(
            f"claim/{id_.replace('/', '-')}-{number}",
            document(day).id,
            Claim(type_, roles, certainty, 0, 1, "x", "test", status=status),
        )
        for number, (day, certainty, status) in enumerate(told)
    )
    return Fact(id_, type_, "x", roles, factuality, claims, date)


def document(day: str | None) -> Document:
    return Document(f"document/{day}", f"{day}.txt", "0" * 64, day, None, None, None, ())


def assemble(*facts: Fact, newest: str | None = None) -> Knowledge:
    ids = {claim.document for f in facts for claim in f.claims} | {f"document/{newest}"}
    days = [None if id_.endswith("/None") else id_.partition("/")[2] for id_ in sorted(ids)]
    return Knowledge(tuple(map(document, days)), knowledge().entities, facts)


def test_each_shortcut_has_its_rule_and_its_term() -> None:
    assert list(RULES) == NAMES
    assert all(name in vocabulary() for name in NAMES)


def test_the_rule_of_leads_knows_the_leading_roles() -> None:
    roles = " ".join(f"og:{name}" for name in vocabulary().members("leadingRoles"))
    assert f"VALUES ?role {{ {roles} }}" in RULES[LEADS]


def test_shortcuts_of_certain_facts_only() -> None:
    assert by_program(knowledge()) == by_rules(knowledge())
    assert links(knowledge(), vocabulary()) == [
        (ARPEGE, "investedIn", NOVA),
        (ARPEGE, "partnerOf", HELIO),
        (ARPEGE, "partnerOf", SORA),
        (HELIO, "partnerOf", ARPEGE),
        (HELIO, "partnerOf", SORA),
        (NOVA, "sued", HELIO),
        (SORA, "partnerOf", ARPEGE),
        (SORA, "partnerOf", HELIO),
        (CLAIRE, "leftOrganization", NOVA),
        (DENIS, "founderOf", NOVA),
        (DENIS, "leads", NOVA),
    ]


def test_they_are_in_the_graph_and_nowhere_else_in_the_network() -> None:
    built = graph.to_rdf(knowledge())
    assert (graph.iri(CLAIRE), OG.leftOrganization, graph.iri(NOVA)) in built
    network = KnowledgeGraph(knowledge(), None).network  # type: ignore[arg-type]
    assert not [data for *_, data in network.edges(data=True) if data.get("label") in NAMES]


@pytest.mark.parametrize("factuality", ["planned", "possible", "negated"])
def test_no_fact_that_is_not_certain_gives_a_shortcut(factuality: Factuality) -> None:
    base = knowledge()
    doubted = replace(base, facts=tuple(replace(f, factuality=factuality) for f in base.facts))
    assert links(doubted, vocabulary()) == []
    assert not any(by_rules(doubted).values())


@pytest.mark.parametrize(
    ("role", "name"), [("Founder", "founderOf"), ("Investor", "investedIn"), ("CEO", LEADS), ("President", LEADS),
                       ("Chair", LEADS), ("CTO", None), ("BoardMember", None), ("Other", None)],
)  # fmt: skip
def test_what_a_post_says_by_its_class(role: str, name: str | None) -> None:
    found = links(posted(role=role), vocabulary())
    assert found == ([(DENIS, name, NOVA)] if name else [])
    assert by_program(posted(role=role)) == by_rules(posted(role=role))


HELD = [
    posted(),
    posted("current", None),
    posted("current", None, newest=None),
    posted("current", "2024"),
    posted(from_="2024-06"),
    posted(until="2025"),
    posted(until="2024-07-02"),
    posted("current", "2024-06-01", gone("2023-11-17", "2023-11-18")),
    posted("current", "2024-06-01", gone(None, "2024-05-30", "2024-06-20")),
    posted("current", "2024-06-01", gone("2024-06-20", "2024-06-20", factuality="possible")),
    posted("current", "2024-06-01", gone("2024-06-20", "2024-06-20", who=CLAIRE)),
]
OVER = [
    posted("former"),
    posted(None),
    posted(factuality="possible"),
    posted(claimed="possible"),
    posted(from_="2024-08"),
    posted(until="2024-07-01"),
    posted(until="2024-06"),
    posted(until="2024"),
    posted("current", "2024-06-01", gone("2024-06-01", "2024-06-20")),
    posted("current", "2024-06-01", gone("2024-06-20", "2024-06-20")),
    posted("current", "2024-06-01", gone("2024", "2024-05-01")),
    posted("current", "2024-06-01", gone(None, "2024-06-20")),
    posted("current", None, gone(None, "2023-01-01")),
]


@pytest.mark.parametrize("source", HELD)
def test_who_leads_as_far_as_the_newest_document_knows(source: Knowledge) -> None:
    assert pairs(source, LEADS) == {(DENIS, NOVA)}
    assert by_program(source) == by_rules(source)


@pytest.mark.parametrize("source", OVER)
def test_who_does_not_lead_any_more_or_not_yet_or_perhaps(source: Knowledge) -> None:
    assert pairs(source, LEADS) == set()
    assert by_program(source) == by_rules(source)


def told_twice(first: Telling, second: Telling) -> Knowledge:
    roles = posted().facts[0].arguments
    return assemble(fact("position/x", "Position", roles, [first, second], "certain"), newest="2024-12-31")


def test_the_last_certain_report_of_a_post_counts_and_former_where_two_are_of_one_day() -> None:
    early, late = ("2024-01-01", "certain"), ("2024-06-01", "certain")
    assert pairs(told_twice((*early, "former"), (*late, "current")), LEADS)
    assert not pairs(told_twice((*early, "current"), (*late, "former")), LEADS)
    assert not pairs(told_twice((*late, "current"), (*late, "former")), LEADS)
    assert pairs(told_twice((*early, "current"), ("2024-06-01", "possible", "former")), LEADS)


def test_who_was_last_reported_in_a_post_has_it_and_two_share_it_on_one_day() -> None:
    def at(person: str, day: str) -> Fact:
        roles = (Argument("organization", (NOVA,)), Argument("person", (person,)), Argument("roleClass", ("CEO",)))
        return fact(f"position/{person[7:]}", "Position", roles, [(day, "certain", "current")], "certain")

    in_turn = assemble(at(DENIS, "2024-01"), at(CLAIRE, "2024-06"))
    together = assemble(at(DENIS, "2024-06"), at(CLAIRE, "2024-06"))
    both_gone = assemble(*in_turn.facts, gone("2024-07", "2024-07", who=CLAIRE))
    assert pairs(in_turn, LEADS) == {(CLAIRE, NOVA)}
    assert pairs(together, LEADS) == {(CLAIRE, NOVA), (DENIS, NOVA)}
    assert pairs(both_gone, LEADS) == set()
    assert all(by_program(source) == by_rules(source) for source in (in_turn, together, both_gone))


days = st.sampled_from(
    [None, "2023", "2024", "2024-05", "2024-05-17", "2024-05-18", "2024-06", "2024-W20", "2024-02-30"]
)
certainties: st.SearchStrategy[Factuality] = st.sampled_from(["certain", "possible"])
tellings = st.lists(st.tuples(days, certainties, st.sampled_from(["current", "former", None])), min_size=1, max_size=3)


@given(
    tellings,
    tellings,
    st.lists(st.tuples(days, certainties, st.none()), min_size=1, max_size=3),
    days,
    days,
    days,
    certainties,
)
def test_rule_and_program_agree_on_who_leads(
    posts: list[Telling],
    others: list[Telling],
    left: list[Telling],
    date: str | None,
    until: str | None,
    from_: str | None,
    left_so: Factuality,
) -> None:
    roles = posted(until=until, from_=from_).facts[0].arguments
    position = fact("position/x", "Position", roles, posts, "certain")
    rival = fact("position/y", "Position", (roles[0], Argument("person", (CLAIRE,)), roles[2]), others, "certain")
    departure = fact("departure/x", "Departure", roles[:2], left, left_so, date)
    source = assemble(position, rival, departure)
    assert by_program(source)[LEADS] == by_rules(source)[LEADS]


@pytest.mark.slow
def test_the_rules_make_the_shortcuts_that_the_program_wrote_for_the_corpus(built: Path) -> None:
    written: Made = {name: set() for name in NAMES}
    for quad in shortcuts_in(query.load(built)):
        written[quad.predicate.value.removeprefix(OG)].add((quad.subject.value, quad.object.value))
    assert run_rules((built / "graph.ttl").read_bytes()) == written
    assert {name for name, found in written.items() if found} >= {
        "leads",
        "leftOrganization",
        "founderOf",
        "investedIn",
    }
