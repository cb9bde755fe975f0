"""Projects of a fund: a grant with its contract, the checks that were held, and what is due of it."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.funds.projects.contract import Contract
from ipdesk.funds.projects.progress import ProjectCheck, ProjectDue, ProjectMoney, dues, payable_by_now


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCheck(ProjectCheck):
    """A check as it is stored; ``corrected`` says that another one was entered instead, and ``why``."""

    id: int
    corrected: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A grant with a contract; ``checks`` are all that were entered, in their order.

    ``revision`` is that of the contract.
    """

    grant: int
    task: int
    parties: tuple[str, ...]
    contract: Contract
    revision: int
    checks: tuple[HeldCheck, ...] = ()
    money: ProjectMoney

    @property
    def standing(self) -> tuple[HeldCheck, ...]:
        """Return the checks that were not corrected."""
        return tuple(one for one in self.checks if not one.corrected)

    @property
    def payable(self) -> int:
        """Return what of the grant may still be paid by now (fen)."""
        return payable_by_now(self.contract, self.standing, self.money)

    @property
    def dues(self) -> tuple[ProjectDue, ...]:
        """Return what is due of it."""
        return tuple(dues(self.contract, self.standing, self.money))
