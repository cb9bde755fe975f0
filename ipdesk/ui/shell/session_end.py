"""The end that nobody at the window has asked for: a signal, signing out, shutting the computer down."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ipdesk.ui.shell.system_signals import SystemSignals

ALL_SAFE, NOT_ALL_SAFE = 0, 1
_GOING_ON = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress)


class SessionEnd(QObject):
    """Ends the program in order, without a question: there may be nobody left to answer it.

    ``keep`` brings everything typed onto the disk and says whether all of it is there. ``code`` is the exit
    status once a signal has ended the program, None before. A shutdown only announces itself, and may still
    be called off: the window stays until the system closes it, or somebody goes on working.
    """

    def __init__(self, app: QApplication, keep: Callable[[], bool]) -> None:
        super().__init__(app)
        self._app, self._keep = app, keep
        self._silent = self._announced = False
        self.code: int | None = None
        self._signals = SystemSignals(self)
        self._signals.came.connect(self.end)
        app.commitDataRequest.connect(self.announce)
        app.aboutToQuit.connect(self.take_leave)

    def announce(self, *_: object) -> None:
        """Keep everything now, as the system is about to close the window, or to kill the program."""
        self._announced = True
        self._be_silent()
        self._keep()

    def take_leave(self) -> None:
        """Keep what was typed after an announcement: Windows kills the program as soon as this returns."""
        if self._announced and self.code is None:
            self._keep()

    def end(self) -> None:
        """Keep everything and leave."""
        if self.code is not None:
            return  # told twice
        self.code = NOT_ALL_SAFE
        self._be_silent()
        if self._keep():
            self.code = ALL_SAFE
        self._app.exit(self.code)

    def run(self) -> int:
        """Stay until the last window is closed, or the system ends the program; return the exit status."""
        return self._app.exec() if self.code is None else self.code

    def close(self) -> None:
        """Give the signals back."""
        self._app.commitDataRequest.disconnect(self.announce)
        self._app.aboutToQuit.disconnect(self.take_leave)
        self._app.removeEventFilter(self)
        self._signals.close()

    # --- no questions ---

    def _be_silent(self) -> None:
        if not self._silent:
            self._silent = True
            self._app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let windows close unasked, and refuse every question, until somebody goes on working."""
        kind = event.type()
        if kind in _GOING_ON and self.code is None:
            self._silent = False
            self._app.removeEventFilter(self)
        elif kind == QEvent.Type.Show and isinstance(watched, QDialog):
            QTimer.singleShot(0, lambda: watched.reject())
        elif kind == QEvent.Type.Close and isinstance(watched, QWidget):
            return True
        return super().eventFilter(watched, event)
