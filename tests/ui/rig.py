"""Pages in a real window over a real database, for the tests of the list, the letters and the settings."""

import datetime
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ipdesk.documents.letters.document import RegisteredDocument
from ipdesk.models import queries
from ipdesk.models.records import Person
from ipdesk.models.store import PATIENCE, Store
from ipdesk.paths import resource
from ipdesk.rules.library.policy_library import PolicyLibrary, library_with, standard_library
from ipdesk.ui.counter.accept_dialog import LackingDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import Destination
from ipdesk.ui.desk.page import Page
from ipdesk.ui.desk.submission import TEMPLATES
from ipdesk.ui.desk.tasks import Tasks
from ipdesk.ui.shell.waiting_counts import WaitingCounts
from ipdesk.ui.shell.window import DeskWindow
from ipdesk.ui.widgets import Dialog, ParagraphField
from tests.models.desk import SETTING_UP, Clock
from tests.models.desk import Desk as Steps
from tests.stores import with_office

P = TypeVar("P", bound=Page)
POLICY = standard_library().policy("shaoguan-2021")


def _accept(dialog: QWidget | None) -> None:
    if isinstance(dialog, Dialog):
        dialog.accept()


def end(*parts: QObject) -> None:
    """Let parts of a desk end after their window: what listens to their signals would keep them for ever."""
    for part in parts:
        if isValid(part):
            part.deleteLater()


class Rig:
    """A window with pages; ``steps`` does what other people did before."""

    store_type = Store

    def __init__(
        self,
        qtbot: QtBot,
        data_dir: Path,
        library: PolicyLibrary | None = None,
        patience: float = PATIENCE,
    ) -> None:
        self.qtbot, self.clock, self.tasks = qtbot, Clock(), Tasks()
        folder = with_office(data_dir, SETTING_UP, self.clock.moment)
        self.store = self.store_type.open(folder, self.clock, patience=patience)
        self.steps = Steps(self.store, POLICY, self.clock)
        policies = library or standard_library()
        self.desk = Desk(self.store, policies, self.tasks, data_dir=data_dir)
        self.desk.set_person(Person(self.steps.me, "陈晓敏"))
        self.window = DeskWindow(self.desk, "示例县市场监督管理局")
        qtbot.addWidget(self.window, before_close_func=lambda _: self._let_go())
        self._looks: list[QTimer] = []
        self.asked: list[Destination] = []
        self.desk.destinationWanted.connect(self.asked.append)

    def page(self, made: Callable[[Desk], P]) -> P:
        """Make a page of the desk, for ``show``."""
        return made(self.desk)

    def show(self, **pages: Page) -> None:
        """Put pages into the window and show the first."""
        for key, page in pages.items():
            self.window.add_page(key, key, "list", page, "work")
        self.window.resize(1366, 768)
        with self.qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.settle()

    def _let_go(self) -> None:
        """Let the window close whatever is left unsaved."""
        self.settle()
        timer = QTimer(self.window)
        timer.timeout.connect(lambda: _accept(QApplication.activeModalWidget()))
        timer.start(1)

    def leave(self) -> None:
        """Stop the worker and let go of the database."""
        self.tasks.close()
        self.desk.close()
        self.store.close()
        end(self.desk, self.tasks)

    def settle(self) -> None:
        """Wait until everything asked so far, and what followed from it, has been answered."""
        for _ in range(6):
            QApplication.processEvents()
            self.tasks.settle()

    def state(self, application: int) -> str:
        """Return the state of an application as the database knows it."""
        return self.store.read(queries.application_detail, application).application.state.value

    # --- hands ---

    def press(
        self,
        key: Qt.Key,
        on: QWidget | None = None,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key where the focus is, or on a widget, and wait."""
        if (
            not self.window.isActiveWindow()
        ):  # a question was answered: nobody gives the window back offscreen
            self.window.activateWindow()
            QApplication.processEvents()
        target = on or QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, modifier)
        self.settle()

    def type(self, field: QLineEdit | ParagraphField, text: str) -> None:
        """Type over what a field holds; Chinese comes whole, as from an input method."""
        field.setFocus()
        field.selectAll()
        if isinstance(field, ParagraphField):
            field.insertPlainText(text)
        else:
            field.insert(text)
            field.textEdited.emit(field.text())
        QApplication.processEvents()

    def answer(self, yes: bool = True, over: QWidget | None = None) -> Callable[[], str]:
        """Answer the next question, maybe over an open form; the function returned gives what was asked."""
        asked: list[str] = []

        def click() -> None:
            sheet = QApplication.activeModalWidget()
            assert isinstance(sheet, Dialog)
            asked.append(
                "\n".join(label.text() for label in sheet.findChildren(QWidget) if hasattr(label, "text"))
            )
            if yes and isinstance(sheet, LackingDialog):
                sheet.anyway.click()
            else:
                sheet.done(int(QDialog.DialogCode.Accepted if yes else QDialog.DialogCode.Rejected))

        self._when_asked(click, over)
        return lambda: asked[0] if asked else ""

    def _when_asked(self, click: Callable[[], None], over: QWidget | None = None) -> None:
        timer = QTimer(self.window)
        self._looks.append(timer)
        timer.setInterval(5)

        def look() -> None:
            if QApplication.activeModalWidget() not in (None, over):
                timer.stop()
                click()

        timer.timeout.connect(look)
        timer.start()

    def ask_no_more(self) -> None:
        """Answer no question any more that did not come."""
        while self._looks:
            end(self._looks.pop())


def counts_on(rig: Rig) -> Callable[[str], int]:
    """Let the window of a rig count what waits; the function returned gives the number at a page's word."""
    WaitingCounts(rig.window, rig.desk)
    rig.settle()
    return lambda key: rig.window.nav.item(key).count()


@contextmanager
def faulty_template(rig: Rig, document: RegisteredDocument[Any]) -> Iterator[None]:
    """Let an own template of a document that was laid there by hand name what nobody knows."""
    wording = resource("letters", document.template).read_text(encoding="utf-8")
    assert rig.desk.data_dir is not None
    own = rig.desk.data_dir / TEMPLATES / document.template
    own.parent.mkdir()
    own.write_text(re.sub(r"\{[a-z_]+\}", "{unheard_of}", wording, count=1), encoding="utf-8")
    yield
    own.unlink()
    own.parent.rmdir()


@contextmanager
def impatient(qtbot: QtBot, data_dir: Path) -> Iterator[Rig]:
    """Give a window whose store waits for a lock a twentieth of a second, and not five."""
    made = Rig(qtbot, data_dir, patience=0.05)
    yield made
    made.leave()


@contextmanager
def under_own_policy(qtbot: QtBot, data_dir: Path, pack: str, patience: float = PATIENCE) -> Iterator[Rig]:
    """Give a window of an office that knows one policy, its own of the id ``small``."""
    folder = data_dir / "policies"
    folder.mkdir(exist_ok=True)
    (folder / "small.yaml").write_text(pack, encoding="utf-8")
    made = Rig(qtbot, data_dir, library_with(()), patience)
    made.desk.own.refresh()
    made.settle()
    made.steps.policy = made.desk.policy("small")
    yield made
    made.leave()


def moment(day: int) -> datetime.datetime:
    """Return nine o'clock on a day of June 2024."""
    return Clock().moment.replace(day=day)
