"""What is done with the account of a fund's year: its indicators, its texts, its papers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from ipdesk.models import queries
from ipdesk.models.commands import ImportIndicators
from ipdesk.models.core.errors import DeskError
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk, while_alive
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.desk.preferences import documents_folder
from ipdesk.ui.desk.tasks import Lane
from ipdesk.ui.funds.dialogs.indicator_dialog import IndicatorDialog, keeping
from ipdesk.ui.funds.dialogs.texts_dialog import TextsDialog
from ipdesk.ui.funds.foot import FundsBar
from ipdesk.ui.funds.load import FundFile
from ipdesk.ui.funds.year import YearPart, paper_pdf, read_year
from ipdesk.ui.letters.pdf_output import PdfOutput
from ipdesk.ui.widgets import MessageLine, confirm

if TYPE_CHECKING:
    from ipdesk.documents.letters.funds.data import FundYear
    from ipdesk.models.parsing.funds.indicator_table import IndicatorTable


_TOLD = 5  # faults of a sheet that are said at once


def _tables_of(path: Path) -> tuple[IndicatorTable, ...]:
    from ipdesk.documents.spreadsheets.indicators import read_tables

    return read_tables(path.read_bytes())


class YearInHand(Protocol):
    """What a page shows of a fund's year."""

    file: FundFile
    year: YearPart
    foot: FundsBar
    output: PdfOutput
    message: MessageLine

    def tell(self, said: str) -> None:
        """Say at the foot what was done."""


class YearWork(QObject):
    """Reads the account behind the window, shows its papers, and asks for what is written into it."""

    def __init__(self, page: YearInHand, over: QWidget, desk: Desk) -> None:
        super().__init__(over)
        self._page, self._over, self._desk = page, over, desk
        self._latest = LatestRequest(desk, self)
        self.account: FundYear | None = None
        self.dialog: CommandDialog | None = None

    # --- reading ---

    def refresh(self) -> None:
        """Read the account of the fund in hand again."""
        fund = self._page.file.fund
        if fund is None:
            self._offer()
            return
        self._latest.ask(read_year, fund.id, self._desk.today(), done=self._show)

    def forget(self) -> None:
        """Have no account in hand: another fund is wanted, whose is still to be read."""
        self._latest.drop()
        self.account = None
        self._page.year.table.show_rows(())
        self._page.year.preview.clear("")
        self._offer()

    def _show(self, account: FundYear) -> None:
        self.account = account
        self._page.year.show_year(account)
        self.show_paper()

    def show_paper(self) -> None:
        """Show the chosen paper as it would be printed now."""
        account, kind = self.account, self._page.year.paper.key()
        self._offer()
        if account is None or not kind:
            self._page.year.preview.clear(self.tr("先登记专项资金"))
            return
        self._page.year.preview.show_letter(lambda: paper_pdf(account, kind))

    def _offer(self) -> None:
        foot, chosen = self._page.foot, bool(self._page.year.current())
        there, no_fund = self._page.file.fund is not None, self.tr("先登记专项资金")
        for button in (foot.texts, foot.add_indicator, foot.bring, foot.keep, foot.workbook, foot.print):
            button.enable(there, no_fund)
        for button in (foot.indicator, foot.remove):
            button.enable(chosen, self.tr("先选中一项指标"))

    # --- indicators ---

    def add(self) -> None:
        """Add an indicator behind the others."""
        if self.account is not None:
            self._ask(len(self.account.form.indicators))

    def change(self) -> None:
        """Change the indicator in hand."""
        if number := self._page.year.current():
            self._ask(number - 1)

    def _ask(self, at: int) -> None:
        fund, account = self._page.file.fund, self.account
        if fund is not None and account is not None:
            said = self.tr("已保存第{number}项指标").format(number=at + 1)
            tell = lambda _: self._page.tell(said)  # noqa: E731
            self._open(IndicatorDialog(self._desk, fund, account.form, at, tell, self._over))

    def remove(self) -> None:
        """Remove the indicator in hand, after asking."""
        fund, account, number = self._page.file.fund, self.account, self._page.year.current()
        if fund is None or account is None or not number:
            return
        rows = tuple(one.indicator() for one in account.form.indicators)
        title, word = self.tr("删除这项指标？"), self.tr("删除")
        if confirm(self._over, title, rows[number - 1].name, word, danger=True):
            left = tuple(row for row in rows if row.number != number)
            said = self.tr("已删除第{number}项指标").format(number=number)
            self._desk.run_later(self, keeping(fund, left), lambda _: self._page.tell(said), self._refused)

    def bring(self) -> None:
        """Ask for a sheet of indicators and take it in place of those there are, whole or not at all."""
        kinds = self.tr("表格文件 (*.xlsx *.xls *.csv);;所有文件 (*)")
        title = self.tr("选绩效指标的表格")
        chosen, _ = QFileDialog.getOpenFileName(self._over, title, documents_folder(), kinds)
        if not chosen or self.account is None:
            return
        count, words = len(self.account.form.indicators), self.tr("现有的{count}项指标将被表格里的替换。")
        question = self.tr("导入绩效指标？"), words.format(count=count), self.tr("替换")
        if not count or confirm(self._over, *question, danger=True):
            self._page.message.clear()
            taken, unread = while_alive(self, self._take), while_alive(self, self._unread)
            self._desk.tasks.start(Lane.LONG, lambda _: _tables_of(Path(chosen)), taken, unread)

    def _unread(self, error: Exception) -> None:
        from ipdesk.documents.spreadsheets.read_sheet import SheetError

        if isinstance(error, SheetError):
            self._page.message.say(error.sentence)
        elif isinstance(error, OSError):
            self._page.message.say(self.tr("文件打不开，可能正被别的程序占用，或者磁盘已经拔出。"))
        else:
            raise error

    def _take(self, tables: tuple[IndicatorTable, ...]) -> None:
        fund = self._page.file.fund
        if fund is not None:
            importing = ImportIndicators(fund=fund.id, revision=fund.revision, tables=tables)
            said = self.tr("已导入绩效指标")
            self._desk.run_later(self, importing, lambda _: self._page.tell(said), self._not_taken)

    def _not_taken(self, error: DeskError) -> None:
        """Say the first faults of a sheet, and how many there are."""
        lines = error.message.splitlines()
        more = self.tr("……共{count}处，改好后再导入；现有的指标没有变。").format(count=len(lines))
        self._page.message.say("\n".join((*lines[:_TOLD], more)) if len(lines) > 1 else error.message)

    def keep(self) -> None:
        """Save the indicators as a workbook that is imported again as the same."""
        if (account := self.account) is None:
            return
        rows = tuple(one.indicator() for one in account.form.indicators)
        name, output = self.tr("{fund}绩效指标").format(fund=account.form.short_name), self._page.output

        def made() -> bytes:
            from ipdesk.documents.spreadsheets.indicators import indicator_workbook

            return indicator_workbook(rows)

        refused = self._desk.error_handler(self, None)
        self._latest.do(made, lambda book: output.ask_and_save_workbook(book, name), refused)

    def texts(self) -> None:
        """Write the office's own texts of the report."""
        if (fund := self._page.file.fund) is not None:
            texts = self._desk.read(queries.fund_year_entries, fund.id).texts
            said = self.tr("已保存报告文字")
            self._open(TextsDialog(self._desk, fund, texts, lambda _: self._page.tell(said), self._over))

    # --- papers ---

    def print(self) -> None:
        """Print the paper that is shown."""
        if pdf := self._page.year.preview.pdf():
            self._page.output.print(pdf, self._page.year.paper.currentText())

    def save_workbook(self) -> None:
        """Save the official form, the tables of the report and what was checked as a workbook."""
        if (account := self.account) is None:
            return
        name, output = self.tr("{fund}绩效自评").format(fund=account.form.short_name), self._page.output

        def made() -> bytes:
            from ipdesk.documents.spreadsheets.papers import report_workbook

            return report_workbook(account)

        refused = self._desk.error_handler(self, None)
        self._latest.do(made, lambda book: output.ask_and_save_workbook(book, name), refused)

    def _open(self, dialog: CommandDialog) -> None:
        self._page.message.clear()
        self.dialog = dialog
        dialog.open_once()

    def _refused(self, error: DeskError) -> None:
        self._page.message.say(error.message, *self._desk.ways_out(error))
