"""The words of a document for other programs: a letter on the clipboard, a form or table as a workbook."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ipdesk.documents.letters.issue import Progress
from ipdesk.ui.letters.letter_selection import LetterSelection
from ipdesk.ui.letters.pdf_jobs import PdfJobs
from ipdesk.ui.letters.pdf_output import PdfOutput


def take_words(chosen: LetterSelection, jobs: PdfJobs, output: PdfOutput) -> None:
    """Make the words of the one that is chosen behind the window, then copy them or ask where to save."""
    [name] = chosen.names()[:1]

    def made(words: str | bytes) -> None:
        if isinstance(words, bytes):
            output.ask_and_save_workbook(words, name)
            return
        output.copy(
            words, _tr("已复制标题、主送、正文、署名和日期，可以粘贴到公文系统；文号和红头由公文系统生成")
        )

    jobs.start(lambda tell: _made(chosen, tell), made, 1)


def _made(chosen: LetterSelection, tell: Progress) -> str | bytes:
    from ipdesk.documents.letters.layout import Letter

    words, void = chosen.words(tell)
    if isinstance(words, Letter):
        from ipdesk.documents.letters.layout import plain_text

        return plain_text(words)
    from ipdesk.documents.spreadsheets.sheet import sheet_workbook  # Excel: only when one is made

    return sheet_workbook(words, void=void)


def _tr(text: str) -> str:
    return QCoreApplication.translate("LetterWords", text)
