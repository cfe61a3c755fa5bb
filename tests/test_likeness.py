"""What a text says of an organization beside its name, and whether a noun phrase says the same."""

from __future__ import annotations

import pytest

from docs import build
from ontograph import resources
from ontograph.local_entities import fold
from ontograph.mentions.likeness import Areas, AreasData, Portraits, beside
from ontograph.surroundings import Surroundings

DATA = resources.load_yaml(resources.data_path("fr_press/areas.yml"), AreasData)
AREAS = Areas(DATA, {})
OF = ("de", "d'", "du", "des")
HAVSTROM = """
    Le         DET   3 det
    groupe     NOUN  3 nmod
    Havstrøm   PROPN 7 nsubj       @Organization
    ,          PUNCT 3 punct
    à          ADP   6 case
    Copenhague PROPN 3 nmod        @Place
    rachète    VERB  0 ROOT        VerbForm=Fin
    Voltaria   PROPN 7 obj         @Organization
    ,          PUNCT 8 punct
    producteur NOUN  8 appos
    breton     ADJ   10 amod
    d'         ADP   13 case
    énergie    NOUN  10 nmod
    .          PUNCT 7 punct
"""


@pytest.fixture
def portraits() -> Portraits:
    found, doc = Portraits(AREAS, (",",), OF), build(HAVSTROM)
    for entity, start in (("e1", 2), ("e2", 7)):
        found.learn(entity, doc[start : start + 1])
    return found


@pytest.mark.parametrize(
    ("phrase", "described", "contrary"),
    [
        ("danois", {"e1"}, {"e2"}),
        ("danoise", {"e1"}, {"e2"}),
        ("bretonne", {"e2"}, {"e1"}),
        ("francais", {"e2"}, {"e1"}),
        ("suedois", set(), {"e1", "e2"}),
        ("energetique", {"e2"}, set()),
        ("independant", set(), set()),
        ("nouveau", set(), set()),
    ],
)
def test_who_is_described(portraits: Portraits, phrase: str, described: set[str], contrary: set[str]) -> None:
    found = {entity: portraits.compare(entity, {phrase}) for entity in ("e1", "e2")}
    assert {e for e, likeness in found.items() if likeness.described} == described
    assert {e for e, likeness in found.items() if likeness.contrary} == contrary


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("allemande", "allemagne"),
        ("californien", "etats-unis"),
        ("coreens", "coree"),
        ("nantaises", "france"),
        ("pays bas", "pays-bas"),
        ("championne", None),
        ("independante", None),
        ("savoir", None),
    ],
)
def test_the_country_of_a_word(word: str, country: str | None) -> None:
    assert next(iter(AREAS.of(word)), None) == country


def test_a_known_organization_has_its_home() -> None:
    found, doc = Portraits(AREAS, (",",), OF), build("SoftBank PROPN 2 nsubj @Organization\n investit VERB 0 ROOT")
    found.learn("e1", doc[:1])
    assert found.compare("e1", {"japonais"}).described
    assert found.compare("e1", {"chinois"}).contrary


def test_the_words_of_a_noun_phrase_end_at_its_verb() -> None:
    doc = build("""
        Le       DET  2 det
        groupe   NOUN 6 nsubj
        de       ADP  4 case
        luxe     NOUN 2 nmod
        milanais ADJ  2 amod
        grandit  VERB 0 ROOT VerbForm=Fin
        vite     ADV  6 advmod
    """)
    assert beside(doc, 2, OF) == {"luxe", "milanais"}


def test_every_beginning_is_as_words_are_looked_up() -> None:
    begins = [b for a in DATA.areas.values() for b in [*a.words, *(w for part in a.parts for w in part)]]
    assert [b for b in begins if b != fold(b) or len(b) < 3] == []
    assert DATA.homes.keys() <= DATA.areas.keys()


@pytest.mark.parametrize(
    ("words", "setting"),
    [
        ("selon/ADP", "source"),
        ("ancien/ADJ patron/NOUN de/ADP", "origin"),
        ("patron/NOUN de/ADP la/DET banque/NOUN", ""),
        ("auprès/ADV de/ADP", "backer"),
        ("ex-patron/NOUN de/ADP", "origin"),
        ("rejoint/VERB", "aim"),
        ("patron/NOUN annonce/VERB que/SCONJ", ""),
    ],
)
def test_what_an_organization_is_named_for(words: str, setting: str) -> None:
    rows = "\n".join(f"{w.split('/')[0]} {w.split('/')[1]} 0 dep" for w in words.split())
    doc = build(f"{rows}\n X PROPN 0 dep @Organization")
    told = {"aim": ["rejoint"], "backer": ["auprès"], "origin": ["ancien"], "source": ["selon"]}
    assert Surroundings(told).setting(doc, len(doc) - 1) == setting


def test_the_complement_of_a_title_is_named_for_somebody() -> None:
    doc = build("patron NOUN 0 dep\n de ADP 0 dep\n X PROPN 0 dep @Organization")
    assert Surroundings({}).setting(doc, 2, {0}) == "titled"
