"""What is said in SQLite and compiled once, and which locks are asked for where several write at once."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import Engine, Integer, create_engine, event, literal, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from ipdesk.models import commands, queries
from ipdesk.models.records import SavedDraft
from ipdesk.models.store import DATABASE_NAME, Store
from ipdesk.models.tables import dialect
from ipdesk.rules.core.result import Result
from ipdesk.rules.evaluation.policy import Policy
from tests.actors import CLERK
from tests.models.desk import OFFICE, Clock, Desk, licence
from tests.stores import with_database

# Few signs, so that they meet: plain ones, and such as mean something in a pattern, in SQL or to case.
SIGNS = st.text(alphabet="示%_\\'*[aA\n", max_size=4)
MEMORY = create_engine("sqlite://")


@given(SIGNS, SIGNS)
@example("A", "a")
@example("示例", "示_")
@example("示例", "%")
@example("示%例", "%")
@example("\\", "\\")
def test_a_text_is_found_sign_by_sign(text: str, part: str) -> None:
    with MEMORY.connect() as connection:
        assert connection.scalar(select(dialect.contains(literal(text), part))) == (part in text)


def test_a_lock_is_the_same_number_everywhere_and_for_these_names_alone() -> None:
    # printf 'policy\nshaoguan-2021' | sha256sum, the first 16 digits
    assert dialect.lock_key("policy", "shaoguan-2021") % 2**64 == 0x98CA1FE85AFE13ED
    keys = {dialect.lock_key(*names) for names in (("a", 1), ("a", "11"), ("a1",), ("a", 1, 1), (1, "a"))}
    assert len(keys) == 5 and all(-(2**63) <= key < 2**63 for key in keys)


class Seven(FunctionElement[int]):
    """A seven of which can be told how often it was compiled."""

    type, inherit_cache, compiled = Integer(), True, 0


@compiles(Seven)
def _seven(*_: object, **__: object) -> str:
    Seven.compiled += 1
    return "7"


def test_what_was_compiled_for_one_file_is_not_compiled_for_the_next(tmp_path: Path) -> None:
    for name in ("first", "second"):
        with closing(Store.open(with_database(tmp_path / name))) as store:
            assert store.read(lambda session: session.scalar(select(Seven()))) == 7
    assert Seven.compiled == 1


# --- locks, asked for as where there are several writers ---

Log = list[int | str]


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    """Have every lock asked for; collect the numbers of locks, and the statements between them."""
    monkeypatch.setattr(dialect, "ONE_WRITER", frozenset())
    heard: Log = []

    def connected(raw: sqlite3.Connection, _: object) -> None:
        raw.create_function("pg_advisory_xact_lock", 1, heard.append)

    def running(_: object, cursor: object, statement: str, *others: object) -> None:
        if "pg_advisory_xact_lock" not in statement:
            heard.append(statement)

    event.listen(Engine, "connect", connected)
    event.listen(Engine, "before_cursor_execute", running)
    yield heard
    event.remove(Engine, "connect", connected)
    event.remove(Engine, "before_cursor_execute", running)


@pytest.fixture
def desk(log: Log, data_dir: Path, new_database: Path, policy: Policy, clock: Clock) -> Iterator[Desk]:
    shutil.copy(new_database, data_dir / DATABASE_NAME)
    with closing(Store.open(data_dir, clock)) as store:
        yield Desk(store, policy, clock)


LOCKS = {
    dialect.lock_key(*names): "lock " + " ".join(map(str, names))
    for names in (
        ("applicants",), ("audit",), ("office",), ("policy", "shaoguan-2021"), ("application", 1),
        ("calls",), ("series", "application", 2024), ("series", "letter 示知资", 2024),
    )
}  # fmt: skip
GUARDED = {"applicant", "application", "award_line", "call", "number_series", "office"}


def order(log: Log, run: Callable[[], object]) -> list[str]:
    """Return what was locked, and which of the guarded tables came into a statement, when it first did."""
    log.clear()
    run()
    found: list[str] = []
    for entry in log:
        found += (
            [LOCKS[entry]] if isinstance(entry, int) else [word for word in entry.split() if word in GUARDED]
        )
    return list(dict.fromkeys(found))


def test_applicants_and_office_are_locked_before_they_are_read(log: Log, desk: Desk) -> None:
    details = desk.details()
    register = commands.RegisterApplicant(details=details)
    change = commands.ChangeApplicant(applicant=1, revision=1, details=details)
    for command in (register, change):
        found = order(log, partial(desk.store.run, command, CLERK))
        assert found[:2] == ["lock applicants", "applicant"]
    change_office = commands.ChangeOffice(office=OFFICE, shown=desk.store.read(queries.office))
    changed = order(log, lambda: desk.store.run(change_office, CLERK))
    assert changed == ["lock office", "office", "lock audit"]


def test_steps_are_locked_before_what_they_judge_is_read(log: Log, desk: Desk) -> None:
    applicant = desk.register()
    drafts: list[SavedDraft] = []
    begun = order(log, lambda: drafts.append(desk.draft(applicant, licence())))
    assert begun.index("lock series application 2024") < begun.index("number_series")
    judged = ["lock policy shaoguan-2021", "lock application 1", "application"]
    results: list[Result] = []
    accepted = order(log, lambda: results.append(desk.accept(drafts[0])))
    confirmed = order(log, lambda: desk.store.run(desk.confirming(1, results[0]), CLERK))
    for found in (accepted, confirmed):
        assert found[-1] == "lock audit", "two that wait for each other would wait for ever"
        assert found[:3] == judged and found.index("award_line") > 2
    assert accepted.index("lock calls") < accepted.index("call")
    issued = order(log, lambda: desk.issue(1))
    assert issued[:2] == ["lock application 1", "application"]
    assert issued.index("lock series letter 示知资 2024") < issued.index("number_series")
