"""Dates, normalised against the publication date."""

from spacy.language import Language
from spacy.tokens import Doc

from ontograph import layers


class Dates:
    """Dates, normalised against the publication date."""

    def __init__(self) -> None:
        layers.register()

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        return doc


@Language.factory("ontograph_dates", default_config={"data": "fr_press/dates.yml"})
def make_dates(nlp: Language, name: str, data: str) -> Dates:
    """Build the component; the arguments name its data files."""
    return Dates()
