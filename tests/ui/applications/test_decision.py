"""Deciding an accepted application: amounts, ceilings, reasons, minutes, conflicts."""

import dataclasses
import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipdesk.models import queries
from ipdesk.models.awards.differences import shown_lines
from ipdesk.models.commands import ConfirmApplication
from ipdesk.models.records import RawAchievement
from ipdesk.rules.library.policy_library import library_with
from ipdesk.ui import theme
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.decision.controller import DecisionController
from ipdesk.ui.applications.decision.table import COMPUTED, GRANTED, STATE, STRUCK_ROLE
from ipdesk.ui.applications.list.columns import ACHIEVEMENTS, APPLICANT
from ipdesk.ui.desk.destinations import IssueLetters, OpenApplication
from ipdesk.ui.widgets import CHIP_ROLE, Text
from ipdesk.ui.widgets.money import fen_text
from ipdesk.ui.widgets.table.delegate import DeskDelegate, bar_room
from tests.actors import CLERK
from tests.models.desk import cultivation, licence, works
from tests.places import TESTS
from tests.ui.applications.test_simple_steps import take
from tests.ui.rig import Rig

ENTER, F9, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_F9, Qt.Key.Key_Escape
SEQUENCES = TESTS / "rules" / "packs" / "sequences.yaml"
PROJECT = "shaoguan-2021/5-high-value-cultivation"


def opened(rig: Rig, *rows: object, name: str = "示例精密电子有限公司") -> DecisionController:
    """Open the decision on a newly accepted application from the list, by keyboard."""
    draft = rig.steps.draft(rig.steps.register(name), *rows)  # type: ignore[arg-type]
    rig.steps.accept(draft)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page.list.table.setFocus()
    rig.press(F9)
    assert page.decision.application() == draft.application
    return page.decision


def hold_meeting(rig: Rig, decision: DecisionController) -> None:
    rig.type(decision.view.outcome.minutes, "局务会纪要〔2024〕8号")
    rig.type(decision.view.outcome.day, "20240620")
    rig.settle()


def titles(decision: DecisionController) -> list[str]:
    return [group.view.title for group in decision.view.model.groups]


def test_lines_stand_with_their_sums_and_the_total_in_words(rig: Rig) -> None:
    decision = opened(rig, works(count="101"), licence())
    assert titles(decision) == ["作品著作权登记 100 件", "作品著作权登记 第 101 件", "专利转让许可"]
    outcome = decision.view.outcome
    assert outcome.total.text() == "28,000.00"
    assert outcome.words.text() == "大写：人民币贰万捌仟元整"
    assert outcome.changes_head.text() == "按现有历史重新核算，与受理时一致"


def test_a_refused_line_gives_its_reason_and_takes_no_amount(rig: Rig) -> None:
    decision = opened(rig, works(count="101"))
    decision.view.table.select_row(1)
    rig.settle()
    form = decision.view.form
    assert not form.grid.isVisible()
    assert "100 件" in form.closed.text()


def test_confirming_by_keyboard_makes_it_stand(rig: Rig) -> None:
    """A meeting on a Sunday is pointed out before."""
    decision = opened(rig, licence())
    hold_meeting(rig, decision)
    rig.clock.moment += datetime.timedelta(days=4)
    rig.type(decision.view.outcome.day, "20240623")
    asked = rig.answer(yes=False)
    rig.press(F9)
    assert "2024年6月23日不是工作日，请核对会议日期。" in asked()
    rig.type(decision.view.outcome.day, "20240620")
    asked = rig.answer()
    rig.press(F9)
    assert "8,000.00" in asked() and "人民币捌仟元整" in asked() and "不是工作日" not in asked()
    assert rig.state(decision.application()) == "confirmed"
    assert decision.primary.text() == "下达文书"
    rig.press(F9)
    assert rig.asked[-1] == IssueLetters((decision.application(),))


def test_without_minutes_nothing_is_confirmed(rig: Rig) -> None:
    decision = opened(rig, licence())
    rig.press(F9)
    assert rig.state(decision.application()) == "accepted"
    assert "会议纪要编号" in decision.view.outcome.minutes_field.error()
    assert decision.view.outcome.minutes.hasFocus()


def test_an_amount_left_to_a_decision_shows_its_ceiling_and_is_held_to_it(rig: Rig) -> None:
    decision = opened(rig, cultivation())
    form = decision.view.form
    assert form.amount_field.label.text() == "核定金额　最高 500,000.00 元"
    assert decision.view.outcome.note.text() == "另有 1 项待核定"
    rig.type(form.amount, "600000")
    assert "按 500,000.00 元审定" in form.amount_field.error()
    assert decision.view.outcome.total.text() == "500,000.00"
    assert form.reason_field.isHidden(), "it is the most"
    rig.type(form.amount, "30万")
    assert form.amount_field.error() == ""
    rig.settle()
    assert form.reason_field.isVisible() and form.reason_field.label.text() == "低于最高额的理由"
    assert form.reason_field.mark().startswith("选填") and form.ground_field.isHidden()
    rig.type(form.reason, "会议认为培育目标偏低")
    hold_meeting(rig, decision)
    rig.answer()
    rig.press(F9)
    (line,) = rig.steps.detail(decision.application()).lines
    assert (line.granted, line.reason) == (30_000_000, "会议认为培育目标偏低")


def test_an_amount_not_decided_is_asked_for(rig: Rig) -> None:
    decision = opened(rig, cultivation())
    hold_meeting(rig, decision)
    rig.press(F9)
    assert rig.state(decision.application()) == "accepted"
    assert "还没有核定" in decision.view.form.amount_field.error()
    assert decision.view.form.amount.hasFocus()


def test_lowering_needs_a_reason(rig: Rig) -> None:
    decision = opened(rig, licence())
    form = decision.view.form
    assert not form.reason_field.isVisible()
    rig.type(form.amount, "5000")
    rig.settle()
    assert form.reason_field.isVisible()
    hold_meeting(rig, decision)
    rig.press(F9)
    assert rig.state(decision.application()) == "accepted"
    assert form.reason.hasFocus()
    rig.type(form.reason, "合同部分未履行")
    form.ground.set_key("other")
    rig.answer()
    rig.press(F9)
    (line,) = rig.steps.detail(decision.application()).lines
    assert (line.granted, line.reason) == (500_000, "合同部分未履行")
    assert line.lowered_by.endswith("（韶府办发函〔2021〕188号）第（七）项"), "the clause is proposed"


def test_more_than_computed_is_refused_in_place(rig: Rig) -> None:
    decision = opened(rig, licence())
    rig.type(decision.view.form.amount, "9000")
    assert "不能多于可资助的 8,000.00 元" in decision.view.form.amount_field.error()
    hold_meeting(rig, decision)
    rig.press(F9)
    assert rig.state(decision.application()) == "accepted"


def test_a_range_is_lowered_as_one_or_item_by_item(rig: Rig) -> None:
    decision = opened(rig, works(count="3"))
    form = decision.view.form
    assert form.amount_field.label.text() == "每件审定金额　最多 200.00 元"
    rig.type(form.amount, "150")
    assert decision.view.outcome.total.text() == "450.00"
    form.split.click()
    rig.settle()
    assert len(titles(decision)) == 3
    decision.view.table.select_row(2)
    rig.type(form.amount, "200")
    assert decision.view.outcome.total.text() == "500.00"


def test_enter_goes_from_line_to_line_and_on_to_the_minutes(rig: Rig) -> None:
    decision = opened(rig, licence(), cultivation())
    view = decision.view
    assert view.table.current_row() == 1  # the line that waits for an amount
    view.table.select_row(0)
    rig.press(ENTER)
    assert view.form.amount.hasFocus()
    rig.press(ENTER)
    assert view.table.current_row() == 1
    rig.press(ENTER)
    rig.press(ENTER)
    assert view.outcome.minutes.hasFocus()


def test_nothing_decided_wants_a_reason_like_a_lowered_sum(rig: Rig) -> None:
    decision = opened(rig, works(count="2"), cultivation())
    decision.view.table.select_row(1)
    form, sheet = decision.view.form, decision.view.sheet
    assert sheet is not None and not form.reason_field.isVisible()
    rig.type(form.amount, "0")
    rig.settle()
    assert form.reason_field.isVisible() and form.reason_field.label.text() == "不予资助的理由"
    assert [code for (_, rule), code in sheet.problems().items() if rule == PROJECT] == ["needs_reason"]
    rig.type(form.reason, "经专家评审，未达到择优标准")
    form.ground.set_key("other")
    rig.settle()
    assert not sheet.problems()
    hold_meeting(rig, decision)
    (item,) = decision.command().decided
    assert (item.amount, item.reason) == (0, "经专家评审，未达到择优标准")


def test_what_was_typed_is_there_again(rig: Rig) -> None:
    decision = opened(rig, cultivation())
    rig.type(decision.view.form.amount, "123456.78")
    rig.type(decision.view.outcome.minutes, "局务会纪要〔2024〕8号")
    rig.press(ESCAPE)
    assert decision.bar.isHidden() or not decision.isVisible()
    rig.press(F9)
    assert decision.view.form.amount.text() == "123,456.78"
    assert decision.view.outcome.minutes.text() == "局务会纪要〔2024〕8号"


def test_history_that_grew_since_acceptance_is_shown_before_confirming(rig: Rig) -> None:
    company = rig.steps.register("示例大额许可有限公司")
    mine = rig.steps.draft(company, licence("600万"))
    rig.steps.accept(mine)
    rig.steps.confirmed(company, licence("100万", id="7", ref="Y2022440000777"))
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page._open(page.list.model.application(page.list.model.row_of(mine.application)))
    rig.settle()
    outcome = page.decision.view.outcome
    assert outcome.changes_head.text() == "按现有历史重新核算，有 1 处与受理时不同"
    assert outcome.changes.text().startswith("专利转让许可：可资助 ")
    assert " → 限额核减 " in outcome.changes.text()


def test_a_conflict_says_what_changed_and_keeps_what_was_typed(rig: Rig) -> None:
    company = rig.steps.register("示例大额许可有限公司")
    other = rig.steps.draft(company, licence("100万", id="7", ref="Y2022440000777"))
    shown = rig.steps.accept(other)
    mine = rig.steps.draft(company, licence("600万"))
    rig.steps.accept(mine)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page._open(page.list.model.application(page.list.model.row_of(mine.application)))
    rig.settle()
    decision = page.decision
    hold_meeting(rig, decision)
    rig.store.run(rig.steps.confirming(other.application, shown), CLERK)  # at the other computer
    rig.answer()
    rig.press(F9)
    assert rig.state(mine.application) == "accepted"
    assert "专利转让许可：可资助" in decision.view.message.sentence()
    assert decision.view.outcome.minutes.text() == "局务会纪要〔2024〕8号"
    assert decision.view.outcome.total.text() == "30,000.00"
    rig.answer()
    rig.press(F9)
    assert rig.state(mine.application) == "confirmed"


def test_several_are_decided_one_after_the_other(rig: Rig) -> None:
    ids = []
    for number in range(2):
        row = licence(ref=f"Y202244000090{number}")
        draft = rig.steps.draft(rig.steps.register(), row)
        rig.steps.accept(draft)
        ids.append(draft.application)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page.list.table.setFocus()
    rig.press(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    assert page.list_bar.primary.text() == "审定 2 件…", "F9 decides on both at once"
    take(page.list_bar.others, "逐件审定 2 件")
    rig.settle()
    first = page.decision.application()
    rig.press(Qt.Key.Key_F10)
    assert {first, page.decision.application()} == set(ids)
    assert not page.decision.next.isVisible()


def test_a_decided_application_can_only_be_read(rig: Rig) -> None:
    application = rig.steps.confirmed(rig.steps.register(), licence())
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page._open(page.list.current())
    rig.settle()
    view = page.decision.view
    assert view.form.amount.isReadOnly()
    assert view.outcome.minutes.text() == "局务会纪要〔2024〕3号"
    assert view.outcome.day.day() == datetime.date(2024, 6, 20)
    assert page.decision.primary.text() == "下达文书"
    assert application == page.decision.application()


def test_what_was_decided_is_shown_as_it_stands_whatever_came_later(rig: Rig) -> None:
    company = rig.steps.register("示例大额许可有限公司")
    draft = rig.steps.draft(company, licence("600万"), cultivation())
    rig.steps.accept(draft)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page._open(page.list.current())
    rig.settle()
    decision = page.decision
    decision.view.table.select_row(0)
    rig.type(decision.view.form.amount, "30000")
    rig.type(decision.view.form.reason, "合同部分未履行")
    decision.view.form.ground.set_key("other")
    decision.view.table.select_row(1)
    rig.type(decision.view.form.amount, "40万")
    hold_meeting(rig, decision)
    rig.answer()
    rig.press(F9)
    assert rig.state(draft.application) == "confirmed"
    rig.steps.confirmed(company, licence("100万", id="7", ref="Y2022440000777"))
    decision.reload()
    rig.settle()
    view = decision.view
    assert [group.granted for group in view.model.groups] == [3_000_000, 40_000_000]
    assert view.outcome.total.text() == "430,000.00"
    assert view.outcome.changes_head.text() == "审定时的结果，不随以后的变化而变"
    assert view.outcome.note.text() == "核算 450,000.00 元"
    view.table.select_row(0)
    assert view.form.reason.text() == "合同部分未履行"
    assert view.form.amount.text() == "30,000.00"
    rig.desk.open(OpenApplication(draft.application))
    rig.settle()
    line, _ = page.drawer.awards.lines()
    assert line.amount == 3_000_000
    assert line.warnings == ("审定 30,000.00 元，核减 20,000.00 元：合同部分未履行",)


def test_the_request_carries_exactly_what_is_on_show(rig: Rig) -> None:
    decision = opened(rig, works(count="2"), cultivation())
    decision.view.table.select_row(1)
    rig.type(decision.view.form.amount, "1000")
    hold_meeting(rig, decision)
    command: ConfirmApplication = decision.command()
    sheet = decision.view.sheet
    assert sheet is not None
    assert command.shown == shown_lines(sheet.result.lines, sheet.policy)
    assert [(item.rule, item.amount) for item in command.decided] == [(PROJECT, 100_000)]
    assert command.lowered == ()
    rig.tasks.settle()
    assert rig.store.read(queries.decision_draft, decision.application()) is None
    decision.leaving()
    rig.settle()
    assert rig.store.read(queries.decision_draft, decision.application()) is not None


def test_a_long_range_is_computed_behind_the_window_and_confirmed_as_typed(rig: Rig) -> None:
    decision = opened(rig, works(count="100"))
    sheet = decision.view.sheet
    assert sheet is not None
    form = decision.view.form
    form.amount.setFocus()
    form.amount.selectAll()
    form.amount.insert("150")
    form.amount.textEdited.emit("150")
    assert sheet.costly()
    rig.type(form.reason, "经费有限")
    form.ground.set_key("other")
    hold_meeting(rig, decision)
    asked = rig.answer()
    rig.press(F9)
    assert "15,000.00" in asked()
    assert sum(line.granted or 0 for line in rig.steps.detail(decision.application()).lines) == 1_500_000


def test_a_meeting_to_come_is_marked_at_once_and_nothing_is_asked(rig: Rig) -> None:
    decision = opened(rig, licence())
    outcome = decision.view.outcome
    rig.type(outcome.minutes, "局务会纪要〔2024〕8号")
    rig.type(outcome.day, "20240621")
    assert outcome.day_field.error() == "会议日期晚于今天（2024-06-20），请核对"
    rig.press(F9)
    assert rig.state(decision.application()) == "accepted"
    assert outcome.day.hasFocus() and QApplication.activeModalWidget() is None
    rig.type(outcome.day, "20240620")
    assert outcome.day_field.error() == ""


def test_a_notified_application_says_so_in_the_foot_and_offers_its_letter_again(rig: Rig) -> None:
    decision = opened(rig, licence())
    hold_meeting(rig, decision)
    rig.answer()
    rig.press(F9)
    assert decision.bar.state() == "已审定，可以下达文书"
    rig.steps.issue(decision.application())
    decision.reload()
    rig.settle()
    assert decision.bar.state() == "文书已下达，可以随时重印"
    assert decision.primary.text() == "重印文书"


def test_sums_before_the_cut_are_struck_through(rig: Rig) -> None:
    view = opened(rig, works(count="101")).view
    model = view.model
    assert view.outcome.note.text() == "受理时核算 20,200.00 元，核减后 20,000.00 元"
    struck = [model.index(row, column).data(STRUCK_ROLE) for row in (0, 1) for column in (COMPUTED, GRANTED)]
    assert struck == [False, False, True, False]
    assert model.index(1, COMPUTED).data(Qt.ItemDataRole.ToolTipRole) == (
        "核减前的金额；按条款核减后 0.00 元"
    )


def test_a_long_bank_gives_way_and_never_the_end_of_the_account(rig: Rig) -> None:
    bank = "示例农村商业银行股份有限公司示例县先进制造产业园科技支行营业部"
    company = rig.steps.register(bank=bank, account="44050162000100000198")
    rig.steps.accept(rig.steps.draft(company, licence()))
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page._open(page.list.current())
    rig.settle()
    subject = page.decision.view.subject
    assert subject.account.text() == "**** **** 0198"
    assert subject.account.width() >= subject.account.sizeHint().width()
    subject.bank.grab()
    assert subject.bank.toolTip() == bank


def cut_sums(decision: DecisionController) -> list[str]:
    """Return the sums of the table that have no room in their column."""
    table, model = decision.view.table, decision.view.model
    cells = (model.index(row, column) for row in range(model.rowCount()) for column in (COMPUTED, GRANTED))
    px = theme.density().base
    return [
        str(cell.data())
        for cell in cells
        if theme.text_width(str(cell.data()), px) + sum_pads(decision, cell.column())
        > table.columnWidth(cell.column())
    ]


def sum_pads(decision: DecisionController, column: int) -> int:
    """Return the room in px beside a sum; a scroll bar takes its own from that at the right."""
    return sum(DeskDelegate.pads(False, column == GRANTED, bar_room(decision.view.table)))


@pytest.mark.parametrize(
    "said", ["", "这台电脑的时钟比最近一次操作早了 700 天，请先核对日期和时间，再继续办理。"]
)
def test_a_small_window_stays_on_the_screen_and_cuts_no_sum(rig: Rig, said: str) -> None:
    rows = [licence(f"{count}00万", id=str(count), ref=f"Y{count}") for count in range(1, 8)]
    decision = opened(rig, *rows, name="示例先进稀土功能材料与高端装备智能制造产业技术研究院有限公司分公司")
    rig.window.resize(1093, 614)  # 1366x768 at 125 per cent
    if said:
        rig.window.notice.say(said)
    decision.view.message.say("这位申请人以前的资助按已经废止的条款发放，不计入现在的上限。")
    rig.settle()
    assert (rig.window.width(), rig.window.height()) == (1093, 614)
    for sum_ in (3_000_000_00, 120_000_000_00):
        decision.view.table.make_room(GRANTED, [fen_text(sum_)])
        wide = theme.text_width(fen_text(sum_), theme.density().base)
        assert decision.view.table.columnWidth(GRANTED) >= wide + sum_pads(decision, GRANTED)
    assert cut_sums(decision) == []
    last = decision.view.form.amount
    last.setFocus()
    rig.settle()
    seen = decision.view._scroll.viewport()
    assert seen.rect().contains(QRect(last.mapTo(seen, QPoint()), last.size()))


def test_the_list_counts_each_of_a_range_and_tells_a_long_name_whole(rig: Rig) -> None:
    name = "示例先进稀土功能材料与高端装备智能制造产业技术研究院有限公司"
    rig.steps.accept(rig.steps.draft(rig.steps.register(name), works(count="101"), licence()))
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    model = page.list.model
    assert model.index(0, ACHIEVEMENTS).data() == "102"
    assert model.index(0, APPLICANT).data(Qt.ItemDataRole.ToolTipRole) == name


def test_an_open_trace_says_what_would_change_the_line_until_it_is_decided(rig: Rig) -> None:
    decision = opened(rig, licence("600万"), licence("600万", id="7", ref="Y2022440000777"))
    decision.view.table.select_row(1)
    awards = decision.view.outcome.awards
    awards.setFocus()
    assert awards.remedies() is None
    rig.press(ENTER)
    remedies = awards.remedies()
    assert remedies is not None
    assert remedies.remedies == ("如没有“企业年度补助上限”的限制，可得 50,000.00 元。",)
    hold_meeting(rig, decision)
    rig.answer()
    rig.press(F9)
    assert rig.state(decision.application()) == "confirmed"
    assert awards.remedies() is None


def test_a_milestone_still_ahead_has_its_own_word_in_the_decision(qtbot: QtBot, data_dir: Path) -> None:
    rig = Rig(qtbot, data_dir, library_with([SEQUENCES]))
    rig.steps.policy = rig.desk.policy("sequences")
    facts = {"county": "far", "inventor": "张三"}
    row = RawAchievement(id="g1", kind="grant", ref="ZL202210000001.1", date="2022-03-12", facts=facts)
    decision = opened(rig, row)
    model = decision.view.model
    [at] = [place for place, title in enumerate(titles(decision)) if title == "累计奖励"]
    assert theme.chip_word(str(model.index(at, STATE).data(CHIP_ROLE))) == "未到档"
    decision.view.table.select_row(at)
    rig.settle()
    assert decision.view.form.closed.text() == "还没有到档，本项这次没有奖励。"
    rig.leave()


@pytest.mark.parametrize(
    ("typed", "words"),
    [("20240619", "早于受理日期（2024-06-20）"), ("20240621", "晚于今天（2024-06-20）")],
)
def test_a_meeting_on_a_wrong_day_is_marked_at_once_and_decides_nothing(
    rig: Rig, typed: str, words: str
) -> None:
    decision = opened(rig, licence())
    outcome = decision.view.outcome
    rig.type(outcome.minutes, "局务会纪要〔2024〕8号")
    rig.type(outcome.day, typed)
    rig.settle()
    assert words in outcome.day_field.error()
    rig.press(F9)
    assert outcome.day.hasFocus()
    assert rig.state(decision.application()) == "accepted"
    rig.type(outcome.day, "20240620")
    assert outcome.day_field.error() == ""


def test_minutes_that_look_odd_are_asked_about_once_and_none_are_refused(rig: Rig) -> None:
    decision = opened(rig, licence())
    outcome = decision.view.outcome
    rig.type(outcome.day, "2024-06-20")
    rig.type(outcome.minutes, "无")
    rig.press(F9)
    rig.press(F9)
    assert "不是会议纪要" in outcome.minutes_field.error()
    rig.type(outcome.minutes, "12")
    rig.press(F9)
    assert "再按一次" in outcome.minutes_field.error()
    assert rig.state(decision.application()) == "accepted"
    assert outcome.mark_problems() is None  # so that the next F9 asks whether to decide


def test_materials_that_were_not_received_are_named_before_the_decision(rig: Rig) -> None:
    got = frozenset({"application_form", "commitment"})
    decision = opened(rig, dataclasses.replace(works(), received=got))
    missing = [one.name for one in decision.view.outcome.asked_for if not one.received]
    assert "作品登记证书复印件" in missing and "申请表（签字盖章）" not in missing
    shown = [text.text() for text in decision.view.outcome.materials.findChildren(Text) if text.isVisible()]
    assert f"材料还缺 {len(missing)} 份" in shown and "已收 2 份" in shown
    assert any(text.startswith(missing[0]) for text in shown)
    hold_meeting(rig, decision)
    asked = rig.answer(yes=False)
    rig.press(F9)
    assert f"材料还缺 {len(missing)} 份：{missing[0]}" in asked()


def test_the_next_file_does_not_show_the_materials_of_the_one_before(rig: Rig) -> None:
    rig.steps.accept(rig.steps.draft(rig.steps.register("甲有限公司"), works()))
    decision = opened(rig, works("粤作登字-2022-F-00000009"), licence(), name="乙有限公司")
    of_both = decision.view.outcome.asked_for
    decision.decide((1,))
    rig.settle()
    assert {one.kind for one in of_both} > {one.kind for one in decision.view.outcome.asked_for}


@pytest.mark.parametrize("width", [1366, 960, 800])
def test_an_amount_stands_whole_before_its_unit(rig: Rig, width: int) -> None:
    decision = opened(rig, licence("4567.89万"))  # 45,678,900 yuan, of which a lower sum may be granted
    rig.window.resize(width, 700)
    rig.settle()
    field = decision.view.form.amount
    rig.type(field, "12,345,600.00")
    assert theme.text_width(field.text(), theme.density().base, theme.BOLD) < field.toggle.x()
