"""Writing down that a paper could not be served, putting such a record right, and striking it out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ipdesk.models.commands import RecordServiceAttempt, StrikeServiceAttempt
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, InvalidInput, Problem
from ipdesk.models.handlers.pictures import caption_faults, captioned, keep_picture
from ipdesk.models.handlers.services.records import service_refusal
from ipdesk.models.handlers.voiding import NO_LETTER
from ipdesk.models.parsing.pictures import picture_faults
from ipdesk.models.parsing.reasons import reason_fault, said_fault, step_reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.periods.moments import hour_text, moment_of
from ipdesk.models.reading.after_award.services import attempts_at, newest_announcement, service_of
from ipdesk.models.records import AnnouncementGround, AttemptDetails, ServiceWay
from ipdesk.models.tables import AttemptPictureEntry, IssuedLetterEntry, ServiceAttemptEntry
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

_GONE = "这条送达未成的登记已不存在，或者已经更正过，请刷新后再看。"
_MUST = {"place": "送达地点", "outcome": "未成的情况", "servers": "送达人"}
_MAY = {"course": "经过", "mail": "邮件号", "witness": "见证人"}
_VISITS, _SERVERS = (ServiceWay.DIRECT, ServiceWay.LEFT), 2  # who go to a door together
_LAST_MINUTE = 24 * 60


def record_attempt(work: Work, command: RecordServiceAttempt) -> int:
    """Keep a failed attempt; return the id of its record. Raises NotFound, Conflict, InvalidInput."""
    letter = _letter(work, command.letter)
    if command.replaces is not None:
        _standing(work, letter, command.replaces)
    problems = (
        *_text_problems(command),
        *_way_problems(command.details),
        *_day_problems(work, command.details, letter),
        *_picture_problems(command),
        *_proof_problems(command),
    )
    if problems:
        raise InvalidInput(problems)
    entry = _add(work, letter.id, _columns(command.details), command.replaces, command.correction)
    for position, (content, caption) in enumerate(captioned(command.pictures, command.captions)):
        kept = {"sha256": keep_picture(work, content), "caption": caption}
        work.session.add(AttemptPictureEntry(attempt_id=entry.id, position=position, **kept))
    work.audit("correct_attempt" if command.replaces else "serve_in_vain", Kind.LETTER, letter.id)
    work.changed(Kind.APPLICATION, letter.application_id or 0)
    return entry.id


def strike_attempt(work: Work, command: StrikeServiceAttempt) -> None:
    """Strike a record out. Raises InvalidInput without a reason, Conflict where an announcement needs it."""
    letter = _letter(work, command.letter)
    _standing(work, letter, command.attempt)
    former = work.one(ServiceAttemptEntry, command.attempt, _GONE)
    if fault := step_reason_fault(command.reason):
        raise InvalidInput([Problem("correction", fault)])
    announced = newest_announcement(work.session, letter.id)
    alone = len(attempts_at(work.session, letter.id)) == 1
    if announced is not None and announced.ground is AnnouncementGround.FAILED and alone:
        raise Conflict(f"{announced.number} 以这次送达未成为据，不能删去；有误的，请更正。")
    columns = {name: getattr(former, name) for name in _COLUMNS}
    _add(work, letter.id, columns, former.id, command.reason, struck=True)
    work.audit("strike_attempt", Kind.LETTER, letter.id)
    work.changed(Kind.APPLICATION, letter.application_id or 0)


_COLUMNS = ("way", "day", "minutes", "returned_on", *_MUST, *_MAY)


def _letter(work: Work, number: int) -> IssuedLetterEntry:
    work.lock("letter", number)
    letter = work.one(IssuedLetterEntry, number, NO_LETTER)
    if fault := service_refusal(work, letter):
        raise Conflict(fault)
    return letter


def _standing(work: Work, letter: IssuedLetterEntry, attempt: int) -> None:
    if attempt not in {one.id for one in attempts_at(work.session, letter.id)}:
        raise Conflict(_GONE)


def _columns(details: AttemptDetails) -> dict[str, Any]:
    texts = {name: stored_line(getattr(details, name)) for name in (*_MUST, *_MAY)}
    days = {"day": details.day, "returned_on": details.returned_on, "minutes": details.minutes}
    return {"way": details.way.value, **days, **texts}


def _add(
    work: Work,
    letter: int,
    columns: dict[str, Any],
    replaces: int | None,
    correction: str,
    *,
    struck: bool = False,
) -> ServiceAttemptEntry:
    entry = ServiceAttemptEntry(
        letter_id=letter,
        **columns,
        person_id=work.person,
        at=work.now,
        replaces=replaces,
        correction=stored_line(correction) if replaces is not None else "",
        struck=struck,
    )
    work.session.add(entry)
    work.session.flush()
    return entry


# --- what is wrong ---


def _text_problems(command: RecordServiceAttempt) -> Iterator[Problem]:
    for name, label in _MUST.items():
        text = getattr(command.details, name)
        if blank(text):
            yield Problem(name, f"请填写{label}。")
        elif fault := said_fault(text, label):
            yield Problem(name, fault)
    for name, label in _MAY.items():
        text = getattr(command.details, name)
        if not blank(text) and (fault := said_fault(text, label)):
            yield Problem(name, fault)
    if command.replaces is None:
        if not blank(command.correction):
            yield Problem("correction", "新登记的不用填写更正的理由。")
    elif blank(command.correction):
        yield Problem("correction", "请写明更正的理由。")
    elif fault := reason_fault(command.correction, "更正的理由"):
        yield Problem("correction", fault)


def _way_problems(details: AttemptDetails) -> Iterator[Problem]:
    posted = details.way is ServiceWay.POST
    if details.way is ServiceWay.PUBLIC:
        yield Problem("way", "公告送达没有送不到的，这里登记其他方式。")
    if posted and details.returned_on is None:
        yield Problem("returned_on", "邮寄送达的，请填写邮件退回的日期；还没有退回的，等退回以后再登记。")
    if not posted and details.returned_on is not None:
        yield Problem("returned_on", "退回日期只在邮寄送达时填写。")
    if not posted and not blank(details.mail):
        yield Problem("mail", "邮件号只在邮寄送达时填写。")
    if details.minutes is not None and not 0 <= details.minutes < _LAST_MINUTE:
        yield Problem("minutes", "时间应在 00:00 到 23:59 之间。")


def _proof_problems(command: RecordServiceAttempt) -> Iterator[Problem]:
    """Yield what a visit lacks to be believed: two who went there, and a picture or who saw it."""
    details = command.details
    if details.way not in _VISITS or blank(details.servers):
        return
    if len([one for one in details.servers.split("、") if not blank(one)]) < _SERVERS:
        yield Problem("servers", "上门送达由两人以上办理，请填写各位送达人，用“、”隔开。")
    elif not command.pictures and blank(details.witness):
        yield Problem("witness", "上门没有送到的，请附现场照片，或者填写见证人。")


def _day_problems(work: Work, details: AttemptDetails, letter: IssuedLetterEntry) -> Iterator[Problem]:
    posted = details.way is ServiceWay.POST
    called = "寄出日期" if posted else "送达日期"
    if details.day > work.today:
        yield Problem("day", f"{called}晚于今天，请核对。")
        return
    if details.day < letter.date:
        yield Problem(
            "day", f"{called}早于文书日期（{letter.date.isoformat()}），那天还没有这份文书，请核对。"
        )
    if details.minutes is not None and moment_of(details.day, details.minutes) > work.now:
        yield Problem("minutes", f"时间（{hour_text(details.minutes)}）还没有到，请核对。")
    yield from _back_problems(details, work.today)
    yield from _later_problems(work, details, letter)


def _back_problems(details: AttemptDetails, today: datetime.date) -> Iterator[Problem]:
    back = details.returned_on
    if back is not None and back > today:
        yield Problem("returned_on", "退回日期晚于今天，请核对。")
    elif back is not None and back < details.day:
        yield Problem("returned_on", f"退回日期早于寄出日期（{details.day.isoformat()}），请核对。")


def _later_problems(work: Work, details: AttemptDetails, letter: IssuedLetterEntry) -> Iterator[Problem]:
    """Yield that it was tried once the paper was announced or served: nothing was left to be tried."""
    field = "returned_on" if details.returned_on else "day"
    announced, served = newest_announcement(work.session, letter.id), service_of(work.session, letter.id)
    if announced is not None and details.known_on > announced.date:
        said = f"送达公告（{announced.number}）已于 {announced.date.isoformat()} 印发"
        yield Problem(field, f"{said}，公告以后的送达不再登记为送达未成，请核对日期。")
    elif served is not None and details.day > served.day:
        said = f"这份文书已于 {served.day.isoformat()} {served.way.label}"
        yield Problem("day", f"{said}，以后没有送达未成的，请核对日期。")


def _picture_problems(command: RecordServiceAttempt) -> Iterator[Problem]:
    yield from (Problem("pictures", fault) for fault in picture_faults(command.pictures))
    yield from (Problem("pictures", fault) for fault in caption_faults(command.pictures, command.captions))
