"""What the applications of each call come to."""

from __future__ import annotations

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from ipdesk.models.reading.after_award.reversals import left_of
from ipdesk.models.records import CallSums
from ipdesk.models.tables import Application, AwardEntry
from ipdesk.models.tables.dialect import total
from ipdesk.models.workflow import EVALUATED, STANDING


def call_sums(session: Session) -> dict[int, CallSums]:
    """Return the sums by call (its id); one without applications that count is left out."""
    stands = Application.state.in_([state.value for state in STANDING])
    waiting = case((stands, 0), else_=Application.amount)
    found = (
        select(Application.call, func.count(), total(Application.computed), total(waiting))
        .where(Application.call != 0, Application.state.in_([state.value for state in EVALUATED]))
        .group_by(Application.call)
    )
    granted = _granted(session)
    return {
        call: CallSums(count, computed, proposed, granted.get(call, 0))
        for call, count, computed, proposed in session.execute(found)
    }


def _granted(session: Session) -> dict[int, int]:
    stands = Application.state.in_([state.value for state in STANDING])
    lines = (
        select(Application.call.label("call"), left_of().label("fen"))
        .join(AwardEntry, AwardEntry.application_id == Application.id)
        .where(stands, Application.call != 0)
        .subquery()
    )
    found = select(lines.c.call, total(lines.c.fen)).group_by(lines.c.call)
    return {call: fen for call, fen in session.execute(found)}
