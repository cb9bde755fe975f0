import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.ui import theme
from ipdesk.ui.desk.page import Page
from ipdesk.ui.shell.frame import Shell
from ipdesk.ui.widgets import ActionBar, Button, Chip, NavItem, Switch, Text, TextField, WrapRow
from tests.ui.widgets.gallery import PAGES, make_shell


class Desk(Page):
    """A page with a line to type in and a button of its own."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.field, self.keeps, self.calls = TextField(), True, []
        QVBoxLayout(self).addWidget(self.field)
        self.set_head(title)
        self._bar = ActionBar()
        self.save = Button("保存", "primary", shortcut="F9")
        self.save.clicked.connect(lambda: self.calls.append("save"))
        self._bar.add(self.save)

    def action_bar(self) -> QWidget | None:
        return self._bar

    def activated(self) -> None:
        self.calls.append("activated")

    def arrive(self) -> None:
        self.calls.append("arrived")

    def leaving(self) -> bool:
        self.calls.append("leaving")
        return self.keeps


@pytest.fixture
def shell(qtbot: QtBot) -> Shell:
    """Return an open window with two pages."""
    made = Shell("示例县市场监督管理局（知识产权局）")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.add_page("counter", "受理", "file-plus", Desk("受理"), "work")
    made.add_page("list", "申请件", "list", Desk("申请件"), "work")
    return made


def _desk(shell: Shell, key: str) -> Desk:
    page = shell.page(key)
    assert isinstance(page, Desk)
    return page


def test_a_page_is_known_when_it_comes_into_sight(qtbot: QtBot) -> None:
    """Whoever hears of it asks which it is: the counter has a key of its own that others have not."""
    shell = Shell()
    qtbot.addWidget(shell)
    heard: list[str] = []
    shell.stack.currentChanged.connect(lambda _: heard.append(shell.current()))
    shell.add_page("counter", "受理", "file-plus", Desk("受理"), "work")
    shell.announce_page("list", "申请件", "list", lambda: Desk("申请件"), "work")
    shell.go_to("list")
    assert heard == ["counter", "list"]


def test_each_page_shows_its_key(shell: Shell) -> None:
    assert [shell.nav.item(key).toolTip() for key in ("counter", "list")] == ["Ctrl+1", "Ctrl+2"]
    assert shell.nav.item("list").accessibleDescription() == "Ctrl+2"


def test_pages_are_reached_by_their_words_and_keep_what_was_typed(shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClicks(_desk(shell, "counter").field, "half a name")
    qtbot.mouseClick(shell.nav.item("list"), Qt.MouseButton.LeftButton)
    assert (shell.current(), shell.top.title.text()) == ("list", "申请件")
    qtbot.mouseClick(shell.nav.item("counter"), Qt.MouseButton.LeftButton)
    assert _desk(shell, "counter").field.text() == "half a name"
    assert _desk(shell, "counter").calls == ["activated", "leaving", "activated", "arrived"]


def test_exactly_the_page_in_sight_is_marked_also_for_the_one_at_the_foot(shell: Shell, qtbot: QtBot) -> None:
    shell.add_page("settings", "设置", "settings", Page(), "foot")
    for key in ("settings", "list", "list", "settings"):
        qtbot.mouseClick(shell.nav.item(key), Qt.MouseButton.LeftButton)
        marked = [name for name in ("counter", "list", "settings") if shell.nav.item(name).isChecked()]
        assert marked == [shell.current()] == [key]


def test_pages_are_reached_by_key(shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert shell.current() == "list"
    shell.nav.item("counter").setFocus()
    qtbot.keyClick(shell.nav.item("counter"), Qt.Key.Key_Return)
    assert shell.current() == "counter"


def test_a_page_that_cannot_keep_its_content_stays_in_sight(shell: Shell, qtbot: QtBot) -> None:
    _desk(shell, "counter").keeps = False
    qtbot.mouseClick(shell.nav.item("list"), Qt.MouseButton.LeftButton)
    assert shell.current() == "counter"
    assert shell.nav.item("counter").isChecked()
    assert not shell.close()
    assert shell.isVisible()
    _desk(shell, "counter").keeps = True
    assert shell.close()


def test_closing_asks_also_the_pages_out_of_sight_and_shows_the_one_that_refuses(shell: Shell) -> None:
    shell.go_to("list")
    _desk(shell, "counter").keeps = False
    assert not shell.close()
    assert shell.current() == "counter"
    _desk(shell, "counter").keeps = True


def test_a_key_acts_on_the_page_in_sight_alone(shell: Shell, qtbot: QtBot) -> None:
    shell.go_to("list")
    qtbot.keyClick(shell, Qt.Key.Key_F9)
    assert "save" in _desk(shell, "list").calls
    assert "save" not in _desk(shell, "counter").calls


def test_the_head_follows_the_page(shell: Shell) -> None:
    shell.page("counter").set_head("受理", "accepted", "2024 年第 0147 号")
    assert shell.top.chip.isVisible()
    assert (shell.top.chip.text(), shell.top.number.whole()) == ("已受理", "2024 年第 0147 号")
    shell.page("list").set_head("申请件", "draft")
    assert shell.top.title.text() == "受理", "a page out of sight does not write the head"


def test_what_waits_is_counted_in_the_navigation(shell: Shell) -> None:
    shell.set_count("list", 12)
    assert shell.nav.item("list").count() == 12
    assert shell.nav.item("list").accessibleName() == "申请件 12"
    shell.nav.set_count("list", 12, "待审定")
    assert shell.nav.item("list").accessibleName() == "申请件 待审定 12"
    assert shell.nav.item("list").toolTip().startswith("待审定 12")


class _Painted(QObject):
    """Notes whenever what stands below a row is painted whether that ends above it, with whole texts."""

    def __init__(self, row: WrapRow, below: QWidget) -> None:
        super().__init__(below)
        self._row, self._below, self.whole = row, below, list[bool]()
        below.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            cut = any(one.width() < one.sizeHint().width() for one in self._row.shown())
            self.whole.append(self._row.geometry().bottom() < self._below.y() and not cut)
        return False


def test_nothing_is_painted_before_all_of_it_is_laid_out(shell: Shell, qtbot: QtBot) -> None:
    page, inner, row, below = _desk(shell, "counter"), QWidget(), WrapRow(), Text("申请编号")
    tabs = [Button("草稿", "tab") for _ in range(9)]
    for tab in tabs:
        row.add(tab)
    column = QVBoxLayout(inner)
    for widget in (row, below):
        column.addWidget(widget)
    page.layout().addWidget(inner)
    qtbot.waitUntil(lambda: below.y() > 0)
    painted = _Painted(row, below)
    for tab in tabs:
        tab.set_text("受理以前申请人撤回 12")  # so that they need rows more
    below.update()
    high = row.height()
    qtbot.waitUntil(lambda: row.height() > high and bool(painted.whole))
    QApplication.processEvents()
    assert painted.whole
    assert all(painted.whole)


def test_search_is_reached_by_key_and_told(shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert shell.top.search.hasFocus()
    qtbot.keyClicks(shell.top.search, "sgoyt")
    with qtbot.waitSignal(shell.searched) as asked:
        qtbot.keyClick(shell.top.search, Qt.Key.Key_Return)
    assert asked.args == ["sgoyt"]


def _sized(shell: Shell, width: int, height: int = 680) -> None:
    shell.resize(width, height)
    QApplication.processEvents()


def test_the_width_of_the_window_chooses_density_and_navigation(shell: Shell) -> None:
    _sized(shell, 1339)
    assert (theme.density().name, shell.nav.width()) == ("compact", theme.COMPACT.nav_narrow)
    _sized(shell, 1340)
    assert (theme.density().name, shell.nav.width()) == ("compact", theme.COMPACT.nav_width)
    _sized(shell, 1600)
    assert (theme.density().name, shell.nav.width()) == ("roomy", theme.ROOMY.nav_width)
    shell.set_density_mode("compact")
    assert theme.density().name == "compact"


def _visible(shell: Shell, kind: type) -> list[QWidget]:
    return [child for child in shell.findChildren(kind) if not child.visibleRegion().isEmpty()]


def _wanted(widget: QWidget) -> int:
    return widget.sizeHint().width()


def _in_scroll_area(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            return True
        parent = parent.parentWidget()
    return False


@pytest.mark.parametrize(("width", "height"), [(1280, 680), (1366, 700), (1600, 860), (1920, 1030)])
def test_nothing_is_clipped(qtbot: QtBot, width: int, height: int) -> None:
    shell = make_shell(width, height)
    qtbot.addWidget(shell)
    whole = QRect(0, 0, width, height)
    for key in PAGES:
        shell.go_to(key)
        QApplication.processEvents()
        assert (shell.width(), shell.height()) == (width, height), f"{key} would not go so small"
        for kind in (Button, Chip, Switch, NavItem, Text, QLabel):
            for widget in _visible(shell, kind):
                assert widget.width() >= _wanted(widget), (key, widget)
                place = QRect(widget.mapTo(shell, widget.rect().topLeft()), widget.size())
                assert whole.contains(place) or _in_scroll_area(widget), (key, widget)


def test_the_navigation_scrolls_in_a_low_window(shell: Shell) -> None:
    for at in range(12):
        shell.add_page(f"page{at}", f"第 {at} 页", "file", Page(), "records")
    _sized(shell, 1366, 400)
    shell.go_to("page11")
    QApplication.processEvents()
    item = shell.nav.item("page11")
    assert not item.visibleRegion().isEmpty(), "the page in sight has its word in sight"


def test_the_window_is_gone_completely(qapp: QApplication, qtbot: QtBot) -> None:
    shell = Shell()
    shell.add_page("counter", "受理", "file-plus", Desk("受理"), "work")
    shell.show()
    shell.close()
    shell.deleteLater()
    qapp.sendPostedEvents(shell, QEvent.Type.DeferredDelete)
    theme.set_density(qapp, theme.ROOMY)
    assert not [
        w for w in QApplication.topLevelWidgets() if isinstance(w, Shell | QLineEdit) and w.isVisible()
    ]
