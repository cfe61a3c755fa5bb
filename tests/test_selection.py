"""Views: what of a knowledge is shown, and as which network."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from knowledge import ARPEGE, CLAIRE, DENIS, HELIO, NOVA, SORA, knowledge
from ontograph import flow
from ontograph.cli import main
from ontograph.errors import DataError, GraphError
from ontograph.exports.content import Content
from ontograph.model import ENTITY_ROLES, Knowledge
from ontograph.report import Report
from ontograph.selection import View, select
from test_formats import folder

__all__ = ["folder"]


def seen(**options: object) -> Knowledge:
    return select(knowledge(), View.of(**options))  # type: ignore[arg-type]


def ids(found: Knowledge) -> tuple[set[str], set[str]]:
    return {entity.id for entity in found.entities}, {fact.id for fact in found.facts}


def test_the_default_is_everything() -> None:
    assert seen() == knowledge()


def test_a_focus_has_its_neighbours_and_what_is_between_them() -> None:
    entities, facts = ids(seen(focus=["claire aubry"]))
    assert entities == {CLAIRE, NOVA, HELIO}
    assert facts == {
        "departure/claire-aubry-nova-ia-2024",
        "position/claire-aubry-nova-ia-cto",
        "appointment/claire-aubry-helio-2024",
        "lawsuit/nova-ia-helio",
        "valuation/helio-10-billion",
    }
    assert ids(seen(focus=["Claire Aubry"], hops=0)) == ({CLAIRE}, set())
    assert ids(seen(focus=["Helio"], hops=0)) == ({HELIO}, {"valuation/helio-10-billion"})
    further, _ = ids(seen(focus=["Claire Aubry"], hops=2))
    assert further == {CLAIRE, NOVA, HELIO, DENIS, SORA, ARPEGE}
    assert ids(seen(focus=["Claire Aubry"], hops=99))[0] == further
    assert ids(seen(focus=["Claire Aubry", ARPEGE], hops=0))[0] == {CLAIRE, ARPEGE}


def test_certainty_is_chosen_before_hops_are_counted() -> None:
    assert SORA in ids(seen(focus=["Nova IA"], factuality=["certain,negated"]))[0]
    assert SORA not in ids(seen(focus=["Nova IA"], factuality=["certain"]))[0]
    found = seen(factuality=["planned", "possible"])
    assert ids(found)[1] == {"appointment/claire-aubry-helio-2024", "acquisition/helio-sora"}
    assert ids(found)[0] == {CLAIRE, HELIO, SORA}


@pytest.mark.parametrize(
    ("options", "inside", "outside"),
    [
        ({"until": "2023"}, {"founding/nova-ia-2019", "position/denis-morel-nova-ia-ceo"}, {"lawsuit/nova-ia-helio"}),
        (
            {"since": "2024-06"},
            {"appointment/claire-aubry-helio-2024", "lawsuit/nova-ia-helio", "position/denis-morel-nova-ia-ceo"},
            {"founding/nova-ia-2019", "departure/claire-aubry-nova-ia-2024", "valuation/helio-10-billion"},
        ),
        (
            {"since": "2024-05-31", "until": "2024-05-31"},
            {"departure/claire-aubry-nova-ia-2024", "position/claire-aubry-nova-ia-cto"},
            {"appointment/claire-aubry-helio-2024", "lawsuit/nova-ia-helio"},
        ),
    ],
)
def test_facts_are_those_that_happen_or_hold_between_the_dates(
    options: dict[str, str], inside: set[str], outside: set[str]
) -> None:
    _, facts = ids(seen(**options))
    assert inside <= facts
    assert not facts & outside


@pytest.mark.parametrize("options", [{"focus": ["Sora"]}, {"since": "2024"}, {"factuality": ["negated"]}])
def test_a_part_is_whole(options: dict[str, object]) -> None:
    found = seen(**options)
    entities, facts = ids(found)
    assert facts
    fillers = {f for fact in found.facts for a in fact.arguments if a.role in ENTITY_ROLES for f in a.fillers}
    assert fillers <= entities
    assert {claim.document for fact in found.facts for claim in fact.claims} == {d.id for d in found.documents}
    assert all(set(document.mentions) <= entities for document in found.documents)


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"focus": ["Nova A"]}, GraphError, "Nova A: nothing of this name in the graph; is it Nova IA"),
        ({"since": "mai 2024"}, DataError, "mai 2024: no date; write 2024, 2024-05 or 2024-05-17"),
        ({"until": "2024-02-30"}, DataError, "2024-02-30: no date"),
        ({"since": "2025", "until": "2024"}, DataError, "nothing is both since 2025 and until 2024"),
        ({"factuality": ["certain,sure"]}, DataError, "sure: no certainty of facts; there are certain, planned"),
    ],
)
def test_what_there_is_none_of_is_said(options: dict[str, object], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        seen(**options)


def test_the_network_of_a_content_is_that_of_its_view() -> None:
    content = Content.of(knowledge())
    assert set(content.seen(View.of(focus=["Claire Aubry"])).network) == {CLAIRE, NOVA, HELIO}
    events = content.seen(View.of("events", focus=["Claire Aubry"])).network
    assert len(events) == 3 + 5
    assert content.seen(View()).network.number_of_edges() == content.network.number_of_edges()
    again = Content.of_triples(content.triples).seen(View.of(focus=["Claire Aubry"]))
    assert set(again.network) == {CLAIRE, NOVA, HELIO} == {entity.id for entity in again.knowledge.entities}


def test_export_writes_the_view(folder: Path) -> None:
    around = ["--focus", "Claire Aubry", "--hops", "1", "--since", "2024", "--factuality", "certain,planned"]
    assert main(["export", "-o", "out.graphml", *around]) == 0
    assert set(nx.read_graphml("out.graphml")) == {CLAIRE, NOVA, HELIO}
    assert main(["export", "-o", "out.gexf", "--view", "events"]) == 0
    read = nx.read_gexf("out.gexf", version="1.3")
    assert len(read) == len(knowledge().entities) + len(knowledge().facts)
    assert main(["export", "-o", "out.html", *around]) == 0
    page = Path("out.html").read_text(encoding="utf-8")
    assert "Claire Aubry" in page
    assert "Sora" not in page


def test_a_build_writes_the_view(tmp_path: Path) -> None:
    report = Report.of("corpus", knowledge(), [], {}, 0, {})
    whole, part = tmp_path / "whole", tmp_path / "part"
    flow.KnowledgeGraph(knowledge(), report).write(whole, ["gexf"])
    view = View.of(focus=["Claire Aubry"], since="2024", factuality=["certain", "planned"])
    flow.KnowledgeGraph(knowledge(), report, view=view).write(part, ["gexf"])
    assert (part / "graph.ttl").read_bytes() == (whole / "graph.ttl").read_bytes()
    assert set(nx.read_graphml(part / "graph.graphml")) == {CLAIRE, NOVA, HELIO}
    assert set(nx.read_gexf(part / "graph.gexf", version="1.3")) == {CLAIRE, NOVA, HELIO}
    before = {file.name: file.read_bytes() for file in part.iterdir() if file.is_file()}
    nobody = flow.KnowledgeGraph(knowledge(), report, view=View.of(focus=["Personne"]))
    with pytest.raises(GraphError, match="Personne: nothing of this name in the graph"):
        nobody.write(part)
    assert {file.name: file.read_bytes() for file in part.iterdir() if file.is_file()} == before


@pytest.mark.slow
def test_build_takes_the_options_of_a_view(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("corpus").mkdir()
    Path("corpus/a.txt").write_text(
        "Le 3 mai 2024, Mira Murati a quitté OpenAI.\n\nLe 5 juin 2022, Microsoft a racheté Activision Blizzard pour "
        "69 milliards de dollars. Microsoft est dirigé par Satya Nadella depuis 2014.\n",
        encoding="utf-8",
    )
    assert main(["build", "corpus", "--focus", "OpenAI"]) == 0
    assert set(nx.read_graphml("graph/graph.graphml")) == {"organization/openai", "person/mira-murati"}
    assert "Microsoft" in Path("graph/graph.ttl").read_text("utf-8")
    assert main(["build", "corpus", "--view", "events"]) == 0
    assert len(nx.read_graphml("graph/graph.graphml")) > 4
    assert main(["build", "corpus", "--hops", "2"]) == 2
    assert "--hops counts from a --focus: around whom?" in capsys.readouterr().err
    assert main(["build", "corpus", "--focus", "OpenIA"]) == 1
    assert "OpenIA: nothing of this name in the graph; is it OpenAI?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (
            ["-o", "out.nt", "--focus", "Helio"],
            2,
            "nt has every triple; --view, --focus and the like are for graphml, gexf, csv and html",
        ),
        (["-o", "out.gexf", "--hops", "2"], 2, "--hops counts from a --focus: around whom?"),
        (["-o", "out.gexf", "--focus", "Hélios"], 1, "Hélios: nothing of this name in the graph; is it Helio?"),
        (["-o", "out.gexf", "--since", "hier"], 1, "hier: no date"),
        (["-o", "out.gexf", "--view", "people"], 2, "'people' is not one of"),
    ],
)
def test_a_view_that_cannot_be_is_said(
    arguments: list[str], code: int, message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", *arguments]) == code
    assert message in " ".join(capsys.readouterr().err.replace("│", " ").split())
    assert sorted(path.name for path in folder.iterdir()) == ["graph"]
