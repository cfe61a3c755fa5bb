"""Frames on hand-built Docs: which claims one trigger makes, with the project's own frames."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from spacy.tokens import Doc

from claimtext import differences
from docs import build, trees, with_mentions
from ontograph import layers
from ontograph.components.frames import Frames
from ontograph.model import CORE_ROLES, Claim
from ontograph.vocabulary import vocabulary


@pytest.fixture(scope="module")
def frames() -> Frames:
    found = spacy.blank("fr").create_pipe("ontograph_frames")
    assert isinstance(found, Frames)
    return found


def read(frames: Frames, doc: Doc) -> list[Claim]:
    return layers.claims(frames(doc))


def check(frames: Frames, table: str, *expected: str, employers: dict[str, list[str]] | None = None) -> list[Claim]:
    """The claims of a table must be these, in the notation of `claimtext`."""
    doc = with_mentions(build(table, "2024-10-04"), employers=employers)
    found = read(frames, doc)
    assert differences(expected, found, layers.entities(doc)) == []
    return found


BUY = """
    Danone           PROPN 3 nsubj                            @Organization
    a                AUX   3 aux:tense VerbForm=Fin
    racheté/racheter VERB  0 ROOT      VerbForm=Part|Tense=Past
    Verkor           PROPN 3 obj                              @Organization
    et               CCONJ 6 cc
    Nestor           PROPN 4 conj                             @Organization
"""
LEAVE = """
    Claire_Dumont    PROPN 5 nsubj                            @Person
    et               CCONJ 3 cc
    Paul_Mercier     PROPN 1 conj                             @Person
    ont              AUX   5 aux:tense VerbForm=Fin
    quitté/quitter   VERB  0 ROOT      VerbForm=Part|Tense=Past
    Danone           PROPN 5 obj                              @Organization
"""
FOUND = LEAVE.replace("quitté/quitter", "fondé/fonder")
SUE = """
    Danone           PROPN 3 nsubj                            @Organization
    a                AUX   3 aux:tense VerbForm=Fin
    assigné/assigner VERB  0 ROOT      VerbForm=Part|Tense=Past
    Verkor           PROPN 3 obj                              @Organization
    et               CCONJ 6 cc
    Nestor           PROPN 4 conj                             @Organization
"""


def test_a_coordination_makes_several_facts(frames: Frames) -> None:
    check(frames, BUY,
          "Acquisition acquirer: Danone | target: Verkor", "Acquisition acquirer: Danone | target: Nestor")  # fmt: skip
    check(frames, LEAVE,
          "Departure person: Claire Dumont | organization: Danone",
          "Departure person: Paul Mercier | organization: Danone")  # fmt: skip


def test_but_founders_and_parties_to_a_suit_share_one(frames: Frames) -> None:
    check(frames, FOUND, "Founding founder: Claire Dumont & Paul Mercier | organization: Danone")
    check(frames, SUE, "Lawsuit plaintiff: Danone | defendant: Verkor & Nestor")


def test_the_quote_is_the_passage(frames: Frames) -> None:
    doc = with_mentions(build(BUY))
    for claim in read(frames, doc):
        assert claim.quote == doc.text[claim.start : claim.end]
        assert claim.quote == "Danone a racheté Verkor et Nestor"


@pytest.mark.parametrize(
    "table",
    [
        BUY.replace("@Organization", ""),
        "\n".join(BUY.strip().splitlines()[:3]),
        LEAVE.replace("@Organization", ""),
        FOUND.replace("@Organization", "@Person"),
    ],
    ids=["no name", "no target", "no organization", "a person is not founded"],
)
def test_without_its_core_roles_nothing_is_claimed(frames: Frames, table: str) -> None:
    check(frames, table)


def test_nobody_buys_himself(frames: Frames) -> None:
    check(
        frames,
        """
        Danone         PROPN 2 nsubj               @Organization
        rachète/racheter VERB 0 ROOT VerbForm=Fin
        Danone         PROPN 2 obj                 @Organization
    """,
    )


RAISE = """
    Verkor           PROPN 3 nsubj                            @Organization
    a                AUX   3 aux:tense VerbForm=Fin
    levé/lever       VERB  0 ROOT      VerbForm=Part|Tense=Past
    12_M€            NOUN  3 obj                              !amounts:EUR:12000000
    auprès           ADV   8 case
    de               ADP   5 fixed
    le               DET   8 det
    Fonds_Nord       PROPN 3 obl:mod                          @Organization
"""


def test_a_round_has_its_sum_and_its_investors(frames: Frames) -> None:
    check(frames, RAISE,
          "FundingRound organization: Verkor | amount: 12e6 EUR | investor: Fonds Nord",
          "Investment investor: Fonds Nord | organization: Verkor")  # fmt: skip


def test_without_a_sum_lever_means_something_else(frames: Frames) -> None:
    check(frames, RAISE.replace("!amounts:EUR:12000000", "").replace("12_M€", "le_voile"))


def test_a_sum_belongs_to_one_event(frames: Frames) -> None:
    table = (
        RAISE
        + """
        Danone           PROPN 3 nsubj                            @Organization
        a                AUX   3 aux:tense VerbForm=Fin
        levé/lever       VERB  0 ROOT      VerbForm=Part|Tense=Past
        le_voile         NOUN  3 obj
    """
    )
    check(frames, table,
          "FundingRound organization: Verkor | amount: 12e6 EUR",
          "Investment investor: Fonds Nord | organization: Verkor")  # fmt: skip


TITLE = """
    Danone           PROPN 3 nsubj                            @Organization
    a                AUX   3 aux:tense VerbForm=Fin
    {verb}           VERB  0 ROOT      VerbForm=Part|Tense=Past
    Claire_Dumont    PROPN 3 obj                              @Person
    {title}          NOUN  3 xcomp                            {mark}
"""


def test_an_appointment_names_the_post(frames: Frames) -> None:
    table = TITLE.format(verb="nommé/nommer", title="directrice", mark="!titles:CFO:current:f")
    check(
        frames, table, "Appointment person: Claire Dumont | organization: Danone | roleClass: CFO | title: directrice"
    )


def test_nommer_without_a_post_is_no_appointment(frames: Frames) -> None:
    check(frames, TITLE.format(verb="nommé/nommer", title="hier", mark=""))


def test_recruter_needs_none(frames: Frames) -> None:
    table = TITLE.format(verb="recruté/recruter", title="hier", mark="")
    check(frames, table, "Appointment person: Claire Dumont | organization: Danone")


def test_who_resigns_leaves_the_employer(frames: Frames) -> None:
    table = """
        Claire_Dumont    PROPN 3 nsubj                            @Person
        a                AUX   3 aux:tense VerbForm=Fin
        démissionné/démissionner VERB 0 ROOT VerbForm=Part|Tense=Past
        hier             ADV   3 advmod

        Danone           PROPN 2 nsubj                            @Organization
        salue            VERB  0 ROOT      VerbForm=Fin
        Verkor           PROPN 2 obj                              @Organization
    """
    expected = "Departure person: Claire Dumont | organization: {} | kind: resignation"
    for employer in ("Danone", "Verkor"):
        check(frames, table, expected.format(employer), employers={"Claire Dumont": [employer]})


def test_a_date_of_the_clause_dates_the_claim(frames: Frames) -> None:
    table = LEAVE + "mardi NOUN 5 obl:mod !dates:DATE:2024-10-01"
    assert {c.date for c in check(frames, table, "Departure organization: Danone")} == {"2024-10-01"}
    news = check(frames, LEAVE, "Departure organization: Danone")
    assert {c.date for c in news} == {"2024-10"}  # the lead tells it undated: the month of publication


def test_a_longer_idiom_keeps_its_words_from_shorter_triggers(frames: Frames) -> None:
    check(
        frames,
        """
        Claire_Dumont    PROPN 3 nsubj                            @Person
        a                AUX   3 aux:tense VerbForm=Fin
        quitté/quitter   VERB  0 ROOT      VerbForm=Part|Tense=Past
        ses              DET   5 det
        fonctions/fonction NOUN 3 obj
        chez             ADP   7 case
        Danone           PROPN 3 obl:mod                          @Organization
    """,
        "Departure person: Claire Dumont | organization: Danone | kind: resignation",
    )


NEGATED = """
    Danone           PROPN 5 nsubj                            @Organization
    n'/ne            ADV   5 advmod    Polarity=Neg
    a/avoir          AUX   5 aux:tense VerbForm=Fin|Mood=Ind|Tense=Pres
    pas              ADV   5 advmod    Polarity=Neg
    racheté/racheter VERB  0 ROOT      VerbForm=Part|Tense=Past
    Verkor           PROPN 5 obj                              @Organization
"""


def test_what_is_denied_is_claimed_as_denied(frames: Frames) -> None:
    check(frames, NEGATED, "negated Acquisition acquirer: Danone | target: Verkor")


def test_parties_are_two(frames: Frames) -> None:
    table = """
        Danone           PROPN 3 nsubj                            @Organization
        a                AUX   3 aux:tense VerbForm=Fin
        signé/signer     VERB  0 ROOT      VerbForm=Part|Tense=Past
        un               DET   5 det
        accord           NOUN  3 obj
        avec             ADP   7 case
        {}               PROPN 5 nmod                             {}
    """
    check(frames, table.format("Verkor", "@Organization"), "Partnership party: Danone & Verkor")
    check(frames, table.format("tous", ""))


@settings(deadline=None, max_examples=200)
@given(trees(max_size=20))
def test_any_tree_gives_well_formed_claims(frames: Frames, doc: Doc) -> None:
    """Whatever the model leaves: no crash, no claim without its core roles, every quote in place, the same twice."""
    entities = layers.entities(doc)
    found = read(frames, doc)
    for claim in found:
        assert claim.quote == doc.text[claim.start : claim.end] != ""
        assert all(claim.get(role) for role in CORE_ROLES[claim.type])
        for argument in claim.arguments:
            assert argument.role in {*vocabulary().roles(claim.type), "roleClass"}
            assert len(set(argument.fillers)) == len(argument.fillers)
            if argument.role in vocabulary().entity_roles():
                assert set(argument.fillers) <= set(entities)
    layers.set_claims(doc, [])
    assert read(frames, doc) == found


def test_a_comparison_adds_to_the_subject(frames: Frames) -> None:
    table = """
        Claire_Dumont    PROPN 3 nsubj                            @Person
        a                AUX   3 aux:tense VerbForm=Fin
        quitté/quitter   VERB  0 ROOT      VerbForm=Part|Tense=Past
        Danone           PROPN 3 obj                              @Organization
        ,                PUNCT 3 punct
        tout             ADV   8 advmod
        comme            ADP   8 case
        Paul_Mercier     PROPN 3 obl:mod                          @Person
    """
    check(frames, table,
          "Departure person: Claire Dumont | organization: Danone",
          "Departure person: Paul Mercier | organization: Danone")  # fmt: skip
    saying = "dit VERB 3 parataxis VerbForm=Fin"
    check(frames, table.rstrip() + "\n        " + saying, "Departure person: Claire Dumont | organization: Danone")
