"""What the window does when the database under it is damaged, gone, or was not to be opened."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipdesk.app import DeskApplication
from ipdesk.models.commands import AddPerson
from ipdesk.models.core.errors import DamagedDatabase, DeskError
from ipdesk.models.store import DATABASE_NAME, Store
from ipdesk.ui.shell.crash_report import ErrorGuard, ErrorsWindow
from ipdesk.ui.shell.start_failure import StartFailure
from ipdesk.ui.widgets import Dialog
from tests.ui.shell.test_app import set_up, started_desks


@pytest.fixture
def start(qtbot: QtBot) -> Iterator[Callable[[Path], DeskApplication]]:
    with started_desks() as started:
        yield started


def words(sheet: Dialog) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(type(sheet.title)))


def told(program: DeskApplication) -> list[str]:
    assert program.window is not None
    return [words(sheet) for sheet in program.window.findChildren(Dialog) if sheet.isVisible()]


def test_damage_is_found_behind_the_window_told_and_not_written_over(
    start: Callable[[Path], DeskApplication], data_dir: Path
) -> None:
    set_up(data_dir)
    path = data_dir / DATABASE_NAME
    whole = path.read_bytes()
    # A page that the start does not read: an index of the audit log.
    pages = [whole[at : at + 4096] for at in range(0, len(whole), 4096)]
    number = next(at for at, page in enumerate(pages) if page[:1] == b"\x0a" and b"office 1" in page)
    pages[number] = b"\x0a" + b"\xff" * 7 + pages[number][8:]
    path.write_bytes(b"".join(pages))
    program = start(data_dir)
    [said] = told(program)
    assert "数据库文件有损坏" in said and "从现在起不再保存" in said
    assert program.desk is not None
    refused: list[DeskError] = []
    program.desk.run_later(program.desk, AddPerson(name="黄志强"), failed=refused.append)
    program.tasks.settle()
    assert [type(error) for error in refused] == [DamagedDatabase]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a folder that is in use")
def test_a_folder_deleted_under_the_window_keeps_what_is_typed_on_the_screen(
    start: Callable[[Path], DeskApplication], tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    set_up(folder)
    program = start(folder)
    assert program.window is not None
    settings = program.window.page("settings")
    program.window.go_to("settings")
    program.tasks.settle()
    office = settings.office  # type: ignore[attr-defined]
    office.inputs["contact"].setText("陈晓敏")
    shutil.rmtree(folder)
    settings.save()  # type: ignore[attr-defined]
    program.tasks.settle()
    typed, said = office.inputs["contact"].text(), settings.message.sentence()  # type: ignore[attr-defined]
    office.inputs["contact"].setText("")  # or closing asks
    assert typed == "陈晓敏"
    assert "已被删除、移走" in said and "没有保存" in said


def test_an_unexpected_error_before_the_window_does_not_speak_of_one(qtbot: QtBot, data_dir: Path) -> None:
    guard, seen = ErrorGuard(data_dir / "reports"), []

    def read_and_leave() -> None:
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, ErrorsWindow)
        seen.append(words(shown))
        shown.accept()

    QTimer.singleShot(0, read_and_leave)
    guard.tell(RuntimeError("boom"))
    [said] = seen
    assert "没有能够打开" in said and "窗口还开着" not in said


@pytest.mark.skipif(os.name == "nt", reason="names there are text")
def test_a_folder_whose_name_is_no_text_can_be_opened_and_told(
    start: Callable[[Path], DeskApplication], tmp_path: Path
) -> None:
    folder = tmp_path / os.fsdecode(b"\xb9\xfa")
    set_up(folder)
    program = start(folder)
    assert program.window is not None
    program.window.go_to("settings")
    failure = StartFailure(DamagedDatabase("损坏"), folder)
    assert "\ufffd" in words(failure)
    failure.deleteLater()
    Store.open(folder).close()
