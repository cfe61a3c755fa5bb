"""Bytes -> French text."""

from __future__ import annotations

from contextlib import suppress

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ontograph import resources
from ontograph.decoding import decode, is_french
from ontograph.errors import CorpusError

FRENCH = (
    "Altman quitte OpenAI",
    "Nova IA : 500 millions",
    "Le conseil d'administration a limogé le directeur général vendredi, et la directrice technique assure l'intérim.",
    "Les salariés ont écrit : « We would like to leave and to follow him, as this is not what we have worked for ».",
    "12\n15\n18\n2 400 000",
)
FOREIGN = (
    "This is a text without any of it.",
    "Der Vorstand hat den Chef am Freitag entlassen, und die Belegschaft droht mit der Kündigung.",
    "El consejo despidió al director general el viernes y la directora técnica asume el cargo de forma interina "
    "mientras se busca un sucesor que pueda dirigir la empresa.",
    "Il consiglio ha licenziato il direttore generale venerdì e la direttrice tecnica assume la carica ad interim "
    "mentre si cerca un successore che possa guidare l'azienda.",
    "O conselho demitiu o diretor-geral na sexta-feira e a diretora técnica assume o cargo interinamente enquanto se "
    "procura um sucessor que possa liderar a empresa.",
    "取締役会は金曜日に最高経営責任者を解任した。",
    "أقال مجلس الإدارة الرئيس التنفيذي يوم الجمعة",
)


@pytest.mark.parametrize("text", FRENCH)
def test_french_is_french(text: str) -> None:
    assert is_french(text)


@pytest.mark.parametrize("text", FOREIGN)
def test_other_languages_are_not(text: str) -> None:
    assert not is_french(text)


def test_the_words_are_sorted_and_of_one_language_only() -> None:
    words = yaml.safe_load(resources.data_path("fr_press/language.yml").read_text(encoding="utf-8"))
    for name in ("french", "foreign"):
        assert words[name] == sorted(set(words[name]))
        assert all(word == word.casefold() for word in words[name])
    assert not set(words["french"]) & set(words["foreign"])


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1))
def test_utf8_comes_back_as_it_is(text: str) -> None:
    content = text.encode()
    try:
        assert decode(content) == text.removeprefix("\ufeff")
    except CorpusError:
        assert not text.removeprefix("\ufeff").strip() or "\x00" in text


@given(st.binary())
def test_any_bytes_give_text_or_a_reason(content: bytes) -> None:
    with suppress(CorpusError):
        assert decode(content).strip()
