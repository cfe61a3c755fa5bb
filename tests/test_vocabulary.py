from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from ontograph import model, resources
from ontograph.errors import DataError
from ontograph.vocabulary import OG, PREFIXES, Range, Vocabulary, vocabulary

# shared/ONTOLOGY.md, term by term: the public contract.
ROLES = {
    "Position": {"person", "organization", "roleClass", "title", "status", "from", "until"},
    "Departure": {"person", "organization", "roleClass", "title", "kind", "destination"},
    "LeaveOfAbsence": {"person", "organization", "until"},
    "Appointment": {"person", "organization", "roleClass", "title"},
    "Founding": {"founder", "organization"},
    "FundingRound": {"organization", "amount", "valuation", "investor", "leadInvestor", "series"},
    "Investment": {"investor", "organization", "amount", "stake", "partOf"},
    "Acquisition": {"acquirer", "target", "amount"},
    "Lawsuit": {"plaintiff", "defendant", "court"},
    "Partnership": {"party", "amount"},
    "Valuation": {"organization", "amount"},
}
CLAIM = {
    "about",
    "inDocument",
    "quote",
    "start",
    "end",
    "factuality",
    "status",
    "attributedTo",
    "confidence",
    "extractedBy",
}
OTHERS = {
    "Document",
    "Claim",
    "Person",
    "Organization",
    "Fact",
    "Event",
    "Agent",
    "path",
    "sha256",
    "date",
    "approximate",
}
SUBCLASSES = {"Company", "InvestmentFirm", "MediaOutlet", "PublicBody", "NonProfit", "University"}
CONCEPTS = {
    "roleClass": "CEO President Chair CTO ChiefScientist CFO COO BoardMember Founder VicePresident Head Researcher "
    "Investor Spokesperson Other",
    "factuality": "certain planned possible negated",
    "kind": "resignation dismissal unspecified",
    "status": "current former",
}


def own_terms(ontology: Graph) -> list[URIRef]:
    return sorted({s for s in ontology.subjects(RDF.type, None) if isinstance(s, URIRef) and s.startswith(OG)})


def test_every_fact_class_has_the_roles_of_the_contract() -> None:
    found = {class_: set(vocabulary().roles(class_)) - {"date", "factuality"} for class_ in vocabulary().fact_classes}
    assert found == ROLES


def test_claims_and_other_terms_of_the_contract_are_there() -> None:
    assert set(vocabulary().roles("Claim")) >= CLAIM
    assert set(vocabulary()) >= OTHERS
    assert all(vocabulary().is_a(name, "Organization") for name in SUBCLASSES)


@pytest.mark.parametrize("role", CONCEPTS)
def test_controlled_values_are_those_of_the_contract_and_in_one_scheme(role: str) -> None:
    terms = vocabulary()
    expected = set(CONCEPTS[role].split())
    class_ = terms.graph.value(terms.term(role), RDFS.range)
    assert {str(s)[len(OG) :] for s in terms.graph.subjects(RDF.type, class_)} == expected
    assert len({terms.graph.value(terms.concept(role, name), SKOS.inScheme) for name in expected}) == 1


def test_every_term_has_a_label_and_a_comment_in_both_languages() -> None:
    ontology = vocabulary().graph
    for term in own_terms(ontology):
        for property_ in (RDFS.label, RDFS.comment):
            languages = sorted(str(getattr(o, "language", None)) for o in ontology.objects(term, property_))
            assert languages == ["en", "fr"], (term, property_)


def test_every_property_has_a_domain_and_a_range() -> None:
    ontology = vocabulary().graph
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in ontology.subjects(RDF.type, kind):
            assert ontology.value(term, RDFS.domain) is not None, term
            assert ontology.value(term, RDFS.range) is not None, term


def test_terms_that_are_referred_to_are_defined() -> None:
    defined = set(own_terms(vocabulary().graph))
    used = {n for t in vocabulary().graph for n in t if isinstance(n, URIRef) and n.startswith(OG) and n != URIRef(OG)}
    assert used == defined


def test_the_model_and_the_ontology_agree() -> None:
    terms = vocabulary()
    assert terms.entity_roles() == model.ENTITY_ROLES
    assert set(model.FACTUALITIES) == set(CONCEPTS["factuality"].split())


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("person", Range.ENTITY), ("partOf", Range.FACT), ("amount", Range.MONEY), ("kind", Range.CONCEPT),
        ("date", Range.DATE), ("stake", Range.DECIMAL), ("title", Range.FRENCH), ("series", Range.STRING),
    ],
)  # fmt: skip
def test_range(role: str, expected: Range) -> None:
    assert vocabulary().range(role) is expected


def test_classes_know_those_above_them() -> None:
    assert vocabulary().superclasses("Departure") == ("Departure", "Event", "Fact")
    assert vocabulary().superclasses("Court") == ("Agent", "Court", "Organization", "PublicBody")
    assert not vocabulary().is_a("Departure", "Agent")
    assert not vocabulary().is_a("Unheard", "Fact")
    assert vocabulary().super_roles("leadInvestor") == ("investor", "leadInvestor")


def test_facts_are_drawn_between_roles_they_have() -> None:
    for class_ in vocabulary().fact_classes:
        drawn = vocabulary().drawn(class_)
        if class_ == "Valuation":
            assert drawn is None
        else:
            assert drawn is not None
            assert {drawn[0], *drawn[1]} <= set(vocabulary().roles(class_)) & vocabulary().entity_roles()


def test_what_the_ontology_lacks_is_refused() -> None:
    terms = vocabulary()
    with pytest.raises(DataError, match=r"ontology\.ttl: no term og:Depature"):
        terms.term("Depature")
    with pytest.raises(DataError, match="og:Departure has no role og:acquirer"):
        terms.role("Departure", "acquirer")
    with pytest.raises(DataError, match="og:Company is no class of facts"):
        terms.roles("Company")
    with pytest.raises(DataError, match="og:CEO is no value of og:kind"):
        terms.concept("kind", "CEO")


def test_a_broken_or_missing_ontology_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("og:A a owl:Class .")
    with pytest.raises(DataError, match=r"broken\.ttl"):
        Vocabulary.read(broken)
    with pytest.raises(DataError, match=r"none\.ttl"):
        Vocabulary.read(tmp_path / "none.ttl")


def test_a_new_class_of_facts_needs_nothing_but_the_ontology(tmp_path: Path) -> None:
    file = tmp_path / "more.ttl"
    file.write_text(
        resources.path("ontology.ttl").read_text(encoding="utf-8")
        + "og:Award a owl:Class ; rdfs:subClassOf og:Event ; og:drawnFrom og:giver ; og:drawnTo og:winner .\n"
        + "og:giver a owl:ObjectProperty ; rdfs:domain og:Award ; rdfs:range og:Organization .\n"
        + "og:winner a owl:ObjectProperty ; rdfs:domain og:Award ; rdfs:range og:Person .\n",
        encoding="utf-8",
    )
    terms = Vocabulary.read(file)
    assert terms.roles("Award") == ("date", "factuality", "giver", "winner")
    assert terms.drawn("Award") == ("giver", ("winner",))
    assert {"giver", "winner"} <= terms.entity_roles()


def test_prefixes_are_those_the_ontology_uses() -> None:
    declared = dict(vocabulary().graph.namespaces())
    assert {p: str(declared[p]) for p in PREFIXES if p in declared} == {
        p: n for p, n in PREFIXES.items() if p in declared
    }
