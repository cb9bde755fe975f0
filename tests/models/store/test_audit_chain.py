"""The chain of the audit log: who writes it, and that whatever is done to it past the program is noticed."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.core.actor import NOBODY
from ipdesk.models.core.audit_chain import Break, BrokenEntry, EntryContent, chained, chained_hash
from ipdesk.models.records import AuditCheck, Checkpoint
from ipdesk.models.services.audit_check import break_text, check_audit_log
from ipdesk.models.store import DATABASE_NAME, Store
from ipdesk.models.store.audit_checkpoint import stored_checkpoint
from ipdesk.models.store.backup import keep_copy
from ipdesk.models.store.high_water_mark import mark_path, stored_mark
from tests.actors import CLERK
from tests.models.begun import begun
from tests.models.desk import Desk, cultivation, licence, works

# printf of the array | sha256sum
HASHES = [
    (
        EntryContent("2024-06-20T01:00:00.000000+00:00", 1, "open", "application 1", ""),
        "0c4d69bb46b72df97d8b87e1a0b9916004bfcde2ed1a13afa6392dc22ccc50cf",
    ),
    (
        EntryContent("2024-06-20T01:00:00.000000+00:00", None, "chain", "office 1", '示例 "a"'),
        "49dcc66e5ca300a803149631134b2940bfde2579fe744462d8fe660d3ee9d2af",
    ),
]


@pytest.mark.parametrize(("content", "wanted"), HASHES)
def test_the_hash_of_an_entry_can_be_computed_by_other_programs(content: EntryContent, wanted: str) -> None:
    assert chained_hash("", content) == wanted


def test_each_hash_stands_on_the_one_before() -> None:
    contents = [content for content, _ in HASHES]
    links = list(chained("", contents))
    assert links[0] == ("", HASHES[0][1])
    assert links[1] == (HASHES[0][1], chained_hash(HASHES[0][1], contents[1]))


@begun
def logged(desk: Desk) -> None:
    """Leave 11 entries, among them several of one command."""
    desk.issue(desk.confirmed(desk.register(), licence(), works()))
    desk.accept(desk.draft(desk.register(), cultivation()))


@pytest.fixture
def folder(data_dir: Path, desk: Desk, logged: None) -> Path:
    """Return the folder of the database, closed."""
    desk.store.close()
    return data_dir


def check(folder: Path, *, whole: bool = True) -> AuditCheck:
    with closing(Store.open(folder)) as store:
        return check_audit_log(store, NOBODY, whole=whole)


def actions(folder: Path) -> list[str]:
    with closing(Store.open(folder)) as store:
        return [entry.action for entry in store.read(queries.audit_entries)][::-1]


def past_the_program(folder: Path, *statements: str) -> None:
    """Run statements as somebody with another program would: without triggers, which are made again."""
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _, sql in guards:
            connection.execute(sql)
        connection.commit()


def test_every_entry_follows_the_one_before_in_the_order_written(folder: Path) -> None:
    found = check(folder)
    assert (found.broken, found.entries) == (None, 11)
    assert actions(folder) == [
        "set_up", "add", "register", "open", "accepted", "confirmed", "notified", "issue",
        "register", "open", "accepted",
    ]  # fmt: skip


COLUMNS = "at, person_id, action, record, fields, previous, hash"
HARMS = {
    "another person": ("UPDATE audit_entry SET person_id = NULL WHERE id = 5", BrokenEntry(5, Break.CHANGED)),
    "another moment": ("UPDATE audit_entry SET at = replace(at, '2024', '2023') WHERE id = 1",
                       BrokenEntry(1, Break.CHANGED)),
    "another action": ("UPDATE audit_entry SET action = 'x' WHERE id = 3", BrokenEntry(3, Break.CHANGED)),
    "another hash": ("UPDATE audit_entry SET hash = replace(hash, 'a', 'b') WHERE id = 4",
                     BrokenEntry(4, Break.CHANGED)),
    "one taken out": ("DELETE FROM audit_entry WHERE id = 6", BrokenEntry(7, Break.DETACHED)),
    "the first taken out": ("DELETE FROM audit_entry WHERE id = 1", BrokenEntry(2, Break.DETACHED)),
    "one copied to the end": (
        f"INSERT INTO audit_entry ({COLUMNS}) SELECT {COLUMNS} FROM audit_entry WHERE id = 2",
        BrokenEntry(12, Break.DETACHED)),
    "the last cut off": ("DELETE FROM audit_entry WHERE id >= 10", BrokenEntry(9, Break.CUT_OFF)),
    "all gone": ("DELETE FROM audit_entry", BrokenEntry(0, Break.CUT_OFF)),
}  # fmt: skip


@pytest.mark.parametrize("name", HARMS)
def test_whatever_is_done_past_the_program_is_noticed_written_down_and_told_once(
    folder: Path, name: str
) -> None:
    statement, broken = HARMS[name]
    past_the_program(folder, statement)
    found = check(folder, whole=False)
    assert found.broken == broken
    text = break_text(found)
    assert text.startswith("操作记录") and (f"第 {broken.id} 条" in text) == bool(broken.id)
    with closing(Store.open(folder)) as store:
        [noted, *_] = store.read(queries.audit_entries)
    assert (noted.action, noted.by) == ("chain_broken", "")
    assert noted.fields == (broken.how.value, f"entry:{broken.id}")
    assert check(folder, whole=False).broken is None, "told once"
    check(folder)
    assert actions(folder).count("chain_broken") == 1


def test_a_chain_made_anew_from_a_changed_entry_on_is_noticed_by_what_stood_beside_it(folder: Path) -> None:
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection:
        rows = connection.execute(
            "SELECT id, at, person_id, action, record, fields FROM audit_entry"
        ).fetchall()
    contents = [EntryContent(*row[1:]) for row in rows]
    contents[4] = contents[4]._replace(person=None)
    past_the_program(
        folder,
        "UPDATE audit_entry SET person_id = NULL WHERE id = 5",
        *(
            f"UPDATE audit_entry SET previous = '{previous}', hash = '{own}' WHERE id = {row[0]}"
            for row, (previous, own) in zip(rows, chained("", contents), strict=True)
        ),
    )
    assert check(folder, whole=False).broken == BrokenEntry(11, Break.CUT_OFF)


def test_the_next_check_only_looks_at_what_is_new(folder: Path) -> None:
    assert check(folder, whole=False).entries == 11
    past_the_program(folder, "UPDATE audit_entry SET action = 'change' WHERE id = 3")
    with closing(Store.open(folder)) as store:
        store.run(commands.AddPerson(name="黄志强"), CLERK)
    found = check(folder, whole=False)
    assert (found.entries, found.broken) == (1, None)
    assert check(folder).broken == BrokenEntry(3, Break.CHANGED)


def test_what_was_checked_and_is_there_no_more_makes_the_check_begin_at_the_first(folder: Path) -> None:
    reached = check(folder, whole=False).last
    assert stored_checkpoint(folder / DATABASE_NAME) == reached
    mark_path(folder / DATABASE_NAME).unlink()
    past_the_program(folder, "DELETE FROM audit_entry WHERE id > 7")
    assert check(folder, whole=False).broken == BrokenEntry(7, Break.CUT_OFF)


def test_a_checkpoint_that_cannot_be_read_only_makes_more_work(folder: Path) -> None:
    check(folder, whole=False)
    (folder / "ipdesk.checked").write_bytes(b"ipdesk-checked 1 3 abc")
    assert stored_checkpoint(folder / DATABASE_NAME) == Checkpoint()
    assert check(folder, whole=False).entries == 11


def test_two_desks_that_write_at_once_make_one_chain(folder: Path) -> None:
    with closing(Store.open(folder)) as one, closing(Store.open(folder)) as other:
        threads = [
            threading.Thread(target=add_people, args=(store, prefix))
            for store, prefix in ((one, "甲"), (other, "乙"))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        found = one.check_audit(whole=True)
    assert (found.entries, found.broken) == (31, None)


def add_people(store: Store, prefix: str) -> None:
    for number in range(10):
        store.run(commands.AddPerson(name=f"{prefix}{number}"), CLERK)


def test_the_mark_and_a_backup_hold_the_last_hash(folder: Path) -> None:
    with closing(Store.open(folder)) as store:
        last = store.read(queries.last_audit_hash)
    path = folder / DATABASE_NAME
    mark = stored_mark(path)
    assert mark is not None and mark.last == last
    copy = keep_copy(path, "9999")
    kept = stored_mark(copy)
    assert kept is not None and (kept.last, kept.reached) == (last, mark.reached)
    assert sorted(one.suffix for one in folder.glob("ipdesk-9999*")) == [".count", ".sqlite"]
