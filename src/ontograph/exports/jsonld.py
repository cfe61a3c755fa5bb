"""JSON-LD 1.1: one object a thing, in the order of the Turtle file, each fact with its claims inside it.

The context (`context.py`) is embedded, so the file needs no other; it says exactly the triples of `graph.ttl`. A value
that its key's definition does not cover is written out in full under a prefixed key. "</" and "<!" are escaped, so a
file may stand in a <script type="application/ld+json"> as it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import msgspec
import pyoxigraph as ox

from ontograph.errors import GraphError
from ontograph.exports import context, order
from ontograph.exports.content import Content
from ontograph.vocabulary import ID, OG, PREFIXES, vocabulary

_XSD = PREFIXES["xsd"]
_TYPE = PREFIXES["rdf"] + "type"
_ABOUT = ox.NamedNode(OG.about)
_RELATIVE = re.compile(r"[A-Za-z][\w.~%-]*(/[\w.~%-]+)*", re.ASCII)
_SUFFIX = re.compile(r"[\w%-][\w.~%/-]*|", re.ASCII)
_NAME = re.compile(r"[A-Za-z]\w*", re.ASCII)
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}", re.ASCII)
"""Canonical, and within what every JSON parser keeps exactly."""


def dumps(content: Content) -> bytes:
    """The graph as UTF-8 JSON-LD; raises GraphError for an IRI that the context would take for another."""
    writer = _writer()
    document = {"@context": writer.terms, "@graph": writer.nodes(content.triples)}
    text = msgspec.json.format(msgspec.json.encode(document), indent=1)
    return text.replace(b"</", rb"\u003c/").replace(b"<!", rb"\u003c!") + b"\n"


class _Writer:
    """Terms as JSON, by one context."""

    def __init__(self, terms: Mapping[str, Any]) -> None:
        self.terms = terms
        self.keys: dict[str, list[str]] = defaultdict(list)
        for key, definition in terms.items():
            if isinstance(definition, dict) and "@id" in definition:  # no prefix, and no reverse property
                prefix, _, name = definition["@id"].partition(":")
                self.keys[PREFIXES[prefix] + name].append(key)

    def nodes(self, triples: Iterable[ox.Triple]) -> list[dict[str, Any]]:
        """One object a subject, in reading order; a claim about one thing is inside that thing."""
        about: dict[object, list[ox.Triple]] = {}
        for triple in order.ordered(triples):
            about.setdefault(triple.subject, []).append(triple)
        inside = {claim: fact for claim, said in about.items() if (fact := _fact(claim, said, about))}
        made = {
            subject: self._node(subject, (t for t in said if subject not in inside or t.predicate != _ABOUT))
            for subject, said in about.items()
        }
        for claim, fact in inside.items():
            made[fact].setdefault(context.CLAIMS, []).append(made[claim])
        return [dict(sorted(node.items())) for subject, node in made.items() if subject not in inside]

    def _node(self, subject: object, said: Iterable[ox.Triple]) -> dict[str, Any]:
        values: dict[str, list[Any]] = defaultdict(list)
        maps: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for triple in said:
            key, value = self._pair(triple.predicate.value, triple.object)
            if isinstance(triple.object, ox.Literal) and self._is_map(key):
                maps[key][triple.object.language or ""].append(value)
            else:
                values[key].append(value)
        node = {key: found if self._is_set(key) else _one(found) for key, found in values.items()}
        node |= {key: {lang: _one(found) for lang, found in sorted(by.items())} for key, by in maps.items()}
        return dict(sorted({"@id": self._id(subject), **node}.items()))

    def _pair(self, property_: str, value: object) -> tuple[str, Any]:
        """The key for a value, and the value in JSON."""
        if property_ == _TYPE and isinstance(value, ox.NamedNode):
            return "@type", self._vocab(value.value)
        keys = self.keys.get(property_, [])
        if not isinstance(value, ox.Literal):
            for key in keys:
                if (kind := self.terms[key].get("@type")) in ("@id", "@vocab"):
                    vocab = kind == "@vocab" and isinstance(value, ox.NamedNode)
                    return key, self._vocab(value.value) if vocab else self._id(value)  # type: ignore[attr-defined]
            return self._plain(property_), {"@id": self._id(value)}
        for key in keys:
            kind = self.terms[key].get("@type")
            if value.language and self._is_map(key):
                return key, value.value
            if not value.language and kind not in ("@id", "@vocab") and not self._is_map(key):
                return key, self._literal(value, kind)
        if value.language:
            return self._plain(property_), {"@language": value.language, "@value": value.value}
        return self._plain(property_), self._literal(value, None)

    def _literal(self, value: ox.Literal, coerced: str | None) -> Any:
        """A literal without a language under a key that has this datatype, or none."""
        datatype, text = value.datatype.value, value.value
        if datatype == _XSD + "string":
            return {"@value": text} if coerced else text
        if coerced and datatype == _XSD + coerced.removeprefix("xsd:"):
            return text
        if not coerced and datatype == _XSD + "integer" and _INTEGER.fullmatch(text):
            return int(text)
        if not coerced and datatype == _XSD + "boolean" and text in ("true", "false"):
            return text == "true"
        return {"@type": self._vocab(datatype), "@value": text}

    def _is_map(self, key: str) -> bool:
        return key in self.terms and self.terms[key].get("@container") == "@language"

    def _is_set(self, key: str) -> bool:
        return key in self.terms and self.terms[key].get("@container") == "@set"

    def _vocab(self, iri: str) -> str:
        """A class, datatype or value: its key, or its name where `@vocab` is its namespace."""
        if keys := self.keys.get(iri):
            return keys[0]
        name = iri.removeprefix(str(OG))
        return name if name != iri and _NAME.fullmatch(name) and name not in self.terms else self._plain(iri)

    def _id(self, node: object) -> str:
        if not isinstance(node, ox.NamedNode):
            return str(node)
        local = node.value.removeprefix(str(ID))
        safe = local != node.value and _RELATIVE.fullmatch(local) and not {".", ".."} & set(local.split("/"))
        return local if safe else self._plain(node.value)

    def _plain(self, iri: str) -> str:
        """An IRI with a prefix, where its rest allows that, or as it is."""
        for prefix, namespace in PREFIXES.items():
            rest = iri.removeprefix(namespace)
            if rest != iri and prefix != "id" and _SUFFIX.fullmatch(rest):
                return f"{prefix}:{rest}"
        scheme, _, rest = iri.partition(":")
        if scheme in self.terms and not rest.startswith("//"):
            raise GraphError(f"<{iri}> cannot be written as JSON-LD: there, {scheme}: is a prefix")
        return iri


@cache
def _writer() -> _Writer:
    return _Writer(context.context(vocabulary()))


def _fact(claim: object, said: Iterable[ox.Triple], about: Mapping[object, object]) -> object | None:
    """What a claim is about, if that is one thing that has its own object; None for anything else."""
    facts = [t.object for t in said if t.predicate == _ABOUT]
    if len(facts) != 1 or facts[0] not in about or facts[0] == claim:
        return None
    return None if any(t.predicate == _ABOUT for t in about[facts[0]]) else facts[0]  # type: ignore[attr-defined]


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
