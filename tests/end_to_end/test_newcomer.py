"""The newcomer's run: from an empty folder to an accepted application, by keyboard, reading the screen."""

from tests.end_to_end.conftest import Start
from tests.end_to_end.newcomer import Newcomer

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


def test_a_newcomer_accepts_the_first_application_in_few_keys(start: Start) -> None:
    with start() as (program, clerk):
        newcomer = Newcomer(clerk)
        newcomer.fill(OFFICE)
        newcomer.press("Ctrl+Return")
        clerk.wait_to_see("本单位怎样办理")
        newcomer.press("Ctrl+Return")
        clerk.wait(lambda: program.window is not None, "the main window")
        clerk.wait_to_see("还没有登记过申请人")

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
