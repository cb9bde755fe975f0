"""Rows of the counter: what is read, what is refused, and how it is said."""

import dataclasses
import datetime

import pytest

from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.achievement_rows import read_row, read_rows
from ipdesk.models.records import RawAchievement
from ipdesk.rules.pack.vocabulary import standard_vocabulary
from tests.models.desk import cultivation, licence, maintained, works

TODAY = datetime.date(2024, 6, 20)
WORDS = standard_vocabulary()


def read(raw: RawAchievement) -> tuple[tuple[str, ...], list[tuple[str, bool]]]:
    found = read_row(raw, WORDS, 2022, TODAY)
    return found.refs, [(problem.field, problem.confirmable) for problem in found.problems]


def test_a_row_becomes_an_achievement_with_typed_facts() -> None:
    entry = read_row(licence(), WORDS, 2022, TODAY)
    [item] = entry.achievements
    assert item == (
        "2",
        "patent_transaction",
        datetime.date(2022, 6, 1),
        2022,
        "Y2022440000123",
        {"contract_amount": 80_000_000, "recorded": True, "implemented": True, "related_party": False},
        None,
    )
    assert entry.problems == ()


@pytest.mark.parametrize(
    ("last", "count"),
    [("粤作登字-2022-F-00000101", ""), ("00000101", ""), ("101", ""), ("", "101"), ("101", "101件")],
)
def test_a_range_of_numbers_becomes_as_many_achievements(last: str, count: str) -> None:
    raw = dataclasses.replace(works(count=count), ref_last=last)
    entry = read_row(raw, WORDS, 2022, TODAY)
    assert entry.problems == ()
    assert len(entry.achievements) == 101
    assert entry.achievements[0].id == "1/1"
    assert entry.achievements[100].id == "1/101"
    assert entry.achievements[100].ref == "粤作登字-2022-F-00000101"
    assert "共101件" in "".join(entry.notes.values())


@pytest.mark.parametrize(
    ("first", "last", "count", "word"),
    [
        ("粤作登字-2022-F-00000101", "00000001", "", "末号小于首号"),
        ("粤作登字-2022-F-00000001", "00002001", "", "最多录入2000件"),
        ("粤作登字-2022-F-00000001", "", "2001", "最多录入2000件"),
        ("粤作登字-2022-F-00000001", "粤作登字-2023-F-00000009", "", "只能是最后的数字不同"),
        ("粤作登字-2022-F-00000001", "00000101", "100", "不一致"),
        ("粤作登字-2022-F-99999999", "", "2", "超出"),
        ("粤作登字-2022-F-00000001", "", "很多", "整数"),
    ],
)
def test_a_range_that_cannot_be_says_why(first: str, last: str, count: str, word: str) -> None:
    raw = dataclasses.replace(works(first, count), ref_last=last)
    [problem] = read_row(raw, WORDS, 2022, TODAY).problems
    assert word in problem.message
    assert problem.field == ("ref_last" if last else "count")


@pytest.mark.parametrize(
    ("kind", "facts", "doubted"),
    [
        ("trademark_registration", "mark_type=ordinary;geographical=true", "geographical"),
        ("trademark_registration", "mark_type=collective;geographical=true", ""),
        ("trademark_registration", "mark_type=ordinary;geographical=false", ""),
        ("trademark_registration", "mark_type=ordinary", ""),
        ("patent_application", "patent_type=design;stage=substantive_examination", "stage"),
        ("patent_application", "patent_type=invention;stage=substantive_examination", ""),
        ("patent_grant", "patent_type=utility_model;region=CN;first_invention=true", "patent_type"),
        ("patent_in_force", "patent_type=utility_model;years_in_force=10.01", "years_in_force"),
        ("patent_in_force", "patent_type=utility_model;years_in_force=10", ""),
        ("management_certification", "standard=GB/T 29490;stage=first;level=3", "level"),
        (
            "management_certification",
            "standard=ISO 56005;stage=first;valid_patents=3;valid_invention_patents=4",
            "valid_invention_patents",
        ),
        ("litigation_win", "venue=domestic;ip_type=patent;instance=second;final=false", "final"),
    ],
)
def test_facts_that_exclude_each_other_are_doubted_until_confirmed(
    kind: str, facts: str, doubted: str
) -> None:
    said = dict(one.split("=") for one in facts.split(";"))
    raw = RawAchievement(id="1", kind=kind, date="2022-03-01", facts=said)
    assert read(raw)[1] == ([(doubted, True)] if doubted else [])
    assert read(dataclasses.replace(raw, confirmed=frozenset({doubted})))[1] == []


def test_a_number_of_an_unusual_shape_may_be_confirmed_and_its_range_entered() -> None:
    raw = works("粤作字第0012号之1", "3")
    assert read(raw) == (("粤作字第0012号之1",), [("ref", True)])
    refs, problems = read(dataclasses.replace(raw, confirmed=frozenset({"ref"})))
    assert (refs, problems) == (("粤作字第0012号之1", "粤作字第0012号之2", "粤作字第0012号之3"), [])


def test_a_range_needs_its_first_number() -> None:
    assert read(works("", "3")) == ((), [("ref", False)])


def test_ranges_only_where_the_kind_has_them() -> None:
    refs, problems = read(dataclasses.replace(licence(), count="5"))
    assert (len(refs), problems) == (1, [])


def test_a_bad_field_is_left_out_and_the_rest_is_read() -> None:
    raw = licence("八十万")
    entry = read_row(raw, WORDS, 2022, TODAY)
    [item] = entry.achievements
    assert "contract_amount" not in item.facts
    assert item.facts["recorded"] is True
    assert entry.problems == (
        Problem("contract_amount", "金额请用阿拉伯数字填写，如 800000.00 或 80万。", "2"),
    )


def test_without_a_day_there_is_nothing_to_evaluate_but_the_number_is_known() -> None:
    entry = read_row(maintained(date=""), WORDS, 2022, TODAY)
    assert entry.achievements == ()
    assert entry.refs == ("ZL201010123456.9",)
    assert [problem.field for problem in entry.problems] == ["date"]


def test_a_patent_number_decides_the_type_where_none_was_chosen() -> None:
    raw = RawAchievement(
        id="1", kind="patent_grant", ref="2010 2 0123456 4", date="2022-01-05", facts={"official_fees": "950"}
    )
    entry = read_row(raw, WORDS, 2022, TODAY)
    [item] = entry.achievements
    assert item.ref == "ZL201020123456.4"
    assert item.facts["patent_type"] == "utility_model"
    assert entry.derived == {"patent_type": "utility_model", "region": "CN"}
    assert entry.notes["ref"] == "实用新型专利，2010年申请"


def test_a_patent_of_another_country_has_a_number_of_its_own() -> None:
    facts = {"patent_type": "invention", "region": "US", "official_fees": "9000", "family": "F1"}
    raw = RawAchievement(id="1", kind="patent_grant", ref="US 11,222,333 B2", date="2022-01-05", facts=facts)
    assert read(raw) == (("US 11,222,333 B2",), [])


@pytest.mark.parametrize(
    ("ref", "country"),
    [
        ("US 11,222,333 B2", "US"),
        ("us11222333", "US"),
        ("ＵＳ１１２２２３３３", "US"),
        ("USD912345S1", "US"),
        ("JP6543210B2", "JP"),
        ("11,222,333", None),  # names none
        ("EP1234567B1", None),  # in force in many countries under this number
        ("XX1234567", None),  # none of the countries known
        ("PCT/CN2020/123456", None),
        ("WO2020123456", None),
    ],
)
def test_a_number_that_names_its_country_says_where_it_was_granted(ref: str, country: str | None) -> None:
    facts = {"patent_type": "invention", "official_fees": "9000", "family": "F1"}
    raw = RawAchievement(id="1", kind="patent_grant", ref=ref, date="2022-01-05", facts=facts)
    entry = read_row(raw, WORDS, 2022, TODAY)
    assert entry.derived.get("region") == entry.facts.get("region") == country
    typed = read_row(dataclasses.replace(raw, facts={**facts, "region": "DE"}), WORDS, 2022, TODAY)
    assert (typed.derived, typed.facts["region"]) == ({}, "DE")


def test_a_patent_cannot_be_younger_than_its_event() -> None:
    [problem] = read_row(maintained("ZL202410123456.0"), WORDS, 2022, TODAY).problems
    assert "2024年的申请，晚于所填日期" in problem.message


def test_the_type_must_agree_with_the_number() -> None:
    raw = dataclasses.replace(maintained(), facts={"patent_type": "design", "years_in_force": "11"})
    [problem] = read_row(raw, WORDS, 2022, TODAY).problems
    assert (problem.field, problem.confirmable) == ("ref", False)


def test_the_programme_year_may_differ_from_the_applications() -> None:
    [item] = read_row(licence(year="2023"), WORDS, 2022, TODAY).achievements
    assert item.year == 2023
    assert [problem.field for problem in read_row(licence(year="99"), WORDS, 2022, TODAY).problems] == [
        "year"
    ]


def test_a_kind_that_was_not_chosen() -> None:
    assert read(RawAchievement(id="1", kind="")) == ((), [("kind", False)])


def test_texts_left_over_from_another_kind_are_not_read() -> None:
    raw = dataclasses.replace(cultivation(), facts={"type": "high_value_cultivation", "premium": "八"})
    assert read(raw)[1] == []


def test_a_number_entered_twice_is_found_across_rows() -> None:
    rows = [works(count="10"), works("粤作登字-2022-F-00000010", id="2")]
    entry = read_rows(rows, WORDS, 2022, TODAY)
    [problem] = entry.problems
    assert (problem.row, problem.field, problem.confirmable) == ("2", "ref", True)
    assert "粤作登字-2022-F-00000010 在第1行已经录入" in problem.message


def test_a_number_entered_twice_may_be_meant() -> None:
    again = dataclasses.replace(licence(id="3"), confirmed=frozenset({"ref"}))
    assert read_rows([licence(), again], WORDS, 2022, TODAY).problems == ()


def test_the_same_patent_may_stand_under_two_kinds() -> None:
    facts = {"patent_type": "invention", "award": "china_gold"}
    award = RawAchievement(
        id="1", kind="patent_award", ref="ZL201010123456.9", date="2022-07-01", facts=facts
    )
    assert read_rows([maintained(), award], WORDS, 2022, TODAY).problems == ()


def test_every_kind_can_be_read_blank() -> None:
    for kind in WORDS.kinds:
        assert read(RawAchievement(id="1", kind=kind)) == ((), [("date", False)])
