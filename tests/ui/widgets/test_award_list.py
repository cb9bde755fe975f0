from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipdesk.ui import theme
from ipdesk.ui.awards.award_layout import sum_room
from ipdesk.ui.awards.award_list import AwardList
from ipdesk.ui.awards.award_views import AwardLineView, BarView, TraceStepView
from tests.ui.widgets.samples import AWARDS


def _many(count: int, amount: int = 100) -> list[AwardLineView]:
    return [replace(AWARDS[at % 5], key=str(at), title=f"成果 {at}", amount=amount) for at in range(count)]


@pytest.fixture
def awards(qtbot: QtBot) -> AwardList:
    """Return an open list with the sample lines, the keyboard on it."""
    made = AwardList("按 F3 添加成果")
    qtbot.addWidget(made)
    made.resize(theme.density().award_width, 560)
    made.set_lines(AWARDS)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus()
    return made


def _key(widget: AwardList, qtbot: QtBot, key: Qt.Key) -> str:
    qtbot.keyClick(widget, key)
    return widget.opened()


def test_traces_open_and_close_by_keyboard_one_at_a_time(awards: AwardList, qtbot: QtBot) -> None:
    assert _key(awards, qtbot, Qt.Key.Key_Return) == "1"
    _key(awards, qtbot, Qt.Key.Key_Down)
    assert _key(awards, qtbot, Qt.Key.Key_Return) == "1", "the second line has no trace to open"
    _key(awards, qtbot, Qt.Key.Key_Down)
    assert _key(awards, qtbot, Qt.Key.Key_Space) == "3"
    assert _key(awards, qtbot, Qt.Key.Key_Space) == ""


def test_an_open_trace_takes_room_for_its_steps(awards: AwardList) -> None:
    model = awards.model()
    before = awards.visualRect(model.index(3, 0)).height()
    awards.open_trace("4")
    after = awards.visualRect(model.index(3, 0)).height()
    assert after >= before + 4 * theme.density().trace_row


def test_a_click_on_the_words_opens_the_trace_and_elsewhere_does_not(awards: AwardList, qtbot: QtBot) -> None:
    line = awards.visualRect(awards.model().index(3, 0))
    spot = awards.toggle_rect("4").center().toPoint()
    qtbot.mouseClick(awards.viewport(), Qt.MouseButton.LeftButton, pos=line.topLeft() + QPoint(20, 20))
    assert awards.opened() == ""
    qtbot.mouseClick(awards.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert awards.opened() == "4"


def test_copying_gives_the_line_with_its_trace_as_it_is_read_out(awards: AwardList, qtbot: QtBot) -> None:
    awards.setCurrentIndex(awards.model().index(3, 0))
    qtbot.keyClick(awards, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines() == [
        "知识产权保险　限额核减　50,000.00",
        "第八条　保费的 30%",
        "年度上限 50,000 元：已审定 0，本次 50,000，剩余 0",
        "超出年度上限，少发 4,000.00 元；明年的保费可以再申请。",
        "1. 实际保费 180,000.00 × 30%\t54,000.00",
        "2. 本年度上限 50,000.00，已用 0.00\t可用 50,000.00",
        "3. 54,000.00 大于 50,000.00，按上限核减\t−4,000.00",
        "4. 本次资助\t50,000.00",
    ]


def test_new_sums_keep_the_open_trace_and_the_current_line(awards: AwardList) -> None:
    awards.setCurrentIndex(awards.model().index(3, 0))
    awards.open_trace("4")
    awards.set_lines([replace(line, amount=1) for line in AWARDS])
    assert (awards.opened(), awards.currentIndex().row()) == ("4", 3)
    awards.set_lines(AWARDS[1:])
    assert (awards.opened(), awards.currentIndex().row()) == ("4", 2)


def test_only_the_lines_in_sight_are_painted(
    awards: AwardList, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    awards.set_lines(_many(200))
    QApplication.processEvents()
    painted: list[int] = []
    delegate = type(awards.itemDelegate())
    plain = delegate.paint

    def counting(self: object, painter: object, option: object, index: object) -> None:
        painted.append(index.row())  # type: ignore[attr-defined]
        plain(self, painter, option, index)  # type: ignore[arg-type]

    monkeypatch.setattr(delegate, "paint", counting)
    awards.set_lines(_many(200, amount=777))
    awards.grab()
    assert painted
    assert len(set(painted)) < 15


def test_lines_of_the_same_height_are_not_laid_out_again(
    awards: AwardList, monkeypatch: pytest.MonkeyPatch
) -> None:
    awards.set_lines(_many(200))
    QApplication.processEvents()
    asked: list[int] = []
    monkeypatch.setattr(type(awards), "scheduleDelayedItemsLayout", lambda self: asked.append(1))
    awards.set_lines(_many(200, amount=777))
    assert asked == []
    awards.set_lines([replace(line, warnings=("超出上限",)) for line in _many(200)])
    assert asked == [1]


def test_a_wider_trace_text_wraps_instead_of_being_cut(awards: AwardList) -> None:
    step = TraceStepView(
        "本年度同一申请人的保费资助合计不超过 50,000.00 元，此前已经资助 0.00 元，" * 2, "可用 50,000.00"
    )
    short, long = (replace(AWARDS[3], trace=(s, AWARDS[3].trace[-1])) for s in (AWARDS[3].trace[0], step))
    heights = []
    for line in (short, long):
        awards.set_lines([line])
        awards.open_trace("4")
        awards.doItemsLayout()
        heights.append(awards.visualRect(awards.model().index(0, 0)).height())
    assert heights[1] >= heights[0] + theme.metrics(theme.density().small).height()


def test_long_names_and_long_reasons_are_shown_whole_beside_chip_and_words(awards: AwardList) -> None:
    missing = "还缺：授权日期、专利类型、官费金额、同族编号、他级资助金额、证书编号、受让人所在地、合同备案号"
    title = "专利授权（外国发明专利，美国、日本、欧洲、韩国、加拿大）"
    awards.set_lines([AWARDS[0], replace(AWARDS[0], key="9", title=title, formula=missing, bars=())])
    awards.doItemsLayout()
    plain, long = (awards.visualRect(awards.model().index(row, 0)) for row in (0, 1))
    words = awards.toggle_rect("9")
    assert words.right() <= awards.viewport().width()
    assert words.bottom() <= long.bottom()
    assert words.top() - long.top() > 3 * theme.metrics(13).height(), "two rows of name, two of reasons"
    assert awards.toggle_rect("1").top() - plain.top() < 2 * theme.metrics(13).height()


def test_a_huge_sum_leaves_its_chip_whole(awards: AwardList) -> None:
    huge = replace(AWARDS[1], amount=99_999_999_999_99)
    rooms = [sum_room(line) for line in (AWARDS[1], huge)]
    assert rooms[0] < theme.text_width("99,999,999,999.99", theme.density().sum, theme.BOLD) < rooms[1]


def test_readers_hear_what_eyes_see(awards: AwardList) -> None:
    heard = awards.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "作品著作权登记 第 101 件" in heard and "不予重复或已达上限" in heard and "0.00" in heard


def test_a_line_that_nobody_decided_shows_a_word_and_no_sum(awards: AwardList) -> None:
    assert "待定" in awards.model().index(4, 0).data()
    assert "0.00" not in awards.model().index(4, 0).data().splitlines()[0]


def test_huge_sums_stay_exact(awards: AwardList) -> None:
    bar = BarView("年度上限", 0, 3_000_000_000_01, 5_000_000_000_00, 0, True)
    awards.set_lines([replace(AWARDS[2], amount=3_000_000_000_01, bars=(bar,))])
    assert "3,000,000,000.01" in awards.model().index(0, 0).data()


class _Painted(QObject):
    """Keeps where a widget was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.region = QRegion()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


def test_only_the_line_that_differs_is_painted_anew(awards: AwardList, qtbot: QtBot) -> None:
    painted = _Painted()
    QApplication.processEvents()
    awards.viewport().installEventFilter(painted)
    awards.set_empty_text("按 F3 添加成果")
    awards.set_lines([replace(AWARDS[0], amount=AWARDS[0].amount + 100), *AWARDS[1:]])
    qtbot.waitUntil(lambda: not painted.region.isEmpty())
    assert painted.region.boundingRect() == awards.visualRect(awards.model().index(0, 0))


def test_a_line_that_grows_moves_those_below(awards: AwardList, qtbot: QtBot) -> None:
    before = awards.visualRect(awards.model().index(1, 0)).top()
    awards.set_lines([replace(AWARDS[0], warnings=(*AWARDS[0].warnings, "请核对")), *AWARDS[1:]])
    assert awards.visualRect(awards.model().index(1, 0)).top() > before
