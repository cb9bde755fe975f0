"""Bars on applicants 限制资助."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class BarApplicant(Command[int]):
    """Record that an applicant is granted nothing from one day to another, both included.

    ``approval_number``, ``approved_by`` and ``approved_on`` are those of a form on which it was approved
    outside the program; without them it is submitted with a file where the office approves first. Answers
    the id. Raises InvalidInput with what cannot stand, Conflict where the same bar is recorded already or
    nobody approved it, NotFound.
    """

    permission = Permission.ENTER

    applicant: int
    reason: str
    basis: str
    since: datetime.date
    until: datetime.date
    approval_number: str = ""
    approved_by: str = ""
    approved_on: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftBar(Command[None]):
    """End a bar before its day, or one that was recorded by mistake.

    Raises InvalidInput without a reason that says something, NotFound where it does not hold any more.
    """

    permission = Permission.DECIDE

    bar: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassBars(Command[None]):
    """Decide that an application goes on in spite of the bars that hold on its applicant today.

    Raises InvalidInput without a reason that says something, Conflict where no bar holds or the application
    was decided already, NotPermitted for who is related to the applicant, NotFound.
    """

    permission = Permission.DECIDE

    application: int
    reason: str
