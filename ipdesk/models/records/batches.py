"""A step taken for many applications at once: what it does to each, and what was done."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ipdesk.models.records.archive import IncomingDetails
from ipdesk.models.records.checks import Check
from ipdesk.models.records.decisions import ShownLine
from ipdesk.models.records.details import Grounds
from ipdesk.models.records.proposals import Minutes
from ipdesk.models.workflow import State, Step

if TYPE_CHECKING:
    from ipdesk.rules.evaluation.policy import Policy

NO_MINUTES = Minutes()
"""No meeting was held."""

_WITH_DATA = frozenset({Step.ACCEPT, Step.REVIEW, Step.PROPOSE, Step.CONFIRM, Step.ASK_CORRECTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One step for many applications, with what is given for all of them.

    ``reason`` goes with a simple step that asks for one. An acceptance, proposal or decision takes the
    ``policies`` in force; the latter two the ``minutes`` of the meeting that decided on all of them. What is
    granted to each is what stands proposed; without a proposal what was typed at it, and where nothing was,
    what is computed. A review takes the ``checks`` that were made of each, all of them without fault. Of a
    withdrawal each file gets a ``paper`` of its own, like this one and, without a sender, from its applicant;
    ``grounds`` are those on which none of them is accepted. A correction gives each ``working_days`` for what
    the program knows to be missing of it. Making one raises ValueError for a step that is
    taken one by one, or that no paper leads to, and for none or doubled applications.
    """

    step: Step
    applications: tuple[int, ...]
    reason: str = ""
    policies: tuple[Policy, ...] = ()
    minutes: Minutes = NO_MINUTES
    checks: tuple[Check, ...] = ()
    paper: IncomingDetails | None = None
    grounds: Grounds = field(default_factory=Grounds)
    working_days: int = 0

    def __post_init__(self) -> None:
        if self.paper is not None and self.step is not Step.WITHDRAW:
            raise ValueError(f"no paper leads to {self.step.name}")
        if not taken_together(self.step):
            raise ValueError(f"{self.step.name} is taken one by one")
        if len({*self.applications}) != len(self.applications) or not self.applications:
            raise ValueError("each application once, and at least one")


def taken_together(step: Step) -> bool:
    """Say whether a step can be taken for many applications at once."""
    return step.simple or step in _WITH_DATA


@dataclass(frozen=True, slots=True)
class BatchRow:
    """What the step does to one application, or in ``refusal`` (a sentence) why it cannot be taken.

    ``before`` and ``after`` are its states, ``amount_before`` and ``amount_after`` its sums in fen; ``lines``
    is what its awards come to, where the step evaluates them. ``revision`` is that of the draft accepted;
    ``remark`` what else the step says of it.
    """

    application: int
    number: str
    applicant_name: str
    before: State
    after: State
    amount_before: int
    amount_after: int
    refusal: str = ""
    lines: tuple[ShownLine, ...] = ()
    revision: int = 0
    remark: str = ""


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What a step does to many applications, in the order in which they take it."""

    rows: tuple[BatchRow, ...] = ()

    @property
    def taken(self) -> tuple[BatchRow, ...]:
        """Return the applications that can take it."""
        return tuple(row for row in self.rows if not row.refusal)

    @property
    def refused(self) -> tuple[BatchRow, ...]:
        """Return those that cannot."""
        return tuple(row for row in self.rows if row.refusal)


@dataclass(frozen=True, slots=True)
class TakenBatch:
    """A step that was taken for many applications at once, by the person who took it."""

    id: int
    step: Step
    at: datetime.datetime
    applications: tuple[int, ...]
