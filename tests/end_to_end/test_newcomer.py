"""The newcomer's run: from an empty folder to an accepted application, by keyboard, reading the screen."""

from pathlib import Path

from ipdesk.demo.clerk import Clerk
from ipdesk.demo.stage import RunningDesk
from ipdesk.ui.counter import CounterPage
from tests.end_to_end.conftest import Start
from tests.end_to_end.newcomer import Newcomer
from tests.specimens.drawing import pdf_of
from tests.specimens.papers import licence_of, recordal_of, work_of

MOST_KEYS = 35

OFFICE: dict[str, str | bool] = {
    "单位名称": "甲县市场监督管理局",
    "发文代字": "甲市监知",
    "联系人": "陈晓敏",
    "联系电话": "07518880901",
    "地址": "甲县人民路1号",
    "您的姓名": "陈晓敏",
}
FIRM = "甲县前山文创有限公司"
CODE = "91440299MA0X0A0124"
WORKS: dict[str, str | bool] = {
    "第一件的登记号": "粤作登字-2024-F-00001001",
    "件数": "5",
    "登记日期": "20240501",
    "登记机构": "gd",
}
LICENCE: dict[str, str | bool] = {
    "备案号或登记号": "Y2024440000901",
    "登记备案日期": "20240618",
    "合同金额": "80w",
    "已在国家知识产权局登记备案": True,
    "已转化运用": True,
}


def set_up(program: RunningDesk, clerk: Clerk) -> Newcomer:
    """Set the office up, to the empty counter."""
    newcomer = Newcomer(clerk)
    newcomer.fill(OFFICE)
    newcomer.press("Ctrl+Return")
    clerk.wait_to_see("本单位怎样办理")
    newcomer.press("Ctrl+Return")
    clerk.wait(lambda: program.window is not None, "the main window")
    clerk.wait_to_see("还没有登记过申请人")
    return newcomer


def test_a_newcomer_accepts_the_first_application_in_few_keys(start: Start) -> None:
    with start() as (program, clerk):
        newcomer = set_up(program, clerk)

        clerk.type(FIRM)
        newcomer.press("Return")
        newcomer.fill({"统一社会信用代码": CODE})
        newcomer.press("Ctrl+Return")
        clerk.wait_to_see("添加成果：选择种类")

        clerk.type("zpzz")
        newcomer.press("Return")
        newcomer.fill(WORKS)
        clerk.wait_to_see("1,000.00")
        newcomer.press("F3")
        clerk.type("xk")
        newcomer.press("Return")
        newcomer.fill(LICENCE)
        clerk.wait_to_see("不符合条件")
        assert any("中小微企业" in said for said in newcomer.agree("Alt+T"))
        clerk.wait_to_see("9,000.00")

        assert any("9,000.00" in said for said in newcomer.agree("F9", "Alt+Y"))
        clerk.wait_to_see("已受理，编号")
        assert len(newcomer.keys) <= MOST_KEYS, newcomer.keys


MOST_KEYS_BY_FILES = 22
FIVE = tuple(
    work_of(FIRM, f"粤作登字-2024-F-0000100{number}", f"前山插画（{number}）", "2024年05月01日")
    for number in range(1, 6)
)
HANDED_IN = (
    licence_of(FIRM, CODE),
    *FIVE,
    recordal_of(FIRM, "X2024440000901", "800,000.00元", "2024年06月18日"),
)


def test_the_same_application_takes_fewer_keys_where_the_certificates_are_dropped_in(
    start: Start, tmp_path: Path
) -> None:
    files = [tmp_path / f"{number}.pdf" for number, _ in enumerate(HANDED_IN, start=1)]
    for file, specimen in zip(files, HANDED_IN, strict=True):
        file.write_bytes(pdf_of(specimen))
    with start() as (program, clerk):
        newcomer = set_up(program, clerk)
        begun = len(newcomer.keys)

        counter = clerk.window().findChild(CounterPage)
        clerk.answering(lambda: newcomer.press("Ctrl+Return"))
        counter.sources.reader.take(files)  # dropped
        clerk.wait(lambda: len(counter.draft.rows) == 6, "the rows of the certificates")
        newcomer.press("Return")
        newcomer.press("Ctrl+Return")
        clerk.wait_to_see("1,000.00")
        clerk.wait_to_see("不符合条件")
        newcomer.press("Esc")  # the line that offers to take it back
        newcomer.press("Esc")  # to the list, where the last row is the licence
        clerk.press("End")
        newcomer.keys.append("End")
        newcomer.press("Return")
        newcomer.fill({"已转化运用": True})
        assert any("中小微企业" in said for said in newcomer.agree("Alt+T"))
        clerk.wait_to_see("9,000.00")
        assert any("9,000.00" in said for said in newcomer.agree("F9", "Alt+Y"))
        clerk.wait_to_see("已受理，编号")
        assert len(newcomer.keys) - begun <= MOST_KEYS_BY_FILES, newcomer.keys
