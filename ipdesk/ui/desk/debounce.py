"""Waiting until somebody stops typing, turning or scrolling, before something is worked out for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Debounce(QObject):
    """Acts once for all that came close together: ``pause`` milliseconds after the last of it."""

    def __init__(self, act: Callable[[], None], pause: int, parent: QObject) -> None:
        super().__init__(parent)
        self._pause, self._timer = pause, QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(act)

    def later(self) -> None:
        """Act after the pause, which begins now."""
        self._timer.start(self._pause)

    def soon(self) -> None:
        """Act without a pause, once for all that the window is in the middle of."""
        self._timer.start(0)

    def stop(self) -> None:
        """Do not act."""
        self._timer.stop()

    def waiting(self) -> bool:
        """Say whether it is going to act."""
        return self._timer.isActive()
