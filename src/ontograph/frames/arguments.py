"""What fills the roles of a trigger: the ways of its frame, tried in order, each a row of one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from ontograph.discourse import Discourse
from ontograph.frames.capital import Capital
from ontograph.frames.complements import Complements
from ontograph.frames.context import Context
from ontograph.frames.found import COURTLESS, Found, Query, acting
from ontograph.frames.functions import Functions
from ontograph.frames.origins import Origins
from ontograph.frames.pairs import Pairs
from ontograph.frames.phrases import Phrases
from ontograph.frames.triggers import Trigger
from ontograph.frames.understood import UNDERSTOOD, Understood
from ontograph.frames.values import Values
from ontograph.frames.words import GrammarFile
from ontograph.grammar import NAMING, Grammar, sentence_end, sentence_start
from ontograph.model import LIST_ROLES, Kind
from ontograph.tokens import Token, Tokens

_HAVING = 6
"""Tokens within which a trigger's required noun stands."""
_QUALIFIED = 16
"""The same before a bare participle ("un tour de table de 40 millions de dollars bouclé en mars et mené par X")."""
_LEAD = 4
"""Tokens between a trigger and the value that its complement qualifies ("détient un peu moins de 5 % de X")."""

_OWN_PHRASE = frozenset({"avec", "contre", "par", "à"})
"""Ways whose phrase is the verb's own, whatever stands between ("vend sa filiale X à Y")."""

Way = Callable[[Query], Iterator[Found]]


class ArgumentFinder:
    """Finds arguments on one Doc."""

    def __init__(self, doc: Tokens, grammar: Grammar, words: GrammarFile, discourse: Discourse) -> None:
        self.doc, self.grammar, self.discourse = doc, grammar, discourse
        self.context = Context(doc, grammar, words, discourse)
        self.phrases = Phrases(self.context)
        self.complements = Complements(self.context, self.phrases)
        self.capital = Capital(self.context, self.phrases)
        self.functions = Functions(self.context, self.phrases, self.complements)
        self.understood = Understood(self.context, self.phrases, self.functions)
        self.origins = Origins(self.context)
        self.values = Values(self.context)
        self.pairs = Pairs(self.context, self.phrases)
        self.sequels = self.context.sequels
        self.ways = self._ways()

    def _ways(self) -> dict[str, Way]:
        """What each way of `ways.py` does; a preposition of `grammar.yml` is a way by its name."""
        complements, functions, understood = self.complements, self.functions, self.understood
        capital = self.capital
        by_preposition: dict[str, Way] = {
            name: partial(complements.after, prepositions=words) for name, words in self.context.prepositions.items()
        }
        by_function: dict[str, Way] = {
            name: partial(functions.find, way=name)
            for name in ("agent", "doer", "object", "patient", "raiser", "subject", "support")
        }
        return {
            **by_preposition,
            **by_function,
            "announced": complements.announced,
            "alongside": partial(complements.after_noun, nouns=self.context.alongside),
            "benefit": partial(complements.after_noun, nouns=self.context.benefit),
            "apposed": complements.apposed,
            "bare": complements.bare,
            "capital": capital.capital,
            "close": complements.close,
            "employer": understood.employer,
            "firm": understood.firm,
            "focus": understood.focus,
            "former": understood.former,
            "giver": capital.giver,
            "holders": capital.holders,
            "host": understood.host,
            "house": understood.house,
            "left": complements.left,
            "led": capital.led,
            "matrix": functions.matrix,
            "named": capital.named,
            "near": complements.near,
            "origin": self.origins.origin,
            "owner": self._owner,
            "opening": capital.opening,
            "possessed": self.origins.possessed,
            "predecessor": understood.predecessor,
            "predicated": complements.predicated,
            "presented": complements.presented,
            "previous": understood.previous,
            "relative": functions.relative,
            "right": complements.right,
            "round": capital.round,
            "seat": self._seat,
            "share": capital.share,
            "stint": self.origins.stint,
            "table": capital.table,
            "told": understood.told,
            "there": complements.there,
            "thereof": complements.thereof,
            "topic": understood.topic,
            "vacated": understood.vacated,
            "whole": complements.whole,
        }

    def _owner(self, query: Query) -> Iterator[Found]:
        yield from self.complements.owner(query, self.functions.support(query.token))

    def _seat(self, query: Query) -> Iterator[Found]:
        post = self.values.post(query.trigger)
        if post is not None:
            yield from self.complements.whole(query, post.end)

    # -- entities ------------------------------------------------------------------------------------------------

    def entities(
        self,
        trigger: Trigger,
        role: str,
        ways: Iterable[str],
        taken: frozenset[str],
        previous: str | None,
        newcomers: frozenset[str] = frozenset(),
    ) -> Found | None:
        """The first way that yields an entity of the role's kind that no other role has."""
        kinds = acting(trigger, role)
        query = Query(trigger, kinds, taken, previous, role, newcomers)
        blocked, unasked = False, list[str]()
        for way in self._own_first(trigger, ways):
            if way in UNDERSTOOD:
                blocked = blocked or any(self._unread(trigger, other, query.kinds) for other in unasked)
                if blocked:
                    continue
                unasked.clear()
            unasked.append(way)
            for found in self.ways[way](query):
                if way not in _OWN_PHRASE and self._barred(trigger, found):
                    continue
                if role in LIST_ROLES:
                    found = self.phrases.continued(trigger, found, query.kinds)
                if trigger.frame.capital and role == "organization" and self._finances(found, way):
                    continue
                fillers = tuple(f for f in found.fillers if f not in taken)
                if role == "investor" and trigger.frame.financiers:
                    fillers = tuple(f for f in fillers if str(f) in self.context.funds)
                if role == "organization" and (self._holder(trigger, found) or self._elsewhere(trigger, found)):
                    continue
                if trigger.frame.fact in COURTLESS and self.context.courts.intersection(map(str, fillers)):
                    continue
                if role == "defendant" and self.context.nobody(found):
                    continue
                if fillers and self.functions.agrees(trigger, way, found):
                    return Found(fillers, found.start, found.end, found.title)
        return None

    def _own_first(self, trigger: Trigger, ways: Iterable[str]) -> list[str]:
        """The ways with that of the preposition in which an idiom ends before those of other prepositions: "mettre la
        main sur" X and "sur l'école de mode Y"."""
        found, prepositions = [*ways], self.context.prepositions
        phrases = [n for n, way in enumerate(found) if way in prepositions]
        own = [n for n in phrases if self.doc[trigger.end - 1].lower_ in prepositions[found[n]]]
        if own and trigger.words > 1:
            found.insert(phrases[0], found.pop(own[0]))
        return found

    def more(self, trigger: Trigger, role: str, ways: Iterable[str], taken: frozenset[str]) -> Found | None:
        """All fillers that any of the ways adds."""
        query = Query(trigger, acting(trigger, role), taken)
        found: list[Found] = []
        for way in ways:
            found += list(self.ways[way](query))[:1]
        fillers = tuple(dict.fromkeys(f for one in found for f in one.fillers if f not in taken))
        if not fillers:
            return None
        start = min((f.start for f in found if f.start is not None), default=None)
        return Found(fillers, start, max((f.end for f in found if f.end is not None), default=None))

    def _holder(self, trigger: Trigger, found: Found) -> bool:
        """Whether a share follows what is found after the trigger: it is another holder's ("garde 26 %, X 27 %")."""
        if trigger.frame.fact != "Investment" or found.start is None or found.start < trigger.end:
            return False
        reference = self.discourse.at(found.start, "Organization")
        return reference is not None and (self.context.holds(reference) or self.context.bracketed(reference))

    def _elsewhere(self, trigger: Trigger, found: Found) -> bool:
        """Whether an organization is only where the one who is appointed has or had a post: "l'arrivée de l'ancien
        patron de X", "nomme la patronne de X, Y, directrice générale"."""
        if trigger.frame.fact != "Appointment":
            return False
        titles = self.context.completed(found)
        borne = (self.values.borne(trigger, t, p) for t in titles for p in self.values.bearers(t))
        return self.context.once(found) or any(borne)

    def _barred(self, trigger: Trigger, found: Found) -> bool:
        """Whether a word between the trigger and a phrase makes it the owner of something else ("le rachat des parts
        de X", "s'offre le patron de X")."""
        if trigger.frame.fact == "Acquisition" and self.capital.minority(found):
            return True
        barring = trigger.frame.barring
        if not barring or found.start is None:
            return False
        if found.end and self._several_things(self.doc[found.end - 1], barring):
            return True
        low, high = (trigger.end, found.start) if found.start >= trigger.end else (found.end or 0, trigger.token.i)
        if low == found.end and self.doc[low].text in (",", "("):
            return False  # "X, filiale de Z, a été cédée à Y"
        titled = any(low <= t.start and t.end <= high for t in self.context.titles)
        owners = [t.i for t in self.doc[low:high] if t.lemma_.lower() in barring or t.lower_ in barring]
        prepositions = self.context.all_prepositions
        if owners and owners[-1] == high - 1 and "Number=Plur" in str(self.doc[high - 1].morph):
            return True  # « les magasins X »
        return titled or any(t.lower_ in prepositions for i in owners for t in self.doc[i + 1 : high])

    def _several_things(self, token: Token, nouns: Iterable[str]) -> bool:
        """Whether a plural description stands for what a firm has, not for firms: "les trois sites"."""
        known = self.discourse.at(token.i)
        plural = token.pos_ == "NOUN" and token.morph.get("Number", []) == ["Plur"]
        if not plural or token.lemma_.lower() not in nouns or known is None or known.named:
            return False
        return all(
            t.pos_ in ("ADJ", "DET", "NUM") for t in self.doc[known.start : token.i]
        )  # not "un fabricant de puces"

    def _unread(self, trigger: Trigger, way: str, kinds: tuple[Kind, ...]) -> bool:
        """Whether the text fills a way with a phrase of its own: if that cannot be read, nothing is understood."""
        if way == "object":
            return any(self._named_thing(o) for o in self.functions.heads(trigger, way))
        if way in ("capital", "share"):
            return self.capital.strange(trigger)
        if way in ("raiser", "subject"):
            heads = [h for h in self.functions.heads(trigger, way) if h.i != trigger.token.i]  # "une série A … paraît"
            return any(self._unknown(h, kinds) for h in heads)
        head = self._complement(trigger, way)
        if head is None or self._referred(head) or head.lemma_.lower() in self.context.parts:
            return False
        context = self.context
        known = (*context.titles, *context.amounts, *context.percents, *context.dates)
        return head.pos_ in ("NOUN", "PROPN") and not any(s.start <= head.i < s.end for s in known)

    def _referred(self, head: Token) -> bool:
        """Whether a phrase is a mention, or the honorific or title before one ("M. X", "du patron X")."""
        return any(self.discourse.at(t.i) is not None for t in (head, *(c for c in head.children if c.dep_ in NAMING)))

    def _finances(self, found: Found, way: str) -> bool:
        """Whether a pronoun or description seems to stand for a fund or a newspaper as the one who raises money, or a
        fund is only the subject around a round ("X signe le plus gros chèque du tour")."""
        if way in ("raiser", "support") and self.context.funds.issuperset(str(f) for f in found.fillers):
            return True
        financiers = self.context.financiers - {self.discourse.main_organization()}
        return not self.context.named(found) and financiers.issuperset(str(f) for f in found.fillers)

    def _named_thing(self, head: Token) -> bool:
        """Whether the head of an object is a noun, values and words of shares aside ("garde 48 % du capital")."""
        values = (*self.context.percents, *self.context.amounts)
        share = head.lemma_.lower() in self.context.shares or any(s.start <= head.i < s.end for s in values)
        return head.pos_ in ("NOUN", "PROPN") and not share

    def _unknown(self, head: Token, kinds: tuple[Kind, ...]) -> bool:
        """Whether a phrase names or introduces somebody of whom nothing is known: "Zyx lève", "une start-up lève"; also
        a company taken for a person without any post."""
        reference = self.discourse.at(head.i)
        if reference is not None:
            posts = any(self.discourse.employers.get(e) for e in reference.entities)
            alone = reference.named and reference.kind not in kinds and " " not in self.doc[head.i].text
            return alone and not posts
        new = any(c.lower_ in self.context.indefinite for c in head.children)
        return head.pos_ == "PROPN" or (head.pos_ == "NOUN" and new)

    def _complement(self, trigger: Trigger, way: str) -> Token | None:
        """The head of the phrase that one of the way's prepositions opens right after the trigger or its value."""
        wanted = self.context.prepositions.get(way, frozenset())
        if not wanted or trigger.end >= len(self.doc):
            return None
        values = (*self.context.percents, *self.context.amounts)
        value = next((s for s in values if trigger.end <= s.start <= trigger.end + _LEAD), None)
        after = value.end if value is not None and value.end < len(self.doc) else trigger.end
        if self.doc[after].lower_ not in wanted and trigger.end != trigger.token.i + 1:
            return None
        opener = next((i for i in (trigger.end - 1, after) if self.doc[i].lower_ in wanted), None)
        if opener is None:
            return None
        head = self.doc[min(opener + 1, len(self.doc) - 1)]
        while head.i + 1 < len(self.doc) and head.pos_ in ("DET", "ADJ", "NUM"):
            head = self.doc[head.i + 1]
        return head

    # -- conditions ----------------------------------------------------------------------------------------------

    def has_object(self, trigger: Trigger, lemmas: Iterable[str]) -> bool:
        """Whether one of these nouns stands by the trigger, as its object, complement or the noun it qualifies."""
        wanted = frozenset(lemmas)
        token = trigger.token
        back = _QUALIFIED if self.grammar.is_passive(token) else _HAVING
        low, high = max(sentence_start(token), token.i - back), min(sentence_end(token), trigger.end + _HAVING)
        if self.grammar.is_passive(token) and token.i == sentence_start(token):
            high = min(sentence_end(token), trigger.end + _QUALIFIED)  # "Mené par X et Y, le tour …"
        if "(" in self.doc.span(trigger.end, high).text:  # "la présence du fonds X (28 %) au capital"
            high = min(sentence_end(token), high + _HAVING)
        near = (*self.doc[low:high], *token.subtree)
        part = next((t.i for t in near if t.i > token.i and t.lower_ in self.context.parting), len(self.doc))
        near = tuple(t for t in near if t.i < part)  # "lève 12 millions, dont 4 de dette"
        return any(t.lemma_.lower() in wanted or t.lower_ in wanted or wanted & _words(t) for t in near)

    def in_context(self, trigger: Trigger, lemmas: Iterable[str]) -> bool:
        """Whether the article has one of these words or phrases, the trigger itself aside."""
        own = range(trigger.token.i, trigger.end)
        return any(i not in own for w in lemmas for i in self.context.places(w))

    def lately(self, trigger: Trigger, lemmas: Iterable[str]) -> bool:
        """Whether the sentence or the one before has one of these words or phrases, the trigger itself aside."""
        token = trigger.token
        start, end = sentence_start(token), sentence_end(token)
        start = sentence_start(self.doc[start - 1]) if start else start
        own = range(token.i, trigger.end)
        return any(start <= i < end and i not in own for w in lemmas for i in self.context.places(w))

    def governed(self, trigger: Trigger, verbs: Iterable[str]) -> bool:
        """Whether one of these verbs governs an event noun, or its participle qualifies it ("mandat échu en juin")."""
        wanted = frozenset(verbs)
        token = trigger.token
        acting = [t for t in token.children if t.dep_ == "acl" and "Part" in t.morph.get("VerbForm", [])]
        before = self.doc[max(sentence_start(token), token.i - _HAVING) : token.i]
        near = any(t.lemma_.lower() in wanted for t in (*acting, *before))
        return near or self.governor(trigger, verbs).i != token.i

    def governor(self, trigger: Trigger, verbs: Iterable[str]) -> Token:
        """The verb of these that governs an event noun, else the noun."""
        wanted = frozenset(verbs)
        chain = [t for t in trigger.token.ancestors if t.pos_ in ("VERB", "AUX")][:2]
        return next((t for t in chain if t.lemma_.lower() in wanted), trigger.token)


def _words(token: Token) -> frozenset[str]:
    """The words of a name that begins with a common noun: "conseil de prud'hommes de Paris", one token."""
    common = token.ent_type_ and token.text[:1].islower()
    return frozenset(token.lower_.replace("’", "'").split()) if common else frozenset()
