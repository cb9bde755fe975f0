"""A second start on one data folder brings the first window to the front and ends."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ipdesk.ui.shell import single_instance
from ipdesk.ui.shell.single_instance import SingleInstance
from tests import faults

SHORT = 50  # ms
LONG = 60_000

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from ipdesk import app
from ipdesk.ui.shell import single_instance

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
def program(data_dir: Path, source: str = PROGRAM) -> "Iterator[subprocess.Popen[str]]":
    """Start the whole program, or what stands for it, and end it after the block."""
    started = subprocess.Popen(
        [sys.executable, "-c", source, str(data_dir)], stdout=subprocess.PIPE, text=True
    )
    with started:
        try:
            yield started
        finally:
            started.kill()


def said(program: "subprocess.Popen[str]") -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def outcome(program: "subprocess.Popen[str]") -> tuple[str, int]:
    """Return whether a program has opened or ended, and how often it was wanted while it still opened."""
    wanted = 0
    while (word := said(program)) == "wanted":
        wanted += 1
    return word, wanted


@pytest.fixture
def begun(qtbot: QtBot) -> Iterator[Callable[..., SingleInstance]]:
    """Return what stands for a program on a folder; all of them end with the test."""
    made: list[SingleInstance] = []

    def one(folder: Path, *waits: int) -> SingleInstance:
        made.append(SingleInstance(folder, *waits or (LONG,)))
        return made[-1]

    yield one
    for instance in made:
        instance.close()


FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ipdesk.ui.shell.single_instance import SingleInstance

application = QCoreApplication()
first = SingleInstance(Path(sys.argv[1]))
first.wanted.connect(lambda: print("wanted", flush=True))
print("opens" if first.begin() else "ends", flush=True)
application.exec()
"""

SECOND = """
import sys
from pathlib import Path
from ipdesk.ui.shell.single_instance import SingleInstance

print("opens" if SingleInstance(Path(sys.argv[1])).begin() else "ends")
"""


def is_found(qtbot: QtBot, first: SingleInstance, folder: Path) -> bool:
    """Say whether another process on a folder opens no window, and has the first one's shown."""
    shown: list[Path] = []
    first.wanted.connect(lambda: shown.append(folder))
    command = [sys.executable, "-c", SECOND, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as second:
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=LONG)
        return said(second) == "ends" and shown == [folder]


def test_the_first_start_has_the_window_and_once_it_is_killed_the_next(tmp_path: Path) -> None:
    """Of two at once one opens; a later one has its window shown and ends; after a kill the next opens."""
    folder = tmp_path / "not" / "there"
    with program(folder) as one, program(folder) as other:
        outcomes = {outcome(each): each for each in (one, other)}
        [(ended, _), (opened, wanted)] = sorted(outcomes)
        assert (ended, opened) == ("ended 0", "open")
        first = outcomes[opened, wanted]
        with program(folder) as second:
            assert said(second) == "ended 0"
        assert [said(first) for _ in range(2 - wanted)] == ["wanted"] * (2 - wanted)
        assert first.poll() is None
    with program(folder) as again:
        assert said(again) == "open"


def test_another_folder_has_a_window_of_its_own(tmp_path: Path, begun: Callable[..., SingleInstance]) -> None:
    assert begun(tmp_path / "one").begin()
    assert begun(tmp_path / "two").begin()


def test_one_folder_by_another_name_is_the_same(
    qtbot: QtBot, data_dir: Path, tmp_path: Path, begun: Callable[..., SingleInstance]
) -> None:
    (tmp_path / "link").symlink_to(data_dir)
    first = begun(data_dir)
    assert first.begin()
    assert is_found(qtbot, first, tmp_path / "link")


def test_one_folder_on_another_mount_is_the_same(
    qtbot: QtBot, data_dir: Path, tmp_path: Path, begun: Callable[..., SingleInstance]
) -> None:
    (tmp_path / "there").mkdir()
    with faults.mounted(tmp_path / "there", "--bind", str(data_dir)):
        first = begun(data_dir)
        assert first.begin()
        assert is_found(qtbot, first, tmp_path / "there")


def test_where_the_first_cannot_be_reached_the_second_opens_all_the_same(
    data_dir: Path, begun: Callable[..., SingleInstance]
) -> None:
    """This process has no time to answer itself, as a program that hangs."""
    assert begun(data_dir).begin()
    assert begun(data_dir, SHORT).begin()


def test_a_window_that_hangs_is_not_waited_for_as_long_as_a_start(
    data_dir: Path, begun: Callable[..., SingleInstance]
) -> None:
    """This process has no time to answer itself."""
    first = begun(data_dir)
    assert first.begin()
    first.opened()
    assert begun(data_dir, LONG, SHORT).begin()


def test_once_the_first_is_closed_the_next_is_the_first(
    data_dir: Path, begun: Callable[..., SingleInstance]
) -> None:
    first = begun(data_dir)
    assert first.begin()
    first.close()
    second = begun(data_dir, SHORT)
    assert second.begin()
    assert second._server is not None, "it holds the lock"


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the place for temporary files of one's own where the lock will lie, which is not there yet.

    The name of a socket has room for a hundred characters, which the folders of tests nearly take.
    """
    with tempfile.TemporaryDirectory() as folder:
        use_for_temporary_files(Path(folder), monkeypatch)
        yield Path(folder) / f"ipdesk-{os.getuid()}"


def use_for_temporary_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))


POSIX = pytest.mark.skipif(os.name == "nt", reason="there every user has a place for temporary files")


@POSIX
@pytest.mark.parametrize("left", [b"", b"\xff" * 300, f"{os.getppid()}\nsystemd\nhost\n\n\n".encode()])
def test_what_stands_in_a_lock_that_nobody_holds_is_no_lock(
    qtbot: QtBot, data_dir: Path, place: Path, left: bytes, begun: Callable[..., SingleInstance]
) -> None:
    """A power cut leaves it empty; the number in it may be that of another process by now."""
    place.mkdir(0o700)
    (place / f"{single_instance._name_of(data_dir)}.lock").write_bytes(left)
    first = begun(data_dir)
    assert first.begin()
    assert is_found(qtbot, first, data_dir)


def taken_by_another(place: Path) -> None:
    if not faults.POSIX_ROOT:
        pytest.skip("only root can make what belongs to another")
    place.mkdir()
    os.chown(place, 65534, 65534)


def open_to_all(place: Path) -> None:
    place.mkdir()
    place.chmod(0o777)


HINDRANCES: list[Callable[[Path], None]] = [
    taken_by_another,
    open_to_all,
    lambda place: place.symlink_to(place.parent),
    lambda place: place.touch(),
]


@POSIX
@pytest.mark.parametrize("hinder", HINDRANCES)
def test_where_no_lock_can_be_kept_every_start_has_its_window_at_once(
    begun: Callable[..., SingleInstance],
    data_dir: Path,
    place: Path,
    hinder: Callable[[Path], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hinder(place)
    monkeypatch.setattr(SingleInstance, "_reached", nobody_is_asked)
    for _ in range(2):
        assert begun(data_dir).begin()
    assert list(place.parent.glob("**/*.lock")) == []


def nobody_is_asked(*_: object) -> bool:
    raise AssertionError("it would be waited for")


@POSIX
def test_on_a_disk_that_is_only_read_every_start_has_its_window_at_once(
    begun: Callable[..., SingleInstance], data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SingleInstance, "_reached", nobody_is_asked)
    with faults.small_disk(tmp_path / "disk", "100k", "ro") as disk:
        use_for_temporary_files(disk, monkeypatch)
        for _ in range(2):
            assert begun(data_dir).begin()


@POSIX
def test_on_a_full_disk_the_second_start_still_finds_the_first(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with faults.small_disk(tmp_path / "disk", "100k") as disk:
        use_for_temporary_files(disk, monkeypatch)
        faults.fill(disk)
        with program(data_dir, FIRST) as first:
            assert said(first) == "opens"
            with program(data_dir, SECOND) as second:
                assert said(second) == "ends"
            assert said(first) == "wanted"
