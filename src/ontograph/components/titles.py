"""Titles and functions of people, with their role class."""

from spacy.language import Language
from spacy.tokens import Doc, Span

from ontograph import layers, resources, tokens
from ontograph.roles import PLURALS, POSTS, match, units
from ontograph.roles.lexicon import DescriptorsData, Lexicon, RolesData


class Titles:
    """Finds titles ("directrice technique") and posts ("la direction générale") by the role lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        layers.register()
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        if layers.idle(doc):
            return doc
        words = units.split(tokens.of(doc))
        found = list(match.titles(self.lexicon, words))
        layers.set_spans(doc, layers.TITLES, [_span(doc, words, f) for f in found if not f.post])
        layers.set_spans(doc, PLURALS, [_span(doc, words, f) for f in found if f.plural and not f.post])
        layers.set_spans(doc, POSTS, [_span(doc, words, f) for f in found if f.post])
        for title in layers.spans(doc, layers.TITLES):
            if title[0].pos_ == "VERB":  # "nommée rédactrice en chef": what the tagger takes for a participle
                misread = doc[title.start]
                misread.pos_ = "NOUN"
                misread.set_morph("")  # type: ignore[attr-defined]
        return doc


def _span(doc: Doc, words: list[units.Unit], found: match.Found) -> Span:
    start, end = words[found.start].token, words[found.end - 1].token + 1
    return Span(doc, start, end, label=found.role, span_id=found.state, kb_id=found.gender)


@Language.factory(
    "ontograph_titles",
    default_config={"data": "fr_press/roles.yml", "descriptors": "fr_press/descriptors.yml"},
)
def make_titles(nlp: Language, name: str, data: str, descriptors: str) -> Titles:
    """Build the component; `data` holds the titles, `descriptors` the nouns that stand for an organization."""
    roles = resources.load_yaml(resources.data_path(data), RolesData)
    nouns = resources.load_yaml(resources.data_path(descriptors), DescriptorsData)
    return Titles(Lexicon.of(roles, nouns.organizations))
