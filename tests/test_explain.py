"""Every fact about a name, with its passages."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontograph.errors import GraphError
from ontograph.explain import explain

ID = "https://w3id.org/ontograph/id/"


@pytest.mark.parametrize("subject", ["Claire Aubry", "claire aubry", "Mme Aubry", "person/claire-aubry"])
def test_a_name_an_alias_or_an_iri(small: Path, subject: str) -> None:
    (found,) = explain(small, subject)
    assert found.iri == ID + "person/claire-aubry"
    assert (found.name, found.kind, found.documents) == ("Claire Aubry", "Person", 3)
    assert found.aliases == ("Aubry", "Mme Aubry")


@pytest.mark.parametrize(
    "subject", [ID + "person/claire-aubry", f"<{ID}person/claire-aubry>", "id:person/claire-aubry"]
)
def test_an_iri_in_any_dress(small: Path, subject: str) -> None:
    assert explain(small, subject) == explain(small, "Claire Aubry")


def test_every_fact_with_its_passages(small: Path) -> None:
    (found,) = explain(small, "Claire Aubry")
    departures = [fact for fact in found.facts if fact.iri.startswith(ID + "departure/")]
    (departure,) = departures
    assert departure.factuality == "certain"
    assert next((p.document, p.issued) for p in departure.passages) == ("presse/a.txt", "2024-05-20")
    quotes = {passage.quote for passage in departure.passages}
    assert "Claire Aubry quitte Nova IA pour Helio" in quotes
    assert {passage.rule for passage in departure.passages} == {"departure.test"}
    dates = [fact.date or "9999" for fact in found.facts]
    assert dates == sorted(dates)


def test_a_fact_itself(small: Path) -> None:
    (helio,) = explain(small, "Helio")
    fact = helio.facts[0]
    (found,) = explain(small, fact.iri)
    assert found.kind is None
    assert found.facts == (fact,)


def test_the_text_tells_all_a_reader_asks_for(small: Path) -> None:
    text = str(explain(small, "Helio")[0])
    assert text.splitlines()[0] == "Helio (Organization)"
    assert "« Helio pourrait racheter Sora pour environ 1,2 milliard d'euros »" in text
    assert "presse/b.txt (2024-06), possible, according to La Gazette, rule acquisition.test" in text


def test_a_source_that_two_claims_name_is_not_doubled(small: Path) -> None:
    for subject in ("Helio", "Nova IA"):
        for fact in explain(small, subject)[0].facts:
            places = [(passage.document, passage.quote) for passage in fact.passages]
            assert len(places) == len(set(places))


@pytest.mark.parametrize(
    ("subject", "message"),
    [
        ("Clair Aubry", r"^Clair Aubry: nothing of this name in the graph; is it Claire Aubry\b"),
        ("arpège c", r"is it Arpège Capital"),
        ("Xyzzy", r"^Xyzzy: nothing of this name in the graph$"),
        ('"} DROP ALL', r"nothing of this name"),
        ("http://exemple.fr/<>", r"nothing of this name"),
        ("", r"nothing of this name"),
    ],
)
def test_an_unknown_name_gets_a_hint(small: Path, subject: str, message: str) -> None:
    with pytest.raises(GraphError, match=message):
        explain(small, subject)


def test_no_graph_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="no graph here"):
        explain(tmp_path, "Helio")
