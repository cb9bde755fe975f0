"""Paper: pages painted for printers that take no PDF, and the command where there is CUPS."""

from __future__ import annotations

import datetime
import io
import sys
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from ipdesk.documents.pdf.file import Facts
from ipdesk.documents.typesetting.page_drawing import PageFile, PageLayout, PageRule, drawn
from ipdesk.ui.desk.tasks import Cancelled, Job
from ipdesk.ui.letters.pdf_output import file_name
from ipdesk.ui.letters.printing import (
    Paper,
    PrintingFailed,
    a4_printer,
    hand_over,
    lp_command,
    paint,
    paper_for,
)

MM = 72 / 25.4


def sample(pages: int = 3) -> bytes:
    """A PDF of A4 pages, each with a bar 30 mm from the top and 20 mm from the left."""
    kept = io.BytesIO()
    canvas = Canvas(kept, pagesize=(210 * MM, 297 * MM))
    for _ in range(pages):
        canvas.rect(20 * MM, (297 - 40) * MM, 100 * MM, 10 * MM, fill=1)
        canvas.showPage()
    canvas.save()
    return kept.getvalue()


def file_printer(path: Path, dpi: int = 100) -> QPrinter:
    printer = a4_printer("样稿")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(dpi)
    return printer


def job(work: Callable[[Job], object] = lambda _: None) -> Job:
    """Return a job as the window makes it, before it is begun."""
    return Job(work, None, None)


def test_pages_are_painted_in_number_size_and_place(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    printer = file_printer(path)
    paint(printer, paper_for(printer, sample(3), "样稿"), job())
    with pdfplumber.open(path) as document:
        assert len(document.pages) == 3
        for page in document.pages:
            assert (page.width, page.height) == (pytest.approx(595.3, abs=1), pytest.approx(841.9, abs=1))
        seen = document.pages[0].to_image(resolution=50.8).original.convert("L")  # two pixels a millimetre
    dark = [(x, y) for x in range(seen.width) for y in range(seen.height) if seen.getpixel((x, y)) < 128]
    left, top = min(x for x, _ in dark) / 2, min(y for _, y in dark) / 2
    right, bottom = max(x for x, _ in dark) / 2, max(y for _, y in dark) / 2
    assert (left, top, right, bottom) == tuple(pytest.approx(mm, abs=1) for mm in (20, 30, 120, 40))


def test_a_turned_page_is_painted_with_its_head_at_the_left(qtbot: QtBot, tmp_path: Path) -> None:
    path, file = tmp_path / "out.pdf", PageFile()
    head = PageRule(100 * MM, 200 * MM, 100 * MM, 5 * MM)  # 5 mm below the upper edge of 210 mm
    file.add([drawn(PageLayout(landscape=True, borders=[head]))])
    pdf = file.finish(Facts("表", "局", datetime.date(2026, 1, 5)))
    paint(file_printer(path), paper_for(file_printer(path), pdf, "表"), job())
    with pdfplumber.open(path) as document:
        (page,) = document.pages
        seen = page.to_image(resolution=50.8).original.convert("L")
    dark = [(x, y) for x in range(seen.width) for y in range(seen.height) if seen.getpixel((x, y)) < 128]
    assert (min(x for x, _ in dark) / 2, max(x for x, _ in dark) / 2) == (
        pytest.approx(5, abs=1),
        pytest.approx(10, abs=1),
    )


def test_only_the_pages_asked_for_are_painted(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    printer = file_printer(path)
    printer.setFromTo(2, 3)
    paper = paper_for(printer, sample(5), "样稿")
    assert (paper.first, paper.last) == (2, 3)
    paint(printer, paper, job())
    with pdfplumber.open(path) as document:
        assert len(document.pages) == 2


@pytest.mark.parametrize("end", [Job.stop, Job.cancel])
def test_painting_ends_before_the_next_page(qtbot: QtBot, tmp_path: Path, end: Callable[[Job], None]) -> None:
    done, running = list[int](), job()

    def press(page: int, total: int) -> None:
        done.append(page)
        if page == 1:
            end(running)

    running.progressed.connect(press, Qt.ConnectionType.DirectConnection)
    printer = file_printer(tmp_path / "out.pdf")
    if end is Job.stop:
        report = paint(printer, paper_for(printer, sample(4), "样稿"), running)
        assert [page.first for page in report.not_begun] == [2, 3, 4]
    else:
        with pytest.raises(Cancelled):
            paint(printer, paper_for(printer, sample(4), "样稿"), running)
    assert done == [0, 1]


@pytest.mark.qt_log_ignore("QPdfEngine|QPainter::begin|QPrinter::", extend=True)
def test_a_printer_that_cannot_begin_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    printer = file_printer(tmp_path / "no such folder" / "out.pdf")
    with pytest.raises(PrintingFailed):
        paint(printer, paper_for(printer, sample(1), "样稿"), job())


def test_the_queue_is_told_copies_sides_and_pages() -> None:
    both = QPrinter.DuplexMode.DuplexLongSide
    whole = lp_command(Paper(sample(3), "通知书", 1, 3), "二楼打印机", 2, both)
    part = lp_command(Paper(sample(3), "通知书", 2, 3), "二楼打印机", 1, QPrinter.DuplexMode.DuplexAuto)
    assert whole[:7] == ["lp", "-d", "二楼打印机", "-n", "2", "-t", "通知书"]
    assert "sides=two-sided-long-edge" in whole and "-P" not in whole
    assert part[part.index("-P") + 1] == "2-3"
    assert not any(word.startswith("sides=") for word in part), "the printer's own setting stands"


@pytest.mark.skipif(sys.platform == "win32", reason="a stand-in for lp that the shell of Linux runs")
def test_the_queue_is_handed_the_pdf_itself(tmp_path: Path) -> None:
    stand_in = tmp_path / "lp"
    stand_in.write_text('#!/bin/sh\ncp "$2" "$(dirname "$0")/taken.pdf"\n', encoding="utf-8")
    stand_in.chmod(0o755)
    pdf = sample(1)
    hand_over([str(stand_in)], pdf)
    assert (tmp_path / "taken.pdf").read_bytes() == pdf


@pytest.mark.skipif(sys.platform == "win32", reason="a stand-in for lp that the shell of Linux runs")
def test_what_the_queue_refuses_is_told_in_its_words(tmp_path: Path) -> None:
    stand_in = tmp_path / "lp"
    stand_in.write_text('#!/bin/sh\necho "no such destination" >&2\nexit 1\n', encoding="utf-8")
    stand_in.chmod(0o755)
    with pytest.raises(PrintingFailed, match="no such destination"):
        hand_over([str(stand_in)], sample(1))


def test_names_of_files_hold_nothing_a_system_refuses() -> None:
    assert file_name('示知资〔2024〕1号 甲/乙:"丙" ') == "示知资〔2024〕1号 甲_乙__丙_.pdf"
    assert file_name("///") == "___.pdf"
    assert file_name(" . ") == "_.pdf"
    assert file_name("con") == "_con.pdf" and file_name("甲\u202e乙") == "甲乙.pdf"
