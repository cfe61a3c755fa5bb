"""A built graph as Python has it: the knowledge, the same as RDF and as a network, and its files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path

import msgspec
import rdflib

from ontograph import current, exports, graph, network
from ontograph.exports import registry, writing
from ontograph.exports.content import Content
from ontograph.model import Knowledge
from ontograph.report import Report
from ontograph.selection import View
from ontograph.texts import Texts, TextSource


@dataclass(frozen=True)
class KnowledgeGraph:
    """A built graph: the knowledge, and the same as RDF and as a network."""

    knowledge: Knowledge
    report: Report
    files: tuple[Path, ...] = ()
    """What has been written of it."""
    texts: TextSource = field(default_factory=dict[str, str], repr=False, compare=False)
    """The texts of the documents, by their sha256."""
    view: View = field(default_factory=View)
    """What the files of networks and the explorer show of it."""

    @cached_property
    def rdf(self) -> rdflib.Graph:
        """The graph in the public vocabulary."""
        return graph.to_rdf(self.knowledge)

    @cached_property
    def network(self) -> network.Network:
        """People and organizations as nodes, one edge a fact between two of them (a `networkx.MultiDiGraph`)."""
        return network.to_networkx(self.knowledge)

    @cached_property
    def content(self) -> Content:
        """The graph as exporters take it."""
        return replace(Content.of(self.knowledge), texts=self.texts, view=self.view)

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from ontograph import htmlview

        return htmlview.of_graph(self)

    def write(self, folder: str | Path, formats: Iterable[str] = ()) -> tuple[Path, ...]:
        """Write `graph.ttl`, `graph.graphml`, `build.json` and what each further format has ("nq": `graph.nq`; "csv":
        `nodes.csv` and `edges.csv`): all of them, or on an error none; and the texts of the documents to `texts/`.
        Returns the paths of the files.

        Raises DataError for an unknown format, GraphError for a view around somebody who is not in the graph, OSError
        where the folder cannot be made or written.
        """
        names = list(dict.fromkeys([*registry.ALWAYS, *formats]))
        for name in names:
            registry.exporter(name)
        texts = {document.sha256 for document in self.knowledge.documents}
        beside = Texts(Path(folder))
        beside.keep(texts, self.texts)
        Path(folder).mkdir(parents=True, exist_ok=True)
        with exports.Replacement(Path(folder)) as files:
            written = writing.write(files, names, self.content)
            report = replace(self.report, files=written)
            files.add(current.REPORT, msgspec.json.format(msgspec.json.encode(asdict(report)), indent=1) + b"\n")
        beside.prune(texts)
        return tuple(Path(folder) / name for name in (*written, current.REPORT))
