"""The materials that a notice asks for beside the policy, by clause: a sheet of rows, and its button."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ipdesk.models.parsing.values.numbers import read_paper_copies
from ipdesk.models.records import CallMaterial
from ipdesk.models.records.forms import MaterialForm
from ipdesk.rules.core.plain_text import blank
from ipdesk.ui import theme
from ipdesk.ui.widgets import (
    Button,
    ChoiceField,
    Dialog,
    ElidedText,
    NumberField,
    ScrollArea,
    Text,
    TextField,
)
from ipdesk.ui.widgets.base import row_in

Clauses = Sequence[tuple[str, str]]
"""Clauses by their full ids, each with its article and title."""

_EITHER = "either"
_NAMED = 3  # in the form of the call; the sheet shows all


def _tr(text: str) -> str:
    return QCoreApplication.translate("CallMaterials", text)


class MaterialRow(QWidget):
    """One material; ``changed`` tells that something was entered."""

    changed = Signal()

    def __init__(self, clauses: Clauses, known: CallMaterial | None, parent: QWidget) -> None:
        super().__init__(parent)
        words = {_EITHER: _tr("不限")} | {one.value: one.label for one in MaterialForm}
        self.clause, self.form = ChoiceField(clauses), ChoiceField(words.items())
        self.name, self.article, self.copies = TextField(), TextField(), NumberField(read_paper_copies)
        self.name.setPlaceholderText(_tr("如 银行出具的贷款结清证明"))
        self.article.setPlaceholderText(_tr("如 第四条"))
        heads = (_tr("条款"), _tr("材料名称"), _tr("形式"), _tr("份数"), _tr("通知哪一条要求"))
        for field, word in zip(self.fields(), heads, strict=True):
            field.setAccessibleName(word)
        self._show(known)
        for edited in (self.name.textEdited, self.article.textEdited, self.copies.textEdited):
            edited.connect(lambda _: self.changed.emit())
        for chosen in (self.clause.changed, self.form.changed):
            chosen.connect(self.changed)

    def _show(self, known: CallMaterial | None) -> None:
        self.clause.set_key(known.rule if known is not None else "")
        self.form.set_key(known.form if known is not None and known.form else _EITHER)
        self.copies.set_number(known.copies if known is not None else 1)
        if known is not None:
            self.name.show_text(known.name)
            self.article.show_text(known.article)

    def fields(self) -> tuple[QWidget, ...]:
        """Return the fields in their order."""
        return self.clause, self.name, self.form, self.copies, self.article

    def empty(self) -> bool:
        """Say whether nothing is typed in it: a row that is cleared counts for nothing."""
        return blank(self.name.text()) and blank(self.article.text())

    def fault(self) -> tuple[str, QWidget] | None:
        """Return what is missing or wrong, as a sentence, and where; None for nothing."""
        if self.empty():
            return None
        if not self.clause.key():
            return _tr("请选择是哪一条款的材料。"), self.clause
        if blank(self.name.text()):
            return _tr("请填写材料名称。"), self.name
        if self.copies.number() is None:
            return self.copies.problem() or _tr("请填写份数。"), self.copies
        asked = _tr("请填写申报通知的哪一条要求这份材料，补正时引用。")
        return (asked, self.article) if blank(self.article.text()) else None

    def material(self) -> CallMaterial:
        """Return what was entered, which has no ``fault``."""
        form = None if self.form.key() == _EITHER else MaterialForm(self.form.key())
        copies = int(self.copies.number() or 0)
        return CallMaterial(self.clause.key(), self.name.text(), form, copies, self.article.text())


class CallMaterialsDialog(Dialog):
    """Asks which materials the notice wants. A row is added when something is entered in the last one."""

    room = 230

    def __init__(self, clauses: Clauses, known: Sequence[CallMaterial], parent: QWidget) -> None:
        super().__init__(_tr("申报通知另外要求的材料"), _tr("确定"), parent=parent)
        self._clauses = clauses
        self.rows: list[MaterialRow] = []
        self.problem = Text("", "error")
        self._table, self._grid = QWidget(), QGridLayout()
        self._fill_body()
        for one in (*known, None):
            self._add_row(one)
        self.problem.hide()
        self.rows[0].clause.setFocus()

    def _fill_body(self) -> None:
        self.add_sentence(
            _tr("政策没有列出、申报通知要求提交的材料，按条款登记；不要的行，请清空名称和通知条款。")
        )
        self._table.setLayout(self._grid)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.grid(1.5))
        heads = (
            _tr("条款 必填"), _tr("材料名称 必填"), _tr("形式"), _tr("份数 必填"), _tr("通知哪一条要求 必填"),
        )  # fmt: skip
        for column, (word, share) in enumerate(zip(heads, (7, 8, 3, 2, 4), strict=True)):
            self._grid.addWidget(Text(word, "cap"), 0, column)
            self._grid.setColumnStretch(column, share)
        self.body.addWidget(ScrollArea(self._table, gutter=True), 1)
        self.body.addWidget(self.problem)
        self.problem.setWordWrap(True)

    def restyle(self) -> None:
        """Take the measures in force, with room for some rows."""
        super().restyle()
        self.take_room(230, 100)

    def _add_row(self, known: CallMaterial | None = None) -> None:
        row, line = MaterialRow(self._clauses, known, self), len(self.rows) + 1
        row.hide()
        for column, field in enumerate(row.fields()):
            self._grid.addWidget(field, line, column)
        self._grid.setRowStretch(line, 0)
        self._grid.setRowStretch(line + 1, 1)
        row.changed.connect(self._follow)
        self.rows.append(row)
        fields = [field for one in self.rows for field in one.fields()]
        for before, after in pairwise((*fields, self.accept_button)):
            self.setTabOrder(before, after)

    def _follow(self) -> None:
        """Keep an empty row below, and take back what was said: somebody is about to put it right."""
        self.problem.hide()
        if not self.rows[-1].empty():
            self._add_row()

    def materials(self) -> tuple[CallMaterial, ...]:
        """Return what was entered; empty rows are left out."""
        return tuple(row.material() for row in self.rows if not row.empty())

    def accept(self) -> None:
        """Close, unless something is missing: that is said, and gone to."""
        fault = next(filter(None, (row.fault() for row in self.rows)), None)
        if fault is None:
            super().accept()
            return
        said, field = fault
        self.problem.setText(said)
        self.problem.show()
        field.setFocus()


class MaterialsPart(QWidget):
    """What a call asks for beside the policy, in a line, and the button to the sheet.

    ``clauses`` are those of the policy that is chosen. Closed to changes it only shows.
    """

    def __init__(self, clauses: Callable[[], Clauses], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clauses = clauses
        self.materials: tuple[CallMaterial, ...] = ()
        self.button = Button(_tr("登记…"), shortcut="Alt+M")
        self.said = ElidedText("", "sub")
        self.button.clicked.connect(self.ask)
        row: QHBoxLayout = row_in(self, 2)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.said, 1)
        self.show_materials(())

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Let the keyboard come to the button; a focus proxy of Qt would break the order of the form."""
        self.button.setFocus(reason)

    def show_materials(self, materials: Sequence[CallMaterial]) -> None:
        """Show what is asked for."""
        self.materials = tuple(materials)
        names = "、".join(one.called for one in self.materials[:_NAMED])
        more = _tr("{names}等 {count} 份") if len(self.materials) > _NAMED else "{names}"
        said = more.format(names=names, count=len(self.materials))
        self.said.set_text(said or _tr("没有；政策已经列出的材料不用登记"))

    def ask(self) -> None:
        """Open the sheet, of the clauses of the policy that is chosen by then."""
        clauses = [*self._clauses(), *self._gone()]
        dialog = CallMaterialsDialog(clauses, self.materials, self)
        if dialog.ask():
            self.show_materials(dialog.materials())

    def _gone(self) -> Iterator[tuple[str, str]]:
        """Yield clauses of what was asked for that the policy no longer has."""
        known = dict(self._clauses())
        yield from ((rule, rule) for rule in {one.rule for one in self.materials} if rule not in known)
