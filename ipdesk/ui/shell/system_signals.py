"""Being told by the system to end: signals and, on Windows, the console window that is closed."""

from __future__ import annotations

import signal
import socket
import sys
import threading
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Ctrl+C, the order to end, the terminal gone, Ctrl+Break; no system has all of them."""
_CONSOLE_CLOSED = 2  # CTRL_CLOSE_EVENT
LAST_WORK = 4.5
"""Seconds that Windows is held up when a console is closed; after five it ends the program anyhow."""


class SystemSignals(QObject):
    """``came`` tells, in the thread of the window, that a signal to end has come.

    Python hears of a signal only between two of its own steps, and a window at rest takes none: the byte that
    ``signal.set_wakeup_fd`` writes wakes the window up.
    """

    came = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading, self._writing = socket.socketpair()
        for end in (self._reading, self._writing):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        self._former_wakeup = signal.set_wakeup_fd(self._writing.fileno(), warn_on_full_buffer=False)
        self._former = {number: signal.signal(number, _take_note) for number in _known()}
        self._over = threading.Event()
        self._release_console = _watch_console(self._console_closed)

    def _read(self) -> None:
        if set(self._reading.recv(4096)) & set(self._former):
            self.came.emit()

    def _console_closed(self) -> None:
        """Hold Windows up until the program has ended: it kills as soon as this returns."""
        self._writing.send(bytes([signal.SIGTERM]))
        self._over.wait(LAST_WORK)

    def close(self) -> None:
        """Give the signals back."""
        for number, former in self._former.items():
            signal.signal(number, former)
        signal.set_wakeup_fd(self._former_wakeup)
        self._notifier.setEnabled(False)
        self._over.set()
        self._release_console()
        for end in (self._reading, self._writing):
            end.close()


def _known() -> list[signal.Signals]:
    return [signal.Signals[name] for name in _NAMES if name in signal.Signals.__members__]


def _take_note(number: int, frame: FrameType | None) -> None:
    """Take the place of what would end the program at once: the byte has told the window."""


def _watch_console(closed: Callable[[], None]) -> Callable[[], None]:
    """Have the closing of the console told, in a thread of its own; return what ends that."""
    if sys.platform == "win32":
        import ctypes

        def told(event: int) -> int:
            if event != _CONSOLE_CLOSED:
                return 0
            closed()
            return 1

        handle = ctypes.WINFUNCTYPE(ctypes.c_int, ctypes.c_uint)(told)
        ctypes.windll.kernel32.SetConsoleCtrlHandler(handle, 1)
        return lambda: ctypes.windll.kernel32.SetConsoleCtrlHandler(handle, 0)
    return lambda: None
