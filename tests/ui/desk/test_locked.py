"""Another program holds the database: every page lives on, and what it was asked to save follows."""

import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipdesk.models import queries
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.steps.review_dialog import ReviewDialog
from ipdesk.ui.applications.steps.review_keeping import ReviewKeeping
from ipdesk.ui.applications.steps.unsaved_review import UnsavedReviews
from ipdesk.ui.desk.tasks import Lane
from ipdesk.ui.settings import SettingsPage
from ipdesk.ui.shell.person_switch import PersonDialog, PersonSwitch
from tests.faults import locked
from tests.models.desk import licence
from tests.models.handlers.steps.test_review import REVIEWING, take_up
from tests.models.parsing.test_pictures import png
from tests.ui.applications.test_review import look_fine
from tests.ui.applications.test_side_steps import in_dialog
from tests.ui.rig import Rig, impatient


def waits(rig: Rig) -> bool:
    """Say whether something waits for the lock while the window has gone on."""
    return rig.tasks.busy(Lane.SAVING)


def test_the_office_is_saved_when_the_lock_is_gone(rig: Rig, data_dir: Path) -> None:
    page = SettingsPage(rig.desk)
    rig.show(settings=page)
    rig.type(page.office.inputs["contact"], "林工")
    with locked(data_dir):
        page.save_button.click()
        assert waits(rig) and not page.save_button.isEnabled()
        rig.type(page.office.inputs["telephone"], "0751-8889999")
    rig.settle()
    office = rig.store.read(queries.office)
    assert office is not None and (office.contact, office.telephone) == ("林工", "0751-8880000")
    assert page.office.inputs["telephone"].text() == "0751-8889999", "typed while it was saved: still there"
    assert page.save_button.isEnabled()


def test_a_person_is_added_when_the_lock_is_gone(rig: Rig, data_dir: Path) -> None:
    page = SettingsPage(rig.desk)
    rig.show(settings=page)
    rig.type(page.people.name, "黄志强")
    with locked(data_dir):
        page.people.name.returnPressed.emit()
        page.people.name.returnPressed.emit()  # impatient
        assert waits(rig)
    rig.settle()
    assert [person.name for person in rig.store.read(queries.persons)] == ["陈晓敏", "黄志强"]
    assert page.people.name.text() == "" and not page.people.field.error()


def test_somebody_new_sits_down_when_the_lock_is_gone(rig: Rig, data_dir: Path) -> None:
    rig.show(settings=SettingsPage(rig.desk))
    seen: list[bool] = []

    def sit_down() -> None:
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, PersonDialog)
        sheet.new.setText("黄志强")
        with locked(data_dir):
            sheet.accept()
            seen.append(waits(rig) and sheet.isVisible())

    rig._when_asked(sit_down)
    assert PersonSwitch(rig.desk, rig.window).ask()
    assert seen == [True]
    assert rig.desk.person().name == "黄志强"


def test_a_decision_is_left_when_the_lock_is_gone(rig: Rig, data_dir: Path) -> None:
    page = ApplicationsPage(rig.desk)
    rig.show(applications=page)
    drafts = [rig.steps.draft(rig.steps.register(), licence()) for _ in range(2)]
    for draft in drafts:
        rig.steps.accept(draft)
    ids = [draft.application for draft in drafts]
    page.decision.decide(ids)
    rig.settle()
    rig.type(page.decision.view.outcome.minutes, "〔2024〕5号")
    with locked(data_dir):
        page.decision.next.click()
        assert waits(rig) and page.decision.application() == ids[0]
        assert "正在保存" in page.decision.bar.state()
        rig.qtbot.keyClicks(page.decision.view.outcome.minutes, "9")
    rig.settle()
    assert page.decision.application() == ids[1]
    kept = rig.store.read(queries.decision_draft, ids[0])
    assert kept is not None and kept.minutes_number == "〔2024〕5号"
    assert rig.store.read(queries.decision_draft, ids[1]) is None
    rig.press(Qt.Key.Key_Escape)


def test_a_review_that_the_lock_refuses_keeps_its_dialog_with_pictures_and_goes_through_later(
    qtbot: QtBot, data_dir: Path
) -> None:
    with impatient(qtbot, data_dir) as rig:
        review_under_a_lock(rig, data_dir)


def leave_half_typed(rig: Rig, dialog: ReviewDialog, data_dir: Path, left: list[str]) -> None:
    """Type into a review that the lock refuses, and let the computer be shut down; keep what is left."""
    with locked(data_dir):
        rig.type(dialog.rows[1].remark, "存续")
        dialog.rows[1].take_pictures([png()])
        assert isinstance(dialog.keeping, ReviewKeeping)
        dialog.keeping.saving.save_now()
        rig.settle()
        assert "占用" in dialog.keeping.message.sentence() and dialog.isVisible()
        assert rig.desk.rescue.keep_now()
        [file] = data_dir.glob("unsaved-*.json")
        left.append(file.read_text(encoding="utf-8"))
    dialog.keeping.saving.begin()  # the program is gone


def come_back_to_it(rig: Rig, left: str) -> None:
    """Start again: what was rescued is saved, pictures and all, and lies in no file any more."""
    assert rig.desk.read(queries.review_draft, 1) is None
    rig.desk.rescue._found = json.loads(left)
    UnsavedReviews(rig.desk, rig.window).bring_back()
    rig.settle()
    kept = rig.desk.read(queries.review_draft, 1)
    assert kept is not None and (kept.checks[1].remark, kept.checks[1].pictures) == ("存续", (png(),))
    assert list(rig.desk.rescue._watched["review_left"]()) == []


def review_under_a_lock(rig: Rig, data_dir: Path) -> None:
    steps = rig.steps
    steps.accept(steps.draft(steps.register(), licence()))
    take_up(steps, REVIEWING)
    page = ApplicationsPage(rig.desk)
    rig.show(applications=page)
    said: list[object] = []

    def review(dialog: ReviewDialog) -> None:
        look_fine(dialog)
        dialog.rows[0].pictures.append(png())
        dialog.rows[0].remark.setText("企业信用信息公示系统无异常记录")
        with locked(data_dir):
            dialog.accept()
            rig.settle()
            said.extend((dialog.isVisible(), "占用" in dialog.problem.text(), rig.state(1)))
        assert dialog.rows[0].remark.text() == "企业信用信息公示系统无异常记录"
        dialog.accept()
        rig.settle()

    left: list[str] = []
    in_dialog(ReviewDialog, lambda dialog: leave_half_typed(rig, dialog, data_dir, left))
    page.list_bar.primary.click()
    rig.settle()
    come_back_to_it(rig, left[0])
    in_dialog(ReviewDialog, review)
    page.list_bar.primary.click()
    rig.settle()
    assert said == [True, True, "accepted"]
    assert rig.state(1) == "reviewed"
    shown = [one for one in rig.desk.read(queries.application_detail, 1).checks if one.pictures]
    assert [one.check.remark for one in shown] == ["企业信用信息公示系统无异常记录", "存续"]
