"""Changing one's own password."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.core.changes import Changes
from ipdesk.models.core.errors import DeskError, InvalidInput
from ipdesk.models.records import Person
from ipdesk.ui.desk.desk import Desk, while_alive
from ipdesk.ui.desk.tasks import Lane
from ipdesk.ui.widgets import Dialog, Field
from ipdesk.ui.widgets.fields.text_field import PasswordField


class PasswordDialog(Dialog):
    """Asks for the password of who sits here and for another one; without one for the first."""

    def __init__(self, desk: Desk, person: Person, parent: QWidget, *, has_password: bool) -> None:
        super().__init__(_tr("改密码") if has_password else _tr("设密码"), _tr("确定"), parent=parent)
        self._desk, self._person = desk, person
        self.inputs = {name: PasswordField() for name in ("password", "new", "again")}
        words = {"password": _tr("现在的密码"), "new": _tr("新密码"), "again": _tr("再输一次")}
        self.fields = {name: Field(word, self.inputs[name]) for name, word in words.items()}
        self.fields["new"].set_hint(_tr("至少8个字符，不能有自己的姓名，也不能太常见"))
        for field in self.fields.values():
            self.body.addWidget(field)
        self.fields["password"].setVisible(has_password)
        self.inputs["again"].returnPressed.connect(self.accept)
        self.inputs["password" if has_password else "new"].setFocus()

    def accept(self) -> None:
        """Have the password changed behind the window; what is wrong is said in its place."""
        old, new, again = (edit.text() for edit in self.inputs.values())
        if new != again:
            self._mark("again", _tr("两次输入的新密码不一样"))
        elif self.accept_button.isEnabled():
            self.hold()
            sign_in, person = self._desk.sign_in(), self._person
            done, failed = while_alive(self, self._changed), while_alive(self, self._not_changed)
            self._desk.tasks.start(Lane.SAVING, lambda _: sign_in.change(person, old, new), done, failed)

    def _changed(self, changes: Changes) -> None:
        for edit in self.inputs.values():
            edit.clear()
        super().accept()
        self._desk.notify(changes)

    def _not_changed(self, error: Exception) -> None:
        self.release()
        if not isinstance(error, DeskError):
            raise error
        place = error.problems[0].field if isinstance(error, InvalidInput) else "password"
        self._mark(place if place in self.fields else "new", error.message)

    def _mark(self, name: str, sentence: str) -> None:
        self.fields[name].set_error(sentence)
        self.inputs[name].setFocus()
        self.inputs[name].selectAll()


def _tr(text: str) -> str:
    return QCoreApplication.translate("PasswordDialog", text)
