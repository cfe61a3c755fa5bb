"""What in the new graph an entity or a fact of the old one has become.

IRIs first. An entity that has none in the new graph is looked for by its names, its Wikidata item and the facts whose
passages are the same; a fact by its passages, and by its type and core roles: so a date that became more precise, which
changes the fact's IRI, makes one fact that changed and not one that went and another that came.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from ontograph.diff.snapshot import FactView, Passage, Snapshot, Thing
from ontograph.model import CORE_ROLES, ENTITY_ROLES

Places = Mapping[str, str]
"""Path of an article in the old graph -> its path in the new one."""
Key = tuple[str, str]


def key(passage: Passage, places: Places | None = None) -> Key:
    """What stays the same of a passage when the text around it changes, or its file is renamed."""
    return ((places or {}).get(passage.path, passage.path), passage.quote)


def places(old: Snapshot, new: Snapshot) -> dict[str, str]:
    """Articles whose file was renamed: the same text, under a path that was not there."""
    free: defaultdict[str, list[str]] = defaultdict(list)
    for path, document in sorted(new.documents.items(), reverse=True):
        if path not in old.documents:
            free[document.sha256].append(path)
    gone = [document for path, document in sorted(old.documents.items()) if path not in new.documents]
    return {document.path: free[document.sha256].pop() for document in gone if free[document.sha256]}


def entities(old: Snapshot, new: Snapshot, moved: Places) -> dict[str, str]:
    """Old entity -> the new one, for all that are still there in some way."""
    votes = _votes(old, new, moved)
    parts = Counter(value for fact in old.facts.values() for values in fact.values.values() for value in values)
    by_name: defaultdict[str, list[str]] = defaultdict(list)
    for iri, thing in sorted(new.things.items()):
        for name in _names(thing):
            by_name[name].append(iri)
    paired: dict[str, str] = {iri: iri for iri in old.things if iri in new.things}
    for iri, thing in sorted(old.things.items()):
        if iri in new.things:
            continue
        alike = {other for name in _names(thing) for other in by_name[name] if _alike(thing, new.things[other], old)}
        score = Counter({other: 1 + votes[iri][other] for other in alike})
        score.update({other: number for other, number in votes[iri].items() if 2 * number > parts[iri]})
        if score:
            paired[iri] = min(score, key=lambda other: (-score[other], other not in old.things, other))
    return paired


def facts(old: Snapshot, new: Snapshot, same: Mapping[str, str], moved: Places) -> dict[str, str]:
    """Old fact -> the new one; each new fact is taken once."""
    paired = {iri: iri for iri in old.facts if iri in new.facts and old.facts[iri].type == new.facts[iri].type}
    left = [fact for iri, fact in sorted(old.facts.items()) if iri not in paired]
    free = [fact for iri, fact in sorted(new.facts.items()) if iri not in paired]
    by_key: defaultdict[object, list[FactView]] = defaultdict(list)
    for fact in free:
        for feature in {_core(fact, {}), *((fact.type, key(passage)) for passage in fact.passages)}:
            by_key[feature].append(fact)
    ranked: list[tuple[int, int, int, int, str, str]] = []
    for fact in left:
        score: Counter[str] = Counter()
        for feature in {_core(fact, same), *((fact.type, key(passage, moved)) for passage in fact.passages)}:
            score.update(other.iri for other in by_key[feature])
        core = {other.iri for other in by_key[_core(fact, same)]}
        told = {(fact.type, key(passage, moved)) for passage in fact.passages}
        for other, number in score.items():
            candidate = new.facts[other]
            shared = sum((candidate.type, key(passage)) in told for passage in candidate.passages)
            if shared or _may_be_one(fact, candidate, moved):
                alike = len(_values(fact, same) & _values(candidate, {}))
                ranked.append((-(other in core), -shared, -number, -alike, fact.iri, other))
    taken: set[str] = set()
    for *_, mine, theirs in sorted(ranked):
        if mine not in paired and theirs not in taken:
            paired[mine] = theirs
            taken.add(theirs)
    return paired


def _names(thing: Thing) -> set[str]:
    names = {name.casefold() for name in (thing.name, *thing.aliases)}
    return names | ({thing.wikidata} if thing.wikidata else set())


def _alike(before: Thing, after: Thing, old: Snapshot) -> bool:
    """Whether a name or an item in common means that they are one: a surname that both are also called does not."""
    if before.wikidata and after.wikidata:
        return before.wikidata == after.wikidata
    named = before.name.casefold() in _names(after) or after.name.casefold() in _names(before)
    kinds = {"Person", "Organization"}
    return named and (bool(before.kinds & after.kinds & kinds) or after.iri not in old.things)


def _votes(old: Snapshot, new: Snapshot, moved: Places) -> defaultdict[str, Counter[str]]:
    """For each old entity that is gone, how many facts with a passage in common have whom in its role."""
    by_passage: defaultdict[tuple[str, Key], list[FactView]] = defaultdict(list)
    for fact in new.facts.values():
        for passage in fact.passages:
            by_passage[fact.type, key(passage)].append(fact)
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for fact in old.facts.values():
        told = {key(passage, moved) for passage in fact.passages}
        others = {other.iri: other for one in told for other in by_passage[fact.type, one]}
        if len(others) == 1:  # of several facts in one passage it is unclear which is which
            (other,) = others.values()
            for role in ENTITY_ROLES & fact.values.keys() & other.values.keys():
                for gone in fact.values[role] - new.things.keys():
                    votes[gone].update(other.values[role] - fact.values[role])
    return votes


def _core(fact: FactView, same: Mapping[str, str]) -> tuple[object, ...]:
    """Type and who takes part in which core role, under the new names."""
    roles = [role for role in CORE_ROLES.get(fact.type, ()) if role in ENTITY_ROLES or role == "roleClass"]
    return (fact.type, *(tuple(sorted(_mapped(fact.values.get(role, ()), same))) for role in roles))


def _may_be_one(before: FactView, after: FactView, moved: Places) -> bool:
    """Whether facts of one type and core are one although they share no passage: told by the same article, or of one
    time and sum. Two rounds of a company, or valuations, are two."""
    if {moved.get(one.path, one.path) for one in before.passages} & {one.path for one in after.passages}:
        return True
    dates = [(was, now) for was in before.values.get("date", ()) for now in after.values.get("date", ())]
    if not all(was.startswith(now) or now.startswith(was) for was, now in dates):
        return False
    sums = [(before.values.get(role), after.values.get(role)) for role in ("amount", "valuation", "series")]
    return all(was == now for was, now in sums if was and now)


def _values(fact: FactView, same: Mapping[str, str]) -> set[tuple[str, str]]:
    return {(name, value) for name, values in fact.values.items() for value in _mapped(values, same)}


def _mapped(values: Iterable[str], same: Mapping[str, str]) -> list[str]:
    return [same.get(value, value) for value in values]
