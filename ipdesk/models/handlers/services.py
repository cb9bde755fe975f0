"""Writing down that papers were served."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ipdesk.models.commands import RecordService
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, InvalidInput, Problem
from ipdesk.models.handlers.after_award import clawbacks
from ipdesk.models.handlers.voiding import NO_LETTER
from ipdesk.models.parsing.reasons import reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.text.texts import line_fault
from ipdesk.models.reading.after_award.services import service_of
from ipdesk.models.records import ServiceWay
from ipdesk.models.records.services import WITH_A_PERIOD
from ipdesk.models.tables import ClawbackEntry, IssuedLetterEntry, ServiceEntry, VoidedLetter
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work


def record_service(work: Work, command: RecordService) -> datetime.date:
    """Keep the service of a letter; return the day from which on it counts. Raises Conflict, InvalidInput."""
    work.lock("letter", command.letter)
    letter = work.one(IssuedLetterEntry, command.letter, NO_LETTER)
    if fault := _refusal(work, letter):
        raise Conflict(fault)
    former, hearing = service_of(work.session, letter.id), clawbacks.hearing_of(work, letter)
    told = former.told if former else _told_before(hearing)
    problems = (*_problems(command, letter.date, work.today), *_again(command.correction, letter, told))
    if problems:
        raise InvalidInput(problems)
    served_on = command.way.served_on(command.day)
    work.session.add(
        ServiceEntry(
            letter_id=letter.id,
            way=command.way.value,
            day=command.day,
            served_on=served_on,
            receiver=stored_line(command.receiver),
            reason=stored_line(command.reason),
            person_id=work.person,
            at=work.now,
            correction=stored_line(command.correction),
        )
    )
    if hearing is not None:
        clawbacks.begin_hearing(work, hearing, served_on)
    work.audit("correct_service" if told else "serve_letter", Kind.LETTER, letter.id)
    work.changed(Kind.APPLICATION, letter.application_id or 0)
    return served_on


def _refusal(work: Work, letter: IssuedLetterEntry) -> str:
    """Return why the service of a letter cannot be recorded, "" where it can."""
    if not letter.number or letter.application_id is None:
        return "只有编了文号、发给申请人的文书才登记送达。"
    if work.session.get(VoidedLetter, letter.id) is not None:
        return f"{letter.number} 已经作废，不用登记送达。"
    if letter.kind in WITH_A_PERIOD:
        return f"{letter.number} 的送达日期在“其他办理”里填写，期限从送达的次日起算。"
    return ""


def _told_before(hearing: ClawbackEntry | None) -> str:
    """Return what was said of service where a clawback was proposed, "" for nothing."""
    if hearing is None or hearing.served_on is None:
        return ""
    return f"{hearing.served_on.isoformat()}，拟追回时填写"


def _again(reason: str, letter: IssuedLetterEntry, told: str) -> Iterator[Problem]:
    """Yield what keeps a record from taking the place of the former one; the first corrects nothing."""
    if not told:
        if not blank(reason):
            yield Problem("correction", f"{letter.number} 还没有登记过送达，不用填写更正的理由。")
    elif blank(reason):
        known = f"{letter.number} 已登记送达（{told}）"
        yield Problem("correction", f"{known}；登记有误或者另行送达的，请写明更正的理由。")
    elif fault := reason_fault(reason, "更正的理由"):
        yield Problem("correction", fault)


def _problems(command: RecordService, issued: datetime.date, today: datetime.date) -> Iterator[Problem]:
    public = command.way is ServiceWay.PUBLIC
    called = "公告日期" if public else "送达日期"
    if command.day > today:
        yield Problem("day", f"{called}晚于今天，请核对。")
    elif command.day < issued:
        yield Problem("day", f"{called}早于文书日期（{issued.isoformat()}），请核对。")
    if blank(command.receiver) and not public:
        yield Problem("receiver", "请写明签收人；留置送达的写见证人，邮寄送达的可写收件人。")
    elif fault := line_fault(command.receiver, "签收人"):
        yield Problem("receiver", fault)
    explained = not blank(command.reason)
    if command.way.explained and not explained:
        yield Problem("reason", f"{command.way.label}的，请写明原因和经过。")
    elif explained and (fault := reason_fault(command.reason, "原因和经过")):
        yield Problem("reason", fault)
