"""National notices: the office has them on or off, and they change no sum, no line and nothing stored."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.evaluation import evaluate, evaluate_stored, guards_of, shown_lines
from ipdesk.models.records import LoweredAmount, Office, RawAchievement
from ipdesk.models.store import Store
from ipdesk.rules.case import Achievement, FactValue
from ipdesk.rules.guards import standard_guards
from ipdesk.rules.library import standard_library
from tests.models.desk import OFFICE, Clock, Desk

OLDER = standard_library().policy("qingyuan-2018")
FACTS: dict[str, FactValue] = {"patent_type": "invention", "fee": 90_000, "year_after_grant": 1}
FEE = Achievement("1", "patent_annual_fee", datetime.date(2020, 5, 1), 2020, "ZL201010123456.9", FACTS)
ROW = RawAchievement(
    id="1",
    kind="patent_annual_fee",
    date="2020-05-01",
    ref="ZL201010123456.9",
    facts={"patent_type": "invention", "fee": "900", "year_after_grant": "1"},
)


def turn(desk: Desk, on: bool) -> Office:
    kept = desk.store.read(queries.office)
    assert kept is not None
    desk.store.run(commands.ChangeOffice(by=desk.me, office=dataclasses.replace(kept, guards=on)))
    found = desk.store.read(queries.office)
    assert found is not None
    return found


def test_the_switch_is_off_at_first_kept_with_the_office_and_audited(desk: Desk) -> None:
    assert not OFFICE.guards
    first = desk.store.read(queries.office)
    assert first is not None and guards_of(first) == () == guards_of(None)
    assert guards_of(turn(desk, True)) == standard_guards() != ()
    [entry, *_] = desk.store.read(queries.audit_entries)
    assert (entry.action, entry.fields) == ("change", ("guards",))
    assert guards_of(turn(desk, False)) == ()


def test_guards_add_notices_and_change_no_line(desk: Desk) -> None:
    plain = evaluate(OLDER, desk.details(), [FEE])
    watched = evaluate(OLDER, desk.details(), [FEE], guards=standard_guards())
    added = watched.notices[len(plain.notices) :]
    assert [(notice.code, notice.achievement) for notice in added] == [("guard_annual_fee", "1")]
    assert watched._replace(notices=plain.notices) == plain
    assert plain.total == 90_000


def test_a_notice_names_its_line_and_a_line_lowered_to_nothing_has_none(desk: Desk) -> None:
    [notice] = evaluate(OLDER, desk.details(), [FEE], guards=standard_guards()).notices
    assert (notice.title, notice.rules) == ("年费不予资助", ("qingyuan-2018/18-annual-fee",))
    for granted, codes in ((1, ["guard_annual_fee"]), (0, [])):
        less = LoweredAmount("1", notice.rules[0], granted, "经费有限")
        result = evaluate(OLDER, desk.details(), [FEE], lowered=[less], guards=standard_guards())
        assert [one.code for one in result.notices] == codes
        assert result.total == 90_000


def test_what_is_shown_with_notices_is_confirmed_and_stored_as_without(store: Store, clock: Clock) -> None:
    desk = Desk(store, OLDER, clock)
    turn(desk, True)
    draft = desk.draft(desk.register(), ROW, year=2020)
    accepted = desk.accept(draft)
    detail = desk.detail(draft.application)
    chosen = [stored.achievement for stored in detail.achievements]
    seen = desk.store.read(
        evaluate_stored, OLDER, detail.applicant, chosen,
        exclude_application=draft.application, guards=standard_guards(),
    )  # fmt: skip
    assert [notice.code for notice in seen.notices] == ["guard_annual_fee"]
    assert shown_lines(seen) == shown_lines(accepted)
    desk.store.run(desk.confirming(draft.application, seen))
    kept = desk.detail(draft.application).lines
    assert tuple(line.line for line in kept) == accepted.lines == seen.lines
    assert {line.pack for line in kept} == {OLDER.sha256}


@pytest.mark.parametrize("policy", standard_library().ids())
def test_every_policy_can_be_watched(desk: Desk, policy: str) -> None:
    rules = standard_library().policy(policy)
    plain = evaluate(rules, desk.details(), [FEE])
    assert evaluate(rules, desk.details(), [FEE], guards=standard_guards()).lines == plain.lines
