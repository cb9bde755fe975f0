"""The foot of the recheck: how far it is, and what can be done with what was found."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets import ActionBar, Button


class RecheckBar(ActionBar):
    """Buttons; while it runs, progress and a button to cancel instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.progress, self.cancel = QProgressBar(), Button(self.tr("取消"), shortcut="Esc")
        self.back = Button(self.tr("返回政策"), shortcut="Esc")
        self.copy_button = Button(self.tr("复制"), icon="copy", shortcut="Ctrl+Shift+C")
        self.export_button = Button(self.tr("导出 Excel…"), icon="export", shortcut="Ctrl+E")
        self.start = Button(self.tr("开始核算"), "primary", icon="refresh", shortcut="F9")
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(theme.grid(50))
        for widget in (
            self.progress, self.cancel, self.back, self.copy_button, self.export_button, self.start
        ):  # fmt: skip
            self.add(widget)
        self.set_running(False)
        self.allow(False)

    def set_running(self, running: bool) -> None:
        """Show progress in place of the buttons, or the buttons again."""
        at_rest = (self.back, self.copy_button, self.export_button, self.start)
        at_work = (self.progress, self.cancel)
        for widget in at_rest if running else at_work:  # first these: both at once would widen the window
            widget.hide()
        for widget in at_work if running else at_rest:
            widget.show()

    def allow(self, rows: bool) -> None:
        """Let what was found be copied, where there is anything."""
        self.copy_button.enable(rows, self.tr("还没有核算结果"))
        self.export_button.enable(rows, self.tr("还没有核算结果"))

    def show_progress(self, done: int, total: int) -> None:
        """Say which number of applications is evaluated; a total of 0 says that they are being found."""
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        words = self.tr("已核算 {done} / {total} 份") if total else self.tr("正在查找申请件……")
        self.set_state(words.format(done=done, total=total), "clock")
