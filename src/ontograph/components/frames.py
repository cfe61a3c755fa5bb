"""Events: triggers and their arguments, read from frame files; each yields a claim with its certainty and date."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from spacy.language import Language
from spacy.tokens import Doc, Span

from ontograph import layers, resources
from ontograph.discourse import Discourse
from ontograph.factuality import Assessment, Factuality
from ontograph.frames.arguments import ArgumentFinder
from ontograph.frames.dating import Dating
from ontograph.frames.found import HELPERS, MOVES, ROLE_KINDS, Found
from ontograph.frames.frameset import Derived, FrameSet
from ontograph.frames.likewise import Likewise
from ontograph.frames.newsday import NewsDay
from ontograph.frames.topics import Topics, shared_role
from ontograph.frames.triggers import Trigger, TriggerMatcher
from ontograph.frames.understood import UNDERSTOOD
from ontograph.grammar import Grammar, sentence_end, sentence_start
from ontograph.model import CORE_ROLES, LIST_ROLES, Argument, Claim, Filler
from ontograph.model import Factuality as Certainty

_ANY_POST = "Head"
"""The role class of functions that do not say which ("la direction")."""
_OWN = ("FundingRound", "Valuation")
"""Facts of one organization each."""
_MONEY = ("amount", "valuation")
_ENTITLED = 2
"""Tokens between a title and the noun of its complement."""
_LEAVER = 80
"""Tokens after which somebody who left is no longer the one that "sa place" or "lui" means."""


class Frames:
    """Adds the claims of all event frames to `doc._.claims`."""

    def __init__(self, frameset: FrameSet, factuality: Factuality) -> None:
        layers.register()
        self.frameset, self.factuality = frameset, factuality
        self.matcher = TriggerMatcher(frameset)
        self.grammar = Grammar(frameset.words.grammar)

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        if len(doc):
            reader = _Reader(self, doc)
            layers.add_claims(doc, reader.newsday.dated(reader.claims()))
        return doc


class _Reader:
    """One article read for events."""

    def __init__(self, owner: Frames, doc: Doc) -> None:
        self.owner, self.doc, self.text = owner, doc, doc.text
        self.grammar = owner.grammar
        self.distributive = frozenset(owner.frameset.words.distributive)
        discourse = Discourse.of(doc)
        discourse.employ(layers.claims(doc))
        self.finder = ArgumentFinder(doc, owner.grammar, owner.frameset.words, discourse)
        self.values = self.finder.values
        self.likewise = Likewise(self.finder.context, self.finder.phrases)
        self.dating = Dating(doc, owner.grammar, owner.frameset.words)
        self.newsday = NewsDay(doc, self.dating, frozenset(owner.frameset.words.recent))
        self.posts = {
            (c.get("person")[0], c.get("organization")[0]): str(c.get("roleClass")[0])
            for c in reversed(layers.claims(doc))
            if c.type == "Position" and c.get("roleClass")[0] not in owner.frameset.words.secondary
        }
        """Person and organization -> the post first given."""
        self.topics = Topics(self.finder.context)
        self.leaver: tuple[str, int] = ("", 0)
        """Who was last said to leave, and where."""
        self.used: set[int] = set()
        """Sums that some role already holds."""
        self.founders: dict[str, set[str]] = {}
        """People -> what the text calls them founders of."""
        for claim in layers.claims(doc):
            if claim.type == "Position" and claim.get("roleClass")[0] == "Founder":
                self.founders.setdefault(str(claim.get("person")[0]), set()).add(str(claim.get("organization")[0]))

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
                self.learn(trigger, found)
                yield from found

    def learn(self, trigger: Trigger, claims: list[Claim]) -> None:
        """Who leaves, and whose organization one is from now on for having founded or joined it."""
        for claim in claims:
            people = [str(f) for f in (*claim.get("person"), *claim.get("founder"))]
            if claim.type == "Departure" and people:
                self.leaver = (people[0], trigger.token.i)
                left = [str(f) for f in claim.get("organization")]
                self.finder.discourse.left |= dict.fromkeys(people, left[0]) if left else {}
            if claim.type in ("Appointment", "Founding") and claim.factuality == "certain":
                joined = [str(f) for f in claim.get("organization")]
                self.finder.discourse.join(people, joined)
                if claim.type == "Appointment" and joined:
                    step = (joined[0], trigger.token.i, claim.date)
                    self.finder.discourse.joined |= dict.fromkeys(people, step)

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
        if not self.fits(trigger):
            return
        if frame.follows is not None and not self.topics.follows(trigger, frame.follows):
            return
        roles = self.fill(trigger)
        needed = {*CORE_ROLES[frame.fact], *frame.requires}
        if any(not roles[r].fillers if r in roles else True for r in needed - {"party"}):
            self.open(trigger)
            return
        if "party" in needed and len(self._parties(roles)) < 2:
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
        constants = {**self.inherited(roles, "predecessor"), **self.post(trigger, roles), **frame.constants}
        if frame.fact == "Investment":
            roles = self.shared(trigger, roles)
        yield from self.assemble(trigger, frame.fact, roles, constants, assessment)
        changed = self.values.changed(roles["amount"]) if frame.fact == "Valuation" else None
        if changed is not None:
            yield from self.assemble(trigger, frame.fact, {**roles, "amount": changed}, constants, assessment)
        for elided in self.elided(trigger, roles):
            yield from self.assemble(trigger, frame.fact, elided, dict(frame.constants), assessment)
        for gapped, remnant in self.likewise.gapped(trigger, roles):
            for claim in self.assemble(trigger, frame.fact, gapped, dict(frame.constants), assessment):
                yield replace(claim, date=self.dating.within(remnant))
        for next_one, remnant in self.likewise.objects(trigger, roles):
            for claim in self.assemble(trigger, frame.fact, next_one, constants, assessment):
                yield replace(claim, date=self.dating.within(remnant) or claim.date)
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
        if frame.tensed and self.grammar.is_participle(token):
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
        mapped = {new: roles[old] for new, old in derived.roles.items() if old in roles}
        if all(r in mapped for r in (*CORE_ROLES[derived.fact], *derived.requires)):
            follows = derived.roles.get("person") == "successor"
            passed_on = {**self.inherited(roles, "person"), **self.post(trigger, roles)} if follows else {}
            constants = {**derived.constants, **passed_on}
            yield from self.assemble(trigger, derived.fact, mapped, constants, assessment)

    def inherited(self, roles: dict[str, Found], holder: str) -> dict[str, str]:
        """The role class that a successor takes over from the holder of the post, where the text has given it."""
        if holder not in roles or "organization" not in roles or "title" in roles:
            return {}
        post = self.posts.get((roles[holder].fillers[0], roles["organization"].fillers[0]))
        return {"roleClass": post} if post else {}

    def post(self, trigger: Trigger, roles: dict[str, Found]) -> dict[str, str]:
        """The role class of the function that a move names ("hérite de la présidence"), where it names no title."""
        if trigger.frame.fact not in MOVES or "title" in roles:
            return {}
        span = self.finder.values.post(trigger)
        return {"roleClass": span.label_} if span is not None else {}

    def _parties(self, roles: dict[str, Found]) -> tuple[Filler, ...]:
        return tuple(dict.fromkeys(f for r in ("party", "party2") if r in roles for f in roles[r].fillers))

    # -- filling -------------------------------------------------------------------------------------------------

    def fill(self, trigger: Trigger) -> dict[str, Found]:
        """Every role that the text fills, in the order of the frame: core roles keep others from their fillers."""
        entities = self.entities(trigger)
        if entities is None:
            return {}
        roles = {r: self.likewise.also(trigger, r, f) for r, f in entities.items()}
        taken = frozenset(str(f) for found in roles.values() for f in found.fillers)
        used: set[int] = set(self.used)
        for role, ways in trigger.frame.arguments.items():
            found: Found | None
            if role in _MONEY:
                found = self.values.amount(trigger, ways, used, roles.get("amount"))
            elif role == "stake":
                found = self.values.percent(trigger, ways)
            elif role == "series":
                found = self.values.series(trigger)
            elif role == "title":
                found = self.title(trigger, ways, roles)
            elif role == "court":
                found = self.court(trigger)
            else:
                continue
            if found is not None:
                roles[role] = found
        roles = {role: roles[role] for role in trigger.frame.arguments if role in roles}
        for role, ways in trigger.frame.more.items():
            added = self.finder.more(trigger, role, ways, taken)
            if role == "founder" and role not in roles and added is not None and not self.people(added):
                continue  # "lancé avec la société A", by whom is not read: a partner rather than a founder
            if added is not None:
                roles[role] = roles[role].joined(added) if role in roles else added
                taken |= {str(f) for f in added.fillers}
        return self.founded(roles) if trigger.frame.fact == "Founding" else roles

    def entities(self, trigger: Trigger) -> dict[str, Found] | None:
        """The people and organizations of a trigger's roles; None where one that its fact needs stays empty. Names come
        first: what a pronoun or description stands for is none of those that the same passage names in another role
        ("il détient 49 % d'OpenAI")."""
        roles: dict[str, Found] = {}
        taken: frozenset[str] = frozenset()
        tried: dict[tuple[str, frozenset[str]], Found | None] = {}
        needed = {*CORE_ROLES[trigger.frame.fact], *trigger.frame.requires} - {"party", *trigger.frame.more}
        for named in (True, False):
            for role, ways in trigger.frame.arguments.items():
                kind = "party" if role == "party2" else role
                if kind not in ROLE_KINDS or role in roles:
                    continue
                barred = taken if named or role != "investor" else taken | self.told_of(trigger, roles)
                key = role, barred
                if key not in tried:
                    found = self.finder.entities(trigger, kind, ways, barred, self.topics.last(trigger, role))
                    tried[key] = self.left(trigger, found, taken) if role == "predecessor" else found
                found = tried[key]
                if found is None and not named and role in needed:
                    return None
                if found is not None and (not named or self.finder.context.named(found)):
                    roles[role] = found
                    taken |= {str(f) for f in found.fillers}
            if named:
                taken |= self.named_further(trigger, taken)
        return roles

    def told_of(self, trigger: Trigger, roles: dict[str, Found]) -> frozenset[str]:
        """Whom a description of who pays is not: the organization whose round is told, where the clause names no other
        ("X entre au capital de Y. Le groupe verse 3 M€")."""
        left_out = "organization" not in roles and "previous" in trigger.frame.arguments.get("organization", ())
        organization = self.topics.last(trigger, "organization") if left_out else None
        return frozenset((organization,)) if organization else frozenset()

    def founded(self, roles: dict[str, Found]) -> dict[str, Found]:
        """The roles of a founding: where only a pronoun or description says what somebody founded, it is that of which
        the text calls them the founder."""
        organization, people = roles.get("organization"), roles.get("founder", Found(())).fillers
        known = {o for p in people for o in self.founders.get(str(p), ())}
        if organization is None or len(known) != 1 or self.finder.context.names(organization):
            return roles
        return {**roles, "organization": replace(organization, fillers=(known.pop(),))}

    def named_further(self, trigger: Trigger, taken: frozenset[str]) -> frozenset[str]:
        """Whom the passage names in the further roles: "la société lève 3 M€ auprès de X" has X for an investor, and
        the company is another."""
        added = [self.finder.more(trigger, role, ways, taken) for role, ways in trigger.frame.more.items()]
        named = [found for found in added if found is not None and self.finder.context.named(found)]
        return frozenset(str(f) for found in named for f in found.fillers)

    def left(self, trigger: Trigger, found: Found | None, taken: frozenset[str]) -> Found | None:
        """A predecessor that only a pronoun or possessive names is whom the text has just seen leave."""
        person, index = self.leaver
        named = found is None or found.start is None or self.finder.discourse.at(found.start) is not None
        recent = 0 < trigger.token.i - index <= _LEAVER and person not in taken
        return found if named or found is None or not person or not recent else Found((person,), found.start, found.end)

    def people(self, found: Found) -> bool:
        """Whether all fillers are people."""
        known = layers.entities(self.doc)
        return all(known[str(f)].kind == "Person" for f in found.fillers)

    def elided(self, trigger: Trigger, roles: dict[str, Found]) -> Iterator[dict[str, Found]]:
        """ "A apporte 20 millions, B 5 millions et C 2": more subjects with their values after the claim's own."""
        yield from self.further(roles)
        order = sorted(roles, key=lambda r: r != "investor")
        who = next((r for r in order if r in ROLE_KINDS), None)
        what = next((r for r in ("amount", "stake") if r in roles and roles[r].start is not None), None)
        if who is None or what is None or roles[who].start is None:
            return
        at = max(roles[what].end or 0, self.past(roles["organization"]) if "organization" in roles else 0)
        spans = self.values.percents if what == "stake" else self.values.amounts
        if (roles[what].end or 0) <= trigger.token.i:
            return
        if trigger.frame.fact == "Investment" and "investor" in roles:
            at_holder = max(at, roles["investor"].end or 0)
            for holder, value in self.finder.pairs.values_first(at_holder, spans, ROLE_KINDS["investor"]):
                self.used.add(value.start)
                yield {**roles, "investor": holder, what: self.values.value(value, what)}
        listed = (roles[who].end or 0) <= (roles[what].start or 0)  # "le capital de X : A 45 %, B 25 %"
        if (roles[who].end or 0) > trigger.token.i and not listed:
            return
        for subject, value in self.finder.pairs.names_first(at, spans, ROLE_KINDS[who]):
            self.used.add(value.start)
            yield {**roles, who: subject, what: self.values.value(value, what)}

    def past(self, found: Found) -> int:
        """The token after a phrase and the name that it introduces: "la coentreprise X"."""
        end = found.end or 0
        reference = self.finder.discourse.at(end, "Organization") if 0 < end < len(self.doc) else None
        same = reference is not None and found.fillers == tuple(reference.entities)
        return reference.end if reference is not None and same else end

    def further(self, roles: dict[str, Found]) -> Iterator[dict[str, Found]]:
        """ "A détient 14 % de B et 20 % de C": more organizations with their values."""
        what = next((r for r in ("stake", "amount") if r in roles and roles[r].start is not None), None)
        if what is None or "investor" not in roles or roles.get("organization", Found(())).start is None:
            return
        at = max(roles[what].end or 0, self.past(roles["organization"]))
        spans = self.values.percents if what == "stake" else self.values.amounts
        for value, organization in self.finder.pairs.wholes_after(at, spans):
            self.used.add(value.start)
            yield {**roles, "organization": organization, what: self.values.value(value, what)}

    def court(self, trigger: Trigger) -> Found | None:
        """The court that a suit's passage names, as written."""
        span = self.finder.sequels.court(trigger.token, trigger.token.i + 1)
        return Found((span.text,), span.start, span.end) if span is not None else None

    def title(self, trigger: Trigger, ways: list[str], roles: dict[str, Found]) -> Found | None:
        """The title that an appointment or departure names."""
        person = roles.get("person")
        span = self.values.title(trigger, ways, str(person.fillers[0]) if person else None)
        if span is None or (trigger.frame.fact in MOVES and self.outranked(trigger, span)):
            return None
        return Found((span.text,), span.start, span.end, span)

    def outranked(self, trigger: Trigger, title: Span) -> bool:
        """Whether a title before a move says less than the function that its idiom names: "X, fondateur de Y, cède
        la présidence"."""
        post = self.values.post(trigger) if title.start < trigger.token.i else None
        secondary = self.owner.frameset.words.secondary
        return post is not None and (title.label_ in secondary or post.label_ != _ANY_POST)

    # -- assembling ----------------------------------------------------------------------------------------------

    def assemble(
        self, trigger: Trigger, fact: str, roles: dict[str, Found], constants: dict[str, str], assessment: Assessment
    ) -> Iterator[Claim]:
        """One claim for each combination of single-valued core roles."""
        core = [r for r in CORE_ROLES[fact] if r in roles and r in ROLE_KINDS and r not in LIST_ROLES]
        start, end = self.passage(trigger, roles)
        frame = trigger.frame
        pairs = self.pairs(trigger, roles)
        if pairs:
            for pair in pairs:
                yield from self.assemble(trigger, fact, {**roles, **pair}, constants, assessment)
            return
        for choice in product(*(roles[r].fillers for r in core)):
            arguments = [Argument(r, (f,)) for r, f in zip(core, choice, strict=True)]
            if len({str(f) for f in choice}) < len(choice):
                continue
            arguments += self.others(
                fact, self.titled(trigger, self.owned(roles, core, choice), next(iter(choice), "")), core
            )
            arguments += [Argument(r, (v,)) for r, v in constants.items() if r not in roles]
            factuality: Certainty = assessment.factuality
            if frame.factuality == "possible" and factuality == "planned":
                factuality = "possible"
            elif frame.factuality and factuality == "certain":
                factuality = frame.factuality  # type: ignore[assignment]
            date = None if frame.undated else self.dating.date(trigger.token)
            if fact in MOVES and factuality == "certain" and self.lies_ahead(date):
                factuality = "planned"
            for r in _MONEY:
                if r in roles and (span_start := roles[r].start) is not None:
                    self.used.add(span_start)
            claim = Claim(
                type=fact,
                arguments=tuple(sorted(arguments, key=lambda a: a.role)),
                factuality=factuality,
                start=start,
                end=end,
                quote=self.text[start:end],
                rule=frame.id,
                date=date,
                attributed_to=assessment.attributed_to,
                confidence=frame.confidence,
            )
            yield self.newsday.note(claim, trigger.token)

    def lies_ahead(self, date: str | None) -> bool:
        """Whether a date comes after the day of publication."""
        published = self.doc._.published
        return bool(date and published and len(date) <= len(published) and date > published[: len(date)])

    def distributes(self, found: Found) -> bool:
        """Whether "respectivement" gives each of several its own, in the sentence that names them."""
        if found.start is None:
            return False
        token = self.doc[found.start]
        return any(t.lower_ in self.distributive for t in self.doc[sentence_start(token) : sentence_end(token)])

    def pairs(self, trigger: Trigger, roles: dict[str, Found]) -> list[dict[str, Found]]:
        """ "A et B ont respectivement signé avec C et D": the n-th of one goes with the n-th of the other."""
        low, high = sentence_start(trigger.token), sentence_end(trigger.token)
        if not any(t.lower_ in self.distributive for t in self.doc[low:high]):
            return self.bilateral(roles)
        many = [r for r in roles if r in (*ROLE_KINDS, "party2") and len(roles[r].fillers) > 1]
        if len(many) != 2 or len({len(roles[r].fillers) for r in many}) > 1:
            return []
        return [
            {r: Found((roles[r].fillers[n],), roles[r].start, roles[r].end) for r in many}
            for n in range(len(roles[many[0]].fillers))
        ]

    def bilateral(self, roles: dict[str, Found]) -> list[dict[str, Found]]:
        """ "A a signé avec B, C et D": one deal with each, for nothing says that B, C and D agreed with each other."""
        if "party" not in roles or "party2" not in roles:
            return []
        one, other = roles["party"], roles["party2"]
        if len(one.fillers) == len(other.fillers) == 1:
            return []
        return [
            {"party": Found((a,), one.start, one.end), "party2": Found((b,), other.start, other.end)}
            for a, b in product(one.fillers, other.fillers)
            if a != b
        ]

    def shared(self, trigger: Trigger, roles: dict[str, Found]) -> dict[str, Found]:
        """The roles, with what several investors hold in equal parts: "détenu à parts égales par A et B"."""
        number = len(roles["investor"].fillers) if "investor" in roles else 0
        if number < 2 or "stake" in roles or not self.values.equal(trigger):
            return roles
        return {**roles, "stake": Found((f"{100 / number:.4g}",))}

    def owned(self, roles: dict[str, Found], core: list[str], choice: tuple[Filler, ...]) -> dict[str, Found]:
        """The roles of one member of an enumeration, with the value in its own bracket ("A (28 %), B (9 %)")."""
        found = dict(roles)
        for role, filler in zip(core, choice, strict=True):
            many = len(roles[role].fillers) > 1
            for what, spans in (("stake", self.values.percents), ("amount", self.values.amounts)):
                if many or (what not in roles and role == "investor"):
                    value = self.values.own(str(filler), roles[role], spans)
                    if value is None and what in roles and self.distributes(roles[role]):
                        value = self.values.nth(roles[role].fillers.index(filler), roles[role], spans)
                    if value is not None:
                        found[what] = self.values.value(value, what)
        return found

    def titled(self, trigger: Trigger, roles: dict[str, Found], who: Filler) -> dict[str, Found]:
        """The roles for one of several people: each has a title of their own, or the one that is said of all."""
        several = len(roles["person"].fillers) > 1 if "person" in roles and "title" in roles else False
        ways = trigger.frame.arguments.get("title", [])
        span = self.values.title(trigger, ways, str(who)) if several else None
        shared = roles["title"].title if several else None
        if not several or (shared is not None and self.finder.discourse.at(shared.start, "Person") is None):
            return roles
        rest = {r: f for r, f in roles.items() if r != "title"}
        return rest if span is None else {**rest, "title": Found((span.text,), span.start, span.end, span)}

    def others(self, fact: str, roles: dict[str, Found], core: list[str]) -> list[Argument]:
        """Arguments that need no expansion."""
        found: list[Argument] = []
        for role, filled in roles.items():
            if role in core or role in HELPERS:
                continue
            if role == "title" and filled.title is not None:
                found += [Argument("title", (filled.title.text,)), Argument("roleClass", (filled.title.label_,))]
            elif role == "party":
                found.append(Argument("party", self._parties(roles)))
            else:
                found.append(Argument(role, filled.fillers))
        return found

    def passage(self, trigger: Trigger, roles: dict[str, Found]) -> tuple[int, int]:
        """Character offsets of the passage: the trigger and its expressed arguments, within the sentence."""
        low, high = sentence_start(trigger.token), sentence_end(trigger.token)
        start, end = trigger.token.i, trigger.end
        for found in roles.values():
            if found.start is not None and found.end is not None and low <= found.start and found.end <= high:
                start, end = min(start, found.start), max(end, found.end)
        while end > start and self.doc[end - 1].is_space:
            end -= 1
        span: Span = self.doc[start:end]
        return span.start_char, span.end_char


@Language.factory("ontograph_frames", default_config={"data": "fr_press/frames", "cues": "fr_press/cues.yml"})
def make_frames(nlp: Language, name: str, data: str, cues: str) -> Frames:
    """Build the component; `data` names the folder of frame files, `cues` the file of certainty cues."""
    return Frames(FrameSet.load(data), Factuality.load(resources.data_path(cues)))
