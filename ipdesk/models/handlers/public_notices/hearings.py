"""Telling an applicant of an objection before that is answered, and asking whether it was heard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ipdesk.models.applications.heard_objection import (
    heard_text,
    objection_of,
    statement_on,
    unheard,
    view_text,
)
from ipdesk.models.applications.told_outcome import ANSWERED, heard_in_full
from ipdesk.models.commands import AnswerObjection, TellObjection
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, Problem, refuse, refuse_field
from ipdesk.models.handlers.after_award.acts import where_it_may_be
from ipdesk.models.parsing.personal_data import personal_data_in
from ipdesk.models.parsing.reasons import reason_fault, said_fault
from ipdesk.models.parsing.text.first_person import first_person_in
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.reading.application_detail import application_detail
from ipdesk.models.records import Objection
from ipdesk.models.records.decisions import WeighedView
from ipdesk.models.tables import ObjectionEntry, ObjectionHearingEntry
from ipdesk.models.workflow import Act
from ipdesk.rules.core.plain_text import blank, compact

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

NO_OBJECTION = "没有这件异议。"
MOST_DAYS = 10
"""An objection is usually answered within as many working days."""
_GIST, _LONGEST = "异议的主要内容", 400
_ANSWERED = "这件异议已经答复，不用再告知申请人陈述意见。"
_VIEW, _VIEW_WHY = "申请人陈述的主要内容", "采纳或者不采纳的理由"
_NOT_STATED = "没有登记过申请人对这件异议的陈述意见，请先在“登记来文”里登记。"
_PERSONAL = "异议的主要内容里有{what}，不能告知申请人，请改写。"
_NAMED = "异议的主要内容里写有异议人的名称，异议人没有同意告知，请改写为“异议人”。"
_OF_ITSELF = "异议的主要内容里的“{own}”是异议人的自称，印在本局的告知书上指的是本局，请改写为“异议人”。"
_LATER = "{fault}。异议成立的，请先听取申请人的意见；不能或者不必等待的，请写明原因。"


def tell(work: Work, command: TellObjection) -> int:
    """Write down what an applicant is told of an objection; return the id. Raises InvalidInput, Conflict."""
    entry = work.one(ObjectionEntry, command.objection, NO_OBJECTION)
    where_it_may_be(work, entry.application_id, Act.TELL_OBJECTION)
    work.session.refresh(entry)
    if entry.answered_on is not None:
        raise Conflict(_ANSWERED)
    refuse(_problems(command, entry))
    told = _hearing(work, command, entry)
    work.session.add(told)
    work.session.flush()
    work.audit("tell_objection", Kind.APPLICATION, entry.application_id)
    return told.id


def _hearing(work: Work, command: TellObjection, entry: ObjectionEntry) -> ObjectionHearingEntry:
    return ObjectionHearingEntry(
        application_id=entry.application_id,
        objection_id=entry.id,
        gist=stored_line(command.gist),
        days=command.days,
        named=command.named,
        person_id=work.person,
        at=work.now,
    )


def _problems(command: TellObjection, entry: ObjectionEntry) -> Iterator[Problem]:
    if fault := f"请填写{_GIST}。" if blank(command.gist) else said_fault(command.gist, _GIST, _LONGEST):
        yield Problem("gist", fault)
    elif what := personal_data_in(command.gist):
        yield Problem("gist", _PERSONAL.format(what=what))
    elif not command.named and compact(entry.name) in compact(command.gist):
        yield Problem("gist", _NAMED)
    elif own := first_person_in(command.gist):
        yield Problem("gist", _OF_ITSELF.format(own=own))
    if not 1 <= command.days <= MOST_DAYS:
        yield Problem("days", f"陈述意见的期限应为1至{MOST_DAYS}个工作日。")


def refuse_unheard(work: Work, command: AnswerObjection, entry: ObjectionEntry) -> str:
    """Return how the applicant was heard, in a few words.

    Raises InvalidInput where an objection is upheld before that, without a reason: whom a dismissed one
    does not harm need not be waited for.
    """
    detail = application_detail(work.session, entry.application_id)
    told = objection_of(detail, entry.id)
    assert told is not None, "published once"
    refuse(view_problems(command.view, _NOT_STATED, stated=statement_on(detail, told) is not None))
    fault = unheard(detail, told, work.today)
    why = stored_line(command.unheard) if fault else ""
    if fault and command.upheld:
        refuse_field(
            "unheard", reason_fault(why, "没有听取意见的原因") if why else _LATER.format(fault=fault)
        )
    weighed = view_text(command.view) if command.view is not None else ""
    return heard_text(detail, told, work.today, why) + weighed


def view_problems(view: WeighedView | None, unstated: str, *, stated: bool) -> Iterator[Problem]:
    """Yield what is not said of a view that was stated, or (``unstated``) said of one that nobody stated."""
    if not stated:
        if view is not None:
            yield Problem("view_gist", unstated)
        return
    given = view or WeighedView("", None, "")
    asked = [("view_gist", given.gist, _VIEW), *([("view_why", given.why, _VIEW_WHY)] * given.disputed)]
    for name, said, label in asked:
        if fault := f"请填写{label}。" if blank(said) else said_fault(said, label, _LONGEST):
            yield Problem(name, fault)
    if given.outcome is None:
        yield Problem("view_outcome", "请选择申请人的意见是否采纳。")


def with_hearing(work: Work, objection: Objection) -> Objection:
    """Return an objection with how its applicant was told and heard; one not accepted concerns nobody."""
    if objection.state not in ANSWERED:
        return objection
    detail = application_detail(work.session, objection.details.application)
    told = objection_of(detail, objection.id)
    assert told is not None, "published once"
    return replace(objection, heard=heard_in_full(detail, told, objection.answered_on or work.today))
