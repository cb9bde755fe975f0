"""When the database cannot be opened: said plainly, tried again, or left."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.core.errors import OlderDatabase, StoreError
from ipdesk.paths import shown_path
from ipdesk.ui.widgets import Button, Dialog

T = TypeVar("T", covariant=True)


class StoreOpener(Protocol[T]):
    """Opens the store; ``use_older`` also where it lacks what was saved before."""

    def __call__(self, *, use_older: bool) -> T: ...  # noqa: D102


class StartFailure(Dialog):
    """The sentence of a StoreError with the folder it is about; accepting means to try again."""

    def __init__(self, error: StoreError, data_dir: Path, parent: QWidget | None = None) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            translate("StartFailure", "现在不能打开数据"), translate("StartFailure", "再试一次"),
            refuse=translate("StartFailure", "退出"), parent=parent,
        )  # fmt: skip
        self.setWindowTitle(self.tr("知识产权资助受理"))
        self.use_older = False
        """Whether the clerk has chosen to open it as it is."""
        self.add_sentence(error.message, "")
        if isinstance(error, OlderDatabase):
            self._offer_older()
        self.add_sentence(self.tr("数据文件夹：{folder}").format(folder=shown_path(data_dir)), "")

    def _offer_older(self) -> None:
        self.add_sentence(
            self.tr(
                "找不回来，或者本来就要用现在的样子：请先把整个数据文件夹另外复制一份，再点“仍然打开”，以后不再问。"
            ),
            "",
        )
        open_all_the_same = Button(self.tr("仍然打开"), shortcut="Alt+O")
        open_all_the_same.clicked.connect(self._accept_older)
        self.add_left(open_all_the_same)

    def _accept_older(self) -> None:
        self.use_older = True
        self.accept()


def open_or_report(open_store: StoreOpener[T], data_dir: Path) -> tuple[bool, T | None]:
    """Open the store; tell what is wrong as long as it fails and the clerk wants to try again.

    Answers whether it failed for good, and what ``open_store`` has answered.
    """
    use_older = False
    while True:
        try:
            return False, open_store(use_older=use_older)
        except StoreError as error:
            failure = StartFailure(error, data_dir)
            again, use_older = failure.exec(), failure.use_older
            failure.deleteLater()
            if not again:
                return True, None
