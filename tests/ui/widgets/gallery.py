"""All widgets with sample data, as pictures to compare: ``python tests/ui/widgets/gallery.py FOLDER``.

Draws the counter, the list and the odds and ends at the size of the window given by ``--width`` and
``--height``. Set QT_SCALE_FACTOR to 1.25, 1.5 or 2 to see other screens.
"""

import argparse
import os
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ipdesk.models.parsing.letter_numbers import read_serial
from ipdesk.models.parsing.values.amounts import WAN
from ipdesk.ui import theme
from ipdesk.ui.awards.award_list import AwardList
from ipdesk.ui.desk.page import Page
from ipdesk.ui.shell.frame import Shell
from ipdesk.ui.widgets import (
    CHIP_ROLE,
    GLYPH_ROLE,
    ActionBar,
    Button,
    Chip,
    ChoiceField,
    Column,
    DateField,
    DeskTable,
    Field,
    FormGrid,
    Hairline,
    KeyCap,
    MessageLine,
    MoneyField,
    NumberField,
    Panel,
    Switch,
    Text,
    TextField,
    Timeline,
    TimeStep,
    YesNoField,
)
from tests.ui.widgets.samples import AWARDS, FACTS, NAMES, NAV, STATES

DAY = date(2024, 6, 18)


def model_of(rows: list[list[str]], chips: dict[int, str], checks: bool = False) -> QStandardItemModel:
    model = QStandardItemModel()
    for at, row in enumerate(rows):
        items = [QStandardItem(text) for text in row]
        if checks:
            items[0].setCheckable(True)
            items[0].setCheckState(Qt.CheckState.Checked if at in (1, 2, 4) else Qt.CheckState.Unchecked)
        if at in chips:
            items[-1].setData(chips[at], CHIP_ROLE)
        elif not checks:
            items[-1].setData("check", GLYPH_ROLE)
        model.appendRow(items)
    return model


def column_of(*widgets: QWidget, spacing: int = 0) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setSpacing(spacing)
    for widget in widgets:
        box.addWidget(widget)
    return box


def applicant_panel() -> Panel:
    panel = Panel("申请人", "F2")
    panel.add_head(Button("核对登记信息", "quiet"))
    panel.add_head(Button("换一个", "quiet"))
    name = QHBoxLayout()
    for widget in (
        Text("韶关市示例精密电子有限公司", "title"),
        *(Chip(word=w) for w in ("中小微企业", "高新技术企业", "专精特新企业")),
    ):
        name.addWidget(widget)
    name.addStretch(1)
    panel.body.addLayout(name)
    facts = QHBoxLayout()
    facts.setSpacing(theme.grid(6))
    for caption, value in FACTS:
        facts.addLayout(column_of(Text(caption, "cap"), Text(value), spacing=2))
    facts.addStretch(1)
    granted = Text("20,000.00 元", "strong")
    granted.setAlignment(Qt.AlignmentFlag.AlignRight)
    caption = Text("今年已获资助", "cap")
    caption.setAlignment(Qt.AlignmentFlag.AlignRight)
    facts.addLayout(column_of(caption, granted, spacing=2))
    panel.body.addLayout(facts)
    return panel


def achievement_form() -> FormGrid:
    form = FormGrid()
    money = MoneyField()
    money.set_unit(WAN)
    money.set_fen(80_000_000)
    day = DateField(lambda: DAY)
    day.set_day(date(2024, 6, 18))
    choice = ChoiceField((("university", "高等院校"), ("research_institute", "科研机构"), ("other", "其他")))
    choice.set_key("university")
    form.add(Field("专利号", TextField("ZL 2021 1 0123456.7"), hint="发明专利，由专利号判定"))
    form.add(Field("合同金额", money))
    form.add(Field("备案登记日期", day, hint="在政策有效期内"))
    form.add(Field("许可方", TextField("示例理工大学")))
    form.add(Field("许可方类型", choice))
    form.add(Field("备案编号", TextField("Y2024440000123")))
    form.add(Switch("已在国知局备案", on=True))
    form.add(Switch("已实施转化", on=True))
    form.add(Switch("与许可方有关联关系"))
    money.setObjectName("money")
    return form


def achievements_panel() -> Panel:
    panel = Panel("成果", "F3", flush=True)
    panel.add_head(Text("共 4 项", "sub"))
    panel.add_head(Button("从 Excel 粘贴", "quiet", icon="clipboard"))
    panel.add_head(Button("添加成果", "quiet", icon="plus"))
    table = DeskTable((
        Column("序号", ems=2), Column("种类", "key", ems=10), Column("证书或合同编号", ems=10, stretch=True),
        Column("取得日期", ems=6), Column("数量或金额", "number", ems=8), Column("填写情况", "sub", ems=5),
    ))  # fmt: skip
    table.setModel(model_of([
        ["1", "作品著作权登记", "粤作登字-2024-F-00001 等", "2024-03-12", "101 件", "已填齐"],
        ["2", "专利转让许可", "Y2024440000123", "2024-06-18", "800,000.00 元", "已填齐"],
        ["3", "知识产权保险", "PIP-2024-0098", "2024-05-06", "180,000.00 元", "已填齐"],
        ["4", "高价值专利培育项目", "SF-PY-2024-007", "2024-04-20", "1 个项目", "已填齐"],
    ], {}))  # fmt: skip
    table.model().setParent(table)
    table.set_hint("按 Ctrl+V 粘贴 Excel 里的成果行，或按 F3 逐项添加")
    table.select_row(1)
    panel.body.addWidget(table, 1)
    panel.body.addWidget(form_part())
    return panel


def form_part() -> QWidget:
    part = QWidget()
    box = QVBoxLayout(part)
    pad = theme.density().pad
    box.setContentsMargins(pad, pad, pad, pad)
    head = QHBoxLayout()
    for widget in (Text("第 2 项　专利转让许可", "strong"), Text("第七条需要的 9 项，全部必填", "sub")):
        head.addWidget(widget)
    head.addStretch(1)
    head.addWidget(Text("Enter 到下一格", "sub"))
    box.addLayout(head)
    box.addWidget(achievement_form())
    return part


def award_panel() -> Panel:
    panel = Panel("核算", "F4", flush=True)
    panel.setFixedWidth(theme.density().award_width)
    panel.add_head(Text("韶府办发函〔2021〕188 号", "sub"))
    panel.add_head(Button("换政策", "quiet"))
    awards = AwardList("先登记申请人，再按 F3 添加成果")
    awards.set_lines(AWARDS)
    awards.open_trace("4")
    panel.body.addWidget(Hairline())
    panel.body.addWidget(awards, 1)
    panel.body.addWidget(Hairline())
    panel.body.addLayout(total_part())
    return panel


def total_part() -> QHBoxLayout:
    pad = theme.density().pad
    row = QHBoxLayout()
    row.setContentsMargins(pad, 10, pad, 10)
    row.addLayout(column_of(Text("本次合计", "strong"), Text("另有 1 项待核定，最高 500,000.00 元", "sub")))
    row.addStretch(1)
    row.addWidget(Text("78,000.00", "big"))
    row.addWidget(Text("元", "sub"))
    return row


class CounterPage(Page):
    def __init__(self) -> None:
        super().__init__()
        self.set_head("受理", "draft", "2024 年第 0147 号")
        row = QHBoxLayout(self)
        gap = theme.density().gap
        row.setContentsMargins(gap, gap, gap, gap)
        row.setSpacing(gap)
        left = QWidget()
        left.setObjectName("scrolled")
        box = QVBoxLayout(left)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(gap)
        box.addWidget(applicant_panel())
        box.addWidget(achievements_panel(), 1)
        scroll = QScrollArea()
        scroll.setWidget(left)
        scroll.setWidgetResizable(True)
        row.addWidget(scroll, 1)
        row.addWidget(award_panel())
        self._bar = ActionBar()
        self._bar.set_state("草稿已自动保存 10:42:18")
        self._bar.add(Button("新建", shortcut="Ctrl+N"))
        self._bar.add(Button("保存草稿", icon="save", shortcut="Ctrl+S"))
        self._bar.add(Button("受理并打印回执", "primary", icon="printer", shortcut="F9"))

    def action_bar(self) -> QWidget | None:
        return self._bar


class ListPage(Page):
    def __init__(self) -> None:
        super().__init__()
        self.set_head("申请件", "", "147 件　合计 6,218,700.00 元")
        row = QHBoxLayout(self)
        gap = theme.density().gap
        row.setContentsMargins(gap, gap, 0, gap)
        row.setSpacing(gap)
        row.addWidget(self._table(), 1)
        row.addWidget(self._drawer())

    def _table(self) -> Panel:
        panel = Panel(flush=True)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(8, 6, 8, 6)
        for at, word in enumerate(("全部 147", "草稿 2", "已受理 12", "已审定 21", "已下达 6")):
            tab = Button(word, "tab")
            tab.setChecked(at == 0)
            tabs.addWidget(tab)
        tabs.addStretch(1)
        panel.body.addLayout(tabs)
        table = DeskTable((
            Column("", "check"), Column("申请号", ems=5), Column("申请人", "key", ems=12, stretch=True),
            Column("成果", ems=3), Column("受理日", ems=4), Column("金额（元）", "number", ems=6),
            Column("步骤", "chip", ems=7),
        ), long=True)  # fmt: skip
        rows = [
            ["", f"2024-0{147 - at}", name, f"{at + 1} 项", "06-20", f"{(at * 7 + 3) * 1200:,}.00", ""]
            for at, name in enumerate(NAMES)
        ]
        table.setModel(model_of(rows, dict(enumerate(STATES)), checks=True))
        table.model().setParent(table)
        table.select_row(2)
        self.table = table
        panel.body.addWidget(table, 1)
        return panel

    def _drawer(self) -> QFrame:
        drawer = QFrame()
        drawer.setObjectName("drawer")
        drawer.setFixedWidth(theme.density().drawer)
        box = QVBoxLayout(drawer)
        box.addWidget(Text("申请件 2024-0145", "sub"))
        box.addWidget(Text("示例新材料（韶关）股份有限公司", "head"))
        box.addWidget(Chip("accepted"))
        box.addWidget(Text("126,000.00", "big"))
        box.addWidget(Hairline())
        box.addWidget(Timeline((
            TimeStep("受理", "陈晓敏　回执〔2024〕受 0145 号已打印", "06-19 09:12", "done"),
            TimeStep("审定", "等待 黄志强（审批人）", "06-26 前", "now"),
            TimeStep("下达", "文书 李敏", "07-03 前", "later"),
        )))  # fmt: skip
        box.addStretch(1)
        return drawer


def batched_chips() -> list[list[str]]:
    """Return the chips by rows, which stand side by side."""
    every = list(theme.CHIPS)
    return [every[first : first + 11] for first in range(0, len(every), 11)]


class OddsPage(Page):
    def __init__(self) -> None:
        super().__init__()
        self.set_head("零件", "accepted", "一览")
        box = QVBoxLayout(self)
        message = MessageLine()
        message.say("另一台电脑正在写入数据，您填的内容还在这里，请再按一次保存。", ("再保存", message.hide))
        box.addWidget(message)
        box.addWidget(self._chips())
        box.addWidget(self._fields())
        box.addWidget(self._buttons())
        box.addStretch(1)

    def _chips(self) -> Panel:
        panel = Panel("状态")
        for group in batched_chips():
            row = QHBoxLayout()
            for chip in group:
                row.addWidget(Chip(chip))
            row.addWidget(KeyCap("Ctrl+K"))
            row.addStretch(1)
            panel.body.addLayout(row)
        return panel

    def _fields(self) -> Panel:
        panel = Panel("填写", "F2")
        form = FormGrid(4)
        code = Field("统一社会信用代码", TextField("91440200MA0000000X"))
        code.set_error("第 18 位应为 3，请对照营业执照改正")
        bad = MoneyField()
        bad.setText("八十万")
        bad_field = Field("合同金额", bad)
        bad.reveal()
        choice = Field("许可方类型", ChoiceField((("a", "高等院校"),)), optional=True)
        number = NumberField(read_serial)
        number.set_number(12)
        off = TextField("不可修改")
        off.setEnabled(False)
        answered = YesNoField()
        answered.set_answer(True)
        for field in (
            code,
            bad_field,
            choice,
            Field("数量", number, hint="件"),
            Field("日期", DateField(lambda: DAY)),
            Field("停用", off),
            Field("属于地理标志商标", YesNoField()),
            Field("已在国家知识产权局备案", answered),
        ):
            form.add(field)
        panel.body.addWidget(form)
        return panel

    def _buttons(self) -> Panel:
        panel = Panel("按钮")
        row = QHBoxLayout()
        self.first = Button("确认", "primary", shortcut="F9")
        off, off2 = Button("停用", "primary"), Button("停用")
        off.setEnabled(False)
        off2.setEnabled(False)
        buttons = (
            self.first,
            Button("新建", shortcut="Ctrl+N"),
            Button("打印", icon="printer"),
            Button("换政策", "quiet"),
            Button("查看", "link"),
            Button("不予资助", "danger"),
            off,
            off2,
        )
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        panel.body.addLayout(row)
        return panel


PAGES = {"counter": CounterPage, "list": ListPage, "odds": OddsPage}


def make_shell(width: int, height: int) -> Shell:
    shell = Shell("示例县市场监督管理局（知识产权局）")
    shell.resize(width, height)
    shell.show()
    QApplication.processEvents()
    for key, word, icon, section in NAV:
        shell.add_page(key, word, icon, PAGES.get(key, Page)(), section)
    shell.set_person("陈晓敏", "受理员")
    shell.set_count("letters", 5)
    return shell


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--width", type=int, default=1366)
    parser.add_argument("--height", type=int, default=768)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    theme.apply(app)
    shell = make_shell(options.width, options.height)
    scale = os.environ.get("QT_SCALE_FACTOR", "1")
    focus = {"counter": "money"}
    for key in PAGES:
        shell.go_to(key)
        shell.activateWindow()
        if key in focus:
            shell.page(key).findChild(QWidget, focus[key]).setFocus()
        elif key == "list":
            shell.page(key).table.setFocus()
        for _ in range(5):
            app.processEvents()
        shell.grab().save(str(options.folder / f"{key}-{options.width}-{scale}.png"))
    shell.close()


if __name__ == "__main__":
    main()
