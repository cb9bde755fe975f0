"""A database that lacks what was saved in its folder is told before it is used; others are opened."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.core.errors import MixedDatabase, OlderDatabase
from ipdesk.models.store import DATABASE_NAME, Store, high_water_mark
from ipdesk.models.store.high_water_mark import mark_path
from tests.actors import CLERK
from tests.models.store.test_open_files import empty_log
from tests.places import ROOT

LOG, MEMORY = f"{DATABASE_NAME}-wal", f"{DATABASE_NAME}-shm"

ADDS = """
import sys
from pathlib import Path
from ipdesk.models.store import Store
from ipdesk.models.core.actor import Actor
from ipdesk.models.commands import AddPerson
store = Store.open(Path(sys.argv[1]))
for number in range(100000):
    print(store.run(AddPerson(name=f"示例{number}"), Actor(1)).value, flush=True)
"""


def killed_while_writing(folder: Path, number: int = 10) -> int:
    """Have a process add persons and kill it after some; return how many it acknowledged."""
    command = [sys.executable, "-c", ADDS, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(number)]
        process.kill()
        said += process.stdout.readlines()
    return len([line for line in said if line.endswith("\n")])


@pytest.fixture
def folder(tmp_path: Path, office_database: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(office_database, folder)
    return folder


@pytest.fixture(scope="module")
def _killed(tmp_path_factory: pytest.TempPathFactory, office_database: Path) -> tuple[Path, int]:
    """Return what a process left that was killed while it added persons, and how many it acknowledged."""
    left = tmp_path_factory.mktemp("killed")
    shutil.copy(office_database, left)
    return left, killed_while_writing(left)


@pytest.fixture
def acknowledged(_killed: tuple[Path, int], folder: Path) -> int:
    """Lay into the folder what the killed process left, and return how many persons it acknowledged."""
    left, number = _killed
    shutil.copytree(left, folder, dirs_exist_ok=True)
    return number


def add(store: Store, name: str) -> None:
    store.run(commands.AddPerson(name=name), CLERK)


def names(folder: Path, *, use_older: bool = False) -> list[str]:
    with_store = Store.open(folder, use_older=use_older)
    with_store.check()
    found = [person.name for person in with_store.read(queries.persons)]
    with_store.close()
    return found[1:]  # the first came with the office


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def remove_log(folder: Path) -> None:
    (folder / LOG).unlink()
    (folder / MEMORY).unlink()


def cut_log(folder: Path) -> None:
    with (folder / LOG).open("r+b") as log:
        log.truncate(log.seek(0, os.SEEK_END) // 2)


def flip_log(folder: Path) -> None:
    data = bytearray((folder / LOG).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / LOG).write_bytes(data)


def empty(folder: Path) -> None:
    (folder / LOG).write_bytes(b"")


HARMS: list[Callable[[Path], None]] = [remove_log, cut_log, flip_log, empty]


@pytest.mark.parametrize("harm", HARMS)
def test_a_log_gone_or_harmed_after_a_kill_is_told_and_can_be_put_back(
    folder: Path, tmp_path: Path, acknowledged: int, harm: Callable[[Path], None]
) -> None:
    shutil.copytree(folder, tmp_path / "kept")
    harm(folder)
    before = contents(folder)
    with pytest.raises(OlderDatabase, match=r"缺少最近保存的内容（\d+ 次保存"):
        Store.open(folder)
    with pytest.raises(OlderDatabase):
        Store.open_to_read(folder)
    assert {name: data for name, data in contents(folder).items() if name != MEMORY} == {
        name: data for name, data in before.items() if name != MEMORY
    }
    shutil.copy(tmp_path / "kept" / LOG, folder)
    assert len(names(folder)) >= acknowledged


def test_a_log_gone_that_held_nothing_more_is_not_told(folder: Path, acknowledged: int) -> None:
    empty_log(folder, "TRUNCATE")
    (folder / MEMORY).unlink(missing_ok=True)
    (folder / LOG).unlink(missing_ok=True)
    assert len(names(folder)) >= acknowledged


def test_who_goes_on_with_what_there_is_is_asked_once(folder: Path) -> None:
    store = Store.open(folder)
    add(store, "陈晓敏")
    store.close()
    killed_while_writing(folder)
    remove_log(folder)
    assert names(folder, use_older=True) == ["陈晓敏"]
    assert names(folder) == ["陈晓敏"]


def test_a_log_put_back_after_somebody_went_on_without_it_is_not_mixed_in(
    folder: Path, tmp_path: Path, acknowledged: int
) -> None:
    """Counts come up twice then; both tell of different work."""
    assert acknowledged > 4
    shutil.copy(folder / LOG, tmp_path / LOG)
    remove_log(folder)
    store = Store.open(folder, use_older=True)
    for number in range(4):
        add(store, f"后来{number}")
    store.close()
    shutil.copy(tmp_path / LOG, folder)
    before = contents(folder)
    with pytest.raises(MixedDatabase):
        Store.open(folder)
    assert contents(folder) == before


def test_a_backup_put_back_is_told_and_asked_once_each_time(folder: Path, tmp_path: Path) -> None:
    store = Store.open(folder)
    add(store, "陈晓敏")
    store.close()
    shutil.copy(folder / DATABASE_NAME, tmp_path / "backup")
    store = Store.open(folder)
    add(store, "黄志强")
    store.close()
    shutil.copy(folder / DATABASE_NAME, tmp_path / "later")
    shutil.copy(tmp_path / "backup", folder / DATABASE_NAME)
    with pytest.raises(OlderDatabase, match="1 次保存"):
        Store.open(folder)
    assert names(folder, use_older=True) == ["陈晓敏"]
    store = Store.open(folder)
    for number in range(3):
        add(store, f"后来{number}")
    store.close()
    shutil.copy(tmp_path / "later", folder / DATABASE_NAME)  # it does not hold what came later
    with pytest.raises(OlderDatabase, match="不是这里上次用的那个数据库"):
        Store.open(folder)


def test_a_database_that_is_gone_is_told_before_an_empty_one_is_made(folder: Path) -> None:
    store = Store.open(folder)
    add(store, "陈晓敏")
    store.close()
    (folder / DATABASE_NAME).unlink()
    with pytest.raises(OlderDatabase, match="不见了"):
        Store.open(folder)
    assert not (folder / DATABASE_NAME).exists()
    assert names(folder, use_older=True) == []
    assert names(folder) == []


def test_the_log_of_a_database_that_is_gone_is_not_thrown_away(
    folder: Path, tmp_path: Path, acknowledged: int
) -> None:
    shutil.move(folder / DATABASE_NAME, tmp_path)
    with pytest.raises(MixedDatabase, match="不见了"):
        Store.open(folder, use_older=True)
    shutil.move(tmp_path / DATABASE_NAME, folder)
    assert len(names(folder)) >= acknowledged


def test_a_folder_copied_whole_is_opened_without_a_word(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is the moment of the last work looked for, which takes longer the more there is."""
    acknowledged = killed_while_writing(folder)
    shutil.copytree(folder, tmp_path / "copy")
    monkeypatch.delattr(high_water_mark, "_last_moment")
    assert len(names(tmp_path / "copy")) >= acknowledged
    assert len(names(folder)) >= acknowledged


def test_a_folder_of_a_version_without_marks_is_opened_without_a_word(folder: Path) -> None:
    path = folder / DATABASE_NAME
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 0")
    assert names(folder) == []
    assert not mark_path(path).exists()
    store = Store.open(folder)
    add(store, "陈晓敏")
    assert mark_path(path).exists()
    store.close()
    assert names(folder) == ["陈晓敏"]


def test_an_older_program_that_writes_no_marks_may_go_on_in_between(folder: Path) -> None:
    store = Store.open(folder)
    add(store, "陈晓敏")
    store.close()
    mark = mark_path(folder / DATABASE_NAME).read_bytes()
    store = Store.open(folder)
    add(store, "黄志强")
    store.close()
    mark_path(folder / DATABASE_NAME).write_bytes(mark)
    assert names(folder) == ["陈晓敏", "黄志强"]
    assert mark_path(folder / DATABASE_NAME).read_bytes() != mark


@pytest.mark.parametrize(
    "mark", [b"", b"\0" * 70, b"ipdesk-count 1 00000001 0000000099 2026-01-01T00:00:00 0\n"]
)
def test_a_mark_that_is_not_whole_says_nothing(folder: Path, mark: bytes) -> None:
    mark_path(folder / DATABASE_NAME).write_bytes(mark)
    assert names(folder) == []


def test_two_desks_at_once_leave_the_mark_of_the_last(folder: Path) -> None:
    one, other = Store.open(folder), Store.open(folder)
    for number in range(6):
        add((one, other)[number % 2], f"示例{number}")
    one.close()
    other.close()
    (folder / "kept").write_bytes((folder / DATABASE_NAME).read_bytes())
    assert len(names(folder)) == 6


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permission bits")
def test_who_shares_the_folder_can_mark_too(folder: Path) -> None:
    """SQLite gives what it makes beside a database the same bits."""
    (folder / DATABASE_NAME).chmod(0o660)
    folder.chmod(0o2770)
    store = Store.open(folder)
    add(store, "陈晓敏")
    store.close()
    assert mark_path(folder / DATABASE_NAME).stat().st_mode & 0o777 == 0o660
