"""What the level above decides of applications that were forwarded to it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ipdesk.models.commands.base import Command
from ipdesk.models.records import UNSEEN, ForwardedAnswer, Sheets
from ipdesk.models.workflow import Step
from ipdesk.rules.evaluation.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordUpperAnswer(Command[None]):
    """forwarded → answered, for all applications of one answer: from now on its sums stand and are history.

    ``body`` gave the answer of ``number`` and ``day``. Each application brings every line that was forwarded:
    those that came to something, or await a decision. ``policies`` has every pack by which one of the latter
    was computed: what is decided is evaluated by it, with the history of the acceptance. Each application
    gets its own entry in the log. ``sheets`` say what is known of the paper itself, which is listed in the
    file of each.

    Raises InvalidInput for a missing number or reason, a day before the forwarding or after today, a line
    that was not forwarded or is missing, and an application or line answered twice; Conflict where one was
    withdrawn or answered meanwhile. Nothing is done by halves.
    """

    permission = Step.ANSWER.permission

    body: str
    number: str
    day: datetime.date
    answers: tuple[ForwardedAnswer, ...]
    policies: tuple[Policy, ...] = ()
    sheets: Sheets = UNSEEN


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackAnswer(Command[None]):
    """answered → forwarded: what was recorded was wrong. It is kept, and offered when it is recorded anew.

    Raises InvalidInput without a reason that says something; Conflict for other states, and where something
    stands on the answer: a paper with a number that is not void, a later evaluation that counted it.
    """

    permission = Step.RETURN_ANSWER.permission

    application: int
    reason: str
