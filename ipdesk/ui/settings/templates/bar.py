"""The foot of 文书模板: what can be done with the text in hand."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ipdesk.ui.widgets import ActionBar, Button


class TemplatesBar(ActionBar):
    """Buttons for the template in hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.restore_button = Button(self.tr("恢复自带模板…"), icon="archive", shortcut="Alt+R")
        self.undo_button = Button(self.tr("放弃改动…"), icon="undo", shortcut="Alt+U")
        self.check_button = Button(self.tr("检查"), icon="check", shortcut="F8")
        self.preview_button = Button(self.tr("预览"), icon="eye", shortcut="F9")
        self.save_button = Button(self.tr("存为本局模板"), "primary", icon="save", shortcut="Ctrl+S")
        for button in (
            self.restore_button, self.undo_button, self.check_button, self.preview_button, self.save_button,
        ):  # fmt: skip
            self.add(button)
        self.allow(own=False, changed=False)

    def allow(self, *, own: bool, changed: bool, busy: bool = False) -> None:
        """Let be done what the template in hand allows; nothing that writes while something is written."""
        self.restore_button.enable(own and not busy, self.tr("现在用的就是程序自带的模板"))
        self.undo_button.enable(changed and not busy, self.tr("没有改动"))
        self.save_button.enable(changed and not busy, self.tr("没有改动"))
