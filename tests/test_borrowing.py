"""Loading the model with less work changes nothing: patterns match as they did, and all is there that is asked for."""

from __future__ import annotations

import re
from string import ascii_lowercase

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.vocab import Vocab

from ontograph import borrowing, pipeline

LETTERS = f"[{ascii_lowercase * 10}]"
OTHERS = f"[-'{'xyz' * 80}]"
PIECES = st.sampled_from(["a", "x?", "z+", "-", "[bc]", "(?:ab|cd?)", "(?:r)?", LETTERS, f"{LETTERS}+", f"{OTHERS}*"])
ALTERNATIVES = st.lists(st.lists(PIECES, min_size=1, max_size=5).map("".join), min_size=1, max_size=6)
WORDS = st.text("abcdrxyz-'AZſ\n", max_size=6)


def large(alternatives: list[str]) -> str:
    return "(?iu)" + "|".join(f"(?:^{one}$)" for one in alternatives)


@pytest.fixture
def any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(borrowing, "_LARGE", 0)


@pytest.mark.usefixtures("any_size")
def test_alternatives_share_their_ends() -> None:
    pattern = large([f"saut-{LETTERS}+", f"b[oe]c-{LETTERS}+", "aujourd'hui"])
    assert borrowing.factored(pattern) == f"(?iu)^(?:aujourd'hui|(?:saut-|b[oe]c-){LETTERS}+)$"


@given(ALTERNATIVES, st.lists(WORDS, min_size=5, max_size=10))
def test_factored_patterns_match_the_same(alternatives: list[str], words: list[str]) -> None:
    pattern = large(alternatives)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(borrowing, "_LARGE", 0)
        factored = borrowing.factored(pattern)
    assert factored.startswith("(?iu)^(?:")
    before, after = re.compile(pattern), re.compile(factored)
    assert [bool(before.match(word)) for word in words] == [bool(after.match(word)) for word in words]


@pytest.mark.usefixtures("any_size")
@pytest.mark.parametrize(
    "pattern",
    [
        f"(?u)(?:^a{LETTERS}$)|(?:^b{LETTERS}$)",
        f"(?iu)(?:^a{LETTERS}$)|(?:b{LETTERS}$)",
        large([f"a|b{LETTERS}"]),
        large([f"(?:a{LETTERS})?b{LETTERS}"]),
        large([f"(a)b{LETTERS}"]),
        large([rf"(?=a)\w{LETTERS}"]),
        large([rf"\[{'a' * 300}\]"]),
        large([f"a{{2}}{LETTERS}"]),
    ],
)
def test_what_is_not_simple_stays(pattern: str) -> None:
    assert borrowing.factored(pattern) == pattern


def test_small_patterns_stay() -> None:
    assert borrowing.factored(large(["a", "b"])) == large(["a", "b"])


def test_patterns_are_compiled_as_before_once_a_model_is_loaded() -> None:
    before = re.compile
    with pytest.raises(OSError, match="no_such_model"):
        borrowing.model("no_such_model")
    assert re.compile is before


@pytest.mark.slow
def test_words_are_left_whole_as_by_the_models_own_pattern(nlp: Language) -> None:
    from spacy.lang.fr.tokenizer_exceptions import _regular_exp as alternatives

    own = "(?iu)" + "|".join(f"(?:{one})" for one in alternatives)
    factored = borrowing.factored(own)
    assert len(factored) < len(own) / 10
    before, after = re.compile(own), re.compile(factored)
    starts = {_plain(one) for one in alternatives}
    ends = ["", "Ski", "é-à-b", "rt's", "3", "ſ", "İ", "ж", "字\n", "a b", "-"]
    words = [start + joint + end for start in starts for joint in ("", "-", "’", "-Aux-l’") for end in ends]
    words += [word.upper() for word in words] + [
        "saut-de-ski",
        "pet-en-l'air",
        "Châteauneuf-du-Pape",
        "Marne-la-Vallée",
    ]
    found = [bool(before.match(word)) for word in words]
    assert 2_000 < sum(found) < len(words)
    assert found == [bool(after.match(word)) for word in words]
    assert nlp.tokenizer.token_match("saut-de-ski")
    assert not nlp.tokenizer.token_match("saut-d'homme")


def _plain(alternative: str) -> str:
    """A word that an alternative begins with."""
    start = re.sub(r"\[(?:[^\]\\]|\\.){200,}\].*", "", alternative.removeprefix("^"))
    start = re.sub(r"\[(.)[^\]]*\]", r"\1", re.sub(r"\(\?:([^|)]*)[^)]*\)", r"\1", start))
    return start.replace("?", "").removesuffix("-").removesuffix("'")


@pytest.mark.slow
def test_the_vectors_are_the_models_own(nlp: Language) -> None:
    vectors = nlp.vocab.vectors
    assert vectors.shape == (20_000, 300), "of the model's words, and of no name that was read since"
    assert vectors.strings is nlp.vocab.strings
    assert nlp.vocab.has_vector("directeur")
    assert nlp.vocab["directeur"].similarity(nlp.vocab["directrice"]) > 0.5


def test_a_vocab_is_lent_without_its_vectors_for_a_while() -> None:
    vocab = Vocab()
    vocab.set_vector("mot", numpy.ones(3, dtype="float32"))
    before = vocab.vectors
    with pipeline._no_vectors(vocab):
        assert vocab.vectors is not before
    assert vocab.vectors is before
    assert vocab.vectors.strings is vocab.strings
