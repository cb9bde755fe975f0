from functools import partial

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QKeySequence, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.ui import theme
from ipdesk.ui.awards.award_views import BarView, TraceStepView
from ipdesk.ui.awards.limit_bar import LimitBar, bar_parts, spoken_bar
from ipdesk.ui.awards.trace import spoken_trace
from ipdesk.ui.widgets import (
    ActionBar,
    Button,
    CheckBox,
    Chip,
    ElidedText,
    Field,
    FormGrid,
    MessageLine,
    NavItem,
    Panel,
    SearchBox,
    Text,
    TextField,
    Timeline,
    TimeStep,
    confirm,
    paint_chip,
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Return an open window with a column for widgets."""
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def _fill(window: QWidget, *widgets: QWidget) -> None:
    layout = window.layout()
    assert layout is not None
    for widget in widgets:
        layout.addWidget(widget)
    QApplication.processEvents()


def _row(widget: QWidget, y: int) -> list[QColor]:
    image = widget.grab().toImage()
    return [image.pixelColor(x, y) for x in range(image.width())]


def _share(pixels: list[QColor], token: str) -> float:
    return pixels.count(theme.color(token)) / len(pixels)


def test_a_bar_shows_used_this_and_left_in_their_shares(qtbot: QtBot) -> None:
    bar = LimitBar(BarView("年度上限", 2_000_000, 800_000, 5_000_000, 0, True))
    qtbot.addWidget(bar)
    bar.resize(400, bar.height())
    pixels = _row(bar, bar.height() - theme.grid(1) - theme.density().bar // 2)
    assert _share(pixels, "mid") == pytest.approx(0.40, abs=0.02)
    assert _share(pixels, "accent") == pytest.approx(0.16, abs=0.02)
    assert _share(pixels, "line") == pytest.approx(0.44, abs=0.02)


def test_a_cut_has_a_mark_at_the_limit_and_a_tail(qtbot: QtBot) -> None:
    bar = LimitBar(BarView("年度上限", 0, 5_000_000, 5_000_000, 400_000, True))
    qtbot.addWidget(bar)
    bar.resize(400, bar.height())
    pixels = _row(bar, bar.height() - theme.grid(1) - theme.density().bar // 2)
    assert theme.color("ink") in pixels
    assert pixels.index(theme.color("ink")) == pytest.approx(400 - theme.density().hatch, abs=3)


def test_a_long_label_takes_a_row_of_its_own_and_is_never_cut(qtbot: QtBot) -> None:
    bar = LimitBar(BarView("单位年度保费补助上限", 2_000_000, 3_000_000, 5_000_000, 0, True))
    qtbot.addWidget(bar)
    bar.resize(600, bar.height())
    bar.grab()
    one_row = bar.height()
    bar.resize(300, bar.height())
    bar.grab()
    assert bar.height() == one_row + theme.density().award_sub


def test_history_beyond_the_limit_leaves_nothing_and_overflows_nothing(qtbot: QtBot) -> None:
    over = BarView("年度上限", 9_000_000, 0, 5_000_000, 100, True)
    assert [part[2] for part in bar_parts(over)] == ["90,000", "0", "0"]
    bar = LimitBar(over)
    qtbot.addWidget(bar)
    assert bar.accessibleName() == spoken_bar(over) == "年度上限 50,000 元：已审定 90,000，本次 0，剩余 0"
    bar.grab()


def test_a_label_that_names_the_limit_is_not_said_twice() -> None:
    assert spoken_bar(BarView("年度上限 100 件", 0, 100, 100, 1, False)).startswith("年度上限 100 件：")
    assert spoken_bar(BarView("年度上限", 0, 100, 100, 1, False)).startswith("年度上限 100：")
    assert spoken_bar(BarView("年度上限", 0, 100, 10_000, 1, True)).startswith("年度上限 100 元：")


@pytest.mark.parametrize("chip", theme.CHIPS)
def test_a_chip_has_room_for_its_word(chip: str, qtbot: QtBot) -> None:
    widget = Chip(chip)
    qtbot.addWidget(widget)
    word = theme.text_width(theme.chip_word(chip), theme.density().small, theme.MEDIUM)
    assert widget.width() >= word + theme.density().glyph + 2 * theme.density().chip_pad
    assert widget.accessibleName() == theme.chip_word(chip)


def test_the_longest_chip_keeps_to_its_column() -> None:
    assert max(Chip(chip).width() for chip in theme.CHIPS) <= 144


def test_a_granted_chip_can_be_told_from_a_selected_row() -> None:
    fills = []
    for selected in (False, True):
        image = QImage(QSize(100, 30), QImage.Format.Format_RGB32)
        image.fill(theme.color("tint"))
        painter = QPainter(image)
        paint_chip(painter, QPointF(0, 0), "accepted", selected=selected)
        painter.end()
        fills.append(image.pixelColor(10, 3))
    assert fills == [theme.color("tint"), theme.color("tint2")]


def test_a_button_is_pressed_by_the_key_written_in_it_while_in_sight(window: QWidget, qtbot: QtBot) -> None:
    button, pressed = Button("受理并打印回执", "primary", icon="printer", shortcut="F9"), []
    button.clicked.connect(lambda: pressed.append(1))
    _fill(window, button, QLineEdit())
    qtbot.keyClick(window, Qt.Key.Key_F9)
    button.setEnabled(False)
    qtbot.keyClick(window, Qt.Key.Key_F9)
    button.setEnabled(True)
    button.hide()
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert pressed == [1]


def _ink(widget: QWidget, width: int, token: str) -> int:
    """Return how many pixels of a widget of a given width are of a colour."""
    widget.setFixedWidth(width)
    image = widget.grab().toImage()
    return sum(
        image.pixelColor(x, y) == theme.color(token) for x in range(width) for y in range(image.height())
    )


@pytest.mark.parametrize("density", [theme.COMPACT, theme.ROOMY], ids=lambda density: density.name)
@pytest.mark.parametrize("kind", ["primary", "quiet", "link", "tab", "danger"])
def test_a_button_has_room_for_what_it_says(
    qtbot: QtBot, qapp: QApplication, kind: str, density: theme.Density
) -> None:
    theme.set_density(qapp, density)
    button = Button("受理并打印回执", kind, icon="printer", shortcut="Ctrl+Shift+P")  # type: ignore[arg-type]
    qtbot.addWidget(button)
    token = {"primary": "surface", "danger": "surface", "tab": "ink2"}.get(kind, "accent")
    wanted = button.sizeHint().width()
    assert _ink(button, wanted, token) == _ink(button, wanted + 40, token) > 50
    assert _ink(button, wanted - 60, token) < _ink(button, wanted, token), "the measure sees what is cut"


@pytest.mark.parametrize("density", [theme.COMPACT, theme.ROOMY], ids=lambda density: density.name)
@pytest.mark.parametrize("narrow", [False, True])
def test_the_words_of_the_navigation_fit(
    qtbot: QtBot, qapp: QApplication, narrow: bool, density: theme.Density
) -> None:
    theme.set_density(qapp, density)
    item = NavItem("审核审批", "check-square")
    qtbot.addWidget(item)
    item.set_narrow(narrow)
    item.set_count(128)
    width = density.nav_narrow if narrow else density.nav_width
    assert _ink(item, width, "ink") == _ink(item, width + 80, "ink") > 20
    beneath = density.icon if narrow else 0
    assert item.height() >= beneath + theme.metrics(density.small).height() + theme.grid(2)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_with_the_focus_is_pressed_by_key(window: QWidget, qtbot: QtBot, key: Qt.Key) -> None:
    button, pressed = Button("换政策", "quiet"), []
    button.clicked.connect(lambda: pressed.append(1))
    _fill(window, button)
    button.setFocus()
    qtbot.keyClick(button, key)
    assert pressed == [1]


def test_a_key_commits_what_stands_in_the_field_before_the_button_acts(window: QWidget, qtbot: QtBot) -> None:
    field, button, seen = TextField(), Button("保存草稿", shortcut="Ctrl+S"), []
    button.clicked.connect(lambda: seen.append(field.text()))
    _fill(window, field, button)
    field.setFocus()
    qtbot.keyClicks(field, "abc")
    qtbot.keyClick(field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert seen == ["abc"]


@pytest.mark.parametrize("kind", ["primary", "secondary", "quiet", "link", "tab", "danger"])
def test_the_focus_can_be_seen_on_every_button_and_moves_nothing(
    window: QWidget, qtbot: QtBot, kind: str
) -> None:
    button = Button("确认", kind)  # type: ignore[arg-type]
    other = QLineEdit()
    _fill(window, button, other)
    other.setFocus()
    before, place = button.grab().toImage(), button.geometry()
    button.setFocus()
    assert button.grab().toImage() != before
    assert button.geometry() == place


def test_a_check_box_is_ticked_by_key_and_by_a_click_on_its_word(window: QWidget, qtbot: QtBot) -> None:
    box, told = CheckBox("营业执照复印件"), []
    box.toggled.connect(told.append)
    _fill(window, box)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
    assert told == [True, False]


def test_what_stands_last_in_a_head_ends_at_the_edge_of_the_content(window: QWidget) -> None:
    panel, note, quiet = Panel("核算", "F4"), Text("2022 年度", "sub"), Button("换政策", "quiet")
    panel.add_head(note)
    panel.add_head(quiet)
    content = TextField()
    panel.body.addWidget(content)
    _fill(window, panel)

    def right(widget: QWidget) -> int:
        return widget.mapTo(panel, widget.rect().bottomRight()).x()

    assert right(quiet) - quiet.side_pad() == right(content)
    quiet.hide()
    QApplication.processEvents()
    assert right(note) == right(content)
    quiet.show()
    QApplication.processEvents()
    assert right(quiet) - quiet.side_pad() == right(content)


def test_the_key_of_a_panel_leads_to_its_first_input(window: QWidget, qtbot: QtBot) -> None:
    first, second = Panel("申请人", "F2"), Panel("成果", "F3")
    fields = [TextField(), TextField()]
    for panel, field in zip((first, second), fields, strict=True):
        panel.add_head(Button("换一个", "quiet"))
        panel.body.addWidget(field)
    _fill(window, first, second)
    for key, field in ((Qt.Key.Key_F3, fields[1]), (Qt.Key.Key_F2, fields[0])):
        qtbot.keyClick(window, key)
        assert field.hasFocus()


def test_the_search_box_is_reached_asks_and_goes_back(window: QWidget, qtbot: QtBot) -> None:
    box, field, asked = SearchBox("名称、拼音首字母"), TextField(), []
    box.searched.connect(asked.append)
    _fill(window, box, field)
    field.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert box.hasFocus()
    qtbot.keyClicks(box, "sgoyt ")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert asked == ["sgoyt"]
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert (box.text(), field.hasFocus()) == ("", True)
    refused: list[str] = []
    box.tableRefused.connect(refused.append)
    for text, kept in (("甲公司\t乙公司\n1\t2\n", ""), ("甲公司\n", "甲公司")):
        QApplication.clipboard().setText(text)
        qtbot.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert box.text().strip() == kept
    assert len(refused) == 1, "a table is nothing to look for; one cell is"


def test_what_is_cut_in_its_middle_takes_all_its_room(window: QWidget) -> None:
    bank = "中国农业银行股份有限公司云溪县支行"
    text = ElidedText(bank, middle=True)
    _fill(window, text)
    metrics = text.fontMetrics()
    whole = metrics.horizontalAdvance(bank)
    assert text.cut_for(whole) == bank
    for width in range(whole // 3, whole, 7):
        shown = text.cut_for(width)
        left = width - metrics.horizontalAdvance(shown)
        assert 0 <= left < metrics.horizontalAdvance("国"), "no room for one more"
        before, _, after = shown.partition("…")
        assert bank.startswith(before) and bank.endswith(after) and 0 <= len(before) - len(after) <= 1
    assert text.cut_for(1) == "…"


def test_a_search_begun_from_a_field_that_is_gone_does_no_harm(window: QWidget, qtbot: QtBot) -> None:
    box, field = SearchBox("名称"), TextField()
    _fill(window, box, field)
    field.setFocus()
    box.enter()
    field.deleteLater()
    QApplication.sendPostedEvents(field)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""


def test_a_message_stays_until_it_is_answered(window: QWidget, qtbot: QtBot) -> None:
    line, acted = MessageLine(), list[int]()
    _fill(window, line)
    assert not line.isVisible()
    for place, button in ((0, line.buttons[0]), (1, line.close_button)):
        line.say("另一台电脑正在写入数据，您填的内容还在这里。", ("再保存", lambda: acted.append(0)))
        assert line.isVisible()
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert (line.isVisible(), len(acted)) == (False, 1), place


def test_the_foot_says_how_things_stand_also_when_short_of_room(qtbot: QtBot) -> None:
    bar = ActionBar()
    qtbot.addWidget(bar)
    bar.add(Button("新建"))
    bar.set_state("草稿已自动保存 10:42:18")
    bar.resize(160, bar.height())
    bar.grab()
    assert bar.state() == "草稿已自动保存 10:42:18"


def test_the_foot_says_once_why_a_key_does_nothing(qtbot: QtBot) -> None:
    bar, button = ActionBar(), Button("审定", shortcut="F9")
    qtbot.addWidget(bar)
    bar.add(button)
    bar.resize(900, bar.height())
    bar.show()
    button.enable(False, "先选一件")
    bar.say_why_not(QKeySequence("F8"))
    assert bar.state() == ""
    bar.say_why_not(QKeySequence("F9"))
    assert bar.state() == "先选一件"
    bar.forget_news()
    button.set_refusal("没有审定的权限")
    bar.say_why_not(QKeySequence("F9"))
    assert (bar.state(), bar.refusal.text()) == ("", "没有审定的权限"), "it stands beside the buttons already"


def test_a_time_line_and_a_trace_can_be_heard(window: QWidget, qtbot: QtBot) -> None:
    line = Timeline((TimeStep("受理", "陈晓敏", "06-19", "done"), TimeStep("审定", "", "06-26 前", "now")))
    steps = (TraceStepView("保费 × 30%", "54,000.00"), TraceStepView("本次资助", "50,000.00"))
    _fill(window, line)
    window.grab()
    assert line.accessibleName() == "受理 陈晓敏 06-19；审定  06-26 前"
    assert spoken_trace(steps) == "1. 保费 × 30%\t54,000.00\n2. 本次资助\t50,000.00"


@pytest.mark.parametrize(("key", "answer"), [(Qt.Key.Key_Return, True), (Qt.Key.Key_Escape, False)])
def test_a_question_is_answered_by_keyboard(qtbot: QtBot, key: Qt.Key, answer: bool) -> None:
    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        assert {button.text() for button in dialog.findChildren(Button)} == {"取消", "审定"}
        qtbot.keyClick(dialog.focusWidget() or dialog, key)

    QTimer.singleShot(0, press)
    assert confirm(None, "审定 3 件", "审定后金额不能再改。", "审定") is answer


@pytest.mark.parametrize("lines", [1, 3, 6, 9])
def test_a_long_question_is_seen_whole(qtbot: QtBot, lines: int) -> None:
    seen: list[tuple[int, int]] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        for text in dialog.findChildren(Text):
            if text.wordWrap() and text.isVisible():
                seen.append((text.height(), text.heightForWidth(text.width())))
        dialog.reject()

    QTimer.singleShot(0, look)
    sentence = (
        "材料还缺 12 份：申请表（签字盖章）、承诺书（签字盖章）、主体资格或身份证明复印件等，请当场补齐。"
    )
    confirm(None, "受理这件申请？", "\n".join([sentence] * lines), "受理")
    [(height, needed)] = seen
    assert height >= needed


def test_enter_does_not_do_what_is_dangerous_before_ctrl_enter_has_led_to_it(qtbot: QtBot) -> None:
    def press(*held: Qt.KeyboardModifier) -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        dialog.activateWindow()
        QApplication.processEvents()
        for modifier in (*held, Qt.KeyboardModifier.NoModifier):
            qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return, modifier)

    for held, done in (((), False), ((Qt.KeyboardModifier.ControlModifier,), True)):
        QTimer.singleShot(0, partial(press, *held))
        assert confirm(None, "不予资助", "将出具不予资助决定。", "不予资助", danger=True) is done


@pytest.mark.parametrize("width", [953, 1000, 1366])
def test_the_columns_of_two_forms_stand_below_each_other(qtbot: QtBot, width: int) -> None:
    """Also where one form has no field in a single column, and after its fields were changed."""
    window = QWidget()
    forms = FormGrid(), FormGrid()
    column = QVBoxLayout(window)
    for form in forms:
        column.addWidget(form)
    qtbot.addWidget(window)
    single, spanned = forms
    for number in range(3):
        single.add(Field(f"第{number}项", TextField()))
    spanned.clear()
    wide, last = Field("宽的一项", TextField()), Field("末项", TextField())
    spanned.add(wide, 2)
    spanned.add(last)
    window.resize(width, 400)
    window.show()
    third = single.findChildren(Field)[2]
    assert last.mapTo(window, QPoint()).x() == third.mapTo(window, QPoint()).x()
    assert last.width() == third.width()


def test_a_step_tells_who_and_what_whole_in_as_many_rows_as_it_needs(qtbot: QtBot) -> None:
    short = TimeStep("受理", "陈晓敏", "03-09 15:18", "done")
    long = TimeStep(
        "审定", "黄志强　示例县市场监督管理局党组会议纪要〔2023〕9号（2023-06-19）", "06-20", "done"
    )
    line = Timeline((short, long, short))
    qtbot.addWidget(line)
    line.resize(320, line.height())
    line.show()
    qtbot.waitExposed(line)
    wide = 3 * theme.density().time_row
    assert line.height() > wide
    line.resize(900, line.height())
    assert line.height() == wide
