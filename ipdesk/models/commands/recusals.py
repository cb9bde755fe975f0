"""Recusals 回避: who is related to an applicant does not act on its applications."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRecusal(Command[int]):
    """Record that a person is related to an applicant, for whom it accepts, reviews and decides nothing more.

    Everybody may, for oneself and for others: it only takes away. Answers the id. Raises InvalidInput where
    the relation says nothing, Conflict where the person is recused already, NotFound.
    """

    applicant: int
    person: int
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRecusal(Command[None]):
    """End a recusal that was recorded by mistake, or whose reason is gone.

    Raises InvalidInput without a reason that says something, NotFound where it does not hold any more, and
    NotPermitted for the own one, unless nobody else is in the office.
    """

    permission = Permission.ADMINISTER

    recusal: int
    reason: str
