"""What speaks for and against a claim: a bag of named features of the claim, its passage and its article.

They hold of any claim, whichever rule made it, and know no verb, name or company: how its people and organizations are
expressed, how far away they are named, and what else the article says of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from ontograph import tokens
from ontograph.confidence.article import Told, capped
from ontograph.confidence.guesses import guess
from ontograph.confidence.model import Features
from ontograph.confidence.passage import passage
from ontograph.model import ENTITY_ROLES, Claim, LocalEntity
from ontograph.tokens import Token, Tokens

_DETAILS = ("amount", "destination", "stake", "title")
_ROLES = tuple(sorted(ENTITY_ROLES - {"destination", "leadInvestor"}))
"""Roles of those who take part."""
_TERMS = ("kind", "roleClass")
_FAR, _OFTEN = 4, 6
"""Sentences, and mentions, from which on more makes no difference."""
_APART, _DEEP = 24, 8
"""The same of tokens between those who take part, and of steps between them in the tree."""


class Evidence:
    """The features of the claims of one article."""

    def __init__(self, doc: Doc | Tokens, claims: Sequence[Claim]) -> None:
        self.told = Told(tokens.of(doc), claims)
        self.siblings = Counter((c.type, c.start) for c in claims)
        self.crowds = Counter(c.start for c in claims)
        self.names = {key: tuple(_name(entity)) for key, entity in self.told.entities.items()}

    def features(self, claim: Claim) -> Features:
        """The evidence on one claim."""
        found: Features = dict.fromkeys(_kind(claim), 1.0)
        found["prior"] = 1 - claim.confidence
        found["siblings"] = capped(self.siblings[claim.type, claim.start] - 1, 5)
        found["crowd"] = capped(self.crowds[claim.start] - 1, 5)
        found |= self.told.size
        found |= passage(self.told, claim)
        heads = [head for role in _ROLES for e in claim.get(role) if (head := self._filler(claim, role, str(e), found))]
        if len(heads) > 1:
            found |= self._apart(heads)
        for person, organization in self.told.pairs(claim):
            found |= self._tie(claim, person, organization)
        return {name: value for name, value in found.items() if value}

    def _filler(self, claim: Claim, role: str, entity: str, found: Features) -> Token | None:
        """How somebody or something takes part; its head in the sentence, None if it is not there."""
        told, here = self.told, self.told.passage(claim)
        kind, references = told.entities[entity].kind, told.references[entity]
        how, best = told.expression(claim, entity)
        named = [r for r in references if r.named]
        found |= {f"{group}.{name}": 1 for name in (*self.names[entity], how) for group in (kind, role)}
        found[f"{claim.type}.{role}.{how}"] = 1
        found[f"{role}.several"] = len(claim.get(role)) > 1
        if how not in ("name", "beside name"):
            before = [r for r in references if r.start < here.start]
            far = f"{min(here.sentence - before[-1].sentence, _FAR) if before else 'none'} back"
            found |= {f"{kind}.{far}": 1, f"{kind}.{how}.{far}": 1}
        found[f"{kind}.mentions"] = capped(len(references), _OFTEN)
        found[f"{kind}.once"] = found[f"{claim.type}.{kind}.once"] = len(named) == 1
        if best is not None:
            found |= {f"{role}.subject": best.subject, f"{role}.oblique": best.oblique}
            if best.setting:
                found[f"{role}.{best.setting}"] = 1
        if kind == "Organization":
            main = entity == told.main
            found |= {"main": main, f"main.{how}": main, f"other.{how}": not main}
            found["main.share"] = main * told.discourse.share
            if best is None or not best.named:
                found |= guess(told, claim, entity, best)
        return told.doc.span(best.start, best.end).root if best is not None else None

    def _apart(self, heads: list[Token]) -> Features:
        """How far apart those who take part stand."""
        low, high = min(t.i for t in heads), max(t.i for t in heads)
        between = [r for r in self.told.discourse.references if low < r.start < high and r.named]
        return {
            "apart": capped(high - low, _APART),
            "apart.names": capped(len(between), 3),
            "apart.sentence": self.told.discourse.sentences[low] != self.told.discourse.sentences[high],
            "apart.verbs": capped(sum(t.pos_ == "VERB" for t in self.told.doc[low:high]), 3),
            "apart.tree": capped(_steps(heads[0], heads[-1]), _DEEP),
        }

    def _tie(self, claim: Claim, person: str, organization: str) -> Features:
        """What else the article says of a person and an organization."""
        told = self.told
        rest = told.ties[person][organization] - 1
        elsewhere = [n for o, n in told.ties[person].items() if o != organization]
        employers = told.discourse.employers.get(person, [])
        people, organizations = told.references[person], told.references[organization]
        together = {r.sentence for r in people} & {r.sentence for r in organizations}
        return {
            "tie.support": capped(rest, 3),
            "tie.repeated": told.repeated[claim.type, person, organization] > 1,
            "tie.elsewhere": capped(len(elsewhere), 3),
            f"{claim.type}.elsewhere": bool(elsewhere),
            "tie.outweighed": max(elsewhere, default=0) > rest + 1,
            "tie.first": bool(employers) and employers[0] == organization,
            "tie.unknown": organization not in employers,
            "tie.together": capped(len(together), 4),
        }


def _kind(claim: Claim) -> Iterator[str]:
    """What sort of claim it is, and what it says beside who takes part."""
    yield from (claim.type, claim.factuality, f"{claim.type}.{claim.factuality}")
    yield from (role for role in _DETAILS if claim.get(role))
    if claim.status:
        yield claim.status
    if claim.date:
        yield "dated"
    if claim.attributed_to:
        yield "attributed"
    for told in _TERMS:
        for term in claim.get(told):
            yield from (f"{told}={term}", f"{claim.type}.{told}")


def _name(entity: LocalEntity) -> Iterator[str]:
    """What the name of somebody or something is like."""
    words = len(entity.name.split())
    checks = {
        "known": entity.wikidata is not None,
        "unknown gender": entity.kind == "Person" and not entity.gender,
        "one word": words == 1,
        "many words": words > 3,
        "capitals": entity.name.isupper(),
        "digits": any(c.isdigit() for c in entity.name),
    }
    yield from (name for name, holds in checks.items() if holds)
    if entity.subtype:
        yield entity.subtype


def _steps(one: Token, other: Token) -> int:
    """Steps between two tokens in the tree; many where they are of two sentences."""
    up = {t.i: n for n, t in enumerate((one, *one.ancestors))}
    return next((n + up[t.i] for n, t in enumerate((other, *other.ancestors)) if t.i in up), _DEEP)
