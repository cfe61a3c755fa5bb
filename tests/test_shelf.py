"""Articles whose texts are on the disk are what they were, however they are asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ontograph import corpus, workers
from ontograph.corpus import shelf
from ontograph.corpus.shelf import Articles, Shelf
from ontograph.model import Article
from ontograph.spool import Spool

SAID = st.none() | st.text(max_size=5)


@st.composite
def articles(draw: st.DrawFn) -> list[Article]:
    found = []
    for number, text in enumerate(draw(st.lists(st.text(st.characters(codec="utf-8"), max_size=20), max_size=6))):
        said = [draw(SAID) for _ in range(4)]
        found.append(Article(f"{number}", f"{number}.txt", text, hashlib.sha256(text.encode()).hexdigest(), *said))
    return found


def shelved(given: Sequence[Article]) -> Articles:
    made = Shelf(Spool())
    for article in given:
        made.add(article)
    return Articles(made.heads, made.texts)


@given(articles(), st.slices(6))
def test_they_are_what_they_were(given: list[Article], part: slice) -> None:
    found = shelved(given)
    assert list(found) == [found[number] for number in range(len(found))] == given
    assert found[part] == given[part]
    numbers = range(len(given))[part]
    assert list(shelf.some(found, numbers)) == shelf.some(given, numbers) == given[part]
    assert shelf.lengths(found) == shelf.lengths(given)
    assert shelf.heads(given) is given
    for article in given:
        assert shelf.texts(found).get(article.sha256) == shelf.texts(given).get(article.sha256) == article.text
    assert shelf.texts(found).get("") is None
    assert workers.batches(found, 2) == workers.batches(given, 2)


def test_the_texts_of_a_corpus_are_not_in_memory(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    for name in "ba":
        text = f"Le conseil d'administration de la société {name} s'est réuni hier à Paris.\n"
        (tmp_path / "corpus" / f"{name}.txt").write_text(text, encoding="utf-8")
    found = corpus.read(tmp_path / "corpus", tmp_path / "graph" / ".cache")
    assert isinstance(found.articles, Articles)
    assert [article.path for article in found.articles] == ["a.txt", "b.txt"]
    assert [article.text.split()[5] for article in found.articles] == ["société", "société"]
    assert [found.articles.text(head) for head in found.articles.heads] == [article.text for article in found.articles]
    assert [file.name for file in tmp_path.iterdir()] == ["corpus"]
