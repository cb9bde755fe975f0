"""Rows pasted from a worksheet become achievements after a preview; nothing is filled in silently."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ipdesk.models.records import RawAchievement
from ipdesk.ui.counter.lists.dialog import PastedRowsDialog
from tests.specimens.lists import book
from tests.ui.counter.conftest import COMPANY, Clerk

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
HEAD = "序号\t登记号\t作品名称\t登记日期\t著作权人"


def works(count: int) -> str:
    """Return a list of so many registered works, as it is copied."""
    lines = (
        f"{number}\t粤作登字-2022-F-{number:08d}\t插画（{number}）\t2022.06.03\t{COMPANY}"
        for number in range(1, count + 1)
    )
    return "\n".join((HEAD, *lines))


def paste(
    clerk: Clerk, text: str, act: Callable[[PastedRowsDialog], None], begin: Callable[[], None] | None = None
) -> None:
    """Paste a text, and act in the preview."""
    QGuiApplication.clipboard().setText(text)
    clerk.in_dialog(preview(clerk), act, begin or (lambda: clerk.alt(KEY.Key_V)))
    QGuiApplication.clipboard().clear()


def preview(clerk: Clerk) -> Callable[[], PastedRowsDialog | None]:
    """Return what gives the preview while it stands."""
    pasting = clerk.page.sources.pasting
    return lambda: pasting.dialog if isinstance(pasting.dialog, PastedRowsDialog) else None


def fill(dialog: PastedRowsDialog) -> None:
    QTest.keyClick(dialog, KEY.Key_Return, CTRL)


def test_a_hundred_and_twenty_rows_are_pasted_and_taken_back(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())

    def act(dialog: PastedRowsDialog) -> None:
        assert dialog.summary.text().startswith(
            "作品著作权登记，共 120 行：可填 120 行，已有 0 行，要核对 0 行，不能填 0 行。已勾选 120 行"
        )
        fill(dialog)

    paste(clerk, works(120), act)
    rows = clerk.page.draft.rows
    assert len(rows) == 120
    assert (rows[119].ref, rows[119].name) == ("粤作登字-2022-F-00000120", "插画（120）")
    assert clerk.page.achievements.table.current_row() == 0
    paste(clerk, works(121), lambda dialog: (check_known(dialog), fill(dialog))[1])  # type: ignore[func-returns-value]
    assert len(clerk.page.draft.rows) == 121
    clerk.page.achievements.table.setFocus()
    clerk.ctrl(KEY.Key_Z)
    assert len(clerk.page.draft.rows) == 120


def check_known(dialog: PastedRowsDialog) -> None:
    assert "可填 1 行，已有 120 行" in dialog.summary.text()
    first = dialog.rows[2]
    assert first.reasons == ("已经在第 1 项",)


def test_a_file_with_a_list_is_dropped_or_pasted(clerk: Clerk, tmp_path: Path) -> None:
    clerk.seat(clerk.registered())
    file = tmp_path / "作品清单.xlsx"
    file.write_bytes(book(*(line.split("\t") for line in works(3).splitlines())))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])

    clerk.in_dialog(preview(clerk), fill, partial(drop, clerk, data))
    assert [row.name for row in clerk.page.draft.rows] == ["插画（1）", "插画（2）", "插画（3）"]
    other = QMimeData()
    (tmp_path / "坏的.xlsx").write_bytes(b"PK\x03\x04 broken")
    other.setUrls([QUrl.fromLocalFile(str(tmp_path / "坏的.xlsx"))])
    drop(clerk, other)
    clerk.until(lambda: "“坏的.xlsx”：文件打不开" in clerk.page.message.sentence())


def drop(clerk: Clerk, data: QMimeData) -> None:
    """Drag files over the page, and let them fall."""
    manner = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), *manner)
    QApplication.sendEvent(clerk.page, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(clerk.page, QDropEvent(QPointF(5, 5), *manner))


def test_what_cannot_be_filled_in_takes_no_tick(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    text = "\n".join((
        "专利号\t专利名称\t专利类型\t授权公告日\t专利权人",
        f"201910123457.3\t茶架\t发明\t20220503\t{COMPANY}",
        "CN201910123457.4\t茶架\t发明\t20220503\t别的公司",
    ))  # fmt: skip

    def act(dialog: PastedRowsDialog) -> None:
        assert not dialog.accept_button.isEnabled()
        assert dialog.reasons.text() == "专利号的校验位不符，可能有一位录错，请对照证书核对。"
        QTest.keyClick(dialog.table, KEY.Key_Space)
        assert list(dialog.table.ticks.ticked) == []
        QTest.keyClick(dialog.table, KEY.Key_A, CTRL)
        assert list(dialog.table.ticks.ticked) == [3]  # the doubt may be filled in, and is settled there
        fill(dialog)

    paste(clerk, text, act)
    (raw,) = clerk.page.draft.rows
    assert raw.owners == "别的公司"
    assert clerk.form().isVisible()


def test_what_is_on_file_already_is_told_and_not_ticked(clerk: Clerk) -> None:
    held = RawAchievement(
        id="w",
        kind="work_registration",
        ref="粤作登字-2022-F-00000002",
        date="2022-06-03",
        facts={"registrar": "guangdong"},
    )
    number = clerk.granted(clerk.registered(), held)
    clerk.seat(clerk.registered(name="韶关市澄光数字科技有限公司", identity="91440299MA00091089"))

    def act(dialog: PastedRowsDialog) -> None:
        assert f"这一项已在 2022 年度的申请件 {number}（" in "".join(dialog.rows[3].reasons)
        assert "得到资助 200.00 元" in "".join(dialog.rows[3].reasons)
        assert list(dialog.table.ticks.ticked) == [2, 4]
        dialog.reject()

    paste(clerk, works(3).replace(COMPANY, "韶关市澄光数字科技有限公司"), act)


def test_of_two_columns_the_right_one_is_chosen(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    text = "专利号\t公开（公告）日\t授权公告日\nZL201910123457.4\t2021-01-01\t2022-05-03"

    def act(dialog: PastedRowsDialog) -> None:
        field = dialog.asked["date"]
        assert (field.currentText(), field.count()) == ("授权公告日", 2)
        field.set_key("1")
        assert dialog.rows[2].raw.date == "2021-01-01"
        field.set_key("2")
        fill(dialog)

    paste(clerk, text, act)
    assert clerk.page.draft.rows[0].date == "2022-05-03"


def test_the_list_takes_a_table_by_ctrl_v(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("work_registration")
    clerk.page.achievements.table.setFocus()
    paste(clerk, works(2), fill, lambda: clerk.ctrl(KEY.Key_V))
    assert len(clerk.page.draft.rows) == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "没有找到表头。请连同表头一起复制"),
        ("你好", "没有找到表头。请连同表头一起复制"),
        ("登记号\t作品名称\n粤作登字-2022-F-00000001\t插画", "没有找到这几列：登记日期。"),
    ],
)
def test_what_is_no_list_says_what_to_copy(clerk: Clerk, text: str, said: str) -> None:
    clerk.seat(clerk.registered())
    QGuiApplication.clipboard().setText(text)
    clerk.alt(KEY.Key_V)
    QApplication.processEvents()
    QGuiApplication.clipboard().clear()
    assert said in clerk.page.message.sentence()
    assert clerk.page.draft.rows == []
