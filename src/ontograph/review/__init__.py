"""What most needs a look in a graph, with a proposal for each in the format of `corrections.yml`.

The order is by how much a look is worth: the chance that something is wrong, times how much of the graph a correction
sets right.

- Two names that may be one: by how they are alike (`names.CHANCES`), less where one article names both; times the facts
  of the lesser one, and one.
- Claims of one fact that disagree: one of two is wrong; more for each further claim, and for a certain fact.
- One person at the head of two houses (0.3), one house with two heads (0.4): more where little speaks for it; times two
  facts.
- A claim that little speaks for: 1 - confidence; less where others say the same, more for a certain one.

So a name that splits the facts of a company in two comes before a doubtful detail; of equals, the order is that of the
questions' letters. The chances are estimates, made to order a list, not to be believed one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ontograph import query
from ontograph.corrections import write
from ontograph.corrections.model import Change, Merge, Operation, Reject
from ontograph.model import Knowledge
from ontograph.recall import recall
from ontograph.review import claims, names, posts
from ontograph.review.item import Item, Passage, Scene

__all__ = ["Item", "Passage", "of_graph", "review", "text", "yaml"]


def of_graph(graph: Path, limit: int | None = None) -> list[Item]:
    """The findings of a built graph; raises GraphError where there is none, or it is not of this program."""
    return review(recall(query.triples(graph)), limit)


def review(knowledge: Knowledge, limit: int | None = None) -> list[Item]:
    """The findings, what a look is most worth first, at most `limit`."""
    scene = Scene(knowledge)
    found = [*names.find(scene), *claims.conflicts(scene), *posts.find(scene), *claims.weak(scene)]
    return sorted(found, key=lambda item: item.order)[:limit]


def text(items: Sequence[Item]) -> str:
    """For a person to read: each finding with its sentences, and the proposals as comments to copy."""
    return "\n\n".join(_text(number, item) for number, item in enumerate(items, 1))


def _text(number: int, item: Item) -> str:
    lines = [f"{number}. {item.question}", *(f"   {passage}" for passage in item.passages)]
    lines += _commented(item.proposals)
    if item.otherwise:
        lines += ["   # or", *_commented(item.otherwise)]
    return "\n".join(lines)


def _commented(operations: Sequence[Operation]) -> list[str]:
    return [f"   # {line}" for operation in operations for line in write.dumps(operation).splitlines()]


def yaml(items: Sequence[Item]) -> str:
    """A file of corrections: every proposal in force, with what it is about as a comment; it is for a person to delete
    what is not so. What may be right instead, and what contradicts a proposal before it, stands as comments, too.
    """
    parts: list[str] = ["# Proposals of `ontograph review`: keep what is right, delete the rest.\n"]
    decided: set[object] = set()
    for item in items:
        parts += ["\n", write.comment(item.question), *(write.comment(f"  {passage}") for passage in item.passages)]
        subjects = {subject for operation in item.proposals for subject in _subjects(operation)}
        free = not subjects & decided
        decided |= subjects
        parts += [write.dumps(operation) for operation in item.proposals if free]
        for choice in (item.otherwise,) if free else (item.proposals, item.otherwise):
            if choice:
                parts += ["# or"] + [f"# {line}" for o in choice for line in write.dumps(o).splitlines()]
    return write.file(parts)


def _subjects(operation: Operation) -> list[object]:
    """Whom or what a proposal decides on: only one can."""
    match operation:
        case Merge(entities, _):
            return list(entities)
        case Reject(claim) | Change(claim, _):
            return [(claim.type, claim.document, claim.quote, claim.where)]
        case _:
            return []
