"""Hand-built Docs: a table of words stands for a parsed text, so that rules are tested without a model.

    build('''
    Claire_Dumont  PROPN 3 nsubj              @Person
    a              AUX   3 aux   VerbForm=Fin
    quitté/quitter VERB  0 ROOT  VerbForm=Part|Tense=Past
    Danone         PROPN 3 obj                @Organization
    ''')

A row is `word[/lemma] POS head dep [morph] [@Kind] [!layer:label:id:kb]`. Heads count from 1 within the sentence, 0 is
its root; an empty line parts sentences. "_" stands for a space inside a name, which is one token, as in the pipeline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import spacy
from hypothesis import strategies as st
from spacy.tokens import Doc, Span, Token

from ontograph import layers
from ontograph.model import LocalEntity

VOCAB = spacy.blank("fr").vocab
_NO_SPACE_BEFORE = (",", ".", ")", ";")


@dataclass
class _Rows:
    words: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    starts: list[bool] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    marks: list[tuple[int, list[str]]] = field(default_factory=list)


def build(table: str, published: str | None = None) -> Doc:
    """The Doc of a table, with `doc.ents` and the layers that its rows mark."""
    rows = _Rows()
    for sentence in "\n".join(line.strip() for line in table.strip().splitlines()).split("\n\n"):
        first = len(rows.words)
        for number, line in enumerate(sentence.splitlines(), 1):
            _row(rows, line, first, number)
    doc = Doc(
        VOCAB,
        words=rows.words,
        spaces=_spaces(rows.words),
        lemmas=rows.lemmas,
        pos=rows.pos,
        heads=rows.heads,
        deps=rows.deps,
        morphs=rows.morphs,
        sent_starts=rows.starts,
    )
    doc.ents = [Span(doc, i, i + 1, label=kind) for i, kind in enumerate(rows.kinds) if kind]
    for index, (layer, label, id_, kb) in rows.marks:
        span = Span(doc, index, index + 1, label=label, span_id=id_, kb_id=kb)
        layers.set_spans(doc, layer, [*layers.spans(doc, layer), span])
    doc._.published = published
    return doc


def with_mentions(
    doc: Doc, genders: dict[str, str] | None = None, employers: dict[str, Sequence[str]] | None = None
) -> Doc:
    """Make every person and organization of `doc.ents` a mention, one entity a name, as coreference would."""
    ids: dict[tuple[str, str], str] = {}
    entities: list[LocalEntity] = []
    mentions = []
    for ent in doc.ents:
        if ent.label_ not in ("Person", "Organization"):
            continue
        key = (ent.label_, ent.text)
        if key not in ids:
            ids[key] = f"e{len(ids) + 1}"
            gender = (genders or {}).get(ent.text)
            entities.append(LocalEntity(ids[key], ent.label_, ent.text, gender=gender))  # type: ignore[arg-type]
        mentions.append(Span(doc, ent.start, ent.end, label=ent.label_, span_id="name", kb_id=ids[key]))
    layers.set_entities(doc, entities)
    layers.set_spans(doc, layers.MENTIONS, mentions)
    doc._.employers = {
        ids["Person", p]: [ids["Organization", o] for o in found] for p, found in (employers or {}).items()
    }
    return doc


def token(doc: Doc, word: str) -> Token:
    """The first token with this text."""
    return next(t for t in doc if t.text == word)


def texts(tokens: Sequence[Token]) -> list[str]:
    return [t.text for t in tokens]


@st.composite
def trees(draw: st.DrawFn, max_size: int = 12) -> Doc:
    """Any parsed Doc: several sentences, any words, tags and labels, right or wrong, as a model may leave them."""
    words = draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=max_size))
    heads: list[int] = []
    starts = [i == 0 or draw(st.integers(0, 4)) == 0 for i in range(len(words))]
    for first, end in _sentences(starts):
        root = draw(st.integers(first, end - 1))
        placed = [root]
        found = {root: root}
        for index in draw(st.permutations([i for i in range(first, end) if i != root])):
            found[index] = draw(st.sampled_from(placed))
            placed.append(index)
        heads += [found[i] for i in range(first, end)]
    deps = ["ROOT" if h == i else draw(st.sampled_from(_DEPS)) for i, h in enumerate(heads)]
    pos = [draw(st.sampled_from(_POS)) for _ in words]
    morphs = [draw(st.sampled_from(_MORPHS)) for _ in words]
    doc = Doc(VOCAB, words=words, lemmas=words, pos=pos, heads=heads, deps=deps, morphs=morphs, sent_starts=starts)
    kinds = [draw(st.sampled_from(["", "", "Person", "Organization"])) if w[0].isalpha() else "" for w in words]
    doc.ents = [Span(doc, i, i + 1, label=kind) for i, kind in enumerate(kinds) if kind]
    return with_mentions(doc)


# fmt: off
_WORDS = ["Renault", "Claire Dumont", "Danone", "quitter", "fonder", "lever", "départ", "rachat", "accord", "de", "par",
          "qui", "que", "dont", "elle", "ils", "son", "la", "et", ",", ";", ":", "(", "\n", "direction", "12", "chez"]
_DEPS = ["nsubj", "nsubj:pass", "obj", "obl:arg", "obl:agent", "obl:mod", "nmod", "appos", "conj", "cc", "case", "det",
         "xcomp", "advcl", "ccomp", "acl", "acl:relcl", "amod", "aux:tense", "aux:pass", "cop", "punct", "dep", "mark"]
_POS = ["VERB", "AUX", "NOUN", "PROPN", "PRON", "ADJ", "ADV", "DET", "ADP", "CCONJ", "SCONJ", "PUNCT", "NUM", "SPACE"]
_MORPHS = ["", "VerbForm=Fin", "VerbForm=Inf", "VerbForm=Part|Tense=Past", "VerbForm=Part|Tense=Pres", "Reflex=Yes",
           "Gender=Fem|Number=Sing", "Gender=Masc|Number=Plur"]
# fmt: on


def _row(rows: _Rows, line: str, first: int, number: int) -> None:
    written, pos, head, dep, *further = line.split()
    word, _, lemma = written.replace("_", " ").partition("/")
    kind = next((f[1:] for f in further if f.startswith("@")), "")
    morph = next((f for f in further if "=" in f and not f.startswith("!")), "")
    rows.words.append(word)
    rows.lemmas.append(lemma or word.lower())
    rows.pos.append(pos)
    rows.heads.append(first + (int(head) or number) - 1)
    rows.deps.append(dep)
    rows.morphs.append(morph)
    rows.starts.append(number == 1)
    rows.kinds.append(kind)
    for mark in further:
        if mark.startswith("!"):
            layer, *values = mark[1:].split(":")
            rows.marks.append((first + number - 1, [layer, *[*values, "", "", ""][:3]]))


def _spaces(words: Sequence[str]) -> list[bool]:
    following = [*words[1:], "."]
    return [not (w.endswith("'") or n.startswith(_NO_SPACE_BEFORE)) for w, n in zip(words, following, strict=True)]


def _sentences(starts: Sequence[bool]) -> list[tuple[int, int]]:
    firsts = [i for i, start in enumerate(starts) if start]
    return list(zip(firsts, [*firsts[1:], len(starts)], strict=True))
