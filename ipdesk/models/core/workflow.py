"""The workflow of an application: its states, and the steps that lead from one to the next, as one table.

Pure data: the store takes steps, the window shows them, and both ask here. A further state or step is a row.
The source is the table of states of the office's procedure: 草稿, 已受理, 已审定, 已下达.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, StrEnum, auto
from typing import NamedTuple

from ipdesk.models.core.actor import Permission


class State(StrEnum):
    """How far an application has come; the values are those of the database and of public answers."""

    DRAFT = "draft"
    ACCEPTED = "accepted"
    CONFIRMED = "confirmed"
    NOTIFIED = "notified"

    @property
    def label(self) -> str:
        """Return what the state is called in Chinese."""
        return _MEANING[self].label

    @property
    def editable(self) -> bool:
        """Say whether what was applied for may still be changed at the counter."""
        return _MEANING[self].editable

    @property
    def decidable(self) -> bool:
        """Say whether its lines wait for their decision."""
        return _MEANING[self].decidable

    @property
    def stands(self) -> bool:
        """Say whether its awards stand: they are frozen and count as history."""
        return _MEANING[self].stands

    @property
    def evaluated(self) -> bool:
        """Say whether its achievements and lines are kept as they were evaluated."""
        return not self.editable


class _Meaning(NamedTuple):
    label: str
    editable: bool = False
    decidable: bool = False
    stands: bool = False


_MEANING = {
    State.DRAFT: _Meaning("草稿", editable=True),
    State.ACCEPTED: _Meaning("已受理", decidable=True),
    State.CONFIRMED: _Meaning("已审定", stands=True),
    State.NOTIFIED: _Meaning("已下达", stands=True),
}

FIRST = State.DRAFT
"""The state in which an application begins."""


class Given(Enum):
    """What is given along with a step."""

    DATA = auto()
    """Data that a command of its own, or a document, writes with it."""
    REASON = auto()
    NOTHING = auto()


class Step(Enum):
    """The steps of an application in the order of the procedure: from, to, and what permission they need.

    The first from a state is what usually comes next. A ``simple`` step writes nothing but itself: for it the
    row here, its words and the chip of its state are all; the command ``TakeStep`` takes it, and every page
    offers it. It may not change what counts as history, nor what may be typed: that needs a command.
    """

    ACCEPT = (State.DRAFT, State.ACCEPTED, Permission.ENTER)
    CONFIRM = (State.ACCEPTED, State.CONFIRMED, Permission.DECIDE)
    NOTIFY = (State.CONFIRMED, State.NOTIFIED, Permission.ISSUE)

    def __init__(
        self, source: State, target: State, permission: Permission, given: Given = Given.DATA
    ) -> None:
        self.source, self.target, self.permission, self.given = source, target, permission, given
        unlike = (source.stands, source.editable) != (target.stands, target.editable)
        if self.simple and unlike:
            raise ValueError(f"from {source} to {target} more changes than the state")

    @property
    def simple(self) -> bool:
        """Say whether the step writes nothing but itself, so that ``TakeStep`` takes it."""
        return self.given is not Given.DATA


STANDING = tuple(state for state in State if state.stands)
"""The states whose awards count as history."""

OPEN = tuple(state for state in State if not state.stands)
"""The states in which something is applied for that may still come to nothing."""

EVALUATED = tuple(state for state in State if state.evaluated)
"""The states in which lines are kept."""


def steps_from(state: State) -> Iterator[Step]:
    """Yield the steps that can be taken from a state, in the order of the procedure."""
    return (step for step in Step if step.source is state)


def step_between(source: State | None, target: State) -> Step | None:
    """Return the step that leads from one state to another, None where none does."""
    return next((step for step in Step if (step.source, step.target) == (source, target)), None)


def states_after(state: State) -> tuple[State, ...]:
    """Return the states that the procedure brings after a state, the next one first, none of them twice."""
    found = [state]
    while (usual := next(steps_from(found[-1]), None)) is not None and usual.target not in found:
        found.append(usual.target)
    return tuple(found[1:])
