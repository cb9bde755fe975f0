"""The schema of the newest revision as a whole, so that a new database need not go through every step."""

import sqlite3
from collections.abc import Iterator

from sqlalchemy import Connection

from ipdesk.models.migrations import HEAD, SCRIPTS

NEWEST = SCRIPTS / "newest.sql"
"""What all steps together make, statement by statement; a test compares it with them."""

_SCHEMA = (
    "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    " ORDER BY CASE type WHEN 'table' THEN 1 WHEN 'index' THEN 2 ELSE 3 END, name"
)
# A table stands before what refers to it by name alone: SQLite looks at neither until a row is written.


def written_schema(connection: Connection) -> str:
    """Return the statements that make a database's tables, indexes and triggers, in one order for all."""
    return "".join(f"{statement};\n" for statement in connection.exec_driver_sql(_SCHEMA).scalars())


def make_newest(connection: Connection) -> None:
    """Make the tables of the newest revision in a database that has none, in the connection's transaction."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS alembic_version")  # left empty by an interrupted start
    for statement in _statements(NEWEST.read_text(encoding="utf-8")):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))


def _statements(text: str) -> Iterator[str]:
    """Take a script apart; a trigger has semicolons of its own."""
    statement = ""
    for line in text.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement.rstrip().removesuffix(";")
            statement = ""
