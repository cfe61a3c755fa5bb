"""Sums of money."""

from spacy.language import Language
from spacy.tokens import Doc

from ontograph import layers


class Amounts:
    """Sums of money."""

    def __init__(self) -> None:
        layers.register()

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        return doc


@Language.factory("ontograph_amounts", default_config={"data": "fr_press/amounts.yml"})
def make_amounts(nlp: Language, name: str, data: str) -> Amounts:
    """Build the component; the arguments name its data files."""
    return Amounts()
