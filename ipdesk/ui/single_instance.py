"""One window on one data folder: a second start on the same computer brings the first window to the front.

Two desks on one folder are fine; two windows of one clerk are a mistake that costs typing. Where the first
program cannot be reached, the second opens like that of any other desk.
"""

from __future__ import annotations

import getpass
import hashlib
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, Qt, QThread, Signal
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

PATIENCE = 8000
"""Milliseconds to wait for the first program, which may be opening a database on a slow disk."""

BEGINNING = 2000
"""Milliseconds to wait for a program that holds the lock to listen."""
_AGAIN = 20  # milliseconds

_HERE = b"here\n"


class SingleInstance(QObject):
    """Stands for this program on a data folder; ``wanted`` tells that it was started once more.

    Lock and socket lie on this computer, not in the folder, which may be on a network drive; both know the
    folder, whatever name it was given by, and the user.
    """

    wanted = Signal()

    def __init__(self, data_dir: Path, patience: int = PATIENCE, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name, self._patience = _name_of(data_dir), patience
        self._lock = QLockFile(str(Path(_local_folder()) / f"{self._name}.lock"))
        self._lock.setStaleLockTime(0)  # never by its age: only once its process is gone
        self._server: QLocalServer | None = None

    def begin(self) -> bool:
        """Say whether to open a window; otherwise the one that is there has been brought to the front."""
        try:
            from PySide6 import QtNetwork  # noqa: F401
        except ImportError:
            return True  # a system without the libraries that Qt's network wants: each start has its window
        end = QDeadlineTimer(min(self._patience, BEGINNING))
        while not self._lock.tryLock(0):
            reached = self._reached()
            if reached or reached is None or end.hasExpired():
                return not reached
            QThread.msleep(_AGAIN)
        self._listen()
        return True

    def _listen(self) -> None:
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)  # of a program that was killed: the lock is ours
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._server.listen(self._name)

    def _answer(self) -> None:
        """Let the second program go, and show the window."""
        socket = self._server.nextPendingConnection() if self._server is not None else None
        if socket is not None:
            socket.disconnected.connect(lambda: socket.deleteLater())
            socket.write(_HERE)
            socket.flush()
            self.wanted.emit()

    def _reached(self) -> bool | None:
        """Ask the first program to show itself; say whether it has answered, None where it hangs.

        False means that it does not listen: it has just begun, or just ended.
        """
        from PySide6.QtNetwork import QLocalSocket

        _let_others_come_to_front()
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(self._patience):
            return False
        answered = socket.waitForReadyRead(self._patience) and socket.readAll().data() == _HERE
        return True if answered else None

    def close(self) -> None:
        """Let the next start have a window of its own."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()


def _name_of(data_dir: Path) -> str:
    folder = os.path.normcase(os.path.realpath(data_dir))
    user = os.getuid() if hasattr(os, "getuid") else getpass.getuser()
    whose = f"{user}\n{folder}".encode(errors="surrogateescape")
    return f"ipdesk-{hashlib.sha256(whose).hexdigest()[:16]}"


def _local_folder() -> str:
    """Return a folder of this computer: the user's own while they are signed in, or that of all."""
    own = os.environ.get("XDG_RUNTIME_DIR", "")
    return own if own and os.access(own, os.W_OK) else tempfile.gettempdir()


def _let_others_come_to_front() -> None:
    """Windows lets a program come to the front only if the one the user has just started agrees."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)


def bring_to_front() -> None:
    """Bring the program's window to the front, a question that stands open before it."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible() and window.parent() is None:
            _bring(window)
    question = QApplication.activeModalWidget()
    if question is not None:
        _bring(question)


def _bring(window: QWidget) -> None:
    state = window.windowState() & ~Qt.WindowState.WindowMinimized
    window.setWindowState(state | Qt.WindowState.WindowActive)
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)  # where the system brings nothing to the front, it marks it
