"""What the acts beside the states share: where they may be done, and what is left of an award."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from ipdesk.models.core.errors import Conflict, Problem
from ipdesk.models.handlers.funds.charging import release_lines
from ipdesk.models.handlers.minutes import minutes_problems, missing_minutes
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.reading.after_award.archive import archive_of
from ipdesk.models.reading.after_award.reversals import reversals
from ipdesk.models.records import Minutes, ReversalKind, ReversedLine
from ipdesk.models.records.proposals import NO_MINUTES
from ipdesk.models.tables import Application, AwardEntry, ReversalEntry
from ipdesk.models.workflow import Act, State
from ipdesk.rules.core.money import grouped_yuan

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

GONE = "这份申请件已不存在，可能已在另一处删除。"
_TOO_EARLY = "会议日期早于可以作出这项处理的日期（{day}），请核对。"


def where_it_may_be(work: Work, application_id: int, act: Act) -> Application:
    """Return an application with which an act may be done; nobody else changes its awards until the end.

    Raises NotFound and Conflict.
    """
    policy = work.one(Application, application_id, GONE).policy
    work.lock("policy", policy)
    work.lock("application", application_id)
    application = work.one(Application, application_id, GONE)
    work.session.refresh(application)
    archived = archive_of(work.session, application_id) is not None
    if fault := act.refusal(State(application.state), archived=archived):
        raise Conflict(f"申请件 {application.number} {fault}。")
    return application


def left_by_line(work: Work, application_id: int) -> dict[int, int]:
    """Return what is left of each line that something was granted for, in fen, by its id."""
    entry = AwardEntry
    rows = work.session.execute(
        select(entry.id, entry.granted).where(entry.application_id == application_id, entry.granted > 0)
    )
    taken = Counter[int]()
    for one in reversals(work.session, application_id):
        taken[one.line.line] += one.line.amount
    return {line: (granted or 0) - taken[line] for line, granted in rows}


def line_problems(work: Work, application_id: int, lines: Iterable[ReversedLine]) -> Iterator[Problem]:
    """Yield what is wrong with sums that are to be taken back of the lines of an application."""
    left, seen = left_by_line(work, application_id), set[int]()
    if not (found := tuple(lines)):
        yield Problem("lines", "请至少填写一项金额。")
    for one in found:
        field = f"line:{one.line}"
        if one.line not in left or one.line in seen:
            yield Problem(field, "这一项没有审定金额，或者填了两次，请刷新后再填。")
        elif one.amount <= 0:
            yield Problem(field, "金额应大于零。")
        elif one.amount > left[one.line]:
            yield Problem(field, f"金额超过这一项现有的 {grouped_yuan(left[one.line])} 元。")
        seen.add(one.line)


class Taking(NamedTuple):
    """Why something of an award does not stay, as ``records.Reversal`` says; minutes as they are kept."""

    kind: ReversalKind
    reason: str
    basis: str
    clawback: int | None = None
    due_on: datetime.date | None = None
    unreminded: str = ""
    heard: str = ""
    minutes: Minutes = NO_MINUTES
    rest: str = ""

    def columns(self) -> dict[str, Any]:
        """Return what a row keeps of it."""
        names = "reason", "basis", "unreminded", "heard", "rest"
        texts = {name: stored_line(getattr(self, name)) for name in names}
        met = {"minutes_number": self.minutes.number, "minutes_date": self.minutes.date}
        whence = {"kind": self.kind.value, "clawback_id": self.clawback, "due_on": self.due_on}
        return {**texts, **met, **whence}


def reverse(work: Work, application: Application, why: Taking, lines: Iterable[ReversedLine]) -> None:
    """Write the entries by which so much of lines does not stay any more, and do not pay it."""
    lines = tuple(lines)
    alike = {**why.columns(), "day": work.today, "person_id": work.person, "at": work.now}
    for one in lines:
        own = {"line_id": one.line, "amount": one.amount, "keeps_once": one.keeps_once}
        work.session.add(ReversalEntry(application_id=application.id, **own, **alike))
    application.changed_at = work.now
    release_lines(work, application, lines, why.reason)


def meeting_problems(
    work: Work, accepted_on: datetime.date | None, minutes: Minutes, since: datetime.date, sum_: int
) -> Iterator[Problem]:
    """Yield what is wrong with the minutes by which a sum (fen) is taken back, or that they are wanted.

    ``since`` is the day before which no meeting can have decided that.
    """
    yield from minutes_problems(work, minutes, accepted_on)
    yield from missing_minutes(work, minutes, sum_)
    if minutes.date is not None and minutes.date < since:
        yield Problem("minutes_date", _TOO_EARLY.format(day=since.isoformat()))
