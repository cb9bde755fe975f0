"""Nothing is acknowledged that went into a file which is no longer the one in the data folder."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.core.errors import DamagedDatabase, MovedDatabase, StoreError
from ipdesk.models.handlers.registry import add_handler
from ipdesk.models.handlers.work import Work
from ipdesk.models.store import DATABASE_NAME, Store
from ipdesk.rules.evaluation.policy import Policy
from tests.actors import CLERK
from tests.models.desk import Clock, Desk

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows keeps open files in their place")


@pytest.fixture
def folder(tmp_path: Path, new_database: Path) -> Path:
    folder = tmp_path / "office" / "data"
    folder.mkdir(parents=True)
    shutil.copy(new_database, folder)
    return folder


@pytest.fixture
def desk(folder: Path, policy: Policy, clock: Clock) -> Iterator[Desk]:
    store = Store.open(folder, clock)
    desk = Desk(store, policy, clock)
    desk.register("示例甲有限公司")
    yield desk
    store.close()


def empty_log(folder: Path, how: str = "TRUNCATE") -> None:
    """Have what stands in the log put into the database."""
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection:
        connection.execute(f"PRAGMA wal_checkpoint({how})")


def replaced_by(data: Callable[[Path], bytes]) -> Callable[[Path], None]:
    """Return what puts another file in the database's place, as copying over it by most programs does."""

    def replace(folder: Path) -> None:
        other = folder / "other"
        other.write_bytes(data(folder / DATABASE_NAME))
        other.replace(folder / DATABASE_NAME)

    return replace


def first_written(folder: Path) -> None:
    """Copy a backup over the database without another name for it, as ``cp`` does."""
    backup = (folder.parent / "backup").read_bytes()
    with (folder / DATABASE_NAME).open("r+b") as file:
        file.write(backup)
        file.truncate()


TAKEN_AWAY: dict[str, Callable[[Path], object]] = {
    "folder deleted": shutil.rmtree,
    "folder renamed": lambda folder: folder.rename(folder.with_name("elsewhere")),
    "folder above renamed": lambda folder: folder.parent.rename(folder.parent.with_name("elsewhere")),
    "file deleted": lambda folder: (folder / DATABASE_NAME).unlink(),
    "file renamed": lambda folder: (folder / DATABASE_NAME).rename(folder / "old.sqlite"),
    "log deleted": lambda folder: (folder / f"{DATABASE_NAME}-wal").unlink(),
    "shared memory deleted": lambda folder: (folder / f"{DATABASE_NAME}-shm").unlink(),
    "replaced by the same": replaced_by(Path.read_bytes),
    "replaced by nothing": replaced_by(lambda path: b""),
    "backup copied over it": first_written,
    "folder replaced by a file": lambda folder: (shutil.rmtree(folder), folder.touch()),
}


@pytest.mark.parametrize("how", TAKEN_AWAY)
def test_what_was_taken_away_is_noticed_before_anything_is_acknowledged(
    desk: Desk, folder: Path, new_database: Path, how: str
) -> None:
    shutil.copy(new_database, folder.parent / "backup")
    empty_log(folder)
    desk.register()
    TAKEN_AWAY[how](folder)
    for _ in range(2):
        with pytest.raises(MovedDatabase, match="没有保存"):
            desk.register()


def test_a_folder_taken_away_while_a_command_is_under_way_is_noticed(desk: Desk, folder: Path) -> None:
    """The letter is being made when somebody deletes the folder: it is not acknowledged."""

    class Slow(commands.Command[str]):
        """Takes so long that the folder is gone when it is done."""

    def slowly(work: Work, command: Slow) -> str:
        shutil.rmtree(folder)
        return "done"

    add_handler(Slow, slowly)
    with pytest.raises(MovedDatabase):
        desk.store.run(Slow(), CLERK)


def test_a_folder_put_back_is_written_again(desk: Desk, folder: Path) -> None:
    away = folder.rename(folder.with_name("elsewhere"))
    with pytest.raises(MovedDatabase):
        desk.register()
    away.rename(folder)
    assert desk.store.read(queries.applicant, desk.register("示例乙有限公司")).name == "示例乙有限公司"


def test_the_work_of_another_desk_is_no_replacement(desk: Desk, folder: Path, clock: Clock) -> None:
    """It writes, empties the log into the file, and is closed, again and again."""
    for number in range(3):
        other = Store.open(folder, clock)
        other.run(commands.AddPerson(name=f"示例{number}"), CLERK)
        other.close()
        empty_log(folder)
        desk.register()


def test_a_file_that_is_no_database_any_more_is_told_not_raised(desk: Desk, folder: Path) -> None:
    with (folder / DATABASE_NAME).open("r+b") as file:
        file.write(b"\xa5" * 4096)
    with pytest.raises(StoreError):
        desk.register()


def test_damage_found_behind_the_window_ends_writing(
    desk: Desk, folder: Path, policy: Policy, clock: Clock
) -> None:
    desk.store.close()
    path = folder / DATABASE_NAME
    whole = path.read_bytes()
    at = whole.index("示例甲有限公司".encode()) // 4096 * 4096
    path.write_bytes(whole[:at] + b"\xa5" * 16 + whole[at + 16 :])
    store = Store.open(folder, clock)
    with pytest.raises(DamagedDatabase, match="从现在起不再保存"):
        store.check()
    before = path.read_bytes()
    with pytest.raises(DamagedDatabase, match="从现在起不再保存"):
        store.run(commands.AddPerson(name="黄志强"), CLERK)
    assert store.read(queries.persons)
    store.close()
    assert path.read_bytes() == before
