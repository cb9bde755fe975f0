"""Proposing anew what an objection was upheld to: only what it attacked may change for that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from ipdesk.models.applications.step_checks import anew_meeting_problem
from ipdesk.models.core.errors import Conflict, Problem
from ipdesk.models.handlers.applications import take_step
from ipdesk.models.handlers.public_notices.objected_lines import line_text
from ipdesk.models.reading.decision.proposals import last_round, proposal_lines
from ipdesk.models.reading.office import procedure
from ipdesk.models.reading.public_notices.notices import public_notice
from ipdesk.models.reading.public_notices.objected import Reopened, Stood, reopened
from ipdesk.models.records import LineKey, Minutes, ObjectionState, ProposalLine
from ipdesk.models.tables import ObjectionEntry
from ipdesk.models.workflow import State, Step
from ipdesk.rules.core.money import grouped_yuan

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.models.tables import Application

_UNTOUCHED = (
    "{line}没有被异议，公示的是{published}元，不能因这件异议改为{proposed}元。另有原因要调整的，"
    "请先按公示的金额提出拟资助，再撤回公示并写明原因。"
)
_WAITING = "申请件 {number} 还有{count}件异议没有答复，请全部答复以后再重新提出拟资助。"
_STAYS = "异议所涉事项不再资助，其余事项没有变动，仍按{notices}公示"


def refuse_unanswered(work: Work, application: Application) -> None:
    """Raise Conflict while another objection to what is proposed anew waits for its answer.

    It may attack further lines: what is proposed before would have to be proposed once more.
    """
    if work.ask(reopened, application.id) is None:
        return
    entry = ObjectionEntry
    waiting = entry.application_id == application.id, entry.state == ObjectionState.OPEN.value
    if count := work.session.scalar(select(func.count()).select_from(entry).where(*waiting)):
        raise Conflict(_WAITING.format(number=application.number, count=count))


def meeting_problems(work: Work, application: Application, minutes: Minutes) -> Iterator[Problem]:
    """Yield why the minutes of a meeting cannot be those of the new proposal: it was before the objection."""
    left = work.ask(reopened, application.id)
    objected_on = left.objected_on if left is not None else None
    if minutes.date is not None and (wrong := anew_meeting_problem(minutes.date, objected_on)):
        yield Problem("minutes_date", f"{wrong}。")


def untouched_problems(
    work: Work, application: Application, lines: Sequence[ProposalLine]
) -> Iterator[Problem]:
    """Yield which lines would change that no upheld objection attacked.

    What the rules themselves make otherwise by now, such as a limit that a refused line no longer uses up,
    may change: it is published anew.
    """
    left = work.ask(reopened, application.id)
    if left is None:
        return
    before = _before(work, application.id)
    now = {line.pair: line for line in lines}
    for key, stood in left.standing.items():
        line = now.get(key)
        proposed = line.proposed if line else 0
        if key not in left.attacked and proposed != stood.line.amount and _by_hand(line, before.get(key)):
            yield Problem(key[1], _said(stood, proposed), key[0])


def _before(work: Work, application: int) -> Mapping[LineKey, ProposalLine]:
    newest = last_round(work.session, application)
    return {line.pair: line for line in proposal_lines(work.session, application, newest)}


def _by_hand(line: ProposalLine | None, before: ProposalLine | None) -> bool:
    """Say whether somebody, and not the rules, made a line otherwise than it was proposed before."""
    if line is None or before is None:
        return True
    return line.line.amount == before.line.amount or line.decided != before.decided


def _said(stood: Stood, proposed: int) -> str:
    amounts = {"published": grouped_yuan(stood.line.amount), "proposed": grouped_yuan(proposed)}
    return _UNTOUCHED.format(line=line_text(stood.line), **amounts)


def stay_published(work: Work, application: Application, lines: Sequence[ProposalLine]) -> None:
    """Let an application be published as it was, where nothing of it is left to be published anew.

    The lines that were objected to get nothing; the others stand in their notice as before.
    """
    left = work.ask(reopened, application.id)
    proposed = {line.pair: line.proposed for line in lines}
    if left is None or left.anew(proposed) or not any(proposed.values()):
        return
    course = work.ask(procedure, application.call, application.level).with_proposed(application.proposed)
    if course.allows(Step.PUBLISH, State(application.state)):
        take_step(work, application, Step.PUBLISH, _STAYS.format(notices=_shown(work, left)))


def _shown(work: Work, left: Reopened) -> str:
    notices = dict.fromkeys(stood.notice for stood in left.standing.values())
    shown = [public_notice(work.session, notice) for notice in notices]
    return "、".join(one.number or f"《{one.details.title}》" for one in shown)
