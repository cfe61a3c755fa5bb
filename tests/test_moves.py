"""What the moves of one person say about each other: claims made by hand, one sentence every hundred characters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ontograph import resources
from ontograph.model import Argument, Claim
from ontograph.moves import BY_HIRE, MoveData, Moves


@pytest.fixture(scope="module")
def moves() -> Moves:
    data = resources.load_yaml(resources.data_path("fr_press/moves.yml"), MoveData)
    return Moves(data, list(range(0, 1000, 100)))


def claim(
    kind: str, start: int, rule: str = "x", status: str | None = None, date: str | None = None, **roles: str
) -> Claim:
    arguments = tuple(Argument(r, (f,)) for r, f in sorted(roles.items()))
    return Claim(kind, arguments, "certain", start, start + 9, "", rule, date, status)  # type: ignore[arg-type]


def post(start: int, organization: str, role: str = "CTO", status: str = "current") -> Claim:
    return claim("Position", start, status=status, person="p", organization=organization, roleClass=role)


def join(start: int, organization: str, rule: str = "appointment.join", **more: str) -> Claim:
    return claim("Appointment", start, rule, person="p", organization=organization, **more)


def implied(moves: Moves, *claims: Claim) -> list[Claim]:
    return [c for c in moves.complete(claims) if c.rule == BY_HIRE]


def test_who_holds_a_post_and_joins_another_organization_leaves(moves: Moves) -> None:
    [found] = implied(moves, post(0, "x"), join(20, "y"))
    roles = {a.role: a.fillers for a in found.arguments}
    assert roles == {
        "person": ("p",), "organization": ("x",), "destination": ("y",), "kind": ("resignation",), "roleClass": ("CTO",)
    }  # fmt: skip
    assert implied(moves, post(0, "x"), join(20, "y", "appointment.hire"))[0].get("kind") == ("unspecified",)
    assert implied(moves, post(0, "x"), join(120, "y"))


def test_who_takes_a_post_in_a_part_of_the_house_leaves_nobody(moves: Moves) -> None:
    named = replace(moves, names={"x": "Corvo", "y": "Corvo AI", "z": "Corvox"})
    assert not implied(named, post(0, "x"), join(20, "y"))
    assert not implied(named, post(0, "y"), join(20, "x"))
    assert implied(named, post(0, "x"), join(20, "z"))


@pytest.mark.parametrize(
    "others",
    [
        (post(0, "x", status="former"), join(20, "y")),
        (post(0, "x"), join(220, "y")),
        (post(0, "x"), join(20, "x")),
        (post(0, "x"), join(20, "y", roleClass="BoardMember")),
        (post(0, "x", "BoardMember"), join(20, "y")),
        (post(0, "x", "Founder"), join(120, "y")),
        (post(0, "x"), join(20, "y"), claim("Departure", 300, person="p", organization="x")),
        (post(0, "x"), join(20, "y"), join(40, "x")),
        (post(0, "x"), claim("Appointment", 20, "appointment.join", person="q", organization="y")),
    ],
    ids=["former", "far", "same", "board", "kept", "founder", "told", "later", "other"],
)
def test_nothing_is_implied_otherwise(moves: Moves, others: tuple[Claim, ...]) -> None:
    assert implied(moves, *others) == []


def test_a_departure_leads_where_its_person_goes_next(moves: Moves) -> None:
    left = claim("Departure", 100, person="p", organization="x", date="2024-05")
    assert _destination(moves, left, join(130, "y")) == ("y",)
    assert _destination(moves, left, claim("Founding", 250, founder="p", organization="z")) == ("z",)
    assert _destination(moves, left, join(130, "y"), join(160, "z")) == ("y",)
    assert _destination(moves, left, join(10, "y")) == ("y",)
    assert _destination(moves, left, join(10, "y", date="2019")) == ()
    assert _destination(moves, left, join(450, "y")) == ()
    assert _destination(moves, left, join(130, "y", date="2019")) == ()


def test_an_event_without_role_class_gets_that_of_the_post(moves: Moves) -> None:
    left = claim("Departure", 400, person="p", organization="x")
    assert _role(moves, left, post(0, "x", "CFO")) == ("CFO",)
    assert _role(moves, left, post(0, "x", "Founder")) == ()
    assert _role(moves, left, post(0, "y", "CFO")) == ()
    assert _role(moves, join(150, "x"), post(120, "x", "Head")) == ("Head",)
    assert _role(moves, join(150, "x"), post(420, "x", "Head")) == ()


def _destination(moves: Moves, *claims: Claim) -> tuple[object, ...]:
    return moves.complete(claims)[0].get("destination")


def _role(moves: Moves, *claims: Claim) -> tuple[object, ...]:
    return moves.complete(claims)[0].get("roleClass")


def test_a_return_from_leave_is_no_appointment(moves: Moves) -> None:
    back = join(120, "x", "appointment.come-home")
    assert back in moves.complete([back])
    assert back not in moves.complete([claim("LeaveOfAbsence", 0, person="p", organization="x"), back])
    elsewhere = join(120, "x", "appointment.join")
    assert elsewhere in moves.complete([claim("LeaveOfAbsence", 0, person="p", organization="x"), elsewhere])
