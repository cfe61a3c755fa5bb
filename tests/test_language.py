"""Is a text French? Also one of two sentences, and not its neighbours' (from the Declaration of Human Rights)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ontograph import language, resources
from ontograph.language import foreign, language_of

FRENCH = (
    "Altman quitte OpenAI",
    "Nova IA : 500 millions",
    "Le conseil d'administration a limogé le directeur général vendredi, et la directrice technique assure l'intérim.",
    "Les salariés ont écrit : « We would like to leave and to follow him, as this is not what we have worked for ».",
    "12\n15\n18\n2 400 000",
    "Carlsberg avale la brasserie de Floreffe. Un pacte de dernière minute, signé devant notaire, scelle l'accord.",
    "Claire Aubry rejoint Nova IA. Directrice technique, elle succède à Marc Delorme.",
    "NOVA IA NOMME CLAIRE AUBRY À LA PRÉSIDENCE DU GROUPE, MARC DELORME ÉVINCÉ",
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
    "Tots els éssers humans neixen lliures i iguals en dignitat i en drets. Són dotats de raó i de consciència.",
    "Totes los èssers umans naisson liures e egals en dignitat e en dreches. Son dotats de rason e de consciéncia.",
    "Toate ființele umane se nasc libere și egale în demnitate și în drepturi. Ele sunt înzestrate cu rațiune.",
    "Tódolos seres humanos nacen libres e iguais en dignidade e dereitos e, dotados como están de razón e conciencia.",
    "Tutti l'esseri umani nascenu libari è pari in dignità è in diritti. Anu a raghjone è a cuscenza in elli.",
    "Omnes homines liberi aequique dignitate atque iuribus nascuntur. Ratione conscientiaque praediti sunt et debent.",
    "Tout moun fèt lib, egal ego pou diyite kou wè dwa. Nou gen la rezon ak la konsyans epi nou fèt pou nou aji.",
    "取締役会は金曜日に最高経営責任者を解任した。",
    "أقال مجلس الإدارة الرئيس التنفيذي يوم الجمعة",
)


@pytest.mark.parametrize("text", FRENCH)
def test_french_is_french(text: str) -> None:
    assert foreign(text) is None


@pytest.mark.parametrize("text", FOREIGN)
def test_other_languages_are_not(text: str) -> None:
    assert foreign(text) is not None


def test_the_reason_names_the_language() -> None:
    assert foreign(FOREIGN[2]) == "no French text (its language: es)"
    assert foreign(FOREIGN[-1]) == "no French text (its language: ar)"
    assert foreign(FRENCH[2]) is None


def test_ordinary_articles_need_no_library(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_told", lambda _: pytest.fail("looked at closely"))
    for file in sorted((root / "corpus").glob("*.txt")):
        assert language_of(file.read_text(encoding="utf-8")) == "fr"


def test_the_words_are_sorted_and_of_one_language_only() -> None:
    words = yaml.safe_load(resources.data_path("fr_press/language.yml").read_text(encoding="utf-8"))
    for name in ("french", "foreign", "hyphen_after", "hyphen_before"):
        assert words[name] == sorted(set(words[name]))
        assert all(word == word.casefold() for word in words[name])
    assert not set(words["french"]) & set(words["foreign"])
