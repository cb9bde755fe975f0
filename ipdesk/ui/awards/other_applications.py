"""Other applications as remarks, at the counter and at the decision.

Those that hold the same numbers, and those accepted for the applicant that take no room of any limit yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from ipdesk.models.records import AwaitingDecision, OpenHolder
from ipdesk.ui.awards.notice_list import Remark
from ipdesk.ui.widgets.money import fen_text

_SHOWN = 2  # numbers of one file; more would hide what is said of others


def holder_remarks(holders: Iterable[OpenHolder]) -> list[Remark]:
    """Return a remark on each application that holds numbers of this one; it can be opened."""
    by_file: dict[int, list[OpenHolder]] = {}
    for one in holders:
        by_file.setdefault(one.application, []).append(one)
    return [Remark(_holder_sentence(held), file) for file, held in by_file.items()]


def _holder_sentence(held: Sequence[OpenHolder]) -> str:
    """Say which numbers a file holds: of a whole range the first, and how many."""
    holder = held[0]
    words = QCoreApplication.translate(
        "Holding", "{ref} 也在申请件 {number} 中（{name}，{state}），请核对是否同一成果。"
    )
    if holder.state.decided:
        words = QCoreApplication.translate(
            "Holding", "{ref} 在申请件 {number} 中申报过（{name}，{state}，未予资助），请核对。"
        )
    return words.format(
        ref=_named(held), number=holder.number, name=holder.applicant_name, state=holder.state.label
    )


def _named(held: Sequence[OpenHolder]) -> str:
    refs = tuple(dict.fromkeys(one.ref for one in held))
    more = QCoreApplication.translate("Holding", " 等 {count} 件").format(count=len(refs))
    return "、".join(refs[:_SHOWN]) + (more if len(refs) > _SHOWN else "")


def awaiting_remarks(found: Sequence[AwaitingDecision]) -> list[Remark]:
    """Return the remark on applications that wait for their decision, none where there are none."""
    if not found:
        return []
    words = QCoreApplication.translate("Awaiting", "另有已受理未审定 {sum} 元（{numbers}），还没有计入上限。")
    numbers = "、".join(one.number for one in found)
    said = words.format(sum=fen_text(sum(one.amount for one in found)), numbers=numbers)
    return [Remark(said, found[0].application if len(found) == 1 else None)]
