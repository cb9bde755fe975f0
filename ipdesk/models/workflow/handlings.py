"""How something against somebody is approved inside before it is done 处理事项: its states, what leads on."""

from __future__ import annotations

from enum import Enum, StrEnum

from ipdesk.models.core.actor import Permission


class HandlingState(StrEnum):
    """How far a handling has come; the values are those of the database."""

    PENDING = "pending"
    APPROVED = "approved"
    DONE = "done"
    REFUSED = "refused"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """Return what it is called in Chinese."""
        return _LABELS[self]

    @property
    def running(self) -> bool:
        """Say whether it still holds up what it is about."""
        return self in RUNNING

    @property
    def signed(self) -> bool:
        """Say whether its sheet approves something."""
        return self in (HandlingState.APPROVED, HandlingState.DONE)


_LABELS = {
    HandlingState.PENDING: "待签批",
    HandlingState.APPROVED: "已签批",
    HandlingState.DONE: "已办理",
    HandlingState.REFUSED: "不同意",
    HandlingState.DROPPED: "撤销送审",
}
RUNNING = (HandlingState.PENDING, HandlingState.APPROVED)
"""Where it waits to be signed, or to be carried out."""


class HandlingMove(Enum):
    """What leads a handling on: name, from which states, to which, with what permission."""

    SUBMIT = ("送审", (), HandlingState.PENDING, Permission.ENTER)
    SUBMIT_ANEW = ("更改送审内容", RUNNING, HandlingState.PENDING, Permission.ENTER)
    AGREE = ("签批同意", RUNNING, HandlingState.APPROVED, Permission.DECIDE)
    DISAGREE = ("签批不同意", RUNNING, HandlingState.REFUSED, Permission.DECIDE)
    DROP = ("撤销送审", RUNNING, HandlingState.DROPPED, Permission.ENTER)
    CARRY_OUT = ("按签批办理", (HandlingState.APPROVED,), HandlingState.DONE, Permission.ISSUE)

    def __init__(
        self,
        label: str,
        sources: tuple[HandlingState, ...],
        target: HandlingState,
        permission: Permission,
    ) -> None:
        self.label, self.sources, self.target, self.permission = label, sources, target, permission

    def refusal(self, state: HandlingState) -> str:
        """Return why a handling cannot be led on from a state, as a sentence; "" where it can."""
        if state in self.sources:
            return ""
        if state.running:
            return "还没有签批，不能办理。"
        return f"这项送审现在是“{state.label}”，不能办理“{self.label}”，请刷新后再看。"
