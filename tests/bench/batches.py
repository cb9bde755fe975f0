"""How long a step for a thousand applications takes, against evaluations and a bare writing of rows."""

import sqlite3
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from shutil import copytree

from ipdesk.models import commands, queries
from ipdesk.models.core.session import Session
from ipdesk.models.evaluation.evaluate import guards_of
from ipdesk.models.reading.application_contents import stored_achievements
from ipdesk.models.reading.evaluate_stored import evaluate_stored
from ipdesk.models.records import Batch, Minutes
from ipdesk.models.store import DATABASE_NAME, Store
from ipdesk.models.workflow import Procedure, State, Step
from ipdesk.rules.library.policy_library import standard_library
from tests.actors import CLERK
from tests.bench.report import Figure
from tests.bench.timing import best
from tests.models.desk import OFFICE, Clock, Desk, licence, works

APPLICATIONS = 1000
MOST = 1.3
ROUNDS = 3
STEPS = {Step.CONFIRM: "a decision on", Step.PROPOSE: "proposing", Step.WITHDRAW: "withdrawing"}
"""The steps that are measured, and what they are called; the last is one that writes nothing but itself."""
_POLICY = standard_library().policy("shaoguan-2021")
_ADDED = ("application_step", "audit_entry", "batch", "batch_member", "proposal", "proposal_line")
_CHANGED = "application"


def run() -> list[Figure]:
    """Measure steps for a thousand applications of two lines each.

    Evaluations are as the decision makes them: with what the database knows of earlier awards.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ids = _prepare(folder / "prepared")
        evaluated = best(lambda: _evaluate(folder / "prepared", ids), ROUNDS)
        return [_figure(folder, step, ids, evaluated) for step in STEPS]


def _figure(folder: Path, step: Step, ids: tuple[int, ...], evaluated: float) -> Figure:
    taken = min(_take(folder, step, round, ids) for round in range(ROUNDS))
    written = min(_write(folder, step, round) for round in range(ROUNDS))
    name = f"{STEPS[step]} {APPLICATIONS:,} applications, of their evaluations and a bare executemany"
    detail = f"{taken:.2f} s; evaluations {evaluated:.2f} s, executemany {written:.2f} s"
    return Figure(name, taken / (evaluated + written), MOST, False, detail)


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


def _take(folder: Path, step: Step, round: int, ids: tuple[int, ...]) -> float:
    """Return how long the step takes that was tried before, in a copy of the database."""
    own = folder / f"{step.name}{round}"
    copytree(folder / "prepared", own)
    clock = Clock()
    minutes = Minutes("局务会纪要〔2024〕5号", clock.today)
    batch = Batch(
        step=step, applications=ids, policies=(_POLICY,), minutes=minutes, reason="申请人来函撤回申请"
    )
    with closing(Store.open(own, clock)) as store:
        if step is Step.PROPOSE:
            procedure = Procedure(frozenset({State.PROPOSED}))
            store.run(commands.ChangeOffice(office=replace(OFFICE, procedure=procedure)), CLERK)
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


def _write(folder: Path, step: Step, round: int) -> float:
    """Return how long a bare connection takes to write the same rows, in one transaction."""
    own = folder / f"{step.name}-bare{round}"
    copytree(folder / "prepared", own)
    with (
        closing(sqlite3.connect(folder / f"{step.name}0" / DATABASE_NAME)) as source,
        closing(sqlite3.connect(own / DATABASE_NAME, isolation_level=None)) as target,
    ):
        target.execute("PRAGMA synchronous = FULL")
        added = {table: _new_rows(source, target, table) for table in _ADDED}
        if step is Step.CONFIRM:
            added["award_line"] = source.execute("SELECT * FROM award_line").fetchall()
        changed = source.execute(f"SELECT * FROM {_CHANGED}").fetchall()
        columns = [row[1] for row in source.execute(f"PRAGMA table_info({_CHANGED})")]
        setting = ", ".join(f"{name} = ?" for name in columns[1:])
        begin = time.perf_counter()
        target.execute("BEGIN IMMEDIATE")
        if step is Step.CONFIRM:
            target.execute("DELETE FROM award_line")
        for table, rows in added.items():
            if rows:
                target.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        updates = [(*row[1:], row[0]) for row in changed]
        target.executemany(f"UPDATE {_CHANGED} SET {setting} WHERE id = ?", updates)
        target.execute("COMMIT")
        return time.perf_counter() - begin


def _new_rows(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    known = target.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    return source.execute(f"SELECT * FROM {table} LIMIT -1 OFFSET {known}").fetchall()
