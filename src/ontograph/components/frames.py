"""Events: triggers and their arguments, read from frame files; each yields a claim with its certainty and date."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from ontograph import layers, resources, tokens
from ontograph.discourse import Discourse
from ontograph.factuality import Assessment, Factuality
from ontograph.frames.arguments import ArgumentFinder
from ontograph.frames.assembly import Assembly
from ontograph.frames.filling import Filling
from ontograph.frames.found import MOVES, Found, parties
from ontograph.frames.frameset import Derived, FrameSet
from ontograph.frames.further import Further
from ontograph.frames.ledgers import Ledgers
from ontograph.frames.majorities import takeover
from ontograph.frames.topics import Topics, shared_role
from ontograph.frames.triggers import Trigger, TriggerMatcher
from ontograph.frames.understood import UNDERSTOOD
from ontograph.grammar import Grammar
from ontograph.model import CORE_ROLES, Claim
from ontograph.tokens import Tokens

_OWN = ("FundingRound", "Valuation")
"""Facts of one organization each."""
_ENTITLED = 2
"""Tokens between a title and the noun of its complement."""


class Frames:
    """Adds the claims of all event frames to `doc._.claims`."""

    def __init__(self, frameset: FrameSet, factuality: Factuality) -> None:
        layers.register()
        self.frameset, self.factuality = frameset, factuality
        self.matcher = TriggerMatcher(frameset)
        self.grammar = Grammar(frameset.words.grammar)

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        if layers.idle(doc):
            return doc
        if len(doc):
            reader = _Reader(self, tokens.of(doc))
            told = reader.assembly.newsday.dated(reader.claims())
            layers.add_claims(doc, reader.ledgers.claims(told))
        return doc


class _Reader:
    """One article read for events."""

    def __init__(self, owner: Frames, doc: Tokens) -> None:
        self.owner, self.doc = owner, doc
        self.grammar, words = owner.grammar, owner.frameset.words
        discourse = Discourse.of(doc)
        discourse.employ(layers.claims(doc))
        self.finder = ArgumentFinder(doc, owner.grammar, words, discourse)
        self.topics = Topics(self.finder.context)
        self.filling = Filling(doc, self.finder, self.topics, words.secondary)
        self.assembly = Assembly(doc, self.finder, words, self.filling.used)
        self.further = Further(self.finder, self.filling.used)
        self.ledgers = Ledgers(self.finder, self.assembly.dating)
        self.posts = {
            (c.get("person")[0], c.get("organization")[0]): str(c.get("roleClass")[0])
            for c in reversed(layers.claims(doc))
            if c.type == "Position" and c.get("roleClass")[0] not in words.secondary
        }
        """Person and organization -> the post first given."""

    def claims(self) -> Iterator[Claim]:
        """All claims in the order of their triggers."""
        told: set[tuple[int, str]] = set()
        covered: dict[int, int] = {}
        for trigger in self.owner.matcher(self.doc):
            key = (trigger.token.i, trigger.frame.fact)
            if key in told or covered.get(trigger.token.i, 0) > trigger.words:
                continue
            found = list(self.read(trigger))
            if found:
                told.add(key)
                for index in range(trigger.token.i, trigger.end):
                    covered[index] = max(covered.get(index, 0), trigger.words)
                self.filling.learn(trigger, found)
                yield from found

    def read(self, trigger: Trigger) -> Iterator[Claim]:
        """The claims of one trigger; none where a role that the fact needs stays empty."""
        frame = trigger.frame
        if frame.having and not self.finder.has_object(trigger, frame.having):
            return
        if frame.lacking and self.finder.has_object(trigger, frame.lacking):
            return
        if frame.governors and not self.finder.governed(trigger, frame.governors):
            return
        if frame.context and not self.finder.in_context(trigger, frame.context):
            return
        if frame.lately and not self.finder.lately(trigger, frame.lately):
            return
        if not self.fits(trigger):
            return
        if frame.follows is not None and not self.topics.follows(trigger, frame.follows):
            return
        roles = self.filling.fill(trigger)
        needed = {*CORE_ROLES[frame.fact], *frame.requires}
        if any(not roles[r].fillers if r in roles else True for r in needed - {"party"}):
            self.open(trigger)
            return
        if "party" in needed and len(parties(roles)) < 2:
            return
        if frame.fact in _OWN and len(roles["organization"].fillers) > 1:
            return  # "ils valent 3 milliards": together, or each?
        told = self.finder.governor(trigger, frame.governors) if frame.denied else trigger.token
        assessment = self.owner.factuality.assess(self.doc, told.i)
        if frame.stands and assessment.factuality == "negated" and self.finder.context.known(trigger.token):
            assessment = replace(assessment, factuality="certain")
        if frame.denied:
            if assessment.factuality != "negated":
                return
            assessment = replace(assessment, factuality=frame.denied)
        if frame.follows is not None and frame.factuality != "negated":
            assessment = replace(assessment, factuality=self.topics.no_stronger(trigger, assessment.factuality))
        self.topics.tell(trigger, roles, assessment.factuality)
        if paired := self.assembly.successions(trigger, roles):
            for pair in paired:
                yield from self.told(trigger, pair, assessment)
            return
        yield from self.told(trigger, roles, assessment)

    def told(self, trigger: Trigger, roles: dict[str, Found], assessment: Assessment) -> Iterator[Claim]:
        """The claims of a trigger with its roles filled."""
        frame = trigger.frame
        constants = {**self.inherited(roles, "predecessor"), **self.post(trigger, roles), **frame.constants}
        if frame.fact == "Investment":
            roles = self.assembly.shared(trigger, roles)
        for claim in self.assembly.assemble(trigger, frame.fact, roles, constants, assessment):
            yield claim
            if frame.majority:
                yield from takeover(claim)
        changed = self.finder.values.changed(roles["amount"]) if frame.fact == "Valuation" else None
        if changed is not None:
            yield from self.assembly.assemble(trigger, frame.fact, {**roles, "amount": changed}, constants, assessment)
        for elided in self.further.elided(trigger, roles):
            yield from self.assembly.assemble(trigger, frame.fact, elided, dict(frame.constants), assessment)
        for gapped, remnant in self.filling.likewise.gapped(trigger, roles):
            for claim in self.assembly.assemble(trigger, frame.fact, gapped, dict(frame.constants), assessment):
                yield replace(claim, date=self.assembly.dating.within(remnant))
        likewise = self.filling.likewise
        for next_one, remnant in (*likewise.objects(trigger, roles), *likewise.agents(trigger, roles)):
            for claim in self.assembly.assemble(trigger, frame.fact, next_one, constants, assessment):
                yield replace(claim, date=self.assembly.dating.within(remnant) or claim.date)
        for derived in frame.also:
            yield from self.derive(trigger, derived, roles, assessment)

    def open(self, trigger: Trigger) -> None:
        """What a passage without its other side is about, for the next to say whose side that is."""
        role = shared_role({**trigger.frame.arguments}) if trigger.frame.opens else None
        if role is not None:
            ways = [w for w in trigger.frame.arguments[role] if w not in UNDERSTOOD]
            found = self.finder.entities(trigger, role, ways, frozenset(), None)
            if found is not None and len(found.fillers) == 1:
                self.topics.open(trigger, str(found.fillers[0]))

    def fits(self, trigger: Trigger) -> bool:
        """Whether the trigger has the tense and the clause that its frame asks for."""
        token, frame = trigger.token, trigger.frame
        if frame.capital and frame.nouns and self.entitled(token.i):
            return False
        if (frame.tensed and self.grammar.is_participle(token)) or (frame.active and self.grammar.is_passive(token)):
            return False
        if frame.future and not any("Fut" in t.morph.get("Tense", []) for t in (token, *token.children)):
            return False
        if not frame.unless or self.grammar.is_passive(token):
            return True
        return not any(t.lower_ in frame.unless for t in self.doc[token.i + 1 : self.grammar.clause_end(token)])

    def entitled(self, index: int) -> bool:
        """Whether a noun belongs to the title before it: "vice-président chargé des investissements chez X"."""
        if not index or self.doc[index - 1].lower_ not in self.finder.context.prepositions["de"]:
            return False
        return any(t.start < index <= t.end + _ENTITLED for t in self.finder.context.titles)

    def derive(
        self, trigger: Trigger, derived: Derived, roles: dict[str, Found], assessment: Assessment
    ) -> Iterator[Claim]:
        """A second fact of the same passage."""
        unsure = derived.explicit if assessment.factuality != "certain" else []
        if any(r in roles and not self.finder.context.names(roles[r]) for r in unsure):
            return
        mapped = {new: roles[old] for new, old in derived.roles.items() if old in roles}
        if all(r in mapped for r in (*CORE_ROLES[derived.fact], *derived.requires)):
            follows = derived.roles.get("person") == "successor"
            passed_on = {**self.inherited(roles, "person"), **self.post(trigger, roles)} if follows else {}
            constants = {**derived.constants, **passed_on}
            yield from self.assembly.assemble(trigger, derived.fact, mapped, constants, assessment)

    def inherited(self, roles: dict[str, Found], holder: str) -> dict[str, str]:
        """The role class that a successor takes over from the holder of the post, where the text has given it."""
        if holder not in roles or "organization" not in roles or "title" in roles or len(roles[holder].fillers) > 1:
            return {}
        post = self.posts.get((roles[holder].fillers[0], roles["organization"].fillers[0]))
        return {"roleClass": post} if post else {}

    def post(self, trigger: Trigger, roles: dict[str, Found]) -> dict[str, str]:
        """The role class of the function that a move names ("hérite de la présidence"), where it names no title."""
        if trigger.frame.fact not in MOVES or "title" in roles:
            return {}
        span = self.finder.values.post(trigger)
        return {"roleClass": span.label_} if span is not None else {}


@Language.factory("ontograph_frames", default_config={"data": "fr_press/frames", "cues": "fr_press/cues.yml"})
def make_frames(nlp: Language, name: str, data: str, cues: str) -> Frames:
    """Build the component; `data` names the folder of frame files, `cues` the file of certainty cues."""
    return Frames(FrameSet.load(data), Factuality.load(resources.data_path(cues)))
