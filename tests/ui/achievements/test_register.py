"""The page 成果: what was applied for and what lists bring, each thing once; a list is taken in by keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from ipdesk.models import queries
from ipdesk.models.records import HitKind
from ipdesk.ui.achievements import AchievementsPage
from ipdesk.ui.achievements.imports.dialog import ImportDialog
from ipdesk.ui.desk.destinations import OpenApplication, OpenThing, Origin
from tests.models.desk import company_code, works
from tests.specimens.lists import HEADS, OTHER, TEA, book, row
from tests.ui.rig import Rig

KEY, CTRL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
DESIGN = row(
    ref="202230123456.2",
    name="茶叶包装盒",
    type="外观设计",
    filed="",
    day="2022-08-09",
    owners=f"{OTHER}；{TEA}",
)
LIST = book(
    ["2021年度授权专利清单"],
    HEADS,
    row(),
    row(ref="201910123457"),
    DESIGN,
    row(ref="201910200001.3", owners=f"{TEA}韶关分公司"),
    row(ref="201910200002.9"),
)


class Hands:
    """The page in a window, and a file that is chosen wherever one is asked for."""

    def __init__(self, rig: Rig, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.rig, self.file, self.saved = rig, folder / "清单.xlsx", folder / "结果.xlsx"
        self.file.write_bytes(LIST)
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(self.file), ""))
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(self.saved), ""))
        self.page = rig.page(AchievementsPage)
        rig.show(achievements=self.page)
        self.page.activated()
        rig.settle()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.rig.press(key, None, modifier)

    def take_in(self) -> ImportDialog:
        """Press Ctrl+O, and return the preview of the file."""
        self.key(KEY.Key_O, CTRL)
        dialog = self.page.work.dialog
        assert dialog is not None, self.page.message.sentence()
        return dialog

    def register(self, dialog: ImportDialog) -> None:
        QTest.keyClick(dialog, KEY.Key_Return, CTRL)
        self.rig.settle()
        assert self.page.work.dialog is None, dialog.fault.text()

    def rows(self) -> list[tuple[str, ...]]:
        model = self.page.list.model
        return [
            tuple(str(model.index(at, column).data()) for column in range(model.columnCount()))
            for at in range(model.rowCount())
        ]


@pytest.fixture
def hands(rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hands:
    rig.steps.register(TEA, identity=company_code(1))
    paid = rig.steps.register(OTHER, identity=company_code(2))
    rig.steps.confirmed(paid, works("粤作登字-2022-F-00018202"))
    return Hands(rig, tmp_path, monkeypatch)


def verdicts(dialog: ImportDialog) -> list[str]:
    return [one.cells[4] for one in dialog.table.ticks.rows]


def test_a_list_is_previewed_registered_and_known_the_second_time(hands: Hands) -> None:
    dialog = hands.take_in()
    assert verdicts(dialog) == ["新的", "已有", "新的", "要核对", "不能登记"]
    assert list(dialog.table.ticks.ticked) == [0, 2]
    dialog.table.select_row(4)
    assert dialog.reasons.text().startswith("专利号的校验位不符")
    QTest.keyClick(dialog.table, KEY.Key_Space)
    assert list(dialog.table.ticks.ticked) == [0, 2], "what is wrong takes no tick"
    dialog.table.select_row(3)
    QTest.keyClick(dialog.table, KEY.Key_Space)
    assert dialog.summary.text().startswith(
        "清单.xlsx，共 5 行：新的 2 行，有变化 0 行，要核对 1 行，已有 1 行，不能登记 1 行。已勾选 3 行"
    )
    hands.register(dialog)
    assert hands.page.foot.state() == "已登记 3 条，改动 0 条"
    assert [(cells[1], cells[2], cells[6]) for cells in hands.rows()] == [
        ("ZL202230123456.2", "茶叶包装盒", ""),
        ("粤作登字-2022-F-00018202", "", "200.00"),
        ("ZL201910123457.4", "茶架", ""),
        ("ZL201910200001.3", "茶架", ""),
    ]
    again = hands.take_in()
    assert verdicts(again)[:4] == ["已有"] * 4
    assert not again.accept_button.isEnabled(), "a second import changes nothing"
    again.reject()


def test_one_thing_tells_whose_it_is_and_where_it_was_paid(hands: Hands) -> None:
    hands.register(hands.take_in())
    page = hands.page
    page.list.table.select_row(0)
    hands.rig.settle()
    assert page.detail.uses.model.rows == ()
    known = {one.cells[0]: one.cells[1] for one in page.detail.known.model.rows}
    assert known["登记的申请人"] == f"{OTHER}；{TEA}"
    assert known["来自清单"].startswith("清单.xlsx，2024-06-20")
    hands.key(KEY.Key_Down)
    [use] = page.detail.uses.model.rows
    assert use.cells[0] == "2024-0001" and use.cells[3:] == ("已审定", "200.00")
    hands.key(KEY.Key_F4)
    hands.key(KEY.Key_Return)
    assert hands.rig.asked[-1] == OpenApplication(1)


def test_what_no_application_holds_is_found_from_anywhere(hands: Hands) -> None:
    hands.register(hands.take_in())
    hits = hands.rig.store.read(queries.find_anything, "茶叶包装")
    assert [(hit.kind, hit.title) for hit in hits.shown] == [(HitKind.ACHIEVEMENT, "茶叶包装盒")]
    numbered = hands.rig.store.read(queries.find_anything, "2019 1 0123457")
    assert [hit.title for hit in numbered.shown] == ["茶架"]
    hands.page.list.filters.paid.set_key("paid")
    hands.page.show_destination(OpenThing(numbered.shown[0].id), Origin())
    hands.rig.settle()
    known = {one.cells[0]: one.cells[1] for one in hands.page.detail.known.model.rows}
    assert known["专利号"] == "ZL201910123457.4"


def test_the_register_is_narrowed_ordered_and_taken_along(hands: Hands) -> None:
    hands.register(hands.take_in())
    page = hands.page
    hands.key(KEY.Key_F, CTRL)
    QTest.keyClicks(page.list.filters.text, "2019 1 0123457")
    hands.rig.settle()
    assert [cells[1] for cells in hands.rows()] == ["ZL201910123457.4"]
    hands.key(KEY.Key_C, ALT)
    page.list.filters.paid.set_key("paid")
    page.list.filters.changed.emit()
    hands.rig.settle()
    assert [cells[6] for cells in hands.rows()] == ["200.00"]
    assert page.foot.state() == "共 1 件，已资助 200.00 元"
    page.list.filters.clear()
    page.list.order_by(1)
    hands.rig.settle()
    assert [cells[1][:2] for cells in hands.rows()] == ["ZL", "ZL", "粤作"]
    hands.key(KEY.Key_E, CTRL)
    sheet = load_workbook(hands.saved).active
    assert sheet is not None
    values = [[cell.value for cell in cells] for cells in sheet.iter_rows()]
    assert values[0][:2] == ["种类", "编号"] and values[-1][0] == "合计"
    assert float(str(values[-1][6])) == 200 and len(values) == 5


def test_the_verdicts_are_saved_as_a_workbook(hands: Hands) -> None:
    dialog = hands.take_in()
    QTest.keyClick(dialog, KEY.Key_X, ALT)
    hands.rig.settle()
    assert dialog.fault.text().startswith("已另存：结果.xlsx")
    sheet = load_workbook(hands.saved).active
    assert sheet is not None
    rows = [[cell.value for cell in cells] for cells in sheet.iter_rows(min_row=2)]
    assert [one[5] for one in rows] == ["新的", "已有", "新的", "要核对", "不能登记"]
    assert rows[1][6] == "和前面第 3 行是同一件；号码缺少校验位，已补为 ZL201910123457.4"
    dialog.reject()


def test_which_column_is_asked_and_only_some_rows_are_shown(hands: Hands) -> None:
    heads = ("专利号", "公开（公告）日", "授权公告日", "专利名称")
    hands.file.write_bytes(book(heads, ("201910123457.4", "2020-01-01", "2021-03-02", "茶架")))
    dialog = hands.take_in()
    assert verdicts(dialog) == ["要核对"]
    field = dialog.asked["date"]
    field.set_key("1")
    field.changed.emit("1")
    hands.rig.settle()
    assert verdicts(dialog) == ["新的"]
    dialog.shown.set_key("refused")
    dialog.shown.changed.emit("refused")
    assert verdicts(dialog) == []
    hands.register(dialog)
    assert [cells[4] for cells in hands.rows()][-1] == "2020-01-01"
    assert verdicts(hands.take_in()) == ["已有"], "the choice is remembered for such heads"


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda file: file.write_bytes(b"PK\x03\x04broken"), "打不开"),
        (lambda file: file.write_bytes(book(("甲", "乙"), (1, 2))), "没有找到表头"),
        (lambda file: file.unlink(), "打不开“清单.xlsx”"),
    ],
)
def test_what_cannot_be_read_is_said_on_the_page(
    hands: Hands, spoil: Callable[[Path], object], sentence: str
) -> None:
    spoil(hands.file)
    hands.key(KEY.Key_O, CTRL)
    assert hands.page.work.dialog is None
    assert sentence in hands.page.message.sentence()
    assert hands.page.foot.take_in.isVisible(), "another file can be chosen"
