"""Who works at the desk, with which roles, and who sits here now."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipdesk.models import queries
from ipdesk.models.commands import AddPerson, SetInService, SetRoles
from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.errors import DeskError
from ipdesk.models.core.roles import ALL_ROLES, Role, role_labels
from ipdesk.models.records import Person, StaffMember
from ipdesk.ui import theme
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.settings.access import AccessActions
from ipdesk.ui.settings.roles_dialog import RolesDialog
from ipdesk.ui.widgets import (
    GLYPH_ROLE,
    Button,
    Column,
    DeskTable,
    Field,
    MessageLine,
    Panel,
    TextField,
    confirm,
)


class PeoplePanel(Panel):
    """The people; Enter or a double click lets one sit here (``seated``), a name adds one.

    Only an administrator changes anything: the buttons say so to everybody else.
    """

    seated = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("人员"), "F3", flush=True, parent=parent)
        self._desk, self._latest = desk, LatestRequest(desk, self)
        self._members: tuple[StaffMember, ...] = ()
        self._new = 0  # who was added, to be selected with the next reading
        self.table = DeskTable(self._columns())
        self._model = QStandardItemModel(0, 3, self)
        self.name, self.add_button = TextField(), Button(self.tr("添加"), shortcut="Alt+A")
        self.roles_button = Button(self.tr("角色…"), "quiet", shortcut="Alt+R")
        self.service_button = Button(self.tr("停用"), "quiet", shortcut="Alt+K")
        self.password_button = Button(self.tr("密码…"), "quiet", shortcut="Alt+M")
        self.access_button = Button(self.tr("登录和分工…"), "quiet", shortcut="Alt+L")
        self.access = AccessActions(desk, self)
        self.field = Field(self.tr("新同事的姓名"), self.name)
        self.message = MessageLine(framed=False)
        self._foot, self._line, self._beside = QVBoxLayout(), QHBoxLayout(), QVBoxLayout()
        self._lay_out()
        self._listen()
        theme.follow(self._restyle_foot)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("姓名"), "key", ems=5),
            Column(self.tr("角色"), ems=8, stretch=True),
            Column(self.tr("现在"), "sub", ems=5),
        )

    def _lay_out(self) -> None:
        for button in (self.roles_button, self.service_button, self.password_button, self.access_button):
            self.add_head(button)
        self.table.setModel(self._model)
        self.table.setAccessibleName(self.tr("人员"))
        self.table.set_hint(self.tr("选中后按 Enter，换这位同事使用"))
        self._lay_out_foot()
        self.body.addWidget(self.message)
        self.body.addLayout(self._foot)  # above the list: below it the page may be screens high
        self.body.addWidget(self.table, 1)

    def _lay_out_foot(self) -> None:
        self._line.addWidget(self.field, 1)
        self._beside.addWidget(self.add_button)
        self._beside.addStretch(1)
        self._line.addLayout(self._beside)
        self._foot.addLayout(self._line)

    def _listen(self) -> None:
        self.table.opened.connect(self._seat)
        self.table.moved.connect(lambda _: self._offer())
        self.name.returnPressed.connect(self._add)
        self.add_button.clicked.connect(self._add)
        self.roles_button.clicked.connect(self._ask_roles)
        self.service_button.clicked.connect(self._turn_service)
        self.password_button.clicked.connect(self._ask_password)
        self.access_button.clicked.connect(self.access.ask)
        self.access.refused.connect(lambda sentence: self.message.say(sentence))
        self._desk.permissionsChanged.connect(self._offer)
        self._desk.guard(
            Permission.ADMINISTER, self.add_button, self.roles_button, self.service_button, self.access_button
        )

    def _restyle_foot(self) -> None:
        pad = theme.density().pad
        self._foot.setContentsMargins(pad, theme.grid(2), pad, theme.grid(2))
        self._line.setSpacing(theme.grid(2))
        label = self.field.label.sizeHint().height() + theme.density().label_gap
        self._beside.setContentsMargins(0, label, 0, 0)  # the button stands beside the input, not the label

    # --- who there is ---

    def refresh(self) -> None:
        """Read again, behind the window."""
        self._latest.ask(queries.staff, done=self._show)

    def _show(self, members: tuple[StaffMember, ...]) -> None:
        row, here = self.table.current_row(), self._desk.person_or_none()
        row = next((place for place, one in enumerate(members) if one.id == self._new), row)
        self._new = 0
        self._members = members
        self._model.setRowCount(0)
        for member in members:
            now = self._now(member, here)
            self._model.appendRow([QStandardItem(member.name), QStandardItem(self._roles(member)), now])
        self.table.select_row(row)
        self._offer()

    def _now(self, member: StaffMember, here: Person | None) -> QStandardItem:
        """Say whether somebody sits here now, or works here no more."""
        now = QStandardItem(self.tr("正在使用") if member.person == here else "")
        if member.person == here:
            now.setData("check", GLYPH_ROLE)
        elif not member.in_service:
            now.setText(self.tr("已停用"))
        return now

    def _roles(self, member: StaffMember) -> str:
        if member.roles == ALL_ROLES:
            return self.tr("全部角色")
        return role_labels(member.roles) or self.tr("无，只能查看")

    def current(self) -> StaffMember | None:
        """Return the person that the buttons act on, None where the list stands on nobody."""
        row = self.table.current_row()
        return self._members[row] if 0 <= row < len(self._members) else None

    def _offer(self) -> None:
        member = self.current()
        self.roles_button.enable(member is not None and member.in_service, self.tr("已经停用"))
        self.service_button.enable(member is not None, self.tr("先选中一位"))
        own = member is not None and member.person == self._desk.person_or_none()
        self.password_button.enable(member is not None and member.in_service, self.tr("已经停用"))
        self.password_button.set_refusal("" if own else self._desk.refusal(Permission.ADMINISTER))
        retired = member is not None and not member.in_service
        self.service_button.set_text(self.tr("恢复") if retired else self.tr("停用"))

    def _seat(self, row: int) -> None:
        if self._members[row].in_service:
            self.seated.emit(self._members[row].person)

    # --- what is changed ---

    def _ask_roles(self) -> None:
        member = self.current()
        if member is None:
            return
        dialog = RolesDialog(member, self)
        if dialog.ask():
            self._change(SetRoles(person=member.id, roles=dialog.roles))

    def _ask_password(self) -> None:
        if (member := self.current()) is not None:
            self.message.clear()
            self.access.ask_password(member)

    def _turn_service(self) -> None:
        member = self.current()
        if member is None:
            return
        title, accept = self.tr("停用 {name}").format(name=member.name), self.tr("停用")
        words = self.tr("停用后不能再以这个姓名办理；以前办理的记录都保留，以后可以恢复。")
        if not member.in_service or confirm(self, title, words, accept):
            self._change(SetInService(person=member.id, in_service=not member.in_service))

    def _change(self, command: Command[None]) -> None:
        self.message.clear()
        self._desk.run_later(self, command, failed=lambda error: self.message.say(error.message))

    def _add(self) -> None:
        name = self.name.text().strip()
        if not name:
            self.field.set_error(self.tr("先填写姓名"))
        elif self.add_button.isEnabled():
            self.add_button.setEnabled(False)
            self.message.clear()
            command = AddPerson(name=name, roles=frozenset({Role.CLERK}))
            self._desk.run_later(self, command, lambda new: self._added(new, name), self._not_added)

    def _added(self, new: int, name: str) -> None:
        """Show who was added, and empty the line for the next name, unless that one stands there already."""
        self.add_button.setEnabled(True)
        self._new = new
        self.refresh()
        said = self.tr("已添加 {name}，角色是受理员；还办理别的，用“角色…”勾选。").format(name=name)
        if self._desk.read(queries.access_settings).asks_password:
            said += self.tr("登录的一次性密码用“密码…”给。")
        self.message.say(said, icon="check")
        if self.name.text().strip() == name:
            self.name.clear()

    def _not_added(self, error: DeskError) -> None:
        self.add_button.setEnabled(True)
        self.field.set_error(error.message)
        self.name.setFocus()
