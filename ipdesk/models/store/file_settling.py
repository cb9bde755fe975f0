"""What became of files whose transactions have ended: the database says whether anything holds them."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError

from ipdesk.models.files.kept_files import LOCKED, forget_half_written, marked, settle
from ipdesk.models.store.database import writing
from ipdesk.models.tables import MaterialFileEntry
from ipdesk.models.tables.dialect import lock


def settle_files(engine: Engine, data_dir: Path, names: Iterable[str]) -> None:
    """Remove those files that nothing holds, and the marks of all of them.

    In a transaction that writes, so that no other desk takes one up meanwhile. Where another holds the
    database for too long the marks stay for the next start.
    """
    entry, left = MaterialFileEntry, sorted(names)
    if not left:
        return
    with (
        contextlib.suppress(DBAPIError, sqlite3.Error),
        writing(engine).connect() as connection,
        connection.begin() as transaction,
    ):
        lock(connection, LOCKED)
        for name in left:
            asked = select(entry.sha256).where(entry.sha256 == name.partition(".")[0])
            settle(data_dir, name, held=connection.execute(asked).first() is not None)
        transaction.rollback()


def settle_left_files(engine: Engine, data_dir: Path) -> None:
    """Settle what programs left that were killed: at the start."""
    left = marked(data_dir)
    if left:
        forget_half_written(data_dir)
        settle_files(engine, data_dir, left)
