"""Titles and functions of people, with their role class."""

from spacy.language import Language
from spacy.tokens import Doc

from ontograph import layers


class Titles:
    """Titles and functions of people, with their role class."""

    def __init__(self) -> None:
        layers.register()

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        return doc


@Language.factory("ontograph_titles", default_config={"data": "fr_press/roles.yml"})
def make_titles(nlp: Language, name: str, data: str) -> Titles:
    """Build the component; the arguments name its data files."""
    return Titles()
