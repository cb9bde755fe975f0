"""The steps that lead from one state to another, as one table."""

from __future__ import annotations

from enum import Enum, auto

from ipdesk.models.core.actor import Permission
from ipdesk.models.workflow.states import State


class Given(Enum):
    """What is given along with a step."""

    DATA = auto()
    """Data that a command of its own, or a document, writes with it."""
    REASON = auto()
    NOTHING = auto()
    RULE = auto()
    """The rule that it rests on."""


_ENTER = Permission.ENTER
_TOLD = (State.NOTIFIED, State.REFUSED)
_EXAMINED = (State.ACCEPTED, State.REVIEWED)
_PUBLIC = (State.PUBLISHED, State.PROPOSED)
_PROPOSED = (State.PROPOSED, State.PUBLISHED, State.OBJECTED)
_UNDECIDED = (State.CORRECTION, *_EXAMINED, *_PROPOSED, State.FORWARDED)


def _kept(state: State) -> tuple[bool, ...]:
    return state.stands, state.editable


class Step(Enum):
    """The steps in the order of the procedure: name, from which states, to which, with what permission.

    The first from a state is what usually comes next; its ``Procedure`` says which of them an
    office takes. A ``simple`` step writes nothing but itself: for it the
    row here, its words and the chip of its state are all; the command ``TakeStep`` takes it, and every page
    offers it. It may end an application, which then holds nothing any more; it may not change what counts as
    history, nor what may be typed: that needs a command. One with several ``targets`` leads back to that of
    them in which the application was last. The name of a member stands with each step taken in the database.
    """

    ACCEPT = ("受理", (State.DRAFT, State.CORRECTION), State.ACCEPTED, _ENTER)
    REVIEW = ("初审", (State.ACCEPTED,), State.REVIEWED, Permission.REVIEW)
    PROPOSE = ("拟资助", _EXAMINED, State.PROPOSED, Permission.DECIDE)
    PUBLISH = ("公示", (State.PROPOSED,), State.PUBLISHED, Permission.ISSUE)
    CONFIRM = ("审定", (*_EXAMINED, State.PROPOSED, State.PUBLISHED), State.CONFIRMED, Permission.DECIDE)
    FORWARD = ("上报", _EXAMINED, State.FORWARDED, Permission.REVIEW)
    ANSWER = ("登记上级批复", (State.FORWARDED,), State.ANSWERED, Permission.DECIDE)
    NOTIFY = ("下达", (State.CONFIRMED, State.ANSWERED), State.NOTIFIED, Permission.ISSUE)
    REFUSE = ("不予资助", (State.CONFIRMED, State.ANSWERED), State.REFUSED, Permission.ISSUE)
    ASK_CORRECTION = ("通知补正", (State.DRAFT, State.ACCEPTED), State.CORRECTION, _ENTER)
    TAKE_BACK = ("撤销受理", (State.ACCEPTED,), State.DRAFT, _ENTER)
    RETURN_REVIEW = ("撤销初审", (State.REVIEWED,), State.ACCEPTED, Permission.REVIEW, Given.REASON)
    RETURN_PROPOSAL = ("退回", (State.PROPOSED,), _EXAMINED[::-1], Permission.DECIDE, Given.REASON)
    RETURN_FORWARD = ("撤回上报", (State.FORWARDED,), _EXAMINED[::-1], Permission.REVIEW, Given.REASON)
    RETURN_ANSWER = ("撤销批复登记", (State.ANSWERED,), State.FORWARDED, Permission.DECIDE)
    RETURN_DECISION = ("撤回审定", (State.CONFIRMED,), (*_PUBLIC, *_EXAMINED[::-1]), Permission.DECIDE)
    OBJECT = ("提出异议", (State.PUBLISHED,), State.OBJECTED, _ENTER)
    DISMISS_OBJECTION = ("异议不成立", (State.OBJECTED,), State.PUBLISHED, Permission.DECIDE)
    UPHOLD_OBJECTION = ("异议成立", (State.OBJECTED,), State.PROPOSED, Permission.DECIDE)
    RETURN_PUBLICATION = ("撤回公示", (State.PUBLISHED,), State.PROPOSED, Permission.DECIDE, Given.REASON)
    DECLINE = ("不予受理", (State.DRAFT, State.CORRECTION), State.NOT_ACCEPTED, _ENTER, Given.REASON)
    WITHDRAW = ("申请人撤回", _UNDECIDED, State.WITHDRAWN, _ENTER, Given.REASON)
    LAPSE = ("逾期未补正", (State.CORRECTION,), State.UNCORRECTED, _ENTER, Given.RULE)
    VOID_LETTER = ("作废文书", _TOLD, (State.CONFIRMED, State.ANSWERED), Permission.ISSUE)

    def __init__(
        self,
        label: str,
        sources: tuple[State, ...],
        target: State | tuple[State, ...],
        permission: Permission,
        given: Given = Given.DATA,
    ) -> None:
        self.label, self.sources = label, sources
        self.targets = target if isinstance(target, tuple) else (target,)
        self.target = self.targets[0]
        self.permission, self.given = permission, given
        if self.simple and any(map(self._changes_more, self.targets)):
            raise ValueError(f"to {self.target} more changes than the state")

    def _changes_more(self, target: State) -> bool:
        if target.ended:
            return any(source.stands for source in self.sources)
        return any(_kept(source) != _kept(target) for source in self.sources)

    @property
    def simple(self) -> bool:
        """Say whether the step writes nothing but itself, so that ``TakeStep`` takes it."""
        return self.given is not Given.DATA

    def refusal(self, state: State) -> str:
        """Return why no office can take the step in a state, without an end mark; "" where one may."""
        return "" if state in self.sources else f"现在是“{state.label}”，不能办理“{self.label}”"
