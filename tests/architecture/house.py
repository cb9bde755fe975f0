"""The modules of the program, read from their text: what each imports, and how long its functions are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.places import ROOT

PACKAGE = ROOT / "ipdesk"
FILES = sorted(path for path in PACKAGE.rglob("*.py") if "_resources" not in path.parts)


def name_of(path: Path) -> str:
    """Return a module's full name; a package's is that of its folder."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {name_of(path): path for path in FILES}


def imports(source: str, package: list[str]) -> Iterator[tuple[int, str]]:
    """Yield line and full name of every import, also of those inside functions; relative ones resolved."""
    yield from _imports(ast.parse(source), package)


def _imports(tree: ast.Module, package: list[str]) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else []
            origin = [*base, *(node.module or "").split(".")] if node.module else base
            yield from ((node.lineno, ".".join([*origin, alias.name])) for alias in node.names)


def lines_of_functions(source: str) -> list[int]:
    """Return how many lines each function has, with signature and docstring, without decorators."""
    return [*_lines(ast.parse(source))]


def _lines(tree: ast.Module) -> Iterator[int]:
    yield from ((one.end_lineno or 0) - one.lineno + 1 for one in _functions(tree))


def _functions(node: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function in a module or statement; expressions hold none and are passed over."""
    for field in ("body", "orelse", "finalbody", "handlers", "cases"):
        for inner in getattr(node, field, ()):
            if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef):
                yield inner
            yield from _functions(inner)


class Read(NamedTuple):
    """What is kept of a module that was read: lines and full names of its imports, lines of its functions."""

    imports: tuple[tuple[int, str], ...]
    functions: tuple[int, ...]


@cache
def read(path: Path) -> Read:
    """Read a module, once for all who ask."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    package = ["ipdesk", *path.relative_to(PACKAGE).parent.parts]
    return Read(tuple(_imports(tree, package)), tuple(_lines(tree)))


def module_of(name: str) -> str:
    """Return the module that an imported name is or stands in, empty for one that is not ours."""
    while name and name not in MODULES:
        name = name.rpartition(".")[0]
    return name


@cache
def arrows() -> frozenset[tuple[str, str]]:
    """Return which module imports which, whatever for and wherever in it."""
    found = ((name, module_of(told)) for name, path in MODULES.items() for _, told in read(path).imports)
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
