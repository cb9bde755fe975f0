"""What is changed in the office's particulars and not saved: rescued, and shown at the next start."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject

from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.settings.office_panel import OfficePanel

SECTION = "office"


class UnsavedOffice(QObject):
    """Watches the panel of the office."""

    def __init__(self, desk: Desk, panel: OfficePanel, parent: QObject) -> None:
        super().__init__(parent)
        self._panel = panel
        self._left = desk.rescue.found(SECTION)[-1:]
        desk.rescue.watch(SECTION, self._everything)
        panel.edited.connect(desk.rescue.note)

    def bring_back(self) -> bool:
        """Show what was left, over the office as it is kept; say whether there was anything."""
        left, self._left = self._left, []
        for typed in left:
            self._panel.show_typed(typed)
        return bool(left)

    def _everything(self) -> Iterator[object]:
        yield from self._left
        if self._panel.changed():
            yield self._panel.typed()
