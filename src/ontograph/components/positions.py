"""Who holds or held which title where: Position claims."""

from spacy.language import Language
from spacy.tokens import Doc

from ontograph import layers


class Positions:
    """Who holds or held which title where: Position claims."""

    def __init__(self) -> None:
        layers.register()

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        return doc


@Language.factory("ontograph_positions", default_config={"data": "fr_press/positions.yml", "cues": "fr_press/cues.yml"})
def make_positions(nlp: Language, name: str, data: str, cues: str) -> Positions:
    """Build the component; the arguments name its data files."""
    return Positions()
