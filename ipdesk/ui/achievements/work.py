"""The dialog and the workbooks of the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ipdesk.models.records.achievements.lists import RegisterFilter
from ipdesk.models.records.achievements.register import ImportCounts
from ipdesk.ui.achievements.entitled.dialog import EntitledDialog
from ipdesk.ui.achievements.imports.dialog import ImportDialog, result_name
from ipdesk.ui.achievements.imports.reading import ReadList
from ipdesk.ui.achievements.imports.rows import result_tables
from ipdesk.ui.achievements.imports.template_dialog import TemplateDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.exports import Made, ask_workbook, only_expected
from ipdesk.ui.letters.file_places import file_text
from ipdesk.ui.widgets import MessageLine


class _Over(Protocol):
    """Where it is said what was done, and what was refused."""

    message: MessageLine

    def tell(self, said: str) -> None: ...


class RegisterWork(QObject):
    """What is opened over the page, and what leaves the program; ``said_at`` says where to."""

    def __init__(self, desk: Desk, page: QWidget, said_at: _Over) -> None:
        super().__init__(page)
        self._desk, self._page, self._said_at = desk, page, said_at
        self.dialog: ImportDialog | None = None
        self.entitled: EntitledDialog | None = None
        self.template: TemplateDialog | None = None

    def preview(self, found: ReadList, then: Callable[[ImportCounts], None]) -> None:
        """Show what comes of a list."""
        self.dialog = dialog = ImportDialog(self._desk, found, then, self._page)
        dialog.save.clicked.connect(lambda: self.save_result(dialog))
        dialog.finished.connect(self._closed)
        dialog.open_once()

    def _closed(self) -> None:
        self.dialog = self.entitled = self.template = None

    def find_entitled(self, then: Callable[[int, int], None]) -> None:
        """Show who is entitled to something without having applied."""
        self.entitled = dialog = EntitledDialog(self._desk, then, self._page)
        dialog.finished.connect(self._closed)
        dialog.open_once()

    def choose_template(self) -> None:
        """Ask of which kind, and where to, an empty list is saved for applicants to fill in."""
        self.template = dialog = TemplateDialog(self.write_template, self._page)
        dialog.finished.connect(self._closed)
        dialog.open_once()

    def write_template(self, kind: str, path: Path) -> None:
        """Write an empty list of a kind, behind the window."""
        at = self._said_at

        def made() -> Made:
            from ipdesk.documents.spreadsheets.list_template import list_template

            return ((path, list_template(kind)),), 0

        said = self.tr("已存模板：{where}").format(where=file_text(path))
        self._desk.exports.start("", made, lambda _: at.tell(said), only_expected(at.message.say))

    def save_result(self, dialog: ImportDialog) -> None:
        """Ask where to, and write the verdict on every row as a workbook."""
        path = ask_workbook(dialog, result_name(dialog.found.file.name))
        if path is not None:
            self.write_result(dialog, path)

    def write_result(self, dialog: ImportDialog, path: Path) -> None:
        """Write the verdict on every row as a workbook, behind the window."""
        rows, name = dialog.rows, Path(dialog.found.file.name).stem

        def made() -> Made:
            from ipdesk.documents.spreadsheets.workbook import tables_workbook

            return ((path, tables_workbook(result_tables(name, rows))),), len(rows)

        said = self.tr("已另存：{where}").format(where=file_text(path))
        self._desk.exports.start("import_result", made, lambda _: dialog.say(said), only_expected(dialog.say))

    def export(self, wanted: RegisterFilter, order: tuple[Any, bool]) -> None:
        """Ask where to, and write what is listed as a workbook."""
        path = ask_workbook(self._page, self.tr("成果登记"))
        if path is not None:
            self.write_register(wanted, order, path)

    def write_register(self, wanted: RegisterFilter, order: tuple[Any, bool], path: Path) -> None:
        """Write what is listed as a workbook, behind the window."""
        store, at = self._desk.store, self._said_at

        def made() -> Made:
            from ipdesk.documents.spreadsheets.workbook import tables_workbook
            from ipdesk.ui.achievements.export import register_rows_listed, register_table

            rows = store.read(register_rows_listed, wanted, *order)
            return ((path, tables_workbook([register_table(rows)])),), len(rows)

        said = self.tr("已导出：{where}").format(where=file_text(path))
        self._desk.exports.start("register", made, lambda _: at.tell(said), only_expected(at.message.say))
