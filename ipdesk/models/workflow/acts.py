"""What is done with an application beside its state: it stays what it is, with an entry of its own.

What stands must not depend on where it came from, and a file may be archived after any ending; neither is a
state, or every state would be needed twice.
"""

from __future__ import annotations

from enum import Enum, auto

from ipdesk.models.core.actor import Permission
from ipdesk.models.workflow.states import EVALUATED, FIRST, State
from ipdesk.models.workflow.steps import Step

_TOLD = (Step.NOTIFY.target,)
"""Where the applicant was told of its award: nothing else can be revoked, or left untaken."""


class OfArchived(Enum):
    """Whether an act is done with a file that lies in the archive."""

    NEVER = auto()
    TOO = auto()
    ALONE = auto()


_AT_THE_OFFICE = tuple(state for state in State if state is not FIRST)
_EXAMINED = tuple(state for state in EVALUATED if state not in Step.REVIEW.sources)
"""Where a file was reviewed, or went on without a review."""
_SETTLED = (*_TOLD, *(state for state in State if state.ended))


class Act(Enum):
    """The acts in the order in which they are offered: name, in which states, with what permission.

    ``of_archived`` says whether it is done with a file in the archive.
    """

    TELL_OBJECTION = ("告知异议", (Step.OBJECT.target,), Permission.ENTER)
    PROPOSE_CLAWBACK = ("拟追回", _TOLD, Permission.DECIDE, OfArchived.TOO)
    CLAW_BACK = ("追回", _TOLD, Permission.DECIDE, OfArchived.TOO)
    REMIND = ("催领", _TOLD, Permission.ENTER)
    LAPSE_AWARD = ("逾期未领", _TOLD, Permission.DECIDE)
    CHECK = ("补充核查", _EXAMINED, Permission.REVIEW, OfArchived.TOO)
    RECEIVE = ("登记来文", _AT_THE_OFFICE, Permission.ENTER, OfArchived.TOO)
    SIGN_SHEET = ("登记审批表签字", _AT_THE_OFFICE, Permission.ENTER)
    ARCHIVE = ("归档", _SETTLED, Permission.ENTER)
    TAKE_OUT = ("撤销归档", _SETTLED, Permission.DECIDE, OfArchived.ALONE)

    def __init__(
        self,
        label: str,
        states: tuple[State, ...],
        permission: Permission,
        of_archived: OfArchived = OfArchived.NEVER,
    ) -> None:
        self.label, self.states = label, states
        self.permission, self.of_archived = permission, of_archived

    def refusal(self, state: State, *, archived: bool = False) -> str:
        """Return why it cannot be done with an application, without an end mark; "" where it may."""
        if state not in self.states:
            return f"现在是“{state.label}”，不能办理“{self.label}”"
        if archived and self.of_archived is OfArchived.NEVER:
            return f"已经归档，不能再办理“{self.label}”"
        if not archived and self.of_archived is OfArchived.ALONE:
            return f"没有归档，不能办理“{self.label}”"
        return ""
