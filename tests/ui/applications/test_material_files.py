"""The files of an application: looked at page by page, put to materials, saved, taken off with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from ipdesk.models import commands, queries
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.materials.files_dialog import MaterialFilesDialog
from ipdesk.ui.applications.materials.opening import files_button
from ipdesk.ui.applications.materials.take_off_dialog import TakeOffDialog
from ipdesk.ui.awards.material_view import materials_of
from ipdesk.ui.desk.destinations import OpenApplication
from tests.actors import CLERK
from tests.models.desk import licence
from tests.models.parsing.test_pictures import png
from tests.specimens.drawing import pdf_of
from tests.specimens.papers import INVENTION, TRADEMARK, WORK
from tests.ui.rig import Rig, end

CTRL = Qt.KeyboardModifier.ControlModifier
RECEIVED = frozenset({"application_form", "contract_recordal"})


def accepted(rig: Rig) -> int:
    """Return an application with a PDF of four pages at its form, and what no one could open."""
    saved = rig.steps.draft(rig.steps.register("甲精密电子有限公司"), licence(received=RECEIVED))
    row = rig.store.read(queries.draft, saved.application).rows[0].id  # type: ignore[union-attr]
    for content, place in (
        (pdf_of(INVENTION, TRADEMARK, WORK), {"material": "application_form"}),
        (b"%PDF-1.7 torn", {"row": row, "material": "contract_recordal"}),
    ):
        attach = commands.AttachFile(application=saved.application, content=content, **place)
        rig.store.run(attach, CLERK)
    rig.steps.accept(saved)
    return saved.application


def names(dialog: MaterialFilesDialog) -> list[str]:
    return [one.name for one in dialog.list.files.files]


def sides(image: QImage) -> tuple[int, int]:
    """Return width and height of a page, which tell whether it lies on its side."""
    return image.width(), image.height()


def files_of(rig: Rig, application: int) -> MaterialFilesDialog:
    """Return the dialog with an application's files, in sight."""
    detail = rig.store.read(queries.application_detail, application)
    needed = materials_of(detail, rig.steps.policy)
    dialog = MaterialFilesDialog(
        rig.desk, application, detail.application.number, needed, rig.window, accepted=True
    )
    dialog.show()
    rig.settle()
    return dialog


def test_files_are_looked_at_by_keys(rig: Rig, data_dir: Path) -> None:
    application = accepted(rig)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    rig.desk.open(OpenApplication(application))
    rig.settle()
    page.drawer.show_tab(2)
    assert page.drawer.files.button.text() == "材料文件 2…"
    asked = rig.answer()
    rig.press(Qt.Key.Key_F, modifier=Qt.KeyboardModifier.AltModifier)
    assert asked().startswith("材料文件　2024-0001")
    dialog = files_of(rig, application)
    assert names(dialog) == ["申请表（签字盖章）", "合同备案或登记证明复印件"]
    assert dialog.pages.text() == "第 1 页，共 4 页"
    assert dialog.list.files.without_image() == [2], "what is torn has no picture"
    upright = sides(dialog.view.page())
    assert upright[0] < upright[1]
    QTest.keyClick(dialog, Qt.Key.Key_R, CTRL)
    assert sides(dialog.view.page()) == upright[::-1]
    QTest.keyClick(dialog, Qt.Key.Key_PageDown)
    rig.settle()
    assert dialog.pages.text() == "第 2 页，共 4 页"
    wide = dialog.view.widget().width()
    QTest.keyClick(dialog, Qt.Key.Key_Equal, CTRL)
    assert dialog.view.widget().width() > wide
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    rig.settle()
    assert "打不开" in dialog.view.sentence()
    logged = rig.store.read(queries.audit_entries)
    assert any(one.action == "view" and one.fields == ("material_files",) for one in logged)
    end(dialog)


def test_files_are_put_to_materials_saved_and_taken_off_with_a_reason(
    rig: Rig, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = accepted(rig)
    dialog = files_of(rig, application)
    photo = tmp_path / "甲公司 张三 440203199001011234.png"
    photo.write_bytes(png(300, 200))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo)), QUrl.fromLocalFile(str(tmp_path / "gone.pdf"))])
    left = Qt.MouseButton.LeftButton
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, Qt.KeyboardModifier.NoModifier)
    dialog.dropEvent(drop)
    rig.settle()
    assert dialog.message.sentence() == "gone.pdf：文件打不开，可能正被别的程序占用，或者磁盘已经拔出。"
    assert names(dialog)[-1] == "未归类"
    assert dialog.list.current() == dialog.list.files.files[-1], "the newest is in hand"
    dialog.place.choose_by_text("申请表（签字盖章）")
    rig.settle()
    assert names(dialog)[:2] == ["申请表（签字盖章）　之1", "申请表（签字盖章）　之2"]
    target = tmp_path / "copy.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    dialog.list.select_row(1)
    dialog.save()
    rig.settle()
    assert target.read_bytes() == photo.read_bytes()
    logged = [one.fields for one in rig.store.read(queries.audit_entries) if one.action == "export"]
    assert logged == [("material_files", "rows:1")]
    assert "440203199001011234" not in repr(rig.store.read(queries.attached_files, application))
    asked: list[TakeOffDialog] = []
    rig._when_asked(lambda: asked.append(give_reason(rig)))
    QTest.keyClick(dialog, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    rig.settle()
    assert names(dialog)[0] == "申请表（签字盖章）"
    struck = dialog.list.files.files[-1]
    assert struck.name == "申请表（签字盖章）" and struck.lines[0].startswith(
        "已取下：扫成了另一件的申请表　陈晓敏"
    )
    dialog.list.select_row(len(names(dialog)) - 1)
    assert not dialog.off_button.isEnabled() and dialog.save_button.isEnabled()
    gone = rig.store.read(queries.attached_files, application)[-1]
    assert (gone.removed_why, gone.removed_by) == ("扫成了另一件的申请表", "陈晓敏")
    end(dialog)


def give_reason(rig: Rig) -> TakeOffDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TakeOffDialog)
    dialog.accept()  # without one it stays
    assert dialog.isVisible()
    rig.type(dialog.reason, "扫成了另一件的申请表")
    dialog.accept()
    return dialog


def test_who_reviews_looks_at_the_files_and_changes_none(rig: Rig, data_dir: Path) -> None:
    application = accepted(rig)
    detail = rig.store.read(queries.application_detail, application)
    dialog = MaterialFilesDialog(rig.desk, application, "", (), rig.window, accepted=True, fixed=True)
    dialog.show()
    rig.settle()
    assert names(dialog) == ["申请表（签字盖章）", "合同备案或登记证明复印件"]
    shown = (dialog.add_button, dialog.off_button, dialog.place_field, dialog.save_button)
    assert [one.isVisible() for one in shown] == [False, False, False, True]
    assert files_button(rig.desk, detail, dialog).text() == "材料文件 2…"
    end(dialog)
