"""Issuing letters and keeping their numbers unique."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from ipdesk.models.applications.step_checks import MEETING_DAY, letter_day_problem
from ipdesk.models.commands import IssueDocument, IssueListDocument, SetLetterSeries
from ipdesk.models.core import exact_json
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, InvalidInput, NotFound, Problem, refuse_field
from ipdesk.models.handlers import series
from ipdesk.models.handlers.applications import in_one_of, take_step, where_step_begins
from ipdesk.models.handlers.files_ahead import files_ahead
from ipdesk.models.handlers.recusals import check_members
from ipdesk.models.parsing.letter_numbers import MOST, letter_number, number_year, series_of
from ipdesk.models.parsing.letter_numbers import normalised_number as proper
from ipdesk.models.parsing.reasons import said_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.reading.after_award.held_up import paper_fault
from ipdesk.models.reading.letters import number_use
from ipdesk.models.records import DocumentKind, Enclosure, IssuedLetter, RenderedLetter
from ipdesk.models.tables import (
    ApplicationStep,
    CollectionTermEntry,
    IssuedLetterEntry,
    LetterContent,
    ListedApplication,
    OfficeEntry,
)
from ipdesk.models.workflow import State, Step
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.models.tables import Application

    Issuing = IssueDocument | IssueListDocument

_NO_BODY = "请填写报送机关。"
NOTHING_LISTED = "这份文书没有列入任何申请件，请先选定。"
LISTED_TWICE = "同一份申请件列入了两次，请核对。"


def issue(work: Work, command: IssueDocument) -> IssuedLetter:
    """Draw or take a number, have the paper written, and store it with its data; return id and number.

    Raises NotFound before the first start, InvalidInput for a day or number that cannot be, and Conflict for
    a paper against somebody that is not approved.
    """
    application = in_one_of(work, command.application, command.kind.issued_in)
    if fault := paper_fault(work.session, application.id, command.kind.id, command.about):
        raise Conflict(fault)
    return issue_sheet(work, command, application)


def issue_sheet(work: Work, command: IssueDocument, application: Application) -> IssuedLetter:
    """Issue a document of an application whose state was asked for, as ``issue`` does."""
    kind = command.kind
    _check_sum(kind.step, application)
    _check_day(work, command, application)
    number = _number(work, command)
    rendered = command.render(number or "")
    letter = _kept(work, command, kind, number, rendered)
    letter.application_id, letter.amount = application.id, application.amount
    letter.about = command.about
    _store(work, letter, rendered)
    _go_on(work, application, kind, number or "")
    work.audit("issue", Kind.LETTER, letter.id, kind.shows)
    return IssuedLetter(letter.id, number or "")


def _check_sum(step: Step | None, application: Application) -> None:
    """Raise Conflict where an award is to be notified and nothing is granted, or refused and something is."""
    if step is Step.NOTIFY and not application.amount:
        raise Conflict(f"申请件 {application.number} 没有予以资助的事项，应印发不予资助决定书。")
    if step is Step.REFUSE and application.amount:
        raise Conflict(f"申请件 {application.number} 有予以资助的事项，不能印发不予资助决定书。")


def issue_list(work: Work, command: IssueListDocument) -> IssuedLetter:
    """Issue a document about many applications with its enclosures, and take its step with each of them.

    Raises InvalidInput for a list, day or number that cannot be, Conflict for a wrong state, and NotPermitted
    where who acts is related to the applicant of one.
    """
    applications = _listed(work, command)
    refuse_field("body", _NO_BODY if blank(command.subject) else said_fault(command.subject, "报送机关"))
    _check_day(work, command, *applications)
    number = _number(work, command)
    main = Enclosure(command.kind, command.render)
    letters = [
        _about_all(
            work, command, one, number if one is main else None, one.render(number or ""), applications
        )
        for one in (*command.ahead, main, *command.enclosures)
    ]
    for application in applications:
        _go_on(work, application, command.kind, number or "")
    return IssuedLetter(letters[len(command.ahead)].id, number or "")


def _listed(work: Work, command: IssueListDocument) -> list[Application]:
    """Return the applications of a list in its order, locked in that of their ids."""
    wanted = command.applications
    if not wanted or len({*wanted}) < len(wanted):
        raise InvalidInput([Problem("applications", NOTHING_LISTED if not wanted else LISTED_TWICE)])
    check_members(work, wanted)
    for one in sorted(wanted):
        work.lock("application", one)
    files = files_ahead(work, wanted)
    found = {one: _begun(work, one, command.kind) for one in sorted(wanted)}
    files.clear()  # held until here, so that each is read once
    _check_call(command, found.values())
    return [found[one] for one in wanted]


def _check_call(command: IssueListDocument, applications: Iterable[Application]) -> None:
    for application in applications:
        if command.call and application.call != command.call:
            said = f"申请件 {application.number} 不属于这个申报批次，请核对。"
            raise InvalidInput([Problem("applications", said)])


def _begun(work: Work, application: int, kind: DocumentKind) -> Application:
    if kind.step is not None:
        return where_step_begins(work, application, kind.step)
    return in_one_of(work, application, kind.issued_in)


def _about_all(
    work: Work,
    command: IssueListDocument,
    paper: Enclosure,
    number: str | None,
    rendered: RenderedLetter,
    applications: Sequence[Application],
) -> IssuedLetterEntry:
    letter = _kept(work, command, paper.kind, number, rendered)
    letter.about = paper.about
    standing = sum(application.amount for application in applications)
    letter.amount = standing if command.amount is None else command.amount
    letter.call, letter.subject = command.call, stored_line(command.subject)
    _store(work, letter, rendered)
    work.session.add_all(
        ListedApplication(letter_id=letter.id, position=place, application_id=application.id)
        for place, application in enumerate(applications)
    )
    work.audit("issue", Kind.LETTER, letter.id, paper.kind.shows)
    return letter


def _kept(
    work: Work, command: Issuing, kind: DocumentKind, number: str | None, rendered: RenderedLetter
) -> IssuedLetterEntry:
    """Return the row of a letter, all but what it is about."""
    return IssuedLetterEntry(
        kind=kind.id,
        number=number,
        date=command.date,
        issued_at=work.now,
        issued_by=work.person,
        sha256=hashlib.sha256(rendered.pdf).hexdigest(),
        title=rendered.title,
    )


def _store(work: Work, letter: IssuedLetterEntry, rendered: RenderedLetter) -> None:
    work.session.add(letter)
    work.session.flush()
    content = LetterContent(letter_id=letter.id, data=exact_json.dumps(rendered.data), pdf=rendered.pdf)
    work.session.add(content)
    if (asked := rendered.asked) is not None:
        term = CollectionTermEntry(letter_id=letter.id, asks=asked.asks, days=asked.days, basis=asked.basis)
        work.session.add(term)


def _go_on(work: Work, application: Application, kind: DocumentKind, number: str) -> None:
    """Take the step of the kind; without one, only tell who shows the application of its letter."""
    if kind.step is None:
        work.changed(Kind.APPLICATION, application.id)
    else:
        take_step(work, application, kind.step, number)


def _check_day(work: Work, command: Issuing, *applications: Application) -> None:
    """Raise InvalidInput for a day before what the document tells of any of its applications."""
    for application in applications:
        since, what = application.minutes_date, MEETING_DAY
        if not command.kind.after_decision:
            since, what = _last_step(work, application)
        elif since is None and application.state == Step.CONFIRM.target.value:
            since, what = _newest_step(work, application)
        if wrong := letter_day_problem(command.date, since, work.today, what):
            raise InvalidInput([Problem("date", f"{wrong}。")])


def _last_step(work: Work, application: Application) -> tuple[datetime.date | None, str]:
    """Return on which day an application came to where it is, and what that day is called."""
    if State(application.state).evaluated:
        return application.accepted_on, "受理日期"
    return _newest_step(work, application)


def _newest_step(work: Work, application: Application) -> tuple[datetime.date | None, str]:
    """Return on which day the last step was taken, and what that day is called."""
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


def _number(work: Work, command: Issuing) -> str | None:
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

    def taken(serial: int) -> bool:
        return bool(number_use(work.session, letter_number(prefix, year, serial)))

    number = series.draw(work.session, series_of(prefix), year, taken)
    return letter_number(prefix, year, number)


def _typed(work: Work, command: Issuing, text: str) -> str:
    number = proper(text)
    if number is None:
        raise InvalidInput([Problem("number", "文号应如 韶知资〔2026〕12号，请核对。")])
    if number_year(number) != command.date.year:
        raise InvalidInput([Problem("number", "文号中的年份与成文日期不同，请核对。")])
    if use := number_use(work.session, number):
        raise InvalidInput([Problem("number", f"{number} 已经用过了，是{use}的文号，请核对发文登记簿。")])
    return number
