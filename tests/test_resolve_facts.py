from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontograph.model import FACTUALITIES, Fact, Knowledge, Money, Reading
from ontograph.resolve import dates, resolve
from readings import claim, money, reading

LEAVES: dict[str, Any] = {"person": "Mira Murati", "organization": "OpenAI"}
SUED: dict[str, Any] = {"plaintiff": ["Elon Musk"], "defendant": ["OpenAI"]}


def facts(*articles: Reading) -> list[Fact]:
    return list(resolve(articles).facts)


def only(*articles: Reading) -> Fact:
    (fact,) = facts(*articles)
    return fact


# --- within a document ----------------------------------------------------------------------------------------------


def test_repetitions_complete_each_other() -> None:
    fact = only(
        reading(
            "a",
            claim("Departure", start=0, **LEAVES, kind="unspecified"),
            claim("Departure", start=50, **LEAVES, date="2024-09", kind="resignation", title="directrice technique"),
            claim("Departure", start=90, **LEAVES, date="2024-09-25", destination="Thinking Machines"),
        )
    )
    assert fact.id == "departure/mira-murati-openai-2024"
    assert fact.date == "2024-09-25"
    assert fact.get("kind") == ("resignation",)
    assert fact.get("destination") == ("organization/thinking-machines",)
    assert fact.label == "Mira Murati, directrice technique, quitte OpenAI pour Thinking Machines (25 septembre 2024)"
    assert [c.id for c in fact.claims] == [f"claim/a-{n}-{n + 4}-departure" for n in (0, 50, 90)]


def test_two_dates_are_two_departures() -> None:
    found = facts(reading("a", claim("Departure", **LEAVES, date="2017"), claim("Departure", **LEAVES, date="2024-02")))
    assert [f.id for f in found] == ["departure/mira-murati-openai-2017", "departure/mira-murati-openai-2024"]


def test_who_joined_long_ago_is_given_a_post_now() -> None:
    joined = claim("Appointment", **LEAVES, date="2018")
    promoted = claim("Appointment", start=50, **LEAVES, roleClass="CEO")
    found = facts(reading("a", joined, promoted, published="2023-11-18"))
    assert [(f.date, f.get("roleClass")) for f in found] == [(None, ("CEO",)), ("2018", ())]


def test_two_months_of_one_year_get_ids_of_their_own() -> None:
    found = facts(
        reading("a", claim("Departure", **LEAVES, date="2024-02"), claim("Departure", **LEAVES, date="2024-09"))
    )
    assert [f.id for f in found] == ["departure/mira-murati-openai-2024-02", "departure/mira-murati-openai-2024-09"]


def test_an_undated_claim_is_about_the_nearest_of_two() -> None:
    found = facts(
        reading(
            "a",
            claim("Departure", start=0, **LEAVES, date="2017"),
            claim("Departure", start=500, **LEAVES, date="2024-02"),
            claim("Departure", start=450, **LEAVES),
        )
    )
    assert [len(f.claims) for f in found] == [1, 2]


def test_two_rounds_of_different_amounts() -> None:
    rows = [claim("FundingRound", organization="OpenAI", amount=money(n)) for n in ("6.6", "40")]
    assert [f.id for f in facts(reading("a", *rows))] == [
        "funding-round/openai-40-billion",
        "funding-round/openai-6-6-billion",
    ]


def test_an_approximate_amount_is_near_enough() -> None:
    rows = [
        claim("FundingRound", organization="OpenAI", amount=money("6.6")),
        claim("FundingRound", organization="OpenAI", amount=money("6.5", None, approximate=True)),
    ]
    fact = only(reading("a", *rows, rows[0]))
    assert fact.get("amount") == (money("6.6"),)


def test_a_smaller_suit_is_the_larger_one() -> None:
    fact = only(
        reading(
            "a", claim("Lawsuit", plaintiff="Elon Musk", defendant=["OpenAI", "Microsoft"]), claim("Lawsuit", **SUED)
        )
    )
    assert len(fact.get("defendant")) == 2


def test_a_rumour_adds_nobody_to_what_is_certain() -> None:
    certain = claim("Lawsuit", **SUED)
    rumour = claim("Lawsuit", "possible", plaintiff="Elon Musk", defendant=["OpenAI", "Microsoft"])
    assert [(f.factuality, len(f.get("defendant"))) for f in facts(reading("a", certain, rumour))] == [
        ("certain", 1),
        ("possible", 2),
    ]


def test_investors_of_a_rumour_stay_out_of_the_round() -> None:
    done = claim("FundingRound", organization="OpenAI", amount=money("6.6"), investor=["Thrive"])
    rumour = claim("FundingRound", "possible", organization="OpenAI", amount=money("6.6"), investor=["Apple"])
    assert only(reading("a", rumour, done)).get("investor") == ("organization/thrive",)


def test_what_is_planned_is_not_what_is_held() -> None:
    stake = claim("Investment", investor="SoftBank", organization="OpenAI", stake="11")
    plan = claim("Investment", "possible", investor="SoftBank", organization="OpenAI", amount=money("30"))
    assert len(facts(reading("a", stake, plan))) == 2


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (["planned", "certain"], "certain"),
        (["possible", "planned"], "planned"),
        (["planned", "negated"], "negated"),
        (["negated", "possible"], "negated"),
        (["certain", "negated"], "negated"),
        (["negated", "certain"], "certain"),
    ],
)
def test_certainty_within_a_document(told: list[Any], expected: str) -> None:
    rows = [claim("Departure", kind, start=10 * n, **LEAVES) for n, kind in enumerate(told)]
    fact = only(reading("a", *rows))
    assert fact.factuality == expected
    assert min((c.claim.factuality for c in fact.claims), key=FACTUALITIES.index) == expected


# --- across documents -----------------------------------------------------------------------------------------------


def test_documents_tell_one_fact() -> None:
    fact = only(
        reading("a", claim("Departure", **LEAVES, date="2024-09-25"), published="2024-09-26"),
        reading("b", claim("Departure", **LEAVES, date="2024-09"), published="2024-10-04"),
        reading("c", claim("Departure", **LEAVES), published="2025-03-06"),
        reading("d", claim("Departure", **LEAVES)),
    )
    assert fact.date == "2024-09-25"
    assert [c.document for c in fact.claims] == [f"document/{d}" for d in "abcd"]


def test_the_announcement_and_the_report_are_one_event() -> None:
    fact = only(
        *(
            reading(str(n), claim("Departure", **LEAVES, date=f"2024-09-{day}"))
            for n, day in enumerate(("25", "25", "26"))
        )
    )
    assert fact.date == "2024-09-25"


def test_a_certain_claim_is_not_about_the_future() -> None:
    early = reading("a", claim("Departure", **LEAVES), published="2019-01-01")
    late = reading("b", claim("Departure", **LEAVES, date="2024-09"), published="2024-10-01")
    assert len(facts(early, late)) == 2


def test_an_undated_claim_means_the_last_event_before_it() -> None:
    both = reading("a", claim("Departure", **LEAVES, date="2017"), claim("Departure", **LEAVES, date="2024-02"))
    found = facts(both, reading("b", claim("Departure", **LEAVES), published="2024-06-01"))
    assert [len(f.claims) for f in found] == [1, 2]


def test_to_join_and_to_be_promoted_are_two_appointments() -> None:
    joined = reading("a", claim("Appointment", **LEAVES, date="2018"), published="2024-09-26")
    promoted = reading("b", claim("Appointment", **LEAVES, roleClass="CEO"), published="2023-11-18")
    assert len(facts(joined, promoted)) == 2


def test_other_plaintiffs_or_defendants_are_another_suit_across_documents() -> None:
    one = reading("a", claim("Lawsuit", **SUED))
    more = reading("b", claim("Lawsuit", plaintiff="Elon Musk", defendant=["OpenAI", "Sam Altman"]))
    assert [len(f.claims) for f in facts(one, more, reading("c", claim("Lawsuit", **SUED)))] == [2, 1]


def test_a_round_without_amount_joins_the_only_round_of_its_time() -> None:
    sized = reading(
        "a",
        claim("FundingRound", organization="OpenAI", amount=money("6.6"), date="2024-10-02"),
        published="2024-10-04",
    )
    vague = claim("FundingRound", organization="OpenAI")
    assert len(facts(sized, reading("b", vague, published="2024-10-20"))) == 1
    assert len(facts(sized, reading("b", vague, published="2027-10-20"))) == 2
    second = reading(
        "c", claim("FundingRound", organization="OpenAI", amount=money("4"), date="2024-09-02"), published="2024-10-04"
    )
    assert len(facts(sized, second, reading("b", vague, published="2024-10-20"))) == 3


# --- money over several documents -----------------------------------------------------------------------------------

STAKE: dict[str, Any] = {"investor": "Nvidia", "organization": "OpenAI"}


def raising(article: str, billions: str, date: str | None = None, *, published: str, kind: Any = "certain") -> Reading:
    """An article on a round that names an investor, who is told of once more."""
    dated = {"date": date} if date else {}
    round_ = claim("FundingRound", kind, organization="OpenAI", amount=money(billions), investor=["Nvidia"], **dated)
    return reading(article, round_, claim("Investment", kind, start=20, **STAKE), published=published)


def test_an_investor_of_one_round_invested_once_and_of_two_rounds_twice() -> None:
    first = raising("a", "6.6", "2024-10-02", published="2024-10-04")
    again = raising("b", "6.6", published="2025-12-01")
    second = raising("c", "40", "2025-03-31", published="2025-12-01")
    found = [f for f in facts(first, again, second) if f.type == "Investment"]
    assert [len(f.claims) for f in found] == [2, 1]
    assert {f.get("partOf") for f in found} == {
        ("funding-round/openai-6-6-billion-2024",),
        ("funding-round/openai-40-billion-2025",),
    }


def test_an_older_investment_of_an_investor_is_not_part_of_the_round() -> None:
    all_in_all = reading("b", claim("Investment", **STAKE, amount=money("13")), published="2024-10-04")
    found = facts(raising("a", "6.6", "2024-10-02", published="2024-10-04"), all_in_all)
    assert [len(f.claims) for f in found if f.type == "Investment"] == [1, 1]


def test_what_was_planned_and_what_came_of_it_are_one_round() -> None:
    plan = raising("a", "6.5", published="2024-09-26", kind="planned")
    deed = raising("b", "6.6", "2024-10-02", published="2024-10-04")
    found = facts(plan, deed)
    assert [(f.type, f.factuality, len(f.claims)) for f in found] == [
        ("FundingRound", "certain", 2),
        ("Investment", "certain", 2),
    ]
    assert found[0].get("amount") == (money("6.6"),)
    assert [c.claim.get("amount") for c in found[0].claims] == [(money("6.5"),), (money("6.6"),)]
    late = raising("b", "6.6", "2025-10-02", published="2025-10-04")
    assert len(facts(plan, late)) == 4


def test_a_plan_without_a_day_is_of_the_round_with_about_its_sum() -> None:
    deed = raising("b", "6.6", "2024-10-02", published="2024-10-04")
    plans = [
        reading("a", claim("FundingRound", "planned", organization="OpenAI", amount=money(n))) for n in ("6.5", "4")
    ]
    assert [len([f for f in facts(plan, deed) if f.type == "FundingRound"]) for plan in plans] == [1, 2]


def test_a_shareholder_of_49_percent_is_one_whoever_says_so() -> None:
    told = claim("Investment", **STAKE, stake="49", amount=money("13"))
    found = facts(
        reading("a", told, published="2024-08-01"),
        reading("b", claim("Investment", **STAKE, stake="49")),
        reading("c", claim("Investment", **STAKE, stake="27"), published="2025-08-01"),
    )
    assert sorted(len(f.claims) for f in found) == [1, 2]


def test_what_one_denies_is_not_another_deal() -> None:
    deal = {"party": ["Microsoft", "OpenAI"]}
    done = reading("a", claim("Partnership", **deal, date="2019-07"), published="2023-01-10")
    denied = reading("b", claim("Partnership", "negated", **deal, amount=money("0.06")), published="2024-12-30")
    assert len(facts(done, denied)) == 2


def test_a_rumour_is_not_of_years_ago() -> None:
    done = reading("a", claim("Investment", **STAKE, amount=money("30"), date="2025-03-31"), published="2025-04-01")
    rumour = reading("b", claim("Investment", "possible", **STAKE, amount=money("30")), published="2026-02-04")
    assert len(facts(done, rumour)) == 2


# --- moves over several documents -----------------------------------------------------------------------------------


def test_a_month_of_publication_includes_its_last_day() -> None:
    assert only(
        reading("a", claim("Departure", **LEAVES, date="2024-09-25"), published="2024-10-01"),
        reading("b", claim("Departure", **LEAVES), published="2024-09"),
    )


def test_a_seat_on_the_board_is_not_the_return_to_the_house() -> None:
    back = claim("Appointment", **LEAVES, date="2023-11-21")
    seat = claim("Appointment", start=40, **LEAVES, roleClass="BoardMember", date="2024-03-08")
    vague = reading("b", claim("Appointment", **LEAVES), published="2024-08-01")
    found = facts(reading("a", back, seat, published="2024-11-18"), vague)
    assert [(f.date, len(f.claims)) for f in found] == [("2023-11-21", 2), ("2024-03-08", 1)]


def test_a_planned_move_and_the_move_are_one() -> None:
    fact = only(
        reading("a", claim("Departure", "planned", **LEAVES, date="2024-09-30"), published="2024-08-01"),
        reading("b", claim("Departure", **LEAVES, date="2024-10-15"), published="2024-10-16"),
    )
    assert (fact.factuality, fact.date) == ("certain", "2024-10-15")


def test_a_leave_is_one_whenever_it_is_said_to_have_begun() -> None:
    fact = only(
        reading("a", claim("LeaveOfAbsence", **LEAVES, date="2024-05", until="2024-12")),
        reading("b", claim("LeaveOfAbsence", **LEAVES, date="2024-08-05", until="2024-12")),
    )
    assert len(fact.claims) == 2


def test_a_position_is_one_whatever_its_title() -> None:
    held = {"person": "Sam Altman", "organization": "OpenAI", "roleClass": "CEO"}
    fact = only(
        reading("a", claim("Position", **held, title="patron", status="current"), published="2023-01-01"),
        reading("b", claim("Position", **held, title="PDG", status="former"), published="2023-11-20"),
        reading("c", claim("Position", **held, title="PDG", status="current"), published="2024-01-01"),
    )
    assert fact.id == "position/sam-altman-openai-ceo"
    assert fact.label == "Sam Altman est PDG d'OpenAI"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([("2024-08", "possible"), ("2024-09", "certain")], "certain"),
        ([("2024-08", "certain"), ("2024-09", "negated")], "negated"),
        ([("2024-08", "negated"), ("2024-09", "certain")], "certain"),
        ([("2024-08", "possible"), ("2024-09", "negated")], "negated"),
        ([("2024-08", "negated"), ("2024-09", "planned")], "planned"),
        ([("2024-08", "certain"), ("2024-09", "possible")], "certain"),
        ([("2024-08", "certain"), ("2024-08", "negated")], "possible"),
        ([("2024-08", "certain"), ("2024-09", "negated"), ("2024-10", "possible")], "negated"),
    ],
)
def test_certainty_across_documents(told: list[tuple[str, Any]], expected: str) -> None:
    articles = [
        reading(str(n), claim("Departure", kind, **LEAVES), published=f"{day}-01") for n, (day, kind) in enumerate(told)
    ]
    assert only(*articles).factuality == expected


def test_investments_are_part_of_the_round_that_names_the_investor() -> None:
    found = facts(
        reading(
            "a",
            claim("FundingRound", organization="OpenAI", amount=money("6.6"), investor=["Thrive", "MGX"]),
            claim("Investment", investor="Thrive", organization="OpenAI", amount=money("1.2")),
            claim("Investment", investor="Apple", organization="OpenAI"),
        )
    )
    parts = {f.id: f.get("partOf") for f in found if f.type == "Investment"}
    assert parts == {
        "investment/apple-openai": (),
        "investment/thrive-openai-1-2-billion": ("funding-round/openai-6-6-billion",),
    }


@pytest.mark.parametrize(
    "row",
    [
        claim("Partnership", party=["OpenAI", "Open AI"]),
        claim("Partnership"),
        claim("Acquisition", acquirer="Canal+", target="Canal +"),
        claim("Departure", person="Mira Murati"),
    ],
)
def test_what_lacks_somebody_is_no_fact(row: dict[str, Any]) -> None:
    assert facts(reading("a", row)) == []


def test_a_claim_about_nobody_known_is_a_bug() -> None:
    broken = reading("a", claim("Departure", **LEAVES))
    broken = type(broken)(**{f: getattr(broken, f) for f in broken.__slots__} | {"entities": (), "mentions": ()})
    with pytest.raises(KeyError):
        resolve([broken])


# --- dates ----------------------------------------------------------------------------------------------------------

ISO = st.dates().map(str).flatmap(lambda day: st.sampled_from([day[:4], day[:7], day]))


@given(ISO, ISO)
def test_gap_is_symmetric_and_zero_for_a_part(one: str, other: str) -> None:
    assert dates.gap(one, other) == dates.gap(other, one) >= 0
    assert dates.gap(one, one[:4]) == 0


@given(st.lists(ISO, min_size=1))
def test_the_best_date_is_one_of_those_told(told: list[str]) -> None:
    assert dates.best(told) in told
    assert dates.best(told) == dates.best(reversed(told))


# --- any readings ---------------------------------------------------------------------------------------------------

PEOPLE = ["Mira Murati", "Murati", "M. Murati", "Elon Musk", "Musk", "E. Musk", 'O"x\n\u202e<é>', "🚀"]
ORGANIZATIONS = ["OpenAI", "Open AI", "Mistral", "Mistral AI", "Murati", "شركة", "\u200f🎉", "Le Monde", "<a href='x'>"]
AMOUNTS = [money("1"), money("1.004"), money("1.04", approximate=True), money("6.6", None), Money(money("2").value)]
ANY_NAME = st.text(min_size=1, max_size=6)
SUITORS = ["Sequoia", "Sequoia Capital", "Écureuil SA", "ecureuil", "🐿"]
PERSON, ORGANIZATION = st.sampled_from(PEOPLE) | ANY_NAME, st.sampled_from(ORGANIZATIONS) | ANY_NAME
DATES = st.sampled_from([None, "2023", "2024", "2024-05", "2024-05-17", "2024-05-18", "2024-Q3", "PRESENT_REF"])


@st.composite
def claims(draw: st.DrawFn) -> dict[str, Any]:
    type_ = draw(st.sampled_from(["Departure", "Position", "Lawsuit", "FundingRound", "Investment", "Founding"]))
    several = st.lists(st.sampled_from(SUITORS), min_size=1, max_size=3, unique=True)
    others = st.lists(ORGANIZATION, min_size=1, max_size=3, unique=True)
    row: dict[str, Any] = {"organization": draw(ORGANIZATION)}
    if type_ in ("Departure", "Position"):
        row |= {"person": draw(PERSON), "roleClass": draw(st.sampled_from(["CEO", "CTO"]))}
    elif type_ == "Lawsuit":
        row = {
            "plaintiff": draw(several),
            "defendant": draw(others),
        }
    elif type_ == "Founding":
        row |= {"founder": draw(st.lists(PERSON, min_size=1, max_size=3, unique=True))}
    else:
        row |= {"amount": draw(st.sampled_from(AMOUNTS))} if draw(st.booleans()) else {}
        row |= {"investor": draw(several)[0] if type_ == "Investment" else draw(several)}
    date = draw(DATES)
    start = draw(st.integers(0, 3))
    return claim(type_, draw(st.sampled_from(FACTUALITIES)), start, **row, **({"date": date} if date else {}))


@st.composite
def corpora(draw: st.DrawFn) -> list[Reading]:
    ids = draw(st.lists(st.sampled_from(["a", "b", "B", "é", "e", "🚀", 'x"\n', "x"]), unique=True, max_size=5))
    days = st.sampled_from([None, "2024-05-20", "2024-06-01", "2022"])
    return [reading(name, *draw(st.lists(claims(), max_size=6)), published=draw(days)) for name in ids]


def checks(knowledge: Knowledge, articles: list[Reading]) -> None:
    told = Counter(
        (article.path, c.type, c.start, c.end, c.rule, c.date) for article in articles for c in article.claims
    )
    paths = {d.id: d.path for d in knowledge.documents}
    grounded = [(paths[g.document], g.claim) for f in knowledge.facts for g in f.claims]
    assert Counter((path, c.type, c.start, c.end, c.rule, c.date) for path, c in grounded) == told
    ids = [x.id for x in (*knowledge.documents, *knowledge.entities, *knowledge.facts)]
    ids += [g.id for f in knowledge.facts for g in f.claims]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z-]+/[a-z0-9]+(-[a-z0-9]+)*", i) for i in ids)
    known = {e.id for e in knowledge.entities}
    assert all(set(d.mentions) <= known for d in knowledge.documents)


@settings(max_examples=150, deadline=None)
@given(corpora(), st.randoms(use_true_random=False))
def test_any_readings_in_any_order(articles: list[Reading], random: Any) -> None:
    knowledge = resolve(articles)
    checks(knowledge, articles)
    shuffled = [*articles, *articles[:2]]
    random.shuffle(shuffled)
    assert resolve(shuffled) == knowledge


@settings(max_examples=50, deadline=None)
@given(corpora())
def test_a_copy_of_a_corpus_adds_claims_but_no_entities(articles: list[Reading]) -> None:
    """Merging again what is merged changes nothing in the world."""
    copies = [type(a)(**{f: getattr(a, f) for f in a.__slots__} | {"path": f"copy/{a.path}"}) for a in articles]
    once, twice = resolve(articles), resolve([*articles, *copies])
    checks(twice, [*articles, *copies])
    assert {e.id for e in twice.entities} == {e.id for e in once.entities}
