"""The main job as a clerk does it, step by step: from the first start to the letter on paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from ipdesk.demo.clerk import Clerk, NotOnScreen
from ipdesk.sample import forms


@dataclass(frozen=True, slots=True)
class DemoAchievement:
    """One achievement as it is entered: what finds its kind, then fields, choices and switches by label.

    ``certified`` are the fields of what its certificate or contract says besides.
    """

    kind: str
    fields: Mapping[str, str]
    choices: Mapping[str, str] = field(default_factory=dict)
    yes: tuple[str, ...] = ()
    certified: Mapping[str, str] = field(default_factory=dict)


COMPANY = "韶关市澄光数字科技有限公司"
PARTICULARS = {
    "统一社会信用代码": "91440299MA0X0X015N",
    "法定代表人": "程望舒",
    "经办人": "程望舒",
    "联系电话": "15400000901",
    "地址": "澄溪县澄溪镇文昌路8号",
    "开户银行": "粤北农村商业银行澄溪支行",
    "收款账号": "80020000090000101",
}
CALL = "2022年度第一批（已截止）"
"""The call of the sample for the year of the demo, as it is offered."""
WORKS = DemoAchievement(
    "作品著作权登记",
    {"第一件的登记号": "粤作登字-2022-F-00061001", "件数": "101", "登记日期": "20221018"},
    {"登记机构": "广东省作品登记机构"},
)
LICENCE = DemoAchievement(
    "专利转让许可",
    {"备案号或登记号": "Y2022440000901", "登记备案日期": "2022.6.18", "合同金额": "800000"},
    yes=("已在国家知识产权局登记备案", "已转化运用"),
)


def set_up(clerk: Clerk, *, with_sample: bool) -> None:
    """Fill the form of the first start with the office of the sample, and begin."""
    desk = forms.desk()
    office = desk.office
    clerk.fill("单位名称", office.name)
    clerk.fill("红头（发文机关标志）", office.red_header)
    clerk.fill("发文代字", office.number_prefix)
    clerk.fill("联系人", office.contact)
    clerk.fill("联系电话", office.telephone)
    clerk.fill("地址", office.address)
    clerk.fill("您的姓名", desk.persons[0])
    if with_sample:
        clerk.turn_on("同时装入样例数据（虚构的申请人和申请件，供试用）")


def take_the_shortest_course(clerk: Clerk) -> None:
    """Choose none of the steps that an office may do without: the job goes straight to its letter."""
    for step in ("初审", "拟资助", "公示", "对照国家规定给出提示"):
        clerk.turn_off(step)


def find_applicant(clerk: Clerk, asked: str) -> None:
    """Search by whatever is typed of an applicant; a registered one comes on the counter."""
    clerk.press("F2")
    clerk.type(asked)
    clerk.press("Return")


def register(clerk: Clerk, name: str, particulars: Mapping[str, str], traits: Iterable[str] = ()) -> None:
    """Search for a name that is not there yet, and fill the form that opens."""
    find_applicant(clerk, name)
    for label, text in particulars.items():
        clerk.fill(label, text)
    for trait in traits:
        clerk.choose("添加资质特征", trait)


def choose_year(clerk: Clerk, year: int, call: str = "", late: str = "") -> None:
    """Say which programme year is applied for, in which call, and why where that has ended."""

    def answer() -> None:
        if call:
            clerk.choose("申报批次", call)
            clerk.fill("批次外受理的理由", late)
        clerk.fill("申报年度", str(year))
        clerk.click(clerk.find("确定"))

    clerk.answering(answer)
    clerk.press("F7")


def add(clerk: Clerk, entry: DemoAchievement) -> None:
    """Add an achievement by keyboard and fill its form."""
    if not clerk.sees("添加成果：选择种类"):
        clerk.press("F3")
    clerk.type(entry.kind)
    clerk.press("Return")
    for label, text in entry.fields.items():
        clerk.fill(label, text)
    for label, word in entry.choices.items():
        clerk.choose(label, word)
    for label in entry.yes:
        clerk.turn_on(label)
    if entry.certified:
        clerk.press("Alt+M")
    for label, text in entry.certified.items():
        clerk.fill(label, text)


def decide(clerk: Clerk, minutes: str, day: str) -> None:
    """Enter the minutes of the meeting on the page of the decision."""
    clerk.fill("会议纪要编号", minutes)
    clerk.fill("会议日期", day)


def print_to_file(clerk: Clerk, path: Path) -> None:
    """Answer the printer dialog of the system: print into a PDF. Raises NotOnScreen without such a dialog."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, QPrintDialog):
        raise NotOnScreen("printer dialog")
    name = next((line for line in dialog.findChildren(QLineEdit) if line.objectName() == "filename"), None)
    if name is None:
        raise NotOnScreen("file name in the printer dialog")
    clerk.click(name)
    QTest.keyClick(name, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    clerk.type(str(path))
    accept = next(button for button in dialog.findChildren(QPushButton) if button.isDefault())
    clerk.click(accept)
