"""Papers that came in 来文: written down, and put right."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.models.commands.base import Command
from ipdesk.models.records import IncomingDetails
from ipdesk.models.workflow import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordIncomingPaper(Command[int]):
    """Write down a paper that came in, for the list of an application's file. Answers its id.

    Those that steps rest on are written down with these; this is for all others, and for those of an earlier
    time. Raises InvalidInput for what is missing or cannot be, Conflict where the application is no more than
    a draft, or has just this paper already.
    """

    permission = Act.RECEIVE.permission

    application: int
    paper: IncomingDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectIncomingPaper(Command[int]):
    """Put right what was written down of a paper, with a reason; None for ``details`` strikes it out.

    What was written before stays, and is listed no more. Answers the id of the new record. Raises
    InvalidInput as RecordIncomingPaper does and without a reason, Conflict where somebody else has put it
    right by now.
    """

    permission = Act.RECEIVE.permission

    paper: int
    details: IncomingDetails | None
    reason: str
