"""Certainty and attribution of a trigger: did it happen, is it planned, rumoured, denied, and who says so.

Pure: reads a parsed Doc and the words of `pipelines/fr_press/cues.yml`, writes nothing.
"""

from ontograph.factuality.assess import Assessment, Factuality

__all__ = ["Assessment", "Factuality"]
