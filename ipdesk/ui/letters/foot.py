"""The foot of the letters page: what is chosen, how far the work is, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from ipdesk.documents.letters.document import Layout
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.ui import theme
from ipdesk.ui.letters.rows import Item, total_of
from ipdesk.ui.widgets import ActionBar, Button, Switch


class LettersBar(ActionBar):
    """Buttons for what is chosen; while letters are being issued, progress and a button to stop."""

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counted = ""  # what the bar last said of a choice
        self._one_stands = False  # a letter that went out is chosen, and not void
        self._has_words = False  # one is chosen, of a kind that is known
        self._make_parts()
        for widget in (
            self.progress, self.stop, self.both_sides, self.void, self.words, self.save, self.read,
            self.primary,
        ):  # fmt: skip
            self.add(widget)
        self.stop.clicked.connect(self.stopped)
        self.set_busy(False)

    def _make_parts(self) -> None:
        self.progress, self.stop = QProgressBar(), Button(self.tr("停止"), shortcut="Esc")
        self.both_sides = Switch("")
        self.void = Button(self.tr("作废…"), icon="cross", shortcut="Alt+V")
        self.words = Button("", icon="copy", shortcut="Ctrl+Shift+C")
        self.save = Button(self.tr("另存 PDF"), icon="save", shortcut="Ctrl+S")
        self.read = Button(self.tr("系统阅读器"), icon="eye", shortcut="Ctrl+O")
        self.primary = Button("", "primary", icon="printer", shortcut="F9")
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(theme.grid(50))

    def show_chosen(self, chosen: Sequence[Item], ticked: bool, act: str) -> None:
        """Say what is chosen and what can be done with it, which ``act`` names."""
        many = len(chosen) > 1
        self._one_stands = not many and any(item.standing for item in chosen)
        self.void.setVisible(self._one_stands and not self.busy())
        self._offer_words(chosen)
        self.both_sides.setVisible(bool(chosen))
        self.both_sides.set_text(self.tr("双面打印，每份从正面起") if many else self.tr("双面打印"))
        several = self.tr("{act} {count} 份")
        self.primary.set_text(several.format(act=act, count=len(chosen)) if many else act)
        self.save.set_text(self.tr("各存一份 PDF") if many else self.tr("另存 PDF"))
        if ticked:
            self._counted = self._counted_text(chosen)
            self.set_state(self._counted, "check")
        elif self.state() == self._counted:
            self.set_state("")

    def _counted_text(self, chosen: Sequence[Item]) -> str:
        total = total_of(chosen)
        words = self.tr("已选 {count} 份　合计 {sum} 元") if total else self.tr("已选 {count} 份")
        return words.format(count=len(chosen), sum=total)

    def _offer_words(self, chosen: Sequence[Item]) -> None:
        """Offer the words of one document: those of a letter to be copied, a form or table as a workbook."""
        kinds = [DOCUMENTS.get(item.kind) for item in chosen]
        [kind] = kinds if len(kinds) == 1 else [None]
        self._has_words = kind is not None
        self.words.setVisible(self._has_words and not self.busy())
        is_letter = kind is None or kind.layout is Layout.LETTER
        self.words.set_text(self.tr("复制正文") if is_letter else self.tr("另存 Excel"))

    def offer(self, primary: bool, files: bool, why: str = "") -> None:
        """Let buttons be pressed or not; ``why`` stands beside a primary button that cannot."""
        self.primary.enable(primary, self.tr("先选中一份文书"))
        for button in (self.save, self.words, self.read):
            button.enable(files, self.tr("先选中一份文书"))
        self.explain(why)

    def busy(self) -> bool:
        """Say whether progress is shown in place of the buttons."""
        return self.stop.isVisibleTo(self)

    def set_busy(self, busy: bool) -> None:
        """Show progress in place of the buttons, or the buttons again."""
        self.progress.setVisible(busy)
        self.stop.setVisible(busy)
        if busy:
            self.both_sides.hide()
            self.explain("")
        self.void.setVisible(not busy and self._one_stands)
        self.words.setVisible(not busy and self._has_words)
        for button in (self.save, self.read, self.primary):
            button.setVisible(not busy)

    def show_progress(self, done: int, total: int) -> None:
        """Say how many letters are issued."""
        self._show(done, total)
        self.set_state(self.tr("正在办理第 {at} / {all} 份").format(at=done + 1, all=total), "clock")

    def show_gathering(self, done: int, total: int) -> None:
        """Say how many letters are put together for the printer, or for files."""
        self._show(done, total)
        self.set_state(self.tr("正在准备第 {at} / {all} 份").format(at=done, all=total), "clock")

    def show_pages(self, done: int, total: int) -> None:
        """Say how many pages are painted."""
        self._show(done, total)
        self.set_state(self.tr("正在打印第 {at} / {all} 页").format(at=done + 1, all=total), "printer")

    def _show(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
