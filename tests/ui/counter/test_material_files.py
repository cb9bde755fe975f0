"""Files at the counter: a certificate attaches itself, others are dropped on their material, and all stay."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ipdesk.models import queries
from ipdesk.models.records.applications import AttachedFile
from ipdesk.ui.applications.materials.files_dialog import MaterialFilesDialog
from ipdesk.ui.awards.material_view import MaterialDialog
from ipdesk.ui.desk.destinations import ContinueDraft, Origin
from ipdesk.ui.shell.key_help import keys_in_sight
from tests.models.parsing.test_pictures import png
from tests.specimens.papers import INVENTION
from tests.ui.counter.conftest import Clerk
from tests.ui.counter.test_reading_certificates import OWNER, files, fill, mime, read

KEY = Qt.Key


def settled(clerk: Clerk) -> None:
    """Wait until everything read, drawn and attached so far has been answered."""
    for _ in range(3):
        clerk.answered()
        clerk.tasks.settle()


def kept(clerk: Clerk) -> list[AttachedFile]:
    application = clerk.page.draft.file.id
    return [*clerk.store.read(queries.attached_files, application)] if application is not None else []


def drop(paths: list[Path], onto: QWidget, at: QPoint) -> None:
    """Drag files over a place of a widget and let them go there."""
    data, keys = mime(paths), Qt.KeyboardModifier.NoModifier
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(at, copy, data, left, keys)
    QApplication.sendEvent(onto, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(onto, QDropEvent(QPointF(at), copy, data, left, keys))


def opened() -> MaterialFilesDialog | None:
    found = QApplication.activeModalWidget()
    return found if isinstance(found, MaterialFilesDialog) else None


def received(clerk: Clerk) -> set[str]:
    return {one.name for one in clerk.page.awards.material_list() if one.received}


def test_files_become_the_materials_that_they_are(sit_down: Callable[..., Clerk], tmp_path: Path) -> None:
    clerk = sit_down()
    clerk.seat(clerk.registered(name=OWNER))
    certificate = files(tmp_path, INVENTION)
    read(clerk, certificate, fill)
    settled(clerk)
    [one] = kept(clerk)
    assert (one.row, one.material) == (clerk.page.draft.rows[0].id, "patent_certificate")
    certificate[0].unlink()
    assert clerk.store.kept_file(one.sha256, one.form).startswith(b"%PDF-"), "the original is gone"
    photo = tmp_path / "licence.png"
    photo.write_bytes(png(40, 30))
    panel = clerk.page.awards

    def in_the_list(sheet: MaterialDialog) -> None:
        names = [panel.material_list()[row].name for row in range(sheet.model.rowCount())]
        row = names.index("主体资格或身份证明复印件")
        spot = sheet.table.visualRect(sheet.model.index(row, 1)).center()
        at = sheet.table.viewport().mapTo(sheet, spot)
        drop([photo], sheet, at)
        settled(clerk)
        sheet.table.select_row(names.index("申请表（签字盖章）"))
        data = QMimeData()
        data.setImageData(clerk.window.grab().toImage())
        QGuiApplication.clipboard().setMimeData(data)
        QTest.keyClick(sheet, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
        settled(clerk)
        counts = {name: sheet.model.index(at, 3).data() for at, name in enumerate(names)}
        assert {name for name, count in counts.items() if count == "1"} == {
            "专利证书复印件", "主体资格或身份证明复印件", "申请表（签字盖章）",
        }  # fmt: skip
        sheet.accept()

    listed = lambda: QApplication.activeModalWidget()  # noqa: E731
    clerk.in_dialog(
        lambda: sheet if isinstance(sheet := listed(), MaterialDialog) else None,
        in_the_list, lambda: panel.tick_materials(),
    )  # fmt: skip
    assert received(clerk) >= {"专利证书复印件", "主体资格或身份证明复印件", "申请表（签字盖章）"}
    assert panel.materials.files.text() == "3"
    keys = {(one.key, one.does) for one in keys_in_sight(clerk.window)}
    assert {("Shift+F8", "材料全部收到"), ("Ctrl+F8", "材料文件")} <= keys
    clerk.press(KEY.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert all(one.received for one in panel.material_list())
    clerk.page.autosave.save_now()
    clerk.answered()
    application = clerk.page.draft.file.id
    clerk.leave()
    again = sit_down()
    again.page.show_destination(ContinueDraft(application or 0), Origin())
    settled(again)
    assert again.page.awards.materials.files.text() == "3", "after the restart, too"


def test_what_is_no_certificate_is_put_to_its_material_by_hand(clerk: Clerk, tmp_path: Path) -> None:
    clerk.seat(clerk.registered())
    clerk.add("project", ref="SF-1", date="2022-04-20", type="high_value_cultivation")
    unknown = tmp_path / "IMG_2031.png"
    unknown.write_bytes(png(40, 30))
    clerk.page.sources.reader.take([unknown])
    settled(clerk)
    assert clerk.page.draft.file.id is None, "it is not saved yet"
    assert clerk.page.message.sentence().startswith("IMG_2031.png：")

    def put(dialog: MaterialFilesDialog) -> None:
        settled(clerk)
        assert [one.name for one in dialog.list.files.files] == ["未归类"]
        dialog.place.choose_by_text("申请表（签字盖章）")
        settled(clerk)
        assert [one.name for one in dialog.list.files.files] == ["申请表（签字盖章）"]
        dialog.accept()

    clerk.in_dialog(opened, put, lambda: clerk.page.message.act(0))
    assert [(one.row, one.material) for one in kept(clerk)] == [("", "application_form")]
    assert "申请表（签字盖章）" in received(clerk)

    def two(dialog: MaterialFilesDialog) -> None:
        settled(clerk)
        assert [one.name for one in dialog.list.files.files] == ["申请表（签字盖章）", "未归类"]
        dialog.accept()

    picture = QMimeData()
    picture.setImageData(clerk.window.grab().toImage())
    QGuiApplication.clipboard().setMimeData(picture)
    clerk.page.achievements.table.setFocus()
    clerk.in_dialog(opened, two, lambda: clerk.ctrl(KEY.Key_V))
    clerk.page.awards.materials.dropped.emit(
        mime([tmp_path / "gone.pdf"]), clerk.page.awards.material_list()[1]
    )
    settled(clerk)
    assert clerk.page.message.sentence().startswith("gone.pdf：文件打不开")
    assert not clerk.page.awards.material_list()[1].received, "nothing came"
