"""What a notebook shows of a graph, a fact or an answer: a piece of HTML, by their `_repr_html_`.

Everything that comes from articles is escaped, and kept from MathJax (a `$` is a dollar). Colours are translucent, so
that they go with a light page and a dark one, and no certainty is told by colour alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from ontograph.model import Fact, GroundedClaim

if TYPE_CHECKING:
    from ontograph.knowledgegraph import KnowledgeGraph

FACTS = 8
"""How many facts a graph shows."""
FAILURES = 5
"""How many articles that were left out it names."""
CLAIMS = 12
"""How many claims a fact shows."""
ROWS = 100
"""How many rows an answer shows."""

_COLOURS = {
    "certain": "rgba(0,153,136,.25)",
    "planned": "rgba(68,119,170,.3)",
    "possible": "rgba(238,170,51,.35)",
    "negated": "rgba(204,51,17,.25)",
}
_LINE = "1px solid rgba(128,128,128,.35)"
_FAINT = "opacity:.7;font-size:.9em"


def of_graph(built: KnowledgeGraph) -> str:
    """What was read and found, the facts that most passages tell, and the files that were written."""
    report, knowledge = built.report, built.knowledge
    kinds = ", ".join(f"{count} {kind}" for kind, count in _by_number(fact.type for fact in knowledge.facts))
    told = sorted(knowledge.facts, key=lambda fact: (-len(fact.claims), fact.id))[:FACTS]
    lines = [
        f"<b>ontograph</b> {_text(report.summary())}",
        f'<span style="{_FAINT}">{_text(kinds)}</span>' if kinds else "",
    ]
    for failure in report.failed[:FAILURES]:
        lines.append(f'<span style="{_FAINT}">left out: {_text(failure.path)}: {_text(failure.reason)}</span>')
    rows = [(_badge(fact.factuality), _fact_cell(fact), _text(fact.date or "")) for fact in told]
    head = f"<p>{'<br>'.join(filter(None, lines))}</p>"
    written = "<br>".join(_text(str(file)) for file in built.files)
    files = f'<p style="{_FAINT}">{written}</p>' if written else ""
    return _box(head + _table(("certainty", "told by most passages", "date"), rows) + files)


def of_fact(fact: Fact) -> str:
    """The fact in a sentence, its certainty, and each claim: the passage, its document, date, certainty and source."""
    head = " ".join([f'<b lang="fr">{_text(fact.label)}</b>', _badge(fact.factuality), _text(fact.date or "")])
    sub = f'<br><span style="{_FAINT}">{_text(fact.type)} · {_text(fact.id)}</span>'
    rows = [_claim_cells(grounded) for grounded in fact.claims[:CLAIMS]]
    table = _table(("certainty", "passage", "document", "source"), rows)
    return _box(f"<p>{head}{sub}</p>{table}{_more(len(fact.claims) - len(rows), 'passage')}")


def of_answer(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The answer to a question as a table."""
    shown = [[_text(cell) for cell in row] for row in rows[:ROWS]]
    return _box(_table(columns, shown) + _more(len(rows) - len(shown), "row"))


def _fact_cell(fact: Fact) -> str:
    said = max(fact.claims, key=lambda grounded: grounded.claim.confidence, default=None)
    quote = f'<br><span lang="fr" style="{_FAINT}">« {_text(said.claim.quote)} »</span>' if said else ""
    return f'<span lang="fr">{_text(fact.label)}</span>{quote}'


def _claim_cells(grounded: GroundedClaim) -> tuple[str, ...]:
    claim = grounded.claim
    document = grounded.document.removeprefix("document/")
    source = claim.attributed_to or claim.attributed_entity or ""
    return _badge(claim.factuality), f'<span lang="fr">« {_text(claim.quote)} »</span>', _text(document), _text(source)


def _badge(factuality: str) -> str:
    colour = _COLOURS.get(factuality, "transparent")
    return f'<span style="background:{colour};border-radius:3px;padding:0 .4em">{_text(factuality)}</span>'


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns are text, cells are HTML."""
    cell = f"text-align:left;vertical-align:top;border-bottom:{_LINE};padding:.25em .6em"
    head = "".join(f'<th scope="col" style="{cell}">{_text(column)}</th>' for column in columns)
    lines = ("".join(f'<td style="{cell}">{value}</td>' for value in row) for row in rows)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'<table style="border-collapse:collapse"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _more(number: int, what: str) -> str:
    things = what if number == 1 else f"{what}s"
    return f'<p style="{_FAINT}">… and {number} {things} more</p>' if number > 0 else ""


def _box(content: str) -> str:
    return f'<div class="ontograph tex2jax_ignore mathjax_ignore">{content}</div>'


def _text(text: str) -> str:
    return escape(" ".join(text.split()))


def _by_number(names: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(names).items(), key=lambda item: (-item[1], item[0]))
