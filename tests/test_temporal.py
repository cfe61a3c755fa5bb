"""Date expressions and publication dates, without spaCy."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ontograph import resources, temporal, timex
from ontograph.errors import DataError
from ontograph.numerals import fold
from ontograph.timex import Moment

FRIDAY = "2024-05-17"
MONTHS = [
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
]
WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]


def read(text: str, published: str | None = FRIDAY, **options: object) -> list[tuple[str, str]]:
    return [(text[e.start : e.end], e.value) for e in temporal.find(text, published, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Elle est partie le 17 mai 2024.", [("le 17 mai 2024", "2024-05-17")]),
        ("Arrivé le 1er octobre 2021", [("le 1er octobre 2021", "2021-10-01")]),
        ("Signé le 17/05/2024 à Paris", [("le 17/05/2024", "2024-05-17")]),
        ("Signé le 17.05.2024", [("le 17.05.2024", "2024-05-17")]),
        ("Version du 2024-05-17T08:00:00Z", [("2024-05-17T08:00:00Z", "2024-05-17")]),
        ("En MAI 2024,", [("MAI 2024", "2024-05")]),
        ("Fondée en 2019 à Lyon", [("2019", "2019")]),
        ("Partie fin 2023.", [("fin 2023", "2023")]),
        ("mi-2022, il part", [("mi-2022", "2022")]),
        ("Rachetée à l’été 2021.", [("l’été 2021", "2021-SU")]),
        ("au deuxième trimestre 2024", [("deuxième trimestre 2024", "2024-Q2")]),
        ("Ventes du T2 2024", [("T2 2024", "2024-Q2")]),
        ("au second semestre 2026", [("second semestre 2026", "2026-H2")]),
        ("Ouvert entre 2016 et 2018", [("2016", "2016"), ("2018", "2018")]),
        ("Directeur (2019-2023)", [("2019", "2019"), ("2023", "2023")]),
        ("saison 2019/2020", [("2019", "2019"), ("2020", "2020")]),
        ("en 2022 puis 2023", [("2022", "2022"), ("2023", "2023")]),
        ("dans les années 1990", [("les années 1990", "199")]),
        ("Paris, 24 avr 2025 - Hausse", [("24 avr 2025", "2025-04-24")]),
        ("dès octobre 98", [("octobre 98", "1998-10")]),
    ],
)
def test_absolute(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected
    assert read(text, None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il a démissionné mardi.", [("mardi", "2024-05-14")]),
        ("Il a démissionné vendredi.", [("vendredi", "2024-05-17")]),
        ("Il part vendredi dernier", [("vendredi dernier", "2024-05-10")]),
        ("Réunion lundi prochain", [("lundi prochain", "2024-05-20")]),
        ("Ce jeudi, elle a", [("Ce jeudi", "2024-05-16")]),
        ("annoncé hier", [("hier", "2024-05-16")]),
        ("avant-hier", [("avant-hier", "2024-05-15")]),
        ("demain", [("demain", "2024-05-18")]),
        ("hier soir", [("hier soir", "2024-05-16TEV")]),
        ("lundi après-midi", [("lundi après-midi", "2024-05-13TAF")]),
        ("en mai dernier", [("mai dernier", "2023-05")]),
        ("en novembre dernier", [("novembre dernier", "2023-11")]),
        ("en juin prochain", [("juin prochain", "2024-06")]),
        ("en mars", [("mars", "2024-03")]),
        ("en mai", [("mai", "2024-05")]),
        ("en décembre", [("décembre", "2023-12")]),
        ("début mars", [("début mars", "2024-03")]),
        ("au mois de mars", [("au mois de mars", "2024-03")]),
        ("l'an dernier", [("l'an dernier", "2023")]),
        ("l’an passé", [("l’an passé", "2023")]),
        ("cette année", [("cette année", "2024")]),
        ("l'année prochaine", [("l'année prochaine", "2025")]),
        ("à la fin de l'année dernière", [("la fin de l'année dernière", "2023")]),
        ("au mois de mai dernier", [("au mois de mai dernier", "2023-05")]),
        ("au printemps de l'an dernier", [("printemps de l'an dernier", "2023-SP")]),
        ("le premier mai", [("le premier mai", "2024-05-01")]),
        ("en mars de l'année dernière", [("mars de l'année dernière", "2023-03")]),
        ("voilà un peu plus d'un an", [("voilà un peu plus d'un an", "2023")]),
        ("ces derniers temps", [("ces derniers temps", "PAST_REF")]),
        ("le mois dernier", [("le mois dernier", "2024-04")]),
        ("ce mois-ci", [("ce mois-ci", "2024-05")]),
        ("à la fin du mois", [("la fin du mois", "2024-05")]),
        ("la semaine dernière", [("la semaine dernière", "2024-W19")]),
        ("ce week-end", [("ce week-end", "2024-W20-WE")]),
        ("il y a deux ans", [("il y a deux ans", "2022")]),
        ("il y a trois mois", [("il y a trois mois", "2024-02")]),
        ("il y a dix jours", [("il y a dix jours", "2024-05-07")]),
        ("dans deux ans", [("dans deux ans", "2026")]),
        ("cet été", [("cet été", "2024-SU")]),
        ("à l'automne", [("l'automne", "2023-FA")]),
        ("au printemps prochain", [("printemps prochain", "2025-SP")]),
        ("le 30 avril", [("le 30 avril", "2024-04-30")]),
        ("le 27 décembre dernier", [("le 27 décembre dernier", "2023-12-27")]),
        ("mercredi 22 mai", [("mercredi 22 mai", "2024-05-22")]),
        ("lundi 6 septembre", [("lundi 6 septembre", "2024-09-06")]),  # the weekday is wrong: the nearest year
        ("depuis quelques mois", [("depuis quelques mois", "PAST_REF")]),
        ("dans les prochains jours", [("dans les prochains jours", "FUTURE_REF")]),
        ("actuellement", [("actuellement", "PRESENT_REF")]),
        ("Il n'en reste aujourd'hui que deux", [("aujourd'hui", "PRESENT_REF")]),
    ],
)
def test_relative_to_the_publication(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("entre le 3 et le 5 mai", ["2024-05-03", "2024-05-05"]),
        ("du 20 au 24 octobre 2025", ["2025-10-20", "2025-10-24"]),
        ("du mercredi 3 avril au samedi 6 avril", ["2024-04-03", "2024-04-06"]),
        ("les 3 et 4 mars 2023", ["2023-03-03", "2023-03-04"]),
        ("entre mars et avril 2023", ["2023-03", "2023-04"]),
        ("Le 11 janvier, il part. Le 17, c'est au tour de Léa.", ["2024-01-11", "2024-01-17"]),
        ("Fondée en 2010. Deux ans plus tard, elle est vendue.", ["2010", "2012"]),
        ("Née en mars 2021. Six mois plus tard, elle lève.", ["2021-03", "2021-09"]),
        ("Sortie le 3 mars 2021. Deux semaines plus tôt, rien.", ["2021-03-03", "2021-W07"]),
        ("Le 31 décembre 2022, il part ; le lendemain, il revient.", ["2022-12-31", "2023-01-01"]),
        ("Jeudi, elle a dit oui. Réuni la veille, le conseil", ["2024-05-16", "2024-05-15"]),
        ("En août 2021, l'accord ; dès le mois suivant, la fin", ["2021-08", "2021-09"]),
        ("En mars 2022, il signe. En juin de la même année, il part.", ["2022-03", "2022-06"]),
        ("A l'été 2020, la crise. Il part fin juin, puis en août.", ["2020-SU", "2020-06", "2020-08"]),
        (
            "12 mars 2023. Il entre.\n\n8 juin. Il sort.\n\n4 février. Il revient.",
            ["2023-03-12", "2023-06-08", "2024-02-04"],
        ),
        ("En 2018, il est parti.\n\nElle l'a rejoint en mars.", ["2018", "2024-03"]),
        ("Depuis 2015, elle dirige. En janvier, elle part.", ["2015", "2024-01"]),
        ("six semaines plus tôt que prévu", []),
        ("la veille de son départ", []),
    ],
)
def test_elided_and_anchored(text: str, expected: list[str]) -> None:
    assert [value for _, value in read(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "le 31 février 2024",
        "le 29 février 2023",
        "le 45 mai",
        "30/02/2024",
        "pendant deux ans",
        "depuis dix ans",
        "Léa, 38 ans, et Hugo, 25 ans",
        "un bus de 2000 places",
        "en 2024 euros",
        "un groupe de 2000 salariés",
        "un mardi sur deux, tous les mardis, le mardi",
        "il a été vendu",
        "24/7 et 3/4 des voix",
        "au 06-12-05-2024",
        "le numéro 2024-118",
        "version 12.05.3",
        "ils sont 2019,5 fois",
    ],
)
def test_no_dates(text: str) -> None:
    assert read(text) == []


def test_tense_decides_between_last_and_next() -> None:
    for tense, values in (
        ("past", ["2023-09", "2024-05-14", "2023-07-14"]),
        ("future", ["2024-09", "2024-05-21", "2024-07-14"]),
    ):
        found = read("en septembre, mardi ; le 14 juillet", tense=lambda start, end, tense=tense: tense)
        assert [value for _, value in found] == values
    assert read("d'ici mardi") == [("mardi", "2024-05-21")]
    assert read("depuis juin", tense=lambda start, end: "future") == [("juin", "2023-06")]
    assert read("annoncé aujourd'hui", tense=lambda start, end: "past") == [("aujourd'hui", "2024-05-17")]


def test_what_needs_a_publication_date_is_left_out_without_one() -> None:
    assert read("Parti mardi, hier, en mars, l'an dernier, le 3 mai, à l'automne", None) == []
    assert read("Parti mardi, en mars, l'an dernier", "2024") == [("l'an dernier", "2023")]
    assert read("Parti mardi, en mars, l'an dernier", "2024-05") == [("mars", "2024-03"), ("l'an dernier", "2023")]


def test_names_are_left_alone() -> None:
    text = "Avril Lavigne a chanté en avril"
    assert read("Studio Mai 2024 ouvre", blocked=[(0, 15)]) == []
    assert read(text, blocked=[(0, 13)]) == [("avril", "2024-04")]


def test_every_number_word_reaches_a_rule() -> None:
    assert read("il y a vingt et un ans") == [("il y a vingt et un ans", "2003")]


@given(
    st.dates(date(1990, 1, 1), date(2049, 12, 31)),
    st.sampled_from(["{d} {m} {y}", "le {d} {m} {y}", "{w} {d} {m} {y}", "{d:02}/{n:02}/{y}", "{y}-{n:02}-{d:02}"]),
)
def test_full_dates_come_back(day: date, form: str) -> None:
    written = form.format(d=day.day, m=MONTHS[day.month - 1], n=day.month, y=day.year, w=WEEKDAYS[day.weekday()])
    text = f"Le contrat ({written}) tient."
    assert read(text, None) == [(written, day.isoformat())]


@given(st.dates(date(1990, 1, 1), date(2049, 12, 31)), st.sampled_from(WEEKDAYS))
def test_a_weekday_is_the_last_one(published: date, weekday: str) -> None:
    [(_, value)] = read(f"Il a été nommé {weekday}.", published.isoformat())
    found = date.fromisoformat(value)
    assert WEEKDAYS[found.weekday()] == weekday
    assert timedelta(0) <= published - found < timedelta(7)


@given(
    st.dates(date(1990, 1, 1), date(2049, 12, 31)), st.sampled_from(MONTHS), st.sampled_from(["dernier", "prochain"])
)
def test_a_month_with_its_direction(published: date, month: str, direction: str) -> None:
    [(_, value)] = read(f"en {month} {direction}", published.isoformat())
    found = Moment.parse(value)
    assert found
    assert found.month == MONTHS.index(month) + 1
    months = (found.year - published.year) * 12 + found.month - published.month
    assert -12 <= months <= -1 if direction == "dernier" else 1 <= months <= 12


PIECES = [
    "le ",
    "17",
    " mai",
    " 2024",
    "mardi",
    " dernier",
    " et ",
    "\n",
    ", ",
    "été",
    "l'",
    "fin ",
    "12/05",
    "il y a ",
    "deux",
    " ans",
    "’",
    "\u202f",
    "É",
    "😀",
    "-",
    "de ",
    "au ",
    "T2 ",
    "la veille",
]


@given(
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=80),
    st.sampled_from([None, "2024", "2024-05", FRIDAY]),
)
def test_any_text_gives_ordered_spans_with_values(text: str, published: str | None) -> None:
    end = 0
    for found in temporal.find(text, published):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip() == text[found.start : found.end]
        assert found.value
        iso = timex.iso_date(found.value)
        assert iso is None or Moment.parse(iso)
        end = found.end
    temporal.publication_date(text)


@pytest.mark.parametrize("unit", ["1 ", "1", " ", "2024 ", "mai ", "le 3 et ", "\n", "12/"])
def test_linear_time(unit: str) -> None:
    def seconds(length: int) -> float:
        start = time.perf_counter()
        text = unit * (length // len(unit))
        temporal.find(text, FRIDAY)
        temporal.publication_date(text)
        return time.perf_counter() - start

    seconds(1000)
    assert seconds(160_000) < 40 * seconds(10_000) + 0.5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Titre\n\nSan Francisco, 18 nov 2023 - Le conseil a démis son patron.", "2023-11-18"),
        ("PARIS, le 4 juillet 2025 – Le groupe annonce", "2025-07-04"),
        ("NEW YORK (AFP), 24 avril 2025 - Plainte", "2025-04-24"),
        ("Titre\nTech | Publié le 4 octobre 2024 à 7 h 12\nTexte", "2024-10-04"),
        ("Titre\nPublié le 01/04/2025 à 07:42, mis à jour le 02/04/2025 à 09:15\nTexte", "2025-04-01"),
        ("Titre\nMis à jour le 18.11.2024\nTexte", "2024-11-18"),
        ("# Titre\n\n*Par Loïc T. – 26 août 2025, 09:41*\n\nTexte", "2025-08-26"),
        ("Titre\nLéa D. · @lead · 9 juillet 2025 · 23\nTexte", "2025-07-09"),
        ("Titre\nPar la rédaction, le 10 janvier 2023 à 11:04 - 14 commentaires\n", "2023-01-10"),
        ("Titre\nJeudi 26 septembre 2024\nTexte", "2024-09-26"),
        ("19/11/2025 | 18:05\nTitre", "2025-11-19"),
        ("Titre\n\n14 janvier 2016 . –\nLe texte", "2016-01-14"),
        ("Titre\n\n14 janvier 2016. – Le texte commence", "2016-01-14"),
        ("Texte.\nLa fin.\n30 décembre 2024 à 11h37\nSources : deux", "2024-12-30"),
        (" date 2024-09 Quand on parle d'IA", "2024-09"),
        ("---\ntitle: X\ndate: 2024-05-17\n---\nTexte", "2024-05-17"),
        ("Le carnet\nSemaine du 20 au 24 octobre 2025\nTexte", "2025-10"),
        ("La revue\nMai 2024\nTexte", "2024-05"),
        ("Titre\n(Dakar, le 3 mai 2023) – La société", "2023-05-03"),
        ("Titre\nLYON/PARIS, 3 mai 2023 (Agence Sud Info) - La société", "2023-05-03"),
        ("Titre\nLyon, le 3 mai 2023, 7h30 - La société annonce", "2023-05-03"),
        ("Montréal, 3 mai 2023 /CNW/ - La société", "2023-05-03"),
        ("Titre\nGenève, le 3 mai 2023 (agence Alpes Dépêches)\nTexte", "2023-05-03"),
        ("Titre\nRail & Route, 3 mai 2023. De notre envoyé spécial à Lyon.\nTexte", "2023-05-03"),
        ("Titre\nMercredi 3 mai 2023. Le tribunal a tranché.\nTexte", "2023-05-03"),
        ("L'Écho des ports, édition du mercredi 3 mai 2023\nTexte", "2023-05-03"),
        ("Revue de presse du mercredi 3 mai 2023 – Le monde", "2023-05-03"),
        ("LA LETTRE\nMercredi 3 mai 2023 / n° 409\nTexte", "2023-05-03"),
        ("Titre\nRédigé par Paul Martin le 03/05/2023 à 11h24\nTexte", "2023-05-03"),
        ("Titre\npar Paul M. | 03/05/23 à 16h47 | 38 commentaires", "2023-05-03"),
        ("Le blog\nBillet du mois de mai 2023\nTexte", "2023-05"),
        ("N° 12 – semaine du 8 mai 2023\nTexte", "2023-05"),
        ("Le malentendu (mai 2023)\nTexte", "2023-05"),
        ("3 mai 1952. Fondation.\n4 juin 1960. Rachat.\nTexte", None),
        ("Il a quitté le groupe le 17 mai 2024.", None),
        ("Depuis le 3 mars 2022, la société, fondée le 4 mai 2019, est à vendre.", None),
        ("Les dates\n12 mars 2023 - Il entre\n8 juin 2023 - Il sort\n", None),
        ("© 2025 Le journal", None),
        ("Publié le 31 février 2024", None),
        ("", None),
    ],
)
def test_publication_date(text: str, expected: str | None) -> None:
    assert temporal.publication_date(text) == expected


def test_lexicons_are_sorted_and_unique() -> None:
    source = resources.data_path(temporal.DEFAULT).read_text(encoding="utf-8")
    for words in yaml.safe_load(source)["lexicons"].values():
        assert list(words) == sorted(words, key=fold)
    ids = [rule["id"] for rule in yaml.safe_load(source)["rules"]]
    assert len(ids) == len(set(ids))


def test_a_broken_grammar_is_named(tmp_path) -> None:  # type: ignore[no-untyped-def]
    source = resources.data_path(temporal.DEFAULT).read_text(encoding="utf-8")
    unknown = tmp_path / "unknown.yml"
    unknown.write_text(source.replace("<weekday>", "<nosuchlexicon>", 1), encoding="utf-8")
    with pytest.raises(DataError, match=r"unknown\.yml.*nosuchlexicon"):
        temporal.load(unknown)
    regex = tmp_path / "regex.yml"
    regex.write_text(source.replace("hier{end}", "hier({end}", 1), encoding="utf-8")
    with pytest.raises(DataError, match=r"regex\.yml"):
        temporal.load(regex)
    with pytest.raises(DataError, match=r"absent\.yml"):
        temporal.load(tmp_path / "absent.yml")
