"""Other applications that hold the same numbers, as remarks: at the counter and at the decision."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from ipdesk.models.records import OpenHolder
from ipdesk.ui.awards.notice_list import Remark


def said_of_holders(holders: Iterable[OpenHolder]) -> list[Remark]:
    """Return a remark on each application that holds one of the numbers; it can be opened."""
    return [Remark(_said_of(one), one.application) for one in holders]


def _said_of(holder: OpenHolder) -> str:
    words = QCoreApplication.translate(
        "Holding", "{ref} 也在申请件 {number} 中（{name}，{state}），请核对是否同一成果。"
    )
    if holder.state.stands:
        words = QCoreApplication.translate(
            "Holding", "{ref} 在申请件 {number} 中申报过（{name}，{state}，未予资助），请核对。"
        )
    return words.format(
        ref=holder.ref, number=holder.number, name=holder.applicant_name, state=holder.state.label
    )
