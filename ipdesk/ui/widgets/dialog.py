"""The few dialogs that are needed: one with a title, content and buttons; and a plain question."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ipdesk.ui import theme
from ipdesk.ui.widgets.base import Text
from ipdesk.ui.widgets.button import Button, Kind


class Dialog(QDialog):
    """A dialog. ``body`` takes the content; Enter accepts, Esc refuses; with danger both refuse."""

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
        self.setWindowTitle(title)
        self.title = Text(title, "head")
        self.accept_button = Button(accept, kind)
        self.refuse_button = Button(refuse or self.tr("取消"))
        self.body = QVBoxLayout()
        self._outer, self._buttons = QVBoxLayout(self), QHBoxLayout()
        self._lay_out()
        for button in (self.refuse_button, self.accept_button):
            button.setAutoDefault(True)  # Enter presses the one that has the focus
        (self.refuse_button if kind == "danger" else self.accept_button).setDefault(True)
        self.accept_button.clicked.connect(self._accept)
        self.refuse_button.clicked.connect(self._refuse)
        theme.follow(self.restyle)

    def _accept(self) -> None:
        self.accept()

    def _refuse(self) -> None:
        self.reject()

    def open_once(self) -> None:
        """Open the dialog and return; it is gone as soon as it is closed."""
        self.finished.connect(self._drop)
        self.open()

    def _drop(self) -> None:
        self.deleteLater()

    def _lay_out(self) -> None:
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.refuse_button)
        self._buttons.addWidget(self.accept_button)
        self._outer.addWidget(self.title)
        self._outer.addLayout(self.body, 1)
        self._outer.addLayout(self._buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """Let Enter in the last field go on to what the dialog is for, not to giving up."""
        # Only now: an order set while the dialog is being made does not last.
        self.setTabOrder(self.accept_button, self.refuse_button)
        super().showEvent(event)
        self._give_room()

    def event(self, event: QEvent) -> bool:
        """Grow when what stands in the dialog needs more room."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._give_room()
        return done

    def _give_room(self) -> None:
        """Grow to the height that wrapped sentences need at this width: Qt goes by what a wider one needs."""
        needed = self._outer.totalHeightForWidth(self.width()) if self._outer.hasHeightForWidth() else 0
        if needed > self.height():
            self.resize(self.width(), needed)

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
        self.setMinimumWidth(measures.sheet)


def confirm(
    parent: QWidget | None, title: str, sentence: str, accept: str, *, refuse: str = "", danger: bool = False
) -> bool:
    """Ask and wait; return whether the answer is yes. For what cannot be taken back, and nothing else.

    With ``danger`` the button that does it is red and the focus stands on the other one.
    """
    sheet = Dialog(title, accept, refuse=refuse, kind="danger" if danger else "primary", parent=parent)
    text = Text(sentence)
    text.setWordWrap(True)
    sheet.body.addWidget(text)
    (sheet.refuse_button if danger else sheet.accept_button).setFocus(Qt.FocusReason.OtherFocusReason)
    try:
        return sheet.exec() == int(QDialog.DialogCode.Accepted)
    finally:
        sheet.deleteLater()
