"""Calls for applications: written down, changed, closed; and acceptances that keep to them."""

import datetime
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.models import commands, queries
from ipdesk.models.awards.entered_rows import missing_items
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.core.errors import Conflict, InvalidInput, NotFound, NotPermitted
from ipdesk.models.core.roles import Role
from ipdesk.models.records import (
    Call,
    CallDetails,
    CallMaterial,
    CallState,
    DraftTotals,
    MissingItem,
    RawAchievement,
    SavedDraft,
)
from ipdesk.models.records.forms import MaterialForm
from ipdesk.models.records.lists import Deadline, DeadlineKind
from ipdesk.models.services.handed_in import handed_in
from ipdesk.models.workflow import Level
from tests.actors import CLERK
from tests.models.desk import Desk, works
from tests.models.handlers.public_notices import office as publishing


def at(day: int, hour: int = 0, minute: int = 0, month: int = 6) -> datetime.datetime:
    return datetime.datetime(2024, month, day, hour, minute).astimezone()


DETAILS = CallDetails(
    policy="shaoguan-2021", year=2022, title="2022年度第一批", notice_number="示知资[2024]3号",
    begins_at=at(1, 8, 30), ends_at=at(30, 17, 30), achieved_from=datetime.date(2022, 1, 1),
    achieved_to=datetime.date(2022, 12, 31), budget=50_000_000,
)  # fmt: skip


SAMPLE = CallMaterial("shaoguan-2021/4-work-registration", "作品样本", MaterialForm.COPY, 2, "第四条")
JULY = datetime.date(2024, 7, 1)
MORE = "局务会追加预算"
WHY = "台风停工，局务会同意顺延"
PERIOD = "第1项的日期不在批次“2022年度第一批”的成果期间（2022-01-01至2022-12-31）内"


def opened(desk: Desk, **changed: object) -> int:
    details = replace(DETAILS, **changed)  # type: ignore[arg-type]
    return desk.store.run(commands.OpenCall(details=details), CLERK).value


def changed(desk: Desk, call: int, revision: int = 1, reason: str = "", **others: object) -> None:
    details = replace(DETAILS, **others)  # type: ignore[arg-type]
    command = commands.ChangeCall(call=call, revision=revision, details=details, reason=reason)
    desk.store.run(command, CLERK)


def stored(desk: Desk, call: int) -> Call:
    return next(one for one in desk.store.read(queries.calls) if one.id == call)


def draft(desk: Desk, *rows: RawAchievement, year: int = 2022, call: int = 0, reason: str = "") -> SavedDraft:
    saving = commands.SaveDraft(
        applicant=desk.register(), policy=desk.policy.id, year=year, call=call, outside_reason=reason,
        rows=rows or (works(),), totals=DraftTotals(1),
    )  # fmt: skip
    return desk.store.run(saving, CLERK).value


def refused(desk: Desk, saved: SavedDraft) -> str:
    with pytest.raises(InvalidInput) as found:
        desk.accept(saved)
    [problem] = found.value.problems
    assert problem.field == "call"
    assert desk.detail(saved.application).application.state.value == "draft", "nothing half done"
    return problem.message


# --- the calls ---


def test_a_call_is_kept_as_it_was_announced(desk: Desk) -> None:
    until = datetime.date(2025, 12, 31)  # of the year after it ends, the last day that can be meant
    opened(desk, title="跨年批次", year=2023, achieved_to=until)
    outcome = desk.store.run(commands.OpenCall(details=DETAILS), CLERK)
    assert outcome.changes == Changes(frozenset({(Kind.CALL, outcome.value)}))
    found = stored(desk, outcome.value)
    assert found.notice_number == "示知资〔2024〕3号", "the brackets of a number are put right"
    assert (found.begins_at, found.ends_at) == (DETAILS.begins_at, DETAILS.ends_at)
    assert (found.budget, found.level, found.accepted) == (50_000_000, Level.OWN, 0)
    assert (found.achieved_from, found.achieved_to) == (DETAILS.achieved_from, DETAILS.achieved_to)
    [entry, *_] = desk.store.read(queries.audit_entries)
    assert (entry.action, entry.record) == ("open", f"call {outcome.value}")


def test_the_number_of_a_notice_is_no_letters(desk: Desk) -> None:
    """Numbers that only the register of the office knows: the 申报通知 went out beside the program."""
    one = desk.confirmed(desk.register(), works())
    call = opened(desk, notice_number="示知资[2024]1号")
    opened(desk, title="另一批", notice_number="示知资〔2024〕1号")
    with pytest.raises(
        InvalidInput, match="示知资〔2024〕1号 已经用过了，是申报批次“2022年度第一批”的申报通知的文号"
    ):
        desk.issue(one, "示知资〔2024〕1号")
    assert desk.store.read(queries.next_letter_number, 2024) == "示知资〔2024〕2号"
    assert desk.issue(one).number == "示知资〔2024〕2号"
    with pytest.raises(InvalidInput, match="示知资〔2024〕2号 是已经印发的文书的文号"):
        changed(desk, call, notice_number="示知资〔2024〕2号")


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"ends_at": at(1, 8, 30)}, "ends_at", "2024年6月1日08:30）之后"),
        ({"begins_at": at(1).replace(second=1)}, "begins_at", "只写到分"),
        ({"begins_at": at(1).replace(year=1984)}, "begins_at", "1985至2100"),
        ({"title": "  "}, "title", "请填写批次名称"),
        ({"title": "无"}, "title", "“无”不能作为批次名称"),
        ({"title": "啊啊啊啊"}, "title", "“啊啊啊啊”不能作为批次名称"),
        ({"notice_number": "……"}, "notice_number", "不能作为通知文号"),
        ({"title": "批" * 51}, "title", "最多50个字"),
        ({"notice_number": "示知资〔2024〕3号\t第一批"}, "notice_number", "两格以上"),
        ({"policy": ""}, "policy", "请选择政策"),
        ({"year": 22}, "year", "四位数字"),
        ({"budget": 0}, "budget", "大于0"),
        ({"budget": -1}, "budget", "大于0"),
        ({"budget": 10**15}, "budget", "大于0"),
        ({"achieved_to": datetime.date(2021, 12, 31)}, "achieved_to", "早于起日"),
        ({"achieved_from": JULY, "achieved_to": None}, "achieved_from", "截止（2024-06-30）之后"),
        ({"achieved_to": datetime.date(2222, 1, 1)}, "achieved_to", "1985至2100"),
        ({"achieved_to": datetime.date(2026, 1, 1)}, "achieved_to", "2024-06-30）的第二年以后，请核对年份"),
        ({"ends_at": at(30).replace(year=2042)}, "ends_at", "超过5年，请核对年份"),
        ({"materials": (replace(SAMPLE, rule=""),)}, "materials", "第1项材料：请选择是哪一条款的材料"),
        ({"materials": (SAMPLE, replace(SAMPLE, name=" "))}, "materials", "第2项材料：请填写材料名称"),
        ({"materials": (replace(SAMPLE, article=""),)}, "materials", "申报通知的哪一条要求这份材料"),
        ({"materials": (replace(SAMPLE, name="无"),)}, "materials", "“无”不能作为材料名称"),
        ({"materials": (replace(SAMPLE, copies=0),)}, "materials", "份数应为1至20"),
        ({"materials": (SAMPLE, SAMPLE)}, "materials", "第2项材料：与前面的一项相同"),
    ],
)  # fmt: skip
def test_a_call_that_cannot_be_is_refused_in_words(
    desk: Desk, changed: dict[str, object], field: str, said: str
) -> None:
    with pytest.raises(InvalidInput) as found:
        opened(desk, **changed)
    [problem] = found.value.problems
    assert problem.field == field and said in problem.message
    assert desk.store.read(queries.calls) == ()


def test_two_calls_of_one_name_do_not_take_applications_at_the_same_time(desk: Desk) -> None:
    first = opened(desk)
    with pytest.raises(InvalidInput, match="2024年6月1日08:30至2024年6月30日17:30）时间重叠"):
        opened(desk, title="2022 年度第一批", begins_at=at(30, 17, 29), ends_at=at(31, month=7))
    opened(desk, begins_at=at(30, 17, 30), ends_at=at(31, month=7))  # one after the other
    opened(desk, title="2022年度第二批")
    opened(desk, year=2023)
    opened(desk, policy="qingyuan-2018")
    desk.store.run(commands.CloseCall(call=first), CLERK)
    opened(desk, begins_at=at(20, 9, 1), ends_at=at(30, 17, 30))  # the first was closed at nine


def test_a_call_may_change_until_applications_are_accepted_by_it(desk: Desk) -> None:
    call = opened(desk)
    changed(desk, call, year=2023, policy="qingyuan-2018")
    assert (stored(desk, call).year, stored(desk, call).revision) == (2023, 2)
    changed(desk, call, 2)
    desk.accept(draft(desk, call=call))
    assert stored(desk, call).accepted == 1
    with pytest.raises(InvalidInput) as found:
        changed(desk, call, 3, year=2023, policy="qingyuan-2018")
    assert [problem.field for problem in found.value.problems] == ["policy", "year"]
    assert "已有1件申请" in str(found.value)
    changed(desk, call, 3, ends_at=at(31, 17, 30, month=7))  # it was put off
    assert stored(desk, call).ends_at == at(31, 17, 30, month=7)


def test_what_a_notice_asks_for_beside_the_policy_is_asked_of_whoever_applies_under_the_clause(
    desk: Desk,
) -> None:
    other = replace(SAMPLE, rule="shaoguan-2021/8-ip-insurance", name="保单批单")
    call = opened(desk, materials=(SAMPLE, other))
    saved = draft(desk, call=call)
    lacking = missing(desk, saved)
    assert (
        MissingItem(
            "缺少作品样本复印件（第1行作品著作权登记）", "补交作品样本复印件，带原件核对", "申报通知第四条"
        )
        in lacking
    )
    assert not any("保单批单" in one.missing for one in lacking), "of another clause"
    came = draft(desk, replace(works("粤作登字-2022-F-00000009"), received=frozenset({SAMPLE.id})), call=call)
    assert not any("作品样本" in one.missing for one in missing(desk, came))
    asking = commands.AskCorrection(
        application=came.application, policy=desk.policy, working_days=5,
        items=(MissingItem("缺少作品样本", "补交"),),
    )  # fmt: skip
    with pytest.raises(InvalidInput, match="“作品样本复印件”已登记为收到"):
        desk.store.run(asking, CLERK)
    desk.accept(came)
    with pytest.raises(InvalidInput, match="登记过的材料不能改、不能去掉，可以再加"):
        changed(desk, call, materials=(SAMPLE,))
    changed(desk, call, materials=(SAMPLE, other, replace(SAMPLE, name="创作说明")))
    assert [one.called for one in stored(desk, call).materials][2:] == ["创作说明复印件"]
    [filed] = handed_in(desk.detail(came.application), desk.policy, None, desk.clock.today)
    assert filed.title == "作品样本复印件（2份）"


def missing(desk: Desk, saved: SavedDraft) -> tuple[MissingItem, ...]:
    detail, text = desk.detail(saved.application), desk.store.read(queries.draft, saved.application)
    return missing_items(detail, desk.policy, text, desk.clock.today)


def test_the_second_desk_to_change_a_call_is_told(desk: Desk) -> None:
    call = opened(desk)
    changed(desk, call, title="延期")
    with pytest.raises(Conflict, match="刚在另一处修改过"):
        changed(desk, call, title="提前")
    assert stored(desk, call).title == "延期"
    changed(desk, call, 2, title="延期")
    assert stored(desk, call).revision == 2, "nothing changed"


MORE_THAN_THE_BUDGET: dict[str, object] = {
    "notice_title": "关于申报2022年度知识产权资助的通知",
    "articles": "第四条　逾期没有补正的，视为撤回申请。",
    "upper_body": "韶关市市场监督管理局",
    "delegation": "韶市监知〔2024〕6号",
    "entrusted": True,
    "principal": "韶关市市场监督管理局",
    "principal_review": "韶关市人民政府",
    "collection_asks": "提交收款收据",
    "collection_days": 15,
    "collection_basis": "《示例办法》（示府规〔2021〕5号）第十五条",
    "project_duties": "应当按照任务书使用资金",
    "materials": (SAMPLE,),
    "policy": "qingyuan-2018",
    "year": 2023,
    "title": "延期",
    "notice_number": "示知资〔2024〕4号",
    "begins_at": at(2),
    "ends_at": at(31, 17, 30, month=7),
    "level": Level.UPPER,
    "achieved_from": datetime.date(2021, 1, 1),
    "achieved_to": datetime.date(2025, 12, 31),
}


def test_who_decides_for_a_principal_says_by_which_paper_for_whom_and_who_hears_appeals(desk: Desk) -> None:
    call = opened(desk)
    given = {"entrusted": True, "delegation": "《关于委托审核的通知》（韶市监知〔2024〕6号）"}
    given |= {"principal": "韶关市市场监督管理局", "principal_review": "韶关市人民政府"}
    for name, text in (
        ("delegation", ""),
        ("principal", " "),
        ("principal_review", ""),
        ("principal_review", "韶关市市场监督管理局"),
    ):
        with pytest.raises(InvalidInput) as refused:
            changed(desk, call, **given | {name: text})
        assert [one.field for one in refused.value.problems] == [name], (name, text)
    changed(desk, call, **given)
    assert stored(desk, call).principal == "韶关市市场监督管理局" and stored(desk, call).entrusted


def test_what_is_asked_of_projects_alone_is_not_asked_of_everybody(desk: Desk) -> None:
    call, rule = opened(desk), "《示例办法》（示府规〔2021〕5号）第十五条"
    asked = {"collection_days": 15, "collection_basis": rule}
    with pytest.raises(InvalidInput) as refused:
        changed(desk, call, collection_asks="提交收款收据，项目类事项同时提交验收报告", **asked)
    assert [one.field for one in refused.value.problems] == ["collection_asks"]
    duties = "应当按照任务书申请验收"
    changed(desk, call, collection_asks="提交收款收据", project_duties=duties, **asked)
    assert stored(desk, call).project_duties == duties


def test_a_closed_call_stays_closed(desk: Desk) -> None:
    call = opened(desk)
    desk.store.run(commands.CloseCall(call=call), CLERK)
    assert stored(desk, call).closed_at == desk.clock.moment
    with pytest.raises(Conflict, match=r"已于2024年6月20日\d\d:00关闭"):
        desk.store.run(commands.CloseCall(call=call), CLERK)
    for name, value in MORE_THAN_THE_BUDGET.items():
        with pytest.raises(Conflict, match="只能再改预算"):
            changed(desk, call, 2, reason=MORE, budget=90_000, **{name: value})
    changed(desk, call, 2, reason=MORE, budget=90_000)
    assert (stored(desk, call).budget, stored(desk, call).title) == (90_000, DETAILS.title)
    assert {*MORE_THAN_THE_BUDGET, "budget"} == {field.name for field in fields(CallDetails)}
    for command in (commands.CloseCall(call=99), commands.ChangeCall(call=99, revision=1, details=DETAILS)):
        with pytest.raises(NotFound, match="已不存在"):
            desk.store.run(command, CLERK)


def test_calls_are_the_administrators(desk: Desk) -> None:
    adding = commands.AddPerson(name="黄志强", roles=frozenset({Role.CLERK}))
    clerk = Actor(desk.store.run(adding, CLERK).value)
    for command in (
        commands.OpenCall(details=DETAILS),
        commands.ChangeCall(call=1, revision=1, details=DETAILS),
        commands.CloseCall(call=1),
    ):
        with pytest.raises(NotPermitted):
            desk.store.run(command, clerk)


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (at(1, 8, 29), CallState.AHEAD), (at(1, 8, 30), CallState.OPEN), (at(30, 17, 29), CallState.OPEN),
        (at(30, 17, 30), CallState.ENDED),
    ],
)  # fmt: skip
def test_how_it_stands_with_a_call_goes_by_the_minute(
    desk: Desk, moment: datetime.datetime, state: CallState
) -> None:
    call = stored(desk, opened(desk))
    assert call.state_at(moment) is state
    assert replace(call, closed_at=at(1, 8, 0)).state_at(moment) is CallState.CLOSED


MOMENTS = st.datetimes(datetime.datetime(2024, 5, 1), datetime.datetime(2024, 8, 1))


@given(st.lists(MOMENTS, min_size=2), st.none() | MOMENTS)
def test_a_call_never_goes_back_to_a_former_state(
    moments: list[datetime.datetime], closed: datetime.datetime | None
) -> None:
    entered = {field.name: getattr(DETAILS, field.name) for field in fields(DETAILS)}
    call = Call(**entered, id=1, revision=1, closed_at=closed.astimezone() if closed else None)
    found = [call.state_at(moment.astimezone()) for moment in sorted(moments)]
    assert found == sorted(found, key=list(CallState).index)


# --- acceptance ---


def test_without_a_call_of_the_policy_nothing_is_asked(desk: Desk) -> None:
    opened(desk, policy="qingyuan-2018")
    desk.accept(draft(desk))


def test_within_its_call_an_application_is_accepted_without_a_word(desk: Desk) -> None:
    call = opened(desk)
    saved = draft(desk, call=call, reason="迟交一天，经局务会同意")
    desk.accept(saved)
    detail = desk.detail(saved.application)
    assert (detail.application.call, detail.steps[-1].remark) == (call, "")
    assert detail.application.outside_reason == "", "it was not needed"


@pytest.mark.parametrize(
    ("changed", "row", "said"),
    [
        ({"begins_at": at(20, 9, 1)}, works(), "从2024年6月20日09:01起受理，现在还没有开始"),
        ({"ends_at": at(20, 9, 0)}, works(), "已于2024年6月20日09:00截止"),
        ({}, works("粤作登字-2021-F-00000001", date="2021-12-31", year="2021"), PERIOD),
    ],
)  # fmt: skip
def test_outside_its_call_an_application_needs_a_recorded_reason(
    desk: Desk, changed: dict[str, object], row: RawAchievement, said: str
) -> None:
    desk.clock.moment = at(20, 9)
    call = opened(desk, **changed)
    message = refused(desk, draft(desk, row, call=call))
    assert said in message and message.endswith("请填写批次外受理的理由。")
    assert "看不出理由" in refused(desk, draft(desk, row, call=call, reason="同意"))
    saved = draft(desk, row, call=call, reason=WHY)
    desk.accept(saved)
    detail = desk.detail(saved.application)
    assert (detail.application.outside_reason, detail.steps[-1].remark) == (WHY, f"批次外受理：{WHY}")


def test_a_call_is_chosen_where_the_policy_has_one_or_a_reason_is_given(desk: Desk) -> None:
    opened(desk)
    assert "请先选定批次" in refused(desk, draft(desk))
    desk.accept(draft(desk, works("粤作登字-2022-F-00000021"), reason="上一年度遗留，通知之前已经交来"))


@pytest.mark.parametrize(
    ("changed", "year", "said"),
    [
        ({"year": 2023}, 2022, "是2023年度的，申报年度是2022年"),
        ({"policy": "qingyuan-2018"}, 2022, "不是这项政策的"),
    ],
)
def test_a_call_that_does_not_fit_is_mended_by_no_reason(
    desk: Desk, changed: dict[str, object], year: int, said: str
) -> None:
    opened(desk, title="另一批")
    call = opened(desk, **changed)
    assert said in refused(desk, draft(desk, year=year, call=call, reason=WHY))


def test_a_call_closed_while_the_application_lies_on_the_counter_takes_it_no_more(desk: Desk) -> None:
    call = opened(desk)
    saved = draft(desk, call=call, reason=WHY)
    desk.clock.moment = at(20, 10, 15)
    desk.store.run(commands.CloseCall(call=call), CLERK)
    assert "已于2024年6月20日10:15关闭" in refused(desk, saved)


def test_what_came_in_before_the_end_may_be_accepted_again_after_it(desk: Desk) -> None:
    call = opened(desk)
    saved = draft(desk, call=call)
    desk.accept(saved)
    desk.clock.moment = at(5, month=7)
    desk.store.run(commands.CloseCall(call=call), CLERK)
    taking = commands.TakeBackAcceptance(
        application=saved.application, policy=desk.policy, reason="录错了申请人"
    )
    desk.store.run(taking, CLERK)
    text = desk.store.read(queries.draft, saved.application)
    assert text is not None
    desk.accept(replace(saved, revision=text.revision))


def test_a_call_closed_while_a_batch_of_acceptances_runs_leaves_none_of_them_half_done(desk: Desk) -> None:
    call = opened(desk)
    first, *others = (draft(desk, call=call, reason=WHY) for _ in range(3))
    desk.accept(first)
    desk.clock.moment = at(20, 10, 15)
    desk.store.run(commands.CloseCall(call=call), CLERK)
    for saved in others:
        assert "已于2024年6月20日10:15关闭，不能再按它受理" in refused(desk, saved)
        assert desk.detail(saved.application).lines == ()
    assert desk.detail(first.application).application.state.value == "accepted"
    assert stored(desk, call).accepted == 1


# --- what asks for a reason ---


def test_a_budget_becomes_another_with_a_reason_that_the_log_and_the_call_tell(desk: Desk) -> None:
    call = opened(desk)
    for reason, fault in (("", "请填写理由"), ("同意", "看不出理由")):
        with pytest.raises(InvalidInput, match=fault) as found:
            changed(desk, call, reason=reason, budget=60_000_000)
        assert [problem.field for problem in found.value.problems] == ["reason"]
    changed(desk, call, reason=MORE, budget=60_000_000)
    desk.store.run(commands.CloseCall(call=call), CLERK)
    desk.clock.moment += datetime.timedelta(minutes=1)
    changed(desk, call, 3, reason="财政收回", budget=None)
    found = desk.store.read(queries.call_changes, call)
    told = [(one.by, one.before, one.after, one.reason) for one in found]
    assert told == [
        ("陈晓敏", 60_000_000, None, "财政收回"), ("陈晓敏", 50_000_000, 60_000_000, MORE),
    ]  # fmt: skip
    logged = [one.reason for one in desk.store.read(queries.audit_entries, f"call {call}") if one.reason]
    assert logged == ["财政收回", MORE]


def test_a_closed_call_is_opened_again_with_a_reason_and_takes_applications(desk: Desk) -> None:
    call = opened(desk)
    again = commands.ReopenCall(call=call, reason="关错了批次")
    with pytest.raises(Conflict, match="没有关闭，不必重新打开"):
        desk.store.run(again, CLERK)
    desk.store.run(commands.CloseCall(call=call), CLERK)
    with pytest.raises(InvalidInput, match="请填写理由"):
        desk.store.run(replace(again, reason=" "), CLERK)
    assert stored(desk, call).closed_at is not None
    desk.store.run(again, CLERK)
    assert (stored(desk, call).closed_at, stored(desk, call).revision) == (None, 3)
    [kept] = desk.store.read(queries.call_changes, call)
    assert kept.reopened and kept.reason == "关错了批次"
    desk.accept(draft(desk, call=call))
    desk.store.run(commands.CloseCall(call=call), CLERK)
    opened(desk, begins_at=at(20, 9, 1))  # it took the place of the one that was closed
    with pytest.raises(Conflict, match="时间重叠"):
        desk.store.run(again, CLERK)


def test_of_what_was_published_the_call_stays_closed(desk: Desk) -> None:
    call = opened(desk)
    publishing.take_up(desk)
    saved = draft(desk, call=call)
    publishing.propose(desk, saved.application, desk.accept(saved))
    desk.store.run(commands.CloseCall(call=call), CLERK)
    publishing.publish(desk, saved.application)
    with pytest.raises(Conflict, match="已有申请于2024-06-20公示，不能重新打开"):
        desk.store.run(commands.ReopenCall(call=call, reason="关错了批次"), CLERK)
    assert stored(desk, call).closed_at is not None


# --- who decides, and until when the review was promised ---


def accepted_level(desk: Desk, *, call: int = 0, said: str = "", year: int = 2022) -> tuple[str, Level, str]:
    """Accept a draft; return what is kept of who decides it, how it goes on, and its line in the course."""
    saving = commands.SaveDraft(
        applicant=desk.register(), policy=desk.policy.id, year=year, call=call, outside_reason=MORE,
        level=said, rows=(works(),), totals=DraftTotals(1),
    )  # fmt: skip
    saved = desk.store.run(saving, CLERK).value
    desk.accept(saved)
    found = desk.detail(saved.application)
    return found.application.level, found.application.procedure.level, found.steps[-1].remark


def test_who_decides_is_frozen_at_acceptance_within_a_call_and_outside(desk: Desk) -> None:
    none = "受理时这项政策没有登记申报批次"
    assert accepted_level(desk) == ("own", Level.OWN, none)
    assert accepted_level(desk, said="upper") == ("upper", Level.UPPER, none)
    own = opened(desk)
    upper = opened(desk, title="2023年度", year=2023, level=Level.UPPER, begins_at=at(2), notice_number="")
    outside = f"批次外受理：{MORE}"
    assert accepted_level(desk) == ("upper", Level.UPPER, outside), "as the newest call of the policy says"
    assert accepted_level(desk, said="own") == ("own", Level.OWN, outside)
    assert accepted_level(desk, call=own, said="upper") == ("own", Level.OWN, ""), "its call says who decides"
    assert accepted_level(desk, call=upper, year=2023)[:2] == ("upper", Level.UPPER)


def test_what_goes_to_the_level_above_outside_any_call_is_not_decided_here(desk: Desk) -> None:
    saving = commands.SaveDraft(
        applicant=desk.register(), policy=desk.policy.id, year=2022, level="upper", rows=(works(),),
        totals=DraftTotals(1),
    )  # fmt: skip
    saved = desk.store.run(saving, CLERK).value
    shown = desk.accept(saved)
    with pytest.raises(Conflict, match="上级审定的申请不办理“审定”"):
        desk.store.run(desk.confirming(saved.application, shown), CLERK)


def test_the_promised_review_is_a_deadline_until_somebody_takes_the_file_on(desk: Desk) -> None:
    saved = draft(desk)
    shown = desk.accept(saved)
    due = {saved.application: (Deadline(datetime.date(2024, 7, 18), DeadlineKind.REVIEW),)}

    def running() -> dict[int, tuple[Deadline, ...]]:
        return desk.store.read(queries.deadlines, [1, 2], desk.clock.today)

    assert running() == due, "twenty working days from Friday 21 June on"
    office = desk.store.read(queries.office)
    assert office is not None
    desk.store.run(commands.ChangeOffice(office=replace(office, review_days=0)), CLERK)
    desk.accept(draft(desk, works("粤作登字-2022-F-00000002")))
    assert running() == due, "what was promised stays, and where nothing is promised nothing is due"
    desk.store.run(desk.confirming(saved.application, shown), CLERK)
    assert running() == {}
