"""The letter as it will lie on the table, drawn behind the window; or why it cannot be printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QWidget

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.documents.pdf.pictures import page_count, pages_with
from ipdesk.models.core.errors import DeskError
from ipdesk.ui.desk.debounce import Debounce
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.letters.pages_view import PagesView, pictures
from ipdesk.ui.widgets import Button, EmptyState, Panel, Way

Making = Callable[[], bytes]
PAUSE = 80  # ms until a new size is drawn again
WORDS, PAGES = range(2)

_ACCOUNT = re.compile("账号[:：]?[0-9]")


def personal_pages(pdf: bytes, shows: frozenset[str]) -> frozenset[int]:
    """Return the pages on which such values stand: of an account alone those that have its number."""
    if shows == {"account"}:
        return pages_with(pdf, _ACCOUNT)
    return frozenset(range(page_count(pdf))) if shows else frozenset()


@dataclass(frozen=True, slots=True)
class DrawnPdf:
    """A PDF, its pages at a resolution, and on which of them personal values stand whole."""

    pdf: bytes
    pages: tuple[QImage, ...]
    personal: frozenset[int] = frozenset()


class Preview(Panel):
    """Shows what ``making`` gives. ``ready`` tells that it can be printed, ``refused`` why it cannot.

    ``seen`` tells that a page with personal values is in sight.
    """

    ready = Signal()
    refused = Signal(str)
    seen = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("预览"), "F4", flush=True, parent=parent)
        self._desk = desk
        self._latest = LatestRequest(desk, self)
        self._pdf, self._error = b"", ""
        self._making: Making | None = None
        self._kind, self._personal = "", frozenset[int]()
        self.pages, self.words = PagesView(), EmptyState("")
        self.whole = Button(self.tr("整页"), "quiet", shortcut="Ctrl+0")
        self.whole.setCheckable(True)
        self._stack, self._sharpening = QStackedWidget(), Debounce(self._sharpen, PAUSE, self)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        self.pages.setAccessibleName(self.tr("文书预览"))
        self.add_head(self.whole)
        for widget in (self.words, self.pages):
            self._stack.addWidget(widget)
        self.body.addWidget(self._stack)

    def _listen(self) -> None:
        self.whole.toggled.connect(self._show_whole)
        self.pages.sharpnessWanted.connect(lambda _: self._sharpening.later())
        self.pages.scrolled.connect(self._tell_seen)

    def _show_whole(self, whole: bool) -> None:
        self.whole.set_text(self.tr("页宽") if whole else self.tr("整页"))
        self.pages.show_whole(whole)

    def pdf(self) -> bytes:
        """Return the PDF on show, empty for none."""
        return self._pdf

    def error(self) -> str:
        """Return why there is nothing to print, or nothing."""
        return self._error

    def clear(self, sentence: str, *ways: Way) -> None:
        """Show nothing but a sentence, and what can be done about it."""
        self._latest.drop()
        self._pdf, self._error, self._making = b"", "", None
        self._personal = frozenset()
        self.note.setText("")
        self.words.set_sentence(sentence, *ways)
        self._stack.setCurrentIndex(WORDS)
        self.whole.enable(False, self.tr("还没有可看的文书"))

    def show_letter(self, making: Making, kind: str = "") -> None:
        """Make a letter behind the window and show it; the old one stays in sight until then.

        ``kind`` is the id of the kind of document, which says what personal values may stand whole in it.
        """
        self._making, self._kind, dpi = making, kind, self.pages.dpi()
        shows = DOCUMENTS[kind].kind.shows if kind in DOCUMENTS else frozenset()

        def drawn() -> DrawnPdf:
            pdf = making()
            return DrawnPdf(pdf, pictures(pdf, dpi), personal_pages(pdf, shows))

        self._latest.do(drawn, self._show, self._refuse)

    def _show(self, drawn: DrawnPdf) -> None:
        fresh = drawn.pdf != self._pdf
        self._pdf, self._error = drawn.pdf, ""
        self._making, self._personal = (lambda: drawn.pdf), drawn.personal
        self.pages.show_pages(drawn.pages)
        if fresh:
            self.pages.verticalScrollBar().setValue(0)
        self.note.setText(self.tr("共 {count} 页").format(count=len(drawn.pages)))
        self._stack.setCurrentIndex(PAGES)
        self.whole.enable(True, "")
        self.ready.emit()
        self._tell_seen()

    def _tell_seen(self) -> None:
        if self._personal.intersection(self.pages.pages_in_sight()):
            self.seen.emit()

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, DeskError | DocumentError):
            raise error
        self.clear(error.message, *self._desk.ways_out(error))
        self._error = error.message
        self.refused.emit(error.message)

    def _sharpen(self) -> None:
        if self._making is not None:
            self.show_letter(self._making, self._kind)
