"""`corrections.yml` as a person writes it: what it means, and the one line that says what is wrong with it."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from ontograph import corrections
from ontograph.corrections.model import (
    Add,
    Change,
    ClaimRef,
    Details,
    Drop,
    EntityRef,
    Identify,
    Merge,
    Operation,
    Reject,
    Rename,
    Retype,
    Split,
)
from ontograph.errors import CorrectionError
from ontograph.model import Money

A, B = EntityRef("A"), EntityRef("B")


def parse(text: str) -> list[Operation]:
    return [entry.operation for entry in corrections.parse(text.encode()).entries]


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("- merge: A\n  into: B", Merge((A,), B)),
        ("- merge: [A, {name: C, kind: Person}]\n  into: person/b",
         Merge((A, EntityRef("C", "Person")), EntityRef("person/b"))),
        ("- merge: A\n  into: B\n  kind: Organization",
         Merge((EntityRef("A", "Organization"),), EntityRef("B", "Organization"))),
        ("- split: A\n  as: B\n  documents: [y.txt, x.txt, x.txt]", Split(A, "B", ("x.txt", "y.txt"))),
        ("- split: A\n  as: B\n  document: x.txt\n  quote: dit A", Split(A, "B", ("x.txt",), "dit A")),
        ("- rename: A\n  document: x.txt\n  to: A  b", Rename(EntityRef("A", None, "x.txt"), "A b")),
        ("- retype: A\n  to: MediaOutlet", Retype(A, "MediaOutlet")),
        ("- drop: A\n  kind: Person", Drop(EntityRef("A", "Person"))),
        ("- wikidata: A\n  id: https://www.wikidata.org/wiki/Q42", Identify(A, "Q42")),
        ("- wikidata: A\n  id: none", Identify(A, None)),
        ("- reject: any\n  document: x.txt\n  quote: dit A", Reject(ClaimRef(None, "x.txt", "dit A"))),
        ("- reject: Departure\n  document: x.txt\n  quote: dit A\n  where: {person: A}",
         Reject(ClaimRef("Departure", "x.txt", "dit A", (("person", (A,)),)))),
        ("- change: Departure\n  document: x.txt\n  quote: q\n  date: 17/05/2024\n  destination: none\n"
         "  kind: resignation",
         Change(ClaimRef("Departure", "x.txt", "q"),
                Details(date="2024-05-17", roles=(("destination", ()), ("kind", ("resignation",)))))),
        ("- change: any\n  document: x.txt\n  quote: q\n  factuality: negated\n  date: none",
         Change(ClaimRef(None, "x.txt", "q"), Details("negated", ""))),
        ("- add: Partnership\n  document: x.txt\n  quote: q\n  party: [A, B]\n  amount: environ 1,5 milliard d'euros",
         Add(ClaimRef("Partnership", "x.txt", "q"),
             Details(roles=(("amount", (Money(Decimal("1500000000"), "EUR", True),)), ("party", (A, B)))))),
        ("- add: Investment\n  document: x.txt\n  quote: q\n  investor: A\n  organization: B\n  stake: 12,5 %",
         Add(ClaimRef("Investment", "x.txt", "q"),
             Details(roles=(("investor", (A,)), ("organization", (B,)), ("stake", ("12.5",)))))),
    ],
)  # fmt: skip
def test_an_operation_as_written(text: str, operation: Operation) -> None:
    assert parse(text) == [operation]


def test_words_stay_words_and_who_wants_it_why_is_kept_with_the_line() -> None:
    found = corrections.parse(
        b"\xef\xbb\xbf# a comment\n- drop: no\n\n- drop: 2024-05-17\n  why: a date\n  by: Jeanne\n"
    )
    assert [(e.line, e.operation, e.why, e.by) for e in found.entries] == [
        (2, Drop(EntityRef("no")), None, None),
        (4, Drop(EntityRef("2024-05-17")), "a date", "Jeanne"),
    ]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "[]", "null"])
def test_an_empty_file_corrects_nothing(text: str) -> None:
    assert parse(text) == []


ADD = "- add: Departure\n  document: x.txt\n  quote: q\n"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("merge: A", 1, "not a list of corrections"),
        ("- merge", 1, "a correction is an operation with its keys"),
        ("- merge: [A\n", 2, "no YAML: expected ',' or ']'"),
        ("- drop: A\n- drop: B: C", 2, "no YAML: mapping values are not allowed here"),
        ("- drop: A\n  \tkind: Person", 2, "no YAML"),
        ("- drop: A\n  drop: B", 2, "« drop » is given twice (first in line 1)"),
        ("- drop: A\n  rename: B\n  to: C", 1, "drop and rename in one correction"),
        ("- meerge: A\n  into: B", 1, "« meerge »: is it « merge »?"),
        ("- merge: A", 1, "« merge » needs « into: »"),
        ("- merge: A\n  into: A", 1, "A cannot be merged into itself"),
        ("- merge: []\n  into: A", 1, "« merge » is an empty list"),
        ("- merge: A\n  into:\n", 2, "« into » takes a text, and this is empty"),
        ("- merge: A\n  into: {nom: B}", 2, "« into » needs « name: »"),
        ("- rename: A\n  too: B", 1, "« rename » needs « to: »"),
        ("- rename: A\n  to: B\n\n  too: C", 4, "« rename » has no key « too »: is it « to »?"),
        ("- rename: A\n  to: [B]", 2, "« to » takes a text, and this is a list"),
        ("- split: A\n  as: B", 1, "« split » needs « documents: »"),
        ("- split: A\n  as: B\n  documents: [x, y]\n  quote: q", 3, "a passage of one document"),
        ("- retype: A\n  to: Compagny", 2, "no class « Compagny »: is it « Company »?"),
        ("- retype: A\n  to: Departure", 2, "no class « Departure »"),
        ("- retype: A\n  kind: Company\n  to: Person", 2, "kind 'Company': it is Person or Organization"),
        ("- wikidata: A\n  id: 42", 2, "'42' is no Wikidata id"),
        ("- wikidata: A\n  id: Q042", 2, "'Q042' is no Wikidata id"),
        ("- reject: Depart\n  document: x\n  quote: q", 1, "no type of fact « Depart »: is it « Departure »?, or any"),
        ("- reject: any\n  quote: q", 1, "« reject » needs « document: »"),
        ("- reject: any\n  document: x", 1, "« reject » needs « quote: »"),
        ("- reject: Departure\n  document: x\n  quote: q\n  where: A", 4, "« where » takes roles"),
        ("- reject: Departure\n  document: x\n  quote: q\n  where:\n    persson: A", 5, "has no role « persson »"),
        ("- change: Departure\n  document: x\n  quote: q", 1, "« change » changes nothing"),
        ("- change: any\n  document: x\n  quote: q\n  person: A", 4, "roles can be changed where the type is given"),
        ("- change: Departure\n  document: x\n  quote: q\n  person: none", 4, "a Departure without « person » is none"),
        ("- change: Position\n  document: x\n  quote: q\n  roleClass: none", 4, "without « roleClass » is none"),
        ("- change: Departure\n  document: x\n  quote: q\n  status: former", 4, "only a Position has a status"),
        ("- change: Departure\n  document: x\n  quote: q\n  date: 2024-02-30", 4, "'2024-02-30' is no date: day"),
        ("- change: Departure\n  document: x\n  quote: q\n  date: mai 2024", 4, "'mai 2024' is no date"),
        ("- change: Departure\n  document: x\n  quote: q\n  factuality: sure", 4, "'sure': it is one of certain,"),
        ("- change: Departure\n  document: x\n  quote: q\n  kind: fired", 4, "'fired': it is one of dismissal,"),
        ("- change: Acquisition\n  document: x\n  quote: q\n  amount: cher", 4, "'cher' is no sum of money"),
        ("- change: Investment\n  document: x\n  quote: q\n  stake: tout", 4, "'tout' is no number"),
        ("- change: Investment\n  document: x\n  quote: q\n  partOf: r", 4, "(it follows from the round)"),
        (ADD + "  person: A", 1, "a Departure needs « organization: »"),
        (ADD + "  person: [A, B]\n  organization: C", 4, "« person » of one fact is one"),
        ("- add: any\n  document: x\n  quote: q", 1, "no type of fact « any »"),
        ("- add: Partnership\n  document: x\n  quote: q\n  party: A", 1, "needs two parties"),
        ("- drop: \"\\ud800\"", 1, "half a character"),
        ("- drop: A\n- drop: \x07", 2, "a character that YAML forbids"),
        ("- drop: A\n--- \n- drop: B", 2, "no YAML"),
        ("- drop: [[[[[[A]]]]]]", 1, "nested too deeply"),
        ("- " + "[" * 3000, 1, "nested too deeply"),
        ("- &a [*a]", 1, "nested too deeply"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_form_is_named_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(CorrectionError) as caught:
        parse(text)
    said = str(caught.value)
    assert said.startswith(f"corrections.yml:{line}: ")
    assert message in said
    assert said.endswith("; nothing built")
    assert "\n" not in said


def test_a_file_that_is_no_utf8_or_is_not_there(tmp_path: Path) -> None:
    file = tmp_path / "mine.yml"
    with pytest.raises(CorrectionError, match=r"mine\.yml: No such file or directory; nothing built$"):
        corrections.read(file)
    file.write_bytes("- drop: A\n- drop: Société\n".encode("latin-1"))
    with pytest.raises(CorrectionError, match=r"mine\.yml:2: not UTF-8: save it as UTF-8; nothing built$"):
        corrections.read(file)


def test_every_example_of_the_guide_parses_and_every_operation_has_one() -> None:
    guide = (ROOT / "docs/corrections.md").read_text(encoding="utf-8")
    examples = re.findall(r"^```yaml\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)
    found = {type(operation) for example in examples for operation in parse(example)}
    assert found == {Merge, Split, Rename, Retype, Drop, Identify, Reject, Change, Add}


WORDS = st.sampled_from(
    ["merge", "split", "rename", "retype", "drop", "wikidata", "reject", "change", "add", "into", "as", "to", "id",
     "documents", "document", "quote", "kind", "why", "by", "where", "person", "organization", "date", "factuality",
     "status", "attributedTo", "roleClass", "amount", "party", "Departure", "Position", "Person", "Company", "CEO",
     "2024-05", "2024-02-30", "certain", "Q42", "none", "any", "A"]
)  # fmt: skip
TEXTS = WORDS | st.text(max_size=6)
TREES = st.recursive(
    TEXTS | st.none() | st.integers() | st.booleans() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


def _parses_or_gives_a_line(content: bytes) -> None:
    message = None
    try:
        found = corrections.parse(content)
    except CorrectionError as error:
        message = str(error)
    if message is None:
        assert all(entry.line >= 1 and str(entry.operation) for entry in found.entries)
    else:
        assert re.fullmatch(r"corrections\.yml:[1-9]\d*: .*; nothing built", message)


@given(st.lists(st.dictionaries(WORDS, TREES, max_size=5), max_size=3))
def test_any_yaml_parses_or_gives_one_line(tree: object) -> None:
    _parses_or_gives_a_line(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).encode("utf-8", "replace"))


@given(st.text(alphabet=st.characters() | st.sampled_from("-:[]{}&*!|>'\"\n \t#%@`,?"), max_size=40))
def test_any_text_parses_or_gives_one_line(text: str) -> None:
    _parses_or_gives_a_line(text.encode("utf-8", "replace"))


@given(st.binary(max_size=30))
def test_any_bytes_parse_or_give_one_line(content: bytes) -> None:
    _parses_or_gives_a_line(content)
