"""The list of all papers, each with whose template it has; and what the one in hand may name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from ipdesk.documents.letters.office_templates.placeholders import name_groups
from ipdesk.ui.widgets import GLYPH_ROLE, Column, DeskTable, DocumentView, Panel

if TYPE_CHECKING:
    from ipdesk.documents.letters.office_templates.state import TemplateState


def state_word(state: TemplateState, *, changed: bool) -> tuple[str, str]:
    """Return how things stand with a template, and the glyph for it."""
    translate = QCoreApplication.translate
    if changed:
        return translate("Templates", "有改动"), "pencil"
    if state.findings:
        return translate("Templates", "不能用"), "warning"
    return (translate("Templates", "本局"), "check") if state.own else (translate("Templates", "自带"), "")


def write_names(view: DocumentView, state: TemplateState) -> None:
    """Write what the template of a kind may name, with what it stands for."""
    for place, group in enumerate(name_groups(state.document.vocabulary)):
        view.line(group.caption, before=3 if place else 0, token="ink3")
        for name, meaning in group.names.items():
            view.line(f"{name}　{meaning}", before=0)


class TemplateList(Panel):
    """Every paper of the register. ``moved`` carries the state of the one that is current, or None."""

    moved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("文书"), "F2", flush=True, parent=parent)
        self.states: tuple[TemplateState, ...] = ()
        self.table = DeskTable((
            Column(self.tr("名称"), "key", ems=9, stretch=True),
            Column(self.tr("模板"), "sub", ems=6.5, stay=True),
        ))  # fmt: skip
        self._model = QStandardItemModel(0, 2, self)
        self.table.setModel(self._model)
        self.table.setAccessibleName(self.tr("全部文书"))
        self.table.moved.connect(lambda _: self.moved.emit(self.current()))
        self.body.addWidget(self.table, 1)

    def current(self) -> TemplateState | None:
        """Return the paper that the keys act on, None in an empty list."""
        row = self.table.current_row()
        return self.states[row] if 0 <= row < len(self.states) else None

    def show_states(self, states: Sequence[TemplateState], changed: Collection[str]) -> None:
        """Show all papers, standing where the list stood, at first on one that is refused.

        ``changed`` are the kinds with a text that is not saved.
        """
        before = self.current()
        with QSignalBlocker(self.table):
            self._model.setRowCount(0)
            for state in states:
                self._model.appendRow([QStandardItem(state.document.kind.name), QStandardItem()])
            self.states = tuple(states)
            self.show_changed(changed)
            self.table.select_row(_place(states, before))
        self.moved.emit(self.current())

    def show_changed(self, changed: Collection[str]) -> None:
        """Show anew which papers have a text that is not saved."""
        for row, state in enumerate(self.states):
            word, glyph = state_word(state, changed=state.document.kind.id in changed)
            item = self._model.item(row, 1)
            item.setText(word)
            item.setData(glyph, GLYPH_ROLE)


def _place(states: Sequence[TemplateState], before: TemplateState | None) -> int:
    if before is not None:
        return [state.document for state in states].index(before.document)
    return next((row for row, state in enumerate(states) if state.findings), 0)
