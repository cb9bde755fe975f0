"""Writing down the contracts of projects, and the checks that are held of them."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.funds.projects.contract import Contract
from ipdesk.funds.projects.funding import FundingPart
from ipdesk.funds.projects.progress import ProjectCheck
from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepContract(Command[None]):
    """Write down the contract of the project that a grant pays, or replace it by a changed one.

    ``revision`` is that of the contract which was shown, 0 for none. Raises InvalidInput with every problem,
    Conflict where somebody changed it meanwhile or more was paid than falls due by it; NotFound.
    """

    permission = Permission.ACCOUNT

    grant: int
    revision: int
    contract: Contract


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepFunding(Command[None]):
    """Write down who else pays for what a grant is given for, instead of what was ``shown`` of it.

    Raises InvalidInput with every problem, Conflict where somebody changed it meanwhile; NotFound.
    """

    permission = Permission.ACCOUNT

    grant: int
    shown: tuple[FundingPart, ...]
    parts: tuple[FundingPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordProjectCheck(Command[int]):
    """Write down that a mid-term check or an acceptance was held. Answers its id.

    ``corrects`` is the id of the last one, which this one stands for, with ``why``; it stays to be read.
    Raises InvalidInput with every problem, Conflict where something was paid by what is corrected; NotFound.
    """

    permission = Permission.ACCOUNT

    grant: int
    check: ProjectCheck
    corrects: int | None = None
    why: str = ""
