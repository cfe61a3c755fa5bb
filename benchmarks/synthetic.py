"""Readings of articles that nobody wrote: people and firms of made-up names, and what many articles say of them.

Shaped after the readings of `training/press`: 18 claims, 24 people and organizations and 44 mentions an article; four
claims in ten are dated, one in twenty names a source, one person in thirty goes by a surname only. Few firms are in
most articles and most in few (Zipf), so some facts are told a thousand times and most once or twice. What a claim says
is at times vaguer than the fact, or wrong. The same size and seed give the same readings.
"""

from __future__ import annotations

import hashlib
import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate
from typing import Any

from ontograph.model import (
    AmountMention,
    Argument,
    Claim,
    DateMention,
    Filler,
    Kind,
    LocalEntity,
    Mention,
    Money,
    Reading,
)

CLAIMS_OF_AN_ARTICLE = 18
CLAIMS_OF_A_FIRM = 25
"""How many claims there are for each firm of the world."""
_FIRST_DAY, _DAYS = date(2015, 1, 1), 4000


def _words(text: str) -> list[str]:
    return text.split()


_GIVEN = _words(
    "Alice Amélie Anne Antoine Arnaud Benoît Camille Carole Cédric Claire Claude David Denis Élise Emma Éric Fabien "
    "Fanny Gérard Hélène Hugo Inès Jacques Jean Jeanne Julien Karim Laure Léa Louis Luc Marc Marie Mathieu Michel "
    "Nadia Nicolas Nora Olivier Pascal Paul Pierre Rachid Rémi Rose Sami Sarah Simon Sofia Sophie Thomas Vincent "
    "Xavier Yann Yves Zoé"
)
_WOMEN = frozenset(
    _words("Alice Amélie Anne Camille Carole Claire Élise Emma Fanny Hélène Inès Jeanne Laure Léa Marie")
)
_ONSETS = _words("B Br C Ch D F G Gr J L M N P R S T V")
_MIDDLES = _words("abr ald an ar el em er ev ib il in ir ol om or ul")
_ENDS = _words("ard at aud é el en et in ier is o on ot oy ux y")
_SUFFIXES = ["", "", "", " Capital", " SA", " Group", " Technologies", " Énergie", " Santé", " France"]
_SUBTYPES = [None, None, None, "Company", "Company", "InvestmentFirm", "PublicBody", "University", "MediaOutlet"]
_ROLES = {
    "CEO": "directeur général",
    "CFO": "directeur financier",
    "CTO": "directrice technique",
    "Chair": "présidente du conseil",
    "BoardMember": "membre du conseil",
    "Founder": "cofondateur",
    "VicePresident": "vice-président",
    "Researcher": "chercheuse",
}
_TYPES = {
    "Position": 40,
    "Departure": 13,
    "Investment": 13,
    "Appointment": 12,
    "Acquisition": 5,
    "Founding": 4,
    "Partnership": 4,
    "FundingRound": 4,
    "Lawsuit": 3,
    "LeaveOfAbsence": 1,
    "Valuation": 1,
}
_VERBS = {
    "Position": "est {role} de",
    "Departure": "a quitté",
    "Investment": "a investi {sum} dans",
    "Appointment": "rejoint comme {role}",
    "Acquisition": "rachète pour {sum}",
    "Founding": "a fondé",
    "Partnership": "s’allie à",
    "FundingRound": "mène le tour de table de {sum} de",
    "Lawsuit": "attaque en justice",
    "LeaveOfAbsence": "se met en retrait de",
    "Valuation": "valorise à {sum}",
}
_CERTAINTIES = {"certain": 88, "planned": 5, "possible": 4, "negated": 3}


@dataclass(frozen=True, slots=True)
class _Being:
    """A person or an organization of the world."""

    kind: Kind
    name: str
    subtype: str | None = None
    wikidata: str | None = None

    @property
    def short(self) -> str:
        """The surname, or the first word of a firm's name."""
        words = self.name.split()
        return words[-1] if self.kind == "Person" else words[0]


@dataclass(frozen=True, slots=True)
class _Event:
    """What is so in the world: one being does something to another."""

    type: str
    subject: _Being
    object: _Being
    role: str
    sum: Money
    day: date


@dataclass(slots=True)
class _Page:
    """An article while it is written."""

    ids: dict[_Being, str] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    amounts: list[AmountMention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    short: set[_Being] = field(default_factory=set)
    """Who goes by a surname only."""
    end: int = 0

    def name(self, who: _Being, start: int, text: str) -> None:
        """Mention somebody at a place."""
        local = self.ids.setdefault(who, f"e{len(self.ids) + 1}")
        self.mentions.append(Mention(start, start + len(text), text, who.kind, "name", (local,)))


def readings(claims: int, seed: int = 6) -> Iterator[Reading]:
    """Readings with about so many claims in all, in the order of their articles' ids."""
    chance = random.Random(seed)
    firms, crowd = _world(max(20, claims // CLAIMS_OF_A_FIRM), chance)
    fame = list(accumulate(1 / (rank + 10) ** 0.8 for rank in range(len(firms))))
    histories: dict[int, list[_Event]] = {}
    for number in range(-(-claims // CLAIMS_OF_AN_ARTICLE)):
        page = _Page()
        day = _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
        focus = [_ranked(fame, chance) for _ in range(2)]
        for rank in focus:
            if rank not in histories:
                histories[rank] = _history(rank, firms, crowd, fame, chance)
            events = histories[rank]
            for _ in range(CLAIMS_OF_AN_ARTICLE // 2):
                _tell(page, events[min(chance.randrange(len(events)) for _ in range(2))], chance)
        for _ in range(4):
            _pass(page, firms[_ranked(fame, chance)], chance)
            _pass(page, chance.choice(crowd), chance)
        yield _reading(number, day, page)


def _ranked(fame: Sequence[float], chance: random.Random) -> int:
    return bisect(fame, chance.random() * fame[-1])


def _world(size: int, chance: random.Random) -> tuple[list[_Being], list[_Being]]:
    """Firms, the most famous first, and people."""
    firms = []
    for rank in range(size):
        name = _word(chance) + chance.choice(_SUFFIXES)
        known = f"Q{1000 + rank}" if chance.random() < 0.1 else None
        firms.append(_Being("Organization", name, chance.choice(_SUBTYPES), known))
    people = [_Being("Person", f"{chance.choice(_GIVEN)} {_word(chance)}") for _ in range(2 * size)]
    return list(dict.fromkeys(firms)), list(dict.fromkeys(people))


def _word(chance: random.Random) -> str:
    return "".join(map(chance.choice, (_ONSETS, _MIDDLES, _MIDDLES, _ENDS)))


def _history(
    rank: int, firms: Sequence[_Being], crowd: Sequence[_Being], fame: Sequence[float], chance: random.Random
) -> list[_Event]:
    """What happens around a firm: more around a famous one."""
    firm, events = firms[rank], []
    staff = [chance.choice(crowd) for _ in range(4 + 400 // (rank + 10))]
    for type_ in chance.choices(list(_TYPES), list(_TYPES.values()), k=8 + len(firms) // (rank + 50)):
        by_people = type_ in ("Position", "Departure", "Appointment", "Founding", "LeaveOfAbsence")
        subject = chance.choice(staff) if by_people else firms[_ranked(fame, chance)]
        if subject is not firm:
            sum_ = Money(Decimal(chance.randrange(1, 500)) * 10 ** chance.choice((6, 6, 7, 8)), "EUR")
            day = _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
            events.append(_Event(type_, subject, firm, chance.choice(list(_ROLES)), sum_, day))
    return events or [_Event("Founding", staff[0], firm, "Founder", Money(Decimal(1)), _FIRST_DAY)]


def _tell(page: _Page, event: _Event, chance: random.Random) -> None:
    """A sentence that states the event, as the program would read it."""
    role = chance.choice(list(_ROLES)) if chance.random() < 0.03 else event.role
    words = _VERBS[event.type].format(role=_ROLES[role], sum=f"{event.sum.value:f} euros")
    start = page.end
    object_start = start + len(event.subject.name) + len(words) + 2
    quote = f"{event.subject.name} {words} {event.object.name}"
    short = chance.random() < 0.03 and event.subject.kind == "Person" and event.subject not in page.ids
    if short:
        page.short.add(event.subject)
    page.name(event.subject, start, event.subject.short if event.subject in page.short else event.subject.name)
    page.name(event.object, object_start, event.object.name)
    if chance.random() < 0.7:
        page.mentions.append(Mention(start, start + 2, "il", event.subject.kind, "pronoun", (page.ids[event.subject],)))
    end = start + len(quote)
    when = None
    if chance.random() < 0.4:
        day = event.day + timedelta(days=chance.randrange(400) if chance.random() < 0.01 else 0)
        when = day.isoformat()[: chance.choice((4, 7, 7, 10))]
        page.dates.append(DateMention(end + 1, end + 11, day.isoformat(), when))
    certainty = chance.choices(list(_CERTAINTIES), list(_CERTAINTIES.values()))[0]
    page.claims.append(
        Claim(
            type=event.type,
            arguments=_arguments(page, event, role, chance),
            factuality=certainty,  # type: ignore[arg-type]
            start=start,
            end=end,
            quote=quote,
            rule=f"{event.type.lower()}:{role.lower()}",
            date=when,
            status=chance.choice(("current", "former")) if event.type == "Position" else None,
            attributed_to="le quotidien" if chance.random() < 0.04 else None,
            confidence=round(0.5 + chance.random() / 2, 4),
        )
    )
    page.end = end + 2


def _arguments(page: _Page, event: _Event, role: str, chance: random.Random) -> tuple[Argument, ...]:
    subject, object_ = page.ids[event.subject], page.ids[event.object]
    exact = chance.random() < 0.6
    fillers: dict[str, tuple[Filler, ...]]
    match event.type:
        case "Position":
            fillers = {
                "organization": (object_,),
                "person": (subject,),
                "roleClass": (role,),
                "title": (_ROLES[role],),
            }
        case "Departure" | "Appointment":
            named: dict[str, Any] = {"roleClass": (role,), "title": (_ROLES[role],)} if exact else {}
            kind = {"kind": ("resignation" if exact else "unspecified",)} if event.type == "Departure" else {}
            fillers = {**kind, "organization": (object_,), "person": (subject,), **named}
        case "LeaveOfAbsence":
            fillers = {"organization": (object_,), "person": (subject,)}
        case "Founding":
            fillers = {"founder": (subject,), "organization": (object_,)}
        case "Acquisition":
            fillers = {"acquirer": (subject,), "target": (object_,), **({"amount": (event.sum,)} if exact else {})}
        case "Investment":
            fillers = {
                **({"amount": (event.sum,)} if exact else {}),
                "investor": (subject,),
                "organization": (object_,),
            }
        case "FundingRound":
            fillers = {
                "amount": (event.sum,),
                "organization": (object_,),
                **({"investor": (subject,)} if exact else {}),
            }
        case "Lawsuit":
            fillers = {"defendant": (object_,), "plaintiff": (subject,)}
        case "Partnership":
            fillers = {"party": (subject, object_)}
        case _:
            fillers = {"amount": (event.sum,), "organization": (object_,)}
    return tuple(Argument(role, fillers) for role, fillers in fillers.items())


def _pass(page: _Page, who: _Being, chance: random.Random) -> None:
    """Somebody is named beside what is told."""
    for _ in range(chance.randrange(1, 3)):
        page.name(who, page.end, who.name)
        page.end += len(who.name) + 1


def _reading(number: int, day: date, page: _Page) -> Reading:
    entities = tuple(
        LocalEntity(
            local,
            who.kind,
            who.short if who in page.short else who.name,
            who.subtype,
            who.wikidata,
            None if who.kind != "Person" else "f" if who.name.split()[0] in _WOMEN else "m",
            who.name if who.wikidata else None,
        )
        for who, local in page.ids.items()
    )
    name = f"{day.isoformat()}-article-{number:07}"
    return Reading(
        article=name,
        path=f"{day.year}/{name}.txt",
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        published=day.isoformat(),
        title=f"Les nouvelles du {day.isoformat()}, n° {number}",
        url=f"https://exemple.fr/{day.year}/{number}",
        publisher=f"Le Journal {number % 97}",
        entities=entities,
        mentions=tuple(page.mentions),
        dates=tuple(page.dates),
        amounts=tuple(page.amounts),
        claims=tuple(page.claims),
    )
