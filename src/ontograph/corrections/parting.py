"""Splits: which mentions, documents or passages mean somebody else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ontograph.corrections import find
from ontograph.corrections.find import Missing
from ontograph.corrections.model import (
    EntityOperation,
    Result,
    Split,
)
from ontograph.corrections.plan import Passage, Plan, Scene, Verdict, plain
from ontograph.model import Reading
from ontograph.resolve.gathering import Local


def splits(
    operations: Sequence[Split], drafted: Plan, problems: dict[EntityOperation, Verdict]
) -> dict[tuple[str, str], list[Split]]:
    """Moves what each split moves; says which splits part which two nodes."""
    parted: dict[tuple[str, str], list[Split]] = defaultdict(list)
    wanted: dict[Local | Passage, dict[str, list[Split]]] = defaultdict(lambda: defaultdict(list))
    for split in operations:
        source = drafted.scene.directory.look_up(split.entity)
        if isinstance(source, Missing):
            problems[split] = ("not found", f"{source.reason}; nothing is split")
            continue
        target = _target(split, source, drafted)
        moved, missing = _moved(split, source, drafted.scene)
        if not moved:
            problems[split] = ("not found", f"{'; '.join(missing)}; nothing is split")
            continue
        for place in moved:
            wanted[place][target].append(split)
        parted[source, target].append(split)
        drafted.touched |= {source, target}
        result: Result = "partly applied" if missing else "applied"
        drafted.verdicts[split] = (result, "; ".join(missing))
    for place, targets in wanted.items():
        if len(targets) > 1:
            rivals = [split for found in targets.values() for split in found]
            for split in rivals:
                problems[split] = ("ignored", f"{drafted.scene.line(rivals)} contradict each other; nothing is split")
        elif isinstance(place, Passage):
            drafted.passages[place] = next(iter(targets))
        else:
            drafted.moved[place] = next(iter(targets))
    return parted


def _target(split: Split, source: str, drafted: Plan) -> str:
    """The node that the mentions go to: another entity of that very name, else a new one."""
    kind, name = drafted.kind(source), " ".join(split.name.split())
    same = [
        id_
        for id_, entity in drafted.scene.entities.items()
        if id_ != source and entity.kind == kind and plain(entity.name, kind) == plain(name, kind)
    ]
    if len(same) == 1:
        return same[0]
    own = plain(drafted.name(source), kind) == plain(name, kind)
    node = f"+{kind}/{name}" + (f"@{source}" if own else "")
    drafted.made[node] = (kind, name)
    drafted.named.append((node, kind, name))
    return node


def _moved(split: Split, source: str, scene: Scene) -> tuple[list[Local | Passage], list[str]]:
    """What a split moves, and why the rest cannot be."""
    moved: list[Local | Passage] = []
    missing: list[str] = []
    for name in split.documents:
        index = find.document(scene.readings, name)
        if isinstance(index, Missing):
            missing.append(index.reason)
            continue
        reading = scene.readings[index]
        locals_ = [e.id for e in reading.entities if scene.resolution.ids.get((index, e.id)) == source]
        here: list[Local | Passage] = [(index, local) for local in locals_]
        if split.quote is not None:
            span = find.quote(scene.texts.get(reading.path, ""), split.quote)
            if span is None:
                missing.append(f"{reading.path} does not say « {split.quote} »")
                continue
            places = [Passage(index, *span, local) for local in locals_]
            here = [place for place in places if concerns(place, reading)]
        moved += here
        if not here:
            missing.append(f"{reading.path} does not mean {split.entity.name} there")
    return moved, missing


def concerns(place: Passage, reading: Reading) -> bool:
    """Whether a mention or a claim in the passage is of the local entity."""
    mentions = any(
        place.local in m.entities and place.start <= m.start and m.end <= place.end for m in reading.mentions
    )
    return mentions or any(
        inside(place, claim.start, claim.end) and any(place.local in argument.fillers for argument in claim.arguments)
        for claim in reading.claims
    )


def inside(place: Passage, start: int, end: int) -> bool:
    """Whether one of a passage and a claim holds the other."""
    return (place.start <= start and end <= place.end) or (start <= place.start and place.end <= end)
