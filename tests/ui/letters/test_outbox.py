"""Letters handed on: both sides of the paper, files whole or not at all, names that every disk takes."""

import tempfile
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ipdesk.ui.letters.outbox import Outbox, file_name
from ipdesk.ui.letters.printing import PrintingFailed, a4_printer, hand_over, lp_command, paper_for
from tests.ui.rig import Rig


@pytest.mark.parametrize("name", ["甲" * 85, "甲" * 300, "a" * 400, "示例" * 60 + "。"])
def test_a_long_name_makes_a_file_name_that_every_disk_takes(name: str, tmp_path: Path) -> None:
    made = file_name(name)
    assert len(made.encode()) <= 255 and made.endswith(".pdf")
    (tmp_path / made).write_bytes(b"%PDF")


def told_by(rig: Rig, qtbot: QtBot) -> tuple[Outbox, list[str]]:
    parent = QWidget()
    qtbot.addWidget(parent)
    outbox, told = Outbox(rig.desk, parent), list[str]()
    outbox.told.connect(lambda said, _: told.append(said))
    return outbox, told


def test_a_pdf_that_cannot_be_saved_leaves_the_good_one_there(
    rig: Rig, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox, told = told_by(rig, qtbot)
    good = tmp_path / "letter.pdf"
    good.write_bytes(b"%PDF good")

    def full(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:3])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    outbox.save(((good, b"%PDF another"),))
    monkeypatch.undo()
    assert good.read_bytes() == b"%PDF good"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["letter.pdf"]
    assert "磁盘已满" in told[-1]


def test_a_temporary_folder_that_takes_nothing_is_told(
    rig: Rig, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox, told = told_by(rig, qtbot)
    monkeypatch.setattr(tempfile, "tempdir", "/proc/nowhere")
    outbox.open_in_reader(b"%PDF", "通知书")
    assert "没有打开" in told[-1]
    with pytest.raises(PrintingFailed):
        hand_over(["true"], b"%PDF")


@pytest.mark.parametrize(("both", "sides"), [(True, "two-sided-long-edge"), (False, "one-sided")])
def test_the_switch_for_both_sides_is_what_the_printer_is_told(
    rig: Rig, tmp_path: Path, both: bool, sides: str
) -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    document.save(str(tmp_path / "one.pdf"))
    document.close()
    printer = a4_printer("通知书")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    paper = paper_for(printer, (tmp_path / "one.pdf").read_bytes(), "通知书", both)
    assert f"sides={sides}" in lp_command(paper, "q", 1, printer.duplex())
