"""Windows that fit the screen they open on, as they were left where that is known."""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget

from ipdesk.ui import theme


def show_fitting(window: QWidget) -> None:
    """Show a window at its own size, or over the whole screen where it and its frame do not fit."""
    room, frame = window.screen().availableGeometry().size(), theme.grid(10)
    if room.width() < window.width() + frame or room.height() < window.height() + frame:
        window.showMaximized()
    else:
        window.show()


def place_of(window: QWidget) -> str:
    """Return where a window stands and how large it is, as a word to be remembered."""
    return bytes(window.saveGeometry().toBase64().data()).decode("ascii")


def put_back(window: QWidget, place: str) -> bool:
    """Bring a window to where it stood; answers whether ``place`` says that of a screen there is.

    A window that was left over the whole screen opens so. Qt itself brings one back that a screen now gone
    held.
    """
    kept = QByteArray.fromBase64(place.encode("ascii", "ignore"))
    return not kept.isEmpty() and window.restoreGeometry(kept)
