"""Tables and statements are such as PostgreSQL takes, too; compiled for it, without a server.

What was tried on a server, and what only a server tells, stands in docs/decisions/0601-two-databases.md.
"""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import Boolean, ClauseElement, Engine, Insert, Update, create_mock_engine, event
from sqlalchemy.dialects.postgresql import psycopg

from ipdesk.models import commands, queries
from ipdesk.models.store import DATABASE_NAME
from ipdesk.models.tables import Base
from ipdesk.models.workflow import Step
from ipdesk.models.workflow.demands import DEMANDS
from ipdesk.rules.library.policy_library import standard_library
from tests.models.desk import Clock, Desk
from tests.models.tables.journey import Recorded, questions, write_everything

POSTGRESQL = psycopg.dialect()

# What the program calls. Whoever adds one looks first whether PostgreSQL has it, of this name.
FUNCTIONS = {
    "coalesce", "count", "length", "lower", "max", "min", "refuse_change",
    "refuse_change_of_award_line", "refuse_change_of_departure", "refuse_change_of_unpublished_change",
    "refuse_change_of_upper_answer", "replace", "strpos", "substr", "sum",
    "trim",
}  # fmt: skip
OF_SQLITE = re.compile(
    r"\b(autoincrement|glob|ifnull|instr|pragma|raise\s*\(|rowid|sqlite\w*|typeof|insert\s+or|update\s+or)\b",
    re.IGNORECASE,
)
# Adding 64-bit numbers up, PostgreSQL answers a decimal.
AGGREGATE = re.compile(r"(count|max|min)\(|CAST\(coalesce\(sum\(")
BARE_SUM = re.compile(r"(?<!CAST\(coalesce\()sum\(")


Values = list[dict[str, object]]


class Told(NamedTuple):
    """What ran: statements as PostgreSQL gets them, by which commands and queries, and what steps left."""

    statements: list[str]
    store: Recorded
    left: dict[str, set[str]]


def compiled(statement: ClauseElement, **how: object) -> str:
    return str(statement.compile(dialect=POSTGRESQL, **how))


@contextmanager
def heard() -> Iterator[list[str]]:
    """Collect what runs in the block, as PostgreSQL would get it."""
    found: list[str] = []

    def hear(_: object, statement: ClauseElement, many: Values, one: dict[str, object], __: object) -> None:
        found.append(compiled(statement, column_keys=sorted(many[0] if many else one) or None))

    with _listening("before_execute", hear):
        yield found


@contextmanager
def records_of_steps() -> Iterator[dict[str, set[str]]]:
    """Collect, by the step that a transaction takes, the tables into which it writes rows."""
    left: dict[str, set[str]] = defaultdict(set)
    tables, steps = set[str](), set[str]()

    def hear(_: object, statement: ClauseElement, many: Values, one: dict[str, object], __: object) -> None:
        if isinstance(statement, Insert | Update):
            tables.add(statement.table.name)
            if statement.table.name == "application_step":
                steps.update(str(row["step"]) for row in many or [one])

    def end(_: object) -> None:
        for step in steps:
            left[step] |= tables
        tables.clear()
        steps.clear()

    with _listening("before_execute", hear), _listening("commit", end):
        yield left


@contextmanager
def _listening(name: str, listener: Callable[..., None]) -> Iterator[None]:
    event.listen(Engine, name, listener)
    try:
        yield
    finally:
        event.remove(Engine, name, listener)


@pytest.fixture(scope="module")
def told(new_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder, clock = tmp_path_factory.mktemp("told"), Clock()
    shutil.copy(new_database, folder / DATABASE_NAME)
    with heard() as found, records_of_steps() as left, closing(Recorded.open(folder, clock)) as store:
        desk = Desk(store, standard_library().policy("shaoguan-2021"), clock)
        write_everything(desk, folder / "policies")
        for question in questions(store):
            question()
    return Told(found, store, left)


@pytest.fixture(scope="module")
def tables() -> list[str]:
    """Return the statements that make a database of PostgreSQL."""
    made: list[str] = []
    engine = create_mock_engine("postgresql+psycopg://", lambda ddl, *_, **__: made.append(compiled(ddl)))
    Base.metadata.create_all(engine, checkfirst=False)
    return made


def faults(statement: str) -> list[str]:
    """Return what PostgreSQL would not know, refuse, or answer otherwise."""
    bare = " ".join(re.sub(r"'[^']*'", "''", statement).split())
    unknown = set(re.findall(r"\b([a-z_][a-z_0-9]*)\(", bare)) - FUNCTIONS
    return [*sorted(unknown), *OF_SQLITE.findall(bare), *BARE_SUM.findall(bare), *_unsorted(bare)]


def _unsorted(statement: str) -> list[str]:
    """Return what is selected but not grouped by, and what is ordered by but not among what is distinct."""
    found = re.match(
        r"SELECT (?P<distinct>DISTINCT )?(?P<selected>.*?) FROM .*?( GROUP BY (?P<grouped>.*?))?"
        r"( ORDER BY (?P<ordered>.*?))?( LIMIT .*)?$",
        statement,
    )
    if found is None:
        return []
    selected = _parts(re.sub(r" AS \w+(?=,|$)", "", found["selected"]))
    grouped = _parts(found["grouped"] or "")
    loose = (
        [part for part in selected if not AGGREGATE.match(part) and part not in grouped] if grouped else []
    )
    ordered = [part.removesuffix(" DESC") for part in _parts(found["ordered"] or "")]
    return [*loose, *([part for part in ordered if part not in selected] if found["distinct"] else [])]


def _parts(listed: str) -> list[str]:
    """Return the parts of a list between commas that stand in no brackets."""
    return [part for part in re.split(r", (?![^(]*\))", listed) if part]


def test_every_command_and_every_query_was_run(told: Told) -> None:
    simple = {"TakeStep"} if not any(step.simple for step in Step) else set()
    assert told.store.commands == set(commands.__all__) - {"Command"} - simple
    assert told.store.queries == set(queries._MODULE_OF)


def test_statements_hold_nothing_of_sqlite(told: Told) -> None:
    assert {text: wrong for text in told.statements if (wrong := faults(text))} == {}
    assert len(set(told.statements)) > 80


def test_tables_hold_nothing_of_sqlite(tables: list[str]) -> None:
    assert {text: wrong for text in tables if (wrong := faults(text))} == {}


@pytest.mark.parametrize(
    ("statement", "wrong"),
    [
        ("SELECT instr(a.b, 'x') FROM a", ["instr", "instr"]),
        ("SELECT sum(a.b) FROM a", ["sum("]),
        ("CREATE TABLE a (b INTEGER CHECK (typeof(b) = 'integer'))", ["typeof", "typeof"]),
        ("INSERT OR REPLACE INTO a SELECT 1", ["INSERT OR"]),
        ("SELECT a.b, a.c AS d, count(*) AS e FROM a GROUP BY a.b ORDER BY a.b DESC", ["a.c"]),
        ("SELECT DISTINCT a.b, coalesce(a.c, a.d) AS e FROM a ORDER BY a.b, a.c", ["a.c"]),
        ("SELECT 'typeof(b)', CAST(coalesce(sum(a.b), 0) AS BIGINT) FROM a", []),
    ],
)
def test_what_is_of_sqlite_is_noticed(statement: str, wrong: list[str]) -> None:
    assert faults(statement) == wrong


def test_yes_and_no_are_no_numbers(tables: list[str]) -> None:
    flags = [
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Boolean)
    ]
    made = {text.split()[2]: text for text in tables if "CREATE TABLE" in text}
    assert len(flags) >= 3
    for table, column in flags:
        assert re.search(rf"\t{column} BOOLEAN( DEFAULT (true|false))? NOT NULL", made[table]), (
            table,
            column,
        )
    assert len(flags) >= 3


GUARDED = (
    "applicant_account", "applicant_former_name", "imported_list",
    "application_check", "archive_record", "archive_taken_out", "audit_entry", "award_reversal",
    "call_change", "check_picture", "picture", "clawback_return",
    "collection_reminder", "collection_term",
    "publication_picture", "departure", "archived_pages",
    "incoming_paper",
    "charged_grant", "charged_line",
    "fund_account", "fund_movement", "fund_payment", "fund_posting",
    "expert_score", "letter", "letter_application",
    "letter_content", "letter_service", "objected_line", "objection_hearing", "objection_scope",
    "passed_bar", "payment_event", "payment_voucher", "policy_pack", "proposal", "proposal_line",
    "project_check", "published_line", "reissued_letter",
    "returned_answer", "service_announcement", "service_publication", "unpublished_change",
    "service_attempt", "attempt_picture", "handling_signature", "handling_picture",
    "sheet_signing", "sheet_opinion", "sheet_picture",
    "upper_answer", "voided_letter",
)  # fmt: skip
GUARDED_ONCE = {
    "award_line": "granted", "inquiry": "answered_on", "objection": "answered_on",
    "payment_batch": "sent_on", "payment_line": "payment_id",
    "public_notice": "closed_on",
}  # fmt: skip


def test_rows_that_stand_are_guarded(tables: list[str]) -> None:
    guarded = re.findall(r"CREATE TRIGGER \w+ BEFORE (\w+) ON (\w+) (.*) EXECUTE", "\n".join(tables))
    each = {(table, action): "FOR EACH ROW" for table in GUARDED for action in ("UPDATE", "DELETE")}
    once = {
        (table, action): f"FOR EACH ROW WHEN (OLD.{column} IS NOT NULL)"
        for table, column in GUARDED_ONCE.items()
        for action in ("UPDATE", "DELETE")
    }
    emptied = {(table, "TRUNCATE"): "FOR EACH STATEMENT" for table in (*GUARDED, *GUARDED_ONCE)}
    assert {(table, action): how for action, table, how in guarded} == {**each, **once, **emptied}


# Every step writes these, or who begins and ends it does: what was typed, the number drawn, the batch.
OF_EVERY_STEP = {"application", "application_step", "audit_entry", "number_series", "batch", "batch_member"}
TYPED_BEFORE = {"draft", "draft_ref", "decision_draft", "correction", "objection"}


def test_each_step_leaves_the_records_that_its_table_names(told: Told) -> None:
    taken = [step for step in Step if step.name in told.left]
    found = {
        step: told.left[step.name] - OF_EVERY_STEP - (TYPED_BEFORE - DEMANDS[step].leaves) for step in taken
    }
    assert found == {step: DEMANDS[step].leaves for step in taken}
    assert {step for step in Step if not step.simple} - {*taken} == {Step.REFUSE, Step.UPHOLD_OBJECTION}
