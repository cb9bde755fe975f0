"""National notices: the office has them on or off, and they change no sum, no line and nothing stored."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.awards.differences import shown_lines
from ipdesk.models.core.errors import Conflict, InvalidInput
from ipdesk.models.evaluation.evaluate import evaluate, guards_of, stored_result
from ipdesk.models.reading.evaluate_stored import evaluate_stored
from ipdesk.models.records import LoweredAmount, NoticeAnswer, Office, RawAchievement
from ipdesk.models.store import Store
from ipdesk.models.workflow import State
from ipdesk.rules.analysis.national_guards import by_code, standard_guards
from ipdesk.rules.core.case import Achievement, FactValue
from ipdesk.rules.core.result import Result
from ipdesk.rules.library.policy_library import standard_library
from tests.actors import CLERK
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
    desk.store.run(commands.ChangeOffice(office=replace(kept, guards=on)), CLERK)
    found = desk.store.read(queries.office)
    assert found is not None
    return found


def answered(result: Result, text: str = "已核实，资金来自县级专项") -> tuple[NoticeAnswer, ...]:
    return tuple(NoticeAnswer(code, found, text) for code, found in by_code(result.notices).items())


@pytest.fixture
def older(store: Store, clock: Clock) -> Desk:
    """Return a desk whose policy pays what national rules point out."""
    return Desk(store, OLDER, clock)


def accepted(desk: Desk) -> int:
    draft = desk.draft(desk.register(), ROW, year=2020)
    desk.accept(draft)
    return draft.application


def shown(desk: Desk, application: int) -> Result:
    """Return what a window shows of an accepted application, as the office has its switch now."""
    detail = desk.detail(application)
    return desk.store.read(
        evaluate_stored, OLDER, detail.applicant, [stored.achievement for stored in detail.achievements],
        exclude_application=application, guards=guards_of(desk.store.read(queries.office)),
    )  # fmt: skip


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
    assert shown_lines(seen.lines, OLDER) == shown_lines(accepted.lines, OLDER)
    desk.store.run(desk.confirming(draft.application, seen, answers=answered(seen)), CLERK)
    kept = desk.detail(draft.application).lines
    assert tuple(line.line for line in kept) == accepted.lines == seen.lines
    assert {line.pack for line in kept} == {OLDER.sha256}


@pytest.mark.parametrize("policy", standard_library().ids())
def test_every_policy_can_be_watched(desk: Desk, policy: str) -> None:
    rules = standard_library().policy(policy)
    plain = evaluate(rules, desk.details(), [FEE])
    assert evaluate(rules, desk.details(), [FEE], guards=standard_guards()).lines == plain.lines


def test_without_answers_nothing_is_confirmed(older: Desk) -> None:
    application = accepted(older)
    turn(older, True)
    seen = shown(older, application)
    with pytest.raises(Conflict, match="逐条写明处理意见"):
        older.store.run(older.confirming(application, seen), CLERK)
    for blank in ("", " \t　"):
        with pytest.raises(InvalidInput) as refused:
            older.store.run(older.confirming(application, seen, answers=answered(seen, blank)), CLERK)
        [problem] = refused.value.problems
        assert problem.field == "guard_annual_fee"
        assert problem.message == "请写明对国家规定提示“年费不予资助”的处理意见。"
    detail = older.detail(application)
    assert (detail.application.state, detail.answers) == (State.ACCEPTED, ())


def test_answers_are_kept_with_what_they_answer_and_stay_when_the_switch_goes_off(older: Desk) -> None:
    turn(older, True)
    application = accepted(older)
    seen = shown(older, application)
    older.store.run(older.confirming(application, seen, answers=answered(seen, "  已核实。 ")), CLERK)
    turn(older, False)
    detail = older.detail(application)
    [kept] = detail.answers
    assert (kept.code, kept.answer, kept.by) == ("guard_annual_fee", "已核实。", "陈晓敏")
    assert (kept.notices, kept.at) == (seen.notices, older.clock.moment)
    assert stored_result(OLDER, detail).notices == seen.notices
    entries = older.store.read(queries.audit_entries, f"application {application}")
    assert [entry.fields for entry in entries if entry.action == "answer"] == [("guard_annual_fee",)]


@pytest.mark.parametrize("before", [True, False])
def test_a_switch_turned_between_showing_and_confirming_is_noticed(older: Desk, before: bool) -> None:
    application = accepted(older)
    turn(older, before)
    seen = shown(older, application)
    turn(older, not before)
    with pytest.raises(Conflict, match="国家规定提示与刚才显示的不同"):
        older.store.run(older.confirming(application, seen, answers=answered(seen)), CLERK)
    again = shown(older, application)
    older.store.run(older.confirming(application, again, answers=answered(again)), CLERK)
    assert len(older.detail(application).answers) == (0 if before else 1)


def test_answers_to_other_notices_than_those_of_now_do_not_count(older: Desk) -> None:
    turn(older, True)
    application = accepted(older)
    seen = shown(older, application)
    [right] = answered(seen)
    elsewhere = replace(right, notices=(right.notices[0]._replace(text="另一句话"),))
    for wrong in ((elsewhere,), (right, right), (right, replace(right, code="guard_grants_ended"))):
        with pytest.raises(Conflict):
            older.store.run(older.confirming(application, seen, answers=wrong), CLERK)
    assert older.detail(application).application.state is State.ACCEPTED


def test_a_line_lowered_to_nothing_needs_no_answer(older: Desk) -> None:
    turn(older, True)
    application = accepted(older)
    seen = shown(older, application)
    refused = LoweredAmount("1", seen.lines[0].rule, 0, "国家规定不予资助")
    older.store.run(older.confirming(application, seen, lowered=(refused,)), CLERK)
    assert older.detail(application).answers == ()
