"""Papers that came in 来文, in the drawer, and those that must have come although nobody wrote them down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipdesk.models.records import IncomingDetails, IncomingPaper
from ipdesk.ui import theme
from ipdesk.ui.widgets import Text
from ipdesk.ui.widgets.base import discard


class IncomingLines(QWidget):
    """The papers of an application that came in, by their day; not there where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, theme.grid(4), 0, 0)
        self._box.setSpacing(theme.grid(1))
        self.head = Text("", "strong")
        self._box.addWidget(self.head)
        self.lines: list[Text] = []
        self.hide()

    def show_papers(self, papers: Sequence[IncomingPaper], lacking: Sequence[IncomingDetails]) -> None:
        """Show other papers, those that lack their record first."""
        discard(self.lines)
        self.head.setText(self.tr("来文，共 {count} 份").format(count=len(papers) + len(lacking)))
        missing = self.tr("{paper}　还没有登记（其他办理 › 登记来文）")
        self.lines = [self._line(missing.format(paper=self._named(one)), "") for one in lacking]
        self.lines += [self._line(self._told(one.details), "sub") for one in papers]
        self.setVisible(bool(self.lines))

    def _named(self, paper: IncomingDetails) -> str:
        return f"{paper.title}　{paper.sender}"

    def _told(self, paper: IncomingDetails) -> str:
        """Return all that is known of a paper, in one line."""
        pages = self.tr("{count} 页").format(count=paper.sheets.pages) if paper.sheets.pages else ""
        form = self.tr("复印件") if paper.sheets.is_copy else ""
        parts = (self._named(paper), paper.number, paper.day.isoformat(), pages, form)
        return "　".join(filter(None, parts))

    def _line(self, said: str, role: str) -> Text:
        line = Text(said, role)
        line.setWordWrap(True)
        self._box.addWidget(line)
        return line
