"""Declaring an issued letter void: the question, what follows from it, and the reason."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.models import queries
from ipdesk.models.commands import VoidLetter
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.errors import Conflict
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.letters.foot import LettersBar
from ipdesk.ui.letters.letter_reason_dialog import LetterAct, ask_why
from ipdesk.ui.letters.lists import LetterLists
from ipdesk.ui.letters.rows import Item


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
            example = _tr("例如：收款账号写错，重新印发")
            act = LetterAct(VoidLetter, _tr("作废"), _tr("作废"), consequence(item), example)
            ask_why(self._desk, act, item, lambda _: None, self._page)


def consequence(item: Item) -> str:
    """Say what follows when a letter is declared void."""
    kept = _tr("这份文书留在“已印发”里并标明作废，文号不再使用。已送达的，请收回原件或者另行书面告知对方。")
    if DOCUMENTS[item.kind].kind.step is None:
        return kept
    return kept + _tr("申请件回到“待下达”，录入和审定的内容都不变，重新印发时取新的文号。")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Voiding", text)
