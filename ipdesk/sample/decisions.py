"""What is entered and decided of a file of the sample, read from what its form says."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from ipdesk.models.awards.departures import departures_from
from ipdesk.models.commands import ConfirmApplication
from ipdesk.models.evaluation.evaluate import undecided
from ipdesk.models.parsing.achievement_rows import JoinedRows
from ipdesk.models.records import (
    Basis,
    BasisKind,
    DecidedAmount,
    DraftTotals,
    LoweredAmount,
    Proposal,
    RawAchievement,
    ShownLine,
)
from ipdesk.rules.core.result import Result
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.sample import forms


def draft_totals(rows: Sequence[RawAchievement], entry: JoinedRows, result: Result) -> DraftTotals:
    """Return what a draft comes to; a row that cannot be read counts as one thing, as at the counter."""
    computed = sum(line.computed for line in result.lines)
    known = {found.id.partition("/")[0] for found in entry.achievements}
    unread = sum(raw.id not in known for raw in rows)
    return DraftTotals(len(entry.achievements) + unread, computed, result.total, undecided(result))


def decided_amounts(
    application: forms.ApplicationForm, form: forms.ProposalForm | forms.Confirmation, policy: str
) -> tuple[DecidedAmount, ...]:
    """Return the amounts that a form decides under a policy (its id)."""
    return tuple(
        DecidedAmount(application.row_id(one.row), f"{policy}/{one.rule}", one.amount, one.reason)
        for one in form.decided
    )


def basis_of(experts: Sequence[forms.ExpertForm]) -> Basis:
    """Return on what sums rest that a rule leaves open: on what experts scored, without any on a meeting."""
    kind = BasisKind.EXPERTS if experts else BasisKind.MEETING
    return Basis(kind, tuple(one.record() for one in experts))


def proposed_as_decided(
    application: forms.ApplicationForm, policy: str
) -> tuple[tuple[DecidedAmount, ...], tuple[LoweredAmount, ...]]:
    """Return the amounts that were proposed as they were decided: none where the decision departs."""
    form = application.confirmed
    if form is None or form.departing:
        return (), ()
    basis = basis_of(form.experts)
    decided = (replace(one, basis=basis) for one in decided_amounts(application, form, policy))
    return tuple(decided), lowered_amounts(application, form, policy)


def lowered_amounts(
    application: forms.ApplicationForm, form: forms.ProposalForm | forms.Confirmation, policy: str
) -> tuple[LoweredAmount, ...]:
    """Return the lines that a form lowers under a policy (its id), with the reasons."""
    return tuple(
        LoweredAmount(application.row_id(one.row), f"{policy}/{one.rule}", *one.said())
        for one in form.lowered
    )


def confirmation(
    form: forms.Confirmation,
    application: int,
    proposal: Proposal | None,
    policy: Policy,
    decided: tuple[DecidedAmount, ...],
    lowered: tuple[LoweredAmount, ...],
    shown: tuple[ShownLine, ...],
    held: datetime.date,
) -> ConfirmApplication:
    """Return the decision of a form, with what in it is otherwise than in the ``proposal``.

    The meeting was ``held`` on that day.
    """
    granted = {(line.achievement, line.rule): line.amount for line in shown}
    granted |= {(one.achievement, one.rule): one.granted for one in lowered}
    return ConfirmApplication(
        application=application,
        policy=policy,
        decided=decided,
        lowered=lowered,
        minutes_number=form.minutes.format(year=held.year),
        minutes_date=held,
        shown=shown,
        departures=departures_from(proposal, granted),
        departure_reason=form.departing,
        unpublished_reason=form.unpublished,
    )
