"""In which notices applications stood before they are published anew, and why they were taken back."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ipdesk.models.reading.public_notices.notices import published_lines
from ipdesk.models.records import EarlierNotice
from ipdesk.models.tables import ApplicationStep, IssuedLetterEntry, PublicNoticeEntry, PublishedLineEntry
from ipdesk.models.workflow import Step

_BACK = (Step.RETURN_PROPOSAL.name, Step.RETURN_PUBLICATION.name)


class _Stood(NamedTuple):
    notice: int
    title: str
    number: str
    date: datetime.date
    published_at: datetime.datetime


def earlier_notices(session: Session, applications: Sequence[int]) -> tuple[EarlierNotice, ...]:
    """Return the newest notice of each application that stood in one, those of one notice together."""
    together: dict[_Stood, dict[int, str]] = defaultdict(dict)
    for application in applications:
        if (stood := _newest(session, application)) is not None:
            together[stood][application] = _reason(session, application, stood.published_at)
    return tuple(
        EarlierNotice(
            title=stood.title,
            number=stood.number,
            date=stood.date,
            applications=len(reasons),
            reasons=tuple(dict.fromkeys(filter(None, reasons.values()))),
            lines=tuple(
                line for line in published_lines(session, stood.notice) if line.application in reasons
            ),
        )
        for stood, reasons in sorted(together.items())
    )


def _newest(session: Session, application: int) -> _Stood | None:
    found = (
        select(
            PublicNoticeEntry.id,
            PublicNoticeEntry.title,
            func.coalesce(IssuedLetterEntry.number, ""),
            IssuedLetterEntry.date,
            PublicNoticeEntry.published_at,
        )
        .join(IssuedLetterEntry, IssuedLetterEntry.id == PublicNoticeEntry.letter_id)
        .join(PublishedLineEntry, PublishedLineEntry.notice_id == PublicNoticeEntry.id)
        .where(PublishedLineEntry.application_id == application)
        .order_by(PublicNoticeEntry.id.desc())
        .limit(1)
    )
    row = session.execute(found).first()
    return None if row is None else _Stood(*row)


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
