"""The reduction: readings of all articles -> Knowledge. Pure, and blind to the order of the readings."""

from ontograph.resolve.knowledge import resolve

__all__ = ["resolve"]
