"""What stands in a line that the keyboard comes to is typed over."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit


class SelectedWhole:
    """Mixed into every line edit, before its Qt class: the program brings the focus as Tab does.

    Qt selects all only for Tab and for shortcuts: else what was typed went before the old text.
    """

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the whole text where the program, not the mouse, leads to the field."""
        assert isinstance(self, QLineEdit)
        super().focusInEvent(event)  # type: ignore[misc]
        if event.reason() is Qt.FocusReason.OtherFocusReason:
            self.selectAll()
