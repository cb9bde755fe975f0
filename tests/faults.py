"""Faults of the machine, made for real: a user without rights, a small disk, a full one."""

from __future__ import annotations

import ctypes
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from ipdesk.models.store import DATABASE_NAME

POSIX_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
_NEW_MOUNTS = 0x00020000  # CLONE_NEWNS of Linux


@contextmanager
def a_common_user() -> Iterator[None]:
    """Give up the rights of root for the block, where there are any: root may write everywhere."""
    if not POSIX_ROOT:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def need_program_open_to_all() -> None:
    """Skip where a common user cannot read the program itself, as in the home of root."""
    here = Path(__file__).resolve()
    if POSIX_ROOT and not all(folder.stat().st_mode & 0o001 for folder in here.parents):
        pytest.skip("the program lies in a folder that is closed to common users: clone it elsewhere")


@contextmanager
def open_to_all() -> Iterator[Path]:
    """Make a folder that also a common user reaches: pytest's own are closed to all others."""
    if os.name == "nt":
        pytest.skip("folders have no such permission bits on Windows")
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def small_disk(folder: Path, size: str = "1800k", *options: str) -> Iterator[Path]:
    """Put a disk of 900 kilobytes on a new folder, with further options of ``mount``."""
    folder.mkdir()
    with mounted(folder, "-t", "tmpfs", "-o", ",".join((f"size={size}", *options)), "tmpfs"):
        yield folder


@contextmanager
def mounted(path: Path, *how: str) -> Iterator[None]:
    """Mount something on a path for the block, for the eyes of this process and those it starts only.

    Whatever ends the run, nothing stays mounted.
    """
    if not (sys.platform.startswith("linux") and POSIX_ROOT):
        pytest.skip("disks can only be mounted by root on Linux")
    if not mounts_are_private():
        pytest.skip("this machine keeps no mounts for a process alone")
    if _done("mount", *how, str(path)) != 0:
        pytest.skip("this machine lets nobody mount a disk")
    try:
        yield
    finally:
        subprocess.run(["umount", str(path)], check=True)


@cache
def mounts_are_private() -> bool:
    """Leave the mounts of everybody else, for good, and say whether that was possible."""
    if not (sys.platform.startswith("linux") and POSIX_ROOT):
        return False
    unshared = ctypes.CDLL(None).unshare(_NEW_MOUNTS)
    return unshared == 0 and _done("mount", "--make-rprivate", "/") == 0


def _done(*command: str) -> int:
    return subprocess.run(command, capture_output=True, check=False).returncode


def fill(folder: Path, room: int = 0) -> Path:
    """Leave the disk of a folder with only so much room, in bytes."""
    filler = folder / "filler"
    with filler.open("wb") as file:
        for size in (4096, 1):
            try:
                while True:
                    os.write(file.fileno(), b"\0" * size)
            except OSError:
                continue
        file.truncate(file.tell() - room)
    return filler


@contextmanager
def locked(data_dir: Path, how: str = "BEGIN IMMEDIATE") -> Iterator[None]:
    """Hold the database as another program would that is in the middle of writing, or alone in it."""
    other = sqlite3.connect(data_dir / DATABASE_NAME, isolation_level=None, timeout=60)
    other.execute(how)
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()
