"""The states of an application, and who decides in them: the office itself, or the level above it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """Who decides the applications of a call; the values are those of the database."""

    OWN = "own"
    UPPER = "upper"

    @property
    def label(self) -> str:
        """Return the word of the clerks for it."""
        return "本级审定" if self is Level.OWN else "上级审定"


class State(StrEnum):
    """How far an application has come; the values are those of the database and of public answers.

    In the order of the procedure, the side exits behind it.
    """

    DRAFT = "draft"
    CORRECTION = "correction"
    ACCEPTED = "accepted"
    REVIEWED = "reviewed"
    PROPOSED = "proposed"
    PUBLISHED = "published"
    OBJECTED = "objected"
    FORWARDED = "forwarded"
    ANSWERED = "answered"
    CONFIRMED = "confirmed"
    NOTIFIED = "notified"
    REFUSED = "refused"
    NOT_ACCEPTED = "not_accepted"
    WITHDRAWN = "withdrawn"
    UNCORRECTED = "uncorrected"

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
    def ended(self) -> bool:
        """Say whether it has come to nothing by a side exit: it holds nothing, and counts for nothing."""
        return _MEANING[self].ended

    @property
    def decided(self) -> bool:
        """Say whether its lines are frozen as they were decided, whether they stand or all were refused."""
        return _MEANING[self].stands or _MEANING[self].decided

    @property
    def optional(self) -> bool:
        """Say whether an office may do without it; see ``Procedure``."""
        return _MEANING[self].optional

    @property
    def evaluated(self) -> bool:
        """Say whether its achievements and lines are kept as they were evaluated."""
        return self.decided or not (self.editable or self.ended)


class _Meaning(NamedTuple):
    label: str
    editable: bool = False
    decidable: bool = False
    stands: bool = False
    ended: bool = False
    optional: bool = False
    decided: bool = False


_MEANING = {
    State.DRAFT: _Meaning("草稿", editable=True),
    State.CORRECTION: _Meaning("待补正", editable=True),
    State.ACCEPTED: _Meaning("已受理", decidable=True),
    State.REVIEWED: _Meaning("已初审", decidable=True, optional=True),
    State.PROPOSED: _Meaning("拟资助", decidable=True, optional=True),
    State.PUBLISHED: _Meaning("公示中", decidable=True, optional=True),
    State.OBJECTED: _Meaning("异议处理中"),
    State.FORWARDED: _Meaning("已上报"),
    State.ANSWERED: _Meaning("上级已批复", stands=True),
    State.CONFIRMED: _Meaning("已审定", stands=True),
    State.NOTIFIED: _Meaning("已下达", stands=True),
    State.REFUSED: _Meaning("不予资助", ended=True, decided=True),
    State.NOT_ACCEPTED: _Meaning("不予受理", ended=True),
    State.WITHDRAWN: _Meaning("申请人撤回", ended=True),
    State.UNCORRECTED: _Meaning("逾期未补正", ended=True),
}

FIRST = State.DRAFT
"""The state in which an application begins."""

LAST = State.NOTIFIED
"""The state in which its course ends, with the recipient told of the award."""

ENDED_UNACCEPTED, ENDED_UNCORRECTED = State.NOT_ACCEPTED, State.UNCORRECTED
ENDED_WITHDRAWN = State.WITHDRAWN
"""How applications end that were not accepted, not corrected in time, or withdrawn: each by its own paper."""

_COUNTER = (State.DRAFT, State.CORRECTION, State.ACCEPTED, State.REVIEWED)

COURSES = {
    Level.OWN: (*_COUNTER, State.PROPOSED, State.PUBLISHED, State.CONFIRMED, State.NOTIFIED),
    Level.UPPER: (*_COUNTER, State.FORWARDED, State.ANSWERED, State.NOTIFIED),
}
"""The states that lead on to an award, in their order, by who decides; all others are beside it."""

STAGES = tuple(state for state in COURSES[Level.OWN] if state.optional)
"""The states of a course that an office may do without."""

EDITABLE = tuple(state for state in State if state.editable)
"""The states in which the form of the counter may be typed in."""

DECIDABLE = tuple(state for state in State if state.decidable)
"""The states in which lines wait for their decision."""

STANDING = tuple(state for state in State if state.stands)
"""The states whose awards count as history."""

OPEN = tuple(state for state in State if not (state.stands or state.ended))
"""The states in which something is applied for that may still come to nothing."""

EVALUATED = tuple(state for state in State if state.evaluated)
"""The states in which lines are kept."""

DECIDED = tuple(state for state in State if state.decided)
"""The states in which lines are as they were decided."""
