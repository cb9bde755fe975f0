"""A counter in a real window over a real database, and a clerk who works at it by keyboard."""

import datetime
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ipdesk.models.awards.differences import shown_lines
from ipdesk.models.commands import (
    AcceptApplication,
    ConfirmApplication,
    RegisterApplicant,
    SaveDraft,
    SetUpOffice,
)
from ipdesk.models.commands.base import Command
from ipdesk.models.parsing.kind_search import KindChoice
from ipdesk.models.records import (
    ApplicantDetails,
    DraftTotals,
    Office,
    Person,
    RawAchievement,
    TraitPeriod,
)
from ipdesk.models.store import Store
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.ui.counter import CounterPage
from ipdesk.ui.counter.accept_dialog import LackingDialog
from ipdesk.ui.desk.autosave import PAUSES, Pauses
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.rescue import Rescue
from ipdesk.ui.desk.tasks import Lane, Tasks
from ipdesk.ui.shell.window import DeskWindow
from ipdesk.ui.widgets import Dialog, Text
from tests.actors import CLERK
from tests.stores import with_office
from tests.ui.counter.kept_window import KeptWindow
from tests.ui.kept_for_folder import KeptForFolder
from tests.ui.rig import end

T = TypeVar("T")
D = TypeVar("D", bound=QDialog)
Request = pytest.FixtureRequest

TODAY = datetime.date(2022, 11, 8)
COMPANY = "韶关市示例精密电子有限公司"
USCC = "91440200MA0000000C"
OFFICE = Office(name="示例县市场监督管理局", red_header="示例县市场监督管理局", number_prefix="示市监知资")
SETTING_UP = SetUpOffice(office=OFFICE, person="陈晓敏")


def now() -> datetime.datetime:
    return datetime.datetime.combine(TODAY, datetime.time(10, 42, 18)).astimezone()


def details(name: str = COMPANY, identity: str = USCC, **more: object) -> ApplicantDetails:
    values: dict[str, object] = {"kind": "enterprise", "traits": (TraitPeriod("sme"),), **more}
    return ApplicantDetails(name=name, identity=identity, **values)  # type: ignore[arg-type]


def _accept(dialog: QWidget | None) -> None:
    if isinstance(dialog, Dialog):
        dialog.accept()


class Clerk:
    """Somebody at the counter: types, presses keys, waits until the desk has answered."""

    def __init__(
        self,
        qtbot: QtBot,
        data_dir: Path,
        patience: float = 5.0,
        pauses: Pauses = PAUSES,
        rescue_dir: Path | None = None,
    ) -> None:
        self.qtbot, self.data_dir, self.patience = qtbot, data_dir, patience
        self.tasks = Tasks()
        self.store = Store.open(with_office(data_dir, SETTING_UP, now()), now, patience)
        rescue = Rescue(self.tasks, rescue_dir or data_dir, pauses)
        self.desk = Desk(self.store, standard_library(), self.tasks, lambda: TODAY, data_dir, rescue)
        self.desk.set_person(Person(1, "陈晓敏"))
        self.window = DeskWindow(self.desk, OFFICE.name)
        self.page = CounterPage(self.desk, pauses)
        self.window.add_page("counter", "受理", "file-plus", self.page, "work")
        self.page.bring_back()
        qtbot.addWidget(self.window, before_close_func=lambda _: self._let_go())
        self.window.resize(1366, 768)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.answered()

    def leave(self) -> None:
        """Close the window, whatever is left unsaved, and the database."""
        self._let_go()
        self.window.close()
        self.tasks.close()
        self.desk.close()
        self.store.close()

    def end(self) -> None:
        """Leave, where that has not been done, and let the desk itself end after its window."""
        self.leave()
        end(self.desk, self.desk.rescue, self.tasks)

    def _let_go(self) -> None:
        """Let the window close whatever is left unsaved."""
        if isValid(self.window):
            look = QTimer(self.window)
            look.timeout.connect(lambda: _accept(QApplication.activeModalWidget()))
            look.start(1)

    def answered(self) -> None:
        """Wait until everything asked so far, and what followed from it, has been answered."""
        for _ in range(3):
            QApplication.processEvents()
            self.tasks.settle(Lane.SAVING, Lane.RESCUE, Lane.READING)

    def until(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=10_000)

    def focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        if QApplication.activeWindow() is None:  # a question was answered: nobody gives the window back
            self.window.activateWindow()
            QApplication.processEvents()
        QTest.keyClick(self.focused(), key, modifier)
        QApplication.processEvents()

    def ctrl(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def alt(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.AltModifier)

    def type(self, text: str) -> None:
        """Type into whatever has the focus; Chinese comes whole, as from an input method."""
        widget = self.focused()
        if not text.isascii():
            assert isinstance(widget, QLineEdit)
            widget.insert(text)
        else:
            QTest.keyClicks(widget, text)
        QApplication.processEvents()

    def fill(self, *texts: str) -> None:
        """Type into field after field; Enter moves on."""
        for text in texts:
            if text:
                self.type(text)
            self.press(Qt.Key.Key_Return)

    def accept(self, *, agree: bool = True) -> str:
        """Press F9 and answer the question; returns what was asked."""
        asked: list[str] = []

        def answer() -> None:
            sheet = QApplication.activeModalWidget()
            if not isinstance(sheet, Dialog):
                return  # not there yet: the desk answers what was asked of it first
            look.stop()
            asked.extend(text.text() for text in sheet.findChildren(Text))
            agreed = sheet.anyway.click if isinstance(sheet, LackingDialog) else sheet.accept
            (agreed if agree else sheet.reject)()

        look = QTimer()
        look.timeout.connect(answer)
        look.start(1)
        self.press(Qt.Key.Key_F9)
        look.stop()
        return "\n".join(asked)

    @contextmanager
    def looking_out(self, answer: Callable[[], None]) -> Iterator[None]:
        """Answer whatever is asked meanwhile."""
        look = QTimer()
        look.timeout.connect(answer)
        look.start(1)
        yield
        look.stop()

    def in_dialog(
        self, shown: Callable[[], D | None], act: Callable[[D], None], begin: Callable[[], None]
    ) -> None:
        """Begin what opens a dialog and act in it once it stands; a failure there is raised afterwards."""
        seen: list[D] = []
        failed: list[Exception] = []

        def look() -> None:
            dialog = shown()
            if dialog is None or not dialog.isActiveWindow() or seen:
                return
            seen.append(dialog)
            try:
                act(dialog)
            except Exception as error:
                failed.append(error)
                dialog.done(0)  # it must not stay open for ever

        with self.looking_out(look):
            begin()
            self.until(lambda: bool(seen) and shown() is None)
        if failed:
            raise failed[0]
        self.answered()

    def registered(self, **more: object) -> int:
        """Register a company behind the counter; answer its id."""
        return self.run(RegisterApplicant(details=details(**more)))  # type: ignore[arg-type]

    def run(self, command: Command[T]) -> T:
        """Run a command behind the counter; pages are told what changed."""
        outcome = self.store.run(command, CLERK)
        self.desk.notify(outcome.changes)
        return outcome.value

    def granted(self, applicant: int, *rows: RawAchievement) -> str:
        """Have an application confirmed behind the counter; answer its number."""
        store, policy = self.store, self.page.draft.policy
        draft = SaveDraft(applicant=applicant, policy=policy.id, year=2022, rows=rows, totals=DraftTotals())
        saved = store.run(draft, CLERK).value
        accepting = AcceptApplication(application=saved.application, revision=saved.revision, policy=policy)
        shown = shown_lines(store.run(accepting, CLERK).value.lines, policy)
        store.run(
            ConfirmApplication(
                application=saved.application, policy=policy, decided=(), lowered=(),
                minutes_number="〔2022〕5号", minutes_date=TODAY, shown=shown,
            ), CLERK
        )  # fmt: skip
        return saved.number

    def seat(self, applicant: int) -> None:
        """Put an applicant on the counter."""
        self.page.applicant.choose(applicant)
        self.answered()

    def add(self, kind: str, **texts: str) -> None:
        """Add an achievement with these texts in its fields."""
        self.page.achievements.add()
        self.page.achievements.chooser.chosen.emit(KindChoice(kind, ""))
        self.write(**texts)

    def write(self, **texts: str) -> None:
        """Write into fields of the form in sight."""
        form = self.form()
        for name, text in texts.items():
            made = form.inputs[name]
            made.write(text)
            if made.line is not None:
                made.line.editingFinished.emit()  # as when the field is left
        self.answered()

    def form(self):  # noqa: ANN201 - the form in sight
        form = self.page.achievements.form()
        assert form is not None
        return form

    def awards(self) -> list[tuple[str, str, int]]:
        """Return title, status and fen of the award lines in sight."""
        return [(g.view.title, g.view.status, g.view.amount) for g in self.page.awards.list.groups()]


def _window(bot: QtBot, folder: Path) -> KeptWindow:
    empty = with_office(folder / "empty", SETTING_UP, now())
    return KeptWindow(lambda: Clerk(bot, folder / "data"), empty)


_keeping = KeptForFolder(__file__, _window)
_kept, pytest_runtest_teardown = _keeping.fixture(), _keeping.hook()


def _stands_apart(request: Request) -> bool:
    marked = (name for mark in request.node.iter_markers("usefixtures") for name in mark.args)
    return not {"data_dir", "monkeypatch", "own_window"}.isdisjoint(
        (*inspect.signature(request.function).parameters, *marked)
    )


@pytest.fixture
def clerk(qtbot: QtBot, data_dir: Path, request: Request, _kept: KeptWindow) -> Iterator[Clerk]:
    """Return a clerk before an empty counter.

    The window is the folder's, cleared, unless the test works on the data folder, patches something, or asks
    for its own; after a test that failed each has its own.
    """
    if _kept.clerk is None or _stands_apart(request):
        one = Clerk(qtbot, data_dir)
        yield one
        one.end()
        return
    failed = request.session.testsfailed
    yield _kept.clerk
    if request.session.testsfailed == failed:
        _kept.clear()
    else:
        _kept.close()


@pytest.fixture
def sit_down(qtbot: QtBot, data_dir: Path) -> Iterator[Callable[..., Clerk]]:
    """Return what opens the desk, again and again on the same data."""
    seated: list[Clerk] = []

    def sit(patience: float = 5.0, pauses: Pauses = PAUSES, rescue_dir: Path | None = None) -> Clerk:
        seated.append(Clerk(qtbot, data_dir, patience, pauses, rescue_dir))
        return seated[-1]

    yield sit
    for one in seated:
        one.end()
