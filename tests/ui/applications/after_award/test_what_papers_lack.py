"""What is asked where an earlier paper did not say it: by which rule, and why not what was told."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from ipdesk.documents.letters.issue import Request, Sources, issue
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.models.records import IntendedBar
from ipdesk.models.records.reversals import Consequence, ConsequenceKind
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.after_award.clawback_dialogs import DecideDialog
from ipdesk.ui.applications.after_award.reminder_dialog import ReminderDialog
from tests.actors import CLERK
from tests.models.desk import licence, minutes_of
from tests.models.handlers.test_clawbacks import LAPSING, RECOVERY, propose
from tests.ui.applications.after_award.test_after_award import choose, page, press, said
from tests.ui.rig import Rig

__all__ = ["page"]


@pytest.fixture
def award(rig: Rig) -> int:
    """Return an application whose account is known, so that the letter about its award asked for nothing."""
    row = replace(licence(), received=frozenset({"application_form"}))
    banked = {"bank": "示例银行示例支行", "account": "80020000090000001"}
    application = rig.steps.confirmed(rig.steps.register("示例甲有限公司", **banked), row)
    rig.steps.approve_nothing()
    sources = Sources(rig.store, standard_library())
    issue(sources, Request(DOCUMENTS["award_notification"], application, rig.clock.today), CLERK)
    return application


def test_what_no_paper_said_is_asked_for(rig: Rig, page: ApplicationsPage, award: int) -> None:
    reminding = choose(rig, page, "催领")
    assert isinstance(reminding, ReminderDialog) and reminding.grounds is not None
    reminding.wanted.setText("提交项目的验收报告")
    reminding.due.set_day(rig.clock.today + datetime.timedelta(days=9))
    reminding.basis.setText(LAPSING)
    press(rig, reminding)
    assert said(reminding, "grounds") == "请填写要求办理领取手续的依据：文件的全称和条款。"
    rig.type(reminding.grounds, LAPSING)
    press(rig, reminding)
    assert [one.grounds for one in rig.steps.detail(award).reminders] == [LAPSING]
    told = Consequence(ConsequenceKind.TRANSFER, RECOVERY, "示例县财政局")
    bar = IntendedBar("骗取资助资金", "《若干措施》第十七条", 3)
    propose(rig.steps, award, 300_000, bar=bar, follows=(told,))
    rig.clock.moment += datetime.timedelta(days=8)
    page.list.refresh()
    rig.settle()
    deciding = choose(rig, page, "决定追回")
    assert isinstance(deciding, DecideDialog)
    assert deciding.fields["without"].isHidden(), "everything is to be done that was told"
    deciding.bar.set_key("")
    rig.settle()
    assert not deciding.fields["without"].isHidden()
    deciding.due.set_day(rig.clock.today + datetime.timedelta(days=30))
    deciding.pay_to.setText("非税缴款码 440200")
    rig.type(deciding.meeting.number, minutes_of(rig.clock.today))
    deciding.meeting.day.set_day(rig.clock.today)
    press(rig, deciding)
    assert said(deciding, "without").startswith("告知书告知过要限制资助，现在不办理的，请写明理由")
    rig.type(deciding.without, "经核实没有财政违法行为")
    assert "矛盾" not in deciding.fields["without"].line.text(), "a sum that was computed wrongly is none"
    grave = replace(rig.steps.detail(award).clawbacks[0], ground="fraud")
    policy = standard_library().policy(rig.steps.detail(award).application.policy)
    fraud = DecideDialog(rig.desk, rig.steps.detail(award), policy, grave, print, page)
    fraud.without.setPlainText("经核实没有财政违法行为")
    assert "与这里写的“没有财政违法”矛盾" in fraud.fields["without"].line.text()
    fraud.without.setPlainText("财政部门正在处理")
    assert "矛盾" not in fraud.fields["without"].line.text()
    fraud.deleteLater()
    deciding.without.clear()
    rig.type(deciding.without, "已经主动退回")
    press(rig, deciding)
    [found] = rig.steps.detail(award).clawbacks
    assert (found.without_why, rig.steps.detail(award).bars) == ("已经主动退回", ())
