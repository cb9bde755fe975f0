"""资金 in the settings: ceilings set, changed and let go; sheets of banks imported, looked at, chosen."""

from pathlib import Path

import pytest

from ipdesk.models import queries
from ipdesk.models.records import CeilingScope, CeilingWay
from ipdesk.ui.payments.dialogs.file_dialog import BankFileDialog
from ipdesk.ui.payments.load import batch_file
from ipdesk.ui.settings import SettingsPage
from ipdesk.ui.settings.audit.words import record_text
from ipdesk.ui.settings.funds import FundSettingsView
from ipdesk.ui.settings.page import FUNDS
from tests.models.handlers.funds.paying import grant, line, sent
from tests.models.handlers.funds.small_fund import small_fund
from tests.ui.rig import Rig

pytestmark = pytest.mark.usefixtures("own_window")  # the sheets lie in the folder

SHEET = """\
id: ccb-2024
name: 建设银行代发
file: txt
encoding: gb18030
separator: "|"
above: [[共, "{count}", 笔]]
number: false
date_pattern: "%Y-%m-%d"
most: 500
payees: [unit]
columns:
  - {head: 币种, fixed: CNY}
  - {head: 户名, field: payee_name}
  - {head: 账号, field: account}
  - {head: 金额, field: amount}
  - {head: 日期, field: date}
"""


def shown(rig: Rig) -> FundSettingsView:
    made = SettingsPage(rig.desk)
    rig.show(settings=made)
    made.show_tab(FUNDS)
    rig.settle()
    return made.funds


def ceilings(view: FundSettingsView) -> list[tuple[str, ...]]:
    return [row.cells for row in view.ceilings.model.rows]


def test_a_ceiling_is_set_changed_and_let_go(rig: Rig) -> None:
    fund = small_fund(rig.steps, 5_000_000)
    grant(rig.steps, fund.tasks[0], 800_000)
    view = shown(rig)
    view.new.click()
    dialog = view.dialog
    assert dialog is not None and dialog.fields["task"].isHidden()
    dialog.most.set_fen(10_000_000)
    dialog.accept()
    rig.settle()
    assert dialog.fields["scope"].error() == "请选择上限针对的任务、政策或者年度。"
    dialog.year.set_number(2024)
    dialog.way.set_key(CeilingWay.SCALE.value)
    dialog.accept()
    rig.settle()
    assert ceilings(view) == [("2024年度　全部政策", "100,000.00", "0.00", "100,000.00", "同比例核减")]
    view.new.click()
    dialog = view.dialog
    assert dialog is not None
    dialog.about.set_key("task")
    assert dialog.fields["year"].isHidden() and not dialog.fields["task"].isHidden()
    dialog.task.set_key(str(fund.tasks[0]))
    dialog.most.set_fen(800_000)
    dialog.accept()
    rig.settle()
    assert ceilings(view)[1] == ("任务“任务1”", "8,000.00", "8,000.00", "0.00", "不予审定")
    assert [row.glyph for row in view.ceilings.model.rows] == ["", "warning"], "nothing is left of the second"
    view.change.click()
    dialog = view.dialog
    assert dialog is not None and dialog.fields["scope"].isHidden()
    dialog.most.set_fen(20_000_000)
    dialog.accept()
    rig.settle()
    [year, task] = rig.store.read(queries.ceilings)
    assert (year.scope, year.most, year.way) == (CeilingScope(year=2024), 20_000_000, CeilingWay.SCALE)
    assert task.scope == CeilingScope(task=fund.tasks[0])
    asked = rig.answer()
    view.let_go.click()
    rig.settle()
    assert "“2024年度　全部政策”" in asked()
    assert [row[0] for row in ceilings(view)] == ["任务“任务1”"]


def test_a_bank_s_sheet_is_imported_looked_at_chosen_and_given_up(rig: Rig, data_dir: Path) -> None:
    view, file = shown(rig), data_dir / "from-bank.yaml"
    names = lambda: [row.cells for row in view.sheets.list.model.rows]  # noqa: E731
    bundled = [
        ("通用支付明细", "XLSX", "对公、对私", "自带", ""),
        ("工商银行批量支付", "XLS", "对公、对私", "自带", ""),
    ]
    assert names() == bundled
    for wrong, said in (
        (SHEET.replace("id: ccb-2024", "id: ../ccb"), "第 1 行：id 只能写字母、数字、下划线和短横线"),
        (SHEET.replace("field: amount", "field: sum"), "from-bank.yaml 第 15 行"),
        (SHEET.replace('"|"', '"ab"'), "第 5 行：separator 应为一个字符"),
    ):
        file.write_text(wrong, encoding="utf-8")
        view.import_file(file)
        rig.settle()
        assert said in view.message.sentence() and names() == bundled
    file.write_text(SHEET, encoding="utf-8")
    view.import_file(file)
    rig.settle()
    assert view.message.sentence() == "" and view.bar.state() == "已导入“建设银行代发”"
    assert names()[2] == ("建设银行代发", "TXT", "对公", "本局", "")
    assert [row.cells for row in view.sheets.preview.model.rows] == [
        ("1", "币种", "CNY", "CNY", "文字"),
        ("2", "户名", "示例甲有限公司", "示例乙有限公司", "文字"),
        ("3", "账号", "44050162000100000001", "44050162000100000002", "文字"),
        ("4", "金额", "8000.00", "12345.67", "文字"),
        ("5", "日期", "2024-06-20", "2024-06-20", "文字"),
    ]
    told = "TXT 文件　编码 GB18030，分隔符 |　有表头　每个文件最多 500 笔\n共　2　笔"
    assert view.sheets.said.text() == told
    view.choose.click()
    rig.settle()
    assert names()[2][4] == "✓" and proposed(rig) == "ccb-2024"
    file.write_text(SHEET.replace("代发", "批量支付"), encoding="utf-8")
    asked = rig.answer()
    view.import_file(file)
    rig.settle()
    assert "“建设银行代发”的编号也是 ccb-2024" in asked() and names()[2][0] == "建设银行批量支付"
    rig.answer()
    view.give_up.click()
    rig.settle()
    assert names() == bundled and proposed(rig) == "office"
    assert not view.give_up.isEnabled(), "the program's own stay"
    log = [one for one in rig.store.read(queries.audit_entries) if one.record.startswith("template")]
    assert [one.action for one in log] == ["restore_bank_template", *["save_bank_template"] * 2]
    assert record_text(log[0]) == "银行文件格式 ccb-2024"


def proposed(rig: Rig) -> str:
    """Return the sheet that is proposed for a batch that was sent."""
    fund = small_fund(rig.steps, 1_000)
    batch = sent(rig.steps, fund.fund, line(grant(rig.steps, fund.tasks[0], 1_000), 1_000))
    shown = rig.store.read(batch_file, batch, rig.clock.today)
    dialog = BankFileDialog(rig.desk, shown, lambda _: None, rig.window)
    try:
        return dialog.template.key()
    finally:
        dialog.deleteLater()
