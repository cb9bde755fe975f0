"""Who is related to an applicant: recorded, ended, and kept from acting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, bindparam, select

from ipdesk.models.applications.step_checks import own_end_refusal, recusal_refusal
from ipdesk.models.commands import Command, EndRecusal, RecordRecusal
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, NotFound, NotPermitted, refuse_field
from ipdesk.models.core.parts import in_parts
from ipdesk.models.parsing.reasons import reason_fault, step_reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.reading.eligibility.recusals import recusal_of, recusals, recusals_of
from ipdesk.models.reading.people import staff
from ipdesk.models.tables import (
    Application,
    BarEntry,
    ClawbackEntry,
    HandlingEntry,
    IncomingPaperEntry,
    IssuedLetterEntry,
    ObjectionEntry,
    PersonEntry,
    RecusalEntry,
    RegisteredApplicant,
)
from ipdesk.models.workflow import Step
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

_GONE = "这条回避登记已经解除，请刷新后再看。"
ENDED_BY_ONESELF = "ended_by_oneself"
"""What the audit log says of a recusal that was ended by who is recused, alone in the office."""
_JUDGING = frozenset({Permission.REVIEW, Permission.DECIDE})


def _through(table: type[Any]) -> Select[Any]:
    """Return whose application a record of a table is of."""
    return (
        select(Application.applicant_id)
        .join(table, table.application_id == Application.id)
        .where(table.id == bindparam("record"))
    )


_NAMED: Mapping[str, Select[Any]] = {
    "applicant": select(RegisteredApplicant.id).where(RegisteredApplicant.id == bindparam("record")),
    "application": select(Application.applicant_id).where(Application.id == bindparam("record")),
    "bar": select(BarEntry.applicant_id).where(BarEntry.id == bindparam("record")),
    "clawback": _through(ClawbackEntry),
    "handling": _through(HandlingEntry),
    "letter": _through(IssuedLetterEntry),
    "objection": _through(ObjectionEntry),
    "paper": _through(IncomingPaperEntry),
}
"""What a command names by an id, and by which query the applicant of its file is found."""


def record(work: Work, command: RecordRecusal) -> int:
    """Write a recusal down and return its id; raises InvalidInput, Conflict and NotFound."""
    work.lock("recusal", command.applicant)
    work.one(RegisteredApplicant, command.applicant, "这个申请人已不存在。")
    person = work.one(PersonEntry, command.person, "这位人员不存在，请刷新后再选。")
    refuse_field("relation", _relation_fault(command.relation))
    if recusal_of(work.session, command.applicant, command.person) is not None:
        raise Conflict(f"{person.name} 对这个申请人的回避已经登记过了。")
    entry = _entry(work, command)
    work.session.add(entry)
    work.session.flush()
    work.audit("recuse", Kind.APPLICANT, command.applicant, [f"person:{command.person}"])
    return entry.id


def _entry(work: Work, command: RecordRecusal) -> RecusalEntry:
    return RecusalEntry(
        applicant_id=command.applicant,
        person_id=command.person,
        relation=stored_line(command.relation),
        recorded_at=work.now,
        recorded_by=work.person,
        ended_why="",
    )


def _relation_fault(text: str) -> str:
    if blank(text):
        return "请填写与申请人的关系，如 配偶、持股。"
    return reason_fault(text, "与申请人的关系")


def end(work: Work, command: EndRecusal) -> None:
    """End a recusal.

    Raises InvalidInput without a reason, NotFound where it does not hold, NotPermitted where who is recused
    ends it and is not alone in the office.
    """
    refuse_field("reason", step_reason_fault(command.reason))
    entry = work.one(RecusalEntry, command.recusal, _GONE)
    work.lock("recusal", entry.applicant_id)
    if entry.ended_at is not None:
        raise NotFound(_GONE)
    own = entry.person_id == work.person
    if own and (refusal := own_end_refusal(work.ask(staff), work.person)):
        raise NotPermitted(refusal)
    entry.ended_at, entry.ended_by = work.now, work.person
    entry.ended_why = stored_line(command.reason)
    fields = [f"person:{entry.person_id}", *([ENDED_BY_ONESELF] if own else ())]
    work.audit("end_recusal", Kind.APPLICANT, entry.applicant_id, fields)


def check_file(work: Work, command: Command[Any]) -> None:
    """Raise NotPermitted where a command writes on the file of an applicant whom who acts is related to.

    Asked at the one door, so that no command is forgotten. What acts on many files, or issues a list
    of them, asks of its members by itself. That somebody is related everybody may record.
    """
    if work.actor.person is None or isinstance(command, RecordRecusal):
        return
    own = recusals_of(work.session, work.actor.person)
    for applicant in _applicants_of(work, command) if own else ():
        if applicant in own:
            raise NotPermitted(recusal_refusal(own[applicant]))


def _applicants_of(work: Work, command: Command[Any]) -> Iterator[int]:
    """Yield whose file a command writes on: it names an application, an applicant or a record of one.

    Columns alone are read: what the command judges is locked first and read then.
    """
    for field, applicant in _NAMED.items():
        record = getattr(command, field, None)
        if isinstance(record, int):
            yield from work.session.scalars(applicant, {"record": record})


def check_recusal(work: Work, applicant: int, step: Step) -> None:
    """Raise NotPermitted where who acts is related to the applicant, and the step judges an application."""
    if step is Step.ACCEPT or step.permission in _JUDGING:
        check_related(work, applicant)


def check_related(work: Work, applicant: int) -> None:
    """Raise NotPermitted where who acts is related to the applicant."""
    held = work.ask(recusals, applicant)
    found = next((one for one in held if one.person.id == work.person), None)
    if found is not None:
        raise NotPermitted(recusal_refusal(found.relation))


def check_members(work: Work, applications: Iterable[int]) -> None:
    """Raise NotPermitted, naming the file, where who acts is related to the applicant of one of many."""
    own = recusals_of(work.session, work.person)
    for some in in_parts(applications) if own else ():
        members = select(Application.number, Application.applicant_id).where(Application.id.in_(some))
        for number, applicant in work.session.execute(members):
            if applicant in own:
                raise NotPermitted(f"申请件 {number}：{recusal_refusal(own[applicant])}")
