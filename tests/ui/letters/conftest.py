"""The letters in their window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.rig import Rig


@pytest.fixture
def rig(qtbot: QtBot, data_dir: Path) -> Iterator[Rig]:
    """Return a window without pages over a database whose office has been set up."""
    made = Rig(qtbot, data_dir)
    yield made
    made.leave()
