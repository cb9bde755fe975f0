"""What is said once letters were issued: which did not go out, and which have to be served."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from ipdesk.documents.letters.issue import Request
from ipdesk.documents.letters.service import KIND as PROOF
from ipdesk.models import queries
from ipdesk.models.applications.approvals import ANNOUNCEMENT
from ipdesk.models.applications.correction_period import running_correction
from ipdesk.models.applications.superseded_papers import APPROVAL
from ipdesk.models.core.errors import DeskError
from ipdesk.models.core.report import Done
from ipdesk.models.records import ApplicationDetail, IssuedLetter, LetterRow, Mark
from ipdesk.models.records.services import TO_OTHERS, WITH_A_PERIOD
from ipdesk.models.workflow import HandlingState
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import IssueLetters, OpenApplication, ServeLetter, SignSheet
from ipdesk.ui.desk.submission import OUTCOME, lead_to_outcome
from ipdesk.ui.letters.issue_job import IssueReport, not_issued_text
from ipdesk.ui.widgets import MessageLine

SERVICE, TO_SIGN = "service", "to_sign"


def forget_next(message: MessageLine) -> None:
    """Take back what was to come next of a letter: something else is shown now."""
    for about in (SERVICE, TO_SIGN, OUTCOME):
        message.clear(about)


def tell_issued(desk: Desk, message: MessageLine, report: IssueReport, names: Mapping[int, str]) -> None:
    """Say what did not go out, by the names of applications; where all did, what is to be served now."""
    if said := not_issued_text(report, names):
        unset = next((row.error for row in report.refused if row.error.setting), None)
        ways = desk.ways_out(unset) if unset is not None else ()
        message.say(said, *ways, about="setting" if ways else "")
    elif to_sign := [row.unit.application for row in report.done if row.unit.document.kind.id == APPROVAL]:
        _remind_of_signatures(desk, message, to_sign)
    else:
        _remind_of_service(desk, message, report)


def _remind_of_signatures(desk: Desk, message: MessageLine, applications: Sequence[int]) -> None:
    """Offer to write down what was signed by hand on the sheet that was just printed."""
    words = _tr("审批表签完字以后，补录各人的意见、姓名和日期。")
    many = _tr("{count} 份审批表签完字以后，补录各人的意见、姓名和日期；同一次会议的可以一并登记。")
    said = words if len(applications) == 1 else many.format(count=len(applications))
    to = SignSheet(applications[0])
    message.say(said, (_tr("去登记签字"), lambda: desk.open(to)), icon="info", about=SERVICE)


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
        _remind_of_proofs(desk, message, report)
        return
    letters = [(row.unit.application, row.value.id) for row in served]
    _ask_for_service(desk, message, letters, served[0].value.number)


def _remind_of_proofs(desk: Desk, message: MessageLine, report: IssueReport) -> None:
    """Say what is done with proofs of service that were printed: they come back, and are recorded."""
    proofs = [row.unit.application for row in report.done if row.unit.document.kind.id == PROOF]
    if proofs:
        first, *others = proofs
        service = ServeLetter(first, 0, tuple((one, 0) for one in others))
        said = _tr("送达回证签收、收回以后，登记送达的日期、地点和签收人。")
        message.say(said, (_tr("去登记送达"), lambda: desk.open(service)), icon="info", about=SERVICE)


def _ask_for_service(
    desk: Desk, message: MessageLine, letters: Sequence[tuple[int, int]], number: str
) -> None:
    """Offer the proofs and the record of service for letters, by application and id, the first by number."""
    applications = tuple(dict.fromkeys(application for application, _ in letters))
    first, *others = letters
    service = ServeLetter(*first, tuple(others))
    words = _tr("{number} 须送达：可以现在印送达回证，送达以后登记日期。期限从送达的次日起算。")
    many = _tr("{count} 份须送达：可以现在印送达回证，送达以后逐份登记日期。期限从送达的次日起算。")
    said = (words if not others else many).format(number=number, count=len(letters))
    message.say(
        said,
        (_tr("印送达回证"), lambda: desk.open(IssueLetters(applications, PROOF))),
        (_tr("去登记送达"), lambda: desk.open(service)),
        icon="info",
        about=SERVICE,
    )


def tell_opened(desk: Desk, message: MessageLine, letter: int, answered: int = 0) -> None:
    """Say what comes next of a letter that is shown: a sheet is to be signed, another to be served.

    ``answered`` is the application whose objection it answers or whose paper it announces: the letter itself
    is in nobody's file.
    """
    forget_next(message)
    try:
        row = desk.read(queries.letter, letter).row
    except DeskError:
        return  # the preview says why it cannot be shown
    if answered and row.kind == ANNOUNCEMENT:
        _ask_for_publication(desk, message, desk.read(queries.application_detail, answered), row)
    elif answered:
        lead_to_outcome(desk, message, answered)
    if not row.application or row.is_void:
        return
    detail = desk.read(queries.application_detail, row.application)
    if any(one.sheet == letter and one.state is HandlingState.PENDING for one in detail.handlings):
        said = _tr("请打印、送领导签批；签批以后登记签批，再办理、印发文书。")
        back = OpenApplication(row.application)
        message.say(said, (_tr("回到申请件"), lambda: desk.open(back)), icon="info", about=TO_SIGN)
    elif _waits_for_service(detail, row):
        _ask_for_service(desk, message, [(row.application, letter)], row.number)


def _ask_for_publication(desk: Desk, message: MessageLine, detail: ApplicationDetail, row: LetterRow) -> None:
    """Say that an announcement is to be published, and offer the record of what it serves."""
    told = desk.read(queries.announcements, detail.application.id)
    served = {one.letter for one in detail.services}
    letter = next((one.letter for one in told if one.number == row.number), 0)
    if letter and letter not in served:
        said = _tr(
            "{number} 须打印、盖章后发布；发布以后登记公告送达，写明发布的地方和证明。满30日视为送达。"
        )
        way = _tr("去登记公告送达"), lambda: desk.open(ServeLetter(detail.application.id, letter))
        message.say(said.format(number=row.number), way, icon="info", about=SERVICE)


def _waits_for_service(detail: ApplicationDetail, letter: LetterRow) -> bool:
    """Say whether nobody recorded yet that a letter was served."""
    served = {one.letter for one in detail.services}
    own = letter.number and letter.kind not in (*WITH_A_PERIOD, *TO_OTHERS)
    return bool(own) and letter.id not in served and Mark.UNSERVED in detail.application.marks


def _handed_over(desk: Desk, application: int, kind: str) -> bool:
    """Say whether it was told when a correction was asked for that its notice was handed over at once."""
    if kind not in WITH_A_PERIOD:
        return False
    asked = running_correction(desk.read(queries.corrections, application))
    return asked is not None and asked.served_on is not None


def _tr(text: str) -> str:
    return QCoreApplication.translate("AfterIssuing", text)
