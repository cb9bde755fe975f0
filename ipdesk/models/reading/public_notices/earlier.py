"""In which notices applications stood before they are published anew, and why they were taken back."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ipdesk.models.reading.decision.proposals import proposal
from ipdesk.models.reading.public_notices.notices import published_lines
from ipdesk.models.reading.public_notices.objected import Reopened, reopened_ones
from ipdesk.models.records import EarlierNotice, LineKey, PublishedLine
from ipdesk.models.tables import ApplicationStep, IssuedLetterEntry, PublicNoticeEntry, PublishedLineEntry
from ipdesk.models.workflow import Step

_BACK = (Step.RETURN_PROPOSAL.name, Step.RETURN_PUBLICATION.name)


class _Stood(NamedTuple):
    notice: int
    title: str
    number: str
    date: datetime.date
    published_at: datetime.datetime


class _Taken(NamedTuple):
    """What of an application is published anew or no more, out of a notice, and what stays as it is."""

    reason: str
    lines: tuple[PublishedLine, ...]
    rest: tuple[PublishedLine, ...] = ()


def earlier_notices(session: Session, applications: Sequence[int]) -> tuple[EarlierNotice, ...]:
    """Return the notices in which applications stood that are published anew, those of one together.

    Of one to which an objection was upheld only what is published anew, or not any more, is told: the lines
    that stay as they are have not been taken out of their notice.
    """
    together: dict[_Stood, list[_Taken]] = defaultdict(list)
    left = reopened_ones(session, applications)
    for application in applications:
        taken = _parts(session, application, left[application]) if application in left else None
        for notice, part in (taken or _whole(session, application)).items():
            stood = _stood(session, notice)
            reason = _reason(session, application, stood.published_at)
            together[stood].append(part._replace(reason=reason))
    return tuple(_earlier(stood, parts) for stood, parts in sorted(together.items()))


def _earlier(stood: _Stood, parts: Sequence[_Taken]) -> EarlierNotice:
    return EarlierNotice(
        title=stood.title,
        number=stood.number,
        date=stood.date,
        applications=len(parts),
        reasons=tuple(dict.fromkeys(filter(None, (part.reason for part in parts)))),
        lines=tuple(line for part in parts for line in part.lines),
        rest=tuple(line for part in parts for line in part.rest),
    )


def _whole(session: Session, application: int) -> dict[int, _Taken]:
    """Return what the newest notice of an application showed of it; nothing where there is none."""
    entry = PublishedLineEntry
    newest = session.scalar(select(func.max(entry.notice_id)).where(entry.application_id == application))
    if newest is None:
        return {}
    lines = (line for line in published_lines(session, newest) if line.application == application)
    return {newest: _Taken("", tuple(lines))}


def _parts(session: Session, application: int, left: Reopened) -> dict[int, _Taken]:
    """Return what an upheld objection takes out of each notice that shows the application today."""
    proposed = _proposed(session, application)
    anew = left.anew(proposed)
    changed = {key for key in left.standing if key in anew or not proposed.get(key)}
    by_notice = defaultdict[int, list[PublishedLine]](list)
    for key, stood in left.standing.items():
        if key in changed:
            by_notice[stood.notice].append(stood.line)
    rest = tuple(stood.line for key, stood in left.standing.items() if key not in changed)
    first = min(by_notice, default=0)  # told once, whichever notices they stand in
    return {
        notice: _Taken("", tuple(lines), rest if notice == first else ())
        for notice, lines in by_notice.items()
    }


def _proposed(session: Session, application: int) -> dict[LineKey, int]:
    standing = proposal(session, application)
    return {item.pair: item.proposed for item in standing.lines} if standing else {}


def _stood(session: Session, notice: int) -> _Stood:
    found = (
        select(
            PublicNoticeEntry.id,
            PublicNoticeEntry.title,
            func.coalesce(IssuedLetterEntry.number, ""),
            IssuedLetterEntry.date,
            PublicNoticeEntry.published_at,
        )
        .join(IssuedLetterEntry, IssuedLetterEntry.id == PublicNoticeEntry.letter_id)
        .where(PublicNoticeEntry.id == notice)
    )
    return _Stood(*session.execute(found).one())


def _reason(session: Session, application: int, since: datetime.datetime) -> str:
    """Return why an application was last taken back after a moment, "" where nobody said."""
    step = ApplicationStep
    found = (
        select(step.remark)
        .where(step.application_id == application, step.step.in_(_BACK), step.at >= since)
        .order_by(step.id.desc())
        .limit(1)
    )
    return session.scalar(found) or ""
