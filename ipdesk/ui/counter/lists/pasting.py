"""Takes a part of a worksheet from the clipboard and fills in the rows that somebody agreed to."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from ipdesk.models.core.errors import DeskError
from ipdesk.models.lists.list_sheet import ListSheet
from ipdesk.models.lists.table import pasted_list, read_table
from ipdesk.models.parsing.text.lines import is_table
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.ui.counter.achievements.panel import AchievementsPanel
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.counter.lists.on_file import on_file_texts
from ipdesk.ui.counter.lists.row_filling import RowFilling, counter_rows, head_button
from ipdesk.ui.desk.desk import Desk, while_alive
from ipdesk.ui.desk.preferences import documents_folder
from ipdesk.ui.desk.tasks import Lane
from ipdesk.ui.widgets import MessageLine
from ipdesk.ui.widgets.fields.paper_files import list_files

_ABOUT = "pasted_rows"


class RowPasting(QObject):
    """Stands beside the counter; ``button`` pastes, and so does Ctrl+V where no field has the keyboard."""

    def __init__(
        self,
        desk: Desk,
        draft: ApplicationDraft,
        achievements: AchievementsPanel,
        message: MessageLine,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._desk, self._draft, self._message, self._page = desk, draft, message, page
        self._on_file = partial(on_file_texts, desk, draft)
        self._filling = RowFilling(draft, achievements)
        self.button = head_button(_tr("粘贴表格"), "clipboard", "Alt+V")
        self.dialog: QDialog | None = None
        achievements.add_head(self.button)
        self.button.clicked.connect(self.paste)
        for told in (draft.fileChanged, draft.loaded):
            told.connect(lambda: self.button.setVisible(not draft.read_only()))
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a table that is pasted where no field wants it, and a file with one that is dropped."""
        if isinstance(event, QDragEnterEvent | QDropEvent) and not self._draft.read_only():
            return self._dropped(event)
        pasted = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Paste)
        wanted = pasted and not self._draft.read_only() and self._has_list()
        if wanted and event.type() == QEvent.Type.KeyPress:
            self.paste()
        return wanted

    def _has_list(self) -> bool:
        clipboard = QGuiApplication.clipboard()
        return bool(list_files(clipboard.mimeData())) or is_table(clipboard.text())

    def _dropped(self, event: QDragEnterEvent | QDropEvent) -> bool:
        paths = list_files(event.mimeData())
        if paths:
            event.acceptProposedAction()
        if paths and event.type() == QEvent.Type.Drop:
            self.take_file(paths[0])
        return bool(paths)

    def paste(self) -> None:
        """Show what is on the clipboard, a table or a file with one, and fill in what is agreed."""
        if paths := list_files(QGuiApplication.clipboard().mimeData()):
            self.take_file(paths[0])
        else:
            self._preview(pasted_list(QGuiApplication.clipboard().text()))

    def choose(self) -> None:
        """Ask for a file with a list."""
        kinds = _tr("清单 (*.xlsx *.xls *.csv)")
        chosen, _ = QFileDialog.getOpenFileName(self._page, _tr("选清单"), documents_folder(), kinds)
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, path: Path) -> None:
        """Read a file behind the window, and show the first list in it."""
        self._message.say(_tr("正在读 {name}……").format(name=path.name), icon="clock", about=_ABOUT)
        done = while_alive(self, self._preview_file)
        failed = self._desk.error_handler(self, lambda error: self._message.say(error.message, about=_ABOUT))
        self._desk.tasks.start(Lane.LONG, lambda _: first_list(path), done, failed)

    def _preview_file(self, sheet: ListSheet) -> None:
        if not self._draft.read_only():
            self._preview(sheet)

    def _preview(self, sheet: ListSheet) -> None:
        from ipdesk.ui.counter.lists.dialog import PastedRowsDialog

        self._message.clear(_ABOUT)
        try:
            dialog = PastedRowsDialog(sheet, counter_rows(self._draft), self._on_file, self._page)
        except Unreadable as error:
            self._message.say(str(error), (_tr("选文件"), self.choose), about=_ABOUT)
            return
        self.dialog = dialog
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._filling.go_on(self._filling.put(dialog.chosen(), _tr("已从表格填入 {count} 项成果")))
        self.dialog = None
        dialog.deleteLater()


class UnreadFile(DeskError):
    """A file in which there is no list; the message is the Chinese sentence."""


def first_list(path: Path) -> ListSheet:
    """Return the first sheet of a file that has a head, else the first (on the worker). Raises UnreadFile."""
    from ipdesk.documents.spreadsheets.list_file import read_list
    from ipdesk.documents.spreadsheets.read_sheet import SheetError

    try:
        sheets = read_list(path.read_bytes())
    except OSError as error:
        words = _tr("打不开“{name}”，可能正被别的程序占用，或者没有读取的权限。")
        raise UnreadFile(words.format(name=path.name)) from error
    except SheetError as error:
        raise UnreadFile(_tr("“{name}”：{why}").format(name=path.name, why=error.sentence)) from error
    if not sheets:
        raise UnreadFile(_tr("“{name}”是空的。").format(name=path.name))
    return next(filter(_has_head, sheets), sheets[0])


def _has_head(sheet: ListSheet) -> bool:
    try:
        read_table(sheet)
    except Unreadable:
        return False
    return True


def _tr(text: str) -> str:
    return QCoreApplication.translate("RowPasting", text)
