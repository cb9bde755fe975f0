"""A backup put back beside the log of a crash is told before SQLite mixes the two; its own log is not."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipdesk.models import commands, queries
from ipdesk.models.core.errors import MixedDatabase, OlderDatabase
from ipdesk.models.store import DATABASE_NAME, Store
from ipdesk.rules.evaluation.policy import Policy
from tests.actors import CLERK
from tests.models.desk import Clock, Desk
from tests.models.store.test_open_files import empty_log

LOG = f"{DATABASE_NAME}-wal"


def crashed(folder: Path, target: Path) -> Path:
    """Return a copy of a folder as a crash at this moment leaves it."""
    shutil.copytree(folder, target)
    (target / f"{DATABASE_NAME}-shm").unlink()
    return target


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def desk(store: Store, policy: Policy, clock: Clock) -> Iterator[Desk]:
    yield Desk(store, policy, clock)


def test_a_backup_beside_the_log_of_a_crash_is_refused_without_a_byte_changed(
    desk: Desk, data_dir: Path, tmp_path: Path, clock: Clock
) -> None:
    desk.register()
    desk.store.close()
    shutil.copy(data_dir / DATABASE_NAME, tmp_path / "backup")
    for _ in range(2):  # one session that ends well after the backup, one that crashes
        store = Store.open(data_dir, clock)
        store.run(commands.AddPerson(name=f"示例{len(store.read(queries.persons))}"), CLERK)
        after = crashed(data_dir, tmp_path / f"crash{len(store.read(queries.persons))}")
        store.close()
    shutil.copy(tmp_path / "backup", after / DATABASE_NAME)
    before = contents(after)
    with pytest.raises(MixedDatabase, match=f"{LOG} 和 {DATABASE_NAME}-shm 两个文件移到别处"):
        Store.open(after)
    with pytest.raises(MixedDatabase):
        Store.open_to_read(after)
    assert contents(after) == before
    (after / LOG).unlink()
    with pytest.raises(OlderDatabase):
        Store.open(after)
    opened = Store.open(after, use_older=True)
    opened.check()
    assert [one.name for one in opened.read(queries.persons)] == ["陈晓敏"]
    opened.close()


def test_the_backup_that_the_crashed_session_began_with_takes_its_log(
    desk: Desk, data_dir: Path, tmp_path: Path, clock: Clock
) -> None:
    """Taken while the program was shut, right before: the log goes on where it ends."""
    desk.store.close()
    shutil.copy(data_dir / DATABASE_NAME, tmp_path / "backup")
    store = Store.open(data_dir, clock)
    store.run(commands.AddPerson(name="黄志强"), CLERK)
    after = crashed(data_dir, tmp_path / "crash")
    store.close()
    shutil.copy(tmp_path / "backup", after / DATABASE_NAME)
    opened = Store.open(after)
    opened.check()
    assert [one.name for one in opened.read(queries.persons)] == ["陈晓敏", "黄志强"]
    opened.close()


def test_a_backup_of_a_version_that_did_not_count_is_refused_too(
    desk: Desk, data_dir: Path, tmp_path: Path
) -> None:
    desk.register()
    desk.store.close()
    shutil.copy(data_dir / DATABASE_NAME, tmp_path / "backup")
    with closing(sqlite3.connect(tmp_path / "backup")) as connection:
        connection.execute("PRAGMA user_version = 0")
    store = Store.open(data_dir)
    store.run(commands.AddPerson(name="黄志强"), CLERK)
    after = crashed(data_dir, tmp_path / "crash")
    store.close()
    shutil.copy(tmp_path / "backup", after / DATABASE_NAME)
    with pytest.raises(MixedDatabase):
        Store.open(after)


STEPS = st.lists(
    st.sampled_from(["write", "write", "write", "checkpoint", "restart", "reopen", "backup"]), max_size=12
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_a_crash_after_any_course_opens_with_everything_and_no_older_backup_does(
    office_database: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("course") / "data"
    folder.mkdir()
    shutil.copy(office_database, folder)
    store, names, backups = Store.open(folder), 1, []
    for number, step in enumerate([*steps, "write"]):
        if step == "write":
            store.run(commands.AddPerson(name=f"示例{names}"), CLERK)
            names += 1
        elif step == "reopen":
            store.close()
            store = Store.open(folder)
        elif step == "backup":
            store.close()
            backups.append((names, Path(shutil.copy(folder / DATABASE_NAME, folder.parent / f"{number}"))))
            store = Store.open(folder)
        else:
            empty_log(folder, "PASSIVE" if step == "checkpoint" else "TRUNCATE")
    whole = crashed(folder, folder.parent / "crash")
    store.close()
    for held, backup in backups:
        mixed = folder.parent / f"mixed{backup.name}"
        shutil.copytree(whole, mixed)
        shutil.copy(backup, mixed / DATABASE_NAME)
        try:
            opened = Store.open(mixed)
        except MixedDatabase:
            assert held < names
        else:
            opened.check()  # refused, or whole with everything: never a mixture
            assert len(opened.read(queries.persons)) == names
            opened.close()
    opened = Store.open(whole)
    opened.check()
    assert len(opened.read(queries.persons)) == names
    opened.close()
