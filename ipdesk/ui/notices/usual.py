"""With which title and basis a notice begins."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from ipdesk.models.core.errors import DeskError
from ipdesk.models.records import ApplicationRow
from ipdesk.rules.evaluation.policy import Policy


def _tr(text: str) -> str:
    return QCoreApplication.translate("UsualNotice", text)


def usual_title(rows: Sequence[ApplicationRow], *, anew: bool = False) -> str:
    """Return the title of a notice of these applications: of their year, or of their years.

    ``anew`` says that all of them are published once more.
    """
    years = sorted({row.year for row in rows})
    told = f"{years[0]}" if len(years) == 1 else f"{years[0]}—{years[-1]}" if years else ""
    again = _tr("（重新公示）") if anew else ""
    return _tr("{year}年度知识产权拟资助（奖励）名单公示").format(year=told) + again


def policies_cited(rows: Sequence[ApplicationRow], policy: Callable[[str], Policy]) -> tuple[str, ...]:
    """Return the policies of applications by title and number, those whose file is gone left out."""
    found = (_cited(one, policy) for one in dict.fromkeys(row.policy for row in rows))
    return tuple(filter(None, found))


def still_shown(number: str, last: datetime.date) -> str:
    """Say that a list in which the same applications stand is shown until a day."""
    words = _tr(
        "{number}的名单里已有这次的申请件，公示期到 {day} 还没有满：两次公示同时进行，请确认不必等它期满。"
    )
    return words.format(number=number or _tr("原公示"), day=last.isoformat())


def usual_basis(
    rows: Sequence[ApplicationRow], policy: Callable[[str], Policy], notice: Callable[[int], str]
) -> str:
    """Return on what a notice rests: the policies of its applications, then what announced their calls.

    Where some belong to no call, calls are not named: the notice speaks of all its applications alike.
    ``notice`` is how that is cited by its title, "" where nobody typed one.
    """
    policies = policies_cited(rows, policy)
    if without_call(rows):
        return _tr("、").join(policies)
    calls = {row.call: row for row in rows if row.call_title}
    named = (notice(call) or _announced(row.call_title, row.call_notice) for call, row in calls.items())
    return _tr("、").join((*policies, *named))


def without_call(rows: Sequence[ApplicationRow]) -> int:
    """Return how many of applications belong to no call, where others do; 0 where all are alike."""
    count = sum(not row.call_title for row in rows)
    return count if count < len(rows) else 0


def _announced(title: str, number: str) -> str:
    """Name what announced a call: by its number, else by the call's title."""
    said = _tr("申报通知（{number}）") if number else _tr("{title}申报通知")
    return said.format(number=number, title=title)


def _cited(policy_id: str, policy: Callable[[str], Policy]) -> str:
    try:
        pack = policy(policy_id).pack
    except DeskError:  # its file is gone; the clerk writes the basis
        return ""
    title = pack.title if pack.title.startswith("《") else f"《{pack.title}》"
    return f"{title}（{pack.document}）" if pack.document else title
