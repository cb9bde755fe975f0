"""The foot of the register: how much is listed, how far a list is read, and what can be done."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets import ActionBar, Button


class RegisterBar(ActionBar):
    """Buttons; while a list is read, progress and a button to cancel instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.progress, self.cancel = QProgressBar(), Button(self.tr("取消"), shortcut="Esc")
        self.export = Button(self.tr("导出 Excel…"), icon="export", shortcut="Ctrl+E")
        self.take_in = Button(self.tr("导入清单…"), "primary", icon="import", shortcut="Ctrl+O")
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(theme.grid(50))
        self.entitled = Button(self.tr("免申即享…"), icon="check-square", shortcut="Alt+M")
        self.template = Button(self.tr("填报模板…"), icon="file", shortcut="Alt+T")
        for widget in (self.progress, self.cancel, self.template, self.export, self.entitled, self.take_in):
            self.add(widget)
        self.set_running(False)

    def set_running(self, running: bool) -> None:
        """Show progress in place of the buttons, or the buttons again."""
        at_rest = (self.template, self.export, self.entitled, self.take_in)
        at_work = (self.progress, self.cancel)
        for widget in at_rest if running else at_work:  # first these: both at once would widen the window
            widget.hide()
        for widget in at_work if running else at_rest:
            widget.show()

    def show_progress(self, done: int, total: int) -> None:
        """Say how many rows are read of how many; a total of 0 says that the file is being opened."""
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        words = self.tr("已读 {done} / {total} 行") if total else self.tr("正在打开文件……")
        self.set_state(words.format(done=done, total=total), "clock")
