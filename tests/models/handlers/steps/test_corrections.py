"""Corrections, acceptances taken back, and the ways in which an application comes to nothing."""

import datetime
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ipdesk.documents.letters.counter.correction import CORRECTION
from ipdesk.models import commands, queries
from ipdesk.models.applications.asked_materials import received_after_all
from ipdesk.models.applications.correction_period import period_text
from ipdesk.models.core.errors import Conflict, InvalidInput
from ipdesk.models.parsing.achievement_rows import numbers_of
from ipdesk.models.periods.working_days import CalendarDay
from ipdesk.models.records import (
    ApplicationFilter,
    Draft,
    DraftTotals,
    Grounds,
    MissingItem,
    RawDecision,
    SavedDraft,
)
from ipdesk.models.store import DATABASE_NAME
from ipdesk.models.workflow import State, Step
from tests.actors import CLERK
from tests.models.begun import begun
from tests.models.desk import Desk, letter, licence, waits, works

ITEMS = (
    MissingItem("专利实施许可合同备案证明", "补交复印件，并带原件核对", "申报指南第五条"),
    MissingItem("申请表没有盖章", "盖章后重新提交"),
)
WHY = "录错了申请人"


def asking(desk: Desk, application: int, **changed: object) -> commands.AskCorrection:
    values: dict[str, object] = {
        "application": application, "policy": desk.policy, "items": ITEMS, "working_days": 5,
        "served_on": desk.clock.today,
    }  # fmt: skip
    return commands.AskCorrection(**{**values, **changed})  # type: ignore[arg-type]


WITHDRAWN_BY = "《示例县专项资金管理办法》（示府规〔2021〕5号）第十六条"


def taking(application: int, step: Step, reason: str = WHY) -> commands.TakeStep:
    grounds = Grounds(WITHDRAWN_BY) if step is Step.LAPSE else Grounds()
    return commands.TakeStep(application=application, step=step, reason=reason, grounds=grounds)


def text_of(desk: Desk, application: int) -> Draft:
    found = desk.store.read(queries.draft, application)
    assert found is not None
    return found


def again(desk: Desk, application: int) -> SavedDraft:
    """Return the text of a reopened application as the counter holds it, to be accepted."""
    text = text_of(desk, application)
    number = desk.detail(application).application.number
    return SavedDraft(application, number, text.revision, text.saved_at)


def save(desk: Desk, application: int) -> None:
    """Save the form of a reopened application as it is."""
    text, detail = text_of(desk, application), desk.detail(application)
    saving = commands.SaveDraft(
        application=application, applicant=detail.applicant.id, policy=desk.policy.id, year=2022,
        rows=text.rows, totals=DraftTotals(len(text.rows)), revision=text.revision,
        numbers=numbers_of(text.rows, desk.policy.vocabulary, 2022, desk.clock.today),
    )  # fmt: skip
    desk.store.run(saving, CLERK)


def accepted(desk: Desk) -> SavedDraft:
    draft = desk.draft(desk.register(), licence(), works(count="3"))
    desk.accept(draft)
    return draft


@begun
def draft(desk: Desk) -> SavedDraft:
    """Have an application accepted."""
    return accepted(desk)


def test_an_applicant_is_told_once_what_is_missing_and_accepted_when_it_came(desk: Desk) -> None:
    draft = desk.draft(desk.register(), licence())
    assert desk.store.run(asking(desk, draft.application), CLERK).value == 1
    [found] = desk.store.read(queries.corrections, draft.application)
    # From Thursday 20 June 2024 on: the 21st, then 24 to 27 June.
    assert (found.items, found.working_days, str(found.last_day)) == (ITEMS, 5, "2024-06-27")
    detail = desk.detail(draft.application)
    assert detail.application.state is State.CORRECTION
    assert detail.steps[-1].remark == "第 1 次，2 项，5 个工作日，至 2024-06-27 止"
    save(desk, draft.application)
    desk.clock.moment += datetime.timedelta(days=1)
    desk.accept(again(desk, draft.application))
    [closed] = desk.store.read(queries.corrections, draft.application)
    assert closed.closed_on == desk.clock.today
    assert [step.step for step in desk.detail(draft.application).steps] == [
        None, Step.ASK_CORRECTION, Step.ACCEPT,
    ]  # fmt: skip


def test_what_was_accepted_comes_back_to_the_counter_as_it_was_entered(desk: Desk, draft: SavedDraft) -> None:
    before = desk.detail(draft.application)
    line = RawDecision("1", "shaoguan-2021/7-patent-transaction", granted="5000", reason="合同只履行了一半")
    deciding = commands.SaveDecisionDraft(application=draft.application, lines=(line,))
    desk.store.run(deciding, CLERK)
    taking_back = commands.TakeBackAcceptance(application=draft.application, policy=desk.policy, reason=WHY)
    desk.store.run(taking_back, CLERK)
    detail = desk.detail(draft.application)
    assert (detail.application.state, detail.lines, detail.achievements) == (State.DRAFT, (), ())
    assert detail.steps[-1].remark == WHY
    desk.accept(again(desk, draft.application))
    after = desk.detail(draft.application)
    assert [one.line for one in after.lines] == [one.line for one in before.lines]
    assert [one.achievement for one in after.achievements] == [one.achievement for one in before.achievements]
    typed = desk.store.read(queries.decision_draft, draft.application)
    assert typed is not None
    assert typed.lines == (line,)


def test_what_was_accepted_before_texts_were_kept_is_made_again_from_what_is_stored(
    desk: Desk, draft: SavedDraft, data_dir: Path
) -> None:
    before = desk.detail(draft.application)
    with closing(sqlite3.connect(data_dir / DATABASE_NAME)) as connection, connection:
        connection.execute("DELETE FROM draft")
    desk.store.run(asking(desk, draft.application), CLERK)
    desk.accept(again(desk, draft.application))
    after = desk.detail(draft.application)
    assert [one.line for one in after.lines] == [one.line for one in before.lines]


def test_what_is_reopened_is_found_by_other_counters_and_counts_for_nobody(
    desk: Desk, draft: SavedDraft
) -> None:
    item = "Y2022440000123"
    desk.store.run(asking(desk, draft.application), CLERK)
    held = desk.store.read(queries.open_holders, [item])
    assert [(one.application, one.state) for one in held] == [(draft.application, State.CORRECTION)]
    desk.store.run(taking(draft.application, Step.WITHDRAW), CLERK)
    assert desk.store.read(queries.open_holders, [item]) == ()
    assert desk.store.read(queries.awaiting_decision, 1, desk.policy.id, 2022) == ()


def test_achievements_of_another_application_stay_when_one_is_reopened(desk: Desk) -> None:
    applicant = desk.register()
    first, second = (desk.draft(applicant, licence(), year=year) for year in (2022, 2023))
    for draft in (first, second):
        desk.accept(draft)
    shared = desk.detail(second.application).achievements
    desk.store.run(asking(desk, first.application), CLERK)
    assert desk.detail(second.application).achievements == shared


def test_no_total_counts_the_sum_of_what_came_to_nothing(desk: Desk) -> None:
    first, second = accepted(desk), desk.draft(desk.register(), licence(ref="Y2022440000999"))
    desk.accept(second)
    before = desk.store.read(queries.totals, ApplicationFilter())
    lost = desk.detail(first.application).application.amount
    desk.store.run(taking(first.application, Step.WITHDRAW), CLERK)
    after = desk.store.read(queries.totals, ApplicationFilter())
    assert lost > 0
    assert (after.applications, after.amount) == (before.applications, before.amount - lost)
    assert desk.store.read(queries.totals, [first.application]).amount == 0


@pytest.mark.parametrize("step", [Step.DECLINE, Step.WITHDRAW, Step.LAPSE])
def test_a_correction_can_come_to_nothing_and_holds_nothing_then(desk: Desk, step: Step) -> None:
    draft = desk.draft(desk.register(), licence())
    desk.store.run(asking(desk, draft.application), CLERK)
    desk.clock.moment += datetime.timedelta(days=8)
    desk.store.run(taking(draft.application, step), CLERK)
    assert desk.detail(draft.application).application.state is step.target
    assert desk.store.read(queries.open_holders, ["Y2022440000123"]) == ()
    assert text_of(desk, draft.application).rows == (licence(),)
    [found] = desk.store.read(queries.corrections, draft.application)
    assert found.closed_on == desk.clock.today
    with pytest.raises(Conflict, match="这里填写的没有采用"):
        save(desk, draft.application)


def test_a_correction_lapses_only_after_its_last_day(desk: Desk) -> None:
    draft = desk.draft(desk.register(), licence())
    desk.store.run(asking(desk, draft.application, served_on=None), CLERK)
    lapse = taking(draft.application, Step.LAPSE, "")
    with pytest.raises(Conflict, match="还没有记录送达日期"):
        desk.store.run(lapse, CLERK)
    desk.clock.moment += datetime.timedelta(days=4)
    issuing = commands.IssueDocument(
        kind=CORRECTION.kind, application=draft.application, date=desk.clock.today, render=letter
    )
    assert waits(desk, draft.application) == ("correction_notice", False)
    desk.store.run(issuing, CLERK)
    assert waits(desk, draft.application) == ("", True)
    serving = commands.RecordCorrectionService(application=draft.application, served_on=desk.clock.today)
    assert str(desk.store.run(serving, CLERK).value) == "2024-07-01"
    assert waits(desk, draft.application) == ("", False)
    desk.clock.moment += datetime.timedelta(days=7)
    with pytest.raises(Conflict, match="补正期限到 2024-07-01 止，还没有届满"):
        desk.store.run(lapse, CLERK)
    desk.clock.moment += datetime.timedelta(days=1)
    for basis in ("", "上述补正通知书", "申报通知第五条"):  # of no call nobody knows which notice that is
        with pytest.raises(InvalidInput) as refused:
            desk.store.run(replace(lapse, grounds=Grounds(basis)), CLERK)
        assert [one.field for one in refused.value.problems] == ["basis"]
    desk.store.run(lapse, CLERK)
    assert desk.detail(draft.application).application.state is State.UNCORRECTED
    assert desk.detail(draft.application).steps[-1].grounds.basis == WITHDRAWN_BY
    assert waits(desk, draft.application) == ("deemed_withdrawn_notice", False)


def test_rounds_are_counted(desk: Desk, draft: SavedDraft) -> None:
    for number in (1, 2):
        assert desk.store.run(asking(desk, draft.application), CLERK).value == number
        desk.accept(again(desk, draft.application))
    found = desk.store.read(queries.corrections, draft.application)
    assert [(one.round, one.closed_on == desk.clock.today) for one in found] == [(1, True), (2, True)]


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"items": ()}, "items", "一次告知"),
        ({"items": (MissingItem(" ", "补交"),)}, "items", "第1项没有写缺少什么"),
        ({"items": (MissingItem("证\ufffd明", "补交"),)}, "items", "第1项"),
        ({"items": (MissingItem("申请表没有盖章", ""),)}, "items", "第1项没有写怎样补正"),
        (
            {"items": (MissingItem("没有提交申请表（签字盖章）", "补交"),)},
            "items",
            "“申请表（签字盖章）”已登记为收到",
        ),
        ({"items": (MissingItem("缺申请表", "补交"),) * 2}, "items", "第2项与前面的一项相同"),
        ({"working_days": 0}, "working_days", "1至60个工作日"),
        ({"served_on": datetime.date(2024, 6, 19)}, "served_on", "早于通知日期"),
        ({"served_on": datetime.date(2024, 6, 21)}, "served_on", "晚于今天"),
    ],
)
def test_a_request_that_cannot_stand_is_refused_whole(
    desk: Desk, changed: dict[str, object], field: str, sentence: str
) -> None:
    row = replace(licence(), received=frozenset({"application_form"}))
    draft = desk.draft(desk.register(), row)
    desk.accept(draft)
    with pytest.raises(InvalidInput, match=sentence) as caught:
        desk.store.run(asking(desk, draft.application, **changed), CLERK)
    assert [problem.field for problem in caught.value.problems] == [field]
    assert desk.detail(draft.application).application.state is State.ACCEPTED


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        ("缺少申请表（签字盖章）", True),
        ("没有提交《申请表（签字盖章）》，", True),
        ("申请表（签字盖章）未提交", True),
        ("缺申请表", True),
        ("申请表（签字盖章）没有盖章", False),
        ("申请表（签字盖章）缺少第2页", False),
        ("缺少申请表（签字盖章）（第2行作品著作权登记）", False),
        ("缺少承诺书（签字盖章）", False),
        ("没有提交申请表（签字盖章）原件", False),
        ("没有提交申请表（签字盖章）第2页", False),
        ("没有提交身份证明复印件", True),
        ("身份证明未提交", True),
        ("没有提交身份证明原件", False),
    ],
)
def test_what_is_said_to_be_missing_is_not_ticked(missing: str, told: bool) -> None:
    """Of two rows the first has the form; what is there and wrong may be asked for."""
    rows = (replace(licence(), received=frozenset({"application_form", "identity"})), works())
    names = {
        "application_form": "申请表（签字盖章）",
        "commitment": "承诺书（签字盖章）",
        "identity": "身份证明复印件",
    }
    assert bool(received_after_all(missing, rows, names)) is told


def test_a_period_into_a_year_without_holidays_waits_until_the_office_knows_it(desk: Desk) -> None:
    desk.clock.moment = desk.clock.moment.replace(year=2036, month=12, day=30)
    draft = desk.draft(desk.register(), licence())
    desk.store.run(asking(desk, draft.application), CLERK)
    [found] = desk.detail(draft.application).corrections
    assert (found.served_on, found.last_day) == (desk.clock.today, None)
    days = desk.store.read(queries.working_days)
    assert "要等2036年的放假安排公布后才能算出" in period_text(found, desk.clock.today, days)
    desk.clock.moment = desk.clock.moment.replace(year=2037, month=2, day=2)
    lapse = taking(draft.application, Step.LAPSE, "")
    with pytest.raises(Conflict, match="要等2036年的放假安排"):
        desk.store.run(lapse, CLERK)
    new_year = CalendarDay(datetime.date(2037, 1, 1), False, "元旦")
    nothing = commands.SetCalendarYear(year=2037, days=(), source="国办发明电〔2036〕1号")
    with pytest.raises(InvalidInput, match="还没有一天放假"):
        desk.store.run(nothing, CLERK)
    for year, days in ((2036, (CalendarDay(datetime.date(2036, 1, 1), False, "元旦"),)), (2037, (new_year,))):
        setting = commands.SetCalendarYear(year=year, days=days, source=f"国办发明电〔{year - 1}〕1号")
        desk.store.run(setting, CLERK)
    [found] = desk.store.read(queries.corrections, draft.application)
    assert str(found.last_day) == "2037-01-07"
    desk.store.run(lapse, CLERK)
    assert desk.detail(draft.application).application.state is State.UNCORRECTED
    assert desk.store.read(queries.own_days, 2037) == (new_year,)
    assert set(desk.store.read(queries.announced_years)) == {2036, 2037}
