"""A file is written whole or not at all, for its user alone, whatever comes between."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ipdesk.models.core.atomic_file import SHARED, forget_left, write_whole
from ipdesk.ui.desk.preferences import Preferences
from tests import faults
from tests.places import ROOT

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such permission bits")

WRITE = """
import sys
from pathlib import Path
from ipdesk.models.core.atomic_file import write_whole
path = Path(sys.argv[1])
for number in range(100000):
    write_whole(path, (b"A", b"B")[number % 2] * 300_000)
    print(number, flush=True)
"""


def bits(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("rounds", [1, 2, 5, 9])
def test_a_kill_leaves_one_whole_file(tmp_path: Path, rounds: int) -> None:
    path = tmp_path / "x.json"
    command = [sys.executable, "-c", WRITE, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in range(rounds):
            process.stdout.readline()
        process.kill()
    assert path.read_bytes() in (b"A" * 300_000, b"B" * 300_000)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    with faults.small_disk(tmp_path / "small", "64k") as found:
        yield found


def test_a_full_disk_leaves_what_was_there_and_nothing_beside_it(small_disk: Path) -> None:
    path = small_disk / "desk.json"
    Preferences(small_disk).set_text("density", "roomy")
    before = path.read_bytes()
    filler = faults.fill(small_disk)
    Preferences(small_disk).set_text("density", "compact")
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"x" * 100_000)
    filler.unlink()
    assert [one.name for one in small_disk.iterdir()] == ["desk.json"]
    assert path.read_bytes() == before


@POSIX
def test_only_its_user_may_read_a_file_unless_it_is_handed_on(tmp_path: Path) -> None:
    write_whole(tmp_path / "private", b"1")
    assert bits(tmp_path / "private") == 0o600
    mask = os.umask(0o027)
    try:
        write_whole(tmp_path / "shared", b"1", SHARED)
    finally:
        os.umask(mask)
    assert bits(tmp_path / "shared") == 0o640


@POSIX
def test_names_as_long_as_names_can_be_and_links(tmp_path: Path) -> None:
    longest = tmp_path / ("县" * 85)
    write_whole(longest, b"1")
    (tmp_path / "link").symlink_to(longest)
    write_whole(tmp_path / "link", b"2")
    assert (tmp_path / "link").is_symlink()
    assert longest.read_bytes() == b"2"


def test_what_a_kill_left_is_removed_once_nobody_can_be_writing_it(tmp_path: Path) -> None:
    old, fresh, other = (tmp_path / name for name in (".ipdesk-0a.part", ".ipdesk-0b.part", "x.part"))
    for path in (old, fresh, other):
        path.touch()
    for path in (old, other):
        os.utime(path, (time.time() - 7200,) * 2)
    forget_left(tmp_path)
    assert sorted(tmp_path.iterdir()) == [fresh, other]
