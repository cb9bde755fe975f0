"""Issuing letters and keeping their numbers unique."""

from __future__ import annotations

import datetime
import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import select

from ipdesk.models.applications.step_checks import MEETING_DAY, letter_day_problem
from ipdesk.models.commands import IssueDocument, SetLetterSeries
from ipdesk.models.core import exact_json
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import InvalidInput, NotFound, Problem
from ipdesk.models.handlers import series
from ipdesk.models.handlers.applications import in_one_of, take_step
from ipdesk.models.parsing.letter_numbers import MOST, letter_number, number_year, series_of
from ipdesk.models.parsing.letter_numbers import normalised_number as proper
from ipdesk.models.records import DocumentKind, IssuedLetter
from ipdesk.models.tables import ApplicationStep, IssuedLetterEntry, LetterContent, OfficeEntry
from ipdesk.models.workflow import State, Step

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.models.tables import Application


def issue(work: Work, command: IssueDocument) -> IssuedLetter:
    """Draw or take a number, have the paper written, and store it with its data; return id and number.

    Raises NotFound before the first start, and InvalidInput for a day or number that cannot be.
    """
    kind = command.kind
    application = in_one_of(work, command.application, kind.issued_in)
    _check_day(work, command, application)
    number = _number(work, command)
    rendered = command.render(number or "")
    letter = IssuedLetterEntry(
        kind=kind.id,
        application_id=application.id,
        number=number,
        date=command.date,
        amount=application.amount,
        issued_at=work.now,
        issued_by=work.person,
        sha256=hashlib.sha256(rendered.pdf).hexdigest(),
    )
    work.session.add(letter)
    work.session.flush()
    content = LetterContent(letter_id=letter.id, data=exact_json.dumps(rendered.data), pdf=rendered.pdf)
    work.session.add(content)
    _go_on(work, application, kind, number or "")
    work.audit("issue", Kind.LETTER, letter.id, kind.shows)
    return IssuedLetter(letter.id, number or "")


def _go_on(work: Work, application: Application, kind: DocumentKind, number: str) -> None:
    """Take the step of the kind; without one, only tell who shows the application of its letter."""
    if kind.step is None:
        work.changed(Kind.APPLICATION, application.id)
    else:
        take_step(work, application, kind.step, number)


def _check_day(work: Work, command: IssueDocument, application: Application) -> None:
    since, what = application.minutes_date, MEETING_DAY
    if not command.kind.after_decision:
        since, what = _last_step(work, application)
    wrong = letter_day_problem(command.date, since, work.today, what)
    if wrong:
        raise InvalidInput([Problem("date", f"{wrong}。")])


def _last_step(work: Work, application: Application) -> tuple[datetime.date | None, str]:
    """Return on which day an application came to where it is, and what that day is called."""
    if State(application.state).evaluated:
        return application.accepted_on, "受理日期"
    entry = ApplicationStep
    last = work.session.scalars(
        select(entry).where(entry.application_id == application.id).order_by(entry.id.desc())
    ).first()
    if last is None or not last.step:
        return None, ""
    return last.at.date(), f"“{Step[last.step].label}”的日期"


def set_series(work: Work, command: SetLetterSeries) -> None:
    """Say which number the office's series draws next; raises InvalidInput and NotFound."""
    if not 1 <= command.next_number <= MOST:
        raise InvalidInput([Problem("next_number", f"下一个文号应为1至{MOST}的整数。")])
    name = series_of(_office(work).number_prefix)
    series.begin_at(work.session, name, command.year, command.next_number)
    work.audit("set_series", Kind.OFFICE, _office(work).id, ["next_number"])


def _office(work: Work) -> OfficeEntry:
    office = work.session.scalars(select(OfficeEntry)).first()
    if office is None:
        raise NotFound("还没有设置单位信息，请先设置。", "name")
    return office


def _taken(work: Work, number: str) -> bool:
    used = select(IssuedLetterEntry.id).where(IssuedLetterEntry.number == number)
    return work.session.scalar(used) is not None


def _number(work: Work, command: IssueDocument) -> str | None:
    """Return the number of the letter, None where the kind bears none."""
    mark = command.kind.series
    if mark is None:
        return None
    if command.number is not None:
        return _typed(work, command, command.number)
    return _drawn(work, command.date.year, mark)


def _drawn(work: Work, year: int, mark: str) -> str:
    office = _office(work)
    if not office.own_series:
        raise InvalidInput([Problem("number", "请按本单位发文登记簿填写文号。")])
    prefix = office.number_prefix + mark
    number = series.draw(
        work.session, series_of(prefix), year, lambda n: _taken(work, letter_number(prefix, year, n))
    )
    return letter_number(prefix, year, number)


def _typed(work: Work, command: IssueDocument, text: str) -> str:
    number = proper(text)
    if number is None:
        raise InvalidInput([Problem("number", "文号应如 韶知资〔2026〕12号，请核对。")])
    if number_year(number) != command.date.year:
        raise InvalidInput([Problem("number", "文号中的年份与成文日期不同，请核对。")])
    if _taken(work, number):
        raise InvalidInput([Problem("number", f"{number} 已经用过了，请核对发文登记簿。")])
    return number
