"""Of the outcome of which objections an applicant was not told yet, and how it was told and heard."""

from __future__ import annotations

import datetime

from ipdesk.models.applications.heard_objection import heard_text
from ipdesk.models.records import ApplicationDetail, ObjectionState
from ipdesk.models.records.public_notices import OBJECTION_OUTCOME, ObjectionOfFile

ANSWERED = (ObjectionState.DISMISSED, ObjectionState.UPHELD)
"""What an objection may have come to that concerns the applicant."""

_TOLD, _OUTCOME = "已把异议情况告知申请人（{number}）", "已把处理结果告知申请人（{number}）"


def untold(detail: ApplicationDetail) -> tuple[ObjectionOfFile, ...]:
    """Return the answered objections behind which no outcome was told; the first first."""
    told = max(
        (one.id for one in detail.letters if one.kind == OBJECTION_OUTCOME and not one.is_void), default=0
    )
    answered = (one for one in detail.objections if one.objection.state in ANSWERED)
    return tuple(one for one in answered if (one.objection.letter or 0) > told)


def _weighed(told: ObjectionOfFile) -> str:
    """Say whether what an applicant stated is taken; its words are nothing for the files of others."""
    view = told.objection.view
    return f"，{view.outcome.label}" if view is not None and view.outcome is not None else ""


def heard_in_full(detail: ApplicationDetail, told: ObjectionOfFile, day: datetime.date) -> str:
    """Say how an applicant was told of an objection, heard until its answer on a day, told its outcome."""
    hearing, answered = told.hearing, told.objection.letter or 0
    outcomes = (one for one in detail.letters if one.kind == OBJECTION_OUTCOME and not one.is_void)
    outcome = min((one for one in outcomes if one.id > answered), key=lambda one: one.id, default=None)
    parts = (
        _TOLD.format(number=hearing.number) if hearing is not None and hearing.number else "",
        heard_text(detail, told, day) + _weighed(told),
        _OUTCOME.format(number=outcome.number) if outcome is not None else "",
    )
    return "；".join(filter(None, parts))
