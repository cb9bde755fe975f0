"""Other applications as remarks, at the counter and at the decision.

Those that hold the same numbers, and those accepted for the applicant that take no room of any limit yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from ipdesk.models.records import AwaitingDecision, OpenHolder
from ipdesk.ui.awards.notice_list import Remark
from ipdesk.ui.widgets.money import fen_text


def holder_remarks(holders: Iterable[OpenHolder]) -> list[Remark]:
    """Return a remark on each application that holds one of the numbers; it can be opened."""
    return [Remark(_holder_sentence(one), one.application) for one in holders]


def _holder_sentence(holder: OpenHolder) -> str:
    words = QCoreApplication.translate(
        "Holding", "{ref} 也在申请件 {number} 中（{name}，{state}），请核对是否同一成果。"
    )
    if holder.state.decided:
        words = QCoreApplication.translate(
            "Holding", "{ref} 在申请件 {number} 中申报过（{name}，{state}，未予资助），请核对。"
        )
    return words.format(
        ref=holder.ref, number=holder.number, name=holder.applicant_name, state=holder.state.label
    )


def awaiting_remarks(found: Sequence[AwaitingDecision]) -> list[Remark]:
    """Return the remark on applications that wait for their decision, none where there are none."""
    if not found:
        return []
    words = QCoreApplication.translate("Awaiting", "另有已受理未审定 {sum} 元（{numbers}），还没有计入上限。")
    numbers = "、".join(one.number for one in found)
    said = words.format(sum=fen_text(sum(one.amount for one in found)), numbers=numbers)
    return [Remark(said, found[0].application if len(found) == 1 else None)]
