"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from hypothesis import settings
from spacy.language import Language

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

# The same examples in every run, so that a run says something of the change and nothing of luck;
# HYPOTHESIS_PROFILE=explore looks for new ones.
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The real pipeline; loading takes some seconds, so tests that use it are marked slow and share this one."""
    from ontograph import pipeline

    return pipeline.load()


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture
def blank(monkeypatch: pytest.MonkeyPatch) -> Language:
    """A tokenizer and nothing else, in place of the real pipeline: articles are read, and nothing is found in them."""
    language = spacy.blank("fr")
    monkeypatch.setattr("ontograph.pipeline.load", lambda *_: language)
    return language


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file under `tmp_path`, with its folders."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file


@pytest.fixture(scope="session")
def built(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a build of the corpus with the real pipeline."""
    from ontograph import flow

    folder = tmp_path_factory.mktemp("built") / "graph"
    flow.build(ROOT / "corpus", folder, nlp=nlp)
    return folder


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the Turtle of the small knowledge made by hand (`knowledge.py`)."""
    from knowledge import knowledge
    from ontograph.exports import turtle

    folder = tmp_path_factory.mktemp("small") / "graph"
    turtle.write(knowledge(), folder / "graph.ttl")
    return folder
