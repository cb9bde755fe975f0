"""Printing a register of a year: which, of which year, and the paper."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.letters.document import RegisteredDocument
from ipdesk.documents.letters.registers.of_year import REGISTERS, register_pdf
from ipdesk.models.core.errors import DeskError
from ipdesk.models.parsing.letter_numbers import read_serial
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.letters.letter_selection import sources_of
from ipdesk.ui.letters.lists import LetterLists
from ipdesk.ui.letters.pdf_jobs import PdfJobs
from ipdesk.ui.letters.pdf_output import PdfOutput
from ipdesk.ui.widgets import ChoiceField, Dialog, Field, NumberField, WrappingText


class RegisterPrinting(QObject):
    """Lets the button beside the letters that went out print a register."""

    def __init__(self, desk: Desk, lists: LetterLists, output: PdfOutput) -> None:
        super().__init__(lists)
        self._desk, self._lists, self._output = desk, lists, output
        lists.kinds.registers.clicked.connect(self.ask)

    def ask(self) -> None:
        """Ask which register of which year, and print it."""
        dialog = RegisterDialog(self._desk, self._output, self._lists)
        dialog.ask()


class RegisterDialog(Dialog):
    """Asks for a register and its year; it stays where there is nothing to print, and says so."""

    def __init__(self, desk: Desk, output: PdfOutput, parent: QWidget) -> None:
        super().__init__(_tr("印制登记簿"), _tr("打印"), parent=parent)
        self._desk, self._output = desk, output
        self._pdfs = PdfJobs(desk, self)
        self._pdfs.refused.connect(self._refused)
        self._put_fields()
        self.register.set_key(next(iter(REGISTERS)))
        self.year.set_number(desk.today().year)
        self.year.setFocus()

    def _put_fields(self) -> None:
        names = ((id, register.kind.name) for id, register in REGISTERS.items())
        self.register, self.year = ChoiceField(names), NumberField(read_serial)
        self.year_field, self.problem = Field(_tr("年度"), self.year), WrappingText("", "strong")
        self.add_sentence(_tr("印出操作记录末条的校验值，以后可以在“设置 › 操作记录”里核对。"))
        self.body.addWidget(Field(_tr("登记簿"), self.register))
        self.body.addWidget(self.year_field)
        self.body.addWidget(self.problem)
        self.problem.hide()

    def accept(self) -> None:
        """Make the register and print it."""
        year, register = self.year.number(), REGISTERS[self.register.key()]
        self.year_field.set_error("" if year else _tr("请填写年度，如 2026"))
        self.problem.hide()
        if year:
            self.hold()
            sources, today = sources_of(self._desk), self._desk.today()
            self._pdfs.start(
                lambda _: register_pdf(sources, register, int(year), today),
                lambda pdf: self._print(pdf, register, int(year)),
                1,
            )

    def _print(self, pdf: bytes, register: RegisteredDocument[Any], year: int) -> None:
        super().accept()
        self._output.print(pdf, _tr("{year}年{name}").format(year=year, name=register.kind.name))

    def _refused(self, error: DeskError | DocumentError) -> None:
        self.problem.setText(error.message)
        self.problem.show()
        self.release()


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegisterDialog", text)
