"""Scores of a built graph against gold annotations, document by document.

A fact counts for a document when a claim about it is in that document. Facts are compared on their core roles;
attributes (factuality, status, date …) are scored on the facts that match. A fact that a gold file calls optional is
neither owed nor wrong. Where a gold file lists entities, the people and organizations that the graph says the document
mentions are scored too; where the corpus is given, the quote of every claim is held against its text.
"""

from ontograph.evaluate.score import Report, evaluate

__all__ = ["Report", "evaluate"]
