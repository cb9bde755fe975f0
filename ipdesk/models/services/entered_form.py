"""What the text of a counter form comes to: its achievements and lines, what they need, what still lacks."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from ipdesk.models import queries
from ipdesk.models.awards.materials import Material, materials_needed, missing_material
from ipdesk.models.core.session import Session
from ipdesk.models.evaluation.evaluate import evaluate
from ipdesk.models.parsing.achievement_rows import JoinedRows, read_rows
from ipdesk.models.parsing.guardians import own_materials
from ipdesk.models.parsing.stored_rows import rows_of
from ipdesk.models.records import ApplicationDetail, Draft, MissingItem, RawAchievement
from ipdesk.rules.core.case import HistoryEntry
from ipdesk.rules.core.result import Line
from ipdesk.rules.evaluation.policy import Policy


class EnteredForm(NamedTuple):
    """The rows of a form as typed, what was read of them, their lines, and the materials of these."""

    rows: tuple[RawAchievement, ...]
    read: JoinedRows
    lines: tuple[Line, ...]
    materials: tuple[Material, ...]


def evaluate_form(
    detail: ApplicationDetail,
    policy: Policy,
    draft: Draft | None,
    today: datetime.date,
    history: Iterable[HistoryEntry] = (),
) -> EnteredForm:
    """Read and evaluate a form.

    ``draft`` is its text, None where an accepted application has none: then it is made from what is stored.
    """
    rows = draft.rows if draft is not None else rows_of(detail, policy.vocabulary)
    read = read_rows(rows, policy.vocabulary, detail.application.year, today)
    lines = evaluate(policy, detail.applicant, read.achievements, history=history).lines
    own = own_materials(detail.applicant, detail.application.accepted_on or today)
    materials = tuple(materials_needed(lines, rows, policy, own)) if rows else ()
    return EnteredForm(rows, read, tuple(lines), materials)


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
