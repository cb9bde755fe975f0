"""Who is related to the applicant on the counter, and whether it is barred: shown beside its name at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from ipdesk.models import queries
from ipdesk.models.applications.approvals import HANDLED
from ipdesk.models.applications.bars import barring, short_refusal
from ipdesk.models.applications.step_checks import recusal_refusal
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.records import Bar, PassedBar, Recusal
from ipdesk.ui.applicants.accounts_dialog import AccountsDialog
from ipdesk.ui.applicants.bar_dialog import bar_dialog
from ipdesk.ui.applicants.recusal_dialog import RecusalDialog
from ipdesk.ui.counter.applicant_panel import ApplicantPanel
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.counter.foot import CounterFoot
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.latest import LatestRequest

if TYPE_CHECKING:
    from ipdesk.models.core.session import Session


class _Found(NamedTuple):
    recusals: tuple[Recusal, ...] = ()
    bars: tuple[Bar, ...] = ()
    passed: tuple[PassedBar, ...] = ()
    submitted: str = ""
    """The kind of the paper for which something that ends the file was submitted."""
    kept: str = ""
    """Why the file is not deleted, as a sentence: something of it stays in the records."""


class HindranceWatch(QObject):
    """Reads recusals and bars of the applicant, and says on the buttons why nothing is to be done here.

    The command asks again: this only spares the clerk the way to its refusal. ``heldBack`` tells whether who
    sits here is related to the applicant, and may read alone.
    """

    heldBack = Signal(bool)

    def __init__(
        self, desk: Desk, draft: ApplicationDraft, panel: ApplicantPanel, foot: CounterFoot, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._draft, self._panel, self._foot = desk, draft, panel, foot
        self._latest = LatestRequest(desk, self)
        self._found = _Found()
        panel.recusal.clicked.connect(self.ask_recusal)
        panel.bars.clicked.connect(self.ask_bars)
        panel.summary.accountsWanted.connect(self.ask_accounts)
        draft.applicantChanged.connect(self._read)
        draft.fileChanged.connect(self._read)
        desk.changed.connect(self._follow)
        desk.dayChanged.connect(self._tell)
        desk.permissionsChanged.connect(self._refuse)
        self._refuse()

    def _follow(self, changes: Changes) -> None:
        applicant = self._draft.applicant
        if applicant is not None and applicant.id in changes.ids(Kind.APPLICANT):
            self._read()

    def _read(self) -> None:
        self._show(_Found())
        if self._draft.applicant is not None:
            ids = self._draft.applicant.id, self._draft.file.id or 0
            self._latest.ask(_hindrances, *ids, done=self._show)
        else:
            self._latest.drop()

    def _show(self, found: _Found) -> None:
        self._found = found
        self._tell()

    def _tell(self) -> None:
        summary = self._panel.summary
        summary.show_recusals(self._found.recusals)
        summary.show_bars(self._found.bars, self._found.passed, self._desk.today())
        self._refuse()

    def _refuse(self) -> None:
        here = self._desk.person_or_none()
        own = (recusal_refusal(one.relation) for one in self._found.recusals if one.person == here)
        related = next(own, "")
        refusal = self._desk.refusal(Permission.ENTER) or related
        self.heldBack.emit(bool(related))
        for button in (self._foot.save, self._foot.discard, self._panel.change):
            button.set_refusal(refusal)
        self._foot.keep_file(bool(self._found.kept))
        self._foot.accept.set_refusal(refusal or self._barred())

    def _barred(self) -> str:
        """Say that something was submitted which ends the file, or that the applicant is barred."""
        if self._found.submitted:
            said = self.tr("“{act}”已经送审，先办完或者撤销送审再受理")
            return said.format(act=HANDLED[self._found.submitted])
        return short_refusal(barring(self._found.bars, self._found.passed, (self._desk.today(),)))

    def ask_recusal(self) -> None:
        """Ask who is related to the applicant, or no more."""
        applicant = self._draft.applicant
        if applicant is not None:
            persons = self._desk.read(queries.persons)
            dialog = RecusalDialog(self._desk, applicant.id, persons, self._found.recusals, self._panel)
            dialog.open_once()

    def ask_bars(self) -> None:
        """Ask for a bar on the applicant, for the end of one, or why this application goes on."""
        if self._draft.applicant is not None:
            of = self._draft.file.id or 0
            application = 0 if self._draft.read_only() else of
            tell = self._foot.set_state
            bar_dialog(self._desk, self._panel, tell, self._draft.applicant, application, of=of).open_once()

    def ask_accounts(self) -> None:
        """Show to which account the applicant is paid, and ask for another."""
        if (applicant := self._draft.applicant) is not None:
            accounts = AccountsDialog(
                self._desk, applicant, lambda _: self._panel.choose(applicant.id), self._panel
            )
            accounts.open_once()


def _hindrances(session: Session, applicant: int, application: int) -> _Found:
    return _Found(
        queries.recusals(session, applicant),
        queries.bars(session, applicant),
        queries.passed_bars(session, application),
        queries.ending_handling(session, application),
        queries.deletion_fault(session, application),
    )
