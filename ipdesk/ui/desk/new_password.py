"""A new password: typed twice, and checked before it goes anywhere."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ipdesk.models.services.passwords import password_fault
from ipdesk.ui.widgets import Field
from ipdesk.ui.widgets.fields.text_field import PasswordField


class NewPassword:
    """Two fields, ``new`` and ``again``, for whoever lays them out."""

    def __init__(self) -> None:
        self.inputs = {"new": PasswordField(), "again": PasswordField()}
        length = _tr("至少8个字符，不能有自己的姓名，也不能太常见")
        self.fields = {
            "new": Field(_tr("您自己的密码"), self.inputs["new"], hint=length),
            "again": Field(_tr("再输一次"), self.inputs["again"]),
        }
        for edit in self.inputs.values():
            edit.textEdited.connect(lambda _: self.clear_errors())

    def clear_errors(self) -> None:
        """Take back what was said of the fields."""
        for field in self.fields.values():
            field.set_error("")

    def show(self, shown: bool) -> None:
        """Let the fields be there or not."""
        for field in self.fields.values():
            field.setVisible(shown)

    def text(self) -> str:
        """Return the password as it was typed first."""
        return self.inputs["new"].text()

    def is_right(self, name: str) -> bool:
        """Say whether it can be the password of who is called so; what is wrong is said in its place."""
        self.clear_errors()
        if fault := password_fault(self.text(), name):
            return self._refuse("new", fault)
        return self.text() == self.inputs["again"].text() or self._refuse(
            "again", _tr("两次输入的密码不一样")
        )

    def _refuse(self, field: str, sentence: str) -> bool:
        self.fields[field].set_error(sentence)
        self.inputs[field].setFocus()
        return False


def _tr(text: str) -> str:
    return QCoreApplication.translate("NewPassword", text)
