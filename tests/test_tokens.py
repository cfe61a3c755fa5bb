"""The snapshot that the rules read says of every word what spaCy says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from spacy.tokens import Doc

from docs import build, trees
from ontograph import layers, tokens

SAME = (
    "text lower_ lemma_ pos_ dep_ ent_type_ i idx is_punct is_space is_alpha is_digit is_lower whitespace_ text_with_ws"
)
TREE = "children lefts rights subtree ancestors"


def _agree(doc: Doc) -> None:
    snapshot = tokens.Tokens(doc)
    assert len(snapshot) == len(doc)
    for real, read in zip(doc, snapshot, strict=True):
        assert {name: getattr(read, name) for name in SAME.split()} == {n: getattr(real, n) for n in SAME.split()}
        assert {name: ",".join(values) for name, values in read.morph.items()} == real.morph.to_dict()
        assert str(read.morph) == str(real.morph)
        for name in TREE.split():
            assert [t.i for t in getattr(read, name)] == [t.i for t in getattr(real, name)]
        assert (read.head.i, read.left_edge.i) == (real.head.i, real.left_edge.i)
        assert read.sentence == (real.sent.start, real.sent.end)
        other = (real.i * 7 + 1) % len(doc)
        assert read.is_ancestor(snapshot[other]) == real.is_ancestor(doc[other])
    for real, read in zip(doc.sents, snapshot.sents, strict=True):
        assert (read.start, read.end, read.text, read.root.i) == (real.start, real.end, real.text, real.root.i)
        assert (read.start_char, read.end_char) == (real.start_char, real.end_char)
    assert [(e.start, e.label_) for e in snapshot.ents] == [(e.start, e.label_) for e in doc.ents]


@settings(deadline=None)
@given(trees())
def test_any_tree_is_read_as_spacy_reads_it(doc: Doc) -> None:
    _agree(doc)


@pytest.mark.slow
def test_so_are_real_sentences(nlp: object) -> None:
    _agree(nlp("Le 3 mai, Renault a nommé Claire Dumont directrice financière.\nElle quittera Airbus en juin."))  # type: ignore[operator]


TABLE = """
    Claire_Dumont   PROPN 3 nsubj                            @Person !titles:CEO:current:f
    a               AUX   3 aux:tense VerbForm=Fin
    quitté/quitter  VERB  0 ROOT      VerbForm=Part|Tense=Past
    Danone          PROPN 3 obj                              @Organization
"""


def test_one_snapshot_serves_until_an_annotation_changes() -> None:
    doc = build(TABLE)
    first = tokens.of(doc)
    assert tokens.of(doc) is first is tokens.of(first)
    doc[1].pos_ = "VERB"
    assert tokens.of(doc)[1].pos_ == "VERB"
    assert first[1].pos_ == "AUX"


def test_spans_keep_their_labels_both_ways() -> None:
    doc = build(TABLE)
    (title,) = layers.spans(doc, layers.TITLES)
    assert (title.text, title.label_, title.id_, title.kb_id_) == ("Claire Dumont", "CEO", "current", "f")
    assert title == tokens.of(doc).span(0, 1).labelled("CEO", "f", "current")
    assert title != tokens.of(doc).span(0, 1)
    layers.set_spans(doc, layers.TITLES, [title])
    assert layers.spans(doc, layers.TITLES) == [title]
    assert [t.text for t in title] == ["Claire Dumont"]
    assert title[0] in title
    assert tokens.of(doc)[1] not in title


def test_offsets_lead_to_the_tokens_that_they_touch() -> None:
    snapshot = tokens.of(build(TABLE))
    found = snapshot.between(3, 17)
    assert found is not None
    assert (found.start, found.end, found.text) == (0, 3, "Claire Dumont a quitté")
    assert snapshot.between(900, 910) is None


def test_an_empty_text_has_no_tokens() -> None:
    assert list(tokens.of(build("x PUNCT 0 ROOT")[:0].as_doc())) == []


def test_no_token_stands_before_the_first() -> None:
    snapshot = tokens.of(build(TABLE))
    with pytest.raises(IndexError):
        snapshot[0].nbor(-1)
    with pytest.raises(IndexError):
        snapshot[3].nbor()
