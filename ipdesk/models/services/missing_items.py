"""What an application still lacks, as a request for correction proposes it."""

from __future__ import annotations

import datetime

from ipdesk.models.awards.materials import missing_material
from ipdesk.models.parsing.achievement_rows import JoinedRows
from ipdesk.models.records import ApplicationDetail, Draft, MissingItem
from ipdesk.models.services.entered_form import evaluate_form
from ipdesk.rules.evaluation.policy import Policy


def missing_items(
    detail: ApplicationDetail, policy: Policy, draft: Draft | None, today: datetime.date
) -> tuple[MissingItem, ...]:
    """Return the materials that were not received, and what of the form cannot be read.

    ``draft`` is the text of the form, None where an accepted application has none.
    """
    form = evaluate_form(detail, policy, draft, today)
    unreceived = (missing_material(one) for one in form.materials if not one.received)
    return (*dict.fromkeys(unreceived), *_unread(form.read))


def _unread(read: JoinedRows) -> tuple[MissingItem, ...]:
    problems = (problem for problem in read.problems if not problem.confirmable)
    return tuple(MissingItem(problem.message.rstrip("。"), "更正后重新提交") for problem in problems)
