"""What is said once letters were issued: which did not go out, and which have to be served."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from ipdesk.documents.letters.issue import Request
from ipdesk.documents.letters.service import KIND as PROOF
from ipdesk.models import queries
from ipdesk.models.applications.correction_period import running_correction
from ipdesk.models.core.report import Done
from ipdesk.models.records import IssuedLetter
from ipdesk.models.records.services import TO_OTHERS, WITH_A_PERIOD
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import IssueLetters, ServeLetter
from ipdesk.ui.letters.issue_job import IssueReport, not_issued_text
from ipdesk.ui.widgets import MessageLine

SERVICE = "service"


def tell_issued(desk: Desk, message: MessageLine, report: IssueReport, names: Mapping[int, str]) -> None:
    """Say what did not go out, by the names of applications; where all did, what is to be served now."""
    if said := not_issued_text(report, names):
        unset = next((row.error for row in report.refused if row.error.setting), None)
        ways = desk.ways_out(unset) if unset is not None else ()
        message.say(said, *ways, about="setting" if ways else "")
    else:
        _remind_of_service(desk, message, report)


def _to_be_served(desk: Desk, report: IssueReport) -> list[Done[Request, IssuedLetter]]:
    """Return the letters with a number that went to applicants, but those to be handed over at once."""
    return [
        row
        for row in report.done
        if row.value.number
        and row.unit.document.kind.id not in TO_OTHERS
        and not row.unit.document.lists
        and not _handed_over(desk, row.unit.application, row.unit.document.kind.id)
    ]


def _remind_of_service(desk: Desk, message: MessageLine, report: IssueReport) -> None:
    """Offer the proofs of service and their record for letters with a number that went to applicants."""
    served = _to_be_served(desk, report)
    if not served:
        return
    applications = tuple(dict.fromkeys(row.unit.application for row in served))
    first, *others = [(row.unit.application, row.value.id) for row in served]
    service = ServeLetter(*first, tuple(others))
    words = _tr("{number} 须送达：可以现在印送达回证，送达以后登记日期。期限从送达的次日起算。")
    many = _tr("{count} 份须送达：可以现在印送达回证，送达以后逐份登记日期。期限从送达的次日起算。")
    said = (words if not others else many).format(number=served[0].value.number, count=len(served))
    message.say(
        said,
        (_tr("印送达回证"), lambda: desk.open(IssueLetters(applications, PROOF))),
        (_tr("去登记送达"), lambda: desk.open(service)),
        icon="info",
        about=SERVICE,
    )


def _handed_over(desk: Desk, application: int, kind: str) -> bool:
    """Say whether it was told when a correction was asked for that its notice was handed over at once."""
    if kind not in WITH_A_PERIOD:
        return False
    asked = running_correction(desk.read(queries.corrections, application))
    return asked is not None and asked.served_on is not None


def _tr(text: str) -> str:
    return QCoreApplication.translate("AfterIssuing", text)
