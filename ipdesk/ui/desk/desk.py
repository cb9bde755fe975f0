"""What pages work with: the store, the policies, who sits here, what day it is, and what has changed.

A page is made with the desk alone (``CounterPage(desk)``). ``desk.open(OpenApplication(7))`` brings the page
of a destination into sight, and that page shows it (``Page.show_destination``).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ipdesk.documents.errors import DocumentError
from ipdesk.models import queries
from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import NOBODY, Actor, Permission
from ipdesk.models.core.changes import Changes, Kind, Outcome
from ipdesk.models.core.errors import DeskError, PolicyReplaced
from ipdesk.models.core.roles import permissions_of, refusal_without
from ipdesk.models.records import AuditCheck, Person
from ipdesk.models.services.policies_in_force import known_policy
from ipdesk.rules.pack.vocabulary import Vocabulary, standard_vocabulary
from ipdesk.ui.desk.destinations import Destination, OpenSetting
from ipdesk.ui.desk.exports import Exports
from ipdesk.ui.desk.own_policies import OwnPolicies
from ipdesk.ui.desk.rescue import Rescue
from ipdesk.ui.desk.rescue.typed_forms import TypedForms
from ipdesk.ui.desk.tasks import Failed, Job, Lane, Tasks
from ipdesk.ui.desk.view_log import ViewLog
from ipdesk.ui.widgets.button import Button

if TYPE_CHECKING:
    from ipdesk.models.core.session import Session
    from ipdesk.models.services.passwords import Passwords
    from ipdesk.models.services.sign_in import SignIn
    from ipdesk.models.store import Store
    from ipdesk.rules.evaluation.policy import Policy
    from ipdesk.rules.library.policy_library import PolicyLibrary

P = ParamSpec("P")
T = TypeVar("T")


class _ClerkError(Protocol):
    """An error for the clerk, of the models or of the documents."""

    setting: str


Refused = Callable[[DeskError], None]


class Unexpected(DeskError):
    """Stands for an error that nobody expected where a page has to say that something was not done."""


def _refusal(error: Exception) -> DeskError | None:
    """Return what is told of an error, of a paper that cannot be made too; None where nobody expected it."""
    if isinstance(error, DocumentError):
        return DeskError(error.message, error.setting)
    return error if isinstance(error, DeskError) else None


class Desk(QObject):
    """The one service object of all pages; ``own`` keeps the office's own policies.

    ``changed`` carries the ``Changes`` of every command, whoever ran it: pages that show those records
    refresh. ``destinationWanted`` asks for a destination; the window brings its page into sight.
    ``dayChanged`` tells that it is another day; the window hands it on to its pages. ``refused`` tells a
    DeskError for which nobody had an answer of its own. ``permissionsChanged`` tells that who sits here may
    do other things from now on. ``rescue`` keeps what is typed and in no database,
    ``forms`` what is typed in dialogs.
    ``data_dir`` is the folder of the store, None where it has none; ``passwords`` hashes them otherwise than
    usual.
    """

    changed = Signal(object)
    dayChanged = Signal()
    personChanged = Signal(object)
    permissionsChanged = Signal()
    destinationWanted = Signal(object)
    refused = Signal(object)

    def __init__(
        self,
        store: Store,
        policies: PolicyLibrary,
        tasks: Tasks,
        today: Callable[[], datetime.date] | None = None,
        data_dir: Path | None = None,
        rescue: Rescue | None = None,
        passwords: Passwords | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.store, self.policies, self.tasks = store, policies, tasks
        self.data_dir = data_dir
        self.own = OwnPolicies(self, self)
        self.rescue = rescue or Rescue(tasks, data_dir, parent=self)
        self._today = today or (lambda: store.moment().date())
        self._passwords = passwords
        self.views, self.exports = ViewLog(self, store.moment, self), Exports(self, data_dir)
        self._person: Person | None = None
        self.forms = TypedForms(self.rescue, self.person_or_none, self)
        self._permissions: frozenset[Permission] | None = None  # of who sits here, read when they are needed

    def close(self) -> None:
        """Let go of what was rescued: it is for the next window."""
        self.rescue.close()
        self.exports.close()

    # --- who, when, by which policy ---

    def today(self) -> datetime.date:
        """Return the present day: that of the store's clock, by which everything is dated."""
        return self._today()

    def person(self) -> Person:
        """Return who sits here. Raises LookupError before somebody was chosen."""
        if self._person is None:
            raise LookupError("nobody sits here")
        return self._person

    def person_or_none(self) -> Person | None:
        """Return who sits here, None before somebody was chosen."""
        return self._person

    def actor(self) -> Actor:
        """Return who sits here, as the store takes it; nobody before somebody was chosen."""
        return NOBODY if self._person is None else Actor(self._person.id)

    def set_person(self, person: Person) -> None:
        """Let somebody else sit here."""
        if person != self._person:
            self._person = person
            self._forget_permissions()
            self.personChanged.emit(person)

    def _forget_permissions(self) -> None:
        self._permissions = None
        self.permissionsChanged.emit()

    def refusal(self, permission: Permission) -> str:
        """Return why who sits here may not do something, "" where it may. Raises DeskError.

        It is for saying so beforehand: what counts is what the store finds when the command is run.
        """
        if self._permissions is None:
            roles = self.read(queries.roles_of, self._person.id) if self._person else ()
            self._permissions = permissions_of(roles)
        return "" if permission in self._permissions else refusal_without(permission)

    def guard(self, permission: Permission, *buttons: Button) -> None:
        """Let buttons be pressed only by who has a permission; they say why where nobody here has."""

        def renew() -> None:
            for button in filter(isValid, buttons):
                button.set_refusal(self.refusal(permission))

        self.permissionsChanged.connect(renew)
        renew()

    def sign_in(self) -> SignIn:
        """Return what lets people in by their passwords; its parts load with their first use."""
        from ipdesk.models.services.passwords import Passwords
        from ipdesk.models.services.sign_in import SignIn

        return SignIn(self.store, self._passwords or Passwords())

    def policy(self, policy_id: str) -> Policy:
        """Return the policy in force under an id, once all are read. Raises NotFound where there is none."""
        if policy_id not in self.policies.ids():
            self.own.wait()
        return known_policy(self.policies, policy_id)

    def policy_name(self, policy_id: str) -> str:
        """Return what a policy is called in a list; its id where there is none any more."""
        known = policy_id in self.policies.ids()
        return self.policy(policy_id).pack.short_title if known else policy_id

    def words(self) -> Vocabulary:
        """Return the words for applicants: those of the program, and the traits of the office's policies."""
        return standard_vocabulary().with_traits(self.policies.own_traits())

    # --- at once: for quick reads ---

    def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Read now. Raises DeskError."""
        return self.store.read(query, *args, **kwargs)

    # --- behind the window: the only way to write ---

    def read_later(
        self,
        owner: QObject,
        query: Callable[..., T],
        *args: object,
        done: Callable[[T], None],
        failed: Refused | None = None,
    ) -> Job:
        """Read behind the window; ``done`` or ``failed`` follow in its thread while ``owner`` lives."""
        work = lambda _: self.store.read(query, *args)  # noqa: E731
        return self.tasks.start(
            Lane.READING, work, while_alive(owner, done), self.error_handler(owner, failed)
        )

    def run_later(
        self,
        owner: QObject,
        command: Command[T],
        done: Callable[[T], None] | None = None,
        failed: Refused | None = None,
    ) -> Job:
        """Run a command behind the window; then ``changed`` is told, and ``done`` is given its answer.

        ``failed`` is told every error, one that nobody expected as Unexpected; that one goes on to the crash
        window, too.
        """
        return self._run(owner, command, done, self.error_handler(owner, failed))

    def try_later(
        self,
        owner: QObject,
        command: Command[T],
        done: Callable[[T], None],
        failed: Failed,
        actor: Actor | None = None,
    ) -> Job:
        """Run a command like ``run_later``; ``failed`` is given every error as it is and has to answer it.

        It is run by who sits here, or by the ``actor`` who sat here when it was asked for.
        """
        return self._run(owner, command, done, while_alive(owner, failed), actor)

    def _run(
        self,
        owner: QObject,
        command: Command[T],
        done: Callable[[T], None] | None,
        failed: Failed,
        by: Actor | None = None,
    ) -> Job:
        def answered(outcome: Outcome[T]) -> None:
            if not isValid(self):
                return
            self.notify(outcome.changes)
            if done is not None and isValid(owner):
                done(outcome.value)

        def refused(error: Exception) -> None:
            if isinstance(error, PolicyReplaced) and isValid(self):
                self.own.refresh()
            failed(error)

        actor = by or self.actor()
        return self.tasks.start(Lane.SAVING, lambda _: self.store.run(command, actor), answered, refused)

    def unexpected(self) -> Unexpected:
        """Return the sentence for what nobody expected."""
        return Unexpected(self.tr("程序出了意外，这一步没有办成；填写的内容都还在。"))

    def error_handler(self, owner: QObject, failed: Refused | None) -> Failed:
        """Return what tells an error to whoever asked, and one that nobody expected to the crash window."""

        def handle(error: Exception) -> None:
            known = _refusal(error)
            try:
                if isValid(owner) and failed is not None:
                    failed(known or self.unexpected())
                elif isValid(owner) and known is not None:
                    self.refused.emit(known)
            finally:
                if known is None:
                    raise error

        return handle

    def check_store(self) -> None:
        """Look for damage in the database behind the window; any is told, and nothing is written after it."""
        self.tasks.start(Lane.LONG, lambda _: self.store.check(), failed=self.error_handler(self, None))

    def check_audit_log(self, told: Callable[[AuditCheck], None], owner: QObject) -> None:
        """Check what is new in the audit log behind everything else; ``told`` is given what was found."""
        from ipdesk.models.services.audit_check import check_audit_log

        self.tasks.start(
            Lane.BACKGROUND,
            lambda _: check_audit_log(self.store, NOBODY, whole=False),
            while_alive(owner, told),
            self.error_handler(owner, None),
        )

    def check_books(self, told: Callable[[str], None], owner: QObject) -> None:
        """Judge the books of funds again behind everything else; ``told`` is given what does not hold."""
        from ipdesk.models.services.books_check import check_books

        work = lambda _: check_books(self.store)  # noqa: E731
        failed = self.error_handler(owner, None)
        self.tasks.start(Lane.BACKGROUND, work, while_alive(owner, told), failed)

    def check_files(self, told: Callable[[int], None], owner: QObject) -> None:
        """Look for the files of materials behind everything else; ``told`` is given how many are missing."""
        failed, found = self.error_handler(owner, None), while_alive(owner, told)
        self.tasks.start(Lane.BACKGROUND, lambda _: self.store.count_missing_files(), found, failed)

    def notify(self, changes: Changes) -> None:
        """Tell all pages what changed (for those that wrote on the worker by themselves)."""
        if changes.touches(Kind.PERSON):
            self._forget_permissions()
        if changes:
            self.changed.emit(changes)

    def open(self, destination: Destination) -> None:
        """Ask for a destination: its page comes into sight and shows it, unless the present one must stay."""
        self.destinationWanted.emit(destination)

    def ways_out(self, error: _ClerkError) -> tuple[tuple[str, Callable[[], None]], ...]:
        """Return what can be done about an error, as messages take it: to go where a setting is missing."""
        if not error.setting:
            return ()
        return ((self.tr("去设置"), lambda: self.open(OpenSetting(error.setting))),)


def while_alive(owner: QObject, told: Callable[[Any], None]) -> Callable[[Any], None]:
    """Return what tells an answer as long as its owner lives."""

    def answered(value: object) -> None:
        if isValid(owner):
            told(value)

    return answered
