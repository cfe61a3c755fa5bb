"""Articles through the pipeline, such that an error in one costs only that one."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from ontograph import corpus, pipeline
from ontograph.corpus import Failure
from ontograph.model import Article

BATCH = 32
"""Articles that go through the pipeline together."""

T = TypeVar("T")
log = logging.getLogger(__name__)


def each(
    nlp: Language, articles: Sequence[Article], use: Callable[[Article, Doc], T]
) -> Iterator[tuple[Article, T | Failure]]:
    """What `use` makes of each article's Doc, in the order given; a Failure where the pipeline or `use` raises."""
    for start in range(0, len(articles), BATCH):
        batch = articles[start : start + BATCH]
        try:
            found: list[T | Failure] = [use(article, doc) for article, doc in pipeline.docs(nlp, batch)]
        except Exception:
            log.debug("a batch fails: its articles one by one", exc_info=True)
            found = [_one(nlp, article, use) for article in batch]
        yield from zip(batch, found, strict=True)


def _one(nlp: Language, article: Article, use: Callable[[Article, Doc], T]) -> T | Failure:
    try:
        ((_, doc),) = pipeline.docs(nlp, [article])
        return use(article, doc)
    except Exception as error:
        log.debug("%s fails", article.path, exc_info=True)
        return corpus.failure(article.path, error)
