"""Other open applications that hold the same numbers, as remarks: at the counter and at the decision."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from ipdesk.models.records import STATE_NAMES, OpenHolder
from ipdesk.ui.counter.notice_list import Remark


def said_of_holders(holders: Iterable[OpenHolder]) -> list[Remark]:
    """Return a remark on each application that holds one of the numbers; it can be opened."""
    words = QCoreApplication.translate(
        "Holding", "{ref} 也在申请件 {number} 中（{name}，{state}），请核对是否同一成果。"
    )
    return [
        Remark(
            words.format(
                ref=one.ref, number=one.number, name=one.applicant_name, state=STATE_NAMES[one.state]
            ),
            one.application,
        )
        for one in holders
    ]
