"""A second start on one data folder brings the first window to the front and ends."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ipdesk.ui.single_instance import SingleInstance

SHORT = 50  # ms
LONG = 60_000

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from ipdesk import app
from ipdesk.ui import single_instance

made = app.make_application()
def look():
    if any(window.isVisible() for window in made.topLevelWidgets()):
        print("open", flush=True)
        timer.stop()
timer = QTimer()
timer.timeout.connect(look)
timer.start(5)
def told():
    print("wanted", flush=True)
app.bring_to_front = told
code = app.open_desk(Path(sys.argv[1]))
print("ended", code, flush=True)
"""


@contextmanager
def program(data_dir: Path) -> "Iterator[subprocess.Popen[str]]":
    """Start the whole program, and end it after the block."""
    started = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(data_dir)], stdout=subprocess.PIPE, text=True
    )
    with started:
        try:
            yield started
        finally:
            started.kill()


def said(program: "subprocess.Popen[str]") -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def outcome(program: "subprocess.Popen[str]") -> str:
    """Return whether a program has opened or ended; one that is still opening may be wanted already."""
    while (word := said(program)) == "wanted":
        pass
    return word


@pytest.fixture
def begun(qtbot: QtBot) -> Iterator[Callable[..., SingleInstance]]:
    """Return what stands for a program on a folder; all of them end with the test."""
    made: list[SingleInstance] = []

    def one(folder: Path, patience: int = LONG) -> SingleInstance:
        made.append(SingleInstance(folder, patience))
        return made[-1]

    yield one
    for instance in made:
        instance.close()


def test_a_second_start_shows_the_first_window_and_ends(data_dir: Path) -> None:
    with program(data_dir) as first:
        assert said(first) == "open"
        with program(data_dir) as second:
            assert said(second) == "ended 0"
        assert said(first) == "wanted"
        assert first.poll() is None


def test_two_starts_at_once_open_one_window(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there"
    with program(folder) as one, program(folder) as other:
        outcomes = [outcome(one), outcome(other)]
        assert sorted(outcomes) == ["ended 0", "open"]


def test_after_a_kill_the_next_start_opens_as_usual(data_dir: Path) -> None:
    with program(data_dir) as first:
        assert said(first) == "open"
    with program(data_dir) as again:
        assert said(again) == "open"


def test_another_folder_has_a_window_of_its_own(tmp_path: Path, begun: Callable[..., SingleInstance]) -> None:
    assert begun(tmp_path / "one").begin()
    assert begun(tmp_path / "two").begin()


def test_one_folder_by_another_name_is_the_same(
    data_dir: Path, tmp_path: Path, begun: Callable[..., SingleInstance]
) -> None:
    (tmp_path / "link").symlink_to(data_dir)
    assert begun(data_dir)._name == begun(tmp_path / "link")._name


def test_where_the_first_cannot_be_reached_the_second_opens_all_the_same(
    data_dir: Path, begun: Callable[..., SingleInstance]
) -> None:
    """This process has no time to answer itself, as a program that hangs."""
    assert begun(data_dir).begin()
    assert begun(data_dir, SHORT).begin()


def test_once_the_first_is_closed_the_next_is_the_first(
    data_dir: Path, begun: Callable[..., SingleInstance]
) -> None:
    first = begun(data_dir)
    assert first.begin()
    first.close()
    assert begun(data_dir, SHORT)._lock.tryLock(0)
