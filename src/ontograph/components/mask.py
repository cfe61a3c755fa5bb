"""Parse with known names: unknown names break the model's parses, so the parser sees a Doc whose names are known ones.

`ontograph_mask` swaps the Doc for a copy in which every name is one frequent name of its kind; the model's tagger,
parser and lemmatizer annotate the copy; `ontograph_unmask` brings the annotation back to the real Doc.
"""

from dataclasses import dataclass

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.tokens import Doc

from ontograph import layers, resources

_ORIGINAL = "ontograph_original"
_COPIED = [POS, TAG, MORPH, LEMMA, DEP, HEAD]


@dataclass(frozen=True)
class MaskData:
    """Stand-ins by the kind of name."""

    stand_ins: dict[str, str]


class Mask:
    """Replaces the Doc by its masked copy, token for token."""

    def __init__(self, data: MaskData) -> None:
        layers.register()
        self.stand_ins = data.stand_ins

    def __call__(self, doc: Doc) -> Doc:
        """Return the masked copy; the original travels in its `user_data`."""
        words = [self.stand_ins.get(t.ent_type_, t.text) if t.ent_type_ else t.text for t in doc]
        masked = Doc(doc.vocab, words=words, spaces=[bool(t.whitespace_) for t in doc])
        masked._context = doc._context
        masked.user_data[_ORIGINAL] = doc
        return masked


class Unmask:
    """Copies tags, lemmas and the tree of the masked copy to the original Doc and returns that."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the original Doc, annotated; a Doc that was never masked as it is."""
        original: Doc | None = doc.user_data.pop(_ORIGINAL, None)
        if original is None:
            return doc
        if len(doc):
            original.from_array(_COPIED, doc.to_array(_COPIED))
            for real in original:
                if real.ent_type_:
                    real.lemma_ = real.text
        return original


@Language.factory("ontograph_mask", default_config={"data": "fr_press/mask.yml"})
def make_mask(nlp: Language, name: str, data: str) -> Mask:
    """Build the component; `data` names the file of stand-ins."""
    return Mask(resources.load_yaml(resources.data_path(data), MaskData))


@Language.factory("ontograph_unmask", assigns=["token.dep", "token.head", "token.lemma", "token.pos"])
def make_unmask(nlp: Language, name: str) -> Unmask:
    """Build the component; it has no data."""
    return Unmask()
