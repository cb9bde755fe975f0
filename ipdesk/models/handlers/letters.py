"""Issuing letters and keeping their numbers unique."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import select

from ipdesk.models.applications.steps import letter_day_problem
from ipdesk.models.commands import IssueLetter, SetLetterSeries
from ipdesk.models.core import exact_json
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import InvalidInput, NotFound, Problem
from ipdesk.models.handlers import series
from ipdesk.models.handlers.applications import in_state, take_step
from ipdesk.models.parsing.letter_numbers import MOST, letter_number, number_year, series_of
from ipdesk.models.parsing.letter_numbers import normalised_number as proper
from ipdesk.models.records import IssuedLetter
from ipdesk.models.records.workflow import Step
from ipdesk.models.tables import IssuedLetterEntry, LetterContent, OfficeEntry

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.models.tables import Application


def issue(work: Work, command: IssueLetter) -> IssuedLetter:
    """Carry out IssueLetter."""
    application = in_state(work, command.application, Step.NOTIFY.source)
    _check_day(work, command, application)
    number = _drawn(work, command) if command.number is None else _typed(work, command, command.number)
    rendered = command.render(number)
    letter = IssuedLetterEntry(
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
    take_step(work, application, Step.NOTIFY, number)
    work.audit("issue", Kind.LETTER, letter.id)
    return IssuedLetter(letter.id, number)


def _check_day(work: Work, command: IssueLetter, application: Application) -> None:
    wrong = letter_day_problem(command.date, application.minutes_date, work.today)
    if wrong:
        raise InvalidInput([Problem("date", f"{wrong}。")])


def set_series(work: Work, command: SetLetterSeries) -> None:
    """Carry out SetLetterSeries."""
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


def _drawn(work: Work, command: IssueLetter) -> str:
    office = _office(work)
    if not office.own_series:
        raise InvalidInput([Problem("number", "请按本单位发文登记簿填写文号。")])
    prefix, year = office.number_prefix, command.date.year
    number = series.draw(
        work.session, series_of(prefix), year, lambda n: _taken(work, letter_number(prefix, year, n))
    )
    return letter_number(prefix, year, number)


def _typed(work: Work, command: IssueLetter, text: str) -> str:
    number = proper(text)
    if number is None:
        raise InvalidInput([Problem("number", "文号应如 韶知资〔2026〕12号，请核对。")])
    if number_year(number) != command.date.year:
        raise InvalidInput([Problem("number", "文号中的年份与成文日期不同，请核对。")])
    if _taken(work, number):
        raise InvalidInput([Problem("number", f"{number} 已经用过了，请核对发文登记簿。")])
    return number
