"""What stands above the list: how many applications there are, their sum, and what of them waits."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from ipdesk.models.workflow import DECIDABLE, Step
from ipdesk.ui.applications.list.load import Overview
from ipdesk.ui.widgets.money import fen_text


def _tr(text: str) -> str:
    return QCoreApplication.translate("Applications", text)


def head_text(found: Overview, *, every: bool) -> str:
    """Say what is listed; ``every`` that it is of all states, so that what waits is told apart."""
    totals = found.totals
    words = _tr("{count} 件　金额合计 {sum} 元")
    said = words.format(count=totals.applications, sum=fen_text(totals.amount))
    waiting = _tr("，").join(_waiting(found)) if every else ""
    return said + (_tr("　其中{waiting}").format(waiting=waiting) if waiting else "")


def _waiting(found: Overview) -> Iterator[str]:
    """Yield what awaits its decision, and what has to be put right before it does."""
    if waiting := sum(found.counts.get(state, 0) for state in DECIDABLE):
        yield _tr("待审定 {count} 件").format(count=waiting)
    if count := found.counts.get(Step.ASK_CORRECTION.target, 0):
        yield _tr("待补正 {count} 件 {sum} 元").format(count=count, sum=fen_text(found.to_correct))
