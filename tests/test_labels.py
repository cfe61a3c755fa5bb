from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontograph import resources
from ontograph.model import FACTUALITIES, Argument, Entity, Factuality, Filler, Money
from ontograph.resolve import comparison, labels, titles, wording
from ontograph.resolve.details import CORE

NAMES = {
    "p": Entity("p", "Person", "Mira Murati", ()),
    "q": Entity("q", "Person", "Sam Altman", ()),
    "o": Entity("o", "Organization", "OpenAI", ()),
    "d": Entity("d", "Organization", "Deezer", ()),
    "x": Entity("x", "Organization", "xAI", ()),
    "m": Entity("m", "Organization", "Le Monde", ()),
    "u": Entity("u", "Organization", "université de Nantes", ()),
    "t": Entity("t", "Organization", "tribunal de Lille", ()),
}


def said(
    type_: str,
    factuality: Factuality = "certain",
    date: str | None = None,
    status: str | None = None,
    **roles: Filler | list[str],
) -> str:
    arguments = tuple(Argument(r, tuple(f) if isinstance(f, list) else (f,)) for r, f in roles.items())
    return labels.sentence(labels.Said(type_, arguments, factuality, date, status, NAMES, {"p": "f"}))


@pytest.mark.parametrize(
    ("expected", "sentence"),
    [
        ("Mira Murati quitte OpenAI (septembre 2024)", said("Departure", date="2024-09", person="p", organization="o")),
        (
            "Mira Murati, directrice technique, quitte OpenAI pour Deezer",
            said("Departure", person="p", organization="o", roleClass="CTO", destination="d"),
        ),
        (
            "OpenAI écarte Sam Altman (17 novembre 2023)",
            said("Departure", date="2023-11-17", person="q", organization="o", kind="dismissal"),
        ),
        ("Mira Murati va quitter OpenAI", said("Departure", "planned", person="p", organization="o")),
        ("Mira Murati pourrait quitter OpenAI", said("Departure", "possible", person="p", organization="o")),
        ("Mira Murati ne quitte pas OpenAI", said("Departure", "negated", person="p", organization="o")),
        ("Sam Altman est PDG de Deezer", said("Position", person="q", organization="d", title="PDG", roleClass="CEO")),
        (
            "Mira Murati a été directrice technique d'OpenAI",
            said("Position", status="former", person="p", organization="o", roleClass="CTO"),
        ),
        (
            "Sam Altman est chercheur chez OpenAI",
            said("Position", status="current", person="q", organization="o", roleClass="Researcher"),
        ),
        (
            "Mira Murati prend la tête du produit du Monde",
            said("Appointment", person="p", organization="m", title="tête du produit", roleClass="Head"),
        ),
        (
            "Mira Murati est à la tête du produit du Monde",
            said("Position", person="p", organization="m", title="tête du produit", roleClass="Head"),
        ),
        (
            "Mira Murati a été aux commandes du produit du Monde",
            said(
                "Position",
                status="former",
                person="p",
                organization="m",
                title="commandes du produit",
                roleClass="Head",
            ),
        ),
        (
            "Sam Altman exerce la direction technique de Deezer",
            said("Position", person="q", organization="d", title="direction technique", roleClass="Head"),
        ),
        (
            "Mira Murati devient directrice générale de l'université de Nantes",
            said("Appointment", person="p", organization="u", title="direction générale", roleClass="CEO"),
        ),
        (
            "Sam Altman a travaillé chez OpenAI",
            said("Position", status="former", person="q", organization="o", title="ancien d'OpenAI", roleClass="Other"),
        ),
        (
            "OpenAI lève environ 6,6 milliards de dollars, auprès de Deezer et xAI (2024)",
            said(
                "FundingRound",
                date="2024",
                organization="o",
                amount=Money(Decimal("6.6E+9"), "USD", True),
                investor=["d", "x"],
            ),
        ),
        (
            "xAI détient 1,8 % de l'université de Nantes",
            said("Investment", investor="x", organization="u", stake="1.80"),
        ),
        (
            "Sam Altman et Mira Murati poursuivent Le Monde en justice",
            said("Lawsuit", plaintiff=["q", "p"], defendant="m"),
        ),
        ("Le tribunal de Lille poursuit OpenAI en justice", said("Lawsuit", plaintiff="t", defendant="o")),
        ("Accord entre Le Monde et OpenAI (1er mai 2024)", said("Partnership", date="2024-05-01", party=["m", "o"])),
        (
            "La valorisation d'OpenAI serait de 80 milliards d'euros",
            said("Valuation", "possible", organization="o", amount=Money(Decimal("8E+10"), "EUR")),
        ),
    ],
)
def test_sentences(expected: str, sentence: str) -> None:
    assert sentence.replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("value", "currency", "expected"),
    [
        ("6600000000", "USD", "6,6 milliards de dollars"),
        ("1000000000000", "EUR", "1 000 milliards d'euros"),
        ("1500000", "EUR", "1,5 million d'euros"),
        ("1000000000", "GBP", "1 milliard de livres sterling"),
        ("1234567", "USD", "1 234 567 dollars"),
        ("1", "EUR", "1 euro"),
        ("2000000", None, "2 millions"),
        ("2000000", "XOF", "2 millions XOF"),
    ],
)
def test_money(value: str, currency: str | None, expected: str) -> None:
    assert wording.money(Money(Decimal(value), currency)).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024", "2024"),
        ("2024-05", "mai 2024"),
        ("2024-05-17", "17 mai 2024"),
        ("2024-08-01", "1er août 2024"),
        ("2024-02-30", "février 2024"),
        ("2024-Q3", "2024"),
        ("PRESENT_REF", ""),
        (None, ""),
    ],
)
def test_days(value: str | None, expected: str) -> None:
    assert wording.day(value) == expected


@pytest.mark.parametrize(
    ("written", "gender", "expected"),
    [
        ("cofondateurs", "m", "cofondateur"),
        ("directeurs généraux par intérim", "f", "directrice générale par intérim"),
        ("directeur des opérations", "m", "directeur des opérations"),
        ("PDG", "f", "PDG"),
    ],
)
def test_the_title_of_one_of_several(written: str, gender: str, expected: str) -> None:
    assert titles.lexicon().is_title(written)
    assert titles.lexicon().singular(written, gender) == expected


@pytest.mark.parametrize("written", ["dirigeait", "pilotait la licence", "tête du produit"])
def test_a_verb_or_a_post_is_no_title(written: str) -> None:
    assert not titles.lexicon().is_title(written)


def test_long_lists_end_early() -> None:
    assert wording.enumeration(["A"]) == "A"
    assert wording.enumeration(["A", "B", "C"]) == "A, B et C"
    assert wording.enumeration(list("ABCDEFGH")) == "A, B, C, D, E et 3 autres"


def test_every_class_has_a_sentence_for_every_certainty() -> None:
    fillers: dict[str, Filler] = {"roleClass": "CEO", "amount": Money(Decimal(1))}
    for type_, roles in CORE.items():
        for factuality in FACTUALITIES:
            core = {role: fillers.get(role, "o") for role in (*roles, "amount")}
            assert type_ not in said(type_, factuality, **core), (type_, factuality)


def test_a_class_without_templates_still_says_something() -> None:
    assert said("Strike", date="2024", organization="o") == "Strike : OpenAI (2024)"


def test_a_sentence_without_its_people_falls_back() -> None:
    assert said("Departure", person="p") == "Departure : Mira Murati"


@given(st.sampled_from(sorted(CORE)), st.sampled_from(FACTUALITIES), st.text(max_size=30))
def test_any_name_makes_one_line(type_: str, factuality: Factuality, name: str) -> None:
    names = {"e": Entity("e", "Organization", name or "x", ())}
    arguments = tuple(Argument(role, ("e",)) for role in CORE[type_])
    sentence = labels.sentence(labels.Said(type_, arguments, factuality, None, None, names, {}))
    assert sentence
    assert "\n" not in sentence


def test_lists_are_sorted_and_unique() -> None:
    for name in (wording.DATA, comparison.DATA):
        data = msgspec.yaml.decode(resources.data_path(name).read_bytes())
        for key, rows in data.items():
            if key in ("months", "scales", "templates"):
                continue
            listed = list(rows) if isinstance(rows, (dict, list)) else []
            assert listed == sorted(set(listed), key=_fold), (name, key)


def _fold(word: str) -> tuple[str, str]:
    from ontograph.resolve.comparison import _fold as fold

    return fold(word), word
