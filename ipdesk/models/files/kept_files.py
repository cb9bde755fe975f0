"""Files of the data folder under the hash of their bytes: written whole, checked when they are read.

Which of them are held says the database. A file whose transaction is under way has a mark beside it: whoever
finds the mark later asks the database, and removes the file where nothing holds it. So a crash leaves at most
a file that the next start removes, never a row without its file; and files without a mark are never touched,
whatever database has been put back beside them.
"""

from __future__ import annotations

import contextlib
import hashlib
import stat
from collections.abc import Iterator
from pathlib import Path

from ipdesk.models.core import storage_faults as faults
from ipdesk.models.core.atomic_file import PRIVATE, forget_left, make_private_folder, write_whole
from ipdesk.models.core.errors import NotFound, StoreError
from ipdesk.models.files.forms import FileForm

FOLDER = "materials"
"""The folder of the data folder in which they lie."""

LOCKED = "material files"
"""The name under which writing files and removing them keep each other waiting."""

_MARK = ".unsettled"
_GROUP = 0o070  # bits of a folder that several users share
_MISSING = (
    "数据文件夹里找不到这份材料的文件。放回过备份的，请把备份里的 materials 文件夹一起放回来；"
    "找不到的，请重新附上。"
)
_DAMAGED = "这份材料的文件已损坏，不能打开。请从备份里的 materials 文件夹找回，或者重新扫描附上。"


def keep(data_dir: Path, content: bytes, path: Path) -> None:
    """Mark a file and write it unless it is there whole, where ``path_of`` says. Raises StoreError.

    ``settle`` takes the mark away once the transaction has ended.
    """
    mark(data_dir, path.name)
    with _told():
        if not path.exists() or path.read_bytes() != content:
            _make_folder(path.parent)
            write_whole(path, content, PRIVATE | _shared_bits(data_dir) & 0o060)


def path_of(data_dir: Path, sha256: str, form: FileForm) -> Path:
    """Return where a file lies."""
    return data_dir / FOLDER / sha256[:2] / f"{sha256}{form.suffix}"


def read_kept(data_dir: Path, sha256: str, form: FileForm) -> bytes:
    """Return a file. Raises NotFound where it is gone, StoreError where it is not what it was."""
    try:
        content = path_of(data_dir, sha256, form).read_bytes()
    except FileNotFoundError:
        raise NotFound(_MISSING) from None
    except OSError as error:
        raise faults.from_os_error(error, faults.NOT_READ) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise StoreError(_DAMAGED)
    return content


def mark(data_dir: Path, name: str) -> None:
    """Mark a file of a transaction that is under way. Raises StoreError."""
    folder = data_dir / FOLDER
    with _told():
        _make_folder(folder)
        write_whole(folder / f"{name}{_MARK}", b"", PRIVATE | _shared_bits(data_dir) & 0o060)


def marked(data_dir: Path) -> tuple[str, ...]:
    """Return the names of files whose transactions have not been settled: those under way, and broken off."""
    found = (data_dir / FOLDER).glob(f"*{_MARK}")
    return tuple(sorted(path.name.removesuffix(_MARK) for path in found))


def settle(data_dir: Path, name: str, *, held: bool) -> None:
    """Take the mark of a file away, and the file where nothing holds it.

    A file that another program has open on Windows keeps its mark, and is removed at a later start.
    """
    folder = data_dir / FOLDER
    with contextlib.suppress(OSError):
        if not held:
            (folder / name[:2] / name).unlink(missing_ok=True)
        (folder / f"{name}{_MARK}").unlink(missing_ok=True)


def forget_half_written(data_dir: Path) -> None:
    """Remove what killed programs left half written, in the folders of files that are marked."""
    for name in marked(data_dir):
        with contextlib.suppress(OSError):
            forget_left(data_dir / FOLDER / name[:2])
    with contextlib.suppress(OSError):
        forget_left(data_dir / FOLDER)


def _make_folder(folder: Path) -> None:
    """Make a folder for whoever may use the data folder."""
    for made in (folder.parent, folder):
        if not made.exists():
            make_private_folder(made)
            if bits := _shared_bits(made.parent):
                made.chmod(stat.S_IRWXU | stat.S_ISGID | bits)


def _shared_bits(folder: Path) -> int:
    """Return the bits of the group where the folder is shared with one; Windows has none."""
    mode = folder.stat().st_mode
    return _GROUP if mode & stat.S_ISGID and mode & stat.S_IWGRP else 0


@contextlib.contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise faults.from_os_error(error) from error
