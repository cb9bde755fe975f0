"""A link under a field that answers a doubt, by one key for all of them: that at the focus is meant."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from ipdesk.ui.widgets import Button

CONFIRM, TAKE = "Alt+Y", "Alt+U"


class DoubtLink(Button):
    """A link that belongs to an editor; hidden until there is a doubt."""

    def __init__(self, key: str, editor: QWidget) -> None:
        super().__init__("", "link")
        self.key, self.editor = key, editor
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab and Enter pass it by
        self.hide()
        self.add_key(key).activatedAmbiguously.connect(self._press_one)

    def _press_one(self) -> None:
        """Of several links with the same key press the one at the focus; from elsewhere go to the first."""
        links = (link for link in self.window().findChildren(DoubtLink) if link.key == self.key)
        waiting = [link for link in links if link.isVisible()]
        own = next((link for link in waiting if link.editor.hasFocus()), None)
        if own is not None:
            own.click()
        elif waiting:
            waiting[0].editor.setFocus()


def confirm_link(editor: QWidget) -> DoubtLink:
    """Make the link below a doubtful number by which the clerk says that it was compared with the paper."""
    link = DoubtLink(CONFIRM, editor)
    words = QCoreApplication.translate("DoubtField", "核对无误，就用它（{key}）")
    link.set_text(words.format(key=CONFIRM))
    return link
