"""Nothing on the counter moves sideways when its left column has to scroll."""

from PySide6.QtCore import QPoint
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
