"""YAML as a person writes it by hand -> mappings whose every key and value knows its line.

Scalars stay text: "2024-05-17", "no" and "Q42" mean what they look like. Anchors, tags and merge keys have no use in a
list of corrections and are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NoReturn

import yaml

from ontograph.errors import CorrectionError

_NULL = "tag:yaml.org,2002:null"
_LINES = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Value:
    """A value with the place where it is written."""

    source: str
    line: int
    content: str | list[Value] | Mapping[str, Value] | None
    """Text, None where nothing is written (or `null`), a list, or a mapping."""

    def fail(self, message: str) -> NoReturn:
        """Raise a CorrectionError that names the file and the line."""
        fail(self.source, self.line, message)


def fail(source: str, line: int, message: str) -> NoReturn:
    """Raise a CorrectionError: one line, which names the file and the line."""
    raise CorrectionError(f"{source}:{line}: {' '.join(message.split())}; nothing built")


def read(content: bytes, source: str) -> list[Value]:
    """The entries of a file, () where it has none; raises CorrectionError where it is no list in YAML."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        fail(source, content.count(b"\n", 0, error.start) + 1, "not UTF-8: save it as UTF-8")
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        fail(source, mark.line + 1 if mark else 1, f"no YAML: {error.problem or error.context}")
    except yaml.reader.ReaderError as error:
        fail(source, len(_LINES.findall(text, 0, error.position)) + 1, f"a character that YAML forbids: {error.reason}")
    except RecursionError:
        fail(source, 1, "no list of corrections: it is nested too deeply")
    if root is None or root.tag == _NULL:
        return []
    if not isinstance(root, yaml.SequenceNode):
        fail(source, root.start_mark.line + 1, "not a list of corrections: each begins with a dash, as « - merge: … »")
    return [_value(node, source, 3) for node in root.value]


def _value(node: yaml.Node, source: str, depth: int) -> Value:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        empty = node.tag == _NULL and node.style is None
        return Value(source, line, None if empty else str(node.value))
    if depth == 0:
        fail(source, line, "nested too deeply")
    if isinstance(node, yaml.SequenceNode):
        return Value(source, line, [_value(item, source, depth - 1) for item in node.value])
    return Value(source, line, MappingProxyType(dict(_items(node, source, depth))))


def _items(node: yaml.Node, source: str, depth: int) -> Iterator[tuple[str, Value]]:
    seen: dict[str, int] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            fail(source, line, "a key must be a word")
        name = str(key.value)
        if name in seen:
            fail(source, line, f"« {name} » is given twice (first in line {seen[name]})")
        seen[name] = line
        found = _value(value, source, depth - 1)
        # What is written below its key is named by the line of its key.
        yield name, Value(source, line if found.content is None else found.line, found.content)
