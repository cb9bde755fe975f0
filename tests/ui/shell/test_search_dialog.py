"""What a search found says in whole what each thing is: how far an application has come stands at its end."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ipdesk.models.records import Hit, HitKind, Hits
from ipdesk.ui import theme
from ipdesk.ui.shell.search_dialog import SearchDialog
from ipdesk.ui.widgets.table.delegate import DeskDelegate, bar_room

DETAIL = 2


def test_no_state_is_cut(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    detail = "示例先进稀土功能材料与高端装备智能制造研究院 · 已下达"
    found = Hits((Hit(HitKind.APPLICATION, 1, "2026-0008", detail),), 1)
    sheet = SearchDialog("xt", found, window)
    sheet.show()
    table = sheet.table
    pads = sum(DeskDelegate.pads(False, True, bar_room(table)))
    assert theme.text_width(detail, theme.density().base) + pads <= table.columnWidth(DETAIL)
    sheet.done(0)
