"""Why something is done with an issued letter: it is declared void, or handed out again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.models.commands import ReissueLetter, VoidLetter
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.letters.rows import Item
from ipdesk.ui.widgets import TextField


class LetterAct(NamedTuple):
    """What is done with a letter: its word, that of the button, what follows, a reason as an example."""

    command: type[VoidLetter] | type[ReissueLetter]
    word: str
    accept: str
    consequence: str
    example: str


class LetterReasonDialog(CommandDialog):
    """Says what becomes of a letter, and asks why; it stays until that is written down."""

    def __init__(
        self, desk: Desk, act: LetterAct, item: Item, then: Callable[[Any], None], parent: QWidget
    ) -> None:
        super().__init__(desk, f"{act.word}　{item.cells[0]}", act.accept, then, parent, 1)
        self._act, self._item, self.reason = act, item, TextField()
        self.add_sentence(act.consequence)
        self.add("reason", _tr("理由"), self.reason, hint=act.example, optional=False)
        self.reason.setFocus()

    def entered(self) -> VoidLetter | ReissueLetter:
        """Return what has it done, for the reason typed."""
        kind = DOCUMENTS[self._item.kind].kind
        return self._act.command(letter=self._item.id, kind=kind, reason=self.reason.text())


def ask_why(desk: Desk, act: LetterAct, item: Item, then: Callable[[Any], None], parent: QWidget) -> None:
    """Ask why, and have it done."""
    dialog = LetterReasonDialog(desk, act, item, then, parent)
    dialog.ask()


def _tr(text: str) -> str:
    return QCoreApplication.translate("LetterReason", text)
