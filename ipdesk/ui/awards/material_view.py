"""The materials of an application: what is missing, in one line or as a list to tick."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ipdesk.models.awards.materials import Material, file_place, materials_needed
from ipdesk.models.parsing.guardians import own_materials
from ipdesk.models.parsing.stored_rows import rows_of
from ipdesk.models.records import ApplicationDetail
from ipdesk.models.records.forms import MaterialForm, told_form
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui import theme
from ipdesk.ui.widgets import Button, Column, DeskTable, Dialog, ElidedText, Text
from ipdesk.ui.widgets.base import discard, row_in
from ipdesk.ui.widgets.fields.paper_files import paper_files

_LINES = 3  # of missing materials with a button each, where there is room
_BRIEF = 12  # materials named in one line: more than fit in any window
_NAMED = 3  # materials in a question; more would fill the dialog
_Index = QModelIndex | QPersistentModelIndex


class MaterialModel(QAbstractTableModel):
    """Materials with a check box each. ``ticked`` carries a material and whether it was received.

    ``fixed`` ones are only to be looked at.
    """

    ticked = Signal(object, bool)
    formed = Signal(object, object)

    def __init__(self, materials: Sequence[Material], fixed: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._fixed = fixed
        self._materials = list(materials)
        self._received = [material.received for material in materials]
        self._forms = [material.form for material in materials]
        self._counts: Counter[tuple[str, str]] = Counter()

    def show_counts(self, counts: Counter[tuple[str, str]]) -> None:
        """Show how many files there are of each material, by its place."""
        self._counts = counts
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def material(self, row: int) -> Material | None:
        """Return the material of a row, None for none."""
        return self._materials[row] if 0 <= row < len(self._materials) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of materials; the list has no second level."""
        return 0 if parent.isValid() else len(self._materials)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns: received, name, in which form, how many files, what it belongs to."""
        return 0 if parent.isValid() else 5

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a cell, or whether the material has been received."""
        material = self._materials[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            checked = self._received[index.row()]
            return Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            count = str(self._counts[file_place(material)] or "")
            texts = "", material.name, self._form(index.row()), count, belongs_to(material)
            return texts[index.column()]
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a material as received, or take the tick back; tells of it. Not after acceptance."""
        if role != Qt.ItemDataRole.CheckStateRole or self._fixed:
            return False
        received = value == Qt.CheckState.Checked
        self._received[index.row()] = received
        self._forms[index.row()] = self._forms[index.row()] if received else None
        self._tell(index.row())
        self.ticked.emit(self._materials[index.row()], received)
        return True

    def _form(self, row: int) -> str:
        """Return in which form a material came: as was said, else as its name tells."""
        if not self._received[row]:
            return ""
        form = self._forms[row] or told_form(self._materials[row].name)
        return form.label if form is not None else self._unknown()

    def _unknown(self) -> str:
        """Return what stands for a form that nobody said: asked for while it can be said."""
        return "—" if self._fixed else QCoreApplication.translate("Materials", "原件还是复印件？")

    def set_form(self, row: int, form: MaterialForm) -> None:
        """Note in which form a material came, which is received by that. Not after acceptance."""
        if self._fixed or not 0 <= row < len(self._materials):
            return
        self._received[row], self._forms[row] = True, form
        self._tell(row)
        self.formed.emit(self._materials[row], form)

    def _tell(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, 4))

    def receive_all(self) -> None:
        """Tick every material that is not ticked yet."""
        self.receive(file_place(material) for material in self._materials)

    def receive(self, places: Iterable[tuple[str, str]], received: bool = True) -> None:
        """Tick the materials of these places, or take their ticks back, where it is not so yet."""
        wanted, state = {*places}, Qt.CheckState.Checked if received else Qt.CheckState.Unchecked
        for row, now in enumerate(self._received):
            if now is not received and file_place(self._materials[row]) in wanted:
                self.setData(self.index(row, 0), state, Qt.ItemDataRole.CheckStateRole)


def materials_of(detail: ApplicationDetail, policy: Policy) -> tuple[Material, ...]:
    """Return what the lines of an accepted application need, and what of it was received."""
    lines = (line.line for line in detail.lines)
    own = own_materials(detail.applicant, detail.application.accepted_on or datetime.date.max)
    return materials_needed(lines, rows_of(detail, policy.vocabulary), policy, own, detail.asked)


def missing_text(materials: Sequence[Material]) -> str:
    """Name the materials that were not received in a sentence, nothing where all were."""
    missing = [material for material in materials if not material.received]
    if not missing:
        return ""
    names = "、".join(dict.fromkeys(material.name for material in missing[:_NAMED]))
    words = QCoreApplication.translate("Materials", "材料还缺 {count} 份：{names}。")
    if len(missing) > _NAMED:
        words = QCoreApplication.translate("Materials", "材料还缺 {count} 份：{names}等。")
    return words.format(count=len(missing), names=names)


def belongs_to(material: Material) -> str:
    """Return what a material is for: its row, or the whole application."""
    if not material.number:
        return QCoreApplication.translate("Materials", "整个申请件")
    words = QCoreApplication.translate("Materials", "第 {number} 项　{kind}")
    said = words.format(number=material.number, kind=material.kind)
    asked = QCoreApplication.translate("Materials", "{said}（申报通知{article}）")
    return asked.format(said=said, article=material.article) if material.article else said


class MaterialDialog(Dialog):
    """The list to tick: Space ticks one, Ctrl+A all, 1 and 2 say in which form it came; all counts at once.

    A ``fixed`` one only shows.
    """

    ticked = Signal(object, bool)
    formed = Signal(object, object)

    def __init__(self, materials: Sequence[Material], fixed: bool, parent: QWidget) -> None:
        title = parent.tr("收到的材料") if fixed else parent.tr("登记收到的材料")
        super().__init__(title, parent.tr("关闭") if fixed else parent.tr("完成"), parent=parent)
        self.refuse_button.hide()
        self.model = MaterialModel(materials, fixed, self)
        self.table = self._list()
        self.table.setAccessibleName(title)
        said = (
            self.tr("已经受理，不能再改")
            if fixed
            else self.tr("空格键勾选，1 收到原件，2 收到复印件，Ctrl+A 全部收到，Enter 完成")
        )
        self.body.addWidget(Text(said, "sub"))
        self.add_table(self.table, 166, rows=8)
        self.table.select_row(0)
        self.table.setFocus()
        QShortcut(QKeySequence.StandardKey.SelectAll, self).activated.connect(self.model.receive_all)
        for key, form in zip("12", MaterialForm, strict=True):
            QShortcut(QKeySequence(key), self).activated.connect(partial(self._take_form, form))

    def _list(self) -> DeskTable:
        table = DeskTable((
            Column("", "check"), Column(self.tr("材料"), "key", ems=14, stretch=True),
            Column(self.tr("形式"), "sub", ems=9), Column(self.tr("文件"), "number", ems=3),
            Column(self.tr("用于"), "sub", ems=14),
        ))  # fmt: skip
        self.model.ticked.connect(self.ticked)
        self.model.formed.connect(self.formed)
        table.setModel(self.model)
        table.opened.connect(lambda _: self.accept())
        return table

    def _take_form(self, form: MaterialForm) -> None:
        self.model.set_form(self.table.currentIndex().row(), form)


def small_button(name: str, icon: str, key: str) -> Button:
    """Return a button that is a sign alone; its name and key stand in its tool tip."""
    button = Button("", "quiet", icon=icon)
    button.set_key(key)
    button.setAccessibleName(name)
    button.setToolTip(f"{name}　{key}")
    return button


class MaterialView(QWidget):
    """How many are missing and received, and the first of the missing.

    Where there is room each of these has a line with a button (``ticked``); ``wanted`` asks for all of them.
    Of an accepted application it shows how it stood then. ``allWanted`` asks to tick all of them,
    ``filesWanted`` to see their files; ``dropped`` carries what was dropped, and on which material (None for
    none).
    """

    wanted = Signal()
    allWanted = Signal()
    filesWanted = Signal()
    dropped = Signal(object, object)
    ticked = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head, self._got = Text("", "strong"), Text("", "sub")
        self._brief = ElidedText("", "sub")
        self._clip = QLabel()
        self._tick = Button(self.tr("登记材料"), "quiet", shortcut="F8")
        self.all = small_button(self.tr("材料全部收到"), "check-square", "Shift+F8")
        self.files = small_button(self.tr("材料文件"), "paperclip", "Ctrl+F8")
        self._missing: tuple[Material, ...] = ()
        self._fixed = self._more = False
        self._lines: list[QWidget] = []
        self._lay_out()
        self.setAcceptDrops(True)
        self._tick.clicked.connect(self.wanted)
        self.all.clicked.connect(self.allWanted)
        self.files.clicked.connect(self.filesWanted)
        theme.follow(self.restyle)

    def _lay_out(self) -> None:
        self._first, self._second, self._rows = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        for widget in (self._head, self._got):
            self._first.addWidget(widget)
        self._first.addStretch(1)
        for button in (self.all, self.files, self._tick):
            self._first.addWidget(button)
        self._second.addWidget(self._clip)
        self._second.addWidget(self._brief, 1)
        self._column = QVBoxLayout(self)
        for layout in (self._first, self._second, self._rows):
            self._column.addLayout(layout)

    def restyle(self) -> None:
        """Take the measures in force."""
        measures = theme.density()
        self._column.setContentsMargins(measures.pad, theme.grid(1.5), theme.grid(2), theme.grid(2))
        for layout in (self._column, self._rows):
            layout.setSpacing(0)
        for row in (self._first, self._second):
            row.setSpacing(theme.grid(2))
        self._second.setContentsMargins(0, 0, measures.pad - theme.grid(2), 0)
        self._clip.setPixmap(self._clip_picture())
        self._show_missing()

    def _clip_picture(self) -> QPixmap:
        return theme.pix("paperclip", theme.density().glyph, "ink2", self.devicePixelRatioF())

    def show_materials(self, materials: Sequence[Material], fixed: bool = False, more: bool = False) -> None:
        """Show how it stands, ``fixed`` where that no longer changes; hidden while nothing is needed.

        ``more`` says that rows are wrong, or not filled in far enough to say what they need.
        """
        self.setVisible(bool(materials))
        self._fixed, self._more = fixed, more
        self._tick.set_text(self.tr("查看材料") if fixed else self.tr("登记材料"))
        self._missing = tuple(material for material in materials if not material.received)
        missing, received = len(self._missing), len(materials) - len(self._missing)
        self._head.setText(self._head_text(missing, received))
        part = self.tr("已收 {count} 份，有的项没有填好")
        got = part if more and not missing else self.tr("已收 {count} 份")
        self._got.setText(got.format(count=received))
        self._show_missing()

        self.all.setVisible(bool(missing) and not fixed)

    def show_count(self, count: int) -> None:
        """Say how many files there are."""
        self.files.set_text(str(count or ""))
        self.files.setAccessibleName(self.tr("材料文件"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let files and pictures be dropped, also on an accepted application."""
        if paper_files(event.mimeData()) or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what is dropped, with the material whose line it was dropped on."""
        under = self.childAt(event.position().toPoint())
        lines = zip(self._lines, self._missing, strict=False)
        hit = (
            one for line, one in lines if under is not None and (under is line or line.isAncestorOf(under))
        )
        self.dropped.emit(event.mimeData(), next(hit, None))
        event.acceptProposedAction()

    def _head_text(self, missing: int, received: int) -> str:
        if self._fixed and not received:
            return self.tr("受理时没有登记材料")
        if missing:
            words = self.tr("材料至少还缺 {count} 份") if self._more else self.tr("材料还缺 {count} 份")
            return words.format(count=missing)
        return self.tr("所列材料已收到") if self._more else self.tr("材料已收齐")

    def _show_missing(self) -> None:
        discard(self._lines)
        self._lines = []
        spacious = theme.density().name == "roomy" and not self._fixed
        if spacious:
            self._lines = [self._line(material) for material in self._missing[:_LINES]]
            for line in self._lines:
                self._rows.addWidget(line)
        rest = self._missing[_LINES:] if spacious else self._missing
        self._brief.set_text("　".join(self._named(material) for material in rest[:_BRIEF]))
        for widget in (self._clip, self._brief):
            widget.setVisible(bool(rest))
        self._column.removeItem(self._rows)
        self._column.insertLayout(1 if spacious else 2, self._rows)

    def _line(self, material: Material) -> QWidget:
        line, clip = QWidget(self), QLabel()
        clip.setPixmap(self._clip_picture())
        got = Button(self.tr("已收到"), "quiet")
        got.setAccessibleName(f"{got.text()} {material.name}")
        got.clicked.connect(lambda: self.ticked.emit(material, True))
        row = row_in(line, 2)
        row.addWidget(clip)
        row.addWidget(Text(material.name))
        row.addWidget(ElidedText(belongs_to(material), "sub"), 1)
        row.addWidget(got)
        return line

    def _named(self, material: Material) -> str:
        if not material.number:
            return material.name
        return self.tr("{name}（第 {number} 项）").format(name=material.name, number=material.number)
