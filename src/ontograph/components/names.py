"""Names of people and organizations: spans, kinds, one token each."""

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from ontograph import layers

_KINDS = {"PER": "Person", "ORG": "Organization", "MISC": "Organization", "LOC": "Place"}


class Names:
    """Decides which spans of the model are names and of what kind, then makes each one token."""

    def __init__(self) -> None:
        layers.register()

    def __call__(self, doc: Doc) -> Doc:
        """Write `doc.ents` and merge each name."""
        found = [Span(doc, e.start, e.end, label=_KINDS.get(e.label_, "Product")) for e in doc.ents]
        doc.set_ents(filter_spans(found))
        with doc.retokenize() as retokenizer:
            for ent in doc.ents:
                retokenizer.merge(ent)
        return doc


@Language.factory(
    "ontograph_names", default_config={"data": "fr_press/names.yml", "gazetteer": "fr_press/gazetteer.jsonl"}
)
def make_names(nlp: Language, name: str, data: str, gazetteer: str) -> Names:
    """Build the component; the arguments name its data files."""
    return Names()
