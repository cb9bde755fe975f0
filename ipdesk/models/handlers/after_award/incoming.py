"""Papers that came in: those that steps rest on, those that clerks write down, and putting them right."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ipdesk.models.commands import CorrectIncomingPaper, RecordIncomingPaper
from ipdesk.models.core import exact_json
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, NotPermitted, Problem, refuse, refuse_field
from ipdesk.models.handlers.after_award.acts import where_it_may_be
from ipdesk.models.handlers.after_award.late_materials import brought, late_problems, tick
from ipdesk.models.handlers.recusals import check_members
from ipdesk.models.parsing.letter_numbers import normalised_number
from ipdesk.models.parsing.reasons import said_fault, step_reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.values.numbers import MOST_PAGES
from ipdesk.models.reading.after_award.incoming import incoming_papers
from ipdesk.models.reading.application_detail import application_steps
from ipdesk.models.reading.decision.meetings import files_of_meeting
from ipdesk.models.records import IncomingDetails, Matter, Sheets
from ipdesk.models.tables import Application, IncomingPaperEntry
from ipdesk.models.workflow import Act
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

_GONE = "这份来文没有登记过，请刷新后再看。"
_OTHERWISE = "这份来文的登记已经更正过，请刷新后再看。"
_EARLIEST = datetime.date(1950, 1, 1)


def record(work: Work, command: RecordIncomingPaper) -> int:
    """Write a paper down; return its id. Raises InvalidInput, Conflict."""
    application = where_it_may_be(work, command.application, Act.RECEIVE)
    _check(work, application, command.paper, early=command.early)
    refuse(late_problems(work, application, command.paper.brings))
    if _known(work, application.id, command.paper):
        raise Conflict(f"申请件 {application.number} 已经登记过这份来文（责任者、文号、题名和日期都相同）。")
    own = _receive(work, application.id, command.paper)
    for other in _of_the_meeting(work, command.paper) if command.alike else ():
        if not _known(work, other, command.paper):
            _receive(work, other, command.paper)
    return own


def _receive(work: Work, application_id: int, paper: IncomingDetails) -> int:
    entry = _add(work, application_id, paper)
    tick(work, application_id, paper.brings, ())
    work.audit("receive_paper", Kind.APPLICATION, application_id, [f"paper:{entry.id}"])
    return entry.id


def _of_the_meeting(work: Work, paper: IncomingDetails) -> Iterator[int]:
    """Yield the applications that were proposed or decided by minutes, where papers may be written down."""
    number = stored_line(paper.number) if paper.matter is Matter.MINUTES else ""
    for application in files_of_meeting(work.session, number, paper.day):
        with suppress(Conflict, NotPermitted):
            check_members(work, (application,))
            yield where_it_may_be(work, application, Act.RECEIVE).id


def correct(work: Work, command: CorrectIncomingPaper) -> int:
    """Put a paper right, or strike it out; return the id of the new record. Raises InvalidInput, Conflict."""
    former = work.one(IncomingPaperEntry, command.paper, _GONE)
    application = where_it_may_be(work, former.application_id, Act.RECEIVE)
    if former.id not in {one.id for one in incoming_papers(work.session, application.id)}:
        raise Conflict(_OTHERWISE)
    refuse_field("correction", step_reason_fault(command.reason))
    if command.details is not None:
        _check(work, application, command.details, early=command.early)
    before = brought(former)
    after = command.details.brings if command.details is not None else ()
    refuse(late_problems(work, application, [one for one in after if one not in before]))
    tick(work, application.id, after, before)
    entry = _replace(work, former, command.details, stored_line(command.reason))
    work.audit("correct_paper", Kind.APPLICATION, application.id, [f"paper:{former.id}"])
    return entry.id


def keep(work: Work, application_id: int, paper: IncomingDetails) -> None:
    """Write down a paper that a step rests on, unless it is there already. Raises InvalidInput.

    Of many files that are known to have none yet the papers are written together.
    """
    application = work.one(Application, application_id, _GONE)
    _check(work, application, paper)
    if work.known(incoming_papers, application_id) == ():
        work.rows.add(IncomingPaperEntry, application_id, [_columns(work, application_id, paper)])
    elif not _known(work, application_id, paper):
        _add(work, application_id, paper)


def sheet_problems(sheets: Sheets) -> Iterator[Problem]:
    """Yield what cannot be of a paper that comes with a step."""
    if not blank(sheets.title) and (fault := said_fault(sheets.title, "题名")):
        yield Problem("title", fault)
    if not 0 <= sheets.pages <= MOST_PAGES:
        yield Problem("pages", f"页数应为1至{MOST_PAGES}的整数，没有数过的留空。")


def strike(work: Work, application_id: int, matter: Matter, reason: str) -> None:
    """Strike out the papers of a matter: the step that rested on them was recorded wrongly."""
    for one in incoming_papers(work.session, application_id):
        if one.details.matter is matter:
            _replace(work, work.one(IncomingPaperEntry, one.id, _GONE), None, reason)


def paper_problems(paper: IncomingDetails, today: datetime.date) -> Iterator[Problem]:
    """Yield what is missing of a paper, or cannot be."""
    if fault := "请填写责任者。" if blank(paper.sender) else said_fault(paper.sender, "责任者"):
        yield Problem("sender", fault)
    if not blank(paper.number) and (fault := said_fault(paper.number, "文号（没有的留空）")):
        yield Problem("number", fault)
    if paper.day > today:
        yield Problem("paper_day", f"来文日期晚于今天（{today.isoformat()}），请核对。")
    elif paper.day < _EARLIEST:
        yield Problem("paper_day", "来文日期过早，请核对。")
    yield from sheet_problems(paper.sheets)


def _check(work: Work, application: Application, paper: IncomingDetails, *, early: bool = False) -> None:
    refuse(paper_problems(paper, work.today))
    if not early:
        refuse(_early_problems(work, application, paper))


def _early_problems(work: Work, application: Application, paper: IncomingDetails) -> Iterator[Problem]:
    """Yield the doubt about a day before the application came in: a year is soon mistyped.

    Evidence, such as a contract or a voucher, is mostly from before.
    """
    accepted, day = application.accepted_on, paper.day
    if paper.matter is Matter.EVIDENCE or (accepted is not None and day >= accepted):
        return
    begun = application_steps(work.session, application.id)[0].at.date()
    if day < begun:
        said = f"来文日期早于这件申请登记的日期（{begun.isoformat()}），请核对年份。"
        yield Problem("paper_day", said, confirmable=True)


def _known(work: Work, application_id: int, paper: IncomingDetails) -> bool:
    same = _named(paper)
    return same in {_named(one.details) for one in incoming_papers(work.session, application_id)}


def _named(paper: IncomingDetails) -> tuple[str, str, str, datetime.date]:
    return stored_line(paper.sender), stored_number(paper.number), stored_line(paper.title), paper.day


def _add(work: Work, application_id: int, paper: IncomingDetails) -> IncomingPaperEntry:
    entry = _entry(work, application_id, paper)
    work.session.add(entry)
    work.session.flush()
    return entry


def _replace(
    work: Work, former: IncomingPaperEntry, details: IncomingDetails | None, reason: str
) -> IncomingPaperEntry:
    kept = details or IncomingDetails(
        matter=Matter(former.matter),
        sender=former.sender,
        day=former.day,
        number=former.number,
        sheets=Sheets(title=former.title, pages=former.pages, is_copy=former.is_copy),
        brings=brought(former),
    )
    entry = _entry(work, former.application_id, kept)
    entry.replaces, entry.correction, entry.struck = former.id, reason, details is None
    work.session.add(entry)
    work.session.flush()
    return entry


def _entry(work: Work, application_id: int, paper: IncomingDetails) -> IncomingPaperEntry:
    return IncomingPaperEntry(**_columns(work, application_id, paper))


def _columns(work: Work, application_id: int, paper: IncomingDetails) -> dict[str, Any]:
    work.changed(Kind.APPLICATION, application_id)
    return dict(
        application_id=application_id,
        matter=paper.matter.value,
        sender=stored_line(paper.sender),
        number=stored_number(paper.number),
        title=stored_line(paper.title),
        day=paper.day,
        pages=paper.sheets.pages,
        is_copy=paper.sheets.is_copy,
        brings=exact_json.dumps([list(one) for one in paper.brings]),
        person_id=work.person,
        at=work.now,
        replaces=None,
        correction="",
        struck=False,
    )


def stored_number(number: str) -> str:
    """Return a number as it is kept: in its proper form where it has one."""
    return normalised_number(number) or stored_line(number)
