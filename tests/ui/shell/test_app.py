"""The program as a whole: it opens, says what is wrong, survives what nobody expected, and remembers."""

import argparse
import datetime
import gc
import json
import logging
import shutil
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipdesk import app
from ipdesk.app import DeskApplication
from ipdesk.models import queries
from ipdesk.models.commands import AddPerson, SetUpOffice
from ipdesk.models.core.actor import NOBODY
from ipdesk.models.core.errors import LockedDatabase
from ipdesk.models.records import Hit, HitKind, Office
from ipdesk.models.store import DATABASE_NAME, Store
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.counter import CounterPage
from ipdesk.ui.desk.preferences import Preferences
from ipdesk.ui.desk.rescue import DECISION
from ipdesk.ui.desk.rescue.files import OwnFile
from ipdesk.ui.shell.crash_report import ErrorGuard, report_text
from ipdesk.ui.shell.person_switch import PersonDialog, PersonSwitch
from ipdesk.ui.shell.search_dialog import SearchDialog
from ipdesk.ui.shell.start_failure import StartFailure, open_or_report
from ipdesk.ui.shell.window import DeskWindow
from ipdesk.ui.shell.window_events import WindowEvents
from ipdesk.ui.widgets import Button
from tests.actors import CLERK
from tests.stores import with_database

OFFICE = Office(name="示例县市场监督管理局", red_header="示例县市场监督管理局", number_prefix="示市监知资")


def set_up(data_dir: Path, *colleagues: str) -> None:
    store = Store.open(with_database(data_dir))
    store.run(SetUpOffice(office=OFFICE, person="陈晓敏"), NOBODY)
    for name in colleagues:
        store.run(AddPerson(name=name), CLERK)
    store.close()


@pytest.fixture
def start(qtbot: QtBot, data_dir: Path) -> Iterator[Callable[[], DeskApplication]]:
    """Return what starts the desk on the data folder."""
    with started_desks() as started:
        yield lambda: started(data_dir)


@contextmanager
def started_desks() -> Iterator[Callable[[Path], DeskApplication]]:
    """Give what starts the desk on a folder; whatever was started is stopped with the block."""
    running: list[DeskApplication] = []

    def started(folder: Path) -> DeskApplication:
        running.append(DeskApplication(folder))
        assert running[-1].start()
        running[-1].tasks.settle()
        return running[-1]

    yield started
    for program in running:
        stop(program)


def stop(program: DeskApplication) -> None:
    if program.window is not None:
        program.window.close()
        program.window.deleteLater()
        program.window = None
    program.close()


def answer(do: Callable[[StartFailure | PersonDialog], None]) -> None:
    """Answer the next dialog that waits for an answer."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, StartFailure | PersonDialog):
            do(dialog)
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)


# --- opening ---


def test_a_day_at_the_desk_and_the_start_of_the_next(
    start: Callable[[], DeskApplication], data_dir: Path
) -> None:
    set_up(data_dir)
    program = start()
    assert program.window is not None and program.desk is not None
    assert program.desk.person().name == "陈晓敏"
    assert not program.window.isMaximized()
    assert [type(page) for page in program.window.pages()] == [CounterPage], "the others come when wanted"
    every_page_opens_and_the_office_stands_in_the_title(program)
    what_a_search_found_is_opened_on_its_page(program.window)
    somebody_new_sits_down(program)
    the_window_says_what_of_the_counter_is_safe(program.window)
    program.window.showMaximized()
    program.window.close()
    stop(program)
    half_written = a_killed_program_left_behind(data_dir)
    again = start()
    assert again.desk is not None and again.window is not None
    assert again.desk.person().name == "黄志强", "whoever sat here last"
    assert again.window.top.person.text() == "黄志强"
    assert again.window.isMaximized(), "as it was left"
    assert [type(page) for page in again.window.pages()] == [CounterPage, ApplicationsPage]
    assert not half_written.exists()


def a_killed_program_left_behind(data_dir: Path) -> Path:
    """Leave a decision for its page to save at once, and a file half written, which is returned."""
    half_written = data_dir.parent / f".ipdesk-{'0' * 16}.part"
    half_written.write_bytes(b"a name")
    for stem, content in (
        ("unsaved", {DECISION: [{"application": 99, "content": "{}", "at": "2024-06-20T09:00:00+08:00"}]}),
        ("exports", {"folders": [str(data_dir.parent)], "process": ["0" * 8]}),
    ):
        left = OwnFile(data_dir, stem)
        left.write(json.dumps(content))
        left.close()
    return half_written


def every_page_opens_and_the_office_stands_in_the_title(program: DeskApplication) -> None:
    window = program.window
    assert window is not None and OFFICE.name in window.windowTitle()
    for key in ("counter", "applications", "letters", "settings"):
        assert window.go_to(key)
        program.tasks.settle()
        assert window.current() == key


def what_a_search_found_is_opened_on_its_page(window: DeskWindow) -> None:
    [watch] = window.findChildren(WindowEvents)
    watch.search("没有这样的东西")
    [sheet] = [one for one in window.findChildren(SearchDialog) if one.isVisible()]
    assert "0 个" in sheet.title.text()
    sheet.close()
    watch.open(Hit(HitKind.LETTER, 0, "", ""))
    assert window.current() == "letters"


def somebody_new_sits_down(program: DeskApplication) -> None:
    def sit_down(dialog: StartFailure | PersonDialog) -> None:
        assert isinstance(dialog, PersonDialog)
        dialog.new.setText("陈晓敏")
        dialog.accept()
        program.tasks.settle()
        assert dialog.new_field.error()  # the name is taken
        dialog.new.setText("黄志强")
        dialog.accept()

    answer(sit_down)
    assert program.window is not None and program.desk is not None
    [people] = program.window.findChildren(PersonSwitch)
    people.ask()
    assert program.desk.person().name == "黄志强"
    assert [person.name for person in program.desk.read(queries.persons)] == ["陈晓敏", "黄志强"]


def the_window_says_what_of_the_counter_is_safe(window: DeskWindow) -> None:
    page = window.page("counter")
    assert isinstance(page, CounterPage)
    page.draft.add_row("gi_product", {})
    [watch] = window.findChildren(WindowEvents)
    assert "下次启动时找回" in watch.saved()


def test_a_place_that_nobody_can_read_is_none(start: Callable[[], DeskApplication], data_dir: Path) -> None:
    set_up(data_dir)
    Preferences(data_dir).set_text("window", "此处是乱码 AAAA")
    program = start()
    assert program.window is not None and program.window.isVisible()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda path: path.write_bytes(b"no database at all, but long enough to be looked at" * 20), "损坏"),
        (lambda path: newer(path), "更新"),
    ],
)
def test_a_database_that_cannot_be_opened_is_said_plainly_and_left_alone(
    qtbot: QtBot, data_dir: Path, damage: Callable[[Path], None], said: str
) -> None:
    set_up(data_dir)
    path = data_dir / DATABASE_NAME
    damage(path)
    before = path.read_bytes()
    seen: list[str] = []

    def refuse(dialog: StartFailure | PersonDialog) -> None:
        seen.extend(label.text() for label in dialog.findChildren(type(dialog.title)))
        dialog.reject()

    answer(refuse)
    program = DeskApplication(data_dir)
    assert not program.start()
    program.close()
    assert any(said in text for text in seen), seen
    assert any(str(data_dir) in text for text in seen)
    assert path.read_bytes() == before


def newer(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.commit()
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


def test_a_database_that_lacks_what_was_saved_is_opened_only_if_the_clerk_says_so(
    start: Callable[[], DeskApplication], data_dir: Path, tmp_path: Path
) -> None:
    set_up(data_dir)
    shutil.copy(data_dir / DATABASE_NAME, tmp_path)
    later = Store.open(data_dir)
    later.run(AddPerson(name="李敏"), CLERK)
    later.close()
    shutil.copy(tmp_path / DATABASE_NAME, data_dir)
    seen: list[str] = []

    def open_it(dialog: StartFailure | PersonDialog) -> None:
        seen.extend(label.text() for label in dialog.findChildren(type(dialog.title)))
        [button] = [button for button in dialog.findChildren(Button) if button.text() == "仍然打开"]
        button.click()

    answer(open_it)
    program = start()
    assert program.desk is not None
    assert any("缺少最近保存的内容（1 次保存" in text for text in seen), seen
    assert [person.name for person in program.desk.read(queries.persons)] == ["陈晓敏"]
    stop(program)
    start()


def test_a_locked_database_can_be_tried_again(qtbot: QtBot, data_dir: Path) -> None:
    tries: list[int] = []

    def open_store(*, use_older: bool) -> str:
        assert not use_older
        tries.append(1)
        if len(tries) == 1:
            raise LockedDatabase("另一个程序正在使用数据。")
        return "store"

    answer(lambda dialog: dialog.accept())
    assert open_or_report(open_store, data_dir) == (False, "store")
    assert len(tries) == 2


# --- unexpected errors ---


@pytest.fixture
def guard(qtbot: QtBot, data_dir: Path) -> Iterator[ErrorGuard]:
    hooks = sys.excepthook, threading.excepthook
    made = ErrorGuard(data_dir / "reports")
    made.saved = lambda: "草稿已保存。"
    yield made
    sys.excepthook, threading.excepthook = hooks
    if made.shown() is not None:
        made.shown().close()  # type: ignore[union-attr]


def words(guard: ErrorGuard) -> str:
    shown = guard.shown()
    assert shown is not None
    return "\n".join(label.text() for label in shown.findChildren(type(shown.title)))


def raised(message: str) -> Exception:
    try:
        raise ValueError(message)
    except ValueError as error:
        return error


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (
            'QPdfDocument: cannot open "/home/li/示市监知资〔2026〕1号 张三.pdf"',
            "QPdfDocument: cannot open …",
        ),
        ("QFile::open: /home/li/data/letters/张三 1.pdf: Permission denied", "QFile::open: …"),
        (r"QPrinter: C:\Users\li\张三.pdf: failed", "QPrinter: …"),
        (
            "QWidget::paintEngine: Should no longer be called",
            "QWidget::paintEngine: Should no longer be called",
        ),
        ("没有打印机 李四", "… …"),
    ],
)
def test_what_qt_complains_of_is_kept_without_names(
    guard: ErrorGuard, data_dir: Path, said: str, kept: str
) -> None:
    guard._take_from_qt(QtMsgType.QtWarningMsg, QMessageLogContext(), said)
    assert (data_dir / "reports" / "qt.txt").read_text(encoding="utf-8") == f"Qt QtWarningMsg: {kept}\n"


def test_an_unexpected_error_is_told_in_chinese_with_what_was_saved_and_where_the_report_lies(
    guard: ErrorGuard, data_dir: Path
) -> None:
    error = raised("张三 440200199001011234")
    guard.take(type(error), error, error.__traceback__)
    said = words(guard)
    assert "草稿已保存" in said
    assert "Traceback" not in said and "ValueError" not in said
    [report] = (data_dir / "reports").glob("error-*.txt")
    assert str(report) in said
    text = report.read_text(encoding="utf-8")
    assert "ValueError" in text and "test_app.py" in text
    assert "张三" not in text and "440200199001011234" not in text
    assert str(Path.home()) not in text


def test_an_error_in_another_thread_is_told_as_well(guard: ErrorGuard, qtbot: QtBot) -> None:
    guard.install()

    def fail() -> None:
        raise RuntimeError("boom")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    guard.remove()
    qtbot.waitUntil(lambda: guard.shown() is not None)


def test_many_errors_at_once_open_one_window(guard: ErrorGuard, data_dir: Path) -> None:
    for _ in range(3):
        error = raised("x")
        guard.take(type(error), error, error.__traceback__)
    windows = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert windows == [guard.shown()]
    assert len(list((data_dir / "reports").glob("error-*.txt"))) == 3


def test_a_report_that_cannot_be_written_is_said(qtbot: QtBot, data_dir: Path) -> None:
    (data_dir / "file").write_text("", encoding="utf-8")
    guard = ErrorGuard(data_dir / "file")
    error = raised("x")
    guard.take(type(error), error, error.__traceback__)
    assert "没有写成" in words(guard)
    shown = guard.shown()
    assert shown is not None
    shown.close()


def test_a_report_names_every_error_of_a_chain() -> None:
    try:
        try:
            raise KeyError("secret")
        except KeyError as cause:
            raise RuntimeError("secret too") from cause
    except RuntimeError as error:
        text = report_text(error, datetime.datetime(2024, 1, 1))
    assert "RuntimeError" in text and "KeyError" in text and "secret" not in text


# --- the command line ---


def test_the_command_line_plays_the_demonstration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from ipdesk import demo

    asked: list[object] = []

    def play(out: Path, launch: object) -> int:
        asked.extend([out, launch])
        return 0

    monkeypatch.setattr(demo, "play", play)
    assert app.run(argparse.Namespace(command="demo", out=tmp_path, data_dir=None)) == 0
    assert asked == [tmp_path, app.launch]


def test_nothing_is_logged_or_looked_for_in_memory_when_the_desk_starts(
    qtbot: QtBot, data_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    set_up(data_dir)
    shown: list[bool] = []
    program = DeskApplication(data_dir, show=lambda _: shown.append(gc.isenabled()))
    with caplog.at_level(logging.WARNING):
        assert program.start()
    program.tasks.settle()
    stop(program)
    assert (shown, gc.isenabled(), caplog.records) == ([False], True, [])
