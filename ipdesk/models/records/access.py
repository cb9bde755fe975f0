"""How people get in, and how the office shares its work among them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ipdesk.models.records.handlings import ApprovalOrder

LOCK_MINUTES = range(0, 241)
"""After how many minutes without a key the window may be locked; 0 for never."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessSettings:
    """Whether passwords are asked for, when the window locks itself, whether two people have to act.

    ``asks_password``: without it choosing one's name is enough. ``lock_minutes`` counts while passwords are
    asked for, 0 for never. ``separates_decision``: who accepted an application does not decide it;
    ``separates_payment``: who prepared a batch of payments does not sign it off. ``approval_order`` says when
    papers against somebody are approved inside.
    """

    asks_password: bool = False
    lock_minutes: int = 10
    separates_decision: bool = False
    separates_payment: bool = False
    approval_order: ApprovalOrder = ApprovalOrder.ALONG


@dataclass(frozen=True, slots=True)
class Password:
    """What is kept of a person's password: its hash, None before there is one.

    ``for_once`` says that it has to be changed at once. ``failures`` counts the wrong ones since the last
    right one, the last of them at ``failed_at``.
    """

    hash: str | None = None
    for_once: bool = False
    failures: int = 0
    failed_at: datetime.datetime | None = None

    def __repr__(self) -> str:
        """Say nothing of the hash, wherever this is printed."""
        return f"Password({'set' if self.hash else 'none'}, failures={self.failures})"
