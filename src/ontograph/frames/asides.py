"""Dates that are not a trigger's though they stand in its clause: they belong to words that say who somebody is."""

from __future__ import annotations

from ontograph.grammar import Grammar
from ontograph.tokens import Span, Token

_YEAR = 4
"""Characters of a value that is a year: what a participle tells of long ago ("la société, créée en 2014, lève")."""
_QUALIFYING = frozenset({"acl", "appos"})
"""What hangs on a name and says who that is."""


def of_another(date: Span, token: Token, grammar: Grammar) -> bool:
    """Whether a date belongs to words that only say who somebody is: "X, patron de Y en 2010, rejoint Z", "la démission
    de X, arrivé en 2015", "la société, créée en 2014, lève"."""
    for node in (date.root, *date.root.ancestors):
        if node.i == token.i or node.is_ancestor(token):
            return False
        long_ago = len(date.id_) == _YEAR and grammar.is_finite(token) and grammar.is_participle(node)
        if long_ago and node.dep_ in ("acl", "advcl"):
            return node.head.i < token.i or _name_before(node) is not None
        given = node.head.i == token.i and token.pos_ == "NOUN"
        named = node.dep_ in _QUALIFYING and (node.head.ent_type_ or given)
        if named and node.i not in range(date.start, date.end) and not _may_agree(node, token):
            return True
    return False


def _may_agree(qualifier: Token, noun: Token) -> bool:
    """Whether a participle may be said of a noun rather than of the name right before it, to which the tree may give
    it or not: "le départ de X, annoncé en 2015", but "la démission de X, arrivé en 2015"."""
    name = _name_before(qualifier)
    feminine = qualifier.lower_.rstrip("s").endswith("e")  # the tagger errs on rare ones
    agrees = not noun.morph.get("Gender", []) or feminine == ("Fem" in noun.morph.get("Gender", []))
    other = name is not None and name.ent_type_ == "Person" and not agrees
    return noun.pos_ == "NOUN" and qualifier.pos_ in ("ADJ", "VERB") and not other


def _name_before(token: Token) -> Token | None:
    """The name that only a comma parts from a word after it."""
    before = token.doc[max(token.i - 2, 0) : token.i]
    return before[0] if len(before) > 1 and before[1].text == "," and before[0].ent_type_ else None
