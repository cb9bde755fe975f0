"""What was granted, issued, used or written into the log can be neither changed nor replaced, by any door."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ipdesk.models import queries
from ipdesk.models.core.errors import DamagedDatabase
from ipdesk.models.migrations import TRIGGERS
from ipdesk.models.store import DATABASE_NAME, Store
from tests.models.begun import begun
from tests.models.desk import Desk, licence, works
from tests.stores import with_database


@begun
def filled(desk: Desk) -> None:
    """Have a letter and, beside it, an accepted application."""
    desk.issue(desk.confirmed(desk.register(), licence(), works()))
    desk.accept(desk.draft(desk.register(), works("粤作登字-2022-F-00000900")))


@pytest.fixture
def file(filled: None, data_dir: Path) -> Iterator[sqlite3.Connection]:
    """Return a bare connection to the database."""
    with closing(sqlite3.connect(data_dir / DATABASE_NAME, isolation_level=None)) as connection:
        yield connection


def everything(file: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    tables = ("award_line", "letter", "letter_content", "policy_pack", "audit_entry")
    return [file.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall() for table in tables]


REPLACEMENTS = {
    "sum of a granted line": ("award_line", {"amount": "amount * 10", "granted": "granted * 10"}),
    "the line in its place": ("award_line", {"id": "id + 1000", "amount": "amount * 10"}),
    "granted made open": ("award_line", {"granted": "NULL"}),
    "letter": ("letter", {"amount": "amount * 10"}),
    "letter of the same number": ("letter", {"id": "id + 1000"}),
    "content": ("letter_content", {"pdf": "x'25'"}),
    "pack": ("policy_pack", {"content": "x'00'"}),
    "log": ("audit_entry", {"action": "'nothing'"}),
}


@pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE"])
@pytest.mark.parametrize("name", REPLACEMENTS)
def test_a_row_that_stands_is_not_replaced(file: sqlite3.Connection, verb: str, name: str) -> None:
    table, changed = REPLACEMENTS[name]
    columns = [row[1] for row in file.execute(f"PRAGMA table_info({table})")]
    values = ", ".join(changed.get(column, column) for column in columns)
    standing = " WHERE granted IS NOT NULL" if table == "award_line" else ""
    before = everything(file)
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        file.execute(f"{verb} INTO {table} SELECT {values} FROM {table}{standing} LIMIT 1")
    assert everything(file) == before


@pytest.mark.parametrize(
    "moved",
    [
        "id = (SELECT max(id) FROM award_line WHERE granted IS NOT NULL)",
        "application_id = 1, position = 0",
    ],
)
def test_a_line_that_waits_does_not_push_a_granted_one_out(file: sqlite3.Connection, moved: str) -> None:
    before = everything(file)
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        file.execute(f"UPDATE OR REPLACE award_line SET {moved} WHERE granted IS NULL")
    assert everything(file) == before


def test_what_only_waits_is_still_computed_anew(file: sqlite3.Connection, desk: Desk) -> None:
    waiting = "SELECT * FROM award_line WHERE granted IS NULL LIMIT 1"
    file.execute(f"INSERT OR REPLACE INTO award_line {waiting}")
    file.execute("UPDATE award_line SET amount = 0 WHERE granted IS NULL")
    assert desk.issue(desk.confirmed(desk.register(), works("粤作登字-2022-F-00000700"))).id == 2


def test_a_pdf_is_not_shown_once_it_is_another(file: sqlite3.Connection, desk: Desk) -> None:
    letter = desk.store.read(queries.letters)[0]
    file.execute("DROP TRIGGER letter_content_no_update")
    file.execute("UPDATE letter_content SET pdf = CAST(replace(CAST(pdf AS TEXT), '1', '7') AS BLOB)")
    with pytest.raises(DamagedDatabase, match=r"〔2024〕1号 的 PDF 与发出时的不同"):
        desk.store.read(queries.letter, letter.id)


# --- what was taken out of the schema ---


@pytest.mark.parametrize("trigger", sorted(TRIGGERS))
def test_a_trigger_that_is_gone_is_told_at_the_start(data_dir: Path, trigger: str) -> None:
    refuse_after(with_database(data_dir), f"DROP TRIGGER {trigger}", trigger)


@pytest.mark.parametrize(
    ("done", "named"),
    [
        ("DROP TABLE decision_draft", "decision_draft"),
        ("ALTER TABLE office DROP COLUMN contact", "office.contact"),
        ("ALTER TABLE letter RENAME TO letters", "letter"),
    ],
)
def test_a_table_or_column_that_is_gone_is_told_at_the_start(data_dir: Path, done: str, named: str) -> None:
    refuse_after(with_database(data_dir), done, named)
    with pytest.raises(DamagedDatabase, match=named):
        Store.open_to_read(data_dir)


def refuse_after(folder: Path, done: str, named: str) -> None:
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection:
        connection.execute(done)
        connection.commit()
    before = (folder / DATABASE_NAME).read_bytes()
    with pytest.raises(DamagedDatabase, match=f"缺少.*{named}"):
        Store.open(folder)
    assert (folder / DATABASE_NAME).read_bytes() == before
