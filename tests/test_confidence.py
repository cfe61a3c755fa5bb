"""How likely claims are right: the trees, the evidence on hand-built articles, and the fitted model on the corpus."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from docs import build, with_mentions
from ontograph import corpus, layers, resources
from ontograph.components.confidence import Confident
from ontograph.confidence import CONFIDENCE, Confidence, ConfidenceData, Evidence, Split, Tree
from ontograph.confidence.model import Features, questions
from ontograph.model import Argument, Claim

DATA = resources.load_yaml(resources.data_path(CONFIDENCE), ConfidenceData)


def article() -> Doc:
    """Two sentences, the second of which names no organization."""
    return with_mentions(
        build("""
        Danone        PROPN 2 nsubj             @Organization
        accueille     VERB  0 ROOT VerbForm=Fin
        Claire_Dumont PROPN 2 obj               @Person
        .             PUNCT 2 punct

        Claire_Dumont PROPN 2 nsubj             @Person
        démissionne   VERB  0 ROOT VerbForm=Fin
        """),
        {"Claire_Dumont": "f"},
    )


def claim(doc: Doc, first: int, last: int, type_: str = "Appointment", **roles: str) -> Claim:
    """A claim whose passage is the tokens `first` to `last`."""
    span = doc[first : last + 1]
    arguments = tuple(Argument(role, (filler,)) for role, filler in sorted(roles.items()))
    return Claim(type_, arguments, "certain", span.start_char, span.end_char, span.text, "rule", confidence=0.9)


def claims(doc: Doc) -> list[Claim]:
    """An appointment whose passage names all, and a departure whose passage leaves the organization out."""
    return [
        claim(doc, 0, 2, person="e2", organization="e1"),
        claim(doc, 4, 5, "Departure", person="e2", organization="e1"),
    ]


# -- the trees ---------------------------------------------------------------------------------------------------------

TREE = Split("far", 0.5, 1.0, Split("main", 0.5, -2.0, 0.0))


@pytest.mark.parametrize(
    ("features", "chance"),
    [({}, 0.731), ({"far": 1}, 0.119), ({"far": 0.5, "main": 1}, 0.731), ({"far": 1, "main": 1}, 0.5)],
)
def test_answers_add_up(features: Features, chance: float) -> None:
    assert Confidence(ConfidenceData(0.5, 0.0, (TREE,))).chance(features) == pytest.approx(chance, abs=0.001)
    twice = Confidence(ConfidenceData(0.5, 0.0, (TREE, TREE))).chance(features)
    assert (twice > chance) == (chance > 0.5) or chance == 0.5


def test_the_trees_are_sorted_and_unique_and_small() -> None:
    lines = resources.data_path(CONFIDENCE).read_text(encoding="utf-8").splitlines()
    trees = [line for line in lines if line.startswith("  - ")]
    assert len(trees) == len(DATA.trees)
    assert trees == sorted(set(trees))
    assert all(len(list(questions(tree))) < 8 for tree in DATA.trees)
    assert 0 < DATA.threshold < 0.5


def test_no_tree_asks_for_a_name_or_a_rule() -> None:
    """What is learned holds of other articles: fact types, roles and forms, no company, no frame."""
    rules = {
        line.split(":")[1].strip() for file in FRAMES for line in file.read_text("utf-8").splitlines() if _id(line)
    }
    asked = {q.feature for tree in DATA.trees for q in questions(tree)}
    assert rules
    assert not {f for f in asked for rule in rules if rule in f}


FRAMES = sorted(resources.data_path("fr_press/frames").glob("*.yml"))


def _id(line: str) -> bool:
    return line.lstrip(" -").startswith("id:")


@given(st.dictionaries(st.sampled_from(sorted({q.feature for t in DATA.trees for q in questions(t)})), st.floats(0, 1)))
def test_chances_are_chances(features: Features) -> None:
    assert 0 < Confidence(DATA).chance(features) < 1


# -- the evidence ------------------------------------------------------------------------------------------------------


def test_how_an_organization_is_expressed() -> None:
    doc = article()
    named, away = map(Evidence(doc, claims(doc)).features, claims(doc))
    assert named["organization.name"] == named["Appointment.organization.name"] == 1
    assert away["organization.away"] == away["Departure.organization.away"] == away["main.away"] == 1
    assert away["Organization.away.1 back"] == 1
    assert "organization.away" not in named
    assert not [name for name in named if name.startswith("guess.")]


def test_what_else_the_article_says_of_a_guess() -> None:
    doc = article()
    away = Evidence(doc, claims(doc)).features(claims(doc)[1])
    assert away["guess.mine"] == away["guess.Departure beside Appointment"] == away["guess.introduced"] == 1
    assert away["guess.understood"] == 1  # the only candidate
    assert away["tie.support"] == pytest.approx(1 / 3)
    alone = Evidence(doc, claims(doc)[1:]).features(claims(doc)[1])
    assert not {"guess.mine", "tie.support"} & alone.keys()


def test_one_person_at_two_organizations() -> None:
    doc = with_mentions(
        build("""
        Danone        PROPN 2 nsubj @Organization
        accueille     VERB  0 ROOT
        Claire_Dumont PROPN 2 obj   @Person
        ,             PUNCT 5 punct
        Airbus        PROPN 2 conj  @Organization
        aussi         ADV   5 advmod
        """)
    )
    both = [claim(doc, 0, 2, person="e2", organization=e) for e in ("e1", "e3")]
    one, other = map(Evidence(doc, both).features, both)
    assert one["tie.elsewhere"] == other["tie.elsewhere"] == pytest.approx(1 / 3)
    assert one["siblings"] == pytest.approx(1 / 5)
    assert other["organization.beside name"] == 1


def test_the_evidence_is_the_same_every_time() -> None:
    doc = article()
    assert [Evidence(doc, claims(doc)).features(c) for c in claims(doc)] == [
        Evidence(doc, claims(doc)).features(c) for c in claims(doc)
    ]


# -- the component -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("odds", "kept"), [(-1.0, ["Appointment"]), (1.0, ["Appointment", "Departure"])])
def test_a_claim_that_is_likely_wrong_is_left_out(odds: float, kept: list[str]) -> None:
    doc = article()
    layers.set_claims(doc, claims(doc))
    tree: Tree = Split("organization.away", 0.5, 2.0, odds)
    Confident(Confidence(ConfidenceData(0.4, 0.0, (tree,))))(doc)  # type: ignore[arg-type]
    assert [c.type for c in layers.claims(doc)] == kept
    assert layers.claims(doc)[0].confidence == pytest.approx(0.881, abs=0.001)
    assert [c.quote for c in layers.claims(doc)] == [c.quote for c in claims(doc)][: len(kept)]


def test_an_article_without_claims_stays_as_it_is() -> None:
    doc = article()
    Confident(Confidence(DATA))(doc)
    assert layers.claims(doc) == []


# -- the fitted model --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def script(root: Path) -> ModuleType:
    """`training/fit_confidence.py`, which reads examples from articles with gold."""
    spec = importlib.util.spec_from_file_location("fit_confidence", root / "training/fit_confidence.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_the_model_is_calibrated_on_the_corpus(script: ModuleType, root: Path) -> None:
    golds = sorted((root / "tests/gold").glob("*.json"))
    texts = {file.stem: file for file in (root / "corpus").rglob("*.txt")}
    examples = list(script.read({file: texts[file.stem] for file in golds}))
    model = Confidence(DATA)
    told = [(model.chance(e.features), e.right) for e in examples]
    share = sum(right for _, right in told) / len(told)
    assert abs(sum(chance for chance, _ in told) / len(told) - share) < 0.08
    brier = sum((chance - right) ** 2 for chance, right in told) / len(told)
    assert brier < 0.95 * share * (1 - share)  # better than saying the same of every claim
    sure, unsure = ([right for chance, right in told if (chance >= 0.8) is side] for side in (True, False))
    assert sum(sure) / len(sure) > sum(unsure) / len(unsure) + 0.1


@pytest.mark.slow
def test_judged_claims_are_known_by_their_place_and_who_takes_part(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "2016_01_02-001.txt").write_text(
        "Claire Aubry a quitté Nova IA mardi. Marc Delorme est le directeur financier de Corvo.", encoding="utf-8"
    )
    verdicts = tmp_path / "judged.jsonl"
    monkeypatch.setattr(script, "VERDICTS", verdicts)
    nlp = script.pipeline.load()
    (doc,) = [doc for _, doc in script.pipeline.docs(nlp, corpus.read(tmp_path / "texts").articles)]
    wrong, right = (next(c for c in layers.claims(doc) if c.type == type_) for type_ in ("Departure", "Position"))
    lines = [(wrong, False), (right, True)]
    verdicts.write_text(
        "".join(
            f'{{"claim": "{script._digest("2016_01_02-001", c, doc)}", "right": {str(r).lower()}}}\n' for c, r in lines
        )
    )
    found = list(script.judged(tmp_path / "texts"))
    assert [(e.features.keys() >= {"Departure"}, e.right) for e in found] == [(True, False), (False, True)]
    assert {e.family for e in found} == {"2016_01"}
    assert list(script.Table(found, script.re.compile("$^")).weights) == [script.JUDGED] * 2


def test_trees_grow_where_a_feature_tells(script: ModuleType) -> None:
    examples = [
        script.Example(f"{'abc'[n % 3]}-{n}", str(n), {"far": float(n % 4 == 0), "noise": n % 7 / 7}, n % 4 != 0)
        for n in range(200)
    ]
    table = script.Table(examples, script.re.compile("$^"))
    chances = table.held_out()
    wrong, right = ([c for c, e in zip(chances, examples, strict=True) if e.right is side] for side in (False, True))
    assert max(wrong) < min(right)
    assert table.grow(table.right >= 0) == table.grow(table.right >= 0)
