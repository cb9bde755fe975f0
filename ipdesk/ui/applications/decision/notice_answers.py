"""What national rules point out about a decision, each with the answer that has to be written to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ipdesk.models.awards.guard_findings import GuardFinding
from ipdesk.models.parsing.reasons import reason_fault
from ipdesk.ui import theme
from ipdesk.ui.awards.guard_notices import rows_text
from ipdesk.ui.widgets import ParagraphField, Text
from ipdesk.ui.widgets.base import set_property

MOST_SENTENCES = 2  # of one rule; more are counted
SHARE = 0.38  # of the panel's height that the answers may take; beyond that they scroll


class AnswerField(QWidget):
    """One national rule: title and rows, what it points out, and the answer. ``edited`` tells of typing."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head, self.rows, self.said = Text("", "strong"), Text("", "sub"), Text("", "sub")
        self.editor, self.error, self.standing = ParagraphField(2), Text("", "error"), Text("")
        self._flag = QLabel()
        self._column = QVBoxLayout(self)
        self._lay_out()
        self.editor.textEdited.connect(self._edit)
        theme.follow(self.restyle)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme.grid(2))
        line.addWidget(self._flag)
        line.addWidget(self.head)
        line.addWidget(self.rows, 1)
        self.said.setWordWrap(True)
        self.standing.setWordWrap(True)
        self.error.hide()
        self._column.addLayout(line)
        for widget in (self.said, self.editor, self.error, self.standing):
            self._column.addWidget(widget)
        self._column.setContentsMargins(0, 0, 0, 0)

    def restyle(self) -> None:
        """Take the measures in force."""
        self._column.setSpacing(theme.density().label_gap)
        size = theme.density().glyph
        self._flag.setPixmap(theme.pix("flag", size, "ink2", self.devicePixelRatioF()))

    def _edit(self) -> None:
        self.mark("")
        self.edited.emit()

    def show_found(self, found: GuardFinding) -> None:
        """Show what is pointed out now; what was typed stays."""
        self.head.setText(found.title)
        self.rows.setText(rows_text({row for rows in found.sentences.values() for row in rows}))
        sentences = list(found.sentences)[:MOST_SENTENCES]
        if len(found.sentences) > MOST_SENTENCES:
            more = self.tr("另有 {count} 处，金额不同，见各项")
            sentences.append(more.format(count=len(found.sentences) - MOST_SENTENCES))
        self.said.setText("\n".join(sentences))
        self.editor.setAccessibleName(self.tr("对“{title}”的处理意见").format(title=found.title))

    def set_text(self, text: str) -> None:
        """Show an answer as it was typed."""
        self.editor.setText(text)
        self.standing.setText(self.tr("处理意见：{answer}").format(answer=text))
        self.mark("")

    def lock(self, locked: bool) -> None:
        """Let the answer be typed, or only read, and then whole."""
        self.editor.setVisible(not locked)
        self.standing.setVisible(locked)

    def mark(self, error: str) -> None:
        """Mark the answer and say what is wrong with it; nothing takes the mark back."""
        self.error.setText(error)
        self.error.setVisible(bool(error))
        set_property(self.editor, "err", "true" if error else "false")
        self.editor.setAccessibleDescription(error or self.said.text())


class NoticeAnswers(QWidget):
    """All that national rules point out, with their answers; hidden while that is nothing.

    ``edited`` tells that an answer was typed. Answers to what is no longer pointed out are kept.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = Text("", "strong")
        self.fields: dict[str, AnswerField] = {}
        self._found: tuple[GuardFinding, ...] = ()
        self._texts: dict[str, str] = {}
        self._locked, self._most = False, theme.density().row * 6
        self._inner, self._area = QWidget(), QScrollArea()
        self._fields_box, self._column = QVBoxLayout(self._inner), QVBoxLayout(self)
        self._lay_out()
        theme.follow(self.restyle)
        self.hide()

    def _lay_out(self) -> None:
        self._inner.setObjectName("scrolled")
        self._area.setWidget(self._inner)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.head)
        self._column.addWidget(self._area)

    def restyle(self) -> None:
        """Take the measures in force."""
        self._column.setSpacing(theme.grid(1))
        self._fields_box.setContentsMargins(0, 0, theme.grid(1), 0)
        self._fields_box.setSpacing(theme.grid(2))
        self._fit()

    def fit(self, height: int) -> None:
        """Take no more than a share of a panel of this height in px: the reasoning below needs some too."""
        self._most = round(SHARE * height)
        self._fit()

    def _fit(self) -> None:
        needed = self._fields_box.totalHeightForWidth(self._area.viewport().width())
        if needed < 0:
            needed = self._fields_box.totalSizeHint().height()
        self._area.setFixedHeight(min(needed, self._most))

    # --- what is shown ---

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Show what was answered before, by the code of the notice."""
        self._texts = dict(texts)
        for code, field in self.fields.items():
            field.set_text(self._texts.get(code, ""))

    def show_found(self, found: Sequence[GuardFinding]) -> None:
        """Show what is pointed out now."""
        if tuple(found) == self._found:
            return
        self._found = tuple(found)
        self._keep_only({one.code for one in found})
        for one in found:
            self._field(one.code).show_found(one)
        self._show_head()
        self.setVisible(bool(self._found))
        self._fit()

    def _show_head(self) -> None:
        words = self.tr("国家规定提示 {count} 条，审定前逐条写明处理意见")
        if self._locked:
            words = self.tr("国家规定提示 {count} 条，及审定时的处理意见")
        self.head.setText(words.format(count=len(self._found)))

    def _keep_only(self, codes: set[str]) -> None:
        for code in [code for code in self.fields if code not in codes]:
            field = self.fields.pop(code)
            field.hide()
            field.deleteLater()

    def _field(self, code: str) -> AnswerField:
        if code not in self.fields:
            field = self.fields[code] = AnswerField()
            field.set_text(self._texts.get(code, ""))
            field.lock(self._locked)
            field.edited.connect(lambda: self._take(code))
            self._fields_box.addWidget(field)
        return self.fields[code]

    def _take(self, code: str) -> None:
        self._texts[code] = self.fields[code].editor.text()
        self.edited.emit()

    def editors(self) -> list[ParagraphField]:
        """Return the inputs in their order."""
        return [field.editor for field in self.fields.values()]

    def texts(self) -> dict[str, str]:
        """Return every answer typed, by the code of the notice."""
        return {code: text for code, text in self._texts.items() if text}

    # --- what is wrong ---

    def mark_problems(self) -> AnswerField | None:
        """Mark the answers that are missing; return the first of them."""
        wrong = [field for field in self.fields.values() if self._mark(field)]
        self._fit()
        return wrong[0] if wrong else None

    def _mark(self, field: AnswerField) -> bool:
        """Mark an answer that is missing or says nothing; return whether it is marked."""
        text = field.editor.text()
        fault = reason_fault(text, self.tr("处理意见")) if text else self.tr("写明处理意见，再按 F9")
        if fault:
            field.mark(fault)
        return bool(fault)

    def go_to(self, field: AnswerField) -> None:
        """Put the focus on an answer and bring it into sight."""
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(field)

    def lock(self, locked: bool) -> None:
        """Let answers be typed, or only read."""
        self._locked = locked
        self._show_head()
        for field in self.fields.values():
            field.lock(locked)
        self._fit()
