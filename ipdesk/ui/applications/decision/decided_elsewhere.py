"""What is said when another desk decided first: who, how much, and what was typed here for nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ipdesk.models.applications.step_checks import step_taken_text
from ipdesk.models.records import ApplicationDetail
from ipdesk.models.workflow import Step
from ipdesk.ui.applications.decision.view import DecisionView
from ipdesk.ui.widgets.money import fen_text


def decided_elsewhere_text(page: QWidget, view: DecisionView, detail: ApplicationDetail) -> str:
    """Return the sentences for a view that still shows what was typed; empty where nobody decided meanwhile.

    ``detail`` is the application as it is now.
    """
    row, taken = detail.application, detail.steps[-1]
    if view.sheet is None or (row.state.decidable and taken.step is not Step.PROPOSE):
        return ""
    quicker = page.tr("{taken}。您填的没有采用").format(taken=step_taken_text(row.number, taken, row.amount))
    return f"{quicker}{_typed(page, view)}"


def _typed(page: QWidget, view: DecisionView) -> str:
    """Return what was typed, in brackets with an end mark."""
    assert view.sheet is not None
    sheet = view.sheet
    words = page.tr("拟资助 {sum} 元") if sheet.proposing else page.tr("审定 {sum} 元")
    parts = [words.format(sum=fen_text(sheet.total()))]
    number = view.outcome.minutes.text().strip()
    if number:
        parts.append(page.tr("依据 {number}").format(number=number))
    reasons = dict.fromkeys(line.reason.strip() for line in view.sheet.all_typed() if line.reason.strip())
    if reasons:
        parts.append(page.tr("理由 {reasons}").format(reasons="、".join(reasons)))
    return page.tr("（{parts}）。").format(parts="，".join(parts))
