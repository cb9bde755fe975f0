"""What is asked for a reminder 催领: what is still to be done, until when, by which rule an award lapses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.commands import RemindOfAward
from ipdesk.models.records import ApplicationDetail
from ipdesk.ui.applications.after_award.cited_rules import say_unquoted
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import DateField, ParagraphField

Then = Callable[[Any], None]


class ReminderDialog(CommandDialog):
    """Asks what a recipient still has to do for its money, and leads on to the letter that says so."""

    def __init__(self, desk: Desk, detail: ApplicationDetail, then: Then, parent: QWidget) -> None:
        row = detail.application
        title = f"{_tr('催领')}　{row.number}　{row.applicant_name}"
        super().__init__(desk, title, _tr("登记催领，印通知书"), then, parent)
        self._application = row.id
        self.wanted, self.due, self.basis = ParagraphField(2), DateField(desk.today), ParagraphField(1)
        words = _tr("先书面催领并送达，期限届满以后才能登记逾期未领。")
        self.add_sentence(words)
        self.add("missing", _tr("需要办理的事项"), self.wanted, 2)
        # Asked where the letter about the award gave no term.
        self.grounds = self._ask_for_grounds(detail) if detail.term is None else None
        self.add("due_on", _tr("领取的截止日期"), self.due)
        self.add("basis", _tr("逾期不再拨付的依据"), self.basis, 2, hint=rule_hint())
        self.need("missing", "due_on", basis=_tr("请填写逾期不再拨付的依据：文件的全称和条款。"))
        self.basis.setText(desk.read(queries.lapse_basis, row.policy))
        say_unquoted(desk, detail, desk.policy(row.policy), self.fields["basis"])
        if self.grounds is not None:
            say_unquoted(desk, detail, desk.policy(row.policy), self.fields["grounds"])
        self._propose(detail)
        self.wanted.setFocus()

    def _ask_for_grounds(self, detail: ApplicationDetail) -> ParagraphField:
        """Ask by which rule something has to be done that the letter about the award did not ask for."""
        said = _tr("资助（奖励）通知书没有写明领取期限：写明要求办理的依据，如 申报通知、任务书的条款")
        grounds = ParagraphField(1)
        self.add("grounds", _tr("要求办理领取手续的依据"), grounds, 2, hint=said)
        self.need(grounds=_tr("请填写要求办理领取手续的依据：文件的全称和条款。"))
        if detail.reminders:
            grounds.setText(detail.reminders[-1].grounds)
        return grounds

    def _propose(self, detail: ApplicationDetail) -> None:
        """Begin with what the letter about the award asked for, or what cannot be done without."""
        if detail.term is not None:
            self.wanted.setText(detail.term.asked.asks)
        elif not (detail.applicant.account and detail.applicant.bank):
            asked = _tr("书面报送收款账户的户名、开户银行和账号，并附收款银行账户证明复印件")
            self.wanted.setText(asked)

    def entered(self) -> RemindOfAward | None:
        """Return what to write down, None without a day."""
        due = self.day_of("due_on")
        if due is None:
            return None
        return RemindOfAward(
            application=self._application,
            missing=self.wanted.text(),
            due_on=due,
            basis=self.basis.text(),
            grounds=self.grounds.text() if self.grounds is not None else "",
        )


def rule_hint() -> str:
    """Say how a rule is named by which an award lapses."""
    return _tr("政策、资金管理办法或者申报通知的全称、文号和条款；填过的下次自动带出")


def _tr(text: str) -> str:
    return QCoreApplication.translate("AfterAwardDialogs", text)
