"""What SQLite and PostgreSQL do differently: tables, queries and handlers ask here and name neither.

What goes wrong is told apart in ``core.storage_faults``; what is about SQLite's file stands in ``store``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from sqlalchemy import (
    DDL,
    BigInteger,
    Boolean,
    ColumnElement,
    Connection,
    Integer,
    SQLColumnExpression,
    Table,
    UniqueConstraint,
    event,
    func,
    literal,
    literal_column,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

SQLITE, POSTGRESQL = "sqlite", "postgresql"

NEVER_AGAIN = {"sqlite_autoincrement": True}
"""Table option: the id of a deleted record is not given out again; audit entries would then mean another.

PostgreSQL draws ids from a sequence, which never goes back.
"""

ONE_WRITER = frozenset({SQLITE})
"""The dialects whose transactions that write follow one after the other; see ``lock``."""


# --- expressions ---


class _Position(FunctionElement[int]):
    name = "position"
    type = Integer()
    inherit_cache = True


class _Total(FunctionElement[int]):
    name = "total"
    type = BigInteger()
    inherit_cache = True


class WholeFen(FunctionElement[bool]):
    """The condition that a column holds whole fen, 0 or more, or nothing."""

    name = "whole_fen"
    type = Boolean()
    inherit_cache = True


def among(column: SQLColumnExpression[str], words: Iterable[str]) -> ColumnElement[bool]:
    """Say that a column holds one of these words of the program.

    They stand in the statement: a list of values is written into its text anew each time it is asked.
    """
    found = [*words]
    assert all(map(str.isidentifier, found)), found
    return column.in_([literal_column(f"'{word}'") for word in found])


def contains(column: SQLColumnExpression[str], text: str | SQLColumnExpression[str]) -> ColumnElement[bool]:
    """Say that a column holds a text somewhere, sign by sign: no sign of it means anything special."""
    return _Position(column, text) > 0


def total(column: SQLColumnExpression[int] | SQLColumnExpression[int | None]) -> ColumnElement[int]:
    """Return the sum of a column of whole numbers, itself a whole number; 0 where there are no rows."""
    return _Total(column)


@compiles(_Position)
def _position(element: _Position, compiler: SQLCompiler, **how: object) -> str:
    return f"strpos({compiler.process(element.clauses, **how)})"


@compiles(_Position, SQLITE)
def _position_in_sqlite(element: _Position, compiler: SQLCompiler, **how: object) -> str:
    return f"instr({compiler.process(element.clauses, **how)})"


@compiles(_Total)
def _total(element: _Total, compiler: SQLCompiler, **how: object) -> str:
    # PostgreSQL adds 64-bit numbers up to a decimal.
    return f"CAST({_total_in_sqlite(element, compiler, **how)} AS BIGINT)"


@compiles(_Total, SQLITE)
def _total_in_sqlite(element: _Total, compiler: SQLCompiler, **how: object) -> str:
    return f"coalesce(sum({compiler.process(element.clauses, **how)}), 0)"


@compiles(WholeFen)
def _whole_fen(element: WholeFen, compiler: SQLCompiler, **how: object) -> str:
    return f"{compiler.process(element.clauses, **how)} >= 0"


@compiles(WholeFen, SQLITE)
def _whole_fen_in_sqlite(element: WholeFen, compiler: SQLCompiler, **how: object) -> str:
    # SQLite would otherwise keep a fraction as it comes.
    column = compiler.process(element.clauses, **how)
    return f"{column} IS NULL OR (typeof({column}) = 'integer' AND {column} >= 0)"


# --- locks ---


def lock(connection: Connection, *names: str | int) -> None:
    """Hold up other transactions that lock the same names until this one ends.

    For what is read, judged and then written, such as the next number of a series: call it before anything
    of that is read. Several are taken in this order: applicants, policy, application, calls, series,
    material files, audit.

    SQLite: nothing to do, since a transaction that writes begins with the lock of the whole database (``BEGIN
    IMMEDIATE`` in ``store.database``). PostgreSQL: an advisory lock, and transactions of READ COMMITTED, in
    which every statement after the lock sees what the holder before has committed.
    """
    if connection.dialect.name not in ONE_WRITER:
        connection.execute(select(func.pg_advisory_xact_lock(literal(lock_key(*names), BigInteger))))


def lock_key(*names: str | int) -> int:
    """Return the number that stands for names in a lock: of 64 bits, and the same in every process."""
    written = "\n".join(map(str, names)).encode()
    return int.from_bytes(hashlib.sha256(written).digest()[:8], "big", signed=True)


# --- rows that stand ---


def refuse_changes(table: Table, once: str = "", released: str = "") -> None:
    """Have a table made with triggers that refuse to change, delete or replace its rows.

    With ``once``, a column, that goes for rows in which it holds something; with ``released``, a condition on
    the row ``OLD``, a row may be deleted while that holds.
    """
    for dialect in (SQLITE, POSTGRESQL):
        for statement in refusals(table, dialect, once, released):
            made = DDL(statement)  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", made.execute_if(dialect=dialect))


def refusals(table: Table, dialect: str, once: str = "", released: str = "") -> Iterator[str]:
    """Yield the statements that make the triggers of ``refuse_changes`` in a dialect."""
    stands = f"OLD.{once} IS NOT NULL" if once else ""
    if dialect == POSTGRESQL:
        yield from _refusals_in_postgresql(table.name, stands, released)
        return
    yield _refusal(table.name, "update", "UPDATE", stands)
    deleted = (stands, f"NOT {released}" if released else "")
    yield _refusal(table.name, "delete", "DELETE", " AND ".join(filter(None, deleted)))
    # REPLACE makes room unasked. One look-up a key, so that each goes by its index.
    keys = [f"{once} IS NOT NULL AND {key}" if once else key for key in _keys(table)]
    yield _refusal(table.name, "replace", "INSERT", _any_row(table, keys))
    if once:
        others = [f"id <> OLD.id AND {key}" for key in keys]
        yield _refusal(table.name, "replace_by_update", "UPDATE", _any_row(table, others))


def _refusal(table: str, name: str, action: str, when: str) -> str:
    condition = f"WHEN {when} " if when else ""
    return (
        f"CREATE TRIGGER {table}_no_{name} BEFORE {action} ON {table} {condition}"
        f"BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END"
    )


def _keys(table: Table) -> Iterator[str]:
    """Yield, for every key of a table, that a row has that of a new one, always in the same order."""
    unique = [item for item in table.constraints if isinstance(item, UniqueConstraint)]
    unique.sort(key=lambda key: [column.name for column in key.columns])
    for key in (table.primary_key, *unique):
        yield " AND ".join(f"{column.name} = NEW.{column.name}" for column in key.columns)


def _any_row(table: Table, conditions: list[str]) -> str:
    return " OR ".join(f"EXISTS (SELECT 1 FROM {table.name} WHERE {one})" for one in conditions)


def _refusals_in_postgresql(table: str, stands: str, released: str) -> Iterator[str]:
    # A condition of a trigger may ask no other table there; its function may.
    let_go = f"IF TG_OP = 'DELETE' AND {released} THEN RETURN OLD; END IF; " if released else ""
    function = f"refuse_change_of_{table}" if released else "refuse_change"
    yield (
        f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {let_go}"
        "RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is never changed', "
        "ERRCODE = 'restrict_violation'; END $$"
    )
    condition = f"WHEN ({stands}) " if stands else ""
    for action in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table}"
            f" FOR EACH ROW {condition}EXECUTE FUNCTION {function}()"
        )
    yield (
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
    )
