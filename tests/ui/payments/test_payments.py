"""The page 拨付: from awards that wait to what the bank paid, failed and repeated, by its dialogs."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from ipdesk.funds.payments.payment_row import PayeeKind
from ipdesk.funds.payments.results import Outcome
from ipdesk.funds.payments.states import PaymentState
from ipdesk.models import commands, queries
from ipdesk.models.core.errors import Conflict
from ipdesk.models.records import AccessSettings, ApplicationRow, BatchState, Charge, FindingCode
from ipdesk.models.records.funds.dues import DueKind
from ipdesk.models.workflow import Level
from ipdesk.ui.applications.steps.next_step import other_steps
from ipdesk.ui.applications.steps.serving import refuse_foreseen
from ipdesk.ui.desk.destinations import OpenBatch, OpenSetting, Origin, PayGrant
from ipdesk.ui.funds.due import place_of
from ipdesk.ui.payments.dialogs.act_dialog import ActDialog
from ipdesk.ui.payments.dialogs.answer_dialog import AnswerDialog
from ipdesk.ui.payments.dialogs.by_hand_dialog import ByHandDialog
from ipdesk.ui.payments.dialogs.charge_dialog import ChargeDialog
from ipdesk.ui.payments.dialogs.drop_dialog import DropDialog
from ipdesk.ui.payments.dialogs.file_dialog import BankFileDialog
from ipdesk.ui.payments.dialogs.line_dialog import LineDialog
from ipdesk.ui.payments.dialogs.papers_dialog import RECEIPT, PapersDialog
from ipdesk.ui.payments.dialogs.prepare_dialog import ChooseDialog, PrepareDialog
from ipdesk.ui.payments.dialogs.sign_dialog import SignDialog
from ipdesk.ui.payments.dialogs.voucher_dialog import VoucherDialog
from tests.actors import CLERK
from tests.documents.letters.paper import text
from tests.models.desk import OFFICE, licence, works
from tests.models.handlers.funds.paying import ACCOUNT, NAME, enter, grant, line, prepare, sent
from tests.models.handlers.funds.paying import rows as paid_rows
from tests.models.handlers.funds.small_fund import SmallFund, small_fund
from tests.models.handlers.funds.test_charging import charge, confirm
from tests.models.handlers.steps.test_forwarding import accepted, open_call
from tests.models.handlers.test_audit import views
from tests.models.handlers.test_clawbacks import deciding, propose
from tests.models.handlers.test_guardians import number
from tests.ui.payments.paying_hands import HEADS, PayingHands, told_of
from tests.ui.rig import Rig

BANKED = {"account": ACCOUNT, "bank": "中国建设银行示例支行"}
OTHER = "44050162000100000002"


@pytest.fixture
def fund(rig: Rig) -> SmallFund:
    return small_fund(rig.steps, 5_000_000, 1_000_000)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that is chosen wherever one is asked for."""
    made = tmp_path / "bank"
    made.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(made))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(made / "tables.xlsx"), ""))
    return made


def test_awards_are_paid_and_what_failed_is_paid_again(rig: Rig, fund: SmallFund, folder: Path) -> None:
    call = open_call(rig.steps, Level.OWN)
    names = ("示例甲有限公司", "示例乙有限公司")
    banked = [rig.steps.register(name, **BANKED) for name in names]
    files = [
        accepted(rig.steps, call, licence(ref=f"Y202244000012{at}"), applicant=one)
        for at, one in enumerate(banked)
    ]
    for application in files:
        confirm(rig.steps, application)
        rig.steps.issue(application)
    hands = PayingHands(rig)
    assert rig.window.width() == 1366, "its buttons have room there"
    assert hands.rows("payable") == []
    rig.press(Qt.Key.Key_F9, hands.page.parts.batches.table)
    assert hands.page.foot.state() == "没有等着拨付的", "a key that does nothing says why"
    charging = hands.open(hands.page.foot.charge, ChargeDialog)
    charging.accept()
    assert charging.fields["others"].error() == "请选择由哪个任务列支。"
    hands.submit(charging, call=call, others=fund.tasks[0])
    assert [(row[0], row[1], row[4]) for row in hands.rows("payable")] == [
        ("示例甲有限公司", "任务1", "8,000.00"), ("示例乙有限公司", "任务1", "8,000.00"),
    ]  # fmt: skip
    seen = [("陈晓敏", f"application {one}", ("account",)) for one in files]
    assert views(rig.steps) == seen, "of what waits the accounts stand whole"
    hands.go_on(channel="bank_units", purpose="知识产权资助")
    assert hands.rows("batches")[1][1:] == ("银行批量支付（对公）", "2", "16,000.00", "待签批")
    hands.go_on()
    hands.go_on(basis="财政拨款通知")
    [reminding] = [
        one for one in other_steps(rows_of(rig, files[0]), rig.desk.today()) if one.word == "催领…"
    ]
    with pytest.raises(Conflict, match="已经全部支付或者提交支付，不用催领"):
        refuse_foreseen(rig.desk, rig.window, reminding)
    first, second = hands.lines()
    assert (first.serial, second.serial) == ("20240000001", "20240000002")
    unknown = hands.open(hands.page.foot.file, BankFileDialog)
    assert not unknown.accept_button.isEnabled(), "nobody told from which account is paid"
    unknown.message.act(0)
    assert rig.asked[-1] == OpenSetting("payer_account")
    told = replace(OFFICE, payer_account=OTHER)
    rig.store.run(commands.ChangeOffice(office=told), CLERK)
    heads, *written = hands.bank_file(folder)
    assert heads[4:11] == ("收款账号", "收款户名", "开户行", "联行号", "流水号", "金额", "用途")
    assert [row[3:11] for row in written] == [
        ("建设银行", ACCOUNT, name, BANKED["bank"], None, serial, 8000, "知识产权资助")
        for name, serial in zip(names, ("20240000001", "20240000002"), strict=True)
    ]
    told = told_of(first, "支付成功"), told_of(second, "支付失败", "户名不符")
    dialog = hands.answer(folder / "answer.xlsx", *told)
    told_in_file = "answer.xlsx：成功 1 笔 8,000.00 元，失败 1 笔，要核对 0 行，文件里没有 0 笔"
    assert dialog.summary.text() == told_in_file
    dialog.accept()
    rig.settle()
    assert [row[4] for row in hands.rows("lines")] == ["已支付", "支付失败"]
    assert hands.rows("batches")[1][4] == "1 笔没有付成 8,000.00"
    hands.page.parts.lines.table.select_row(1)
    assert ("没有付成的原因", "户名不符") in hands.rows("particulars")
    assert not hands.page.foot.file.isEnabled(), "the bank would pay again what it paid"
    assert "在“待拨付”里重新编批" in hands.page.foot.next.why_not()
    of_batch = hands.page.parts.batches.current()
    for place in (PayGrant(fund.fund, second.grant), OpenBatch(fund.fund, of_batch)):
        hands.page.show_destination(place, Origin())
        rig.settle()
        to_batch = isinstance(place, OpenBatch)
        assert hands.page.parts.batches.current() == (of_batch if to_batch else 0)
        reached = hands.page.parts.lines if to_batch else hands.page.parts.payable
        assert rig.window.focusWidget() is reached.table
    hands.stand_on(0)
    assert [(row[0], row[3]) for row in hands.rows("payable")] == [
        ("示例乙有限公司", f"{ACCOUNT} {BANKED['bank']}　上次支付失败：户名不符")
    ]
    hands.go_on()
    assert hands.rows("batches")[1][1] == "银行批量支付（对公）", "as the batch before"
    hands.go_on(same_account="银行系统升级，账户经核对无误")
    hands.go_on()
    [again] = hands.lines()
    assert again.reissues == second.payment
    dialog = hands.open(hands.page.foot.next, AnswerDialog)
    dialog.without.click()
    by_hand = hands.page.work.dialog
    assert isinstance(by_hand, ByHandDialog)
    by_hand.accept()
    assert by_hand.fields["outcome"].error(), "what nobody chose is entered as no result"
    hands.submit(by_hand, outcome="success")
    assert [one.state for one in hands.lines()] == [PaymentState.PAID]
    hands.stand_on(2)
    assert [row[4] for row in hands.rows("lines")] == ["已支付", "已重新支付"]
    assert hands.rows("batches")[0] == ("待拨付", "", "0", "0.00", "")
    hands.stand_on(0)
    hands.page.foot.tables.click()
    rig.settle()
    book = load_workbook(folder / "tables.xlsx")
    assert book.sheetnames == ["待拨付", "拨付批次", "支付"]
    paid = [[cell.value for cell in row][1:8] for row in book["支付"].iter_rows(min_row=2)]
    assert [(row[0], row[1], row[3], row[6]) for row in paid] == [
        ("20240000003", names[1], 8000, "已支付"),
        ("20240000001", names[0], 8000, "已支付"),
        ("20240000002", names[1], 8000, "已重新支付"),
    ]
    assert [row[6].value for row in book["拨付批次"].iter_rows(min_row=2)] == [8000, 16000]
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert ACCOUNT not in " ".join(texts), "no account goes out with it"


def rows_of(rig: Rig, *applications: int) -> tuple[ApplicationRow, ...]:
    return rig.store.read(queries.application_rows, applications)


def test_what_stops_a_batch_is_mended_and_doubts_want_a_reason(rig: Rig, fund: SmallFund) -> None:
    given = [
        grant(rig.steps, fund.tasks[0], 500_000, name) for name in (NAME, "示例乙有限公司", "示例丙有限公司")
    ]
    hands = PayingHands(rig)
    dialog = hands.open(hands.page.foot.next, PrepareDialog)
    dialog.search.setText("乙有限")
    dialog.show_list()
    assert [row.cells[0] for row in dialog.model.rows] == ["示例乙有限公司"]
    assert len(dialog.model.ticked) == 3, "what is looked for changes no tick"
    dialog.model.tick(given[:2])
    hands.submit(dialog, channel="treasury")
    hands.stand_on(1)
    assert [row[4] for row in hands.rows("lines")] == ["1 处要核对", "1 处要核对"]
    stopped = hands.open(hands.page.foot.next, SignDialog)
    assert stopped.reasons == {} and not stopped.accept_button.isEnabled()
    stopped.done(0)
    for at, (name, account) in enumerate(((NAME, ACCOUNT), ("示例乙科技有限公司", OTHER))):
        hands.page.parts.lines.table.select_row(at)
        hands.page.work.change_line()
        assert isinstance(hands.page.work.dialog, LineDialog)
        bank = "中国工商银行示例支行"
        hands.submit(hands.page.work.dialog, account_name=name, account=account, bank=bank)
    assert [(one.account, one.bank_kind) for one in hands.lines()] == [
        (ACCOUNT, "工商银行"),
        (OTHER, "工商银行"),
    ]
    assert hands.rows("findings") == [
        (
            "第2笔（示例乙有限公司）：收款户名“示例乙科技有限公司”与收款人“示例乙有限公司”不一致。",
            "签批时写明",
        )
    ]
    doubted = hands.open(hands.page.foot.next, SignDialog)
    assert list(doubted.reasons) == [FindingCode.HOLDER]
    doubted.accept()
    assert doubted.fields[FindingCode.HOLDER.value].error()
    hands.submit(doubted, holder="已更名，见登记机关证明")
    assert hands.rows("findings")[0][1] == "已更名，见登记机关证明"
    assert hands.page.batch.batch is not None and hands.page.batch.batch.state is BatchState.SIGNED
    hands.submit(hands.open(hands.page.foot.drop, DropDialog), reason="收款人要求换账户")
    hands.stand_on(0)
    assert [row[0] for row in hands.rows("payable")] == [NAME, "示例乙有限公司", "示例丙有限公司"]


def test_what_is_in_a_batch_is_not_offered_for_another(rig: Rig, fund: SmallFund) -> None:
    given = [grant(rig.steps, fund.tasks[0], 500_000 + at, f"示例第{at}有限公司") for at in range(3)]
    prepare(rig.steps, fund.fund, line(given[0], 500_000, account_name="示例第0有限公司"))
    hands = PayingHands(rig)
    assert [row[0] for row in hands.rows("payable")] == ["示例第1有限公司", "示例第2有限公司"]
    hands.stand_on(1)
    choosing = hands.open(hands.page.foot.change, ChooseDialog)
    assert list(choosing.model.ticked) == given[:1]
    choosing.model.tick([given[0], given[2]])
    hands.submit(choosing)
    assert [(one.grant, one.account) for one in hands.lines()] == [(given[0], ACCOUNT), (given[2], "")]
    hands.stand_on(0)
    assert [row[0] for row in hands.rows("payable")] == ["示例第1有限公司"]


def test_who_prepared_a_batch_does_not_sign_it_where_two_are_wanted(rig: Rig, fund: SmallFund) -> None:
    settings = AccessSettings(asks_password=False, separates_payment=True)
    rig.store.run(commands.ChangeAccess(settings=settings), CLERK)
    given = grant(rig.steps, fund.tasks[0], 500_000)
    prepare(rig.steps, fund.fund, line(given, 500_000))
    hands = PayingHands(rig)
    hands.stand_on(1)
    dialog = hands.open(hands.page.foot.next, SignDialog)
    dialog.accept()
    rig.settle()
    assert "请另一位审批人签批" in dialog.message.sentence()
    assert hands.page.batch.batch is not None and hands.page.batch.batch.state is BatchState.PREPARED


def test_of_an_answer_nothing_is_entered_until_every_row_is_settled(
    rig: Rig, fund: SmallFund, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"示例第{at}有限公司" for at in range(1, 5)]
    given = [grant(rig.steps, fund.tasks[0], 100_000 * at, name) for at, name in enumerate(names, start=1)]
    paid = (
        line(one, 100_000 * at, account_name=name, account=f"4405016200010000000{at}")
        for at, (one, name) in enumerate(zip(given, names, strict=True), start=1)
    )
    sent(rig.steps, fund.fund, *paid)
    hands = PayingHands(rig)
    hands.stand_on(1)
    one, two, three, _four = hands.lines()
    rows = (
        told_of(one, "支付成功"), told_of(one, "支付成功"), told_of(two, "支付成功", yuan=1999.99),
        told_of(three, "已受理待查"), told_of(two, "支付成功", serial="20230000009"),
    )  # fmt: skip
    dialog = hands.answer(tmp_path / "answer.xlsx", *rows)
    assert [(row.cells[0], row.cells[4]) for row in dialog.model.rows] == [
        ("2", "重复"), ("3", "重复"), ("4", "金额不同"), ("5", "结果不明"), ("6", "对不上"),
    ]  # fmt: skip

    def refused() -> str:
        dialog.accept()
        rig.settle()
        assert [one.state for one in hands.lines()] == [PaymentState.SENT] * 4
        return dialog.message.sentence()

    assert refused().startswith("第2行：重复。") and "（还有 5 处，见列表）" in dialog.message.sentence()
    dialog.table.select_row(1)
    dialog.about.set_key(one.serial)
    assert dialog.settled is not None and dialog.settled.choices == {2: None, 3: one.serial}
    assert dialog.message.sentence() == "", "what was said before a row was settled is over"
    for line_number in (4, 6):
        dialog.table.select_row(dialog.model.row_of(line_number))
        dialog.about.set_key("leave_out")
    dialog.table.select_row(dialog.model.row_of(5))
    assert dialog.word_field.label.text() == "银行写的“已受理待查”是"
    dialog.word.set_key("in_process")
    assert "没有流水号 20240000002" in refused(), "two payments are not mentioned, and nobody has seen that"
    saved = tmp_path / "checked.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
    dialog.keep.click()
    rig.settle()
    assert saved.exists()
    assert dialog.waiting.isVisible()
    dialog.waiting.setChecked(True)
    dialog.accept()
    rig.settle()
    states = [one.state for one in hands.lines()]
    assert states == [PaymentState.PAID, PaymentState.SENT, PaymentState.IN_PROCESS, PaymentState.SENT]


def test_a_file_that_is_no_answer_says_what_to_do(rig: Rig, fund: SmallFund, tmp_path: Path) -> None:
    given = grant(rig.steps, fund.tasks[0], 500_000)
    sent(rig.steps, fund.fund, line(given, 500_000))
    hands = PayingHands(rig)
    hands.stand_on(1)
    dialog = hands.answer(tmp_path / "answer.xlsx", ("甲", 1), heads=("姓名", "序号"))
    assert "没有找到表头" in dialog.message.sentence() and not dialog.accept_button.isEnabled()
    dialog.read(tmp_path / "answer.xlsx")
    dialog.reject()
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)
    rig.settle()  # what was read of the file finds no dialog any more
    dialog = hands.open(hands.page.foot.next, AnswerDialog)
    dialog.read(tmp_path / "gone.xlsx")
    rig.settle()
    assert "文件打不开" in dialog.message.sentence()
    [payment] = hands.lines()
    (tmp_path / "answer.csv").write_text(
        ",".join(HEADS) + "\n" + ",".join(map(str, told_of(payment, "成功", serial="BANK001"))),
        encoding="gb18030",
    )
    dialog.read(tmp_path / "answer.csv")
    rig.settle()
    assert dialog.foreign.isVisible(), "the serials may be the bank's own"
    dialog.foreign.setChecked(True)
    dialog.accept()
    rig.settle()
    assert [one.state for one in hands.lines()] == [PaymentState.PAID]


def test_one_payment_is_copied_field_by_field_and_its_voucher_typed_back(rig: Rig, fund: SmallFund) -> None:
    given = grant(rig.steps, fund.tasks[0], 1_234_567)
    sent(rig.steps, fund.fund, line(given, 1_234_567, bank_number="105584000005"))
    hands = PayingHands(rig)
    hands.stand_on(1)
    assert views(rig.steps) == [("陈晓敏", f"fund {fund.fund}", ("account",))], "paid without an application"
    fields = hands.page.parts.particulars.table
    fields.setFocus()
    copied = []
    for _ in hands.rows("particulars"):
        rig.press(Qt.Key.Key_Return, fields)
        copied.append(QGuiApplication.clipboard().text())
    assert copied == [NAME, ACCOUNT, "中国建设银行示例支行", "105584000005", "12345.67", "20240000001"]
    typed = {"quota_number": "韶财工〔2024〕8号", "functional_class": "2060902", "voucher_number": "00012345"}
    hands.submit(hands.open(hands.page.foot.voucher, VoucherDialog), **typed)
    assert hands.rows("particulars")[-3:] == [
        ("指标文号", "韶财工〔2024〕8号"), ("支出功能分类", "2060902"), ("支付凭证号", "00012345"),
    ]  # fmt: skip
    again = hands.open(hands.page.foot.voucher, VoucherDialog)
    assert again.texts["voucher_number"].text() == "00012345"
    again.done(0)


def test_money_that_came_back_was_paid_from_a_wrong_task_or_is_given_up(rig: Rig, fund: SmallFund) -> None:
    given = [grant(rig.steps, fund.tasks[0], 400_000, name) for name in (NAME, "示例乙有限公司")]
    paid = [line(given[0], 400_000), line(given[1], 400_000, account_name="示例乙有限公司", account=OTHER)]
    sent(rig.steps, fund.fund, *paid)
    hands = PayingHands(rig)
    hands.stand_on(1)
    hands.page.work.answer()
    assert isinstance(hands.page.work.dialog, AnswerDialog)
    hands.page.work.dialog.without.click()
    assert isinstance(hands.page.work.dialog, ByHandDialog)
    assert not hands.page.work.dialog.model.ticked
    hands.page.work.dialog.model.tick_all()
    hands.submit(hands.page.work.dialog, outcome="success")
    assert not hands.page.foot.next.isEnabled(), "nothing is left to do with the batch"
    hands.submit(hands.open(hands.page.foot.act, ActDialog), way="passive", reason="账号已销户")
    assert hands.rows("lines")[0][4] == "被动退回"
    hands.submit(hands.open(hands.page.foot.act, ActDialog), reason="企业已注销，不再支付")
    assert hands.rows("lines")[0][4] == "不再支付"
    hands.page.parts.lines.table.select_row(1)
    dialog = hands.open(hands.page.foot.act, ActDialog)
    hands.submit(dialog, fen=100_000, way="active", reason="多付的部分交回")
    assert hands.rows("lines")[1][4] == "部分退回 1,000.00"
    assert ("其中", "已支付 3,000.00，退回 1,000.00") in hands.rows("particulars")
    assert hands.rows("batches")[1][4] == "1 笔没有付成 1,000.00"
    assert "其中要重新支付 1,000.00" in hands.page.head.tiles.accessibleName()
    assert hands.page.file.payable[0].former is PaymentState.PARTLY_RETURNED
    dialog = hands.open(hands.page.foot.act, ActDialog)
    hands.submit(dialog, what="correct", task=fund.tasks[1], reason="应由保护股列支")
    assert hands.rows("lines")[1][4] == "已付款更正"
    hands.stand_on(0)
    assert [(row[0], row[4]) for row in hands.rows("payable")] == [("示例乙有限公司", "1,000.00")]


def test_what_came_back_by_a_clawback_is_entered_as_its_file_says(rig: Rig, fund: SmallFund) -> None:
    """1,500 of 2,000 yuan that were decided came back, of 8,000 that the second payment of a batch paid."""
    steps, call = rig.steps, open_call(rig.steps, Level.OWN)
    charge(steps, call, Charge(fund.tasks[0]))
    award = accepted(steps, call, licence(), applicant=steps.register("示例甲有限公司", **BANKED))
    confirm(steps, award)
    steps.issue(award)
    [one] = steps.store.read(queries.payable_grants, fund.fund, steps.clock.today)
    other = line(grant(steps, fund.tasks[0], 400_000, "示例乙有限公司"), 400_000, account=OTHER)
    told = {"account_name": one.account_name, "account": one.account, "bank": one.bank}
    batch = sent(
        steps, fund.fund, replace(other, account_name="示例乙有限公司"), line(one.grant, one.left, **told)
    )
    enter(steps, batch, paid_rows(steps, batch, Outcome.SUCCESS, Outcome.SUCCESS))
    paid_on = steps.clock.today
    steps.clock.moment += datetime.timedelta(days=1)
    clawback = propose(steps, award, 200_000, paid_on=paid_on)
    steps.store.run(deciding(steps, award, clawback, 200_000, waived="法定代表人书面放弃陈述申辩"), CLERK)
    back = {"clawback": clawback, "returned_on": steps.clock.today, "amount": 150_000, "slip": "回单0001"}
    steps.store.run(commands.RecordReturn(**back), CLERK)  # type: ignore[arg-type]
    hands = PayingHands(rig)
    [due] = [one for one in rig.desk.read(queries.fund_dues) if one.kind is DueKind.CAME_BACK]
    hands.page.show_destination(place_of(due), Origin())
    rig.settle()
    in_hand = hands.page.line_in_hand()
    assert in_hand is not None and in_hand.place == 2, "the payment of the award, not the first of its batch"
    assert hands.page.foot.state() == "追回款退回的 1,500.00 元还没有记账，按 Alt+R 登记"
    dialog = hands.open(hands.page.foot.act, ActDialog)
    assert (dialog.amount.fen(), dialog.day.day()) == (150_000, steps.clock.today)
    assert (dialog.way.key(), dialog.reason.text()) == ("active", "追回款退回，银行回单（凭证）回单0001")
    hands.submit(dialog)
    assert hands.rows("lines")[1][4] == "部分退回 1,500.00"
    assert [one.kind for one in rig.desk.read(queries.fund_dues) if one.kind is DueKind.CAME_BACK] == []


def test_units_and_persons_are_paid_apart(rig: Rig, fund: SmallFund) -> None:
    call = open_call(rig.steps, Level.OWN)
    firm = rig.steps.register("示例甲有限公司", **BANKED)
    person = rig.steps.register(
        "黎志明", kind="individual", identity=number(datetime.date(1985, 3, 1)), traits=(), **BANKED
    )
    charge(rig.steps, call, Charge(fund.tasks[0]))
    for who, row in ((firm, licence()), (person, works())):
        application = accepted(rig.steps, call, row, applicant=who)
        confirm(rig.steps, application)
        rig.steps.issue(application)
    hands = PayingHands(rig)
    dialog = hands.open(hands.page.foot.next, PrepareDialog)
    dialog.channel.set_key("bank_persons")
    assert dialog.payees() is PayeeKind.PERSON and [row.cells[0] for row in dialog.model.rows] == ["黎志明"]
    assert list(dialog.model.ticked) == [row.id for row in dialog.model.rows]  # as at the beginning
    dialog.channel.set_key("treasury")  # persons may be paid so, too: what was unticked stays so
    dialog.model.tick([])
    dialog.channel.set_key("bank_persons")
    assert dialog.summary.text().startswith("已选 0 笔")
    dialog.done(0)


def test_the_papers_of_a_batch_are_looked_at_and_printed(rig: Rig, fund: SmallFund) -> None:
    given = grant(rig.steps, fund.tasks[1], 500_000)
    sent(rig.steps, fund.fund, line(given, 500_000))
    hands = PayingHands(rig)
    hands.stand_on(1)
    dialog = hands.open(hands.page.foot.papers, PapersDialog)
    rig.settle()
    said = text(dialog.preview.pdf())
    assert "任务2" in said and "人民币伍仟元整" in said
    assert dialog.paper.count() == 2, "nothing came back, and nobody is told so"
    dialog.paper.set_key(RECEIPT)
    rig.settle()
    assert "今收到上列款项" in text(dialog.preview.pdf())
    dialog.accept()
    assert hands.printed == ["收款收据，每个收款人一张"]
