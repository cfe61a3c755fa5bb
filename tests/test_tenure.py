"""When positions began and ended."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontograph.graph import to_rdf
from ontograph.model import DateMention, Fact, Knowledge, Reading
from ontograph.resolve import resolve, terms
from readings import claim, reading

ALTMAN: dict[str, Any] = {"person": "Sam Altman", "organization": "OpenAI"}
MURATI: dict[str, Any] = {"person": "Mira Murati", "organization": "OpenAI"}
SHEAR: dict[str, Any] = {"person": "Emmett Shear", "organization": "OpenAI"}


def post(who: dict[str, Any], status: str, role: str = "CEO", start: int = 500, **more: Any) -> dict[str, Any]:
    return claim("Position", start=start, **who, roleClass=role, status=status, **more)


def positions(*articles: Reading) -> list[Fact]:
    return [fact for fact in resolve(articles).facts if fact.type == "Position"]


def bounds(*articles: Reading) -> list[tuple[str, str]]:
    """From when until when, by fact."""
    return [("".join(map(str, f.get("from"))), "".join(map(str, f.get("until")))) for f in positions(*articles)]


# --- one post -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([claim("Appointment", **ALTMAN, roleClass="CEO", date="2019-03")], ("2019-03", "")),
        ([claim("Appointment", **ALTMAN, roleClass="CTO", date="2019-03")], ("", "")),
        ([claim("Appointment", **ALTMAN, date="2019-03")], ("", "")),
        ([claim("Appointment", "planned", **ALTMAN, roleClass="CEO", date="2025-03")], ("", "")),
        ([claim("Departure", **ALTMAN, roleClass="CEO", date="2023-11-17")], ("", "2023-11-17")),
        ([claim("Departure", **ALTMAN, date="2023-11-17")], ("", "2023-11-17")),
        ([claim("Departure", **ALTMAN, roleClass="BoardMember", date="2023-11-17")], ("", "")),
        ([claim("Departure", "possible", **ALTMAN, date="2023-11-17")], ("", "")),
        (
            [
                claim("Appointment", **ALTMAN, roleClass="CEO", date="2019"),
                claim("Departure", start=50, **ALTMAN, roleClass="CEO", date="2023-11-17"),
            ],
            ("2019", "2023-11-17"),
        ),
        (
            [
                claim("Appointment", **ALTMAN, roleClass="CEO", date="2019"),
                claim("Appointment", start=50, **ALTMAN, roleClass="CEO", date="2022"),
            ],
            ("2019", ""),
        ),
    ],
)
def test_certain_moves_bound_a_post(rows: list[dict[str, Any]], expected: tuple[str, str]) -> None:
    status = "former" if expected[1] else "current"
    assert bounds(reading("a", *rows, post(ALTMAN, status), published="2024-01-01")) == [expected]


def test_when_an_article_appeared_is_no_bound() -> None:
    early, late = (
        reading(d, post(ALTMAN, s), published=p) for d, s, p in (("a", "current", "2020"), ("b", "former", "2024"))
    )
    assert bounds(early, late) == [("", "")]


def test_a_founder_is_one_from_the_founding_and_for_good() -> None:
    founded = claim("Founding", founder=["Sam Altman"], organization="OpenAI", date="2015")
    left = claim("Departure", start=40, **ALTMAN, date="2023")
    assert bounds(reading("a", founded, left, post(ALTMAN, "former", "Founder"), published="2024")) == [("2015", "")]


def test_a_seat_on_the_board_outlives_the_post() -> None:
    left = claim("Departure", **ALTMAN, date="2023-11-17")
    assert bounds(reading("a", left, post(ALTMAN, "current", "BoardMember"), published="2023-12-01")) == [("", "")]


def test_an_end_that_later_articles_know_nothing_of_is_none() -> None:
    left = reading("a", claim("Departure", **ALTMAN, date="2023-01"), post(ALTMAN, "former"), published="2023-02-01")
    later = [reading(d, post(ALTMAN, "current"), published="2024-05-01") for d in "bc"]
    assert bounds(left) == [("", "2023-01")]
    assert bounds(left, *later) == [("", "")]


def test_a_beginning_that_earlier_articles_know_nothing_of_is_none() -> None:
    named = claim("Appointment", **ALTMAN, roleClass="CEO", date="2023-01")
    late = reading("a", named, post(ALTMAN, "current"), published="2023-02-01")
    assert bounds(late, reading("b", post(ALTMAN, "current"), published="2021-02-01")) == [("", "")]


# --- November 2023 --------------------------------------------------------------------------------------------------


@pytest.fixture
def november() -> list[Reading]:
    """The weekend at OpenAI as five articles tell it, two of them before it and long after."""
    return [
        reading("a", post(ALTMAN, "current"), post(MURATI, "current", "CTO"), published="2023-01-10"),
        reading(
            "b",
            claim("Departure", **ALTMAN, roleClass="CEO", date="2023-11-17", kind="dismissal"),
            claim("Appointment", start=60, **MURATI, roleClass="CEO", date="2023-11-17"),
            post(ALTMAN, "former"),
            post(MURATI, "current"),
            published="2023-11-18",
        ),
        reading(
            "c",
            claim("Appointment", **SHEAR, roleClass="CEO", date="2023-11-19"),
            claim("Appointment", "planned", start=60, **ALTMAN, roleClass="CEO"),
            post(SHEAR, "current"),
            post(MURATI, "former"),
            published="2023-11-21",
        ),
        reading(
            "d",
            claim("Appointment", **ALTMAN, date="2023-11-21"),
            claim("Departure", start=60, **ALTMAN, roleClass="CEO", date="2023-11"),
            post(ALTMAN, "current"),
            post(SHEAR, "former", start=700),
            published="2024-11-18",
        ),
        reading("e", post(ALTMAN, "current"), published="2025-03-01"),
    ]


def test_who_comes_back_has_two_spells(november: list[Reading]) -> None:
    found = {f.id: (f.get("from"), f.get("until"), [c.document[-1] for c in f.claims]) for f in positions(*november)}
    assert found == {
        "position/emmett-shear-openai-ceo": (("2023-11-19",), ("2023-11-21",), ["c", "d"]),
        "position/mira-murati-openai-ceo": (("2023-11-17",), ("2023-11-19",), ["b", "c"]),
        "position/mira-murati-openai-cto": ((), (), ["a"]),
        "position/sam-altman-openai-ceo-from-2023-11-21": (("2023-11-21",), (), ["d", "e"]),
        "position/sam-altman-openai-ceo-until-2023-11-17": ((), ("2023-11-17",), ["a", "b"]),
    }


LEADERS = """
PREFIX og: <https://w3id.org/ontograph#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?name {
  ?post a og:Position ; og:roleClass og:CEO ; og:organization/skos:prefLabel "OpenAI" ; og:person/skos:prefLabel ?name ;
        og:factuality og:certain .
  OPTIONAL { ?post og:from ?from } OPTIONAL { ?post og:until ?until }
  FILTER(BOUND(?from) || BOUND(?until))
  FILTER(!BOUND(?from) || STR(?from) <= ?day)
  FILTER(!BOUND(?until) || STR(?until) > ?day || (STRLEN(STR(?until)) < 10 && STRSTARTS(?day, STR(?until))))
}"""
"""Who led OpenAI on ?day; the last day in a post is the next one's first."""

HOLDERS = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX og: <https://w3id.org/ontograph#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?name ?role ?organization {
  ?post a og:Position ; og:person/skos:prefLabel ?name ; og:roleClass ?role ; og:factuality og:certain ;
        og:organization/skos:prefLabel ?organization .
  ?held og:about ?post ; og:status og:current ; og:inDocument/dcterms:issued ?when .
  FILTER NOT EXISTS { ?post og:until ?end }
  FILTER NOT EXISTS { ?over og:about ?post ; og:status og:former ; og:inDocument/dcterms:issued ?later .
                      FILTER(STR(?later) >= STR(?when)) }
}"""
"""Who holds what today, as far as the newest articles know."""


def names(knowledge: Knowledge, day: str) -> set[str]:
    rows = to_rdf(knowledge).query(LEADERS.replace("?day", f'"{day}"'))
    return {str(name) for (name,) in rows}  # type: ignore[misc]


@pytest.mark.parametrize(
    ("day", "who"),
    [
        ("2022-01-01", "Sam Altman"),
        ("2023-11-16", "Sam Altman"),
        ("2023-11-17", "Mira Murati"),
        ("2023-11-18", "Mira Murati"),
        ("2023-11-19", "Emmett Shear"),
        ("2023-11-20", "Emmett Shear"),
        ("2023-11-21", "Sam Altman"),
        ("2026-01-01", "Sam Altman"),
    ],
)
def test_who_led_on_a_day(november: list[Reading], day: str, who: str) -> None:
    assert names(resolve(november), day) == {who}


def test_who_holds_what_today(november: list[Reading]) -> None:
    rows = to_rdf(resolve(november)).query(HOLDERS)
    assert {(str(name), str(role).rpartition("#")[2]) for name, role, _ in rows} == {  # type: ignore[misc]
        ("Sam Altman", "CEO"),
        ("Mira Murati", "CTO"),
    }


def test_a_return_without_a_post_is_not_to_the_former_one() -> None:
    rows = [
        claim("Departure", **ALTMAN, roleClass="VicePresident", date="2024-09"),
        claim("Appointment", start=50, **ALTMAN, date="2026-01-14"),
        post(ALTMAN, "former", "VicePresident"),
    ]
    assert bounds(reading("a", *rows, published="2026-01-15")) == [("", "2024-09")]


def test_who_was_called_former_before_the_beginning_had_an_earlier_spell() -> None:
    lost = reading("a", post(ALTMAN, "former", "BoardMember"), published="2023-11-18")
    seat = claim("Appointment", **ALTMAN, roleClass="BoardMember", date="2024-03-08")
    again = reading("b", seat, post(ALTMAN, "current", "BoardMember"), published="2024-11-18")
    assert bounds(lost, again) == [("", ""), ("2024-03-08", "")]


def test_who_shares_a_post_is_not_replaced_by_the_other() -> None:
    first = claim("Appointment", **ALTMAN, roleClass="CEO", date="2019")
    second = claim("Appointment", start=50, **SHEAR, roleClass="CEO", date="2022")
    both = reading("a", first, second, post(ALTMAN, "current"), post(SHEAR, "current", start=600), published="2023")
    assert bounds(both) == [("2022", ""), ("2019", "")]


# --- what the passage says ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("PDG d'Armoric Line depuis 2017", {"from": "2017"}),
        ("elle y a siégé jusqu’en 2021", {"until": "2021"}),
        ("directeur des achats de 1998 à 2007", {"from": "1998", "until": "2007"}),
        ("PDG de 2007 à 1998", {}),
        ("nommée PDG en 2017", {}),
        ("PDG pendant la crise de 2023", {}),
    ],
)
def test_dates_in_the_passage(quote: str, expected: dict[str, str]) -> None:
    article = reading("a", post(ALTMAN, "current", start=0))
    (told,) = article.claims
    told = replace(told, quote=quote, end=len(quote))
    days = [DateMention(m.start(), m.end(), m[0], m[0]) for m in re.finditer(r"\d{4}", quote)]
    found = terms.dated(told, days)
    assert {a.role: a.fillers[0] for a in found.arguments if a.role in ("from", "until")} == expected
    fact = positions(replace(article, claims=(told,), dates=tuple(days)))[0]
    assert {role: fact.get(role)[0] for role in ("from", "until") if fact.get(role)} == expected


# --- any order ------------------------------------------------------------------------------------------------------

DAYS = st.sampled_from(["2019", "2020-05", "2020-05-17", "2022", "2023-11-17", "2023-11-21", "2024-03"])


@st.composite
def careers(draw: st.DrawFn) -> list[Reading]:
    rows = st.one_of(
        st.builds(
            lambda t, d, r, w: claim(t, start=10, **w, date=d, **({"roleClass": r} if r else {})),
            st.sampled_from(["Appointment", "Departure"]),
            DAYS,
            st.sampled_from([None, "CEO", "BoardMember"]),
            st.sampled_from([ALTMAN, SHEAR]),
        ),
        st.builds(
            lambda s, r, w: post(w, s, r),
            st.sampled_from(["current", "former"]),
            st.sampled_from(["CEO", "BoardMember", "Founder"]),
            st.sampled_from([ALTMAN, SHEAR]),
        ),
    )
    published = st.none() | DAYS
    return [reading(d, *draw(st.lists(rows, max_size=4)), published=draw(published)) for d in "abcd"]


@settings(max_examples=150, deadline=None)
@given(careers(), st.randoms(use_true_random=False))
def test_spells_of_any_career(articles: list[Reading], random: Any) -> None:
    """Every claim stays, in one fact; no spell ends before it begins; the order of the articles does not matter."""
    knowledge = resolve(articles)
    assert sum(len(f.claims) for f in knowledge.facts) == sum(len(article.claims) for article in articles)
    for fact in knowledge.facts:
        begin, end = (str(day) for day in (fact.get("from") or ("0",))), (str(day) for day in fact.get("until"))
        assert all(b[:4] <= e[:4] for b, e in zip(begin, end, strict=False))
    shuffled = list(articles)
    random.shuffle(shuffled)
    assert resolve(shuffled) == knowledge
