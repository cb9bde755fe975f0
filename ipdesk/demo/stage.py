"""What a show needs: a desk on a folder of its own, no screen, and an album for the pictures."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from ipdesk.demo.clerk import Clerk
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.tasks import Tasks
from ipdesk.ui.shell.frame import Shell

WINDOW = (1366, 768)
_QUALITY = 60  # of pictures, which lose nothing by it: a third faster to write, a twentieth larger
_MOST_LOOKS = 10  # a caret may blink for ever


class RunningDesk(Protocol):
    """A program that has been put together on a data folder."""

    tasks: Tasks

    @property
    def first(self) -> QWidget | None:
        """The window of the first start, None once it is done."""

    @property
    def window(self) -> Shell | None:
        """The main window, None before the first start is done."""

    @property
    def desk(self) -> Desk | None:
        """What the pages work with, None before the first start is done."""

    def start(self) -> bool:
        """Open the first window."""

    def close(self) -> None:
        """Let go of everything."""


Launch = Callable[[Path], RunningDesk]
"""Makes the application, if there is none, and a desk on a data folder."""


@contextmanager
def without_screen() -> Iterator[Path]:
    """Draw into memory, and give a data folder of which nothing stays. Before any window is made."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(_complain)
    with tempfile.TemporaryDirectory(prefix="ipdesk-", ignore_cleanup_errors=True) as folder:
        try:
            yield Path(folder)
        finally:
            qInstallMessageHandler(None)


def _complain(_kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
    """Pass Qt's complaints on, but for what the platform without a screen says of itself."""
    if message and not message.startswith("This plugin does not support"):
        print(message, file=sys.stderr)


@contextmanager
def running(
    launch: Launch, data_dir: Path, size: tuple[int, int] = WINDOW
) -> Iterator[tuple[RunningDesk, Clerk]]:
    """Start a desk, with its window in a size (in px) where there is one yet; close it in the end."""
    program = launch(data_dir)
    clerk = Clerk(program.tasks)
    try:
        program.start()
        clerk.settle()
        if program.window is not None:
            program.window.resize(*size)
            clerk.settle()
        yield program, clerk
    finally:
        clerk.leave()
        _close(program)


def _close(program: RunningDesk) -> None:
    """Close the windows and the program, and let Qt delete the windows at once."""
    windows = [window for window in (program.first, program.window) if window is not None]
    for window in windows:
        window.close()
    program.close()
    for window in windows:
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Screenshots:
    """Pictures in a folder, numbered in the order they were taken."""

    def __init__(self, folder: Path, clerk: Clerk, first: int = 1) -> None:
        self._folder, self._clerk, self._count = folder, clerk, first - 1

    def hand_over(self, clerk: Clerk) -> None:
        """Take what another clerk sees from now on."""
        self._clerk = clerk

    def save(self, name: str) -> Path:
        """Take the window in front, a dialog over the window it belongs to; return the file.

        Raises OSError where it cannot be written.
        """
        self._count += 1
        path = self._folder / f"{self._count:02d}-{name}.png"
        if not self._rested().save(str(path), "PNG", _QUALITY):
            raise OSError(f"cannot write {path}")
        return path

    def _rested(self) -> QPixmap:
        """Return what is seen once it stays as it is: what is in a row finds its place step by step."""
        self._clerk.settle()
        seen = picture_of(self._clerk.window())
        for _ in range(_MOST_LOOKS):
            self._clerk.settle()
            before, seen = seen, picture_of(self._clerk.window())
            if seen.toImage() == before.toImage():
                break
        return seen


def picture_of(window: QWidget) -> QPixmap:
    """Return what is seen of a window; a dialog stands in the middle of the window it belongs to."""
    parent = window.parentWidget()
    if not window.isModal() or parent is None:
        return window.grab()
    whole, front = parent.window().grab(), window.grab()
    middle = parent.window().rect().center() - window.rect().center()
    painter = QPainter(whole)
    painter.drawPixmap(middle, front)
    painter.end()
    return whole
