"""The shape of the house: which way imports point, who may know Qt, SQL and paper, how long a file may be."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.places import ROOT

PACKAGE = ROOT / "ipdesk"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_resources" not in path.parts)
LONGEST = 400

# From the ground up; what stands on one storey may import its own and those below it.
STOREYS = ["rules", "models", "sample", "documents", "ui", "app"]
# Beside the app stand the ways to start it; below everything lies what all may use.
BESIDE_APP = {"app", "cli", "demo", "__main__"}
FOR_ALL = {"paths"}

# Whoever else imports these would draw Qt, SQL or paper into parts that must work without.
HOME_OF = {
    "PySide6": {"ui", "app"},
    "shiboken6": {"ui", "app"},
    "sqlalchemy": {"models"},
    "alembic": {"models"},
    "sqlite3": {"models"},
    "reportlab": {"documents"},
    "openpyxl": {"documents"},
}


def part_of(path: Path) -> str:
    """Return the part of the house a module belongs to; the package's own __init__ has no part."""
    inner = path.relative_to(PACKAGE)
    name = inner.parts[0].removesuffix(".py")
    if name in BESIDE_APP:
        return "app"
    return "" if name == "__init__" else name


def imports(source: str, package: list[str]) -> Iterator[tuple[int, str]]:
    """Yield line and full name of every import, also of those inside functions; relative ones resolved."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else []
            origin = [*base, *(node.module or "").split(".")] if node.module else base
            yield from ((node.lineno, ".".join([*origin, alias.name])) for alias in node.names)


def breach(part: str, imported: str) -> str:
    """Say what is wrong with an import from a part of the house; empty when it is in order."""
    top, *rest = imported.split(".")
    if top != "ipdesk":
        allowed = HOME_OF.get(top)
        return f"only {sorted(allowed)} may import {top}" if allowed and part not in allowed else ""
    target = "app" if rest and rest[0] in BESIDE_APP else (rest[0] if rest else "")
    if target in FOR_ALL or target.startswith("__") or not target:
        return ""
    if part in FOR_ALL or not part:
        return f"{part or 'ipdesk'} lies below all and may not import {target}"
    if target not in STOREYS or part not in STOREYS:
        return f"{part} or {target} has no place in {STOREYS}"
    return f"{part} may not import {target}" if STOREYS.index(target) > STOREYS.index(part) else ""


def breaches(path: Path) -> list[str]:
    package = ["ipdesk", *path.relative_to(PACKAGE).parent.parts]
    found = imports(path.read_text(encoding="utf-8"), package)
    named = ((line, breach(part_of(path), name)) for line, name in found)
    return [f"{path.relative_to(PACKAGE.parent)}:{line} {wrong}" for line, wrong in named if wrong]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_one_way(path: Path) -> None:
    assert breaches(path) == []


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("rules", "from ipdesk.models import queries"),
        ("rules", "import sqlalchemy.orm"),
        ("rules", "def late():\n    from PySide6.QtCore import QDate"),
        ("models", "from ..documents import letter"),
        ("models", "from ipdesk import sample"),
        ("sample", "from ipdesk.documents.letters.award import assemble as assembly"),
        ("models", "from reportlab.lib import units"),
        ("documents", "from ipdesk import ui"),
        ("ui", "import ipdesk.app"),
        ("ui", "from sqlalchemy import select"),
        ("paths", "import ipdesk.rules"),
    ],
)
def test_a_breach_is_noticed(part: str, source: str) -> None:
    [(_, name)] = imports(source, ["ipdesk", part])
    assert breach(part, name)


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("models", "from ipdesk.rules import evaluate"),
        ("ui", "from ..models import queries"),
        ("ui", "from PySide6 import QtWidgets"),
        ("ui", "from ipdesk import sample"),
        ("app", "import ipdesk.ui.counter"),
        ("rules", "from ipdesk.paths import resource"),
        ("rules", "from . import pack"),
        ("app", "from ipdesk import __version__"),
    ],
)
def test_the_right_way_is_free(part: str, source: str) -> None:
    assert [breach(part, name) for _, name in imports(source, ["ipdesk", part])] == [""]


def test_scripts_start_without_the_window() -> None:
    listing = "import ipdesk.cli, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True)
    assert not {"PySide6", "sqlalchemy", "reportlab"} & set(done.stdout.split())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST
