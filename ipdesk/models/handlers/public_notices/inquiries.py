"""Inquiries at other offices: the letter, and its answer as a check of each application."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ipdesk.models.commands import IssueListDocument, RecordInquiryAnswer, SendInquiry
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, NotFound, Problem, refuse
from ipdesk.models.handlers.after_award.incoming import keep, sheet_problems
from ipdesk.models.handlers.letters import issue_list
from ipdesk.models.handlers.recusals import check_members
from ipdesk.models.parsing.guardians import is_minor
from ipdesk.models.parsing.reasons import reason_fault, said_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.values.dates import far_off_fault
from ipdesk.models.reading.after_award.incoming import inquiry_answer
from ipdesk.models.reading.application_contents import stored_achievements
from ipdesk.models.reading.public_notices.inquiries import inquiries, parties
from ipdesk.models.records import (
    CheckResult,
    IncomingDetails,
    Inquiry,
    InquiryDetails,
    InquiryParty,
    Matter,
)
from ipdesk.models.records.checks import INQUIRY
from ipdesk.models.tables import CheckEntry, InquiryEntry
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

NAME = "征求{office}意见"
_TEXTS = {"addressee": "征求意见的单位", "matter": "征求意见的事项"}
_NO_INQUIRY = "没有这份征求意见函。"
_LONGEST = 200
ALL_MINORS = "所选的申请人都未满18周岁，不向其他单位查询失信、违法情况。"
_OFFENCES = re.compile("失信|信用|违法|犯罪")


def send(work: Work, command: SendInquiry) -> int:
    """Issue the letter and remember what was asked. Raises InvalidInput and Conflict."""
    asked = _asked(work, command.details)
    refuse([*_problems(work, command), *_nobody_left(command.details, asked)])
    inquiry = _inquiry(work, command.details, asked)
    letter = issue_list(work, _issuing(work, command, inquiry))
    entry = _entry(work, inquiry, letter.id)
    work.session.add(entry)
    work.session.flush()
    work.audit("inquire", Kind.INQUIRY, entry.id)
    return entry.id


def _inquiry(work: Work, details: InquiryDetails, asked: tuple[InquiryParty, ...]) -> Inquiry:
    """Return what is asked as it is stored, before it has an id."""
    if details.things:
        asked = tuple(
            replace(one, achievements=stored_achievements(work.session, one.application)) for one in asked
        )
    return Inquiry(
        id=0,
        addressee=stored_line(details.addressee),
        matter=stored_line(details.matter),
        answer_by=details.answer_by,
        asked_on=work.today,
        asked_by="",
        parties=asked,
    )


def _entry(work: Work, inquiry: Inquiry, letter: int) -> InquiryEntry:
    return InquiryEntry(
        letter_id=letter,
        addressee=inquiry.addressee,
        matter=inquiry.matter,
        answer_by=inquiry.answer_by,
        asked_on=inquiry.asked_on,
        asked_by=work.person,
        answer="",
    )


def _asked(work: Work, details: InquiryDetails) -> tuple[InquiryParty, ...]:
    """Return whom an inquiry is about: nobody under 18 where it is about offences."""
    found = parties(work.session, details.applications)
    if _OFFENCES.search(details.matter) is None:
        return found
    return tuple(one for one in found if not (one.person and is_minor(one.identity, work.today)))


def _nobody_left(details: InquiryDetails, asked: tuple[InquiryParty, ...]) -> Iterator[Problem]:
    if details.applications and not asked:
        yield Problem("applications", ALL_MINORS)


def _issuing(work: Work, command: SendInquiry, inquiry: Inquiry) -> IssueListDocument:
    return IssueListDocument(
        kind=command.kind,
        applications=tuple(one.application for one in inquiry.parties),
        subject=inquiry.addressee,
        date=work.today,
        number=command.number,
        render=lambda number: command.render(inquiry, number),
    )


def _problems(work: Work, command: SendInquiry) -> Iterator[Problem]:
    details = command.details
    for name, label in _TEXTS.items():
        text = getattr(details, name)
        if blank(text):
            yield Problem(name, f"请填写{label}。")
        elif fault := said_fault(text, label, _LONGEST):
            yield Problem(name, fault)
    if details.answer_by <= work.today:
        yield Problem("answer_by", "函复期限应在今天以后，请核对。")
    elif fault := far_off_fault(details.answer_by, work.today, 1):
        yield Problem("answer_by", fault)


def record_answer(work: Work, command: RecordInquiryAnswer) -> None:
    """Write the answer down with each application that was asked about, as a check of it.

    Raises InvalidInput, Conflict, and NotPermitted where who acts is related to one of the applicants.
    """
    entry = work.one(InquiryEntry, command.inquiry, _NO_INQUIRY)
    work.session.refresh(entry)
    if entry.answered_on is not None:
        raise Conflict(f"这份征求意见函的复函已于{entry.answered_on.isoformat()}登记过。")
    inquiry = next(one for one in inquiries(work.session) if one.id == entry.id)
    check_members(work, (party.application for party in inquiry.parties))
    refuse(_answer_problems(work, command, inquiry))
    answer = _paper(command, inquiry)
    for party in inquiry.parties:
        work.session.add(_check(work, command, inquiry, party.application))
        keep(work, party.application, answer)
        work.changed(Kind.APPLICATION, party.application)
    entry.answer, entry.answered_on = stored_line(command.source), command.day
    work.audit("inquiry_answer", Kind.INQUIRY, entry.id)


def _paper(command: RecordInquiryAnswer, inquiry: Inquiry) -> IncomingDetails:
    number, title = inquiry_answer(inquiry.addressee, command.source)
    sheets = replace(command.sheets, title=command.sheets.title or title)
    return IncomingDetails(
        matter=Matter.INQUIRY_ANSWER,
        sender=inquiry.addressee,
        day=command.day,
        number=number,
        sheets=sheets,
    )


def _answer_problems(work: Work, command: RecordInquiryAnswer, inquiry: Inquiry) -> Iterator[Problem]:
    if not inquiry.asked_on <= command.day <= work.today:
        yield Problem("day", "复函日期应在发函以后、今天以前，请核对。")
    if blank(command.source):
        yield Problem("source", "请填写复函的文号或者来件。")
    elif fault := said_fault(command.source, "复函的文号或者来件"):
        yield Problem("source", fault)
    yield from sheet_problems(command.sheets)
    known = {party.application: party.application_number for party in inquiry.parties}
    for application, (finding, reason) in command.against.items():
        if application not in known:
            raise NotFound("这份征求意见函没有列入所选的申请件。")
        number = known[application]
        if blank(finding):
            yield Problem("against", f"申请件 {number}：请写明复函指出的问题。", str(application))
        if fault := "请写明怎样处理。" if blank(reason) else reason_fault(reason, "理由"):
            yield Problem("against", f"申请件 {number}：{fault}", str(application))


def _check(work: Work, command: RecordInquiryAnswer, inquiry: Inquiry, application: int) -> CheckEntry:
    finding, reason = command.against.get(application, ("", ""))
    return CheckEntry(
        application_id=application,
        subject=INQUIRY,
        name=NAME.format(office=inquiry.addressee),
        source=stored_line(command.source),
        day=command.day,
        result=(CheckResult.BAD if finding else CheckResult.FINE).value,
        remark=stored_line(finding),
        reason=stored_line(reason),
        person_id=work.person,
        at=work.now,
    )
