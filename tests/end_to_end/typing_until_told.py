"""Type into a form of the program and wait until the system ends it: ``typing_until_told.py DIR FORM ASKED``.

FORM is one of ``FORMS``; ASKED ``asked`` closes the window by hand as well, so that a question may stand
open. Prints ``typed`` once the text stands there; it has had no time yet to be saved by itself. At its end it
prints which other pages were loaded.
"""

import atexit
import os
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ipdesk import app
from ipdesk.demo.clerk import Clerk
from tests.end_to_end.typing_until_killed import FORMS

TEXT = "7" * 12


class TypedDesk(app.DeskApplication):
    """A desk at which somebody types as soon as it is open."""

    form, asked = "", False

    def start(self) -> bool:
        begun = super().start()
        QTimer.singleShot(0, self.type)
        return begun

    def type(self) -> None:
        clerk = Clerk(self.tasks)
        clerk.settle()
        FORMS[self.form](self, clerk)
        QTest.keyClicks(QApplication.focusWidget(), TEXT)
        QTimer.singleShot(0, lambda: print("typed", flush=True))
        if self.asked and self.window is not None:
            self.window.close()


def open_typed(folder: str, form: str, asked: bool) -> NoReturn:
    """Open the desk on a folder until it is ended, which ends the process."""
    TypedDesk.form, TypedDesk.asked = form, asked
    app.DeskApplication = TypedDesk  # type: ignore[misc]
    sys.exit(app.open_desk(Path(folder)))


def open_forked(out: Connection, err: Connection, folder: str, form: str, asked: bool) -> NoReturn:
    """Do the same in a process that was forked once all was loaded; it writes into these ends of pipes."""
    os.dup2(out.fileno(), 1)
    os.dup2(err.fileno(), 2)
    out.close()
    err.close()
    open_typed(folder, form, asked)


def print_pages() -> None:
    """Print the modules of the pages that nobody opened."""
    print(
        *(name for name in ("applications", "letters", "notices") if f"ipdesk.ui.{name}.page" in sys.modules)
    )


if __name__ == "__main__":
    atexit.register(print_pages)
    open_typed(sys.argv[1], sys.argv[2], sys.argv[3] == "asked")
