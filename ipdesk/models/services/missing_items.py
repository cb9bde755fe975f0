"""What an application still lacks, as a request for correction proposes it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from ipdesk.models.awards.materials import Material
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
    unreceived = (_material(one) for one in form.materials if not one.received)
    return (*dict.fromkeys(unreceived), *_unread(form.read))


def unanswered(items: Iterable[MissingItem], materials: Iterable[Material]) -> tuple[MissingItem, ...]:
    """Return which things that were asked for are materials that have still not been received."""
    waited = {_material(one).missing for one in materials if not one.received}
    return tuple(item for item in items if item.missing in waited)


def beside_materials(items: Iterable[MissingItem], materials: Iterable[Material]) -> tuple[MissingItem, ...]:
    """Return which things that were asked for are no materials of the list: only a clerk can tell of them."""
    known = {_material(one).missing for one in materials}
    return tuple(item for item in items if item.missing not in known)


def _material(material: Material) -> MissingItem:
    place = f"（第{material.number}行{material.kind}）" if material.number else ""
    checked = "，带原件核对" if "复印件" in material.name else ""
    return MissingItem(f"缺少{material.name}{place}", f"补交{material.name}{checked}")


def _unread(read: JoinedRows) -> tuple[MissingItem, ...]:
    problems = (problem for problem in read.problems if not problem.confirmable)
    return tuple(MissingItem(problem.message.rstrip("。"), "更正后重新提交") for problem in problems)
