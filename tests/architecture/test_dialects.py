"""What one database alone understands is named where databases are told apart, and nowhere else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import FILES, PACKAGE

# The store and the steps of the schema up to 0011 are about SQLite's file.
HOME = ("models/tables/dialect.py", "models/core/storage_faults.py", "models/migrations/", "models/store/")
ALONE = re.compile(
    r"\b(autoincrement|instr|pg_\w+|plpgsql|postgresql\w*|pragma|rowid|sqlite\w*|strpos|typeof)\b",
    re.IGNORECASE,
)


def words(source: str) -> Iterator[str]:
    """Yield every name and text of a module; docstrings may speak of databases."""
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.keyword):
            yield node.arg or ""
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from (f"{getattr(node, 'module', None)} {alias.name}" for alias in node.names)


def of_one_database(path: Path) -> list[str]:
    return [word for word in words(path.read_text(encoding="utf-8")) if ALONE.search(word)]


def test_tables_queries_and_handlers_know_no_database_by_name() -> None:
    elsewhere = [path for path in FILES if not path.relative_to(PACKAGE).as_posix().startswith(HOME)]
    assert {str(path): found for path in elsewhere if (found := of_one_database(path))} == {}


@pytest.mark.parametrize(
    "source",
    [
        "func.instr(a, b)",
        "Index('a', sqlite_where=b)",
        "text('PRAGMA user_version')",
        "from sqlalchemy.dialects import postgresql",
        "import sqlite3",
    ],
)
def test_a_database_is_noticed(tmp_path: Path, source: str) -> None:
    (tmp_path / "a.py").write_text(f'"""SQLite."""\n{source}\n', encoding="utf-8")
    assert of_one_database(tmp_path / "a.py")
