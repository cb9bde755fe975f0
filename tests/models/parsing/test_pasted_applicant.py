"""A line of a list as it is pasted into the search: which part is the name and which the number."""

import pytest

from ipdesk.models.parsing.names.pasted_applicant import name_and_number

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
