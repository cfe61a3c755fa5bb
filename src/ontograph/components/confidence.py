"""How likely each claim is right; what is more probably wrong than useful is left out."""

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from ontograph import layers, resources
from ontograph.confidence import CONFIDENCE, Confidence, ConfidenceData, Evidence


class Confident:
    """Gives the claims of `doc._.claims` their confidence."""

    def __init__(self, confidence: Confidence) -> None:
        layers.register()
        self.confidence = confidence

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        claims = layers.claims(doc)
        if claims:
            evidence = Evidence(doc, claims)
            chances = self.confidence.chances([evidence.features(claim) for claim in claims])
            judged = [replace(claim, confidence=chance) for claim, chance in zip(claims, chances, strict=True)]
            layers.set_claims(doc, [c for c in judged if c.confidence >= self.confidence.data.threshold])
        return doc


@Language.factory("ontograph_confidence", default_config={"data": CONFIDENCE})
def make_confident(nlp: Language, name: str, data: str) -> Confident:
    """Build the component; `data` names the file of the fitted model."""
    return Confident(Confidence(resources.load_yaml(resources.data_path(data), ConfidenceData)))
