"""F1 lists the keys of what is in sight, in the window and in every dialog."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.ui.counter import CounterPage
from ipdesk.ui.shell.key_help import KeyHelp, keys_in_sight
from ipdesk.ui.widgets import Button, Dialog
from tests.ui.rig import Rig


@pytest.fixture
def counter(rig: Rig) -> CounterPage:
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    return page


def helped(by: QWidget) -> list[tuple[str, str, str]]:
    """Press F1, and F1 again in what opens; return what was listed."""
    seen: list[tuple[str, str, str]] = []

    def look() -> None:
        shown = QApplication.activeModalWidget()
        if isinstance(shown, KeyHelp) and shown.isActiveWindow() and not seen:
            seen.extend(tuple(one) for one in shown.keys)  # type: ignore[arg-type]
            assert shown.keys[0].key in shown.view.toPlainText()
            QTest.keyClick(shown.view, Qt.Key.Key_F1)

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(5)
    QTest.keyClick(by, Qt.Key.Key_F1)
    timer.stop()
    return seen


def test_the_keys_of_the_page_are_listed_by_part(rig: Rig, counter: CounterPage) -> None:
    keys = helped(counter.applicant.finder.box)
    assert ("申请人", "F2", "到这一栏") in keys
    assert ("申请人", "Alt+N", "登记新申请人") in keys
    assert ("成果", "Alt+R", "读证书…") in keys
    assert ("成果", "Alt+V", "粘贴表格") in keys
    assert ("页面下方", "F9", "受理") in keys
    assert ("换页", "Ctrl+1", "counter") in keys
    assert ("到处一样", "Ctrl+K", "查全部") in keys
    assert not any(does == "换一个" for _, _, does in keys)  # there is nobody yet


def test_no_key_of_a_button_in_sight_is_left_out(rig: Rig, counter: CounterPage) -> None:
    listed = {one.key for one in keys_in_sight(rig.window)}
    for button in rig.window.findChildren(Button):
        if not button.isVisible():
            continue
        written = {hook.key().toString() for hook in button.findChildren(QShortcut)} - {"Ctrl+Return"}
        assert written <= listed | {"Return", "Enter"}, button.accessibleName()


def test_a_dialog_lists_its_own_keys(rig: Rig, counter: CounterPage, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = Dialog("核对", "确定", parent=rig.window)
    extra = Button("看原件", shortcut="Alt+O")
    dialog.body.addWidget(extra)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    extra.setFocus()
    keys = helped(extra)
    assert ("这里", "Alt+O", "看原件") in keys
    assert ("这里", "Ctrl+Enter", "确定") in keys
    assert not any(part == "换页" for part, _, _ in keys)
    dialog.done(0)
