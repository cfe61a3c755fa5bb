"""Writes docs/queries.md: each named query with its parameters, its columns, and its answer on docs/queries.ttl.

    python docs/queries.py

A test compares the file with what this makes, so neither can go stale.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import ontograph
from ontograph import query
from ontograph.query import NamedQuery

HERE = Path(__file__).parent
GRAPH = HERE / "queries.ttl"
EXAMPLES: dict[str, dict[str, str]] = {
    "board": {"org": "Nova IA", "date": "2023-11-20"},
    "career": {"person": "Paul Roux"},
    "claims": {"by": "une source proche du dossier"},
    "departures": {"org": "Nova IA"},
    "departures-by-month": {"year": "2024"},
    "disagreements": {"person": "Claire Aubry"},
    "evidence": {"type": "Lawsuit"},
    "followers": {"org": "Nova IA"},
    "investments": {"org": "Nova IA"},
    "lawsuits": {"org": "Hélio"},
    "leaders": {"org": "Nova IA", "role": "CEO"},
    "leaders-on": {"org": "Nova IA", "date": "2023-11-19"},
    "outlets": {},
    "posts": {"org": "Nova IA"},
    "rounds": {"org": "Nova IA"},
    "rumour-fates": {"org": "Hélio"},
    "rumours": {},
    "sources": {},
    "timeline": {"org": "Hélio"},
}
"""Name -> the parameters of its example."""
HEAD = """# The named queries

<!-- Made by docs/queries.py from src/ontograph/queries/*.rq: change those, and run it. -->

`ontograph query NAME` answers a question that comes up often; `ontograph query --list` lists them. Each is a file of
plain SPARQL in `src/ontograph/queries/`, to run elsewhere or to begin from. `--format csv` is for
spreadsheets: text that they would take for a formula has an apostrophe before it, as in the tables of `export`. `json`
and `tsv` are for programs, each value as it is; so is the CSV of `ontograph serve`, as the SPARQL 1.1 Protocol wants
it. From Python:

```python
import ontograph

for row in ontograph.ask("graph", "departures", org="OpenAI").records:
    print(row["name"], row.get("date"))
```

Every parameter may be left out. A name is any name of the person or the organization, in any case, with accents or
without; one that nothing bears is an error that suggests near ones. A date is as precise as it is known: a day, a month
or only a year. What is denied is no answer, unless the question is who claims what.

The answers here are those of the invented graph [queries.ttl](queries.ttl), and the commands can be tried on it:
`ontograph query docs/queries.ttl leaders --org "Nova IA"`.
"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(f"\n{section}\n" for named in query.list_named() for section in _sections(named))


def _sections(named: NamedQuery) -> Iterator[str]:
    params = EXAMPLES[named.name]
    yield f"## {named.name}"
    yield f"{named.title_en} {named.title_fr}"
    if named.note:
        yield named.note
    yield "\n".join(
        ["| parameter | |", "|---|---|", *(f"| `{param.metavar}` | {param.about} |" for param in named.params.values())]
    )
    yield "\n".join(["| column | |", "|---|---|", *(f"| {name} | {about} |" for name, about in named.columns.items())])
    words = " ".join(f'--{name} "{value}"' if " " in value else f"--{name} {value}" for name, value in params.items())
    answer = ontograph.ask(GRAPH, named.name, **params)
    yield f"`{f'ontograph query {named.name} {words}'.strip()}`"
    yield "\n".join(_table(answer.columns, answer.rows))


def _table(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(columns) + " |"
    yield "|---" * len(columns) + "|"
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


if __name__ == "__main__":
    (HERE / "queries.md").write_text(page(), encoding="utf-8")
