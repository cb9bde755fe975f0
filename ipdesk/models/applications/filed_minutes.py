"""Which minutes a file cites without having them: what a meeting decided is proved by them alone."""

from __future__ import annotations

from collections.abc import Iterator

from ipdesk.models.records import ApplicationDetail, Matter, Minutes


def unfiled_minutes(detail: ApplicationDetail) -> tuple[Minutes, ...]:
    """Return the minutes by which a file was proposed or decided here that are not among its papers."""
    papers = (one.details for one in detail.incoming if one.details.matter is Matter.MINUTES)
    filed = {"".join(one.number.split()) for one in papers}
    cited = {one.number: one for one in _cited(detail) if one.number.strip()}
    return tuple(one for number, one in cited.items() if "".join(number.split()) not in filed)


def _cited(detail: ApplicationDetail) -> Iterator[Minutes]:
    if detail.proposal is not None:
        yield detail.proposal.minutes
    if detail.upper_answer is None:
        yield Minutes(detail.minutes_number, detail.minutes_date)
