"""The very first start, interrupted anywhere, doubled, or without room: the folder is usable ever after."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from ipdesk.models import queries
from ipdesk.models.commands import SetUpOffice
from ipdesk.models.core.actor import NOBODY
from ipdesk.models.core.errors import DamagedDatabase, DiskFull
from ipdesk.models.store import DATABASE_NAME, Store
from ipdesk.models.store.folder import beside, made_writable
from tests import faults
from tests.models.desk import OFFICE
from tests.places import ROOT

FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="starts processes by fork, which Windows lacks")

# Everything is loaded and read once; each folder named on a line of standard input gets a process of its own.
STARTS = """
import os, resource, signal, sqlite3, sys, tempfile
from pathlib import Path
import alembic.command, sqlalchemy.orm
from ipdesk.models import queries, tables
from ipdesk.models.commands import SetUpOffice
from ipdesk.models.store import Store, file_inspection, migrate

steps = 0

def at_step(last, do):
    # Statements begun and every ten instructions of SQLite's are the steps.
    def step(*_):
        global steps
        steps += 1
        if steps == last:
            do()
        return 0
    connect = sqlite3.connect
    def watched(*arguments, **options):
        step()
        connection = connect(*arguments, **options)
        connection.set_progress_handler(step, 10)
        connection.set_trace_callback(step)
        return connection
    sqlite3.connect = watched

def killed_at_size(limit):
    # The system kills a process whose file would grow beyond the limit.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

def start(folder):
    try:
        Store.open(Path(folder)).close()
    except Exception as error:
        return repr(error)
    return str(steps)

def forked(folder, prepare):
    answers, answer = os.pipe()
    if os.fork() == 0:
        prepare()
        os.write(answer, start(folder).encode())
        os._exit(0)
    os.close(answer)
    return answers

def said(answers):
    text = os.read(answers, 1000).decode() or "killed"
    os.close(answers)
    os.wait()
    return text

def both(folder, number):
    # The second begins as soon as the first has come to a step; neither stops for the other.
    begin, go = os.pipe()
    first = forked(folder, lambda: at_step(number, lambda: os.write(go, b"!")))
    second = forked(folder, lambda: os.read(begin, 1))
    os.close(go)
    os.close(begin)
    return said(first), said(second)

def kill():
    os.kill(os.getpid(), signal.SIGKILL)

# What a first start loads and reads (migrations, vocabulary) is nothing that happens to the folder.
with tempfile.TemporaryDirectory() as folder:
    Store.open(Path(folder)).close()

for line in sys.stdin:
    folder, how, number = line.rstrip("\\n").split("\\t")
    if how == "both":
        print(*both(folder, int(number)), sep="\\t", flush=True)
    elif how == "killed at step":
        print(said(forked(folder, lambda: at_step(int(number), kill))), flush=True)
    else:
        print(said(forked(folder, lambda: killed_at_size(int(number)))), flush=True)
"""


class Starts:
    """A process that starts the desk's store in processes of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def start(self, folder: Path, how: str, number: int) -> str:
        assert self._process.stdin is not None and self._process.stdout is not None
        print(folder, how, number, sep="\t", file=self._process.stdin, flush=True)
        return self._process.stdout.readline().rstrip("\n")


@pytest.fixture(scope="module")
def starts() -> Iterator[Starts]:
    with running_starts() as found:
        yield found


@contextmanager
def running_starts() -> Iterator[Starts]:
    command = [sys.executable, "-c", STARTS]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        yield Starts(process)
        assert process.stdin is not None
        process.stdin.close()


def assert_usable(folder: Path) -> None:
    """The folder opens as a new one, takes an office, keeps it, and is whole."""
    store = Store.open(folder)
    assert store.read(queries.office) is None
    store.run(SetUpOffice(office=OFFICE, person="陈晓敏"), NOBODY)
    store.check()
    store.close()
    again = Store.open(folder)
    assert again.read(queries.office) is not None
    again.close()


def points(starts: Starts, folder: Path) -> list[int]:
    """Return steps of a start, close together at both ends, where files appear and change their kind."""
    whole = int(starts.start(folder, "killed at step", 0))
    assert whole > 200
    return sorted({*range(1, 8), *range(8, whole, whole // 12), *range(whole - 5, whole + 1)})


@FORKS
def test_killed_at_any_step(starts: Starts, tmp_path: Path) -> None:
    for point in points(starts, tmp_path / "whole"):
        folder = tmp_path / str(point)
        assert starts.start(folder, "killed at step", point) == "killed", point
        assert_usable(folder)


@FORKS
def test_killed_while_a_file_grows(starts: Starts, tmp_path: Path) -> None:
    killed = 0
    for size in (0, 1, 513, 4096, 4097, 12_000, 32_768, 65_536, 131_073, 200_000):
        folder = tmp_path / str(size)
        killed += starts.start(folder, "killed at size", size) == "killed"
        assert_usable(folder)
    assert killed >= 6


@FORKS
def test_a_second_start_while_the_first_is_at_any_step(starts: Starts, tmp_path: Path) -> None:
    for point in points(starts, tmp_path / "whole"):
        folder = tmp_path / str(point)
        first, second = starts.start(folder, "both", point).split("\t")
        assert first.isdecimal(), (point, first)
        assert second.isdecimal(), (point, second)
        assert_usable(folder)


COMES_AND_GOES = """
import sys
from pathlib import Path
journal = Path(sys.argv[1])
print(flush=True)
while True:
    journal.touch()
    journal.unlink()
"""


def test_a_journal_that_another_desk_takes_away_is_no_closed_file(data_dir: Path) -> None:
    path = data_dir / DATABASE_NAME
    command = [sys.executable, "-c", COMES_AND_GOES, str(beside(path)[-1])]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as other:
        try:
            assert other.stdout is not None and other.stdout.readline()
            for _ in range(3000):
                made_writable(path)
        finally:
            other.kill()


def test_what_earlier_versions_left_of_an_interrupted_start_is_a_new_folder(data_dir: Path) -> None:
    """They made the log before the tables: a first page, a log without an end, a table of versions only."""
    path = data_dir / DATABASE_NAME
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        assert path.stat().st_size == 4096
        connection.execute("BEGIN")
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.execute("COMMIT")
        left = {one.name: one.read_bytes() for one in data_dir.iterdir()}
    for names in ([DATABASE_NAME], list(left)):
        for one in data_dir.iterdir():
            one.unlink()
        for name in names:
            (data_dir / name).write_bytes(left[name])
        assert_usable(data_dir)


def test_tables_of_somebody_else_are_not_a_new_folder(data_dir: Path) -> None:
    for made in ("CREATE TABLE recipe (name)", "CREATE VIEW recipe AS SELECT 1"):
        path = data_dir / DATABASE_NAME
        path.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(made)
        before = path.read_bytes()
        with pytest.raises(DamagedDatabase, match="不是本程序"):
            Store.open(data_dir)
        assert path.read_bytes() == before


def test_a_start_that_ends_on_a_full_disk_goes_on_once_there_is_room(tmp_path: Path) -> None:
    refused = 0
    with faults.small_disk(tmp_path / "small", "1800k") as disk:
        for room in range(300, 1500, 100):
            folder = disk / "data"
            filler = faults.fill(disk, room * 1024)
            try:
                Store.open(folder).close()
            except DiskFull:
                refused += 1
            filler.unlink()
            assert_usable(folder)
            shutil.rmtree(folder)
    assert 1 < refused < 11
