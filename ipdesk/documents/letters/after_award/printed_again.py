"""How a file tells papers of one kind apart that were printed more than once, or do not hold any more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ipdesk.models.applications.superseded_papers import APPROVAL, RECEIPT, superseded
from ipdesk.models.records import ApplicationDetail, LetterRow
from ipdesk.models.workflow import Level, Step

VOID, REPLACED, ANEW = "（作废）", "（已重新印制，以新表为准）", "（重新公示）"
_STAGES = {Step.PROPOSE: "拟资助", Step.CONFIRM: "审定", Step.ANSWER: "上级批复"}
_STAGE, _SAME_AGAIN = "（{stage}）", "（重新{stage}）"


def called(detail: ApplicationDetail) -> Mapping[int, str]:
    """Return what is put behind the names of letters, by their ids; a letter without has its name alone.

    An approval form is signed for each stage that its file passes: none of them does away with the one
    before, unless nothing was decided between them.
    """
    found = {one: VOID for one in superseded(detail) if one in _receipts(detail)}
    found |= dict(_forms(detail))
    return found | {one.id: VOID for one in detail.letters if one.is_void}


def _receipts(detail: ApplicationDetail) -> set[int]:
    return {one.id for one in detail.letters if one.kind == RECEIPT}


def _forms(detail: ApplicationDetail) -> Iterator[tuple[int, str]]:
    forms = [one for one in reversed(detail.letters) if one.kind == APPROVAL and not one.is_void]
    stages = [_stage(detail, form) for form in forms]
    names = [name for _, name in dict.fromkeys(stages)]
    for place, (form, (step, name)) in enumerate(zip(forms, stages, strict=True)):
        if (step, name) in stages[place + 1 :]:
            yield form.id, REPLACED
        elif name and len(names) > 1:
            before = {stage for stage in stages[:place] if stage[1] == name and stage[0] != step}
            yield form.id, (_SAME_AGAIN if before else _STAGE).format(stage=name)


def _stage(detail: ApplicationDetail, form: LetterRow) -> tuple[int, str]:
    """Return for which stage a form was printed: the place of its step in the time line, and its name."""
    taken = [
        (place, _STAGES[one.step])
        for place, one in enumerate(detail.steps)
        if one.step in _STAGES and one.at <= form.issued_at
    ]
    upper = detail.application.procedure.level is Level.UPPER
    return taken[-1] if taken else (-1, "推荐上报" if upper else "")
