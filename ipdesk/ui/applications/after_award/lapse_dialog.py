"""What is asked where an award was never taken 逾期未领."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.documents.text.numerals import chinese_date
from ipdesk.models import queries
from ipdesk.models.applications.reminded import reminder_letter, stated_since, unreminded
from ipdesk.models.commands import LapseAward
from ipdesk.models.records import ApplicationDetail, Matter
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.applications.after_award.amounts import Amounts, open_lines
from ipdesk.ui.applications.after_award.cited_rules import say_unquoted
from ipdesk.ui.applications.after_award.reminder_dialog import rule_hint
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.minutes_fields import MinutesFields
from ipdesk.ui.widgets import DateField, ParagraphField

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
        self.due, self.reason, self.basis = DateField(desk.today), ParagraphField(2), ParagraphField(1)
        self.unreminded: ParagraphField | None = None  # asked where no reminder reached it in time
        words = _tr("领取期限届满以后才能登记。登记以后不再拨付，也不再计入以后的限额。")
        self.add_sentence(words)
        self.amounts = Amounts(
            self, tuple(open_lines(detail, policy)), word=_tr("全部未领"), taken=_tr("未领金额")
        )
        self.amounts.take_all()
        self.add("due_on", _tr("领取的截止日期"), self.due)
        self.add("basis", _tr("逾期不再拨付的依据"), self.basis, 2, hint=rule_hint())
        self.add("reason", _tr("没有领取的情况"), self.reason, 2, hint=self._told(detail))
        self.heard = ParagraphField(2)
        self.add("heard", _tr("陈述申辩和核实的情况"), self.heard, 2, hint=_heard(detail), optional=True)
        self.rest = ParagraphField(1)
        self.add("rest", _tr("其余资金的情况"), self.rest, 2, hint=_rest_hint(), optional=True)
        self.need("due_on", "reason", basis=_tr("请填写逾期不再拨付的依据：文件的全称和条款。"))
        self._ask_why_not_reminded(detail)
        self.meeting = MinutesFields(self, desk)
        say_unquoted(desk, detail, policy, self.fields["basis"])
        self.due.setFocus()

    def _told(self, detail: ApplicationDetail) -> str:
        """Take over what the reminder said; return what the notice tells of it by itself."""
        self.basis.setText(self._desk.read(queries.lapse_basis, detail.application.policy))
        if (found := reminder_letter(detail)) is None:
            self.reason.setText(_reminded(detail))
            self.due.set_day(detail.term.last_day if detail.term else None)
            return ""
        told, letter = found
        self.due.set_day(told.due_on)
        self.basis.setText(told.basis)
        self.reason.setText(_tr("期限届满，{missing}没有办理").format(missing=f"“{told.missing}”"))
        words = _tr("催领通知书（{number}）的日期和送达，通知书自动写明")
        return words.format(number=letter.number)

    def _ask_why_not_reminded(self, detail: ApplicationDetail) -> None:
        """Ask why it lapses without a reminder that reached its recipient in time."""
        if fault := unreminded(detail):
            said = _tr("{fault}；先办理催领，不能或者不必催领的写明原因").format(fault=fault)
            self.unreminded = ParagraphField(2)
            self.add("unreminded", _tr("没有催领的原因"), self.unreminded, 2, hint=said, optional=False)

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
            heard=self.heard.text(),
            minutes=self.meeting.minutes(),
            rest=self.rest.text(),
            unreminded=self.unreminded.text() if self.unreminded is not None else "",
        )


def _heard(detail: ApplicationDetail) -> str:
    """Say what the recipient handed in since it was reminded, or that it may say nothing."""
    if (paper := stated_since(detail)) is None:
        return _tr("没有提出陈述申辩的不填")
    words = _tr("收到 {day} 的“{title}”，写明内容、核实的结果和是否采纳")
    return words.format(day=paper.day.isoformat(), title=paper.title)


def _rest_hint() -> str:
    """Say when to tell of what was taken: what the books know the paper tells by itself."""
    return _tr("只有一部分未领的，写明其余的何日办理领取手续、何日拨付；资金账上已经付清的自动写明")


def _reminded(detail: ApplicationDetail) -> str:
    """Return what the recorded reminders tell, to begin with; "" without any."""
    days = [one.details.day for one in detail.incoming if one.details.matter is Matter.REMINDER]
    named = "、".join(chinese_date(day) for day in days)
    return _tr("我局于{days}书面催告，").format(days=named) if days else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("AfterAwardDialogs", text)
