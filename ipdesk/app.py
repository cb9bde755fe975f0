"""The composition root: the one place where the parts are put together."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from ipdesk.models.parsing.text import printable
from ipdesk.pages import add_pages
from ipdesk.paths import default_data_dir
from ipdesk.rules.evaluation.garbage_collection import without_garbage_collection
from ipdesk.ui import theme
from ipdesk.ui.desk.rescue import Rescue
from ipdesk.ui.desk.tasks import Lane, Tasks
from ipdesk.ui.shell.already_open import has_turn
from ipdesk.ui.shell.crash_report import ErrorGuard
from ipdesk.ui.shell.fit_screen import place_of, put_back, show_fitting
from ipdesk.ui.shell.session_end import SessionEnd
from ipdesk.ui.shell.single_instance import SingleInstance, bring_to_front

if TYPE_CHECKING:
    import datetime

    from ipdesk.models.records import Office, Person
    from ipdesk.models.services.passwords import Passwords
    from ipdesk.models.store import Store
    from ipdesk.ui.desk.desk import Desk
    from ipdesk.ui.desk.preferences import Preferences
    from ipdesk.ui.shell.first_start import FirstStart
    from ipdesk.ui.shell.person_switch import PersonSwitch
    from ipdesk.ui.shell.sign_in.dialog import SignInDialog
    from ipdesk.ui.shell.window import DeskWindow


def run(options: argparse.Namespace) -> int:
    """Do what the command line asks: open the desk, or play it offscreen; return the exit status."""
    if options.command == "demo":
        from ipdesk import demo

        return demo.play(options.out, launch)
    if options.command == "screenshots":
        from ipdesk import demo

        return demo.screenshots(options.out, launch)
    return open_desk(options.data_dir or default_data_dir())


def open_desk(data_dir: Path) -> int:
    """Open the window on the data of a folder and stay until it is closed.

    Where it is open on this computer already, bring it to the front instead.
    """
    app = make_application()
    instance = SingleInstance(data_dir)
    if not has_turn(instance, data_dir):
        return 0
    instance.wanted.connect(bring_to_front)
    guard = ErrorGuard(data_dir / "reports")
    guard.install()
    try:
        return _run_until_closed(app, DeskApplication(data_dir, guard, show=show_fitting), instance, guard)
    finally:
        instance.close()
        guard.remove()


def _run_until_closed(
    app: QApplication, program: DeskApplication, instance: SingleInstance, guard: ErrorGuard
) -> int:
    end = SessionEnd(app, program.keep_all)
    try:
        if not _started(program, guard):
            return 1
        instance.opened()
        return end.run()
    finally:
        program.close()
        end.close()


def _started(program: DeskApplication, guard: ErrorGuard) -> bool:
    """Start the desk; whatever nobody expected is told in Chinese like everything else."""
    try:
        return program.start()
    except Exception as error:
        guard.tell(error)
        return False


def launch(data_dir: Path) -> DeskApplication:
    """Put a desk together on a data folder, in an application made for it where there is none."""
    make_application()
    return DeskApplication(data_dir)


def make_application() -> QApplication:
    """Return the application in its look; the one that is there where there is one."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    app = QApplication(sys.argv[:1])
    app.setApplicationName("ipdesk")
    app.setDesktopFileName("ipdesk")
    theme.apply(app)
    app.setWindowIcon(theme.icon("flag", "accent"))
    return app


_PLACE = "window"
"""What the place of the window is remembered under."""


class DeskApplication(QObject):
    """The parts of a running desk, from the store to the window."""

    def __init__(
        self,
        data_dir: Path,
        guard: ErrorGuard | None = None,
        show: Callable[[QWidget], None] = QWidget.show,
        passwords: Passwords | None = None,
        now: Callable[[], datetime.datetime] | None = None,
    ) -> None:
        """Take what a desk is made of; ``now`` is the clock by which everything is dated, the machine's."""
        super().__init__()
        self._data_dir, self._guard, self._show = data_dir, guard, show
        self._passwords, self._now = passwords, now
        self.tasks = Tasks()
        self.store: Store | None = None
        self.first: FirstStart | None = None
        self.sign_in: SignInDialog | None = None
        self.window: DeskWindow | None = None
        self.desk: Desk | None = None
        self.rescue: Rescue | None = None

    def start(self) -> bool:
        """Open the store and show the first window; return False where the clerk gave up."""
        # What a start makes stays until the end: a fifth of its time went into looking for cycles in it.
        with without_garbage_collection():
            return self._start()

    def _start(self) -> bool:
        from ipdesk.ui.shell.start_failure import open_or_report

        printable.ask(_unprintable)
        failed, office = open_or_report(self._open_store, self._data_dir)
        if failed or self.store is None:
            return False
        self.rescue = Rescue(self.tasks, self._data_dir, parent=self)
        self._show_first_window(self.store, office)
        if not theme.has_rare_faces():
            self.tasks.start(Lane.LONG, lambda _: theme.read_rare_faces(), theme.add_faces)
        return True

    def _open_store(self, *, use_older: bool) -> Office | None:
        from ipdesk.models import queries
        from ipdesk.models.store import Store, local_now

        self.store = Store.open(self._data_dir, self._now or local_now, use_older=use_older)
        return self.store.read(queries.office)

    def _show_first_window(self, store: Store, office: Office | None) -> None:
        from ipdesk.models import queries

        if office is None:
            self._show_first_start(store)
        elif store.read(queries.access_settings).asks_password:
            self._show_sign_in(store, office)
        else:
            self.show_window(store, office)

    def keep_all(self) -> bool:
        """Bring everything typed onto the disk and ask nothing; say whether all of it is there."""
        if self.window is not None:
            return self.window.keep_all()
        return self.rescue is None or self.rescue.keep_now()

    def close(self) -> None:
        """Stop the workers and let go of the database."""
        printable.ask_nobody()
        self.tasks.close()
        if self.rescue is not None:
            self.rescue.close()
        if self.desk is not None:
            self.desk.exports.close()
        if self.store is not None:
            self.store.close()

    def _show_first_start(self, store: Store) -> None:
        from ipdesk.ui.shell.first_start import FirstStart

        self.first = FirstStart(store, self.tasks, self._data_dir, self.rescue, passwords=self._passwords)
        self.first.finished.connect(self._first_start_done)
        self.first.resize(theme.grid(250), theme.grid(170))
        self._show(self.first)

    def _show_sign_in(self, store: Store, office: Office) -> None:
        """Ask for a password before anything of the office is to be seen."""
        from ipdesk.models import queries
        from ipdesk.models.services.passwords import Passwords
        from ipdesk.models.services.sign_in import SignIn
        from ipdesk.ui.desk.preferences import Preferences
        from ipdesk.ui.shell.sign_in.dialog import SignInDialog

        members, last = store.read(queries.staff), Preferences(self._data_dir).person()
        chosen = next((one.person for one in members if one.id == last and one.in_service), None)
        sign_in = SignIn(store, self._passwords or Passwords())
        dialog = self.sign_in = SignInDialog(
            sign_in, self.tasks, members, chosen, title=office.name, refuse=self.tr("退出")
        )
        dialog.signedIn.connect(lambda: self._signed_in(store, office))
        self._show(dialog)

    def _signed_in(self, store: Store, office: Office) -> None:
        """Show the window before the dialog is gone: with the last window the program ends."""
        dialog, self.sign_in = self.sign_in, None
        if dialog is not None and dialog.person is not None:
            self.show_window(store, office, dialog.person.id)
            dialog.deleteLater()

    def _first_start_done(self, person: int) -> None:
        from ipdesk.models import queries

        if self.store is None or self.first is None:
            return
        office = self.store.read(queries.office)
        if office is not None and person:
            self.show_window(self.store, office, person)
            if self.first.codes and self.window is not None:  # to be printed before anything else
                from ipdesk.ui.settings.secret_dialog import codes_dialog

                codes_dialog(self.first.codes, self.window).open_once()
        elif office is not None:  # set up elsewhere meanwhile, maybe with passwords
            self._show_first_window(self.store, office)
        self.first.close()
        self.first.deleteLater()
        self.first = None

    def show_window(self, store: Store, office: Office, person: int | None = None) -> None:
        """Put the desk together and show it."""
        from ipdesk.ui.desk.preferences import Preferences
        from ipdesk.ui.shell.window import DeskWindow

        desk = self.desk = self._desk(store)
        window = self.window = DeskWindow(desk, office.name)
        preferences = Preferences(self._data_dir)
        window.set_density_mode(_density(preferences))
        people = _seat(desk, window, preferences, person)
        add_pages(window, desk, preferences)
        _watch(window, desk, self._guard)
        self._show_as_left(window, preferences)
        rest_memory()
        self._do_what_can_wait(desk)
        if desk.person_or_none() is None:
            people.ask()

    def _desk(self, store: Store) -> Desk:
        from ipdesk.rules.library.policy_library import library_with
        from ipdesk.ui.desk.desk import Desk

        desk = Desk(
            store, library_with(()), self.tasks, data_dir=self._data_dir, rescue=self.rescue,
            passwords=self._passwords,
        )  # fmt: skip
        desk.own.refresh()
        return desk

    def _do_what_can_wait(self, desk: Desk) -> None:
        # Before somebody opens the choice of a policy.
        self.tasks.start(Lane.LONG, lambda _: desk.policies.load_all())
        self.tasks.start(Lane.LONG, lambda _: desk.exports.forget_left())
        desk.check_store()

    def _show_as_left(self, window: DeskWindow, preferences: Preferences) -> None:
        """Show the window where it stood when it was closed last, and remember where it stands next time."""
        window.closing.connect(lambda: preferences.set_text(_PLACE, place_of(window)))
        if put_back(window, preferences.text(_PLACE)):
            window.show()
        else:
            self._show(window)


def _unprintable(text: str) -> str:
    """Return what no font can print; fonts are read when the first such text is typed."""
    from ipdesk.documents.typesetting.printed_text import unprintable

    return unprintable(text)


def rest_memory() -> None:
    """Leave what the start has made out of garbage collections, which would hold up typing by 0.1 s each."""
    gc.freeze()


def _seat(desk: Desk, window: DeskWindow, preferences: Preferences, person: int | None) -> PersonSwitch:
    from ipdesk.models import queries
    from ipdesk.ui.shell.person_switch import PersonSwitch

    people = PersonSwitch(desk, window)
    desk.personChanged.connect(lambda one: preferences.set_person(one.id))
    persons: tuple[Person, ...] = desk.read(queries.persons)
    wanted = person or preferences.person()
    seated = next((one for one in persons if one.id == wanted), persons[0] if persons else None)
    if seated is not None:
        desk.set_person(seated)
    return people


def _density(preferences: Preferences) -> theme.Mode:
    kept = preferences.text("density")
    return "compact" if kept == "compact" else "roomy" if kept == "roomy" else "auto"


def _watch(window: DeskWindow, desk: Desk, guard: ErrorGuard | None) -> None:
    """Follow what concerns the whole window: the office's name, searches, errors."""
    from ipdesk.ui.shell.clock_watch import ClockWatch
    from ipdesk.ui.shell.other_desks import OtherDesks
    from ipdesk.ui.shell.sign_in.lock import Lock
    from ipdesk.ui.shell.start_checks import StartChecks
    from ipdesk.ui.shell.waiting_counts import WaitingCounts
    from ipdesk.ui.shell.window_events import WindowEvents

    ClockWatch(window, desk).check()
    Lock(desk, window)
    StartChecks(window, desk).check()
    WaitingCounts(window, desk)
    OtherDesks(window, desk)
    events = WindowEvents(window, desk)
    if guard is not None:
        guard.window = window
        guard.saved = events.saved
