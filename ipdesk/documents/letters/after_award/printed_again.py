"""How a file tells papers of one kind apart that were printed more than once, or do not hold any more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ipdesk.documents.letters.award.approval_stage import RECOMMENDED, stages
from ipdesk.models.applications.approvals import APPROVED
from ipdesk.models.applications.superseded_papers import APPROVAL, RECEIPT, superseded
from ipdesk.models.records import ApplicationDetail, LetterRow
from ipdesk.models.workflow import Level

VOID, REPLACED, ANEW = "（作废）", "（已重新印制，以新表为准）", "（重新公示）"
_STAGE = "（{stage}）"


def called(detail: ApplicationDetail) -> Mapping[int, str]:
    """Return what is put behind the names of letters, by their ids; a letter without has its name alone.

    An approval form is signed for each stage that its file passes: none of them does away with the one
    before, unless nothing was decided between them.
    """
    found = {one: VOID for one in superseded(detail) if one in _receipts(detail)}
    found |= dict(_forms(detail))
    found |= {
        one.id: _STAGE.format(stage=APPROVED[one.about]) for one in detail.letters if one.about in APPROVED
    }
    return found | {one.id: VOID for one in detail.letters if one.is_void}


def _receipts(detail: ApplicationDetail) -> set[int]:
    return {one.id for one in detail.letters if one.kind == RECEIPT}


def _forms(detail: ApplicationDetail) -> Iterator[tuple[int, str]]:
    forms = [one for one in reversed(detail.letters) if one.kind == APPROVAL and not one.is_void]
    passed = [_stage(detail, form) for form in forms]
    several = len({*passed}) > 1
    for place, (form, stage) in enumerate(zip(forms, passed, strict=True)):
        if stage in passed[place + 1 :]:
            yield form.id, REPLACED
        elif stage[1] and several:
            yield form.id, _STAGE.format(stage=stage[1])


def _stage(detail: ApplicationDetail, form: LetterRow) -> tuple[int, str]:
    """Return for which stage a form was printed: its place among those of the file, and its name."""
    taken = [(place, name) for place, (at, name) in enumerate(stages(detail)) if at <= form.issued_at]
    upper = detail.application.procedure.level is Level.UPPER
    return taken[-1] if taken else (-1, RECOMMENDED if upper else "")
