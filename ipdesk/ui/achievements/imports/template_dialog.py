"""Of which kind an empty list is saved for applicants to fill in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.lists.applicant_rows import APPLICANT
from ipdesk.models.lists.list_form import list_forms
from ipdesk.ui.achievements.columns import kind_name
from ipdesk.ui.desk.exports import ask_workbook
from ipdesk.ui.widgets import ChoiceField, Dialog, Field, FormGrid


class TemplateDialog(Dialog):
    """``then`` is told the kind, and where its list goes."""

    room = 110

    def __init__(self, then: Callable[[str, Path], None], parent: QWidget) -> None:
        super().__init__(_tr("填报模板"), _tr("另存…"), parent=parent)
        self._then = then
        self.kind = ChoiceField([(one, kind_name(one)) for one in list_forms().kinds if one != APPLICANT])
        self.kind.set_key(next(iter(list_forms().kinds)))
        grid = FormGrid(1)
        grid.add(Field(_tr("成果种类"), self.kind), 1)
        self.add_sentence(_tr("存一份空的 Excel 表给申请人填写，填好后拖到受理页，或者在这里导入。"))
        self.body.addWidget(grid)
        self.kind.setFocus()

    def accept(self) -> None:
        """Ask where the list goes; given up, the dialog stays."""
        kind = self.kind.key()
        path = ask_workbook(self, _tr("{kind}填报表").format(kind=kind_name(kind))) if kind else None
        if path is not None:
            super().accept()
            self._then(kind, path)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TemplateDialog", text)
