"""Bars on applicants: which of them keeps an application from going on, and the words for it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from ipdesk.models.records import Bar, PassedBar


def barring(
    bars: Iterable[Bar], passed: Iterable[PassedBar], days: Sequence[datetime.date]
) -> tuple[Bar, ...]:
    """Return the bars that hold on one of the days, without those that an application goes on in spite of."""
    let_pass = {one.bar for one in passed}
    return tuple(bar for bar in bars if bar.id not in let_pass and any(map(bar.holds_on, days)))


def span_text(bar: Bar) -> str:
    """Return from when to when a bar holds."""
    return f"{bar.since.isoformat()} 至 {bar.until.isoformat()}"


def bar_text(bar: Bar) -> str:
    """Return what a bar says: its days, its reason, and what it rests on."""
    return f"{span_text(bar)}（{bar.reason.rstrip('。')}；依据{bar.basis.rstrip('。')}）"


def bar_refusal(bars: Sequence[Bar]) -> str:
    """Return why an applicant is granted nothing, as a sentence; nothing without a bar."""
    if not bars:
        return ""
    said = "；".join(map(bar_text, bars))
    return f"申请人在限制资助期内：{said}。本单位仍要办理的，请审批人在“限制资助”里写明理由。"


def short_refusal(bars: Sequence[Bar]) -> str:
    """Return the same in one line beside a button; the reasons stand with the bars."""
    if not bars:
        return ""
    until = max(bar.until for bar in bars).isoformat()
    return f"申请人限制资助至 {until}，不能受理，见“限制资助”。"


def last_day(since: datetime.date, years: int) -> datetime.date:
    """Return the last day of a bar of whole years; one from 29 February ends on the 28th, too."""
    try:
        return since.replace(year=since.year + years) - datetime.timedelta(days=1)
    except ValueError:
        return datetime.date(since.year + years, 2, 28)
