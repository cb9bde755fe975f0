"""What has to be known of an application and its applicant beside its course: lines under its name."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipdesk.models.applications.bars import bar_text
from ipdesk.models.records import ApplicationDetail
from ipdesk.ui import theme
from ipdesk.ui.widgets import Text


class Remarks(QWidget):
    """Sentences, one below the other; not there while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.grid(1))
        self._lines: list[Text] = []
        self.hide()

    def show_remarks(self, remarks: Iterable[str]) -> None:
        """Show other sentences."""
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = [self._line(said) for said in remarks]
        self.setVisible(bool(self._lines))

    def _line(self, said: str) -> Text:
        line = Text(said)
        line.setWordWrap(True)
        self._box.addWidget(line)
        return line

    def texts(self) -> list[str]:
        """Return what is said."""
        return [line.text() for line in self._lines]


def remarks_of(detail: ApplicationDetail, today: datetime.date) -> Iterator[str]:
    """Yield what is to be known of an application: bars on its applicant, and who does not act on it."""
    passed = {one.bar: one for one in detail.passed_bars}
    for bar in detail.bars:
        if bar.holds_on(today) or bar.id in passed:
            yield _tr("限制资助　{bar}").format(bar=bar_text(bar))
        if one := passed.get(bar.id):
            yield _tr("仍予办理　{reason}　{by}　{day}").format(
                reason=one.reason, by=one.by, day=one.on.isoformat()
            )
    for recusal in detail.recusals:
        yield _tr("回避　{name}（{relation}）").format(name=recusal.person.name, relation=recusal.relation)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Remarks", text)
