"""Who is related to the applicant on the counter: shown beside its name, kept from accepting."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ipdesk.models import queries
from ipdesk.models.applications.step_checks import recusal_refusal
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.records import Recusal
from ipdesk.ui.applicants.recusal_dialog import RecusalDialog
from ipdesk.ui.counter.applicant_panel import ApplicantPanel
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.widgets import Button


class RecusalWatch(QObject):
    """Reads the recusals of the applicant, and says on the button why who sits here does not accept."""

    def __init__(
        self, desk: Desk, draft: ApplicationDraft, panel: ApplicantPanel, accept: Button, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._draft, self._panel, self._accept = desk, draft, panel, accept
        self._latest = LatestRequest(desk, self)
        self._recusals: tuple[Recusal, ...] = ()
        panel.recusal.clicked.connect(self.ask)
        draft.applicantChanged.connect(self._read)
        desk.changed.connect(self._follow)
        desk.permissionsChanged.connect(self._refuse)
        self._refuse()

    def _follow(self, changes: Changes) -> None:
        applicant = self._draft.applicant
        if applicant is not None and applicant.id in changes.ids(Kind.APPLICANT):
            self._read()

    def _read(self) -> None:
        self._show(())
        if self._draft.applicant is not None:
            self._latest.ask(queries.recusals, self._draft.applicant.id, done=self._show)
        else:
            self._latest.drop()

    def _show(self, recusals: tuple[Recusal, ...]) -> None:
        self._recusals = recusals
        self._panel.summary.show_recusals(recusals)
        self._refuse()

    def _refuse(self) -> None:
        here = self._desk.person_or_none()
        own = (recusal_refusal(one.relation) for one in self._recusals if one.person == here)
        self._accept.set_refusal(self._desk.refusal(Permission.ENTER) or next(own, ""))

    def ask(self) -> None:
        """Ask who is related to the applicant, or no more."""
        applicant = self._draft.applicant
        if applicant is not None:
            persons = self._desk.read(queries.persons)
            dialog = RecusalDialog(self._desk, applicant.id, persons, self._recusals, self._panel)
            dialog.open_once()
