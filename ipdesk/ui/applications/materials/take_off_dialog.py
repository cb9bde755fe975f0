"""Why a file is taken off an application that was accepted."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ipdesk.models.commands import TakeOffFile
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import TextField


class TakeOffDialog(CommandDialog):
    """Asks for the reason; the file itself stays among those that were taken off."""

    def __init__(self, desk: Desk, application: int, file: int, named: str, parent: QWidget) -> None:
        title = parent.tr("取下材料文件")
        super().__init__(desk, title, parent.tr("取下"), lambda _: None, parent, columns=1)
        self._application, self._file = application, file
        self.add_sentence(named, "strong")
        self.add_sentence(self.tr("已经受理：文件不删除，和理由一起留在记录里，不再算作材料。"))
        self.reason = TextField()
        self.add("reason", self.tr("理由"), self.reason, hint=self.tr("如 扫成了另一件的申请表"))
        self.need("reason")
        self.reason.setFocus()

    def entered(self) -> TakeOffFile:
        """Return the command that takes the file off for the reason that was typed."""
        return TakeOffFile(application=self._application, file=self._file, reason=self.reason.text())
