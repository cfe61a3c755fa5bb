"""What is different between two graphs, in words: which facts came, went or changed, and which articles did it."""

from ontograph.diff.compare import Difference, compare
from ontograph.diff.snapshot import read
from ontograph.diff.words import text

__all__ = ["Difference", "compare", "read", "text"]
