"""The folders: of a size that can be looked over, and nothing in one that imports what imports it."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from itertools import accumulate
from pathlib import Path

from tests.architecture.house import FILES, MODULES, PACKAGE, arrows, circles, name_of
from tests.rows import every_row

LONGEST_FILE = 400
LARGEST_FOLDER = 25

FOLDERS = sorted({path.parent for path in FILES})
NAMES = {name_of(folder / "__init__.py") for folder in FOLDERS}


def below(folder: str, name: str) -> str:
    """Return what lies directly inside ``folder`` and is, or holds, a module: a file or a folder of it."""
    inner = name.removeprefix(f"{folder}.")
    return f"{folder}.{inner.partition('.')[0]}" if inner != name else ""


def test_a_file_can_be_read_in_one_sitting() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert [f"{name_of(path)}: {count}" for path, count in lines.items() if count > LONGEST_FILE] == []


def test_a_folder_can_be_looked_over() -> None:
    # Migrations are a chain, found by their numbers; no room would be found sooner if it were cut.
    looked_over = (folder for folder in FOLDERS if folder.name != "versions")
    counts = {folder: sum(path.parent == folder for path in FILES) for folder in looked_over}
    large = {folder.relative_to(PACKAGE).as_posix(): n for folder, n in counts.items() if n > LARGEST_FOLDER}
    large.pop("models/migrations/versions", 0)  # a folder of scripts, of which none is ever taken away
    assert large == {}


def test_every_folder_says_what_it_holds() -> None:
    silent = [folder for folder in FOLDERS if not _says(folder / "__init__.py")]
    assert [folder.name for folder in silent] == ["versions"]  # Alembic's own, a folder of scripts


def _says(path: Path) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8").startswith('"""')


@every_row(sorted(NAMES), str)
def test_nothing_in_a_folder_imports_what_imports_it(folder: str) -> None:
    assert circles(inside().get(folder, frozenset())) == []


@cache
def inside() -> Mapping[str, frozenset[tuple[str, str]]]:
    """Return by folder what in it imports what else in it."""
    found = defaultdict[str, set[tuple[str, str]]](set)
    for source, target in arrows():
        for folder in accumulate(source.split(".")[:-1], "{}.{}".format):
            pair = below(folder, source), below(folder, target)
            if pair[1] and pair[0] != pair[1]:
                found[folder].add(pair)
    return {folder: frozenset(pairs) for folder, pairs in found.items()}


def test_no_module_imports_one_that_imports_it() -> None:
    assert circles(arrows()) == []


def test_a_circle_is_noticed() -> None:
    assert circles(frozenset({("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")})) == [["a", "b", "c"]]
    assert circles(frozenset({("a", "b"), ("c", "b")})) == []


def test_the_names_are_those_of_files() -> None:
    assert "ipdesk.rules.core.money" in MODULES and "ipdesk.rules" in NAMES
