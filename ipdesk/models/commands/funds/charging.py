"""Saying which tasks of funds pay the awards of calls, and up to which sums."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission
from ipdesk.models.records import CeilingScope, CeilingWay, Charge, NotCharged


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeCall(Command[None]):
    """Say which tasks pay what is decided of a call from now on; no charges: none does any more.

    What was decided before is charged by ChargeAwards. ``revision`` is that which was shown. What the level
    above decides is paid here only with an ``authority``, the paper that says so. Raises InvalidInput with
    every problem, Conflict when somebody changed it meanwhile, NotFound.
    """

    permission = Permission.ACCOUNT

    call: int
    revision: int
    charges: tuple[Charge, ...]
    authority: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeAwards(Command[tuple[NotCharged, ...]]):
    """Charge what of a call stood before its tasks were said; answers what could not be, and why.

    Whatever can be charged is. Raises Conflict where no task pays the call, NotFound.
    """

    permission = Permission.ACCOUNT

    call: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCeiling(Command[None]):
    """Set the most (fen) that may be granted of something, or let it go (None). It binds what follows.

    Raises InvalidInput with every problem, NotFound.
    """

    permission = Permission.ACCOUNT

    scope: CeilingScope
    most: int | None
    way: CeilingWay = CeilingWay.REFUSE
    basis: str = ""
