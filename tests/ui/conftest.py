"""What every test of the window stands on: the look of the desk, in the compact density."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipdesk.ui import theme
from ipdesk.ui.desk.tasks import Tasks
from ipdesk.ui.widgets import Dialog
from tests.ui.keys import faults_of_keys
from tests.ui.rig import Rig

LOWEST = 736  # px: a screen of 768 without the title bar of a window


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


def _in_sight(dialog: Dialog) -> None:
    """Hold a dialog to the lowest screen, 768 px with the title bar of its window off it: nothing is cut."""
    assert dialog.minimumHeight() <= LOWEST, (
        f"{type(dialog).__name__} is {dialog.minimumHeight()} px at least"
    )
    assert dialog.height() <= max(LOWEST, dialog.most_height())
    assert dialog.rect().contains(dialog.accept_button.geometry()), "the button that does it is in sight"
    assert faults_of_keys(dialog) == [] or dialog.accept_button.property("k") == "danger"


@pytest.fixture(scope="session", autouse=True)
def _every_dialog_is_held_to_the_screen() -> Iterator[None]:
    """Look at every dialog that any test of the window shows, when it is shown."""
    whole = Dialog.showEvent

    def shown(dialog: Dialog, event: QShowEvent) -> None:
        whole(dialog, event)
        _in_sight(dialog)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Dialog, "showEvent", shown)
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


@pytest.fixture
def own_window() -> None:
    """Have a window of its own, for a test that closes it, or leaves something in it that stays."""
