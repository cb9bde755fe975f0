"""The roles of one person, to be ticked."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.core.roles import Role
from ipdesk.models.records import StaffMember
from ipdesk.ui.widgets import Dialog
from ipdesk.ui.widgets.check_box import CheckBox


class RolesDialog(Dialog):
    """One box for each role, with what it lets do. After acceptance ``roles`` are those to be held."""

    def __init__(self, member: StaffMember, parent: QWidget | None = None) -> None:
        title = _tr("{name} 的角色").format(name=member.name)
        super().__init__(title, _tr("确定"), parent=parent)
        self.boxes = {
            role: CheckBox(f"{role.label}　{_duty(role)}", role in member.roles, self) for role in Role
        }
        self.add_sentence(_tr("一人可以担任几个角色；空格键勾选。"))
        for box in self.boxes.values():
            self.body.addWidget(box)
        next(iter(self.boxes.values())).setFocus()

    @property
    def roles(self) -> frozenset[Role]:
        """Return what is ticked."""
        return frozenset(role for role, box in self.boxes.items() if box.isChecked())


def _duty(role: Role) -> str:
    """Return what the role lets somebody do."""
    return {
        Role.CLERK: _tr("登记申请人、录入、受理、制作文书"),
        Role.REVIEWER: _tr("初审、核查"),
        Role.APPROVER: _tr("审定"),
        Role.CASHIER: _tr("拨付"),
        Role.ADMINISTRATOR: _tr("单位、人员、编号、政策的设置"),
    }[role]


def _tr(text: str) -> str:
    return QCoreApplication.translate("RolesDialog", text)
