"""Nothing that is typed or registered widens the counter, in the smallest windows either."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel

from ipdesk.ui import theme
from ipdesk.ui.widgets import ElidedText, MoneyField
from tests.models.desk import works
from tests.ui.counter.conftest import Clerk, details

LONG = "韶关市示例" + "数字文化创意产业投资发展集团" * 12 + "有限公司"  # 177 characters
SIZES = [(1366, 768), (1093, 614), (960, 600)]  # the second is 1366x768 at 125 per cent


def widened(clerk: Clerk) -> int:
    """Return by how many px the left column is wider than the room it has."""
    scroll = clerk.page._scroll
    return max(0, scroll.widget().minimumSizeHint().width() - scroll.viewport().width())


def in_room(clerk: Clerk) -> bool:
    """Say whether nothing is widened in a window of any of the sizes."""
    found = []
    for size in SIZES:
        clerk.window.resize(*size)
        clerk.answered()
        found.append(widened(clerk))
    return found == [0] * len(SIZES)


def test_a_long_name_that_nobody_bears_keeps_the_search_in_its_room(clerk: Clerk) -> None:
    finder = clerk.page.applicant.finder
    clerk.page.applicant.enter()
    clerk.type(LONG)
    clerk.until(lambda: "没有找到" in finder.note.whole())
    assert "按 Alt+N 或 Enter 登记" in finder.note.whole()
    assert in_room(clerk)


def test_a_long_name_keeps_the_applicant_in_its_room(clerk: Clerk) -> None:
    clerk.seat(clerk.registered(name=LONG, contact=LONG[:60], bank=LONG[:60], account="6" * 30))
    assert in_room(clerk)
    clerk.page.applicant.search()
    assert in_room(clerk)
    clerk.page.applicant._go_back()
    clerk.page.applicant._change()
    assert in_room(clerk)


def test_a_name_like_a_registered_long_one_keeps_the_form_in_its_room(clerk: Clerk) -> None:
    clerk.registered(name=LONG)
    clerk.page.applicant.register(LONG)
    clerk.until(lambda: clerk.page.applicant.form.similar.isVisible())
    assert in_room(clerk)


def test_an_empty_office_is_told_how_to_begin(clerk: Clerk) -> None:
    assert clerk.page.applicant.finder.note.whole() == "还没有登记过申请人：输入名称，按 Enter 登记"
    clerk.registered(**{"name": details().name})
    clerk.page.applicant.refresh()
    clerk.answered()
    assert "最近登记的申请人" in clerk.page.applicant.finder.note.whole()
    clerk.press(Qt.Key.Key_Escape)


def cut(clerk: Clerk) -> list[str]:
    """Return the texts about the applicant that are not whole within the column in sight."""
    summary, seen = clerk.page.applicant.summary, clerk.page._scroll.viewport()
    found = []
    for text in summary.findChildren(QLabel):
        if text.isVisible() and text.text() and not isinstance(text, ElidedText):
            right = text.mapTo(seen, QPoint(text.width(), 0)).x()
            own = text.heightForWidth(text.width()) if text.wordWrap() else text.sizeHint().height()
            narrow = not text.wordWrap() and text.width() < text.sizeHint().width()
            if narrow or right > seen.width() or text.height() < own:
                found.append(text.text())
    return found


@pytest.mark.parametrize("bank", ["示例银行", LONG[:60]])
def test_name_account_telephone_and_sum_are_whole(clerk: Clerk, bank: str) -> None:
    number = clerk.registered(
        name=LONG[:60], contact="阿依努尔·买买提", telephone="13800000000", bank=bank, account="6" * 30
    )
    clerk.granted(number, works(count="60"))
    clerk.seat(number)
    for size in SIZES:
        clerk.window.resize(*size)
        clerk.answered()
        summary = clerk.page.applicant.summary
        assert summary.received.text() == "12,000.00 元"
        assert summary.name.whole() == LONG[:60]
        assert cut(clerk) == [], size


def test_a_short_name_keeps_the_applicant_on_two_lines(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.answered()
    summary = clerk.page.applicant.summary
    tops = {summary.name.mapTo(summary, QPoint(0, 0)).y() // 20, summary._shown[0].y() // 20}
    assert tops == {0}
    assert summary.received.mapTo(summary, QPoint()).y() == summary.identity.mapTo(summary, QPoint()).y()


def test_a_message_is_in_sight_beside_what_it_points_at_in_a_low_window(clerk: Clerk) -> None:
    clerk.window.resize(1093, 614)
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", ref="P1", date="2022-13-01", premium="1000", ip_type="patent")
    clerk.accept()
    message, field = clerk.page.message, clerk.focused()
    assert field is clerk.form().inputs["date"].widget
    assert message.isVisible() and not message.visibleRegion().isEmpty()
    assert message.visibleRegion().boundingRect() == message.rect()
    assert field.visibleRegion().boundingRect() == field.rect()


def test_a_sum_stands_whole_before_its_unit(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("patent_transaction", ref="Y2022440000123", contract_amount="1234.56万")
    field = clerk.form().inputs["contract_amount"].widget
    assert isinstance(field, MoneyField) and field.text() == "12,345,600.00"
    for width in (1366, 1093, 960, 800):
        clerk.window.resize(width, 700)
        clerk.answered()
        field.end(False)
        assert theme.text_width(field.text(), theme.density().base, theme.BOLD) < field.toggle.x(), width
        assert field.cursorRect().left() >= 0
        field.home(False)
        assert field.cursorRect().left() > 0, "its beginning is in sight"
        assert widened(clerk) == 0, width


def test_every_button_of_the_applicant_is_in_sight_in_half_a_window(clerk: Clerk) -> None:
    clerk.window.resize(960, 700)
    clerk.seat(clerk.registered(traits=()))
    clerk.add(
        "patent_transaction",
        ref="Y2022440000123",
        date="2022-06-01",
        contract_amount="80万",
        recorded="true",
        implemented="true",
        related_party="false",
    )
    panel, seen = clerk.page.applicant, clerk.page._scroll.viewport()
    buttons = [panel.rooms, panel.traits, panel.change, panel.other]
    assert all(button.isVisible() for button in buttons)
    places = [QRect(button.mapTo(seen, QPoint()), button.size()) for button in buttons]
    assert all(seen.rect().contains(place) for place in places)
    assert not any(one.intersects(other) for one, other in pairwise(places))
