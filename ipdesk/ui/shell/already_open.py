"""A second start whose first program does not answer: told, and waited for, but never opened beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QWidget

from ipdesk.paths import shown_path
from ipdesk.ui.shell.single_instance import SingleInstance, Turn
from ipdesk.ui.widgets import Dialog

_AGAIN = 300  # milliseconds


class AlreadyOpen(Dialog):
    """Says that the window is there somewhere; closes by itself once that answers, or has ended."""

    def __init__(self, instance: SingleInstance, data_dir: Path, parent: QWidget | None = None) -> None:
        tr = QCoreApplication.translate
        super().__init__(tr("AlreadyOpen", "已经打开了一个窗口"), tr("AlreadyOpen", "退出"), parent=parent)
        self.setWindowTitle(self.tr("知识产权资助受理"))
        self.turn = Turn.SILENT
        """What came of the waiting."""
        self._instance, self._again = instance, QTimer(self, interval=_AGAIN)
        for sentence in self._sentences(data_dir):
            self.add_sentence(sentence, "")
        self.refuse_button.hide()
        self._again.timeout.connect(self._look)
        self._again.start()

    def _sentences(self, data_dir: Path) -> Iterator[str]:
        yield self.tr("本程序已经在这台电脑上打开了这个数据文件夹，但现在没有应答，可能正在启动或者退出。")
        yield self.tr(
            "请稍等：它一应答，这里就自动关闭；它退出以后，这里接着打开。一直没有应答的，请先到任务栏找它的窗口，找不到的在任务管理器里结束它。"
        )
        yield self.tr("数据文件夹：{folder}").format(folder=shown_path(data_dir))

    def _look(self) -> None:
        try:
            self.turn = self._instance.look()
        except OSError:
            return  # the place of the lock is gone for the moment
        if self.turn is not Turn.SILENT:
            self.accept()


def has_turn(instance: SingleInstance, data_dir: Path) -> bool:
    """Say whether to open a window; otherwise the one that is there has been shown, or the clerk gave up."""
    turn = instance.begin()
    if turn is Turn.SILENT:
        waiting = AlreadyOpen(instance, data_dir)
        waiting.exec()
        turn = waiting.turn
        waiting.deleteLater()
    return turn is Turn.OPEN
