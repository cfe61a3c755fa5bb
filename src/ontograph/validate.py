"""A graph against `shapes.ttl` (SHACL, by pyshacl), told so that a person can mend it.

The shapes say what rule is broken, in English and French, and what to do; here is added who breaks it and where: the
node's label, the document and the passage. Terms that the vocabulary lacks are reported too: a misspelt property breaks
no shape.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from time import perf_counter
from types import ModuleType
from typing import Literal

import pyoxigraph as ox
import rdflib
from rdflib import DCTERMS, RDF, RDFS, SH, SKOS, Graph, Namespace, URIRef
from rdflib.term import Node

from ontograph import query, resources
from ontograph.errors import ExtraError
from ontograph.exports.content import Content
from ontograph.vocabulary import OG, SCHEMA, vocabulary

Language = Literal["en", "fr"]

OGSH = Namespace("https://w3id.org/ontograph/shapes#")
ALIKE = 10
"""So many problems of one rule are printed; JSON lists them all."""

_WORDS = {
    "unknown": {"en": "{term} is no term of the vocabulary.", "fr": "{term} n'est pas un terme du vocabulaire."},
    "instead": {"en": "Use a term of ontology.ttl{maybe}.", "fr": "Utilisez un terme de ontology.ttl{maybe}."},
    "maybe": {"en": ": perhaps {term}", "fr": " : peut-être {term}"},
    "warning": {"en": "warning", "fr": "avertissement"},
    "violation": {"en": "violation", "fr": "erreur"},
    "mend": {"en": "to do: ", "fr": "à faire : "},
    "in": {"en": "in ", "fr": "dans "},
    "more": {"en": "… and {count} more of this rule; --format json lists them all", "fr":
             "… et {count} autres de cette règle ; --format json les donne toutes"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """One rule that one node breaks."""

    severity: Literal["violation", "warning"]
    rule: str
    """The shape in `shapes.ttl` ("Departure"), or "vocabulary" for an unknown term."""
    node: str
    """IRI, or "_:…" of a blank node."""
    label: str
    message: str
    """What the rule says."""
    property: str | None
    """As a prefixed name, where it is about one."""
    value: str | None
    """What the property has, where that is wrong."""
    advice: str
    document: str | None
    """Path of the article that says so, or that names the node; None where no document is known."""
    quote: str | None
    """The passage, where the node is a claim or a fact."""

    def text(self, language: Language = "en") -> str:
        """Some lines for a person."""
        lines = [f"{_WORDS[self.severity][language]}: {self.label} <{self.node}>", self.message]
        if self.property and self.value:
            lines.append(f"{self.property}: {self.value}")
        if self.document:
            quote = f" « {self.quote} »" if self.quote else ""
            lines.append(_WORDS["in"][language] + self.document + quote)
        if self.advice:
            lines.append(_WORDS["mend"][language] + self.advice)
        return "\n    ".join(lines)


@dataclass(frozen=True, slots=True)
class Validation:
    """What a validation found."""

    problems: tuple[Problem, ...]
    """Violations first, then warnings; each in the order of rule, message and label."""
    triples: int
    seconds: float

    @property
    def violations(self) -> tuple[Problem, ...]:
        """What makes the graph invalid."""
        return tuple(problem for problem in self.problems if problem.severity == "violation")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is allowed, and seldom right."""
        return tuple(problem for problem in self.problems if problem.severity == "warning")

    @property
    def conforms(self) -> bool:
        """Whether no rule is broken; warnings do not count."""
        return not self.violations

    def summary(self) -> str:
        """In one line: valid or not, how much was looked at, how much found."""
        found = [
            f"{count} {name if count == 1 else name + 's'}"
            for name, count in (("violation", len(self.violations)), ("warning", len(self.warnings)))
            if count
        ]
        verdict = "valid" if self.conforms else "not valid"
        return ", ".join([verdict, f"{self.triples} triples", *found, f"{self.seconds:.0f} s"])

    def text(self, language: Language = "en") -> str:
        """The problems for a person, of each rule no more than `ALIKE`; "" where there is none."""
        blocks, seen = [], Counter[tuple[str | None, ...]]()
        total = Counter(_kind(problem) for problem in self.problems)
        for problem in self.problems:
            rule = _kind(problem)
            seen[rule] += 1
            if seen[rule] <= ALIKE:
                blocks.append(problem.text(language))
            elif seen[rule] == ALIKE + 1:
                blocks.append(_WORDS["more"][language].format(count=total[rule] - ALIKE))
        return "\n".join(blocks)


def require() -> None:
    """Raise ExtraError without pyshacl, before anything that takes long."""
    _pyshacl()


def validate(graph: Path, language: Language = "en") -> Validation:
    """Check a file of RDF, or the folder of a build.

    Raises GraphError where there is none or it cannot be read, ExtraError without pyshacl.
    """
    require()
    with _quiet():
        return check(Content.of_triples(query.triples(graph)).rdf, language)


def check(graph: Graph, language: Language = "en") -> Validation:
    """Check a graph in memory, which stays as it is; raises ExtraError without pyshacl."""
    start, size = perf_counter(), len(graph)
    with _quiet():
        _, results, _ = _pyshacl().validate(
            graph, shacl_graph=_shapes(), ont_graph=vocabulary().graph, inference="none", allow_warnings=True
        )
        telling = _Telling(graph, language)
        found = {*telling.broken(results), *telling.unknown()}
    problems = sorted(found, key=lambda p: (p.severity, p.rule, p.message, p.label, p.node, p.value or "", p.advice))
    return Validation(tuple(problems), size, round(perf_counter() - start, 2))


@cache
def _shapes() -> Graph:
    return Graph().parse(resources.path("shapes.ttl"), format="turtle")


def _pyshacl() -> ModuleType:
    try:
        import pyshacl
    except ImportError as error:
        raise ExtraError(
            "validation needs pyshacl; install it with: pip install 'ontograph-press[validate]'"
        ) from error
    return pyshacl


@contextmanager
def _quiet() -> Iterator[None]:
    """rdflib logs a traceback for each value that does not fit its datatype; here they are reported as problems."""
    logger = logging.getLogger("rdflib.term")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _kind(problem: Problem) -> tuple[str | None, ...]:
    return problem.rule, problem.property, problem.advice


class _Telling:
    """Makes problems of what pyshacl reports, with the words of the shapes and the places of the graph."""

    def __init__(self, graph: Graph, language: Language) -> None:
        self.graph = graph
        self.language = language
        self.shapes = _shapes()

    def broken(self, results: Graph) -> Iterator[Problem]:
        """The results of a report; not the details below them, which say the same of a value."""
        for report in results.subjects(RDF.type, SH.ValidationReport):
            for result in results.objects(report, SH.result):
                yield self._problem(results, result)

    def unknown(self) -> Iterator[Problem]:
        """Properties and classes of the program's namespace that the ontology lacks."""
        known = {vocabulary().term(name) for name in vocabulary()}
        for subject, property_, object_ in self.graph:
            for term in (property_, object_ if property_ == RDF.type else None):
                if isinstance(term, URIRef) and term.startswith(OG) and term not in known:
                    alike = get_close_matches(term[len(OG) :], list(vocabulary()), n=1, cutoff=0.7)
                    maybe = self._say("maybe", term=f"og:{alike[0]}") if alike else ""
                    message = self._say("unknown", term=query.show(_named(term)))
                    advice = self._say("instead", maybe=maybe)
                    yield self._told("violation", "vocabulary", subject, message, None, None, advice)

    def _problem(self, results: Graph, result: Node) -> Problem:
        focus, value = results.value(result, SH.focusNode), results.value(result, SH.value)
        path, shape = results.value(result, SH.resultPath), results.value(result, SH.sourceShape)
        constraint = results.value(result, SH.sourceConstraint)
        if constraint is not None:  # a query for the whole graph: the value is the node, see the head of shapes.ttl
            focus, value = value, None
        component = results.value(result, SH.sourceConstraintComponent)
        messages = [str(text) for text in results.objects(result, SH.resultMessage)]
        named = self._path(path)
        advice = self._advice(constraint or shape, component).replace("{path}", named or "")
        severity = results.value(result, SH.resultSeverity)
        return self._told(
            "warning" if severity == SH.Warning else "violation",
            self._rule(shape),
            focus or RDF.nil,
            self._message(constraint or shape, messages),
            named,
            None if value is None or value == focus else self._name(value),
            advice,
        )

    def _told(
        self,
        severity: Literal["violation", "warning"],
        rule: str,
        node: Node,
        message: str,
        property_: str | None,
        value: str | None,
        advice: str,
    ) -> Problem:
        document, quote = self._where(node)
        iri = str(node) if isinstance(node, URIRef) else f"_:{node}"
        return Problem(severity, rule, iri, self._name(node), message, property_, value, advice, document, quote)

    def _rule(self, shape: Node | None) -> str:
        """The name of a shape, or of the one that a property shape belongs to."""
        named = shape if isinstance(shape, URIRef) else self.shapes.value(None, SH.property, shape)
        return str(named).removeprefix(str(OGSH))

    def _message(self, shape: Node | None, reported: list[str]) -> str:
        """The message of the shape in the language; where it has placeholders, the report has filled them."""
        message = self._in_language(shape, SH.message)
        if message is None:
            return min(reported, default="")
        pattern = re.compile(".*".join(map(re.escape, re.split(r"\{\??\w+\}", message))), re.DOTALL)
        return next((text for text in sorted(reported) if pattern.fullmatch(text)), message)

    def _advice(self, shape: Node | None, component: Node | None) -> str:
        """What to do, by the shape, the shape that its values must have, or the kind of constraint."""
        places = [shape, self.shapes.value(shape, SH.node) if component == SH.NodeConstraintComponent else None]
        own = (self._in_language(place, OGSH.advice) for place in [*places, component])
        return next((text for text in own if text), "")

    def _in_language(self, node: Node | None, property_: URIRef) -> str | None:
        texts = self.shapes.objects(node, property_) if node is not None else ()
        return next((str(x) for x in texts if getattr(x, "language", None) == self.language), None)

    def _path(self, path: Node | None) -> str | None:
        """A property as a prefixed name; "^" before an inverse one, "/" between those of a sequence."""
        if path is None or isinstance(path, URIRef):
            return None if path is None else query.show(_named(path))
        if inverse := self.shapes.value(path, SH.inversePath):
            return f"^{self._path(inverse)}"
        return "/".join(self._path(step) or "" for step in self.shapes.items(path))

    def _name(self, node: Node) -> str:
        """A node as people call it: its name, its title or its path; else its text, or its prefixed name."""
        for property_ in (SKOS.prefLabel, RDFS.label, DCTERMS.title, OG.path):
            for name in sorted(map(str, self.graph.objects(node, property_))):
                return name
        if isinstance(node, rdflib.Literal):
            return str(node)
        about = self.graph.value(node, OG.about)
        if about is not None and about != node:
            return self._name(about)
        return query.show(_named(node)) if isinstance(node, URIRef) else f"_:{node}"

    def _where(self, node: Node) -> tuple[str | None, str | None]:
        """The document that says it, with the passage; for people and organizations, the first that names them."""
        claims = [node] if (node, OG.quote, None) in self.graph else list(self.graph.subjects(OG.about, node))
        told = sorted(
            (str(path), str(quote))
            for claim in claims
            for document in self.graph.objects(claim, OG.inDocument)
            for path in self.graph.objects(document, OG.path)
            for quote in self.graph.objects(claim, OG.quote)
        )
        if told:
            return told[0]
        documents: Iterable[Node] = [node, *self.graph.subjects(SCHEMA.mentions, node)]
        return min((str(p) for d in documents for p in self.graph.objects(d, OG.path)), default=None), None

    def _say(self, words: str, **values: str) -> str:
        return _WORDS[words][self.language].format(**values)


def _named(term: Node) -> object:
    """An rdflib IRI for `query.show`."""
    return ox.NamedNode(str(term))
