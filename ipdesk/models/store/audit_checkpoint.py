"""How far the chain of the audit log was checked, in a small file beside the database.

A start then only looks at what is new. What stands there is no proof: an entry that is not as it stands there
makes the check begin at the first one, and without the file it does so anyway.
"""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from ipdesk.models.core.atomic_file import write_whole
from ipdesk.models.records import Checkpoint

_LINE = "ipdesk-checked 1 {id:d} {hash}\n"
_FORM = re.compile(r"ipdesk-checked 1 (\d{1,18}) ([0-9a-f]{64})\n", re.ASCII)
_LONGEST = 200  # bytes


def checkpoint_path(path: Path) -> Path:
    """Return where the checkpoint of a database lies."""
    return path.with_suffix(".checked")


def stored_checkpoint(path: Path) -> Checkpoint:
    """Return the checkpoint beside a database, the beginning where there is none that can be read."""
    try:
        data = checkpoint_path(path).read_bytes()[:_LONGEST]
    except OSError:
        return Checkpoint()
    found = _FORM.fullmatch(data.decode("ascii", "replace"))
    return Checkpoint(int(found[1]), found[2]) if found else Checkpoint()


def keep_checkpoint(path: Path, reached: Checkpoint) -> None:
    """Write a checkpoint beside its database; where it cannot be written the next check has more to do."""
    if reached.id and reached != stored_checkpoint(path):
        with contextlib.suppress(OSError):
            write_whole(checkpoint_path(path), _LINE.format(id=reached.id, hash=reached.hash).encode("ascii"))
