"""``ipdesk recheck`` on what is damaged, read-only or in use: a sentence, and not a byte changed."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from ipdesk.cli.recheck import run
from ipdesk.models.commands import AddPerson
from ipdesk.models.store import DATABASE_NAME, Store
from ipdesk.rules.library.policy_library import standard_library
from tests import faults
from tests.actors import CLERK
from tests.models.desk import Clock, Desk, licence, works
from tests.places import TESTS
from tests.stores import with_database

TRIALS = TESTS / "data" / "trials" / "storage.jsonl"
NAME = "岑晚照"  # invented; planted where damage might have it quoted
Capture = pytest.CaptureFixture[str]
Damage = Callable[[Path], None]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, clock = tmp_path_factory.mktemp("whole"), Clock()
    desk = Desk(Store.open(with_database(folder), clock), standard_library().policy("shaoguan-2021"), clock)
    desk.issue(desk.confirmed(desk.register(NAME), licence(), works(count="9")))
    desk.confirmed(desk.register(), works("粤作登字-2022-F-00000900"))
    desk.store.close()
    return folder / DATABASE_NAME


@pytest.fixture
def folder(whole: Path, data_dir: Path) -> Path:
    shutil.copy(whole, data_dir)
    return data_dir


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def sql(*statements: str) -> Damage:
    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for [trigger] in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            ).fetchall():
                connection.execute(f"DROP TRIGGER {trigger}")
            connection.execute("PRAGMA ignore_check_constraints = ON")
            for statement in statements:
                connection.execute(statement)

    return damage


def page(number: int, byte: bytes = b"\xa5") -> Damage:
    def damage(path: Path) -> None:
        data = path.read_bytes()
        at = number % (len(data) // 4096) * 4096
        path.write_bytes(data[:at] + byte * 4096 + data[at + 4096 :])

    return damage


def flipped(seed: int) -> Damage:
    def damage(path: Path) -> None:
        data, dice = bytearray(path.read_bytes()), random.Random(seed)
        for _ in range(40):
            data[dice.randrange(100, len(data))] ^= 1 << dice.randrange(8)
        path.write_bytes(data)

    return damage


def cut(share: float) -> Damage:
    def damage(path: Path) -> None:
        with path.open("r+b") as file:
            file.truncate(int(path.stat().st_size * share))

    return damage


DAMAGES: dict[str, Damage] = {
    "not JSON": sql(f"UPDATE award_line SET explanation = '{{{NAME}'"),
    "other JSON": sql(f"""UPDATE award_line SET explanation = '["{NAME}"]'"""),
    "other facts": sql(f"""UPDATE achievement SET facts = '{{"{NAME}":"{NAME}"}}'"""),
    "facts of other types": sql("""UPDATE achievement SET facts = '{"contract_amount":"x"}'"""),
    "moment": sql(f"UPDATE application_step SET at = '{NAME}'"),
    "moment of a decision": sql(f"UPDATE application SET changed_at = '{NAME}'"),
    "day": sql(f"UPDATE achievement SET date = '{NAME}'"),
    "kind": sql(f"UPDATE achievement SET kind = '{NAME}'", f"UPDATE award_line SET kind = '{NAME}'"),
    "kind of applicant": sql(f"UPDATE applicant SET kind = '{NAME}'"),
    "status": sql(f"UPDATE award_line SET status = '{NAME}'"),
    "state": sql(f"UPDATE application_step SET state = '{NAME}'"),
    "rule": sql(f"UPDATE award_line SET rule = '{NAME}'"),
    "sum": sql(f"UPDATE award_line SET amount = '{NAME}'"),
    "text that is none": sql("UPDATE applicant SET name = CAST(x'ff41' AS TEXT)"),
    "policy": sql("UPDATE application SET policy = 'x'"),
    "pack gone": sql("DELETE FROM policy_pack", "UPDATE award_line SET rule = 'shaoguan-2021/x'"),
    "applicant gone": sql("DELETE FROM applicant"),
    "table gone": sql("DROP TABLE award_line"),
    "column gone": sql("ALTER TABLE award_line DROP COLUMN explanation"),
    "no revision": sql("DELETE FROM alembic_version"),
    "first page": page(0),
    "second page": page(1),
    "a page in the middle": page(21),
    "the last page": page(-1),
    "empty page": page(12, b"\0"),
    "cut in half": cut(0.5),
    "cut by a byte": cut(0.99999),
    "nearly nothing left": cut(0.001),
    **{f"flips {seed}": flipped(seed) for seed in range(12)},
}


def quietly(year: int, folder: Path) -> int:
    return run(year, data_dir=folder, progress=lambda *_: None)


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_told_in_a_sentence_that_quotes_nothing(folder: Path, capsys: Capture, damage: str) -> None:
    DAMAGES[damage](folder / DATABASE_NAME)
    before = contents(folder)
    status = quietly(2022, folder)
    told = capsys.readouterr()
    assert status in (0, 1, 2)
    assert (status == 2) == bool(told.err), (status, told)
    assert NAME not in told.err and "Traceback" not in told.err and "SELECT" not in told.err
    assert contents(folder) == before


@pytest.mark.parametrize("damage", ["not JSON", "moment of a decision", "day", "status", "table gone"])
def test_what_is_damaged_is_called_so(folder: Path, capsys: Capture, damage: str) -> None:
    DAMAGES[damage](folder / DATABASE_NAME)
    assert quietly(2022, folder) == 2
    assert "已损坏" in (said := capsys.readouterr().err) or "结构不完整" in said


# --- where nothing may be written ---


@pytest.mark.parametrize("trial", [*map(json.loads, TRIALS.read_text(encoding="utf-8").splitlines())])
def test_a_copy_on_a_medium_that_can_only_be_read(
    whole: Path, tmp_path: Path, capsys: Capture, trial: dict[str, dict[str, object]]
) -> None:
    asked, expected = trial["input"], trial["expected"]
    with faults.small_disk(tmp_path / "medium", "2m") as disk:
        shutil.copy(whole, disk)
        for ending in asked["beside"]:  # type: ignore[attr-defined]
            (disk / f"{DATABASE_NAME}{ending}").touch()
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        assert quietly(asked["year"], disk) == expected["status"]  # type: ignore[arg-type]
        assert str(expected["said"]) in capsys.readouterr().out


def test_a_copy_with_a_log_of_a_crash_on_such_a_medium_is_told(
    whole: Path, tmp_path: Path, capsys: Capture
) -> None:
    with faults.small_disk(tmp_path / "medium", "2m") as disk:
        shutil.copy(whole, tmp_path)
        with closing(sqlite3.connect(tmp_path / DATABASE_NAME)) as writing:
            writing.execute("UPDATE office SET contact = 'x'")
            writing.commit()
            for name in (DATABASE_NAME, f"{DATABASE_NAME}-wal"):
                shutil.copy(tmp_path / name, disk)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        assert quietly(2022, disk) == 2
        assert "复制到硬盘上" in (said := capsys.readouterr().err)
        assert "没有保存" not in said


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_the_way_a_copy_keeps_its_journal_stays(folder: Path, mode: str) -> None:
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection:
        connection.execute(f"PRAGMA journal_mode = {mode}")
    before = contents(folder)
    assert quietly(2022, folder) == 0
    assert contents(folder) == before


def test_a_copy_that_this_user_may_only_read(whole: Path, capsys: Capture) -> None:
    faults.need_program_open_to_all()
    with faults.open_to_all() as outer:
        shutil.copy(whole, outer)
        (outer / DATABASE_NAME).chmod(0o444)
        outer.chmod(0o555)
        with faults.a_common_user():
            assert quietly(2022, outer) == 0
        outer.chmod(0o755)
        (outer / DATABASE_NAME).chmod(0)
        with faults.a_common_user():
            status = quietly(2022, outer)
    if os.name != "nt":
        assert status == 2
        assert "请检查权限" in capsys.readouterr().err


def test_a_transaction_interrupted_in_a_copy_without_a_log_is_told(folder: Path, capsys: Capture) -> None:
    interrupted = """
import os, sqlite3, sys
file = sqlite3.connect(sys.argv[1], isolation_level=None)
file.execute("PRAGMA journal_mode = DELETE")
file.execute("PRAGMA cache_size = 1")
file.execute("BEGIN IMMEDIATE")
file.execute("CREATE TABLE x AS SELECT randomblob(4000) FROM award_line a, award_line b, award_line c")
os._exit(1)
"""
    subprocess.run([sys.executable, "-c", interrupted, str(folder / DATABASE_NAME)], check=False)
    assert (folder / f"{DATABASE_NAME}-journal").exists()
    before = contents(folder)
    assert quietly(2022, folder) == 2
    assert "请先打开一次窗口" in capsys.readouterr().err
    assert contents(folder) == before


def test_while_the_window_is_open_and_writes(folder: Path) -> None:
    store = Store.open(folder)
    store.run(AddPerson(name="黄志强"), CLERK)
    assert quietly(2022, folder) == 0
    store.check()
    store.close()
    assert sorted(os.listdir(folder)) == ["ipdesk.count", DATABASE_NAME]
