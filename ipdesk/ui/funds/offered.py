"""What cannot be done with the grant in hand: the buttons at the foot say so before anything is typed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ipdesk.models.records import FundGrantRecord
from ipdesk.ui.funds.load import TaskFile


def why_not_paid(task: TaskFile, grant: FundGrantRecord | None) -> str:
    """Return why a grant cannot be sent to be paid here, "" where it can."""
    if grant is None:
        return _tr("先选中一笔核定")
    if grant.id in task.applications:
        return _tr("申请件的资助请在“拨付”页编制批次支付")
    return _tr("本单位的拨付由两人办理，请在“拨付”页编制批次支付") if task.two_people else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("FundsOffered", text)
