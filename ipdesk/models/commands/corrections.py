"""Corrections 补正, and what takes an acceptance back."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ipdesk.models.commands.base import Command
from ipdesk.models.records import MissingItem
from ipdesk.models.workflow import Step
from ipdesk.rules.evaluation.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class AskCorrection(Command[int]):
    """Ask an applicant at once for everything that is missing: draft or accepted → correction.

    What was entered stays and may be typed in again; of an accepted application the lines are given up.
    ``served_on`` is the day on which the notice was handed over, None where it is not known yet. Answers the
    number of the round. Raises InvalidInput, Conflict for other states.

    Source: 优化营商环境条例 art. 36 (everything at once).
    """

    permission = Step.ASK_CORRECTION.permission

    application: int
    policy: Policy
    items: tuple[MissingItem, ...]
    working_days: int
    served_on: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCorrectionService(Command[datetime.date | None]):
    """Record on which day the notice of the running round was served.

    Answers the period's last day, None as long as the holidays of its year are not announced. Raises
    InvalidInput for a day before the notice or after today, Conflict where no round runs.
    """

    permission = Step.ASK_CORRECTION.permission

    application: int
    served_on: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackAcceptance(Command[None]):
    """accepted → draft: what was entered may be typed in again, the lines are given up.

    Raises InvalidInput without a reason that says something, Conflict for other states.
    """

    permission = Step.TAKE_BACK.permission

    application: int
    policy: Policy
    reason: str
