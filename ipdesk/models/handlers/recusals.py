"""Who is related to an applicant: recorded, ended, and kept from acting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipdesk.models.applications.step_checks import recusal_refusal
from ipdesk.models.commands import EndRecusal, RecordRecusal
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, InvalidInput, NotFound, NotPermitted, Problem
from ipdesk.models.parsing.reasons import reason_fault, step_reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.reading.eligibility.recusals import recusal_of, recusals
from ipdesk.models.tables import PersonEntry, RecusalEntry, RegisteredApplicant
from ipdesk.models.workflow import Step
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

_JUDGING = frozenset({Permission.REVIEW, Permission.DECIDE})
_GONE = "这条回避登记已经解除，请刷新后再看。"


def record(work: Work, command: RecordRecusal) -> int:
    """Write a recusal down and return its id; raises InvalidInput, Conflict and NotFound."""
    work.lock("recusal", command.applicant)
    work.one(RegisteredApplicant, command.applicant, "这个申请人已不存在。")
    person = work.one(PersonEntry, command.person, "这位人员不存在，请刷新后再选。")
    if fault := _relation_fault(command.relation):
        raise InvalidInput([Problem("relation", fault)])
    if recusal_of(work.session, command.applicant, command.person) is not None:
        raise Conflict(f"{person.name} 对这个申请人的回避已经登记过了。")
    entry = RecusalEntry(
        applicant_id=command.applicant,
        person_id=command.person,
        relation=stored_line(command.relation),
        recorded_at=work.now,
        recorded_by=work.person,
        ended_why="",
    )
    work.session.add(entry)
    work.session.flush()
    work.audit("recuse", Kind.APPLICANT, command.applicant, [f"person:{command.person}"])
    return entry.id


def _relation_fault(text: str) -> str:
    if blank(text):
        return "请填写与申请人的关系，如 配偶、持股。"
    return reason_fault(text, "与申请人的关系")


def end(work: Work, command: EndRecusal) -> None:
    """End a recusal; raises InvalidInput without a reason, NotFound where it does not hold."""
    if fault := step_reason_fault(command.reason):
        raise InvalidInput([Problem("reason", fault)])
    entry = work.one(RecusalEntry, command.recusal, _GONE)
    work.lock("recusal", entry.applicant_id)
    if entry.ended_at is not None:
        raise NotFound(_GONE)
    entry.ended_at, entry.ended_by = work.now, work.person
    entry.ended_why = stored_line(command.reason)
    work.audit("end_recusal", Kind.APPLICANT, entry.applicant_id, [f"person:{entry.person_id}"])


def check_recusal(work: Work, applicant: int, step: Step) -> None:
    """Raise NotPermitted where who acts is related to the applicant, and the step judges an application."""
    if step is Step.ACCEPT or step.permission in _JUDGING:
        _refuse_relative(work, applicant)


def check_judging(work: Work, applicant: int, permission: Permission) -> None:
    """Raise NotPermitted where who acts is related to the applicant, and judges by this permission."""
    if permission in _JUDGING:
        _refuse_relative(work, applicant)


def _refuse_relative(work: Work, applicant: int) -> None:
    held = work.ask(recusals, applicant)
    found = next((one for one in held if one.person.id == work.person), None)
    if found is not None:
        raise NotPermitted(recusal_refusal(found.relation))
