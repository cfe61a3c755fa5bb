"""Names of one article -> its entities."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from docs import VOCAB
from ontograph import layers
from ontograph.local_entities import NameCluster, as_entity, cluster, fold

GENERIC = frozenset({"ai", "group", "groupe"})
AND = frozenset({"et"})

Name = tuple[str, str]
"""A name and its kind; other words of a text have no kind."""


def text(*names: Name | str) -> Doc:
    """A Doc of names, each one token as in the pipeline, and of words between them."""
    words = [n if isinstance(n, str) else n[0] for n in names]
    doc = Doc(VOCAB, words=words)
    doc.ents = [Span(doc, i, i + 1, label=n[1]) for i, n in enumerate(names) if not isinstance(n, str)]
    return doc


def people(*names: str) -> list[list[str]]:
    """How people's names group, each cluster in the order of the text."""
    doc = text(*((n, "Person") for n in names))
    return [[s.text for s in c.spans] for c in cluster(doc.ents, GENERIC, AND)]


def organizations(*names: str) -> list[list[str]]:
    doc = text(*((n, "Organization") for n in names))
    return [[s.text for s in c.spans] for c in cluster(doc.ents, GENERIC, AND, {"belgique"}.__contains__)]


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        (["Claire Dumont", "Dumont"], [["Claire Dumont", "Dumont"]]),
        (["Dumont", "Claire Dumont"], [["Dumont", "Claire Dumont"]]),
        (["Claire Dumont", "Claire"], [["Claire Dumont", "Claire"]]),
        (["Claire Dumont", "C. Dumont"], [["Claire Dumont", "C. Dumont"]]),
        (["Claire Dumont", "CLAIRE DUMONT", "Clairé Dumont"], [["Claire Dumont", "CLAIRE DUMONT", "Clairé Dumont"]]),
        (["Jean-Marc Petit", "Jean Marc Petit"], [["Jean-Marc Petit", "Jean Marc Petit"]]),
        (["Claire Dumont", "Paul Dumont"], [["Claire Dumont"], ["Paul Dumont"]]),
        (["Claire Dumont", "Claire Petit"], [["Claire Dumont"], ["Claire Petit"]]),
        (["Claire Dumont", "P. Dumont"], [["Claire Dumont"], ["P. Dumont"]]),
        (["Claire Dumont", "Mercier"], [["Claire Dumont"], ["Mercier"]]),
    ],
)
def test_people(names: list[str], groups: list[list[str]]) -> None:
    assert people(*names) == groups


def test_a_surname_of_two_people_is_that_of_the_one_named_last_before_it() -> None:
    assert people("Claire Dumont", "Paul Dumont", "Dumont") == [["Claire Dumont"], ["Paul Dumont", "Dumont"]]
    assert people("Paul Dumont", "Claire Dumont", "Dumont") == [["Paul Dumont"], ["Claire Dumont", "Dumont"]]


def test_two_given_names_share_the_surname_that_follows() -> None:
    found = cluster(
        text(("Claire", "Person"), "et", ("Paul Dumont", "Person"), ("Claire", "Person")).ents, GENERIC, AND
    )
    assert [c.name for c in found] == ["Claire Dumont", "Paul Dumont"]
    assert [len(c.spans) for c in found] == [2, 1]


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        (["Mistral AI", "Mistral"], [["Mistral AI", "Mistral"]]),
        (["Groupe Helios", "Helios"], [["Groupe Helios", "Helios"]]),
        (["Open Door", "OpenDoor", "Open-Door"], [["Open Door", "OpenDoor", "Open-Door"]]),
        (["Air France", "Air Liquide"], [["Air France"], ["Air Liquide"]]),
        (["Helios", "Helios Energie"], [["Helios"], ["Helios Energie"]]),
        (["Golem Robotics", "Golem"], [["Golem Robotics", "Golem"]]),
        (["Banque Hestia", "Hestia"], [["Banque Hestia", "Hestia"]]),
        (["Kestrel Capital", "Kestrel Fission", "Kestrel"], [["Kestrel Capital"], ["Kestrel Fission"], ["Kestrel"]]),
        (["Golem Belgique", "Golem"], [["Golem Belgique"], ["Golem"]]),
        (["Caisse mutuelle des mineurs", "CMM"], [["Caisse mutuelle des mineurs", "CMM"]]),
        (["AS Val-de-Loire", "ASVL"], [["AS Val-de-Loire", "ASVL"]]),
        (["Caisse mutuelle des mineurs", "CMB"], [["Caisse mutuelle des mineurs"], ["CMB"]]),
        (["AI", "Group"], [["AI"], ["Group"]]),
    ],
)
def test_organizations(names: list[str], groups: list[list[str]]) -> None:
    assert organizations(*names) == groups


def test_the_fullest_name_names_the_entity() -> None:
    doc = text(("Dumont", "Person"), ("Claire Dumont", "Person"), ("Mistral AI", "Organization"),
               ("Mistral", "Organization"))  # fmt: skip
    found = cluster(doc.ents, GENERIC, AND)
    assert [c.name for c in found] == ["Claire Dumont", "Mistral AI"]
    assert [sorted(c.forms) for c in found] == [["Claire Dumont", "Dumont"], ["Mistral", "Mistral AI"]]


def test_a_short_name_may_come_first() -> None:
    assert organizations("Mistral", "Mistral AI") == [["Mistral", "Mistral AI"]]


def test_a_headline_may_shorten_what_the_article_names_in_full() -> None:
    doc = text(("Golem", "Organization"), "recule", "\n", ("Golem Robotics", "Organization"))
    assert len(cluster(doc.ents, GENERIC, AND)) == 1


def test_what_the_gazetteer_knows_by_a_short_name_shortens_none() -> None:
    doc = text(("Google X", "Organization"), ("Google", "Organization"))
    layers.register()
    layers.set_canonical(doc, {"Google": "Google"})
    assert len(cluster(doc.ents, GENERIC, AND)) == 2


def test_two_names_of_one_wikidata_item_are_one() -> None:
    doc = text(("Big Blue", "Organization"), ("IBM", "Organization"))
    doc.ents = [Span(doc, e.start, e.end, label=e.label_, kb_id="Q37156") for e in doc.ents]
    (found,) = cluster(doc.ents, GENERIC, AND)
    assert found.wikidata == "Q37156"


def test_an_acronym_in_brackets_is_the_name_before_it() -> None:
    doc = text(("Banque publique d'investissement", "Organization"), "(", ("BPI", "Organization"), ")", "la",
               ("BPI", "Organization"))  # fmt: skip
    (found,) = cluster(doc.ents, GENERIC, AND)
    assert [s.text for s in found.spans] == ["Banque publique d'investissement", "BPI", "BPI"]
    assert organizations("Banque publique d'investissement", "BPX") == [["Banque publique d'investissement"], ["BPX"]]


def test_another_name_in_brackets_is_not() -> None:
    doc = text(("Banque publique d'investissement", "Organization"), "(", ("SNCF", "Organization"), ")")
    assert len(cluster(doc.ents, GENERIC, AND)) == 2


def test_a_person_and_an_organization_of_one_name_are_two() -> None:
    doc = text(("Michelin", "Organization"), ("Michelin", "Person"))
    assert [c.kind for c in cluster(doc.ents, GENERIC, AND)] == ["Organization", "Person"]


def test_as_entity() -> None:
    found = NameCluster("Person", name="Claire Dumont", wikidata="Q1")
    entity = as_entity(3, found, "f")
    assert (entity.id, entity.kind, entity.name, entity.wikidata, entity.gender) == (
        "e3", "Person", "Claire Dumont", "Q1", "f",
    )  # fmt: skip
    assert as_entity(3, found, "mf").gender is None


# -- whatever the names are -------------------------------------------------------------------------------------------

parts = st.sampled_from(
    ["Claire", "Paul", "Dumont", "Petit", "J.", "Jean-Marc", "AI", "Groupe", "Hélios", "BPI", "O'Neil"]
)
plain = st.lists(parts, min_size=1, max_size=3).map(" ".join)
letters = st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"]), min_size=1, max_size=12)
written = st.one_of(plain, letters.filter(lambda t: any(c.isalnum() for c in t) and t.strip() == t))
names = st.tuples(written, st.sampled_from(["Person", "Organization"]))
fillers = st.sampled_from(["et", "(", ")", ",", "de"])
articles = st.lists(st.one_of(names, fillers), max_size=10)


def grouping(doc: Doc, spans: Sequence[Span]) -> list[tuple[str, str, list[int]]]:
    return [(c.kind, c.name, [s.start for s in c.spans]) for c in cluster(spans, GENERIC, AND)]


@given(articles)
def test_every_name_is_in_exactly_one_cluster_of_its_kind(article: list[Name | str]) -> None:
    doc = text(*article)
    found = cluster(doc.ents, GENERIC, AND)
    assert sorted(s.start for c in found for s in c.spans) == [e.start for e in doc.ents]
    assert all(s.label_ == c.kind for c in found for s in c.spans)
    assert all(c.name for c in found)


@given(articles, st.randoms(use_true_random=False))
def test_the_order_in_which_names_come_makes_no_difference(article: list[Name | str], random: object) -> None:
    doc = text(*article)
    shuffled = list(doc.ents)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert grouping(doc, shuffled) == grouping(doc, doc.ents)


@given(articles)
def test_clusters_stand_in_the_order_of_first_mention(article: list[Name | str]) -> None:
    starts = [[s.start for s in c.spans] for c in cluster(text(*article).ents, GENERIC, AND)]
    assert starts == sorted(starts)
    assert all(found == sorted(found) for found in starts)


@given(names, st.integers(1, 3))
def test_a_name_repeated_is_one_entity(name: Name, times: int) -> None:
    assert len(cluster(text(*[name] * times).ents, GENERIC, AND)) == 1


@given(st.text(max_size=30))
def test_fold_is_idempotent_and_without_case(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert fold(name.upper()) == fold(name) or len(name.upper()) != len(name)
    assert fold(name) == " ".join(fold(name).split())


def test_a_surname_of_several_words_is_its_bearer() -> None:
    assert people("Thiago Braz da Silva", "Braz da Silva") == [["Thiago Braz da Silva", "Braz da Silva"]]


def test_an_acronym_is_one_with_the_name_in_brackets_after_it() -> None:
    doc = text(("SNR", "Organization"), "(", ("service national de renseignement", "Organization"), ")")
    assert [[s.text for s in c.spans] for c in cluster(doc.ents, GENERIC, AND)] == [
        ["SNR", "service national de renseignement"]
    ]


def test_names_of_one_gazetteer_entry_are_one() -> None:
    doc = text(("ONU", "Organization"), "et", ("Nations unies", "Organization"))
    layers.set_canonical(doc, {"ONU": "ONU", "Nations unies": "ONU"})
    assert len(cluster(doc.ents, GENERIC, AND)) == 1


@pytest.mark.parametrize(("before", "name"), [("avec", "Dario Amodei"), ("M.", "Dario")])
def test_who_has_an_honorific_shares_no_surname(before: str, name: str) -> None:
    doc = text(before, ("Dario", "Person"), "et", ("Daniela Amodei", "Person"))
    assert cluster(doc.ents, GENERIC, AND, honorifics={"M."})[0].name == name
