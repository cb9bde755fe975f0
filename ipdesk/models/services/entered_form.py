"""The text of a counter form, read and evaluated by what its applicant was granted before."""

from __future__ import annotations

import datetime

from ipdesk.models import queries
from ipdesk.models.applications.achievement_names import achievement_name
from ipdesk.models.awards.entered_rows import EnteredForm, evaluate_form
from ipdesk.models.core.session import Session
from ipdesk.models.records import ApplicationDetail
from ipdesk.rules.evaluation.policy import Policy


def entered_form(
    session: Session, detail: ApplicationDetail, policy: Policy, today: datetime.date
) -> EnteredForm:
    """Read the form of an application and evaluate it after what its applicant was granted before."""
    number = detail.application.id
    draft = queries.draft(session, number)
    achievements = evaluate_form(detail, policy, draft, today).read.achievements
    need = policy.history_needed(achievements)
    past = queries.history(session, policy.id, detail.applicant.id, need, number)
    return evaluate_form(detail, policy, draft, today, past)


def uncovered_names(
    session: Session, detail: ApplicationDetail, policy: Policy, today: datetime.date
) -> tuple[str, ...]:
    """Return what things are called that a form applies for where no clause is about any; none otherwise."""
    form = entered_form(session, detail, policy, today)
    named = (achievement_name(one.kind, one.facts, policy.vocabulary) for one in form.read.achievements)
    return () if form.lines else tuple(dict.fromkeys(named))
