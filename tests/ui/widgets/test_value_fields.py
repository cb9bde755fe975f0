from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.models.parsing.values.amounts import WAN, YUAN, read_amount
from ipdesk.models.parsing.values.numbers import NumberForm, read_number, read_whole
from ipdesk.ui.widgets import (
    ChoiceField,
    DateField,
    Field,
    MoneyField,
    NumberField,
    ParagraphField,
    Switch,
    TextField,
    YesNoField,
)  # fmt: skip
from ipdesk.ui.widgets.fields.calendar_popup import CalendarPopup
from ipdesk.ui.widgets.money import fen_text, short_text

DAY = date(2022, 5, 6)


@pytest.fixture
def form(qtbot: QtBot) -> QWidget:
    """Return an open window with a column for fields."""
    window = QWidget()
    QVBoxLayout(window)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    return window


def _place(form: QWidget, *widgets: QWidget) -> None:
    layout = form.layout()
    assert layout is not None
    for widget in widgets:
        layout.addWidget(widget)
    QApplication.processEvents()


def test_a_sum_is_told_with_every_key_and_exact_beyond_32_bits(form: QWidget, qtbot: QtBot) -> None:
    field, told = MoneyField(), []
    _place(form, field)
    field.changed.connect(told.append)
    qtbot.keyClicks(field, "30000000.01")
    assert told[:2] == [300, 3000]
    assert told[-1] == field.fen() == 3_000_000_001


def test_a_pasted_sum_with_its_unit_is_written_out_on_leaving(form: QWidget, qtbot: QtBot) -> None:
    field, other = MoneyField(), TextField()
    _place(form, field, other)
    field.setFocus()
    QApplication.clipboard().setText("８０万")
    field.paste()
    assert field.fen() == 80_000_000
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert other.hasFocus()
    assert field.text() == "800,000.00"


def test_choosing_a_unit_while_typing_means_the_number_typed(form: QWidget, qtbot: QtBot) -> None:
    field = MoneyField()
    _place(form, field)
    field.setFocus()
    qtbot.keyClicks(field, "80")
    qtbot.mouseClick(field.toggle, Qt.MouseButton.LeftButton, pos=QPoint(field.toggle.width() - 4, 6))
    assert (field.unit(), field.fen()) == (WAN, 80_000_000)
    qtbot.keyClick(field, Qt.Key.Key_Y)
    assert (field.unit(), field.fen(), field.text()) == (YUAN, 8_000, "80")


def test_choosing_a_unit_for_a_sum_that_stands_keeps_it(form: QWidget) -> None:
    field, told = MoneyField(), []
    _place(form, field)
    field.set_fen(80_000_000)
    field.changed.connect(told.append)
    field.set_unit(WAN)
    assert (field.fen(), field.text(), told) == (80_000_000, "80", [])


def test_the_yuan_are_repeated_under_a_sum_given_before_and_after(form: QWidget) -> None:
    money = MoneyField()
    money.set_unit(WAN)
    money.set_fen(80_000_000)
    field = Field("合同金额", money)
    _place(form, field)
    assert field.line.text() == "＝ 800,000.00 元"
    money.set_fen(100)
    assert field.line.text() == "＝ 1.00 元"
    money.set_pieces(3, "件")
    money.set_fen(20_000)
    assert field.line.text() == "每件 200.00 元 × 3 件 ＝ 600.00 元"


def test_a_bad_sum_stays_and_is_marked_on_leaving_until_it_is_cured(form: QWidget, qtbot: QtBot) -> None:
    money, other = MoneyField(), TextField()
    field = Field("合同金额", money)
    _place(form, field, other)
    money.setFocus()
    money.setText("八十万")
    assert field.error() == ""
    other.setFocus()
    assert "80万" in field.error()
    assert (money.text(), money.property("err")) == ("八十万", "true")
    assert money.accessibleDescription() == field.error()
    money.setText("80万")
    assert (field.error(), money.property("err")) == ("", "false")


def test_marking_a_field_moves_nothing(form: QWidget) -> None:
    fields = [Field("专利号", TextField("ZL 2021 1 0123456.7")), Field("许可方", TextField())]
    _place(form, *fields)
    form.resize(320, 240)
    QApplication.processEvents()
    before = [(f.geometry(), f.editor.geometry(), f.editor.cursorRect()) for f in fields]
    fields[0].set_error("校验位应为 3，请对照证书改正")
    fields[1].editor.setFocus()
    QApplication.processEvents()
    assert [(f.geometry(), f.editor.geometry(), f.editor.cursorRect()) for f in fields] == before


def test_a_long_error_is_shown_whole(form: QWidget) -> None:
    field = Field("专利号", TextField())
    _place(form, field)
    form.resize(220, 300)
    QApplication.processEvents()
    one_row = field.line.height()
    field.set_error("申请号的校验位不对：前 12 位算出来是 7，这里写的是 8，请对照专利证书逐位核对")
    QApplication.processEvents()
    assert field.line.height() > 1.8 * one_row


@pytest.mark.parametrize("typed", ["20220301", "2022.3.1", "2022-03-01"])
def test_days_are_typed_in_any_form_and_become_iso(form: QWidget, qtbot: QtBot, typed: str) -> None:
    field, told = DateField(lambda: DAY), []
    _place(form, field, TextField())
    field.changed.connect(told.append)
    field.setFocus()
    qtbot.keyClicks(field, typed)
    assert told == [date(2022, 3, 1)] or told[-1] == date(2022, 3, 1)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "2022-03-01"


def test_the_calendar_is_opened_and_picked_from_by_keyboard(form: QWidget, qtbot: QtBot) -> None:
    field = DateField(lambda: DAY)
    _place(form, field)
    field.set_day(date(2022, 3, 1))
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = field.findChild(QCalendarWidget)
    assert calendar is not None and calendar.isVisible()
    qtbot.keyClick(calendar.focusProxy() or calendar, Qt.Key.Key_Right)
    qtbot.keyClick(calendar.focusProxy() or calendar, Qt.Key.Key_Return)
    assert field.day() == date(2022, 3, 2)
    assert not calendar.isVisible()


def test_the_calendar_of_an_empty_field_opens_on_the_day_of_the_desk(form: QWidget, qtbot: QtBot) -> None:
    field = DateField(lambda: date(2020, 2, 29))
    _place(form, field)
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = field.findChild(QCalendarWidget)
    assert calendar is not None
    qtbot.keyClick(calendar.focusProxy() or calendar, Qt.Key.Key_Return)
    assert field.day() == date(2020, 2, 29)


def test_the_calendar_is_chinese_and_begins_on_monday(form: QWidget) -> None:
    field = DateField(lambda: DAY)
    _place(form, field)
    field.open_calendar()
    calendar = field.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.locale().monthName(3) == "三月"
    assert calendar.firstDayOfWeek() == Qt.DayOfWeek.Monday
    calendar.window().close()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("１２", 12),
        ("1,200", 1200),
        ("", None),
    ],
)
def test_whole_numbers(form: QWidget, text: str, number: int | None) -> None:
    field = NumberField(partial(read_whole, form=NumberForm(places=0)))
    _place(form, field)
    field.setText(text)
    assert (field.number(), field.problem()) == (number, "")


@pytest.mark.parametrize("text", ["1.5", "-1", "1e3", "NaN", "一", "101", "1_0"])
def test_what_is_no_whole_number_up_to_100_is_refused_with_a_sentence(form: QWidget, text: str) -> None:
    field = NumberField(partial(read_whole, form=NumberForm(places=0, most=Decimal(100))))
    _place(form, field)
    field.setText(text)
    assert field.number() is None
    assert field.problem()


def test_decimals_are_exact(form: QWidget) -> None:
    field = NumberField(partial(read_number, form=NumberForm()))
    _place(form, field)
    field.setText("0.10")
    assert field.number() == Decimal("0.10")


def test_choices_are_made_by_digit_and_by_first_letter(form: QWidget, qtbot: QtBot) -> None:
    field = ChoiceField(
        (("university", "高等院校"), ("institute", "科研机构"), ("firm", "国有企业"), ("other", "其他"))
    )
    told: list[str] = []
    _place(form, field)
    field.changed.connect(told.append)
    assert field.key() == ""
    qtbot.keyClicks(field, "2")
    qtbot.keyClicks(field, "g")  # 国有企业 comes next after 科研机构
    qtbot.keyClicks(field, "g")  # and 高等院校 after that
    qtbot.keyClicks(field, "9")
    assert told == ["institute", "firm", "university"]


TEN = (
    "企业", "农民专业合作社", "事业单位", "科研机构", "高等院校",
    "中小学校", "社会组织", "产业园区", "行政机关", "个人",
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "picked"),
    [
        ("0", "个人"),
        ("gr", "个人"),
        ("GR", "个人"),
        ("geren", "个人"),
        ("g", "高等院校"),
        ("gd", "高等院校"),
        ("gg", "个人"),
        ("nmz", "农民专业合作社"),
        ("hzs", "农民专业合作社"),
        ("zxx", "中小学校"),
        ("zxn", "农民专业合作社"),
    ],
)
def test_zero_picks_the_tenth_and_letters_the_word_they_spell(
    form: QWidget, qtbot: QtBot, typed: str, picked: str
) -> None:
    """A letter that no word goes on with begins anew."""
    field = ChoiceField((name, name) for name in TEN)
    _place(form, field)
    field.set_key("企业")
    qtbot.keyClicks(field, typed)
    assert field.key() == picked


def test_the_wheel_never_changes_a_choice(form: QWidget) -> None:
    field = ChoiceField((("a", "甲"), ("b", "乙")))
    _place(form, field)
    field.set_key("a")
    field.setFocus()
    middle = QPointF(field.rect().center())
    turn = QWheelEvent(
        middle, field.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(field, turn)
    assert field.key() == "a"


def test_other_choices_keep_the_key_that_is_still_offered(form: QWidget) -> None:
    field, told = ChoiceField((("a", "甲"), ("b", "乙"))), []
    _place(form, field)
    field.set_key("b")
    field.changed.connect(told.append)
    field.set_choices((("b", "乙"), ("c", "丙")))
    assert (field.key(), told) == ("b", [])
    field.set_choices((("c", "丙"),))
    assert (field.key(), told) == ("", [""])


def test_a_switch_is_turned_and_set_by_keyboard_and_says_its_word(form: QWidget, qtbot: QtBot) -> None:
    switch, told = Switch("已在国知局备案"), []
    _place(form, switch)
    switch.toggled.connect(told.append)
    switch.setFocus()
    assert switch.accessibleName() == "已在国知局备案 否"
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert switch.accessibleName() == "已在国知局备案 是"
    qtbot.keyClicks(switch, "1")
    qtbot.keyClicks(switch, "0")
    qtbot.keyClicks(switch, "y")
    assert told == [True, False, True]


def test_zero_and_letters_work_while_the_list_is_open(qtbot: QtBot) -> None:
    field = ChoiceField((name, name) for name in TEN)
    qtbot.addWidget(field)
    field.show()
    field.showPopup()
    QTest.keyClicks(field.view(), "gr")
    assert field.view().currentIndex().data() == "个人"
    QTest.keyClick(field.view(), Qt.Key.Key_Return)
    assert field.key() == "个人"
    field.set_key("企业")
    field.showPopup()
    QTest.keyClick(field.view(), Qt.Key.Key_0)
    assert field.key() == "个人"
    assert not field.view().isVisible()


def test_the_list_is_as_wide_as_its_longest_word(qtbot: QtBot) -> None:
    window, long = QWidget(), "韶关市澄溪县粤北山区特色农产品精深加工与品牌运营股份有限公司"
    qtbot.addWidget(window)
    window.resize(900, 300)
    field = ChoiceField([("a", "甲"), ("b", long)], parent=window)
    field.resize(120, field.height())
    window.show()
    field.showPopup()
    assert field.view().width() >= field.view().sizeHintForColumn(0) > field.width()
    field.hidePopup()


def test_a_digit_picks_while_the_list_is_open(qtbot: QtBot) -> None:
    field = ChoiceField((("a", "甲"), ("b", "乙")))
    qtbot.addWidget(field)
    field.show()
    field.showPopup()
    QTest.keyClick(field.view(), Qt.Key.Key_2)
    assert field.key() == "b"
    assert not field.view().isVisible()


def _question(form: QWidget) -> YesNoField:
    field, other = YesNoField(), TextField()
    _place(form, Field("属于地理标志商标", field), other)
    field.setFocus()
    return field


def test_an_unanswered_question_says_so_and_how_to_answer(form: QWidget) -> None:
    field = _question(form)
    assert field.answer() is None
    assert field.accessibleName() == "属于地理标志商标 未答"
    assert field.hint() == "未答：按 Y 为是，按 N 或 Enter 为否"
    assert field.accessibleDescription() == field.hint()
    assert "Y" in field.toolTip() and "N" in field.toolTip()


def test_an_unanswered_question_does_not_look_answered(form: QWidget) -> None:
    field = _question(form)
    looks = []
    for answer in (None, False, True):
        field.set_answer(answer)
        looks.append(field.grab().toImage())
    assert looks[0] != looks[1] and looks[1] != looks[2] and looks[0] != looks[2]


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        ((Qt.Key.Key_Y,), True),
        ((Qt.Key.Key_1,), True),
        ((Qt.Key.Key_Left,), True),
        ((Qt.Key.Key_N,), False),
        ((Qt.Key.Key_0,), False),
        ((Qt.Key.Key_Right,), False),
        ((Qt.Key.Key_Space,), True),
        ((Qt.Key.Key_Space, Qt.Key.Key_Space), False),
        ((Qt.Key.Key_Y, Qt.Key.Key_N), False),
        ((Qt.Key.Key_Y, Qt.Key.Key_Delete), None),
        ((Qt.Key.Key_Return,), False),
        ((Qt.Key.Key_Y, Qt.Key.Key_Return), True),
        ((Qt.Key.Key_Tab,), None),
    ],
)
def test_a_question_is_answered_by_keyboard(
    form: QWidget, qtbot: QtBot, keys: tuple[Qt.Key, ...], answer: bool | None
) -> None:
    field = _question(form)
    for key in keys:
        qtbot.keyClick(field, key)
    assert field.answer() is answer
    assert field.hasFocus() is (keys[-1] not in (Qt.Key.Key_Return, Qt.Key.Key_Tab))
    assert field.accessibleName().split()[-1] == {None: "未答", True: "是", False: "否"}[answer]


def test_a_question_is_answered_by_a_click(form: QWidget, qtbot: QtBot) -> None:
    field, told = _question(form), []
    field.changed.connect(told.append)
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(4, 8))
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(field.width() - 4, 8))
    assert told == [True, False]


def test_an_empty_sum_offers_the_other_unit_where_the_keyboard_is(form: QWidget, qtbot: QtBot) -> None:
    money = MoneyField()
    field = Field("合同金额", money)
    _place(form, field, TextField())
    assert money.placeholderText() == ""
    money.setFocus()
    assert money.placeholderText() == "万元按 W"
    qtbot.keyClicks(money, "80")
    assert field.line.text() == "＝ 80.00 元　万元按 W"
    qtbot.keyClicks(money, "w")
    assert field.line.text() == "＝ 800,000.00 元　元按 Y"
    qtbot.keyClick(money, Qt.Key.Key_Return)
    assert field.line.text() == "＝ 800,000.00 元"


def test_a_sum_of_another_line_is_shown_in_yuan(form: QWidget, qtbot: QtBot) -> None:
    money = MoneyField()
    _place(form, money)
    money.setFocus()
    qtbot.keyClicks(money, "45w")
    money.set_fen(1_500_000)
    assert (money.unit(), money.text()) == (YUAN, "15,000.00")


def test_what_was_composed_may_hold_a_unit(form: QWidget) -> None:
    """An input method hands ``80w`` over in one piece; no key chooses the unit then."""
    money = MoneyField()
    _place(form, money)
    money.setFocus()
    event = QInputMethodEvent()
    event.setCommitString("80w")
    QApplication.sendEvent(money, event)
    assert money.fen() == 80_000_000


@pytest.mark.parametrize("made", [TextField, MoneyField, lambda: DateField(lambda: DAY)])
def test_a_text_longer_than_its_field_shows_its_beginning_when_left(
    form: QWidget, made: Callable[[], TextField]
) -> None:
    field, other = made(), TextField()
    _place(form, field, other)
    field.setFocus()
    field.insert("粤作登字-2022-F-00000001号之一至之九" * 9)
    assert field.cursorPosition() > 0
    other.setFocus()
    assert field.cursorPosition() == 0


def test_a_day_is_shown_alike_however_it_was_saved(form: QWidget) -> None:
    field = DateField(lambda: DAY)
    _place(form, field)
    for text in ("20261128", "2026年11月28日", "2026-11-28"):
        field.show_text(text)
        assert field.text() == "2026-11-28"
    field.show_text("2026年11月")
    assert field.text() == "2026年11月"


def test_the_head_of_the_calendar_has_the_year_first(form: QWidget) -> None:
    field = DateField(lambda: DAY)
    _place(form, field)
    field.set_day(date(2026, 11, 28))
    field.open_calendar()
    popup = field.findChild(CalendarPopup)
    assert popup is not None
    assert popup.head.text.text() == "2026年11月"
    popup.calendar.showNextMonth()
    popup.calendar.showNextMonth()
    assert popup.head.text.text() == "2027年1月"
    popup.close()


def test_what_cannot_be_read_goes_before_what_the_page_says(form: QWidget) -> None:
    money, other = MoneyField(), TextField()
    field = Field("审定金额", money)
    _place(form, field, other)
    money.setFocus()
    money.setText("八十万")
    assert field.error() == ""
    field.set_error("还没有核定")  # as a page does that wants to go on
    assert field.error() == money.problem()
    money.setText("80万")
    assert field.error() == "还没有核定"


BODIES = (("guangdong", "广东省作品登记机构"), ("national", "中国版权保护中心"), ("other", "其他登记机构"))


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space])
def test_arrows_and_space_open_the_list_and_pick_nothing_unseen(
    form: QWidget, qtbot: QtBot, key: Qt.Key
) -> None:
    field = ChoiceField(BODIES)
    _place(form, field)
    field.setFocus()
    qtbot.keyClick(field, key)
    assert field.view().isVisible()
    assert field.key() == ""
    field.hidePopup()
    qtbot.keyClick(field, key, Qt.KeyboardModifier.AltModifier)
    assert field.view().isVisible()
    field.hidePopup()


@pytest.mark.parametrize(
    ("pasted", "picked"),
    [("中国版权保护中心", "national"), (" 版权保护中心\n", "national"), ("登记机构", ""), ("粤ICP", "")],
)
@pytest.mark.parametrize("opened", [False, True])
def test_a_pasted_word_picks_its_entry_or_says_that_there_is_none(
    form: QWidget, qtbot: QtBot, pasted: str, picked: str, opened: bool
) -> None:
    field = ChoiceField(BODIES)
    whole = Field("登记机构", field)
    _place(form, whole)
    field.setFocus()
    if opened:
        field.showPopup()
    QApplication.clipboard().setText(pasted)
    at = field.view() if opened else field
    qtbot.keyClick(at, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.key() == picked
    assert (f"没有“{pasted.strip()}”这一项" in whole.line.text()) is not bool(picked)


@pytest.mark.parametrize(("width", "cut"), [(140, True), (400, False)])
def test_a_word_longer_than_its_field_says_so(form: QWidget, width: int, cut: bool) -> None:
    word = "2024年度韶关补报批次"
    field = ChoiceField([("a", word)])
    _place(form, field)
    field.setFixedWidth(width)
    field.set_key("a")
    field.grab()
    assert field.toolTip() == (word if cut else "")


def test_a_choice_says_how_to_choose_where_the_keyboard_is(form: QWidget) -> None:
    field = ChoiceField(BODIES)
    whole = Field("登记机构", field)
    _place(form, whole, TextField())
    whole.resize(168, whole.height())  # px: the narrowest in a dialog
    before = whole.line.height()
    field.setFocus()
    assert "展开" in whole.line.text()
    whole.line.restyle()
    assert whole.line.height() == before, "what lies below stays where it is about to be clicked"


def test_a_day_without_a_year_says_which_year_it_took(form: QWidget, qtbot: QtBot) -> None:
    day = DateField(lambda: date(2026, 1, 8))
    field = Field("送达日期", day)
    _place(form, field, TextField())
    day.setFocus()
    qtbot.keyClicks(day, "12-28")
    assert field.line.text() == "＝ 2025年12月28日" and day.typed() == "2025-12-28"
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert (day.text(), field.line.text()) == ("2025-12-28", "")


def test_a_paragraph_is_as_high_as_its_text_and_never_cuts_a_line(form: QWidget, qtbot: QtBot) -> None:
    paragraph = ParagraphField(2)
    form.resize(400, 300)
    _place(form, Field("权利告知", paragraph))
    before = paragraph.height()
    paragraph.setText("如不服本通知书，可以自收到本通知书之日起六十日内申请行政复议。" * 2)
    qtbot.waitUntil(lambda: paragraph.height() > before)
    qtbot.waitUntil(lambda: paragraph.verticalScrollBar().maximum() == 0)
    assert paragraph.minimumHeight() == paragraph.height(), "no form squeezes it"


_FEN = st.integers(min_value=0, max_value=10**14 - 1)


@given(_FEN)
def test_what_is_written_in_either_unit_is_read_back_exactly(fen: int) -> None:
    assert read_amount(fen_text(fen), YUAN) == fen
    assert read_amount(fen_text(fen, WAN), WAN) == fen
    assert read_amount(fen_text(fen, WAN) + "万元", YUAN) == fen


def test_sums_on_screen() -> None:
    assert fen_text(80_000_000) == "800,000.00"
    assert fen_text(80_000_000, WAN) == "80"
    assert fen_text(80_000_001, WAN) == "80.000001"
    assert fen_text(-400_000) == "-4,000.00"
    assert fen_text(-80_000_001, WAN) == "-80.000001"
    assert (short_text(5_000_000), short_text(5_000_050)) == ("50,000", "50,000.50")
