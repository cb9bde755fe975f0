"""The page 文书 in a window kept for the tests of a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipdesk.ui.letters import LettersPage
from tests.ui.kept_rig import KeptRig, KeptRigs
from tests.ui.rig import Rig


def _put_away(page: LettersPage) -> None:
    """Go back to what waits, of today, with nothing ticked, searched or said."""
    lists = page.lists
    lists.begin_waiting()
    lists.search.clear()
    lists.kinds.waiting.set_key("")
    lists.kinds.issued.set_key("")
    lists.form._own = False
    lists.form.number_field.set_error("")
    page.message.clear()
    page.foot.set_state("")
    page.foot.both_sides.setChecked(False)
    page.preview.whole.setChecked(False)


@pytest.fixture(scope="module")
def _kept(
    _dressed: QApplication, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[KeptRigs[LettersPage]]:
    folder = tmp_path_factory.mktemp("letters")
    kept = KeptRigs(KeptRig(QtBot(request), folder, "letters", LettersPage, _put_away))
    yield kept
    kept.close()


@pytest.fixture
def rig(
    qtbot: QtBot, data_dir: Path, request: pytest.FixtureRequest, _kept: KeptRigs[LettersPage]
) -> Iterator[Rig]:
    """Return a window over a database whose office has been set up; most tests share that of their file."""
    yield from _kept.give(request, qtbot, data_dir)
