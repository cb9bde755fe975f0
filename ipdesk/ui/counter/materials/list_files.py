"""The list of materials with their files: one is attached to the material in hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog

from ipdesk.models.awards.materials import Material, file_place
from ipdesk.ui.applications.materials.attaching import KINDS, NOWHERE, Place, files_at, files_in
from ipdesk.ui.awards.material_view import MaterialDialog
from ipdesk.ui.desk.preferences import documents_folder
from ipdesk.ui.widgets import Button, MessageLine


class ListFiles(QObject):
    """Stands in a list of materials. ``given`` carries files for the material in hand, or under the mouse."""

    given = Signal(object)

    def __init__(self, sheet: MaterialDialog, look: Callable[[], None]) -> None:
        super().__init__(sheet)
        self._sheet, self.message = sheet, MessageLine(framed=False)
        self.choose_button = Button(_tr("附文件…"), icon="paperclip", shortcut="Alt+O")
        self.look_button = Button(_tr("看文件"), icon="eye", shortcut="Ctrl+F8")
        sheet.add_sentence(
            _tr("文件拖到一项材料上就附上；也可以选中一项，按 Alt+O 选文件，或者按 Ctrl+V 粘贴。")
        )
        sheet.body.insertWidget(1, self.message)
        sheet.add_left(self.look_button)
        sheet.add_left(self.choose_button)
        sheet.setAcceptDrops(True)
        sheet.installEventFilter(self)
        self.choose_button.clicked.connect(self.choose)
        self.look_button.clicked.connect(look)
        QShortcut(QKeySequence.StandardKey.Paste, sheet).activated.connect(self.paste)

    def show_counts(self, counts: Counter[Place]) -> None:
        """Show how many files there are of each material."""
        self._sheet.model.show_counts(counts)
        self.look_button.enable(bool(counts), _tr("还没有文件"))

    def receive(self, places: Iterable[Place], received: bool = True) -> None:
        """Tick the materials of which files came, or take back what was ticked for one that did not."""
        self._sheet.model.receive(places, received)

    def in_hand(self) -> Material | None:
        """Return the material to which the keys attach files, None where the list is empty."""
        return self._sheet.model.material(self._sheet.table.current_row())

    def choose(self) -> None:
        """Ask for files of the material in hand."""
        material = self.in_hand()
        title = material.name if material is not None else _tr("选择材料文件")
        kinds = _tr("材料：{kinds}").format(kinds=KINDS)
        chosen, _ = QFileDialog.getOpenFileNames(self._sheet, title, documents_folder(), kinds)
        self.given.emit(files_at(map(Path, chosen), _place(material)))

    def paste(self) -> None:
        """Attach what is on the clipboard to the material in hand."""
        self._give(QGuiApplication.clipboard().mimeData(), self.in_hand())

    def _give(self, data: QMimeData | None, material: Material | None) -> None:
        files = files_in(data, _place(material))
        if files:
            self.given.emit(files)
        else:
            self.message.say(_tr("剪贴板里没有图片或文件（PDF、PNG、JPEG）。"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is dropped on the list: to the material under the mouse, else to the one in hand."""
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self._give(event.mimeData(), self._under(event) or self.in_hand())
            event.acceptProposedAction()
            return True
        if isinstance(event, QDragEnterEvent) and files_in(event.mimeData()):
            event.acceptProposedAction()
            return True
        return False

    def _under(self, event: QDropEvent) -> Material | None:
        table = self._sheet.table
        spot = table.viewport().mapFrom(self._sheet, event.position().toPoint())
        return self._sheet.model.material(table.indexAt(spot).row())


def _place(material: Material | None) -> Place:
    return file_place(material) if material is not None else NOWHERE


def _tr(text: str) -> str:
    return QCoreApplication.translate("CounterFiles", text)
