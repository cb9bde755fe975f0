"""The minutes 会议纪要 that a decision rests on: what is wrong with them, and where they are wanted."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ipdesk.models.applications.step_checks import meeting_day_problem
from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.reasons import check_minutes
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.text.texts import line_fault
from ipdesk.models.reading.decision.meetings import other_day_of_minutes
from ipdesk.models.reading.office import minutes_from
from ipdesk.models.records import Minutes
from ipdesk.models.workflow import Step
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

_BODY, _TEXT = 50, 500  # characters


def minutes_problems(work: Work, given: Minutes, accepted_on: datetime.date | None) -> Iterator[Problem]:
    """Yield what is wrong with the minutes of a decision on a file that was accepted on a day."""
    if blank(given.number):
        begun = given.date or given.body.strip() or given.text.strip()
        if begun or work.ask(minutes_from) == 0:
            yield Problem("minutes_number", "请填写会议纪要编号。")
    else:
        yield from _numbered_minutes_problems(given)
    if given.date and (wrong := meeting_day_problem(given.date, accepted_on, work.today)):
        yield Problem("minutes_date", f"{wrong}。")
    elif given.date and (wrong := _other_day_problem(work, given.number, given.date)):
        yield Problem("minutes_date", wrong)
    for name, text, longest in (("minutes_body", given.body, _BODY), ("minutes_text", given.text, _TEXT)):
        if fault := line_fault(text, longest=longest):
            yield Problem(name, fault)


def _other_day_problem(work: Work, number: str, day: datetime.date) -> str:
    """Return that minutes of this number are kept under another day: they are of one meeting."""
    found = None if blank(number) else work.ask(other_day_of_minutes, stored_line(number), day)
    if found is None:
        return ""
    other, application, proposed = found
    step = Step.PROPOSE.label if proposed else Step.CONFIRM.label
    known = f"申请件 {application} 的{step}登记的“{stored_line(number)}”是 {other.isoformat()} 的会议"
    return f"{known}，同一编号只能是一次会议，请核对编号和日期。"


def missing_minutes(work: Work, minutes: Minutes, total: int) -> Iterator[Problem]:
    """Yield that a sum (fen) needs minutes in this office, where there are none."""
    least = work.ask(minutes_from)
    if total >= least and blank(minutes.number):
        named = f"{grouped_yuan(least)} 元及以上的" if least else "都"
        yield Problem("minutes_number", f"本单位规定{named}须经会议研究，请填写会议纪要编号和日期。")


def _numbered_minutes_problems(given: Minutes) -> Iterator[Problem]:
    checked = check_minutes(given.number)
    if checked.problem and not checked.confirmable:
        yield Problem("minutes_number", checked.problem)
    if given.date is None:
        yield Problem("minutes_date", "请填写会议日期。")


def stored_minutes(minutes: Minutes) -> Minutes:
    """Return minutes as they are kept."""
    return Minutes(
        stored_line(minutes.number), minutes.date, stored_line(minutes.body), stored_line(minutes.text)
    )


def minutes_remark(minutes: Minutes) -> str:
    """Return what the time line says of minutes; "" without any."""
    return f"{minutes.number}（{minutes.date.isoformat()}）" if minutes.number and minutes.date else ""
