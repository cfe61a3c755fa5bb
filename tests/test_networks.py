"""The networks with less work: the same vectors, up to the last bits of a float, and the same names."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from ontograph.components import entities
from ontograph.components.entities import Entities
from ontograph.networks.encoder import Encoder, Forms, WordsInContext

pytestmark = pytest.mark.slow
ODD = ["", "\n", "X", "OpenAI", "  \n\n ", "Sam Altman", "m. dupont d’Airbus\n\n\tL'Oréal", "M.Dupont " * 400]
INITIALS = "M. J.-P. A. B. C. D. "
"""One name, however often they are repeated."""


@pytest.fixture(scope="module")
def model() -> Language:
    """The model as spaCy loads it."""
    return spacy.load("fr_core_news_md")


@pytest.fixture(scope="module")
def texts(root: Path) -> list[str]:
    """Articles, and what is hardly one."""
    corpus = [path.read_text(encoding="utf-8") for path in sorted((root / "corpus").glob("*.txt"))]
    return [*corpus[:12], *ODD, *corpus[12:18]]


@pytest.mark.parametrize("name", ["ner", "tok2vec"])
def test_a_word_has_the_vector_that_the_model_gives_it(model: Language, texts: list[str], name: str) -> None:
    whole = model.get_pipe(name).model  # type: ignore[attr-defined]
    network = next(node for node in whole.walk() if node.maybe_get_ref("embed") is not None)
    docs = [model.make_doc(text) for text in texts]
    ours = WordsInContext(network)
    for known in (False, True):  # as each word form is met, and once they all are
        found = ours(docs)
        assert [len(vectors) for vectors in found] == [len(doc) for doc in docs], known
        for mine, own in zip(found, network.predict(docs), strict=True):
            numpy.testing.assert_allclose(mine, own, atol=2e-5)


def test_forms_beyond_those_kept_are_embedded_anew(model: Language, texts: list[str]) -> None:
    network = model.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    docs = [model.make_doc(text) for text in texts]
    embed, width = network.get_ref("embed"), Encoder(network.get_ref("encode")).width
    few, all_ = Forms(embed, width, size=900), Forms(embed, width)
    for doc in (doc for doc in docs if len(doc)):
        here, there = few([doc]), all_([doc])
        numpy.testing.assert_allclose(few.table[here], all_.table[there], atol=1e-5)
        assert len(few.rows) <= max(900, len(doc))
    assert len(few.table) < len(all_.table)


@pytest.mark.parametrize("together", [entities.TOGETHER, 1])
def test_names_are_those_of_the_model(
    model: Language, texts: list[str], together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entities, "TOGETHER", together)
    texts = [*texts, INITIALS * 60]
    recognizer = model.get_pipe("ner")
    assert isinstance(recognizer, EntityRecognizer)
    ours = Entities(recognizer)
    assert ours.step is not None
    expected = list(recognizer.pipe([model.make_doc(text) for text in texts]))
    found = list(ours.pipe(model.make_doc(text) for text in texts))
    assert sum(len(doc.ents) for doc in expected) > 200
    for mine, own in zip(found, expected, strict=True):
        assert _names(mine) == _names(own)
        assert [token.ent_iob_ for token in mine] == [token.ent_iob_ for token in own]


def test_a_name_of_thousands_of_words_is_followed_once(model: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    recognizer = model.get_pipe("ner")
    assert isinstance(recognizer, EntityRecognizer)
    doc = model.make_doc(INITIALS * 300)
    steps = []
    goes_on = entities.Step.goes_on
    monkeypatch.setattr(entities.Step, "goes_on", lambda *given: (steps.append(len(given[2])), goes_on(*given))[1])
    assert max(len(ent) for ent in Entities(recognizer)(doc).ents) > 1000
    assert sum(steps) < (entities.TOGETHER + 2) * len(doc)


def test_names_that_are_known_are_respected(model: Language) -> None:
    recognizer = model.get_pipe("ner")
    assert isinstance(recognizer, EntityRecognizer)
    doc = model.make_doc("Paris Hilton habite à New York.")
    doc.set_ents([Span(doc, 0, 1, "LOC")], default="unmodified")
    assert (0, 1, "LOC") in _names(Entities(recognizer)(doc))


def _names(doc: Doc) -> list[tuple[int, int, str]]:
    return [(ent.start, ent.end, ent.label_) for ent in doc.ents]
