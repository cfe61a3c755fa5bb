"""Titles and their classes, on documents built by hand."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from ontograph import layers, resources
from ontograph.components.titles import make_titles
from ontograph.roles import PLURALS, POSTS, units
from ontograph.roles.lexicon import IGNORED, Lexicon, RolesData

TITLES = make_titles(None, "titles", "fr_press/roles.yml", "fr_press/descriptors.yml")  # type: ignore[arg-type]
KINDS = {"+": "Organization", "@": "Person", "%": "Product", "#": "Place"}
VERBS = frozenset({"quitte", "annonce", "est", "reste", "dirige"})


def make(sentence: str) -> Doc:
    """Words apart by spaces; "+X" an organization, "@X" a person, "%X" a product, "#X" a place; "_" joins words."""
    raw = sentence.split(" ")
    words = [w[1:].replace("_", " ") if w[0] in KINDS and len(w) > 1 else w for w in raw]
    spaces = [not w.endswith(("'", "’")) for w in words]
    pos = ["VERB" if w in VERBS else "ADP" if w in {"depuis", "à"} else "NOUN" for w in words]
    doc = Doc(Vocab(), words=words, spaces=spaces, pos=pos)
    doc.set_ents([Span(doc, i, i + 1, label=KINDS[w[0]]) for i, w in enumerate(raw) if w[0] in KINDS and len(w) > 1])
    return TITLES(doc)


def found(sentence: str) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in layers.spans(make(sentence), layers.TITLES)]


@pytest.mark.parametrize(
    ("sentence", "title", "role"),
    [
        ("le patron d' +Nimbus", "patron", "CEO"),
        ("le patron de la start-up", "patron", "CEO"),
        ("la patronne de l' IA", "patronne de l'IA", "Head"),
        ("le patron de %Nuage", "patron de Nuage", "Head"),
        ("le directeur général", "directeur général", "CEO"),
        ("la directrice générale des applications d' +Nimbus", "directrice générale des applications", "Head"),
        ("un directeur général délégué", "directeur général délégué", "Head"),
        ("la directrice technique", "directrice technique", "CTO"),
        ("le directeur produit", "directeur produit", "Head"),
        ("le directeur de +Nimbus", "directeur", "CEO"),
        ("la DAF", "DAF", "CFO"),
        ("le président du conseil d' administration", "président du conseil d'administration", "Chair"),
        ("le président du directoire", "président du directoire", "President"),
        ("le président-directeur général", "président-directeur général", "CEO"),
        (
            "la vice-présidente chargée de la recherche et de la sûreté",
            "vice-présidente chargée de la recherche et de la sûreté",
            "VicePresident",
        ),
        ("la cofondatrice", "cofondatrice", "Founder"),
        ("le co-fondateur", "co-fondateur", "Founder"),
        ("les codirecteurs généraux", "codirecteurs généraux", "CEO"),
        ("le scientifique en chef de +Nimbus", "scientifique en chef", "ChiefScientist"),
        ("directeur général par intérim", "directeur général par intérim", "CEO"),
        ("à la tête de la recherche", "à la tête de la recherche", "Head"),
        ("à la tête d' +Nimbus", "à la tête", "CEO"),
        ("le responsable de l' équipe « alignement »", "responsable de l'équipe « alignement »", "Head"),
        ("la porte-parole de +Nimbus", "porte-parole", "Spokesperson"),
    ],
)
def test_title_and_class(sentence: str, title: str, role: str) -> None:
    assert found(sentence) == [(title, role)]


@pytest.mark.parametrize(
    "sentence", ["un chef d' entreprise", "le directeur de la publication", "en dirigeant +Nimbus", "la start-up reste"]
)
def test_no_title(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("l' ancien patron", "former"),
        ("son ancien grand patron", "former"),
        ("ex-PDG de +Nimbus", "former"),
        ("jusqu' ici directrice technique", "former"),
        ("alors vice-président", "former"),
        ("l' actuel PDG", "current"),
        ("la future directrice financière", "future"),
        ("le patron", ""),
    ],
)
def test_state(sentence: str, state: str) -> None:
    assert [span.id_ for span in layers.spans(make(sentence), layers.TITLES)] == [state]


@pytest.mark.parametrize(
    ("sentence", "gender"),
    [("une avocate", "f"), ("le PDG", "m"), ("la PDG", "f"), ("PDG de +Nimbus", ""), ("les directrices", "f")],
)
def test_gender(sentence: str, gender: str) -> None:
    assert [span.kb_id_ for span in layers.spans(make(sentence), layers.TITLES)] == [gender]


def test_department_stops_before_verbs_names_and_other_titles() -> None:
    assert found("le directeur de la recherche quitte +Nimbus") == [("directeur de la recherche", "Head")]
    assert found("le directeur de la recherche @Ada_Brun") == [("directeur de la recherche", "Head")]
    assert found("directeur de la recherche et cofondateur") == [
        ("directeur de la recherche", "Head"),
        ("cofondateur", "Founder"),
    ]


def test_a_common_noun_with_an_organization_in_apposition_is_no_department() -> None:
    assert found("le patron du site de rencontres +Nimbus") == [("patron", "CEO")]


def test_posts_are_a_layer_of_their_own() -> None:
    doc = make("la direction générale de +Nimbus")
    assert layers.spans(doc, layers.TITLES) == []
    assert [(s.text, s.label_) for s in layers.spans(doc, POSTS)] == [("direction générale", "CEO")]


def test_plural_titles_are_marked() -> None:
    doc = make("deux directeurs généraux et un avocat")
    assert [s.text for s in layers.spans(doc, PLURALS)] == ["directeurs généraux"]


def test_a_hyphen_between_spaces_parts_titles() -> None:
    glued = Doc(Vocab(), words=["président", "-", "directeur", "général"], spaces=[False, False, True, False])
    apart = Doc(Vocab(), words=["président", "-", "directeur", "général"])
    assert [s.label_ for s in layers.spans(TITLES(glued), layers.TITLES)] == ["CEO"]
    assert [s.label_ for s in layers.spans(TITLES(apart), layers.TITLES)] == ["President", "CEO"]


def test_nothing_reads_across_a_line_break() -> None:
    doc = Doc(Vocab(), words=["directeur", "\n\n", "général"], pos=["NOUN", "SPACE", "ADJ"])
    assert [(s.text, s.label_) for s in layers.spans(TITLES(doc), layers.TITLES)] == [("directeur", "CEO")]


@given(
    st.lists(st.sampled_from(["ex", "-", "PDG", "vice-président", "d'", "+", "«", "\n", "le", "général"]), max_size=12)
)
def test_units_cover_tokens_in_order(raw: list[str]) -> None:
    doc = Doc(Vocab(), words=raw, spaces=[False] * len(raw))
    tokens = [unit.token for unit in units.split(doc)]
    assert tokens == sorted(tokens)
    assert all(unit.text for unit in units.split(doc))


WORDS = ["le", "ancien", "directeur", "général", "de", "la", "recherche", "et", "PDG", "+X", "@Y", ",", "chef", "tête"]


@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_titles_never_overlap(raw: list[str]) -> None:
    spans = layers.spans(make(" ".join(raw)), layers.TITLES) if raw else []
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


DATA = resources.load_yaml(resources.data_path("fr_press/roles.yml"), RolesData)


@pytest.mark.parametrize("table", [DATA.phrases, DATA.posts, DATA.placements])
def test_phrases_are_unique_and_their_classes_known(table: dict[str, list[str]]) -> None:
    lexicon = Lexicon.of(DATA)
    keys = [lexicon.lemmas(units.words(phrase)) for group in table.values() for phrase in group]
    assert len(keys) == len(set(keys))
    known = "BoardMember CEO CFO COO CTO Chair ChiefScientist Founder Head Investor Other President Researcher"
    assert set(table) <= {*known.split(), "Spokesperson", "VicePresident", IGNORED}


def test_words_are_unique_and_complete() -> None:
    assert all(len(forms) == 4 for forms in DATA.words.values())
    for group in (DATA.open, DATA.modifiers, DATA.suffixes, DATA.cautious, DATA.departments, DATA.organizations):
        assert len(group) == len(set(group))
