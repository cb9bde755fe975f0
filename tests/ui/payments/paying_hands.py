"""Whoever pays at the page 拨付, as tests of it press and type."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from openpyxl import Workbook, load_workbook
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ipdesk.models.records import PaymentLine
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.payments import PaymentsPage
from ipdesk.ui.payments.dialogs.answer_dialog import AnswerDialog
from ipdesk.ui.payments.dialogs.file_dialog import BankFileDialog
from ipdesk.ui.widgets import Button, ChoiceField, Dialog, MoneyField
from tests.ui.rig import Rig

D = TypeVar("D", bound=Dialog)
Row = tuple[object, ...]
HEADS = ("流水号", "收款账号", "收款户名", "金额", "处理结果", "失败原因")


class PayingHands:
    """The page in a window, and what is done at it."""

    def __init__(self, rig: Rig) -> None:
        self.rig, self.printed = rig, list[str]()
        self.page = PaymentsPage(rig.desk, ask_printer=self._no_printer)
        rig.show(payments=self.page)

    def _no_printer(self, _: QWidget, title: str, *__: object) -> None:
        """Give the question for a printer up, and keep what was to be printed."""
        self.printed.append(title)

    def open(self, button: Button, kind: type[D]) -> D:
        """Press a button and return the dialog that opens."""
        assert button.isEnabled(), button.why_not()
        button.click()
        dialog = self.page.work.dialog
        assert isinstance(dialog, kind) and dialog.isVisible()
        return dialog

    def submit(self, dialog: CommandDialog, **values: object) -> None:
        """Fill a dialog and press its button; it closes once the command is carried out."""
        for name, value in values.items():
            editor = dialog.fields[name].editor
            if isinstance(editor, ChoiceField):
                editor.set_key(str(value))
            elif isinstance(editor, MoneyField):
                assert isinstance(value, int)
                editor.set_fen(value)
            else:
                editor.setText(str(value))  # type: ignore[attr-defined]
        dialog.accept()
        self.rig.settle()
        if isValid(dialog) and dialog.isVisible():
            wrong = {name: field.error() for name, field in dialog.fields.items() if field.error()}
            raise AssertionError((wrong, dialog.message.sentence()))

    def stand_on(self, at: int) -> None:
        """Stand on a row of the batches: 0 is what waits, 1 the newest batch."""
        self.page.parts.batches.table.select_row(at)
        self.rig.settle()

    def go_on(self, **values: object) -> None:
        """Take the batch in hand a step on."""
        self.submit(self.open(self.page.foot.next, CommandDialog), **values)

    def rows(self, table: str) -> list[tuple[str, ...]]:
        """Return what a table of the page shows."""
        return [row.cells for row in getattr(self.page.parts, table).model.rows]

    def lines(self) -> tuple[PaymentLine, ...]:
        """Return the payments of the batch in hand."""
        return self.page.batch.lines

    def bank_file(self, folder: Path) -> list[Row]:
        """Have the file for the bank written by the usual template; return its rows."""
        dialog = self.open(self.page.foot.file, BankFileDialog)
        dialog.accept()
        self.rig.settle()
        assert not (isValid(dialog) and dialog.isVisible()), dialog.message.sentence()
        [path] = folder.iterdir()
        return list(load_workbook(path).active.values)

    def answer(self, file: Path, *rows: Row, heads: Row = HEADS) -> AnswerDialog:
        """Write down what a bank answers, and have it read."""
        book = Workbook()
        for row in (heads, *rows):
            book.active.append(row)
        book.save(file)
        dialog = self.open(self.page.foot.next, AnswerDialog)
        dialog.read(file)
        self.rig.settle()
        return dialog


def told_of(line: PaymentLine, word: str, why: str = "", **otherwise: object) -> Row:
    """Return a bank's row of a payment."""
    usual: Mapping[str, object] = {
        "serial": line.serial, "account": line.account, "name": line.account_name, "yuan": line.net / 100,
    } | otherwise  # fmt: skip
    return (*usual.values(), word, why)
