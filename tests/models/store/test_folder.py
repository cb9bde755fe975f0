"""The data folder: for its user alone, wherever it lies and whatever it is called, told when it cannot be."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.core.actor import NOBODY
from ipdesk.models.core.errors import DiskFull, NotFound, ReadOnlyFolder, StoreError
from ipdesk.models.services.own_policies import keep_policy
from ipdesk.models.store import DATABASE_NAME, Store
from ipdesk.rules.library.policy_library import policy_from_bytes
from ipdesk.ui.desk.preferences import Preferences
from ipdesk.ui.shell.crash_report import ErrorGuard
from tests import faults
from tests.actors import CLERK
from tests.models.desk import OFFICE
from tests.rules.pack.small_pack import SMALL

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such permission bits")
ME = commands.SetUpOffice(office=OFFICE, person="陈晓敏")


@contextmanager
def mask(bits: int) -> Iterator[None]:
    before = os.umask(bits)
    try:
        yield
    finally:
        os.umask(before)


def bits(folder: Path) -> dict[str, int]:
    found = (folder, *folder.rglob("*"))
    return {str(path.relative_to(folder)): stat.S_IMODE(path.stat().st_mode) for path in found}


def used(folder: Path) -> Store:
    """Leave in a folder what the program leaves there; the store stays open, with its log."""
    store = Store.open(folder)
    store.run(ME, NOBODY)
    keep_policy(store, folder / "policies", CLERK, policy_from_bytes(SMALL.encode(), "small.yaml"))
    Preferences(folder).set_text("density", "roomy")
    guard = ErrorGuard(folder / "reports")
    guard.write_report(ValueError("x"))
    guard._append("Qt says\n")
    return store


@POSIX
@pytest.mark.parametrize("usual", [0o022, 0o002, 0o000])
def test_everything_in_a_new_folder_is_for_its_user_alone(tmp_path: Path, usual: int) -> None:
    with mask(usual):
        store = used(tmp_path / "data")
    found = bits(tmp_path / "data")
    assert f"{DATABASE_NAME}-wal" in found and f"{DATABASE_NAME}-shm" in found
    assert {name: mode for name, mode in found.items() if mode & 0o077} == {}
    store.close()


@POSIX
def test_a_folder_of_former_times_is_shut_to_others_at_the_start(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    used(folder).close()
    (folder / "unsaved-vm.json").write_text("{}", encoding="utf-8")
    (folder / "policies" / "former").mkdir()
    (folder / "通知书.pdf").touch()
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    Store.open(folder).close()
    found = bits(folder)
    assert found.pop("通知书.pdf") == 0o644, "what the program has not made is left alone"
    assert {name: mode for name, mode in found.items() if mode & 0o077} == {}


@POSIX
def test_a_folder_for_more_than_the_program_stays_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    for folder, mode in ((home, 0o755), (temporary, 0o1777), (tmp_path, 0o755)):
        folder.chmod(mode)
        Store.open(folder).close()
        assert stat.S_IMODE(folder.stat().st_mode) == mode
        assert stat.S_IMODE((folder / DATABASE_NAME).stat().st_mode) == 0o600


@POSIX
def test_a_folder_that_a_group_shares_on_purpose_stays_so(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    Store.open(folder).close()
    folder.chmod(0o2775)
    (folder / DATABASE_NAME).chmod(0o664)
    store = Store.open(folder)
    store.run(ME, NOBODY)
    assert bits(folder)["."] == 0o2770
    assert {bits(folder)[name] for name in (DATABASE_NAME, f"{DATABASE_NAME}-wal")} == {0o660}
    store.close()


# --- names and links ---


@pytest.mark.parametrize(
    "name",
    [
        "a b",
        "数据 文件夹",
        "50%",
        "%41",
        "a#b",
        "a?b=c",
        "a&b",
        "'x'",
        '"x"',
        "a\nb",
        "😀",
        "a;b",
        "~",
        "\\",
        "file:",
    ],
)
@POSIX
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    for _ in range(2):
        store = Store.open(tmp_path / name)
        store.read(queries.office)
        store.close()
    Store.open_to_read(tmp_path / name).close()
    assert sorted(os.listdir(tmp_path / name)) == ["ipdesk.count", DATABASE_NAME]


@POSIX
@pytest.mark.skipif(sys.platform == "darwin", reason="names there are UTF-8")
def test_a_name_need_not_be_text(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"\xb9\xfa\xd6\xaa")  # as a folder named on an old GBK system
    for _ in range(3):
        store = Store.open(folder)
        store.read(queries.office)
        store.close()
    for path in list(folder.iterdir()):
        path.rename(f"{path}.old")
    with pytest.raises(NotFound, match="还没有数据"):
        Store.open_to_read(folder)


@POSIX
def test_a_link_to_the_database_is_followed_also_while_it_is_in_use_and_after_a_crash(
    tmp_path: Path, new_database: Path
) -> None:
    folder, real = tmp_path / "data", tmp_path / "real"
    folder.mkdir()
    real.mkdir()
    shutil.copy(new_database, real / "x.sqlite")
    (real / "x.sqlite").chmod(0o644)
    (folder / DATABASE_NAME).symlink_to(real / "x.sqlite")
    first = Store.open(folder)
    first.run(ME, NOBODY)
    second = Store.open(folder)
    assert second.read(queries.persons)
    crash = tmp_path / "crash"
    shutil.copytree(real, crash)
    second.close()
    first.close()
    assert stat.S_IMODE((real / "x.sqlite").stat().st_mode) == 0o600
    (folder / DATABASE_NAME).unlink()
    (folder / DATABASE_NAME).symlink_to(crash / "x.sqlite")
    again = Store.open(folder)
    assert again.read(queries.persons)
    again.close()


@POSIX
def test_a_link_to_nothing_yet_is_a_new_database_there(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / DATABASE_NAME).symlink_to(tmp_path / "x.sqlite")
    Store.open(folder).close()
    assert (tmp_path / "x.sqlite").stat().st_size > 0


# --- the right sentence ---


def deep(folder: Path, length: int) -> Path:
    while (missing := length - len(os.fsencode(folder)) - 1) > 0:
        folder /= "x" * (missing if missing <= 200 else min(200, missing - 2))
    return folder


def in_the_way(make: Callable[[Path], object], ending: str = "") -> Callable[[Path], Path]:
    def made(folder: Path) -> Path:
        make(folder / f"{DATABASE_NAME}{ending}")
        return folder

    return made


def a_file(folder: Path) -> Path:
    (folder / "file").touch()
    return folder / "file"


SENTENCES: list[tuple[str, Callable[[Path], Path], str]] = [
    ("folder for file", in_the_way(Path.mkdir), "ipdesk.sqlite 是一个文件夹，不是数据库文件"),
    ("folder for log", in_the_way(Path.mkdir, "-wal"), "ipdesk.sqlite-wal 是一个文件夹"),
    ("pipe for file", in_the_way(lambda path: os.mkfifo(path)), "ipdesk.sqlite 是一个特殊文件"),
    ("link on itself", in_the_way(lambda path: path.symlink_to(path)), "没有打开"),
    ("file for folder", a_file, "“.*file”是一个文件，不是文件夹"),
    ("file above folder", lambda folder: a_file(folder) / "data", "不能写入，没有打开"),
    ("510 bytes", lambda folder: deep(folder, 510), "路径太长"),
    ("600 bytes", lambda folder: deep(folder, 600), "路径太长"),
    ("5,000 bytes", lambda folder: deep(folder, 5000), "路径太长"),
    ("a name of 256 bytes", lambda folder: folder / ("知" * 85 + "x"), "路径太长"),
]


@POSIX
@pytest.mark.parametrize(
    ("folder", "sentence"), [row[1:] for row in SENTENCES], ids=[row[0] for row in SENTENCES]
)
def test_what_stands_in_the_way_is_told_as_what_it_is(
    data_dir: Path, folder: Callable[[Path], Path], sentence: str
) -> None:
    found = folder(data_dir)
    before = sorted(data_dir.rglob("*"))
    for opened in (Store.open, Store.open_to_read):
        with pytest.raises(StoreError, match=sentence if opened == Store.open else "没有"):
            opened(found)
    assert sorted(data_dir.rglob("*")) == before, "nothing is made on the way"


@POSIX
@pytest.mark.parametrize("length", [480, 495, 500])
def test_the_longest_paths_work_or_are_told(tmp_path: Path, length: int) -> None:
    folder = deep(tmp_path, length - len(DATABASE_NAME) - 1)
    assert len(os.fsencode(folder / DATABASE_NAME)) == length
    store = Store.open(folder)
    store.run(ME, NOBODY)
    store.close()


@pytest.fixture
def ours() -> Iterator[Path]:
    """Return a data folder of a common user's."""
    with faults.open_to_all() as outer:
        folder = outer / "data"
        store = Store.open(folder)
        store.run(ME, NOBODY)
        store.close()
        if faults.POSIX_ROOT:
            for path in (outer, folder, folder / DATABASE_NAME):
                os.chown(path, 65534, 65534)
        yield folder


def test_a_file_that_can_only_be_read_in_a_folder_that_can_be_written_is_told_at_the_start(
    ours: Path,
) -> None:
    (ours / DATABASE_NAME).chmod(0o400)
    before = (ours / DATABASE_NAME).read_bytes()
    with faults.a_common_user(), pytest.raises(ReadOnlyFolder, match="不能写入，没有打开"):
        Store.open(ours)
    assert (ours / DATABASE_NAME).read_bytes() == before
    (ours / DATABASE_NAME).chmod(0o600)
    with faults.a_common_user():
        Store.open(ours).close()


def test_a_file_mounted_to_be_read_is_told_at_the_start(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    Store.open(folder).close()
    path = folder / DATABASE_NAME
    with faults.mounted(path, "--bind", str(path)):
        subprocess.run(["mount", "-o", "remount,bind,ro", str(path)], check=True)
        with pytest.raises(ReadOnlyFolder, match="不能写入，没有打开"):
            Store.open(folder)


def test_a_disk_that_fills_up_before_a_start_is_told_as_full(tmp_path: Path) -> None:
    told = 0
    with faults.small_disk(tmp_path / "small", "1400k") as disk:
        store = Store.open(disk / "data")
        store.run(ME, NOBODY)
        store.close()
        for room in (0, 1000, 4096, 8192, 12_288, 20_480, 28_672, 32_768, 40_000):
            filler = faults.fill(disk, room)
            try:
                Store.open(disk / "data").close()
            except DiskFull:
                told += 1
            filler.unlink()
        assert told >= 4
        Store.open(disk / "data").close()
