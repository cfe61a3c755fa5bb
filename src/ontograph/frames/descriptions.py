"""How a name stands in the phrase of a noun that describes it."""

from __future__ import annotations

from ontograph.frames.context import Context
from ontograph.grammar import noun_phrase, sentence_end, sentence_start
from ontograph.model import Kind
from ontograph.record import Reference
from ontograph.tokens import Token

_PHRASE = 10
"""Tokens of a noun phrase within which its name stands."""


def own_names(context: Context, head: Token, kinds: tuple[Kind, ...]) -> bool:
    """Whether names end the phrase of a noun, without a mark: "les frères A et B"."""
    for index in noun_phrase(head, min(len(context.doc), sentence_end(head), head.i + _PHRASE)):
        reference = context.reference(index, kinds)
        if index > head.i and reference is not None and reference.named:
            return not context.governed(reference) and len(context.enumerations.of(reference)) > 1
    return False


def one_of(context: Context, head: Token) -> bool:
    """ "une de ses anciennes collègues", "l'un des fondateurs": one of several."""
    first = context.doc[head.left_edge.i]
    for opener in context.doc[max(first.i - 2, sentence_start(head)) : head.i]:
        of = opener.i + 1 < head.i and context.doc[opener.i + 1].lower_ in context.prepositions["de"]
        if of and opener.lower_ in context.words.singles:
            return True
    return False


def compound_name(context: Context, head: Token, kinds: tuple[Kind, ...]) -> Reference | None:
    """The name behind a noun with a bare complement: "l'agent de change X", "la joueuse de tennis roumaine X"."""
    if head.pos_ not in ("NOUN", "ADJ"):
        return None
    stop, complement = min(sentence_end(head), head.i + _PHRASE), False
    for index in range(head.i + 1, stop):
        here, before = context.doc[index], context.doc[index - 1]
        reference = context.discourse.at(index)
        if reference is not None and reference.named:
            fits = complement and reference.kind in kinds and before.pos_ in ("NOUN", "ADJ")
            return reference if fits else None
        bare = here.pos_ == "ADP" and before.pos_ in ("NOUN", "ADJ") and index + 1 < stop
        complement = complement or (bare and context.doc[index + 1].pos_ in ("NOUN", "ADJ"))
        if not bare and here.pos_ not in ("NOUN", "ADJ"):
            return None
    return None
