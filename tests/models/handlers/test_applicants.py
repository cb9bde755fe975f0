"""Registering applicants, and finding them again."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.core.errors import Conflict, InvalidInput, NotFound
from ipdesk.models.parsing.applicant import problems_of
from ipdesk.models.parsing.names.likeness import alike, core
from ipdesk.models.records import ApplicantDetails, Likeness, TraitPeriod
from ipdesk.rules.pack.vocabulary import standard_vocabulary
from tests.actors import CLERK
from tests.models.desk import Desk, company_code, licence, works

WORDS = standard_vocabulary()
TODAY = datetime.date(2024, 6, 20)


def found(desk: Desk, text: str) -> list[str]:
    return [hit.name for hit in desk.store.read(queries.search_applicants, text)]


def fields_of(error: pytest.ExceptionInfo[InvalidInput]) -> list[str]:
    return [problem.field for problem in error.value.problems]


def test_an_applicant_comes_back_as_it_was_registered(desk: Desk) -> None:
    details = desk.details(
        "韶关欧亚特科技有限公司",
        legal_representative="林敏",
        contact="何工",
        telephone="138 0013 8000",
        bank="示例银行韶关支行",
        account="4401 6601 0400 12345",
        town="西联镇",
        industry="c3581",
        traits=(TraitPeriod("high_tech", datetime.date(2021, 1, 1), datetime.date(2023, 12, 31)),),
    )
    number = desk.store.run(commands.RegisterApplicant(details=details), CLERK).value
    record = desk.store.read(queries.applicant, number)
    assert record.name == "韶关欧亚特科技有限公司"
    assert record.telephone == "13800138000"
    assert record.account == "44016601040012345"
    assert (record.town, record.industry) == ("西联镇", "358")
    assert desk.store.read(queries.known_towns) == ("西联镇",)
    assert record.traits == details.traits
    assert record.traits_on(datetime.date(2023, 12, 31)) == {"high_tech"}
    assert record.traits_on(datetime.date(2024, 1, 1)) == frozenset()
    assert not record.unusual_code


@pytest.mark.parametrize(
    "text",
    [
        "韶关欧亚特",
        "欧亚特",
        "sgoyt",
        "SGOYT",
        "oyt",
        "shaoguanouyate",
        "ouyate",
        "0000077",
        "林敏",
        "何工",
        "8000",
        "0751-888",
    ],
)
def test_it_is_found_by_whatever_a_clerk_types(desk: Desk, text: str) -> None:
    desk.register("示例县第一中学", kind="school")
    desk.register(
        "韶关欧亚特科技有限公司",
        identity=company_code(77),
        legal_representative="林敏",
        contact="何工",
        telephone="0751-8888000",
    )
    assert "韶关欧亚特科技有限公司" in found(desk, text)
    assert "示例县第一中学" not in found(desk, text)


def test_signs_of_sql_are_only_characters(desk: Desk) -> None:
    desk.register("示例百分百有限公司")
    assert found(desk, "%") == found(desk, "_") == found(desk, "'") == []


def test_names_that_begin_with_the_text_come_first(desk: Desk) -> None:
    desk.register("广东云岭茶业有限公司")
    desk.register("云岭农民专业合作社", kind="cooperative")
    assert found(desk, "云岭") == ["云岭农民专业合作社", "广东云岭茶业有限公司"]


def test_nothing_typed_finds_the_last_registered(desk: Desk) -> None:
    desk.register("甲")
    desk.register("乙")
    assert found(desk, "  ") == ["乙", "甲"]


def test_a_same_code_is_refused_and_names_its_holder(desk: Desk) -> None:
    desk.register("示例甲有限公司", identity=company_code(5))
    with pytest.raises(InvalidInput, match="示例甲有限公司") as refused:
        desk.register("示例乙有限公司", identity=company_code(5).lower())
    assert fields_of(refused) == ["identity"]


@pytest.mark.parametrize(
    ("first", "then"),
    [("440203800101123", "440203198001011237"), ("440203198001011237", "440203800101123")],
)
def test_a_person_is_not_registered_again_with_the_other_form_of_the_number(
    desk: Desk, first: str, then: str
) -> None:
    one = {"kind": "individual", "confirmed": frozenset({"identity"}), "traits": ()}
    desk.register("何示例", identity=first, **one)
    similar = desk.store.read(queries.similar_applicants, "", f"身份证号码：{then}")
    assert [item.likeness for item in similar] == [Likeness.SAME_CODE]
    with pytest.raises(InvalidInput, match="何示例"):
        desk.register("何示例", identity=then, **one)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("12345678-8", "91440200123456788G"),
        ("91440200123456788G", "组织机构代码：12345678-8"),
        ("12440200123456788M", "91440200123456788G"),
    ],
)
def test_a_unit_is_not_registered_again_by_the_code_it_had_before(desk: Desk, first: str, then: str) -> None:
    desk.register("示例甲有限公司", identity=first, confirmed=frozenset({"identity"}))
    similar = desk.store.read(queries.similar_applicants, "", then)
    assert [item.likeness for item in similar] == [Likeness.SAME_CODE]
    with pytest.raises(InvalidInput, match="示例甲有限公司"):
        desk.register("示例乙有限公司", identity=then, confirmed=frozenset({"identity"}))


def test_a_person_does_not_hold_the_code_of_a_unit_within_the_own_number(desk: Desk) -> None:
    """The nine places 800101002 of a resident number are a right organisation code as well."""
    desk.register("何示例", kind="individual", identity="440203198001010023", traits=())
    desk.register("示例甲有限公司", identity="80010100-2", confirmed=frozenset({"identity"}))


@pytest.mark.parametrize(
    ("field", "pasted", "stored"),
    [
        ("name", '"韶关市\n示例有限公司"\n', "韶关市示例有限公司"),
        ("legal_representative", "李示例\n", "李示例"),
        ("contact", "\u200e李示例\t", "李示例"),
        ("address", '"示例市示例区\n示例路1号"\r\n', "示例市示例区示例路1号"),
        ("account_name", "示例(韶关)有限公司\n", "示例（韶关）有限公司"),
        ("bank", "示例银行\u200b韶关支行\n", "示例银行韶关支行"),
        ("bank", "开户银行：示例银行股份有限公司\n(韶关) 支行。", "示例银行股份有限公司（韶关）支行"),
        ("legal_representative", "经营者：李示例", "李示例"),
        ("address", "注册地址：示例路1号", "示例路1号"),
        ("account", "'4401 6601 0400 12345\n", "44016601040012345"),
        ("telephone", "手机：138 0013 8000\n", "13800138000"),
        ("identity", "统一社会信用代码：91440200ＭＡ0000000C\n", "91440200MA0000000C"),
    ],
)
def test_whatever_comes_along_by_the_clipboard_is_not_stored(
    desk: Desk, field: str, pasted: str, stored: str
) -> None:
    number = desk.store.run(
        commands.RegisterApplicant(details=desk.details(**{"bank": "示例银行", field: pasted})), CLERK
    ).value
    assert getattr(desk.store.read(queries.applicant, number), field) == stored


def test_a_day_of_birth_to_come_is_refused_whatever_else_is_doubted() -> None:
    details = ApplicantDetails(
        kind="individual", name="何示例", identity="440203202501010018", confirmed=frozenset({"identity"})
    )
    assert ["晚于今天" in problem.message for problem in problems_of(details, WORDS, TODAY)] == [True]


def test_an_unusual_code_needs_confirming_and_keeps_the_mark(desk: Desk) -> None:
    with pytest.raises(InvalidInput) as refused:
        desk.register(identity="440200123456789")
    assert fields_of(refused) == ["identity"]
    number = desk.register(identity="440200123456789", confirmed=frozenset({"identity"}))
    assert desk.store.read(queries.applicant, number).unusual_code


def test_a_confirmation_does_not_help_where_nothing_is_to_be_confirmed(desk: Desk) -> None:
    with pytest.raises(InvalidInput):
        desk.register(identity="没有", confirmed=frozenset({"identity"}))


def test_every_fault_is_told_at_once() -> None:
    details = ApplicantDetails(
        kind="", name=" ", identity="", account="12", telephone="1", traits=(TraitPeriod("x"),)
    )
    fields = {problem.field for problem in problems_of(details, WORDS, TODAY)}
    assert fields == {"kind", "name", "account", "bank", "telephone", "traits"}


def test_two_desks_do_not_overwrite_each_other(desk: Desk) -> None:
    number = desk.register()
    shown = desk.store.read(queries.applicant, number)
    details = desk.details("示例改名有限公司", identity=shown.identity)
    changing = commands.ChangeApplicant(applicant=number, revision=shown.revision, details=details)
    desk.store.run(changing, CLERK)
    with pytest.raises(Conflict):
        desk.store.run(dataclasses.replace(changing, details=desk.details(identity=shown.identity)), CLERK)
    now = desk.store.read(queries.applicant, number)
    assert now.name == "示例改名有限公司"
    assert found(desk, "slgm") == ["示例改名有限公司"]


def test_a_change_that_changes_nothing_leaves_no_entry(desk: Desk) -> None:
    number = desk.register("示例甲有限公司")
    shown = desk.store.read(queries.applicant, number)
    details = desk.details("示例甲有限公司", identity=shown.identity)
    done = desk.store.run(commands.ChangeApplicant(applicant=number, revision=1, details=details), CLERK)
    assert not done.changes
    assert desk.store.read(queries.applicant, number).revision == 1


def test_an_applicant_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.store.read(queries.applicant, 99)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("韶关市示例精密电子有限公司", "示例精密电子"),
        ("示例新材料（韶关）股份有限公司", "示例新材料韶关"),
        ("示例县云岭农民专业合作社", "云岭"),
        ("何示例", "何示例"),
    ],
)
def test_what_tells_a_name_from_others(name: str, bare: str) -> None:
    assert core(name) == bare


def test_similar_names_are_shown_and_different_ones_are_not(desk: Desk) -> None:
    desk.register("韶关市示例精密电子有限公司", identity=company_code(7))
    desk.register("示例县第一中学", kind="school")

    def like(name: str, code: str = "") -> list[Likeness]:
        return [item.likeness for item in desk.store.read(queries.similar_applicants, name, code)]

    assert like("另一个名字", company_code(7)) == [Likeness.SAME_CODE]
    assert like("韶关市示例精密电子有限公司") == [Likeness.SAME_NAME]
    assert like("示例精密电子股份有限公司") == [Likeness.SIMILAR_NAME]
    assert like("韶关示例精蜜电子有限公司") == [Likeness.SIMILAR_NAME]
    assert like("广东食品有限公司") == []
    assert desk.store.read(queries.similar_applicants, "韶关市示例精密电子有限公司", "", 1) == ()


def test_short_names_are_similar_only_when_equal() -> None:
    assert alike("何示例", "何示例")
    assert not alike("何示例", "何示丽")
    assert not alike("云", "云岭")


def test_what_was_received_is_told_by_year(desk: Desk) -> None:
    applicant = desk.register()
    desk.confirmed(applicant, works(count="3"), licence())
    desk.confirmed(applicant, works("粤作登字-2023-F-00000001", date="2023-03-01"), year=2023)
    detail = desk.store.read(queries.applicant_detail, applicant)
    assert [(item.year, item.count, item.amount) for item in detail.received] == [
        (2023, 1, 20_000),
        (2022, 4, 860_000),
    ]
    assert [row.number for row in detail.applications] == ["2024-0002", "2024-0001"]
