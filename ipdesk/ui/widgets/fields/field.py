"""A field of a form: label above, input, and one line below for a hint or for what is wrong."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import SteadyText, Text, set_property
from ipdesk.ui.widgets.fields.checked_field import CheckedField
from ipdesk.ui.widgets.fields.choice_field import ChoiceField
from ipdesk.ui.widgets.fields.entries import entry
from ipdesk.ui.widgets.fields.paragraph_field import ParagraphField
from ipdesk.ui.widgets.fields.text_field import TextField
from ipdesk.ui.widgets.fields.tick_field import TickField
from ipdesk.ui.widgets.fields.yes_no_field import YesNoField
from ipdesk.ui.widgets.wrapping import wrapped_height


class HintLine(SteadyText):
    """The line under an input; it always takes its room, so that nothing moves when it fills."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "hint", parent)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force, and a second row where the text needs one."""
        small = theme.density().small
        line = theme.metrics(small).height()
        self.wraps = theme.text_width(self.text(), small) > self.width()
        self.setFixedHeight(wrapped_height(self.text(), self.width(), line) if self.wraps else line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the hint into two rows where the new width asks for it."""
        super().resizeEvent(event)
        self.restyle()

    def sizeHint(self) -> QSize:
        """Ask for no width of its own: the hint is as wide as its field."""
        return QSize(0, self.height())

    def show_text(self, text: str, error: bool) -> None:
        """Show a hint, or an error in ink."""
        set_property(self, "r", "error" if error else "hint")
        if text != self.text():
            self.setText(text)
            self.restyle()


class Field(QWidget):
    """A labelled input. What ``set_error`` says goes as soon as somebody types there.

    Where ``optional`` is told, a mark behind the label says whether it may stay blank, 选填 or 必填;
    ``mark`` says something else there, such as 不填算 1.
    Inputs that check themselves (they have ``problemChanged``) show their own error, which goes first: a text
    that cannot be read has no other fault. ``set_error`` adds that of the page. An input with ``hintChanged``
    has hints of its own.
    """

    def __init__(
        self,
        label: str,
        editor: QWidget,
        *,
        hint: str = "",
        optional: bool | None = None,
        mark: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._hint, self._value_hint, self._error, self._problem = hint, "", "", ""
        self._refused = ""  # what was said of a table that somebody pasted
        self._fault_of: Callable[[str], str] = str
        self._watching = False
        self._way: QWidget | None = None
        self._judged: object = None  # what stood there when the page said what is wrong
        self.label, self._mark, self.line = Text(label, "cap"), Text("", "cap"), HintLine()
        self.label.setBuddy(editor)
        self._column, self._head = QVBoxLayout(self), QHBoxLayout()
        self._lay_out(mark or self._usual_mark(optional))
        self._listen()
        editor.setAccessibleName(label)
        theme.follow(self.restyle)
        self._show()

    def _usual_mark(self, optional: bool | None) -> str:
        if optional is None:
            return ""
        return self.tr("选填") if optional else self.tr("必填")

    def _lay_out(self, mark: str) -> None:
        head = self._head
        head.addWidget(self.label)
        self._mark.setText(mark)
        if not mark:  # and never shown: without a parent yet it would be a window
            self._mark.hide()
        head.addWidget(self._mark)
        head.addStretch(1)
        self._column.addLayout(head)
        self._column.addWidget(self.editor)
        self._column.addWidget(self.line)
        self._column.addStretch(1)
        self._column.setContentsMargins(0, 0, 0, 0)

    def _listen(self) -> None:
        if isinstance(self.editor, CheckedField):
            self.editor.problemChanged.connect(self._set_problem)
        if isinstance(self.editor, CheckedField | ChoiceField | TickField | YesNoField):
            self._value_hint = self.editor.hint()
            self.editor.hintChanged.connect(self._set_value_hint)
        if isinstance(self.editor, ChoiceField | TickField | YesNoField):
            self.editor.changed.connect(self._mend)
        elif isinstance(self.editor, TextField | ParagraphField):
            self.editor.textEdited.connect(self._mend)
        if isinstance(self.editor, TextField):
            self.editor.tableRefused.connect(self._say_refused)
            self.editor.editingFinished.connect(self._forget_refused)

    def _say_refused(self, sentence: str) -> None:
        self._refused = sentence
        self._show()

    def _forget_refused(self) -> None:
        """Take back what was said of a table, which never stood in the field."""
        if self._refused:
            self._say_refused("")

    def _mend(self, *_: object) -> None:
        """Take back what was said of another text: somebody is putting it right.

        A page that checks at every key has already said what it thinks of this one.
        """
        self._forget_refused()
        if self._error and entry(self.editor) != self._judged:
            self.set_error("")

    def restyle(self) -> None:
        """Take the measures in force."""
        self._column.setSpacing(theme.density().label_gap)

    def set_mark(self, mark: str) -> None:
        """Say something else behind the label, or nothing."""
        self._mark.setText(mark)
        self._show_mark(bool(mark))

    def mark(self) -> str:
        """Return what is said behind the label."""
        return self._mark.text()

    def wrap_label(self) -> None:
        """Let a long label stand on several lines as wide as the field: the form is no wider for it."""
        self.label.setWordWrap(True)
        self._head.setStretchFactor(self.label, 1)
        self._head.setStretch(self._head.count() - 1, 0)

    def lead_here_by(self, key: str) -> None:
        """Let a key lead to the input from anywhere on the page, and tell it behind the label."""
        self._head.insertWidget(self._head.count() - 1, Text(key, "cap"))
        QShortcut(QKeySequence(key), self).activated.connect(self._take_keyboard)

    def _take_keyboard(self) -> None:
        self.editor.setFocus()

    def _show_mark(self, wanted: bool) -> None:
        self._mark.setVisible(wanted)

    def set_hint(self, hint: str) -> None:
        """Say something useful under the input; an error covers it."""
        self._hint = hint
        self._show()

    def set_error(self, error: str) -> None:
        """Mark the input and say what is wrong and how to cure it; an empty text clears the mark.

        A text that cannot be read says so itself then, also while the keyboard is still there.
        """
        self._error, self._judged = error, entry(self.editor)
        if error and isinstance(self.editor, CheckedField):
            self.editor.reveal()
        self._show()

    def watch(self, fault_of: Callable[[str], str]) -> None:
        """Have every text that stands there judged, also before anybody types: "" is no fault.

        A form asks again before it is handed in, by ``watched_fault``.
        """
        editor = self.editor
        assert isinstance(editor, TextField | ParagraphField), editor
        self._fault_of = fault_of
        if not self._watching:  # a paragraph tells nobody of what the program puts there, its document does
            told = (
                editor.document().contentsChanged
                if isinstance(editor, ParagraphField)
                else editor.textChanged
            )
            told.connect(self.judge)
        self._watching = True
        self.judge()

    def judge(self) -> None:
        """Say what is wrong with the text that stands there now, where somebody watches it."""
        self.set_error(self.watched_fault())

    def watched_fault(self) -> str:
        """Return what is wrong with the text by who watches it, "" where nobody does."""
        return self._fault_of(self.editor.text()) if self._watching else ""  # type: ignore[attr-defined]

    def lead_out_by(self, way: QWidget, leads: Callable[[], bool]) -> None:
        """Put what leads out of a fault under what is said of it, in sight while it cures that."""
        self._column.insertWidget(self._column.indexOf(self.line) + 1, way, 0, Qt.AlignmentFlag.AlignLeft)
        self._way, self._leads = way, leads
        self._show()

    def error(self) -> str:
        """Return the sentence in red below the field: a problem told from outside, else the field's own."""
        return self._refused or self._problem or self._error

    def _set_value_hint(self, hint: str) -> None:
        self._value_hint = hint
        self._show()

    def _set_problem(self, problem: str) -> None:
        self._problem = problem
        self._show()

    def _show(self) -> None:
        error = self.error()
        hint = self._value_hint or self._hint
        self.line.show_text(error or hint, bool(error))
        set_property(self.editor, "err", "true" if error else "false")
        if self._way is not None:
            self._way.setVisible(bool(error) and self._leads())
        self.editor.setAccessibleDescription(error or hint)


class FormGrid(QWidget):
    """Fields in equal columns, filled row by row.

    The gaps are columns of their own: Qt leaves out the spacing inside what spans a column that holds nothing
    alone, and the columns of two forms would not stand below each other.
    """

    def __init__(self, columns: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns, self._next = columns, 0
        self._placed: list[tuple[QWidget, int]] = []  # each with the columns it asks for
        self._left_out: frozenset[QWidget] = frozenset()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force."""
        measures, last = theme.density(), 2 * self._columns - 1
        for column in range(max(last, self._grid.columnCount())):
            shown, gap = column < last, column % 2
            self._grid.setColumnStretch(column, int(shown and not gap))
            self._grid.setColumnMinimumWidth(column, (measures.field_x if gap else 1) if shown else 0)
        self._grid.setVerticalSpacing(measures.field_y)

    def set_columns(self, columns: int) -> None:
        """Place all fields anew in so many columns; what asks for more takes all there are."""
        if columns == self._columns:
            return
        self._columns = columns
        self._place_anew()
        self.restyle()

    def leave_out(self, widgets: Iterable[QWidget]) -> None:
        """Hide these fields and no others, and let what follows them close up."""
        left_out = frozenset(widgets)
        if left_out == self._left_out:
            return
        for widget in left_out ^ self._left_out:
            widget.setVisible(widget not in left_out)
        self._left_out = left_out
        self._place_anew()

    def _place_anew(self) -> None:
        self._next = 0
        for widget, _ in self._placed:
            self._grid.removeWidget(widget)
        for widget, span in self._placed:
            if widget not in self._left_out:
                self._place(widget, span)

    def add(self, widget: QWidget, span: int = 1) -> None:
        """Put a field in the next place; ``span`` says over how many columns."""
        self._placed.append((widget, span))
        self._place(widget, span)

    def _place(self, widget: QWidget, span: int) -> None:
        span = min(span, self._columns)
        if self._next % self._columns + span > self._columns:
            self.new_row()
        row, column = divmod(self._next, self._columns)
        self._grid.addWidget(widget, row, 2 * column, 1, 2 * span - 1)
        self._next += span

    def new_row(self) -> None:
        """Let the next field start a row."""
        self._next = -(-self._next // self._columns) * self._columns

    def clear(self) -> None:
        """Take all fields away and delete them."""
        self._placed.clear()
        while self._grid.count():
            widget = self._grid.takeAt(0).widget()
            widget.hide()
            widget.deleteLater()
        self._next = 0
