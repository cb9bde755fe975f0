"""Which paper is to go out next of what was done with an application, as a value of the database."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, case, exists, func, null, select

from ipdesk.models.applications.approvals import (
    CLAWBACK_DECISION,
    CLAWBACK_END,
    CLAWBACK_NOTICE,
    DEEMED_WITHDRAWN,
    FORFEITURE,
    NOT_ACCEPTED,
    TERMINATION,
)
from ipdesk.models.records import CheckResult, CheckStage, Mark, ReversalKind
from ipdesk.models.records.public_notices import FINDING_NOTICE, OBJECTION_NOTICE, OBJECTION_OUTCOME
from ipdesk.models.records.services import COLLECTION_REMINDER, WITH_A_PERIOD
from ipdesk.models.tables import (
    Application,
    ApplicationStep,
    CheckEntry,
    ClawbackEntry,
    CollectionReminderEntry,
    IssuedLetterEntry,
    ObjectionHearingEntry,
    ReversalEntry,
    VoidedLetter,
)
from ipdesk.models.tables.dialect import among
from ipdesk.models.workflow import ENDED_WITHDRAWN, Act, State, Step

_OF_STEPS = {
    Step.ASK_CORRECTION.target: WITH_A_PERIOD[0],
    Step.DECLINE.target: NOT_ACCEPTED,
    Step.LAPSE.target: DEEMED_WITHDRAWN,
    ENDED_WITHDRAWN: TERMINATION,
}
"""The papers that tell of a state, while the file stands in it and lies in no archive."""
_TOLD_OF_OUTCOME = tuple(step.target for step in (Step.PUBLISH, Step.CONFIRM, Step.NOTIFY, Step.REFUSE))
"""Where what became of an objection is settled, so that its applicant is told."""


_Marked = Mapping[Mark, ColumnElement[bool]]


def due_paper(marked: _Marked) -> ColumnElement[str]:
    """Return the kind of the paper that what was done calls for and that did not go out since, "" for none.

    ``marked`` says what each mark rests on. The first that waits counts, in the order in which they follow
    each other. Most applications are asked for their state alone: every list asks this of each row.
    """
    asked = ((and_(among(Application.state, states), due), kind) for kind, states, due in _occasions(marked))
    return case(*asked, else_="")


def _occasions(marked: _Marked) -> Iterator[tuple[str, list[str], ColumnElement[bool]]]:
    open_ = ~marked[Mark.ARCHIVED]
    step = ApplicationStep
    for state, kind in _OF_STEPS.items():
        since = _lacking(kind, step.application_id, step.at, step.state == state.value)
        yield kind, [state.value], open_ & since
    yield OBJECTION_NOTICE, _values(Act.TELL_OBJECTION.states), _objection_untold()
    yield OBJECTION_OUTCOME, _values(_TOLD_OF_OUTCOME), open_ & marked[Mark.OBJECTION_ANSWERED]
    yield FINDING_NOTICE, _values((Step.PUBLISH.target,)), marked[Mark.CHECKED_LATER] & _finding_untold()
    told = _values(Act.CLAW_BACK.states)
    yield CLAWBACK_NOTICE, told, _clawback_untold()
    yield CLAWBACK_DECISION, told, _clawback_undecided()
    yield CLAWBACK_END, told, marked[Mark.CLAWBACK_ENDED]
    yield FORFEITURE, told, open_ & _lapse_untold()
    yield COLLECTION_REMINDER, told, open_ & marked[Mark.REMINDED] & _unreminded()


def collect_by() -> ColumnElement[datetime.date | None]:
    """Return until when an award can be taken by its reminders, None where nobody was reminded."""
    entry = CollectionReminderEntry
    return _last_day(select(func.max(entry.due_on)).where(entry.application_id == Application.id))


def repay_by() -> ColumnElement[datetime.date | None]:
    """Return until when what was clawed back first has to come back, None where nothing is owed."""
    entry = ClawbackEntry
    owed = entry.decided_at.is_not(None), entry.returned_on.is_(None)
    return _last_day(select(func.min(entry.due_on)).where(entry.application_id == Application.id, *owed))


def _last_day(found: Select[Any]) -> ColumnElement[datetime.date | None]:
    told = among(Application.state, _values(Act.CLAW_BACK.states))
    return case((told, found.scalar_subquery()), else_=null())


def _values(states: tuple[State, ...]) -> list[str]:
    return [state.value for state in states]


def _objection_untold() -> ColumnElement[bool]:
    heard = ObjectionHearingEntry
    return _lacking(OBJECTION_NOTICE, heard.application_id, heard.at)


def _finding_untold() -> ColumnElement[bool]:
    entry = CheckEntry
    after, bad = CheckStage.AFTER_NOTICE.value, CheckResult.BAD.value
    which = entry.stage == after, entry.result == bad
    return _lacking(FINDING_NOTICE, entry.application_id, entry.at, *which)


def _clawback_untold() -> ColumnElement[bool]:
    entry = ClawbackEntry
    running = entry.decided_at.is_(None), entry.dropped_why == ""
    return _lacking(CLAWBACK_NOTICE, entry.application_id, entry.proposed_at, *running)


def _clawback_undecided() -> ColumnElement[bool]:
    entry = ClawbackEntry
    return _lacking(CLAWBACK_DECISION, entry.application_id, entry.decided_at, entry.decided_at.is_not(None))


def _lapse_untold() -> ColumnElement[bool]:
    entry = ReversalEntry
    lapsed = entry.kind == ReversalKind.NOT_TAKEN.value
    return _lacking(FORFEITURE, entry.application_id, entry.at, lapsed)


def _unreminded() -> ColumnElement[bool]:
    entry = CollectionReminderEntry
    return _lacking(COLLECTION_REMINDER, entry.application_id, entry.at)


def _lacking(
    kind: str,
    application: SQLColumnExpression[int],
    at: SQLColumnExpression[Any],
    *which: ColumnElement[bool],
) -> ColumnElement[bool]:
    """Say that something was done at a moment, and no paper of a kind that stands went out since."""
    letter = IssuedLetterEntry
    since = exists().where(
        letter.application_id == application,
        letter.kind == kind,
        letter.issued_at >= at,
        ~exists().where(VoidedLetter.letter_id == letter.id),
    )
    return exists().where(application == Application.id, *which, ~since)
