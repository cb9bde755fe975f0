"""The office's own templates of papers: checked, noted in the audit log, put in place."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from ipdesk.models.commands import ChangeTemplate, FinishTemplateChanges
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict
from ipdesk.models.handlers.own_files import noted

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

CHANGED = "这种文书的模板刚在另一处改过，这里没有保存。请重新看一遍最新的模板，再把需要的改动加上。"


def change(work: Work, command: ChangeTemplate) -> None:
    """Note a change of a template in the audit log, then prepare the file.

    Raises InvalidInput for a text that is no template of its paper, Conflict where the file is not the one
    that was shown.
    """
    asked = command.change
    if asked.text is not None:
        command.check(asked.text)
    work.lock(Kind.TEMPLATE.value, asked.name)
    if _hash_of(command.folder / asked.target) != command.shown:
        raise Conflict(CHANGED)
    noted.note(work, Kind.TEMPLATE, command.folder, asked)


def finish(work: Work, command: FinishTemplateChanges) -> None:
    """Carry every prepared change through that the audit log knows of, and take the others back."""
    noted.finish(work, Kind.TEMPLATE, command.folder)


def _hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
