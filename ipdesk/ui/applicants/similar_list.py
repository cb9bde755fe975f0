"""Registered applicants that resemble the one being typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from ipdesk.models import queries
from ipdesk.models.parsing.applicant import is_personal
from ipdesk.models.parsing.masking import masked_identity
from ipdesk.models.records import Likeness, SimilarApplicant
from ipdesk.ui import theme
from ipdesk.ui.desk.debounce import Debounce
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.widgets import Button, ElidedText
from ipdesk.ui.widgets.base import column_in, discard, row_in

_PAUSE = 150  # ms
_MOST = 3


class SimilarList(QWidget):
    """A line for each applicant that has the same code or a like name; hidden while there is none."""

    chosen = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.exclude: int | None = None
        self._wanted = ("", "")
        self._lines: list[QWidget] = []
        self._column = column_in(self, 0)
        self._latest, self._asking = LatestRequest(desk, self), Debounce(self._ask, _PAUSE, self)
        self.hide()

    def look(self, name: str, identity: str) -> None:
        """Look, in a moment, for applicants like these."""
        self._wanted = (name, identity)
        self._latest.drop()
        self._asking.later()

    def forget(self) -> None:
        """Show nobody: another applicant is begun, whom nobody was looked up for yet."""
        self._latest.drop()
        self.show_found(())

    def _ask(self) -> None:
        if any(self._wanted):
            asked = (*self._wanted, self.exclude)
            self._latest.ask(queries.similar_applicants, *asked, done=self.show_found)
        else:
            self.show_found(())

    def show_found(self, found: tuple[SimilarApplicant, ...]) -> None:
        """Show what was found, the likest first."""
        discard(self._lines)
        self._lines = [self._line(one) for one in found[:_MOST]]
        for line in self._lines:
            self._column.addWidget(line)
        self.setVisible(bool(self._lines))

    def _text(self, found: SimilarApplicant) -> str:
        hit = found.applicant
        personal = is_personal(hit.kind, self._desk.words())
        parts = (hit.name, masked_identity(hit.identity, personal), hit.legal_representative)
        return f"{self._word(found.likeness)}：" + "　".join(part for part in parts if part)

    def _line(self, found: SimilarApplicant) -> QWidget:
        line, icon = QWidget(self), QLabel()
        icon.setPixmap(theme.pix("warning", theme.density().glyph, "ink", self.devicePixelRatioF()))
        use = Button(self.tr("就用这个"), "link")
        use.clicked.connect(lambda: self.chosen.emit(found.applicant.id))
        row = row_in(line, 2)
        row.addWidget(icon)
        row.addWidget(ElidedText(self._text(found)), 1)
        row.addWidget(use)
        return line

    def _word(self, likeness: Likeness) -> str:
        words = {
            Likeness.SAME_CODE: self.tr("代码相同，已经登记"),
            Likeness.SAME_NAME: self.tr("名称相同，已经登记"),
            Likeness.SIMILAR_NAME: self.tr("名称相近"),
        }
        return words[likeness]
