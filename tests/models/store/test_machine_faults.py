"""Faults of the machine, caused for real: nothing is harmed, and the clerk is told in Chinese what to do."""

from __future__ import annotations

import os
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.core.errors import (
    DamagedDatabase,
    DiskFull,
    LockedDatabase,
    NewerDatabase,
    ReadOnlyFolder,
    StoreError,
)
from ipdesk.models.records import ApplicationFilter
from ipdesk.models.store import DATABASE_NAME, Store
from ipdesk.rules.library.policy_library import standard_library
from tests import faults
from tests.actors import CLERK
from tests.faults import a_common_user, fill, locked
from tests.models.desk import Clock, Desk, licence, works
from tests.places import ROOT


@contextmanager
def running(script: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run a script in a process of its own; it is ended with the block."""
    command = [sys.executable, "-c", script, *arguments]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_database_that_another_process_holds_can_be_read_but_not_written(
    store: Store, desk: Desk, data_dir: Path
) -> None:
    applicant = desk.register("示例甲有限公司")
    impatient = Store.open(data_dir, desk.clock, patience=0.05)
    adding = commands.AddPerson(name="黄志强")
    with locked(data_dir):
        with pytest.raises(LockedDatabase, match="占用"):
            impatient.run(adding, CLERK)
        assert impatient.read(queries.applicant, applicant).name == "示例甲有限公司"
    assert impatient.run(adding, CLERK).value == 2
    impatient.close()


def test_a_database_held_whole_is_told_at_the_start(store: Store, data_dir: Path) -> None:
    store.close()
    with closing(sqlite3.connect(data_dir / DATABASE_NAME)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    with locked(data_dir, "BEGIN EXCLUSIVE"), pytest.raises(LockedDatabase):
        Store.open(data_dir, patience=0.05)


def test_a_newer_database_is_refused_without_a_byte_changed(store: Store, desk: Desk, data_dir: Path) -> None:
    desk.register()
    store.close()
    with closing(sqlite3.connect(data_dir / DATABASE_NAME)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = contents(data_dir)
    with pytest.raises(NewerDatabase, match="更新版本"):
        Store.open(data_dir)
    assert contents(data_dir) == before


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 not a database" * 100, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_what_is_no_database_is_refused_without_a_byte_changed(data_dir: Path, content: bytes) -> None:
    (data_dir / DATABASE_NAME).write_bytes(content)
    with pytest.raises(DamagedDatabase, match="损坏"):
        Store.open(data_dir)
    assert contents(data_dir) == {DATABASE_NAME: content}


def test_the_database_of_another_program_is_refused(data_dir: Path) -> None:
    with closing(sqlite3.connect(data_dir / DATABASE_NAME)) as connection:
        connection.execute("CREATE TABLE recipe (name)")
        connection.commit()
    before = contents(data_dir)
    with pytest.raises(DamagedDatabase, match="不是本程序"):
        Store.open(data_dir)
    assert contents(data_dir) == before


def test_damage_inside_the_file_is_told_when_it_is_met(store: Store, desk: Desk, data_dir: Path) -> None:
    desk.confirmed(desk.register(), works(count="300"))
    store.close()
    path = data_dir / DATABASE_NAME
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xa5" * (len(whole) - 8192))
    with pytest.raises(DamagedDatabase):
        opened = Store.open(data_dir)
        try:
            opened.read(queries.application_detail, 1)
        finally:
            opened.close()


@pytest.mark.parametrize("times", [1, 2])
def test_a_damaged_name_that_is_no_text_is_told(store: Store, data_dir: Path, times: int) -> None:
    """SQLite quotes the name in its message, which Python then cannot read."""
    store.close()
    path = data_dir / DATABASE_NAME
    whole = path.read_bytes()
    name = b"ix_application_achievement_achievement_id"
    assert whole.count(name) == 2
    path.write_bytes(whole.replace(name, name.replace(b"e", b"\xe5"), times))
    for opening in (Store.open, Store.open_to_read):
        with pytest.raises(DamagedDatabase, match="损坏"):
            opening(data_dir)


def test_a_file_where_the_folder_should_be(data_dir: Path) -> None:
    (data_dir / "data").touch()
    with pytest.raises(ReadOnlyFolder):
        Store.open(data_dir / "data")


def test_an_empty_file_is_a_new_database(data_dir: Path) -> None:
    (data_dir / DATABASE_NAME).touch()
    opened = Store.open(data_dir)
    assert opened.read(queries.office) is None
    opened.close()


REGISTER = """
import sys
from pathlib import Path
from ipdesk.models.core.actor import Actor
from ipdesk.models.store import Store
from ipdesk.models.commands import RegisterApplicant
from ipdesk.models.records import ApplicantDetails
store = Store.open(Path(sys.argv[1]))
for number in range(100000):
    details = ApplicantDetails(kind="enterprise", name=f"示例{number}", identity=f"4402{number:011d}",
                               confirmed=frozenset({"identity"}))
    print(store.run(RegisterApplicant(details=details), Actor(1)).value, flush=True)
"""


def test_a_process_killed_while_writing_loses_nothing_it_acknowledged(
    store: Store, desk: Desk, data_dir: Path
) -> None:
    with running(REGISTER, str(data_dir)) as process:
        assert process.stdout is not None
        acknowledged = [int(process.stdout.readline()) for _ in range(25)]
        process.kill()
        acknowledged += [int(line) for line in process.stdout.read().splitlines() if line]
    again = Store.open(data_dir)
    for applicant in acknowledged:
        assert again.read(queries.applicant, applicant).name == f"示例{applicant - 1}"
    with closing(sqlite3.connect(data_dir / DATABASE_NAME)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        [(entries,)] = connection.execute("SELECT count(*) FROM audit_entry WHERE action = 'register'")
        [(applicants,)] = connection.execute("SELECT count(*) FROM applicant")
    assert entries == applicants
    again.close()


@pytest.fixture
def locked_folder(clock: Clock) -> Iterator[Path]:
    """Return a folder with a database, of which this user may change nothing."""
    if os.name == "nt":
        pytest.skip("folders have no such permission bits on Windows")
    outer = Path(tempfile.mkdtemp())
    folder = outer / "data"
    made = Store.open(folder, clock)
    Desk(made, standard_library().policy("shaoguan-2021"), clock)
    made.close()
    outer.chmod(0o755)
    (folder / DATABASE_NAME).chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(outer)


def test_a_folder_that_cannot_be_written_is_told_at_the_start(locked_folder: Path) -> None:
    before = contents(locked_folder)
    with a_common_user(), pytest.raises(ReadOnlyFolder, match="不能写入"):
        Store.open(locked_folder)
    assert contents(locked_folder) == before


def test_a_folder_that_cannot_be_made_is_told_at_the_start(locked_folder: Path) -> None:
    with a_common_user(), pytest.raises(ReadOnlyFolder, match="不能写入"):
        Store.open(locked_folder / "new")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a disk of 1,400 kilobytes."""
    with faults.small_disk(tmp_path / "small") as folder:
        yield folder


def test_a_full_disk_is_told_and_what_was_saved_stays(small_disk: Path, clock: Clock) -> None:
    opened = Store.open(small_disk, clock)
    desk = Desk(opened, standard_library().policy("shaoguan-2021"), clock)
    applicant = desk.register("示例甲有限公司")
    filler = fill(small_disk)
    with pytest.raises(DiskFull, match="磁盘已满"):
        desk.confirmed(applicant, works(count="500"))
    assert opened.read(queries.applicant, applicant).name == "示例甲有限公司"
    assert opened.read(queries.state_counts, ApplicationFilter())
    filler.unlink()
    assert desk.detail(desk.confirmed(applicant, licence())).application.amount == 800_000
    opened.close()


def test_a_log_that_did_not_fit_into_the_database_is_no_damage(small_disk: Path, clock: Clock) -> None:
    """Closing puts what it can into the file; until the rest is there the file is whole only with its log."""
    opened = Store.open(small_disk, clock)
    desk = Desk(opened, standard_library().policy("shaoguan-2021"), clock)
    applicant = desk.register("示例甲有限公司")
    filler = fill(small_disk, 200_000)
    with pytest.raises(DiskFull):
        desk.confirmed(applicant, works(count="500"))
    opened.close()
    with (small_disk / DATABASE_NAME).open("rb") as file:
        [pages] = struct.unpack(">I", file.read(32)[28:])
    assert pages * 4096 > (small_disk / DATABASE_NAME).stat().st_size, "the case"
    filler.unlink()
    again = Store.open(small_disk, clock)
    again.check()
    assert again.read(queries.applicant, applicant).name == "示例甲有限公司"
    again.close()


def test_a_new_database_on_a_full_disk(small_disk: Path) -> None:
    filler = fill(small_disk)
    with pytest.raises(StoreError, match="磁盘已满"):
        Store.open(small_disk / "data")
    filler.unlink()
    Store.open(small_disk / "data").close()
