"""The page 资金: what came, what was granted, paid and came back, at a glance and down to each posting."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ipdesk.funds.account.bars import BarPart
from ipdesk.funds.books.postings import PostingKind
from ipdesk.models import queries
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.ui import theme
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import Destination, OpenApplication, OpenBatch, OpenGrant, Origin
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.desk.page import Page
from ipdesk.ui.funds.due import DuePart
from ipdesk.ui.funds.figure_tiles import Figure, FigureTiles
from ipdesk.ui.funds.foot import BOOKS, DUE, YEAR, FundsBar
from ipdesk.ui.funds.head import FundHead
from ipdesk.ui.funds.load import FundFile, TaskFile, fund_file, task_file
from ipdesk.ui.funds.offered import why_not_paid
from ipdesk.ui.funds.parts import FundParts
from ipdesk.ui.funds.rows import (
    Group,
    grant_rows,
    group_rows,
    method_groups,
    payment_rows,
    posting_rows,
    section_groups,
    task_rows,
)
from ipdesk.ui.funds.shares import rate_text
from ipdesk.ui.funds.work import FundWork
from ipdesk.ui.funds.year import YearPart
from ipdesk.ui.funds.year_work import YearWork
from ipdesk.ui.letters.pdf_output import AskPrinter, PdfOutput, system_dialog
from ipdesk.ui.widgets import MessageLine, Panel


class FundsPage(Page):
    """One fund at a day: its figures, its tasks, and of the task in hand every grant and every posting."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, ask_printer: AskPrinter = system_dialog
    ) -> None:
        super().__init__(parent)
        self._desk, self._latest, self._reading = desk, LatestRequest(desk, self), LatestRequest(desk, self)
        self.file, self.task = FundFile(()), TaskFile(0, (), {}, ())
        self.message, self.foot, self.head = MessageLine(), FundsBar(), FundHead(desk.today)
        self.tiles, self.parts, self._top = FigureTiles(), FundParts(), Panel()
        self.year, self.due, self._views = YearPart(desk), DuePart(), QStackedWidget()
        self._group = ""  # the tasks that are looked at, "" for all
        self.output = PdfOutput(desk, self, ask_printer)
        self.work = FundWork(self, self, desk)
        self.year_work = YearWork(self, self, desk)
        self._wanted: int | None = None  # a fund that is not read yet
        self._wanted_rows = 0, 0  # a task and a grant that are to be stood on, likewise
        self._outer = QVBoxLayout(self)
        self._lay_out()
        self._listen()
        self.set_head(self.tr("资金"))
        theme.follow(self.restyle)

    def _lay_out(self) -> None:
        self._top.body.addWidget(self.head)
        self._top.body.addWidget(self.tiles)
        for widget in (self.message, self._top):
            self._outer.addWidget(widget)
        self._outer.addWidget(self._views, 1)
        for part in (self.parts, self.year, self.due):
            self._views.addWidget(part)

    def _listen(self) -> None:
        parts = self.parts
        self.head.moved.connect(self.refresh)
        self.foot.follow(*(one.table for one in (parts.tasks, parts.grants, parts.payments, parts.postings)))
        self.head.turned.connect(self.turn_to)
        self.output.told.connect(self.tell)
        self.year.moved.connect(self.year_work.show_paper)
        self.year.table.table.opened.connect(lambda _: self.year_work.change())
        parts.tasks.table.moved.connect(lambda _: self._read_task())
        parts.grants.table.moved.connect(lambda _: self._show_postings())
        parts.tasks.table.opened.connect(lambda _: self._open_task())
        parts.grants.table.opened.connect(lambda _: parts.below().table.setFocus())
        parts.payments.table.opened.connect(lambda _: self._open_payment())
        for table, groups in ((parts.methods, method_groups), (parts.sections, section_groups)):
            table.table.opened.connect(lambda at, of=groups: self.narrow_to(of(self.file)[at].word))
        parts.case.clicked.connect(self._open_case)
        self.due.opened.connect(self._desk.open)
        for table in (parts.grants, parts.postings):
            table.table.moved.connect(lambda _: self._offer())
        self._listen_to_foot()
        self._desk.changed.connect(self._refresh_for)

    def _listen_to_foot(self) -> None:
        foot, work = self.foot, self.work
        acts = (
            (foot.register, work.register), (foot.change, work.change), (foot.task, work.add_task),
            (foot.reverse, work.reverse), (foot.grant, work.grant), (foot.pay, work.pay),
            (foot.answer, work.answer), (foot.post, work.post),
            (foot.texts, self.year_work.texts), (foot.remove, self.year_work.remove),
            (foot.indicator, self.year_work.change), (foot.add_indicator, self.year_work.add),
            (foot.bring, self.year_work.bring),
        )  # fmt: skip
        for button, act in acts:
            button.clicked.connect(act)
        self._desk.guard(Permission.ACCOUNT, foot.project, *(button for button, _ in acts))
        foot.tables.clicked.connect(work.export)
        foot.print.clicked.connect(self.year_work.print)
        foot.keep.clicked.connect(self.year_work.keep)
        foot.workbook.clicked.connect(self.year_work.save_workbook)

    def restyle(self) -> None:
        """Take the measures in force."""
        gap = theme.density().gap
        self._outer.setContentsMargins(gap, gap, gap, gap)
        self._outer.setSpacing(gap)
        self.parts.restyle()
        self.year.restyle()

    # --- as a page ---

    def action_bar(self) -> QWidget | None:
        """Return the bar for the foot of the window."""
        return self.foot

    def activated(self) -> None:
        """Refresh, and let the keyboard begin in the list that is in sight."""
        self.refresh()
        self._listed().setFocus()

    def _listed(self) -> QWidget:
        """Return the list in which the keyboard begins."""
        lists = {BOOKS: self.parts.tasks, YEAR: self.year.table, DUE: self.due.table}
        return lists[self._views.currentIndex()].table

    def show_destination(self, destination: Destination, origin: Origin) -> None:
        """Stand on a grant among the books."""
        if not isinstance(destination, OpenGrant):
            super().show_destination(destination, origin)
            return
        self.head.views.button(BOOKS).click()
        self._wanted, self._wanted_rows = destination.fund, (destination.task, destination.grant)
        self._group = ""
        self.parts.tasks.table.select_row(0)
        self.refresh()

    def _open_case(self) -> None:
        """Lead back to the file whose award the grant in hand pays."""
        grant = self.work.grant_in_hand()
        if grant is not None and grant.id in self.task.applications:
            self._desk.open(OpenApplication(self.task.applications[grant.id]))

    def turn_to(self, view: int) -> None:
        """Show the books, the account of the year, or what is due."""
        self._views.setCurrentIndex(view)
        self.foot.show_place(view)
        self.tiles.setVisible(view == BOOKS)
        if view == YEAR:
            self.year_work.refresh()
        elif view == DUE:
            self._read_dues()
        self._listed().setFocus()

    def _read_dues(self) -> None:
        shown = lambda dues: self.due.show_dues(dues, self.head.money, self._desk.today())  # noqa: E731
        self._reading.ask(queries.fund_dues, done=shown)

    def narrow_to(self, group: str) -> None:
        """Show the tasks of one way of allocation, or of one section, "" for all of them."""
        self._group = group
        self._show_tasks()
        self.parts.tasks.table.setFocus()

    def _open_task(self) -> None:
        """Go to the grants of the task in hand; from the sum of some tasks back to all of them."""
        if self.parts.tasks.current():
            self.parts.grants.table.setFocus()
        elif self._group:
            self.narrow_to("")

    def _open_payment(self) -> None:
        """Go to the batch by which a payment was sent; of another show its postings."""
        wanted, fund = self.parts.payments.current(), self.file.fund
        found = next((one for one in self.task.payments if one.payment == wanted), None)
        if found is not None and found.batch and fund is not None:
            self._desk.open(OpenBatch(fund.id, found.batch))
        elif found is not None:
            self.parts.show_below(1)

    # --- refreshing ---

    def _refresh_for(self, changes: Changes) -> None:
        if self.isVisible() and changes.touches(Kind.FUND):
            self.refresh()

    def refresh(self) -> None:
        """Read again, behind the window."""
        wanted = self.head.wanted() if self._wanted is None else self._wanted
        if self.file.fund is not None and wanted != self.file.fund.id:
            self.file = FundFile(self.file.funds)  # nothing of the one before is in hand any more
            self.year_work.forget()
            self._offer()
        self._latest.ask(fund_file, wanted, self.head.day.day(), done=self._show)

    def go_to(self, fund: int, said: str) -> None:
        """Show a fund that was just registered, and say so."""
        self._wanted = fund
        self.tell(said)
        self.refresh()

    def go_to_task(self, task: int, said: str) -> None:
        """Stand on a task that was just added, and say so."""
        self._wanted_rows = task, 0
        self.tell(said)
        self.refresh()

    def tell(self, said: str) -> None:
        """Say at the foot what was done."""
        self.foot.tell(said, "check")

    def _show(self, file: FundFile) -> None:
        self.file, self._wanted = file, None
        self.head.show_funds(file.funds, file.fund)
        money, parts = self.head.money, self.parts
        parts.methods.show_rows(tuple(group_rows(file, method_groups(file), money)))
        parts.sections.show_rows(tuple(group_rows(file, section_groups(file), money)))
        self._show_figures()
        self._hint()
        self._show_tasks()
        if self._views.currentIndex() == YEAR:
            self.year_work.refresh()
        elif self._views.currentIndex() == DUE:
            self._read_dues()

    def _show_tasks(self) -> None:
        found = (*method_groups(self.file), *section_groups(self.file))
        group: Group | None = next((one for one in found if one.word == self._group), None)
        rows = tuple(task_rows(self.file, self.head.money, group))
        self.parts.tasks.show_rows(rows, self._wanted_rows[0])
        self._read_task()

    def _show_figures(self) -> None:
        figures, money, fund = self.file.whole, self.head.money, self.file.fund
        rate = figures.execution(fund.rounding) if fund is not None else None
        shown = (
            (self.tr("到位"), figures.budget, None),
            (self.tr("未分配"), figures.unallocated, None),
            (self.tr("未核定"), figures.available, None),
            (self.tr("已支付"), figures.paid, BarPart.PAID),
            (self.tr("指标下达"), figures.allotted, BarPart.ALLOTTED),
            (self.tr("核定未付"), figures.outstanding, BarPart.UNPAID),
            (self.tr("其中在途"), figures.in_transit, None),
            (self.tr("其中失败"), self.file.failed_of(self.file.tasks), BarPart.FAILED),
            (self.tr("交回国库"), figures.returned, None),
        )
        tiles = [Figure(word, money(fen), part) for word, fen, part in shown]
        self.tiles.show_figures((*tiles, Figure(self.tr("执行率"), rate_text(rate) or "—")))
        said = self.tr("执行率 {rate}　单位 {unit}")
        self.set_head(
            self.tr("资金"), "", said.format(rate=rate_text(rate) or "—", unit=self.head.unit_word())
        )

    def _hint(self) -> None:
        none = self.tr("还没有登记专项资金，按 Alt+N 登记")
        empty = self.tr("这项资金还没有任务，按 Alt+T 添加")
        self.parts.tasks.table.set_hint(none if self.file.fund is None else "" if self.file.tasks else empty)

    def _read_task(self) -> None:
        """Read the task in hand; on the row of all, show the sums of all."""
        task = self.parts.tasks.current()
        self.parts.show_task(bool(task))
        self._offer()
        if task:
            self._reading.ask(task_file, task, self.head.day.day(), done=self._show_task)

    def _show_task(self, task: TaskFile) -> None:
        self.task = task
        self.parts.grants.show_rows(tuple(grant_rows(task, self.head.money)), self._wanted_rows[1])
        self._wanted_rows = 0, 0
        self.parts.grants.table.set_hint("" if task.grants else self.tr("还没有核定，按 Alt+G"))
        self._show_postings()

    def _show_postings(self) -> None:
        grant = self.parts.grants.current()
        money, today = self.head.money, self._desk.today()
        self.parts.payments.show_rows(tuple(payment_rows(self.task, grant, money, today)))
        self.parts.postings.show_rows(tuple(posting_rows(self.task, grant, money, today)))
        self._offer()

    def _offer(self) -> None:
        """Let the buttons be pressed that can do something now."""
        foot, work, fund = self.foot, self.work, self.file.fund is not None
        in_hand = work.grant_in_hand()
        foot.show_for(task=work.task() is not None)
        self.parts.case.setVisible(in_hand is not None and in_hand.id in self.task.applications)
        no_fund, no_task = self.tr("先登记专项资金"), self.tr("先在左边选中一项任务")
        for button in (foot.change, foot.task, foot.post, foot.tables):
            button.enable(fund, no_fund)
        foot.grant.enable(work.task() is not None, no_task)
        foot.answer.enable(in_hand is not None, self.tr("先选中一笔核定"))
        why_not = why_not_paid(self.task, in_hand)
        foot.pay.enable(not why_not, why_not)
        foot.project.enable(in_hand is not None, self.tr("先选中一笔核定"))
        foot.project.show_items(work.of_project())
        row = work.posting()
        can_go_back = row is not None and not row.reversed and row.kind is not PostingKind.REVERSE
        foot.reverse.enable(can_go_back, self.tr("先在右下选中一笔没有冲销过的账"))
