"""Windows that fit the screen they open on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ipdesk.ui import theme


def show_fitting(window: QWidget) -> None:
    """Show a window at its own size, or over the whole screen where it and its frame do not fit."""
    room, frame = window.screen().availableGeometry().size(), theme.grid(10)
    if room.width() < window.width() + frame or room.height() < window.height() + frame:
        window.showMaximized()
    else:
        window.show()
