"""Opening a closed call again: why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.commands import ReopenCall
from ipdesk.models.records import Call
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import TextField


class ReopenDialog(CommandDialog):
    """Asks for the reason; what was published or settled already is refused in words."""

    def __init__(self, desk: Desk, call: Call, then: Callable[[Any], None], parent: QWidget) -> None:
        tr = QCoreApplication.translate
        title, act = tr("ReopenDialog", "重新打开批次　{title}"), tr("ReopenDialog", "重新打开")
        super().__init__(desk, title.format(title=call.title), act, then, parent, columns=1)
        self._call, self.reason = call, TextField()
        words = self.tr("重新打开后可以按它受理，到原定的截止时间为止；理由随批次保存。")
        self.add_sentence(words)
        self.add("reason", self.tr("理由"), self.reason, optional=False)
        self.reason.setFocus()

    def entered(self) -> ReopenCall:
        """Return the command that opens the call again for the reason that was typed."""
        return ReopenCall(call=self._call.id, reason=self.reason.text())
