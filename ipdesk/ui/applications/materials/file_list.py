"""The list of files: a small picture of each, what it is, and who attached it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import hairline

_Index = QModelIndex | QPersistentModelIndex
_IMAGE = int(Qt.ItemDataRole.UserRole) + 1
_LINES = int(Qt.ItemDataRole.UserRole) + 2
_WIDE, _HIGH = 14, 18  # of a small picture, in steps of the grid


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as it is listed: its id, what it is called, and further lines."""

    id: int
    name: str
    lines: tuple[str, ...]


class FileModel(QAbstractListModel):
    """Files with their small pictures, which come later."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.files: tuple[FileRow, ...] = ()
        self._images: dict[int, QImage] = {}

    def show_files(self, files: Sequence[FileRow]) -> None:
        """Show other files; pictures that are known stay."""
        self.beginResetModel()
        self.files = tuple(files)
        self.endResetModel()

    def show_image(self, file: int, image: QImage) -> None:
        """Show the small picture of a file."""
        self._images[file] = image
        for row, one in enumerate(self.files):
            if one.id == file:
                self.dataChanged.emit(self.index(row), self.index(row))

    def without_image(self) -> list[int]:
        """Return the files whose picture has not come yet, by their ids."""
        return [one.id for one in self.files if one.id not in self._images]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of files; the list has no second level."""
        return 0 if parent.isValid() else len(self.files)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a file is called, its further lines, or its picture."""
        row = self.files[index.row()]
        found = {
            int(Qt.ItemDataRole.DisplayRole): row.name,
            int(Qt.ItemDataRole.AccessibleTextRole): "　".join((row.name, *row.lines)),
            _LINES: row.lines,
            _IMAGE: self._images.get(row.id),
        }
        return found.get(int(role))


class _Delegate(QStyledItemDelegate):
    """Paints a file: its picture at the left, its lines beside it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(theme.grid(60), theme.grid(_HIGH + 4))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("tint"))
            bar = theme.density().select_bar
            painter.fillRect(rect.left(), rect.top(), bar, rect.height(), theme.color("accent"))
        hairline(painter, QPointF(rect.left(), rect.bottom() + 0.5), rect.width(), "line")
        box = QRect(
            rect.left() + theme.grid(4), rect.top() + theme.grid(2), theme.grid(_WIDE), theme.grid(_HIGH)
        )
        self._paint_image(painter, box, index.data(_IMAGE))
        self._paint_lines(
            painter, rect.adjusted(theme.grid(_WIDE + 7), theme.grid(2), -theme.grid(2), 0), index
        )
        painter.restore()

    def _paint_image(self, painter: QPainter, box: QRect, image: object) -> None:
        if not isinstance(image, QImage) or image.isNull():
            side = theme.grid(6)
            theme.paint_icon(painter, "file", box.center().x() - side / 2, box.center().y() - side / 2, side)
            return
        size = image.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
        spot = QRect(0, 0, size.width(), size.height())
        spot.moveCenter(box.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(spot, image)
        painter.setPen(theme.color("line2"))
        painter.drawRect(spot.adjusted(0, 0, -1, -1))

    def _paint_lines(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        measures, top = theme.density(), rect.top()
        texts = [(index.data(), measures.base, theme.BOLD, "ink")]
        texts += [(line, measures.small, theme.REGULAR, "ink2") for line in index.data(_LINES)]
        for text, px, weight, token in texts:
            painter.setFont(theme.font(px, weight))
            painter.setPen(theme.color(token))
            line = QRect(rect.left(), top, rect.width(), theme.grid(5.5))
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, line.width())
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), cut)
            top += line.height()


class FileList(QListView):
    """The files; ``moved`` tells the row in hand, -1 for none."""

    moved = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.files = FileModel(self)
        self.setModel(self.files)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentRowChanged.connect(lambda index, _: self.moved.emit(index.row()))

    def show_files(self, files: Sequence[FileRow]) -> None:
        """Show other files; the one in hand stays, or the one in its place."""
        before = self.current()
        place = max(0, self.currentIndex().row())
        self.files.show_files(files)
        same = next(
            (row for row, one in enumerate(files) if before is not None and one.id == before.id), place
        )
        self.select_row(min(same, len(files) - 1))

    def current(self) -> FileRow | None:
        """Return the file in hand."""
        row = self.currentIndex().row()
        return self.files.files[row] if 0 <= row < len(self.files.files) else None

    def select_row(self, row: int) -> None:
        """Take a file in hand; -1 where there is none."""
        self.setCurrentIndex(self.files.index(row) if row >= 0 else QModelIndex())
        if row < 0:
            self.moved.emit(-1)
