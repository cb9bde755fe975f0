"""设置 › 政策 › 重新核算: a year evaluated again on screen, cancelled, copied, exported."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ipdesk.models import queries
from ipdesk.models.commands import AddPerson
from ipdesk.rules.core.result import Warning
from ipdesk.rules.library.policy_library import library_with
from ipdesk.ui import theme
from ipdesk.ui.desk.tasks import Lane
from ipdesk.ui.policies.recheck.reasons import write_reasons
from ipdesk.ui.policies.recheck.table import columns
from ipdesk.ui.policies.recheck.view import RecheckView
from ipdesk.ui.settings import SettingsPage
from tests import faults
from tests.models.desk import licence, works
from tests.rules.pack.small_pack import SMALL, small
from tests.ui.rig import Rig

ALT, SHIFT_CTRL = Qt.KeyboardModifier.AltModifier, (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
)  # fmt: skip
DEARER = small(amount=150, expected=150)


@pytest.fixture
def rig(qtbot: QtBot, data_dir: Path) -> Iterator[Rig]:
    """Return a desk with an own policy and two applications under it, one with three works."""
    folder = data_dir / "policies"
    folder.mkdir()
    (folder / "small.yaml").write_text(SMALL, encoding="utf-8")
    made = Rig(qtbot, data_dir, library_with(()))
    made.desk.own.refresh()
    made.settle()
    made.steps.policy = made.desk.policy("small")
    made.steps.confirmed(made.steps.register("示例甲有限公司"), works(count="3"))
    made.steps.confirmed(made.steps.register("示例乙有限公司"), licence("400万"))
    yield made
    made.leave()


@pytest.fixture
def view(rig: Rig) -> RecheckView:
    page = SettingsPage(rig.desk)
    rig.show(settings=page)
    rig.press(Qt.Key.Key_2, modifier=ALT)
    rig.press(Qt.Key.Key_F8)
    assert page.recheck.isVisible() and page.recheck.year.hasFocus()
    return page.recheck


def put(rig: Rig, data_dir: Path, text: str) -> None:
    (data_dir / "policies" / "small.yaml").write_text(text, encoding="utf-8")
    rig.desk.own.refresh()
    rig.settle()


def start(rig: Rig, view: RecheckView) -> None:
    """Press F9 and wait until it is over."""
    rig.press(Qt.Key.Key_F9)
    rig.qtbot.waitUntil(lambda: not view.running.running())
    rig.settle()


def shown(view: RecheckView) -> list[list[str]]:
    model = view.model
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_a_year_is_evaluated_again_before_and_after_a_change(
    rig: Rig, view: RecheckView, data_dir: Path, tmp_path: Path
) -> None:
    nothing_changed_says_how_many_come_out_the_same(rig, view)
    put(rig, data_dir, DEARER)
    cancelled_it_keeps_what_was_found_and_says_how_far_it_came(rig, view)
    before = content(data_dir)
    start(rig, view)
    assert len(shown(view)) == 1 and content(data_dir) == before, "nothing is written"
    a_sum_changed_is_shown_with_before_after_difference_and_why(rig, view)
    a_remark_that_is_the_reason_is_said_once(view)
    the_table_is_copied_and_exported_with_the_same_columns(rig, view, tmp_path)
    an_export_without_room_says_so(rig, view, tmp_path)
    the_window_is_never_wider_than_a_screen_of_1366_at_125_percent(rig, view)
    rig.press(Qt.Key.Key_Escape)
    assert view.isVisible() and not view.message.sentence(), "the message goes first"
    rig.press(Qt.Key.Key_Escape)
    assert not view.isVisible(), "back to the policies"


def content(folder: Path) -> dict[str, str]:
    files = (path for path in folder.iterdir() if path.suffix == ".sqlite")
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def nothing_changed_says_how_many_come_out_the_same(rig: Rig, view: RecheckView) -> None:
    start(rig, view)
    assert shown(view) == [] and not view.bar.copy_button.isEnabled()
    assert view.table._hint == "全部 2 份申请件，结果都与原来相同"
    assert view.summary.whole() == "共核算 2 份，没有变化。"


def cancelled_it_keeps_what_was_found_and_says_how_far_it_came(rig: Rig, view: RecheckView) -> None:
    seen: list[int] = []

    def press(done: int, total: int) -> None:
        seen.append(done)
        if done == 1:
            view.bar.cancel.click()

    view.running.progressed.connect(press)
    start(rig, view)
    assert seen == [0, 1]
    assert len(shown(view)) == 1
    assert view.summary.whole() == "核算了 1 份（共 2 份，其余没有核算），1 份有变化，合计差额 +150.00 元。"
    assert view.bar.state() == "已停下，没有核算完" and view.bar.start.isVisible()
    view.running.progressed.disconnect(press)
    start(rig, view)
    assert view.summary.whole() == "共核算 2 份，1 份有变化，合计差额 +150.00 元。"


def a_sum_changed_is_shown_with_before_after_difference_and_why(rig: Rig, view: RecheckView) -> None:
    [row] = shown(view)
    assert row[1:] == [
        "示例甲有限公司", "作品登记 3 项　粤作登字-2022-F-00000001 等", "可资助", "100.00", "可资助",
        "150.00", "+150.00",
    ]  # fmt: skip
    assert view.summary.whole() == "共核算 2 份，1 份有变化，合计差额 +150.00 元。"
    text = view.why.toPlainText()
    assert "按规定定额资助，得 150.00 元" in text and "100.00 元 → 150.00 元" in text
    assert "1. 依据某府办〔2022〕1号第一条“作品登记”" in text
    rig.press(Qt.Key.Key_Return, view.table)
    assert view.why.hasFocus()


def a_remark_that_is_the_reason_is_said_once(view: RecheckView) -> None:
    row = view.current()
    assert row is not None and row.change.after is not None
    text = "请核对合同金额。"
    after = row.change.after._replace(warnings=(Warning(code="check", text=text, values={}),))
    same = replace(row, change=replace(row.change, after=after, why=(text,)))
    view.why.show_text(lambda document: write_reasons(document, same))
    assert view.why.toPlainText().count(text) == 1
    other = replace(same, change=replace(same.change, why=("金额变了。",)))
    view.why.show_text(lambda document: write_reasons(document, other))
    assert view.why.toPlainText().count(text) == 1


def the_table_is_copied_and_exported_with_the_same_columns(
    rig: Rig, view: RecheckView, tmp_path: Path
) -> None:
    rig.press(Qt.Key.Key_C, modifier=SHIFT_CTRL)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    view.export(tmp_path / "核算.xlsx")
    rig.settle()
    assert "已导出" in view.bar.state()
    book = load_workbook(io.BytesIO((tmp_path / "核算.xlsx").read_bytes()))
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert lines[0] == rows[0] == [
        "申请件", "申请人", "政策", "步骤", "条款", "成果", "件数", "原来", "原来每件金额", "现在",
        "现在每件金额", "差额", "原因",
    ]  # fmt: skip
    assert lines[1][1:12] == [
        "示例甲有限公司", "某县办法", "已审定", "作品登记", "粤作登字-2022-F-00000001 等 3 项", "3", "可资助",
        "100.00", "可资助", "150.00", "150.00",
    ]  # fmt: skip
    assert rows[1][6:12] == [3, "可资助", 100, "可资助", 150, 150]
    assert [rows[2][0], rows[2][11], lines[2][11]] == ["合计", 150, "150.00"]
    taken = [entry.fields for entry in rig.desk.read(queries.audit_entries) if entry.action == "export"]
    assert [sorted(fields) for fields in taken] == [["recheck", "rows:1"]] * 2, "copied, then saved"


def an_export_without_room_says_so(rig: Rig, view: RecheckView, tmp_path: Path) -> None:
    with faults.small_disk(tmp_path / "stick", "64k") as stick:
        filler = faults.fill(stick)
        view.export(stick / "x.xlsx")
        rig.settle()
        assert "已满" in view.message.sentence() and not (stick / "x.xlsx").exists()
        filler.unlink()


def the_window_is_never_wider_than_a_screen_of_1366_at_125_percent(rig: Rig, view: RecheckView) -> None:
    modes: tuple[theme.Mode, ...] = ("compact", "roomy")
    for mode in modes:
        rig.window.set_density_mode(mode)
        rig.window.resize(1093, 614)
        rig.settle()
        assert shown(view) and rig.window.width() == 1093 and rig.window.minimumWidth() <= 1093


def test_no_two_columns_have_the_same_name() -> None:
    names = [column.title for column in columns()]
    assert len(set(names)) == len(names)


def test_a_policy_can_be_chosen(rig: Rig, view: RecheckView, data_dir: Path) -> None:
    rig.steps.policy = rig.desk.policy("shaoguan-2021")
    rig.steps.confirmed(rig.steps.register(), works("粤作登字-2022-F-00000777"))
    put(rig, data_dir, DEARER)
    view.enter()
    rig.settle()
    view.policy.set_key("shaoguan-2021")
    start(rig, view)
    assert view.summary.whole() == "共核算 1 份，没有变化。"
    view.policy.set_key("small")
    start(rig, view)
    assert view.summary.whole().startswith("共核算 2 份，1 份有变化")


def test_a_line_that_is_gone_keeps_its_title_and_awards_without_a_rule_are_told(
    rig: Rig, view: RecheckView, data_dir: Path
) -> None:
    rig.steps.confirmed(1, works("粤作登字-2022-F-00000050"))
    put(rig, data_dir, SMALL.replace("1-work", "1-works").replace("作品登记\n", "作品著作权登记\n"))
    start(rig, view)
    assert ["作品登记　粤作登字-2022-F-00000050", "可资助", "没有此项"] in [
        [row[2], row[3], row[5]] for row in shown(view)
    ]
    assert "1 份以前的资助所依据的条款已不在政策文件里" in view.summary.whole()
    view.table.select_row(view.model.rowCount() - 1)
    assert "请核对" in view.why.toPlainText() and "300.00 元资助" in view.why.toPlainText()


def test_what_is_saved_meanwhile_does_not_wait_for_the_end(rig: Rig, view: RecheckView) -> None:
    order: list[str] = []
    view.running.found.connect(lambda item: order.append("rechecked"))

    def save(done: int, total: int) -> None:
        if done == 1:
            command = AddPerson(name="黄志强")
            rig.desk.run_later(view, command, lambda _: order.append("saved"))
            rig.tasks.settle(Lane.SAVING)

    view.running.progressed.connect(save)
    start(rig, view)
    assert order == ["rechecked", "saved", "rechecked"]


def test_applications_whose_policy_has_no_file_are_counted_not_lost(
    rig: Rig, view: RecheckView, data_dir: Path
) -> None:
    rig.steps.policy = rig.desk.policy("shaoguan-2021")
    rig.steps.confirmed(rig.steps.register(), works("粤作登字-2022-F-00000777"))
    put(rig, data_dir, "：：")
    start(rig, view)
    assert view.summary.whole() == "共核算 1 份，没有变化。2 份的政策没有可用的文件，没有核算。"


def test_a_file_that_is_gone_ends_it_and_is_told_once(rig: Rig, view: RecheckView, data_dir: Path) -> None:
    view.policy.set_key("small")
    put(rig, data_dir, "：：")
    told: list[str] = []
    view.running.refused.connect(told.append)
    start(rig, view)
    assert len(told) == 1 and view.message.sentence() == told[0]
    assert view.summary.whole() == "还没有核算就停下了。"
    assert view.bar.state() == "已停下，没有核算完" and view.bar.start.isVisible()


def test_the_window_closes_in_the_middle_of_it(rig: Rig, view: RecheckView) -> None:
    found: list[object] = []
    view.running.found.connect(found.append)
    view.year.set_key("2022")
    view.begin()
    rig.window.close()
    assert not rig.window.isVisible()
    assert len(found) <= 1, "closing does not wait for the whole year"
