"""Turtle: in reading order (`order`), prefixed, the same bytes for the same graph; written a thing at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from ontograph.statements import TYPE, Node, Said
from ontograph.vocabulary import ID, PREFIXES

_OWN = re.compile(rf"<{re.escape(str(ID))}([a-z][a-z-]*)/([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)>", re.ASCII)
"""IRIs of the program whose last part needs no escape behind a prefix."""
_PREFIX = re.compile(r"(?<![\w.-])([\w.-]*):")
_INTEGER = f'"^^<{PREFIXES["xsd"]}integer>'
_MANY = 1 << 17
"""Terms whose written form is kept at most."""


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
        self._own = {prefix for prefix, namespace in self._prefixes.items() if namespace == f"{ID}{prefix}/"}
        self._used: set[str] = set()
        self._places: dict[Term, str] = {}
        """By property, what it is sorted by."""
        self._properties: dict[str, str] = {}
        """By that, the property in Turtle."""
        self._terms: dict[Term, str] = {}

    def page(self, blocks: Iterable[str]) -> Iterator[bytes]:
        """A file of blocks, below those of the prefixes that they need; in pieces."""
        body = Deferred()
        for block in blocks:
            body.write(block)
        used = [(prefix, iri) for prefix, iri in sorted(self._prefixes.items()) if prefix in self._used]
        yield "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in used).encode()
        if not body:
            yield b"\n"
        yield from body.chunks()

    def block(self, node: Node, indent: str = "") -> str:
        """What is said of a thing, below an empty line."""
        subject, said = node
        parts, last = [f"\n{indent}{self.term(subject)} "], ""
        for place, value in self._sorted(said):
            if place is last:
                parts.append(f" , {self.term(value)}")
            elif last:
                parts.append(f" ;\n{indent}    {self._properties[place]} {self.term(value)}")
            else:
                parts.append(f"{self._properties[place]} {self.term(value)}")
            last = place
        parts.append(" .\n")
        return "".join(parts)

    def term(self, term: Term) -> str:
        """A term as Turtle writes it, with a prefix where it can have one."""
        if term.startswith('"'):
            if not term.endswith(">"):  # a text, of which Turtle needs no more escaped
                if ":" in term:
                    self._note(term)
                return term
            if term.endswith(_INTEGER) and (number := term[1 : -len(_INTEGER)]).isdecimal() and number.isascii():
                return number
        elif (own := _OWN.fullmatch(term)) and own[1] in self._own:  # most are of claims, which do not come again
            self._used.add(own[1])
            return f"{own[1]}:{own[2]}"
        known = self._terms.get(term)
        if known is None:
            if len(self._terms) >= _MANY:
                self._terms.clear()
            known = self._terms[term] = self._asked(term)
            self._note(known)
        return known

    def _sorted(self, said: Sequence[Said]) -> list[tuple[str, Term]]:
        """The places of properties, and their values: each once."""
        known = self._places
        for property_, _ in said:
            if property_ not in known:
                first, name = rank(property_[1:-1])
                place = known[property_] = f"{first:03} {name}"
                self._properties[place] = "a" if property_ == TYPE else self.term(property_)
        return sorted({(known[property_], value) for property_, value in said})

    def _note(self, text: str) -> None:
        """Prefixes that stand in a text."""
        self._used.update(_PREFIX.findall(text))

    def _asked(self, term: Term) -> str:
        """Turtle has many rules for what can stand behind a prefix, and for numbers: pyoxigraph knows them."""
        if term.startswith("_:"):
            return term
        triple = next(iter(ox.parse(f"<x:s> <x:p> {term} .", format=ox.RdfFormat.N_TRIPLES))).triple
        text = (ox.serialize([triple], format=ox.RdfFormat.TURTLE, prefixes=self._prefixes) or b"").decode()
        return text.split("\n")[len(self._prefixes)].removeprefix("<x:s> <x:p> ").removesuffix(" .")
