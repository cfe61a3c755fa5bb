"""Corrections through a whole build: found beside the corpus, reported, and still applied after the corpus changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from spacy.language import Language
from spacy.tokens import Doc

from ontograph import corpus, flow, reading
from ontograph.cli import main
from ontograph.errors import CorrectionError
from ontograph.model import Argument, Article, Claim, LocalEntity, Mention, Reading
from ontograph.vocabulary import ID, OG

Write = Callable[[str, str | bytes], Path]

SENTENCE = "Claire Aubry quitte Nova IA"
TEXT = f"{SENTENCE}\n\nLa directrice technique a annoncé son départ mardi dans un message aux salariés.\n"


@pytest.fixture
def toy(blank: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that knows one sentence."""

    def read(article: Article, _: Doc) -> Reading:
        start = article.text.find(SENTENCE)
        arguments = (Argument("person", ("e1",)), Argument("organization", ("e2",)))
        claim = Claim("Departure", arguments, "certain", start, start + len(SENTENCE), SENTENCE, "toy")
        entities = (LocalEntity("e1", "Person", "Claire Aubry"), LocalEntity("e2", "Organization", "Nova IA"))
        mentions = (
            Mention(start, start + 12, "Claire Aubry", "Person", "name", ("e1",)),
            Mention(start + 20, start + 27, "Nova IA", "Organization", "name", ("e2",)),
        )
        found = start >= 0
        return Reading(
            article.id, article.path, article.sha256, None, None, None, None,
            entities if found else (), mentions if found else (), (), (), (claim,) if found else (),
        )  # fmt: skip

    monkeypatch.setattr(reading, "read", read)


def names(kg: flow.KnowledgeGraph) -> set[str]:
    return {entity.name for entity in kg.knowledge.entities}


def test_corrections_beside_the_corpus_are_found_applied_and_no_article(
    toy: None, write: Write, tmp_path: Path
) -> None:
    write("corpus/a.txt", TEXT)
    write("corpus/notes.yml", "- drop: Nova IA")
    plain = flow.build(tmp_path / "corpus")
    assert plain.report.corrections is None
    content = b"- rename: Claire Aubry\n  to: Claire Aubry-Lenoir\n  by: Jeanne\n- drop: Helio\n"
    file = write("corpus/corrections.yml", content)
    kg = flow.build(tmp_path / "corpus", tmp_path / "out")
    assert kg.report.ignored == {".yml": 1} == plain.report.ignored
    assert names(kg) == {"Claire Aubry-Lenoir", "Nova IA"}
    report = json.loads((tmp_path / "out/build.json").read_text(encoding="utf-8"))["corrections"]
    assert report == {
        "file": str(file),
        "sha256": hashlib.sha256(content).hexdigest(),
        "results": {"applied": 1, "not found": 1},
        "corrections": [
            {"line": 1, "correction": "rename Claire Aubry to Claire Aubry-Lenoir", "result": "applied", "message": "",
             "claims": 0, "why": None, "by": "Jeanne"},
            {"line": 4, "correction": "drop Helio", "result": "not found", "claims": 0, "why": None, "by": None,
             "message": "Helio: no entity of this name; nothing is changed"},
        ],
    }  # fmt: skip


def test_a_file_named_goes_before_the_one_beside_the_corpus(toy: None, write: Write, tmp_path: Path) -> None:
    write("corpus/a.txt", TEXT)
    write("corpus/corrections.yml", "- drop: Nova IA")
    mine = write("mine.yml", "- drop: Claire Aubry")
    assert names(flow.build(tmp_path / "corpus", corrections=mine)) == {"Nova IA"}
    assert names(flow.build(tmp_path / "corpus" / "a.txt")) == {"Claire Aubry", "Nova IA"}
    with pytest.raises(CorrectionError, match=r"none\.yml: No such file or directory; nothing built$"):
        flow.build(tmp_path / "corpus", corrections=tmp_path / "none.yml")


def test_only_the_file_at_the_top_of_a_corpus_corrects(toy: None, write: Write, tmp_path: Path) -> None:
    write("corpus/a.txt", TEXT)
    write("corpus/b/corrections.yml", "- drop: Nova IA")
    kg = flow.build(tmp_path / "corpus")
    assert names(kg) == {"Claire Aubry", "Nova IA"}
    assert kg.report.ignored == {".yml": 1}
    write("only/corrections.yml", "")
    with pytest.raises(corpus.CorpusError, match="in this folder"):
        flow.build(tmp_path / "only")


def test_no_corrections_give_the_same_bytes_as_no_file(toy: None, write: Write, tmp_path: Path) -> None:
    write("corpus/a.txt", TEXT)
    flow.build(tmp_path / "corpus", tmp_path / "one")
    write("corpus/corrections.yml", "# nothing\n")
    flow.build(tmp_path / "corpus", tmp_path / "two")
    for name in ("graph.ttl", "graph.graphml"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_wrong_in_form_builds_nothing_and_no_longer_fitting_is_said(
    toy: None, write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write("corpus/a.txt", TEXT)
    file = write("corpus/corrections.yml", "- drop: Helio\n- wikidata: Nova IA\n  id: 42\n")
    arguments = ["build", str(tmp_path / "corpus"), "-o", str(tmp_path / "out")]
    assert main(arguments) == 1
    assert capsys.readouterr().err == (
        f"ontograph: {file}:3: '42' is no Wikidata id: Q and a number, or none; nothing built\n"
    )
    assert not (tmp_path / "out/graph.ttl").exists()
    write("corpus/corrections.yml", "- drop: Helio\n- wikidata: Nova IA\n  id: Q42\n")
    assert main(arguments) == 0
    assert capsys.readouterr().err == (
        f"ontograph: {file}:1: drop Helio: not found: Helio: no entity of this name; nothing is changed\n"
    )


QUOTE = "a annoncé son départ mardi"


def test_a_correction_survives_edits_elsewhere_and_says_when_its_words_are_gone(
    toy: None, write: Write, tmp_path: Path
) -> None:
    write("corpus/a.txt", TEXT)
    write(
        "corpus/corrections.yml",
        f"- change: Departure\n  document: a.txt\n  quote: {SENTENCE}\n  factuality: possible\n"
        f"- add: Position\n  document: a.txt\n  quote: {QUOTE}\n  person: Claire Aubry\n  organization: Nova IA\n"
        "  roleClass: CTO\n  status: former\n",
    )

    def state() -> tuple[list[str], set[tuple[str, str]]]:
        kg = flow.build(tmp_path / "corpus")
        assert kg.report.corrections is not None
        found = {(fact.type, grounded.claim.rule) for fact in kg.knowledge.facts for grounded in fact.claims}
        return [outcome.result for outcome in kg.report.corrections.corrections], found

    both = {("Departure", "toy+correction"), ("Position", "correction")}
    assert state() == (["applied", "applied"], both)
    write("corpus/a.txt", "Un nouveau chapeau précède l'article, et il est long.\n\n" + TEXT)
    assert state() == (["applied", "applied"], both)
    write("corpus/a.txt", TEXT.replace(QUOTE, "s'en va"))
    assert state() == (["applied", "not found"], {("Departure", "toy+correction")})
    write("corpus/a.txt", TEXT.replace(SENTENCE, "Claire Aubry s'en va"))
    assert state() == (["not found", "not found"], set())
    (tmp_path / "corpus/a.txt").rename(tmp_path / "corpus/b.txt")
    assert state() == (["not found", "not found"], set())


ARTICLE = """Claire Aubry quitte Nova IA

Claire Aubry, directrice technique de Nova IA, quitte l'entreprise, a annoncé Nova IA mardi.
Helio pourrait racheter la start-up Orvalis pour 2 milliards d'euros, selon le fonds.
Denis Morel, directeur général de Helio, dirigera l'ensemble.
"""


@pytest.mark.slow
def test_every_operation_through_the_command_line_and_after_a_rebuild(
    nlp: Language, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("ontograph.pipeline.load", lambda *_: nlp)
    article = write("corpus/a.txt", ARTICLE)
    file = write(
        "corpus/corrections.yml",
        """
- rename: Nova IA
  to: Nova Intelligence
- merge: Orvalis
  into: Nova IA
- retype: Helio
  to: InvestmentFirm
- wikidata: Helio
  id: Q42
- split: Claire Aubry
  as: Claire Aubry (directrice)
  document: a.txt
  quote: Claire Aubry, directrice technique de Nova IA
- change: Acquisition
  document: a.txt
  quote: Helio pourrait racheter la start-up Orvalis
  factuality: negated
- add: Partnership
  document: a.txt
  quote: Denis Morel, directeur général de Helio, dirigera l'ensemble
  party: [Helio, Nova IA]
- reject: Position
  document: a.txt
  quote: Denis Morel, directeur général de Helio
""",
    )
    arguments = ["build", str(tmp_path / "corpus"), "-o", str(tmp_path / "out")]
    assert main(arguments) == 0
    assert capsys.readouterr().err == ""
    first = (tmp_path / "out/graph.ttl").read_bytes()
    graph = rdflib.Graph().parse(data=first, format="turtle")
    nova, helio = ID["organization/nova-intelligence"], ID["organization/helio"]
    assert (helio, rdflib.RDF.type, OG.InvestmentFirm) in graph
    assert (helio, rdflib.OWL.sameAs, rdflib.URIRef("http://www.wikidata.org/entity/Q42")) in graph
    assert ID["organization/orvalis"] not in set(graph.subjects())
    assert ID["person/claire-aubry-directrice"] in set(graph.subjects())
    (deal,) = graph.subjects(OG.target, nova)
    assert (deal, OG.factuality, OG.negated) in graph
    (alliance,) = graph.subjects(rdflib.RDF.type, OG.Partnership)
    assert set(graph.objects(alliance, OG.party)) == {nova, helio}
    (claim,) = graph.subjects(OG.about, alliance)
    assert str(graph.value(claim, OG.extractedBy)) == "correction"
    start, end = (int(str(graph.value(claim, place))) for place in (OG.start, OG.end))
    assert ARTICLE[start:end] == str(graph.value(claim, OG.quote))
    assert not list(graph.subjects(OG.person, ID["person/denis-morel"]))
    assert main(arguments) == 0
    assert (tmp_path / "out/graph.ttl").read_bytes() == first
    article.write_text(ARTICLE.replace("dirigera l'ensemble", "se tait"), encoding="utf-8")
    capsys.readouterr()
    assert main(arguments) == 0
    assert capsys.readouterr().err == (
        f"ontograph: {file}:18: add Partnership « Denis Morel, directeur général de Helio, dirigera l'ensemble » "
        "in a.txt: not found: a.txt does not say that (any more); nothing is added\n"
    )
