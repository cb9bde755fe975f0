"""What every test of the window stands on: the look of the desk, in the compact density."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipdesk.ui import theme
from ipdesk.ui.desk.tasks import Tasks
from tests.ui.rig import Rig


def pytest_itemcollected(item: pytest.Item) -> None:
    # What the platform without a screen cannot do, and says so: least sizes, raising, grabbing the keyboard.
    item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(scope="session")
def _dressed(qapp: QApplication) -> QApplication:
    """Give the application its look, once: it installs a translator each time."""
    theme.apply(qapp)
    return qapp


@pytest.fixture(autouse=True)
def _compact(_dressed: QApplication) -> Iterator[None]:
    """Start each test in the compact density, whatever the one before did."""
    if theme.density() is not theme.COMPACT:
        theme.set_density(_dressed, theme.COMPACT)
    yield


@pytest.fixture
def roomy(_dressed: QApplication) -> None:
    """Set the roomy density."""
    theme.set_density(_dressed, theme.ROOMY)


@pytest.fixture
def rig(qtbot: QtBot, data_dir: Path) -> Iterator[Rig]:
    """Return a window without pages over a database whose office has been set up."""
    made = Rig(qtbot, data_dir)
    yield made
    made.leave()


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    """Return what runs jobs beside the window; it is ended with the test."""
    made = Tasks()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _empty_clipboard() -> Iterator[None]:
    """Leave nothing on the clipboard: the one of the platform without a screen outlives Python."""
    yield
    QApplication.clipboard().clear()
