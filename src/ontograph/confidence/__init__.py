"""How likely it is that a claim is right: features of the finished claim, weighed by a fitted model."""

from ontograph.confidence.evidence import Evidence
from ontograph.confidence.model import CONFIDENCE, Confidence, ConfidenceData, Split, Tree

__all__ = ["CONFIDENCE", "Confidence", "ConfidenceData", "Evidence", "Split", "Tree"]
