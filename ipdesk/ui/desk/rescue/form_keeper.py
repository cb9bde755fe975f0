"""Keeps what is typed in one dialog, and brings back what was left in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication

from ipdesk.ui.desk.rescue.typed_forms import TypedForm, TypedForms
from ipdesk.ui.widgets import FormDialog
from ipdesk.ui.widgets.fields.typed_fields import listen_to, named_inputs, put_back, texts_of


class FormKeeper:
    """The keeper of a dialog that is being shown: its inputs stand as they are before anybody types."""

    def __init__(self, forms: TypedForms, form: str, dialog: FormDialog) -> None:
        self._forms, self._form, self._dialog = forms, form, dialog
        self._inputs = named_inputs(dialog)
        self._before = self._noted = texts_of(self._inputs)
        self._ended, self._on_disk = False, True
        if (left := forms.found(form)) is not None:
            self._bring_back(left)  # it lies on disk already
            self._noted = texts_of(self._inputs)
        listen_to(self._inputs, self._keep)

    def _bring_back(self, left: TypedForm) -> None:
        put_back(self._inputs, left.typed)
        said = _tr("上次没有填完，已恢复。")
        if changed := self._changed_since(left):
            said += _tr("其间改过的：{fields}，请核对。").format(fields="、".join(changed))
        self._dialog.message.say(said, (_tr("不要上次填的"), self._discard), icon="info")

    def _changed_since(self, left: TypedForm) -> Iterable[str]:
        """Return the words of the fields that stood otherwise when they were typed over."""
        stood = {name: text for name, text in left.before.items() if name in self._before}
        return [name.rpartition(" ")[0] for name, text in stood.items() if self._before[name] != text]

    def _discard(self) -> None:
        put_back(self._inputs, self._before)
        put_back(self._inputs, self._before)  # what a choice proposed over it while it was put back
        self._dialog.message.clear()
        self._keep()

    def _keep(self) -> None:
        if self._ended:
            return
        self._on_disk = False
        now = self._noted = texts_of(self._inputs)
        typed = {name: text for name, text in now.items() if text != self._before[name]}
        self._forms.keep(self._form, typed, {name: self._before[name] for name in typed})

    def forget(self) -> None:
        """Keep nothing any more: what was entered is in the database."""
        self._ended = True
        self._forms.keep(self._form, {}, {})

    def unsaved(self) -> bool:
        """Say whether something is not kept yet."""
        return not self._on_disk or texts_of(self._inputs) != self._noted

    def close(self, then: Callable[[], None], otherwise: Callable[[], None]) -> None:
        """Keep it now; ``then`` follows where all of it is on disk, ``otherwise`` where it cannot be."""
        self._keep()  # what the form filled in by itself is told by no signal
        self._on_disk = self._forms.keep_now()
        (then if self._on_disk else otherwise)()


def _tr(text: str) -> str:
    return QCoreApplication.translate("FormKeeper", text)
