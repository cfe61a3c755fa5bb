"""What `annotate` says of a document."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from conftest import SHARED
from ontograph import annotate, corpus, layers
from ontograph.corpus import Failure
from ontograph.errors import CorpusError
from ontograph.model import Argument, Article, Claim, LocalEntity, Money
from ontograph.reading import read

META = ("path", "id", "sha256", "published", "title")
TEXT = "Claire Aubry quitte Nova IA pour Helio & Cie. Aubry avait levé 500 millions de dollars en mai. Elle lance Sora."


def span(doc: Doc, words: str, label: str, id_: str = "", kb_id: str = "") -> Span:
    start = doc.text.index(words)
    found = doc.char_span(start, start + len(words), label=label, kb_id=kb_id, span_id=id_)
    assert found is not None
    return found


@pytest.fixture
def doc() -> Doc:
    doc = spacy.blank("fr")(TEXT)
    doc.set_ents(
        [span(doc, "Claire Aubry", "Person"), span(doc, "Nova IA", "Organization"), span(doc, "Sora", "Product")]
    )
    mentions = [
        span(doc, "Claire Aubry", "Person", "name", "e1"),
        span(doc, "Nova IA", "Organization", "name", "e2"),
        span(doc, "Helio & Cie", "Organization", "name", "e3"),
        span(doc, "Elle", "Person", "pronoun", "e1"),
    ]
    second = doc.char_span(46, 51, label="Person", kb_id="e1", span_id="surname")
    layers.set_spans(doc, layers.MENTIONS, [*mentions, second])
    layers.set_spans(doc, layers.DATES, [span(doc, "en mai", "DATE", "2024-05")])
    layers.set_spans(doc, layers.AMOUNTS, [span(doc, "500 millions de dollars", "USD", "500000000", "~")])
    layers.set_entities(
        doc,
        [
            LocalEntity("e1", "Person", "Claire Aubry"),
            LocalEntity("e2", "Organization", "Nova IA"),
            LocalEntity("e3", "Organization", "Helio & Cie"),
        ],
    )
    claim = Claim(
        "Departure",
        (Argument("person", ("e1",)), Argument("organization", ("e2",)), Argument("destination", ("e3",))),
        "certain", 0, 44, TEXT[:44], "departure.test", date="2024-05", attributed_to="la presse",
    )  # fmt: skip
    layers.add_claims(doc, [claim])
    return doc


def article(text: str = TEXT) -> Article:
    return Article("a", "presse/a.txt", text, "0" * 64, "2024-05-20", "Un titre")


def test_names_are_entities_and_descriptions_are_not(doc: Doc) -> None:
    record = annotate.describe(read(article(), doc), doc)
    assert [(e["text"], e["type"], e["name"]) for e in record["entities"]] == [
        ("Claire Aubry", "Person", "Claire Aubry"),
        ("Nova IA", "Organization", "Nova IA"),
        ("Helio & Cie", "Organization", "Helio & Cie"),
        ("Aubry", "Person", "Claire Aubry"),
        ("Sora", "Product", "Sora"),
    ]
    assert all(TEXT[e["start"] : e["end"]] == e["text"] for e in record["entities"])


def test_dates_amounts_and_facts(doc: Doc) -> None:
    record = annotate.describe(read(article(), doc), doc)
    assert [(d["text"], d["value"]) for d in record["dates"]] == [("en mai", "2024-05")]
    (amount,) = record["amounts"]
    assert (amount["value"], amount["currency"], amount["approximate"]) == (500000000, "USD", True)
    assert record["facts"] == [
        {
            "type": "Departure",
            "person": "Claire Aubry",
            "organization": "Nova IA",
            "destination": "Helio & Cie",
            "date": "2024-05",
            "attributed_to": "la presse",
            "factuality": "certain",
            "start": 0,
            "end": 44,
            "quote": TEXT[:44],
            "rule": "departure.test",
        }
    ]


def test_roles_that_hold_several_are_lists(doc: Doc) -> None:
    arguments = (
        Argument("plaintiff", ("e1",)),
        Argument("defendant", ("e2", "e3")),
        Argument("amount", (Money(Decimal("6.5E+9"), "USD"),)),
    )
    claim = Claim("Lawsuit", arguments, "possible", 0, 6, TEXT[:6], "test", attributed_entity="e3")
    found = read(article(), doc)
    reading = replace(found, claims=(claim,))
    (fact,) = annotate.describe(reading, doc)["facts"]
    assert fact["plaintiff"] == ["Claire Aubry"]
    assert fact["defendant"] == ["Nova IA", "Helio & Cie"]
    assert fact["amount"] == {"value": 6500000000, "currency": "USD"}
    assert fact["attributed_to"] == "Helio & Cie"


def test_names_are_shown_before_coreference_has_run() -> None:
    doc = spacy.blank("fr")(TEXT)
    doc.set_ents([span(doc, "Claire Aubry", "Person"), span(doc, "Nova IA", "Organization")])
    record = annotate.describe(read(article(), doc), doc)
    assert [(e["text"], e["type"]) for e in record["entities"]] == [
        ("Claire Aubry", "Person"),
        ("Nova IA", "Organization"),
    ]


def test_json_lines_are_one_object_a_document(blank: Language) -> None:
    lines = list(annotate.json_lines(blank, [article("Été\u2028\nà Nova IA"), article()]))
    assert all("\n" not in line for line in lines)
    record = json.loads(lines[0])
    assert list(record) == [*META, "entities", "dates", "times", "amounts", "facts"]
    assert (record["path"], record["id"], record["published"]) == ("presse/a.txt", "a", "2024-05-20")


def test_an_article_that_breaks_the_pipeline_costs_only_itself(blank: Language) -> None:
    blank.max_length = 50
    articles = [article("Nova IA"), replace(article("Nova IA " * 9), path="long.txt"), article("Helio")]
    failures: list[Failure] = []
    assert len(list(annotate.json_lines(blank, articles, failures.append))) == 2
    assert [failure.path for failure in failures] == ["long.txt"]
    with pytest.raises(CorpusError, match=r"^long\.txt: "):
        list(annotate.json_lines(blank, articles))


def test_html_escapes_the_text(blank: Language) -> None:
    page = annotate.html(blank, [article("Nova IA <script>alert(1)</script> & Cie")])
    assert page.startswith("<!DOCTYPE html>")
    assert "<script>" not in page
    assert "Un titre" in page


@pytest.mark.slow
def test_a_real_article(nlp: Language, root: Path) -> None:
    found = corpus.read(root / "corpus" / "money-01.txt")
    (line,) = annotate.json_lines(nlp, found.articles)
    record, text = json.loads(line), found.articles[0].text
    assert record["published"] == "2024-10-04"
    assert ("OpenAI", "Organization") in {(e["text"], e["type"]) for e in record["entities"]}
    assert 6600000000 in {amount["value"] for amount in record["amounts"]}
    for layer in ("entities", "dates", "amounts"):
        assert all(text[x["start"] : x["end"]] == x["text"] for x in record[layer])
    assert all(text[fact["start"] : fact["end"]] == fact["quote"] for fact in record["facts"])
    assert "Thrive Capital" in annotate.html(nlp, found.articles)


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared test data is not here")
def test_the_shared_measures_read_it(nlp: Language, root: Path, tmp_path: Path) -> None:
    """`ner.py` and `timex.py` run a command: here one that prints what the loaded pipeline found."""
    brat, timeml = tmp_path / "brat", tmp_path / "timeml"
    brat.mkdir()
    timeml.mkdir()
    for file in sorted((SHARED / "data/winer/2016/03").iterdir())[:6]:
        (brat / file.name).write_bytes(file.read_bytes())
    for file in sorted((SHARED / "data/timebank").glob("*.tml"))[:2]:
        (timeml / file.name).write_bytes(file.read_bytes())
    (tmp_path / "out.jsonl").write_text(
        "\n".join(annotate.json_lines(nlp, corpus.read(brat).articles)), encoding="utf-8"
    )
    show = f"{sys.executable} -c \"print(open(r'{tmp_path / 'out.jsonl'}', encoding='utf-8').read())\""
    command = [sys.executable, str(SHARED / "eval/ner.py"), str(brat), "--command", show]
    done = subprocess.run(command, capture_output=True, text=True)
    both = next(line for line in done.stdout.splitlines() if line.startswith("both"))
    assert float(both.split("F1")[1].split()[0]) > 0.5, done.stdout + done.stderr
