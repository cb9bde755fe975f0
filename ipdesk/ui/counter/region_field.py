"""A field for a country or region: its two letters, or its Chinese name."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QWidget

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

    def _picked(self, text: str) -> None:
        self.setText(text.split(" ")[0])

    def region(self) -> str:
        """Return the name of the country or region, nothing where it has none here."""
        return self._names.get(self.text().strip().upper(), "")

    def _tidy(self) -> None:
        """Turn a picked line, a name or small letters into the two capitals."""
        text = self.text().strip()
        code = text.split(" ")[0].upper()
        by_name = next((key for key, name in self._names.items() if name == text), "")
        if by_name or code in self._names:
            self.setText(by_name or code)
