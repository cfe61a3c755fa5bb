"""Turtle: in reading order (`order`), prefixed, the same bytes for the same graph; written a thing at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph

from ontograph.exports import replace_file
from ontograph.exports.content import Content
from ontograph.exports.deferred import Deferred
from ontograph.exports.order import nodes, rank
from ontograph.exports.order import ordered as ordered
from ontograph.model import Knowledge
from ontograph.rdfterms import Term
from ontograph.statements import TYPE, Node
from ontograph.vocabulary import ID, PREFIXES

_OWN = re.compile(rf"<{re.escape(str(ID))}([a-z][a-z-]*)/([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)>", re.ASCII)
"""IRIs of the program whose last part needs no escape behind a prefix."""
_PREFIX = re.compile(r"(?<![\w.-])([\w.-]*):")
_INTEGER = f'"^^<{PREFIXES["xsd"]}integer>'
_MANY = 1 << 16
"""Terms whose written form is kept at most."""
_FEW = 40
"""Properties of a thing whose shape is kept: who is mentioned in an article are many."""
_SHORT = 40
"""Characters of a text that is kept."""
_PLAIN = ("anyURI", "date", "gYear", "gYearMonth")
"""Datatypes of XML Schema that Turtle has no short form for."""
_Shape = tuple[str, list[int], list[list[int]]]
"""The text of a thing, and what stands in its gaps: for each property, in order, the place of its value (-1 if it has
several); and the places of several."""


def write(source: Knowledge | Graph, path: Path) -> None:
    """Write a Turtle file, whole or not at all; raises OSError, and as `graph.to_rdf`."""
    replace_file(path, dumps(source))


def dumps(source: Knowledge | Graph) -> bytes:
    """The graph as UTF-8 Turtle; raises as `Content.of`."""
    return b"".join(stream(Content.of(source)))


def stream(content: Content) -> Iterator[bytes]:
    """The graph as UTF-8 Turtle, in pieces."""
    writer = Writer(content.prefixes)
    yield from writer.page(map(writer.block, content.nodes()))


def render(triples: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> bytes:
    """Triples in any order, some of them repeated, as sorted Turtle with those of the prefixes that it needs."""
    writer = Writer(prefixes)
    return b"".join(writer.page(map(writer.block, nodes(triples))))


class Writer:
    """Writes things in Turtle with prefixes, and knows which of these it has used."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = dict(prefixes)
        self._terms = _Terms(self._prefixes)
        self._shapes: dict[tuple[str, tuple[Term, ...]], _Shape] = {}

    def page(self, blocks: Iterable[str]) -> Iterator[bytes]:
        """A file of blocks, below those of the prefixes that they need; in pieces."""
        body = Deferred()
        for block in blocks:
            body.write(block)
        used = [(prefix, iri) for prefix, iri in sorted(self._prefixes.items()) if prefix in self._terms.used]
        yield "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in used).encode()
        if not body:
            yield b"\n"
        yield from body.chunks()

    def block(self, node: Node, indent: str = "") -> str:
        """What is said of a thing, below an empty line."""
        subject, said = node
        properties, values = zip(*said, strict=True)
        text, places, groups = self._shapes.get((indent, properties)) or self._shape(indent, properties)
        terms = self._terms
        several = (" , ".join([terms[value] for value in sorted({values[at] for at in group})]) for group in groups)
        written = [next(several) if at < 0 else terms[values[at]] for at in places]
        return text % (terms.written(subject), *written)

    def term(self, term: Term) -> str:
        """A term as Turtle writes it, with a prefix where it can have one."""
        return self._terms[term]

    def _shape(self, indent: str, properties: tuple[Term, ...]) -> _Shape:
        """How a thing is written of which these properties are told in this order; most things have one of few."""
        found: dict[Term, list[int]] = {}
        for place, property_ in enumerate(properties):
            found.setdefault(property_, []).append(place)
        ordered = sorted(found, key=lambda property_: rank(property_[1:-1]))
        names = ["a" if property_ == TYPE else self._terms[property_].replace("%", "%%") for property_ in ordered]
        lines = f" ;\n{indent}    ".join(f"{name} %s" for name in names)
        groups = [found[property_] for property_ in ordered]
        places = [group[0] if len(group) == 1 else -1 for group in groups]
        shape = f"\n{indent}%s {lines} .\n", places, [group for group in groups if len(group) > 1]
        if len(properties) <= _FEW:
            self._shapes[indent, properties] = shape
        return shape


class _Terms(dict[Term, str]):
    """By term, how Turtle writes it: what comes again is written once."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        super().__init__()
        self._prefixes = prefixes
        self._own = {prefix for prefix, namespace in prefixes.items() if namespace == f"{ID}{prefix}/"}
        self.used: set[str] = set()
        """The prefixes that were written, also those that only look like it in a text."""
        schema = [prefix for prefix, namespace in prefixes.items() if namespace == PREFIXES["xsd"]]
        self._typed = {f"<{PREFIXES['xsd']}{name}>": f"xsd:{name}" for name in _PLAIN if schema == ["xsd"]}

    def __missing__(self, term: Term) -> str:
        written = self.written(term)
        if len(term) > _SHORT and term[0] == '"' and term[-1] != ">":  # a quote, which does not come again
            return written
        if len(self) >= _MANY:
            self.clear()
        self[term] = written
        return written

    def written(self, term: Term) -> str:
        """The same, which is not kept."""
        if term[0] == '"':
            if term[-1] != ">":  # a text, of which Turtle needs no more escaped
                if ":" in term:
                    self._note(term)
                return term
            if term.endswith(_INTEGER) and (number := term[1 : -len(_INTEGER)]).isdecimal() and number.isascii():
                return number
            text, _, datatype = term.rpartition("^^")
            if datatype in self._typed:
                self._note(typed := f"{text}^^{self._typed[datatype]}")
                return typed
        elif (own := _OWN.fullmatch(term)) and own[1] in self._own:
            self.used.add(own[1])
            return f"{own[1]}:{own[2]}"
        asked = self._asked(term)
        self._note(asked)
        return asked

    def _note(self, text: str) -> None:
        """Prefixes that stand in a text."""
        self.used.update(_PREFIX.findall(text))

    def _asked(self, term: Term) -> str:
        """Turtle has many rules for what can stand behind a prefix, and for numbers: pyoxigraph knows them."""
        if term.startswith("_:"):
            return term
        triple = next(iter(ox.parse(f"<x:s> <x:p> {term} .", format=ox.RdfFormat.N_TRIPLES))).triple
        text = (ox.serialize([triple], format=ox.RdfFormat.TURTLE, prefixes=self._prefixes) or b"").decode()
        return text.split("\n")[len(self._prefixes)].removeprefix("<x:s> <x:p> ").removesuffix(" .")
