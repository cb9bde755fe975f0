"""What was signed on paper of a handling, and giving one up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ipdesk.models.applications.approvals import APPROVED
from ipdesk.models.awards.decision_basis import signer_fault
from ipdesk.models.commands import DropHandling, SignHandling
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, NotPermitted, Problem, refuse, refuse_field
from ipdesk.models.handlers.after_award.incoming import keep
from ipdesk.models.handlers.handlings.carrying_out import CHANGED, NO_FILE, in_hand, void_sheet
from ipdesk.models.handlers.pictures import keep_picture
from ipdesk.models.parsing.pictures import picture_faults
from ipdesk.models.parsing.reasons import reason_fault, said_fault, signers_fault, step_reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.values.numbers import MOST_PAGES
from ipdesk.models.reading.access import access_settings
from ipdesk.models.reading.eligibility.recusals import recusals
from ipdesk.models.reading.office import office
from ipdesk.models.records import IncomingDetails, Matter, Sheets
from ipdesk.models.tables import (
    Application,
    HandlingEntry,
    HandlingPictureEntry,
    HandlingSignatureEntry,
    IssuedLetterEntry,
)
from ipdesk.models.workflow import HandlingMove
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

SAME_PERSON = "submitted_by_same_person"
"""What the audit log says of a signature written down by who submitted it, where the office allows it."""
_APART = (
    "申请件 {number} 的这项处理是您送审或者受理的：本单位要求受理和审定由不同的人办理，"
    "请另一位审批人登记签批。"
)
_OUTSIDE = "审批件（{paper}）"
_UNTOLD = "请写明不同意的意见。"


def sign(work: Work, command: SignHandling) -> None:
    """Write down what was signed; raises InvalidInput with every problem, NotPermitted, Conflict."""
    move = HandlingMove.AGREE if command.signature.agreed else HandlingMove.DISAGREE
    entry = in_hand(work, command.handling, move)
    application = work.one(Application, entry.application_id, NO_FILE)
    if entry.revision != command.revision:
        raise Conflict(CHANGED)
    alone = work.person in (entry.person_id, application.accepted_by)
    if alone and work.ask(access_settings).separates_decision:
        raise NotPermitted(_APART.format(number=application.number))
    refuse((*_problems(work, command, entry), *_picture_problems(command)))
    _keep_signature(work, command, entry)
    _keep_outside(work, command, entry)
    entry.state = move.target.value
    if move is HandlingMove.DISAGREE:
        _end(work, entry, command.signature.opinion)
    fields = [f"handling:{entry.id}", *([SAME_PERSON] if alone else ())]
    work.audit("sign_handling", Kind.APPLICATION, application.id, fields)


def _problems(work: Work, command: SignHandling, entry: HandlingEntry) -> Iterator[Problem]:
    said = command.signature
    held = work.ask(recusals, work.one(Application, entry.application_id, NO_FILE).applicant_id)
    if fault := signers_fault(said.signers) or signer_fault(said.signers, held):
        yield Problem("signers", fault)
    if not 1 <= said.pages <= MOST_PAGES:
        yield Problem("pages", f"页数应为1至{MOST_PAGES}的整数。")
    if not blank(said.number) and (fault := said_fault(said.number, "纸质审批件的编号")):
        yield Problem("number", fault)
    if fault := _day_fault(work, command, entry):
        yield Problem("signed_on", fault)
    if not said.agreed and blank(said.opinion):
        yield Problem("opinion", _UNTOLD)
    elif not blank(said.opinion) and (fault := reason_fault(said.opinion, "签批意见")):
        yield Problem("opinion", fault)


def _day_fault(work: Work, command: SignHandling, entry: HandlingEntry) -> str:
    """Return why nobody can have signed on a day: no sheet was there yet, unless by a form of their own."""
    day, sheet = command.signature.day, work.one(IssuedLetterEntry, entry.sheet_id, NO_FILE)
    if day > work.today:
        return f"签批日期晚于今天（{work.today.isoformat()}），请核对。"
    if day < sheet.date and blank(command.signature.number):
        printed = sheet.date.isoformat()
        return f"签批日期早于审批表的日期（{printed}），请核对；用别的审批件签批的，写明编号。"
    return ""


def _picture_problems(command: SignHandling) -> Iterator[Problem]:
    for content in command.pictures:
        yield from (Problem("pictures", fault) for fault in picture_faults([content]))


def _keep_signature(work: Work, command: SignHandling, entry: HandlingEntry) -> None:
    said = command.signature
    signed = HandlingSignatureEntry(
        handling_id=entry.id,
        sheet_id=entry.sheet_id,
        agreed=said.agreed,
        day=said.day,
        signers=stored_line(said.signers),
        pages=said.pages,
        number=stored_line(said.number),
        opinion=stored_line(said.opinion),
        person_id=work.person,
        at=work.now,
    )
    work.session.add(signed)
    work.session.flush()
    kept = dict.fromkeys(keep_picture(work, content) for content in command.pictures)
    work.session.add_all(
        HandlingPictureEntry(signature_id=signed.id, position=place, sha256=sha256)
        for place, sha256 in enumerate(kept)
    )


def _keep_outside(work: Work, command: SignHandling, entry: HandlingEntry) -> None:
    """List a form that was made outside the program among the papers of the file."""
    said, own = command.signature, office(work.session)
    if blank(said.number) or own is None:
        return
    sheets = Sheets(title=_OUTSIDE.format(paper=APPROVED[entry.kind]), pages=said.pages)
    paper = IncomingDetails(
        matter=Matter.OTHER, sender=own.name, number=said.number, day=said.day, sheets=sheets
    )
    keep(work, entry.application_id, paper)


def drop(work: Work, command: DropHandling) -> None:
    """Give a handling up, and declare its sheet void; raises InvalidInput without a reason, Conflict."""
    entry = in_hand(work, command.handling, HandlingMove.DROP)
    refuse_field("reason", step_reason_fault(command.reason))
    void_sheet(work, entry.sheet_id, stored_line(command.reason))
    entry.state = HandlingMove.DROP.target.value
    _end(work, entry, command.reason)
    work.audit("drop_handling", Kind.APPLICATION, entry.application_id, [f"handling:{entry.id}"])


def _end(work: Work, entry: HandlingEntry, why: str) -> None:
    entry.ended_why = stored_line(why)
    entry.ended_by, entry.ended_at = work.person, work.now
