"""The roles of one trigger filled from the text: entities, values, titles and courts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ontograph import layers
from ontograph.frames.arguments import ArgumentFinder
from ontograph.frames.found import MONEY, MOVES, ROLE_KINDS, Found
from ontograph.frames.likewise import Likewise
from ontograph.frames.topics import Topics
from ontograph.frames.triggers import Trigger
from ontograph.model import CORE_ROLES, Claim
from ontograph.tokens import Span, Tokens

_ANY_POST = "Head"
"""The role class of functions that do not say which ("la direction")."""
_LEAVER = 80
"""Tokens after which somebody who left is no longer the one that "sa place" or "lui" means."""


class Filling:
    """Fills the roles of the triggers of one Doc; learns from what was claimed before."""

    def __init__(self, doc: Tokens, finder: ArgumentFinder, topics: Topics, secondary: Iterable[str]) -> None:
        self.doc, self.finder, self.topics = doc, finder, topics
        self.values = finder.values
        self.likewise = Likewise(finder.context, finder.phrases)
        self.secondary = frozenset(secondary)
        """Role classes that say less than a post ("fondateur")."""
        self.leaver: tuple[str, int] = ("", 0)
        """Who was last said to leave, and where."""
        self.used: set[int] = set()
        """Sums that some role already holds."""
        self.founders: dict[str, set[str]] = {}
        """People -> what the text calls them founders of."""
        for claim in layers.claims(doc):
            if claim.type == "Position" and claim.get("roleClass")[0] == "Founder":
                self.founders.setdefault(str(claim.get("person")[0]), set()).add(str(claim.get("organization")[0]))

    def learn(self, trigger: Trigger, claims: Iterable[Claim]) -> None:
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

    def fill(self, trigger: Trigger) -> dict[str, Found]:
        """Every role that the text fills, in the order of the frame: core roles keep others from their fillers."""
        if not self.valued(trigger):
            return {}
        entities = self.entities(trigger)
        if entities is None:
            return {}
        roles = {r: self.likewise.also(trigger, r, f) for r, f in entities.items()}
        taken = frozenset(str(f) for found in roles.values() for f in found.fillers)
        used: set[int] = set(self.used)
        for role, ways in trigger.frame.arguments.items():
            found: Found | None
            if role in MONEY:
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
                beside = frozenset(added.fillers)
                roles[role] = replace(roles[role].joined(added), beside=beside) if role in roles else added
                taken |= {str(f) for f in added.fillers}
        return self.founded(roles) if trigger.frame.fact == "Founding" else roles

    def valued(self, trigger: Trigger) -> bool:
        """Whether the text has the share or the sum that the fact needs, which is sooner seen than who takes part."""
        frame = trigger.frame
        needed = {*CORE_ROLES[frame.fact], *frame.requires}
        if "stake" in needed and self.values.percent(trigger, frame.arguments.get("stake", ())) is None:
            return False
        sums = frame.arguments.get("amount", ())
        return "amount" not in needed or self.values.amount(trigger, sums, set(self.used)) is not None

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
                    last = self.topics.last(trigger, role)
                    newcomers = frozenset(map(str, roles["successor"].fillers if "successor" in roles else ()))
                    found = self.finder.entities(trigger, kind, ways, barred, last, newcomers)
                    tried[key] = self.left(trigger, found, taken) if role == "predecessor" else found
                found = tried[key]
                if found is not None and role in trigger.frame.explicit and not self.finder.context.names(found):
                    found = None
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

    def court(self, trigger: Trigger) -> Found | None:
        """The court that a suit's passage names, as written."""
        span = self.finder.sequels.court(trigger.token, trigger.token.i + 1)
        return Found((span.text,), span.start, span.end) if span is not None else None

    def title(self, trigger: Trigger, ways: list[str], roles: dict[str, Found]) -> Found | None:
        """The title that an appointment or departure names."""
        person = roles.get("person")
        taking = frozenset(str(f) for role in roles if role not in MONEY for f in roles[role].fillers)
        span = self.values.title(trigger, ways, str(person.fillers[0]) if person else None, taking)
        if span is None or (trigger.frame.fact in MOVES and self.outranked(trigger, span)):
            return None
        return Found((span.text,), span.start, span.end, span)

    def outranked(self, trigger: Trigger, title: Span) -> bool:
        """Whether a title before a move says less than the function that its idiom names: "X, fondateur de Y, cède
        la présidence"."""
        post = self.values.post(trigger) if title.start < trigger.token.i else None
        return post is not None and (title.label_ in self.secondary or post.label_ != _ANY_POST)
