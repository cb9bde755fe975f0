"""Faults of the machine, made for real: a user without rights, a small disk, a full one."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

POSIX_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


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


@contextmanager
def open_to_all() -> Iterator[Path]:
    """Make a folder that also a common user reaches: pytest's own are closed to all others."""
    if os.name == "nt":
        pytest.skip("folders have no such permission bits on Windows")
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def small_disk(folder: Path, size: str = "700k") -> Iterator[Path]:
    """Put a disk of 700 kilobytes on a new folder."""
    if not (sys.platform.startswith("linux") and POSIX_ROOT):
        pytest.skip("a small disk can only be made by root on Linux")
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("this machine lets nobody mount a disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


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
