"""What is asked before letters go out: who gets how much, under which number and day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from ipdesk.documents.text.numerals import chinese_date
from ipdesk.ui.letters.rows import Item
from ipdesk.ui.widgets.money import fen_text


def question(chosen: Sequence[Item], number: str, day: datetime.date) -> str:
    """Return the lines of the question; ``number`` is that of the first letter."""
    if len(chosen) == 1:
        sentence = _tr("{name}：{sum} 元，文号 {number}，成文日期 {day}。")
    else:
        sentence = _tr("{count} 份，合计 {sum} 元，文号自 {number} 起，成文日期 {day}。")
    total = fen_text(sum(item.amount for item in chosen))
    said = sentence.format(
        name=chosen[0].name, count=len(chosen), sum=total, number=number, day=chinese_date(day)
    )
    return f"{said}\n" + _tr("下达后内容、日期和文号不能再改，可以随时重印。")


def _tr(text: str) -> str:
    return QCoreApplication.translate("IssueQuestion", text)
