"""What of a reading makes the knowledge: the rest of it need not stay in memory until all are read."""

from __future__ import annotations

from dataclasses import replace
from sys import intern

from ontograph.model import LocalEntity, Mention, Reading
from ontograph.resolve.entities import NAME_FORMS


def lean(reading: Reading) -> Reading:
    """The reading without what `resolve` does not look at, a third of its room; only corrections look at all of it.

    Names stay, pronouns and descriptions go; dates stay where they may say when a post began. Words that come again
    and again are one object.
    """
    posts = [(claim.start, claim.end) for claim in reading.claims if claim.type == "Position"]
    return replace(
        reading,
        entities=tuple(map(_entity, reading.entities)),
        mentions=tuple(_mention(mention) for mention in reading.mentions if mention.form in NAME_FORMS),
        dates=tuple(date for date in reading.dates if any(a <= date.start and date.end <= b for a, b in posts)),
        amounts=(),
    )


def _entity(entity: LocalEntity) -> LocalEntity:
    return replace(entity, id=intern(entity.id), name=intern(entity.name))


def _mention(mention: Mention) -> Mention:
    return replace(mention, text=intern(mention.text), entities=tuple(map(intern, mention.entities)))
