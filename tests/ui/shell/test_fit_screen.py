"""A window opens whole: over the screen where that is small, at its own size where there is room."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ipdesk.models.parsing.kind_search import KindChoice
from ipdesk.ui import theme
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.decision.table import ARTICLE
from ipdesk.ui.counter import CounterPage
from ipdesk.ui.desk.destinations import OpenApplication
from ipdesk.ui.shell.fit_screen import place_of, put_back, show_fitting
from ipdesk.ui.widgets import DeskTable
from tests.models.desk import cultivation, licence, works
from tests.ui.rig import Rig

SMALL = 1093, 614  # px: a screen of 1366x768 at 125 %


@pytest.mark.parametrize(("share", "whole_screen"), [(0.5, False), (1.0, True), (1.5, True)])
def test_a_window_never_hangs_over_the_edge(share: float, whole_screen: bool, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    room = window.screen().availableGeometry().size()
    window.resize(room * share)
    show_fitting(window)
    assert window.isMaximized() is whole_screen
    window.hide()


def test_a_window_comes_back_to_its_place(qtbot: QtBot) -> None:
    left, again = QWidget(), QWidget()
    for window in (left, again):
        qtbot.addWidget(window)
    left.setGeometry(40, 60, 320, 240)
    left.show()
    assert put_back(again, place_of(left))
    again.show()
    assert again.geometry() == left.geometry()


@pytest.mark.parametrize("place", ["", "AAAA", "此处是乱码"])
def test_a_place_that_says_nothing_moves_no_window(qtbot: QtBot, place: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(40, 60, 320, 240)
    before = window.geometry()
    assert not put_back(window, place)
    assert window.geometry() == before


def fits(rig: Rig, table: DeskTable) -> None:
    """Hold a window to the small screen, and a table in it to its own width."""
    rig.window.resize(*SMALL)
    rig.settle()
    assert (rig.window.width(), rig.window.height()) == SMALL, "the content makes it no larger"
    assert table.horizontalScrollBar().maximum() == 0


def test_the_decision_fits_a_small_screen_and_cuts_no_article(rig: Rig) -> None:
    applicant = rig.steps.register("示例精密电子有限公司")
    rig.steps.accept(rig.steps.draft(applicant, works(count="101"), licence(), cultivation()))
    page = ApplicationsPage(rig.desk)
    rig.show(applications=page)
    page.list.table.setFocus()
    rig.press(Qt.Key.Key_F9)
    view = page.decision.view
    fits(rig, view.table)
    view.table.make_room(ARTICLE, ["第二十一条第（二）项"])
    assert view.table.horizontalScrollBar().maximum() == 0, "a long article takes its room from the item"
    needed = theme.text_width("第二十一条第（二）项", theme.density().base)
    assert view.table.columnWidth(ARTICLE) > needed


def test_the_counter_fits_a_small_screen(rig: Rig) -> None:
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    page.applicant.choose(rig.steps.register("示例精密电子有限公司"))
    page.achievements.chooser.chosen.emit(KindChoice("ip_insurance", ""))
    fits(rig, page.achievements.table)


def test_the_drawer_fits_a_small_screen_and_cuts_no_sum(rig: Rig) -> None:
    applicant = rig.steps.register("示例精密电子有限公司")
    draft = rig.steps.draft(applicant, works(count="101"), licence(), cultivation())
    rig.steps.accept(draft)
    page = ApplicationsPage(rig.desk)
    rig.show(applications=page, counter=CounterPage(rig.desk))
    rig.window.resize(*SMALL)
    rig.desk.open(OpenApplication(draft.application))
    rig.settle()
    assert page.drawer.isVisible()
    assert (rig.window.width(), rig.window.height()) == SMALL, "the content makes it no larger"
    edge = page.drawer.mapTo(rig.window, page.drawer.rect().bottomRight())
    assert edge.x() < SMALL[0] and edge.y() < SMALL[1]
