"""Frame files: every one loads, says nothing that the ontology does not know, and is kept in order."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from ontograph import resources
from ontograph.errors import DataError
from ontograph.frames.found import ROLE_KINDS
from ontograph.frames.frameset import Frame, FrameSet
from ontograph.model import CORE_ROLES, FACTUALITIES
from ontograph.vocabulary import vocabulary

FOLDER = resources.data_path("fr_press/frames")
FILES = sorted(p for p in FOLDER.glob("*.yml") if p.name != "grammar.yml")
FRAMES = [frame for _, frame in FrameSet.load("fr_press/frames").frames]
RESULTS = {"party2": "party"}
"""Roles of frames that the claim has under another name."""
HELD = {"seller"}
"""Roles that only keep others from their fillers."""

frames = pytest.mark.parametrize("frame", FRAMES, ids=lambda f: f.id)


def filled(frame: Frame) -> set[str]:
    return {*frame.arguments, *frame.more}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The frame files, to be broken."""
    return Path(shutil.copytree(FOLDER, tmp_path / "frames"))


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_every_file_gives_frames_of_its_own_name(file: Path) -> None:
    written = [f["id"] for f in yaml.safe_load(file.read_text(encoding="utf-8"))["frames"]]
    assert written
    assert {i.split(".")[0] for i in written} == {file.stem}
    assert set(written) <= {f.id for f in FRAMES}


@pytest.mark.parametrize("fact", sorted(set(CORE_ROLES) - {"Position"}))
def test_every_event_can_be_told(fact: str) -> None:
    assert any(f.fact == fact for f in FRAMES)


@frames
def test_a_frame_claims_facts_of_the_ontology(frame: Frame) -> None:
    for fact in (frame.fact, *(d.fact for d in frame.also)):
        assert fact in vocabulary().fact_classes


@frames
def test_a_frame_fills_roles_of_the_ontology(frame: Frame) -> None:
    known = {*vocabulary().roles(frame.fact), "roleClass"}
    derived = {old for d in frame.also for old in d.roles.values()}
    assert sorted({RESULTS.get(r, r) for r in filled(frame)} - known - derived - HELD) == []
    assert sorted(set(frame.constants) - known) == []


@frames
def test_a_derived_fact_takes_what_the_frame_fills(frame: Frame) -> None:
    for derived in frame.also:
        assert set(derived.roles) | set(derived.constants) <= {*vocabulary().roles(derived.fact), "roleClass"}
        assert set(derived.roles.values()) <= filled(frame)
        assert set(CORE_ROLES[derived.fact]) <= set(derived.roles) | set(derived.constants)


@frames
def test_a_frame_can_fill_what_its_fact_needs(frame: Frame) -> None:
    given = {*filled(frame), *frame.constants}
    assert sorted({*CORE_ROLES[frame.fact], *frame.requires} - given) == []


@frames
def test_entity_roles_have_a_kind(frame: Frame) -> None:
    entity_roles = vocabulary().entity_roles()
    named = {RESULTS.get(r, r) for r in filled(frame)} & entity_roles
    assert sorted(named - set(ROLE_KINDS)) == []


@frames
def test_constants_are_concepts_of_their_role(frame: Frame) -> None:
    for role, value in frame.constants.items():
        vocabulary().concept(role, value)


@frames
def test_a_certainty_is_one_of_the_four(frame: Frame) -> None:
    assert frame.factuality in (None, *FACTUALITIES)
    assert 0 < frame.confidence <= 1


@frames
def test_the_words_of_a_frame_are_sorted_and_unique(frame: Frame) -> None:
    for words in (frame.verbs, frame.nouns, frame.excludes, frame.having):
        assert words == sorted(set(words))


def test_two_frames_of_one_name_are_refused(copy: Path) -> None:
    shutil.copy(copy / "leave.yml", copy / "zz.yml")
    with pytest.raises(DataError, match=r"leave\.\w+"):
        FrameSet.load(str(copy))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"nouns": [], "verbs": []}, "no trigger"),
        ({"arguments": {"person": ["sideways"]}}, "sideways"),
        ({"arguments": "person"}, "zz.yml"),
    ],
)
def test_a_broken_frame_names_its_file(copy: Path, change: dict[str, object], message: str) -> None:
    frame = {"id": "zz.frame", "nouns": ["congé"], "arguments": {"person": ["owner"]}, **change}
    (copy / "zz.yml").write_text(yaml.safe_dump({"fact": "LeaveOfAbsence", "frames": [frame]}), encoding="utf-8")
    with pytest.raises(DataError, match=message) as caught:
        FrameSet.load(str(copy))
    assert "zz.yml" in str(caught.value)
    assert "\n" not in str(caught.value)
