"""A question for what a step needs; it stands until the step is taken, and what was typed with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ipdesk.models.commands import Command
from ipdesk.models.core.errors import DeskError
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import Dialog

T = TypeVar("T")


class StepDialog(Dialog):
    """Ends by ``give``, once nothing is missing: at once, or after what takes the step has answered.

    ``takes`` is called with what was typed found whole; it answers by ``finish`` or ``refuse``. None closes
    the dialog at once, for who only wants to know what was typed.
    """

    takes: Callable[[], None] | None = None

    def give(self) -> None:
        """Hand on what was typed, which is whole."""
        if self.takes is None:
            self.finish()
        else:
            self.hold()
            self.takes()

    def finish(self) -> None:
        """Close: the step is taken."""
        super().accept()

    def refuse(self, error: DeskError) -> None:
        """Say why the step is not taken; what was typed stays. Those above say it where it can be mended."""
        self.release()


def take_with(
    desk: Desk,
    page: QWidget,
    dialog: StepDialog,
    command: Callable[[], Command[T]],
    then: Callable[[T], Any] | None = None,
) -> None:
    """Show a dialog until the clerk gives up or the command of what was typed is carried out; then go on.

    A refusal, say by a database that is held or a file changed meanwhile, leaves the dialog as it is.
    """

    def taken(value: T) -> None:
        if isValid(dialog):
            dialog.finish()
        if then is not None:
            then(value)

    refused = partial(_refuse, desk, dialog)
    dialog.takes = lambda: desk.run_later(page, command(), taken, refused)  # type: ignore[assignment]
    dialog.ask()


def _refuse(desk: Desk, dialog: StepDialog, error: DeskError) -> None:
    if isValid(dialog) and dialog.isVisible():
        dialog.refuse(error)
    else:
        desk.refused.emit(error)
