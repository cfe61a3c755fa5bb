"""Sums of money and percentages, without spaCy."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ontograph import money, moneygrammar, resources
from ontograph.errors import DataError
from ontograph.numerals import fold


def sums(text: str) -> list[tuple[str, int, str | None]]:
    return [(text[a.start : a.end], int(a.value), a.currency) for a in money.find(text)[0]]


M, MD = 10**6, 10**9


@pytest.mark.parametrize(
    ("text", "passage", "value", "currency"),
    [
        ("levé 6,6 milliards de dollars", "6,6 milliards de dollars", 6600 * M, "USD"),
        ("150 Mds d’euros", "150 Mds d’euros", 150 * MD, "EUR"),
        ("un milliard de dollars", "un milliard de dollars", MD, "USD"),
        ("une centaine de millions d'euros", "une centaine de millions d'euros", 100 * M, "EUR"),
        ("une petite dizaine de millions d'euros", "une petite dizaine de millions d'euros", 10 * M, "EUR"),
        ("10 M€", "10 M€", 10 * M, "EUR"),
        ("1,8 Md€ ", "1,8 Md€", 1800 * M, "EUR"),
        ("12 Mds$,", "12 Mds$", 12 * MD, "USD"),
        ("500 MUSD", "500 MUSD", 500 * M, "USD"),
        ("3,5 millions de $", "3,5 millions de $", 3500000, "USD"),
        ("600 millions $ »", "600 millions $", 600 * M, "USD"),
        ("$40 billion", "$40 billion", 40 * MD, "USD"),
        ("$1.5M", "$1.5M", 1500000, "USD"),
        ("US$ 1,5 milliard", "US$ 1,5 milliard", 1500 * M, "USD"),
        ("€1,250", "€1,250", 1250, "EUR"),
        ("entre 5 et 6 milliards d'euros", "5 et 6 milliards d'euros", 6 * MD, "EUR"),
        ("2 à 3 milliards d'euros", "2 à 3 milliards d'euros", 3 * MD, "EUR"),
        ("900 millions à 1,2 milliard d'euros", "900 millions à 1,2 milliard d'euros", 1200 * M, "EUR"),
        ("3\u202f700 euros", "3\u202f700 euros", 3700, "EUR"),
        ("3\u00a0700\u00a0€", "3\u00a0700\u00a0€", 3700, "EUR"),
        ("1.000 milliards de dollars", "1.000 milliards de dollars", 1000 * MD, "USD"),
        ("la barre du milliard d'euros", "milliard d'euros", MD, "EUR"),
        ("un million et demi d'euros", "un million et demi d'euros", 1500000, "EUR"),
        ("un demi-milliard de dollars", "un demi-milliard de dollars", 500 * M, "USD"),
        ("vingt dollars par mois", "vingt dollars", 20, "USD"),
        ("deux cents millions de yens", "deux cents millions de yens", 200 * M, "JPY"),
        ("3 milliards de livres sterling", "3 milliards de livres sterling", 3 * MD, "GBP"),
        ("5 millions de francs suisses", "5 millions de francs suisses", 5 * M, "CHF"),
        ("10 milliards de couronnes", "10 milliards de couronnes", 10 * MD, None),
        ("2 millions de dollars canadiens", "2 millions de dollars canadiens", 2 * M, "CAD"),
        ("7 milliards de roubles", "7 milliards de roubles", 7 * MD, "RUB"),
        ("80 milliards de wons", "80 milliards de wons", 80 * MD, "KRW"),
        ("9 milliards de yuans", "9 milliards de yuans", 9 * MD, "CNY"),
        ("4 milliards de roupies indiennes", "4 milliards de roupies indiennes", 4 * MD, "INR"),
        ("1 milliard de dirhams des Émirats", "1 milliard de dirhams des Émirats", MD, "AED"),
        ("6 milliards\nde dollars", "6 milliards\nde dollars", 6 * MD, "USD"),
        ("4,3 milliards de chiffre d'affaires", "4,3 milliards", 4300 * M, None),
    ],
)
def test_one_sum(text: str, passage: str, value: int, currency: str | None) -> None:
    assert sums(text) == [(passage, value, currency)]


@pytest.mark.parametrize(
    "text",
    [
        "100 millions d'utilisateurs",
        "250 millions de personnes l'utilisent, sans payer",
        "1 700 salariés et 200 livres",
        "un million de livres vendus",
        "12 % de croissance",
        "le 3 mai 2024, à 7 h 30",
        "des milliards de dollars",
        "3 000 mètres, 5 m, 12 k",
        "Il mesure 1,80 m et court 10 millions de pas",
        "un milliard d'étoiles, deux milliards de requêtes",
        "",
    ],
)
def test_no_sum(text: str) -> None:
    assert sums(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "6,6 milliards de dollars, sur la base d'une valorisation de 157 milliards",
            [(6600 * M, "USD"), (157 * MD, "USD")],
        ),
        ("À 100 milliards, un plafond. Il devait investir 100 milliards de dollars", [(100 * MD, "USD")] * 2),
        ("Levée de 6.5 milliards à une valo de 150 Mds", [(6500 * M, None), (150 * MD, None)]),
        (
            "Elle lève 10 millions d'euros. L'autre a levé 5 millions de dollars, puis valait 80 millions",
            [(10 * M, "EUR"), (5 * M, "USD"), (80 * M, "USD")],
        ),
        (
            "L'abonnement à 1 €. Il lève 2 milliards de dollars, valeur 9 milliards",
            [(1, "EUR"), (2 * MD, "USD"), (9 * MD, "USD")],
        ),
        ("2 milliards d'euros, dont 600 l'an passé", [(2 * MD, "EUR"), (600 * M, "EUR")]),
        ("650 millions de dollars, dont 620 au titre d'une licence", [(650 * M, "USD"), (620 * M, "USD")]),
        ("2 milliards d'euros, dont 15 salariés", [(2 * MD, "EUR")]),
        ("Il lève 2 milliards de dollars et veut en lever 5 de plus.", [(2 * MD, "USD"), (5 * MD, "USD")]),
        ("4 milliards de dollars, promis en septembre 2024, disait-on", [(4 * MD, "USD")]),
        ("5 milliards de livres, soit 1 milliard de livres sterling", [(5 * MD, "GBP"), (MD, "GBP")]),
        ("5 milliards de dollars et 6 milliards d'euros", [(5 * MD, "USD"), (6 * MD, "EUR")]),
        ("de 39 à 10 milliards de dollars", [(10 * MD, "USD")]),
    ],
)
def test_currencies_and_units_in_context(text: str, expected: list[tuple[int, str | None]]) -> None:
    assert [(value, currency) for _, value, currency in sums(text)] == expected


@pytest.mark.parametrize(
    "before", ["environ ", "près de ", "plus de ", "jusqu'à ", "au moins ", "quelque ", "de l'ordre de ", "moins de "]
)
def test_approximate(before: str) -> None:
    assert [a.approximate for a in money.find(f"{before}2 milliards d'euros")[0]] == [True]


def test_exact() -> None:
    assert [a.approximate for a in money.find("il verse 2 milliards d'euros")[0]] == [False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("49%", [("49%", "49")]),
        ("possède 48,2 % du capital", [("48,2 %", "48.2")]),
        ("49 pour cent", [("49 pour cent", "49")]),
        ("dix pour cent", [("dix pour cent", "10")]),
        ("entre 5 et 10 %", [("5 et 10 %", "10")]),
        ("portée de 19,9 % à 60,5 %", [("19,9 %", "19.9"), ("60,5 %", "60.5")]),
        ("30 % des 200 salariés, 5 percents", [("30 %", "30")]),
    ],
)
def test_percents(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[p.start : p.end], str(p.value)) for p in money.find(text)[1]] == expected


@given(
    st.integers(1, 999), st.sampled_from(["million", "milliard"]), st.sampled_from(["de dollars", "d'euros", "de yens"])
)
def test_the_span_is_the_whole_expression(number: int, scale: str, currency: str) -> None:
    written = f"{number} {scale}{'s' if number > 1 else ''} {currency}"
    [(passage, value, _)] = sums(f"Elle a levé {written} en mai.")
    assert passage == written
    assert value == number * (MD if scale == "milliard" else M)


PIECES = [
    "12",
    " ",
    "6,6",
    " milliards",
    " de dollars",
    "€",
    "$",
    " et ",
    " à ",
    "dont ",
    "entre ",
    "%",
    "M",
    "\n",
    "une centaine de",
    " millions",
    "é",
    "😀",
    ".",
    ", ",
    "deux ",
    "\u202f700",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=80))
def test_any_text_gives_ordered_spans(text: str) -> None:
    for found in money.find(text):
        end = 0
        for item in found:
            assert end <= item.start < item.end <= len(text)
            assert isinstance(item.value, Decimal)
            assert item.value >= 0
            end = item.end


@pytest.mark.parametrize("unit", ["1 ", "1", "123 ", " ", "un ", "1,2 à ", "$", "dont 3 "])
def test_linear_time(unit: str) -> None:
    def seconds(length: int) -> float:
        start = time.perf_counter()
        money.find(unit * (length // len(unit)))
        return time.perf_counter() - start

    seconds(1000)
    assert seconds(160_000) < 40 * seconds(10_000) + 0.5


def test_lexicons_are_sorted_and_unique() -> None:
    data = yaml.safe_load(resources.data_path(moneygrammar.DEFAULT).read_text(encoding="utf-8"))
    for key in ("currencies", "shared_names", "scales", "english_scales", "money_nouns", "money_cues"):
        assert list(data[key]) == sorted(set(data[key]), key=lambda word: (fold(word), word)), key
    symbols = [symbol for currency in data["currencies"].values() for symbol in currency["symbols"]]
    assert len(symbols) == len(set(symbols))


def test_a_broken_lexicon_is_named(tmp_path) -> None:  # type: ignore[no-untyped-def]
    source = resources.data_path(moneygrammar.DEFAULT).read_text(encoding="utf-8")
    broken = tmp_path / "broken.yml"
    broken.write_text(
        source.replace('percent: "(?:%', 'percent: "(%', 1).replace("cents?)", "cents?", 1), encoding="utf-8"
    )
    with pytest.raises(DataError, match=r"broken\.yml"):
        moneygrammar.load(broken)
