"""The window of the desk: the shell, which lets nothing unsaved go when it closes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import Destination, NewApplication, Origin, PageKey
from ipdesk.ui.desk.page import Page
from ipdesk.ui.desk.tasks import Lane
from ipdesk.ui.shell.frame import Shell
from ipdesk.ui.shell.key_help import offer_key_help
from ipdesk.ui.widgets import confirm


class DeskWindow(Shell):
    """Waits, before it closes, until what pages are saving is on disk, and asks where that failed.

    ``closing`` tells that it does close, or may be closed unasked. A page that the desk sends somebody to is
    told where they came from.
    """

    closing = Signal()

    def __init__(self, desk: Desk, office: str = "", parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self._desk = desk
        desk.destinationWanted.connect(self.show_destination)
        desk.dayChanged.connect(self._begin_day)
        offer_key_help(self)
        self._new = QShortcut(QKeySequence("Ctrl+N"), self)  # at the counter itself its button has the key
        self._new.activated.connect(lambda: self.show_destination(NewApplication()))
        self.stack.currentChanged.connect(lambda _: self._new.setEnabled(self.current() != PageKey.COUNTER))

    def pages(self) -> tuple[Page, ...]:
        """Return the pages that have been made, in the order of the navigation."""
        return tuple(self._pages.values())

    def _begin_day(self) -> None:
        for page in self._pages.values():
            page.begin_day()

    def show_destination(self, destination: Destination) -> None:
        """Bring the page of a destination into sight and have it shown there."""
        key, origin = destination.page, self._origin()
        if key in self._makers and self.go_to(key):
            self.page(key).show_destination(destination, origin)

    def _origin(self) -> Origin:
        """Return where the clerk is now: the page in sight, and the place on it."""
        key, place = self.current(), self.focusWidget()
        return Origin(self.nav.item(key).text(), lambda: self._come_back(key, place)) if key else Origin()

    def _come_back(self, key: str, place: QWidget | None) -> None:
        if self.go_to(key) and place is not None and isValid(place) and place.isVisible():
            place.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close once every page has saved or given up what was typed, and keep what is to be rescued."""
        super().closeEvent(event)
        if not event.isAccepted():
            return
        if not all(self._may_go(key, page) for key, page in self._pages.items()):
            event.ignore()
            return
        if not self._views_are_noted():
            event.ignore()
            return
        self._desk.rescue.keep_now()  # what was given up just now is not to come back
        self.closing.emit()

    def keep_all(self) -> bool:
        """Bring everything typed onto the disk and ask nothing; say whether all of it is there.

        First where it is quick and certain, then where it belongs: the program may be killed any moment.
        """
        for page in self._pages.values():
            page.leaving()
        self._desk.views.tell_again()
        self._keep_at_once()
        self._desk.tasks.settle(Lane.SAVING, Lane.RESCUE)
        self.closing.emit()
        return self._keep_at_once()

    def _keep_at_once(self) -> bool:
        return all([page.keep_at_once() for page in self._pages.values()]) and self._desk.rescue.keep_now()

    def _may_go(self, key: str, page: Page) -> bool:
        """Say whether nothing of a page is lost by closing, or the clerk wants to lose it."""
        going_on = page.under_way()
        if going_on and not self._may_stop(going_on):
            self.go_to(key)
            return False
        if going_on:
            page.stop()
        self._desk.tasks.settle(Lane.SAVING, Lane.RESCUE)
        lost = page.unsaved()
        if lost and not self._may_lose(lost):
            self.go_to(key)
            return False
        if lost:
            page.give_up()
        return True

    def _views_are_noted(self) -> bool:
        """Say whether the log knows of all that was seen, or the clerk closes nevertheless."""
        views = self._desk.views
        if views.waiting():
            views.tell_again()
            self._desk.tasks.settle(Lane.SAVING)
        if not views.waiting():
            return True
        title, accept, refuse = self.tr("操作记录还没有写完"), self.tr("不再等，关闭"), self.tr("等一会儿")
        said = self.tr("有 {count} 次查看个人信息还没有记入操作记录：数据库正被占用，或者磁盘已满。")
        return confirm(self, title, said.format(count=views.waiting()), accept, refuse=refuse, danger=True)

    def _may_stop(self, what: str) -> bool:
        title, accept, refuse = self.tr("还有工作没有办完"), self.tr("停下，关闭"), self.tr("等它办完")
        return confirm(self, title, what, accept, refuse=refuse, danger=True)

    def _may_lose(self, what: str) -> bool:
        return confirm(
            self,
            self.tr("还有内容没有保存"),
            what,
            self.tr("不要了，关闭"),
            refuse=self.tr("回去处理"),
            danger=True,
        )
