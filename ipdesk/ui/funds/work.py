"""What the buttons of the page do: each opens the dialog of what is in hand."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.records import FundGrantRecord, FundTaskRecord, PostingRow
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.exports import Made, ask_workbook, only_expected
from ipdesk.ui.funds.dialogs.check_dialog import CheckDialog
from ipdesk.ui.funds.dialogs.contract_dialog import ContractDialog
from ipdesk.ui.funds.dialogs.fund_dialog import FundDialog
from ipdesk.ui.funds.dialogs.funding_dialog import FundingDialog
from ipdesk.ui.funds.dialogs.payment_dialogs import ReverseDialog, SendDialog
from ipdesk.ui.funds.dialogs.post_dialog import InHand, PostDialog
from ipdesk.ui.funds.dialogs.task_dialogs import GrantDialog, TaskDialog
from ipdesk.ui.funds.head import FundHead
from ipdesk.ui.funds.load import NOTHING, FundFile, TaskFile
from ipdesk.ui.funds.menu_button import MenuItem
from ipdesk.ui.funds.parts import FundParts
from ipdesk.ui.letters.file_places import file_text
from ipdesk.ui.widgets import MessageLine


class FundsInHand(Protocol):
    """What a page shows and where somebody stands on it."""

    file: FundFile
    task: TaskFile
    parts: FundParts
    head: FundHead
    message: MessageLine

    def tell(self, said: str) -> None:
        """Say at the foot what was done."""

    def go_to_task(self, task: int, said: str) -> None:
        """Stand on a task that was just added (its id), and say so."""

    def go_to(self, fund: int, said: str) -> None:
        """Show a fund that was just registered (its id), and say so."""


class FundWork(QObject):
    """The dialogs over a page; what is done is said in its foot."""

    def __init__(self, page: FundsInHand, over: QWidget, desk: Desk) -> None:
        super().__init__(over)
        self._page, self._over, self._desk = page, over, desk
        self.dialog: CommandDialog | None = None

    def register(self) -> None:
        """Register another fund, which is shown then."""
        said = self.tr("已登记。按 F9 记到位的金额，按 Alt+T 添加任务")
        self._open(FundDialog(self._desk, None, (), lambda fund: self._page.go_to(fund, said), self._over))

    def change(self) -> None:
        """Change what was written of the fund in hand."""
        if (fund := self._page.file.fund) is not None:
            said = self.tr("已保存“{name}”").format(name=fund.short_name)
            papers = self._desk.read(queries.fund_papers, fund.id)
            self._open(FundDialog(self._desk, fund, papers, lambda _: self._page.tell(said), self._over))

    def add_task(self) -> None:
        """Add a task to the fund in hand."""
        file = self._page.file
        if file.fund is not None:
            said = self.tr("已添加任务。按 F9 分配预算，按 Alt+G 核定")
            if not file.whole.unallocated:
                said = self.tr("已添加任务。先在“全部任务”按 F9 记到位的金额，再在这里按 F9 分配预算")
            then = lambda task: self._page.go_to_task(task, said)  # noqa: E731
            self._open(TaskDialog(self._desk, file.fund.id, file.tasks, then, self._over))

    def grant(self) -> None:
        """Grant something of the task in hand."""
        if (task := self.task()) is not None:
            said = self.tr("已核定")
            self._open(GrantDialog(self._desk, task, lambda _: self._page.tell(said), self._over))

    def pay(self) -> None:
        """Send the grant in hand to be paid."""
        grant = self.grant_in_hand()
        if grant is None:
            return
        payments = self._desk.read(queries.grant_payments, grant.id)
        unpaid = self._page.task.payable(grant.id)
        said = self.tr("已提交支付；有了结果按 Alt+J 登记")
        self._open(
            SendDialog(self._desk, grant, payments, unpaid, lambda _: self._page.tell(said), self._over)
        )

    def of_project(self) -> tuple[MenuItem, ...]:
        """Return what can be written down of the grant in hand as a project."""
        grant = self.grant_in_hand()
        has_contract = grant is not None and grant.id in self._page.task.projects
        no_contract = "" if has_contract else self.tr("先登记任务书")
        return (
            MenuItem(self.tr("任务书…"), self.contract),
            MenuItem(self.tr("检查和验收…"), self.check, no_contract),
            MenuItem(self.tr("分担和配套…"), self.funding),
        )

    def funding(self) -> None:
        """Write down who else pays for what the grant in hand is given for."""
        if (grant := self.grant_in_hand()) is not None:
            shown = self._desk.read(queries.funding_parts, grant.id)
            granted = self._page.task.by_grant.get(grant.id, NOTHING).granted
            then = lambda _: self._page.tell(self.tr("已保存分担和配套"))  # noqa: E731
            self._open(FundingDialog(self._desk, grant, granted, shown, then, self._over))

    def contract(self) -> None:
        """Write down the contract of the project that the grant in hand pays, or what it was changed to."""
        grant = self.grant_in_hand()
        if grant is not None:
            granted = self._page.task.by_grant.get(grant.id, NOTHING).granted
            project = self._page.task.projects.get(grant.id)
            said = self.tr("已保存任务书；到期的金额在“拨付”页支付，检查和验收按 Alt+M 登记")
            then = lambda _: self._page.tell(said)  # noqa: E731
            self._open(ContractDialog(self._desk, grant, granted, project, then, self._over))

    def check(self) -> None:
        """Write down that a check of the project in hand was held."""
        grant = self.grant_in_hand()
        project = None if grant is None else self._page.task.projects.get(grant.id)
        if project is not None:
            said = self.tr("已登记")
            self._open(CheckDialog(self._desk, project, lambda _: self._page.tell(said), self._over))

    def post(self) -> None:
        """Enter what happened to the money of the fund, or of the task in hand."""
        file = self._page.file
        if file.fund is not None:
            self._ask_what_happened(InHand(file.fund.id, file.tasks, self.task()))

    def answer(self) -> None:
        """Enter what became of the grant in hand and of its payments."""
        file, grant = self._page.file, self.grant_in_hand()
        if file.fund is not None and grant is not None:
            payments = self._desk.read(queries.grant_payments, grant.id)
            self._ask_what_happened(InHand(file.fund.id, file.tasks, self.task(), grant, payments))

    def export(self) -> None:
        """Ask where to, and write all tables of the fund in hand as a workbook, behind the window."""
        fund = self._page.file.fund
        if fund is None:
            return
        path = ask_workbook(self._over, self.tr("{fund}资金各表").format(fund=fund.short_name))
        if path is not None:
            self._export(fund.id, path)

    def _export(self, fund: int, path: Path) -> None:
        store, day, today = self._desk.store, self._page.head.day.day(), self._desk.today()

        def made() -> Made:
            from ipdesk.documents.spreadsheets.workbook import tables_workbook
            from ipdesk.ui.funds.export import fund_tables, tables

            found = store.read(fund_tables, fund, day, today)
            return ((path, tables_workbook(tables(found))),), found.rows

        said, failed = self.tr("已导出：{where}"), only_expected(self._page.message.say)
        done = lambda _: self._page.tell(said.format(where=file_text(path)))  # noqa: E731
        self._desk.exports.start("fund_tables", made, done, failed)

    def _ask_what_happened(self, in_hand: InHand) -> None:
        said = self.tr("已记账")
        self._open(PostDialog(self._desk, in_hand, lambda _: self._page.tell(said), self._over))

    def reverse(self) -> None:
        """Take the posting in hand back."""
        fund, row = self._page.file.fund, self.posting()
        if fund is not None and row is not None:
            said = self.tr("已冲销第{number}笔").format(number=row.number)
            self._open(ReverseDialog(self._desk, fund.id, row, lambda _: self._page.tell(said), self._over))

    # --- what is in hand ---

    def task(self) -> FundTaskRecord | None:
        """Return the task in hand, None on the row of all."""
        wanted = self._page.parts.tasks.current()
        return next((one for one in self._page.file.tasks if one.id == wanted), None)

    def grant_in_hand(self) -> FundGrantRecord | None:
        """Return the grant in hand, None where no task is."""
        wanted = self._page.parts.grants.current() if self._is_read() else 0
        return next((one for one in self._page.task.grants if one.id == wanted), None)

    def posting(self) -> PostingRow | None:
        """Return the posting in hand that can be taken back, None for none."""
        wanted = self._page.parts.postings.current() if self._is_read() else 0
        return next((one for one in self._page.task.postings if one.number == wanted), None)

    def _is_read(self) -> bool:
        """Say whether the lists show the task in hand; for a moment they are those of the one before."""
        task = self.task()
        return task is not None and self._page.task.task == task.id

    # --- afterwards ---

    def _open(self, dialog: CommandDialog) -> None:
        self._page.message.clear()
        self.dialog = dialog
        dialog.open_once()
