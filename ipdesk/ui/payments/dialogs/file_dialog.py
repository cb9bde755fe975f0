"""Writing the file for the bank, by the template of its sheet."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from ipdesk.documents.spreadsheets.bank_file import BankFile, BankFileError, bank_files
from ipdesk.funds.payments.bank_template import BankTemplate
from ipdesk.funds.payments.payment_row import BankBatch, Payer, PaymentRow
from ipdesk.funds.payments.templates import FOLDER, bank_templates
from ipdesk.models import queries
from ipdesk.models.records import Office, PaymentBatch, PaymentLine
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import OpenSetting
from ipdesk.ui.desk.exports import only_expected
from ipdesk.ui.desk.preferences import documents_folder
from ipdesk.ui.letters.file_places import file_text, folder_text
from ipdesk.ui.payments.load import BatchFile
from ipdesk.ui.widgets import ChoiceField, Dialog, Field, FormGrid, MessageLine, Way, WrappingText, confirm

_SUBJECT = "payment_file"
"""What the audit log calls it."""


class BankFileDialog(Dialog):
    """Asks for the template; then for the folder, and writes there. Nothing is written of a faulty batch."""

    room = 170

    def __init__(self, desk: Desk, shown: BatchFile, tell: Callable[[str], None], parent: QWidget) -> None:
        assert shown.batch is not None, "a batch is in hand"
        title = _tr("生成银行文件　批次 {number}").format(number=shown.batch.number)
        super().__init__(title, _tr("选文件夹，生成"), parent=parent)
        self._desk, self._batch, self._tell = desk, shown.batch, tell
        self._lines = [one for one in shown.lines if one.state.waits]
        self._told = len(shown.lines) - len(self._lines)
        own = desk.data_dir / FOLDER if desk.data_dir is not None else None
        found = bank_templates(own)
        self._usable = {one.id: one for one in found.usable if shown.batch.payees in one.payees}
        self.template = ChoiceField([(one.id, one.name) for one in self._usable.values()])
        self.about, self.message = WrappingText("", "sub"), MessageLine()
        grid = FormGrid(2)
        grid.add(Field(_tr("按哪种格式"), self.template), 2)
        for widget in (self.message, grid, self.about):
            self.body.addWidget(widget)
        self._faults = tuple(f"{one.file}：{one.message}" for one in found.faults)
        self.template.changed.connect(lambda _: self._tell_about())
        self.template.set_key(self._usual())
        self._tell_about()
        self.template.setFocus()

    def _usual(self) -> str:
        """Return the sheet that the office has chosen, else the first that there is."""
        office = self._desk.read(queries.office)
        chosen = office.bank_template if office is not None else ""
        return chosen if chosen in self._usable else next(iter(self._usable), "")

    def chosen(self) -> BankTemplate | None:
        """Return the template that is chosen."""
        return self._usable.get(self.template.key())

    def _tell_about(self) -> None:
        template = self.chosen()
        self._say()
        if template is None:
            self.accept_button.set_refusal(_tr("没有可用于这一批的格式"))
            return
        self.about.setText(self._file_said(template) + self._told_said())
        if self._lines:
            self._ask_for_payer(template)
        else:
            self.accept_button.set_refusal(_tr("各笔都已有结果，没有要交银行的"))

    def _file_said(self, template: BankTemplate) -> str:
        words = _tr("{kind} 文件，{count} 笔，{files} 个文件。另有格式的，在“设置 › 资金”里导入。")
        count = len(self._lines)
        files = -(-count // template.most)
        return words.format(kind=template.file.upper(), count=count, files=files) if count else ""

    def _told_said(self) -> str:
        """Say that payments whose outcome is known are left out: a bank would pay them again."""
        words = _tr("{count} 笔已有结果，不写入。")
        return words.format(count=self._told) if self._told else ""

    def _ask_for_payer(self, template: BankTemplate) -> None:
        """Make no sheet that asks from which account is paid, as long as nobody has told; lead there."""
        office = self._desk.read(queries.office)
        lacks = template.asks_payer_account and not (office and office.payer_account)
        self.accept_button.set_refusal(_tr("没有填写本单位的付款账号") if lacks else "")
        if lacks:
            said = _tr("这种格式要写付款账号，请先在“设置”里填写本单位的付款账号。")
            self._say(said, (_tr("去设置"), self._go_to_setting))

    def _say(self, said: str = "", *ways: Way) -> None:
        """Say it below what is wrong with the templates of the office."""
        self.message.say("\n".join((*self._faults, *filter(None, (said,)))), *ways)

    def _go_to_setting(self) -> None:
        self.reject()
        self._desk.open(OpenSetting("payer_account"))

    def accept(self) -> None:
        """Make the files, ask for the folder, write them there."""
        template, office = self.chosen(), self._desk.read(queries.office)
        if template is None or office is None:
            return
        try:
            files = bank_files(template, bank_batch(self._batch, self._lines, office, self._desk.today()))
        except BankFileError as error:
            self.message.say("\n".join(error.sentences))
            return
        folder = QFileDialog.getExistingDirectory(self, _tr("选择存放的文件夹"), documents_folder())
        if folder and self._may_replace(files, Path(folder)):
            self.write(files, Path(folder))

    def _may_replace(self, files: Sequence[BankFile], folder: Path) -> bool:
        """Ask where a file of that name lies there: it may have gone to the bank."""
        there = [one.name for one in files if (folder / one.name).exists()]
        words = _tr("“{name}”已经有了，可能已经交给银行。").format(name="、".join(there))
        question = _tr("替换原来的文件？"), words, _tr("替换")
        return not there or confirm(self, *question, danger=True)

    def write(self, files: Sequence[BankFile], folder: Path) -> None:
        """Write files into a folder, all or none, and say where they are."""
        named = tuple((folder / one.name, one.content) for one in files)
        made = lambda: (named, len(self._lines))  # noqa: E731
        where = file_text(named[0][0]) if len(named) == 1 else folder_text(folder)
        done = lambda _: self._written(where)  # noqa: E731
        self.hold()
        self._desk.exports.start(_SUBJECT, made, done, only_expected(self._failed))

    def _written(self, where: str) -> None:
        self._tell(_tr("已生成：{where}").format(where=where))
        super().accept()

    def _failed(self, sentence: str) -> None:
        self.release()
        self.message.say(sentence)


def bank_batch(
    batch: PaymentBatch, lines: Sequence[PaymentLine], office: Office, today: datetime.date
) -> BankBatch:
    """Return a batch as it goes to the bank, on the day on which it was sent."""
    payer = Payer(office.payer_name or office.name, office.payer_account, office.payer_bank)
    rows = tuple(_row(one, batch) for one in lines)
    return BankBatch(batch.number, batch.sent_on or today, payer, rows)


def _row(line: PaymentLine, batch: PaymentBatch) -> PaymentRow:
    return PaymentRow(
        serial=line.serial,
        payee_name=line.account_name,
        account=line.account,
        bank_kind=line.bank_kind,
        bank=line.bank,
        bank_number=line.bank_number,
        amount=line.net,
        purpose=line.purpose or batch.purpose,
        payee=batch.payees,
        remark=line.remark,
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("PaymentDialogs", text)
