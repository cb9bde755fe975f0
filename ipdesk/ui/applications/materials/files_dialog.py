"""The files of an application: looked at page by page, put to their materials, saved elsewhere, taken off."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ipdesk.models import queries
from ipdesk.models.awards.materials import Material
from ipdesk.models.commands import MoveFile, TakeOffFile
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.core.errors import DeskError
from ipdesk.models.records.applications import AttachedFile
from ipdesk.ui import theme
from ipdesk.ui.applications.materials.attaching import (
    KINDS,
    NOWHERE,
    FileAttaching,
    NewFile,
    files_at,
    files_in,
)
from ipdesk.ui.applications.materials.drawing import DrawnPage
from ipdesk.ui.applications.materials.file_list import FileList, FileRow
from ipdesk.ui.applications.materials.page_view import FilePageView
from ipdesk.ui.applications.materials.places import FilePlaces, standing
from ipdesk.ui.applications.materials.showing import FileShowing
from ipdesk.ui.applications.materials.take_off_dialog import TakeOffDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.exports import ask_file, file_name, only_expected
from ipdesk.ui.desk.preferences import documents_folder
from ipdesk.ui.widgets import Button, ChoiceField, Dialog, Field, MessageLine, Text, confirm
from ipdesk.ui.widgets.days import short_moment

_PARTS = (("Ctrl+Left", -1, 0), ("Ctrl+Right", 1, 0), ("Ctrl+Up", 0, -1), ("Ctrl+Down", 0, 1))


class MaterialFilesDialog(Dialog):
    """Lists the files of an application beside the page of the one in hand; that it is seen is in the log.

    ``materials`` are those that files can be put to. A ``fixed`` one only shows. An application that was
    ``accepted`` asks for a reason before a file is taken off.
    """

    room = 330
    asks_before_forgetting = False

    def __init__(
        self, desk: Desk, application: int, number: str, materials: Sequence[Material], parent: QWidget, *,
        accepted: bool, fixed: bool = False,
    ) -> None:  # fmt: skip
        title = parent.tr("材料文件　{number}").format(number=number) if number else parent.tr("材料文件")
        super().__init__(title, parent.tr("关闭"), parent=parent)
        self._desk, self._application, self._number = desk, application, number
        self._accepted, self._fixed, self._page, self._count = accepted, fixed, 0, 0
        self.places = FilePlaces(materials, desk.words())
        self._files: tuple[AttachedFile, ...] = ()
        self.message, self.list = MessageLine(), FileList(self.tr("材料文件"))
        self.view, self.pages = FilePageView(self.tr("文件的这一页")), Text("", "sub")
        self.place = ChoiceField(self.places.choices())
        self.showing, self.attaching = FileShowing(desk, self), FileAttaching(desk, self)
        self._make_buttons()
        self._fill_body()
        self._listen()
        self.refresh()
        self.list.setFocus()

    def _make_buttons(self) -> None:
        self.back = Button("", "quiet", icon="chevron-left")
        self.forth = Button("", "quiet", icon="chevron-right")
        self.closer, self.farther = Button("", "quiet", icon="plus"), Button("", "quiet", icon="minus")
        self.fit, self.turn = (
            Button(self.tr("整宽"), "quiet"),
            Button(self.tr("旋转"), "quiet", icon="refresh"),
        )
        told = (
            (self.back, self.tr("上一页"), "PgUp"), (self.forth, self.tr("下一页"), "PgDown"),
            (self.closer, self.tr("放大"), "Ctrl+="), (self.farther, self.tr("缩小"), "Ctrl+-"),
            (self.fit, self.tr("整宽"), "Ctrl+0"), (self.turn, self.tr("旋转"), "Ctrl+R"),
        )  # fmt: skip
        for button, word, key in told:
            button.set_key(key)
            button.setAccessibleName(word)
            button.setToolTip(f"{word}　{key}")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.add_button = Button(self.tr("附文件…"), icon="paperclip", shortcut="Alt+O")
        self.save_button = Button(self.tr("另存…"), icon="save", shortcut="Ctrl+S")
        self.off_button = Button(self.tr("取下"), icon="trash", shortcut="Alt+D")

    def _fill_body(self) -> None:
        self.body.addWidget(self.message)
        beside, left, right, tools = QHBoxLayout(), QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        self.body.addLayout(beside, 1)
        beside.setSpacing(theme.grid(4))
        self.list.setFixedWidth(theme.grid(92))
        left.addWidget(self.list, 1)
        self.place_field = Field(
            self.tr("归到哪项材料"), self.place, hint=self.tr("Alt+M 选材料，Ctrl+方向键移动画面")
        )
        left.addWidget(self.place_field)
        tools.addWidget(self.pages)
        for button in (self.back, self.forth, self.closer, self.farther, self.fit, self.turn):
            tools.addWidget(button)
        tools.insertStretch(1, 1)
        right.addLayout(tools)
        right.addWidget(self.view, 1)
        beside.addLayout(left)
        beside.addLayout(right, 1)
        for below in (self.off_button, self.save_button, self.add_button):
            self.add_left(below)
        self.refuse_button.hide()
        for widget in (self.place_field, self.off_button, self.add_button):
            widget.setVisible(not self._fixed)
        self.setAcceptDrops(not self._fixed)

    def _listen(self) -> None:
        self.list.moved.connect(self._show_file)
        self.showing.drawn.connect(self._show_page)
        self.showing.failed.connect(self._show_fault)
        self.showing.small.connect(self.list.files.show_image)
        self.attaching.attached.connect(lambda _: self.refresh(newest=True))
        self.attaching.refused.connect(self.message.say)
        self.place.changed.connect(self._move)
        self.save_button.clicked.connect(self.save)
        self.off_button.clicked.connect(self.take_off)
        self.add_button.clicked.connect(self.choose)
        self.back.clicked.connect(partial(self._turn_pages, -1))
        self.forth.clicked.connect(partial(self._turn_pages, 1))
        self.closer.clicked.connect(partial(self.view.zoom_by, 1))
        self.farther.clicked.connect(partial(self.view.zoom_by, -1))
        self.fit.clicked.connect(partial(self.view.zoom_by, 0))
        self.turn.clicked.connect(self.view.turn)
        self._bind_keys()
        self._desk.changed.connect(self._follow)
        self._desk.guard(Permission.ENTER, self.add_button, self.off_button)

    def _bind_keys(self) -> None:
        QShortcut(QKeySequence.StandardKey.Paste, self).activated.connect(self.paste)
        QShortcut(QKeySequence("Alt+M"), self).activated.connect(self.place.setFocus)
        self.closer.add_key("Ctrl++")
        for key, right, down in _PARTS:
            QShortcut(QKeySequence(key), self).activated.connect(partial(self.view.scroll_by, right, down))

    def restyle(self) -> None:
        """Take the measures in force, with room for a page."""
        super().restyle()
        self.take_room(self.room, 170)

    def done(self, result: int) -> None:
        """Close: nothing is drawn any more."""
        self.showing.stop()
        super().done(result)

    # --- the list ---

    def _follow(self, changes: Changes) -> None:
        if self._application in changes.ids(Kind.APPLICATION):
            self.refresh()

    def refresh(self, *, newest: bool = False) -> None:
        """Read the files again; the file in hand stays, or the ``newest`` is taken."""
        try:
            found = self._desk.read(queries.attached_files, self._application)
        except DeskError as error:
            self.message.say(error.message)
            return
        gone = (one for one in found if one.removed_at is not None)
        self._files = *self.places.in_order(standing(found)), *gone
        self.list.show_files([self._row(one) for one in self._files])
        if newest and standing(self._files):
            last = max(standing(self._files), key=lambda one: one.id)
            self.list.select_row(self._files.index(last))
        wanted = {*self.list.files.without_image()}
        self.showing.show_small([one for one in self._files if one.id in wanted])
        if self._files:
            self._desk.views.saw(Kind.APPLICATION, (self._application,), ("material_files",))

    def _row(self, file: AttachedFile) -> FileRow:
        size = self.tr("{mb} MB").format(mb=f"{max(file.length / 1024**2, 0.1):.1f}")
        what = self.tr("PDF") if file.form.value == "pdf" else self.tr("图片")
        by = f"{file.by}　{short_moment(file.at, self._desk.today())}"
        name, about = self.places.name_of(file, standing(self._files)), self.places.belongs_to(file)
        if file.removed_at is not None:
            gone = f"{file.removed_by}　{short_moment(file.removed_at, self._desk.today())}"
            about = self.tr("已取下：{why}　{gone}").format(why=file.removed_why, gone=gone)
        return FileRow(file.id, name, (about, f"{what}　{size}　{by}"))

    def in_hand(self) -> AttachedFile | None:
        """Return the file in hand, None where there is none."""
        row = self.list.currentIndex().row()
        return self._files[row] if 0 <= row < len(self._files) else None

    # --- the page ---

    def _show_file(self, row: int) -> None:
        there, none = 0 <= row < len(self._files), self.tr("没有选中的文件")
        stands = there and self._files[row].removed_at is None
        self.save_button.enable(there, none)
        self.off_button.enable(stands, self.tr("已经取下") if there else none)
        self.place.setEnabled(stands)
        if not there:
            self.pages.setText("")
            self._allow_turning(0)
            self.view.say(self._how_to_add())
            return
        self.place.blockSignals(True)
        self.place.set_key(self.places.key_of(self._files[row]))
        self.place.blockSignals(False)
        self.view.begin_anew()
        self._ask_for_page(0)

    def _how_to_add(self) -> str:
        if self._fixed:
            return self.tr("没有附材料文件")
        return self.tr("还没有文件：按 Alt+O 选择，拖进来，或者按 Ctrl+V 粘贴（PDF、PNG、JPEG）")

    def _ask_for_page(self, number: int) -> None:
        if (file := self.in_hand()) is not None:
            self.showing.show(file, number)

    def _show_page(self, page: DrawnPage) -> None:
        self._page, self._count = page.number, page.count
        self.view.show_page(page.image)
        words = self.tr("第 {number} 页，共 {count} 页")
        self.pages.setText(words.format(number=page.number + 1, count=page.count))
        self._allow_turning(page.count)

    def _show_fault(self, said: str) -> None:
        self.pages.setText("")
        self._allow_turning(0)
        self.view.say(said)

    def _allow_turning(self, count: int) -> None:
        self._count = count
        self.back.enable(count > 0 and self._page > 0, self.tr("已是第一页"))
        self.forth.enable(self._page < count - 1, self.tr("已是最后一页"))
        for button in (self.closer, self.farther, self.fit, self.turn):
            button.enable(count > 0, self.tr("没有可看的页"))

    def _turn_pages(self, step: int) -> None:
        if 0 <= self._page + step < self._count:
            self._ask_for_page(self._page + step)

    # --- what is done with files ---

    def choose(self) -> None:
        """Ask for files."""
        kinds = self.tr("材料：{kinds}").format(kinds=KINDS)
        chosen, _ = QFileDialog.getOpenFileNames(self, self.tr("选择材料文件"), documents_folder(), kinds)
        self.take(files_at(map(Path, chosen), self._place_in_hand()))

    def paste(self) -> None:
        """Attach what is on the clipboard: a picture, or files."""
        if not self._fixed:
            files = files_in(QGuiApplication.clipboard().mimeData(), self._place_in_hand())
            self.take(files)
            if not files:
                self.message.say(self.tr("剪贴板里没有图片或文件。"))

    def take(self, files: Sequence[NewFile]) -> None:
        """Attach files to the material in hand, to none where there is no file yet."""
        self.message.clear()
        self.attaching.attach(self._application, files)

    def _place_in_hand(self) -> tuple[str, str]:
        file = self.in_hand()
        return file.place if file is not None and file.removed_at is None else NOWHERE

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let files and pictures be dropped."""
        if files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what is dropped; it waits to be put to its material."""
        self.take(files_in(event.mimeData()))
        event.acceptProposedAction()

    def _move(self, key: str) -> None:
        file = self.in_hand()
        if file is None or key == self.places.key_of(file):
            return
        row, material = self.places.place_of(key)
        command = MoveFile(application=self._application, file=file.id, row=row, material=material)
        self._desk.run_later(self, command, lambda _: self.list.setFocus(), self._tell)

    def take_off(self) -> None:
        """Take the file in hand off, after a question or with a reason."""
        file = self.in_hand()
        if file is None:
            return
        named = self.places.name_of(file, standing(self._files))
        if self._accepted:
            TakeOffDialog(self._desk, self._application, file.id, named, self).ask()
            return
        words = self.tr("“{name}”的这份文件从数据文件夹里删除；原来的文件不动。").format(name=named)
        if confirm(self, self.tr("取下这份文件？"), words, self.tr("取下"), danger=True):
            command = TakeOffFile(application=self._application, file=file.id)
            self._desk.run_later(self, command, failed=self._tell)

    def _tell(self, error: DeskError) -> None:
        self.message.say(error.message)
        self.refresh()

    def save(self) -> None:
        """Save the file in hand elsewhere once the log says so."""
        file = self.in_hand()
        if file is None:
            return
        named = f"{self._number} {self.places.name_of(file, standing(self._files))}".strip()
        start = Path(documents_folder()) / file_name(named, file.form.suffix)
        path = ask_file(self, self.tr("另存材料文件"), start, f"*{file.form.suffix}")
        if path is not None:
            store, said = self._desk.store, self.tr("已另存：{path}").format(path=path)
            make = lambda: (((path, store.kept_file(file.sha256, file.form)),), 1)  # noqa: E731
            told = lambda _: self.message.say(said, icon="check")  # noqa: E731
            self._desk.exports.start("material_files", make, told, only_expected(self.message.say))
