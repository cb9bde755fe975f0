"""What is typed and in no database lies in a file of its own for each window, and outlives the window."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from ipdesk.ui.desk.autosave import Pauses
from ipdesk.ui.desk.rescue import Rescue
from ipdesk.ui.desk.rescue.files import left_files, lock_at
from ipdesk.ui.desk.tasks import Lane, Tasks
from tests.faults import fill, small_disk

NEVER = 3_600_000
SOON = Pauses(rest=1, latest=1, patience=NEVER, again=1)
KEPT = '{"form": ["半途而止有限公司"]}'

WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ipdesk.ui.desk.rescue.files import OwnFile
app, own = QCoreApplication([]), OwnFile(Path(sys.argv[1]))
own.write(sys.argv[2])
print("written", flush=True)
sys.stdin.read()
own.close()
"""


@pytest.fixture
def open_window(tasks: Tasks, data_dir: Path) -> Iterator[Callable[..., Rescue]]:
    """Return what opens the rescue of one more window on the data folder."""
    made: list[Rescue] = []

    def opened(folder: Path = data_dir, pauses: Pauses = SOON) -> Rescue:
        made.append(Rescue(tasks, folder, pauses))
        return made[-1]

    yield opened
    for one in made:
        one.close()


def windows(folder: Path) -> list[Path]:
    return sorted(folder.glob("unsaved-*.json"))


def another_program(folder: Path) -> "subprocess.Popen[str]":
    """Start a program that keeps something in its rescue file, and goes on running."""
    command = [sys.executable, "-c", WINDOW, str(folder), KEPT]
    started = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert started.stdout is not None and started.stdout.readline() == "written\n"
    return started


@pytest.fixture(scope="module")
def left_twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what two killed programs left, each its file and its lock."""
    folder = tmp_path_factory.mktemp("left")
    for _ in range(2):
        with another_program(folder) as program:
            program.kill()
    return folder


@pytest.fixture
def left(left_twice: Path, data_dir: Path) -> Path:
    """Return the file that a killed program left in the data folder."""
    first, _ = windows(left_twice)
    shutil.copy(first.with_suffix(".lock"), data_dir)
    return Path(shutil.copy(first, data_dir))


def test_what_is_noted_is_on_disk_in_a_moment_and_gone_when_it_is_safe(
    qtbot: QtBot, open_window: Callable[..., Rescue], data_dir: Path
) -> None:
    form = ["半途"]
    rescue = open_window()
    rescue.watch("form", lambda: form)
    rescue.note()
    qtbot.waitUntil(lambda: len(windows(data_dir)) == 1)
    assert json.loads(windows(data_dir)[0].read_text(encoding="utf-8")) == {"form": ["半途"]}
    form.clear()
    rescue.note()
    qtbot.waitUntil(lambda: windows(data_dir) == [])
    rescue.close()
    assert list(data_dir.iterdir()) == [], "no lock is left either"


def test_keys_without_a_pause_are_on_disk_all_the_same(
    qtbot: QtBot, open_window: Callable[..., Rescue], data_dir: Path
) -> None:
    rescue = open_window(pauses=SOON._replace(rest=NEVER, latest=20))
    rescue.watch("form", lambda: ["半途"])
    keys = QTimer()
    keys.timeout.connect(rescue.note)
    keys.start(1)
    qtbot.waitUntil(lambda: len(windows(data_dir)) == 1)


def test_each_window_has_a_file_of_its_own(open_window: Callable[..., Rescue], data_dir: Path) -> None:
    first, second = open_window(), open_window()
    for number, rescue in enumerate((first, second)):
        rescue.watch("form", lambda number=number: [number])
        assert rescue.keep_now()
    assert [json.loads(path.read_text()) for path in windows(data_dir)] == [{"form": [0]}, {"form": [1]}]
    assert list(left_files(data_dir)) == [], "both are still there"
    second.close()
    assert [left.content for left in left_files(data_dir)] == [{"form": [1]}]


def test_the_file_of_another_program_is_taken_over_once_that_is_killed(
    open_window: Callable[..., Rescue], data_dir: Path
) -> None:
    with another_program(data_dir) as program:
        assert open_window().found("form") == []
        program.kill()
    assert windows(data_dir), "a killed program cannot tidy up"
    rescue = open_window()
    assert rescue.found("form") == ["半途而止有限公司"]


def test_what_was_left_stays_until_it_is_on_disk_again(
    open_window: Callable[..., Rescue], data_dir: Path, tasks: Tasks, left: Path
) -> None:
    rescue = open_window()
    taken = rescue.found("form")
    rescue.watch("form", lambda: taken)
    assert left.exists()
    assert rescue.keep_now()
    assert not left.exists()
    assert [json.loads(path.read_text(encoding="utf-8")) for path in windows(data_dir)] == [json.loads(KEPT)]
    taken.clear()
    rescue.note()
    rescue.hurry()
    tasks.settle(Lane.RESCUE)
    assert windows(data_dir) == []


def test_what_nobody_has_fetched_yet_is_carried_along(
    open_window: Callable[..., Rescue], data_dir: Path, left_twice: Path
) -> None:
    shutil.copytree(left_twice, data_dir, dirs_exist_ok=True)
    rescue = open_window()
    rescue.watch("other", lambda: ["here"])
    assert rescue.keep_now()
    rescue.close()
    again = open_window()
    assert again.found("form") == ["半途而止有限公司"] * 2
    assert again.found("other") == ["here"]


def test_what_was_thrown_away_at_once_does_not_come_back(
    open_window: Callable[..., Rescue], data_dir: Path, left: Path
) -> None:
    rescue = open_window()
    rescue.found("form")
    assert rescue.keep_now(), "nothing is left to keep"
    rescue.close()
    assert list(data_dir.iterdir()) == []


def test_a_file_that_cannot_be_read_is_left_alone(open_window: Callable[..., Rescue], left: Path) -> None:
    left.write_text('{"form": [', encoding="utf-8")
    rescue = open_window()
    assert rescue.found("form") == []
    assert rescue.keep_now()
    assert left.read_text(encoding="utf-8") == '{"form": ['


def test_an_old_lock_of_a_living_window_is_no_stale_one(data_dir: Path) -> None:
    path = data_dir / "unsaved-1-1@pc.json"
    lock = lock_at(path)
    assert lock is not None
    month = time.time() - 30 * 86400

    os.utime(path.with_suffix(".lock"), (month, month))
    assert lock_at(path) is None
    lock.release()
    assert lock_at(path) is not None


@pytest.mark.parametrize("word", [b"", b"123", b"1\nipdesk\npc\n\n", b"\0" * 64])
def test_a_lock_that_was_left_in_whatever_state_is_taken_over_with_its_file(
    open_window: Callable[..., Rescue], data_dir: Path, left: Path, word: bytes
) -> None:
    left.with_suffix(".lock").write_bytes(word)
    rescue = open_window()
    assert rescue.found("form") == ["半途而止有限公司"]
    assert rescue.keep_now()
    rescue.close()
    assert list(data_dir.iterdir()) == []


def test_a_full_disk_is_said_and_written_to_as_soon_as_there_is_room(
    qtbot: QtBot, open_window: Callable[..., Rescue], tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk") as folder:
        filler = fill(folder)
        rescue = open_window(folder)
        rescue.watch("form", lambda: ["半途" * 2000])
        assert not rescue.keep_now()
        assert "磁盘已满" in rescue.why_not()
        rescue.note()
        qtbot.waitUntil(lambda: "磁盘已满" in rescue.autosave.state.message)
        filler.unlink()
        qtbot.waitUntil(lambda: len(windows(folder)) == 1)
        assert rescue.keep_now()
        rescue.close()


def test_no_folder_keeps_nothing_and_says_so(open_window: Callable[..., Rescue], data_dir: Path) -> None:
    rescue = open_window(data_dir / "gone")
    assert rescue.keep_now(), "there is nothing to keep"
    rescue.watch("form", lambda: ["半途"])
    assert not rescue.keep_now()
