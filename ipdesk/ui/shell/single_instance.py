"""One window on one data folder: a second start on the same computer brings the first window to the front.

Two desks on one folder are fine; two windows of one clerk are a mistake that costs typing. A lock alone says
who may open the window; the socket only asks the first one to show it. Where no lock can be kept, the second
opens like that of any other desk.
"""

from __future__ import annotations

import contextlib
import getpass
import hashlib
import os
import stat
import sys
import tempfile
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QObject, Qt, QThread, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ipdesk.models.core.atomic_file import make_private_folder
from ipdesk.ui.desk.process_lock import ProcessLock

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE = 8000
"""Milliseconds until it is told that a first program without a window is waited for: its disk may be slow."""

HANGS = 3000
"""Milliseconds until it is told that a program with a window does not answer."""
_AGAIN = 20  # milliseconds

_HERE = b"here\n"
_OPEN = b"open\n"


class Turn(Enum):
    """Whether a program may open its window."""

    OPEN = auto()  # it is the first, or no lock can be kept
    SHOWN = auto()  # the first one has shown its window
    SILENT = auto()  # the first one is there and does not answer: no second window all the same


class SingleInstance(QObject):
    """Stands for this program on a data folder; ``wanted`` tells that it was started once more.

    Lock and socket lie on this computer, not in the folder, which may be on a network drive; both know the
    folder, whatever name or mount it is reached by, and the user.
    """

    wanted = Signal()

    def __init__(
        self, data_dir: Path, patience: int = PATIENCE, hangs: int = HANGS, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._data_dir, self._patience, self._hangs = data_dir, patience, hangs
        self._name = ""
        self._lock: ProcessLock | None = None
        self._server: QLocalServer | None = None
        self._socket: QLocalSocket | None = None

    def begin(self) -> Turn:
        """Say whether to open a window; where the first program is silent, after a while."""
        try:
            place = _private_folder() / _name_of(self._data_dir)
            # On Windows a name in a room of their own, elsewhere the path of a file.
            self._name = place.name if sys.platform == "win32" else str(place)
            self._lock = ProcessLock(place.with_suffix(".lock"))
            turn = self.look()
        except OSError:
            self._lock = None
            return Turn.OPEN  # nothing can be kept on this computer, or another user has been there
        end = QDeadlineTimer(self._hangs if self._lock.word() == _OPEN else self._patience)
        while turn is Turn.SILENT and not end.hasExpired():
            turn = self.look()
        return turn

    def look(self) -> Turn:
        """Take the lock, or ask the first program once more, in some milliseconds. Raises OSError."""
        if self._lock is None or self._lock.acquire():
            self._listen()
            return Turn.OPEN
        return Turn.SHOWN if self._answered() else Turn.SILENT

    def opened(self) -> None:
        """Let others know that the window is there: from now on it answers at once, or hangs."""
        if self._lock is not None and self._server is not None:
            with contextlib.suppress(OSError):  # they only wait longer
                self._lock.leave_word(_OPEN)

    def _listen(self) -> None:
        """Let others ask for the window; where that cannot be, the lock still keeps them from opening one."""
        try:
            from PySide6.QtNetwork import QLocalServer
        except ImportError:
            return  # a system without the libraries that Qt's network wants
        QLocalServer.removeServer(self._name)  # of a program that was killed: the lock is ours
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._server.listen(self._name)

    def _answer(self) -> None:
        """Let the second program go, and show the window."""
        socket = self._server.nextPendingConnection() if self._server is not None else None
        if socket is not None:
            socket.disconnected.connect(lambda: _drop(socket))
            socket.write(_HERE)
            socket.flush()
            self.wanted.emit()

    def _answered(self) -> bool:
        """Ask the first program to show itself, if nobody has; say whether it has answered by now."""
        socket = self._connected()
        if socket is None:  # it has just begun, or is just ending
            QThread.msleep(_AGAIN)
            return False
        # What came while the event loop ran is not waited for again.
        there = socket.bytesAvailable() > 0 or socket.waitForReadyRead(_AGAIN)
        return there and socket.readAll().data() == _HERE

    def _connected(self) -> QLocalSocket | None:
        try:
            from PySide6.QtNetwork import QLocalSocket
        except ImportError:
            return None
        if self._socket is None:
            _let_others_come_to_front()
            self._socket = QLocalSocket(self)
            self._socket.connectToServer(self._name)
        if not (self._socket.bytesAvailable() > 0 or self._socket.waitForConnected(_AGAIN)):
            self._socket.deleteLater()
            self._socket = None
        return self._socket

    def close(self) -> None:
        """Let the next start have a window of its own."""
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            self._lock.release()


def _drop(socket: QLocalSocket) -> None:
    if isValid(socket):
        socket.deleteLater()


def _name_of(data_dir: Path) -> str:
    """Return a name for a folder, by what it is and not what it is called; it is made where it is missing.

    Raises OSError.
    """
    make_private_folder(data_dir)
    found = data_dir.stat()
    user = os.getuid() if hasattr(os, "getuid") else getpass.getuser()
    whose = f"{user}\n{found.st_dev}\n{found.st_ino}"
    return f"ipdesk-{hashlib.sha256(whose.encode()).hexdigest()[:16]}"


def _private_folder() -> Path:
    """Return a folder of this computer to which nobody else may write, made where it is missing.

    The user's own while they are signed in, or one in that for temporary files: where all may write, others
    could keep the program from ever starting. Raises OSError, also where another user has taken the name.
    """
    own = os.environ.get("XDG_RUNTIME_DIR", "")
    if own and os.access(own, os.W_OK):
        return Path(own)
    if not hasattr(os, "getuid"):
        return Path(tempfile.gettempdir())  # each user's own there
    folder = Path(tempfile.gettempdir()) / f"ipdesk-{os.getuid()}"
    make_private_folder(folder)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise PermissionError(f"{folder} is not for this user alone")
    return folder


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
