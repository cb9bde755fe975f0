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
    SavedDecision,
    SavedDraft,
)


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
class SaveDecisionDraft(Command[SavedDecision], DecisionForm):
    """Save what a reviewer typed for an accepted application, as it stands. Unaudited.

    ``revision`` is that of the last SavedDecision or
    DecisionDraft (0 for none), None to write over whatever stands there. Raises Conflict when another desk
    saved meanwhile, or the application is no longer waiting to be confirmed.
    """

    permission = Permission.DECIDE

    application: int
    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardDraft(Command[None]):
    """Throw a draft away with its application; its number stays used. Raises Conflict for other states."""

    permission = Permission.ENTER

    application: int
