"""Settling a call over all its claims, and taking that back."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission
from ipdesk.models.records import SettledAmount, SettlementChoices
from ipdesk.rules.evaluation.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleCall(Command[int]):
    """Settle the pools, ranks and budget of a call over all its applications that wait for their decision.

    What is lowered becomes a further round of each proposal, or the text of the decision where the office
    proposes nothing; each application has its own entry in the log. ``shown`` is what was seen of every line
    that claims something. Answers the settlement's id. Raises InvalidInput with what keeps it from being
    settled (applications that are not that far, ties, a budget that is exceeded), Conflict where it comes out
    otherwise than shown, or the call is settled already; NotFound.
    """

    permission = Permission.DECIDE

    call: int
    policy: Policy
    choices: SettlementChoices
    shown: tuple[SettledAmount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoSettlement(Command[None]):
    """Let every application of a settlement be what it was before, while nothing was done with any since.

    Raises Conflict, naming the application, where one was decided, returned or typed at meanwhile; and where
    the settlement was taken back already.
    """

    permission = Permission.DECIDE

    settlement: int
    policy: Policy
