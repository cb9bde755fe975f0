"""Which rows of a worksheet come to nothing, and why."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ipdesk.models.awards.line_status import shown_status
from ipdesk.models.awards.row_keys import row_of
from ipdesk.rules.core.result import Line, Status
from ipdesk.ui import theme
from ipdesk.ui.counter.worksheet import Worksheet

_OPEN = (Status.INCOMPLETE, Status.UNDECIDED)  # may still come to something


def nothing_for(sheet: Worksheet) -> dict[str, list[int]]:
    """Return the reasons for which something comes to nothing, each with the numbers of its rows."""
    found: dict[str, dict[int, None]] = {}
    result = sheet.result
    paid = {row_of(line.achievement) for line in result.lines if line.amount} if result else set[str]()
    for line in result.lines if result else ():
        if not line.amount and line.status not in _OPEN:
            row = row_of(line.achievement)
            found.setdefault(_reason(sheet, line, row in paid), {})[sheet.place_of(row) + 1] = None
    for notice in result.notices if result else ():
        if notice.code == "no_rule" and notice.achievement is not None:
            found.setdefault(notice.text, {})[sheet.place_of(row_of(notice.achievement)) + 1] = None
    return {reason: sorted(rows) for reason, rows in found.items()}


def _reason(sheet: Worksheet, line: Line, beside: bool) -> str:
    """Return why a line comes to nothing; ``beside`` others of its row that do not, with its title."""
    said = (
        line.warnings[0].text if line.warnings else f"{theme.chip_word(shown_status(line, sheet.policy))}。"
    )
    title = sheet.policy.rule(line.rule).title
    return (
        QCoreApplication.translate("NothingFor", "“{title}”{said}").format(title=title, said=said)
        if beside
        else said
    )
