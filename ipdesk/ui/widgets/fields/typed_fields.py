"""What stands in the fields of a form, by names that outlast the program; and how it is put back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ipdesk.models.parsing.values.amounts import AmountUnit
from ipdesk.ui.widgets.fields.choice_field import ChoiceField
from ipdesk.ui.widgets.fields.field import Field
from ipdesk.ui.widgets.fields.money_field import MoneyField
from ipdesk.ui.widgets.fields.paragraph_field import ParagraphField
from ipdesk.ui.widgets.fields.text_field import PasswordField, TextField
from ipdesk.ui.widgets.switch import Switch

Inputs = dict[str, QWidget]

_KNOWN = (TextField, ParagraphField, ChoiceField, Switch)


def named_inputs(root: QWidget) -> Inputs:
    """Return the inputs below a widget by the words beside them; of several with the same, numbered ones.

    Choices and switches come first: what they propose elsewhere is not to lie over what was typed there.
    A password is never among them.
    """
    labelled = [(one.label.text(), one.editor) for one in root.findChildren(Field)]
    switches = [(one.text(), one) for one in root.findChildren(Switch)]
    times: Counter[str] = Counter()
    found: Inputs = {}
    for word, editor in (*labelled, *switches):
        if isinstance(editor, _KNOWN) and not isinstance(editor, PasswordField):
            times[word] += 1
            found[f"{word} {times[word]}"] = editor
    return dict(sorted(found.items(), key=lambda one: not isinstance(one[1], ChoiceField | Switch)))


def texts_of(inputs: Inputs) -> dict[str, str]:
    """Return what stands in inputs, as text."""
    return {name: _text(editor) for name, editor in inputs.items()}


def _text(editor: QWidget) -> str:
    if isinstance(editor, MoneyField):
        return f"{int(editor.unit())} {editor.text()}"
    if isinstance(editor, ChoiceField):
        return editor.key()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    if isinstance(editor, QAbstractButton):
        return "on" if editor.isChecked() else ""
    assert isinstance(editor, QLineEdit)
    return editor.text()


def put_back(inputs: Inputs, texts: Mapping[str, str]) -> None:
    """Show in inputs what stood in them; of names that the form does not have any more nothing is taken."""
    for name, editor in inputs.items():
        if name in texts and _text(editor) != texts[name]:
            _show(editor, texts[name])


def _show(editor: QWidget, text: str) -> None:
    if isinstance(editor, MoneyField):
        unit, _, typed = text.partition(" ")
        editor.show_typed(typed, AmountUnit(int(unit)))
    elif isinstance(editor, ChoiceField):
        editor.set_key(text)
    elif isinstance(editor, ParagraphField):
        editor.setText(text)
    elif isinstance(editor, QAbstractButton):
        editor.setChecked(bool(text))
    elif isinstance(editor, TextField):
        editor.show_text(text)


def listen_to(inputs: Inputs, told: Callable[[], None]) -> None:
    """Tell of every change of inputs."""
    for editor in inputs.values():
        if isinstance(editor, QLineEdit | QPlainTextEdit):
            editor.textChanged.connect(lambda *_: told())
        elif isinstance(editor, QComboBox):
            editor.currentIndexChanged.connect(lambda *_: told())
        elif isinstance(editor, QAbstractButton):
            editor.toggled.connect(lambda *_: told())
