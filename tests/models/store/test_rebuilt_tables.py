"""The step that declares money with 64 bits makes tables anew: what is in and beside them stays as it was."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from ipdesk.models.core.errors import DamagedDatabase
from ipdesk.models.migrations import HEAD
from ipdesk.models.store import Store
from ipdesk.models.store.database import writing
from ipdesk.models.store.migrate import downgrade, stored_revision, upgrade
from tests.models.store.test_migrations import NOW, engine, fill, rows, tables
from tests.places import ROOT

__all__ = ["engine"]

BEFORE, AFTER = "0010", "0011"

# What every office may come to have: sums above 32 bits, signs of all kinds, gaps in the ids.
LARGE, LARGER = 2147483648, 9007199254740991
MORE = [
    f"INSERT INTO application VALUES (7, '2024-0007', 1, 'p', 2022, 'notified', 1, {LARGER}, {LARGE}, 0,"
    f" '2024-06-20', 1, '纪要“3”号 '' \\ % 𠮷', NULL, '{NOW}')",
    f"INSERT INTO award_line VALUES (9, 7, 1, 0, '1', 'p/1', '一', 'awarded', {LARGER}, {LARGE}, 2147483647,"
    " char(10) || '理由' || char(9), '{\"a\": [1]}', 'p', 'abc', 1, 'gi_product', 2022, NULL, '{}')",
    "INSERT INTO award_line VALUES (3, 7, 1, 1, '2', 'p/2', '', 'undecided', 0, 0, NULL, '', '{}', 'p',"
    " 'abc', 1, 'gi_product', 2022, '', '{}')",
    f"INSERT INTO decision VALUES (4, 7, '1', 'p/1', {LARGE}, 1, '{NOW}')",
    *(f"INSERT INTO application_step VALUES ({number}, 7, '{state}', '{NOW}', 1, '')"
      for number, state in enumerate(("draft", "accepted", "confirmed", "notified"), start=2)),
    f"INSERT INTO letter VALUES (5, 7, '示知资〔2024〕5号', '2024-06-20', {LARGE}, '{NOW}', 1, 'ff')",
    "INSERT INTO letter_content VALUES (5, '{}', x'00ff25')",
]  # fmt: skip
ANOTHER = [
    "CREATE TEMP TABLE copied AS SELECT * FROM application LIMIT 1",
    "UPDATE copied SET id = {id}, number = 'another'",
    "INSERT INTO application SELECT * FROM copied",
    "DROP TABLE copied",
]


def add_application(connection: Connection, number: str) -> None:
    for statement in ANOTHER:
        connection.exec_driver_sql(statement.format(id=number))


def beside(connection: Connection) -> list[tuple[object, ...]]:
    """Return indexes, triggers, which ids were given out last, and the types in which values are kept."""
    others = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type <> 'table' ORDER BY type, name"
    found = [tuple(row) for row in connection.exec_driver_sql(others)]
    found += [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM sqlite_sequence ORDER BY name")]
    for table in sorted(tables(connection)):
        columns = [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
        kinds = ", ".join(f'typeof("{column}")' for column in columns)
        found += [(table, *row) for row in connection.exec_driver_sql(f"SELECT {kinds} FROM {table}")]
    return found


def described(connection: Connection) -> dict[str, str]:
    made = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
    return {name: sql.replace('"', "") for name, sql in connection.exec_driver_sql(made)}


@pytest.fixture
def full(engine: Engine) -> Engine:
    """Return the engine of a database as it was before the step."""
    with writing(engine).begin() as connection:
        fill(connection, BEFORE)
        for statement in MORE:
            connection.exec_driver_sql(statement)
        # Given out and thrown away: never again.
        add_application(connection, "20")
        connection.exec_driver_sql("DELETE FROM application WHERE id = 20")
    return engine


def test_the_step_changes_what_is_declared_and_nothing_else(full: Engine) -> None:
    with writing(full).begin() as connection:
        before = rows(connection), beside(connection)
        was = described(connection)
        upgrade(connection, AFTER)
        assert (rows(connection), beside(connection)) == before
        now = described(connection)
        assert {name for name in was if was[name] != now[name]} == {
            "application", "application_step", "award_line", "decision", "letter",
        }  # fmt: skip
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        downgrade(connection, BEFORE)
        assert (rows(connection), beside(connection), described(connection)) == (*before, was)


def test_after_the_step_what_stands_is_guarded_and_the_tables_name_no_state(full: Engine) -> None:
    with writing(full).begin() as connection:
        upgrade(connection, AFTER)
        for wrong, told in {
            "UPDATE award_line SET amount = 0 WHERE id = 9": "never changed",
            "REPLACE INTO letter SELECT * FROM letter": "never changed",
            "UPDATE award_line SET amount = 1.5 WHERE id = 3": "CHECK",
            "UPDATE application SET computed = -1": "CHECK",
        }.items():
            with pytest.raises(IntegrityError, match=told):
                connection.exec_driver_sql(wrong)
        connection.exec_driver_sql("UPDATE application SET state = 'paid_out' WHERE id = 7")
        connection.exec_driver_sql("UPDATE application_step SET state = 'paid_out' WHERE application_id = 7")
        add_application(connection, "NULL")
        assert connection.exec_driver_sql("SELECT max(id) FROM application").scalar() == 21
        with pytest.raises(IntegrityError, match="CHECK"):
            downgrade(connection, BEFORE)


def test_a_description_that_is_not_the_programs_own_is_left_alone(full: Engine, data_dir: Path) -> None:
    with writing(full).begin() as connection:
        connection.exec_driver_sql("ALTER TABLE decision RENAME COLUMN amount TO total")
        was = described(connection)
    full.dispose()
    with pytest.raises(DamagedDatabase, match="表 decision"):
        Store.open(data_dir)
    with full.connect() as connection:
        assert (stored_revision(connection), described(connection)) == (BEFORE, was)


KILLED = """
import os, sys
from pathlib import Path
from sqlalchemy import Engine, event
from ipdesk.models.store import Store

@event.listens_for(Engine, "after_cursor_execute")
def end(connection, cursor, statement, *others):
    if statement == "DROP TABLE award_line":
        os._exit(9)

Store.open(Path(sys.argv[1]))
"""


def test_a_program_that_ends_in_the_middle_leaves_everything_for_the_next_start(
    full: Engine, data_dir: Path
) -> None:
    with full.connect() as connection:
        before = rows(connection), beside(connection)
    full.dispose()
    done = subprocess.run([sys.executable, "-c", KILLED, str(data_dir)], cwd=ROOT, check=False)
    assert done.returncode == 9
    with full.connect() as connection:
        assert stored_revision(connection) == BEFORE
        assert (rows(connection), beside(connection)) == before
    full.dispose()
    Store.open(data_dir).close()
    with full.connect() as connection:
        assert stored_revision(connection) == HEAD
        for name in ("application", "application_step", "award_line", "decision", "letter"):
            # A later step may have added columns behind.
            kept = before[0][name]
            assert [row[: len(kept[0])] for row in rows(connection)[name]] == kept
