"""Announcing in public that a paper waits to be fetched, where it could not be served otherwise."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlalchemy import select

from ipdesk.models.commands import AnnounceService, IssueListDocument
from ipdesk.models.core.errors import Conflict, Problem, refuse
from ipdesk.models.handlers.after_award.held import along
from ipdesk.models.handlers.letters import issue_list
from ipdesk.models.handlers.services.records import service_refusal
from ipdesk.models.handlers.voiding import NO_LETTER
from ipdesk.models.parsing.applicant import is_personal
from ipdesk.models.parsing.personal_data import personal_data_in
from ipdesk.models.parsing.reasons import reason_fault, said_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.reading.after_award.services import attempts_at
from ipdesk.models.records import AnnouncementGround, Enclosure, IssuedLetter
from ipdesk.models.tables import (
    Application,
    IssuedLetterEntry,
    RegisteredApplicant,
    ServiceAnnouncementEntry,
)
from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.pack.vocabulary import standard_vocabulary

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

_ATTEMPT = re.compile(
    "(?:(?P<year>[0-9]{4})年)?(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日"
    "[^，。；,;0-9]{0,6}?(?:派员|上门|当面|直接|邮寄|寄出|寄送|投递|送达)"
)
"""A day on which somebody tried to serve a paper, in what was typed."""


def announce(work: Work, command: AnnounceService) -> IssuedLetter:
    """Issue the announcement of a letter, and remember which. Raises NotFound, Conflict, InvalidInput."""
    return _announced(work, command, signed=False)


def announce_signed(work: Work, command: AnnounceService) -> IssuedLetter:
    """Announce by what was signed before: its sheet is made once more, to be compared, and not printed.

    Raises as ``announce`` does.
    """
    return _announced(work, command, signed=True)


def _announced(work: Work, command: AnnounceService, *, signed: bool) -> IssuedLetter:
    work.lock("letter", command.letter)
    letter = work.one(IssuedLetterEntry, command.letter, NO_LETTER)
    if fault := service_refusal(work, letter):
        raise Conflict(fault)
    if letter.application_id is None:
        raise Conflict(f"{letter.number} 是给异议人的答复，不办理公告送达；不能当面送达的，请邮寄。")
    published = _published(work, command, letter)
    refuse([*_problems(command, letter), *published, *_groundless(work, command, letter)])
    issued = issue_list(work, along(work, _issuing(command, letter), signed=signed))
    entry = ServiceAnnouncementEntry(
        letter_id=issued.id,
        served_letter_id=letter.id,
        tried=stored_line(command.tried),
        collect_at=stored_line(command.collect_at),
        ground=command.ground.value,
    )
    work.session.add(entry)
    return issued


def _issuing(command: AnnounceService, letter: IssuedLetterEntry) -> IssueListDocument:
    return IssueListDocument(
        kind=command.kind,
        applications=(letter.application_id or 0,),
        subject=command.subject,
        amount=0,
        date=command.date,
        number=command.number,
        render=command.render,
        ahead=(Enclosure(command.approval, command.render_approval, command.kind.id),),
    )


_UNTRIED = (
    "还没有登记过这份文书送达未成的情况。请先在“其他办理”的“登记送达未成”里登记；"
    "受送达人下落不明的，请选“受送达人下落不明”，写明怎样查找过。"
)


def _groundless(work: Work, command: AnnounceService, letter: IssuedLetterEntry) -> Iterator[Problem]:
    """Yield that nobody recorded an attempt before the day of an announcement which rests on that."""
    tried = (one.details.known_on for one in attempts_at(work.session, letter.id))
    failed = command.ground is AnnouncementGround.FAILED and command.date >= letter.date
    if failed and not any(day <= command.date for day in tried):
        yield Problem("ground", _UNTRIED)


def _problems(command: AnnounceService, letter: IssuedLetterEntry) -> Iterator[Problem]:
    untraced = command.ground is AnnouncementGround.UNTRACED
    if blank(command.tried):
        asked = "怎样查找过受送达人、查到什么" if untraced else "采用过哪些方式送达、为什么没有送到"
        yield Problem("tried", f"请写明{asked}。")
    elif fault := reason_fault(command.tried, "查找的经过" if untraced else "此前送达的经过"):
        yield Problem("tried", fault)
    elif early := _before_letter(command, letter):
        paper = letter.date.isoformat()
        yield Problem("tried", f"“{early}”早于文书日期（{paper}），那天还没有这份文书，请核对。")
    if blank(command.collect_at):
        yield Problem("collect_at", "请写明到哪里领取。")
    elif fault := said_fault(command.collect_at, "领取的地方"):
        yield Problem("collect_at", fault)
    if command.date < letter.date:
        yield Problem("date", f"公告日期早于文书日期（{letter.date.isoformat()}），请核对。")


def _published(work: Work, command: AnnounceService, letter: IssuedLetterEntry) -> Iterator[Problem]:
    """Yield the personal data that would be published; the address of a firm is public, a home is not."""
    firm = not is_personal(_applicant_kind(work, letter), standard_vocabulary())
    if what := personal_data_in(command.tried, at_address=firm):
        yield Problem("tried", f"送达公告要公开发布，这里有{what}，请删去。")
    if what := personal_data_in(command.collect_at, numbered=True):
        yield Problem("collect_at", f"送达公告要公开发布，这里有{what}，请删去。")


def _applicant_kind(work: Work, letter: IssuedLetterEntry) -> str:
    of_file = RegisteredApplicant.id == Application.applicant_id, Application.id == letter.application_id
    return work.session.scalars(select(RegisteredApplicant.kind).where(*of_file)).one()


def _before_letter(command: AnnounceService, letter: IssuedLetterEntry) -> str:
    """Return the words of an attempt to serve a letter that is older than the letter, "" without one."""
    for said in _ATTEMPT.finditer(command.tried):
        year = int(said["year"] or command.date.year)
        try:
            day = datetime.date(year, int(said["month"]), int(said["day"]))
        except ValueError:
            continue  # no day at all: nothing is known of it
        if not said["year"] and day > command.date:
            day -= datetime.timedelta(days=365)
        if day < letter.date:
            return said[0]
    return ""
