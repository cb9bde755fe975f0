"""What is asked before letters go out: who gets how much, under which number and day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from ipdesk.documents.text.numerals import chinese_date
from ipdesk.ui.letters.rows import Item, total_of


def question(chosen: Sequence[Item], verb: str, number: str, day: datetime.date) -> str:
    """Return the lines of the question; ``verb`` says what is done.

    ``number`` is that of the first letter, "" where they bear none.
    """
    total = total_of(chosen)
    if total:
        first = _tr("{name}：{sum} 元") if len(chosen) == 1 else _tr("{count} 份，合计 {sum} 元")
    else:
        first = _tr("{name}") if len(chosen) == 1 else _tr("{count} 份")
    numbered = _tr("，文号 {number}") if len(chosen) == 1 else _tr("，文号自 {number} 起")
    said = (first + (numbered if number else "") + _tr("，成文日期 {day}。")).format(
        name=chosen[0].name, count=len(chosen), sum=total, number=number, day=chinese_date(day)
    )
    fixed = _tr("内容、日期和文号") if number else _tr("内容和日期")
    return f"{said}\n" + _tr("{verb}后{fixed}不能再改，可以随时重印。").format(verb=verb, fixed=fixed)


def _tr(text: str) -> str:
    return QCoreApplication.translate("IssueQuestion", text)
