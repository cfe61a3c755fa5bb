"""An id for each article."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ontograph.corpus import registry
from ontograph.corpus.model import Failure
from ontograph.model import Head


def with_ids(articles: list[Head]) -> tuple[list[Head], list[Failure]]:
    """Each article under an id of its own: its own id, else (on a clash) its path without, else with the suffix."""
    unique: list[Head] = []
    clashes: list[Failure] = []
    by_own, by_path = Counter(a.id for a in articles), Counter(registry.stem(a.path) for a in articles)
    seen: set[str] = set()
    for article in articles:
        path = registry.stem(article.path)
        id_ = article.id if by_own[article.id] == 1 else path if by_path[path] == 1 else article.path
        if id_ in seen:
            clashes.append(Failure(article.path, f"second document with the id {article.id!r}"))
        else:
            seen.add(id_)
            unique.append(replace(article, id=id_))
    return unique, clashes
