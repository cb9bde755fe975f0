"""What is said of the service of a paper: since when it counts, and until when its remedies run."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from ipdesk.models.core.errors import DeskError
from ipdesk.models.periods.period import APPEAL, SUIT, known_last_day, waits_text
from ipdesk.models.periods.working_days import WorkingDays
from ipdesk.models.records.services import UnservedLetter

_NAMED = 3


_EITHER = "送达之日为 {day}；行政复议期限到 {appeal} 止，起诉期限到 {suit} 止。"
_APPEAL_FIRST = (
    "送达之日为 {day}；行政复议期限到 {appeal} 止。"
    "先申请行政复议，对复议决定不服的，收到复议决定书之日起15日内起诉。"
)


def remedies_text(served_on: datetime.date, days: WorkingDays, *, appeal_first: bool = False) -> str:
    """Say until when a paper served on a day may be appealed against and sued over.

    Where an appeal comes first no suit has a last day yet. Where nobody has announced the holidays of the
    year in which such a period ends, that is said instead.
    """
    words = _APPEAL_FIRST if appeal_first else _EITHER
    try:
        appeal, suit = (period.last_day(served_on, days).isoformat() for period in (APPEAL, SUIT))
    except DeskError as error:
        return f"送达之日为 {served_on.isoformat()}。{error.message}"
    return words.format(day=served_on.isoformat(), appeal=appeal, suit=suit)


def hearing_text(served_on: datetime.date, hearing_days: int, days: WorkingDays) -> str:
    """Say until when the recipient may be heard whose notice was served on a day."""
    return _period_text("陈述申辩期限", served_on, hearing_days, days)


def correction_text(served_on: datetime.date, length: int, days: WorkingDays) -> str:
    """Say until when one may correct whose notice, served on a day, gives so many working days."""
    return _period_text("补正期限", served_on, length, days)


def _period_text(name: str, served_on: datetime.date, length: int, days: WorkingDays) -> str:
    if (last := known_last_day(length, served_on, days)) is None:
        return f"送达之日为 {served_on.isoformat()}。{waits_text(name, length, served_on, days)}。"
    return f"送达之日为 {served_on.isoformat()}；{name} {length} 个工作日，到 {last.isoformat()} 止。"


def unserved_text(letters: Sequence[UnservedLetter]) -> str:
    """Say which letters are not served yet, and what comes first; of many some, and how many there are."""
    waiting = [one for one in letters if one.served_on is None]
    coming = [one for one in letters if one.served_on is not None]
    said = []
    if waiting:
        said.append(f"{_named(waiting)} 还没有登记送达，请先登记")
    if coming:
        last = max(one.served_on for one in coming if one.served_on)
        day = last.isoformat()
        said.append(f"{_named(coming)} 已公告送达，到 {day} 才视为送达，请到那天以后再归档")
    return "；".join(said)


def _named(letters: Sequence[UnservedLetter]) -> str:
    named = "、".join(f"{one.application_number} 的{one.number}" for one in letters[:_NAMED])
    return named + (f" 等 {len(letters)} 份" if len(letters) > _NAMED else "")
