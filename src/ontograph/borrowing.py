"""The model that a pipeline borrows components and vectors from, loaded in half the time that `spacy.load` takes.

What takes longest changes nothing. The words that French leaves whole ("entr'abat", "saut-de-ski") are one regular
expression of 1.4 million characters: 266 ways to write a word, nearly each with all lower case letters of all scripts,
once or twice. And half a million words that have vectors become strings, though nobody asks a vector for its word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import spacy
from spacy.language import Language

_LARGE = 100_000
"""Characters in a pattern from which on it pays to rewrite it."""
_BEGIN, _BETWEEN, _END = "(?iu)(?:^", "$)|(?:^", "$)"
"""Around and between the alternatives of such a pattern."""
_SET = re.compile(r"\[(?:[^\]\\]|\\.){200,}\]")
"""A set of characters that takes long to compile."""
_SMALL_SET = re.compile(r"\[[^\]\\]*\]")
_SIMPLE = re.compile(r"(?:[\w '?*+\0-]|\(\?:[\w'?|]*\))*")
"""An alternative whose sets are \\0 if large, else a letter: no large one within brackets, nothing that counts brackets
or looks around."""


def model(name: str) -> Language:
    """A spaCy model without the strings of its vectors; raises OSError if there is none of that name."""
    with _quick_patterns():
        return spacy.load(name, exclude=["strings"])


@contextmanager
def _quick_patterns() -> Iterator[None]:
    """Let `re.compile` compile, for a while, what matches the same in place of a large pattern."""
    compile_ = re.compile

    def quick(pattern: Any, flags: Any = 0) -> Any:
        return compile_(factored(pattern) if isinstance(pattern, str) else pattern, flags)

    re.compile = quick
    try:
        yield
    finally:
        re.compile = compile_


def factored(pattern: str) -> str:
    """A pattern that matches the same texts, whose alternatives share their ends; any that is not large as it is."""
    if len(pattern) < _LARGE or not (pattern.startswith(_BEGIN) and pattern.endswith(_END)):
        return pattern
    alternatives = pattern[len(_BEGIN) : -len(_END)].split(_BETWEEN)
    if not all(_SIMPLE.fullmatch(_SMALL_SET.sub("x", _SET.sub("\0", one))) for one in alternatives):
        return pattern
    return f"(?iu)^(?:{_joined(alternatives)})$"


def _joined(alternatives: Iterable[str]) -> str:
    """Alternatives in one: `a[x]b|c[x]b|d` is `d|(?:a|c)[x]b`, where [x] is a large set."""
    heads: dict[str, list[str]] = {}
    for alternative in alternatives:
        *_, last = [len(alternative), *(found.start() for found in _SET.finditer(alternative))]
        heads.setdefault(alternative[last:], []).append(alternative[:last])
    plain = heads.pop("", [])
    return "|".join([*plain, *(f"(?:{_joined(some)}){end}" for end, some in heads.items())])
