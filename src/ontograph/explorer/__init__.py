"""The explorer: a graph as ONE HTML file that works offline, from disk, in any browser of today."""

from ontograph.explorer.document import page, questions_page

__all__ = ["page", "questions_page"]
