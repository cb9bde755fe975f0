"""Whether the application on the counter can be accepted by its call, as the command will ask."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from ipdesk.models.awards.call_check import CallFault, DatedRow, call_fault, refusal
from ipdesk.ui.counter.application_draft import ApplicationDraft


def call_refusal(draft: ApplicationDraft) -> str:
    """Return why the application could not be accepted now for its call; nothing where it could."""
    return refusal(_fault(draft), draft.particulars.outside_reason)


def outside_text(draft: ApplicationDraft) -> str:
    """Return what will be recorded where the application is accepted outside its call, with what is outside.

    Nothing where it lies within.
    """
    fault = _fault(draft)
    words = QCoreApplication.translate("AcceptQuestion", "{fault}批次外受理，理由：{reason}。")
    reason = draft.particulars.outside_reason.strip().rstrip("。")
    return words.format(fault=fault.message, reason=reason) if fault is not None else ""


def _fault(draft: ApplicationDraft) -> CallFault | None:
    moment = draft.file.handed_in or draft.calls.now()
    return call_fault(draft.calls.of(draft.policy.id), draft.particulars, moment, _rows(draft))


def _rows(draft: ApplicationDraft) -> Iterator[DatedRow]:
    for place in range(len(draft.rows)):
        yield from (DatedRow(place + 1, item.date) for item in draft.entry(place).achievements)
