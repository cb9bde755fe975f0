"""The call at the counter: proposed, told in one line, asked for where an application lies outside it."""

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ipdesk.models import queries
from ipdesk.models.commands import ChangeCall, CloseCall, OpenCall
from ipdesk.models.records import CallDetails, CallMaterial
from ipdesk.models.workflow import Level, State
from ipdesk.ui.applications.steps.decline_dialog import DeclineDialog
from ipdesk.ui.awards.material_view import belongs_to
from ipdesk.ui.counter.particulars.dialog import PolicyDialog
from tests.actors import CLERK
from tests.ui.counter.conftest import Clerk

WHERE = "。发了申报通知的，先在“设置 › 申报批次”登记"


def at(day: int, hour: int = 0, minute: int = 0, month: int = 11) -> datetime.datetime:
    return datetime.datetime(2022, month, day, hour, minute).astimezone()


# At the counter of these tests it is 8 November 2022, 10:42.
DETAILS = CallDetails(
    policy="shaoguan-2021", year=2021, title="2021年度第一批", notice_number="示知资〔2022〕3号",
    begins_at=at(1, 8, 30), ends_at=at(18, 17, 30), achieved_from=datetime.date(2021, 12, 21),
    achieved_to=datetime.date(2022, 6, 30),
)  # fmt: skip
WHY = "台风停工，局务会同意顺延"


def opened(clerk: Clerk, **changed: object) -> int:
    return clerk.run(OpenCall(details=replace(DETAILS, **changed)))  # type: ignore[arg-type]


def line(clerk: Clerk) -> str:
    return clerk.page.awards.call.text.text()


def in_dialog(clerk: Clerk, act: Callable[[PolicyDialog], None]) -> None:
    """Press F7, and act in the dialog that opens."""

    def answer() -> None:
        sheet = QApplication.activeModalWidget()
        if isinstance(sheet, PolicyDialog):
            look.stop()
            act(sheet)

    look = QTimer()
    look.timeout.connect(answer)
    look.start(1)
    clerk.press(Qt.Key.Key_F7)
    look.stop()


def fill_in(clerk: Clerk) -> None:
    """Put an applicant and an achievement on the counter."""
    clerk.seat(clerk.registered())
    clerk.add("work_registration", ref="粤作登字-2022-F-00000001", date="2022-03-01", registrar="guangdong")


def accepted(clerk: Clerk) -> bool:
    clerk.until(lambda: clerk.page.draft.read_only())
    return True


# --- what is proposed ---


def test_the_counter_begins_with_the_call_that_is_open(sit_down: Callable[..., Clerk]) -> None:
    first = sit_down()
    assert line(first) == f"这项政策没有登记申报批次，由本级审定；由上级审定的按 F7 选{WHERE}"
    call = opened(first, policy="zhaoqing-hitech-2022", year=2023)
    assert first.page.draft.policy.id == "zhaoqing-hitech-2022", "the counter is empty: it follows"
    assert (first.page.draft.year, first.page.draft.particulars.call) == (2023, call)
    opened(first)
    assert first.page.draft.policy.id == "zhaoqing-hitech-2022", "of two open calls neither leads away"


def test_one_line_says_number_end_and_how_long_that_is(clerk: Clerk) -> None:
    opened(clerk)
    assert line(clerk) == "示知资〔2022〕3号：11月18日17:30截止，还有10天"
    clerk.run(ChangeCall(call=1, revision=1, details=replace(DETAILS, ends_at=at(9), notice_number="")))
    assert line(clerk) == "2021年度第一批：11月8日24:00截止，还有13小时17分钟"


def test_the_next_application_comes_in_by_the_same_call(clerk: Clerk) -> None:
    first, second = opened(clerk), opened(clerk, title="2021年度第二批")
    assert clerk.page.draft.particulars.call == first, "as it was before the second was opened"
    in_dialog(clerk, lambda sheet: (sheet._call.set_key(str(second)), sheet.accept()))
    assert clerk.page.draft.particulars.call == second
    fill_in(clerk)
    clerk.ctrl(Qt.Key.Key_N)
    clerk.answered()
    assert clerk.page.draft.particulars.call == second
    clerk.run(CloseCall(call=second))
    assert clerk.page.draft.particulars.call == first, "what is closed leads no further"


def test_the_counter_asks_for_what_the_notice_asks_for_beside_the_policy(clerk: Clerk) -> None:
    opened(clerk)
    fill_in(clerk)
    policy = [one.id for one in clerk.page.awards.material_list()]
    sample = CallMaterial("shaoguan-2021/4-work-registration", "作品样本", None, 1, "第四条")
    told = replace(DETAILS, title="2021年度第二批", materials=(sample,))
    second = clerk.run(OpenCall(details=told))
    in_dialog(clerk, lambda sheet: (sheet._call.set_key(str(second)), sheet.accept()))
    *known, last = clerk.page.awards.material_list()
    assert [one.id for one in known] == policy and belongs_to(
        last
    ) == "第 1 项　作品著作权登记（申报通知第四条）"
    more = replace(told, materials=(sample, replace(sample, name="创作说明")))
    clerk.run(ChangeCall(call=second, revision=1, details=more))
    assert clerk.page.awards.material_list()[-1].name == "创作说明"
    clerk.page.awards.tick(last, received=True)
    assert [one.name for one in clerk.page.awards.material_list() if one.received] == ["作品样本"]


def test_between_two_open_calls_the_clerk_chooses_by_keyboard(clerk: Clerk) -> None:
    fill_in(clerk)
    opened(clerk)
    assert line(clerk) == "没有选批次，“2021年度第一批”正在受理，按 F7 选"
    second = opened(clerk, title="2021年度第二批")
    assert line(clerk) == "有 2 个批次正在受理，按 F7 选定一个"

    def choose(sheet: PolicyDialog) -> None:
        assert sheet.focusWidget() is sheet._call
        QTest.keyClick(sheet._call, Qt.Key.Key_1)  # the one opened last stands first
        assert sheet._year.text() == "2021"
        QTest.keyClick(sheet._call, Qt.Key.Key_Return)
        for field in (sheet._year, sheet._reason):
            QTest.keyClick(field, Qt.Key.Key_Return)
        QTest.keyClick(sheet.accept_button, Qt.Key.Key_Return)

    in_dialog(clerk, choose)
    assert clerk.page.draft.particulars.call == second
    clerk.accept()
    assert accepted(clerk)
    assert line(clerk) == "申报批次：2021年度第二批（示知资〔2022〕3号）"


# --- outside ---


def test_who_decides_what_belongs_to_no_call_is_said_once_and_stays_said(clerk: Clerk) -> None:
    fill_in(clerk)
    in_dialog(clerk, lambda sheet: (sheet._level.set_key("upper"), sheet.accept()))
    assert line(clerk) == f"这项政策没有登记申报批次，由上级审定{WHERE}"
    clerk.accept()
    assert accepted(clerk)
    assert line(clerk) == "不属于任何申报批次，由上级审定"
    clerk.ctrl(Qt.Key.Key_N)
    clerk.answered()
    assert line(clerk) == f"这项政策没有登记申报批次，由上级审定{WHERE}", "as of the one before"
    opened(clerk)
    in_dialog(clerk, lambda sheet: (sheet._call.set_key("1"), sheet.accept()))
    assert clerk.page.draft.particulars.level == "", "its call says it"


def test_after_the_end_a_reason_is_asked_for_and_recorded(clerk: Clerk) -> None:
    call = opened(clerk)
    fill_in(clerk)
    clerk.run(ChangeCall(call=call, revision=1, details=replace(DETAILS, ends_at=at(8, 10, 42))))
    assert line(clerk) == "示知资〔2022〕3号：已于11月8日10:42截止，要受理的按 F7 写明理由"
    assert clerk.accept() == "", "no question before there is a reason"
    assert "已于2022年11月8日10:42截止。确实要受理的，请填写" in clerk.page.message.sentence()

    def explain(sheet: PolicyDialog) -> None:
        assert sheet.focusWidget() is sheet._reason
        sheet._reason.insert("同意")
        sheet.accept()
        assert "看不出理由" in sheet._reason_field.error() and sheet.isVisible()
        sheet._reason.setText(WHY)
        sheet.accept()

    in_dialog(clerk, explain)
    assert clerk.page.message.sentence() == "" and line(clerk).endswith("批次外受理的理由已填")
    assert f"批次外受理，理由：{WHY}。" in clerk.accept()
    assert accepted(clerk)
    steps = clerk.store.read(queries.application_detail, clerk.page.draft.file.id or 0).steps
    assert steps[-1].remark == f"批次外受理：{WHY}"
    assert line(clerk).endswith(f"批次外受理：{WHY}")


@pytest.mark.parametrize("asked", [False, True])
def test_a_call_closed_elsewhere_while_the_application_lies_on_the_counter_takes_it_no_more(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch, asked: bool
) -> None:
    """Before the question whether to accept, and while it is open: nobody tells this window."""
    call = opened(clerk)
    fill_in(clerk)
    page, agreed = clerk.page, clerk.page.acceptance._agreed

    def close() -> bool:
        clerk.store.run(CloseCall(call=call), CLERK)
        return True

    if asked:
        monkeypatch.setattr(page.acceptance, "_agreed", lambda: agreed() and close())
    else:
        close()
    assert bool(clerk.accept()) is asked
    clerk.until(lambda: "关闭，不能再按它受理" in page.message.sentence())
    assert not page.draft.read_only() and page.draft.rows, "nothing half done"
    assert line(clerk) == "示知资〔2022〕3号：已经关闭，不能再按它受理，按 F7 另选"


def test_when_no_call_is_open_the_counter_says_when_one_will_be_or_was(clerk: Clerk) -> None:
    fill_in(clerk)
    opened(clerk, begins_at=at(1, month=9), ends_at=at(1, month=10))
    said = "现在没有受理中的批次：“2021年度第一批”{}，要受理的按 F7 写明理由"
    assert line(clerk) == said.format("已于9月30日24:00截止")
    opened(clerk, begins_at=at(1, 8, 30, month=12), ends_at=at(31, month=12), level=Level.UPPER)
    assert line(clerk) == said.format("12月1日08:30开始") + "；受理后由上级审定"
    assert clerk.accept() == "" and "请先选定批次" in clerk.page.message.sentence()
    titles: list[str] = []

    def decline() -> None:
        sheet = QApplication.activeModalWidget()
        if isinstance(sheet, DeclineDialog) and not titles:
            titles.append(sheet.title.text())
            sheet.input.setText("超过申报期限，说明理由后申请人不再申报")
            sheet.accept()

    with clerk.looking_out(decline):
        clerk.press(Qt.Key.Key_F12)
        clerk.until(lambda: clerk.page.draft.read_only())
    assert titles == ["不予受理"], "what no call takes is not left lying"
    assert (
        clerk.store.read(queries.application_detail, clerk.page.draft.file.id or 0).application.state
        is State.NOT_ACCEPTED
    )


def test_a_day_outside_the_achievement_period_is_pointed_out_at_its_row(clerk: Clerk) -> None:
    opened(clerk)
    fill_in(clerk)
    table = clerk.page.achievements.model
    assert table.index(0, 5).data() == "已填齐"
    clerk.write(date="2022-07-01")
    assert clerk.form().fields["date"].line.text() == "批次只收2021-12-21至2022-06-30"
    assert table.index(0, 5).data() == "期间外"
    assert clerk.accept() == ""
    assert "第1项的日期不在批次“2021年度第一批”的成果期间" in clerk.page.message.sentence()
    clerk.write(date="2022-06-30")
    assert table.index(0, 5).data() == "已填齐" and clerk.page.message.sentence() == ""
    clerk.accept()
    assert accepted(clerk)


def test_another_policy_brings_its_own_call_and_year(clerk: Clerk) -> None:
    opened(clerk)
    other = opened(clerk, policy="zhaoqing-hitech-2022", year=2022, title="专项")

    def change(sheet: PolicyDialog) -> None:
        sheet._policy.set_key("zhaoqing-hitech-2022")
        assert (sheet._call.key(), sheet._year.text()) == (str(other), "2022")
        sheet._year.setText("2021")
        sheet.accept()
        assert "是 2022 年度的" in sheet._year_field.error()
        sheet._policy.set_key("qingyuan-2018")
        assert sheet._call_field.isHidden() and sheet._reason_field.isHidden()
        sheet._policy.set_key("zhaoqing-hitech-2022")
        sheet._reason.setText(" ")
        sheet.accept()

    in_dialog(clerk, change)
    assert (clerk.page.draft.policy.id, clerk.page.draft.particulars.call) == ("zhaoqing-hitech-2022", other)
