"""The window: navigation, top bar, pages and the bar at the foot."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from ipdesk.ui import theme
from ipdesk.ui.desk.page import Page
from ipdesk.ui.shell.navigation import Navigation, Section
from ipdesk.ui.shell.topbar import TopBar
from ipdesk.ui.widgets import ActionBar, MessageLine
from ipdesk.ui.widgets.base import lay_out_before, row_in
from ipdesk.ui.widgets.page_stack import PageStack


class Shell(QMainWindow):
    """The frame around the pages.

    ``add_page`` registers one, ``announce_page`` one that is made when it is first wanted, ``go_to`` shows
    one. Before a page leaves the sight or the window closes it is asked to keep what was typed; a page that
    cannot stays. ``searched`` tells what was asked in the search box. ``notice`` stands above whatever page
    is in sight.
    """

    searched = Signal(str)

    def __init__(self, office: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._makers: dict[str, Callable[[], Page]] = {}  # in the order of the navigation
        self._pages: dict[str, Page] = {}  # those that have been made, in that order as well
        self._mode: theme.Mode = "auto"
        self.nav = Navigation()
        self.top = TopBar()
        self.stack, self.feet = PageStack(), PageStack()
        self.notice, self._strip = MessageLine(), QHBoxLayout()
        self._lay_out()
        self.nav.chosen.connect(self._choose)
        self.top.search.searched.connect(self.searched)
        self.set_office(office)
        self.resize(*theme.WINDOW)

    def _lay_out(self) -> None:
        frame = QWidget()
        row, column = row_in(frame, 0), QVBoxLayout()
        column.setSpacing(0)
        row.addWidget(self.nav)
        row.addLayout(column, 1)
        column.addWidget(self.top)
        self._strip.addWidget(self.notice)
        self.notice.installEventFilter(self)
        column.addLayout(self._strip)
        column.addWidget(self.stack, 1)
        column.addWidget(self.feet)
        self.setCentralWidget(frame)

    def add_page(self, key: str, word: str, icon: str, page: Page, section: Section) -> None:
        """Register a page under a word of the navigation. The first one registered comes into sight."""
        self.announce_page(key, word, icon, lambda: page, section)
        self.page(key)
        if len(self._makers) == 1:
            self._show(key)

    def announce_page(
        self, key: str, word: str, icon: str, make: Callable[[], Page], section: Section
    ) -> None:
        """Register a page that is made when it is first wanted."""
        self._makers[key] = make
        self.nav.add(key, word, icon, section)

    def page(self, key: str) -> Page:
        """Return a page, made now if it has to be. Raises KeyError for one that was not registered."""
        if key not in self._pages:
            made = {**self._pages, key: self._makers[key]()}
            self._pages = {one: made[one] for one in self._makers if one in made}
            self._place(made[key])
        return self._pages[key]

    def _place(self, page: Page) -> None:
        page.setObjectName("page")
        self.stack.addWidget(page)  # the first comes into sight with that, and is known by then
        self.feet.addWidget(page.action_bar() or QFrame())
        page.headChanged.connect(self._show_head)

    def current(self) -> str:
        """Return the key of the page in sight, empty while there is none."""
        return next((key for key, page in self._pages.items() if page is self.stack.currentWidget()), "")

    def go_to(self, key: str) -> bool:
        """Bring a page into sight, if the present one can keep what was typed; return whether it did."""
        now = self.current()
        if now and now != key and not self._pages[now].leaving():
            self.nav.mark(now)
            return False
        self._show(key)
        return True

    def _choose(self, key: str) -> None:
        if key == self.current():
            self.nav.mark(key)
            self.page(key).come_home()
        elif self.go_to(key):
            self.page(key).arrive()

    def _show(self, key: str) -> None:
        page = self.page(key)
        self.stack.setCurrentWidget(page)
        self.feet.setCurrentIndex(self.stack.currentIndex())
        self.feet.setVisible(page.action_bar() is not None)
        self.nav.mark(key)
        self._show_head()
        page.activated()

    def _show_head(self) -> None:
        page = self.stack.currentWidget()
        if isinstance(page, Page):
            self.top.set_head(page.title, page.chip, page.number)

    def set_office(self, office: str) -> None:
        """Show the office's name at the top and in the title of the window."""
        self.top.set_office(office)
        self.setWindowTitle(self.tr("知识产权资助受理") + (f" · {office}" if office else ""))

    def set_person(self, name: str, role: str = "") -> None:
        """Show who sits here."""
        self.top.set_person(name, role)

    def set_count(self, key: str, count: int, what: str = "") -> None:
        """Show how many things wait on a page, if there is one; ``what`` says for what."""
        if key in self._makers:
            self.nav.set_count(key, count, what)

    def set_density_mode(self, mode: theme.Mode) -> None:
        """Fix the density, or let the width of the window choose it (auto)."""
        self._mode = mode
        self._fit()

    def _fit(self) -> None:
        """Choose density and the breadth of the navigation by the width of the window."""
        chosen = theme.chosen_for(self.width(), self._mode)
        app = QApplication.instance()
        if chosen is not theme.density() and isinstance(app, QApplication):
            theme.set_density(app, chosen)
        self.nav.set_narrow(self.width() < theme.NARROW_BELOW)
        self._fit_strip()

    def _fit_strip(self) -> None:
        """Set the notice off from its surroundings; a hidden one takes no room at all."""
        gap = 0 if self.notice.isHidden() else theme.density().gap
        self._strip.setContentsMargins(gap, gap, gap, 0)

    def event(self, event: QEvent) -> bool:
        """Paint nothing that is half laid out."""
        lay_out_before(event)
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the strip above the pages when something in it is shown or hidden."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._fit_strip()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say at the foot why a key did nothing that belongs to a button there."""
        super().keyPressEvent(event)
        bar = self.feet.currentWidget()
        if isinstance(bar, ActionBar):
            bar.say_why_not(QKeySequence(event.keyCombination()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit navigation and page to the new size."""
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask every page whether it may be left; the first that may not comes to the front."""
        for key, page in self._pages.items():
            if not page.leaving():
                self._show(key)
                event.ignore()
                return
        super().closeEvent(event)
