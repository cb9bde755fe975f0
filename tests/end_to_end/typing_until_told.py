"""Type into a form of the program and wait until the system ends it: ``typing_until_told.py DIR FORM ASKED``.

FORM is one of ``FORMS``; ASKED ``asked`` closes the window by hand as well, so that a question may stand
open. Prints ``typed`` once the text stands there; it has had no time yet to be saved by itself.
"""

import os
import sys
from pathlib import Path

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

    def start(self) -> bool:
        begun = super().start()
        QTimer.singleShot(0, self.type)
        return begun

    def type(self) -> None:
        clerk = Clerk(self.tasks)
        clerk.settle()
        FORMS[sys.argv[2]](self, clerk)
        QTest.keyClicks(QApplication.focusWidget(), TEXT)
        QTimer.singleShot(0, lambda: print("typed", flush=True))
        if sys.argv[3] == "asked" and self.window is not None:
            self.window.close()


if __name__ == "__main__":
    app.DeskApplication = TypedDesk  # type: ignore[misc]
    sys.exit(app.open_desk(Path(sys.argv[1])))
