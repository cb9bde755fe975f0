"""When what goes out against or about somebody is approved inside 先批后办: shown with what it means."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.commands import ChangeAccess
from ipdesk.models.core.actor import Permission
from ipdesk.models.records import ApprovalOrder
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import Button, ChoiceField, Dialog, Field, Panel, Text, WrappingText


def meaning(order: ApprovalOrder) -> str:
    """Say what follows from a choice for whoever handles files."""
    return {
        ApprovalOrder.FIRST: _tr(
            "先填写、送审（只印处理事项审批表，申请件不变）；领导签批、登记签批以后，才能办理、印发文书。"
            "签批以后内容有变的，程序指出不同之处，重新送审。"
        ),
        ApprovalOrder.ALONG: _tr(
            "先办理，印发文书时一并印处理事项审批表；先送审批签字，再盖章、送达。没有审批表的，不能印发。"
        ),
        ApprovalOrder.NONE: _tr("在别的办公系统或者纸质单上审批，程序不印处理事项审批表，也不检查。"),
    }[order]


def matters() -> str:
    """Name what is approved."""
    return _tr(
        "不予受理、视为撤回、终止办理、拟追回、追回、催告、催领、逾期未领、告知和答复异议、公告送达、限制资助。"
    )


class ApprovalPanel(Panel):
    """Shows the choice in force, and lets an administrator make another."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(_tr("先批后办（处理事项审批）"), parent=parent)
        self._desk = desk
        self.order, self.told = Text(""), WrappingText("", "sub")
        self.change = Button(_tr("更改审批方式…"), "quiet", shortcut="Alt+G")
        self.body.addWidget(self.order)
        self.body.addWidget(self.told)
        self.body.addWidget(self.change)
        desk.guard(Permission.ADMINISTER, self.change)
        self.change.clicked.connect(self.ask)

    def refresh(self) -> None:
        """Read the choice anew."""
        order = self._desk.read(queries.access_settings).approval_order
        self.order.setText(order.label)
        self.told.setText(f"{meaning(order)}\n{_tr('适用：')}{matters()}")

    def ask(self) -> None:
        """Ask which it shall be."""
        settings = self._desk.read(queries.access_settings)
        dialog = ApprovalOrderDialog(settings.approval_order, self)
        if dialog.ask():
            wanted = replace(settings, approval_order=dialog.chosen)
            self._desk.run_later(self, ChangeAccess(settings=wanted), lambda _: self.refresh())


class ApprovalOrderDialog(Dialog):
    """Asks when papers are approved, and says what each choice means. ``chosen`` is the one wanted."""

    def __init__(self, order: ApprovalOrder, parent: QWidget) -> None:
        super().__init__(_tr("先批后办（处理事项审批）"), _tr("确定"), parent=parent)
        self.chosen = order
        self.order = ChoiceField([(one.value, one.label) for one in ApprovalOrder])
        self.add_sentence(_tr("适用：") + matters())
        self.body.addWidget(Field(_tr("审批方式"), self.order))
        self.told = self.add_sentence("", "")
        self.order.changed.connect(self._tell)
        self.order.set_key(order.value)
        self._tell(order.value)
        self.order.setFocus()

    def _tell(self, key: str) -> None:
        self.chosen = ApprovalOrder(key)
        self.told.setText(meaning(self.chosen))


def _tr(text: str) -> str:
    return QCoreApplication.translate("ApprovalPanel", text)
