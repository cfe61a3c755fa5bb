"""Idioms whose noun stands before their verb: "la plainte déposée par X", "le procès qu'il intente à Y"."""

from __future__ import annotations

from ontograph.tokens import Token

_REACH = 6
"""Tokens that may part a participle from its noun ("la plainte, longtemps attendue, déposée par X")."""
_PASSIVE = frozenset({"nsubj:pass"})
_RELATIVE = frozenset({"acl", "acl:relcl", "amod"})
_STOPS = frozenset({"VERB", "ADP", "SCONJ", "PRON"})


def moved_noun(verb: Token, words: frozenset[str]) -> Token | None:
    """The noun with one of the lemmas `words` that is the logical object of `verb` and stands before it: what its
    participle qualifies, its passive subject, or the antecedent of its relative clause; None where there is none."""
    for child in verb.children:
        if child.dep_ in _PASSIVE and _is(child, words):
            return child
    relative = any(c.dep_ == "obj" and _relative(c) and c.i < verb.i for c in verb.children)
    participle = "Part" in verb.morph.get("VerbForm", []) or verb.pos_ == "ADJ"
    participle = participle and not any(c.dep_.startswith("aux") for c in verb.children)
    if verb.dep_ in _RELATIVE and (relative or participle) and verb.head.i < verb.i and _is(verb.head, words):
        return verb.head
    if not participle:
        return None
    for index in range(verb.i - 1, max(verb.i - _REACH, verb.sent.start) - 1, -1):
        token = verb.doc[index]
        if _is(token, words):
            return token
        if token.pos_ in _STOPS:
            return None
    return None


def _relative(token: Token) -> bool:
    """Whether a token is a relative pronoun, or the "que" that the tagger takes for a conjunction."""
    return token.morph.get("PronType", []) == ["Rel"] or token.pos_ == "SCONJ"


def _is(token: Token, words: frozenset[str]) -> bool:
    return token.pos_ not in ("VERB", "AUX") and (token.lemma_.lower() in words or token.lower_ in words)
