"""The files of the office's own packs: put in place whole or not at all, the former ones kept beside."""

from __future__ import annotations

import contextlib
import datetime
import errno
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ipdesk.models.errors import DiskFull, LockedDatabase, ReadOnlyFolder, StoreError
from ipdesk.models.store.faults import told_of_files
from ipdesk.models.whole_file import SHARED, make_private_folder, write_whole
from ipdesk.rules.yaml_source import LARGEST

FORMER = "former"
"""The folder, inside that of the packs, of files that were replaced or removed."""

_MOMENT = "%Y%m%d-%H%M%S"
_FORMER_NAME = re.compile(r"(.+)@(\d{8}-\d{6})(?:-\d+)?\.yaml")
_TITLE = re.compile(r"^short_title:\s*(.+?)\s*$", re.MULTILINE)
_HEAD = 4000  # characters in which a pack names itself
_HELD = 32  # Windows: another program has the file open

Undo = Callable[[], None]


class FormerPack(NamedTuple):
    """A file that was replaced or removed: which policy's, when it went out of use, and its short title.

    The title is empty where none can be read in it.
    """

    path: Path
    policy: str
    until: datetime.datetime
    title: str = ""


def read_pack(path: Path) -> bytes:
    """Return a file's bytes from wherever it lies. Raises StoreError with a sentence about the file."""
    try:
        if path.stat().st_size > LARGEST:
            raise StoreError(f"“{path.name}”超过 1 MB，不像是政策文件，没有导入。请核对是否选错了文件。")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise StoreError(f"找不到“{path.name}”，没有导入。U 盘可能已经拔出，请插好后再选一次。") from error
    except IsADirectoryError as error:
        raise StoreError(f"“{path.name}”是一个文件夹，没有导入。请选其中的政策文件。") from error
    except PermissionError as error:
        raise StoreError(f"没有读取“{path.name}”的权限，或者它正被另一个程序打开，没有导入。") from error
    except OSError as error:
        raise StoreError(f"读取“{path.name}”时出错，没有导入。U 盘可能松动或损坏，请再试一次。") from error


def export_file(path: Path, data: bytes) -> None:
    """Write a file to where the office wants it, whole or not at all. Raises StoreError with a sentence."""
    try:
        write_whole(path, data, SHARED)
    except OSError as error:
        raise _export_fault(path, error) from error


def _export_fault(path: Path, error: OSError) -> StoreError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull("目标磁盘已满，没有导出。请腾出空间，或换一个 U 盘。")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ReadOnlyFolder(f"“{path.parent}”不能写入，没有导出。请换一个文件夹，或解除 U 盘的写保护。")
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return StoreError(f"没有文件夹“{path.parent}”，没有导出。U 盘可能已经拔出，请插好后再试。")
    return StoreError(f"写入“{path.name}”时出错，没有导出。U 盘可能松动或损坏，请再试一次。")


def former_packs(folder: Path) -> tuple[FormerPack, ...]:
    """Return the files that went out of use, the latest first."""
    found = []
    for path in (folder / FORMER).glob("*.yaml"):
        match = _FORMER_NAME.fullmatch(path.name)
        if match is not None:
            until = datetime.datetime.strptime(match[2], _MOMENT).astimezone()
            found.append(FormerPack(path, match[1], until, _title(path)))
    return tuple(sorted(found, key=lambda one: (one.until, one.path.name), reverse=True))


def _title(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            found = _TITLE.search(file.read(_HEAD))
    except OSError:
        return ""
    return found[1].strip("\"' ") if found is not None else ""


def place(
    folder: Path, policy: str, data: bytes, replaced: Iterable[Path], moment: datetime.datetime
) -> Undo:
    """Put a policy's file in place of all that stood for it; returns what takes that back.

    Raises StoreError; then everything is as it was.
    """
    target = folder / f"{policy}.yaml"
    with _all_or_nothing() as undo:
        make_private_folder(folder)
        for path in dict.fromkeys((*replaced, target)):
            if path.exists():
                _keep(path, policy, moment, undo)
            if path != target:
                path.unlink(missing_ok=True)
        fresh = not target.exists()
        write_whole(target, data)
        if fresh:
            undo.insert(0, lambda: target.unlink(missing_ok=True))
    return lambda: _take_back(undo)


def take_away(path: Path, policy: str, moment: datetime.datetime) -> Undo:
    """Put a file among the former ones; returns what takes that back.

    Raises StoreError; then nothing is done.
    """
    with _all_or_nothing() as undo:
        _keep(path, policy, moment, undo)
        path.unlink()
    return lambda: _take_back(undo)


def _keep(path: Path, policy: str, moment: datetime.datetime, undo: list[Undo]) -> None:
    """Copy a file to the former ones. Taking it back moves the copy to its old place, which needs no room."""
    former = path.parent / FORMER
    make_private_folder(former)
    kept = _unused(former, f"{policy}@{moment.strftime(_MOMENT)}")
    write_whole(kept, path.read_bytes())
    undo.append(lambda: _give_back(kept, path))


def _give_back(kept: Path, path: Path) -> None:
    kept.replace(path)


def _unused(folder: Path, stem: str) -> Path:
    names = (stem, *(f"{stem}-{number}" for number in range(2, 1000)))
    return next(path for path in (folder / f"{name}.yaml" for name in names) if not path.exists())


@contextmanager
def _all_or_nothing() -> Iterator[list[Undo]]:
    """Collect how to take back what is done in the block, and do so when it fails, telling why in words."""
    undo: list[Undo] = []
    try:
        yield undo
    except OSError as error:
        _take_back(undo)
        if getattr(error, "winerror", None) == _HELD:
            message = "政策文件正被另一个程序打开，没有保存。请关闭它，再试一次。"
            raise LockedDatabase(message) from error
        raise told_of_files(error) from error


def _take_back(undo: Iterable[Undo]) -> None:
    for step in undo:
        with contextlib.suppress(OSError):  # the others have to be taken back all the same
            step()
