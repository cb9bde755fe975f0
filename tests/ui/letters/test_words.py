"""The words of a document for other programs: a letter on the clipboard, a form as a workbook."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from ipdesk.documents.letters.issue import Request, issue
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.models import queries
from ipdesk.ui.letters.letter_selection import sources_of
from ipdesk.ui.letters.lists import ISSUED
from tests.actors import CLERK
from tests.ui.letters.test_letters import PrinterTray, confirmed, issued, page_on
from tests.ui.rig import Rig

KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def tray(tmp_path: Path) -> PrinterTray:
    return PrinterTray(tmp_path)


def test_a_letter_is_copied_before_and_after_it_is_issued(rig: Rig, tray: PrinterTray) -> None:
    application = confirmed(rig, "甲精密电子有限公司")
    page = page_on(rig, tray)
    assert page.foot.words.text() == "复制正文"
    rig.press(Qt.Key.Key_C, modifier=KEYS)
    rig.settle()
    draft = QGuiApplication.clipboard().text()
    assert draft.split("\n")[1] == "甲精密电子有限公司：" and "公文系统" in page.foot.state()
    issued(rig, application)
    page.refresh()
    page.lists.choose(ISSUED)
    rig.settle()
    QGuiApplication.clipboard().clear()
    rig.press(Qt.Key.Key_C, modifier=KEYS)
    rig.settle()
    assert QGuiApplication.clipboard().text() == draft


def test_a_form_is_saved_as_a_workbook(
    rig: Rig, tray: PrinterTray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = confirmed(rig, "甲精密电子有限公司")
    issue(sources_of(rig.desk), Request(DOCUMENTS["approval_form"], application, rig.clock.today), CLERK)
    page = page_on(rig, tray)
    page.lists.choose(ISSUED)
    rig.settle()
    asked = list[str]()
    monkeypatch.setattr(
        QFileDialog,
        "getSaveFileName",
        lambda _, __, start, ___: (asked.append(start) or str(tmp_path / "审批表"), ""),
    )
    assert page.foot.words.text() == "另存 Excel"
    rig.press(Qt.Key.Key_C, modifier=KEYS)
    rig.settle()
    assert asked[0].endswith("资金审核审批表 甲精密电子有限公司.xlsx")
    saved = load_workbook(io.BytesIO((tmp_path / "审批表.xlsx").read_bytes())).active
    assert saved is not None
    assert any(cell.value == 8000 for row in saved.iter_rows() for cell in row)
    assert "export" in [entry.action for entry in rig.desk.read(queries.audit_entries)]
