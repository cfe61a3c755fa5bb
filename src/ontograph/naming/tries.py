"""Longest match of many strings or phrases at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class PhraseTrie(Generic[T]):
    """Phrases (sequences of words) with a value each."""

    def __init__(self) -> None:
        self._children: dict[str, PhraseTrie[T]] = {}
        self._value: T | None = None

    def add(self, phrase: Sequence[str], value: T) -> None:
        """Insert a phrase; the first value of a phrase stays. An empty phrase is ignored."""
        node = self
        for word in phrase:
            node = node._children.setdefault(word, PhraseTrie())
        if phrase and node._value is None:
            node._value = value

    def longest(self, words: Sequence[str], start: int = 0) -> tuple[int, T] | None:
        """The end (exclusive) and the value of the longest phrase at `words[start:]`, None where there is none."""
        node, best = self, None
        for position in range(start, len(words)):
            child = node._children.get(words[position])
            if child is None:
                break
            node = child
            if node._value is not None:
                best = (position + 1, node._value)
        return best


class NameTrie(Generic[T]):
    """Strings with a value each, matched in a text at given starts and ends, whatever the tokenizer made of them."""

    def __init__(self) -> None:
        self._root: dict[str, dict] = {}  # type: ignore[type-arg]
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def add(self, name: str, value: T) -> None:
        """Insert a string; the first value of a string stays. An empty string is ignored."""
        node = self._root
        for char in name:
            node = node.setdefault(char, {})
        if name and "" not in node:
            node[""] = value  # type: ignore[assignment]
            self._size += 1

    def longest(self, text: str, start: int, ends: frozenset[int] | set[int]) -> tuple[int, T] | None:
        """The end and the value of the longest string at `text[start:]` that ends at one of `ends`."""
        node, best = self._root, None
        for position in range(start, len(text)):
            child = node.get(text[position])
            if child is None:
                break
            node = child
            if "" in node and position + 1 in ends:
                best = (position + 1, node[""])
        return best  # type: ignore[return-value]
