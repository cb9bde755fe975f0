"""What is entered and decided of a file of the sample, read from what its form says."""

from __future__ import annotations

from collections.abc import Sequence

from ipdesk.models.awards.departures import departures_from
from ipdesk.models.commands import ConfirmApplication
from ipdesk.models.evaluation.evaluate import undecided
from ipdesk.models.parsing.achievement_rows import JoinedRows
from ipdesk.models.records import (
    ApplicationDetail,
    DecidedAmount,
    DraftTotals,
    LoweredAmount,
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
    detail: ApplicationDetail,
    policy: Policy,
    decided: tuple[DecidedAmount, ...],
    lowered: tuple[LoweredAmount, ...],
    shown: tuple[ShownLine, ...],
) -> ConfirmApplication:
    """Return the decision of a form, with what in it is otherwise than proposed."""
    granted = {(line.achievement, line.rule): line.amount for line in shown}
    granted |= {(one.achievement, one.rule): one.granted for one in lowered}
    return ConfirmApplication(
        application=detail.application.id,
        policy=policy,
        decided=decided,
        lowered=lowered,
        minutes_number=form.minutes,
        minutes_date=form.held,
        shown=shown,
        departures=departures_from(detail.proposal, granted),
        departure_reason=form.departing,
        unpublished_reason=form.unpublished,
    )
