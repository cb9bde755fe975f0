"""Declaring an issued letter void: the question, what follows from it, and the reason."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.models import queries
from ipdesk.models.commands import VoidLetter
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.errors import Conflict, DeskError, InvalidInput
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.letters.foot import LettersBar
from ipdesk.ui.letters.lists import LetterLists
from ipdesk.ui.letters.rows import Item
from ipdesk.ui.widgets import Dialog, Field, TextField, WrappingText


class Voiding(QObject):
    """Lets the button of the letters page ask about the letter that is chosen."""

    def __init__(self, desk: Desk, lists: LetterLists, foot: LettersBar, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._lists, self._foot, self._page = desk, lists, foot, page
        foot.void.clicked.connect(self.ask)
        desk.permissionsChanged.connect(self._permit)
        self._permit()

    def _permit(self) -> None:
        self._foot.void.set_refusal(self._desk.refusal(Permission.ISSUE))

    def ask(self) -> None:
        """Ask why the chosen letter is void, and have it declared so; say at once where it cannot be."""
        chosen = [item for item in self._lists.chosen() if item.standing and item.kind in DOCUMENTS]
        for item in chosen[:1]:
            kind = DOCUMENTS[item.kind].kind
            if refusal := self._desk.read(queries.void_refusal, item.id, kind):
                self._desk.refused.emit(Conflict(refusal))
                return
            dialog = VoidDialog(self._desk, item, self._page)
            try:
                dialog.exec()
            finally:
                dialog.deleteLater()


class VoidDialog(Dialog):
    """Says what becomes of a letter and its application, and asks why; it stays until that is done."""

    def __init__(self, desk: Desk, item: Item, parent: QWidget) -> None:
        super().__init__(_tr("作废　{letter}").format(letter=item.cells[0]), _tr("作废"), parent=parent)
        self._desk, self._item = desk, item
        self.reason, self.problem = TextField(), WrappingText("", "strong")
        self._field = Field(_tr("理由"), self.reason, hint=_tr("例如：收款账号写错，重新印发"))
        self.body.addWidget(WrappingText(consequence(item), "sub"))
        self.body.addWidget(self._field)
        self.body.addWidget(self.problem)
        self.problem.hide()
        self.reason.setFocus()

    def accept(self) -> None:
        """Have it done."""
        self._field.set_error("")
        kind = DOCUMENTS[self._item.kind].kind
        command = VoidLetter(letter=self._item.id, kind=kind, reason=self.reason.text())
        self.hold()
        self._desk.run_later(self, command, lambda _: self._done(), self._refused)

    def _done(self) -> None:
        super().accept()

    def _refused(self, error: DeskError) -> None:
        problems = error.problems if isinstance(error, InvalidInput) else ()
        self._field.set_error(problems[0].message if problems else "")
        self.problem.setText("" if problems else error.message)
        self.problem.setVisible(not problems)
        self.release()


def consequence(item: Item) -> str:
    """Say what follows when a letter is declared void."""
    kept = _tr("这份文书留在“已印发”里并标明作废，文号不再使用。已送达的，请收回原件或者另行书面告知对方。")
    if DOCUMENTS[item.kind].kind.step is None:
        return kept
    return kept + _tr("申请件回到“待下达”，录入和审定的内容都不变，重新印发时取新的文号。")


def _tr(text: str) -> str:
    return QCoreApplication.translate("VoidDialog", text)
