"""Position claims, on documents built by hand, and what departures and appointments imply."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from ontograph import layers, resources
from ontograph.components.positions import Positions
from ontograph.components.titles import make_titles
from ontograph.model import Argument, Claim, LocalEntity
from ontograph.positions.data import PositionsData
from ontograph.positions.derive import derive_positions
from ontograph.positions.spells import apply_departures

DATA = resources.load_yaml(resources.data_path("fr_press/positions.yml"), PositionsData)
TITLES = make_titles(None, "titles", "fr_press/roles.yml", "fr_press/descriptors.yml")  # type: ignore[arg-type]
POSITIONS = Positions(DATA)
VOCAB = spacy.blank("fr").vocab
KINDS = {"+": "Organization", "@": "Person", "#": "Place"}
PRESENT, IMPERFECT, FUTURE = (f"Mood=Ind|Tense={t}|VerbForm=Fin" for t in ("Pres", "Imp", "Fut"))
PARTICIPLE = "Tense=Past|VerbForm=Part"
VERBS = {
    "a": ("AUX", "avoir", PRESENT),
    "annonce": ("VERB", "annoncer", PRESENT),
    "conseille": ("VERB", "conseiller", PRESENT),
    "devient": ("VERB", "devenir", PRESENT),
    "dirige": ("VERB", "diriger", PRESENT),
    "dirigée": ("VERB", "diriger", PARTICIPLE),
    "dirigeait": ("VERB", "diriger", IMPERFECT),
    "est": ("AUX", "être", PRESENT),
    "était": ("AUX", "être", IMPERFECT),
    "garde": ("VERB", "garder", PRESENT),
    "préside": ("VERB", "présider", PRESENT),
    "quitte": ("VERB", "quitter", PRESENT),
    "sera": ("AUX", "être", FUTURE),
    "travaillé": ("VERB", "travailler", PARTICIPLE),
}
ADVERBS = frozenset({"toujours", "pas", "désormais"})
PRONOUNS = frozenset({"qui", "que", "elle", "il", "dont"})


def make(text: str) -> Doc:
    """Words apart by spaces; "+X" an organization, "@X" a person; each name is an entity of its own. "|" ends a
    sentence after a full stop."""
    raw = [w for w in text.split(" ") if w]
    words = [w[1:].replace("_", " ") if w[0] in KINDS and len(w) > 1 else w for w in raw]
    pos = [
        VERBS[w][0] if w in VERBS
        else "ADV" if w in ADVERBS
        else "PRON" if w in PRONOUNS
        else "PUNCT" if not w[0].isalnum()
        else "DET" if w in DATA.determiners
        else "ADP" if w in DATA.of | DATA.at
        else "NOUN"
        for w in words
    ]  # fmt: skip
    doc = Doc(
        VOCAB,
        words=words,
        pos=pos,
        lemmas=[VERBS[w][1] if w in VERBS else w for w in words],
        morphs=[VERBS[w][2] if w in VERBS else "" for w in words],
        sent_starts=[i == 0 or words[i - 1] == "." for i in range(len(words))],
        spaces=[not w.endswith("'") for w in words],
    )
    names = [Span(doc, i, i + 1, label=KINDS[w[0]]) for i, w in enumerate(raw) if w[0] in KINDS and len(w) > 1]
    doc.set_ents(names)
    known: dict[str, LocalEntity] = {}
    mentions = []
    for name in names:
        if name.label_ == "Place":
            continue
        entity = known.setdefault(name.text, LocalEntity(f"e{len(known) + 1}", name.label_, name.text))  # type: ignore[arg-type]
        mentions.append(Span(doc, name.start, name.end, label=name.label_, kb_id=entity.id, span_id="name"))
    layers.set_spans(doc, layers.MENTIONS, mentions)
    layers.set_entities(doc, known.values())
    return TITLES(doc)


def claimed(text: str) -> set[tuple[str, str, str, str | None]]:
    """(person, organization, role class, status) of every claim; its passage must be verbatim."""
    doc = POSITIONS(make(text))
    names = {e.id: e.name for e in layers.entities(doc).values()}
    found = layers.claims(doc)
    assert all(doc.text[c.start : c.end] == c.quote for c in found)
    return {
        (names[str(c.get("person")[0])], names[str(c.get("organization")[0])], str(c.get("roleClass")[0]), c.status)
        for c in found
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@Ada_Brun , PDG de +Nimbus , annonce", {("Ada Brun", "Nimbus", "CEO", "current")}),
        ("@Ada_Brun ( PDG de +Nimbus )", {("Ada Brun", "Nimbus", "CEO", "current")}),
        ("l' ancienne patronne de +Nimbus @Ada_Brun annonce", {("Ada Brun", "Nimbus", "CEO", "former")}),
        ("Le PDG de +Nimbus , @Ada_Brun , annonce", {("Ada Brun", "Nimbus", "CEO", "current")}),
        (
            "@Ada_Brun , cofondatrice et PDG de +Nimbus , annonce",
            {("Ada Brun", "Nimbus", "Founder", "current"), ("Ada Brun", "Nimbus", "CEO", "current")},
        ),
        (
            "@Ada_Brun , patronne de +Nimbus et de +Cirrus , annonce",
            {("Ada Brun", "Nimbus", "CEO", "current"), ("Ada Brun", "Cirrus", "CEO", "current")},
        ),
        (
            "@Ada_Brun et @Luc_Noir , cofondateurs de +Nimbus , annonce",
            {("Ada Brun", "Nimbus", "Founder", "current"), ("Luc Noir", "Nimbus", "Founder", "current")},
        ),
        (
            "@Ada_Brun et @Luc_Noir , respectivement PDG et directeur financier de +Nimbus",
            {("Ada Brun", "Nimbus", "CEO", "current"), ("Luc Noir", "Nimbus", "CFO", "current")},
        ),
        ("@Ada_Brun est toujours PDG de +Nimbus", {("Ada Brun", "Nimbus", "CEO", "current")}),
        ("@Ada_Brun était la directrice technique de +Nimbus", {("Ada Brun", "Nimbus", "CTO", "former")}),
        ("+Nimbus , dont @Ada_Brun était la directrice technique", {("Ada Brun", "Nimbus", "CTO", "former")}),
        ("@Ada_Brun devient directrice financière de +Nimbus", {("Ada Brun", "Nimbus", "CFO", "current")}),
        ("@Ada_Brun garde son poste de directrice technique de +Nimbus", {("Ada Brun", "Nimbus", "CTO", "current")}),
        ("@Ada_Brun dirige +Nimbus", {("Ada Brun", "Nimbus", "CEO", "current")}),
        ("@Ada_Brun , qui dirigeait +Nimbus , annonce", {("Ada Brun", "Nimbus", "CEO", "former")}),
        ("+Nimbus , que dirige @Ada_Brun , annonce", {("Ada Brun", "Nimbus", "CEO", "current")}),
        ("+Nimbus , dirigée par @Ada_Brun , annonce", {("Ada Brun", "Nimbus", "CEO", "current")}),
        ("@Ada_Brun préside le conseil d' administration de +Nimbus", {("Ada Brun", "Nimbus", "Chair", "current")}),
        ("@Ada_Brun , ancienne de +Nimbus , annonce", {("Ada Brun", "Nimbus", "Other", "former")}),
        ("@Ada_Brun , passée par +Nimbus , annonce", {("Ada Brun", "Nimbus", "Other", "former")}),
        ("@Ada_Brun a travaillé chez +Nimbus", {("Ada Brun", "Nimbus", "Other", "former")}),
        ("avec @Ada_Brun comme directrice technique de +Nimbus", {("Ada Brun", "Nimbus", "CTO", "current")}),
        ("+Nimbus annonce . Son PDG , @Ada_Brun , annonce", {("Ada Brun", "Nimbus", "CEO", "current")}),
        ("+Nimbus annonce . @Ada_Brun , la directrice technique , annonce", {("Ada Brun", "Nimbus", "CTO", "current")}),
    ],
)
def test_construction(text: str, expected: set[tuple[str, str, str, str | None]]) -> None:
    assert claimed(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "@Ada_Brun est pas PDG de +Nimbus",
        "@Ada_Brun sera la PDG de +Nimbus",
        "la start-up de @Ada_Brun",
        "les patrons de +Nimbus annonce",
        "Selon @Ada_Brun , le directeur technique quitte +Nimbus",
        "+Nimbus annonce . Le futur PDG de +Nimbus , @Ada_Brun , annonce",
        "+Nimbus annonce . @Ada_Brun , ingénieure , annonce",
        "+Nimbus annonce . @Ada_Brun , présidente de la région #Alpage , annonce",
    ],
)
def test_no_position(text: str) -> None:
    assert claimed(text) == set()


def test_an_organization_in_doubt_is_left_out() -> None:
    """Two organizations, neither in the title's sentence nor agreed to be the topic."""
    doubtful = "+Nimbus et +Cirrus annonce . +Cirrus annonce . +Nimbus quitte +Cirrus . @Ada_Brun , la PDG , annonce"
    certain = "+Nimbus annonce . +Nimbus annonce . @Ada_Brun , la PDG , annonce"
    assert {c[1] for c in claimed(certain)} == {"Nimbus"}
    assert len(claimed(doubtful)) <= 1


def test_passage_holds_title_and_person() -> None:
    doc = POSITIONS(make("hier @Ada_Brun , PDG de +Nimbus , annonce"))
    assert [c.quote for c in layers.claims(doc)] == ["Ada Brun , PDG de Nimbus"]


def test_title_is_written_without_ex() -> None:
    doc = POSITIONS(make("@Ada_Brun , ex-directrice technique de +Nimbus , annonce"))
    assert [(c.get("title"), c.status) for c in layers.claims(doc)] == [(("directrice technique",), "former")]


def claim(
    kind: str,
    role: str | None = None,
    status: str | None = None,
    person: str = "e1",
    org: str = "e2",
    date: str | None = None,
    start: int = 0,
) -> Claim:
    arguments = [Argument("person", (person,)), Argument("organization", (org,))]
    if role:
        arguments += [Argument("roleClass", (role,)), Argument("title", (role.lower(),))]
    return Claim(kind, tuple(arguments), "certain", start, start + 4, "text", "rule", date, status)  # type: ignore[arg-type]


def test_departure_without_role_ends_all_positions_there() -> None:
    found = apply_departures(
        [claim("Position", "CEO", "current"), claim("Position", "CTO", "current", org="e3"), claim("Departure")]
    )
    assert [c.status for c in found] == ["former", "current", None]


def test_departure_from_a_board_ends_the_seat_only() -> None:
    posts = [claim("Position", "CEO", "current"), claim("Position", "BoardMember", "current")]
    assert [c.status for c in apply_departures([*posts, claim("Departure", "BoardMember")])[:2]] == [
        "current",
        "former",
    ]
    assert [c.status for c in apply_departures([*posts, claim("Departure", "CEO")])[:2]] == ["former", "former"]


def test_departure_spares_the_post_of_a_return() -> None:
    found = apply_departures([claim("Departure"), claim("Appointment", "CEO"), claim("Position", "CEO", "current")])
    assert found[2].status == "current"


@pytest.mark.parametrize(
    ("moves", "status"),
    [
        ([("Appointment", "CEO", "2019"), ("Departure", None, "2024-10")], "former"),
        ([("Departure", None, "2019"), ("Appointment", "CEO", "2024-10")], "current"),
        ([("Appointment", "CEO", None), ("Departure", "CTO", None)], "current"),
        ([("Appointment", "CEO", "2024-10"), ("Departure", None, "2024-10-17")], "former"),
        ([("Departure", "CEO", "2023-11-17"), ("Appointment", None, "2023-11-21")], "current"),
        ([("Departure", "CEO", "2023-11-17"), ("Appointment", "CTO", "2023-11-21")], "former"),
        ([("Departure", "CEO", "2023-11-17"), ("LeaveOfAbsence", None, "2024-08")], "current"),
        ([("Departure", "CEO", "2024-08"), ("LeaveOfAbsence", None, "2023-11-17")], "former"),
    ],
)
def test_the_last_move_tells_who_has_the_post(moves: list[tuple[str, str | None, str | None]], status: str) -> None:
    told = [claim(kind, role, date=date, start=10 * n) for n, (kind, role, date) in enumerate(moves)]
    assert apply_departures([*told, claim("Position", "CEO", "current", start=90)])[-1].status == status


def test_a_departure_undone_leaves_no_former_post() -> None:
    left = claim("Departure", "CEO", date="2023-11-17")
    settled = apply_departures([*derive_positions([left]), claim("Appointment", date="2023-11-21", start=20)])
    assert [c.status for c in settled if c.type == "Position"] == ["current"]


@pytest.mark.parametrize(("role", "status"), [("CEO", "former"), ("BoardMember", "current")])
def test_who_is_given_a_post_of_one_holder_later_has_it(role: str, status: str) -> None:
    first, second = (
        claim("Appointment", role, person=p, date=d) for p, d in (("e1", "2023-11-17"), ("e3", "2023-11-19"))
    )
    posts = [claim("Position", role, "current", person=p) for p in ("e1", "e3")]
    assert [c.status for c in apply_departures([first, second, *posts])[2:]] == [status, "current"]


@pytest.mark.parametrize(("kind", "status"), [("Departure", "former"), ("Appointment", "current")])
def test_events_that_name_a_role_give_a_position(kind: str, status: str) -> None:
    [event, position] = derive_positions([claim(kind, "CTO")])
    assert event.type == kind
    assert (position.type, position.status, position.get("roleClass")) == ("Position", status, ("CTO",))
    assert position.rule == f"position.from-{kind.lower()}"


def test_planned_events_and_events_without_role_give_none() -> None:
    planned = Claim(
        **{**{f: getattr(claim("Appointment", "CTO"), f) for f in Claim.__slots__}, "factuality": "planned"}
    )
    assert derive_positions([planned, claim("Departure")]) == [planned, claim("Departure")]


KINDS_OF_CLAIM = st.sampled_from(["Position", "Departure", "Appointment"])
CLAIMS = st.lists(
    st.builds(
        lambda kind, role, person, org: claim(kind, role, "current" if kind == "Position" else None, person, org),
        KINDS_OF_CLAIM,
        st.sampled_from([None, "CEO", "CTO"]),
        st.sampled_from(["e1", "e3"]),
        st.sampled_from(["e2", "e4"]),
    ),
    max_size=8,
)


@given(CLAIMS)
def test_deriving_twice_adds_nothing(claims: list[Claim]) -> None:
    once = derive_positions(claims)
    assert derive_positions(once) == once
    assert once[: len(claims)] == claims


@given(CLAIMS)
def test_departures_change_nothing_but_the_status_of_positions(claims: list[Claim]) -> None:
    settled = apply_departures(claims)
    assert apply_departures(settled) == settled
    for before, after in zip(claims, settled, strict=True):
        assert after.arguments == before.arguments
        assert after.status == before.status or (before.type, after.status) == ("Position", "former")


@pytest.mark.slow
def test_real_parse(nlp: object) -> None:
    from ontograph.model import Article
    from ontograph.pipeline import docs

    text = "Nokia se cherche un cap. Son directeur financier, Marco Wirén, était auparavant chez Neste."
    [(_, doc)] = docs(nlp, [Article("a", "a.txt", text, "")])  # type: ignore[arg-type]
    positions = [c for c in layers.claims(doc) if c.type == "Position"]
    assert [(c.get("roleClass"), c.rule) for c in positions][:1] == [(("CFO",), "position.title-before-name")]
