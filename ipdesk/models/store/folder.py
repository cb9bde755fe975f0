"""The data folder: made, kept for its user alone, and what may stand in it where the database goes."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from ipdesk.models.core import storage_faults as faults
from ipdesk.models.core.atomic_file import PRIVATE, forget_left, make_private_folder
from ipdesk.models.core.errors import ReadOnlyFolder, StoreError
from ipdesk.models.files.kept_files import FOLDER
from ipdesk.paths import shown_path

DATABASE_NAME = "ipdesk.sqlite"
BESIDE = ("-wal", "-shm", "-journal")
"""Endings of the files that SQLite keeps beside a database."""

_LOOKS = 40
_LONGEST = 500  # bytes: SQLite takes 512 in all on Unix, the longest ending included
_OURS = ("ipdesk*", "unsaved*", "desk.json", ".ipdesk-*", FOLDER)  # nobody else gets into a closed folder
_OUR_FOLDERS = ("reports", "policies")


def prepared(data_dir: Path) -> Path:
    """Make the data folder where it is missing, keep it private, and return the path of its database.

    The path is that of the file itself where a link stands for it. Raises OSError and StoreError.
    """
    if data_dir.exists() and not data_dir.is_dir():
        raise ReadOnlyFolder(
            f"“{shown_path(data_dir)}”是一个文件，不是文件夹，没有打开。请换一个数据文件夹。"
        )
    _refuse_too_long(data_dir)
    make_private_folder(data_dir)
    path = database_path(data_dir)
    keep_private(data_dir, (path, *beside(path)))
    with contextlib.suppress(OSError):  # nobody needs what is left there
        forget_left(data_dir)
    return path


def database_path(data_dir: Path) -> Path:
    """Return where the database of a folder lies, links followed: SQLite keeps its other files there.

    Raises StoreError where something stands there that can be no database, and OSError.
    """
    _refuse_too_long(data_dir)
    path = _resolved(data_dir)
    for found in (path, *beside(path)):
        _refuse_other_than_file(found)
    return path


def beside(path: Path) -> tuple[Path, ...]:
    """Return where SQLite keeps what belongs to a database: its log, its shared memory, its journal."""
    return tuple(path.with_name(path.name + ending) for ending in BESIDE)


def _resolved(data_dir: Path) -> Path:
    return Path(os.path.realpath(data_dir / DATABASE_NAME))


def _refuse_too_long(data_dir: Path) -> None:
    if os.name != "nt" and len(os.fsencode(_resolved(data_dir))) > _LONGEST:
        raise faults.too_long()


def _refuse_other_than_file(path: Path) -> None:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode):
        what = "一个文件夹" if stat.S_ISDIR(mode) else "一个特殊文件"
        raise StoreError(
            f"数据文件夹里的 {path.name} 是{what}，不是数据库文件，没有打开，未作改动。"
            "请把它移到别处，再试一次。"
        )


def made_writable(path: Path) -> None:
    """Make an empty file for its user alone, unless there is one, to which SQLite may write.

    SQLite gives the files beside it the same bits; opened in vain it would leave them behind. Raises OSError
    and ReadOnlyFolder.
    """
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
    if not (is_writable(path.parent) and is_writable(path)) or any(map(_is_closed, beside(path))):
        raise faults.read_only(faults.NOT_OPENED)


def _is_closed(path: Path) -> bool:
    """Say whether a file is there that this user may not write.

    Another desk's comes and goes between one look and the next, so that one look proves nothing.
    """
    return all(path.exists() and not is_writable(path) for _ in range(_LOOKS))


def is_writable(path: Path) -> bool:
    """Say whether this user may write a file, or in a folder."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


# --- for the user alone ---


def keep_private(data_dir: Path, elsewhere: Iterable[Path] = ()) -> None:
    """Shut everybody else out of the data folder, of what the program keeps in it, and of files elsewhere.

    Windows has no such bits: there a user's own folder is closed to others by its access list. A folder
    whose group may write and passes itself on is meant to be shared: the group's bits stay.
    """
    if os.name == "nt":
        return
    shared = _is_shared(data_dir)
    if not _belongs_to_many(data_dir):
        _close_off(data_dir, shared)
    for path in (*_ours(data_dir), *elsewhere):
        _close_off(path, shared)


def _is_shared(folder: Path) -> bool:
    mode = folder.stat().st_mode
    return bool(mode & stat.S_ISGID and mode & stat.S_IWGRP)


def _belongs_to_many(folder: Path) -> bool:
    """Say whether a folder holds more than the program's: one for temporary files, a home or above it."""
    home = Path(os.path.realpath(Path.home()))
    here = Path(os.path.realpath(folder))
    return bool(here.stat().st_mode & stat.S_ISVTX) or here == home or here in home.parents


def _ours(folder: Path) -> Iterator[Path]:
    for pattern in _OURS:
        yield from folder.glob(pattern)
    for name in _OUR_FOLDERS:
        if (folder / name).is_dir() and not (folder / name).is_symlink():
            yield folder / name
            yield from (folder / name).rglob("*")


def _close_off(path: Path, shared: bool) -> None:
    kept = stat.S_IRWXU | stat.S_ISGID | (stat.S_IRWXG if shared else 0)
    with contextlib.suppress(OSError):  # another's file, or a disk without bits: nothing can be done here
        mode = stat.S_IMODE(path.lstat().st_mode)
        if not path.is_symlink() and mode & ~kept:
            path.chmod(mode & kept)
