"""What is asked before drafts are thrown away: whose they are, and how much is in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.ui.widgets import confirm

_NAMED = 5  # drafts; more would fill the dialog


class DraftToDiscard(NamedTuple):
    """A draft to be thrown away: applicant, number (empty where it has none yet), achievements."""

    name: str
    number: str
    achievements: int


def confirm_discard(parent: QWidget, drafts: Sequence[DraftToDiscard]) -> bool:
    """Ask whether these drafts shall be thrown away."""
    title = _tr("删除这份草稿？") if len(drafts) == 1 else _tr("删除 {count} 份草稿？")
    return confirm(parent, title.format(count=len(drafts)), question(drafts), _tr("删除草稿"), danger=True)


def question(drafts: Sequence[DraftToDiscard]) -> str:
    """Name the drafts that would be deleted, some of many, and what becomes of their numbers."""
    lines = [_line(draft) for draft in drafts[:_NAMED]]
    if len(drafts) > _NAMED:
        lines.append(_tr("等 {count} 份").format(count=len(drafts)))
    if any(draft.number for draft in drafts):
        lines.append(_tr("附上的材料文件一并删除。删除后不能恢复，编号不再使用。"))
    else:
        lines.append(_tr("删除后不能恢复。"))
    return "\n".join(lines)


def _line(draft: DraftToDiscard) -> str:
    words = _tr("{name}　{number}　{count} 项成果") if draft.number else _tr("{name}　{count} 项成果")
    name = draft.name or _tr("没有选定申请人")
    return words.format(name=name, number=draft.number, count=draft.achievements)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Discarding", text)
