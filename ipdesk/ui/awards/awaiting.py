"""What else was accepted for an applicant and takes no room of any limit yet, as a remark."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from ipdesk.models.records import AwaitingDecision
from ipdesk.ui.awards.notice_list import Remark
from ipdesk.ui.widgets.money import fen_text


def said_of_awaiting(found: Sequence[AwaitingDecision]) -> list[Remark]:
    """Return the remark on applications that wait for their decision, none where there are none."""
    if not found:
        return []
    words = QCoreApplication.translate("Awaiting", "另有已受理未审定 {sum} 元（{numbers}），还没有计入上限。")
    numbers = "、".join(one.number for one in found)
    said = words.format(sum=fen_text(sum(one.amount for one in found)), numbers=numbers)
    return [Remark(said, found[0].application if len(found) == 1 else None)]
