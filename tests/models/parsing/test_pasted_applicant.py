"""A line of a list as it is pasted into the search: which part is the name and which the number."""

import pytest

from ipdesk.models.parsing.names.pasted_applicant import name_and_number
from ipdesk.models.parsing.names.pasted_licence import licence_of

CODE, PERSON = "91440200MA0000000C", "440203198001010074"


@pytest.mark.parametrize(
    ("pasted", "name", "number"),
    [
        ("韶关市示例有限公司", "韶关市示例有限公司", ""),
        (f"韶关市示例有限公司\t{CODE}\n", "韶关市示例有限公司", CODE),
        (f"{CODE}\t韶关市示例有限公司", "韶关市示例有限公司", CODE),
        (f"韶关市示例有限公司（{CODE}）", "韶关市示例有限公司", CODE),
        (f"示例(韶关)有限公司，统一社会信用代码：{CODE}", "示例（韶关）有限公司", CODE),
        (f"名称：韶关市示例有限公司；代码：{CODE.lower()}", "韶关市示例有限公司", CODE),
        (f"何示例 {PERSON}", "何示例", PERSON),
        (f"何示例，身份证号码：{PERSON}", "何示例", PERSON),
        (f"统一社会信用代码：{CODE}", "", CODE),
        ("440203800101123", "", "440203800101123"),
        ("何示例 13800138000", "何示例 13800138000", ""),
        ("何示例 440203198001010073", "何示例 440203198001010073", ""),
    ],
)
def test_a_line_of_a_list_is_taken_apart(pasted: str, name: str, number: str) -> None:
    assert name_and_number(pasted) == (name, number)


def test_the_text_of_a_licence_names_a_unit_whatever_stands_around_its_labels() -> None:
    text = (
        "营 业 执 照（副本）\n编号 S0612019000001(1-1)\n统一社会信用代码 91440200 MA0000000C\n"
        "名    称  韶关市示例有限公司    注册资本 叁佰万元人民币\n类    型  有限责任公司（自然人独资）\n"
        "法定代表人（负责人）：何示例\n住  所：韶关市浈江区示例路1号\n经营范围 一般项目：技术服务"
    )
    assert licence_of(text) == (CODE, "韶关市示例有限公司", "何示例", "韶关市浈江区示例路1号")
    individual = f"名称：示例小吃店\n经营者：何示例\n经营场所：示例路2号\n统一社会信用代码：{CODE}"
    assert licence_of(individual) == (CODE, "示例小吃店", "何示例", "示例路2号")
    for other in (f"名称：韶关市示例有限公司；代码：{CODE}", f"甲公司\t1\n{CODE}\t2", "名称 甲\n代码 914402"):
        assert licence_of(other) is None
