"""The mask: names stand for known ones while the model parses, sentences start where they start, words stay whole."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from ontograph import layers
from ontograph.components.mask import Mask, Unmask


@pytest.fixture(scope="module")
def blank() -> Language:
    return spacy.blank("fr")


@pytest.fixture(scope="module")
def mask(blank: Language) -> Mask:
    found = blank.create_pipe("ontograph_mask")
    assert isinstance(found, Mask)
    return found


@pytest.fixture(scope="module")
def unmask(blank: Language) -> Unmask:
    found = blank.create_pipe("ontograph_unmask")
    assert isinstance(found, Unmask)
    return found


def named(blank: Language, text: str, *names: tuple[str, str]) -> Doc:
    """A Doc with these names, one token each, as `ontograph_names` leaves it."""
    doc = blank.make_doc(text)
    spans = []
    for surface, label in names:
        at = text.index(surface)
        span = doc.char_span(at, at + len(surface), label=label, alignment_mode="expand")
        assert span is not None
        spans.append(span)
    doc.set_ents(spans)
    with doc.retokenize() as retokenizer:
        for span in doc.ents:
            retokenizer.merge(span)
    return doc


def sentences(doc: Doc) -> list[str]:
    starts = [t.i for t in doc if t.is_sent_start or t.i == 0]
    return [doc[a:b].text.strip() for a, b in zip(starts, [*starts[1:], len(doc)], strict=True)]


def test_the_model_sees_names_that_it_knows(blank: Language, mask: Mask) -> None:
    doc = named(blank, "Zana Corvo quitte Zorvex.", ("Zana Corvo", "Person"), ("Zorvex", "Organization"))
    masked = mask(doc)
    assert [t.text for t in masked] == ["Pierre", "quitte", "Renault", "."]
    assert [t.ent_type_ for t in masked] == [""] * 4


def test_two_names_of_one_kind_look_alike(blank: Language, mask: Mask) -> None:
    """What the model makes of a sentence does not hang on who is in it."""
    first = mask(named(blank, "Zorvex rachète Danone.", ("Zorvex", "Organization"), ("Danone", "Organization")))
    second = mask(named(blank, "Airbus rachète Total.", ("Airbus", "Organization"), ("Total", "Organization")))
    assert first.text == second.text


def test_an_apostrophe_of_either_kind_looks_alike(blank: Language, mask: Mask) -> None:
    assert mask(blank.make_doc("Il part d’ici.")).text == mask(blank.make_doc("Il part d'ici.")).text


@pytest.mark.parametrize("word", ["start-up", "ex-PDG", "cofondatrice"])
def test_a_word_that_the_tokenizer_splits_stays_one(blank: Language, mask: Mask, unmask: Unmask, word: str) -> None:
    masked = mask(blank.make_doc(f"La {word} part."))
    assert len(masked) == 4
    assert masked[1].text != word
    assert masked[1].text.islower()
    assert [t.text for t in unmask(masked)] == ["La", word, "part", "."]


def test_a_capital_stays_a_capital(blank: Language, mask: Mask) -> None:
    assert mask(blank.make_doc("Start-up en vue."))[0].text[0].isupper()


def test_a_name_that_contains_such_a_word_stays_whole(blank: Language, mask: Mask) -> None:
    doc = named(blank, "Elle aide Start-up Nation.", ("Start-up Nation", "Organization"))
    masked = mask(doc)
    assert [t.text for t in doc] == ["Elle", "aide", "Start-up Nation", "."]
    assert masked[2].text == "Renault"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Danone recrute. Renault licencie.", ["Danone recrute.", "Renault licencie."]),
        ("Danone recrute\nRenault licencie.", ["Danone recrute", "Renault licencie."]),
        ("Danone recrute\n\nRenault licencie.", ["Danone recrute", "Renault licencie."]),
        ("« Danone recrute. » Renault licencie.", ["« Danone recrute. »", "Renault licencie."]),
        ("Danone recrute ? Renault licencie !", ["Danone recrute ?", "Renault licencie !"]),
        ("M. Petit quitte Danone.", ["M. Petit quitte Danone."]),
        ("Danone a levé 1,5 million d'euros.", ["Danone a levé 1,5 million d'euros."]),
        ("Danone, Renault et Airbus recrutent.", ["Danone, Renault et Airbus recrutent."]),
    ],
)
def test_sentences_end_at_marks_and_lines(blank: Language, mask: Mask, text: str, expected: list[str]) -> None:
    assert sentences(mask(blank.make_doc(text))) == expected


def annotate(masked: Doc) -> Doc:
    """What the model would leave: every token hangs on the first, its tag and lemma say what it saw."""
    for token in masked:
        token.pos_ = "PROPN" if token.text in ("Renault", "Pierre") else "NOUN"
        token.lemma_ = token.text.upper()
        token.dep_ = "ROOT" if token.i == 0 else "dep"
        token.head = masked[0]
    return masked


def test_the_tree_comes_back_to_the_real_words(blank: Language, mask: Mask, unmask: Unmask) -> None:
    doc = named(blank, "Zana Corvo quitte Zorvex.", ("Zana Corvo", "Person"), ("Zorvex", "Organization"))
    doc._.published = "2024-10-04"
    after = unmask(annotate(mask(doc)))
    assert after is doc
    assert [t.text for t in after] == ["Zana Corvo", "quitte", "Zorvex", "."]
    assert [t.pos_ for t in after] == ["PROPN", "NOUN", "PROPN", "NOUN"]
    assert [t.head.i for t in after] == [0, 0, 0, 0]
    assert [t.lemma_ for t in after] == ["Zana Corvo", "QUITTE", "Zorvex", "."]
    assert [(e.text, e.label_) for e in after.ents] == [("Zana Corvo", "Person"), ("Zorvex", "Organization")]
    assert after._.published == "2024-10-04"


def test_a_word_s_stand_in_leaves_no_trace(blank: Language, mask: Mask, unmask: Unmask) -> None:
    after = unmask(annotate(mask(blank.make_doc("La Start-up part."))))
    assert after[1].text == "Start-up"
    assert after[1].lemma_ == "start-up"


def test_a_doc_that_was_never_masked_stays_as_it_is(blank: Language, unmask: Unmask) -> None:
    doc = blank.make_doc("Renault part.")
    assert unmask(doc) is doc


@settings(deadline=None)
@given(st.text(st.sampled_from(" \n.,;:«»!?()-'’aéZ0") | st.characters(codec="utf-8"), max_size=40))
def test_any_text_comes_back(blank: Language, mask: Mask, unmask: Unmask, text: str) -> None:
    """Character for character, masked or not; the copy has the same tokens at the same places."""
    doc = blank.make_doc(text)
    masked = mask(doc)
    assert len(masked) == len(doc)
    assert [t.whitespace_ for t in masked] == [t.whitespace_ for t in doc]
    after = unmask(annotate(masked))
    assert after is doc
    assert after.text == text
    assert layers.spans(after, layers.MENTIONS) == []
