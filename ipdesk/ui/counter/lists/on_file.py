"""What is told of things that are on file already, before they are filled in: who has them, what was paid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ipdesk.models import queries
from ipdesk.rules.core.money import grouped_yuan

if TYPE_CHECKING:
    from ipdesk.models.records.lists import OnFile
    from ipdesk.ui.counter.application_draft import ApplicationDraft
    from ipdesk.ui.desk.desk import Desk

Told = Mapping[tuple[str, str], Sequence[str]]
"""Sentences by the kind and the normal form of the number of a thing."""


def on_file_texts(desk: Desk, draft: ApplicationDraft, items: Iterable[str]) -> Told:
    """Return what is told of things by the normal forms of their numbers; the file in hand does not count."""
    told: dict[tuple[str, str], list[str]] = {}
    wanted = frozenset(items)
    for one in desk.read(queries.on_file, wanted, draft.file.id) if wanted else ():
        told.setdefault((one.kind, one.item), []).append(_text(one))
    return told


def texts_of(told: Told, kind: str, items: Iterable[str]) -> tuple[str, ...]:
    """Return what is told of some things of a kind."""
    return tuple(text for item in sorted(items) for text in told.get((kind, item), ()))


def _text(one: OnFile) -> str:
    """Say where a thing is on file, and what was granted for it."""
    words = _tr("这一项已在 {year} 年度的申请件 {number}（{name}）里")
    if one.granted:
        words = _tr("这一项已在 {year} 年度的申请件 {number}（{name}）得到资助 {amount} 元")
    amount = grouped_yuan(one.granted)
    return words.format(year=one.year, number=one.number, name=one.applicant_name, amount=amount)


def _tr(text: str) -> str:
    return QCoreApplication.translate("OnFile", text)
