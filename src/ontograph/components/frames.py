"""Events: triggers and their arguments, read from frame files."""

from spacy.language import Language
from spacy.tokens import Doc

from ontograph import layers


class Frames:
    """Events: triggers and their arguments, read from frame files."""

    def __init__(self) -> None:
        layers.register()

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        return doc


@Language.factory("ontograph_frames", default_config={"data": "fr_press/frames", "cues": "fr_press/cues.yml"})
def make_frames(nlp: Language, name: str, data: str, cues: str) -> Frames:
    """Build the component; the arguments name its data files."""
    return Frames()
