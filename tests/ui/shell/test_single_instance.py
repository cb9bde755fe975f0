"""A second start on one data folder brings the first window to the front and ends."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipdesk.ui.shell import single_instance
from ipdesk.ui.shell.already_open import AlreadyOpen, has_turn
from ipdesk.ui.shell.single_instance import SingleInstance, Turn
from ipdesk.ui.widgets import Text
from tests import faults

POSIX = pytest.mark.skipif(os.name == "nt", reason="there every user has a place for temporary files")
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
    shown = {type(one).__name__ for one in made.topLevelWidgets() if one.isVisible()}
    if shown - {"AlreadyOpen"}:
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
first = SingleInstance(Path(sys.argv[1]), 60_000)
first.wanted.connect(lambda: print("wanted", flush=True))
print(first.begin().name, flush=True)
application.exec()
"""

SECOND = """
import sys
from pathlib import Path
from ipdesk.ui.shell.single_instance import SingleInstance

print(SingleInstance(Path(sys.argv[1])).begin().name)
"""


def is_found(qtbot: QtBot, first: SingleInstance, folder: Path) -> bool:
    """Say whether another process on a folder opens no window, and has the first one's shown."""
    shown: list[Path] = []
    first.wanted.connect(lambda: shown.append(folder))
    command = [sys.executable, "-c", SECOND, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as second:
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=LONG)
        return said(second) == "SHOWN" and shown == [folder]


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
    assert begun(tmp_path / "one").begin() is Turn.OPEN
    assert begun(tmp_path / "two").begin() is Turn.OPEN


def test_one_folder_by_another_name_is_the_same(
    qtbot: QtBot, data_dir: Path, tmp_path: Path, begun: Callable[..., SingleInstance]
) -> None:
    (tmp_path / "link").symlink_to(data_dir)
    first = begun(data_dir)
    assert first.begin() is Turn.OPEN
    assert is_found(qtbot, first, tmp_path / "link")


def test_one_folder_on_another_mount_is_the_same(
    qtbot: QtBot, data_dir: Path, tmp_path: Path, begun: Callable[..., SingleInstance]
) -> None:
    (tmp_path / "there").mkdir()
    with faults.mounted(tmp_path / "there", "--bind", str(data_dir)):
        first = begun(data_dir)
        assert first.begin() is Turn.OPEN
        assert is_found(qtbot, first, tmp_path / "there")


def test_of_many_started_at_once_one_opens(data_dir: Path) -> None:
    with ExitStack() as all_of_them:
        started = [all_of_them.enter_context(program(data_dir, FIRST)) for _ in range(3)]
        # Those that ended stay, so that nobody takes the turn of the one that opened; it says "wanted", too.
        turns = [next(word for word in iter(partial(said, one), "") if word != "wanted") for one in started]
        assert sorted(turns) == ["OPEN", "SHOWN", "SHOWN"]


def test_a_window_that_hangs_is_told_soon_and_never_opened_beside(
    data_dir: Path, begun: Callable[..., SingleInstance]
) -> None:
    """This process has no time to answer itself."""
    first = begun(data_dir)
    assert first.begin() is Turn.OPEN
    assert begun(data_dir, SHORT).begin() is Turn.SILENT, "it has no window yet"
    first.opened()
    assert begun(data_dir, LONG, SHORT).begin() is Turn.SILENT


@POSIX
@pytest.mark.parametrize("kill", [False, True])
def test_the_window_that_waits_goes_when_the_first_answers_and_opens_when_it_is_gone(
    qtbot: QtBot, data_dir: Path, begun: Callable[..., SingleInstance], kill: bool
) -> None:
    with program(data_dir, FIRST) as first:
        assert said(first) == "OPEN"
        first.send_signal(signal.SIGSTOP)
        second = begun(data_dir, SHORT)
        told: list[str] = []

        def look() -> None:
            waiting = QApplication.activeModalWidget()
            assert isinstance(waiting, AlreadyOpen)
            told.extend(label.text() for label in waiting.findChildren(Text))
            first.send_signal(signal.SIGKILL if kill else signal.SIGCONT)

        QTimer.singleShot(0, look)
        assert has_turn(second, data_dir) is kill
        assert any("没有应答" in one for one in told)
        if not kill:
            assert said(first) == "wanted"


def test_without_the_network_of_qt_the_lock_still_keeps_a_second_window_away(
    data_dir: Path, begun: Callable[..., SingleInstance], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtNetwork", None)
    first = begun(data_dir)
    assert first.begin() is Turn.OPEN
    assert begun(data_dir, SHORT).begin() is Turn.SILENT
    first.close()
    assert begun(data_dir, SHORT).begin() is Turn.OPEN


def test_once_the_first_is_closed_the_next_is_the_first(
    data_dir: Path, begun: Callable[..., SingleInstance]
) -> None:
    first = begun(data_dir)
    assert first.begin() is Turn.OPEN
    first.close()
    second = begun(data_dir, SHORT)
    assert second.begin() is Turn.OPEN
    assert begun(data_dir, SHORT).begin() is Turn.SILENT, "the second holds the lock"


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


@POSIX
@pytest.mark.parametrize("left", [b"", b"\xff" * 300, f"{os.getppid()}\nsystemd\nhost\n\n\n".encode()])
def test_what_stands_in_a_lock_that_nobody_holds_is_no_lock(
    qtbot: QtBot, data_dir: Path, place: Path, left: bytes, begun: Callable[..., SingleInstance]
) -> None:
    """A power cut leaves it empty; the number in it may be that of another process by now."""
    place.mkdir(0o700)
    (place / f"{single_instance._name_of(data_dir)}.lock").write_bytes(left)
    first = begun(data_dir)
    assert first.begin() is Turn.OPEN
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
    monkeypatch.setattr(SingleInstance, "_answered", nobody_is_asked)
    for _ in range(2):
        assert begun(data_dir).begin() is Turn.OPEN
    assert list(place.parent.glob("**/*.lock")) == []


def nobody_is_asked(*_: object) -> bool:
    raise AssertionError("it would be waited for")


@POSIX
def test_on_a_disk_that_is_only_read_every_start_has_its_window_at_once(
    begun: Callable[..., SingleInstance], data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SingleInstance, "_answered", nobody_is_asked)
    with faults.small_disk(tmp_path / "disk", "100k", "ro") as disk:
        use_for_temporary_files(disk, monkeypatch)
        for _ in range(2):
            assert begun(data_dir).begin() is Turn.OPEN


@POSIX
def test_on_a_full_disk_the_second_start_still_finds_the_first(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with faults.small_disk(tmp_path / "disk", "100k") as disk:
        use_for_temporary_files(disk, monkeypatch)
        faults.fill(disk)
        with program(data_dir, FIRST) as first:
            assert said(first) == "OPEN"
            with program(data_dir, SECOND) as second:
                assert said(second) == "SHOWN"
            assert said(first) == "wanted"
