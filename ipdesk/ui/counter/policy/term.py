"""What the term of a policy means for whoever applies under it today."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QCoreApplication

from ipdesk.rules.evaluation.policy import Policy


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
