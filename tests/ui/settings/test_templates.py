"""文书模板 in the settings: changed, checked, looked at, saved as the own one and given up again."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipdesk.documents.letters.office_templates.state import EDITABLE
from ipdesk.models import queries
from ipdesk.ui.desk.rescue import Rescue
from ipdesk.ui.settings import SettingsPage
from ipdesk.ui.settings.page import TEMPLATES
from ipdesk.ui.settings.templates import TemplatesView
from ipdesk.ui.settings.templates.editor import TemplateEditor
from tests.ui.rig import Rig

pytestmark = pytest.mark.usefixtures("own_window")  # what is written by hand lies in the folder

RECEIPT = "acceptance_receipt"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def folder(data_dir: Path) -> Path:
    return data_dir / "letters"


def shown(rig: Rig) -> SettingsPage:
    made = SettingsPage(rig.desk)
    rig.show(settings=made)
    made.show_tab(TEMPLATES)
    rig.settle()
    return made


def choose(view: TemplatesView, rig: Rig, kind: str) -> None:
    kinds = [state.document.kind.id for state in view.list.states]
    view.list.table.select_row(kinds.index(kind))
    rig.settle()


def words_of(view: TemplatesView, kind: str) -> str:
    row = [state.document.kind.id for state in view.list.states].index(kind)
    return view.list._model.item(row, 1).text()


def put(view: TemplatesView, rig: Rig, before: str, after: str) -> None:
    """Type over a part of the text in hand."""
    found = view.editor.document().find(before)
    assert not found.isNull()
    found.insertText(after)
    rig.settle()


def test_a_template_is_changed_checked_saved_and_given_up(rig: Rig, folder: Path) -> None:
    page = shown(rig)
    view = page.templates
    assert [state.document.kind.id for state in view.list.states] == [*EDITABLE]
    choose(view, rig, RECEIPT)
    assert view.preview.pages.page_count() == 1 and not view.bar.save_button.isEnabled()
    assert "{clerk}" in view.names.toPlainText()

    put(view, rig, "{clerk}", "{nobody}")
    rig.press(Qt.Key.Key_S, view.editor, CONTROL)
    assert "有 1 处问题，没有保存" in view.bar.state() and not folder.exists()
    line = view.editor.textCursor().blockNumber() + 1
    assert view.editor.faults == {line} and "{nobody}" in view.editor.textCursor().block().text()
    assert (
        f"第 {line} 行" in view.findings.toPlainText() and "“{nobody}”不认识" in view.findings.toPlainText()
    )

    put(view, rig, "{counted}", "{count}")
    for name in ("{count}", "{nobody}", "{count}"):  # checked, on to the next, and round to the first again
        rig.press(Qt.Key.Key_F8, view.editor)
        assert name in view.editor.textCursor().block().text()
    put(view, rig, "{count}", "{counted}")
    put(view, rig, "{nobody}", "{clerk}（窗口）")
    assert words_of(view, RECEIPT) == "有改动" and "受理回执" in page.unsaved()
    rig.press(Qt.Key.Key_F8, view.editor)
    assert view.bar.state() == "检查通过，可以存为本局模板" and not view.findings.isVisible()
    before = view.preview.pdf()
    rig.press(Qt.Key.Key_F9, view.editor)
    assert view.preview.pdf() != before and not folder.exists()

    rig.press(Qt.Key.Key_S, view.editor, CONTROL)
    assert "{clerk}（窗口）" in (folder / f"{RECEIPT}.yaml").read_text(encoding="utf-8")
    assert words_of(view, RECEIPT) == "本局" and page.unsaved() == ""
    said = rig.answer()
    view.bar.restore_button.click()
    rig.settle()
    assert "已经印发的不变" in said()
    assert not (folder / f"{RECEIPT}.yaml").exists() and words_of(view, RECEIPT) == "自带"
    entries = rig.store.read(queries.audit_entries)
    assert [one.action for one in entries][:2] == ["restore_template", "save_template"]


def test_what_is_typed_stays_and_a_file_laid_there_by_hand_is_seen(rig: Rig, folder: Path) -> None:
    folder.mkdir()
    (folder / f"{RECEIPT}.yaml").write_text('title: 回执\nbody:\n  - text: "{old_name}"\n', encoding="utf-8")
    page = shown(rig)
    view = page.templates
    assert view.list.current().document.kind.id == RECEIPT  # what is refused comes first
    assert words_of(view, RECEIPT) == "不能用" and "“受理回执”模板不能用" in view.message.sentence()
    assert view.editor.faults == {3} and "“{old_name}”不认识" in view.findings.toPlainText()

    choose(view, rig, "inquiry")
    put(view, rig, "title:", "# 本局改过\ntitle:")
    choose(view, rig, RECEIPT)
    put(view, rig, "{old_name}", "收到{addressee}的材料。")
    choose(view, rig, "inquiry")
    assert "# 本局改过" in view.editor.text()
    said = rig.answer()
    view.bar.undo_button.click()
    rig.settle()
    assert "不能恢复" in said() and "# 本局改过" not in view.editor.text()

    choose(view, rig, RECEIPT)
    (folder / f"{RECEIPT}.yaml").write_text("title: 手改的回执\nbody:\n  - text: 已收。\n", encoding="utf-8")
    rig.press(Qt.Key.Key_S, view.editor, CONTROL)
    assert "另一处改过" in view.message.sentence()
    assert "手改的回执" in (folder / f"{RECEIPT}.yaml").read_text(encoding="utf-8")
    rig.press(Qt.Key.Key_F12, view.editor)
    assert "收到{addressee}的材料。" in (folder / f"{RECEIPT}.yaml").read_text(encoding="utf-8")
    assert any("手改的回执" in path.read_text(encoding="utf-8") for path in (folder / "former").iterdir())


def test_a_text_that_was_not_saved_is_found_again_after_a_crash(rig: Rig, folder: Path) -> None:
    view = shown(rig).templates
    choose(view, rig, RECEIPT)
    put(view, rig, "title:", "# 改了一半\ntitle:")
    assert rig.desk.rescue.keep_now()
    rig.desk.rescue.close()  # as when the program was killed
    rig.desk.rescue = Rescue(rig.tasks, rig.desk.data_dir)
    again = TemplatesView(rig.desk)
    again.refresh()
    rig.settle()
    assert "受理回执" in again.message.sentence() and words_of(again, RECEIPT) == "有改动"
    choose(again, rig, RECEIPT)
    assert "# 改了一半" in again.editor.text()
    again.deleteLater()


def test_enter_keeps_the_indent(qtbot: QtBot) -> None:
    editor = TemplateEditor("模板")
    qtbot.addWidget(editor)
    editor.show_text("body:\n  - text: 一")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "body:\n  - text: 一\n  "
