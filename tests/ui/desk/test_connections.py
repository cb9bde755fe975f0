"""Signals lead to methods of the program: of every connected method that is Qt's own, PySide keeps memory."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPushButton, QStackedWidget, QTableView, QWidget

from tests.architecture.house import FILES, PACKAGE

WINDOW = [path for path in FILES if path.relative_to(PACKAGE).parts[0] in ("app.py", "demo", "ui")]
"""Nobody else has signals, or classes of Qt: an architecture test says so."""
KINDS = (QObject, QTimer, QWidget, QDialog, QPushButton, QLineEdit, QComboBox, QStackedWidget, QTableView)


@cache
def qts_own() -> set[str]:
    return {
        name
        for kind in KINDS
        for name in dir(kind)
        if callable(getattr(kind, name)) and not isinstance(getattr(kind, name), Signal)
    }


class Class:
    """A class of the program: its methods and the names of what it derives from."""

    def __init__(self, node: ast.ClassDef) -> None:
        self.methods = {item.name for item in node.body if isinstance(item, ast.FunctionDef)}
        self.bases = [base.id for base in node.bases if isinstance(base, ast.Name)]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes_of(path: Path) -> tuple[tuple[str, ast.AST], ...]:
    """Return the classes of a file and its calls of ``connect``, each with the class around it."""
    found, left = [], [("", one) for one in ast.iter_child_nodes(tree_of(path))]
    while left:
        inside, node = left.pop()
        if isinstance(node, ast.ClassDef):
            found.append((inside, node))
            inside = node.name
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            found += [(inside, node)] if node.func.attr == "connect" else []
        left += [(inside, one) for one in ast.iter_child_nodes(node)]
    return tuple(found)


@cache
def classes() -> dict[str, Class]:
    return {
        node.name: Class(node)
        for path in WINDOW
        for _, node in nodes_of(path)
        if isinstance(node, ast.ClassDef)
    }


@cache
def methods_somewhere() -> set[str]:
    return {name for one in classes().values() for name in one.methods}


def has(name: str, method: str) -> bool:
    one = classes().get(name)
    return one is not None and (method in one.methods or any(has(base, method) for base in one.bases))


def connected(path: Path) -> Iterator[tuple[str, ast.Attribute]]:
    """Yield the methods that signals are connected to, each with the class in which that is done."""
    for inside, node in nodes_of(path):
        if isinstance(node, ast.Call):
            yield from ((inside, one) for one in node.args if isinstance(one, ast.Attribute))


def is_qts_own(inside: str, method: ast.Attribute) -> bool:
    """Say whether a method is Qt's; where the class is not known, whether no class has such a one."""
    if method.attr not in qts_own():
        return False
    itself = isinstance(method.value, ast.Name) and method.value.id == "self"
    return not has(inside, method.attr) if itself else method.attr not in methods_somewhere()


def found_in(path: Path) -> list[str]:
    faults = (one for inside, one in connected(path) if is_qts_own(inside, one))
    return [f"{path.relative_to(PACKAGE)}:{one.lineno} {ast.unparse(one)}" for one in faults]


def test_no_signal_leads_to_a_method_of_qts_own() -> None:
    assert [fault for path in WINDOW for fault in found_in(path)] == []
