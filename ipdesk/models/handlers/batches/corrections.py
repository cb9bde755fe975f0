"""Asking for a correction of many drafts: of each for what the program knows to be missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipdesk.models.awards.entered_rows import missing_items
from ipdesk.models.commands import AskCorrection
from ipdesk.models.core.errors import Conflict
from ipdesk.models.handlers.batches.decisions import policy_of
from ipdesk.models.handlers.steps import corrections
from ipdesk.models.reading.application_detail import application_detail
from ipdesk.models.reading.drafts import draft
from ipdesk.models.workflow import FIRST

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.models.records import Batch, MissingItem

_ACCEPTED = "已经受理的，请打开逐件通知补正。"
_NOTHING = "没有缺少的材料和填写有误的内容；有别的要补正的，请打开逐件通知补正。"


def ask(work: Work, batch: Batch, application: int) -> tuple[MissingItem, ...]:
    """Ask for what a draft lacks, and return it; raises as ``corrections.ask``, and Conflict for nothing."""
    detail = application_detail(work.session, application)
    if detail.application.state is not FIRST:
        raise Conflict(_ACCEPTED)
    policy = policy_of(work, batch, application)
    items = missing_items(detail, policy, draft(work.session, application), work.today)
    if not items:
        raise Conflict(_NOTHING)
    command = AskCorrection(
        application=application, policy=policy, items=items, working_days=batch.working_days
    )
    corrections.ask(work, command)
    return items
