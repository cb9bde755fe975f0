"""Which policy the counter begins with, and why; what the end of a term means for whoever applies today."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QCoreApplication

from ipdesk.models import queries
from ipdesk.models.core.errors import NotFound
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.desk.desk import Desk


def usual_policy(desk: Desk) -> tuple[Policy, str]:
    """Return the policy to begin with, and a sentence that says why and how another is chosen.

    It is that of the application begun last, which needs no reason; before there is one, or where that policy
    is gone, it is the office's own that was imported last, or else the first of all.
    """
    last = desk.read(queries.last_policy)
    if last:
        try:
            return desk.policy(last), ""
        except NotFound:
            pass
    ids, built_in = desk.policies.ids(), desk.policies.built_in()
    own = [one for one in ids if one not in built_in]
    policy = desk.policy(own[-1] if own else ids[0])
    return policy, _why(policy, bool(last), bool(own)) if len(ids) > 1 else ""


def in_force(desk: Desk, policy: Policy) -> Policy:
    """Return a policy as it is now; the first of all where there is none of its id any more."""
    ids = desk.policies.ids()
    return desk.policy(policy.id if policy.id in ids else ids[0])


def _why(policy: Policy, gone: bool, own: bool) -> str:
    since = _tr("最近一件申请的政策已经没有了") if gone else _tr("还没有办过申请件")
    which = _tr("先用本单位导入的") if own else _tr("先用列在最前的")
    words = _tr("{since}，{which}“{title}”。不是这项的，按 F7 换；以后沿用最近一件的政策。")
    return words.format(since=since, which=which, title=policy.pack.short_title)


def _tr(text: str) -> str:
    return QCoreApplication.translate("UsualPolicy", text)


def expiry_notice(policy: Policy, today: datetime.date, year: int) -> str:
    """Return a sentence on a policy whose term is over, nothing for one in force.

    It says why the programme ``year`` is not the present one, where that is the reason.
    """
    until = policy.pack.term.until
    if until is None or until >= today:
        return ""
    words = QCoreApplication.translate("PolicyTerm", "这项政策已于{day}到期，请核对是否还能受理。")
    if year == until.year:
        words = QCoreApplication.translate(
            "PolicyTerm", "这项政策已于{day}到期，所以申报年度是{year}（编号用今年的）。请核对是否还能受理。"
        )
    return words.format(day=f"{until.year}年{until.month}月{until.day}日", year=year)
