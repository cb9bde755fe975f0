"""Writing down that papers were served, and which are served by a record of their own."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ipdesk.models.commands import RecordService
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, Problem, refuse
from ipdesk.models.handlers.after_award import clawbacks
from ipdesk.models.handlers.services.correction_rounds import asked_by, begin_period
from ipdesk.models.handlers.services.publications import keep_publication, publication_problems
from ipdesk.models.handlers.voiding import NO_LETTER
from ipdesk.models.parsing.reasons import reason_fault, said_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.text.texts import line_fault
from ipdesk.models.periods.moments import MOST_MINUTES, hour_text, is_later
from ipdesk.models.reading.after_award.services import newest_announcement, service_of
from ipdesk.models.reading.periods.calendar import working_days
from ipdesk.models.records import ServiceAnnouncement, ServiceWay
from ipdesk.models.records.services import SERVED_ON_OTHERS, WITH_A_PERIOD
from ipdesk.models.tables import (
    ClawbackEntry,
    CorrectionEntry,
    IssuedLetterEntry,
    ServiceEntry,
    VoidedLetter,
)
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work


def record_service(work: Work, command: RecordService) -> datetime.date:
    """Keep the service of a letter; return the day from which on it counts. Raises Conflict, InvalidInput."""
    work.lock("letter", command.letter)
    letter = work.one(IssuedLetterEntry, command.letter, NO_LETTER)
    if fault := service_refusal(work, letter):
        raise Conflict(fault)
    announced = newest_announcement(work.session, letter.id) if command.way is ServiceWay.PUBLIC else None
    former, hearing = service_of(work.session, letter.id), clawbacks.hearing_of(work, letter)
    asked = asked_by(work, letter)
    told = former.told if former else _told_before(hearing, asked)
    refuse(
        (
            *_problems(command, announced, letter.date, work.today),
            *publication_problems(work, command, announced, letter),
            *_place_problems(work, command),
            *_again(command.correction, letter, told),
        )
    )
    served_on = command.way.served_on(command.day, work.ask(working_days))
    _keep(work, command, served_on, announced)
    if hearing is not None:
        clawbacks.begin_hearing(work, hearing, served_on)
    if asked is not None:
        begin_period(work, asked, served_on)
    work.audit("correct_service" if told else "serve_letter", Kind.LETTER, letter.id)
    work.changed(Kind.APPLICATION, letter.application_id or 0)
    return served_on


def _keep(
    work: Work, command: RecordService, served_on: datetime.date, announced: ServiceAnnouncement | None
) -> None:
    tried = announced.tried if announced else ""
    entry = ServiceEntry(
        letter_id=command.letter,
        way=command.way.value,
        day=command.day,
        served_on=served_on,
        receiver=stored_line(command.receiver),
        reason=stored_line(command.reason) or tried,
        person_id=work.person,
        at=work.now,
        correction=stored_line(command.correction),
        place=stored_line(command.place),
        minutes=command.minutes,
    )
    work.session.add(entry)
    work.session.flush()
    if announced is not None:
        keep_publication(work, command, entry.id, announced.id)


def _told_before(hearing: ClawbackEntry | None, asked: CorrectionEntry | None) -> str:
    """Return what was said of service with a period that runs from it, "" for nothing."""
    if asked is not None and asked.served_on is not None:
        return f"{asked.served_on.isoformat()}，通知补正时填写"
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


def _problems(
    command: RecordService,
    announced: ServiceAnnouncement | None,
    issued: datetime.date,
    today: datetime.date,
) -> Iterator[Problem]:
    public = command.way is ServiceWay.PUBLIC
    called = "公告日期" if public else "送达日期"
    if command.day > today:
        yield Problem("day", f"{called}晚于今天，请核对。")
    elif command.day < issued:
        yield Problem("day", f"{called}早于文书日期（{issued.isoformat()}），请核对。")
    elif announced is not None and command.day < announced.date:
        yield Problem("day", f"{called}早于送达公告的日期（{announced.date.isoformat()}），请核对。")
    if blank(command.receiver) and not public:
        yield Problem("receiver", "请写明签收人；留置送达的写见证人，邮寄送达的可写收件人。")
    elif fault := line_fault(command.receiver, "签收人"):
        yield Problem("receiver", fault)
    explained = not blank(command.reason)
    if command.way.explained and not explained and announced is None and not public:
        yield Problem("reason", f"{command.way.label}的，请写明原因和经过。")
    elif explained and (fault := reason_fault(command.reason, "原因和经过")):
        yield Problem("reason", fault)


def service_refusal(work: Work, letter: IssuedLetterEntry) -> str:
    """Return why the service of a letter cannot be recorded, "" where it can."""
    own = letter.application_id is not None or letter.kind in SERVED_ON_OTHERS
    if not letter.number or not own:
        return "只有编了文号、发给申请人或者异议人的文书才登记送达。"
    if work.session.get(VoidedLetter, letter.id) is not None:
        return f"{letter.number} 已经作废，不用登记送达。"
    if letter.kind in WITH_A_PERIOD and asked_by(work, letter) is None:
        return f"{letter.number} 的补正已经办结，不用再登记送达。"
    return ""


def _place_problems(work: Work, command: RecordService) -> Iterator[Problem]:
    """Yield what is wrong with where and at which hour it was handed over; of other ways neither is said."""
    place, minutes = command.place, command.minutes
    if not command.way.at_a_place:
        if not blank(place) or minutes is not None:
            yield Problem("place", f"{command.way.label}不填写送达地点和时间。")
        return
    if blank(place):
        yield Problem("place", "请填写送达地点。")
    elif fault := said_fault(place, "送达地点"):
        yield Problem("place", fault)
    if minutes is None:
        yield Problem("minutes", "请填写送达的时间，如 9:30。")
    elif not 0 <= minutes < MOST_MINUTES:
        yield Problem("minutes", "时间应在 00:00 到 23:59 之间。")
    elif command.day <= work.today and is_later(command.day, minutes, work.now):
        yield Problem("minutes", f"时间（{hour_text(minutes)}）还没有到，请核对。")
