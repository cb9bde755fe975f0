"""A window opens whole: over the screen where that is small, at its own size where there is room."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ipdesk.ui.fitting import show_fitting


@pytest.mark.parametrize(("share", "whole_screen"), [(0.5, False), (1.0, True), (1.5, True)])
def test_a_window_never_hangs_over_the_edge(share: float, whole_screen: bool, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    room = window.screen().availableGeometry().size()
    window.resize(room * share)
    show_fitting(window)
    assert window.isMaximized() is whole_screen
    window.hide()
