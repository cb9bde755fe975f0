"""What is asked before a call is saved that its policy may not be meant for: by its days, or its place."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.periods.moments import day_and_minutes
from ipdesk.models.records import CallDetails
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.widgets import confirm


def term_agreed(parent: QWidget, details: CallDetails, policy: Policy) -> bool:
    """Ask where days of a call lie outside the term of its policy; say whether it may be saved."""
    said = outside_term(details, policy)
    return not said or confirm(parent, _tr("批次超出政策的有效期，仍然保存？"), said, _tr("仍然保存"))


def place_agreed(parent: QWidget, said: str) -> bool:
    """Ask where a sentence says that the policy is of another place; say whether the call may be saved."""
    return not said or confirm(parent, _tr("批次用的是外地的政策，仍然保存？"), said, _tr("仍然保存"))


def outside_term(details: CallDetails, policy: Policy) -> str:
    """Return which days of a call lie outside which term, nothing where none does or the term is blank."""
    term = policy.pack.term
    begins = day_and_minutes(details.begins_at)[0]
    ends = day_and_minutes(details.ends_at, ends=True)[0]
    if term.draft or (term.since <= begins and (term.until is None or ends <= term.until)):
        return ""
    since = _tr("“{title}”自 {since} 起施行")
    if term.until is not None:
        since = _tr("“{title}”的有效期为 {since} 至 {until}")
    named = since.format(title=policy.pack.short_title, since=term.since, until=term.until)
    words = _tr("{term}，这个批次的受理时间为 {begins} 至 {ends}。请核对政策和日期有没有选错。")
    return words.format(term=named, begins=begins, ends=ends)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CallTerm", text)
