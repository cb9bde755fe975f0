"""Every dialog of the window is made of the one that asks before it forgets."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QLineEdit, QPlainTextEdit, QWidget

import ipdesk.ui
from ipdesk.ui.widgets import Dialog, TickField, YesNoField

_STAY = {"SecretDialog", "SignInDialog"}  # what is shown once; a window that nobody gives up
_KNOWN = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton, TickField, YesNoField)


def _classes() -> Iterator[type[QWidget]]:
    for found in pkgutil.walk_packages(ipdesk.ui.__path__, "ipdesk.ui."):
        module = importlib.import_module(found.name)
        for one in vars(module).values():
            if isinstance(one, type) and issubclass(one, QWidget) and one.__module__ == found.name:
                yield one


def test_no_dialog_goes_its_own_way_of_closing() -> None:
    dialogs = [one for one in _classes() if issubclass(one, QDialog) and one is not Dialog]
    assert len(dialogs) > 30
    for one in dialogs:
        assert issubclass(one, Dialog), one
        own = {"reject", "closeEvent", "touched", "_refuse"} & set(vars(one))
        assert not own or one.__name__ in _STAY, (one, own)


def test_every_input_is_one_that_the_question_knows() -> None:
    inputs = [one for one in _classes() if one.__module__.startswith("ipdesk.ui.widgets.fields.")]
    takes_text = [one for one in inputs if hasattr(one, "inputMethodEvent") and hasattr(one, "changed")]
    assert takes_text
    for one in takes_text:
        assert issubclass(one, _KNOWN) or "UnitToggle" in one.__name__, one


def test_a_dialog_that_writes_is_held_and_not_its_button_alone() -> None:
    folder = Path(ipdesk.ui.__path__[0])
    for path in folder.rglob("*.py"):
        if path.name != "dialog.py" or path.parent.name != "widgets":
            assert not re.search(r"accept_button\.setEnabled\((True|False)\)", path.read_text("utf-8")), path
