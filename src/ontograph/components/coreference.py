"""Mentions of people and organizations, and the entity each refers to, within one article.

One pass from left to right, so that every expression is resolved against what stands before it: names, titles beside
a name ("le PDG d'OpenAI, Sam Altman"), titles alone ("l'ancien PDG"), common nouns ("la start-up", "le créateur de
ChatGPT"), and what takes up a name by its place ("ce dernier", "la seconde"). Pronouns are resolved on demand
(`discourse.antecedents`), by what an argument asks for.
"""

from spacy.language import Language
from spacy.tokens import Doc

from ontograph import layers, resources, tokens
from ontograph.mentions.anaphors import Anaphors
from ontograph.mentions.likeness import Areas, AreasData
from ontograph.mentions.nouns import Nouns
from ontograph.mentions.titles import Titles
from ontograph.mentions.trades import Trades, TradesData
from ontograph.mentions.walk import Walk
from ontograph.mentions.words import Descriptions, Descriptors, Genders, Words
from ontograph.naming import gazetteer as gazetteers
from ontograph.salience import DEFAULT as SALIENCE


class Coreference:
    """Writes `doc.spans["mentions"]`, `doc._.entities` and `doc._.employers`."""

    def __init__(self, words: Words) -> None:
        layers.register()
        self.words = words

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        self.walk(doc).write()
        return doc

    def walk(self, doc: Doc) -> Walk:
        """The pass over a document; nothing is written yet."""
        walk = Walk(self.words, tokens.of(doc))
        titles, nouns, anaphors = Titles(walk), Nouns(walk), Anaphors(walk)
        for index in range(len(doc)):
            if index in walk.by_start:
                walk.name(index)
            elif index in walk.titles:
                titles.link(walk.titles[index])
            elif index >= nouns.done and not anaphors.take_up(index):
                nouns.common_noun(index)
        return walk


@Language.factory(
    "ontograph_coreference",
    default_config={
        "data": "fr_press/descriptors.yml",
        "genders": "fr_press/genders.yml",
        "descriptions": "fr_press/descriptions.yml",
        "trades": "fr_press/trades.yml",
        "areas": "fr_press/areas.yml",
        "gazetteer": "fr_press/gazetteer.jsonl",
        "salience": SALIENCE,
    },
)
def make_coreference(
    nlp: Language,
    name: str,
    data: str,
    genders: str,
    descriptions: str,
    trades: str,
    areas: str,
    gazetteer: str,
    salience: str,
) -> Coreference:
    """Build the component.

    `data` names the file of descriptors, `genders` that of given names by gender, `descriptions` that of what known
    organizations are called by, `trades` that of their kinds, `areas` that of where they come from, `gazetteer` that of
    their other names, `salience` that of the weights by which one organization is more in view than another.
    """
    entries = gazetteers.read(gazetteer)
    aliases = {e.name: e.aliases for e in entries}
    words = Words(
        resources.load_yaml(resources.data_path(data), Descriptors),
        resources.load_yaml(resources.data_path(genders), Genders),
        resources.load_yaml(resources.data_path(descriptions), Descriptions),
        Trades(resources.load_yaml(resources.data_path(trades), TradesData), aliases),
        Areas(resources.load_yaml(resources.data_path(areas), AreasData), aliases),
        salience,
        gazetteers.Identities(entries),
    )
    return Coreference(words)
