"""The page 申请件 in a window kept for the tests of a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipdesk.models.records import ApplicationFilter
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.list.columns import NUMBER
from tests.ui.kept_rig import KeptRig, KeptRigs
from tests.ui.rig import Rig


def _put_away(page: ApplicationsPage) -> None:
    """Go back to the whole list in its usual order, with nothing ticked, open or said."""
    if (decision := page._opened()) is not None:
        decision.saving.begin()
    if not page.list.isVisible():
        page.show_list()
    page.close_drawer()
    page.list.undo.clear()
    page.list.model.check_none()
    if page.list.wanted() != ApplicationFilter():
        page.list.go_to(0)
    page.list._column, page.list._descending, page.list.header._at = NUMBER, True, NUMBER
    page.list.header.show_order(NUMBER, descending=True)
    page.list.call_column.setChecked(False)
    page.list_bar.set_state("")


@pytest.fixture(scope="module")
def _kept(
    _dressed: QApplication, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[KeptRigs[ApplicationsPage]]:
    folder = tmp_path_factory.mktemp("applications")
    kept = KeptRigs(KeptRig(QtBot(request), folder, "applications", ApplicationsPage, _put_away))
    yield kept
    kept.close()


@pytest.fixture
def rig(
    qtbot: QtBot, data_dir: Path, request: pytest.FixtureRequest, _kept: KeptRigs[ApplicationsPage]
) -> Iterator[Rig]:
    """Return a window over a database whose office has been set up; most tests share that of their file."""
    yield from _kept.give(request, qtbot, data_dir)
