"""Keys for buttons that do not write them: tabs."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton


def press_by(button: QAbstractButton, key: str) -> None:
    """Let a key press a button while it is in sight, and say so in its tool tip.

    A shortcut of the button itself would be lost with the next text it is given.
    """
    QShortcut(QKeySequence(key), button).activated.connect(button.click)
    button.setToolTip(key)
    button.setAccessibleDescription(key)
