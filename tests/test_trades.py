"""Kinds of organizations."""

from __future__ import annotations

import pytest

from ontograph import resources
from ontograph.mentions.trades import Trades, TradesData
from ontograph.naming import gazetteer

DATA = resources.load_yaml(resources.data_path("fr_press/trades.yml"), TradesData)
ENTRIES = gazetteer.read("fr_press/gazetteer.jsonl")
TRADES = Trades(DATA, {e.name: e.aliases for e in ENTRIES})


def test_lists_are_sorted_and_unique() -> None:
    for table in (DATA.nouns, DATA.names):
        assert list(table) == sorted(table)
        for words in table.values():
            assert words == sorted(set(words))


def test_names_stand_in_the_gazetteer() -> None:
    known = {e.name for e in ENTRIES if e.kind in ("Organization", "Product")}
    assert {name for names in DATA.names.values() for name in names} <= known


def test_trades_that_are_no_firms_exist() -> None:
    assert set(DATA.unfirm) <= {*DATA.nouns, *DATA.subtypes.values()}


@pytest.mark.parametrize(
    ("noun", "name", "subtype", "fits"),
    [
        ("constructeur", "Renault", "Company", True),
        ("start-up", "Renault", "Company", False),
        ("entreprise", "Renault", "Company", None),
        ("entreprise", "Cour suprême", "PublicBody", False),
        ("fonds", "Novalis Capital", "InvestmentFirm", True),
        ("start-up", "Novalis Capital", "InvestmentFirm", False),
        ("start-up", "Novalis", None, None),
        ("quotidien", "Le Matin de Lyon", "MediaOutlet", True),
    ],
)
def test_which_noun_fits_which_organization(noun: str, name: str, subtype: str | None, fits: bool | None) -> None:
    assert TRADES.fits(noun, TRADES.of([name], subtype)) is fits
