"""The register of achievements: each thing once, with whose it is and what was paid for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from ipdesk.models import queries
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.records.achievements.lists import RegisterDetail
from ipdesk.models.records.achievements.register import ImportCounts
from ipdesk.ui import theme
from ipdesk.ui.achievements.detail import ThingDetail
from ipdesk.ui.achievements.foot import RegisterBar
from ipdesk.ui.achievements.imports.reading import ListReading, ReadList
from ipdesk.ui.achievements.load import RegisterOverview
from ipdesk.ui.achievements.view import RegisterView
from ipdesk.ui.achievements.work import RegisterWork
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import Destination, OpenApplication, OpenThing, Origin
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.desk.page import Page
from ipdesk.ui.desk.preferences import documents_folder
from ipdesk.ui.widgets import MessageLine
from ipdesk.ui.widgets.money import fen_text

_OF_PAGE = (Kind.ACHIEVEMENT, Kind.APPLICATION, Kind.APPLICANT)


class AchievementsPage(Page):
    """The list (F2), one thing in full (F3), where it was applied for (F4); lists are taken in by Ctrl+O."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._latest = desk, LatestRequest(desk, self)
        self.message, self.foot = MessageLine(), RegisterBar()
        self.list, self.detail = RegisterView(desk), ThingDetail(desk.policy_name)
        self.reading = ListReading(desk, self)
        self.work = RegisterWork(desk, self, self)
        self._outer = QVBoxLayout(self)
        self._overview: RegisterOverview | None = None
        self._news = ""  # what was just done, told once the list shows it
        self._lay_out()
        self._listen()
        self.set_head(self.tr("成果"))
        theme.follow(self.restyle)

    def _lay_out(self) -> None:
        self._outer.addWidget(self.message)
        self._outer.addWidget(self.list, 5)
        self._outer.addWidget(self.detail, 3)

    def restyle(self) -> None:
        """Take the measures in force."""
        gap = theme.density().gap
        self._outer.setContentsMargins(gap, gap, gap, gap)
        self._outer.setSpacing(gap)

    def _listen(self) -> None:
        self.list.moved.connect(self._read_thing)
        self.list.opened.connect(self.detail.known.table.setFocus)
        self.list.refreshed.connect(self._sum_up)
        self.detail.uses.table.opened.connect(lambda _: self._open_application())
        self._listen_to_foot()
        self.reading.progressed.connect(self.foot.show_progress)
        self.reading.read.connect(self._preview)
        self.reading.refused.connect(self.message.say)
        self.reading.ended.connect(self._end_reading)
        self._desk.guard(Permission.ENTER, self.foot.take_in)
        self._desk.changed.connect(self._refresh_for)

    def _listen_to_foot(self) -> None:
        self.foot.take_in.clicked.connect(self.choose_file)
        self.foot.cancel.clicked.connect(self.reading.cancel)
        self.foot.export.clicked.connect(self._export)
        self.foot.template.clicked.connect(self.work.choose_template)
        self.foot.entitled.clicked.connect(lambda: self.work.find_entitled(self._drafted))
        self._desk.guard(Permission.ENTER, self.foot.entitled)

    # --- as a page ---

    def action_bar(self) -> QWidget | None:
        """Return the bar for the foot of the window."""
        return self.foot

    def activated(self) -> None:
        """Refresh, and let the keyboard begin in the list."""
        self.list.refresh()
        self.list.table.setFocus()

    def show_destination(self, destination: Destination, origin: Origin) -> None:
        """Stand on a thing, whatever the filter hid."""
        if not isinstance(destination, OpenThing):
            super().show_destination(destination, origin)
            return
        self.list.go_to(destination.thing)

    def under_way(self) -> str:
        """Say that a list is being read."""
        return self.tr("正在读一份清单，还没有登记。") if self.reading.running() else ""

    def stop(self) -> None:
        """Give the reading up; nothing was written."""
        self.reading.cancel()

    def _refresh_for(self, changes: Changes) -> None:
        if self.isVisible() and changes.touches(*_OF_PAGE):
            self.list.refresh()

    # --- what is shown ---

    def _sum_up(self, found: RegisterOverview) -> None:
        self._overview = found
        self.foot.export.enable(bool(found.ids), self.tr("没有可导出的"))
        words = self.tr("共 {count} 件，已资助 {sum} 元")
        if not self.reading.running():
            self.foot.set_state(words.format(count=found.totals.count, sum=fen_text(found.totals.paid)))
        if self._news:
            self.tell(self._news)
            self._news = ""

    def _export(self) -> None:
        self.work.export(self.list.filters.wanted(), self.list.order())

    def _read_thing(self, thing: int) -> None:
        if thing:
            self._latest.ask(queries.register_detail, thing, done=self._show_thing)
        else:
            self._latest.drop()
            self._show_thing(None)

    def _show_thing(self, detail: RegisterDetail | None) -> None:
        self.detail.show_thing(detail)

    def _open_application(self) -> None:
        application = self.detail.uses.current()
        if application:
            self._desk.open(OpenApplication(application))

    # --- lists ---

    def choose_file(self) -> None:
        """Ask for a file, and read it."""
        kinds = self.tr("清单 (*.xlsx *.xls *.csv *.txt);;所有文件 (*)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("导入清单"), documents_folder(), kinds)
        if chosen:
            self.read_file(Path(chosen))

    def read_file(self, path: Path) -> None:
        """Read a file behind the window; its preview follows."""
        self.message.clear()
        self.foot.set_running(True)
        self.reading.begin(path)

    def _end_reading(self) -> None:
        self.foot.set_running(False)
        if self._overview is not None:
            self._sum_up(self._overview)

    def _preview(self, found: ReadList) -> None:
        self.work.preview(found, self._registered)

    def _registered(self, counts: ImportCounts) -> None:
        words = self.tr("已登记 {new} 条，改动 {changed} 条")
        self._news = words.format(new=counts.new, changed=counts.changed)
        self.list.filters.clear()

    def _drafted(self, count: int, call: int) -> None:
        self._news = self.tr("已建 {count} 件申请件，在“申请件”页的草稿里").format(count=count)
        self.list.refresh()

    def tell(self, said: str) -> None:
        """Say at the foot what was done."""
        self.foot.tell(said, "check")
