"""What stands in the inputs of a form, to tell whether somebody has typed or changed anything."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from ipdesk.ui.widgets.fields.tick_field import TickField
from ipdesk.ui.widgets.fields.yes_no_field import YesNoField

_SEARCH = "search"  # how search boxes are called: a search is no entry


def entries(root: QWidget) -> tuple[object, ...]:
    """Return what stands in the inputs below a widget, in the order they were made; empty ones are left out.

    A row that was added and holds nothing therefore counts for nothing. Searches, buttons that choose a view,
    and windows of their own, such as an open calendar, are no entries.
    """
    inputs = (one for one in root.findChildren(QWidget) if one.window() is root.window())
    return tuple(found for one in inputs if (found := entry(one)) not in (None, "", False))


def entry(widget: QWidget) -> object:
    """Return what stands in one input, None for a widget that takes none."""
    if isinstance(widget, QLineEdit) and widget.objectName() != _SEARCH:
        return widget.text()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, TickField):
        return "、".join(widget.ticked())
    if isinstance(widget, YesNoField):
        return widget.answer() if widget.answer() is None else str(widget.answer())
    if isinstance(widget, QAbstractButton) and not isinstance(widget, QPushButton):
        return widget.isCheckable() and widget.isChecked()
    return None


def fault_in(root: QWidget) -> QWidget | None:
    """Return the first input in sight, as Tab goes, that is marked as wrong; None where none is."""
    widget = root.nextInFocusChain()
    while widget is not None and widget is not root:
        if widget.property("err") == "true" and root.isAncestorOf(widget) and widget.isVisibleTo(root):
            return widget
        widget = widget.nextInFocusChain()
    return None
