"""Names: spans, kinds, one token each. Docs are tokenized by spaCy's blank French and labelled by hand."""

from __future__ import annotations

import json

import numpy as np
import pytest
import spacy
import yaml
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vectors import Vectors

from ontograph import resources
from ontograph.components.names import DATA, Names, make_names
from ontograph.naming import acronyms
from ontograph.naming.lexicon import KINDS
from ontograph.naming.likeness import BUCKETS, Likeness
from ontograph.naming.tries import NameTrie, PhraseTrie
from ontograph.naming.view import View


@pytest.fixture(scope="module")
def blank() -> Language:
    return spacy.blank("fr")


@pytest.fixture(scope="module")
def names(blank: Language) -> Names:
    return make_names(blank, "names", **DATA)


def run(blank: Language, names: Names, text: str, *model: tuple[str, str]) -> list[tuple[str, str]]:
    """The names found in a text in which the model saw the given (surface, label) pairs."""
    doc = blank.make_doc(text)
    spans, at = [], 0
    for surface, label in model:
        at = text.index(surface, at)
        spans.append(doc.char_span(at, at + len(surface), label=label, alignment_mode="expand"))
    doc.set_ents(spans)
    return [(ent.text, ent.label_) for ent in names(doc).ents]


CASES = [
    # the model's boundaries mended
    ("Selon l'ONU, tout va bien.", [("l'ONU", "ORG")], [("ONU", "Organization")]),
    ("Le Président Hollande est venu.", [("Président Hollande", "PER")], [("Hollande", "Person")]),
    ("MM. Altman et Brockman ont signé.", [("MM. Altman et Brockman", "PER")],
     [("Altman", "Person"), ("Brockman", "Person")]),
    ("Dario et Daniela Amodei ont fondé la société.", [("Dario et Daniela Amodei", "PER")],
     [("Dario", "Person"), ("Daniela Amodei", "Person")]),
    ("Il cite Ana Ovelia\nBerthe Colard parle.", [("Ovelia\nBerthe Colard", "PER")],
     [("Ana Ovelia", "Person"), ("Berthe Colard", "Person")]),
    ("Le patron, Anko van der Werff, part.", [("Anko", "PER")], [("Anko van der Werff", "Person")]),
    ("Le témoin, Marc-Alexis Côté, parle.", [("Marc", "PER")], [("Marc-Alexis Côté", "Person")]),
    ("Elle vient de Rochard & Co.", [("Rochard", "ORG")], [("Rochard & Co", "Organization")]),
    ("Un prêt du Crédit Agricole des Savoie.", [("Crédit Agricole", "ORG"), ("Savoie", "LOC")],
     [("Crédit Agricole des Savoie", "Organization")]),
    ("Le fonds Point Nine a investi.", [("Nine", "ORG")], [("Point Nine", "Organization")]),
    # kinds from the context, whatever the model says
    ("Elle travaille chez Zorvex depuis mai.", [("Zorvex", "LOC")], [("Zorvex", "Organization")]),
    ("Elle travaille chez Zorvex depuis mai.", [], [("Zorvex", "Organization")]),
    ("La start-up française Zorvex recrute.", [("Zorvex", "PER")], [("Zorvex", "Organization")]),
    ("La directrice technique Zana Corvo part.", [("Zana Corvo", "LOC")], [("Zana Corvo", "Person")]),
    ("Le logiciel Zorvex est sorti.", [("Zorvex", "ORG")], [("Zorvex", "Product")]),
    ("Mme Zorvex est sortie.", [("Zorvex", "LOC")], [("Zorvex", "Person")]),
    # no names
    ("Les Français votent.", [("Français", "MISC")], []),
    ("En Janvier, tout change.", [("Janvier", "PER")], []),
    # institutions with their head noun
    ("Il enseigne à l'université de Georgetown.", [("Georgetown", "LOC")],
     [("université de Georgetown", "Organization")]),
    ("La cour d'appel de Paris tranche.", [("Paris", "LOC")], [("cour d'appel de Paris", "Organization")]),
    ("Le Parti québécois gagne.", [], [("Parti québécois", "Organization")]),
    ("La Ligue contre le cancer agit.", [("Ligue", "MISC")], [("Ligue contre le cancer", "Organization")]),
    ("La fédération internationale d'athlétisme tranche.", [],
     [("fédération internationale d'athlétisme", "Organization")]),
    ("Elle a rejoint la Banque lagunaire du commerce.", [], [("Banque lagunaire du commerce", "Organization")]),
    ("Il préside la clinique des Émailleurs.", [], [("clinique des Émailleurs", "Organization")]),
    # « c'h » in a Breton name is no elision
    ("Avec Yann Le Floc'h, tout va.", [("Le Floc'", "PER")], [("Yann Le Floc'h", "Person")]),
    # an acronym in brackets proves the name beside it
    ("Le conseil national des vins (CNV) a dit non.", [("CNV", "ORG")],
     [("conseil national des vins", "Organization"), ("CNV", "Organization")]),
    ("Il est au SNR (service national de renseignement).", [],
     [("SNR", "Organization"), ("service national de renseignement", "Organization")]),
    ("Une intelligence artificielle (IA) parle.", [], []),
    # a cue holds over the complement of its noun, and over « baptisée »
    ("L'opérateur de téléphonie mobile Zorvex recule.", [("Zorvex", "MISC")], [("Zorvex", "Organization")]),
    ("Elle dirige une start-up, baptisée Zorvex.", [("Zorvex", "MISC")], [("Zorvex", "Organization")]),
    ("Il joue au jeu de rôle Zorvex.", [("Zorvex", "ORG")], [("Zorvex", "Product")]),
    # hyphens join acronyms
    ("Le parti CNDD-FDD gagne.", [("CNDD", "ORG"), ("FDD", "ORG")], [("CNDD-FDD", "Organization")]),
    # hashtags and buttons to share name nobody
    ("On lit #TousContreZorvex partout.", [("TousContreZorvex", "MISC")], []),
    ("Partager :\nCourriel,\nFacebook,\nTwitter,\nReddit", [], []),
    ("Léa et Paul Corvo ont fondé Danone.", [("Léa", "ORG"), ("Paul Corvo", "PER")],
     [("Léa", "Person"), ("Paul Corvo", "Person"), ("Danone", "Organization")]),
    # the page's frame names its outlet; parts of known companies; who trades; the state
    ("Rumelo   S'abonner\nDanone recule.\n© Rumelo", [("Rumelo", "ORG")], [("Danone", "Organization")]),
    ("EDF Renouvelables investit.", [("EDF", "ORG")], [("EDF Renouvelables", "Organization")]),
    ("Le turbinier Rumelo recule.", [("Rumelo", "PER")], [("Rumelo", "Organization")]),
    ("Le taïwanais Rumelo recule.", [("Rumelo", "MISC")], [("Rumelo", "Organization")]),
    ("L'État détient EDF.", [], [("État", "Organization"), ("EDF", "Organization")]),
    ("Le conseil d'administration vote.", [], []),
    ("La Fédération des offices fonciers agit.", [], [("Fédération des offices fonciers", "Organization")]),
    ("Il saisit le Conseil d'État contre le ministère.", [], [("Conseil d'État", "Organization")]),
    # the gazetteer finds what the model missed, and knows products
    # what the model takes for one firm stays whole
    ("Elle a revendu Trader Rumelo hier.", [("Trader Rumelo", "ORG")], [("Trader Rumelo", "Organization")]),
    ("Le fonds 360 Rumelo Partners investit.", [("360 Rumelo Partners", "ORG")],
     [("360 Rumelo Partners", "Organization")]),
    ("Elle travaille chez Danone Benelux.", [("Danone Benelux", "ORG")], [("Danone Benelux", "Organization")]),
    ("Elle travaille chez Danone Technology Europe.", [("Danone Technology", "ORG"), ("Europe", "LOC")],
     [("Danone Technology Europe", "Organization")]),
    ("Elle a racheté Crédit du Rumelo hier.", [("Crédit du Rumelo", "ORG")], [("Crédit du Rumelo", "Organization")]),
    ("Elle dirige Danone DANO.PA depuis mai.", [("Danone DANO.PA", "ORG")], [("Danone", "Organization")]),
    # organs of a company are none
    ("Le Conseil d'Administration de Danone siège.", [("Conseil d'Administration de Danone", "ORG")],
     [("Danone", "Organization")]),
    ("Elle rejoint un laboratoire d'IA.", [("IA", "MISC")], []),
    ("Le patron d'Eiffage Benoît de Ruffray parle.", [("Eiffage Benoît de Ruffray", "PER")],
     [("Eiffage", "Organization"), ("Benoît de Ruffray", "Person")]),
    ("Anthropic et xAI recrutent.", [], [("Anthropic", "Organization"), ("xAI", "Organization")]),
    ("ChatGPT a plu.", [("ChatGPT", "ORG")], [("ChatGPT", "Product")]),
    # what is established once holds everywhere
    ("Zana Corvo part. Corvo restera.", [("Zana Corvo", "PER")], [("Zana Corvo", "Person"), ("Corvo", "Person")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "model", "expected"), CASES)
def test_names_in_context(
    blank: Language, names: Names, text: str, model: list[tuple[str, str]], expected: list[tuple[str, str]]
) -> None:
    assert run(blank, names, text, *model) == expected


@pytest.mark.parametrize(
    ("words", "letters", "expected"),
    [
        ("conseil national de la communication", "cnc", True),
        ("autorité de contrôle prudentiel et de résolution", "acpr", True),
        ("Haute Autorité pour la transparence de la vie publique", "hatvp", True),
        ("médecins sans frontières", "msf", True),
        ("agence spatiale européenne", "esa", False),
        ("conseil national du climat de la région", "cnc", False),
        ("conseil", "c", False),
    ],
)
def test_words_spell_an_acronym(names: Names, words: str, letters: str, expected: bool) -> None:
    assert acronyms.spells(words.split(), letters, names.lexicon.small.acronyms) is expected


def test_each_name_is_one_token_with_its_id(blank: Language, names: Names) -> None:
    doc = names(blank.make_doc("Sam Altman dirige OpenAI."))
    assert [(e.text, len(e), e.kb_id_, e.id_) for e in doc.ents] == [
        ("Sam Altman", 1, "Q7407093", ""),
        ("OpenAI", 1, "Q21708200", "Company"),
    ]


def test_a_prefix_and_a_full_stop_are_parted_from_the_name(blank: Language, names: Names) -> None:
    doc = Doc(
        blank.vocab,
        words=["X", "(", "ex-Twitter", ")", "et", "Zorvex."],
        spaces=[True, False, False, True, True, False],
    )
    names.split_tokens(doc)
    assert [t.text for t in doc] == ["X", "(", "ex-", "Twitter", ")", "et", "Zorvex", "."]
    assert doc.text == "X (ex-Twitter) et Zorvex."


@given(st.text(alphabet="AbÉ d'-.\n,«»XIM", max_size=60), st.data())
def test_any_text_and_any_spans_give_trimmed_disjoint_names(text: str, data: st.DataObject) -> None:
    doc = _BLANK.make_doc(text)
    if len(doc):
        start = data.draw(st.integers(0, len(doc) - 1))
        end = data.draw(st.integers(start + 1, len(doc)))
        doc.set_ents(
            [spacy.tokens.Span(doc, start, end, label=data.draw(st.sampled_from(["PER", "LOC", "ORG", "MISC"])))]
        )
    before = doc.text
    found = _NAMES(doc)
    assert found.text == before
    assert all(ent.text == ent.text.strip() and "\n" not in ent.text and len(ent) == 1 for ent in found.ents)


_BLANK = spacy.blank("fr")
_NAMES = make_names(_BLANK, "names", **DATA)


@given(
    st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=4), max_size=6),
    st.lists(st.sampled_from("abc"), max_size=8),
)
def test_phrase_trie_finds_the_longest_phrase(phrases: list[list[str]], words: list[str]) -> None:
    trie: PhraseTrie[str] = PhraseTrie()
    for phrase in phrases:
        trie.add(phrase, "".join(phrase))
    fits = [p for p in phrases if words[: len(p)] == p]
    best = max(fits, key=len, default=None)
    assert trie.longest(words) == ((len(best), "".join(best)) if best else None)


def test_name_trie_matches_only_up_to_given_ends() -> None:
    trie: NameTrie[int] = NameTrie()
    trie.add("Air France", 1)
    trie.add("Air", 2)
    assert trie.longest("Air France-KLM", 0, {3, 10, 14}) == (10, 1)
    assert trie.longest("Air Francex", 0, {3, 11}) == (3, 2)
    assert trie.longest("Aire", 0, {4}) is None


@pytest.mark.parametrize("file", [f for f in DATA.values() if f.endswith(".yml")])
def test_lists_are_sorted_and_unique(file: str) -> None:
    data = yaml.safe_load(resources.data_path(file).read_text(encoding="utf-8"))
    lists = [(k, v) for k, v in data.items() if isinstance(v, list) and k != "cues"]
    lists += [(c["name"], c.get(side, [])) for c in data.get("cues", []) for side in ("before", "after")]
    for name, items in lists:
        assert items == sorted(set(items)), name


def test_towns_are_sorted_and_unique() -> None:
    towns = resources.load_lines(resources.data_path("fr_press/towns.txt"))
    assert towns == sorted(set(towns))
    assert not any(town.startswith("#") for town in towns)


def test_likeness_speaks_by_words_beside_and_is_silent_without_its_vectors(blank: Language) -> None:
    nlp = spacy.blank("fr")
    nlp.vocab.vectors = Vectors(shape=(2, 2))
    nlp.vocab.vectors.add("chez", vector=np.array([2.0, 0.0]), row=0)
    nlp.vocab.vectors.add("habite", vector=np.array([0.0, 2.0]), row=1)
    view = View(nlp.make_doc("Elle part chez Zorvex\nZorvex habite"))
    weights = np.zeros((5 * 2 + BUCKETS, len(KINDS)), np.float32)
    weights[0, KINDS.index("Organization")] = 3  # the word before, first number
    weights[5, KINDS.index("Person")] = 1  # the word after, second number
    scores = Likeness(nlp.vocab, weights).scores(view, [(3, 4)])
    assert scores["Organization"] == pytest.approx(3)
    assert scores["Person"] == 0  # the next line is no neighbour
    both = Likeness(nlp.vocab, weights).scores(view, [(3, 4), (5, 6)])
    assert (both["Organization"], both["Person"]) == pytest.approx((1.5, 0.5))
    assert Likeness(blank.vocab, weights).scores(view, [(3, 4)]) == {}


def test_every_cue_keeps_a_content_word(names: Names, blank: Language) -> None:
    lexicon = names.lexicon
    phrases = [p for cue in lexicon.data.cues for p in (*cue.before, *cue.after)] + lexicon.data.person_titles
    empty = {"de", ",", "("}
    lost = [p for p in phrases if not set(lexicon.cue_words([t.text for t in blank.make_doc(p)])) - empty]
    assert lost == []


def test_every_cue_has_weights(names: Names) -> None:
    assert {cue.name for cue in names.lexicon.data.cues} <= set(names.lexicon.data.weights)


def test_gazetteer_is_sorted_unique_and_says_how_ids_were_checked() -> None:
    rows = [
        json.loads(line) for line in resources.data_path(DATA["gazetteer"]).read_text(encoding="utf-8").splitlines()
    ]
    known = [row["name"] for row in rows]
    assert known == sorted(set(known))
    surfaces = [s for row in rows for s in (row["name"], *row.get("aliases", []))]
    assert len(surfaces) == len(set(surfaces))
    assert all(bool(row.get("checked")) == bool(row.get("wikidata")) for row in rows)


@pytest.mark.slow
def test_names_with_the_real_model(nlp: Language) -> None:
    doc = nlp("Mira Murati a quitté OpenAI. Un mois plus tard, Murati a fondé Thinking Machines Lab avec Barret Zoph.")
    assert [(e.text, e.label_) for e in doc.ents] == [
        ("Mira Murati", "Person"),
        ("OpenAI", "Organization"),
        ("Murati", "Person"),
        ("Thinking Machines Lab", "Organization"),
        ("Barret Zoph", "Person"),
    ]
