from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language

from ontograph import pipeline, reading, resources
from ontograph.errors import DataError
from ontograph.model import Article
from ontograph.naming import gazetteer
from ontograph.naming.gazetteer import Entry, Identities, Identity
from ontograph.resolve import comparison

FILE = "fr_press/gazetteer.jsonl"
FIRM = {"kind": "Organization"}


@pytest.fixture
def read(write: Callable[[str, str], Path]) -> Callable[..., list[Entry]]:
    """Reads a gazetteer of these rows."""

    def read_rows(*rows: dict[str, object]) -> list[Entry]:
        file = write("gazetteer.jsonl", "\n".join(json.dumps(row) for row in rows))
        gazetteer.read.cache_clear()
        return list(gazetteer.read(file))

    return read_rows


@pytest.mark.parametrize(
    ("rows", "line", "message"),
    [
        ([{"name": "A"}, {"name": "B", "aliases": ["A"]}], 2, "the name 'A' belongs to 'A' already (line 1)"),
        ([{"name": "A’B"}, {"name": "B", "aliases": ["A'B"]}], 2, "belongs to 'A’B' already"),
        (
            [{"name": "A", "wikidata": "Q5", "checked": "x"}, {"name": "B", "wikidata": "Q5", "checked": "x"}],
            2,
            "the id Q5 belongs to 'A' already (line 1)",
        ),
        ([{"name": "A", "wikidata": "Q5"}], 1, 'how it was checked ("checked")'),
        ([{"name": "A", "wikidata": "5", "checked": "x"}], 1, "'5' is no Wikidata id"),
        ([{"name": "A", "since": "2023-13", "dated": "x"}], 1, "there is no date '2023-13' (\"since\")"),
        ([{"name": "A", "since": "2023-02-29", "dated": "x"}], 1, "there is no date '2023-02-29'"),
        ([{"name": "A", "since": "juillet", "dated": "x"}], 1, "there is no date 'juillet'"),
        ([{"name": "A", "until": "2020", "now": "B", "dated": "x"}], 1, "there is no entry 'B'"),
        ([{"name": "A", "until": "2020", "dated": "x"}], 1, 'needs today\'s ("now")'),
        ([{"name": "A", "still": True, "now": "B"}, {"name": "B"}], 1, '"still" is for a former name'),
        ([{"name": "A", "since": "2020"}], 1, 'where they stand ("dated")'),
        (
            [
                {"name": "A", "until": "2020", "now": "B", "dated": "x"},
                {"name": "B", "until": "2021", "now": "A", "dated": "x"},
            ],
            1,
            "a circle of names: A -> B -> A",
        ),
        ([{"name": "A", "since": "2021", "until": "2020", "now": "B", "dated": "x"}, {"name": "B"}], 1, "before it"),
        ([{"name": "A"}, {"name": "B", "knid": "x"}, {"kind": "Person"}], 3, "missing required field `name`"),
    ],
)
def test_a_broken_gazetteer_names_the_line(
    read: Callable[..., list[Entry]], rows: list[dict[str, object]], line: int, message: str
) -> None:
    with pytest.raises(DataError) as error:
        read(*({**FIRM, **row} for row in rows))
    assert f"gazetteer.jsonl:{line}: " in str(error.value)
    assert message in str(error.value)


NETWORK = [
    Entry("X", "Organization", since="2023-07", beside=["Elon Musk"], wikidata="Q1"),
    Entry("Twitter", "Organization", now="X", until="2023-07"),
    Entry("Meta", "Organization", wikidata="Q2"),
    Entry("Facebook", "Organization", now="Meta", until="2021-10", still=True),
    Entry("The Facebook", "Organization", now="Facebook", until="2005"),
]


@pytest.mark.parametrize(
    ("name", "published", "named", "expected"),
    [
        ("Twitter", "2022-11-04", (), Identity("X", "Q1", True)),
        ("Twitter", "2025", (), Identity("X", "Q1", True)),
        ("Twitter", None, (), Identity("X", "Q1", True)),
        ("X", "2024-02-04", ("Elon Musk",), Identity("X", "Q1", False)),
        ("X", "2023-07-24", ("Elon Musk",), Identity("X", "Q1", False)),
        ("X", "2019-02-04", ("Elon Musk",), None),
        ("X", "2024-02-04", ("Renault",), None),
        ("Facebook", "2018-02-04", (), Identity("Meta", "Q2", True)),
        ("Facebook", "2021-11-04", (), Identity("Facebook", None, False)),
        ("Facebook", None, (), Identity("Facebook", None, False)),
        ("The Facebook", "2004-03-01", (), Identity("Meta", "Q2", True)),
        ("Nobody", "2024", (), None),
    ],
)
def test_what_a_name_means_on_a_day(
    name: str, published: str | None, named: tuple[str, ...], expected: Identity | None
) -> None:
    assert Identities(NETWORK).of(name, published, named) == expected


def test_the_file_is_sorted_and_holds_nothing_twice() -> None:
    entries = gazetteer.read(FILE)  # no name and no id of two entries, each id with how it was checked
    names = [entry.name for entry in entries]
    assert names == sorted(set(names))
    aliases = [name for entry in entries for name in (entry.name, *entry.aliases)]
    assert [name for name, count in Counter(aliases).items() if count > 1] == []


def test_no_two_known_organizations_are_compared_as_one() -> None:
    keys: dict[str, str] = {}
    for entry in gazetteer.read(FILE):
        if "Organization" in (entry.kind, entry.also):
            for name in (entry.name, *entry.aliases):
                owner = entry.now or entry.name
                if owner != "Merck KGaA":  # of Darmstadt; Merck is of New Jersey
                    assert keys.setdefault(comparison.key(name, "Organization"), owner) == owner


def test_ids_are_those_of_the_published_list() -> None:
    """Each id of the file says which public files or which published package has it beside the name."""
    checked = [entry.checked for entry in gazetteer.read(FILE) if entry.wikidata]
    assert len(checked) == 152
    assert all("public file" in how or how.startswith("npm name-suggestion-index: ") for how in checked)


def test_former_names_say_where_their_dates_stand() -> None:
    former = {entry.name: entry.now for entry in gazetteer.read(FILE) if entry.now}
    assert former["Twitter"] == "X"
    assert former["Facebook"] == "Meta Platforms"
    assert len(former) >= 15


def test_rows_know_their_lines(write: Callable[[str, str], Path]) -> None:
    file = write("rows.jsonl", '{"name": "A", "kind": "Person"}\n\n{"name": "B", "kind": "Person"}\n')
    assert [(number, row.name) for number, row in resources.load_numbered(file, Entry)] == [(1, "A"), (3, "B")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("published", "text", "known"),
    [
        ("2024-02-04", "Linda Yaccarino quitte X, le réseau d'Elon Musk. Elle dirigeait X depuis 2023.", {"X": "X"}),
        ("2022-11-04", "Elon Musk a racheté Twitter. Parag Agrawal, PDG de Twitter, est parti.", {"Twitter": "X"}),
        ("2024-02-04", "La société X a déposé plainte. Le patron de X est poursuivi.", {"X": None}),
        ("2024-02-04", "Une plainte contre X a été déposée par Renault. M. X a été entendu.", {"Renault": "Renault"}),
        ("2018-11-04", "Mark Zuckerberg, PDG de Facebook, a été entendu.", {"Facebook": "Meta Platforms"}),
        (
            "2024-11-04",
            "Meta, la maison mère de Facebook, a recruté. Facebook a été condamné mardi.",
            {"Meta": "Meta Platforms", "Facebook": "Facebook"},
        ),
        ("2009-11-04", "Didier Lombard a quitté France Télécom.", {"France Télécom": "Orange"}),
    ],
)
def test_what_an_article_means(nlp: Language, published: str, text: str, known: dict[str, str | None]) -> None:
    article = Article("a", "a.txt", text, "0" * 64, published)
    (_, doc), *_ = pipeline.docs(nlp, [article])
    organizations = [e for e in reading.read(article, doc).entities if e.kind == "Organization"]
    assert {entity.name: entity.known for entity in organizations} == known


@pytest.mark.slow
def test_a_legal_form_behind_a_known_name_changes_nothing(nlp: Language) -> None:
    text = "Twitter Inc. a nommé un PDG. OpenAI Inc. a porté plainte mardi contre France Telecom SA."
    (_, doc), *_ = pipeline.docs(nlp, [Article("a", "a.txt", text, "0" * 64, "2010-03-01")])
    assert [e.known for e in reading.read(Article("a", "a.txt", text, "0" * 64), doc).entities] == [
        "X",
        "OpenAI",
        "Orange",
    ]
