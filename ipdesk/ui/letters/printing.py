"""To the printer: the system's dialog, then the PDF itself where CUPS takes it, else pages as pictures."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QTransform
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QRadioButton, QWidget

from ipdesk.documents.pdf.pictures import page_count, page_image
from ipdesk.models.core.atomic_file import SHARED, write_whole
from ipdesk.models.core.changes import Outcome
from ipdesk.models.core.report import Done, Refused, Report, RunningJob, run_each
from ipdesk.models.parsing.personal_data import without_numbers_of_people
from ipdesk.ui.desk.page_pictures import picture
from ipdesk.ui.letters.reading_copies import copy_for_a_while

SHARPEST = 600  # dpi; a page is then 140 MB while it is drawn
PATIENCE = 60  # seconds that the printing system may take to accept a job


class PrintingFailed(Exception):
    """The printing system refused; as a text it is what it said, empty where it said nothing."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What goes to the printer: the PDF, a name for the queue, and the pages wanted (from 1, both ends)."""

    pdf: bytes
    title: str
    first: int
    last: int

    def pages(self) -> tuple[Paper, ...]:
        """Return the same as pages of their own."""
        return tuple(replace(self, first=page, last=page) for page in range(self.first, self.last + 1))


PrintReport = Report[Paper, None, PrintingFailed]
"""What came of each page, or of all where they go to the printer as one."""


def a4_printer(title: str) -> QPrinter:
    """Return a printer set to A4 without margins of its own: those of the letter are in its pages."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    size = QPageSize(QPageSize.PageSizeId.A4)
    printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    printer.setFullPage(True)
    printer.setDocName(without_numbers_of_people(title))
    return printer


def ask_printer(parent: QWidget, title: str, pages: int, both_sides: bool) -> QPrinter | None:
    """Show the system's printer dialog; return the printer as chosen, None when the clerk gave up.

    With ``both_sides`` that is what the dialog proposes; what is chosen there counts.
    """
    printer = a4_printer(title)
    if both_sides:
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    dialog = QPrintDialog(printer, parent)
    if both_sides:
        propose_both_sides(dialog)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, pages)
    try:
        return printer if dialog.exec() == int(QDialog.DialogCode.Accepted) else None
    finally:
        dialog.deleteLater()


def propose_both_sides(dialog: QPrintDialog) -> None:
    """Choose both sides in Qt's own dialog, which begins with the printer's default whatever was set before.

    It stays chosen when another printer is. The dialogs of Windows and macOS begin with what was set.
    """
    choice = dialog.findChild(QRadioButton, "duplexLong")
    if choice is not None:
        if choice.isEnabled():
            choice.setChecked(True)
        choice.clicked.emit()


def paper_for(printer: QPrinter, pdf: bytes, title: str) -> Paper:
    """Return what shall be printed, with the range chosen in the dialog."""
    count = page_count(pdf)
    first, last = printer.fromPage() or 1, min(printer.toPage() or count, count)
    return Paper(pdf, without_numbers_of_people(title), first, last)


def send(printer: QPrinter, paper: Paper, job: RunningJob) -> PrintReport:
    """Print (on the worker): to a file, through CUPS, or page by page as pictures.

    Only between pictures is the job asked whether to stop, and told how many pages are done.
    """
    try:
        if printer.outputFormat() is QPrinter.OutputFormat.PdfFormat and _is_whole(paper):
            _write(Path(printer.outputFileName()), paper.pdf)
        elif takes_pdf(printer):
            queue, copies = printer.printerName(), printer.copyCount()
            hand_over(lp_command(paper, queue, copies, printer.duplex()), paper.pdf)
        else:
            return paint(printer, paper, job)
    except PrintingFailed as error:
        return Report((Refused(paper, error),))
    return Report((Done(paper, None),))


def _is_whole(paper: Paper) -> bool:
    return paper.first == 1 and paper.last == page_count(paper.pdf)


def _write(path: Path, pdf: bytes) -> None:
    try:
        write_whole(path, pdf, SHARED)
    except OSError as error:
        raise PrintingFailed("") from error


# --- the PDF itself, where there is CUPS ---


def takes_pdf(printer: QPrinter) -> bool:
    """Say whether a printer is one of CUPS, which prints a PDF better and smaller than pictures of it."""
    native = printer.outputFormat() is QPrinter.OutputFormat.NativeFormat
    return native and sys.platform != "win32" and bool(printer.printerName()) and bool(shutil.which("lp"))


def lp_command(paper: Paper, queue: str, copies: int, duplex: QPrinter.DuplexMode) -> list[str]:
    """Return the command that puts a PDF into a queue with what was chosen in the dialog."""
    sides = {
        QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
        QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
        QPrinter.DuplexMode.DuplexNone: "one-sided",
    }.get(duplex)
    command = ["lp", "-d", queue, "-n", str(copies), "-t", paper.title]
    command += ["-o", "media=A4", "-o", "print-scaling=none"]
    command += ["-o", f"sides={sides}"] if sides else []
    command += [] if _is_whole(paper) else ["-P", f"{paper.first}-{paper.last}"]
    return command


def hand_over(command: list[str], pdf: bytes) -> None:
    """Run ``lp`` with the PDF; it has its own copy when it returns. Raises PrintingFailed."""
    try:
        with copy_for_a_while("letter.pdf", pdf) as path:
            subprocess.run([*command, "--", str(path)], check=True, capture_output=True, timeout=PATIENCE)
    except subprocess.CalledProcessError as error:
        raise PrintingFailed(error.stderr.decode(errors="replace").strip()) from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PrintingFailed("") from error


# --- pages as pictures ---


def _painter_on(printer: QPrinter) -> QPainter:
    painter = QPainter()
    if not painter.begin(printer):
        raise PrintingFailed(printer.printerName() or printer.outputFileName())
    return painter


def paint(printer: QPrinter, paper: Paper, job: RunningJob) -> PrintReport:
    """Paint pages at the resolution of the printer; where not all are painted nothing is printed.

    Raises PrintingFailed where the printer takes no page at all, and what the job raises to end.
    """
    painter = _painter_on(printer)

    def painted(page: Paper) -> Outcome[None]:
        if page.first != paper.first and not printer.newPage():
            raise PrintingFailed(printer.printerName())
        _paint_page(painter, printer, page)
        return Outcome(None)

    whole = False
    try:
        report = run_each(job, paper.pages(), painted, (PrintingFailed,), go_on=False)
        whole = len(report.values) == len(report.rows)
        return report
    finally:
        if not whole:
            printer.abort()
        painter.end()


def _paint_page(painter: QPainter, printer: QPrinter, page: Paper) -> None:
    image = picture(page_image(page.pdf, page.first - 1, min(printer.resolution(), SHARPEST)))
    whole = printer.paperRect(QPrinter.Unit.DevicePixel)
    if (image.width() > image.height()) != (whole.width() > whole.height()):
        image = image.transformed(QTransform().rotate(-90))  # its head at the left, where sheets are bound
    painter.drawImage(QRectF(0, 0, whole.width(), whole.height()), image)
