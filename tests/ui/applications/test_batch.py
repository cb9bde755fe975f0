"""Several files of one meeting: its number and day are typed once, and the next file comes by itself."""

import datetime

from PySide6.QtCore import Qt

from ipdesk.models import queries
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.batches.meeting_dialog import MeetingDialog
from ipdesk.ui.applications.decision.controller import DecisionController
from ipdesk.ui.applications.steps.offered_step import NextStep
from ipdesk.ui.desk.destinations import DecideApplications, IssueLetters
from tests.models.desk import licence
from tests.ui.rig import Rig

F9, F10, ESCAPE = Qt.Key.Key_F9, Qt.Key.Key_F10, Qt.Key.Key_Escape
MINUTES, DAY = "局务会纪要〔2024〕8号", "2024-06-20"


def opened(rig: Rig, count: int) -> tuple[DecisionController, list[int], ApplicationsPage]:
    ids = []
    for number in range(count):
        draft = rig.steps.draft(rig.steps.register(), licence(ref=f"Y20224400009{number:02d}"))
        rig.steps.accept(draft)
        ids.append(draft.application)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page.take_step(NextStep("decide", "", tuple(ids)))
    rig.settle()
    return page.decision, ids, page


def hold_meeting(rig: Rig, decision: DecisionController) -> None:
    rig.type(decision.view.outcome.minutes, MINUTES)
    rig.type(decision.view.outcome.day, "20240620")
    rig.settle()


def decide(rig: Rig) -> str:
    asked = rig.answer()
    rig.press(F9)
    return asked()


def test_the_meeting_is_typed_once_and_the_next_file_comes_by_itself(rig: Rig) -> None:
    decision, ids, _ = opened(rig, 3)
    hold_meeting(rig, decision)
    for number, application in enumerate(ids, start=1):
        assert decision.application() == application
        assert decision.view.sheet is not None
        assert decision.view.sheet.detail.application.id == application
        assert decision.view.outcome.minutes.text() == MINUTES
        said = decide(rig)
        assert f"{MINUTES}（2024年6月20日）" in said
        assert rig.state(application) == "confirmed", number
    for application in ids:
        detail = rig.steps.detail(application)
        assert (detail.minutes_number, detail.minutes_date) == (MINUTES, datetime.date(2024, 6, 20))


def test_numbers_of_minutes_that_run_against_their_days_are_pointed_out_while_they_are_typed(
    rig: Rig,
) -> None:
    decision, ids, page = opened(rig, 2)
    hold_meeting(rig, decision)
    decide(rig)
    outcome = decision.view.outcome
    assert decision.application() == ids[1] and outcome.minutes_field.line.text() == ""
    rig.clock.moment += datetime.timedelta(days=1)
    rig.type(outcome.minutes, "局务会纪要〔2024〕7号")
    rig.type(outcome.day, "20240621")
    rig.settle()
    words = "局务会纪要〔2024〕8号是2024-06-20的会议，本次编号{}，请核对；确实如此的，可以照填。"
    said, other = words.format("靠前，会议日期却更晚"), words.format("靠后，会议日期却更早")
    assert outcome.minutes_field.line.text() == said
    dialog = MeetingDialog("", rig.desk.today, page, kept=rig.store.read(queries.minutes_kept))
    for number, day, pointed_out in (
        ("局务会纪要〔2024〕7号", datetime.date(2024, 6, 21), said),
        ("局务会纪要〔2024〕9号", datetime.date(2024, 6, 21), ""),
        ("党组会纪要〔2024〕7号", datetime.date(2024, 6, 21), ""),
        ("局务会纪要〔2023〕7号", datetime.date(2024, 6, 21), ""),
        ("局务会纪要〔2024〕9号", datetime.date(2024, 6, 19), other),
        ("局务会纪要〔2024〕8号", datetime.date(2024, 6, 20), ""),
    ):  # fmt: skip
        dialog.number.setText(number)
        dialog.day.set_day(day)
        assert dialog.number_field.line.text() == pointed_out, (number, day)
    dialog.deleteLater()
    decide(rig)
    assert rig.state(ids[1]) == "confirmed", "an office may have its reasons"


def test_after_the_last_file_f9_goes_on_to_the_letters_of_all(rig: Rig) -> None:
    decision, ids, _ = opened(rig, 3)
    hold_meeting(rig, decision)
    for _ in ids:
        decide(rig)
    assert decision.primary.text() == "下达文书 3 份"
    assert "3 件" in decision.bar.state()
    rig.press(F9)
    assert rig.asked == [IssueLetters(tuple(ids))]


def test_the_foot_says_what_was_decided_when_the_next_is_there(rig: Rig) -> None:
    decision, ids, _ = opened(rig, 2)
    hold_meeting(rig, decision)
    decide(rig)
    assert rig.steps.detail(ids[0]).application.number in decision.bar.state()


def test_a_file_passed_over_hands_the_meeting_on_too(rig: Rig) -> None:
    decision, ids, _ = opened(rig, 2)
    hold_meeting(rig, decision)
    rig.press(F10)
    assert decision.application() == ids[1]
    assert (decision.view.outcome.minutes.text(), decision.view.outcome.day.text()) == (MINUTES, DAY)


def test_minutes_typed_before_at_a_file_stay_its_own(rig: Rig) -> None:
    decision, ids, page = opened(rig, 2)
    rig.press(F10)
    rig.type(decision.view.outcome.minutes, "局务会纪要〔2024〕1号")
    rig.press(ESCAPE)
    page.take_step(NextStep("decide", "", tuple(ids)))
    rig.settle()
    hold_meeting(rig, decision)
    rig.press(F10)
    assert decision.view.outcome.minutes.text() == "局务会纪要〔2024〕1号"


def test_another_batch_begins_without_a_meeting_and_takes_that_of_today_by_a_key(rig: Rig) -> None:
    decision, ids, page = opened(rig, 3)
    outcome = decision.view.outcome
    assert not outcome.same.isVisible(), "no meeting was typed yet"
    hold_meeting(rig, decision)
    decide(rig)
    rig.press(ESCAPE)
    page.take_step(NextStep("decide", "", (ids[1],)))
    rig.settle()
    assert outcome.minutes.text() == ""
    assert outcome.same.text().startswith(f"用今天填过的这次会议：{MINUTES}")
    rig.press(Qt.Key.Key_M, modifier=Qt.KeyboardModifier.AltModifier)
    assert outcome.meeting()[:2] == (MINUTES, DAY) and not outcome.same.isVisible()
    decide(rig)
    assert rig.state(ids[1]) == "confirmed"
    rig.clock.moment += datetime.timedelta(days=1)
    page.take_step(NextStep("decide", "", (ids[2],)))
    rig.settle()
    assert not outcome.same.isVisible(), "what was typed on another day is offered no more"


def test_a_meeting_handed_on_is_held_against_the_next_acceptance(rig: Rig) -> None:
    first = rig.steps.draft(rig.steps.register(), licence())
    rig.steps.accept(first)
    rig.clock.moment += datetime.timedelta(days=3)
    second = rig.steps.draft(rig.steps.register(), licence(ref="Y2022440000999"))
    rig.steps.accept(second)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page.take_step(NextStep("decide", "", (first.application, second.application)))
    rig.settle()
    hold_meeting(rig, page.decision)
    decide(rig)
    assert "早于受理日期（2024-06-23）" in page.decision.view.outcome.day_field.error()


def test_opening_a_file_says_nothing_of_typing_and_keeps_no_draft(rig: Rig) -> None:
    decision, ids, _ = opened(rig, 2)
    assert decision.bar.state() == ""
    hold_meeting(rig, decision)
    assert "正在填写" in decision.bar.state()
    rig.press(F10)
    assert decision.bar.state() == ""
    assert not decision.saving.dirty()
    rig.press(ESCAPE)
    assert rig.store.read(queries.decision_draft, ids[1]) is None


def test_all_that_is_missing_is_marked_at_once(rig: Rig) -> None:
    decision, ids, _ = opened(rig, 1)
    rig.type(decision.view.form.amount, "5000")
    rig.settle()
    rig.press(F9)
    view = decision.view
    assert "理由" in view.form.reason_field.error()
    assert "会议纪要编号" in view.outcome.minutes_field.error()
    assert "会议日期" in view.outcome.day_field.error()
    assert view.form.reason.hasFocus()
    assert view.form.ground_field.error() == "选择属于哪一种情形"
    rig.type(view.form.reason, "合同部分未履行")
    rig.press(F9)
    assert view.form.ground.hasFocus()
    view.form.ground.set_key("other")
    rig.press(F9)
    assert view.outcome.minutes.hasFocus()
    assert "会议日期" in view.outcome.day_field.error()
    assert rig.state(ids[0]) == "accepted"


def test_a_day_that_cannot_be_read_is_marked_with_the_rest(rig: Rig) -> None:
    decision, _, _ = opened(rig, 1)
    rig.type(decision.view.outcome.day, "昨天")
    rig.press(F9)
    assert "会议纪要编号" in decision.view.outcome.minutes_field.error()
    assert decision.view.outcome.day_field.error()


def test_a_reason_that_is_too_long_is_refused_at_its_field(rig: Rig) -> None:
    decision, ids, _ = opened(rig, 1)
    hold_meeting(rig, decision)
    rig.type(decision.view.form.amount, "5000")
    rig.type(decision.view.form.reason, "理" * 201)
    rig.press(F9)
    assert "最多200个字" in decision.view.form.reason_field.error()
    assert decision.view.form.reason.hasFocus()
    assert rig.state(ids[0]) == "accepted"


def test_the_minutes_number_keeps_to_a_length_too(rig: Rig) -> None:
    decision, ids, _ = opened(rig, 1)
    hold_meeting(rig, decision)
    rig.type(decision.view.outcome.minutes, "纪" * 201)
    rig.press(F9)
    assert "最多200个字" in decision.view.outcome.minutes_field.error()
    assert rig.state(ids[0]) == "accepted"


def test_escape_leads_to_the_row_of_the_file_that_was_decided_last(rig: Rig) -> None:
    decision, ids, page = opened(rig, 3)
    hold_meeting(rig, decision)
    for _ in ids:
        decide(rig)
    for last in (ids[2], ids[0], ids[1]):
        rig.desk.open(DecideApplications((last,)))
        rig.settle()
        rig.press(ESCAPE)
        found = page.list.current()
        assert found is not None
        assert found.id == last
        assert page.list.table.hasFocus()
