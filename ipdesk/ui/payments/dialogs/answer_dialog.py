"""What a bank answered of a batch: read out of its file, settled row by row, entered as a whole."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSignalBlocker
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from ipdesk.documents.spreadsheets.bank_result import result_workbook
from ipdesk.documents.spreadsheets.read_sheet import SheetError, read_sheets
from ipdesk.funds.payments.answer import Answer, AnswerError, answer_of
from ipdesk.funds.payments.reading import serials_are_foreign
from ipdesk.funds.payments.results import Outcome, ResultRow, SentPayment
from ipdesk.models.commands import EnterResults
from ipdesk.models.core.errors import DeskError
from ipdesk.models.records import PaymentBatch
from ipdesk.ui.desk.desk import Desk, while_alive
from ipdesk.ui.desk.exports import ask_workbook, only_expected
from ipdesk.ui.desk.preferences import documents_folder
from ipdesk.ui.desk.tasks import Lane
from ipdesk.ui.funds.models import FundRowsModel
from ipdesk.ui.payments.dialogs.answer_rows import LEAVE_OUT, answer_columns, answer_rows, payments_for
from ipdesk.ui.payments.dialogs.settled_answer import SettledAnswer
from ipdesk.ui.widgets import (
    Button,
    ChoiceField,
    DateField,
    DeskTable,
    Dialog,
    Field,
    FormGrid,
    MessageLine,
    Switch,
    WrappingText,
)
from ipdesk.ui.widgets.table.ticked import room_for

_ROWS = 8  # of the list in sight at least
_SUBJECT = "payment_result"
"""What the audit log calls the sheet of results."""


class AnswerDialog(Dialog):
    """Asks for the file; shows what is made of every row; what is open is settled below the list.

    ``by_hand`` leads to where results are entered without a file.
    """

    room = 290

    def __init__(
        self,
        desk: Desk,
        batch: PaymentBatch,
        sent: Sequence[SentPayment],
        tell: Callable[[str], None],
        by_hand: Callable[[], None],
        parent: QWidget,
    ) -> None:
        title = _tr("银行结果　批次 {number}").format(number=batch.number)
        super().__init__(title, _tr("登记结果"), parent=parent)
        self._desk, self._batch, self._sent, self._tell, self._by_hand = desk, batch, sent, tell, by_hand
        self.settled: SettledAnswer | None = None
        self.message, self.summary = MessageLine(), WrappingText(_asking(), "strong")
        self.choose = Button(_tr("选银行的文件…"), icon="folder", shortcut="Alt+O")
        self.without = Button(_tr("没有文件，照回单登记…"), shortcut="Alt+M")
        self.keep = Button(_tr("存核对结果…"), icon="export", shortcut="Alt+X")
        self.table = DeskTable(answer_columns(), long=True)
        self.model = FundRowsModel(len(self.table.columns), self.table)
        self.word, self.about = ChoiceField(list(_outcomes())), ChoiceField(())
        self.foreign = Switch(_tr("文件里的流水号是银行自己的，改按账号、户名、金额核对"))
        self.waiting, self.day = Switch(""), DateField(desk.today)
        self.grid = FormGrid(4)
        self._lay_out_body()
        self._listen_to_fields()
        self._show()
        self.choose.setFocus()

    def _lay_out_body(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName(_tr("银行结果"))
        self.table.setMinimumHeight(room_for(_ROWS))
        self.body.addWidget(self.message)
        self.body.addLayout(self._buttons_above())
        self.body.addWidget(self.summary)
        self.body.addWidget(self.table, 1)
        self._lay_out_fields()
        self.body.addWidget(self.grid)

    def _buttons_above(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for button in (self.choose, self.without, self.keep):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _lay_out_fields(self) -> None:
        self.word_field = Field("", self.word)
        self.about_field = Field(_tr("选中的这一行"), self.about)
        self.day_field = Field(_tr("支付日期"), self.day)
        self.day.set_day(self._desk.today())
        self.grid.add(self.about_field, 2)
        self.grid.add(self.word_field, 1)
        self.grid.add(self.day_field, 1)
        self.grid.add(self.foreign, 4)
        self.grid.add(self.waiting, 4)

    def _listen_to_fields(self) -> None:
        self.choose.clicked.connect(self._ask_file)
        self.without.clicked.connect(self._go_by_hand)
        self.keep.clicked.connect(self._keep_sheet)
        self.table.moved.connect(lambda _: self._show_row())
        self.word.changed.connect(lambda _: self._take_word())
        self.about.changed.connect(lambda _: self._take_choice())
        self.foreign.toggled.connect(self._take_foreign)
        self.waiting.toggled.connect(lambda _: self._offer())

    # --- the file ---

    def _ask_file(self) -> None:
        kinds = _tr("银行的文件 (*.xls *.xlsx *.csv *.txt);;所有文件 (*)")
        chosen, _ = QFileDialog.getOpenFileName(self, _tr("选银行的文件"), documents_folder(), kinds)
        if chosen:
            self.read(Path(chosen))

    def read(self, path: Path) -> None:
        """Read a file behind the window; what is wrong with it is said."""
        self.settled = None
        self._show()
        self.summary.setText(_tr("正在读“{name}”……").format(name=path.name))
        taken = while_alive(self, lambda answer: self._take_answer(path.name, answer))
        unread = while_alive(self, self._unread)
        self._desk.tasks.start(Lane.LONG, lambda _: answer_of(read_sheets(path.read_bytes())), taken, unread)

    def _take_answer(self, name: str, answer: Answer) -> None:
        self.settled = SettledAnswer(name, answer, tuple(self._sent))
        with QSignalBlocker(self.foreign):
            self.foreign.setChecked(False)
        self._show()
        self.table.setFocus()

    def _unread(self, error: Exception) -> None:
        self._show()
        if isinstance(error, SheetError | AnswerError):
            self.message.say(error.sentence)
        elif isinstance(error, OSError):
            self.message.say(_tr("文件打不开，可能正被别的程序占用，或者磁盘已经拔出。"))
        else:
            raise error

    # --- settling ---

    def _take_word(self) -> None:
        """Take what a word of the bank means, for all rows with it."""
        row = self._row()
        if self.settled is not None and row is not None and self.word.key():
            self.settled.meant[row.reason] = Outcome(self.word.key())
            self._show()

    def _take_choice(self) -> None:
        """Take of which payment the row in hand is, or that it does not count."""
        row, chosen = self._row(), self.about.key()
        if self.settled is not None and row is not None and chosen:
            self.settled.choose(row.line, None if chosen == LEAVE_OUT else chosen)
            self._show()

    def _take_foreign(self, foreign: bool) -> None:
        if self.settled is not None:
            self.settled.own_serials = not foreign
            self.settled.choices.clear()
            self._show()

    # --- what is shown ---

    def _show(self) -> None:
        settled = self.settled
        self.message.clear()
        rows = tuple(answer_rows(settled)) if settled is not None else ()
        stood = self.table.current_row()
        self.table.blockSignals(True)
        self.model.show_rows(rows)
        self.table.select_row(self._next_open(stood))
        self.table.blockSignals(False)
        self.table.set_hint("" if rows else _tr("银行给的结果文件：.xls、.xlsx、.csv、.txt，或者账户流水"))
        self.summary.setText(settled.summary() if settled is not None else _asking())
        self._show_row()
        self._offer()

    def _next_open(self, stood: int) -> int:
        """Return the row to stand on: the first that is open, else where one stood."""
        still_open = self.settled.open_lines() if self.settled is not None else ()
        rows = self.model.rows
        found = next((at for at, row in enumerate(rows) if row.id in still_open), -1)
        return found if found >= 0 else min(max(stood, 0), len(rows) - 1)

    def _row(self) -> ResultRow | None:
        at, settled = self.table.current_row(), self.settled
        if settled is None or not 0 <= at < len(self.model.rows):
            return None
        return settled.row(self.model.rows[at].id)

    def _show_row(self) -> None:
        """Ask of the row in hand what is to be settled."""
        row, settled = self._row(), self.settled
        with QSignalBlocker(self.about), QSignalBlocker(self.word):
            self.about.set_choices([] if row is None or settled is None else payments_for(settled, row))
            self.about.set_key(self._chosen(row))
            self.word.set_key("")
        unknown = row is not None and row.outcome is None
        said = row.reason if row is not None else ""
        self.word_field.label.setText(_tr("银行写的“{said}”是").format(said=said or _tr("空白")))
        hidden = () if unknown else (self.word_field,)
        self.grid.leave_out((*hidden, *(() if row is not None else (self.about_field,))))

    def _chosen(self, row: ResultRow | None) -> str:
        """Return what was settled of a row, "" while nothing is."""
        if row is None or self.settled is None or row.line not in self.settled.choices:
            return ""
        return self.settled.choices[row.line] or LEAVE_OUT

    def _offer(self) -> None:
        settled = self.settled
        self.keep.enable(settled is not None, _tr("先选银行的文件"))
        missing = len(settled.result().missing) if settled is not None else 0
        self.waiting.set_text(_tr("文件里没有的 {count} 笔，银行还没有结果，继续等").format(count=missing))
        self.waiting.setVisible(bool(missing))
        self.foreign.setVisible(settled is not None and serials_are_foreign(settled.answer, self._sent))
        self.accept_button.enable(settled is not None and not self.held(), _tr("先选银行的文件"))

    # --- afterwards ---

    def accept(self) -> None:
        """Enter the answer; the dialog stays until it is."""
        settled, day = self.settled, self.day.day()
        self.day_field.set_error("" if day is not None else _tr("请填写支付日期。"))
        if settled is None or day is None:
            return
        self.hold()
        done = lambda _: self._entered(settled.summary())  # noqa: E731
        self._desk.run_later(self, self._entering(settled, day), done, self._refused)

    def _entering(self, settled: SettledAnswer, day: datetime.date) -> EnterResults:
        missing = settled.result().missing if self.waiting.isChecked() else ()
        return EnterResults(
            batch=self._batch.id,
            rows=settled.rows(),
            day=day,
            choices=dict(settled.choices),
            still_waiting=frozenset(one.serial for one in missing),
        )

    def _entered(self, summary: str) -> None:
        self._tell(_tr("已登记。{summary}").format(summary=summary))
        super().accept()

    def _refused(self, error: DeskError) -> None:
        self.release()
        first, *others = error.message.splitlines()
        words = _tr("{first}（还有 {count} 处，见列表）")
        self.message.say(words.format(first=first, count=len(others)) if others else first)

    def _keep_sheet(self) -> None:
        """Keep the sheet that says of every row what was made of it."""
        settled = self.settled
        path = ask_workbook(self, _tr("核对结果 {number}").format(number=self._batch.number))
        if settled is None or path is None:
            return
        result, faults, number = settled.result(), settled.answer.faults, self._batch.number
        said = _tr("已存：{name}").format(name=path.name)
        made = lambda: (((path, result_workbook(number, result, faults)),), len(result.rows))  # noqa: E731
        failed = only_expected(while_alive(self, self.message.say))
        done = while_alive(self, lambda _: self.summary.setText(said))
        self._desk.exports.start(_SUBJECT, made, done, failed)

    def _go_by_hand(self) -> None:
        self.reject()
        if not self.isVisible():
            self._by_hand()


def _outcomes() -> Sequence[tuple[str, str]]:
    return (
        (Outcome.SUCCESS.value, _tr("支付成功")),
        (Outcome.FAILURE.value, _tr("支付失败")),
        (Outcome.IN_PROCESS.value, _tr("银行处理中")),
    )


def _asking() -> str:
    return _tr("选银行给的结果文件，程序逐行核对；有一行说不清，整份都不登记。")


def _tr(text: str) -> str:
    return QCoreApplication.translate("PaymentDialogs", text)
