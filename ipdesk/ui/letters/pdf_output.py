"""What is done with PDFs: the printer, the system's reader, files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.exports import Files, ask_file, file_name, file_names, only_expected
from ipdesk.ui.desk.tasks import Job, Lane
from ipdesk.ui.letters.file_places import file_text, folder_text
from ipdesk.ui.letters.reading_copies import ReadingCopies, remove_left

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from ipdesk.ui.letters.printing import PrintReport

AskPrinter = Callable[[QWidget, str, int, bool], "QPrinter | None"]
"""Asks for a printer for so many pages under a title; the last says whether to propose both sides."""

_SUBJECT = "letter"


def system_dialog(parent: QWidget, title: str, pages: int, both_sides: bool) -> QPrinter | None:
    """Show the printer dialog of the system; loaded with its first use, as it needs the printing system."""
    from ipdesk.ui.letters.printing import ask_printer

    return ask_printer(parent, title, pages, both_sides)


class PdfOutput(QObject):
    """Hands PDFs on. ``told`` says what became of it, with the name of an icon.

    ``progressed`` tells how many pages of how many are painted, ``finished`` that a printing is over.
    """

    told = Signal(str, str)
    progressed = Signal(int, int)
    finished = Signal()

    def __init__(self, desk: Desk, parent: QWidget, ask: AskPrinter = system_dialog) -> None:
        super().__init__(parent)
        self._desk, self._window, self._ask = desk, parent, ask
        self._job: Job | None = None
        self._copies = ReadingCopies()
        remove_left()

    # --- paper ---

    def print(self, pdf: bytes, title: str, both_sides: bool = False) -> bool:
        """Ask for the printer and print behind the window; say whether a printer was chosen.

        With ``both_sides`` that is proposed, whatever the printer does by default.
        """
        from ipdesk.documents.pdf.pictures import page_count

        printer = self._ask(self._window, title, page_count(pdf), both_sides)
        if printer is None:
            return False
        self._start(printer, pdf, title)
        return True

    def _start(self, printer: QPrinter, pdf: bytes, title: str) -> None:
        from ipdesk.ui.letters import printing

        paper = printing.paper_for(printer, pdf, title)
        into_file = printer.outputFormat() is printer.OutputFormat.PdfFormat
        self.told.emit(self.tr("正在送往打印机……"), "printer")
        file = printer.outputFileName() if into_file else ""

        def work(job: Job) -> PrintReport:
            with self._desk.exports.under_way([Path(file).parent] if file else []):
                return printing.send(printer, paper, job)

        self._job = self._desk.tasks.start(
            Lane.LONG,
            work,
            lambda report: self._printed(title, report, file),
            self._broken_off,
            self.progressed,
        )

    def stop(self) -> None:
        """Print no further page."""
        if self._job is not None:
            self._job.stop()

    def _printed(self, title: str, report: PrintReport, file: str) -> None:
        """Say what became of it; ``file`` is where it was printed to, "" for paper."""
        self.finished.emit()
        if report.refused:
            self._tell_failure(str(report.refused[0].error))
        elif report.cut_short:
            self.told.emit(self.tr("已停止打印，可以再按 F9 重印"), "warning")
        elif file:
            self.told.emit(self.tr("已存成文件：{file}").format(file=file_text(Path(file))), "check")
        else:
            self.told.emit(self.tr("已送往打印机：{title}").format(title=title), "check")

    def _tell_failure(self, reason: str) -> None:
        sentence = self.tr("没有打印成功。请看打印机是否开着、有没有纸，再按 F9 重印。")
        self.told.emit(f"{sentence}{reason and f'（{reason}）'}", "warning")

    def _broken_off(self, error: Exception) -> None:
        self.finished.emit()
        raise error

    # --- files ---

    def open_in_reader(self, pdf: bytes, title: str) -> None:
        """Open a copy in the system's PDF reader."""
        try:
            path = self._copies.put(file_name(title), pdf)
        except OSError:
            self.told.emit(self.tr("没有打开：临时文件夹写不进去，请腾出磁盘空间，或者另存 PDF。"), "warning")
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.told.emit(self.tr("这台电脑没有能打开 PDF 的程序，可以另存后拷到别处看。"), "warning")

    def ask_and_save(self, pdf: bytes, title: str) -> None:
        """Ask where to, and save one PDF there."""
        start = Path.home() / file_name(title)
        if path := ask_file(self._window, self.tr("另存 PDF"), start, self.tr("PDF 文件 (*.pdf)")):
            self.save(((path, pdf),))

    def ask_and_save_workbook(self, workbook: bytes, title: str) -> None:
        """Ask where to, and save a workbook there."""
        start = Path.home() / file_name(title, ".xlsx")
        kind = self.tr("Excel 工作簿 (*.xlsx)")
        if path := ask_file(self._window, self.tr("另存 Excel 表格"), start, kind):
            self.save(((path, workbook),))

    def ask_and_save_each(self, named: Sequence[tuple[str, bytes]]) -> None:
        """Ask for a folder, and save each PDF there under its title."""
        chosen = QFileDialog.getExistingDirectory(self._window, self.tr("选择存放的文件夹"), str(Path.home()))
        if chosen:
            names = file_names(title for title, _ in named)
            pdfs = (pdf for _, pdf in named)
            self.save(tuple((Path(chosen) / name, pdf) for name, pdf in zip(names, pdfs, strict=True)))

    def save(self, files: Files) -> None:
        """Write files behind the window, all or none, and say where they are."""
        where = file_text(files[0][0]) if len(files) == 1 else folder_text(files[0][0].parent)
        said = self.tr("已存 {count} 份：{where}").format(count=len(files), where=where)
        failed = only_expected(lambda sentence: self.told.emit(sentence, "warning"))
        self._desk.exports.start(
            _SUBJECT, lambda: (files, len(files)), lambda _: self.told.emit(said, "check"), failed
        )

    def copy(self, words: str, said: str) -> None:
        """Put the words of a paper on the clipboard once the log says so, and say that it is done."""

        def noted() -> None:
            QGuiApplication.clipboard().setText(words)
            self.told.emit(said, "check")

        refused = lambda error: self.told.emit(error.message, "warning")  # noqa: E731
        self._desk.views.take_along(_SUBJECT, 1, noted, refused)
