"""A copy of the database as it was before its schema is changed: an older program could still open it."""

from __future__ import annotations

import datetime
import sqlite3
from contextlib import closing
from pathlib import Path

from ipdesk.models.core.atomic_file import put_whole
from ipdesk.models.store.database import address
from ipdesk.models.store.high_water_mark import keep_mark_of_copy

_NAME = "ipdesk-{revision}-{day:%Y%m%d}.sqlite"


def keep_copy(path: Path, revision: str) -> Path:
    """Copy a database, its log included, beside itself; named by its revision and the day.

    Its mark lies beside it, with the hash of its last audit entry. One of the same revision and day makes
    way: it was made for an attempt that failed. Raises sqlite3.Error and OSError; nothing is then left.
    """
    target = path.with_name(_NAME.format(revision=revision, day=datetime.date.today()))
    with put_whole(target) as waiting, closing(_reading(path)) as connection:
        connection.execute("VACUUM INTO ?", (address(waiting, "mode=rw"),))
    keep_mark_of_copy(target, datetime.datetime.now().astimezone())
    return target


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(address(path, "mode=ro"), uri=True)
