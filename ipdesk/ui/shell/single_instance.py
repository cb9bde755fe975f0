"""One window on one data folder: a second start on the same computer brings the first window to the front.

Two desks on one folder are fine; two windows of one clerk are a mistake that costs typing. Where the first
program cannot be reached, or no lock can be kept, the second opens like that of any other desk.
"""

from __future__ import annotations

import contextlib
import getpass
import hashlib
import os
import stat
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QObject, Qt, QThread, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ipdesk.models.core.atomic_file import make_private_folder
from ipdesk.ui.desk.process_lock import ProcessLock

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

PATIENCE = 8000
"""Milliseconds to wait for a first program that has no window yet: it may be on a slow disk."""

HANGS = 3000
"""Milliseconds after which a program with a window that does not answer hangs."""

BEGINNING = 2000
"""Milliseconds to wait for a program that holds the lock to listen."""
_AGAIN = 20  # milliseconds

_HERE = b"here\n"
_OPEN = b"open\n"


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

    def begin(self) -> bool:
        """Say whether to open a window; otherwise the one that is there has been brought to the front."""
        try:
            from PySide6 import QtNetwork  # noqa: F401
        except ImportError:
            return True  # a system without the libraries that Qt's network wants: each start has its window
        try:
            return self._begun(_private_folder() / _name_of(self._data_dir))
        except OSError:
            return True  # nothing can be kept on this computer, or another user has been there: as above

    def _begun(self, place: Path) -> bool:
        # On Windows a name in a room of their own, elsewhere the path of a file.
        self._name = place.name if sys.platform == "win32" else str(place)
        lock = self._lock = ProcessLock(place.with_suffix(".lock"))
        end = QDeadlineTimer(min(self._patience, BEGINNING))
        while not lock.acquire():
            reached = self._reached(self._hangs if lock.word() == _OPEN else self._patience)
            if reached or reached is None or end.hasExpired():
                return not reached
            QThread.msleep(_AGAIN)
        if not self._listens():
            lock.release()  # or every further start would wait for an answer
        return True

    def opened(self) -> None:
        """Let others know that the window is there: from now on it answers at once, or hangs."""
        if self._lock is not None and self._server is not None:
            with contextlib.suppress(OSError):  # they only wait longer
                self._lock.leave_word(_OPEN)

    def _listens(self) -> bool:
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)  # of a program that was killed: the lock is ours
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        return self._server.listen(self._name)

    def _answer(self) -> None:
        """Let the second program go, and show the window."""
        socket = self._server.nextPendingConnection() if self._server is not None else None
        if socket is not None:
            socket.disconnected.connect(lambda: socket.deleteLater())
            socket.write(_HERE)
            socket.flush()
            self.wanted.emit()

    def _reached(self, patience: int) -> bool | None:
        """Ask the first program to show itself; say whether it has answered, None where it hangs.

        False means that it does not listen: it has just begun, or just ended.
        """
        from PySide6.QtNetwork import QLocalSocket

        _let_others_come_to_front()
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(patience):
            return False
        answered = socket.waitForReadyRead(patience) and socket.readAll().data() == _HERE
        return True if answered else None

    def close(self) -> None:
        """Let the next start have a window of its own."""
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            self._lock.release()


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
