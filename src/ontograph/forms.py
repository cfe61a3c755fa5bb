"""What form a verb has: finite, participle, passive; the few French words that grammar itself needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar

from ontograph import layers
from ontograph.tokens import Token, Tokens

_VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class GrammarData:
    """The few French words that grammar itself needs."""

    relative_subject: list[str]
    """Relative pronouns that are subjects."""
    relative_object: list[str]
    agent: list[str]
    """Prepositions of a passive agent."""
    object_control: list[str]
    """Verbs whose object is the subject of their infinitive."""
    dative_control: list[str]
    """Verbs whose "à" complement is the subject of their infinitive ("demander à X de partir")."""
    causatives: list[str]
    """Verbs that make a passive of the infinitive they govern, where they are pronominal ("se faire limoger")."""
    purpose: list[str]
    """Words before the infinitive of a purpose."""
    purpose_control: list[str]
    """Verbs whose object is the subject of the purpose told ("recruter X pour diriger")."""
    clitics: dict[str, list[str]]
    """Pronouns that stand for a phrase with one of these prepositions ("en": "de")."""
    personal: list[str]
    """Verbs with which the parser takes a real "il" for an empty one ("il est parti")."""
    active: list[str]
    """Auxiliaries that make no passive by themselves ("avoir")."""
    participles: dict[str, list[str]]
    """Ending of the infinitive -> endings of its past participle: the tagger takes "recrute" for one."""


T = TypeVar("T", bool, int)
G = TypeVar("G", bound="Forms")


def once(rule: Callable[[G, Token], T]) -> Callable[[G, Token], T]:
    """Answer a rule once for each token: frames ask the same of a trigger and its neighbours many times."""
    name = rule.__name__

    @wraps(rule)
    def ask(self: G, token: Token) -> T:
        answers = self.answers(token.doc)
        key = (name, token.i)
        answer = answers.get(key)
        if answer is None:
            answer = answers[key] = rule(self, token)
        return answer  # type: ignore[return-value]

    return ask


class Forms:
    """Forms of tokens; holds no state of its own but the data, compiled, and its last answers."""

    def __init__(self, data: GrammarData) -> None:
        self.relative_subject = frozenset(data.relative_subject)
        self.relative_object = frozenset(data.relative_object)
        self.agent_words = frozenset(data.agent)
        self.object_control = frozenset(data.object_control)
        self.dative_control = frozenset(data.dative_control)
        self.causatives = frozenset(data.causatives)
        self.purpose = frozenset(data.purpose)
        self.purpose_control = frozenset(data.purpose_control)
        self.clitics = {k: frozenset(v) for k, v in data.clitics.items()}
        self.participles = {k: tuple(v) for k, v in data.participles.items()}
        self.active = frozenset(data.active)
        self.personal = frozenset(data.personal)
        self.participle_endings = tuple(sorted({e for v in data.participles.values() for e in v}))
        self._answers: tuple[Tokens | None, int, dict[tuple[str, int], bool | int]] = (None, 0, {})

    def answers(self, doc: Tokens) -> dict[tuple[str, int], bool | int]:
        """What was answered on a Doc so far: of the last one only, and until its tokens are merged."""
        known, size, answers = self._answers
        if known is not doc or size != len(doc):
            answers = {}
            self._answers = (doc, len(doc), answers)
        return answers

    @once
    def is_finite(self, token: Token) -> bool:
        """Whether a token is a finite verb, or carries a finite auxiliary."""
        if token.pos_ not in _VERBAL and token.pos_ != "ADJ":
            return False
        if token.pos_ in _VERBAL and "Fin" in token.morph.get("VerbForm", []):
            return True
        return any(c.dep_.startswith(("aux", "cop")) and "Fin" in c.morph.get("VerbForm", []) for c in token.children)

    @once
    def is_participle(self, token: Token) -> bool:
        """A past participle without auxiliary: it modifies a noun, or stands alone in a headline."""
        form = token.morph.get("VerbForm", [])
        if any(c.dep_.startswith("aux") for c in token.children) or self._shares_auxiliary(token):
            return False
        if token.pos_ in ("ADJ", "NOUN", "PROPN") and not form:
            return token.lower_.endswith(self.participle_endings)
        if "Part" not in form or "Pres" in token.morph.get("Tense", []) or not self._looks_participle(token):
            return False
        return not self._takes_object(token)

    def _looks_participle(self, token: Token) -> bool:
        lemma = token.lemma_.lower()
        endings = next((e for infinitive, e in self.participles.items() if lemma.endswith(infinitive)), None)
        return endings is None or token.lower_.endswith(endings)

    def _takes_object(self, token: Token) -> bool:
        """ "rejoint Airbus": a form that is also a present, with a bare object right after it, is no participle; a
        feminine one ("suivie le lendemain par X") is no present."""
        if token.lower_.endswith(self.participle_endings) or token.i + 1 >= len(token.doc):
            return False
        if "Fem" in token.morph.get("Gender", []):
            return False
        after = token.nbor(1)
        return after.pos_ == "DET" or after.ent_type_ in ("Person", "Organization")

    def _shares_auxiliary(self, token: Token) -> bool:
        """ "a racheté X et cédé Y": the second participle has the first one's auxiliary."""
        head = token.head
        if token.dep_ not in ("advcl", "conj") or head.i >= token.i or head.pos_ != "VERB":
            return False
        if token.dep_ == "advcl":  # "a quitté X, rejoint Y puis fondé Z"
            has = any(c.lemma_ in self.active and c.dep_.startswith("aux") for c in head.children)
            return has and self._before_name(token) and "Part" in head.morph.get("VerbForm", [])
        return any(c.dep_.startswith("aux") for c in head.children) or self._shares_auxiliary(head)

    def _before_name(self, token: Token) -> bool:
        """Whether a bare name follows right away."""
        return token.i + 1 < len(token.doc) and token.nbor(1).ent_type_ in ("Person", "Organization")

    @once
    def is_passive(self, token: Token) -> bool:
        """Whether the surface subject is the object: passive auxiliary, or a bare participle."""
        if "Inf" in token.morph.get("VerbForm", []):
            return any(c.dep_ == "aux:pass" and "Inf" in c.morph.get("VerbForm", []) for c in token.children)
        auxiliaries = [c for c in token.children if c.dep_.startswith("aux")]
        if not auxiliaries and token.pos_ == "VERB" and "Fin" in token.morph.get("VerbForm", []):
            return False  # "X lui succède": a verb in a simple tense, whatever the parser calls its subject
        if auxiliaries and all(c.lemma_ in self.active for c in auxiliaries):
            return False
        if self._shares_auxiliary(token):
            return self.is_passive(token.head)
        if any(c.dep_ == "expl:comp" and is_reflexive(c) for c in token.children):
            return False  # "X s'est retiré": pronominal, whatever the parser calls its subject
        return any(c.dep_ in ("aux:pass", "nsubj:pass") for c in token.children) or self.is_participle(token)


def is_reflexive(token: Token) -> bool:
    """Whether a clitic makes its verb pronominal ("X s'est retiré")."""
    return bool(token.morph.get("Reflex", [])) or (token.dep_ == "expl:comp" and token.lower_ not in ("en", "y"))


def timely(verb: Token) -> bool:
    """Whether a verb only tells a time: "il y a deux ans", "voilà six mois"."""
    return any(d.start <= verb.i < d.end for d in layers.spans(verb.doc, layers.DATES))
