"""Public docstrings: that they are there, say more than the name, and give units and errors."""

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from tests.architecture.house import FILES, PACKAGE

Definition = ast.FunctionDef | ast.ClassDef

# Numbers that mean nothing without their unit; a unit in the docstring of the class or module serves too.
UNITS = {
    r"fen|yuan|number": {
        "amount", "computed", "granted", "decided", "payable", "difference", "fen", "budget", "ceiling",
        "paid",
    },
    r"px|pt|mm|ems?|characters|columns": {"width", "height", "indent", "inner", "radius", "size"},
    r"days?|bytes|px": {"length"},
    r"seconds|ms": {"patience", "timeout", "pause"},
}  # fmt: skip
# Words that say nothing of what a thing is.
IDLE = {
    "a", "an", "the", "of", "for", "to", "in", "on", "at", "by", "it", "its",
    "return", "give", "get", "set", "show", "say", "take", "carry", "out",
}  # fmt: skip
# Names of measures of the theme, which say themselves that they are px.
EXEMPT = {"ui/theme/density.py"}


class Described(NamedTuple):
    """A public definition with its docstring and those of what it stands in."""

    place: str
    node: Definition
    doc: str
    around: str


def described(path: str, source: str) -> Iterator[Described]:
    """Yield every public class, function and method of a module, those of private classes left out."""
    tree = ast.parse(source)
    yield from _inside(path, tree, ast.get_docstring(tree) or "")


def _inside(place: str, node: ast.Module | ast.ClassDef, around: str) -> Iterator[Described]:
    for child in node.body:
        if not isinstance(child, Definition) or child.name.startswith("_"):
            continue
        doc = ast.get_docstring(child) or ""
        yield Described(f"{place}:{child.lineno} {child.name}", child, doc, around)
        if isinstance(child, ast.ClassDef):
            yield from _inside(place, child, f"{around} {doc}")


def faults(found: Described) -> Iterator[str]:
    """Yield what a docstring lacks."""
    if len(_words(found.doc) - _words(found.node.name) - IDLE) < 2:
        yield "says no more than the name"
    if isinstance(found.node, ast.FunctionDef) and not re.search("[Rr]aise", found.doc):
        yield from (f"does not tell of {error}" for error in _raised(found.node) if error not in found.doc)
    for name in _numbers(found.node):
        unit = next((unit for unit, names in UNITS.items() if name in names), "")
        if not re.search(rf"\b(?:{unit})\b", f"{found.doc} {found.around}"):
            yield f"gives no unit of {name}"


def _words(text: str) -> set[str]:
    plain = re.sub("([a-z])([A-Z])", r"\1 \2", text).replace("_", " ").lower()
    return {word.removesuffix("s") for word in re.findall(r"[a-z]+|[一-鿿]+", plain)}


def _raised(node: ast.FunctionDef) -> set[str]:
    """Return the names of errors raised in a function itself; an abstract method raises nothing."""
    raised = (each.exc for each in ast.walk(node) if isinstance(each, ast.Raise))
    called = (error.func if isinstance(error, ast.Call) else error for error in raised)
    names = {ast.unparse(error).rpartition(".")[2] for error in called if error is not None}
    return {name for name in names if name[0].isupper()} - {"NotImplementedError"}


def _numbers(node: Definition) -> list[str]:
    """Return the names of a function's parameters and a class's fields that are plain numbers."""
    named: list[tuple[str, ast.expr | None]] = []
    if isinstance(node, ast.FunctionDef):
        named += [(each.arg, each.annotation) for each in (*node.args.args, *node.args.kwonlyargs)]
    else:
        fields = (each for each in node.body if isinstance(each, ast.AnnAssign))
        named += [(ast.unparse(each.target), each.annotation) for each in fields]
    return [name for name, kind in named if kind and re.search(r"\b(?:int|float)\b", ast.unparse(kind))]


def test_public_docstrings_give_meaning_units_and_errors() -> None:
    found = [
        f"{each.place} {fault}"
        for path in FILES
        if (name := path.relative_to(PACKAGE).as_posix()) not in EXEMPT
        for each in described(name, path.read_text(encoding="utf-8"))
        for fault in faults(each)
    ]
    assert found == []


NAMELESS, UNITLESS = "says no more than the name", "gives no unit of"
READ = '    """Read a day as typed."""\n    raise Unreadable(text)'


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("def kept_sum(): ...", NAMELESS),
        ('def kept_sum():\n    """Return the kept sum."""', NAMELESS),
        ('def pay(amount: int):\n    """Send money to an account."""', f"{UNITLESS} amount"),
        ('class Line:\n    """What an award comes to."""\n    granted: int | None', f"{UNITLESS} granted"),
        (f"def read(text):\n{READ}", "does not tell of Unreadable"),
    ],
)
def test_what_a_docstring_lacks_is_noticed(source: str, fault: str) -> None:
    assert [found for each in described("m.py", source) for found in faults(each)] == [fault]


def test_a_unit_may_stand_around() -> None:
    fit = '    def fit(self, width: int):\n        """Shrink to the room that is left."""'
    source = f'class Bar:\n    """How much is used; all in px."""\n{fit}'
    assert [found for each in described("m.py", source) for found in faults(each)] == []
