"""What is shown once and never again: recovery codes, a password for once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget

from ipdesk.models.core.atomic_file import write_whole
from ipdesk.models.core.storage_faults import from_os_error
from ipdesk.ui.desk.exports import ask_file
from ipdesk.ui.desk.preferences import documents_folder
from ipdesk.ui.letters.pdf_output import AskPrinter, system_dialog
from ipdesk.ui.widgets import Button, Dialog, MessageLine, Text

AskFile = Callable[[QWidget, str, str], str]
"""Asks for a file: parent, title, proposed path; "" where the clerk gives up."""


class SecretDialog(Dialog):
    """Shows ``lines``, which stand nowhere else. They can be printed, and saved as text.

    Once something of that was done, or was said to be done, it closes.
    """

    def __init__(
        self,
        title: str,
        words: str,
        lines: tuple[str, ...],
        parent: QWidget,
        ask_printer: AskPrinter = system_dialog,
        ask_file: AskFile | None = None,
    ) -> None:
        super().__init__(title, _tr("已经收好"), parent=parent)
        self._ask_printer, self._ask_file = ask_printer, ask_file or _ask_file
        self.lines, self._words = lines, words
        self.message = MessageLine(framed=False)
        self.print_button = Button(_tr("打印…"), icon="printer", shortcut="Ctrl+P")
        self.save_button = Button(_tr("存为文本…"), icon="save", shortcut="Ctrl+S")
        self._fill()
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._save)
        self.print_button.setFocus()  # Enter does not close what stands nowhere else

    def _fill(self) -> None:
        self.refuse_button.hide()
        self.add_sentence(self._words, "")
        shown = Text("\n".join(self.lines), "strong")
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(shown)
        self.body.addWidget(self.message)
        for button in (self.save_button, self.print_button):
            self.add_left(button)

    def text(self) -> str:
        """Return everything as it is printed and saved."""
        return "\n".join((self.title.text(), "", self._words, "", *self.lines, ""))

    def _print(self) -> None:
        printer = self._ask_printer(self, self.title.text(), 1, False)
        if printer is not None:
            document = QTextDocument()
            document.setPlainText(self.text())
            document.print_(printer)
            self.message.say(_tr("已送去打印。"), icon="check")

    def _save(self) -> None:
        chosen = self._ask_file(
            self, self.save_button.text(), f"{documents_folder()}/{self.title.text()}.txt"
        )
        if not chosen:
            return
        try:
            write_whole(Path(chosen), self.text().encode("utf-8-sig"))
        except OSError as error:
            self.message.say(from_os_error(error).message)
            return
        self.message.say(_tr("已存为文本；印出以后请把文件删掉，或移到锁着的地方。"), icon="check")

    def reject(self) -> None:
        """Stay: what is shown is not to be had again."""


def codes_dialog(codes: tuple[str, ...], parent: QWidget) -> SecretDialog:
    """Return the dialog of new recovery codes."""
    words = _tr(
        "管理员忘记密码时，在登录窗口按 F8，用一个恢复码重设密码；每个只能用一次。"
        "请印出来锁好：关闭以后不能再看到，以前的恢复码都已作废。"
    )
    lines = tuple(f"{place}.　{code}" for place, code in enumerate(codes, 1))
    return SecretDialog(_tr("恢复码"), words, lines, parent)


def _ask_file(parent: QWidget, title: str, proposed: str) -> str:
    return str(ask_file(parent, title, Path(proposed), _tr("文本文件 (*.txt)")) or "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("SecretDialog", text)
