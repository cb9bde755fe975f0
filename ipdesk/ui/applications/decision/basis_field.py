"""On what a decided amount rests: experts with their scores, or a meeting."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from ipdesk.models.awards.typed_basis import basis_typed, score_text
from ipdesk.models.records import Basis, BasisKind, RawDecision
from ipdesk.ui import theme
from ipdesk.ui.widgets import Button, ChoiceField, Field, Text
from ipdesk.ui.widgets.base import row_in


class BasisField(QWidget):
    """Chooses the basis; ``chosen`` tells the value of its kind, ``sheetWanted`` asks for the scores."""

    chosen = Signal(str)
    sheetWanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        kinds = [(kind.value, kind.label) for kind in BasisKind]
        self.kind = ChoiceField(kinds, placeholder=self.tr("请选择"))
        self.field = Field(self.tr("核定依据"), self.kind)
        self.sheet, self.said = Button(self.tr("专家评分…"), shortcut="Alt+E"), Text("", "sub")
        self._lay_out()
        self.kind.changed.connect(self._tell)
        self.sheet.clicked.connect(self.sheetWanted)
        theme.follow(self.restyle)

    def _lay_out(self) -> None:
        self.said.setWordWrap(True)
        self._row = row_in(self)
        self._row.addWidget(self.field, 2)
        self._row.addWidget(self.sheet)
        self._row.addWidget(self.said, 3)

    def restyle(self) -> None:
        """Take the measures in force."""
        self._row.setSpacing(theme.grid(3))

    def _tell(self) -> None:
        self.chosen.emit(self.kind.key())

    def show_typed(self, raw: RawDecision) -> None:
        """Show what was typed at a line, without telling it."""
        self.kind.blockSignals(True)
        self.kind.set_key(raw.basis)
        self.kind.blockSignals(False)
        self.sheet.setVisible(raw.basis == BasisKind.EXPERTS)
        self.said.setText(self._said(raw))

    def _said(self, raw: RawDecision) -> str:
        basis = basis_typed(raw)
        if basis is None:
            return ""
        if basis.kind is BasisKind.MEETING:
            return self.tr("须填写会议纪要编号和日期")
        return experts_text(basis) or self.tr("还没有评分")

    def lock(self, locked: bool) -> None:
        """Let the basis be chosen, or only read."""
        self.kind.setEnabled(not locked)
        self.sheet.setEnabled(not locked)

    def set_error(self, text: str) -> None:
        """Say what is wrong with the basis."""
        self.field.set_error(text)


def experts_text(basis: Basis) -> str:
    """Return how many experts judged, with what average, and how many were recused; "" for none."""
    scored = sum(not expert.recused for expert in basis.experts)
    away = len(basis.experts) - scored
    if not basis.experts:
        return ""
    said = [_tr("{count} 位专家评分").format(count=scored)]
    if basis.average is not None:
        said.append(_tr("平均 {score} 分").format(score=score_text(basis.average)))
    if away:
        said.append(_tr("{count} 位回避").format(count=away))
    return _tr("，").join(said)


def _tr(text: str) -> str:
    return QCoreApplication.translate("BasisField", text)
