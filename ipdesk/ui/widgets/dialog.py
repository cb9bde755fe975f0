"""The few dialogs that are needed: one with a title, content and buttons; and a plain question."""

from collections.abc import Callable
from typing import ClassVar, Protocol

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import Text, lay_out_before
from ipdesk.ui.widgets.button import Button, Kind
from ipdesk.ui.widgets.fields.entries import entries, fault_in
from ipdesk.ui.widgets.scroll_area import DialogBody, keep_in_sight
from ipdesk.ui.widgets.wrap_row import WrappingText

_ACCEPTING = ("Ctrl+Return", "Ctrl+Enter")
_COMMON = 0xFFFF
"""The last character that systems have a font for; rarer ones, as 𠮷, are boxes in the bar of a window."""


class Keeper(Protocol):
    """What keeps the text of a dialog while it is typed, so that closing forgets nothing."""

    def unsaved(self) -> bool:
        """Say whether something is not kept yet."""

    def close(self, then: Callable[[], None], otherwise: Callable[[], None]) -> None:
        """Keep it now; ``then`` follows where all of it is, ``otherwise`` where it cannot be."""


class Dialog(QDialog):
    """A dialog. ``body`` takes the content; Enter accepts, Esc refuses; with danger both refuse.

    It is never higher than the screen: where the body does not fit it scrolls, between title and buttons.
    Ctrl+Enter accepts from anywhere in it. Where something was typed or changed, Esc, the button that refuses
    and the cross of the window ask once before it is forgotten. What writes holds the dialog meanwhile
    (``hold``); after a refusal (``release``) the keyboard goes to the first input that is marked as wrong.
    A ``keeper`` keeps what is typed: then it is asked only about what could not be kept. It is at least as
    wide as ``room``, in steps of the grid. Its ``key``, where it has one, accepts as well and stands on the
    button: that of the bar which opened it.
    """

    room = 0
    key = ""

    key_help: ClassVar[Callable[[QWidget], None]] = lambda window: None
    """What F1 does in every dialog; the shell sets it."""

    asks_before_forgetting = True
    """Whether what was typed is worth a question; not so of a password, which is typed again in a moment."""

    def __init__(
        self,
        title: str,
        accept: str,
        *,
        refuse: str = "",
        kind: Kind = "primary",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("dialog")
        self.setWindowTitle(bar_title(title))
        self.title = Text(title, "head")
        self.accept_button = Button(accept, kind)
        self.refuse_button = Button(refuse or self.tr("取消"))
        self.refusal = WrappingText("", "strong")  # why nobody here may accept: in sight before anybody types
        self.keeper: Keeper | None = None
        self._untouched: object = None  # what stood there before anybody typed
        self._being_written = False
        self._place: QWidget | None = None  # where the keyboard was before the dialog was held
        self._lay_out()
        self._bind(kind)
        theme.follow(self.restyle)

    def show_key_help(self) -> None:
        """Show what the keys do here."""
        type(self).key_help(self)

    def _bind(self, kind: Kind) -> None:
        QShortcut(QKeySequence("F1"), self).activated.connect(self.show_key_help)
        self.accept_button.clicked.connect(self._accept)
        self.refuse_button.clicked.connect(self._refuse)
        for button in (self.refuse_button, self.accept_button):
            button.setAutoDefault(True)  # Enter presses the one that has the focus
        (self.refuse_button if kind == "danger" else self.accept_button).setDefault(True)
        self.refuse_button.tell_key("Esc")
        if kind == "danger":
            self._lead_to_accept()
            return
        for key in _ACCEPTING:
            self.accept_button.add_key(key).setAutoRepeat(False)
        self.accept_button.tell_key("Ctrl+Enter")
        self.accept_button.write_key(self.key)

    def _lead_to_accept(self) -> None:
        """Let the keys that accept elsewhere lead to the button: nothing is done by one pressed too long."""
        for key in _ACCEPTING:
            hook = QShortcut(QKeySequence(key), self)
            hook.setAutoRepeat(False)
            hook.activated.connect(lambda: self.accept_button.setFocus(Qt.FocusReason.ShortcutFocusReason))

    def _accept(self) -> None:
        self.accept()
        if self.isVisible() and not self._being_written:
            self._go_to_fault()

    def _refuse(self) -> None:
        self.reject()

    # --- what was typed ---

    def content(self) -> object:
        """Return all that somebody may have entered; a dialog that keeps some of it elsewhere adds that."""
        return entries(self)

    def touched(self) -> bool:
        """Say whether something was typed or changed since the dialog was shown, and is not kept."""
        if self.keeper is not None and not self.keeper.unsaved():
            return False
        return self._untouched is not None and self.content() != self._untouched

    def reject(self) -> None:
        """Close, after a question where something would be forgotten; not while it is being written."""
        if self.keeper is not None and not self._being_written and self.touched():
            self.hold()
            self.keeper.close(self._close_kept, self._close_kept)
        else:
            self._close_unless_forgotten()

    def _close_kept(self) -> None:
        self.release()
        self._close_unless_forgotten()

    def _close_unless_forgotten(self) -> None:
        if not self._being_written and (
            not self.asks_before_forgetting or not self.touched() or self._may_forget()
        ):
            super().reject()

    def _may_forget(self) -> bool:
        place = self.focusWidget()
        words = self.tr("“{title}”里填写的内容还没有保存，关闭以后不能恢复。").format(title=self.title.text())
        asked, stay = self.tr("放弃填写的内容？"), self.tr("继续填写")
        gone = confirm(self, asked, words, self.tr("放弃"), refuse=stay, danger=True)
        if not gone and place is not None and isValid(place):
            place.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
        return gone

    def hold(self) -> None:
        """Let nobody press again while what was entered is being written."""
        self._place = self.focusWidget()
        self._being_written = True
        self.accept_button.setEnabled(False)

    def release(self) -> None:
        """Go on after a refusal, where something can be mended; tell what is wrong at the inputs before."""
        self._being_written = False
        self.accept_button.setEnabled(True)
        if self.focusWidget() in (None, self.accept_button, self.refuse_button) and self._place is not None:
            self._place.setFocus(Qt.FocusReason.OtherFocusReason)
        self._go_to_fault()

    def held(self) -> bool:
        """Say whether what was entered is being written."""
        return self._being_written

    def done(self, result: int) -> None:
        """Close: nothing is being written any more."""
        self._being_written = False
        super().done(result)

    def _go_to_fault(self) -> None:
        wrong, place = fault_in(self), self.focusWidget()
        if wrong is not None:
            self.go_to(place if place is not None and place.property("err") == "true" else wrong)

    def go_to(self, editor: QWidget) -> None:
        """Bring the keyboard to an input, and into sight what is said of it, where the body scrolls."""
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, lambda: self._show_whole(editor))  # what is said below it takes room first

    def _show_whole(self, editor: QWidget) -> None:
        if isValid(editor) and (field := editor.parentWidget()) is not None and self.isVisible():
            keep_in_sight(field, field.rect())

    def ask(self) -> bool:
        """Show the dialog and wait; say whether it was accepted. It is gone soon: read it at once."""
        try:
            return self.exec() == int(QDialog.DialogCode.Accepted)
        finally:
            if isValid(self):  # or the window below was closed over it, and took it along
                self.deleteLater()

    def open_once(self) -> None:
        """Open the dialog and return; it is gone as soon as it is closed."""
        self.finished.connect(self._drop)
        self.open()

    def _drop(self) -> None:
        self.deleteLater()

    def _lay_out(self) -> None:
        self._scrolled = DialogBody()
        self.body = self._scrolled.box
        self._outer, self._buttons = QVBoxLayout(self), QHBoxLayout()
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.refuse_button)
        self._buttons.addWidget(self.accept_button)
        self._outer.addWidget(self.title)
        self._outer.addWidget(self._scrolled, 1)
        self._outer.addWidget(self.refusal)
        self._outer.addLayout(self._buttons)
        self.refusal.hide()
        self.accept_button.refusalChanged.connect(self._tell_refusal)

    def _tell_refusal(self) -> None:
        self.refusal.setText(self.accept_button.refusal())
        self.refusal.setVisible(bool(self.accept_button.refusal()))

    def setVisible(self, visible: bool) -> None:
        """Take the room that is needed before a window manager finds a place for the dialog."""
        if visible and not self.isVisible():
            self.ensurePolished()
            if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
                self.adjustSize()
            self._give_room()
        super().setVisible(visible)

    def showEvent(self, event: QShowEvent) -> None:
        """Let Enter in the last field go on to what the dialog is for, not to giving up."""
        # Only now: an order set while the dialog is being made does not last.
        self.setTabOrder(self.accept_button, self.refuse_button)
        if self._untouched is None:
            self._untouched = self.content()
        super().showEvent(event)
        self._give_room()

    def event(self, event: QEvent) -> bool:
        """Grow when what stands in the dialog needs more room; paint nothing that is half laid out."""
        lay_out_before(event)
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._give_room()
        return done

    def _give_room(self, kept: int | None = None) -> None:
        """Grow to what the body needs at this width, wrapped sentences included, within the screen.

        ``kept`` is the height in px that is kept anyway, None for the present one.
        """
        apart = self._outer.totalSizeHint().height() - self._scrolled.sizeHint().height()
        margins = self._outer.contentsMargins()
        inside = self.width() - margins.left() - margins.right()
        kept = self.height() if kept is None else kept
        height = min(max(kept, apart + self._scrolled.needed(inside)), self.most_height())
        if height != self.height():
            self.resize(self.width(), height)
            self._stay_in_sight()

    def fit_again(self) -> None:
        """Give back, once all is laid out anew, the height that another choice in the dialog needed."""
        QTimer.singleShot(0, self, self._fit_anew)  # what is laid out tells its parents one after the other

    def _fit_anew(self) -> None:
        if self.isVisible():
            self._scrolled.updateGeometry()
            self._give_room(kept=0)

    def most_height(self) -> int:
        """Return the height in px that the screen has for the dialog under the title bar of its window."""
        frame = self.frameGeometry().height() - self.height() if self.isVisible() else 0
        return self.screen().availableGeometry().height() - max(frame, theme.grid(8))

    def _stay_in_sight(self) -> None:
        """Move up where the foot of the dialog has grown out of the screen."""
        beyond = self.frameGeometry().bottom() - self.screen().availableGeometry().bottom()
        if self.isVisible() and beyond > 0:
            self.move(self.pos() - QPoint(0, beyond))

    def set_title(self, title: str) -> None:
        """Call the dialog otherwise: what was chosen in it is about something else."""
        self.title.setText(title)
        self.setWindowTitle(bar_title(title))

    def add_sentence(self, sentence: str, role: str = "sub") -> WrappingText:
        """Say something in the body, below what stands there; return it, to be said otherwise later."""
        said = WrappingText(sentence, role)
        self.body.addWidget(said)
        return said

    def add_table(self, table: QWidget, steps: float, rows: int) -> None:
        """Put a table into the body, at least ``steps`` of the grid wide and with ``rows`` in sight."""
        measures = theme.density()
        table.setMinimumSize(theme.grid(steps), measures.table_head + rows * measures.row)
        self.take_room(steps + 12)
        self.body.addWidget(table)

    def add_left(self, widget: QWidget) -> None:
        """Put a button at the left, apart from those that end the dialog."""
        self._buttons.insertWidget(0, widget)

    def restyle(self) -> None:
        """Take the measures in force."""
        measures = theme.density()
        self._outer.setContentsMargins(*[measures.pad + theme.grid(1)] * 4)
        self._outer.setSpacing(measures.pad)
        self._buttons.setSpacing(theme.grid(2))
        self.body.setSpacing(measures.field_y)
        self.take_room(self.room)

    def take_room(self, steps: float, high: float = 0) -> None:
        """Be at least so wide and high, in steps of the grid, as far as there is room on the screen.

        A window that is larger than what the system says of the screen counts in its place.
        """
        screen, over = self.screen().availableGeometry().size(), self.parentWidget()
        seen = screen.expandedTo(over.window().size()) if over is not None else screen
        width = min(max(theme.density().sheet, theme.grid(steps)), seen.width() - theme.grid(4))
        height = min(theme.grid(high), seen.height() - theme.grid(16))
        self.setMinimumSize(width, max(0, height))


def bar_title(title: str) -> str:
    """Return a title for the bar of a window, without the parts that the system cannot draw."""
    parts = (part for part in title.split("　") if all(ord(sign) <= _COMMON for sign in part))
    return "　".join(parts)


def confirm(
    parent: QWidget | None, title: str, sentence: str, accept: str, *, refuse: str = "", danger: bool = False
) -> bool:
    """Ask and wait; return whether the answer is yes. For what cannot be taken back, and nothing else.

    With ``danger`` the button that does it is red and the focus stands on the other one.
    """
    sheet = Dialog(title, accept, refuse=refuse, kind="danger" if danger else "primary", parent=parent)
    sheet.add_sentence(sentence, "")
    (sheet.refuse_button if danger else sheet.accept_button).setFocus(Qt.FocusReason.OtherFocusReason)
    return sheet.ask()
