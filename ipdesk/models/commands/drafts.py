"""Drafts: raw text, saved as it stands, valid or not."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission
from ipdesk.models.records import (
    ApplicationParticulars,
    DecisionForm,
    DraftTotals,
    HeldNumber,
    RawAchievement,
    RawCheck,
    SavedDraft,
    SavedText,
)
from ipdesk.models.workflow import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveDraft(Command[SavedDraft], ApplicationParticulars):
    """Save the counter's form; the first save (``application`` None) makes the application and its number.

    ``revision`` is that of the last SavedDraft or Draft (0 at first); ``totals`` is what lists show,
    ``numbers`` are those of the rows as read by the policy's words (``entry.held_numbers``). Raises
    Conflict when the other desk saved or accepted it meanwhile, NotFound when it was discarded.
    """

    permission = Permission.ENTER

    applicant: int
    policy: str
    rows: tuple[RawAchievement, ...]
    totals: DraftTotals
    application: int | None = None
    revision: int = 0
    numbers: tuple[HeldNumber, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveDecisionDraft(Command[SavedText], DecisionForm):
    """Save what a reviewer typed for an accepted application, as it stands. Unaudited.

    ``revision`` is that of the last SavedText or
    DecisionDraft (0 for none), None to write over whatever stands there. Raises Conflict when another desk
    saved meanwhile, or the application is no longer waiting to be confirmed.
    """

    permission = Permission.DECIDE

    application: int
    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveReviewDraft(Command[SavedText]):
    """Save what was typed of a review that is not taken yet, as it stands, with its pictures. Unaudited.

    ``revision`` is that of the last SavedText or ReviewDraft (0 for none), None to write over whatever stands
    there. Raises Conflict when another desk saved meanwhile, or the application waits for no review any more.
    """

    permission = Step.REVIEW.permission

    application: int
    checks: tuple[RawCheck, ...]
    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardReviewDraft(Command[None]):
    """Throw away what was typed of a review, whoever typed it; where there is nothing, nothing happens."""

    permission = Step.REVIEW.permission

    application: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardDraft(Command[None]):
    """Throw a draft away with its application; its number stays used. Raises Conflict for other states."""

    permission = Permission.ENTER

    application: int
