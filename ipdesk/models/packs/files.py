"""The files of the office's own packs: put in place whole or not at all, the former ones kept beside."""

from __future__ import annotations

import contextlib
import datetime
import errno
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ipdesk.models.core.atomic_file import SHARED, forget_left, put_whole
from ipdesk.models.core.errors import DiskFull, LockedDatabase, ReadOnlyFolder, StoreError
from ipdesk.models.core.storage_faults import from_os_error
from ipdesk.rules.source.yaml_source import LARGEST, read_limited

FORMER = "former"
"""The folder, inside that of the packs, of files that were replaced or removed."""

_MOMENT = "%Y%m%d-%H%M%S"
_FORMER_NAME = re.compile(r"(.+)@(\d{8}-\d{6})(?:-\d+)?\.yaml")
_TITLE = re.compile(r"^short_title:\s*(.+?)\s*$", re.MULTILINE)
_HEAD = 4000  # characters in which a pack names itself
_HELD = 32  # Windows: another program has the file open


class FormerPack(NamedTuple):
    """A file that was replaced or removed: which policy's, when it went out of use, and its short title.

    The title is empty where none can be read in it.
    """

    path: Path
    policy: str
    until: datetime.datetime
    title: str = ""


_NOT_READ = {
    FileNotFoundError: "找不到“{name}”，没有导入。U 盘可能已经拔出，请插好后再选一次。",
    IsADirectoryError: "“{name}”是一个文件夹，没有导入。请选其中的政策文件。",
    PermissionError: "没有读取“{name}”的权限，或者它正被另一个程序打开，没有导入。",
    OSError: "读取“{name}”时出错，没有导入。U 盘可能松动或损坏，请再试一次。",
}


def read_pack(path: Path) -> bytes:
    """Return a file's bytes from wherever it lies. Raises StoreError with a sentence about the file."""
    try:
        if not path.is_dir() and not path.is_file() and path.exists():
            raise StoreError(f"“{path.name}”不是普通的文件，没有导入。请选其中的政策文件。")
        data = read_limited(path)
        if len(data) > LARGEST:
            raise StoreError(f"“{path.name}”超过 1 MB，不像是政策文件，没有导入。请核对是否选错了文件。")
        return data
    except OSError as error:
        said = next(sentence for kind, sentence in _NOT_READ.items() if isinstance(error, kind))
        raise StoreError(said.format(name=path.name)) from error


def export_files(files: Sequence[tuple[Path, bytes]], note: Callable[[], object]) -> None:
    """Write files to where the office wants them, whole or not at all. Raises StoreError with a sentence.

    ``note`` writes down that they are taken along, before they are there: what cannot be written down is not.
    What a killed program left half written in their folders goes, too.
    """
    path = files[0][0]
    try:
        with contextlib.ExitStack() as waiting:
            for path, data in files:
                waiting.enter_context(put_whole(path, SHARED)).write_bytes(data)
            note()
    except OSError as error:
        raise _export_fault(path, error) from error
    for folder in {path.parent for path, _ in files}:
        with contextlib.suppress(OSError):  # of somebody else in a common folder; what is exported is there
            forget_left(folder)


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


def former_name(folder: Path, policy: str, moment: datetime.datetime, others: Collection[str]) -> str:
    """Return an unused name for a file of a policy that goes out of use at a moment."""
    stem = f"{policy}@{moment.strftime(_MOMENT)}"
    names = (f"{stem}.yaml", *(f"{stem}-{number}.yaml" for number in range(2, 1000)))
    return next(name for name in names if name not in others and not (folder / FORMER / name).exists())


@contextmanager
def file_errors_sorted(what: str = "政策文件") -> Iterator[None]:
    """Tell why the office's folder of such files could not be changed. Raises StoreError."""
    try:
        yield
    except OSError as error:
        if getattr(error, "winerror", None) == _HELD:
            message = f"{what}正被另一个程序打开，没有保存。请关闭它，再试一次。"
            raise LockedDatabase(message) from error
        raise from_os_error(error) from error
