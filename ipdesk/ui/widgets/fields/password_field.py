"""A line that shows nothing of what is typed."""

from PySide6.QtWidgets import QLineEdit, QWidget

from ipdesk.ui.widgets.fields.text_field import TextField


class PasswordField(TextField):
    """A password: dots in place of its letters, no input method, nothing to copy. Enter moves on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def take(self) -> str:
        """Return what was typed, and forget it."""
        typed = self.text()
        self.clear()
        return typed

    def _take_off_invisible(self) -> None:
        """Leave a password as it was typed."""
