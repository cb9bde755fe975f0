"""A field for a country or region: its two letters, or its Chinese name."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QWidget

from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.parsing.values.regions import read_region
from ipdesk.rules.core.plain_text import blank
from ipdesk.ui.widgets import TextField


class RegionField(TextField):
    """Two letters such as CN or US; part of a name finds them too."""

    def __init__(self, names: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__("", "CN", parent)
        self._names = names
        completer = QCompleter(
            QStringListModel([f"{code} {name}" for code, name in names.items()], self), self
        )
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.popup().setObjectName("popup")
        completer.activated.connect(self._picked)
        self.setCompleter(completer)
        self.editingFinished.connect(self._tidy)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write the region's full form when the field is left, not when its own list opens."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:  # of its own list
            self._tidy()

    def _picked(self, text: str) -> None:
        self.setText(text.split(" ")[0])

    def region(self) -> str:
        """Return the name of the country or region, or its code; nothing for no such one."""
        code = self._code()
        return self._names.get(code, code)

    def _tidy(self) -> None:
        """Turn whatever is understood (美国, uk, CHN, a picked line) into the two capitals."""
        code = self._code()
        if code and code != self.text():
            self.setText(code)

    def _code(self) -> str:
        if blank(self.text()):
            return ""
        try:
            return read_region(self.text(), self._names, "")
        except Unreadable:
            return ""
