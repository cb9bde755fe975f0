"""The question how long many applicants have to put right what their applications lack."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.ui.applications.steps.correction_dialog import USUAL_DAYS, read_correction_days
from ipdesk.ui.widgets import Dialog, Field, NumberField


class CorrectionDaysDialog(Dialog):
    """Asks for the days of a correction. Once accepted, ``days`` can be read."""

    key = "F9"

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, _tr("预览"), parent=parent)
        self.days = NumberField(read_correction_days)
        self.field = Field(_tr("补正期限（工作日）"), self.days)
        self.days.set_number(USUAL_DAYS)
        self.add_sentence(_tr("每件要求补正程序知道缺少和填写有误的内容，下一步逐件列出，核对后再办理。"))
        self.add_sentence(_tr("还有别的要补正的，不在其内，请逐件通知补正。"))
        self.body.addWidget(self.field)
        self.days.setFocus()

    def accept(self) -> None:
        """Close, unless the days cannot be read: that is said."""
        self.field.set_error(self.days.problem() or ("" if self.days.number() else _tr("请填写补正期限。")))
        if self.field.error():
            self.days.setFocus()
        else:
            super().accept()


def _tr(text: str) -> str:
    return QCoreApplication.translate("CorrectionDaysDialog", text)
