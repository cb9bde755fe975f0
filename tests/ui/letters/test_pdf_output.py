"""Letters handed on: both sides of the paper, files whole or not at all, names that every disk takes."""

import tempfile
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from ipdesk.ui.letters.pdf_output import PdfOutput, file_name
from ipdesk.ui.letters.printing import (
    PrintingFailed,
    a4_printer,
    hand_over,
    propose_both_sides,
)
from tests import faults
from tests.ui.desk.test_exports import taken_along
from tests.ui.rig import Rig


@pytest.mark.parametrize("name", ["甲" * 85, "甲" * 300, "a" * 400, "示例" * 60 + "。"])
def test_a_long_name_makes_a_file_name_that_every_disk_takes(name: str, tmp_path: Path) -> None:
    made = file_name(name)
    assert len(made.encode()) <= 255 and made.endswith(".pdf")
    (tmp_path / made).write_bytes(b"%PDF")


def told_by(rig: Rig, qtbot: QtBot) -> tuple[PdfOutput, list[str]]:
    parent = QWidget()
    qtbot.addWidget(parent)
    output, told = PdfOutput(rig.desk, parent), list[str]()
    output.told.connect(lambda said, _: told.append(said))
    return output, told


def test_pdfs_of_which_one_cannot_be_saved_leave_the_good_one_there(
    rig: Rig, qtbot: QtBot, tmp_path: Path
) -> None:
    output, told = told_by(rig, qtbot)
    with faults.small_disk(tmp_path / "disk", "100k") as disk:
        good = disk / "letter.pdf"
        good.write_bytes(b"%PDF good")
        output.save(((good, b"%PDF another"), (disk / "long.pdf", b"%PDF" * 50_000)))
        rig.settle()
        assert good.read_bytes() == b"%PDF good"
        assert [one.name for one in disk.iterdir()] == ["letter.pdf"]
    assert "磁盘已满" in told[-1] and taken_along(rig) == []


def test_a_temporary_folder_that_takes_nothing_is_told(
    rig: Rig, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    output, told = told_by(rig, qtbot)
    monkeypatch.setattr(tempfile, "tempdir", "/proc/nowhere")
    output.open_in_reader(b"%PDF", "通知书")
    assert "没有打开" in told[-1]
    with pytest.raises(PrintingFailed):
        hand_over(["true"], b"%PDF")


@pytest.mark.parametrize("chosen", ["", "noDuplex", "duplexShort"])
def test_the_dialog_begins_with_both_sides_and_what_is_chosen_there_stays(qtbot: QtBot, chosen: str) -> None:
    dialog = QPrintDialog(a4_printer("通知书"))
    qtbot.addWidget(dialog)
    choices = {one.objectName(): one for one in dialog.findChildren(QRadioButton)}
    if "duplexLong" not in choices:
        pytest.skip("the dialog is the system's own")
    for name in ("noDuplex", "duplexLong", "duplexShort"):
        choices[name].setEnabled(True)  # as with a printer that can
    propose_both_sides(dialog)
    if chosen:
        choices[chosen].click()
    assert choices[chosen or "duplexLong"].isChecked()
