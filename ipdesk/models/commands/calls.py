"""Calls for applications 申报批次: opened, changed, closed before their time."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission
from ipdesk.models.records import CallDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCall(Command[int]):
    """Write down a call. Answers its id.

    Raises InvalidInput with every problem: a time that ends before it begins, seconds, an achievement period
    that is none, a sum of nothing, and another call of the policy, year and title at the same time.
    """

    permission = Permission.ADMINISTER

    details: CallDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCall(Command[None]):
    """Replace what was written down of a call; ``revision`` is that of the record which was shown.

    Of one that was closed only the budget changes. Another budget wants a ``reason``, and no settlement that
    stands. Raises InvalidInput like OpenCall, and for another policy
    or year once applications were accepted by it; NotFound; and Conflict when somebody changed it meanwhile,
    or it is closed and more than its budget would change.
    """

    permission = Permission.ADMINISTER

    call: int
    revision: int
    details: CallDetails
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseCall(Command[None]):
    """Close a call before its time: nothing is accepted by it any more. Raises NotFound, and Conflict twice.

    What was handed in before is not touched, and may be accepted again after a correction.
    """

    permission = Permission.ADMINISTER

    call: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenCall(Command[None]):
    """Open a closed call again, with a reason; it then takes applications until its own end.

    Raises InvalidInput without a reason; NotFound; Conflict where it is not closed, where anything was
    published or settled from it, or where another of its name has taken its place.
    """

    permission = Permission.ADMINISTER

    call: int
    reason: str
