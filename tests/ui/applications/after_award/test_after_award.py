"""What is done after the award, by the menu of the list: told, heard, decided, lapsed, archived."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ipdesk.documents.letters.after_award.filed_papers import filed_papers
from ipdesk.documents.letters.award.collection import ACCOUNT_ASKED
from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.documents.letters.handling.approval import HANDLING_APPROVAL
from ipdesk.documents.letters.issue import Request, Sources, issue
from ipdesk.documents.letters.registry import DOCUMENTS, name_of_letter
from ipdesk.models import queries
from ipdesk.models.commands import (
    AddPerson,
    KeepClauseWordings,
    RecordCheck,
    RecordService,
    TakeOutOfArchive,
    TakeStep,
)
from ipdesk.models.core.roles import Role
from ipdesk.models.records import (
    AnnouncementGround,
    Charge,
    Check,
    CheckResult,
    CheckStage,
    Mark,
    Person,
    ServiceWay,
)
from ipdesk.models.records.reversals import ConsequenceKind
from ipdesk.models.workflow import Level, State, Step
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.after_award.acts import Doing
from ipdesk.ui.applications.after_award.announcement_dialog import AnnouncementDialog
from ipdesk.ui.applications.after_award.archive_dialogs import ArchiveDialog, told_apart
from ipdesk.ui.applications.after_award.archive_preview import ArchivePreview
from ipdesk.ui.applications.after_award.attempt_dialog import AttemptDialog
from ipdesk.ui.applications.after_award.check_dialog import CheckDialog
from ipdesk.ui.applications.after_award.clawback_dialogs import DecideDialog, ProposeDialog, ReturnDialog
from ipdesk.ui.applications.after_award.incoming_dialog import IncomingDialog
from ipdesk.ui.applications.after_award.lapse_dialog import LapseDialog
from ipdesk.ui.applications.after_award.reminder_dialog import ReminderDialog
from ipdesk.ui.applications.after_award.rule_text_dialog import RuleTextDialog
from ipdesk.ui.applications.after_award.service_dialog import ServiceRecordDialog
from ipdesk.ui.applications.pictures.dialog import PicturesDialog
from ipdesk.ui.applications.steps.next_step import other_steps
from ipdesk.ui.applications.steps.offered_step import NextStep
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.destinations import IssueLetters, OpenLetter, ServeLetter
from ipdesk.ui.letters.after_issuing import tell_opened
from ipdesk.ui.widgets import Button, MessageLine, WrappingText
from tests.actors import CLERK
from tests.models.desk import licence, minutes_of, works
from tests.models.handlers.funds.small_fund import small_fund
from tests.models.handlers.funds.test_charging import charge, confirm
from tests.models.handlers.steps.test_corrections import asking
from tests.models.handlers.steps.test_forwarding import accepted, open_call
from tests.models.handlers.test_archiving import NUMBERED, say
from tests.models.handlers.test_clawbacks import LAPSING, RECOVERY
from tests.ui.applications.test_pictures import screenshot
from tests.ui.applications.test_side_steps import in_dialog
from tests.ui.rig import Rig, faulty_template

SERVING = RecordService(
    letter=0, way=ServiceWay.DIRECT, place="本局受理窗口", minutes=480, receiver="叶知秋",
    day=datetime.date(2024, 6, 20),
)  # fmt: skip
ONE = datetime.timedelta(days=1)
WORDING = "合同金额100万元以下的按1%予以补助"
SERVED = ("登记送达", "登记送达未成", "公告送达")
"""What is offered of how papers were served."""


@pytest.fixture
def award(rig: Rig) -> int:
    """Return an application that was notified of 8,000 yuan, in an office with an archive."""
    say(rig.steps, **NUMBERED)
    row = replace(licence(), received=frozenset({"application_form", "commitment"}))
    application = rig.steps.confirmed(rig.steps.register("示例甲有限公司"), row)
    sources = Sources(rig.store, standard_library())
    issue(sources, Request(DOCUMENTS["award_notification"], application, rig.clock.today), CLERK)
    return application


@pytest.fixture
def page(rig: Rig, award: int) -> ApplicationsPage:
    made = rig.page(ApplicationsPage)
    rig.show(applications=made)
    made._open_drawer()
    rig.settle()
    return made


def choose(rig: Rig, page: ApplicationsPage, word: str) -> CommandDialog:
    """Take what the menu offers under a word, and return the dialog that asks for it."""
    words = [one.partition("…")[0] for one in page.drawer.steps.words()]
    page.drawer.steps.take(words.index(word))
    rig.settle()
    [dialog] = [one for one in page.findChildren(CommandDialog) if one.isVisible()]
    return dialog


def press(rig: Rig, dialog: CommandDialog) -> None:
    dialog.accept_button.click()
    rig.settle()


def offered(page: ApplicationsPage) -> list[str]:
    return [word.removesuffix("…") for word in page.drawer.steps.words() if word.endswith("…")]


def said(dialog: CommandDialog, name: str) -> str:
    return dialog.fields[name].error()


def told_and_heard(rig: Rig, page: ApplicationsPage, award: int) -> None:
    """Nothing is decided before its notice went out and was served, whatever is pressed."""
    assert page.list_bar.primary.text().startswith("印发拟追回告知书")
    refused: list[str] = []
    rig.desk.refused.connect(lambda error: refused.append(error.message))
    words = [one.partition("…")[0] for one in page.drawer.steps.words()]
    page.drawer.steps.take(words.index("决定追回"))
    assert refused and "拟追回告知书还没有登记送达" in refused[0]
    sources = Sources(rig.store, standard_library())
    rig.steps.approve_nothing()
    told = issue(sources, Request(DOCUMENTS["clawback_notice"], award, rig.clock.today), CLERK)[0]
    for sent in (told.id, rig.steps.detail(award).letters[-1].id):
        page.list.refresh()
        rig.settle()
        assert page.list_bar.primary.text().startswith("登记送达")
        rig.store.run(replace(SERVING, letter=sent, day=rig.clock.today), CLERK)
    page.list.refresh()
    rig.settle()


def look_up(rig: Rig, page: ApplicationsPage, award: int) -> None:
    """Write down what was found of a payment, and what the clause that paid says."""
    day = rig.clock.today
    found = Check("later", "付款凭证", "银行回单原件", day, CheckResult.BAD, "付款不足", "拟追回", (), "在卷")
    rig.store.run(RecordCheck(application=award, stage=CheckStage.CLAWBACK, check=found), CLERK)
    [rule] = {one.line.rule for one in rig.steps.detail(award).lines}
    rig.store.run(KeepClauseWordings(policy=rig.steps.policy, wordings={rule: WORDING}), CLERK)
    page.list.refresh()
    rig.settle()


def test_a_clawback_goes_from_the_notice_to_the_returned_money(
    rig: Rig, page: ApplicationsPage, award: int
) -> None:
    assert offered(page) == [
        *SERVED,
        "拟追回",
        "催领",
        "逾期未领",
        "补充核查",
        "拨付前复查",
        "登记来文",
        "归档",
    ]
    assert page.list_bar.others.words() == page.drawer.steps.words(), "each step has one digit"
    look_up(rig, page, award)
    proposing = choose(rig, page, "拟追回")
    assert isinstance(proposing, ProposeDialog) and proposing.facts.hasFocus()
    press(rig, proposing)
    assert said(proposing, "facts") == "请填写查明的事实。" and "至少填写一项" in proposing.message.sentence()
    proposing.facts.setText("许可合同没有实际履行，款项当日转回")
    proposing.evidence.setText("银行流水、询问笔录")
    proposing.paid.set_day(rig.clock.today)
    proposing.ground.set_key("fraud")
    assert proposing.basis.text() == "", "nobody knows the office's rule yet"
    proposing.basis.setText("《若干措施》第（七）项")
    press(rig, proposing)
    assert "第（七）项是当时核定资金的条款，不是追回的依据" in said(proposing, "basis")
    proposing.ground.set_key("commitment")
    assert proposing.basis.text() == "《若干措施》第（七）项", "what was typed stays"
    proposing.basis.setText(RECOVERY)
    proposing.bar.set_key("fund_rules")
    [field] = proposing.amounts.inputs.values()
    rig.type(field, "9000")
    press(rig, proposing)
    [line] = proposing.amounts.inputs
    assert "超过这一项现有的 8,000.00 元" in said(proposing, f"line:{line}")
    how = proposing.derivation
    how.fact.setCurrentIndex(
        next(at for at in range(how.fact.count()) if "合同金额" in how.fact.itemText(at))
    )
    rig.type(how.truth, "三十万多")
    assert said(proposing, "truth"), "what cannot be read is told at once"
    rig.type(how.truth, "300000")
    assert not said(proposing, "truth")
    assert field.fen() == 500_000, "the policy would have paid 3,000.00"
    press(rig, proposing)
    assert "怎样查到" in said(proposing, "check") and "为什么" in said(proposing, "why")
    how.check.set_key("0")
    rig.type(how.why, "其余已经解除，不是交易的合同金额")
    for part in (
        f"第（七）项规定“{WORDING}”；当时按合同金额800,000.00元（属不足1,000,000.00元一档）的1%计算，审定8,000.00元。",
        "申报的合同金额为800,000.00元，经2024年6月20日核查付款凭证（来源：银行回单原件），查实为300,000.00元；",
        "其余已经解除，不是交易的合同金额，因此以查实的300,000.00元代替申报的800,000.00元；",
        "按合同金额300,000.00元（属不足1,000,000.00元一档）的1%计算，应为3,000.00元。",
        "8,000.00元减去3,000.00元，相差的5,000.00元应予追回",
    ):
        assert part in how.text.text()
    credit = proposing.follows._switches[ConsequenceKind.CREDIT]
    assert proposing.fields["follows_credit"].isHidden(), "nobody asked for it"
    credit.click()
    press(rig, proposing)
    assert "请填写报送哪里的信用记录" in said(proposing, "follows_credit")
    assert "请填写纳入信用记录的依据" in said(proposing, "follows_credit_basis")
    rig.type(proposing.fields["follows_credit"].editor, "示例县公共信用信息平台")  # type: ignore[arg-type]
    rig.type(proposing.fields["follows_credit_basis"].editor, RECOVERY)  # type: ignore[arg-type]
    proposing.amounts.all.click()
    assert how.text.text().endswith("不符合上述规定的条件，应为0.00元。已审定的8,000.00元全部追回。")
    press(rig, proposing)
    assert rig.asked[-1] == IssueLetters((award,), "clawback_notice")
    told_and_heard(rig, page, award)
    assert Mark.CLAWBACK in rig.steps.detail(award).application.marks
    assert offered(page) == [*SERVED, "决定追回", "终止追回", "补充核查", "登记来文"]
    assert "拟追回　陈述申辩的期限到 2024-06-27 止" in page.drawer.remarks.texts()

    assert page.list_bar.step().doing is Doing.DECIDE and page.list_bar.primary.text().startswith("决定追回")
    deciding = choose(rig, page, "决定追回")
    assert isinstance(deciding, DecideDialog)
    assert [one.fen() for one in deciding.amounts.inputs.values()] == [800_000], "as it was told"
    deciding.due.set_day(rig.clock.today + 30 * ONE)
    deciding.pay_to.setText("非税缴款码 440200")
    assert deciding.bar.key(), "the bar that was told is proposed, and no other"
    assert deciding.follows.kinds() == (ConsequenceKind.CREDIT,), "as it was told"
    press(rig, deciding)
    assert "期满后才能决定" in said(deciding, "waived")
    rig.type(deciding.waived, "法定代表人书面放弃陈述申辩")
    press(rig, deciding)
    assert said(deciding, "minutes_number") == "本单位规定都须经会议研究，请填写会议纪要编号和日期。"
    rig.type(deciding.meeting.number, minutes_of(rig.clock.today))
    deciding.meeting.day.set_day(rig.clock.today)
    press(rig, deciding)
    assert rig.asked[-1] == IssueLetters((award,), "clawback_decision")
    detail = rig.steps.detail(award)
    assert detail.application.state is State.NOTIFIED and detail.reversals and detail.bars
    assert "决定追回　8,000.00 元" in page.drawer.remarks.texts()
    assert "追回款应于 2024-07-20 前退回，还有 30 天" in page.drawer.remarks.texts()
    assert "决定追回" in page.drawer.timeline.accessibleName()
    assert "纳入信用记录（示例县公共信用信息平台）" in page.drawer.timeline.accessibleName()
    assert page.drawer.chip.text() == "待追回", "nothing has come back yet"

    [demand] = [one for one in page.drawer.steps._steps if one.doing is Doing.DEMAND]
    assert demand.why == "退回期限到 2024-07-20 止，还没有届满"
    returning = choose(rig, page, "登记追回款退回")
    assert isinstance(returning, ReturnDialog) and returning.amount.fen() == 800_000, "all that is owed"
    returning.amount.set_fen(300_000)
    press(rig, returning)
    assert said(returning, "slip") == "请填写银行回单（凭证）的编号。"
    rig.type(returning.slip, "回单0001")
    press(rig, returning)
    assert "追回款应于 2024-07-20 前退回，还有 30 天；已退回 3,000.00 元，还应退回 5,000.00 元" in (
        page.drawer.remarks.texts()
    )
    rest = choose(rig, page, "登记追回款退回")
    assert isinstance(rest, ReturnDialog) and rest.amount.fen() == 500_000
    rig.type(rest.slip, "回单0002")
    press(rig, rest)
    assert "追回款已于 2024-06-20 退回" in page.drawer.remarks.texts()
    told = [step.word for step in page.drawer.timeline._steps]
    assert told.count("追回款退回") == 3, "each sum, and that it is all"
    assert {"登记追回款退回", "催告退回"}.isdisjoint(offered(page)), "all of it has come back"
    assert rig.desk.read(queries.recovery_bases, "shaoguan-2021") == {"commitment": RECOVERY}, "for the next"


def in_sight(widget: QWidget) -> bool:
    """Say whether all of a widget is seen where its dialog scrolls."""
    return widget.visibleRegion().boundingRect() == widget.rect()


def test_what_a_clawback_cannot_quote_is_said_at_once_and_typed_from_there(
    rig: Rig, page: ApplicationsPage, award: int
) -> None:
    proposing = choose(rig, page, "拟追回")
    assert isinstance(proposing, ProposeDialog)
    clause, basis = proposing.fields["derivation"], proposing.fields["basis"]
    assert "第（七）项的原文还没有录入" in clause.error(), "before anything is typed"
    assert "“设置 › 政策”的“条款原文”" in clause.error()
    proposing.facts.setText("许可合同没有实际履行")
    proposing.evidence.setText("银行流水")
    proposing.ground.set_key("commitment")
    proposing.basis.setText("《示例县专项资金管理办法》第十条")
    assert "第十条的原文还没有录入" in basis.error()
    proposing.amounts.all.click()
    proposing.paid.set_day(rig.clock.today)
    proposing.derivation.text.setFocus()
    press(rig, proposing)
    assert basis.error() and clause.error(), "both at once, though neither is new"
    assert proposing.basis.hasFocus() and in_sight(basis), "the first of them"
    for field, words in ((basis, "承诺不实的，收回资金"), (clause, WORDING)):
        [way] = [one for one in field.findChildren(Button) if one.text().startswith("录入原文")]
        way.click()
        rig.settle()
        [asking] = proposing.findChildren(RuleTextDialog)
        rig.type(asking.wording, words)
        press(rig, asking)
        assert not field.error() and not way.isVisible(), asking.message.sentence()
    text = proposing.derivation.text
    assert f"第（七）项规定“{WORDING}”" in text.text() and text.text().endswith("。")
    text.setFocus()
    text.insertPlainText("另有说明")
    assert text.text().endswith("。另有说明"), "apart from what was proposed"
    office = rig.desk.read(queries.office)
    assert office is not None and "《示例县专项资金管理办法》第十条 承诺不实的，收回资金。" in office.rules
    proposing.done(0)


def test_a_clawback_is_given_up_with_a_reason(rig: Rig, page: ApplicationsPage, award: int) -> None:
    rig.steps.approve_nothing()
    look_up(rig, page, award)
    proposing = choose(rig, page, "拟追回")
    assert isinstance(proposing, ProposeDialog)
    proposing.facts.setText("许可合同没有实际履行")
    proposing.evidence.setText("银行流水")
    proposing.paid.set_day(rig.clock.today)
    proposing.ground.set_key("commitment")
    proposing.basis.setText(RECOVERY)
    proposing.amounts.all.click()
    press(rig, proposing)
    assert "依据核查查实的情况，请写明是怎样查到的" in said(proposing, "derivation")
    proposing.derivation.check.set_key("0")
    assert "；经2024年6月20日核查付款凭证（来源：银行回单原件），不符合上述规定的条件" in (
        proposing.derivation.text.text().replace("审定8,000.00元。", "；")
    )
    press(rig, proposing)
    assert "拟追回　告知书还没有登记送达" in page.drawer.remarks.texts()
    rig.steps.approve_nothing()
    sources = Sources(rig.store, standard_library())
    issue(sources, Request(DOCUMENTS["clawback_notice"], award, rig.clock.today), CLERK)
    page.list.refresh()
    rig.settle()
    serving = choose(rig, page, "登记送达")
    assert isinstance(serving, ServiceRecordDialog)
    assert serving.letter.currentText().startswith("拟追回资助（奖励）资金告知书"), (
        "what is not served yet comes first"
    )
    assert serving.until.text().endswith("陈述申辩期限 5 个工作日，到 2024-06-27 止。")
    rig.type(serving.receiver, "叶知秋（经办人）")
    press(rig, serving)
    assert "请填写送达的时间" in said(serving, "minutes")
    rig.type(serving.minutes, "9:00")
    rig.type(serving.where, "本局受理窗口")
    press(rig, serving)
    assert rig.steps.detail(award).clawbacks[0].last_day == datetime.date(2024, 6, 27)
    rig.clock.moment += datetime.timedelta(hours=1)
    dropping = choose(rig, page, "终止追回")
    press(rig, dropping)
    assert said(dropping, "reason") == "请填写理由。"
    rig.type(dropping.fields["reason"].editor, "申辩成立，合同已经履行")  # type: ignore[arg-type]
    press(rig, dropping)
    assert page.list_bar.primary.text().startswith("印发终止追回通知书"), "it was told before"
    told = issue(sources, Request(DOCUMENTS["clawback_end_notice"], award, rig.clock.today), CLERK)[0]
    rig.store.run(replace(SERVING, letter=told.id, day=rig.clock.today), CLERK)
    page.list.refresh()
    rig.settle()
    assert offered(page) == [
        *SERVED,
        "拟追回",
        "催领",
        "逾期未领",
        "补充核查",
        "拨付前复查",
        "登记来文",
        "归档",
    ]
    _propose_again(rig, page, award)


def _propose_again(rig: Rig, page: ApplicationsPage, award: int) -> None:
    """A second clawback waits for a notice of its own: that of the first tells nothing of its period."""
    rig.clock.moment += datetime.timedelta(minutes=10)
    proposing = choose(rig, page, "拟追回")
    assert isinstance(proposing, ProposeDialog)
    proposing.facts.setText("专利权在许可前已经终止")
    proposing.evidence.setText("登记簿副本")
    proposing.paid.set_day(rig.clock.today)
    proposing.ground.set_key("commitment")
    proposing.basis.setText(RECOVERY)
    proposing.amounts.all.click()
    proposing.derivation.check.set_key("0")
    press(rig, proposing)
    notice = DOCUMENTS["clawback_notice"]
    assert notice.wanted is not None
    assert rig.store.read(queries.awaiting, notice.kind, notice.wanted) == (award,)
    serving = choose(rig, page, "登记送达")
    assert isinstance(serving, ServiceRecordDialog) and "陈述申辩" not in serving.until.text()
    serving.done(0)


def test_what_was_looked_up_later_is_in_the_file_and_need_not_be_typed_again(
    rig: Rig, page: ApplicationsPage, award: int
) -> None:
    checking = choose(rig, page, "补充核查")
    assert isinstance(checking, CheckDialog)
    assert (checking.stage.key(), checking.reason.isVisible()) == (CheckStage.CLAWBACK.value, False)
    press(rig, checking)
    assert said(checking, "result") == "请选择核查结果。"
    checking.usual.set_key("许可费的付款凭证")
    assert checking.source.text() == "付款银行回单原件"
    checking.outcome.set_key(CheckResult.BAD.value)
    checking.remark.setText("实际支付600,000.00元")
    press(rig, checking)
    assert said(checking, "reason") == "结果异常，请写明怎样处理。"
    rig.type(checking.reason, "多领部分拟追回")
    press(rig, checking)
    assert said(checking, "unpictured").startswith("没有附图片的，请写明理由")
    rig.type(checking.unpictured, "核对原件，复印件在卷")
    press(rig, checking)
    assert "印发补充核查记录" in page.drawer.steps.words()
    assert "追回核查" in [step.word for step in page.drawer.timeline._steps]
    [line] = page.drawer.checks.lines
    assert line.text().startswith("［追回核查］许可费的付款凭证：异常")
    proposing = choose(rig, page, "拟追回")
    assert isinstance(proposing, ProposeDialog)
    proposing.evidence.setText("解除协议")
    proposing.quoted.set_key("0")
    told = "解除协议；2024年6月20日核查付款银行回单原件的核查记录"
    assert (proposing.evidence.text(), proposing.quoted.key()) == (told, "")
    proposing.quoted.set_key("0")
    assert proposing.evidence.text() == told, "once is enough"
    proposing.done(0)


def test_an_award_that_was_not_taken_lapses(rig: Rig, page: ApplicationsPage, award: int) -> None:
    rig.steps.approve_nothing()
    refused: list[str] = []
    rig.desk.refused.connect(lambda error: refused.append(error.message))
    words = [one.partition("…")[0] for one in page.drawer.steps.words()]
    page.drawer.steps.take(words.index("催领"))
    assert refused and "还没有登记送达，其中的领取期限没有开始" in refused.pop()
    sent = rig.steps.detail(award).letters[-1].id
    rig.store.run(replace(SERVING, letter=sent, day=rig.clock.today), CLERK)
    page.drawer.steps.take(words.index("逾期未领"))
    assert "领取期限到 2024-07-11 止，还没有届满" in refused.pop(), "fifteen working days"
    rig.clock.moment += 32 * ONE
    page.list.refresh()
    rig.settle()
    reminding = choose(rig, page, "催领")
    assert isinstance(reminding, ReminderDialog) and "grounds" not in reminding.fields, "the letter asked"
    assert reminding.wanted.text() == ACCOUNT_ASKED, "none is registered"
    reminding.due.set_day(rig.clock.today + ONE)
    press(rig, reminding)
    assert said(reminding, "basis") == "请填写逾期不再拨付的依据：文件的全称和条款。"
    rig.type(reminding.basis, "《示例县资金管理办法》（示府规〔2020〕3号）第八条")
    assert "第八条的原文还没有录入" in said(reminding, "basis"), "before it is handed in"
    rig.type(reminding.basis, LAPSING)
    assert said(reminding, "basis") == ""
    press(rig, reminding)
    assert rig.asked[-1] == IssueLetters((award,), "collection_reminder")
    assert [step.word for step in page.drawer.timeline._steps].count("催领") == 1
    assert "已催领　领取期限到 2024-07-23 止" in page.drawer.remarks.texts()
    sources = Sources(rig.store, standard_library())
    told = issue(sources, Request(DOCUMENTS["collection_reminder"], award, rig.clock.today), CLERK)[0]
    words = [one.partition("…")[0] for one in page.drawer.steps.words()]
    page.drawer.steps.take(words.index("逾期未领"))
    assert refused and "还没有登记送达，不能办理逾期未领" in refused[0]
    page.list.refresh()
    rig.settle()
    assert page.list_bar.primary.text().startswith("登记送达"), "before anything else is done"
    rig.store.run(replace(SERVING, letter=told.id, day=rig.clock.today), CLERK)
    page.list.refresh()
    rig.settle()
    [row] = rig.desk.read(queries.application_rows, (award,))
    [waits] = [one.why for one in other_steps([row], rig.clock.today) if one.doing is Doing.LAPSE]
    assert waits == "领取期限到 2024-07-23 止，还没有届满"
    assert page.list_bar.primary.text().startswith("重印文书"), "there is time to take it"
    reminded = rig.clock.today
    rig.clock.moment += 4 * ONE
    page.list.refresh()
    rig.settle()
    assert page.list_bar.primary.text().startswith("逾期未领")
    lapsing = choose(rig, page, "逾期未领")
    assert isinstance(lapsing, LapseDialog) and lapsing.basis.text() == LAPSING, "as the reminder said"
    assert "unreminded" not in lapsing.fields, "it was, in time"
    assert lapsing.due.day() == reminded + ONE
    [(_, sum_not_taken)], every = lapsing.amounts.inputs.items(), lapsing.amounts.all
    assert (every.text(), every.isEnabled(), every.toolTip()) == ("全部未领", False, "各项都已填写现有金额")
    rig.type(sum_not_taken, "5000")
    assert lapsing.amounts.total.text() == "合计 5,000.00 元"
    every.click()
    assert sum_not_taken.fen() == 800_000 and not every.isEnabled()
    lapsing.reason.setText("期限届满，没有报送收款账户")
    rig.type(lapsing.meeting.number, minutes_of(rig.clock.today))
    lapsing.meeting.day.set_day(rig.clock.today)
    press(rig, lapsing)
    assert rig.asked[-1] == IssueLetters((award,), "forfeiture_notice")
    assert "逾期未领　8,000.00 元" in page.drawer.remarks.texts()
    assert page.drawer.sum.text() == "0.00", "what stands"
    assert page.drawer.sums.text() == "审定 8,000.00 元，追回、未领 8,000.00 元以后的金额"


@pytest.mark.usefixtures("own_window")
def test_what_is_alike_has_one_sum_until_each_is_to_have_its_own(rig: Rig) -> None:
    rig.steps.issue(
        rig.steps.confirmed(
            rig.steps.register("示例甲有限公司"), works("粤作登字-2022-F-00064001", count="3")
        )
    )
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page._open_drawer()
    rig.settle()
    proposing = choose(rig, page, "拟追回")
    assert isinstance(proposing, ProposeDialog)
    amounts = proposing.amounts
    [for_each] = {*amounts.inputs.values()}
    rig.type(for_each, "150")
    assert [one.amount for one in amounts.lines()] == [15_000, 15_000, 15_000]
    assert proposing._scrolled.horizontalScrollBar().maximum() == 0, "however long a label is"
    assert amounts.total.width() >= amounts.total.sizeHint().width()
    [(_, field, _)] = amounts._together
    assert field.line.text().startswith("每件 150.00 元 × 3 件 ＝ 450.00 元")
    amounts.apart.click()
    own = [*amounts.inputs.values()]
    assert len({*own}) == 3 and own[0].hasFocus() and [one.fen() for one in own] == [15_000] * 3
    QTest.keyClick(own[0], Qt.Key.Key_Tab)
    assert own[1].hasFocus(), "the keyboard goes from one to the next"
    rig.type(own[2], "")
    assert len(amounts.lines()) == 2 and not amounts.apart.isVisible()


def test_papers_called_alike_are_told_apart_where_their_pages_are_asked() -> None:
    asked = [("a", "合同复印件"), ("b", "付款凭证"), ("c", "合同复印件")]
    assert [title for _, title in told_apart(asked)] == [
        "合同复印件（第 1 份）", "付款凭证", "合同复印件（第 2 份）",
    ]  # fmt: skip


def test_a_file_goes_into_the_archive_and_is_found_there(
    rig: Rig, page: ApplicationsPage, award: int
) -> None:
    marks = page.list.filters.mark
    assert [marks.itemText(at) for at in range(marks.count())] == ["签批、送达等不限", "待登记送达"]
    archiving = choose(rig, page, "归档")
    assert isinstance(archiving, ArchiveDialog) and archiving.retention.key() == "D30"
    archiving.retention.set_key("Y")
    press(rig, archiving)
    assert "还没有登记送达" in said(archiving, "unserved")
    rig.type(archiving.unserved, "申请人已当面领取，送达回证遗失")
    form, _ = archiving.pages.values()
    rig.type(form, "四页半")
    press(rig, archiving)
    assert "请用阿拉伯数字" in archiving.message.sentence() and form.hasFocus()
    rig.type(form, "4页")
    press(rig, archiving)
    kept = rig.steps.detail(award).archive
    assert kept is not None and dict(kept.pages) == {"material:application_form": 4}
    assert rig.asked[-1] == IssueLetters((award,), "archive_list")
    assert page.drawer.remarks.texts()[-2:] == ["已归档　J012-WS·2024-Y-ZCK-0001", "保管期限 永久"]
    assert page.list_bar.state() == "2024-0001 已办理“归档”"
    assert offered(page) == ["拟追回", "补充核查", "登记来文", "撤销归档"], "little goes on then"
    page.activated()
    rig.settle()
    assert page.list.filters.mark.isVisible()
    page.list.filters.mark.set_key("archived")
    rig.settle()
    assert page.list.model.rowCount() == 1
    page.list.filters.mark.set_key("")
    rig.settle()
    taking = choose(rig, page, "撤销归档")
    press(rig, taking)
    assert said(taking, "reason")
    rig.type(taking.reason, "漏装送达回证")
    press(rig, taking)
    assert not [one for one in page.drawer.remarks.texts() if "归档" in one]
    again = choose(rig, page, "归档")
    assert isinstance(again, ArchiveDialog)
    assert [one.text() for one in again.pages.values()] == ["4", ""], "counted once"
    again.done(0)
    rig.settle()
    assert [step.word for step in page.drawer.timeline._steps][-2:] == ["归档", "撤销归档"]
    assert "归档" in offered(page)


def test_a_paper_that_was_served_is_corrected_with_a_reason_and_both_stand_in_the_time_line(
    rig: Rig, page: ApplicationsPage, award: int
) -> None:
    waits = "待送达　示知资〔2024〕1号 还没有登记送达（其他办理 › 登记送达，可印送达回证）"
    assert waits in page.drawer.remarks.texts()
    [letter] = [one for one in rig.steps.detail(award).letters if one.number]
    rig.desk.open(ServeLetter(award, letter.id, ((award, letter.id),)))
    rig.settle()
    [serving] = [one for one in page.findChildren(CommandDialog) if one.isVisible()]
    assert isinstance(serving, ServiceRecordDialog) and not serving.correction.isVisible()
    assert serving.left.text().startswith("这次印发的还有 1 份")
    assert serving.letter.key() == str(letter.id)
    rig.type(serving.receiver, "门卫老王")
    rig.type(serving.minutes, "8:40")
    rig.type(serving.where, "单位门卫室")
    press(rig, serving)
    [another] = [one for one in page.findChildren(ServiceRecordDialog) if one.isVisible()]
    assert not another.left.isVisible(), "the last of those that were issued together"
    another.done(0)
    assert waits not in page.drawer.remarks.texts()
    again = choose(rig, page, "登记送达")
    assert isinstance(again, ServiceRecordDialog)
    assert "已登记送达：2024-06-20 08:40 直接送达，单位门卫室，门卫老王（陈晓敏登记）" in again.known.text()
    assert again.accept_button.text() == "更正送达登记"
    rig.type(again.receiver, "叶知秋（经办人）")
    assert (again.where.text(), again.minutes.text()) == ("单位门卫室", "08:40"), "as it was recorded"
    press(rig, again)
    assert "请写明更正的理由" in said(again, "correction")
    rig.type(again.correction, "签收人写错")
    press(rig, again)
    told = [f"{step.word} {step.who}" for step in page.drawer.timeline._steps if "送达" in step.word]
    assert len(told) == 2 and "门卫老王" in told[0]
    assert told[1].startswith("更正送达登记") and "叶知秋" in told[1] and "签收人写错" in told[1]
    _count_what_proves_it(rig, page, award)


def _count_what_proves_it(rig: Rig, page: ApplicationsPage, award: int) -> None:
    """No form of the office was printed: the pages of what proves the service are asked for, and listed."""
    archiving = choose(rig, page, "归档")
    assert isinstance(archiving, ArchiveDialog)
    for field in archiving.pages.values():
        rig.type(field, "2")
    assert list(archiving.pages.values())[-1].accessibleName() == "2022年度知识产权资助（奖励）通知书送达回证"
    press(rig, archiving)
    detail, office = rig.steps.detail(award), rig.desk.read(queries.office)
    assert office is not None
    source = ApplicationSource(office, detail, rig.steps.policy, date=rig.clock.today)
    filed = [one for one in filed_papers(source, name_of_letter, ()) if one.title.endswith("送达回证")]
    assert [one.pages for one in filed] == [2]


def test_a_paper_is_written_down_with_what_its_matter_tells_and_put_right(
    rig: Rig, page: ApplicationsPage, award: int
) -> None:
    writing = choose(rig, page, "登记来文")
    assert isinstance(writing, IncomingDialog)
    assert (writing.paper.title.text(), writing.author.text()) == ("补充材料", "示例甲有限公司")
    writing.which.set_key("new:minutes")
    minutes = rig.steps.detail(award).minutes_number
    assert (writing.number.text(), writing.paper.form.currentText()) == (minutes, "复印件") and minutes
    writing.which.set_key("new:upper_answer")
    assert (writing.paper.title.text(), writing.author.text()) == ("批复", "")
    press(rig, writing)
    assert said(writing, "sender") == "请填写责任者。"
    rig.type(writing.author, "示例市市场监督管理局")
    rig.type(writing.number, "示市监[2024]31号")
    rig.type(writing.paper.pages, "两")
    press(rig, writing)
    assert "页数" in said(writing, "pages")
    rig.type(writing.paper.pages, "2")
    rig.type(writing.paper.day, "1999-06-20")
    press(rig, writing)
    assert "请核对年份" in said(writing, "paper_day") and writing.day_field.can_confirm()
    rig.type(writing.paper.day, "2024-06-20")
    press(rig, writing)
    [kept] = rig.steps.detail(award).incoming
    assert (kept.details.number, kept.details.title) == ("示市监〔2024〕31号", "批复")
    told = "批复　示例市市场监督管理局　示市监〔2024〕31号　2024-06-20　2 页"
    assert [line.text() for line in page.drawer.incoming.lines] == [told]
    right = choose(rig, page, "登记来文")
    assert isinstance(right, IncomingDialog) and not right.reason.isVisible()
    right.which.set_key(f"known:{kept.id}")
    assert "由陈晓敏于 2024-06-20 登记" in right.told.text() and right.paper.pages.text() == "2"
    right.struck.setChecked(True)
    press(rig, right)
    assert said(right, "correction") == "请填写理由。"
    rig.type(right.reason, "放错了卷，不是这件的")
    press(rig, right)
    assert not rig.steps.detail(award).incoming


def _try_in_vain(rig: Rig, page: ApplicationsPage, award: int) -> None:
    """Record a visit at the wrong door, put it right, and see it on the time line."""
    trying = choose(rig, page, "登记送达未成")
    assert isinstance(trying, AttemptDialog) and not trying.which.isVisible()
    assert (trying.servers.text(), trying.returned_on.isVisible()) == ("陈晓敏", False)
    trying.way.set_key(ServiceWay.POST.value)
    assert trying.returned_on.isVisible() and not trying.minutes.isVisible()
    trying.way.set_key(ServiceWay.DIRECT.value)
    rig.type(trying.where, "示例县建设路1号")
    press(rig, trying)
    assert said(trying, "outcome") == "请填写未成的情况。"
    trying.outcome.set_key("查无此单位")
    press(rig, trying)
    assert said(trying, "servers").startswith("上门送达由两人以上办理")
    rig.type(trying.servers, "陈晓敏、何伟")
    rig.type(trying.witness, "罗广平（社区居委会）")
    press(rig, trying)
    again = choose(rig, page, "登记送达未成")
    assert isinstance(again, AttemptDialog) and again.which.isVisible()
    again.which.set_key(again.which_keys()[1])
    assert (again.where.text(), again.outcome.key()) == ("示例县建设路1号", "查无此单位")
    rig.type(again.where, "示例县建设路2号")
    press(rig, again)
    assert said(again, "correction") == "请写明更正的理由。"
    rig.type(again.reason, "门牌号写错")
    press(rig, again)
    assert [one.details.place for one in rig.steps.detail(award).attempts] == ["示例县建设路2号"]
    assert "印发送达情况记录" in page.drawer.steps.words()
    assert "直接送达未成" in [step.word for step in page.drawer.timeline._steps]


def test_a_paper_that_nobody_takes_is_announced_and_served_by_the_announcement(
    rig: Rig, page: ApplicationsPage, award: int
) -> None:
    serving = choose(rig, page, "登记送达")
    assert isinstance(serving, ServiceRecordDialog) and not serving.posted.isVisible()
    serving.way.set_key(ServiceWay.PUBLIC.value)
    assert "还没有送达公告" in serving.known.text() and not serving.receiver.isVisible()
    serving.done(0)
    announcing = choose(rig, page, "公告送达")
    assert isinstance(announcing, AnnouncementDialog)
    assert announcing.known.text().startswith("还没有登记过送达未成")
    press(rig, announcing)
    assert "请写明采用过哪些方式送达" in said(announcing, "tried")
    assert "还没有登记过这份文书送达未成的情况" in said(announcing, "ground")
    announcing.ground.set_key(AnnouncementGround.UNTRACED.value)
    assert announcing.fields["tried"].label.text() == "查找的经过"
    announcing.done(0)
    _try_in_vain(rig, page, award)
    announcing = choose(rig, page, "公告送达")
    assert isinstance(announcing, AnnouncementDialog)
    assert announcing.known.text() == "已登记送达未成 1 次：2024-06-20 直接送达未成，查无此单位。"
    told = "我局于2024年6月20日派员到示例县建设路2号直接送达，因查无此单位，未能送达"
    assert announcing.tried.text() == told
    press(rig, announcing)
    assert rig.desk.read(queries.announcements, award) == (), "nothing is published that nobody has seen"
    assert told in announcing.shown.text() and "发布之日" in announcing.shown.text()
    announcing.collect_at.setText("示例县市场监督管理局二楼（示例县建设路1号）")
    press(rig, announcing)
    assert "二楼" in announcing.shown.text(), "what was changed since is shown again"
    with faulty_template(rig, HANDLING_APPROVAL):
        press(rig, announcing)
    assert "占位符“{unheard_of}”不认识" in announcing.message.sentence()
    assert rig.desk.read(queries.announcements, award) == (), "neither the sheet nor what it approves"
    press(rig, announcing)
    press(rig, announcing)
    [announced] = rig.desk.read(queries.announcements, award)
    assert rig.asked[-1] == OpenLetter(announced.id, award)
    message = MessageLine()
    tell_opened(rig.desk, message, announced.id, award)
    assert f"{announced.number} 须打印、盖章后发布" in message.sentence()
    next(one for one in message.buttons if one.text() == "去登记公告送达").click()
    assert rig.asked[-1] == ServeLetter(award, announced.letter)
    message.deleteLater()
    rig.settle()
    [serving] = [one for one in page.findChildren(ServiceRecordDialog) if one.isVisible()]
    assert serving.way.key() == ServiceWay.PUBLIC.value, "what was announced is served by that"
    assert {serving.fields[name].mark() for name in ("posted", "proof", "reason")} == {"必填"}
    assert f"送达公告 {announced.number}" in serving.known.text()
    assert serving.reason.text() == told
    rig.type(serving.posted, "县人民政府门户网站")
    rig.type(serving.proof, "网页截图1页")
    QGuiApplication.clipboard().setImage(screenshot())

    def paste(asked: PicturesDialog) -> None:
        asked.paste_button.click()
        part = asked.taken_part
        QGuiApplication.clipboard().setImage(screenshot().scaled(20, 10))
        QTest.keyClick(part.hour, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert len(asked.pictures) == 2, "a picture is taken wherever somebody types"
        asked.remove()
        for field, text in (
            (part.where, "www.example.gov.cn/1.html"),
            (part.day, "20240620"),
            (part.hour, "8:30"),
        ):
            rig.type(field, text)
        asked.accept()

    in_dialog(PicturesDialog, paste)
    serving.picture_button.click()
    assert serving.picture_button.text() == "图片 1…"
    press(rig, serving)
    assert "印发送达公告发布证明" in page.drawer.steps.words()
    [told] = [step.who for step in page.drawer.timeline._steps if step.word == "登记送达"]
    assert "公告送达" in told and announced.number in told and "县人民政府门户网站" in told


def test_a_notice_of_correction_is_served_in_every_way_until_when_its_period_runs(rig: Rig) -> None:
    application = rig.steps.draft(rig.steps.register(), licence()).application
    rig.store.run(asking(rig.steps, application, served_on=None), CLERK)
    sources = Sources(rig.store, standard_library())
    issue(sources, Request(DOCUMENTS["correction_notice"], application, rig.clock.today), CLERK)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page._open_drawer()
    rig.settle()
    assert {*SERVED} <= {*offered(page)}
    serving = choose(rig, page, "登记送达")
    assert isinstance(serving, ServiceRecordDialog)
    assert "补正期限 5 个工作日，到 2024-06-27 止" in serving.until.text()
    serving.way.set_key(ServiceWay.PUBLIC.value)
    assert "到 2024-07-29 止" in serving.until.text() and "还没有送达公告" in serving.known.text()
    serving.way.set_key(ServiceWay.POST.value)
    rig.type(serving.receiver, "收发室")
    press(rig, serving)
    [asked] = rig.steps.detail(application).corrections
    assert asked.last_day == datetime.date(2024, 6, 27)


def test_who_does_not_decide_is_told_so_in_the_menu(rig: Rig, page: ApplicationsPage) -> None:
    rig.store.run(AddPerson(name="黄志强", roles=frozenset({Role.CLERK})), CLERK)
    rig.desk.set_person(Person(2, "黄志强"))
    steps = {
        one.word: one.permission for one in other_steps((rig.steps.detail(1).application,), rig.clock.today)
    }
    refusal = page.drawer.steps.refusal_for
    assert "拟追回…" in steps and refusal(steps["拟追回…"])
    assert "归档…" in steps and not refusal(steps["归档…"])


def test_of_many_it_is_shown_which_go_into_the_archive_and_they_are_taken_out_by_a_key(
    rig: Rig, page: ApplicationsPage, award: int
) -> None:
    call = open_call(rig.steps, Level.OWN)
    charge(rig.steps, call, Charge(small_fund(rig.steps, 1_000_000).tasks[0]))
    row, applicant = licence(ref="Y2022440000777"), rig.steps.register("示例乙有限公司")
    other = accepted(rig.steps, call, row, applicant=applicant)
    confirm(rig.steps, other)
    sources = Sources(rig.store, standard_library())
    issue(sources, Request(DOCUMENTS["award_notification"], other, rig.clock.today), CLERK)
    rig.store.run(replace(SERVING, letter=1), CLERK)
    page.list.refresh()
    rig.settle()
    page.list.model.check_all()
    rig.settle()
    words = list(page.list_bar.others.words())
    page.list_bar.others.take(words.index("归档 2 件…"))
    rig.settle()
    [asking] = [one for one in page.findChildren(ArchiveDialog) if one.isVisible()]
    assert asking.accept_button.text() == "预览"
    told = "".join(one.text() for one in asking.findChildren(WrappingText))
    assert "2024-0002的资金，资金账上还没有付清。" in told, "the other is paid by no fund"
    press(rig, asking)
    shown = asking.findChild(ArchivePreview)
    assert shown is not None and shown.isVisible()
    assert shown.summary.text() == "1 件可以归档；1 件不能，原因见下，不在这一批之内"
    cells = [[shown.table.model().index(row, at).data() for at in (0, 2)] for row in range(2)]
    assert cells == [["2024-0002", ""], ["2024-0001", "J012-WS·2024-D30-ZCK-0001"]]
    assert rig.steps.detail(award).archive is None
    shown.accept_button.click()
    rig.settle()
    assert rig.steps.detail(award).archive is not None and rig.steps.detail(other).archive is None
    assert not page.findChildren(ArchiveDialog) and rig.asked[-1] == IssueLetters((award,), "archive_list")
    assert page.list.undo.sentences() == ("已归档 1 件，可以撤销；档号用过，不再使用",)
    rig.press(Qt.Key.Key_Z, page.list.table, Qt.KeyboardModifier.ControlModifier)
    assert rig.steps.detail(award).archive is None
    assert page.list_bar.state() == "已撤销归档 1 件"


def test_the_first_file_of_an_office_without_archive_numbers_asks_for_them_once(
    rig: Rig, page: ApplicationsPage, award: int
) -> None:
    say(rig.steps, **dict.fromkeys(NUMBERED, ""))
    archiving = choose(rig, page, "归档")
    assert isinstance(archiving, ArchiveDialog) and archiving.parts.inputs["fonds"].hasFocus()
    press(rig, archiving)
    assert "请填写全宗号" in said(archiving, "fonds") and "请填写机构" in said(archiving, "archive_section")
    rig.type(archiving.parts.inputs["fonds"], "J-12")
    rig.type(archiving.parts.inputs["archive_section"], "ｚｃｋ")
    press(rig, archiving)
    assert "只用字母和数字" in said(archiving, "fonds")
    rig.type(archiving.parts.inputs["fonds"], "j012")
    press(rig, archiving)
    assert "还没有登记送达" in said(archiving, "unserved"), "the parts stand, and the rest is asked for"
    rig.type(archiving.unserved, "申请人已当面领取，送达回证遗失")
    press(rig, archiving)
    kept = rig.steps.detail(award).archive
    assert kept is not None and kept.number == "J012-WS·2024-D30-ZCK-0001"
    choose(rig, page, "撤销归档").reject()
    rig.store.run(TakeOutOfArchive(application=award, reason="送达回证找到了"), CLERK)
    page.list.refresh()
    rig.settle()
    again = choose(rig, page, "归档")
    assert isinstance(again, ArchiveDialog) and not again.parts.inputs, "nobody is asked twice"
    again.reject()


def test_who_may_not_name_the_parts_is_told_who_may(rig: Rig, page: ApplicationsPage) -> None:
    say(rig.steps, **dict.fromkeys(NUMBERED, ""))
    rig.store.run(AddPerson(name="黄志强", roles=frozenset({Role.CLERK})), CLERK)
    rig.desk.set_person(Person(2, "黄志强"))
    archiving = choose(rig, page, "归档")
    assert isinstance(archiving, ArchiveDialog) and not archiving.parts.inputs
    assert "由管理员（陈晓敏）在“设置 › 单位和人员”里填写" in archiving.refusal.text()
    assert not archiving.accept_button.isEnabled()
    archiving.reject()


def test_service_of_a_paper_that_is_not_issued_yet_leads_to_issuing_it(rig: Rig) -> None:
    application = rig.steps.draft(rig.steps.register(), licence()).application
    ending = TakeStep(application=application, step=Step.DECLINE, reason="申请人不在本县登记，也不在本县经营")
    rig.store.run(ending, CLERK)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    [row] = rig.desk.read(queries.application_rows, (application,))
    for action in ("served", "attempted", "announce"):
        asked = rig.answer()
        page.take_step(NextStep(action, "", (row.id,)))  # type: ignore[arg-type]
        rig.settle()
        assert "不予受理通知书还没有印发" in asked()
        assert rig.asked[-1] == IssueLetters((row.id,), "not_accepted_notice")
