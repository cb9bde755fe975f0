import pytest
from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from ipdesk.ui import theme
from ipdesk.ui.widgets import CHIP_ROLE, Column, DeskTable
from ipdesk.ui.widgets.table.delegate import is_checked
from ipdesk.ui.widgets.table.table import Kind

COLUMNS = (
    Column("", "check"), Column("申请号", ems=6), Column("申请人", "key", ems=10, stretch=True),
    Column("金额", "number", ems=7), Column("步骤", "chip", ems=7),
)  # fmt: skip


def _model(rows: int) -> QStandardItemModel:
    model = QStandardItemModel()
    for at in range(rows):
        items = [QStandardItem(text) for text in ("", f"2024-{at:04}", f"示例公司 {at}", f"{at},000.00", "")]
        items[0].setCheckable(True)
        items[4].setData("accepted", CHIP_ROLE)
        model.appendRow(items)
    return model


@pytest.fixture
def table(qtbot: QtBot) -> DeskTable:
    """Return an open table of three rows, the keyboard on it."""
    made = DeskTable(COLUMNS)
    model = _model(3)
    model.setParent(made)
    made.setModel(model)
    qtbot.addWidget(made)
    made.resize(760, 400)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus()
    return made


def _checked(table: DeskTable) -> list[int]:
    model = table.model()
    return [row for row in range(model.rowCount()) if is_checked(model.index(row, 0))]


def test_rows_are_walked_opened_and_checked_by_keyboard(table: DeskTable, qtbot: QtBot) -> None:
    opened, moved = [], []
    table.opened.connect(opened.append)
    table.moved.connect(moved.append)
    assert table.current_row() == 0, "the focus brings a current row"
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert (moved, opened, _checked(table)) == ([1], [1], [1])


def test_a_click_on_a_check_box_turns_it(table: DeskTable, qtbot: QtBot) -> None:
    spot = table.visualRect(table.model().index(2, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert _checked(table) == [2]
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert _checked(table) == []


def test_the_columns_fill_the_width_and_never_less_than_they_need(table: DeskTable) -> None:
    assert sum(table.columnWidth(at) for at in range(5)) == table.viewport().width()
    table.resize(200, 300)
    QApplication.processEvents()
    assert all(table.columnWidth(at) >= column.width() for at, column in enumerate(COLUMNS))


def _color(table: DeskTable, place: QPoint) -> QColor:
    return table.viewport().grab().toImage().pixelColor(place)


def test_the_selected_row_is_tinted_with_a_bar_and_a_line_while_it_has_the_keyboard(table: DeskTable) -> None:
    table.select_row(1)
    rect = table.visualRect(table.model().index(1, 1))
    assert _color(table, QPoint(1, rect.center().y())) == theme.color("accent")
    assert _color(table, rect.topLeft() + QPoint(2, 4)) == theme.color("tint")
    assert _color(table, rect.topLeft() + QPoint(2, 0)) == theme.color("accent")
    table.clearFocus()
    assert _color(table, rect.topLeft() + QPoint(2, 0)) == theme.color("tint")


def test_numbers_end_under_the_end_of_their_head(table: DeskTable) -> None:
    def last_ink(image_of: object, rect: object) -> int:
        image, box = image_of.grab().toImage(), rect  # type: ignore[attr-defined]
        columns = range(box.left(), box.right())
        ground = image.pixelColor(box.left() + 1, box.top() + 1)
        rows = range(box.top() + 2, box.bottom() - 2)
        return max(x for x in columns if any(image.pixelColor(x, y) != ground for y in rows))

    head = table.horizontalHeader()
    box = head.viewport().rect()
    box.setLeft(head.sectionViewportPosition(3))
    box.setWidth(head.sectionSize(3))
    cell = table.visualRect(table.model().index(0, 3))
    assert abs(last_ink(head.viewport(), box) - last_ink(table.viewport(), cell)) <= 4


def test_an_empty_table_says_what_to_do(qtbot: QtBot) -> None:
    table = DeskTable(COLUMNS)
    qtbot.addWidget(table)
    table.setModel(QStandardItemModel(0, 5, table))
    table.resize(600, 300)
    blank = table.viewport().grab().toImage()
    table.set_hint("按 Ctrl+V 粘贴 Excel 里的成果行，或按 F3 逐项添加")
    assert table.viewport().grab().toImage() != blank


def test_the_sentence_gives_way_to_rows(qtbot: QtBot) -> None:
    table = DeskTable(COLUMNS)
    qtbot.addWidget(table)
    model = _model(30)
    model.setParent(table)
    table.setModel(model)
    table.resize(600, 300)
    blank = table.viewport().grab().toImage()
    table.set_hint("按 F3 逐项添加")
    assert table.viewport().grab().toImage() == blank


def test_only_the_rows_in_sight_are_asked_for(qtbot: QtBot) -> None:
    asked: set[int] = set()

    class Big(QAbstractTableModel):
        def data(self, index: QModelIndex, role: int = 0) -> object:
            asked.add(index.row())
            return "" if role == Qt.ItemDataRole.DisplayRole else None

        def rowCount(self, parent: object = None) -> int:
            return 100_000

        def columnCount(self, parent: object = None) -> int:
            return len(COLUMNS)

    table = DeskTable(COLUMNS, long=True)
    qtbot.addWidget(table)
    table.setModel(Big(table))
    table.resize(800, 600)
    table.show()
    table.grab()
    assert 0 < len(asked) < 60


@pytest.mark.parametrize(("key", "row"), [(Qt.Key.Key_End, 2), (Qt.Key.Key_Home, 0)])
def test_home_and_end_go_to_the_first_and_the_last_row(qtbot: QtBot, key: Qt.Key, row: int) -> None:
    table = DeskTable((Column("甲"), Column("乙")))
    qtbot.addWidget(table)
    model = QStandardItemModel(3, 2)
    table.setModel(model)
    table.select_row(1)
    qtbot.keyClick(table, key)
    assert table.current_row() == row


def _lefts(table: DeskTable) -> list[int]:
    return [table.columnViewportPosition(at) for at in range(len(COLUMNS))]


def test_no_column_moves_when_a_scroll_bar_comes(table: DeskTable, qtbot: QtBot) -> None:
    before = _lefts(table)
    assert not table.verticalScrollBar().isVisible()
    table.resize(760, 90)
    QApplication.processEvents()
    assert table.verticalScrollBar().isVisible()
    assert _lefts(table) == before
    assert not table.horizontalScrollBar().isVisible()
    last = len(COLUMNS) - 1
    assert before[last] + table.columnWidth(last) == table.viewport().width()


def test_the_current_row_stays_in_sight_where_the_room_becomes_lower(table: DeskTable) -> None:
    table.setModel(_model(30))
    table.resize(760, 700)
    table.select_row(15)
    for height in (700, 300, 200):
        table.resize(760, height)
        QApplication.processEvents()
        assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center()), height


def _tip(table: DeskTable, row: int, column: int) -> str:
    """Rest the pointer on a cell; return what is told."""
    spot = table.visualRect(table.model().index(row, column)).center()
    at = table.viewport().mapToGlobal(spot)
    QApplication.sendEvent(table.viewport(), QHelpEvent(QEvent.Type.ToolTip, spot, at))
    return QToolTip.text()


def test_what_is_cut_is_told_whole_and_what_stands_there_is_not_told_twice(table: DeskTable) -> None:
    long = "示例县乡村特色农产品地理标志保护与发展促进联合会（筹备委员会办公室）驻省城联络处"
    table.model().setData(table.model().index(1, 2), long)
    assert _tip(table, 0, 2) == ""
    assert _tip(table, 1, 4) == ""
    assert _tip(table, 1, 2) == long


@pytest.mark.parametrize("kind", ["ref", "subref"])
def test_what_only_its_end_tells_apart_is_cut_in_the_middle(qtbot: QtBot, kind: Kind) -> None:
    table, model = DeskTable([Column("批次", kind, ems=9)]), QStandardItemModel()
    for name in ("2024年度知识产权专项资助（县级）", "2024年度知识产权专项资助（市级）"):
        model.appendRow(QStandardItem(name))
    model.setParent(table)
    table.setModel(model)
    qtbot.addWidget(table)
    table.resize(Column("批次", kind, ems=9).width() + theme.grid(4), 300)
    table.show()
    table.clearSelection()
    assert table.columnWidth(0) < 200
    cells = [table.viewport().grab(table.visualRect(model.index(row, 0))).toImage() for row in range(2)]
    assert cells[0] != cells[1]
    assert _tip(table, 1, 0) == "2024年度知识产权专项资助（市级）"
