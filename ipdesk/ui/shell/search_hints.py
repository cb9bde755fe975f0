"""What a search finds while it is still being typed; before anything is typed, what was opened last."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ipdesk.models import queries
from ipdesk.models.core.errors import DeskError
from ipdesk.models.records import Hit, Hits
from ipdesk.ui import theme
from ipdesk.ui.desk.debounce import Debounce
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.shell.search_dialog import kind_word
from ipdesk.ui.widgets import Column, DeskTable, SearchBox, Text
from ipdesk.ui.widgets.base import is_enter

_PAUSE = 120  # ms
_ROWS = 8
_RECENT = 5


class SearchHints(QFrame):
    """Hits below a search box. The keyboard stays in the box: arrows walk here, Enter opens (``chosen``).

    With nothing typed those opened last are offered. Enter without having walked searches as ever.
    """

    chosen = Signal(object)

    def __init__(self, desk: Desk, box: SearchBox, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("hints")
        self._box, self._window, self._recent = box, window, list[Hit]()
        self._hits: tuple[Hit, ...] = ()
        self._latest, self._searching = LatestRequest(desk, self), Debounce(self._search, _PAUSE, self)
        self._desk = desk
        self.note = Text("", "sub")
        self.table = DeskTable(self._columns())
        self._lay_out()
        self._listen()
        self.hide()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("是什么"), "sub", ems=4),
            Column(self.tr("名称"), "key", ems=12, stretch=True),
            Column(self.tr("说明"), "sub", ems=12, stretch=True),
        )

    def _lay_out(self) -> None:
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setAccessibleName(self.tr("查到的"))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, theme.grid(1))
        column.addWidget(self.table)
        column.addWidget(self.note)
        self.note.setContentsMargins(theme.grid(4), 0, theme.grid(4), 0)

    def _listen(self) -> None:
        self.table.clicked.connect(lambda index: self._open(index.row()))
        self._box.textEdited.connect(lambda _: self._searching.later())
        self._box.searched.connect(lambda _: self.close_list())
        self._box.installEventFilter(self)

    def remember(self, hit: Hit) -> None:
        """Offer what was opened when nothing is typed the next time; the newest first."""
        others = [one for one in self._recent if (one.kind, one.id) != (hit.kind, hit.id)]
        self._recent = [hit, *others][:_RECENT]

    def hits(self) -> tuple[Hit, ...]:
        """Return what is offered now."""
        return self._hits if self.isVisible() else ()

    # --- the keyboard in the box ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Offer what was opened when the box is entered, walk by arrows, open by Enter, go with the focus."""
        kind = event.type()
        if kind == QEvent.Type.FocusIn and not self._box.text():
            self._show(tuple(self._recent), self.tr("最近打开的；输入名称、拼音首字母或号码的一段查找"))
        elif kind == QEvent.Type.FocusOut:
            self.close_list()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Escape:
            self.close_list()  # and the box empties itself
        elif self.isVisible() and step:
            self.table.select_row(max(0, min(self.table.current_row() + step, len(self._hits) - 1)))
            return True
        elif self.isVisible() and is_enter(event) and self.table.current_row() >= 0:
            self._open(self.table.current_row())
            return True
        return False

    def _open(self, row: int) -> None:
        if 0 <= row < len(self._hits):
            hit = self._hits[row]
            self.close_list()
            self.chosen.emit(hit)

    def close_list(self) -> None:
        """Offer nothing any more."""
        self._searching.stop()
        self._latest.drop()
        self.hide()

    # --- what is found ---

    def _search(self) -> None:
        text = self._box.text().strip()
        if not text or not self._box.hasFocus():
            self.hide()
            return
        work = lambda: self._desk.store.read(queries.find_anything, text, _ROWS * 3)  # noqa: E731
        self._latest.do(work, self._found, self._not_found)

    def _found(self, found: Hits) -> None:
        shown = found.shown[:_ROWS]
        more = self.tr("共 {count} 个，↓ 选择，Enter 打开；不选时按 Enter 看全部").format(count=found.total)
        self._show(shown, more if shown else self.tr("没有找到。换名称的几个字、拼音首字母或编号的一段试试"))

    def _not_found(self, error: Exception) -> None:
        if not isinstance(error, DeskError):
            raise error
        self._show((), error.message)

    def _show(self, hits: tuple[Hit, ...], note: str) -> None:
        self._hits = hits
        model = QStandardItemModel(self)
        for hit in hits:
            model.appendRow([QStandardItem(text) for text in (kind_word(hit.kind), hit.title, hit.detail)])
        self.table.setModel(model)
        self.note.setText(note)
        self._place()
        self.setVisible(bool(self._box.hasFocus()))
        self.raise_()

    def _place(self) -> None:
        """Stand below the box, as high as what is found; the table is left out where nothing is."""
        measures = theme.density()
        self.table.setVisible(bool(self._hits))
        self.table.setFixedHeight(measures.table_head + len(self._hits) * measures.row + 1)
        width = max(self._box.width(), theme.grid(130))
        corner = self._box.mapTo(self._window, QPoint(self._box.width() - width, self._box.height()))
        self.setFixedWidth(width)
        self.adjustSize()
        self.move(max(0, corner.x()), corner.y() + theme.grid(1))
