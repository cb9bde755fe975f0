"""The pictures of a look-up or a proof: pasted, dropped or chosen, and looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageReader,
    QKeyEvent,
    QKeySequence,
    QPixmap,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ipdesk.models.parsing.pictures import MOST_BYTES, MOST_OF_ONE, Picture, read_picture
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.records.checks import Taken
from ipdesk.ui import theme
from ipdesk.ui.applications.pictures.files import as_png, pictures_in
from ipdesk.ui.applications.pictures.taken_part import TakenPart
from ipdesk.ui.widgets import (
    Button,
    Column,
    DeskTable,
    Dialog,
    Field,
    MessageLine,
    ScrollArea,
    TextField,
)


class PicturesDialog(Dialog):
    """Shows pictures one by one; where they may be changed they are pasted, dropped, chosen and taken away.

    ``pictures`` are those that are there once it is accepted. Where ``captions`` are given what each shows is
    typed, too; where ``taken`` is, where and when; where ``unpictured`` is, why there are none.
    """

    def __init__(
        self,
        title: str,
        pictures: Sequence[bytes],
        parent: QWidget,
        captions: Sequence[str] | None = None,
        *,
        taken: Sequence[Taken] | None = None,
        unpictured: str | None = None,
        fixed: bool = False,
    ) -> None:
        translate = QCoreApplication.translate
        act = translate("PicturesDialog", "关闭") if fixed else translate("PicturesDialog", "确定")
        super().__init__(title, act, parent=parent)
        self.pictures = list(pictures)
        self.captions, self._captioned = [*(captions or ())], captions is not None
        self.captions += [""] * (len(self.pictures) - len(self.captions))
        self.taken, self._located = [*(taken or ())], taken is not None
        self.taken += [Taken()] * (len(self.pictures) - len(self.taken))
        self.caption, self.taken_part = TextField(), TakenPart()
        self.why, self._explained = TextField(), unpictured is not None
        self.why.setText(unpictured or "")
        self.why_field = Field(self.tr("没有截图的理由"), self.why, hint=self.tr("印在核查记录上"))
        self.fixed = fixed
        self.message, self.shown = MessageLine(), QLabel()
        self.table, self.model = DeskTable(self._columns()), QStandardItemModel(self)
        self.paste_button = Button(self.tr("粘贴截图"), icon="clipboard", shortcut="Ctrl+V")
        self.choose_button = Button(self.tr("选择文件…"), icon="folder", shortcut="Alt+O")
        self.remove_button = Button(self.tr("移去"), icon="trash", shortcut="Delete")
        self._fill_body()
        self._listen()
        self._show(0)
        self.table.setFocus()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("图片"), "key", ems=4),
            Column(self.tr("宽×高"), ems=7),
            Column(self.tr("大小"), "number", ems=5),
        )

    def _fill_body(self) -> None:
        words = self.tr("截图后按 Ctrl+V，或者拖入 PNG、JPEG、PDF 文件。每张至多 {mb} MB，最多 {most} 张。")
        hint = self.add_sentence(words.format(mb=MOST_BYTES // 1024**2, most=MOST_OF_ONE))
        hint.setVisible(not self.fixed)
        self.body.addWidget(self.message)
        self.body.addLayout(self._list_and_picture(), 1)
        for button in (self.remove_button, self.choose_button, self.paste_button):
            self.add_left(button)
            button.setVisible(not self.fixed)
        self.refuse_button.setVisible(not self.fixed)
        self.setAcceptDrops(not self.fixed)

    def _list_and_picture(self) -> QHBoxLayout:
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("所附的图片"))
        self.shown.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        beside = QHBoxLayout()
        beside.setSpacing(theme.grid(4))
        self.table.setFixedWidth(theme.grid(72))
        left = QVBoxLayout()
        left.addWidget(self.table, 1)
        self.caption_field = Field(
            self.tr("图片说明"), self.caption, optional=True, hint=self.tr("印在图片下面，如 退回的信封正面")
        )
        left.addWidget(self.caption_field)
        self.caption_field.setVisible(self._captioned)
        left.addWidget(self.taken_part)
        left.addWidget(self.why_field)
        self.taken_part.setVisible(self._located)
        beside.addLayout(left)
        beside.addWidget(ScrollArea(self.shown), 1)
        return beside

    def _listen(self) -> None:
        self.table.moved.connect(self._show_picture)
        self.caption.textEdited.connect(self._keep_caption)
        for field in (self.caption, *self.taken_part.fields()):
            field.installEventFilter(self)
        self.taken_part.edited.connect(self._keep_taken)
        self.paste_button.clicked.connect(self.paste)
        self.choose_button.clicked.connect(self.choose)
        self.remove_button.clicked.connect(self.remove)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let pasting into a text take the picture on the clipboard where there is one, else its text."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            data: QMimeData | None = QGuiApplication.clipboard().mimeData()
            holds = data is not None and (data.hasImage() or data.hasUrls())
            if holds and event.matches(QKeySequence.StandardKey.Paste):
                self.paste()
                return True
        return super().eventFilter(watched, event)

    def restyle(self) -> None:
        """Take the measures in force, with room for a picture."""
        super().restyle()
        self.take_room(264, 150)

    def content(self) -> object:
        """Return what was entered: the pictures, and what they show."""
        return tuple(self.pictures), tuple(self.captions), tuple(self.taken), self.why.text()

    def _keep_caption(self, text: str) -> None:
        at = self.table.current_row()
        if 0 <= at < len(self.captions):
            self.captions[at] = text

    def _keep_taken(self) -> None:
        at = self.table.current_row()
        if 0 <= at < len(self.taken):
            self.taken[at] = self.taken_part.entered()

    # --- taking some in ---

    def paste(self) -> None:
        """Take what is on the clipboard: a picture, or files."""
        # Of an empty clipboard there is none.
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()
        self.take(data if data is not None else QMimeData())

    def take(self, data: QMimeData) -> None:
        """Take the pictures of a clipboard, or of what was dropped."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self._take_files(paths)
        elif data.hasImage():
            self._take(as_png(QImage(data.imageData())))
        else:
            self.message.say(self.tr("剪贴板里没有图片，请先截图（如 Win+Shift+S）再粘贴。"))

    def choose(self) -> None:
        """Ask for files."""
        title, kinds = self.tr("选择图片"), self.tr("图片和 PDF (*.png *.jpg *.jpeg *.pdf)")
        chosen, _ = QFileDialog.getOpenFileNames(self, title, "", kinds)
        self._take_files([Path(one) for one in chosen])

    def _take_files(self, paths: Sequence[Path]) -> None:
        for path in paths:
            try:
                found = pictures_in(path)
            except OSError:
                self.message.say(self.tr("{file} 读不出来，请重新选择。").format(file=path.name))
                return
            except Unreadable as fault:
                self.message.say(str(fault))
                return
            if not all(map(self._take, found)):
                return

    def _take(self, content: bytes) -> bool:
        """Add a picture, unless it cannot be one: that is said."""
        if content in self.pictures:
            self.message.say(self.tr("这张图片已经有了。"), icon="info")
            return False
        if why := self._why_not(content):
            self.message.say(why)
            return False
        self.pictures.append(content)
        self.captions.append("")
        self.taken.append(Taken())
        self._show(len(self.pictures) - 1)
        return True

    def _why_not(self, content: bytes) -> str:
        try:
            read_picture(content)
        except Unreadable as fault:
            return str(fault)
        if len(self.pictures) >= MOST_OF_ONE:
            return self.tr("一项最多附 {most} 张图片。").format(most=MOST_OF_ONE)
        seen = _seen(content)
        if seen.isNull():
            return self.tr("图片已损坏或者不完整，请重新截图，或者重新复制这个文件。")
        return self.tr("图片是空白的，没有可以看的内容，请重新截图。") if _is_blank(seen) else ""

    def remove(self) -> None:
        """Take the picture in hand away."""
        at = self.table.current_row()
        if 0 <= at < len(self.pictures):
            del self.pictures[at], self.captions[at], self.taken[at]
            self._show(min(at, len(self.pictures) - 1))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let files and pictures be dropped."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what is dropped."""
        self.take(event.mimeData())
        event.acceptProposedAction()

    # --- showing them ---

    def _show(self, at: int) -> None:
        self.message.clear()
        self.model.removeRows(0, self.model.rowCount())
        for number, content in enumerate(self.pictures, start=1):
            self.model.appendRow(self._items(number, content))
        self.remove_button.enable(bool(self.pictures), self.tr("还没有截图"))
        self.table.select_row(max(0, at))
        self._show_picture(at)

    def _items(self, number: int, content: bytes) -> list[QStandardItem]:
        try:
            found = read_picture(content)
        except Unreadable:
            found = Picture("", 0, 0)
        texts = (
            self.tr("图 {number}").format(number=number), f"{found.width}×{found.height}",
            f"{max(1, len(content) // 1024)} KB",
        )  # fmt: skip
        made = [QStandardItem(text) for text in texts]
        for item in made:
            item.setEditable(False)
        return made

    def _show_picture(self, at: int) -> None:
        there = 0 <= at < len(self.pictures)
        self.caption.setText(self.captions[at] if there else "")
        self.caption.setEnabled(there)
        self.taken_part.show_taken(self.taken[at] if there else None)
        self.why_field.setVisible(self._explained and not self.pictures)
        if not there:
            self.shown.setPixmap(QPixmap())
            self.shown.setText(self.tr("还没有图片"))
            return
        picture = _seen(self.pictures[at])
        wide = theme.grid(176)
        smooth = Qt.TransformationMode.SmoothTransformation
        self.shown.setPixmap(picture.scaledToWidth(wide, smooth) if picture.width() > wide else picture)
        self.shown.setAccessibleName(self.tr("图 {number}").format(number=at + 1))


def _is_blank(picture: QPixmap) -> bool:
    """Say whether all points of a picture are alike: printed it would be an empty frame."""
    grey = picture.toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    points, wide = bytes(grey.constBits()), grey.bytesPerLine()
    rows = (points[at : at + grey.width()] for at in range(0, len(points), wide))
    return all(row.count(points[:1]) == len(row) for row in rows)


def _seen(content: bytes) -> QPixmap:
    """Return a picture upright, however the camera was held; a null one where it cannot be shown."""
    buffer = QBuffer()
    buffer.setData(content)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    return QPixmap.fromImage(reader.read())
