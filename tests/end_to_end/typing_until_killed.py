"""Type into a form without a pause until somebody kills the program.

The form is one of ``FORMS``, how says what goes on meanwhile: ``busy`` (a long job behind the window) or
``locked`` (somebody else holds the database). Sends a number for every stroke: how many seconds the program
has had by then in which it was not writing. A slow machine has fewer of them, a slow disk takes none away.
"""

import os
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ipdesk.app import launch
from ipdesk.demo import story
from ipdesk.demo.clerk import Clerk
from ipdesk.demo.stage import RunningDesk, running
from ipdesk.ui.desk.destinations import OpenApplication
from ipdesk.ui.desk.tasks import Lane
from tests.end_to_end.past import ELDER

BETWEEN_STROKES = 50  # ms, faster than anybody types
TICK = 10  # ms
WRITING = {
    "busy": (Lane.SAVING, Lane.RESCUE),
    "locked": (Lane.RESCUE,),  # a save that waits for a lock writes nothing
}


def draft(program: RunningDesk, clerk: Clerk) -> None:
    story.find_applicant(clerk, ELDER.name)
    story.add(clerk, story.DemoAchievement("专利转让许可", {"备案号或登记号": ""}))


def rows(program: RunningDesk, clerk: Clerk) -> None:
    story.add(clerk, story.DemoAchievement("专利转让许可", {"备案号或登记号": ""}))


def registration(program: RunningDesk, clerk: Clerk) -> None:
    story.register(clerk, "半途而止有限公司", {"地址": ""})


def change(program: RunningDesk, clerk: Clerk) -> None:
    story.find_applicant(clerk, ELDER.name)
    clerk.click(clerk.find("修改"))
    clerk.click(clerk.find("地址", QLineEdit))


def decision(program: RunningDesk, clerk: Clerk) -> None:
    assert program.desk is not None
    program.desk.open(OpenApplication(1))
    clerk.settle()
    clerk.press("F9")
    clerk.wait_to_see("会议纪要编号")
    clerk.click(clerk.find("会议纪要编号", QLineEdit))


def first_start(program: RunningDesk, clerk: Clerk) -> None:
    clerk.click(clerk.find("单位名称", QLineEdit))


def settings(program: RunningDesk, clerk: Clerk) -> None:
    clerk.press("Ctrl+8")
    clerk.settle()
    clerk.click(clerk.find("地址", QLineEdit))


def fund(program: RunningDesk, clerk: Clerk) -> None:
    open_fund(clerk)
    clerk.click(clerk.find("简称", QLineEdit))


def open_fund(clerk: Clerk) -> None:
    """Open the dialog that registers a fund."""
    clerk.press("Ctrl+6")
    clerk.settle()
    clerk.press("Alt+N")
    clerk.settle()


FORMS: dict[str, Callable[[RunningDesk, Clerk], None]] = {
    form.__name__: form for form in (draft, rows, registration, change, decision, first_start, settings, fund)
}


class Typist:
    """Counts the ticks of the window's own time, and types."""

    def __init__(self, program: RunningDesk, how: str, strokes: Connection) -> None:
        self._tasks, self._writing, self._ticks = program.tasks, WRITING[how], 0
        self._strokes = strokes
        self._timers = [QTimer(), QTimer()]
        for timer, due, pause in zip(
            self._timers, (self.tick, self.stroke), (TICK, BETWEEN_STROKES), strict=True
        ):
            timer.timeout.connect(due)
            timer.start(pause)

    def tick(self) -> None:
        self._ticks += not self._tasks.busy(*self._writing)

    def stroke(self) -> None:
        QTest.keyClicks(QApplication.focusWidget(), "7")
        self._strokes.send(self._ticks * TICK / 1000)


def open_killed(folder: Path, form: str, how: str, strokes: Connection) -> None:
    """Be the program that is killed: the only thing that a process does."""
    with running(launch, folder) as (program, clerk):
        FORMS[form](program, clerk)
        if how == "busy":
            program.tasks.start(Lane.LONG, lambda _: threading.Event().wait())
        typist = Typist(program, how, strokes)  # noqa: F841 - works as long as it lives
        QApplication.exec()
