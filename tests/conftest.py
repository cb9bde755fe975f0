"""What every test stands on: no screen, no personal data, no unexpected log entry, no window left behind."""

import gc
import logging
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
from hypothesis import settings

from tests.faults import mounts_are_private

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

# Before anything imports Qt: tests draw into memory, also where there is a screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Every commit waits for its disk, and no test is about disks but by mounts of its own: in memory a run takes
# a fifth less. Whoever sets TMPDIR chooses; what passed leaves nothing there (see pyproject.toml).
_IN_MEMORY, _ROOM = "/dev/shm", 2 << 30  # bytes
if "TMPDIR" not in os.environ and os.path.isdir(_IN_MEMORY) and shutil.disk_usage(_IN_MEMORY).free > _ROOM:
    os.environ["TMPDIR"] = tempfile.tempdir = _IN_MEMORY

# What is drawn is the same in every run, so that a change is blamed only for what it did; new examples are
# looked for with --hypothesis-profile=explore.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile("repeatable")


# What is imported and collected stays: a quarter of that time went into looking for garbage.
gc.disable()


def pytest_collection_finish() -> None:
    """Keep what lives to the end of the run out of every collection of garbage, and have few of them."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    gc.enable()


class ExpectLog(Protocol):
    """The type of the ``expect_log`` fixture."""

    def __call__(self, pattern: str, level: int = logging.WARNING) -> AbstractContextManager[None]:
        """Demand, for a block, exactly the log entries that match."""


class _UnexpectedLogs(logging.Handler):
    """Collects entries from WARNING on; outside ``expect_log`` each of them fails the test."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    @contextmanager
    def expecting(self, pattern: str, level: int = logging.WARNING) -> Iterator[None]:
        before, self.records = self.records, []
        yield
        matching = [r for r in self.records if r.levelno == level and re.search(pattern, r.getMessage())]
        assert matching, f"no log entry of {logging.getLevelName(level)} matched {pattern!r}"
        self.records = before + [record for record in self.records if record not in matching]


@pytest.fixture(autouse=True)
def _unexpected_logs() -> Iterator[_UnexpectedLogs]:
    """Fail the test whose code logs a warning or an error that it did not announce."""
    handler = _UnexpectedLogs()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)
    if handler.records:
        entries = "\n".join(f"{r.name} {r.levelname}: {r.getMessage()}" for r in handler.records)
        pytest.fail(f"unexpected log entries (announce them with expect_log):\n{entries}", pytrace=False)


@pytest.fixture
def expect_log(_unexpected_logs: _UnexpectedLogs) -> ExpectLog:
    """Announce a log entry: ``with expect_log("locked"): ...`` fails when it does not come."""
    return _unexpected_logs.expecting


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return folders for one test each, none of them made: most tests need none."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def _personal_folders(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep a test that names no data folder away from the data of whoever runs it."""
    home = next(_homes)
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(home / variable.lower()))


@pytest.fixture(scope="session", autouse=True)
def _mounts_of_our_own() -> None:
    """Leave the mounts of everybody else before there are threads: each keeps those of its beginning."""
    mounts_are_private()


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Return an empty data folder of its own for a test, already made."""
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


def _windows() -> "list[QWidget]":
    """Return the windows that belong to no other, in sight or not.

    The list of a completer goes with its field.
    """
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtWidgets import QApplication

    windows = (widget for widget in QApplication.topLevelWidgets() if widget.parent() is None)
    return [widget for widget in windows if widget.focusProxy() is None]


@pytest.fixture(autouse=True)
def _no_leaked_windows() -> Iterator[None]:
    """Deliver deferred deletes; fail the test that leaves a window behind, in sight or not.

    It can crash the run at its end, and every later change of the look is paid for once more. What a
    fixture keeps for several tests was there before.
    """
    before = _windows()
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [widget for widget in _windows() if widget not in before]
    names = ", ".join(map(repr, left))
    for widget in left:
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if left:
        pytest.fail(f"windows left behind (qtbot.addWidget them): {names}", pytrace=False)
