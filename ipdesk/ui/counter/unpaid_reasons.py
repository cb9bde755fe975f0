"""Which rows of an application come to nothing, and why, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ipdesk.models.awards.line_status import shown_status
from ipdesk.models.awards.unpaid_rows import UnpaidRow, unpaid_rows
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui import theme
from ipdesk.ui.counter.application_draft import ApplicationDraft


def unpaid_reasons(draft: ApplicationDraft) -> dict[str, list[int]]:
    """Return the reasons for which something comes to nothing, each with the numbers of its rows."""
    found: dict[str, dict[int, None]] = {}
    for unpaid in unpaid_rows(draft.result) if draft.result else ():
        found.setdefault(_reason(unpaid, draft.policy), {})[draft.place_of(unpaid.row) + 1] = None
    return {reason: sorted(rows) for reason, rows in found.items()}


def _reason(unpaid: UnpaidRow, policy: Policy) -> str:
    """Return why a row comes to nothing; where other clauses pay for it, with the title of the clause."""
    line = unpaid.line
    if line is None:
        return unpaid.reason
    said = unpaid.reason or f"{theme.chip_word(shown_status(line, policy))}。"
    words = QCoreApplication.translate("NothingFor", "“{title}”{said}")
    return words.format(title=policy.rule(line.rule).title, said=said) if unpaid.beside else said
