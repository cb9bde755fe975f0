"""Taking an own policy into use, or out of it: the file and the audit entry together, or neither."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path

from ipdesk.models.commands import ChangePolicy, FinishPolicyChanges
from ipdesk.models.core.actor import NOBODY, Actor
from ipdesk.models.core.changes import Changes
from ipdesk.models.core.errors import LockedDatabase
from ipdesk.models.packs.change import Action, OwnFileChange, planned, unfinished
from ipdesk.models.packs.files import file_errors_sorted
from ipdesk.models.store import Store, local_now
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.office_packs import OwnPack


def keep_policy(
    store: Store,
    folder: Path,
    actor: Actor,
    policy: Policy,
    replaced: Iterable[Path] = (),
    moment: datetime.datetime | None = None,
) -> Changes:
    """Put a checked policy into the office's folder, in place of files that stood for it; these are kept.

    Raises StoreError; then the folder is as it was.
    """
    former = tuple(replaced)
    given_up = (*former, folder / f"{policy.id}.yaml")
    action: Action = "replace" if former else "import"
    text = policy.source.decode("utf-8")
    with file_errors_sorted():
        change = planned(folder, policy.id, action, policy.sha256, text, given_up, moment or local_now())
        return _carried_out(store, folder, actor, change)


def remove_policy(
    store: Store, actor: Actor, pack: OwnPack, moment: datetime.datetime | None = None
) -> Changes:
    """Take a file out of use; it is kept with the former ones.

    Raises Conflict for a policy under which there are applications, and StoreError; then nothing is done.
    """
    folder, policy = pack.path.parent, pack.policy
    policy_id, sha256 = (policy.id, policy.sha256) if policy is not None else (pack.path.stem, "")
    with file_errors_sorted():
        change = planned(folder, policy_id, "remove", sha256, None, (pack.path,), moment or local_now())
        return _carried_out(store, folder, actor, change, unused=pack.offered)


def finish_changes(store: Store, folder: Path) -> None:
    """Carry out what was begun and interrupted, or forget it where the log knows nothing of it.

    Raises StoreError.
    """
    with file_errors_sorted():
        if any(unfinished(folder)):
            store.run(FinishPolicyChanges(folder=folder), NOBODY)


def _carried_out(
    store: Store, folder: Path, actor: Actor, change: OwnFileChange, *, unused: bool = False
) -> Changes:
    try:
        changes = store.run(ChangePolicy(folder=folder, change=change, unused=unused), actor).changes
    except BaseException:
        change.take_back(folder)
        raise
    try:
        change.finish(folder)
    except OSError as error:
        raise LockedDatabase(
            "已经记录，但政策文件正被另一个程序打开，还没有换上。请关闭它，再打开一次“设置”的“政策”。"
        ) from error
    return changes
