"""Mentions -> entities, on hand-built Docs with the French data."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from spacy.tokens import Doc

from docs import build, trees
from ontograph import layers
from ontograph.components.coreference import Coreference


@pytest.fixture(scope="module")
def coreference() -> Coreference:
    found = spacy.blank("fr").create_pipe("ontograph_coreference")
    assert isinstance(found, Coreference)
    return found


def read(coreference: Coreference, table: str) -> list[tuple[str, str]]:
    """(mention, whom it means) in the order of the text."""
    doc = coreference(build(table))
    names = {e.id: e.name for e in layers.entities(doc).values()}
    return [(m.text, " & ".join(names[e] for e in layers.entity_ids(m))) for m in layers.spans(doc, layers.MENTIONS)]


def meant(coreference: Coreference, table: str, mention: str) -> list[str]:
    return [who for text, who in read(coreference, table) if text == mention]


def test_names_and_surnames(coreference: Coreference) -> None:
    doc = coreference(
        build("""
        Claire_Dumont  PROPN 2 nsubj               @Person
        dirige         VERB  0 ROOT VerbForm=Fin
        Mistral_AI     PROPN 2 obj                 @Organization

        Dumont         PROPN 2 nsubj               @Person
        quitte         VERB  0 ROOT VerbForm=Fin
        Mistral        PROPN 2 obj                 @Organization
    """)
    )
    found = [(m.text, m.label_, m.id_, m.kb_id_) for m in layers.spans(doc, layers.MENTIONS)]
    assert found == [
        ("Claire Dumont", "Person", "name", "e1"),
        ("Mistral AI", "Organization", "name", "e2"),
        ("Dumont", "Person", "surname", "e1"),
        ("Mistral", "Organization", "name", "e2"),
    ]
    assert [(e.id, e.name) for e in layers.entities(doc).values()] == [("e1", "Claire Dumont"), ("e2", "Mistral AI")]


@pytest.mark.parametrize(
    ("before", "name", "gender"),
    [
        ("", "Claire_Dumont", "f"),
        ("", "Paul_Dumont", "m"),
        ("", "Jean-Marie_Dumont", "m"),
        ("", "Camille_Dumont", None),
        ("", "Xyzor_Dumont", None),
        ("Mme", "Camille_Dumont", "f"),
        ("M.", "Dumont", "m"),
        ("", "Claire", None),
    ],
)
def test_the_gender_that_a_name_tells(coreference: Coreference, before: str, name: str, gender: str | None) -> None:
    rows = [f"{before} NOUN 0 ROOT"] if before else []
    rows.append(f"{name} PROPN {1 if before else 0} {'flat:name' if before else 'ROOT'} @Person")
    (entity,) = layers.entities(coreference(build("\n".join(rows)))).values()
    assert entity.gender == gender


FOLLOWED = """
    Verkor      PROPN 2 nsubj               @Organization
    recrute     VERB  0 ROOT VerbForm=Fin

    {determiner} DET  2 det
    {noun}      NOUN  3 nsubj Number=Sing
    grandit     VERB  0 ROOT VerbForm=Fin
"""


@pytest.mark.parametrize(
    ("determiner", "noun"), [("La", "start-up"), ("L'", "entreprise"), ("Le", "groupe"), ("Cette", "société")]
)
def test_a_definite_noun_takes_up_an_organization(coreference: Coreference, determiner: str, noun: str) -> None:
    assert meant(coreference, FOLLOWED.format(determiner=determiner, noun=noun), noun) == ["Verkor"]


@pytest.mark.parametrize(("determiner", "noun"), [("Une", "start-up"), ("La", "voiture"), ("Des", "start-up")])
def test_another_does_not(coreference: Coreference, determiner: str, noun: str) -> None:
    assert meant(coreference, FOLLOWED.format(determiner=determiner, noun=noun), noun) == []


def test_nobody_is_meant_where_nobody_was_named(coreference: Coreference) -> None:
    assert read(coreference, "La DET 2 det\n start-up NOUN 3 nsubj\n grandit VERB 0 ROOT VerbForm=Fin") == []


def test_a_noun_introduces_the_name_that_follows(coreference: Coreference) -> None:
    table = """
        Danone        PROPN 2 nsubj               @Organization
        aide          VERB  0 ROOT VerbForm=Fin
        la            DET   4 det
        start-up      NOUN  2 obj
        lyonnaise     ADJ   4 amod
        Verkor        PROPN 4 flat:name           @Organization
    """
    assert meant(coreference, table, "start-up") == ["Verkor"]


def test_a_noun_beside_a_name_is_that_name(coreference: Coreference) -> None:
    table = """
        Danone        PROPN 8 nsubj               @Organization
        et            CCONJ 3 cc
        Verkor        PROPN 1 conj                @Organization
        ,             PUNCT 3 punct
        la            DET   6 det
        start-up      NOUN  3 appos
        ,             PUNCT 3 punct
        recrutent     VERB  0 ROOT VerbForm=Fin
    """
    assert meant(coreference, table, "start-up") == ["Verkor"]


def test_a_noun_does_not_take_up_its_own_co_argument(coreference: Coreference) -> None:
    table = """
        Verkor        PROPN 2 nsubj               @Organization
        recrute       VERB  0 ROOT VerbForm=Fin

        Danone        PROPN 2 nsubj               @Organization
        rachète       VERB  0 ROOT VerbForm=Fin
        l'            DET   4 det
        entreprise    NOUN  2 obj
    """
    assert meant(coreference, table, "entreprise") == ["Verkor"]


def test_ce_dernier_is_the_nearest_that_fits(coreference: Coreference) -> None:
    table = """
        Claire_Dumont  PROPN 2 nsubj               @Person
        voit           VERB  0 ROOT VerbForm=Fin
        Paul_Mercier   PROPN 2 obj                 @Person

        {0}  DET  2 det
        {1}  ADJ  3 nsubj
        part           VERB  0 ROOT VerbForm=Fin
    """
    assert meant(coreference, table.format("Ce", "dernier"), "Ce dernier") == ["Paul Mercier"]
    assert meant(coreference, table.format("Cette", "dernière"), "Cette dernière") == ["Claire Dumont"]


TITLED = """
    Le             DET   2 det
    PDG            NOUN  7 nsubj                !titles:CEO:current
    de             ADP   4 case
    Danone         PROPN 2 nmod                 @Organization
    ,              PUNCT 2 punct
    Paul_Mercier   PROPN 2 appos                @Person
    parle          VERB  0 ROOT VerbForm=Fin
"""


def test_a_title_beside_a_name_is_that_person(coreference: Coreference) -> None:
    table = TITLED
    assert meant(coreference, table, "PDG") == ["Paul Mercier"]
    assert coreference(build(table))._.employers == {"e2": ["e1"]}


def test_a_title_alone_is_the_person_who_was_given_it(coreference: Coreference) -> None:
    table = (
        TITLED
        + """
        Claire_Dumont  PROPN 2 nsubj                @Person
        approuve       VERB  0 ROOT VerbForm=Fin
        .              PUNCT 2 punct

        Le             DET   2 det
        PDG            NOUN  3 nsubj Number=Sing    !titles:CEO:current
        part           VERB  0 ROOT VerbForm=Fin
    """
    )
    assert meant(coreference, table, "PDG") == ["Paul Mercier", "Paul Mercier"]


def test_so_is_one_who_was_said_to_hold_it(coreference: Coreference) -> None:
    table = """
        Paul_Mercier   PROPN 4 nsubj                @Person
        était/être     AUX   4 cop   VerbForm=Fin
        le             DET   4 det
        PDG            NOUN  0 ROOT  Number=Sing    !titles:CEO:current
        de             ADP   6 case
        Danone         PROPN 4 nmod                 @Organization
        .              PUNCT 4 punct

        Le             DET   2 det
        PDG            NOUN  3 nsubj Number=Sing    !titles:CEO:current
        part           VERB  0 ROOT  VerbForm=Fin
    """
    assert meant(coreference, table, "PDG")[-1:] == ["Paul Mercier"]


def test_the_two_groups(coreference: Coreference) -> None:
    table = """
        Danone    PROPN 2 nsubj               @Organization
        approche  VERB  0 ROOT VerbForm=Fin
        Verkor    PROPN 2 obj                 @Organization

        Les       DET   3 det
        deux      NUM   3 nummod
        groupes/groupe NOUN 4 nsubj Number=Plur
        signent   VERB  0 ROOT VerbForm=Fin
    """
    assert meant(coreference, table, "groupes") == ["Danone & Verkor"]


def test_the_maker_of_a_product_is_the_main_organization(coreference: Coreference) -> None:
    table = """
        Danone      PROPN 2 nsubj               @Organization
        présente    VERB  0 ROOT VerbForm=Fin
        Blob        PROPN 2 obj                 @Product

        Le          DET   2 det
        créateur    NOUN  5 nsubj
        de          ADP   4 case
        Blob        PROPN 2 nmod                @Product
        grandit     VERB  0 ROOT VerbForm=Fin
    """
    assert meant(coreference, table, "créateur") == ["Danone"]


@settings(deadline=None)
@given(trees())
def test_any_tree_is_read_alike_twice(coreference: Coreference, doc: Doc) -> None:
    """Every name is a mention, every mention means entities of its kind, numbers follow the text."""
    first = coreference(doc)
    entities = layers.entities(first)
    mentions = layers.spans(first, layers.MENTIONS)
    assert list(entities) == [f"e{n}" for n in range(1, len(entities) + 1)]
    named = {(e.start, e.end) for e in first.ents if e.label_ in ("Person", "Organization")}
    assert named <= {(m.start, m.end) for m in mentions if m.id_ in ("name", "surname")}
    for mention in mentions:
        assert layers.entity_ids(mention)
        assert {entities[e].kind for e in layers.entity_ids(mention)} == {mention.label_}
    before = [(m.start, m.end, m.id_, m.kb_id_) for m in mentions]
    again = layers.spans(coreference(first), layers.MENTIONS)
    assert [(m.start, m.end, m.id_, m.kb_id_) for m in again] == before
