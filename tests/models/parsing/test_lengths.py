"""Lines that letters print have a length that a letter can bear, whoever hands them over."""

import dataclasses
import datetime
from collections.abc import Callable

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.commands import ConfirmApplication
from ipdesk.models.core.errors import InvalidInput
from ipdesk.models.parsing.achievement_rows import read_row
from ipdesk.models.records import LoweredAmount, RawAchievement
from ipdesk.rules.pack.vocabulary import standard_vocabulary
from tests.actors import CLERK
from tests.models.desk import OFFICE, Desk, licence

TRANSACTION = "shaoguan-2021/7-patent-transaction"
Change = Callable[[ConfirmApplication, str], ConfirmApplication]


def with_minutes(command: ConfirmApplication, text: str) -> ConfirmApplication:
    return dataclasses.replace(command, minutes_number=text)


def with_reason(command: ConfirmApplication, text: str) -> ConfirmApplication:
    return dataclasses.replace(command, lowered=(LoweredAmount("2", TRANSACTION, 500_000, text),))


@pytest.mark.parametrize(("change", "name"), [(with_minutes, "会议纪要编号"), (with_reason, "核减理由")])
@pytest.mark.parametrize("length", [200, 201])
def test_what_a_decision_prints_is_a_line(desk: Desk, change: Change, name: str, length: int) -> None:
    draft = desk.draft(desk.register(), licence())
    command = change(desk.confirming(draft.application, desk.accept(draft)), ("理由充分" * 51)[:length])
    if length == 200:
        desk.store.run(command, CLERK)
        return
    with pytest.raises(InvalidInput) as refused:
        desk.store.run(command, CLERK)
    assert [one.message for one in refused.value.problems] == [f"{name}最多200个字，现有201个字，请缩短。"]


@pytest.mark.parametrize(
    ("field", "text", "word"),
    [
        ("name", "局" * 201, "最多200个字"),
        ("address", "路" * 201, "最多200个字"),
        ("contact", "张\ue000三", "自造字"),
        ("number_prefix", "知" * 21, "最多20个字"),
        ("number_prefix", "示市监😀", "汉字、字母和数字"),
        ("number_prefix", "示市监·知资", "汉字、字母和数字"),
        ("remedies", "权" * 501, "最多500个字"),
        ("name", "——", "不能作为单位名称"),
        ("red_header", "待补充", "不能作为文头"),
        ("address", "无。", "不能作为地址"),
        ("contact", "13800138000", "填写姓名"),
    ],
)
def test_what_an_office_prints_is_a_line(desk: Desk, field: str, text: str, word: str) -> None:
    office = dataclasses.replace(OFFICE, **{field: text})
    with pytest.raises(InvalidInput) as refused:
        desk.store.run(commands.ChangeOffice(office=office), CLERK)
    [problem] = refused.value.problems
    assert (problem.field, word in problem.message) == (field, True)


def test_an_office_of_usual_lines_is_taken(desk: Desk) -> None:
    office = dataclasses.replace(OFFICE, name="局" * 200, number_prefix="连市监知资", remedies="权" * 500)
    desk.store.run(commands.ChangeOffice(office=office), CLERK)


def test_what_came_along_with_a_pasted_line_is_not_printed(desk: Desk) -> None:
    office = dataclasses.replace(OFFICE, contact="张\u200b三\n")
    desk.store.run(commands.ChangeOffice(office=office), CLERK)
    stored = desk.store.read(queries.office)
    assert stored is not None
    assert stored.contact == "张三"


def test_a_name_of_a_person_is_a_line(desk: Desk) -> None:
    with pytest.raises(InvalidInput, match="最多50个字"):
        desk.store.run(commands.AddPerson(name="陈" * 51), CLERK)


@pytest.mark.parametrize("kind", ["ip_insurance", "work_registration", "trademark_registration"])
@pytest.mark.parametrize("confirmed", [False, True])
def test_a_number_of_a_certificate_is_a_line(kind: str, confirmed: bool) -> None:
    """Confirming does not help: no certificate has a number of 201 characters."""
    marks = frozenset({"ref"}) if confirmed else frozenset[str]()
    raw = RawAchievement(id="1", kind=kind, ref="1" * 201, date="2022-05-06", confirmed=marks)
    found = read_row(raw, standard_vocabulary(), 2022, datetime.date(2024, 6, 20)).problems
    assert [(one.message, one.confirmable) for one in found if one.field == "ref"] == [
        ("最多200个字，现有201个字，请缩短。", False)
    ]


@pytest.mark.parametrize("kind", ["work_registration", "patent_transaction"])
def test_a_page_pasted_for_a_number_is_told_to_be_too_long(kind: str) -> None:
    row = RawAchievement(id="1", kind=kind, ref="公司" * 5000, date="2022-03-01")
    problems = read_row(row, standard_vocabulary(), 2022, datetime.date(2024, 6, 20)).problems
    assert "最多200个字，现有10000个字" in next(one.message for one in problems if one.field == "ref")
