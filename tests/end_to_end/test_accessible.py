"""Every page for those who hear the screen or work without a mouse."""

import datetime
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from ipdesk import sample
from ipdesk.demo.clerk import Clerk
from ipdesk.demo.pictures import views
from ipdesk.documents.letters.issue import notification
from tests.end_to_end.conftest import Start


def unnamed(clerk: Clerk) -> Iterator[str]:
    """Yield what Tab reaches in the window in front and a reader of the screen has no word for."""
    for widget in clerk.window().findChildren(QWidget):
        reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if reached and widget.isVisible() and widget.isEnabled():
            spoken = QAccessible.queryAccessibleInterface(widget)
            if not spoken.text(QAccessible.Text.Name).strip():
                yield f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"


def test_everything_that_tab_reaches_has_a_name(start: Start, data_dir: Path) -> None:
    with start() as (program, clerk):
        assert list(unnamed(clerk)) == [], "first start"
        clerk.window().close()
    sample.fill(data_dir, datetime.date.today(), notification)
    with start() as (program, clerk):
        found = {}
        for view in views(program, clerk):
            view.show()
            clerk.settle()
            if nameless := list(unnamed(clerk)):
                found[view.name] = nameless
        assert found == {}
