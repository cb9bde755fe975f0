"""Making the summary 拟资助汇总表 of what is chosen, and leading to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.documents.letters.issue import Sources
from ipdesk.documents.letters.list_documents import issuing_list, meeting_source
from ipdesk.documents.letters.proposal.summary import PROPOSAL_SUMMARY
from ipdesk.models import queries
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.changes import Outcome
from ipdesk.models.core.errors import NotPermitted
from ipdesk.models.records import ApplicationRow, IssuedLetter
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import OpenLetter
from ipdesk.ui.desk.tasks import Job, Lane

TEMPLATES = "letters"


def print_summary(desk: Desk, page: QWidget, applications: Sequence[int]) -> None:
    """Make the summary of applications, in their order, and open it on the page of letters. Raises DeskError.

    Those of one call are headed by it.
    """
    if refusal := desk.refusal(Permission.ISSUE):
        raise NotPermitted(refusal)
    rows = desk.read(queries.application_rows, tuple(applications))
    call, subject = _subject(rows)
    sources = Sources(desk.store, desk.policies, desk.data_dir / TEMPLATES if desk.data_dir else None)
    ids, day, actor = tuple(row.id for row in rows), desk.today(), desk.actor()

    def work(_: Job) -> Outcome[IssuedLetter]:
        source = meeting_source(sources, ids, call)
        command = issuing_list(PROPOSAL_SUMMARY, source, day, subject, templates_dir=sources.templates)
        return desk.store.run(command, actor)

    def done(outcome: Outcome[IssuedLetter]) -> None:
        desk.notify(outcome.changes)
        desk.open(OpenLetter(outcome.value.id))

    desk.tasks.start(Lane.SAVING, work, done, desk.error_handler(desk, None))


def _subject(rows: Sequence[ApplicationRow]) -> tuple[int, str]:
    """Return the call that all applications are of, 0 for none, and what the summary is listed as."""
    calls = {row.call for row in rows}
    title = rows[0].call_title if rows and len(calls) == 1 else ""
    words = QCoreApplication.translate("ProposalSummary", "{count} 件申请")
    return (rows[0].call, title) if title else (0, words.format(count=len(rows)))
