"""Which papers came along with an objection: a box for each that its kind of objector has to bring."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.public_notices.objections import PAPERS
from ipdesk.models.records import Objector
from ipdesk.ui.widgets import CheckBox, TickField
from ipdesk.ui.widgets.base import row_in


class ObjectionPapers(TickField):
    """The papers by their ids. What they lack, as ``say`` is told, stands below them once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.papers: dict[str, CheckBox] = {}
        self._said, self._row = "", row_in(self, 4)
        self._row.addStretch(1)

    def show_papers(self, objector: Objector) -> None:
        """Offer the papers that a kind of objector has to bring along, none ticked."""
        self.papers = {paper: CheckBox(word) for paper, word in PAPERS[objector].items()}
        for place, box in enumerate(self.papers.values()):
            self._row.insertWidget(place, box)
        self.put_boxes(self.papers.values())
        self.tell()

    def given(self) -> frozenset[str]:
        """Return the ids of what came along."""
        return frozenset(paper for paper, box in self.papers.items() if box.isChecked())

    def say(self, lacking: str) -> None:
        """Say what is lacking, or that nothing is."""
        whole = QCoreApplication.translate("ObjectionPapers", "材料齐全，受理后要在期限内答复")
        self._said = lacking or whole
        self.hintChanged.emit(self._said)

    def hint(self) -> str:
        """Return what was said of them."""
        return self._said
