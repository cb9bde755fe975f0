"""A step for many applications by the window: what it does is shown before, and one key takes it back."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ipdesk.models import commands
from ipdesk.models.records import Batch, Minutes
from ipdesk.models.workflow import State, Step
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.batches.meeting_dialog import MeetingDialog
from ipdesk.ui.applications.batches.preview_dialog import BatchPreview
from ipdesk.ui.widgets import Button
from tests.actors import CLERK
from tests.models.desk import licence
from tests.ui.applications.test_side_steps import in_dialog
from tests.ui.applications.test_simple_steps import give_reasons, take
from tests.ui.rig import Rig

WHY = "申请人来函撤回申请"


@pytest.fixture
def page(rig: Rig) -> ApplicationsPage:
    """Show three accepted applications of 8,000 yuan each (1% of 800,000), all of them ticked."""
    steps = rig.steps
    for number, name in enumerate(("甲精密电子有限公司", "乙机械有限公司", "丙新材料有限公司")):
        steps.accept(steps.draft(steps.register(name), licence(ref=f"Y20224400001{number}")))
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page.list.choose_state(State.ACCEPTED)
    rig.settle()
    page.list.model.check_all()
    rig.settle()
    return page


def when_shown(page: ApplicationsPage, answer: Callable[[BatchPreview], None]) -> None:
    """Answer the preview as soon as it stands there."""
    timer = QTimer(page)

    def look() -> None:
        preview = QApplication.activeModalWidget()
        if isinstance(preview, BatchPreview):
            timer.stop()
            try:
                answer(preview)
            finally:
                preview.done(int(preview.result()))

    timer.timeout.connect(look)
    timer.start(1)


def withdraw(page: ApplicationsPage, rig: Rig, count: int, answer: Callable[[BatchPreview], None]) -> None:
    """Ask to withdraw all that are ticked; ``answer`` is given the preview."""
    when_shown(page, answer)
    give_reasons(WHY)
    take(page.list_bar.others, f"申请人撤回 {count} 件…")
    rig.settle()


def test_it_is_shown_taken_and_taken_back_by_ctrl_z(page: ApplicationsPage, rig: Rig) -> None:
    seen: list[str] = []

    def agree(preview: BatchPreview) -> None:
        seen.extend((preview.title.text(), preview.summary.text(), preview.given.text()))
        preview.activateWindow()
        QApplication.processEvents()
        QTest.keyClick(preview.table, Qt.Key.Key_F9)  # as the bar, and as the button says
        rig.settle()

    withdraw(page, rig, 3, agree)
    assert seen == [
        "成批办理“申请人撤回”　3 件", "3 件可以办理，合计 24,000.00 元",
        f"理由：{WHY}　每件登记来文“撤回申请”（2024-06-20）",
    ]  # fmt: skip
    senders = [rig.steps.detail(one).incoming[0].details.sender for one in (1, 2, 3)]
    assert senders == ["甲精密电子有限公司", "乙机械有限公司", "丙新材料有限公司"]
    assert [rig.state(one) for one in (1, 2, 3)] == ["withdrawn"] * 3
    assert page.list.undo.isVisible()
    rig.press(Qt.Key.Key_Z, page.list.table, Qt.KeyboardModifier.ControlModifier)
    assert [rig.state(one) for one in (1, 2, 3)] == ["accepted"] * 3
    assert not page.list.undo.isVisible()


def test_who_cannot_take_it_stands_first_with_the_reason_and_stays_out(
    page: ApplicationsPage, rig: Rig
) -> None:
    rig.steps.store.run(commands.TakeStep(application=2, step=Step.WITHDRAW, reason=WHY), CLERK)
    shown: list[str] = []

    def agree(preview: BatchPreview) -> None:
        model = preview.table.model()
        shown.extend(model.index(0, column).data() or "" for column in (0, 5))
        shown.append(preview.accept_button.text())
        preview.accept()
        rig.settle()

    withdraw(page, rig, 3, agree)
    assert shown[0].endswith("-0002")
    assert shown[1].startswith("申请件 ")
    assert shown[2].startswith("申请人撤回 2 件")
    assert [rig.state(one) for one in (1, 2, 3)] == ["withdrawn"] * 3


def test_what_changes_behind_the_preview_stops_all(page: ApplicationsPage, rig: Rig) -> None:
    said: list[str] = []

    def agree(preview: BatchPreview) -> None:
        rig.steps.store.run(commands.TakeStep(application=1, step=Step.WITHDRAW, reason=WHY), CLERK)
        preview.accept()
        rig.settle()
        said.extend((preview.problem.sentence(), preview.summary.text()))

    withdraw(page, rig, 3, agree)
    assert "全部没有办理" in said[0]
    assert said[1].endswith("；1 件不能办理，原因见下，不在这一批之内")
    assert [rig.state(one) for one in (1, 2, 3)] == ["withdrawn", "accepted", "accepted"]


def meet(number: str, day: str, page: ApplicationsPage) -> list[str]:
    """Type the meeting into the next question; what it finds wrong with a later day is in the answer."""
    said: list[str] = []

    def fill(dialog: MeetingDialog) -> None:
        marks = {field._mark.text() for field in (dialog.number_field, dialog.day_field)}
        assert marks == {"必填"}, "the sums want it, as at the single decision"
        dialog.accept()
        said.append(dialog.number_field.error())
        dialog.number.setText(number)
        dialog.accept()
        said.append(dialog.day_field.error())
        dialog.day.show_text("2024-06-21")
        dialog.accept()
        said.append(dialog.day_field.error())
        dialog.day.show_text(day)
        dialog.accept()

    in_dialog(MeetingDialog, fill)
    return said


def take_the_same(dialog: MeetingDialog) -> None:
    """Take the meeting that is offered, and give the step up."""
    [same] = [one for one in dialog.findChildren(Button) if "用今天填过的这次会议" in one.text()]
    same.click()
    assert dialog.minutes == Minutes("局务会纪要〔2024〕8号", datetime.date(2024, 6, 20))


def test_many_are_decided_by_one_meeting_after_a_look_at_each(page: ApplicationsPage, rig: Rig) -> None:
    seen: list[str] = []
    other = rig.steps.draft(rig.steps.register(), licence(ref="Y2022440000777"))
    shown = rig.steps.accept(other)

    def agree(preview: BatchPreview) -> None:
        seen.extend((preview.summary.text(), preview.given.text(), preview.accept_button.text()))
        preview.accept()
        rig.settle()

    when_shown(page, agree)
    said = meet("局务会纪要〔2024〕8号", "2024-06-20", page)
    take(page.list_bar.others, "成批审定 3 件…")
    rig.settle()
    assert said == ["填写会议纪要编号", "填写会议日期", "会议日期晚于今天（2024-06-20），请核对"]
    assert seen == [
        "3 件可以办理，合计 24,000.00 元", "会议纪要：局务会纪要〔2024〕8号（2024-06-20）", "审定 3 件",
    ]  # fmt: skip
    assert [rig.state(one) for one in (1, 2, 3)] == ["confirmed"] * 3
    rig.press(Qt.Key.Key_Z, page.list.table, Qt.KeyboardModifier.ControlModifier)
    assert [rig.state(one) for one in (1, 2, 3)] == ["accepted"] * 3
    deciding = rig.steps.confirming(other.application, shown)
    rig.desk.notify(rig.store.run(replace(deciding, minutes_number="局务会纪要〔2024〕8号"), CLERK).changes)
    rig.settle()
    page.list.model.check_all()
    rig.settle()
    in_dialog(MeetingDialog, take_the_same)
    take(page.list_bar.others, "成批审定 3 件…")


@pytest.mark.usefixtures("own_window")
def test_after_a_new_start_the_way_back_of_today_is_still_offered(rig: Rig) -> None:
    steps = rig.steps
    draft = steps.draft(steps.register(), licence())
    steps.accept(draft)
    batch = Batch(step=Step.WITHDRAW, applications=(draft.application,), reason=WHY)
    seen = steps.store.run(commands.TryBatch(batch=batch), CLERK).value.rows
    steps.store.run(commands.RunBatch(batch=batch, seen=seen), CLERK)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    assert page.list.undo.sentences() == (
        "已办理“申请人撤回”1 件，下达文书或者办理下一步以前可以撤销",
    )  # fmt: skip
    page.list.undo.undo()
    rig.settle()
    assert rig.state(1) == "accepted"


@pytest.mark.usefixtures("own_window")
def test_a_way_back_that_is_closed_is_offered_no_more(rig: Rig) -> None:
    draft = rig.steps.draft(rig.steps.register(), licence())
    rig.steps.accept(draft)
    batch = Batch(step=Step.WITHDRAW, applications=(draft.application,), reason=WHY)
    seen = rig.store.run(commands.TryBatch(batch=batch), CLERK).value.rows
    number = rig.store.run(commands.RunBatch(batch=batch, seen=seen), CLERK).value
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    assert page.list.undo.sentences()
    elsewhere = rig.store.run(commands.UndoBatch(batch=number, step=Step.WITHDRAW), CLERK)
    rig.desk.notify(elsewhere.changes)
    rig.settle()
    assert page.list.undo.sentences() == ()
