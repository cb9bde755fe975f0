"""The page 资金: a fund entered through its dialogs, and what its tables then say."""

import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from ipdesk.documents.letters.funds.data import FundSource, fund_year
from ipdesk.documents.spreadsheets.indicators import read_tables
from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.case.entered import entered
from ipdesk.funds.case.form import FundForm, sample_fund
from ipdesk.models import queries
from ipdesk.models.parsing.funds.indicator_table import read_indicators
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.records import Charge
from ipdesk.models.workflow import Level
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.desk.destinations import OpenApplication, OpenGrant, PayGrant
from ipdesk.ui.funds import FundsPage
from ipdesk.ui.funds.dialogs.fund_dialog import FundDialog
from ipdesk.ui.funds.year import paper_pdf
from ipdesk.ui.widgets import Button
from tests.actors import CLERK
from tests.documents.pdf_words import words_by_page
from tests.models.desk import licence
from tests.models.handlers.funds.entered_fund import enter, unrepeated
from tests.models.handlers.funds.paying import grant
from tests.models.handlers.funds.small_fund import small_fund
from tests.models.handlers.funds.test_charging import charge, confirm
from tests.models.handlers.steps.test_forwarding import accepted, open_call
from tests.ui.funds.entering import FundHands
from tests.ui.rig import Rig

FORM = sample_fund("shaoguan-2021")


@pytest.fixture
def hands(rig: Rig) -> FundHands:
    page = rig.page(FundsPage)
    rig.show(funds=page)
    return FundHands(rig, page)


def cells(hands: FundHands, table: str) -> list[tuple[str, ...]]:
    return [row.cells for row in getattr(hands.page.parts, table).model.rows]


def test_the_sample_is_entered_through_the_dialogs_and_its_report_says_what_its_data_say(
    hands: FundHands,
) -> None:
    hands.page.setUpdatesEnabled(False)  # the dialogs are painted; what stands behind them is looked at once
    hands.enter_fund(FORM)
    hands.page.setUpdatesEnabled(True)
    hands.page.parts.tasks.table.select_row(0)
    hands.page.head.day.set_day(datetime.date(2021, 12, 31))
    hands.page.refresh()
    hands.rig.settle()
    assert hands.page.file.fund is not None
    whole = hands.page.file.whole
    granted = hands.rig.store.read(queries.fund_grants, hands.page.file.fund.id)
    assert [one.parties for one in granted] == [one.parties for task in FORM.tasks for one in task.grants]
    assert (whole.budget, whole.paid, whole.allotted) == (750_000_000, 599_898_600, 150_000_000)
    assert whole.outstanding == 101_400
    assert cells(hands, "tasks")[0] == ("", "全部任务", "750.0000", "750.0000", "749.8986", "")
    assert [row[:2] for row in cells(hands, "methods")] == [
        ("竞争性分配", "255.0000"),
        ("集体研究", "85.0000"),
        ("后补助", "260.0000"),
        ("直接下达", "150.0000"),
    ]
    assert [row[:2] for row in cells(hands, "sections")] == [
        ("知识产权促进科", "460.0000"),
        ("知识产权促进科（含下达）", "580.0000"),
        ("知识产权保护科", "140.0000"),
    ]
    assert "99.99%" in hands.page.number
    hands.enter_year(FORM)
    _says_what_the_data_say(hands)


def _says_what_the_data_say(hands: FundHands) -> None:
    """Hold what was typed, and the report that is made of it, against the data and the report of those."""
    account = hands.page.year_work.account
    assert account is not None
    remarks = tuple(one.model_copy(update={"text": stored_line(one.text)}) for one in FORM.remarks)
    form = FORM.model_copy(update={"remarks": remarks})  # texts are stored as all that is typed is
    assert typed(account.form) == typed(form)
    wanted = fund_year(FundSource(form, entered(form), account.issuer), account.date, "")
    assert str(account.score.total) == str(wanted.score.total) == "97.62"
    for kind in ("fund_report", "self_evaluation", "fund_checks"):
        assert words_by_page(paper_pdf(account, kind)) == words_by_page(paper_pdf(wanted, kind)), kind


def typed(form: FundForm) -> dict[str, object]:
    """Return all that somebody types of a fund; things are named by their place instead of by their ids."""
    found = form.model_dump(exclude={"id", "sections", "tasks", "payments", "indicators", "papers"})
    remarks = [*(one["text"] for one in found.pop("remarks")), *found.pop("unsupported")]
    sections = {one.id: one.name for one in form.sections}
    grants = {one.id: at for at, one in enumerate(one for task in form.tasks for one in task.grants)}
    payments = {one.id: at for at, one in enumerate(form.payments)}
    return found | {
        "remarks": remarks,
        "papers": [one.model_dump(exclude={"title"}) for one in form.papers],
        "tasks": [
            task.model_dump(exclude={"id", "order", "grants"})
            | {"section": sections[task.section]}
            | {"grants": [one.model_dump(exclude={"id"}) for one in task.grants]}
            for task in sorted(form.tasks, key=lambda task: task.order)
        ],
        "payments": [
            one.model_dump(exclude={"id"})
            | {"grant": grants[one.grant], "reissues": payments.get(one.reissues)}
            for one in sorted(form.payments, key=lambda one: grants[one.grant])
        ],
        "indicators": [one.model_dump(exclude={"tasks"}) for one in form.indicators],
    }


def test_from_a_bar_one_comes_down_to_a_payment(hands: FundHands) -> None:
    page, rig = hands.page, hands.rig
    enter(rig.store, CLERK, FORM)
    page.head.day.set_day(datetime.date(2021, 12, 31))
    page.refresh()
    rig.settle()
    page.parts.methods.table.select_row(2)
    rig.press(Qt.Key.Key_Return, page.parts.methods.table)
    assert [row.cells[:3] for row in page.parts.tasks.model.rows][:2] == [
        ("", "后补助　Enter 看全部", "260.0000"),
        ("知识产权促进科 2", "国家知识产权优势示范企业培育项目", "20.0000"),
    ]
    assert [row.cells[1][:6] for row in page.parts.tasks.model.rows if row.glyph] == ["地理标志产品"]
    page.parts.tasks.table.select_row(len(page.parts.tasks.model.rows) - 1)
    rig.settle()
    rig.press(Qt.Key.Key_Return, page.parts.tasks.table)
    assert page.parts.grants.table.hasFocus()
    rig.press(Qt.Key.Key_End, page.parts.grants.table)
    rig.press(Qt.Key.Key_Return, page.parts.grants.table)
    assert page.parts.payments.table.hasFocus()
    paid = {row.cells[2]: row for row in page.parts.payments.model.rows}
    assert paid["已重新支付"].cells[:2] == ("2021年12月", "0.1014")
    assert paid["已支付"].cells[:2] == ("2022年", "0.1014")
    rig.press(Qt.Key.Key_Return, page.parts.payments.table)
    assert page.parts.postings.table.hasFocus(), "no batch sent it"
    rig.press(Qt.Key.Key_F6, page)
    assert page.parts.payments.table.hasFocus()
    page.parts.tasks.table.select_row(0)
    rig.press(Qt.Key.Key_Return, page.parts.tasks.table)
    assert len(page.parts.tasks.model.rows) == 1 + len(FORM.tasks)


def test_the_tables_go_out_as_numbers_that_can_be_printed(
    hands: FundHands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, rig, saved = hands.page, hands.rig, tmp_path / "tables.xlsx"
    enter(rig.store, CLERK, FORM)
    page.head.day.set_day(datetime.date(2021, 12, 31))
    page.refresh()
    rig.settle()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
    page.foot.tables.click()
    rig.settle()
    book = load_workbook(saved)
    assert book.sheetnames == ["任务", "按分配方式", "按责任股室", "核定", "支付", "到期"]
    total = [cell.value for cell in [*book["任务"].rows][-1]]
    assert total[4:] == [7_500_000, 7_500_000, 5_998_986, 1_500_000, 1_014, 1_014, 0, "99.99%"]
    assert book["按分配方式"]["B4"].value == 2_600_000
    assert book["任务"].print_area == "'任务'!$A$1:$L$21"
    assert [row[5].value for row in book["支付"].rows if row[6].value == "已重新支付"] == [1_014]
    assert saved.name in page.foot.state()


def test_what_is_due_leads_to_where_it_is_done(hands: FundHands) -> None:
    page, rig = hands.page, hands.rig
    found = enter(rig.store, CLERK, unrepeated())
    page.refresh()
    rig.press(Qt.Key.Key_3, page, Qt.KeyboardModifier.AltModifier)
    rows = [row.cells for row in page.due.table.model.rows]
    assert [(row[0], row[2], row[5]) for row in rows] == [
        ("2021-12-31", "任务待完成支出", "0.1014"),
        ("2022-12-31", "支付失败待重新支付", "0.1014"),
        ("2022-12-31", "结转资金待用完", "0.1014"),
    ]
    assert rows[1][1] == "已过 537 天"
    for at in (1, 0):
        page.due.table.table.select_row(at)
        rig.press(Qt.Key.Key_Return, page.due.table.table)
    [task], waiting = found.tasks.values(), rig.store.read(queries.came_back, found.fund)
    assert rig.asked == [PayGrant(found.fund, waiting[0].grant), OpenGrant(found.fund, task, 0)]
    assert page.parts.tasks.current() == task and page.head.views.checkedId() == 0
    assert [row.cells[3] for row in page.parts.grants.model.rows] == ["已支付", "已支付", "支付失败"]


def test_an_indicator_is_written_down_and_the_report_with_it_is_shown(hands: FundHands) -> None:
    page, rig = hands.page, hands.rig
    hands.register(FORM)
    hands.post("ARRIVE", FORM.amount, PostingDay(FORM.received_on), FORM.papers[0].number)
    page.head.views.button(1).click()
    rig.settle()
    dialog = hands.open_year(page.foot.add_indicator)
    hands.fill(
        dialog,
        {"name": "举办知识产权培训", "target": "不少于2期", "goal": "2", "actual": "1期", "value": "1"},
    )
    hands.submit(dialog)
    assert [row.cells for row in page.year.table.model.rows] == [
        ("1", "举办知识产权培训", "不少于2期", "1期", "45.00", "90.00", "未达成")
    ]
    assert page.year_work.account is not None
    assert page.year.preview.error() == ""
    assert page.year.preview.pdf().startswith(b"%PDF")


def test_indicators_are_imported_corrected_and_exported_as_they_stand(
    hands: FundHands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, rig = hands.page, hands.rig
    hands.register(FORM)
    page.head.views.button(1).click()
    rig.settle()
    hands.fill(texts := hands.open_year(page.foot.texts), {"facts": "新增贯标企业 39家"})
    hands.submit(texts)
    book = Workbook()
    for row in (
        ("一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值"),
        ("产出指标", "数量指标", "新增贯标企业", "大于30家", "40家", 50),
        ("", "", "举办培训", "不少于2期", "1期", 40),
    ):
        book.worksheets[0].append(row)
    brought, saved = tmp_path / "指标.xlsx", tmp_path / "导出.xlsx"
    book.save(brought)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(brought), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
    page.foot.bring.click()
    rig.settle()
    assert page.message.sentence().startswith("工作表“Sheet”第2行D列（指标值）：不含本数")
    assert page.year.table.model.rows == ()
    book.worksheets[0]["D2"] = "≥30家"
    book.save(brought)
    page.foot.bring.click()
    rig.settle()
    assert page.message.isHidden()
    assert [row.cells[3:6] for row in page.year.table.model.rows] == [
        ("40家", "50.00", "50.00"),
        ("1期", "20.00", "40.00"),
    ]
    page.year.table.table.select_row(0)
    dialog = hands.open_year(page.foot.indicator)
    hands.fill(dialog, {"figure": "fact_count", "figure_of": "新增贯标企业"})
    hands.submit(dialog)
    assert page.year.table.model.rows[0].cells[3] == "39家（填报40家）"
    assert "填报为“40家”，而程序掌握的年度数据的数量为39家" in page.year.said.text()
    page.foot.keep.click()
    rig.settle()
    assert page.year_work.account is not None
    kept = tuple(one.indicator() for one in page.year_work.account.form.indicators)
    assert read_indicators(read_tables(saved.read_bytes())).rows == kept


def test_the_report_s_texts_stand_in_it(
    hands: FundHands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, rig = hands.page, hands.rig
    hands.register(FORM)
    page.head.views.button(1).click()
    rig.settle()
    dialog = hands.open_year(page.foot.texts)
    hands.fill(dialog, {"problems": "进度偏慢\n\n人手不足", "printed_score": "98.5"})
    hands.submit(dialog)
    assert page.file.fund is not None
    kept = rig.store.read(queries.fund_year_entries, page.file.fund.id).texts
    assert (kept.problems, str(kept.printed_score)) == (("进度偏慢", "人手不足"), "98.5")
    assert page.year_work.account is not None
    assert page.year_work.account.form.problems == kept.problems
    saved, refused = tmp_path / "report.xlsx", list[str]()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
    rig.desk.refused.connect(lambda error: refused.append(error.message))
    for problems, written in (("人手不足\U0001fae8", False), ("人手不足", True)):
        dialog = hands.open_year(page.foot.texts)
        hands.fill(dialog, {"problems": problems})
        hands.submit(dialog)
        page.foot.workbook.click()
        rig.settle()
        assert saved.exists() is written
    assert ["没有字体能够印出" in one for one in refused] == [True]


def test_until_another_task_is_read_nothing_of_the_one_before_is_in_hand(hands: FundHands) -> None:
    page, day = hands.page, PostingDay(FORM.received_on)
    hands.register(FORM)
    hands.post("ARRIVE", FORM.amount, day, FORM.papers[0].number)
    for task in FORM.tasks[1:3]:
        hands.add_task(task, "知识产权促进科", FORM)
    hands.choose_task(FORM.tasks[1].name)
    hands.enter_grant(FORM, FORM.tasks[1], FORM.tasks[1].grants[0])
    assert page.work.grant_in_hand() is not None and page.foot.pay.isEnabled()
    page.parts.tasks.table.select_row(2)
    assert page.work.grant_in_hand() is None and page.work.posting() is None
    assert not page.foot.pay.isEnabled() and not page.foot.reverse.isEnabled()
    hands.rig.settle()
    assert page.task.grants == () and page.work.grant_in_hand() is None


def test_until_another_fund_is_read_nothing_of_the_one_before_is_written_there(hands: FundHands) -> None:
    """The indicators of one would else be kept as those of the other."""
    page, rig = hands.page, hands.rig
    hands.register(FORM)
    first = page.file.fund
    page.head.views.button(1).click()
    rig.settle()
    hands.fill(
        dialog := hands.open_year(page.foot.add_indicator), {"name": "培训", "target": "2期", "goal": "2"}
    )
    hands.submit(dialog)
    page.head.views.button(0).click()
    hands.register(FORM.model_copy(update={"name": "另一项资金"}))
    page.head.views.button(1).click()
    rig.settle()
    assert first is not None and page.file.fund is not None and page.file.fund.id != first.id
    assert page.year.table.model.rows == ()
    page.head.fund.set_key(str(first.id))
    page.refresh()
    assert page.file.fund is None and page.year_work.account is None
    assert not any(one.isEnabled() for one in (page.foot.add_indicator, page.foot.texts, page.foot.post))
    rig.settle()
    assert [row.cells[1] for row in page.year.table.model.rows] == ["培训"]


def test_of_an_empty_form_all_that_is_missing_is_marked_at_once(hands: FundHands) -> None:
    page, rig = hands.page, hands.rig

    def marked(press: Button) -> set[str]:
        press.click()
        dialog = page.work.dialog
        assert dialog is not None
        dialog.accept_button.click()
        rig.settle()
        found = [name for name, field in dialog.fields.items() if field.error()]
        assert QApplication.focusWidget() is dialog.fields[found[0]].editor
        assert {dialog.fields[name].mark() for name in found} == {"必填"}
        dialog.reject()
        return {*found}

    assert marked(page.foot.register) == {"name", "short_name", "level", "deadline", "closed_on"}
    hands.register(FORM)
    assert marked(page.foot.task) == {"section", "number", "method", "name"}
    assert marked(page.foot.post) == {"fen", "day", "basis"}
    task = {"section": "保护股", "number": 1, "method": FORM.tasks[0].method.value, "name": "宣传"}
    hands.enter(page.foot.task, task)
    assert page.foot.state().startswith("已添加任务。先在“全部任务”按 F9 记到位的金额"), (
        "there is no money yet"
    )


def test_a_file_leads_to_the_grant_that_pays_it_and_the_grant_back_to_the_file(rig: Rig) -> None:
    fund, call = small_fund(rig.steps, 1_000_000, 5_000_000), open_call(rig.steps, Level.OWN)
    charge(rig.steps, call, Charge(fund.tasks[1]))
    paid = [accepted(rig.steps, call, licence(ref=f"Y202244000012{at}")) for at in range(2)]
    for application in paid:
        confirm(rig.steps, application)
        rig.steps.issue(application)
    applications, funds = rig.page(ApplicationsPage), rig.page(FundsPage)
    rig.show(applications=applications, funds=funds)
    rig.window.show_destination(OpenApplication(paid[0]))
    rig.settle()
    words = applications.drawer.steps.words()
    applications.drawer.steps.take(words.index("看资金账"))
    rig.settle()
    place = rig.store.read(queries.charged_place, paid[0])
    assert place is not None and rig.asked[-1] == OpenGrant(place.fund, place.task, place.grant)
    in_hand = funds.work.grant_in_hand()
    assert rig.window.current() == "funds" and in_hand is not None and in_hand.id == place.grant
    assert funds.foot.pay.isVisible() and not funds.foot.register.isVisible(), "as many as have room"
    rig.press(Qt.Key.Key_P, funds.parts.grants.table, Qt.KeyboardModifier.AltModifier)
    assert funds.work.dialog is None, "it would be refused once it was typed"
    assert funds.foot.state() == "申请件的资助请在“拨付”页编制批次支付"
    funds.parts.case.click()
    assert rig.asked[-1] == OpenApplication(paid[0])


def test_a_project_is_paid_by_what_its_contract_and_its_checks_let_be_paid(hands: FundHands) -> None:
    page, rig = hands.page, hands.rig
    fund = small_fund(rig.steps, 10_000_000)
    grant(rig.steps, fund.tasks[0], 10_000_000, "示例甲有限公司")
    page.refresh()
    rig.settle()
    hands.choose_task("任务1")
    hands.choose_grant(0)
    assert [item.refusal for item in page.foot.project.items] == ["", "先登记任务书", ""]
    dialog = hands.choose(page.foot.project, 0)
    days = {"signed_on": "2024-01-10", "begins_on": "2024-01-10", "ends_on": "2025-12-31"}
    days |= {"mid_term_by": "2024-12-31", "acceptance_by": "2026-01-31"}
    hands.fill(dialog, {name: datetime.date.fromisoformat(day) for name, day in days.items()})
    hands.fill(dialog, {"number": "澄科合〔2024〕1号", "signing_fen": 6_000_000, "mid_term_fen": 3_000_000})
    dialog.accept()
    rig.settle()
    assert (
        dialog.fields["signing_fen"].error().startswith("各期金额合计 90,000.00 元，与核定的 100,000.00 元")
    )
    hands.fill(dialog, {"acceptance_fen": 1_000_000})
    hands.submit(dialog)
    about = page.parts.grants.model.rows[0].tooltip
    assert about.splitlines()[1:] == [
        "任务书 澄科合〔2024〕1号", "签订任务书后应支付 60,000.00 元", "2024-12-31前应进行中期检查",
    ]  # fmt: skip
    paying = hands.open(page.foot.pay)
    assert paying.posting.amount.fen() == 6_000_000  # type: ignore[attr-defined]
    paying.reject()
    check = hands.choose(page.foot.project, 1)
    hands.fill(check, {"outcome": "again", "held_on": datetime.date(2024, 6, 20), "paper": "中期检查意见表"})
    assert check.fields["unspent"].isHidden()
    check.accept()
    rig.settle()
    assert check.fields["again_by"].error()
    hands.fill(check, {"again_by": datetime.date(2024, 9, 30)})
    hands.submit(check)
    check = hands.choose(page.foot.project, 1)
    hands.fill(check, {"outcome": "passed", "held_on": datetime.date(2024, 6, 20), "paper": "复查意见表"})
    hands.submit(check)
    project = page.task.projects[page.task.grants[0].id]
    assert [(one.outcome.value, one.paper) for one in project.checks] == [
        ("again", "中期检查意见表"),
        ("passed", "复查意见表"),
    ]
    assert project.payable == 9_000_000
    funding = hands.choose(page.foot.project, 2)
    hands.fill(
        funding, {"recipient": 10_000_000, "recipient_in_place": 4_000_000, "recipient_paper": "承诺函"}
    )
    hands.fill(funding, {"county_in_place": 100})
    funding.accept()
    rig.settle()
    assert funding.fields["county"].error() == "县级财政：请填写大于0的金额。"
    hands.fill(funding, {"county": 7_000_000, "city_paper": "市财政配套文件"})
    funding.accept()
    rig.settle()
    assert funding.fields["city"].error(), "what was typed is not forgotten in silence"
    hands.fill(funding, {"city_paper": ""})
    hands.submit(funding)
    kept = rig.store.read(queries.funding_parts, project.grant)
    assert [(one.bearer.value, one.fen, one.in_place) for one in kept] == [
        ("county", 7_000_000, 100),
        ("recipient", 10_000_000, 4_000_000),
    ]


def test_a_paper_that_comes_later_is_written_down_with_the_others(hands: FundHands) -> None:
    hands.register(FORM)
    dialog = hands.open(hands.page.foot.change)
    assert isinstance(dialog, FundDialog)
    assert [one.number.text() for one in dialog.papers] == [*(one.number for one in FORM.papers), ""]
    dialog.papers[3].role.set_key("allotment")
    dialog.papers[3].day.set_day(datetime.date(2021, 6, 1))
    dialog.accept()
    hands.rig.settle()
    assert "请填写文号" in (dialog.fields["number"].error() or dialog.message.sentence())
    dialog.papers[3].number.setText("韶财工〔2021〕88号")
    hands.submit(dialog)
    fund = hands.page.file.fund
    assert fund is not None
    assert [one.number for one in hands.rig.store.read(queries.fund_papers, fund.id)] == [
        *(one.number for one in FORM.papers),
        "韶财工〔2021〕88号",
    ]
