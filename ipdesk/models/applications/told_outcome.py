"""Which objections were answered of whose outcome the applicant was not told yet."""

from __future__ import annotations

from ipdesk.models.records import ApplicationDetail, ObjectionState
from ipdesk.models.records.public_notices import OBJECTION_OUTCOME, ObjectionOfFile

ANSWERED = (ObjectionState.DISMISSED, ObjectionState.UPHELD)
"""What an objection may have come to that concerns the applicant."""


def untold(detail: ApplicationDetail) -> tuple[ObjectionOfFile, ...]:
    """Return the answered objections behind which no outcome was told; the first first."""
    told = max(
        (one.id for one in detail.letters if one.kind == OBJECTION_OUTCOME and not one.is_void), default=0
    )
    answered = (one for one in detail.objections if one.objection.state in ANSWERED)
    return tuple(one for one in answered if (one.objection.letter or 0) > told)
