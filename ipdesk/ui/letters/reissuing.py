"""Handing an issued letter out again 补发: why, and then the paper with its mark."""

from __future__ import annotations

import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject

from ipdesk.documents.letters.issue import reissued_pdf
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.models.commands import ReissueLetter
from ipdesk.models.core.actor import Permission
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.letters.letter_reason_dialog import LetterAct, ask_why
from ipdesk.ui.letters.letter_selection import note_seen, print_title, sources_of
from ipdesk.ui.letters.lists import LetterLists
from ipdesk.ui.letters.pdf_jobs import PdfJobs
from ipdesk.ui.letters.pdf_output import PdfOutput
from ipdesk.ui.letters.register_printing import RegisterPrinting
from ipdesk.ui.letters.rows import Item


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
        """Offer it for one letter that went out and is not void; the button keeps its place all the same."""
        chosen = self._lists.chosen()
        fits = len(chosen) == 1 and chosen[0].standing and chosen[0].kind in DOCUMENTS
        self._button.enable(fits, _tr("先选一份没有作废的文书"))

    def ask(self) -> None:
        """Ask why the chosen letter is handed out again, have that written down, and print it."""
        chosen = [item for item in self._lists.chosen() if item.standing and item.kind in DOCUMENTS]
        for item in chosen[:1]:
            said = _tr(
                "印出的与存档的原件相同，每页右上角加注“补发”和今天的日期，文号不变；补发记入操作记录。"
            )
            example = _tr("例如：申请人书面说明原件遗失")
            act = LetterAct(ReissueLetter, _tr("补发"), _tr("补发并打印"), said, example)
            ask_why(self._desk, act, item, partial(self._print, item), self._lists)

    def _print(self, item: Item, day: datetime.date) -> None:
        sources, title = sources_of(self._desk), print_title({item.kind}, [item.cells[0]])
        note_seen(self._desk.views, [item], issued=True)

        def printed(pdf: bytes) -> None:
            self._output.print(pdf, _tr("{title}（补发）").format(title=title))

        self._pdfs.start(lambda _: reissued_pdf(sources, item.id, day), printed, 1)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Reissuing", text)
