"""For which stage of its file an approval form is signed, and who took the steps up to there."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from ipdesk.documents.text.numerals import chinese_date
from ipdesk.models.records import ApplicationDetail
from ipdesk.models.workflow import Level, Step

PROPOSED, PROPOSED_ANEW, DECIDED = "拟资助", "重新拟资助", "审定"
RECOMMENDED, ANSWERED, ANSWERED_ANEW = "推荐上报", "上级批复", "重新登记上级批复"
_FIRST = {Step.PROPOSE: PROPOSED, Step.CONFIRM: DECIDED, Step.ANSWER: ANSWERED}
_AGAIN = {Step.PROPOSE: PROPOSED_ANEW, Step.CONFIRM: DECIDED, Step.ANSWER: ANSWERED_ANEW}
_LETTER = "recommendation"


def stages(detail: ApplicationDetail) -> Iterator[tuple[datetime.datetime, str]]:
    """Yield the stages that a file came to, the first first: when, and what each is called."""
    seen = set[Step]()
    for one in detail.steps:
        if one.step is not None and one.step in _FIRST:
            yield one.at, (_AGAIN if one.step in seen else _FIRST)[one.step]
            seen.add(one.step)


def stage_of(detail: ApplicationDetail) -> str:
    """Return the stage at which a file stands; where nothing is proposed, which it waits for."""
    if detail.application.procedure.level is Level.UPPER and detail.upper_answer is None:
        return RECOMMENDED
    named = [name for _, name in stages(detail)]
    if detail.proposal is not None or detail.application.state.decided:
        return named[-1] if named else DECIDED
    if not detail.application.may(Step.PROPOSE):
        return DECIDED
    return PROPOSED_ANEW if named else PROPOSED


def taken_by(detail: ApplicationDetail, step: Step) -> str:
    """Return who took a step last, "" where nobody did."""
    return next((one.by for one in reversed(detail.steps) if one.step is step), "")


def checked_by(detail: ApplicationDetail) -> tuple[str, ...]:
    """Return who made the checks of the review, each once, in the order of the checks."""
    return tuple(dict.fromkeys(record.by for record in detail.checks))


def recommendation_of(detail: ApplicationDetail) -> str:
    """Return number and day of the letter by which a file was forwarded, "" before that."""
    sent = (one for one in detail.letters if one.kind == _LETTER and not one.is_void)
    letter = next(sent, None)
    return f"{letter.number}，{chinese_date(letter.date)}" if letter is not None else ""
