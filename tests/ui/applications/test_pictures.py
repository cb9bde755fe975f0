"""Pictures of a look-up by the window: pasted, dropped, chosen, refused in words, looked at in the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPdfWriter
from PySide6.QtWidgets import QFileDialog

from ipdesk.models import queries
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.pictures.dialog import PicturesDialog
from ipdesk.ui.applications.steps.review_dialog import ReviewDialog
from tests.models.desk import licence
from tests.models.handlers.steps.test_review import REVIEWING, take_up
from tests.ui.applications.test_review import look_fine
from tests.ui.applications.test_side_steps import in_dialog
from tests.ui.rig import Rig


def screenshot(colour: str = "steelblue") -> QImage:
    image = QImage(640, 360, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    painter = QPainter(image)
    painter.fillRect(0, 0, 320, 180, QColor("white"))
    painter.end()
    return image


def dropped(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def attach(dialog: PicturesDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Take three pictures, each its own way; return what was said of what is none."""
    said: list[str] = []
    dialog.paste_button.click()
    said.append(dialog.message.sentence())
    blank = QImage(639, 360, QImage.Format.Format_RGB32)
    blank.fill(QColor("white"))
    QGuiApplication.clipboard().setImage(blank)
    dialog.paste_button.click()
    said.append(dialog.message.sentence())
    QGuiApplication.clipboard().setImage(screenshot())
    dialog.paste_button.click()
    dialog.paste_button.click()
    said.append(dialog.message.sentence())
    paper, photo, torn = (tmp_path / name for name in ("张三身份证.pdf", "结果.jpg", "半张.png"))
    paper.write_bytes(b"%PDF-1.7")
    screenshot("red").save(str(photo))
    screenshot("green").save(str(torn))
    torn.write_bytes(torn.read_bytes()[:-20])
    for path in (paper, torn):
        dialog.take(dropped(path))
        said.append(dialog.message.sentence())
    dialog.take(dropped(photo))
    printed = tmp_path / "公告版面.pdf"
    writer = QPdfWriter(str(printed))
    painter = QPainter(writer)
    painter.drawText(100, 100, "notice")
    painter.end()
    dialog.take(dropped(printed))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(tmp_path / "没有.png")], ""))
    dialog.choose_button.click()
    said.append(dialog.message.sentence())
    assert dialog.model.rowCount() == 3, "the page of a PDF is one"
    dialog.accept()
    return said


def test_what_was_found_is_shown_by_pictures_and_looked_at_in_the_file(
    rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = rig.steps
    steps.accept(steps.draft(steps.register("甲精密电子有限公司"), licence()))
    take_up(steps, REVIEWING)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    said: list[str] = []

    def review(dialog: ReviewDialog) -> None:
        row = dialog.rows[2]
        in_dialog(PicturesDialog, lambda asked: said.extend(attach(asked, tmp_path, monkeypatch)))
        row.picture_button.click()
        assert row.picture_button.text() == "截图 3"
        look_fine(dialog)
        dialog.accept()
        rig.settle()

    in_dialog(ReviewDialog, review)
    page.list_bar.primary.click()
    rig.settle()
    assert [one[:9] for one in said] == [
        "剪贴板里没有图片，", "图片是空白的，没有", "这张图片已经有了。",
        "PDF 已损坏或者", "图片已损坏或者不完", "没有.png 读不",
    ]  # fmt: skip
    assert rig.state(1) == "reviewed"
    kept = [one for one in rig.desk.read(queries.application_detail, 1).checks if one.pictures]
    assert [one.form for one in kept[0].pictures] == ["png", "jpeg", "png"]
    page._open_drawer()
    rig.settle()
    [button] = page.drawer.checks.buttons
    assert button.text() == "看截图（3 张）"
    seen: list[int] = []

    def look(dialog: PicturesDialog) -> None:
        seen.append(dialog.model.rowCount())
        assert not dialog.paste_button.isVisible() and not dialog.shown.pixmap().isNull()
        dialog.accept()

    in_dialog(PicturesDialog, look)
    button.click()
    rig.settle()
    assert seen == [3]
    views = [entry for entry in rig.desk.read(queries.audit_entries) if entry.action == "view"]
    assert [(entry.record, entry.fields) for entry in views] == [("application 1", ("check_pictures",))]
    everywhere = [path.name for path in rig.desk.data_dir.rglob("*")] if rig.desk.data_dir else []
    assert not [name for name in everywhere if "张三" in name]
