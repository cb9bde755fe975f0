"""Nothing on the counter moves sideways when its left column has to scroll."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.counter.conftest import Clerk


def left_and_width(widget: QWidget) -> tuple[int, int]:
    return widget.mapToGlobal(QPoint()).x(), widget.width()


def test_the_kinds_stay_where_they_are_when_the_column_scrolls(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    page = clerk.page
    page.achievements.add()
    clerk.answered()
    board, awards = page.achievements.chooser.board, page.awards
    clerk.window.resize(1366, 900)
    QApplication.processEvents()
    assert not page._scroll.verticalScrollBar().isVisible()
    before = left_and_width(board), left_and_width(awards)
    clerk.window.resize(1366, 640)
    QApplication.processEvents()
    assert page._scroll.verticalScrollBar().isVisible()
    assert (left_and_width(board), left_and_width(awards)) == before


def test_panels_end_at_one_edge_whether_they_scroll_or_not(clerk: Clerk) -> None:
    page = clerk.page
    page.message.say("示例")
    QApplication.processEvents()
    ends = {left + width for left, width in map(left_and_width, (page.message, page.applicant))}
    assert len(ends) == 1
    assert page.awards.mapToGlobal(QPoint()).x() - ends.pop() == 12


@pytest.mark.parametrize("height", [680, 768])
def test_the_whole_registration_is_in_sight(clerk: Clerk, height: int) -> None:
    clerk.window.resize(1280, height)
    clerk.alt(Qt.Key.Key_N)
    clerk.page.message.say("示例")
    QApplication.processEvents()
    submit, scroll = clerk.page.applicant.form.submit, clerk.page._scroll.viewport()
    bottom = submit.mapTo(scroll, submit.rect().bottomLeft()).y()
    assert 0 < bottom < scroll.height()


def test_the_unit_stands_close_behind_the_sum_whatever_the_sum_was_before(clerk: Clerk) -> None:
    shown = clerk.page.awards.total.sum
    shown.setText("8.00")
    shown.resize(300, shown.height())  # as after a longer sum, before the row is laid out anew
    image = shown.grab().toImage()
    ground, middle = image.pixel(0, 0), image.height() // 2
    rows = range(middle - 8, middle + 8)
    last = max(x for x in range(image.width()) if any(image.pixel(x, y) != ground for y in rows))
    assert image.width() - last <= 4
