"""What a build read, left out and found: `build.json`, and the line at the end."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import entry_points, version

from ontograph.corpus import Failure
from ontograph.corrections import Applied
from ontograph.duplicates import Copy
from ontograph.model import Knowledge


@dataclass(frozen=True, slots=True)
class Report:
    """What a build read, left out and found; written as `build.json`."""

    corpus: str
    documents: tuple[dict[str, str], ...]
    """id, path and sha256 of each article in the graph."""
    failed: tuple[Failure, ...]
    ignored: dict[str, int]
    """Files of the corpus that are no articles, by suffix."""
    entities: dict[str, int]
    facts: dict[str, int]
    claims: dict[str, int]
    """By factuality."""
    versions: dict[str, str]
    cached: int
    """Articles that were not read again."""
    seconds: dict[str, float]
    copies: tuple[Copy, ...] = ()
    """Articles that repeat others, and how many of their claims are counted there."""
    corrections: Applied | None = None
    """The file of corrections, and what became of each; None where there is none."""
    inputs: str | None = None
    """A digest of all that the graph depends on (`current`)."""
    files: dict[str, str] = field(default_factory=dict)
    """The sha256 of each file beside this one: which files belong together."""
    validation: dict[str, object] | None = None
    """What `validate` found, where it was asked for: triples, violations (0, else nothing is written) and warnings."""

    @classmethod
    def of(
        cls,
        source: str,
        knowledge: Knowledge,
        failed: Sequence[Failure],
        ignored: dict[str, int],
        cached: int,
        seconds: dict[str, float],
    ) -> Report:
        """The report on a build of `source`."""
        models = sorted(entry_points(group="spacy_models").names)
        packages = ["ontograph-press", "spacy", *models]
        return cls(
            corpus=source,
            documents=tuple(
                {"id": document.id, "path": document.path, "sha256": document.sha256}
                for document in knowledge.documents
            ),
            failed=tuple(failed),
            ignored=ignored,
            entities=_counts(entity.kind for entity in knowledge.entities),
            facts=_counts(fact.type for fact in knowledge.facts),
            claims=_counts(grounded.claim.factuality for fact in knowledge.facts for grounded in fact.claims),
            versions={"python": platform.python_version(), **{name: version(name) for name in packages}},
            cached=cached,
            seconds=seconds,
        )

    def summary(self) -> str:
        """What is in the graph, in one line."""
        counts = [
            _count(len(self.documents), "article") + (f" ({self.cached} from the cache)" if self.cached else ""),
            *([_count(len(self.copies), "copy", "copies")] if self.copies else []),
            *([f"{len(self.failed)} left out"] if self.failed else []),
            _count(self.entities.get("Person", 0), "person", "people"),
            _count(self.entities.get("Organization", 0), "organization"),
            _count(sum(self.facts.values()), "fact"),
            *(["valid"] if self.validation else []),
            f"{sum(self.seconds.values()):.0f} s",
        ]
        return ", ".join(counts)


def _counts(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
