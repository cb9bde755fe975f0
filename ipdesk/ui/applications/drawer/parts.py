"""Parts of the drawer: what scrolls, the materials and the letters of an application."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ipdesk.documents.letters.registry import heading, name_of_letter, says_sum
from ipdesk.models.awards.materials import Material, file_place
from ipdesk.models.records import ApplicationDetail, LetterRow
from ipdesk.models.records.applications import AttachedFile
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui import theme
from ipdesk.ui.awards.material_view import belongs_to
from ipdesk.ui.widgets import Button, EmptyState, ScrollArea, Text, WrappingText
from ipdesk.ui.widgets.base import column_in, discard, row_in
from ipdesk.ui.widgets.money import fen_text

NONE_REPLACED: Mapping[int, LetterRow | None] = {}


def counted_text(detail: ApplicationDetail, policy: Policy) -> str:
    """Return how many achievements there are, by the word that each kind is counted with: 3 件、1 项."""
    kinds = policy.vocabulary.kinds
    found = [kinds.get(one.achievement.kind) for one in detail.achievements]
    counts = Counter(kind.measure if kind is not None else "项" for kind in found)
    return "、".join(f"{count} {measure}" for measure, count in counts.items())


def scrolling(*contents: QWidget) -> ScrollArea:
    """Return a transparent area in which tall contents scroll, one below the other, held at the top."""
    inner = QWidget()
    box = QVBoxLayout(inner)
    pad, hair = theme.density().pad, theme.density().hair
    box.setContentsMargins(pad - hair, theme.grid(3), pad, 0)
    for content in contents:
        box.addWidget(content)
    box.addStretch(1)
    area = ScrollArea(inner)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


class MaterialLines(QWidget):
    """The materials of an application: how many were received, then each with its mark."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = column_in(self, 2)
        self.head = Text("", "strong")
        self._box.addWidget(self.head)
        self._lines: list[QWidget] = []
        self._counts = Counter[tuple[str, str]]()

    def show_materials(
        self, materials: Sequence[Material], more: bool = False, files: Sequence[AttachedFile] = ()
    ) -> None:
        """Show other materials, the missing ones first; ``more`` says that a line lacks facts still."""
        discard(self._lines)
        self._counts = Counter(one.place for one in files if one.removed_at is None)
        self.head.setText(self._head_text(materials, more))
        self._lines = [self._line(one) for one in sorted(materials, key=lambda one: one.received)]
        for line in self._lines:
            self._box.addWidget(line)

    def _head_text(self, materials: Sequence[Material], more: bool) -> str:
        received = sum(one.received for one in materials)
        if not materials:
            return self.tr("受理之后在这里看收到的材料")
        if not received:
            return self.tr("受理时没有登记材料")
        if received == len(materials):
            listed = self.tr("所列 {count} 份已收到，有的项信息不全")
            return (listed if more else self.tr("材料已收齐，共 {count} 份")).format(count=received)
        words = self.tr("材料已收 {count} 份，还缺 {missing} 份")
        return words.format(count=received, missing=len(materials) - received)

    def _line(self, material: Material) -> QWidget:
        line, mark, name = QWidget(self), QLabel(), Text(material.name)
        row, words = row_in(line, 2), QVBoxLayout()
        words.setSpacing(0)
        icon = "check" if material.received else "paperclip"
        mark.setPixmap(theme.pix(icon, theme.density().glyph, "ink2", self.devicePixelRatioF()))
        name.setWordWrap(True)
        words.addWidget(name)
        got = self.tr("已收") if material.received else self.tr("未登记")
        count = self._counts[file_place(material)]
        kept = self.tr("　文件 {count}").format(count=count) if count else ""
        words.addWidget(Text(f"{got}　{belongs_to(material)}{kept}", "sub"))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return line


class FilesLine(QWidget):
    """The button by which files of materials are looked at, or attached; ``wanted`` asks for it."""

    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._application = 0
        self.button = Button(self.tr("材料文件"), icon="paperclip", shortcut="Alt+F")
        row = row_in(self, 0)
        row.addWidget(self.button)
        row.addStretch(1)
        self.button.clicked.connect(lambda: self.wanted.emit(self._application))

    def show_files(self, application: int, files: Sequence[AttachedFile], draft: bool) -> None:
        """Count the files of another application; those of a ``draft`` are attached at the counter."""
        self._application = application
        count = sum(one.removed_at is None for one in files)
        words = self.tr("材料文件 {count}…") if count else self.tr("附材料文件…")
        self.button.set_text(words.format(count=count))
        self.setVisible(application > 0 and (count > 0 or not draft))


class LetterList(QWidget):
    """The letters of an application. ``wanted`` asks to see one."""

    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        pad, hair = theme.density().pad, theme.density().hair
        self._box.setContentsMargins(pad - hair, theme.grid(3), pad, 0)
        self._box.setSpacing(theme.grid(2))
        self.show_letters(())

    def show_letters(
        self, letters: Sequence[LetterRow], replaced: Mapping[int, LetterRow | None] = NONE_REPLACED
    ) -> None:
        """List an application's issued letters, or say when there will be one.

        ``replaced`` are those that another stands for, by their ids, None where that is still to be made.
        """
        self._replaced = replaced
        self._clear()
        for letter in letters:
            self._box.addWidget(self._line(letter))
        if letters:
            self._box.addStretch(1)
        else:
            self._box.addWidget(EmptyState(self.tr("还没有印发文书；审定之后下达，其他的见“其他办理”")), 1)

    def _clear(self) -> None:
        while self._box.count():
            widget = self._box.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _sum(self, letter: LetterRow) -> tuple[str, ...]:
        return (f"{fen_text(letter.amount)} {self.tr('元')}",) if says_sum(letter.kind) else ()

    def _void(self, letter: LetterRow) -> tuple[str, ...]:
        if letter.is_void:
            return (self.tr("作废：{why}").format(why=letter.void_reason),)
        if letter.id in self._replaced:
            return (self._replacement(self._replaced[letter.id]),)
        day = letter.reissued_on
        return (self.tr("补发：{day}").format(day=day.isoformat()),) if day is not None else ()

    def _replacement(self, newer: LetterRow | None) -> str:
        if newer is None:
            return self.tr("已不是现在的内容，须重新印")
        return self.tr("被 {day} 印的代替").format(day=newer.issued_at.date().isoformat())

    def _line(self, letter: LetterRow) -> QWidget:
        line = QWidget()
        row = row_in(line)
        row.addLayout(self._words(letter), 1)
        show = Button(self.tr("查看"), "link")
        show.setAccessibleName(self.tr("查看 {number}").format(number=heading(letter)))
        show.clicked.connect(lambda: self.wanted.emit(letter.id))
        row.addWidget(show)
        return line

    def _words(self, letter: LetterRow) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(WrappingText(name_of_letter(letter), "strong"))
        day, of = letter.date.isoformat(), (*self._sum(letter), letter.issued_by)
        for texts in ((letter.number, day), of) if letter.number else ((day, *of),):
            words.addWidget(Text("　".join(texts), "sub"))
        for why in self._void(letter):
            words.addWidget(WrappingText(why, "sub"))
        return words
