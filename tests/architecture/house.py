"""The modules of the program and what they import of each other, read from their text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.places import ROOT

PACKAGE = ROOT / "ipdesk"
FILES = sorted(path for path in PACKAGE.rglob("*.py") if "_resources" not in path.parts)


def name_of(path: Path) -> str:
    """Return a module's full name; a package's is that of its folder."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {name_of(path): path for path in FILES}


def imports(source: str, package: list[str]) -> Iterator[tuple[int, str]]:
    """Yield line and full name of every import, also of those inside functions; relative ones resolved."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else []
            origin = [*base, *(node.module or "").split(".")] if node.module else base
            yield from ((node.lineno, ".".join([*origin, alias.name])) for alias in node.names)


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and full name of every import of a module."""
    package = ["ipdesk", *path.relative_to(PACKAGE).parent.parts]
    return imports(path.read_text(encoding="utf-8"), package)


def module_of(name: str) -> str:
    """Return the module that an imported name is or stands in, empty for one that is not ours."""
    while name and name not in MODULES:
        name = name.rpartition(".")[0]
    return name


@cache
def arrows() -> frozenset[tuple[str, str]]:
    """Return which module imports which, whatever for and wherever in it."""
    found = ((name, module_of(told)) for name, path in MODULES.items() for _, told in imports_of(path))
    return frozenset((source, target) for source, target in found if target and source != target)


def circles(edges: frozenset[tuple[str, str]]) -> list[list[str]]:
    """Return what can be reached from itself, circle by circle."""
    after: dict[str, set[str]] = {}
    for source, target in edges:
        after.setdefault(source, set()).add(target)
    reached = {start: _reached(start, after) for start in after}
    rings = {
        frozenset(other for other in ring if start in reached.get(other, ()))
        for start, ring in reached.items()
    }
    return sorted(sorted(ring) for ring in rings if ring)


def _reached(start: str, after: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(after[start])
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(after.get(name, ()))
    return found
