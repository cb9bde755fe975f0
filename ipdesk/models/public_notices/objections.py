"""Objections to a public notice: what they must bring along, and until when they are answered."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from ipdesk.models.periods.moments import moment_text
from ipdesk.models.periods.period import Period, Unit
from ipdesk.models.periods.working_days import WorkingDays
from ipdesk.models.public_notices.period import objections_end
from ipdesk.models.records import ObjectionDetails, Objector, PublicNotice

PAPERS: Mapping[Objector, Mapping[str, str]] = {
    Objector.UNIT: {
        "request": "加盖公章的书面异议",
        "existence": "营业执照等主体资格证明",
        "contact": "联系人和联系方式",
        "evidence": "支持异议的证据材料",
    },
    Objector.PERSON: {
        "request": "本人签名的书面异议",
        "identity": "身份证明",
        "contact": "联系方式",
        "evidence": "支持异议的证据材料",
    },
}
"""What a written objection must bring along, by who objects; the ids stand in the database."""

_LACKING = (
    "{objector}提出异议，还缺{missing}，不予受理。请一次告知对方在公示期内补齐；对方不补的，登记为不予受理。"
)
_LATE = "异议在{at}收到，公示的异议受理已于{end}截止，不能再作为公示异议受理。"
_EARLY = "异议的收到时间（{at}）早于公示开始日，请核对。"


def missing_papers(details: ObjectionDetails) -> tuple[str, ...]:
    """Return what an objection lacks, in Chinese."""
    return tuple(name for paper, name in PAPERS[details.objector].items() if paper not in details.papers)


def papers_fault(details: ObjectionDetails) -> str:
    """Return why an objection cannot be accepted for what it lacks, as a sentence; "" where it can."""
    missing = missing_papers(details)
    return _LACKING.format(objector=details.objector.label, missing="、".join(missing)) if missing else ""


def time_faults(details: ObjectionDetails, notice: PublicNotice, now: datetime.datetime) -> Iterator[str]:
    """Yield what is wrong with the moment at which an objection is said to have come."""
    end = objections_end(notice.last_day, notice.details.contact.closes)
    if details.received_at > now:
        yield "异议的收到时间晚于现在，请核对。"
    elif details.received_at > end:
        yield _LATE.format(at=moment_text(details.received_at), end=moment_text(end))
    elif details.received_at.date() < notice.details.period.begins:
        yield _EARLY.format(at=moment_text(details.received_at))


def answer_by(received: datetime.date, working_days: int, days: WorkingDays) -> datetime.date:
    """Return the last day on which an objection is to be answered. Raises UnknownYear."""
    return Period(working_days, Unit.WORKING_DAYS).last_day(received, days)
