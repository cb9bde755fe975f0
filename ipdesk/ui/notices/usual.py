"""With which title and basis a notice begins."""

from __future__ import annotations

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


def usual_basis(rows: Sequence[ApplicationRow], policy: Callable[[str], Policy]) -> str:
    """Return on what a notice rests: the policies of its applications, then their calls."""
    policies = policies_cited(rows, policy)
    calls = dict.fromkeys((row.call_title, row.call_notice) for row in rows if row.call_title)
    return _tr("、").join((*policies, *(_announced(*call) for call in calls)))


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
