"""Who is meant: references in order, and what an expression may stand for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from spacy.tokens import Doc, Span

from docs import VOCAB, build, token, trees, with_mentions
from ontograph import layers, sections
from ontograph.discourse import Discourse
from ontograph.model import Argument, Claim, Status

TWO_PEOPLE = """
    Claire_Dumont  PROPN 2 nsubj               @Person
    dirige         VERB  0 ROOT VerbForm=Fin
    Danone         PROPN 2 obj                 @Organization

    Paul_Mercier   PROPN 2 nsubj               @Person
    rejoint        VERB  0 ROOT VerbForm=Fin
    Airbus         PROPN 2 obj                 @Organization

    elle           PRON  2 nsubj
    parle          VERB  0 ROOT VerbForm=Fin
"""
"""e1 Claire Dumont, e2 Danone, e3 Paul Mercier, e4 Airbus."""


def two_people(genders: dict[str, str] | None = None, employers: dict[str, list[str]] | None = None) -> Doc:
    return with_mentions(build(TWO_PEOPLE), genders, employers)


def discourse(genders: dict[str, str] | None = None) -> Discourse:
    return Discourse.of(two_people(genders))


def test_what_coreference_left_is_read_back() -> None:
    doc = two_people({"Claire Dumont": "f"}, {"Claire Dumont": ["Danone"]})
    found = Discourse.of(doc)
    assert [r.entities for r in found.references] == [("e1",), ("e2",), ("e3",), ("e4",)]
    assert [r.kind for r in found.references] == ["Person", "Organization"] * 2
    assert [r.sentence for r in found.references] == [0, 0, 1, 1]
    assert found.genders == {"e1": "f"}
    assert found.employers == {"e1": ["e2"]}


def test_a_pronoun_is_the_person_of_its_gender() -> None:
    pronoun = 6
    assert discourse({"Claire Dumont": "f", "Paul Mercier": "m"}).antecedents(pronoun, "Person", "f") == ["e1"]
    assert discourse({"Claire Dumont": "f", "Paul Mercier": "m"}).antecedents(pronoun, "Person", "m") == ["e3"]
    assert set(discourse({"Paul Mercier": "m"}).antecedents(pronoun, "Person", "f")) == {"e1"}


def test_nearness_speaks_for_an_antecedent() -> None:
    assert discourse().antecedents(6, "Person")[0] == "e3"
    assert discourse().antecedents(6, "Person", nearest=True) == ["e3", "e1"]
    assert discourse().antecedents(3, "Person") == ["e1"]


def test_a_subject_is_a_better_antecedent_than_a_complement() -> None:
    doc = with_mentions(
        build("""
        Danone       PROPN 2 nsubj                 @Organization
        vend         VERB  0 ROOT    VerbForm=Fin
        tout         PRON  2 obj
        à            ADP   5 case
        Nestor       PROPN 2 obl:arg               @Organization

        elle         PRON  2 nsubj
        parle        VERB  0 ROOT    VerbForm=Fin
    """)
    )
    assert Discourse.of(doc).focus_organization(5) == "e1"


def test_nobody_stands_for_what_is_excluded() -> None:
    assert discourse().antecedents(6, "Person", exclude={"e3"}) == ["e1"]
    assert discourse().antecedents(6, "Person", exclude={"e1", "e3"}) == []


def test_a_news_outlet_is_never_in_focus() -> None:
    doc = two_people()
    doc._.entities = [{**e, "subtype": "MediaOutlet"} if e["name"] == "Airbus" else e for e in doc._.entities]
    found = Discourse.of(doc)
    assert found.focus_organization(6) == "e2"
    assert found.main_organization() == "e2"


@pytest.mark.parametrize("entity", ["e2", "e4"])
def test_the_noun_that_a_text_uses_of_an_entity_speaks_for_it(entity: str) -> None:
    found = discourse()
    found.call(entity, "start-up")
    assert next(iter(found.organizations(6, "noun", noun="start-up"))) == entity


def test_chances_sum_to_one() -> None:
    found = discourse().organizations(6, "understood")
    assert list(found) == sorted(found, key=lambda e: -found[e])
    assert sum(found.values()) == pytest.approx(1)


def test_where_a_person_works_speaks_for_an_organization() -> None:
    found = Discourse.of(two_people(employers={"Claire Dumont": ["Danone"]}))
    alone = found.organizations(6, "understood")
    assert found.organizations(6, "understood", person="e1")["e2"] > alone["e2"]


@pytest.mark.parametrize(
    ("names", "main"),
    [
        (["Airbus", "Danone"], "e1"),
        (["Airbus", "Danone", "Airbus"], "e1"),
        (["Airbus", *["Danone"] * 20, "Renault"], "e2"),
    ],
    ids=["the first of equals", "the one named most", "the first only once"],
)
def test_the_main_organization(names: list[str], main: str) -> None:
    table = "\n\n".join(f"{n} PROPN 2 nsubj @Organization\n parle VERB 0 ROOT VerbForm=Fin" for n in names)
    assert Discourse.of(with_mentions(build(table))).main_organization() == main


def test_no_organization_is_main_where_none_is_named() -> None:
    found = Discourse.of(with_mentions(build("elle PRON 2 nsubj\n parle VERB 0 ROOT VerbForm=Fin")))
    assert found.main_organization() is None
    assert found.focus_organization(1) is None


def test_the_innermost_reference_covers_a_token() -> None:
    doc = two_people()
    found = Discourse.of(doc)
    outer = found.reference(doc[0:3], "Person", ("e3",), named=False)
    found.add(outer)
    assert found.at(1) == outer
    covering = found.at(2)
    assert covering is not None
    assert covering.entities == ("e2",)
    assert found.at(2, "Person") == outer
    assert found.at(1, "Organization") is None
    assert [r.start for r in found.references] == sorted(r.start for r in found.references)


def position(person: str, organization: str, status: Status, factuality: str = "certain") -> Claim:
    arguments = (Argument("person", (person,)), Argument("organization", (organization,)))
    return Claim("Position", arguments, factuality, 0, 1, "", "r", status=status)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claims", "employers"),
    [
        ([position("e1", "e2", "current")], {"e1": ["e2"]}),
        ([position("e1", "e4", "former"), position("e1", "e2", "current")], {"e1": ["e2", "e4"]}),
        ([position("e1", "e4", "former")] * 4 + [position("e1", "e2", "current")], {"e1": ["e4", "e2"]}),
        ([position("e1", "e2", "current", "possible")], {}),
        ([Claim("Departure", position("e1", "e2", "former").arguments, "certain", 0, 1, "", "r")], {}),
    ],
)
def test_positions_tell_who_works_where(claims: list[Claim], employers: dict[str, list[str]]) -> None:
    found = discourse()
    found.employ(claims)
    assert found.employers == employers


def test_positions_add_to_what_coreference_knew() -> None:
    found = Discourse.of(two_people(employers={"Claire Dumont": ["Airbus"]}))
    found.employ([position("e1", "e2", "current")])
    assert found.employers == {"e1": ["e2", "e4"]}


def test_a_possessive_is_what_stands_before_it() -> None:
    doc = with_mentions(
        build("""
        Danone       PROPN 2 nsubj              @Organization
        loue         VERB  0 ROOT VerbForm=Fin
        son          DET   4 det
        patron       NOUN  2 obj
    """)
    )
    found = Discourse.of(doc)
    assert found.possessor(token(doc, "son"), "Organization") == "e1"
    assert found.possessor(token(doc, "son"), "Person") is None


@settings(deadline=None, max_examples=50)
@given(trees())
def test_antecedents_stand_before_what_takes_them_up(doc: Doc) -> None:
    """Or they are what the article is about."""
    found = Discourse.of(doc)
    kinds = {e.id: e.kind for e in layers.entities(doc).values()}
    for index in range(len(doc)):
        before = {e for r in found.references if r.end <= index for e in r.entities}
        for kind in ("Person", "Organization"):
            entities = found.antecedents(index, kind)  # type: ignore[arg-type]
            assert len(set(entities)) == len(entities)
            assert all(kinds[e] == kind for e in entities)
            assert set(entities) <= {*before, found.main_organization()}


def test_what_only_frames_a_page_is_never_meant() -> None:
    words = ["Echo", "du", "Port", "\n", "Danone", "vend", "Alpro", "."]
    doc, lines = Doc(VOCAB, words=words), [0, 0, 0, 0, 1, 1, 1, 1]
    names = [(0, "e1"), (4, "e2"), (6, "e3")]
    assert sections.framing(doc, lines, {1}, names) == {"e1"}
    assert sections.framing(doc, lines, {0, 1}, names) == set()
    assert sections.framing(doc, lines, set(), names) == set()


def test_an_agency_that_signs_a_dispatch_is_never_meant() -> None:
    words = ["Paris", ",", "3 mai", "(", "ADF", ")", "-", "Danone", "vend", "Alpro", "."]
    doc = Doc(VOCAB, words=words)
    layers.set_spans(doc, layers.DATES, [Span(doc, 2, 3, label="DATE")])
    names = [(4, "e1"), (7, "e2"), (9, "e3")]
    assert sections.framing(doc, [0] * len(words), {0}, names) == {"e1"}


def test_a_pronoun_agrees_with_the_organization_that_it_takes_up() -> None:
    doc = with_mentions(
        build("""
        Danone  PROPN 2 nsubj               @Organization
        achète  VERB  0 ROOT VerbForm=Fin
        Soitec  PROPN 2 obj                 @Organization

        elle    PRON  2 nsubj
        grandit VERB  0 ROOT VerbForm=Fin
    """)
    )
    free = Discourse.of(doc).organizations(3, "pronoun")
    doc._.agreement = {"e1": ["m"], "e2": ["f"]}
    bound = Discourse.of(doc).organizations(3, "pronoun", gender="f")
    assert bound["e1"] < free["e1"]
    assert bound["e2"] > free["e2"]
    doc._.agreement = {"e1": ["f", "m"], "e2": []}
    assert Discourse.of(doc).organizations(3, "pronoun", gender="f") == free


SPOKEN = """
    Danone        PROPN 2 nsubj               @Organization
    achète        VERB  0 ROOT VerbForm=Fin
    Soitec        PROPN 2 obj                 @Organization

    «             PUNCT 3 punct
    notre         DET   3 det
    directrice    NOUN  4 nsubj
    reste         VERB  0 ROOT VerbForm=Fin
    »             PUNCT 4 punct
    dit           VERB  4 parataxis VerbForm=Fin
    Claire_Dumont PROPN 6 nsubj               @Person
"""


@pytest.mark.parametrize("house", ["Danone", "Soitec"])
def test_notre_is_of_the_house_of_who_speaks(house: str) -> None:
    doc = with_mentions(build(SPOKEN), None, {"Claire Dumont": [house]})
    found = Discourse.of(doc)
    assert found.possessor(doc[4], "Organization") == {"Danone": "e1", "Soitec": "e2"}[house]


def test_notre_is_of_nobody_where_no_one_is_known_to_speak() -> None:
    doc = with_mentions(build(SPOKEN))
    assert Discourse.of(doc).speaking(4) is None


def test_nothing_is_carried_over_the_head_of_a_section() -> None:
    words = ["Lettre", "\n"] * 4
    for name, head in [("Danone", "Alpha"), ("Soitec", "Bêta"), ("Valeo", "Gamma"), ("", "Autres brèves")]:
        words += [name, "\n"] if name else ["\n\n", *head.split(), "\n"]
        words += ["Le", "directeur", "du", "site", "a", "quitté", "la", "maison", "mardi", ".", "\n\n"]
    verbs = ["VERB" if w == "quitté" else "PROPN" if w in ("Danone", "Soitec", "Valeo") else "NOUN" for w in words]
    starts = [n == 0 or "\n" in words[n - 1] for n in range(len(words))]
    doc = Doc(VOCAB, words=words, pos=verbs, sent_starts=starts)
    doc.ents = [Span(doc, n, n + 1, "Organization") for n, w in enumerate(words) if w in ("Danone", "Soitec", "Valeo")]
    found = Discourse.of(with_mentions(doc))
    places = [n for n, w in enumerate(words) if w == "directeur"]
    heads = [found.section(n) for n in places]
    assert heads == [("e1", "Organization"), ("e2", "Organization"), ("e3", "Organization"), None]
    assert [list(found.organizations(n, "understood")) for n in places] == [["e1"], ["e2"], ["e3"], []]
