"""Handing an issued letter out again 补发: why, and then the paper with its mark."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from ipdesk.documents.letters.issue import reissued_pdf
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.models.commands import ReissueLetter
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.errors import DeskError, InvalidInput
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.letters.letter_selection import note_seen, print_title, sources_of
from ipdesk.ui.letters.lists import LetterLists
from ipdesk.ui.letters.pdf_jobs import PdfJobs
from ipdesk.ui.letters.pdf_output import PdfOutput
from ipdesk.ui.letters.register_printing import RegisterPrinting
from ipdesk.ui.letters.rows import Item
from ipdesk.ui.widgets import Dialog, Field, TextField, WrappingText

Then = Callable[[datetime.date], None]


class Reissuing(QObject):
    """Lets the button of the letters page ask about the letter that is chosen, and print it with its mark.

    ``registers`` prints those of what went out.
    """

    def __init__(self, desk: Desk, lists: LetterLists, output: PdfOutput) -> None:
        super().__init__(lists)
        self._desk, self._lists, self._output = desk, lists, output
        self._pdfs = PdfJobs(desk, self)
        self.registers = RegisterPrinting(desk, lists, output)
        self._button = lists.kinds.reissue
        self._button.clicked.connect(self.ask)
        lists.moved.connect(self._offer)
        desk.permissionsChanged.connect(self._permit)
        self._permit()

    def _permit(self) -> None:
        self._button.set_refusal(self._desk.refusal(Permission.ISSUE))

    def _offer(self) -> None:
        """Offer it for one letter that went out and is not void."""
        chosen = self._lists.chosen()
        self._button.setVisible(len(chosen) == 1 and chosen[0].standing and chosen[0].kind in DOCUMENTS)

    def ask(self) -> None:
        """Ask why the chosen letter is handed out again, have that written down, and print it."""
        chosen = [item for item in self._lists.chosen() if item.standing and item.kind in DOCUMENTS]
        for item in chosen[:1]:
            dialog = ReissueDialog(self._desk, item, partial(self._print, item), self._lists)
            try:
                dialog.exec()
            finally:
                dialog.deleteLater()

    def _print(self, item: Item, day: datetime.date) -> None:
        sources, title = sources_of(self._desk), print_title({item.kind}, [item.cells[0]])
        note_seen(self._desk.views, [item], issued=True)

        def printed(pdf: bytes) -> None:
            self._output.print(pdf, _tr("{title}（补发）").format(title=title))

        self._pdfs.start(lambda _: reissued_pdf(sources, item.id, day), printed, 1)


class ReissueDialog(Dialog):
    """Says what is handed out again, and asks why; it stays until that is written down."""

    def __init__(self, desk: Desk, item: Item, then: Then, parent: QWidget) -> None:
        super().__init__(_tr("补发　{letter}").format(letter=item.cells[0]), _tr("补发并打印"), parent=parent)
        self._desk, self._item, self._then = desk, item, then
        self.reason, self.problem = TextField(), WrappingText("", "strong")
        self._field = Field(_tr("理由"), self.reason, hint=_tr("例如：申请人书面说明原件遗失"))
        said = _tr("印出的与存档的原件相同，每页右上角加注“补发”和今天的日期，文号不变；补发记入操作记录。")
        self.body.addWidget(WrappingText(said, "sub"))
        self.body.addWidget(self._field)
        self.body.addWidget(self.problem)
        self.problem.hide()
        self.reason.setFocus()

    def accept(self) -> None:
        """Have it written down."""
        self._field.set_error("")
        kind = DOCUMENTS[self._item.kind].kind
        command = ReissueLetter(letter=self._item.id, kind=kind, reason=self.reason.text())
        self.hold()
        self._desk.run_later(self, command, self._done, self._refused)

    def _done(self, day: datetime.date) -> None:
        super().accept()
        self._then(day)

    def _refused(self, error: DeskError) -> None:
        problems = error.problems if isinstance(error, InvalidInput) else ()
        self._field.set_error(problems[0].message if problems else "")
        self.problem.setText("" if problems else error.message)
        self.problem.setVisible(not problems)
        self.release()


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReissueDialog", text)
