"""The ontology under OWL 2 RL (owlrl): no contradiction, alone or with a graph, and nothing entailed that is not meant.

owlrl adds the contradictions that it finds to the graph as error messages. It leaves out the rule dt-diff (two literals
are not the same), and eq-diff2 for the last member of a list; `contradictions` sees to these.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import owlrl
import pytest
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from knowledge import ARPEGE, CLAIRE, DENIS, NOVA, SORA, knowledge
from ontograph.graph import to_rdf
from ontograph.vocabulary import ID, OG, PREFIXES, SCHEMA, vocabulary

ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
ORG, FOAF = Namespace(PREFIXES["org"]), Namespace(PREFIXES["foaf"])
DEPARTURE = ID["departure/claire-aubry-nova-ia-2024"]
CLAIM = ID["claim/departure-claire-aubry-nova-ia-2024-1"]


def expand(*graphs: Graph) -> Graph:
    """All that the ontology entails about the graphs."""
    whole = Graph()
    for one in (vocabulary().graph, *graphs):
        for triple in one:
            whole.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(whole)
    return whole


def contradictions(whole: Graph) -> list[str]:
    literals = {(s, o) for s, o in whole.subject_objects(OWL.sameAs) if isinstance(s, Literal) and s.neq(o)}
    different = [
        (one, other)
        for group in whole.objects(None, OWL.distinctMembers)
        for one, other in combinations(Collection(whole, group), 2)
        if (one, OWL.sameAs, other) in whole
    ]
    empty = {*whole.subjects(RDF.type, OWL.Nothing), *whole.subjects(RDFS.subClassOf, OWL.Nothing)} - {OWL.Nothing}
    return sorted({*map(str, whole.objects(None, ERROR)), *map(str, empty), *map(str, literals), *map(str, different)})


def said(graph: Graph) -> set[tuple[Node, Node, Node]]:
    """What the program's own terms say of its own resources: classes, and properties between them."""
    return {
        (s, p, o)
        for s, p, o in graph
        if str(s).startswith(ID) and (p.startswith(OG) or (p == RDF.type and str(o).startswith(OG)))
    }


def sames(graph: Graph) -> set[tuple[Node, Node]]:
    return {(s, o) for s, o in graph.subject_objects(OWL.sameAs) if s != o and str(s).startswith(ID)}


def assert_sound(graph: Graph) -> None:
    """No contradiction, nothing more in the program's own terms, and nobody who is somebody else."""
    whole = expand(graph)
    assert contradictions(whole) == []
    mine = {(s, p, o) for s, p, o in said(whole) if str(o).startswith((ID, OG)) or isinstance(o, Literal)}
    assert mine - said(graph) == set()
    assert sames(whole) == sames(graph)


def test_the_ontology_alone_is_consistent() -> None:
    assert contradictions(expand()) == []


def test_a_small_graph_is_consistent_and_says_all_that_it_entails() -> None:
    assert_sound(to_rdf(knowledge()))


def test_what_it_entails_is_what_other_vocabularies_say() -> None:
    whole = expand(to_rdf(knowledge()))
    denis, claire, nova = ID[DENIS], ID[CLAIRE], ID[NOVA]
    assert {SCHEMA.Person, FOAF.Person} <= set(whole.objects(denis, RDF.type))
    assert ORG.Organization not in set(whole.objects(denis, RDF.type))
    assert (denis, ORG.headOf, nova) in whole
    assert (nova, SCHEMA.founder, denis) in whole
    assert (claire, ORG.headOf, None) not in whole


def test_a_rumour_entails_no_shortcut() -> None:
    base = knowledge()
    rumours = to_rdf(replace(base, facts=tuple(replace(fact, factuality="possible") for fact in base.facts)))
    whole = expand(rumours)
    shortcuts = ("acquired", "appointedAt", "founderOf", "investedIn", "leads", "leftOrganization", "partnerOf", "sued")
    assert not [name for name in shortcuts if (None, OG[name], None) in whole]


@pytest.mark.slow
def test_the_graph_of_the_corpus_is_consistent_and_says_all_that_it_entails(built: Path) -> None:
    assert_sound(Graph().parse(built / "graph.ttl"))


Triple = tuple[Node, Node, Node]
OF_NODES: list[Triple] = [
    (ID[DENIS], RDF.type, OG.Company),
    (ID[DENIS], RDF.type, OG.Fact),
    (ID[NOVA], OG.leads, ID[SORA]),
    (ID[DENIS], OG.sued, ID["amount/500000000-usd"]),
    (DEPARTURE, RDF.type, OG.Appointment),
    (DEPARTURE, RDF.type, OG.State),
    (DEPARTURE, OG.person, ID[ARPEGE]),
    (DEPARTURE, OG.acquirer, ID[NOVA]),
    (CLAIM, OG.disagreesWith, CLAIM),
    (CLAIM, OG.about, ID[DENIS]),
    (ID["document/a"], RDF.type, OG.Claim),
    (ID["amount/500000000-usd"], RDF.type, OG.Organization),
]
"""What contradicts itself about nodes of the graph, which the message names."""
OF_VALUES: list[Triple] = [
    (DEPARTURE, OG.factuality, OG.possible),
    (DEPARTURE, OG.roleClass, OG.certain),
    (CLAIM, OG.inDocument, ID["document/b"]),
    (CLAIM, OG.quote, Literal("autre chose")),
    (CLAIM, OG.start, Literal(7)),
    (DEPARTURE, OG.date, Literal("2024-02-30", datatype=XSD.date, normalize=False)),
    (OG.current, OWL.sameAs, OG.former),
]
"""About values that many nodes share."""


def wronged(wrong: Triple) -> Graph:
    base = knowledge()
    kept = tuple(fact for fact in base.facts if fact.type in ("Departure", "FundingRound"))
    graph = to_rdf(replace(base, facts=kept))
    graph.add(wrong)
    return graph


def short(triple: Triple) -> str:
    return " ".join(str(node).rsplit("/", 1)[-1].rsplit("#", 1)[-1] for node in triple)


@pytest.fixture(scope="module")
def together() -> list[str]:
    """The contradictions of all graphs with a wrong node, each under IRIs of its own: expanding takes its time."""
    whole = Graph()
    for number, wrong in enumerate(OF_NODES):
        for triple in wronged(wrong):
            whole.add(tuple(ID[f"s{number}/{x[len(ID) :]}"] if str(x).startswith(ID) else x for x in triple))
    return contradictions(expand(whole))


@pytest.mark.parametrize("number", range(len(OF_NODES)), ids=map(short, OF_NODES))
def test_a_contradiction_about_a_node_is_found(number: int, together: list[str]) -> None:
    assert [message for message in together if f"{ID}s{number}/" in message] != []


@pytest.mark.slow
@pytest.mark.parametrize("wrong", OF_VALUES, ids=short)
def test_a_contradiction_about_a_value_is_found(wrong: Triple) -> None:
    assert contradictions(expand(wronged(wrong))) != []
