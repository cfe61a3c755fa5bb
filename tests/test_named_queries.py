"""What the named queries answer on the small graph `docs/queries.ttl`, each in two SPARQL implementations."""

from __future__ import annotations

import re
import runpy
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

import ontograph
from conftest import ROOT
from ontograph import query
from ontograph.errors import GraphError, QueryError

GRAPH = ROOT / "docs" / "queries.ttl"
NAMES = [named.name for named in query.list_named()]


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return query.load(GRAPH)


@pytest.fixture(scope="module")
def other() -> rdflib.Graph:
    return rdflib.Graph().parse(GRAPH)


def number(text: str) -> str:
    """Decimals in one spelling: "2.50" and "2.5" are one value, and the two implementations write them differently."""
    try:
        return format(Decimal(text).normalize(), "f") if re.fullmatch(r"\d+\.\d+", text) else text
    except InvalidOperation:
        return text


def by_rdflib(graph: rdflib.Graph, sparql: str) -> list[tuple[str, ...]]:
    rows: Any = graph.query(sparql)
    return [tuple("" if term is None else number(str(term)) for term in row) for row in rows]


def by_oxigraph(store: ox.Store, sparql: str) -> list[tuple[str, ...]]:
    return [tuple(number(cell) for cell in row) for row in query.run(store, sparql).rows]


@pytest.fixture
def ask(store: ox.Store) -> Any:
    """The rows of a named query as tuples of the columns asked for."""

    def rows(name: str, *columns: str, **params: str) -> list[tuple[str, ...]]:
        answer = query.run(store, query.named(name).bind(store, **params))
        place = [answer.columns.index(column) for column in columns]
        return [tuple(number(row[i]) for i in place) for row in answer.rows]

    return rows


@pytest.mark.parametrize(
    ("name", "params"),
    [
        *((name, {}) for name in NAMES),
        ("leaders-on", {"date": "2023-11"}),
        ("leaders-on", {"date": "2023-11-19", "role": "CEO", "org": "Nova IA"}),
        ("board", {"date": "2022-05-01"}),
        ("followers", {"months": "1", "person": "Claire Aubry"}),
        ("evidence", {"type": "Lawsuit", "person": "Claire Aubry"}),
    ],
)
def test_two_implementations_agree(store: ox.Store, other: rdflib.Graph, name: str, params: dict[str, str]) -> None:
    sparql = query.named(name).bind(store, **params)
    assert by_rdflib(other, sparql) == by_oxigraph(store, sparql)


def test_departures(ask: Any) -> None:
    all_of_them = ask("departures", "name", "date", "kind", "destination")
    assert all_of_them == [
        ("Denis Morel", "2020", "resignation", ""),
        ("Paul Roux", "2023-11-17", "dismissal", ""),
        ("Yves Noir", "2024", "", ""),
        ("Claire Aubry", "2024-05", "resignation", "Hélio"),
        ("Nora Vidal", "2024-07", "unspecified", "Hélio"),
        ("Léa Morin", "", "", ""),
    ]  # Bruno Lang's is denied
    assert len(ask("departures", org="Nova")) == 5
    assert ask("departures", "name", year="2023") == [("Paul Roux",)]
    assert ask("departures", "organization", person="léa morin") == [("Sora",)]


def test_departures_by_month(ask: Any) -> None:
    assert ask("departures-by-month", "month", "departures", "people", year="2024") == [
        ("2024", "1", "Yves Noir (Nova IA)"),
        ("2024-05", "1", "Claire Aubry (Nova IA)"),
        ("2024-07", "1", "Nora Vidal (Nova IA)"),
    ]
    assert ask("departures-by-month", "month", org="Sora") == []


def test_leaders_today_and_before(ask: Any) -> None:
    assert ask("leaders", "class", "status", "name", "from", "until", org="Nova IA") == [
        ("CEO", "current", "Paul Roux", "2023-11-22", ""),
        ("CEO", "former", "Léa Morin", "2023-11-17", "2023-11-22"),
        ("CEO", "former", "Paul Roux", "2019", "2023-11-17"),
        ("CTO", "former", "Claire Aubry", "", "2024-05"),
    ]
    assert ask("leaders", "name", role="cto") == [("Claire Aubry",)]
    assert ask("leaders", org="Sora") == []  # who leads it is denied


@pytest.mark.parametrize(
    ("date", "leaders"),
    [
        ("2018-12-31", []),
        ("2019-06-01", [("Paul Roux", "probable")]),  # some time in 2019
        ("2021-03-01", [("Paul Roux", "certain")]),
        ("2023-11-16", [("Paul Roux", "certain")]),
        ("2023-11-17", [("Léa Morin", "certain"), ("Paul Roux", "certain")]),  # the day of the change
        ("2023-11-19", [("Léa Morin", "certain")]),
        ("2023-11-23", [("Paul Roux", "certain")]),
        ("2023-11", [("Léa Morin", "probable"), ("Paul Roux", "probable"), ("Paul Roux", "probable")]),
        ("2024-07-15", [("Paul Roux", "certain")]),
        ("2025-12", [("Paul Roux", "probable")]),
        ("2027", [("Paul Roux", "possible")]),
    ],
)
def test_leaders_on_a_date(ask: Any, date: str, leaders: list[tuple[str, str]]) -> None:
    assert ask("leaders-on", "name", "held", org="nova", date=date, role="CEO") == sorted(
        leaders, key=lambda row: (row[1], row[0])
    )


def test_leaders_on_no_date_are_the_last_known(ask: Any) -> None:
    assert ask("leaders-on", "organization", "name", "held", role="CEO") == [
        ("Hélio", "Denis Morel", "possible"),
        ("Nova IA", "Paul Roux", "possible"),
    ]


@pytest.mark.parametrize(
    ("date", "board"),
    [
        ("2022-05-01", [("Anne Petit", "probable"), ("Bruno Lang", "probable")]),
        ("2020", []),
        ("2023-11-20", [("Anne Petit", "probable"), ("Bruno Lang", "probable")]),
        ("2023-12-01", [("Bruno Lang", "certain")]),
        ("2024-06", [("Bruno Lang", "probable")]),
    ],
)
def test_board_on_a_date(ask: Any, date: str, board: list[tuple[str, str]]) -> None:
    assert ask("board", "name", "held", org="Nova IA", date=date) == board


def test_board_and_leaders_are_asked_in_the_same_way() -> None:
    def body(name: str) -> str:
        text = query.named(name).text.partition("\nPREFIX")[2]
        return re.sub(r"VALUES \?role \{[^}]*\}", "", text)

    assert body("board") == body("leaders-on")


@pytest.mark.parametrize(
    ("departure", "appointment", "date", "held"),
    [
        ("2024-03-10", None, "2024-03-09", True),
        ("2024-03-10", None, "2024-03-10", True),  # the day of the change
        ("2024-03-10", None, "2024-03-11", False),
        ("2024-03", None, "2024-03-31", True),
        ("2024-03", None, "2024-04-01", False),
        ("2024", None, "2024-12-31", True),
        ("2024-03-10", "2024-03-14", "2024-03-12", False),
        ("2024-03-10", "2024-03-14", "2024-03-14", True),
        ("2024-03-10", "2024-03", "2024-03-12", True),  # perhaps
        ("2021", None, "2024-03-11", True),  # before this spell began
    ],
)
def test_who_has_left_holds_nothing_until_a_return(
    departure: str, appointment: str | None, date: str, held: bool
) -> None:
    """Also where the post itself has no end."""

    def typed(value: str) -> str:
        return f'"{value}"^^xsd:{ {4: "gYear", 7: "gYearMonth", 10: "date"}[len(value)] }'

    about = "og:person <urn:p> ; og:organization <urn:o> ; og:factuality og:certain"
    events = f"<urn:out> a og:Departure ; {about} ; og:date {typed(departure)} ."
    if appointment:
        events += f"<urn:back> a og:Appointment ; {about} ; og:date {typed(appointment)} ."
    turtle = f"""@prefix og: <https://w3id.org/ontograph#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <urn:p> a og:Person ; skos:prefLabel "P" . <urn:o> a og:Organization ; skos:prefLabel "O" .
        <urn:f> a og:Position ; {about} ; og:roleClass og:CEO ; og:from {typed("2023")} . {events}"""
    store = ox.Store()
    store.load(turtle.encode(), format=ox.RdfFormat.TURTLE)
    sparql = query.named("leaders-on").bind(store, org="O", date=date)
    assert bool(by_oxigraph(store, sparql)) == held


@pytest.mark.parametrize(
    ("role", "date", "held"),
    [
        ("CEO", "2024-03-09", [("P", "certain")]),
        ("CEO", "2024-03-10", [("P", "certain"), ("Q", "certain")]),  # the day of the change
        ("CEO", "2024-03-11", [("Q", "certain"), ("P", "possible")]),
        ("BoardMember", "2024-03-11", [("P", "certain"), ("Q", "certain")]),
    ],
)
def test_a_successor_makes_who_has_no_end_doubtful(role: str, date: str, held: list[tuple[str, str]]) -> None:
    """Where a post has one holder, and an article still calls the old one so."""
    post = f"a og:Position ; og:organization <urn:o> ; og:factuality og:certain ; og:roleClass og:{role}"
    store = ox.Store()
    store.load(
        f"""@prefix og: <https://w3id.org/ontograph#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dcterms: <http://purl.org/dc/terms/> .
        <urn:p> a og:Person ; skos:prefLabel "P" . <urn:q> a og:Person ; skos:prefLabel "Q" .
        <urn:o> a og:Organization ; skos:prefLabel "O" . <urn:d> dcterms:issued "2024-05-01"^^xsd:date .
        <urn:f> {post} ; og:person <urn:p> ; og:from "2024-01-05"^^xsd:date .
        <urn:g> {post} ; og:person <urn:q> ; og:from "2024-03-10"^^xsd:date .
        <urn:c> og:about <urn:f> ; og:status og:current ; og:inDocument <urn:d> .
        <urn:e> og:about <urn:g> ; og:status og:current ; og:inDocument <urn:d> .""".encode(),
        format=ox.RdfFormat.TURTLE,
    )
    query_name = "board" if role == "BoardMember" else "leaders-on"
    answer = query.run(store, query.named(query_name).bind(store, org="O", date=date)).records
    assert [(row["name"], row["held"]) for row in answer] == held


def test_posts_today(ask: Any) -> None:
    assert ask("posts", "name", "class", "title", "organization", "from", "last_report") == [
        ("Bruno Lang", "BoardMember", "administrateur", "Nova IA", "", "2024-05-20"),
        ("Denis Morel", "CEO", "PDG", "Hélio", "", "2024-05-20"),
        ("Paul Roux", "CEO", "directeur général", "Nova IA", "2023-11-22", "2024-07-15"),
    ]
    assert ask("posts", "organization", person="Denis Morel") == [("Hélio",)]
    assert ask("posts", "name", org="Nova IA", role="BoardMember") == [("Bruno Lang",)]
    assert ask("posts", person="Anne Petit") == []


@pytest.mark.parametrize(
    ("role", "reported", "departure", "held"),
    [
        ("CFO", "2024-02-01", "", True),
        ("CFO", "2024-02-01", 'og:date "2024-03"', False),
        ("CFO", "2024-05-01", 'og:date "2024-03"', True),  # came back, or never went
        ("CFO", "2024-02-01", 'og:date "2024-03" ; og:roleClass og:BoardMember', True),
        ("BoardMember", "2024-02-01", 'og:date "2024-03" ; og:roleClass og:BoardMember', False),
        ("BoardMember", "2024-02-01", 'og:date "2024-03"', False),
        ("CEO", "2024-02-01", "", False),  # whom no newest document sees at the head
    ],
)
def test_who_has_left_since_holds_no_post(role: str, reported: str, departure: str, held: bool) -> None:
    left = f"<urn:x> a og:Departure ; {departure} ;" if departure else "<urn:x> a og:LeaveOfAbsence ;"
    turtle = f"""@prefix og: <https://w3id.org/ontograph#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dcterms: <http://purl.org/dc/terms/> .
        <urn:p> a og:Person ; skos:prefLabel "P" . <urn:o> a og:Organization ; skos:prefLabel "O" .
        <urn:d> dcterms:issued "{reported}"^^xsd:date . {left}
            og:person <urn:p> ; og:organization <urn:o> ; og:factuality og:certain .
        <urn:f> a og:Position ; og:person <urn:p> ; og:organization <urn:o> ; og:factuality og:certain ;
            og:roleClass og:{role} .
        <urn:c> og:about <urn:f> ; og:status og:current ; og:inDocument <urn:d> ."""
    store = ox.Store()
    store.load(turtle.encode(), format=ox.RdfFormat.TURTLE)
    sparql = query.named("posts").text
    assert [row["name"] for row in query.run(store, sparql).records] == ["P"] * held
    assert by_rdflib(rdflib.Graph().parse(data=turtle), sparql) == by_oxigraph(store, sparql)


def test_career(ask: Any) -> None:
    assert ask("career", "from", "until", "what", "title", "organization", person="Paul Roux") == [
        ("2019", "2023-11-17", "Position", "directeur général", "Nova IA"),
        ("2023-11-17", "", "Departure", "", "Nova IA"),
        ("2023-11-22", "", "Appointment", "", "Nova IA"),
        ("2023-11-22", "", "Position", "directeur général", "Nova IA"),
    ]
    assert ask("career", "from", "what", "organization", "reported", person="Denis Morel") == [
        ("2020", "Departure", "Nova IA", "2024-05-20"),
        ("2021", "Founding", "Hélio", "2024-05-20"),
        ("", "Position", "Hélio", "2024-05-20"),
    ]
    assert ask("career", "certainty", person="Aubry")[-1] == ("planned",)


def test_followers(ask: Any) -> None:
    assert ask("followers", "name", "followed", "joined", "date", "date_followed", "how", org="Nova IA") == [
        ("Nora Vidal", "Claire Aubry", "Hélio", "2024-07", "2024-05", "after"),
        ("Claire Aubry", "Denis Morel", "Hélio", "2024-05", "2021", "founder"),
        ("Nora Vidal", "Denis Morel", "Hélio", "2024-07", "2021", "founder"),
    ]
    assert ask("followers", "name", person="Denis Morel") == [("Claire Aubry",), ("Nora Vidal",)]
    assert ask("followers", "name", person="Claire Aubry", months="1") == []
    assert ask("followers", "name", person="Claire Aubry", months="2") == [("Nora Vidal",)]


def test_rounds(ask: Any) -> None:
    assert ask("rounds", "date", "series", "amount", "valuation", "investor", "lead", "put_in", "stake") == [
        ("2021", "A", "50 millions EUR", "", "Tilia", "lead", "", ""),
        ("2024-06", "B", "500 millions USD", "4 milliards USD", "Tilia", "lead", "", ""),
        ("2024-06", "B", "500 millions USD", "4 milliards USD", "Arpège Capital", "", "100 millions USD", "2.5"),
    ]
    assert ask("rounds", org="Sora") == []


def test_investments(ask: Any) -> None:
    b = ("4000000000", "USD", "2024-06")
    columns = "type", "investor_name", "amount", "currency", "stake", "valuation", "valuation_currency", "date"
    assert ask("investments", *columns, org="Nova IA") == [
        ("FundingRound", "Tilia", "50000000", "EUR", "", "", "", "2021"),
        ("FundingRound", "Arpège Capital", "500000000", "USD", "", *b),
        ("FundingRound", "Tilia", "500000000", "USD", "", *b),
        ("Investment", "Arpège Capital", "100000000", "USD", "2.5", *b[:2], ""),
    ]  # fmt: skip
    assert ask("investments", "type", investor="ARPEGE") == [("FundingRound",), ("Investment",)]
    assert ask("investments", "type", "amount", "valuation", "valuation_currency", org="Sora") == [
        ("Valuation", "", "1000000000", "EUR")
    ]


def test_lawsuits(ask: Any) -> None:
    suit = ("Nova IA", "tribunal de commerce de Paris", "2024-07-01", "2024-07-15", "certain")
    wanted = [(suit[0], "Claire Aubry", *suit[1:]), (suit[0], "Hélio", *suit[1:])]
    columns = ("plaintiff", "defendant", "court", "date", "reported", "certainty")
    assert ask("lawsuits", *columns) == ask("lawsuits", *columns, person="Claire Aubry") == wanted
    assert ask("lawsuits", org="Sora") == []


def test_rumours(ask: Any) -> None:
    rumour = ("Accord possible entre Nova IA et Sora", "Sora", "gazette-2.txt")
    assert ask("rumours", "statement", "source", "document") == [rumour]
    assert ask("rumours", "statement", org="Sora") == [rumour[:1]]
    assert ask("rumours", person="Claire Aubry") == []


def test_fates_of_rumours(ask: Any) -> None:
    assert ask("rumour-fates", "fate", "statement", "days", "said", "document_1", "outcome", "document_2") == [
        ("came true", "Claire Aubry quitte Nova IA pour Hélio (mai 2024)", "100", "possible", "gazette-2.txt",
         "Claire Aubry a quitté Nova IA pour Hélio", "echo-2.txt"),
        ("denied", "Hélio ne rachète pas Sora", "100", "possible", "gazette-2.txt",
         "Denis Morel dément tout rachat de Sora", "echo-2.txt"),
        ("still open", "Accord possible entre Nova IA et Sora", "", "possible", "gazette-2.txt", "", ""),
        ("still open", "Claire Aubry va présider Hélio (1er octobre 2024)", "", "planned", "gazette-3.txt", "", ""),
    ]  # fmt: skip
    assert ask("rumour-fates", "fate", "source", person="Claire Aubry") == [
        ("came true", "une source proche du dossier"),
        ("still open", "Hélio"),
    ]


def test_sources_and_outlets(ask: Any) -> None:
    columns = ("claims", "confirmed", "denied", "open")
    assert ask("sources", "source", *columns) == [
        ("Bruno Lang", "1", "0", "0", "1"),
        ("Denis Morel", "1", "1", "0", "0"),
        ("Hélio", "1", "0", "0", "1"),
        ("Sora", "1", "0", "0", "1"),
        ("une source proche du dossier", "2", "1", "1", "0"),
    ]
    outlets = ask("outlets", "publisher", "document", *columns)
    assert outlets[0] == ("", "note.txt", "2", "0", "0", "2")
    assert ("La Gazette", "gazette-2.txt", "4", "2", "1", "1") in outlets
    assert sum(int(row[2]) for row in outlets) == len(ask("claims"))


def test_claims(ask: Any) -> None:
    assert ask("claims", "said", "statement", "fate", by="une source proche") == [
        ("possible", "Claire Aubry quitte Nova IA pour Hélio (mai 2024)", "confirmed"),
        ("possible", "Hélio ne rachète pas Sora", "denied"),
    ]
    assert ask("claims", "said", "fate", by="denis morel") == [("negated", "confirmed")]
    assert {row[0] for row in ask("claims", "publisher", by="l'écho")} == {"L'Écho"}
    assert len(ask("claims", by="note.txt")) == 2


def test_disagreements(ask: Any) -> None:
    both = ("echo-2.txt", "gazette-3.txt")
    wanted = [("date", both[0], "2024-05", both[1], "2024-06"), ("kind", both[0], "resignation", both[1], "dismissal")]
    columns = ("on", "document_1", "says_1", "document_2", "says_2")
    assert ask("disagreements", *columns) == ask("disagreements", *columns, person="Claire Aubry") == wanted
    assert ask("disagreements", org="Sora") == []


def test_evidence(ask: Any) -> None:
    assert ask("evidence", "certainty", "document", "issued", "start", "quote", type="lawsuit") == [
        ("certain", "gazette-3.txt", "2024-07-15", "380",
         "Nova IA a assigné Hélio et Claire Aubry devant le tribunal de commerce de Paris")
    ]  # fmt: skip
    assert [row[0] for row in ask("evidence", "certainty", type="Acquisition")] == ["possible", "negated", "negated"]


def test_timeline(ask: Any) -> None:
    assert ask("timeline", "date", "reported", "type", "documents", org="Hélio") == [
        ("2021", "2024-05-20", "Founding", "1"),
        ("2024-05", "2024-02-10", "Departure", "3"),
        ("2024-07", "2024-07-15", "Departure", "1"),
        ("2024-07-01", "2024-07-15", "Lawsuit", "1"),
        ("2024-10-01", "2024-07-15", "Appointment", "1"),
    ]
    whole = ask("timeline", "date", "reported", "statement")
    assert whole[-1] == ("", "", "Léa Morin quitte Sora")
    assert [row for row in whole if not row[0]] == [
        ("", "2024-02-10", "Accord possible entre Nova IA et Sora"),
        ("", "2024-07-15", "Arpège Capital investit 100 millions de dollars dans Nova IA"),
        ("", "", "Léa Morin quitte Sora"),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_denied_is_never_told_as_a_fact(ask: Any, name: str) -> None:
    if name in ("claims", "evidence", "rumour-fates", "outlets", "sources"):
        pytest.skip("lists denials, and says so")
    assert not [row for row in ask(name) if {"Bruno Lang ne quitte pas Nova IA", "Hélio ne rachète pas Sora"} & {*row}]
    people = ask(name, "name") if "name" in query.named(name).columns and name.startswith("departures") else []
    assert ("Bruno Lang",) not in people


@pytest.mark.parametrize("name", NAMES)
def test_a_named_query_says_what_it_answers(store: ox.Store, name: str) -> None:
    named = query.named(name)
    assert tuple(named.columns) == query.run(store, named.text).columns
    assert query.run(store, named.text).rows
    assert named.title_fr.endswith(" ?")
    assert named.title_en.endswith("?")
    assert all(" / " in param.about for param in named.params.values())
    assert max(map(len, named.text.partition("\nPREFIX")[2].splitlines())) <= 120


@pytest.fixture(scope="module")
def corpus(built: Path) -> tuple[ox.Store, rdflib.Graph]:
    return query.load(built), rdflib.Graph().parse(built / query.GRAPH_FILE)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_on_the_graph_of_the_corpus_both_agree(corpus: tuple[ox.Store, rdflib.Graph], name: str) -> None:
    (store, graph), sparql = corpus, query.named(name).text
    assert by_rdflib(graph, sparql) == by_oxigraph(store, sparql)


def test_from_python(store: ox.Store, other: rdflib.Graph) -> None:
    wanted = [{"name": "Nora Vidal", "followed": "Claire Aubry", "organization": "Nova IA", "joined": "Hélio",
               "date": "2024-07", "date_followed": "2024-05", "how": "after"}]  # fmt: skip
    for graph in (GRAPH, str(GRAPH), store, other):
        assert ontograph.ask(graph, "followers", person="Claire Aubry", months=12).records == wanted
    assert ontograph.ask(store, "ASK { ?x og:leads ?y }").boolean
    with pytest.raises(QueryError, match="only a named query takes parameters"):
        ontograph.ask(store, "ASK { ?x og:leads ?y }", org="Nova IA")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("org", "Nova AI", "--org Nova AI: no organization of this name in the graph; is it Nova IA?"),
        ("org", "Paul Roux", "--org Paul Roux: no organization of this name in the graph, only a person"),
        ("person", "Helio", "--person Helio: no person of this name in the graph, only an organization"),
        ("person", "Auby", "--person Auby: no person of this name in the graph; is it Claire Aubry?"),
        ("org", "Xyz", "--org Xyz: no organization of this name in the graph"),
        ("org", "", "--org : no organization of this name in the graph"),
    ],
)
def test_a_name_that_nothing_bears(store: ox.Store, name: str, value: str, message: str) -> None:
    with pytest.raises(GraphError) as raised:
        query.named("timeline").bind(store, **{name: value})
    assert str(raised.value) == message


@pytest.mark.parametrize(
    "value", ["NOVA ia", "nova-ia", "NovaIA", " Nova ", "organization/nova", "id:organization/nova"]
)
def test_names_are_found_however_they_are_typed(store: ox.Store, value: str) -> None:
    assert "<https://w3id.org/ontograph/id/organization/nova>" in query.named("timeline").bind(store, org=value)


@pytest.mark.parametrize("value", ["helio", "HÉLIO", "he\u0301lio"])
def test_accents_do_not_matter(store: ox.Store, value: str) -> None:
    assert "organization/helio>" in query.named("timeline").bind(store, org=value)


@pytest.mark.parametrize(
    ("query_name", "params", "message"),
    [
        ("board", {"date": "2023-13-01"}, "--date 2023-13-01: no such day"),
        ("board", {"date": "2023-02-29"}, "--date 2023-02-29: no such day"),
        ("board", {"date": "19/11/2023"}, "--date 19/11/2023: no date; write YYYY-MM-DD, YYYY-MM or YYYY"),
        ("board", {"date": "２０２３"}, "no date"),
        ("departures", {"year": "24"}, "--year 24: no year; write YYYY"),
        ("followers", {"months": "-1"}, "--months -1: no whole number"),
        ("leaders", {"role": "boss"}, "--role boss: none of BoardMember, CEO, "),
        ("evidence", {"type": "Fact"}, "--type Fact: none of Acquisition, Appointment, "),
    ],
)
def test_a_value_that_is_none(store: ox.Store, query_name: str, params: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError) as raised:
        query.named(query_name).bind(store, **params)
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_the_page_of_queries_is_what_they_answer() -> None:
    namespace = runpy.run_path(str(ROOT / "docs" / "queries.py"))
    page = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
    assert page == namespace["page"](), "run: python docs/queries.py"
    assert sorted(namespace["EXAMPLES"]) == NAMES
