"""The decision on an application: what is proposed, and what is confirmed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ipdesk.models.commands.base import Command
from ipdesk.models.records import DecidedAmount, Departure, LoweredAmount, Minutes, NoticeAnswer, ShownLine
from ipdesk.models.records.decisions import WeighedView
from ipdesk.models.workflow import Step
from ipdesk.rules.core.result import Result
from ipdesk.rules.evaluation.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionCommand(Command[Result]):
    """What both have: amounts, the minutes they rest on, and what the person saw.

    ``decided`` gives the amounts that clauses leave to a decision, ``lowered`` the lines granted less than
    computed, with reasons. ``shown`` is what the person saw (``shown_lines``). It is evaluated again with the
    history as it is now; where that differs, Conflict with the differences. Answers the result (amounts
    before lowering). Raises InvalidInput for missing reasons or decisions, for a sum that needs minutes in
    this office and has none, for a meeting before the acceptance or after today, and for lines of a draft
    policy.
    """

    application: int
    policy: Policy
    decided: tuple[DecidedAmount, ...]
    lowered: tuple[LoweredAmount, ...]
    shown: tuple[ShownLine, ...]
    minutes_number: str = ""
    minutes_date: datetime.date | None = None
    minutes_body: str = ""
    minutes_text: str = ""

    @property
    def minutes(self) -> Minutes:
        """Return the minutes as they were given."""
        return Minutes(self.minutes_number, self.minutes_date, self.minutes_body, self.minutes_text)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeApplication(DecisionCommand):
    """accepted or reviewed → proposed: each line with its proposed sum, frozen with pack and trace.

    Every decided amount above 0 has its basis: experts with their scores, none of them related to the
    applicant, or minutes. The amounts are those proposed; nothing of it counts as history.
    """

    permission = Step.PROPOSE.permission


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackDecision(Command[None]):
    """confirmed → where it was before: it waits for its decision again, with all that was entered for that.

    What was charged to funds goes back to them. Raises InvalidInput without a reason that says something;
    Conflict for other states, and where something stands on the decision: a paper with a number that is not
    void, a payment that was sent, a later decision that counted it.
    """

    permission = Step.RETURN_DECISION.permission

    application: int
    policy: Policy
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmApplication(DecisionCommand):
    """→ confirmed: the award stands from now on, is frozen, and counts as history.

    ``answers`` has one for every code of the national notices that were shown; where the office lets other
    ones be pointed out by now, Conflict, and InvalidInput for missing ones. Where a proposal stands,
    ``departures`` are the lines that were shown to be granted otherwise than proposed: others are a Conflict
    that names them, and without a ``departure_reason`` they are refused. What differs from the public notice
    needs an ``unpublished_reason`` 不重新公示的理由, or is published anew before; ``view`` is what was
    stated of what the office found since, and whether that is taken.
    """

    permission = Step.CONFIRM.permission

    answers: tuple[NoticeAnswer, ...] = ()
    departures: tuple[Departure, ...] = ()
    departure_reason: str = ""
    unpublished_reason: str = ""
    view: WeighedView | None = None
