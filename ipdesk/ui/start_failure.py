"""When the database cannot be opened: said plainly, tried again, or left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.errors import StoreError
from ipdesk.paths import shown_path
from ipdesk.ui.widgets import Sheet, Text

T = TypeVar("T")


class StartFailure(Sheet):
    """The sentence of a StoreError with the folder it is about; accepting means to try again."""

    def __init__(self, error: StoreError, data_dir: Path, parent: QWidget | None = None) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            translate("StartFailure", "现在不能打开数据"), translate("StartFailure", "再试一次"),
            refuse=translate("StartFailure", "退出"), parent=parent,
        )  # fmt: skip
        self.setWindowTitle(self.tr("知识产权资助受理"))
        for text in (error.message, self.tr("数据文件夹：{folder}").format(folder=shown_path(data_dir))):
            words = Text(text)
            words.setWordWrap(True)
            self.body.addWidget(words)


def opened(open_store: Callable[[], T], data_dir: Path) -> tuple[bool, T | None]:
    """Open the store; tell what is wrong as long as it fails and the clerk wants to try again.

    Answers whether it failed for good, and what ``open_store`` has answered.
    """
    while True:
        try:
            return False, open_store()
        except StoreError as error:
            failure = StartFailure(error, data_dir)
            again = failure.exec()
            failure.deleteLater()
            if not again:
                return True, None
