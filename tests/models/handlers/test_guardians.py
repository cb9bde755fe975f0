"""An applicant under 18 is accepted, and granted anything, only through its guardian."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from stdnum.iso7064 import mod_11_2

from ipdesk.models import commands
from ipdesk.models.core.errors import InvalidInput
from ipdesk.models.parsing.guardians import is_minor, needs_guardian
from ipdesk.models.records import ApplicantDetails, RawAchievement
from ipdesk.models.workflow import State
from tests.actors import CLERK
from tests.models.desk import Desk, works

TODAY = datetime.date(2024, 6, 20)
GUARDIAN = {"guardian": "示例大", "guardian_relation": "父亲", "account_name": "示例大"}


def number(born: datetime.date, order: int = 1) -> str:
    """Return an invented identity number with a right check digit."""
    body = f"440200{born:%Y%m%d}{order:03d}"
    return body + mod_11_2.calc_check_digit(body)


PARENT = number(datetime.date(1985, 1, 1))


def child(desk: Desk, born: datetime.date = datetime.date(2010, 3, 1), **changed: object) -> int:
    given = {
        "kind": "individual",
        "identity": number(born),
        "traits": (),
        **GUARDIAN,
        "guardian_identity": PARENT,
    }
    return desk.register("示例小", **{**given, **changed})


def row(*received: str) -> RawAchievement:
    return replace(works(), received=frozenset(received))


def refusal(desk: Desk, applicant: int, *received: str) -> list[str]:
    draft = desk.draft(applicant, row(*received))
    with pytest.raises(InvalidInput) as refused:
        desk.accept(draft)
    assert desk.detail(draft.application).application.state is State.DRAFT
    return [problem.field for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("born", "day", "minor"),
    [
        ("2006-06-20", "2024-06-19", True),
        ("2006-06-20", "2024-06-20", False),
        ("2008-02-29", "2026-02-28", True),
        ("2008-02-29", "2026-03-01", False),
    ],
)
def test_eighteen_years_are_full_on_the_birthday(born: str, day: str, minor: bool) -> None:
    identity = number(datetime.date.fromisoformat(born))
    assert is_minor(identity, datetime.date.fromisoformat(day)) is minor


def test_a_unit_has_no_guardian_whatever_its_code_looks_like(desk: Desk) -> None:
    assert not needs_guardian(desk.details(), TODAY)


@pytest.mark.parametrize(
    ("changed", "received", "fields"),
    [
        ({}, (), ["guardian_consent"]),
        ({"guardian": ""}, ("guardian_consent",), ["guardian"]),
        ({"guardian_relation": ""}, ("guardian_consent",), ["guardian"]),
        ({"guardian_identity": ""}, (), ["guardian", "guardian_consent"]),
        ({"account_name": ""}, ("guardian_consent",), ["account_name"]),
        ({"account_name": "示例二"}, ("guardian_consent",), ["account_name"]),
    ],
)
def test_without_guardian_account_or_consent_nothing_is_accepted(
    desk: Desk, changed: dict[str, object], received: tuple[str, ...], fields: list[str]
) -> None:
    assert refusal(desk, child(desk, **changed), *received) == fields


def test_with_all_of_them_it_is_accepted_and_granted(desk: Desk) -> None:
    draft = desk.draft(child(desk), row("guardian_consent"))
    desk.store.run(desk.confirming(draft.application, desk.accept(draft)), CLERK)
    assert desk.detail(draft.application).application.state is State.CONFIRMED


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"guardian_identity": PARENT[:-1] + "5"}, "guardian_identity"),
        ({"guardian_identity": number(datetime.date(2010, 3, 1))}, "guardian_identity"),
        ({"guardian_identity": number(datetime.date(2008, 1, 1))}, "guardian_identity"),
        ({"kind": "enterprise", "identity": "91440299MA0000001W"}, "guardian"),
    ],
)
def test_what_cannot_be_a_guardian_is_not_registered(
    desk: Desk, changed: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        child(desk, **changed)
    assert [problem.field for problem in refused.value.problems] == [field]


def test_who_turns_eighteen_meanwhile_decides_alone(desk: Desk) -> None:
    applicant = child(desk, TODAY.replace(year=2006) + datetime.timedelta(days=1))
    draft = desk.draft(applicant, row("guardian_consent"))
    shown = desk.accept(draft)
    without = replace(
        desk.detail(draft.application).applicant, guardian="", guardian_identity="", account_name=""
    )
    details = {name: getattr(without, name) for name in ("kind", "name", "identity", "account_name")}
    changing = commands.ChangeApplicant(applicant=applicant, revision=1, details=ApplicantDetails(**details))
    desk.store.run(changing, CLERK)
    deciding = desk.confirming(draft.application, shown)
    with pytest.raises(InvalidInput, match="未满18周岁"):
        desk.store.run(deciding, CLERK)
    desk.clock.moment += datetime.timedelta(days=1)
    desk.store.run(deciding, CLERK)
    assert desk.detail(draft.application).application.state is State.CONFIRMED
