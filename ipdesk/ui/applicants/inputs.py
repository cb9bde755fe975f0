"""The inputs of the applicant's form; town and industry offer what is known as somebody types, or by ↓."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter

from ipdesk.models import queries
from ipdesk.models.parsing.values.industries import find_industries, industries
from ipdesk.models.records import APPLICANT_TEXTS
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.widgets import TextField

_MOST = 50  # industries in the list; who sees so many goes on typing


def applicant_inputs(desk: Desk) -> dict[str, TextField]:
    """Make the input of each text of an applicant, by its field."""
    own = {"town": lambda: TownField(desk), "industry": IndustryField}
    return {name: own.get(name, TextField)() for name in APPLICANT_TEXTS}


class OfferingField(TextField):
    """A line with a list below it of what it may mean. ``offers`` are refreshed by ``_refresh``."""

    def __init__(self) -> None:
        super().__init__()
        self.offers = QStringListModel(self)
        completer = QCompleter(self.offers, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.popup().setObjectName("popup")
        self.setCompleter(completer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list by ↓."""
        completer = self.completer()
        if event.key() == Qt.Key.Key_Down and not completer.popup().isVisible():
            completer.setCompletionPrefix(self.text().strip())
            completer.complete()
            event.accept()
        else:
            super().keyPressEvent(event)


class TownField(OfferingField):
    """A town 镇街, freely typed; those of other applicants are offered, so that each has one writing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._latest = LatestRequest(desk, self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Read which towns are in use, unless the list comes back from its own popup."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._latest.ask(queries.known_towns, done=self._show_known)

    def _show_known(self, towns: tuple[str, ...]) -> None:
        self.offers.setStringList(list(towns))


class IndustryField(OfferingField):
    """An industry by its code, words of its name, or their pinyin or initials (zscq finds 知识产权服务)."""

    def __init__(self) -> None:
        super().__init__()
        self.completer().setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.textEdited.connect(self._look)
        self.setPlaceholderText(self.tr("代码、名称或拼音首字母，如 ylyq"))

    def _look(self, text: str) -> None:
        names = industries()
        self.offers.setStringList([f"{code} {names[code]}" for code in find_industries(text, _MOST)])
