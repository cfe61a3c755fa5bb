"""`corrections.yml` -> Corrections. What is wrong in form stops here, with its line (guide: `docs/corrections.md`).

Only what a file says is checked: that its operations, keys, dates, ids and values are such. Whether a name or a passage
is still to be found is not for the parser to know (`apply.py`).
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import cast, get_args

from ontograph.corpus import CORRECTIONS
from ontograph.corrections import nodes, values
from ontograph.corrections.model import (
    Add,
    Change,
    ClaimRef,
    Corrections,
    Details,
    Drop,
    EntityRef,
    Entry,
    Identify,
    Merge,
    Operation,
    Reject,
    Rename,
    Retype,
    Roles,
    Split,
)
from ontograph.corrections.model import Value as Filler
from ontograph.corrections.nodes import Value
from ontograph.errors import CorrectionError
from ontograph.model import CORE_ROLES, FACTUALITIES, LIST_ROLES, Factuality, Kind, Status
from ontograph.vocabulary import vocabulary

ANY = "any"
"""In place of a type of fact."""
NONE = "none"
"""In place of a value: it has none."""
_WIKIDATA = re.compile(r"Q[1-9][0-9]{0,11}")
_ABOUT = ("why", "by")
_DETAILS = ("factuality", "date", "status", "attributedTo")


def read(file: Path, source: str | None = None) -> Corrections:
    """The corrections of a file, without texts.

    Raises CorrectionError, in one line with the file (or what `source` calls it) and the line, for what is wrong in
    form, and where the file cannot be read.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise CorrectionError(f"{file}: {error.strerror}; nothing built") from error
    return parse(content, source or str(file))


def parse(content: bytes, source: str = CORRECTIONS) -> Corrections:
    """The corrections of a file's content; raises CorrectionError as `read`."""
    entries = tuple(_entry(node) for node in nodes.read(content, source))
    return Corrections(source, hashlib.sha256(content).hexdigest(), entries)


def _entry(node: Value) -> Entry:
    fields = node.content
    if not isinstance(fields, Mapping):
        node.fail(f"a correction is an operation with its keys, as « - rename: NAME », one of {_listed(_PARSERS)}")
    named = [name for name in fields if name in _PARSERS]
    # « reject: … » with « wikidata: » beside it is two corrections under one dash.
    if len(named) != 1:
        key = next((name for name in fields if name not in named), "")
        if not named:
            node.fail(f"no operation: {_unknown(key, _PARSERS)}")
        node.fail(f"{' and '.join(named)} in one correction: each takes a dash of its own")
    entry = _Fields(node, named[0], fields)
    operation = _PARSERS[named[0]](entry)
    why, by = (entry.optional(key) for key in _ABOUT)
    entry.finish()
    return Entry(node.line, operation, why, by)


class _Fields:
    """The keys of one correction; each is taken once, and what nobody takes is unknown."""

    def __init__(self, node: Value, operation: str, fields: Mapping[str, Value]) -> None:
        self.node = node
        self.operation = operation
        self.fields = fields
        self.known: list[str] = []

    @property
    def head(self) -> Value:
        """What stands beside the operation itself."""
        self.known.append(self.operation)
        return self.fields[self.operation]

    def get(self, key: str) -> Value | None:
        """What is written for a key, None where the key is missing."""
        self.known.append(key)
        return self.fields.get(key)

    def need(self, key: str, what: str) -> Value:
        """What is written for a key that must be there."""
        found = self.get(key)
        if found is None:
            self.node.fail(f"« {self.operation} » needs « {key}: » ({what})")
        return found

    def optional(self, key: str) -> str | None:
        """The text of a key, where there is one."""
        found = self.get(key)
        return None if found is None else text(found, key)

    def finish(self) -> None:
        """Refuse the keys that nobody took."""
        for key, value in self.fields.items():
            if key not in self.known:
                value.fail(f"« {self.operation} » has no key {_unknown(key, self.known)}")


def text(value: Value, key: str) -> str:
    """A text that is not empty."""
    content = value.content
    if not isinstance(content, str) or not content.strip():
        value.fail(f"« {key} » takes a text, and this is {_described(content)}")
    if not content.isprintable() and any("\ud800" <= char <= "\udfff" for char in content):
        value.fail(f"« {key} » holds half a character")
    return content.strip()


def _described(content: object) -> str:
    if isinstance(content, str) or content is None:
        return "empty"
    return "a list" if isinstance(content, list) else "a mapping (a text with « : » in it needs quotation marks)"


def _unknown(key: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(key, sorted(known), 1)
    return f"« {key} »" + (f": is it « {near[0]} »?" if near else f": there are {_listed(sorted(set(known)))}")


def _listed(names: Collection[str]) -> str:
    return ", ".join(names)


def _several(value: Value, key: str) -> list[Value]:
    """A list, or one thing that may stand for a list of one."""
    if not isinstance(value.content, list):
        return [value]
    if not value.content:
        value.fail(f"« {key} » is an empty list")
    return value.content


# --- people and organizations ---------------------------------------------------------------------------------------


def _kind(value: Value | None) -> Kind | None:
    if value is None:
        return None
    found = text(value, "kind")
    if found not in get_args(Kind):
        value.fail(f"kind {found!r}: it is Person or Organization")
    return cast(Kind, found)


def entity(value: Value, key: str) -> EntityRef:
    """A name or an id, or a mapping `{name, kind, document}`."""
    if not isinstance(value.content, Mapping):
        return EntityRef(text(value, key))
    fields = _Fields(value, key, value.content)
    name = text(fields.need("name", "as the graph or the article gives it"), "name")
    kind, document = _kind(fields.get("kind")), fields.optional("document")
    fields.finish()
    return EntityRef(name, kind, document)


def _subject(entry: _Fields) -> EntityRef:
    """Whom an operation on one entity is about; `kind` and `document` may stand beside it."""
    found = entity(entry.head, entry.operation)
    kind = _kind(entry.get("kind"))
    document = None if entry.operation == "split" else entry.optional("document")
    return EntityRef(found.name, found.kind or kind, found.document or document)


def _merge(entry: _Fields) -> Operation:
    kind = _kind(entry.get("kind"))

    def of_kind(ref: EntityRef) -> EntityRef:
        return EntityRef(ref.name, ref.kind or kind, ref.document)

    head = entry.head
    merged = {of_kind(entity(item, "merge")) for item in _several(head, "merge")}
    into = of_kind(entity(entry.need("into", "the name that stays"), "into"))
    if into in merged:
        head.fail(f"{into} cannot be merged into itself")
    return Merge(tuple(sorted(merged, key=str)), into)


def _split(entry: _Fields) -> Operation:
    subject = _subject(entry)
    name = text(entry.need("as", "the name of the other one"), "as")
    documents = entry.get("documents") or entry.get("document")
    quote = entry.optional("quote")
    entry.get("document")
    if documents is None:
        entry.node.fail(
            "« split » needs « documents: » (those that mean the other one), or « document: » and « quote: »"
        )
    named = tuple(sorted({text(item, "documents") for item in _several(documents, "documents")}))
    if "documents" in entry.fields and "document" in entry.fields:
        entry.fields["document"].fail("« document » beside « documents »: one of them is enough")
    if quote is not None and len(named) != 1:
        documents.fail("« quote » is a passage of one document, and these are several")
    return Split(subject, name, named, quote)


def _rename(entry: _Fields) -> Operation:
    return Rename(_subject(entry), " ".join(text(entry.need("to", "the name to show"), "to").split()))


def _retype(entry: _Fields) -> Operation:
    subject, to = _subject(entry), entry.need("to", "a class, as Person or Company")
    name, terms = text(to, "to"), vocabulary()
    classes = [term for term in terms if any(terms.is_a(term, kind) for kind in get_args(Kind))]
    if name not in classes:
        to.fail(f"no class {_unknown(name, classes)}; what is neither is dropped: « - drop: NAME »")
    return Retype(subject, name)


def _drop(entry: _Fields) -> Operation:
    return Drop(_subject(entry))


def _wikidata(entry: _Fields) -> Operation:
    subject, id_ = _subject(entry), entry.need("id", "as Q21198, or none")
    found = text(id_, "id").removeprefix("https://www.wikidata.org/wiki/").removeprefix("wd:")
    if found != NONE and not _WIKIDATA.fullmatch(found):
        id_.fail(f"{found!r} is no Wikidata id: Q and a number, or none")
    return Identify(subject, None if found == NONE else found)


# --- claims ---------------------------------------------------------------------------------------------------------


def _type(head: Value, operation: str, *, any_: bool) -> str | None:
    name = text(head, operation)
    if any_ and name == ANY:
        return None
    if name not in vocabulary().fact_classes:
        also = f", or {ANY}" if any_ else ""
        head.fail(f"no type of fact {_unknown(name, vocabulary().fact_classes)}{also}")
    return name


def _claim(entry: _Fields, type_: str | None, *, where: bool) -> ClaimRef:
    document = text(entry.need("document", "the article's file"), "document")
    quote = text(entry.need("quote", "the passage, word for word"), "quote")
    value = entry.get("where") if where else None
    if value is None:
        return ClaimRef(type_, document, quote)
    if not isinstance(value.content, Mapping) or not value.content:
        value.fail("« where » takes roles with who fills them, as « where: {person: NAME} »")
    return ClaimRef(type_, document, quote, _roles(type_, value.content, clear=False))


def _roles(type_: str | None, fields: Mapping[str, Value], *, clear: bool) -> Roles:
    """Roles with what fills them; with `clear`, "none" empties one that the fact can do without."""
    terms = vocabulary()
    types = terms.fact_classes if type_ is None else (type_,)
    known = {role for name in types for role in terms.roles(name)} - {*_DETAILS, "partOf"}
    found: list[tuple[str, tuple[Filler, ...]]] = []
    for role, value in fields.items():
        if role not in known:
            extra = " (it follows from the round)" if role == "partOf" else ""
            value.fail(f"{type_ or 'no fact'} has no role {_unknown(role, known)}{extra}")
        if clear and _is_none(value):
            if role in CORE_ROLES.get(type_ or "", ()):
                value.fail(f"a {type_} without « {role} » is none: reject it instead")
            found.append((role, ()))
            continue
        items = _several(value, role)
        if len(items) > 1 and role not in {*LIST_ROLES, "investor", "leadInvestor"}:
            value.fail(f"« {role} » of one fact is one: make a correction of each")
        fillers = dict.fromkeys(values.filler(role, item, entity, text) for item in items)
        found.append((role, tuple(fillers)))
    return tuple(sorted(found, key=lambda item: item[0]))


def _is_none(value: Value) -> bool:
    return value.content is None or value.content == NONE


def _details(entry: _Fields, type_: str | None, *, clear: bool) -> Details:
    """The keys that say something of a claim: its roles, and what every claim has."""
    taken = {*_DETAILS, *_ABOUT, "document", "quote", "where", entry.operation}
    roles = {key: value for key, value in entry.fields.items() if key not in taken}
    if type_ is None and roles:
        next(iter(roles.values())).fail("roles can be changed where the type is given, not of « any »")
    for key in roles:
        entry.get(key)
    factuality, date, status, source = (entry.get(key) for key in _DETAILS)
    if status is not None and type_ != "Position":
        status.fail("only a Position has a status")

    def cleared(value: Value | None, read: Callable[[Value], str]) -> str | None:
        if value is None:
            return None
        return "" if clear and _is_none(value) else read(value)

    return Details(
        cast(Factuality | None, None if factuality is None else values.choice(factuality, text, FACTUALITIES)),
        cleared(date, lambda value: values.date(value, text)),
        cast(Status | None, None if status is None else values.choice(status, text, get_args(Status))),
        cleared(source, lambda value: text(value, "attributedTo")),
        _roles(type_, roles, clear=clear),
    )


def _reject(entry: _Fields) -> Operation:
    return Reject(_claim(entry, _type(entry.head, "reject", any_=True), where=True))


def _change(entry: _Fields) -> Operation:
    type_ = _type(entry.head, "change", any_=True)
    claim, details = _claim(entry, type_, where=True), _details(entry, type_, clear=True)
    if details == Details():
        entry.node.fail("« change » changes nothing: give it a factuality, a date or a role")
    return Change(claim, details)


def _add(entry: _Fields) -> Operation:
    type_ = cast(str, _type(entry.head, "add", any_=False))
    claim, details = _claim(entry, type_, where=False), _details(entry, type_, clear=False)
    given = {role for role, _ in details.roles}
    if missing := [role for role in CORE_ROLES.get(type_, ()) if role not in given]:
        entry.node.fail(f"a {type_} needs « {missing[0]}: »")
    if type_ == "Partnership" and any(len(fillers) < 2 for role, fillers in details.roles if role == "party"):
        entry.node.fail("a Partnership needs two parties: « party: [NAME, NAME] »")
    return Add(claim, details)


_PARSERS: dict[str, Callable[[_Fields], Operation]] = {
    "merge": _merge,
    "split": _split,
    "rename": _rename,
    "retype": _retype,
    "drop": _drop,
    "wikidata": _wikidata,
    "reject": _reject,
    "change": _change,
    "add": _add,
}
