"""Reading behind the window where only the newest question matters: typing, scrolling, arrow keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from ipdesk.models.errors import DeskError
from ipdesk.ui.desk import Desk

Query = Callable[..., Any]
Done = Callable[[Any], None]


class Latest(QObject):
    """Asks the store one question at a time; while it waits, only the last one asked is kept."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asking = False
        self._next: tuple[Query, tuple[object, ...], Done] | None = None

    def ask(self, query: Query, *args: object, done: Done) -> None:
        """Read on the worker; ``done`` follows unless something newer was asked meanwhile."""
        self._next = (query, args, done)
        if not self._asking:
            self._go()

    def drop(self) -> None:
        """Forget the question: its answer is not wanted any more."""
        self._next = (_nothing, (), _ignore) if self._asking else None

    def _go(self) -> None:
        if self._next is None:
            return
        query, args, done = self._next
        self._next, self._asking = None, True

        def answered(value: object) -> None:
            self._asking = False
            if self._next is None:
                done(value)
            self._go()

        def refused(error: DeskError) -> None:
            self._asking = False
            self._desk.refused.emit(error)
            self._go()

        self._desk.read_later(self, query, *args, done=answered, failed=refused)


def _nothing(_session: object) -> None:
    """Ask nothing: the answer only clears the way."""


def _ignore(_value: object) -> None:
    """Take an answer nobody wants."""
