"""Which papers a file has to hold before it is archived, and which minutes it cites without having them."""

from __future__ import annotations

from collections.abc import Iterator

from ipdesk.models.applications.approvals import TERMINATION, approval_needed
from ipdesk.models.applications.superseded_papers import new_form_needed
from ipdesk.models.applications.told_outcome import untold
from ipdesk.models.records import ApplicationDetail, Matter, Minutes
from ipdesk.models.workflow import ENDED_WITHDRAWN

NO_OUTCOME = "异议处理结果没有告知申请人，请印发异议处理结果告知书并登记送达"
NO_TERMINATION = "终止办理通知书还没有印发，请印发并登记送达"


def papers_needed(detail: ApplicationDetail) -> Iterator[str]:
    """Yield what is to be printed before a file is archived, and why, each without an end mark."""
    asked = new_form_needed(detail), approval_needed(detail), _termination(detail), _outcome(detail)
    yield from filter(None, asked)


def _outcome(detail: ApplicationDetail) -> str:
    withdrawn = detail.application.state is ENDED_WITHDRAWN  # of which nothing is proposed any more
    return NO_OUTCOME if untold(detail) and not withdrawn else ""


def _termination(detail: ApplicationDetail) -> str:
    given = any(one.kind == TERMINATION and not one.is_void for one in detail.letters)
    return NO_TERMINATION if detail.application.state is ENDED_WITHDRAWN and not given else ""


def unfiled_minutes(detail: ApplicationDetail) -> tuple[Minutes, ...]:
    """Return the minutes that are not among the papers of a file which was proposed or decided here by them.

    Those too by which its award was taken back, or lapsed.
    """
    papers = (one.details for one in detail.incoming if one.details.matter is Matter.MINUTES)
    filed = {"".join(one.number.split()) for one in papers}
    cited = {one.number: one for one in _cited(detail) if one.number.strip()}
    return tuple(one for number, one in cited.items() if "".join(number.split()) not in filed)


def _cited(detail: ApplicationDetail) -> Iterator[Minutes]:
    if detail.proposal is not None:
        yield detail.proposal.minutes
    if detail.upper_answer is None:
        yield Minutes(detail.minutes_number, detail.minutes_date)
    yield from (one.minutes for one in detail.reversals)
