"""Mentions of people and organizations, and the entity each refers to."""

from spacy.language import Language
from spacy.tokens import Doc

from ontograph import layers


class Coreference:
    """Mentions of people and organizations, and the entity each refers to."""

    def __init__(self) -> None:
        layers.register()

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        return doc


@Language.factory("ontograph_coreference", default_config={"data": "fr_press/descriptors.yml"})
def make_coreference(nlp: Language, name: str, data: str) -> Coreference:
    """Build the component; the arguments name its data files."""
    return Coreference()
