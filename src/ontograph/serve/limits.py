"""How much a query may ask, take and answer."""

from __future__ import annotations

from dataclasses import dataclass

from ontograph.serve.protocol import Refusal


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take; what goes beyond is refused, with a message: an answer is whole or there is none."""

    seconds: float = 30.0
    """Of computing, and of waiting for a free worker."""
    rows: int = 100_000
    """Rows of a table, or triples of a graph."""
    answer_bytes: int = 256 * 1024 * 1024
    query_bytes: int = 256 * 1024
    """Of a query, and of the body of a request."""
    body_seconds: float = 10.0
    """In which a request has to arrive."""
    memory_bytes: int = 4 * 1024 * 1024 * 1024
    """Of a worker, beside what the graph takes, where the system can see to that."""

    def too_many(self, what: str) -> Refusal:
        """The refusal of an answer with too many rows or triples."""
        return Refusal(403, f"more than {self.rows} {what}: add LIMIT (and OFFSET), or serve with a higher --limit")

    def too_slow(self) -> Refusal:
        """The refusal of a query that takes too long."""
        return Refusal(503, f"stopped after {self.seconds:g} s: ask for less, or serve with a higher --timeout")

    def check_size(self, size: int, what: str) -> None:
        """Raise Refusal(413) if something that was sent is too long."""
        if size > self.query_bytes:
            raise Refusal(413, f"{what} has more than {self.query_bytes} bytes, which is the limit")


class BoundedBuffer:
    """A file to write to that raises Refusal once it holds more than it may: it stops a query as it streams."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._parts: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> int:
        """Append; raises Refusal(403)."""
        self._size += len(data)
        if self._size > self._limit:
            raise Refusal(403, f"the answer has more than {self._limit // 2**20} MB: add LIMIT (and OFFSET)")
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def content(self) -> bytes:
        """All that was written."""
        return b"".join(self._parts)
