"""Names of people and organizations: spans, kinds, one token each."""

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from ontograph import layers
from ontograph.joining import joined
from ontograph.naming import gazetteer as gazetteers
from ontograph.naming import lexicon as lexicons
from ontograph.naming import likeness as likenesses
from ontograph.naming.decide import Decision, decide
from ontograph.naming.frequency import Frequencies
from ontograph.naming.gazetteer import Entry
from ontograph.naming.lexicon import Lexicon
from ontograph.naming.spans import Candidates
from ontograph.naming.tries import NameTrie
from ontograph.naming.view import View

_PREFIXED = re.compile(r"(ex-)(\w.*)|(M\.)(\w.*)")
_MARKED = re.compile(r"[-.'’]")
"""What such a word has in it."""
_BRETON = re.compile(r"\w+c['’]")
_FINAL_STOP = re.compile(r"(.*[\w+&])(\.)")


class Names:
    """Decides which stretches of a text are names and of what kind, then makes each one token."""

    def __init__(self, lexicon: Lexicon, gazetteer: NameTrie[Entry]) -> None:
        layers.register()
        self.lexicon = lexicon
        self.gazetteer = gazetteer

    def __call__(self, doc: Doc) -> Doc:
        """A Doc whose `ents` are the names (see `ontograph.layers`), each of them one token."""
        doc = self.split_tokens(doc)
        return self.annotated(doc, self.match(doc))

    def match(self, doc: Doc) -> list[Decision]:
        """The names of a Doc that carries the model's entities, in order, without overlaps; the Doc stays as it is."""
        candidates = Candidates(View(doc), self.lexicon, self.gazetteer)
        return decide(candidates, [(e.start, e.end, e.label_) for e in doc.ents])

    def annotated(self, doc: Doc, names: list[Decision]) -> Doc:
        """Replace the Doc's entities by the names and make each one token."""
        layers.set_canonical(doc, {doc[n.start : n.end].text: n.canonical for n in names if n.canonical})
        doc.set_ents([Span(doc, n.start, n.end, n.kind, kb_id=n.wikidata, span_id=n.subtype) for n in names])
        return joined(doc, [(n.start, n.end) for n in names if n.end - n.start > 1])

    def split_tokens(self, doc: Doc) -> Doc:
        """Part a name from what the tokenizer left on it: « ex-Twitter », « M.Dupont », a full stop at a line's end.

        What it takes for an elision in a Breton name is one word again: « Le Floc'h »."""
        marked = [token for token in doc if _MARKED.search(token.text)]
        breton = [token.i for token in marked if _BRETON.fullmatch(token.text) and not token.whitespace_]
        doc = joined(doc, [(i, i + 2) for i in breton if doc[i + 1 :].text[:1] == "h"])
        with doc.retokenize() as retokenizer:
            for token in [token for token in doc if _MARKED.search(token.text)]:
                if parts := self._parts(doc, token.i):
                    retokenizer.split(token, parts, heads=[(token, n) for n in range(len(parts))])
        return doc

    def _parts(self, doc: Doc, i: int) -> list[str]:
        word = doc[i].text
        if "." not in word and "-" not in word:
            return []
        prefixed = _PREFIXED.fullmatch(word)
        if prefixed:
            parts = [part for part in prefixed.groups() if part]
            return parts if parts[1][0].isupper() else []
        stop = _FINAL_STOP.fullmatch(word)
        if stop and word not in self.lexicon.honorifics and word not in self.lexicon.legal_suffixes:
            at_end = i + 1 == len(doc) or "\n" in doc[i + 1].text
            known = self.gazetteer.longest(stop[1], 0, {len(stop[1])}) is not None
            if len(stop[1]) == 1 and i > 0 and doc[i - 1].lower_ in self.lexicon.lettered:
                return [stop[1], "."]
            after_name = i > 0 and doc[i - 1].text[0].isupper()
            if (at_end and not (len(stop[1]) == 1 and after_name)) or (known and not after_name):
                return [stop[1], "."]
        return []


DATA = {
    "data": "fr_press/names.yml",
    "gazetteer": "fr_press/gazetteer.jsonl",
    "given_names": "fr_press/given_names.yml",
    "places": "fr_press/places.yml",
    "towns": "fr_press/towns.txt",
    "likeness": "fr_press/likeness.npy",
}
"""The component's data files, by the settings that name them."""


@Language.factory("ontograph_names", assigns=["doc.ents"], requires=["doc.ents"], default_config=DATA)
def make_names(
    nlp: Language, name: str, data: str, gazetteer: str, given_names: str, places: str, towns: str, likeness: str
) -> Names:
    """Build the component; the arguments name its data files."""

    def tokenize(phrase: str) -> list[str]:
        return [token.text for token in nlp.make_doc(phrase)]

    words, like = Frequencies(nlp.vocab), likenesses.load(likeness, nlp.vocab)
    lexicon = lexicons.load(data, given_names, places, towns, tokenize, words, like)
    return Names(lexicon, gazetteers.load_trie(gazetteer))
