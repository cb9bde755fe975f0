"""The foot of the policies: what happened, and what can be done with the policy in hand."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ipdesk.ui.policies.rows import PolicyRow
from ipdesk.ui.widgets import ActionBar, Button


class PoliciesBar(ActionBar):
    """Buttons for the policy in hand, and for the files of the office."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row_now: PolicyRow | None = None
        self._busy = False
        self.recheck_button = Button(self.tr("重新核算…"), icon="refresh", shortcut="F8")
        # Beside the text that it is about: six buttons would not let the window be narrow.
        self.wording_button = Button(self.tr("条款原文…"), "quiet", shortcut="Alt+Y")
        self.former_button = Button(self.tr("以前的文件…"), icon="archive", shortcut="Alt+B")
        self.remove_button = Button(self.tr("删除…"), icon="trash", shortcut="Alt+D")
        self.export_button = Button(self.tr("导出…"), icon="export", shortcut="Ctrl+E")
        self.import_button = Button(self.tr("导入…"), "primary", icon="import", shortcut="Ctrl+O")
        for button in (
            self.recheck_button, self.former_button, self.remove_button, self.export_button,
            self.import_button,
        ):  # fmt: skip
            self.add(button)
        self.allow(None)

    def allow(self, row: PolicyRow | None) -> None:
        """Let be done what the policy in hand allows."""
        self._row_now = row
        self.export_button.enable(
            row is not None and row.policy is not None, self.tr("这个文件不能使用，不能导出")
        )
        used = row is not None and row.policy is not None and row.in_use
        self.wording_button.enable(used, self.tr("这个文件没有在用"))
        own = row is not None and row.own is not None and not self._busy
        self.remove_button.enable(own, self.tr("程序自带的政策不能删除"))
        self.import_button.setEnabled(not self._busy)
        self.former_button.setEnabled(not self._busy)

    def set_busy(self, busy: bool) -> None:
        """Hold what writes while something is being written."""
        self._busy = busy
        self.allow(self._row_now)
