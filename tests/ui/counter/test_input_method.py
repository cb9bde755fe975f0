"""While an input method composes, its keys are its own: nothing is chosen, left or accepted by them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.ui.applications.page import ApplicationsPage
from ipdesk.ui.letters.page import LettersPage
from ipdesk.ui.settings.page import SettingsPage
from ipdesk.ui.widgets.fields.input_method import InputMethodMixin
from tests.ui.counter.conftest import Clerk
from tests.ui.rig import Rig

KEY = Qt.Key
KEYS = (
    KEY.Key_Return, KEY.Key_Enter, KEY.Key_Tab, KEY.Key_Backtab, KEY.Key_Escape, KEY.Key_Space,
    KEY.Key_Up, KEY.Key_Down, KEY.Key_Left, KEY.Key_Right, KEY.Key_Home, KEY.Key_End, KEY.Key_PageDown,
    KEY.Key_F2, KEY.Key_F3, KEY.Key_F6, KEY.Key_F7, KEY.Key_F9, KEY.Key_F10,
    KEY.Key_Backspace,
)  # fmt: skip


def compose(text: str) -> QWidget:
    """Let an input method show a text that is not yet one, where the focus is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QApplication.sendEvent(widget, QInputMethodEvent(text, []))
    return widget


def commit(text: str) -> None:
    """Let the input method hand over what was chosen."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(QApplication.focusWidget(), event)


def finder(clerk: Clerk) -> None:
    clerk.registered()
    clerk.registered(name="乙示例有限公司", identity="91440282MA00000018")
    clerk.press(KEY.Key_F2)
    clerk.answered()


def picker(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.press(KEY.Key_F3)
    clerk.press(KEY.Key_Down)


def field(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", date="2022-05-06")
    clerk.form().inputs["ref"].widget.setFocus()


def money(clerk: Clerk) -> None:
    field(clerk)
    clerk.form().inputs["premium"].widget.setFocus()


def day(clerk: Clerk) -> None:
    field(clerk)
    clerk.form().inputs["date"].widget.setFocus()


def last_field(clerk: Clerk) -> None:
    field(clerk)
    clerk.form().inputs["year"].widget.setFocus()


def registration(clerk: Clerk) -> None:
    clerk.alt(KEY.Key_N)


def everything(clerk: Clerk) -> None:
    clerk.ctrl(KEY.Key_K)


PLACES: tuple[Callable[[Clerk], None], ...] = (
    finder, picker, field, money, day, last_field, registration, everything
)  # fmt: skip


def stands(clerk: Clerk) -> tuple[object, ...]:
    """Return what no key may change while something is being composed."""
    page, draft = clerk.page, clerk.page.draft
    widget = QApplication.focusWidget()
    return (
        widget, widget.text() if isinstance(widget, QLineEdit) else "", draft.applicant, tuple(draft.rows),
        page.achievements.chooser.isVisible(), page.achievements.chooser.board.kind(), draft.read_only(),
        page.applicant.form.isVisible(), page.applicant.finder.table.current_row(), page.message.sentence(),
        QApplication.activeModalWidget(), QApplication.activePopupWidget(),
    )  # fmt: skip


@pytest.mark.parametrize("place", PLACES, ids=[place.__name__ for place in PLACES])
def test_the_keys_of_a_composition_do_nothing_else(clerk: Clerk, place: Callable[[Clerk], None]) -> None:
    place(clerk)
    compose("shaoguanjia")
    before = stands(clerk)
    for key in KEYS:
        clerk.press(key)
        clerk.answered()
        assert stands(clerk) == before, key
    clerk.ctrl(KEY.Key_N)
    clerk.press(KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert stands(clerk) == before


def test_what_was_composed_is_text_and_the_keys_are_free_again(clerk: Clerk) -> None:
    field(clerk)
    compose("xiangmu")
    clerk.press(KEY.Key_Return)
    assert clerk.form().inputs["ref"].widget.hasFocus()
    commit("项目")
    assert clerk.form().inputs["ref"].read() == "项目"
    clerk.press(KEY.Key_Return)
    assert not clerk.form().inputs["ref"].widget.hasFocus()


def test_a_composition_that_is_given_up_frees_the_keys(clerk: Clerk) -> None:
    field(clerk)
    compose("xiangmu")
    compose("")
    clerk.press(KEY.Key_Return)
    assert not clerk.form().inputs["ref"].widget.hasFocus()


@pytest.mark.parametrize("away", ["focus", "hide"])
def test_a_composition_ends_with_the_focus(clerk: Clerk, away: str) -> None:
    field(clerk)
    line = compose("xiangmu")
    if away == "hide":
        line.hide()
    clerk.form().inputs["premium"].widget.setFocus()
    clerk.press(KEY.Key_Return)
    assert not clerk.form().inputs["premium"].widget.hasFocus()
    line.show()


def test_letters_that_come_through_are_text(clerk: Clerk) -> None:
    field(clerk)
    compose("xm")
    clerk.type("a")
    commit("")
    assert clerk.form().inputs["ref"].read() == "a"


def test_all_that_is_typed_into_knows_of_compositions(qtbot: QtBot, tmp_path: Path, clerk: Clerk) -> None:
    field(clerk)
    rig = Rig(qtbot, tmp_path / "another")
    desk = rig.desk
    rig.show(applications=ApplicationsPage(desk), letters=LettersPage(desk), settings=SettingsPage(desk))
    for window in (rig.window, clerk.window):
        for kind in (QLineEdit, QPlainTextEdit, QTextEdit):
            for line in window.findChildren(kind):
                assert isinstance(line, InputMethodMixin) or line.isReadOnly(), line.accessibleName()
    rig.leave()
