"""What is asked where an award was never taken 逾期未领, and where a file goes into the archive 归档."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.applications.service_text import unserved_text
from ipdesk.models.commands import ArchiveApplications, LapseAward, TakeOutOfArchive
from ipdesk.models.records import ApplicationDetail, ApplicationRow, Retention
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.applications.after_award.amounts import Amounts, open_lines
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import ChoiceField, DateField, Field, TextField, WrappingText

Then = Callable[[Any], None]


class LapseDialog(CommandDialog):
    """Asks what was not taken until when, and on what its end rests."""

    def __init__(
        self, desk: Desk, detail: ApplicationDetail, policy: Policy, then: Then, parent: QWidget
    ) -> None:
        row = detail.application
        title = f"{_tr('逾期未领')}　{row.number}　{row.applicant_name}"
        super().__init__(desk, title, _tr("登记逾期未领"), then, parent)
        self._application = row.id
        self.due, self.reason, self.basis = DateField(desk.today), TextField(), TextField()
        words = _tr("领取期限届满以后才能登记。登记以后不再拨付，也不再计入以后的限额。")
        self.body.addWidget(WrappingText(words, "sub"))
        self.amounts = Amounts(self, tuple(open_lines(detail, policy)), word=_tr("全部未领"))
        self.amounts.take_all()
        self.put("due_on", Field(_tr("领取的截止日期"), self.due), 1)
        self.put("basis", Field(_tr("依据"), self.basis, hint=_tr("如 通知书第二项、资金管理办法的条款")), 1)
        self.put("reason", Field(_tr("催告和未领的情况"), self.reason), 2)
        self.due.setFocus()

    def entered(self) -> LapseAward | None:
        """Return what to record, None without a day."""
        due = self.day_of("due_on")
        if due is None:
            return None
        return LapseAward(
            application=self._application,
            lines=self.amounts.lines(),
            due_on=due,
            reason=self.reason.text(),
            basis=self.basis.text(),
        )


class ArchiveDialog(CommandDialog):
    """Asks for how long files are kept, and why a paper was not served; the program draws their numbers."""

    def __init__(self, desk: Desk, rows: Sequence[ApplicationRow], then: Then, parent: QWidget) -> None:
        one = f"{rows[0].number}　{rows[0].applicant_name}"
        many = _tr("{count} 件").format(count=len(rows))
        title = f"{_tr('归档')}　{one if len(rows) == 1 else many}"
        super().__init__(desk, title, _tr("归档"), then, parent)
        self._applications = tuple(row.id for row in rows)
        self.retention = ChoiceField([(one.value, one.label) for one in Retention])
        self.remark, self.unserved = TextField(), TextField()
        words = _tr("档号由程序按年度和保管期限编排。归档以后不再办理，要追回的除外。")
        self.body.addWidget(WrappingText(words, "sub"))
        letters = desk.read(queries.unserved_letters, self._applications)
        if letters:
            said = _tr("{letters}。归档以后不能再登记，请先登记送达；不能或者不必送达的，写明原因。")
            self.body.addWidget(WrappingText(said.format(letters=unserved_text(letters)), "strong"))
        self.put("retention", Field(_tr("保管期限"), self.retention), 2)
        self.put("remark", Field(_tr("备注"), self.remark, optional=True, hint=_tr("印在备考表上")), 2)
        self.retention.set_key(Retention.THIRTY_YEARS.value)
        hint = _tr("记入归档记录，印在备考表上")
        self.put("unserved", Field(_tr("没有送达的原因"), self.unserved, hint=hint), 2)
        self.grid.leave_out(() if letters else (self.fields["unserved"],))
        self.retention.setFocus()

    def entered(self) -> ArchiveApplications:
        """Return what puts the files into the archive, kept for as long as chosen."""
        retention = Retention(self.retention.key())
        return ArchiveApplications(
            applications=self._applications,
            retention=retention,
            remark=self.remark.text(),
            unserved=self.unserved.text(),
        )


class TakeOutDialog(CommandDialog):
    """Asks why a file is taken out of the archive again."""

    def __init__(self, desk: Desk, detail: ApplicationDetail, then: Then, parent: QWidget) -> None:
        row, kept = detail.application, detail.archive
        title = f"{_tr('撤销归档')}　{row.number}　{row.applicant_name}"
        super().__init__(desk, title, _tr("撤销归档"), then, parent)
        self._application, self.reason = row.id, TextField()
        words = _tr("撤销以后可以继续办理。档号 {number} 不再使用，重新归档时另编一个；以前的归档记录保留。")
        self.body.addWidget(WrappingText(words.format(number=kept.number if kept else ""), "sub"))
        self.put("reason", Field(_tr("理由"), self.reason), 2)
        self.reason.setFocus()

    def entered(self) -> TakeOutOfArchive:
        """Return what takes the file out."""
        return TakeOutOfArchive(application=self._application, reason=self.reason.text())


def _tr(text: str) -> str:
    return QCoreApplication.translate("AfterAwardDialogs", text)
