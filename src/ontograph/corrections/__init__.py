"""What people know better: `corrections.yml` -> operations -> readings and entities as they should be."""

from ontograph.corrections.apply import Corrector, correct, of_corpus
from ontograph.corrections.model import Applied, Corrections, Entry, Outcome
from ontograph.corrections.parse import parse, read

__all__ = ["Applied", "Corrections", "Corrector", "Entry", "Outcome", "correct", "of_corpus", "parse", "read"]
