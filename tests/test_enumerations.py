"""Which mentions stand in one enumeration."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from spacy.tokens import Doc

from docs import build, trees, with_mentions
from ontograph.discourse import Discourse
from ontograph.frames.enumerations import Enumerations
from ontograph.frames.frameset import FrameSet

WORDS = FrameSet.load("fr_press/frames").words
TAGS = {
    **dict.fromkeys([",", "(", ")"], "PUNCT"),
    **dict.fromkeys(["associés", "directrice", "fonds", "PDG", "recherche"], "NOUN"),
    **dict.fromkeys(["la", "le", "leurs"], "DET"),
    **dict.fromkeys(["avec", "de"], "ADP"),
    **dict.fromkeys(["quitte", "rejoint"], "VERB"),
    **{"ainsi": "ADV", "et": "CCONJ", "que": "SCONJ"},
}


def enumerated(text: str, titles: tuple[str, ...] = ()) -> tuple[Doc, Enumerations]:
    """A flat sentence: words with a capital are organizations, those with "_" people."""
    rows = []
    for word in text.split():
        kind = "@Person" if "_" in word else "@Organization" if word[0].isupper() and word not in TAGS else ""
        mark = "!titles:CEO" if word in titles else ""
        rows.append(f"{word} {TAGS.get(word, 'PROPN')} {1 if rows else 0} {'dep' if rows else 'ROOT'} {kind} {mark}")
    doc = with_mentions(build("\n".join(rows)))
    return doc, Enumerations(doc, Discourse.of(doc), WORDS)


def members(text: str, first: str, titles: tuple[str, ...] = ()) -> list[str]:
    """The enumeration of a name."""
    doc, found = enumerated(text, titles)
    reference = next(r for r in found.discourse.references if doc[r.start].text == first.replace("_", " "))
    return [doc[r.start : r.end].text for r in found.of(reference)]


@pytest.mark.parametrize(
    ("text", "first", "expected"),
    [
        ("Danone et Renault", "Danone", ["Danone", "Renault"]),
        ("Danone , Renault et Airbus", "Renault", ["Danone", "Renault", "Airbus"]),
        ("Danone , Renault , Airbus", "Airbus", ["Danone", "Renault", "Airbus"]),
        ("Danone , Renault ainsi que Airbus", "Danone", ["Danone", "Renault", "Airbus"]),
        ("le fonds Danone et le fonds Renault", "Danone", ["Danone", "Renault"]),
        ("Claire_A , directrice de la recherche , et Paul_B", "Claire_A", ["Claire A", "Paul B"]),
        ("Danone", "Danone", ["Danone"]),
        ("Danone , Renault", "Danone", ["Danone"]),
        ("Danone quitte Renault", "Danone", ["Danone"]),
        ("Danone quitte Renault et rejoint Airbus", "Renault", ["Renault"]),
        ("Danone avec Renault", "Danone", ["Danone"]),
        ("Danone ( Renault )", "Danone", ["Danone"]),
    ],
)
def test_members(text: str, first: str, expected: list[str]) -> None:
    assert members(text, first) == expected


def test_the_last_member_may_have_no_name() -> None:
    assert members("Claire_A , Paul_B et leurs associés", "Claire_A") == ["Claire A", "Paul B"]


def test_a_title_s_organization_is_no_member() -> None:
    assert members("Danone et PDG de Renault", "Danone", titles=("PDG",)) == ["Danone"]


def test_no_enumeration_runs_over_a_sentence_s_end() -> None:
    doc = with_mentions(
        build("""
        Danone   PROPN 0 ROOT @Organization
        ,        PUNCT 1 punct

        et       CCONJ 2 cc
        Renault  PROPN 0 ROOT @Organization
    """)
    )
    found = Enumerations(doc, Discourse.of(doc), WORDS)
    assert found.groups == []


def test_the_last_enumeration_before_a_pronoun() -> None:
    doc, found = enumerated("Claire_A et Paul_B quitte Danone et Renault , rejoint Airbus")
    end = len(doc)
    assert found.last_before(end, "Organization") == ("e3", "e4")
    assert found.last_before(end, "Person") == ("e1", "e2")
    assert found.last_before(2, "Person") == ()


@settings(deadline=None)
@given(trees())
def test_groups_part_the_mentions(doc: Doc) -> None:
    """Each in the order of the text and one sentence; no mention in two; `of` always holds the mention itself."""
    found = Enumerations(doc, Discourse.of(doc), WORDS)
    starts = [r.start for group in found.groups for r in group]
    assert starts == sorted(set(starts))
    for group in found.groups:
        assert len(group) > 1
        assert len({doc[r.start].sent.start for r in group}) == 1
    for reference in found.discourse.references:
        assert reference in found.of(reference)
