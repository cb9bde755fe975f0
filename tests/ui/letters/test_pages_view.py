"""Pages as they lie: upright ones and those turned on their side, each in its own proportions."""

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from ipdesk.ui import theme
from ipdesk.ui.letters.pages_view import PagesView

UPRIGHT, TURNED = (210, 297), (297, 210)


def test_each_page_keeps_its_proportions(qtbot: QtBot) -> None:
    view = PagesView()
    qtbot.addWidget(view)
    view.resize(600, 500)
    gap = theme.density().gap
    heights = []
    for size in (UPRIGHT, TURNED):
        view.show_pages([QImage(*size, QImage.Format.Format_RGB32)])
        heights.append(view.widget().height() - 2 * gap)
    view.show_pages([QImage(*size, QImage.Format.Format_RGB32) for size in (UPRIGHT, TURNED)])
    assert abs(heights[0] / heights[1] - (297 / 210) ** 2) < 0.02
    assert view.widget().height() == sum(heights) + 3 * gap


def test_what_is_in_sight_goes_by_where_each_page_lies(qtbot: QtBot) -> None:
    view = PagesView()
    qtbot.addWidget(view)
    view.resize(600, 500)
    view.show()
    view.show_pages([QImage(*size, QImage.Format.Format_RGB32) for size in (TURNED, TURNED, UPRIGHT)])
    assert view.pages_in_sight() == range(2)  # two turned ones fill what one upright page would
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert view.pages_in_sight() == range(2, 3)
