"""Writing whole files: whoever reads one finds all of it, or what was there before."""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PRIVATE = 0o600
"""Bits of a file for its user alone: everything in the data folder."""
SHARED = 0o666
"""Bits of a file that is handed on, less what the user's umask takes away."""

_WAITING = ".ipdesk-{}.part"
_LEFT = 3600  # seconds after which nobody can still be writing

THIS_PROCESS = secrets.token_hex(4)
"""What names of half written files begin with here: the next program knows those of a killed one by it."""


def write_whole(path: Path, data: bytes, mode: int = PRIVATE) -> None:
    """Write a file and return once it is on disk; it never stands there in part, not after a power cut.

    Raises OSError; what was there before then still is.
    """
    with put_whole(path, mode) as waiting:
        waiting.write_bytes(data)


@contextmanager
def put_whole(path: Path, mode: int = PRIVATE) -> Iterator[Path]:
    """Yield an empty file beside ``path`` to be filled in the block, and put it there when the block ends.

    A link is followed, so that it stays one. Windows has no such bits as ``mode``. Raises OSError and what
    the block raises; what was there before then still is.
    """
    target = Path(os.path.realpath(path))
    # Of a length of its own: the name of the file may be as long as names can be.
    waiting = target.with_name(_WAITING.format(THIS_PROCESS + secrets.token_hex(4)))
    try:
        os.close(os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode))
        yield waiting
        with waiting.open("r+b") as file:
            os.fsync(file.fileno())
        waiting.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            waiting.unlink(missing_ok=True)
        raise
    _settle(target.parent)


def make_private_folder(path: Path) -> None:
    """Make a folder for its user alone, unless there is one. Raises OSError."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)


def append_privately(path: Path, text: str) -> None:
    """Write further text to a file for its user alone, such as a log. Raises OSError."""
    with open(path, "a", encoding="utf-8", opener=_privately) as log:
        log.write(text)


def _privately(name: str, flags: int) -> int:
    return os.open(name, flags, PRIVATE)


def _settle(folder: Path) -> None:
    """Bring the new name in a folder to disk; Windows does so by itself."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):  # some file systems cannot, and the file is in place
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def forget_left(folder: Path, process: str = "") -> None:
    """Remove what a killed program left half written in a folder. Raises OSError.

    Where it is known which ``process`` that was, its files go at once; else those that nobody can be writing.
    """
    for path in folder.glob(_WAITING.format(f"{process}*")):
        with contextlib.suppress(FileNotFoundError):  # another window does the same
            if process or path.stat().st_mtime < time.time() - _LEFT:
                path.unlink()
