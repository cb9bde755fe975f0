"""Taking an own policy into use, or out of it: the file and the audit entry together, or neither."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path

from ipdesk.models.changes import Changes
from ipdesk.models.commands import NotePolicy
from ipdesk.models.pack_files import Undo, place, take_away
from ipdesk.models.store import Store, local_now
from ipdesk.rules.own_packs import OwnPack
from ipdesk.rules.policy import Policy


def keep_policy(
    store: Store,
    folder: Path,
    by: int,
    policy: Policy,
    replaced: Iterable[Path] = (),
    moment: datetime.datetime | None = None,
) -> Changes:
    """Put a checked policy into the office's folder, in place of files that stood for it; these are kept.

    Raises StoreError; then the folder is as it was.
    """
    former = tuple(replaced)
    undo = place(folder, policy.id, policy.source, former, moment or local_now())
    noted = NotePolicy(
        by=by, policy=policy.id, action="replace" if former else "import", sha256=policy.sha256
    )
    return _noted(store, noted, undo)


def remove_policy(store: Store, by: int, pack: OwnPack, moment: datetime.datetime | None = None) -> Changes:
    """Take a file out of use; it is kept with the former ones.

    Raises Conflict for a policy under which there are applications, and StoreError; then nothing is done.
    """
    policy_id = pack.policy.id if pack.policy is not None else pack.path.stem
    sha256 = pack.policy.sha256 if pack.policy is not None else ""
    undo = take_away(pack.path, policy_id, moment or local_now())
    noted = NotePolicy(by=by, policy=policy_id, action="remove", sha256=sha256, unused=pack.offered)
    return _noted(store, noted, undo)


def _noted(store: Store, command: NotePolicy, undo: Undo) -> Changes:
    try:
        return store.run(command).changes
    except BaseException:
        undo()
        raise
