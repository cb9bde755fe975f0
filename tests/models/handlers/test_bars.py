"""Who is barred is granted nothing while the bar holds, unless the office decides otherwise for one file."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.applications.bars import last_day
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.errors import Conflict, InvalidInput, NotFound, NotPermitted
from ipdesk.models.core.roles import Role
from ipdesk.models.records import AccessSettings, ApprovalOrder, LoweredAmount
from ipdesk.models.workflow import State
from tests.actors import CLERK
from tests.models.desk import Desk, works
from tests.models.handlers.test_recusals import recuse

ONE = datetime.timedelta(days=1)


def barring(desk: Desk, applicant: int, **changed: object) -> commands.BarApplicant:
    values: dict[str, object] = {
        "applicant": applicant,
        "reason": "故意侵犯他人专利权被判决", "basis": "《广东省知识产权保护条例》第四十九条",
        "since": datetime.date(2024, 1, 1), "until": datetime.date(2026, 12, 31),
    }  # fmt: skip
    return commands.BarApplicant(**{**values, **changed})  # type: ignore[arg-type]


def bar(desk: Desk, applicant: int, **changed: object) -> int:
    return desk.store.run(barring(desk, applicant, **changed), CLERK).value


@pytest.mark.parametrize(
    ("first", "last", "accepted"),
    [(0, 0, False), (-9, 0, False), (0, 9, False), (1, 9, True)],
    ids=["today alone", "its last day", "its first day", "from tomorrow"],
)
def test_a_bar_holds_on_both_of_its_days(desk: Desk, first: int, last: int, accepted: bool) -> None:
    applicant, today = desk.register(), desk.clock.today
    bar(desk, applicant, since=today + first * ONE, until=today + last * ONE)
    draft = desk.draft(applicant, works())
    if accepted:
        desk.accept(draft)
    else:
        with pytest.raises(InvalidInput, match=r"申请人在限制资助期内：.*故意侵犯.*第四十九条") as refused:
            desk.accept(draft)
        assert [problem.field for problem in refused.value.problems] == ["bar"]
    assert desk.detail(draft.application).application.state is (State.ACCEPTED if accepted else State.DRAFT)


def test_a_bar_that_ended_bars_no_more(desk: Desk) -> None:
    applicant = desk.register()
    bar(desk, applicant, until=desk.clock.today)
    desk.clock.moment += ONE
    desk.accept(desk.draft(applicant, works()))


def test_one_that_came_after_acceptance_keeps_from_granting_and_not_from_refusing(desk: Desk) -> None:
    applicant = desk.register()
    draft, other = desk.draft(applicant, works()), desk.draft(applicant, works("粤作登字-2022-F-00000777"))
    shown, second = desk.accept(draft), desk.accept(other)
    bar(desk, applicant)
    with pytest.raises(InvalidInput, match="限制资助期内"):
        desk.store.run(desk.confirming(draft.application, shown), CLERK)
    nothing = tuple(
        LoweredAmount(line.achievement, line.rule, 0, "申请人在限制资助期内") for line in second.lines
    )
    desk.store.run(desk.confirming(other.application, second, lowered=nothing), CLERK)
    assert desk.detail(other.application).application.state is State.CONFIRMED


def test_a_meeting_held_while_a_bar_was_in_force_grants_nothing_the_day_after(desk: Desk) -> None:
    applicant = desk.register()
    draft = desk.draft(applicant, works())
    deciding = desk.confirming(draft.application, desk.accept(draft))
    bar(desk, applicant, until=desk.clock.today)
    desk.clock.moment += ONE
    with pytest.raises(InvalidInput, match="限制资助期内"):
        desk.store.run(deciding, CLERK)


def test_the_office_may_let_one_file_go_on_with_a_reason(desk: Desk) -> None:
    applicant = desk.register()
    number = bar(desk, applicant)
    draft = desk.draft(applicant, works())
    with pytest.raises(InvalidInput, match="请填写理由"):
        desk.store.run(commands.PassBars(application=draft.application, reason=" "), CLERK)
    passing = commands.PassBars(application=draft.application, reason="申报在限制以前，局务会同意")
    desk.store.run(passing, CLERK)
    with pytest.raises(Conflict, match="已经准予办理"):
        desk.store.run(passing, CLERK)
    desk.store.run(desk.confirming(draft.application, desk.accept(draft)), CLERK)
    [passed] = desk.detail(draft.application).passed_bars
    assert (passed.bar, passed.reason, passed.by) == (number, "申报在限制以前，局务会同意", "陈晓敏")
    with pytest.raises(InvalidInput, match="限制资助期内"):
        desk.accept(desk.draft(applicant, works("粤作登字-2022-F-00000777")))


def test_a_second_bar_needs_a_decision_of_its_own(desk: Desk) -> None:
    applicant = desk.register()
    bar(desk, applicant)
    draft = desk.draft(applicant, works())
    desk.store.run(commands.PassBars(application=draft.application, reason="局务会同意继续办理"), CLERK)
    bar(desk, applicant, basis="本级资金管理办法", reason="骗取资金")
    with pytest.raises(InvalidInput, match="骗取资金") as refused:
        desk.accept(draft)
    assert "第四十九条" not in refused.value.message


def test_a_lifted_bar_bars_no_more_and_stays_in_sight(desk: Desk) -> None:
    applicant = desk.register()
    number = bar(desk, applicant)
    lifting = commands.LiftBar(bar=number, reason="判决已经再审撤销")
    clerk = Actor(
        desk.store.run(commands.AddPerson(name="黄志强", roles=frozenset({Role.CLERK})), CLERK).value
    )
    with pytest.raises(NotPermitted):
        desk.store.run(lifting, clerk)
    with pytest.raises(InvalidInput, match="请填写理由"):
        desk.store.run(commands.LiftBar(bar=number, reason=""), CLERK)
    desk.store.run(lifting, CLERK)
    with pytest.raises(NotFound, match="已经解除"):
        desk.store.run(lifting, CLERK)
    desk.accept(desk.draft(applicant, works()))
    [found] = desk.store.read(queries.bars, applicant)
    assert found.lifted_why == "判决已经再审撤销" and not found.holds_on(desk.clock.today)
    bar(desk, applicant)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"reason": "无"}, "reason"),
        ({"basis": ""}, "basis"),
        ({"until": datetime.date(2023, 12, 31)}, "until"),
        ({"until": datetime.date(2024, 6, 19)}, "until"),
        ({"until": datetime.date(2206, 1, 1)}, "until"),
    ],
)
def test_what_cannot_stand_is_refused(desk: Desk, changed: dict[str, object], field: str) -> None:
    applicant = desk.register()
    with pytest.raises(InvalidInput) as refused:
        bar(desk, applicant, **changed)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert desk.store.read(queries.bars, applicant) == ()


def test_the_same_bar_is_recorded_once(desk: Desk) -> None:
    applicant = desk.register()
    bar(desk, applicant)
    with pytest.raises(Conflict, match="已经登记过了"):
        bar(desk, applicant)


def test_nobody_lets_files_of_relatives_go_on(desk: Desk) -> None:
    applicant = desk.register()
    bar(desk, applicant)
    draft = desk.draft(applicant, works())
    desk.store.run(commands.RecordRecusal(applicant=applicant, person=1, relation="配偶"), CLERK)
    with pytest.raises(NotPermitted, match="应当回避"):
        desk.store.run(commands.PassBars(application=draft.application, reason="局务会同意继续"), CLERK)


def test_the_log_tells_of_bars_and_never_why(desk: Desk) -> None:
    applicant = desk.register()
    number = bar(desk, applicant)
    desk.store.run(commands.LiftBar(bar=number, reason="判决已经再审撤销"), CLERK)
    entries = desk.store.read(queries.audit_entries, f"applicant {applicant}")[:2]
    assert [(entry.action, entry.fields) for entry in entries] == [
        ("lift_bar", ("bar:1",)), ("bar", ("bar:1",)),
    ]  # fmt: skip
    assert "判决" not in repr([replace(entry, reason="") for entry in entries])
    assert [entry.reason for entry in entries] == ["判决已经再审撤销", "故意侵犯他人专利权被判决"], (
        "beside it"
    )


@pytest.mark.parametrize(
    ("since", "years", "last"),
    [
        ("2024-03-01", 3, "2027-02-28"),
        ("2024-02-29", 3, "2027-02-28"),
        ("2024-02-29", 4, "2028-02-28"),
        ("2024-01-01", 5, "2028-12-31"),
    ],
)
def test_whole_years_end_the_day_before(since: str, years: int, last: str) -> None:
    assert last_day(datetime.date.fromisoformat(since), years) == datetime.date.fromisoformat(last)


def test_where_the_office_approves_first_a_bar_of_no_file_names_what_approved_it(desk: Desk) -> None:
    settings = AccessSettings(approval_order=ApprovalOrder.FIRST)
    desk.store.run(commands.ChangeAccess(settings=settings), CLERK)
    applicant = desk.register()
    with pytest.raises(Conflict, match="“限制资助”要先经审批"):
        bar(desk, applicant)
    with pytest.raises(InvalidInput) as refused:
        bar(desk, applicant, approved_by="黎志明", approved_on=desk.clock.today + ONE)
    assert [one.field for one in refused.value.problems] == ["approval_number", "approved_by", "approved_on"]
    signed = {
        "approval_number": "示市监批〔2024〕8号", "approved_by": "黎志明（局长）",
        "approved_on": desk.clock.today,
    }  # fmt: skip
    leader = desk.store.run(commands.AddPerson(name="罗广平"), CLERK).value
    recuse(desk, applicant, leader, "兄弟")
    with pytest.raises(InvalidInput, match="“罗广平”与申请人有利害关系"):
        bar(desk, applicant, **{**signed, "approved_by": "罗广平（副局长）"})
    bar(desk, applicant, **signed)
    [kept] = desk.store.read(queries.bars, applicant)
    assert {name: getattr(kept, name) for name in signed} == signed
    with pytest.raises(InvalidInput, match="限制资助期内"):
        desk.accept(desk.draft(applicant, works()))
