"""Who sits here: chosen from the top bar, remembered on this computer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.commands import AddPerson
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.errors import DeskError
from ipdesk.models.core.roles import Role
from ipdesk.models.records import Person
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.shell.frame import Shell
from ipdesk.ui.widgets import ChoiceField, Dialog, Field, TextField


class PersonDialog(Dialog):
    """A choice of names, and a line for a new one. After acceptance ``person`` sits here."""

    def __init__(self, desk: Desk, persons: Sequence[Person], now: Person | None, parent: QWidget) -> None:
        tr = QCoreApplication.translate
        super().__init__(tr("PersonDialog", "谁在使用"), tr("PersonDialog", "确定"), parent=parent)
        self._desk, self._persons = desk, {str(one.id): one for one in persons}
        self.person = now
        self.choice = ChoiceField([(key, one.name) for key, one in self._persons.items()])
        self.choice.set_key(str(now.id) if now else "")
        self.new = TextField()
        self.new_field = Field(self.tr("新同事的姓名"), self.new, optional=True)
        self.body.addWidget(Field(self.tr("姓名"), self.choice))
        self.body.addWidget(self.new_field)
        refusal = desk.refusal(Permission.ADMINISTER)
        self.new.setEnabled(not refusal)
        self.new_field.set_hint(refusal)
        self.choice.setFocus()

    def accept(self) -> None:
        """Add the colleague whose name was typed, else take who was chosen; without either, say so."""
        name = self.new.text().strip()
        if name:
            self._add(name)
            return
        self.person = self._persons.get(self.choice.key())
        if self.person is None:
            self.new_field.set_error(self.tr("请选择一位，或填写新同事的姓名"))
            return
        super().accept()

    def _add(self, name: str) -> None:
        self.hold()
        command = AddPerson(name=name, roles=frozenset({Role.CLERK}))  # more is ticked by hand
        self._desk.run_later(self, command, lambda added: self._added(Person(added, name)), self._not_added)

    def _added(self, person: Person) -> None:
        self.person = person
        super().accept()

    def _not_added(self, error: DeskError) -> None:
        self.new_field.set_error(error.message)
        self.release()


def seat(desk: Desk, person: Person | None, parent: QWidget) -> bool:
    """Let a person sit down, by its password where the office asks for one; say whether it does now.

    Without a person whoever signs in does.
    """
    if person is not None and not desk.read(queries.access_settings).asks_password:
        desk.set_person(person)
        return True
    return _sign_in(desk, person, parent)


def _sign_in(desk: Desk, person: Person | None, parent: QWidget) -> bool:
    from ipdesk.ui.shell.sign_in.dialog import SignInDialog

    refuse = QCoreApplication.translate("PersonSwitch", "取消")
    members = desk.read(queries.staff)
    dialog = SignInDialog(desk.sign_in(), desk.tasks, members, person, refuse=refuse, parent=parent)
    try:
        dialog.exec()
        if dialog.person is not None:
            desk.set_person(dialog.person)
        return dialog.person is not None
    finally:
        dialog.deleteLater()


class PersonSwitch(QObject):
    """Lets somebody else sit down: a click on the name in the top bar, or Ctrl+U."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(shell)
        self._desk, self._shell = desk, shell
        for widget in (shell.top.avatar, shell.top.person):
            widget.setCursor(Qt.CursorShape.PointingHandCursor)
            widget.setToolTip(self.tr("换人（Ctrl+U）"))
            widget.installEventFilter(self)
        QShortcut(QKeySequence("Ctrl+U"), shell).activated.connect(self.ask)
        desk.personChanged.connect(self._show)

    def _show(self, person: Person) -> None:
        self._shell.set_person(person.name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask who sits here when name or sign is clicked."""
        if event.type() == QEvent.Type.MouseButtonRelease:
            self.ask()
            return True
        return super().eventFilter(watched, event)

    def ask(self, now: Person | None = None) -> bool:
        """Ask who sits here; return whether somebody was chosen."""
        if self._desk.read(queries.access_settings).asks_password:
            return seat(self._desk, None, self._shell)
        persons = self._desk.read(queries.persons)
        sheet = PersonDialog(self._desk, persons, now or self._desk.person_or_none(), self._shell)
        chosen = bool(sheet.exec()) and sheet.person is not None
        if chosen and sheet.person is not None:
            self._desk.set_person(sheet.person)
        sheet.deleteLater()
        return chosen
