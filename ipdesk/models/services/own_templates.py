"""Taking an own template of a paper or of a bank's sheet into use, or out of it.

File and audit entry come together, or neither does.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable
from pathlib import Path

from ipdesk.models.commands import ChangeTemplate, FinishTemplateChanges
from ipdesk.models.core.actor import NOBODY, Actor
from ipdesk.models.core.changes import Changes
from ipdesk.models.core.errors import LockedDatabase
from ipdesk.models.packs.change import Action, OwnFileChange, planned, unfinished
from ipdesk.models.packs.files import file_errors_sorted
from ipdesk.models.store import Store, local_now

WHAT = "文书模板"


def keep_template(
    store: Store,
    folder: Path,
    actor: Actor,
    kind: str,
    text: str,
    check: Callable[[str], None],
    shown: str = "",
    moment: datetime.datetime | None = None,
    action: Action = "save_template",
) -> Changes:
    """Put a text in place as the office's template of a kind of paper; a former one is kept beside it.

    ``check`` raises InvalidInput where it must not become one; ``shown`` is the hash of the office's file as
    it was shown, "" for none. Raises as `ChangeTemplate`, and StoreError; then the folder is as it was.
    """
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    with file_errors_sorted(WHAT):
        given_up = (folder / f"{kind}.yaml",)
        change = planned(folder, kind, action, sha256, text, given_up, moment or local_now())
        return _carried_out(store, actor, _command(folder, change, check, shown))


def restore_template(
    store: Store,
    folder: Path,
    actor: Actor,
    kind: str,
    shown: str,
    moment: datetime.datetime | None = None,
    action: Action = "restore_template",
) -> Changes:
    """Take the office's template of a kind out of use, so that the program's counts again; it is kept.

    Raises as `keep_template` does.
    """
    with file_errors_sorted(WHAT):
        given_up = (folder / f"{kind}.yaml",)
        change = planned(folder, kind, action, shown, None, given_up, moment or local_now())
        return _carried_out(store, actor, _command(folder, change, lambda text: None, shown))


def finish_templates(store: Store, folder: Path) -> None:
    """Carry out what was begun and interrupted, or forget it where the log knows nothing of it.

    Raises StoreError.
    """
    with file_errors_sorted(WHAT):
        if any(unfinished(folder)):
            store.run(FinishTemplateChanges(folder=folder), NOBODY)


def _command(folder: Path, change: OwnFileChange, check: Callable[[str], None], shown: str) -> ChangeTemplate:
    return ChangeTemplate(folder=folder, change=change, check=check, shown=shown)


def _carried_out(store: Store, actor: Actor, command: ChangeTemplate) -> Changes:
    try:
        changes = store.run(command, actor).changes
    except BaseException:
        command.change.take_back(command.folder)
        raise
    try:
        command.change.finish(command.folder)
    except OSError as error:
        raise LockedDatabase(
            "已经记录，但模板文件正被另一个程序打开，还没有换上。请关闭它，再打开一次“设置”的“文书模板”。"
        ) from error
    return changes
