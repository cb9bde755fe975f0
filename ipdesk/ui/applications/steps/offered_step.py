"""What a button or a menu offers to be done with applications."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipdesk.models.core.actor import Permission
from ipdesk.models.workflow import HandlingMove, Step
from ipdesk.ui.applications.state_words import Action

if TYPE_CHECKING:
    from ipdesk.ui.applications.after_award.acts import Doing


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do, the word on its button, the applications it is for, those accepted first before the others.

    ``why`` says why there is nothing to do, or whom it is not for. ``step`` is the simple step that is to be
    taken, where it is one; ``document`` the id of the kind of document that is to be issued; ``doing`` the
    act beside the states that is to be done. ``permit`` is what submitting that needs, where the office
    approves first.
    """

    action: Action
    word: str
    ids: tuple[int, ...] = ()
    why: str = ""
    step: Step | None = None
    document: str = ""
    doing: Doing | None = None
    permit: Permission | None = None

    @property
    def permission(self) -> Permission | None:
        """Return what whoever takes it must be allowed, None where its page asks."""
        if self.action in _OF_ACTIONS:
            return _OF_ACTIONS[self.action]
        if self.doing is not None:
            return self.permit or self.doing.act.permission
        return self.step.permission if self.step is not None else None


_OF_ACTIONS: Mapping[Action, Permission] = {
    "inquire": Step.REVIEW.permission,
    "sign": HandlingMove.AGREE.permission,
    "carry_out": HandlingMove.CARRY_OUT.permission,
    "resubmit": HandlingMove.SUBMIT_ANEW.permission,
    "drop_handling": HandlingMove.DROP.permission,
    "submit_paper": HandlingMove.SUBMIT.permission,
}
"""What is no step and no act beside the states, such as signing what was submitted, and what each needs."""
