"""The page 资金: what came, what was granted, paid and came back, at a glance and down to each posting."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ipdesk.funds.books.postings import PostingKind
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.ui import theme
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import Destination, OpenApplication, OpenGrant, Origin
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.desk.page import Page
from ipdesk.ui.funds.figure_tiles import Figure, FigureTiles
from ipdesk.ui.funds.foot import BOOKS, YEAR, FundsBar
from ipdesk.ui.funds.head import FundHead
from ipdesk.ui.funds.load import FundFile, TaskFile, fund_file, task_file
from ipdesk.ui.funds.offered import why_not_paid
from ipdesk.ui.funds.parts import FundParts
from ipdesk.ui.funds.rows import grant_rows, method_rows, posting_rows, section_rows, task_rows
from ipdesk.ui.funds.shares import ALLOTTED, PAID, UNPAID, rate_text
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
        self.year, self._views = YearPart(desk), QStackedWidget()
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
        for part in (self.parts, self.year):
            self._views.addWidget(part)

    def _listen(self) -> None:
        parts = self.parts
        self.head.moved.connect(self.refresh)
        self.head.turned.connect(self.turn_to)
        self.output.told.connect(self.tell)
        self.year.moved.connect(self.year_work.show_paper)
        self.year.table.table.opened.connect(lambda _: self.year_work.change())
        parts.tasks.table.moved.connect(lambda _: self._read_task())
        parts.grants.table.moved.connect(lambda _: self._show_postings())
        parts.tasks.table.opened.connect(lambda _: parts.grants.table.setFocus())
        parts.grants.table.opened.connect(lambda _: parts.postings.table.setFocus())
        parts.case.clicked.connect(self._open_case)
        for table in (parts.grants.table, parts.postings.table):
            table.moved.connect(lambda _: self._offer())
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
        )  # fmt: skip
        for button, act in acts:
            button.clicked.connect(act)
        self._desk.guard(Permission.ACCOUNT, *(button for button, _ in acts))
        foot.print.clicked.connect(self.year_work.print)
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
        year = self._views.currentIndex() == YEAR
        (self.year.table if year else self.parts.tasks).table.setFocus()

    def show_destination(self, destination: Destination, origin: Origin) -> None:
        """Stand on a grant among the books."""
        if not isinstance(destination, OpenGrant):
            super().show_destination(destination, origin)
            return
        self.head.views.button(BOOKS).click()
        self._wanted, self._wanted_rows = destination.fund, (destination.task, destination.grant)
        self.refresh()

    def _open_case(self) -> None:
        """Lead back to the file whose award the grant in hand pays."""
        grant = self.work.grant_in_hand()
        if grant is not None and grant.id in self.task.applications:
            self._desk.open(OpenApplication(self.task.applications[grant.id]))

    def turn_to(self, view: int) -> None:
        """Show the books, or the account of the year."""
        self._views.setCurrentIndex(view)
        self.foot.show_place(view)
        self.tiles.setVisible(view == BOOKS)
        if view == YEAR:
            self.year_work.refresh()
            self.year.table.table.setFocus()
        else:
            self.parts.tasks.table.setFocus()

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
        parts.tasks.show_rows(tuple(task_rows(file, money)), self._wanted_rows[0])
        parts.methods.show_rows(tuple(method_rows(file, money)))
        parts.sections.show_rows(tuple(section_rows(file, money)))
        self._show_figures()
        self._hint()
        self._read_task()
        if self._views.currentIndex() == YEAR:
            self.year_work.refresh()

    def _show_figures(self) -> None:
        figures, money, fund = self.file.whole, self.head.money, self.file.fund
        rate = figures.execution(fund.rounding) if fund is not None else None
        shown = (
            (self.tr("到位"), figures.budget, ""),
            (self.tr("未分配"), figures.unallocated, ""),
            (self.tr("未核定"), figures.available, ""),
            (self.tr("已支付"), figures.paid, PAID),
            (self.tr("指标下达"), figures.allotted, ALLOTTED),
            (self.tr("核定未付"), figures.unpaid, UNPAID),
            (self.tr("已提交支付"), figures.in_transit, ""),
            (self.tr("交回国库"), figures.returned, ""),
        )
        tiles = [Figure(word, money(fen), token) for word, fen, token in shown]
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
        rows = posting_rows(self.task, grant, self.head.money, self._desk.today())
        self.parts.postings.show_rows(tuple(rows))
        self._offer()

    def _offer(self) -> None:
        """Let the buttons be pressed that can do something now."""
        foot, work, fund = self.foot, self.work, self.file.fund is not None
        in_hand = work.grant_in_hand()
        foot.show_for(task=work.task() is not None)
        self.parts.case.setVisible(in_hand is not None and in_hand.id in self.task.applications)
        no_fund, no_task = self.tr("先登记专项资金"), self.tr("先在左边选中一项任务")
        for button in (foot.change, foot.task, foot.post):
            button.enable(fund, no_fund)
        foot.grant.enable(work.task() is not None, no_task)
        foot.answer.enable(in_hand is not None, self.tr("先选中一笔核定"))
        why_not = why_not_paid(self.task, in_hand)
        foot.pay.enable(not why_not, why_not)
        row = work.posting()
        can_go_back = row is not None and not row.reversed and row.kind is not PostingKind.REVERSE
        foot.reverse.enable(can_go_back, self.tr("先在右下选中一笔没有冲销过的账"))
