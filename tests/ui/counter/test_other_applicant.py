"""Nothing moves a file to another applicant without a question, and what was moved can be moved back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ipdesk.models import queries
from ipdesk.ui.desk.destinations import NewApplication
from ipdesk.ui.widgets import Dialog, Text
from tests.models.desk import company_code
from tests.ui.counter.conftest import COMPANY, Clerk

KEY = Qt.Key
OTHER, OTHER_CODE = "南雄市示例农业有限公司", "91440282MA00000018"
INSURANCE = {"ref": "P1", "date": "2022-05-06", "premium": "1000", "ip_type": "patent"}


@pytest.fixture
def drafted(clerk: Clerk) -> Clerk:
    """Return a clerk with a saved draft of COMPANY on the counter; OTHER was registered after it."""
    mine = clerk.registered()
    clerk.registered(name=OTHER, identity=OTHER_CODE)
    clerk.seat(mine)
    clerk.add("ip_insurance", **INSURANCE)
    clerk.ctrl(KEY.Key_S)
    clerk.until(lambda: clerk.page.draft.file.id is not None)
    clerk.answered()
    return clerk


def asked(clerk: Clerk, do: Callable[[], None], *, agree: bool) -> str:
    """Do something and answer the question that comes; returns what was asked, nothing where none came."""
    found: list[str] = []

    def answer() -> None:
        sheet = QApplication.activeModalWidget()
        if isinstance(sheet, Dialog):
            look.stop()
            found.extend(text.text() for text in sheet.findChildren(Text))
            (sheet.accept if agree else sheet.reject)()

    look = QTimer()
    look.timeout.connect(answer)
    look.start(1)
    do()
    clerk.answered()
    look.stop()
    clerk.window.activateWindow()  # nobody gives the window back offscreen
    clerk.answered()
    return "\n".join(found)


def on_the_counter(clerk: Clerk) -> str:
    applicant = clerk.page.draft.applicant
    return applicant.name if applicant else ""


def owner(clerk: Clerk) -> str:
    """Return whose the file is in the database."""
    clerk.ctrl(KEY.Key_S)
    clerk.answered()
    assert clerk.page.draft.file.id is not None
    return clerk.store.read(queries.application_detail, clerk.page.draft.file.id).applicant.name


def search_another(clerk: Clerk) -> None:
    clerk.page.applicant.other.click()
    clerk.answered()


def pick_other(clerk: Clerk) -> None:
    clerk.type("nxs")
    clerk.answered()
    clerk.press(KEY.Key_Return)


def test_f2_and_enter_go_to_the_particulars_of_the_one_on_the_counter(drafted: Clerk) -> None:
    drafted.press(KEY.Key_F2)
    assert drafted.page.applicant.change.hasFocus()
    drafted.press(KEY.Key_Return)
    assert drafted.page.applicant.form.isVisible()
    assert drafted.page.applicant.form.inputs["name"].text() == COMPANY


def test_f2_enter_enter_leaves_the_file_with_whom_it_is(drafted: Clerk) -> None:
    assert not asked(drafted, lambda: drafted.press(KEY.Key_F2), agree=True)
    for _ in range(3):
        asked(drafted, lambda: drafted.press(KEY.Key_Return), agree=True)
    assert on_the_counter(drafted) == owner(drafted) == COMPANY


def test_the_search_begins_at_the_one_on_the_counter(drafted: Clerk) -> None:
    search_another(drafted)
    finder = drafted.page.applicant.finder
    assert finder.model.hits[finder.table.current_row()].name == COMPANY
    assert not asked(drafted, lambda: drafted.press(KEY.Key_Return), agree=True)
    assert on_the_counter(drafted) == COMPANY
    assert drafted.page.applicant.summary.isVisible()


@pytest.mark.parametrize("typed", ["", "nxs", "没有这一家"])
def test_escape_goes_back_to_the_one_on_the_counter(drafted: Clerk, typed: str) -> None:
    search_another(drafted)
    if typed:
        drafted.type(typed)
        drafted.answered()
    drafted.press(KEY.Key_Escape)
    assert drafted.page.applicant.summary.isVisible()
    assert drafted.page.applicant.summary.name.whole() == COMPANY
    assert drafted.page.applicant.change.hasFocus()


def test_another_applicant_is_asked_about_and_can_be_refused(drafted: Clerk) -> None:
    search_another(drafted)
    said = asked(drafted, lambda: pick_other(drafted), agree=False)
    assert COMPANY in said and OTHER in said and "1 项成果" in said
    assert on_the_counter(drafted) == owner(drafted) == COMPANY
    assert drafted.page.applicant.summary.name.whole() == COMPANY


def test_enter_alone_does_not_agree(drafted: Clerk) -> None:
    search_another(drafted)
    drafted.type("nxs")
    drafted.answered()

    def press_enter() -> None:
        sheet = QApplication.activeModalWidget()
        if isinstance(sheet, Dialog):
            look.stop()
            QTest.keyClick(sheet, KEY.Key_Return)

    look = QTimer()
    look.timeout.connect(press_enter)
    look.start(1)
    drafted.press(KEY.Key_Return)
    assert on_the_counter(drafted) == COMPANY


def test_a_change_of_applicant_is_taken_back_by_ctrl_z(drafted: Clerk) -> None:
    search_another(drafted)
    asked(drafted, lambda: pick_other(drafted), agree=True)
    assert on_the_counter(drafted) == owner(drafted) == OTHER
    assert COMPANY in drafted.page.achievements.undo.sentence.text()
    drafted.ctrl(KEY.Key_Z)
    drafted.answered()
    assert on_the_counter(drafted) == owner(drafted) == COMPANY
    assert drafted.page.achievements.undo.isHidden()


def test_registering_somebody_else_asks_before_the_file_is_theirs(drafted: Clerk) -> None:
    search_another(drafted)
    drafted.page.applicant.register("新来农业有限公司")
    drafted.page.applicant.form.inputs["identity"].setText(company_code(7))
    said = asked(drafted, drafted.page.applicant.form.submit.click, agree=False)
    assert "新来农业有限公司" in said
    assert on_the_counter(drafted) == owner(drafted) == COMPANY


def test_nothing_is_accepted_while_another_is_being_looked_for(drafted: Clerk) -> None:
    search_another(drafted)
    assert drafted.accept() == ""
    assert COMPANY in drafted.page.message.sentence()
    assert drafted.page.draft.file.state.value == "draft"
    assert drafted.page.applicant.finder.box.hasFocus()


def test_nothing_is_accepted_while_particulars_are_being_changed(drafted: Clerk) -> None:
    drafted.page.applicant.change.click()
    drafted.page.applicant.form.inputs["telephone"].setText("13800000000")
    assert drafted.accept() == ""
    assert "资料" in drafted.page.message.sentence()
    drafted.page.applicant.form.cancelled.emit()


def test_a_counter_without_achievements_takes_another_without_a_question(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.registered(name=OTHER, identity=OTHER_CODE)
    search_another(clerk)
    assert not asked(clerk, lambda: pick_other(clerk), agree=False)
    assert on_the_counter(clerk) == OTHER


def test_a_row_taken_away_is_not_put_back_into_another_file(drafted: Clerk) -> None:
    drafted.page.achievements.table.setFocus()
    drafted.press(KEY.Key_Delete)
    drafted.ctrl(KEY.Key_S)
    drafted.answered()
    drafted.desk.open(NewApplication(2))
    drafted.answered()
    drafted.page.setFocus()
    drafted.press(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert on_the_counter(drafted) == OTHER
    assert drafted.page.draft.rows == []


def test_an_accepted_file_takes_f2_without_a_place_to_change_anything(drafted: Clerk) -> None:
    assert drafted.accept()
    drafted.until(lambda: drafted.page.draft.read_only())
    drafted.window.activateWindow()
    drafted.answered()
    drafted.press(KEY.Key_F2)
    assert drafted.page.applicant.rooms.hasFocus()
