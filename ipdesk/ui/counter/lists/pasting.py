"""Takes a part of a worksheet from the clipboard and fills in the rows that somebody agreed to."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QWidget

from ipdesk.models.lists.table import pasted_list
from ipdesk.models.parsing.text.lines import is_table
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.ui.counter.achievements.panel import AchievementsPanel
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.counter.lists.on_file import on_file_texts
from ipdesk.ui.counter.lists.row_filling import RowFilling, counter_rows, head_button
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import MessageLine

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
        self._draft, self._message, self._page = draft, message, page
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
        """Take a table that is pasted where no field wants it."""
        pasted = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Paste)
        wanted = pasted and not self._draft.read_only() and is_table(QGuiApplication.clipboard().text())
        if wanted and event.type() == QEvent.Type.KeyPress:
            self.paste()
        return wanted

    def paste(self) -> None:
        """Show what is on the clipboard, and fill in what is agreed."""
        from ipdesk.ui.counter.lists.dialog import PastedRowsDialog

        self._message.clear(_ABOUT)
        sheet = pasted_list(QGuiApplication.clipboard().text())
        try:
            dialog = PastedRowsDialog(sheet, counter_rows(self._draft), self._on_file, self._page)
        except Unreadable as error:
            self._message.say(str(error), about=_ABOUT)
            return
        self.dialog = dialog
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._filling.go_on(self._filling.put(dialog.chosen(), _tr("已从表格填入 {count} 项成果")))
        self.dialog = None
        dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("RowPasting", text)
