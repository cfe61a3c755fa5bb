"""Articles that can hold no fact are not parsed, and nothing of a graph is lost by it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from spacy.language import Language

from ontograph import layers, pipeline, reading
from ontograph.model import Article, Reading

pytestmark = pytest.mark.slow
PRESS = Path(__file__).parents[2] / "shared" / "data" / "press"
WALK = "Paul Mercier a traversé Lyon à pied mardi 14 mai 2024. Il a dormi à Vienne, puis à Valence."
SUIT = "Paul Mercier poursuit Jeanne Albret en justice pour diffamation."
FIRM = "Paul Mercier quitte Airbus, où il était directeur financier."


def article(name: str, text: str) -> Article:
    return Article(name, f"{name}.txt", text, name)


def readings(nlp: Language, articles: Iterable[Article]) -> list[Reading]:
    return [reading.read(article, doc) for article, doc in pipeline.docs(nlp, articles)]


@pytest.mark.parametrize(("text", "idle"), [(WALK, True), (SUIT, False), (FIRM, False)])
def test_what_names_no_organization_and_tells_of_no_suit_is_idle(nlp: Language, text: str, idle: bool) -> None:
    ((_, doc),) = pipeline.docs(nlp, [article("one", text)])
    assert layers.idle(doc) == idle
    assert doc.has_annotation("POS") != idle


def test_an_idle_article_still_says_whom_it_names(nlp: Language) -> None:
    (found,) = readings(nlp, [article("walk", f"Lyon, 15 mai 2024 - {WALK}")])
    assert [entity.name for entity in found.entities] == ["Paul Mercier"]
    assert (found.published, found.dates, found.claims) == ("2024-05-15", (), ())


def test_where_everything_is_asked_for_it_is_parsed(nlp: Language) -> None:
    with pipeline.everything(nlp):
        ((_, doc),) = pipeline.docs(nlp, [article("walk", WALK)])
    assert not layers.idle(doc)
    assert [span.text for span in layers.spans(doc, layers.DATES)] == ["mardi 14 mai 2024"]
    ((_, doc),) = pipeline.docs(nlp, [article("walk", WALK)])
    assert layers.idle(doc)


def test_the_facts_are_the_same_as_without_the_shortcut(nlp: Language, root: Path) -> None:
    files = [*sorted((root / "corpus").glob("*.txt"))[::3], *sorted(PRESS.glob("*.txt"))[::4]]
    articles = [article(path.stem, path.read_text(encoding="utf-8")) for path in files]
    articles += [article(f"x{n}", text) for n, text in enumerate((WALK, SUIT, FIRM, "", "\n"))]
    short = readings(nlp, articles)
    with pipeline.everything(nlp):
        whole = readings(nlp, articles)
    assert sum(len(one.claims) for one in whole) > 200
    for one, other in zip(short, whole, strict=True):
        assert (one.claims, one.entities, one.published) == (other.claims, other.entities, other.published)
