"""Commands for the office's particulars and its own calendar."""

from __future__ import annotations

from dataclasses import dataclass, field

from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission
from ipdesk.models.periods.working_days import CalendarDay
from ipdesk.models.records import ApprovalOrder, Office


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpOffice(Command[int]):
    """First start: the office and the name of who sits here, who gets every role. Answers the person's id.

    ``next_letter_number`` is where the program's own series of letter numbers begins in the present year.
    With ``separates_decision`` who accepted an application does not decide it; ``approval_order`` says when
    papers against somebody are approved. ``sure`` as in ChangeOffice. With a ``password_hash``, that of the
    person's password, passwords are asked for from now on; ``code_hashes`` are those of the recovery codes.
    An office without a sentence on remedies begins with the usual one. Raises InvalidInput; Conflict when the
    office has been set up already (from the other desk).
    """

    office: Office
    person: str
    next_letter_number: int = 1
    separates_decision: bool = False
    approval_order: ApprovalOrder = ApprovalOrder.ALONG
    sure: frozenset[str] = frozenset()
    password_hash: str = field(default="", repr=False)
    code_hashes: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOffice(Command[None]):
    """Replace the office's particulars. Raises InvalidInput, and Conflict when another desk changed them.

    ``shown`` is what the particulars were changed from, None where that does not matter; ``sure`` are the
    fields of telephones of an unusual form that were confirmed: those that stand already need not be.
    """

    permission = Permission.ADMINISTER

    office: Office
    shown: Office | None = None
    sure: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCalendarYear(Command[None]):
    """Replace what the office has written down of a year.

    ``source`` names the notice where these days are all that was announced of it, so that the year is known;
    "" where they only differ from what the program knows. A notice may name days around the turn of the year:
    they are of its neighbours. Raises InvalidInput for days elsewhere or twice.
    """

    permission = Permission.ADMINISTER

    year: int
    days: tuple[CalendarDay, ...]
    source: str = ""
