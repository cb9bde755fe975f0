"""How long a decision on a thousand applications takes, against evaluations and a bare writing of rows."""

import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path
from shutil import copytree

from ipdesk.models import commands, queries
from ipdesk.models.core.session import Session
from ipdesk.models.evaluation.evaluate import guards_of
from ipdesk.models.reading.application_contents import stored_achievements
from ipdesk.models.reading.evaluate_stored import evaluate_stored
from ipdesk.models.records import Batch, Minutes
from ipdesk.models.store import DATABASE_NAME, Store
from ipdesk.models.workflow import Step
from ipdesk.rules.library.policy_library import standard_library
from tests.actors import CLERK
from tests.bench.report import Figure
from tests.bench.timing import best
from tests.models.desk import Clock, Desk, licence, works

APPLICATIONS = 1000
MOST = 1.3
ROUNDS = 3
_POLICY = standard_library().policy("shaoguan-2021")
_ADDED = ("award_line", "application_step", "audit_entry", "batch", "batch_member")
_CHANGED = "application"


def run() -> list[Figure]:
    """Measure one decision on a thousand applications of two lines each.

    Evaluations are as the decision makes them: with what the database knows of earlier awards.
    """
    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder) / "prepared"
        ids = _prepare(prepared)
        decided = min(_decide(prepared, Path(folder) / f"decided{round}", ids) for round in range(ROUNDS))
        evaluated = best(lambda: _evaluate(prepared, ids), ROUNDS)
        written = min(_write(prepared, Path(folder), round) for round in range(ROUNDS))
    name = f"a decision on {APPLICATIONS:,} applications, of its evaluations and a bare executemany"
    detail = f"{decided:.2f} s; evaluations {evaluated:.2f} s, executemany {written:.2f} s"
    return [Figure(name, decided / (evaluated + written), MOST, False, detail)]


def _prepare(folder: Path) -> tuple[int, ...]:
    """Accept the applications, each of an applicant of its own."""
    clock = Clock()
    with closing(Store.open(folder, clock)) as store:
        desk = Desk(store, _POLICY, clock)
        drafts = [
            desk.draft(desk.register(), works(f"粤作登字-2022-F-{n:08d}"), licence(ref=f"Y2022{n:09d}"))
            for n in range(APPLICATIONS)
        ]
        for draft in drafts:
            desk.accept(draft)
        return tuple(draft.application for draft in drafts)


def _decide(prepared: Path, folder: Path, ids: tuple[int, ...]) -> float:
    """Return how long the step takes that was tried before, in a copy of the database."""
    copytree(prepared, folder)
    clock = Clock()
    minutes = Minutes("局务会纪要〔2024〕5号", clock.today)
    batch = Batch(step=Step.CONFIRM, applications=ids, policies=(_POLICY,), minutes=minutes)
    with closing(Store.open(folder, clock)) as store:
        seen = store.run(commands.TryBatch(batch=batch), CLERK).value.taken
        assert len(seen) == APPLICATIONS
        begin = time.perf_counter()
        store.run(commands.RunBatch(batch=batch, seen=seen), CLERK)
        return time.perf_counter() - begin


def _evaluate(folder: Path, ids: tuple[int, ...]) -> None:
    with closing(Store.open(folder, Clock())) as store:
        assert store.read(_total, ids) > 0


def _total(session: Session, ids: tuple[int, ...]) -> int:
    guards, total = guards_of(queries.office(session)), 0
    for number in ids:
        chosen = [item.achievement for item in stored_achievements(session, number)]
        applicant = queries.applicant(session, number)  # each application has the applicant of its number
        result = evaluate_stored(
            session, _POLICY, applicant, chosen, exclude_application=number, guards=guards
        )
        total += result.total
    return total


def _write(prepared: Path, folder: Path, round: int) -> float:
    """Return how long a bare connection takes to write the same rows, in one transaction."""
    copytree(prepared, folder / f"written{round}")
    with (
        closing(sqlite3.connect(folder / "decided0" / DATABASE_NAME)) as source,
        closing(sqlite3.connect(folder / f"written{round}" / DATABASE_NAME, isolation_level=None)) as target,
    ):
        target.execute("PRAGMA synchronous = FULL")
        lines = source.execute("SELECT * FROM award_line").fetchall()
        added = {table: _new_rows(source, target, table) for table in _ADDED if table != "award_line"}
        changed = source.execute(f"SELECT * FROM {_CHANGED}").fetchall()
        columns = [row[1] for row in source.execute(f"PRAGMA table_info({_CHANGED})")]
        setting = ", ".join(f"{name} = ?" for name in columns[1:])
        begin = time.perf_counter()
        target.execute("BEGIN IMMEDIATE")
        target.execute("DELETE FROM award_line")
        for table, rows in {"award_line": lines, **added}.items():
            target.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        updates = [(*row[1:], row[0]) for row in changed]
        target.executemany(f"UPDATE {_CHANGED} SET {setting} WHERE id = ?", updates)
        target.execute("COMMIT")
        return time.perf_counter() - begin


def _new_rows(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    known = target.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    return source.execute(f"SELECT * FROM {table} LIMIT -1 OFFSET {known}").fetchall()
