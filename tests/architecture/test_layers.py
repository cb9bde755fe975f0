"""The storeys of the house: which way imports point, and who may know Qt, SQL and paper."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.house import FILES, PACKAGE, imports, read

# From the ground up; what stands on one storey may import its own and those below it.
STOREYS = ["rules", "funds", "models", "sample", "documents", "ui", "app"]
# Beside the app stand the ways to start it; below everything lies what all may use.
BESIDE_APP = {"app", "cli", "demo", "pages", "__main__"}
FOR_ALL = {"paths"}

# Within a storey: each folder may import those before it.
FLOORS = {
    "rules": [
        "core", "source", "numbers", "pack", "evaluation", "policy_text", "cases", "checking", "examples",
        "analysis", "library",
    ],
    "funds": ["core", "books", "projects", "indicators", "case", "account", "payments"],
    "models": [
        "core", "files", "periods", "workflow", "records", "applications", "parsing", "recognition", "lists",
        "tables", "evaluation", "awards", "public_notices", "payments", "migrations", "packs", "reading",
        "commands", "handlers", "store", "services",
    ],
    "documents": ["text", "pdf", "recognition", "fonts", "typesetting", "letters", "spreadsheets"],
    "ui": [
        "theme", "widgets", "desk", "shell", "awards", "applicants", "applications", "counter", "letters",
        "notices", "funds", "payments", "achievements", "policies", "settings",
    ],
}  # fmt: skip

# Whoever else imports these would draw Qt, SQL or paper into parts that must work without.
HOME_OF = {
    "PySide6": {"ui", "app"},
    "shiboken6": {"ui", "app"},
    "sqlalchemy": {"models"},
    "alembic": {"models"},
    "sqlite3": {"models"},
    "reportlab": {"documents"},
    "openpyxl": {"documents"},
    "python_calamine": {"documents"},
    "PIL": {"documents"},
}


PAGES = ("counter", "applications", "letters", "settings")
DERIVED = "models.handlers.achievements.derived"
WINDOW = ["app", "models.store.migrate", DERIVED, *(f"ui.{page}" for page in PAGES)]
"""What the window imports until it stands."""


def part_of(path: Path) -> list[str]:
    """Return the storey a module belongs to and its folder there; the package's own __init__ has neither."""
    inner = path.relative_to(PACKAGE).with_suffix("").parts
    if inner[0] in BESIDE_APP:
        return ["app"]
    return [] if inner[0] == "__init__" else list(inner[:2])


def breach(part: list[str], imported: str) -> str:
    """Say what is wrong with an import from a part of the house; empty when it is in order."""
    top, *rest = imported.split(".")
    storey = part[0] if part else ""
    if top != "ipdesk":
        allowed = HOME_OF.get(top)
        return f"only {sorted(allowed)} may import {top}" if allowed and storey not in allowed else ""
    target = "app" if rest and rest[0] in BESIDE_APP else (rest[0] if rest else "")
    if target in FOR_ALL or target.startswith("__") or not target:
        return ""
    if storey in FOR_ALL or not storey:
        return f"{storey or 'ipdesk'} lies below all and may not import {target}"
    if target not in STOREYS or storey not in STOREYS:
        return f"{storey} or {target} has no place in {STOREYS}"
    if storey == target:
        return breach_of_floors(part, rest)
    return f"{storey} may not import {target}" if STOREYS.index(target) > STOREYS.index(storey) else ""


def breach_of_floors(part: list[str], target: list[str]) -> str:
    """Say what is wrong with an import within a storey."""
    floors = FLOORS.get(part[0], [])
    here, there = (where[1] if len(where) > 1 else "" for where in (part, target))
    if here not in floors or there not in floors:
        return ""
    lower = floors.index(there) <= floors.index(here)
    return "" if lower else f"{part[0]}.{here} may not import {part[0]}.{there}"


def test_imports_point_one_way() -> None:
    found = [
        f"{path.relative_to(PACKAGE.parent)}:{line} {wrong}"
        for path in FILES
        for line, name in read(path).imports
        if (wrong := breach(part_of(path), name))
    ]
    assert found == []


def test_every_folder_of_a_storey_has_its_floor() -> None:
    for storey, floors in FLOORS.items():
        assert sorted(path.parent.name for path in (PACKAGE / storey).glob("*/__init__.py")) == sorted(floors)


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("rules", "from ipdesk.models import queries"),
        ("rules", "import sqlalchemy.orm"),
        ("rules", "def late():\n    from PySide6.QtCore import QDate"),
        ("rules.core", "from ipdesk.rules.pack import model"),
        ("rules.evaluation", "from ipdesk.rules.library.policy_library import standard_library"),
        ("models", "from ..documents import letters"),
        ("models", "from ipdesk import sample"),
        ("models.commands", "from ipdesk.models.handlers import work"),
        ("sample", "from ipdesk.documents.letters import award"),
        ("models", "from reportlab.lib import units"),
        ("documents", "from ipdesk import ui"),
        ("ui", "import ipdesk.app"),
        ("ui", "from sqlalchemy import select"),
        ("ui.widgets", "from ipdesk.ui.counter.page import CounterPage"),
        ("paths", "import ipdesk.rules"),
    ],
)
def test_a_breach_is_noticed(part: str, source: str) -> None:
    [(_, name)] = imports(source, ["ipdesk", *part.split(".")])
    assert breach(part.split("."), name)


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("models", "from ipdesk.rules import evaluation"),
        ("ui", "from ..models import queries"),
        ("ui", "from PySide6 import QtWidgets"),
        ("ui", "from ipdesk import sample"),
        ("ui.counter", "from ipdesk.ui.widgets import Button"),
        ("app", "import ipdesk.ui.counter"),
        ("rules", "from ipdesk.paths import resource"),
        ("rules", "from . import pack"),
        ("app", "from ipdesk import __version__"),
    ],
)
def test_the_right_way_is_free(part: str, source: str) -> None:
    where = part.split(".")
    assert [breach(where, name) for _, name in imports(source, ["ipdesk", *where])] == [""]


@pytest.mark.parametrize(
    ("start", "later"),
    [
        (["cli"], {"PySide6", "sqlalchemy", "reportlab"}),
        # A letter that was issued is printed from what it was made from, by no rule and out of no table.
        (
            ["documents.letters.registry", "documents.letters.issued.reprint"],
            {"pydantic", "sqlalchemy", "PySide6"},
        ),
        # What writes files and searches names has time until the window stands.
        (WINDOW, {"reportlab", "PIL", "fontTools", "openpyxl", "python_calamine", "alembic", "pypinyin"}),
    ],
)
def test_a_start_brings_only_what_it_needs(start: list[str], later: set[str]) -> None:
    listing = f"import {', '.join(f'ipdesk.{name}' for name in start)}, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True)
    assert later.isdisjoint(done.stdout.split())
