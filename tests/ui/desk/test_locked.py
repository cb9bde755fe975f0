"""Another program holds the database: every page lives on, and what it was asked to save follows."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ipdesk.models import queries
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.desk.tasks import Lane
from ipdesk.ui.settings import SettingsPage
from ipdesk.ui.shell.person_switch import PersonDialog, PersonSwitch
from tests.faults import locked
from tests.models.desk import licence
from tests.ui.rig import Rig


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
