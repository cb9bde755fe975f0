"""Opening the database of a data folder: all that stands in the way is found before a file is changed."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Engine

from ipdesk.models.core.errors import NotFound, StoreError
from ipdesk.models.migrations import HEAD
from ipdesk.models.store.database import open_engine, use_log
from ipdesk.models.store.file_inspection import how_to_stay, look_at
from ipdesk.models.store.file_settling import settle_left_files
from ipdesk.models.store.folder import database_path, made_writable, prepared
from ipdesk.models.store.high_water_mark import last_known_hash, lost_work, mark_as_used
from ipdesk.models.store.identity import OpenFiles
from ipdesk.models.store.migrate import bring_up_to_date, is_derived
from ipdesk.models.store.schema import check_columns
from ipdesk.paths import shown_path

_OLDER = "这个数据库是由较早版本的程序建立的，请先打开一次窗口，让程序更新它。"


class OpenDatabase(NamedTuple):
    """A database whose schema is that of this version; ``held`` is None where nothing will be written.

    ``last_known`` is the hash of the audit log's last entry that stood beside it before it was opened.
    """

    engine: Engine
    path: Path
    last_known: str
    held: HeldFolder | None = None


class HeldFolder:
    """The data folder, the files in it that are open, and a connection for SQLite to keep them by."""

    def __init__(self, engine: Engine, path: Path, folder: Path) -> None:
        """Open them. Raises OSError, and what SQLite raises."""
        self.path, self.folder = path, folder
        self.connection = engine.raw_connection()
        try:
            # SQLite opens its log with the first reading.
            self.connection.cursor().execute("SELECT count(*) FROM sqlite_master").fetchall()
            self.files = OpenFiles(path)
        except BaseException:
            self.connection.close()
            raise


def open_to_write(
    data_dir: Path, now: Callable[[], datetime.datetime], patience: float, *, use_older: bool
) -> OpenDatabase:
    """Open the database, made or brought up to date where it must be, as ``Store.open`` says.

    Another desk is waited for up to ``patience`` seconds. Raises what ``Store.open`` names.
    """
    path = prepared(data_dir)
    revision = look_at(path, patience)
    lost = lost_work(path)
    if lost is not None and not use_older:
        raise lost
    made_writable(path)
    known = last_known_hash(path)
    engine = open_engine(path, patience)
    with _disposed_on_failure(engine):
        bring_up_to_date(engine, path, revision)
        use_log(engine, patience)
        mark_as_used(engine, path, now(), older=lost is not None)
        settle_left_files(engine, data_dir)
        return OpenDatabase(engine, path, known, HeldFolder(engine, path, data_dir))


def open_to_read(data_dir: Path, patience: float) -> OpenDatabase:
    """Open the database as it is; another desk is waited for up to ``patience`` seconds.

    Raises what ``Store.open_to_read`` names.
    """
    path = database_path(data_dir)
    revision = look_at(path, patience, only_read=True)
    lost = lost_work(path)
    if lost is not None:
        raise lost
    if revision is None:
        raise NotFound(f"文件夹 {shown_path(data_dir)} 里还没有数据。")
    if revision != HEAD:
        raise StoreError(_OLDER)
    known = last_known_hash(path)
    engine = open_engine(path, patience, how_to_stay(path), only_read=True)
    with _disposed_on_failure(engine):
        _check_of_this_version(engine)
        return OpenDatabase(engine, path, known)


def _check_of_this_version(engine: Engine) -> None:
    with engine.connect() as connection:
        check_columns(connection)
        if not is_derived(connection):
            raise StoreError(_OLDER)


@contextmanager
def _disposed_on_failure(engine: Engine) -> Iterator[None]:
    try:
        yield
    except BaseException:
        engine.dispose()
        raise
