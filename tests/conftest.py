"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The real pipeline; loading takes some seconds, so tests that use it are marked slow and share this one."""
    from ontograph import pipeline

    return pipeline.load()


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT
