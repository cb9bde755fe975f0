"""What the lists of a public notice say of whom, and what never comes out of them."""

import datetime
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.models.parsing.applicant import is_listed_with_persons
from ipdesk.models.parsing.masking import surname_only
from ipdesk.models.parsing.personal_data import ACCOUNT, ADDRESS, IDENTITY, TELEPHONE, personal_data_in
from ipdesk.models.public_notices.assemble import assembled, is_minor, personal_problems, recipients_of
from ipdesk.models.public_notices.changes import line_called
from ipdesk.rules.pack.vocabulary import standard_vocabulary
from tests.models.public_notices.lines import UNIT, person

DAY = datetime.date(2026, 3, 2)
ADULT, CHILD, OTHER_CHILD = "440204198001010038", "440204201503020011", "44020420150601002X"


def test_units_stand_before_people() -> None:
    found = assembled([person("张三", ADULT), UNIT], DAY)
    assert [(line.person, line.recipient) for line in found] == [(False, UNIT.applicant_name), (True, "张三")]


def test_a_line_names_the_thing_with_its_number_and_the_sum() -> None:
    (line,) = assembled([UNIT], DAY)
    assert (line.name, line.item, line.amount) == (
        "一种示例装置（ZL202110001234.4）",
        "发明专利授权",
        500_000,
    )


def test_a_line_says_when_a_thing_was_filed_and_whose_it_is_besides_but_not_in_a_range() -> None:
    told = replace(UNIT, told="申请日2021年1月4日，专利权人：甲、乙")
    (line,) = assembled([told], DAY)
    assert line.name == "一种示例装置（ZL202110001234.4，申请日2021年1月4日，专利权人：甲、乙）"
    (line,) = assembled([replace(told, name="")], DAY)
    assert line.name == UNIT.ref


def test_a_trader_stands_among_persons_and_namesakes_are_told_apart_by_their_codes() -> None:
    """Its owner's own name is often all of its name; it has no number of a person."""
    words = standard_vocabulary()
    kinds = [kind for kind in words.applicant_kinds if is_listed_with_persons(kind, words)]
    assert sorted(kinds) == ["individual", "sole_trader"]
    traders = [person("李建国", f"92440200MA0000{n:04d}", n) for n in (11, 12)]
    found = assembled([*traders, UNIT], DAY)
    assert [line.recipient for line in found] == [
        UNIT.applicant_name, "李建国（统一社会信用代码末四位0011）", "李建国（统一社会信用代码末四位0012）",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张某某"),
        ("欧阳庭轩", "欧阳某某"),
        ("欧阳", "欧某某"),
        ("阿依古丽·买买提", "阿某某"),
        ("喆", "喆某某"),
    ],
)
def test_a_minor_is_named_by_the_surname_alone(name: str, shown: str) -> None:
    (line,) = assembled([person(name, CHILD)], DAY)
    assert line.recipient == shown == surname_only(name)


@pytest.mark.parametrize(("identity", "shown"), [(CHILD, ""), (ADULT, "智能书包（ZL202110001234.5）")])
def test_no_title_or_number_leads_to_a_minor(identity: str, shown: str) -> None:
    (line,) = assembled([person("李小禾", identity, name="智能书包", ref="ZL202110001234.5")], DAY)
    assert (line.name, line.item) == (shown, "发明专利授权")


@pytest.mark.parametrize(
    ("day", "minor"), [(datetime.date(2033, 3, 1), True), (datetime.date(2033, 3, 2), False)]
)
def test_who_is_eighteen_on_the_first_day_is_no_minor(day: datetime.date, minor: bool) -> None:
    assert is_minor(CHILD, day) is minor


def test_namesakes_are_told_apart_by_four_characters_and_nobody_else_is() -> None:
    found = assembled(
        [person("张三", ADULT), person("张三", "440204199002020021", 3), person("李四", ADULT, 4)], DAY
    )
    assert [line.recipient for line in found] == [
        "张三（身份证件末四位0038）", "张三（身份证件末四位0021）", "李四",
    ]  # fmt: skip


def test_minors_of_one_surname_are_namesakes() -> None:
    found = assembled([person("张三", CHILD), person("张小明", OTHER_CHILD, 3)], DAY)
    assert {line.recipient for line in found} == {
        "张某某（申请编号2026-0002）",
        "张某某（申请编号2026-0003）",
    }


def test_several_lines_of_one_person_need_no_telling_apart() -> None:
    lines = [person("张三", ADULT), person("张三", ADULT, achievement="2")]
    assert recipients_of(lines, DAY) == {2: "张三"}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("张三440204198001010038", IDENTITY),
        ("张三 ４４０２０４ １９８００１０１ ００３８", IDENTITY),
        ("一种装置（440204-19800101-0038）", IDENTITY),
        ("李四11010519491231002X", IDENTITY),
        ("李四11010519491231002x号", IDENTITY),
        ("旧号440204800101003", IDENTITY),
        ("联系13800138000", TELEPHONE),
        ("联系138 0013 8000", TELEPHONE),
        ("电话0751-8881234", TELEPHONE),
        ("电话(0751)8881234", TELEPHONE),
        ("电话（0751）888-1234", TELEPHONE),
        ("联系138\u200b0013\u200b8000", TELEPHONE),
        ("微信wx13800138000", TELEPHONE),
        ("账号6222021234567890128", ACCOUNT),
        ("户名440501000123456789012", ACCOUNT),
        ("李四（云溪县文苑路12号）", ADDRESS),
        ("李四3栋2单元501室", ADDRESS),
        ("云溪县恒信电子科技有限公司", ""),
        ("一种5G基站的1200号滤波装置", ""),
        ("2021年度第12345号", ""),
        ("一种铁路1号线用轨枕", ""),
        ("ZL202110001234.4", ""),
        ("粤作登字-2022-A-00012345", ""),
    ],
)
def test_personal_data_in_a_name_is_seen(text: str, what: str) -> None:
    assert personal_data_in(text) == what


@pytest.mark.parametrize(
    ("ref", "what"),
    [
        ("ZL202110001234.4", ""),
        ("20224400001238000138", ""),
        ("440204198001010038", IDENTITY),
        ("2022SR1380013", ""),
    ],
)
def test_a_number_of_a_certificate_is_not_taken_for_that_of_a_person(ref: str, what: str) -> None:
    assert personal_data_in(ref, numbered=True) == what


@pytest.mark.parametrize(
    ("field", "where"), [("name", "成果名称"), ("applicant_name", "申请人名称"), ("ref", "证书编号")]
)
def test_a_file_whose_texts_hold_a_number_of_a_person_is_refused_by_its_number(
    field: str, where: str
) -> None:
    line = replace(UNIT, **{field: f"示例{ADULT}"})  # type: ignore[arg-type]
    (problem,) = personal_problems([line, line])
    assert f"申请件 2026-0001 的{where}里有身份证件号码" in problem.message
    assert not list(personal_problems([UNIT]))


@given(
    st.lists(
        st.tuples(st.sampled_from(["张三", "李四", "王小五"]), st.sampled_from([ADULT, CHILD, OTHER_CHILD])),
        max_size=8,
    )
)
def test_no_published_line_carries_an_identity_number(people: list[tuple[str, str]]) -> None:
    lines = [person(name, identity, number) for number, (name, identity) in enumerate(people, 2)]
    for line in assembled(lines, DAY):
        said = " ".join(str(value) for value in asdict(line).values())
        assert not any(identity in said or identity[6:14] in said for identity in (ADULT, CHILD, OTHER_CHILD))
        assert not personal_data_in(f"{line.recipient}{line.name}")


CALLED = (
    ("作品著作权登记", "粤作登字-2023-F-00071001", "作品著作权登记（粤作登字-2023-F-00071001）"),
    (
        "专利转让许可",
        "一种竹编（Y2023，与许可方签订的《合同》）",
        "专利转让许可“一种竹编”（Y2023，与许可方签订的《合同》）",
    ),
    ("发明专利授权", "一种（新型）方法（ZL1）", "发明专利授权“一种（新型）方法”（ZL1）"),
    ("发明专利授权", "一种（新型）方法", "发明专利授权“一种（新型）方法”"),
    ("作品著作权登记", "（无题）", "作品著作权登记“（无题）”"),
    ("作品著作权登记", "", "作品著作权登记"),
)


def test_of_what_was_published_the_name_alone_stands_in_quotation_marks() -> None:
    for item, name, called in CALLED:
        assert line_called(item, name) == called
