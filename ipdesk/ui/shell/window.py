"""The window of the desk: the shell, which lets nothing unsaved go when it closes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.page import Page
from ipdesk.ui.desk.tasks import Lane
from ipdesk.ui.shell.frame import Shell
from ipdesk.ui.widgets import confirm

_COUNTER = "counter"


class DeskWindow(Shell):
    """Waits, before it closes, until what pages are saving is on disk, and asks where that failed.

    ``closing`` tells that it does close, or may be closed unasked. Who was sent to a setting comes back to
    where they were.
    """

    closing = Signal()

    def __init__(self, desk: Desk, office: str = "", parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self._desk = desk
        self._left: tuple[str, QWidget | None] = ("", None)  # page and place of who went to a setting
        desk.opening.connect(self.open_record)
        desk.settingWanted.connect(self.open_setting)
        desk.dayChanged.connect(self._begin_day)
        self._new = QShortcut(QKeySequence("Ctrl+N"), self)  # at the counter itself its button has the key
        self._new.activated.connect(self._begin_new)
        self.stack.currentChanged.connect(lambda _: self._new.setEnabled(self.current() != _COUNTER))

    def pages(self) -> tuple[Page, ...]:
        """Return all pages."""
        return tuple(self._pages.values())

    def _begin_day(self) -> None:
        for page in self._pages.values():
            page.begin_day()

    def open_record(self, key: str, record: int) -> None:
        """Bring a page into sight and show it a record."""
        if key in self._pages and self.go_to(key):
            show = getattr(self.page(key), "show_record", None)
            if show is not None:
                show(record)

    def _begin_new(self) -> None:
        """Go to the counter from any other page and begin the next application there."""
        begin = getattr(self._pages.get(_COUNTER), "begin_new", None)
        if begin is not None and self.go_to(_COUNTER):
            begin()

    def open_setting(self, setting: str) -> None:
        """Go to a setting that is missing, from where ``come_back`` leads here again."""
        left, page = (self.current(), self.focusWidget()), self._pages.get("settings")
        show = getattr(page, "show_setting", None)
        if show is not None and self.go_to("settings"):
            self._left = left
            show(setting, self.nav.item(left[0]).text(), self.come_back)

    def come_back(self) -> None:
        """Return from a setting to the page, and the place on it, that sent the clerk there."""
        key, place = self._left
        if key and self.go_to(key) and place is not None and isValid(place) and place.isVisible():
            place.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102
        super().closeEvent(event)
        if not event.isAccepted():
            return
        if not all(self._may_go(key, page) for key, page in self._pages.items()):
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
