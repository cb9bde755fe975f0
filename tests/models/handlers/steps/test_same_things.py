"""One thing is paid once: whoever applies with it, and however its number is written."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from ipdesk.models import queries
from ipdesk.models.parsing.achievement_rows import numbers_of, read_rows
from ipdesk.models.records import ApplicationFilter, HitKind, RawAchievement
from ipdesk.models.store import Store
from ipdesk.rules.core.case import HistoryEntry
from ipdesk.rules.core.result import Status
from ipdesk.rules.library.policy_library import policy_from_bytes, standard_library
from tests.actors import CLERK
from tests.models.begun import begun
from tests.models.desk import Clock, Desk, licence, maintained, works
from tests.places import TESTS
from tests.rules.pack.small_pack import SMALL

_DATA = TESTS / "data" / "trials" / "same_things.jsonl"
PAIRS = [json.loads(line) for line in _DATA.read_text(encoding="utf-8").splitlines()]
SAME, OTHER = ([pair for pair in PAIRS if pair["same"] is same] for same in (True, False))
DAYS = {"shaoguan-2021": "2022-05-05", "qingyuan-2018": "2020-05-05", "zhaoqing-hitech-2022": "2022-06-01"}


def row(pair: dict[str, Any], writing: str, name: str = "1") -> RawAchievement:
    """Return a row with one writing of a pair; a doubt about its shape is confirmed, as at the counter."""
    return RawAchievement(
        id=name, kind=pair["kind"], ref=pair[writing], date=DAYS[pair["policy"]], facts=pair["facts"],
        confirmed=frozenset({"ref"}),
    )  # fmt: skip


@begun
def applicants(desk: Desk) -> tuple[int, int]:
    """Have two applicants."""
    return desk.register("示例甲有限公司"), desk.register("示例乙有限公司")


def found(desk: Desk, text: str) -> set[int]:
    hits = desk.store.read(queries.find_anything, text, 60).shown
    listed = desk.store.read(queries.application_ids, ApplicationFilter(text=text))
    assert {hit.id for hit in hits if hit.kind is HitKind.APPLICATION} == set(listed)
    return set(listed)


@pytest.mark.parametrize("pair", SAME, ids=lambda pair: pair["id"])
def test_the_same_thing_is_noticed_found_and_not_paid_again(
    pair: dict[str, Any], desk: Desk, applicants: tuple[int, int]
) -> None:
    desk.policy = standard_library().policy(pair["policy"])
    first, second = (
        desk.draft(applicant, row(pair, writing))
        for applicant, writing in zip(applicants, ("first", "second"), strict=True)
    )
    [number] = numbers_of([row(pair, "second")], desk.policy.vocabulary, 2022, desk.clock.today)
    [holder] = desk.store.read(queries.open_holders, [number.item], second.application)
    assert holder.number == first.number
    assert (
        found(desk, pair["first"]) == found(desk, pair["second"]) == {first.application, second.application}
    )
    desk.store.run(desk.confirming(first.application, desk.accept(first)), CLERK)
    paid = {stored.line.rule for stored in desk.detail(first.application).lines if stored.granted}
    refused = [line for line in desk.accept(second).lines if line.rule in paid]
    assert paid and {line.status for line in refused} == {Status.EXCLUDED}
    for line in refused:
        [warning] = [warning for warning in line.warnings if warning.code == "already_awarded"]
        assert isinstance(warning.source, HistoryEntry) and warning.source.source == first.number
    assert found(desk, pair["first"]) == {first.application, second.application}


@pytest.mark.parametrize("pair", SAME, ids=lambda pair: pair["id"])
def test_the_same_thing_twice_in_one_application_is_a_doubt(pair: dict[str, Any]) -> None:
    vocabulary = standard_library().policy(pair["policy"]).vocabulary
    rows = [
        row(pair, "first"),
        RawAchievement(**{**_fields(row(pair, "second", "2")), "confirmed": frozenset()}),
    ]
    problems = read_rows(rows, vocabulary, 2022, datetime.date(2024, 6, 20)).problems
    assert [problem.row for problem in problems if "在第1行已经录入" in problem.message] == ["2"]


def _fields(raw: RawAchievement) -> dict[str, Any]:
    return {name: getattr(raw, name) for name in RawAchievement.__dataclass_fields__}


@pytest.mark.parametrize("pair", OTHER[::4], ids=lambda pair: pair["id"])
def test_another_thing_is_paid(pair: dict[str, Any], desk: Desk, applicants: tuple[int, int]) -> None:
    desk.policy = standard_library().policy(pair["policy"])
    first, second = applicants
    desk.confirmed(first, row(pair, "first"))
    assert desk.accept(desk.draft(second, row(pair, "second"))).total > 0


def test_what_is_stored_and_shown_stays_as_it_was_typed(desk: Desk) -> None:
    typed = "第Y2022440000123号"
    application = desk.confirmed(desk.register(), licence(ref=typed))
    detail = desk.detail(application)
    assert [item.achievement.ref for item in detail.achievements] == [typed]
    assert [line.ref for line in detail.lines] == [typed]


@pytest.mark.parametrize(
    ("stored", "queries_"),
    [
        (
            maintained(),
            [
                "2010101234569",
                "201010123456",
                "0123456.9",
                "zl 2010 1 0123456",
                "ＺＬ２０１０１０",
                "23456-9",
            ],
        ),
        (
            licence(ref="Y2022440000123"),
            ["第Y2022440000123号", "备案号：y2022 4400", "440000123", "２０２２４４０００"],
        ),
        (works(), ["粤作登字：2022-F-00000001", "2022f00000001", "作登字-2022", "粵作登字2022"]),
    ],
)
def test_a_number_is_found_by_any_part_in_any_writing(
    desk: Desk, stored: RawAchievement, queries_: list[str]
) -> None:
    draft = desk.draft(desk.register("示例甲有限公司"), stored)
    desk.draft(desk.register("示例乙有限公司"), maintained("ZL201310123456.2", id="9"))
    for query in queries_:
        assert found(desk, query) == {draft.application}, query
    desk.accept(draft)
    for query in queries_:
        assert found(desk, query) == {draft.application}, query
    for query in ("第12号", "2010101234570", "号"):
        assert draft.application not in found(desk, query), query


def test_a_letter_is_found_with_any_brackets(desk: Desk) -> None:
    application = desk.confirmed(desk.register(), licence())
    letter = desk.issue(application)
    assert letter.number == "示知资〔2024〕1号"
    for query in ("示知资[2024]1号", "（2024）1", "【2024】１号", "知资〔2024〕"):
        assert found(desk, query) == {application}
        assert [row.id for row in desk.store.read(queries.letters, query)] == [letter.id]


# ------------------------------------------------------------ kinds of the office's own policy

OWN = SMALL.replace(
    "rules:\n",
    """\
words:
  kinds:
    county_prize: {name: 县专利奖, section: patent, measure: 项, date: 授奖日期, ref: {name: 证书号}}
rules:
  - {id: 0-prize, article: 〇, title: 县专利奖, summary: 每项定额奖励。, who: unit,
     about: {kind: county_prize}, amount: 500, once: item}
""",
    1,
)
WITH_FORM = OWN.replace("{name: 证书号}", "{name: 证书号, same: registration_number}")


def own_desk(store: Store, clock: Clock) -> Desk:
    return Desk(store, policy_from_bytes(OWN.encode(), "small.yaml"), clock)


def prize(ref: str) -> RawAchievement:
    return RawAchievement(id="1", kind="county_prize", ref=ref, date="2022-05-05")


def test_numbers_of_an_own_kind_are_kept_for_other_counters_and_found(store: Store, clock: Clock) -> None:
    desk = own_desk(store, clock)
    first = desk.draft(desk.register(), prize("QX-2022-07"))
    [number] = numbers_of([prize("ｑｘ－2022－07")], desk.policy.vocabulary, 2022, clock.today)
    assert [holder.number for holder in store.read(queries.open_holders, [number.item])] == [first.number]
    assert found(desk, "qx202207") == found(desk, "2022—07") == {first.application}


def test_a_form_that_an_own_policy_gets_later_holds_for_what_was_paid_before(
    store: Store, clock: Clock
) -> None:
    """The file of the policy is replaced by one that says how its numbers may be written."""
    desk = own_desk(store, clock)
    paid = desk.confirmed(desk.register(), prize("证书号：QX-7"))
    waiting = desk.draft(desk.register(), prize("编号QX-8"))
    desk.policy = policy_from_bytes(WITH_FORM.encode(), "small.yaml")
    [line] = desk.accept(desk.draft(desk.register(), prize("第qx-7号"))).lines
    assert line.status is Status.EXCLUDED
    [warning] = line.warnings
    assert isinstance(warning.source, HistoryEntry)
    assert warning.source.source == desk.detail(paid).application.number
    assert [holder.number for holder in store.read(queries.open_holders, ["QX-8"])] == [waiting.number]


def test_a_family_is_one_however_its_number_is_written(desk: Desk) -> None:
    def grant(region: str, family: str) -> RawAchievement:
        facts = {"patent_type": "invention", "region": region, "official_fees": "9000", "family": family}
        return RawAchievement(
            id=region, kind="patent_grant", ref=f"{region}1", date="2022-05-05", facts=facts
        )

    desk.confirmed(desk.register(), grant("US", "F-1"), grant("EP", "f —1"))
    result = desk.accept(desk.draft(desk.register(), grant("JP", "ｆ－1"), grant("KR", "F- 1")))
    assert [line.status for line in result.lines] == [Status.AWARDED, Status.EXCLUDED]


# ------------------------------------------------------------ number against number


@pytest.mark.parametrize(
    ("ref", "years", "says"),
    [
        ("ZL201910123457.4", "11", "2019年申请的，到2022-05-01最多维持3.34年，现填11年"),
        ("ZL201010123456.9", "12.5", "2010年申请的，到2022-05-01最多维持12.34年，现填12.5年"),
        ("ZL201010123456.9", "12.35", "最多维持12.34年"),
        ("ZL98100001.0", "25", "1998年申请的，到2022-05-01最多维持20年，现填25年"),
        ("ZL200820123456.7", "11", "2008年申请的，到2022-05-01最多维持10年"),
        ("ZL200830123456.2", "12", "2008年申请的，到2022-05-01最多维持10年"),
        ("ZL201010123456.9", "12.34", ""),
        ("ZL201910123457.4", "3", ""),
    ],
)
def test_a_patent_is_no_older_than_its_number(ref: str, years: str, says: str) -> None:
    raw = RawAchievement(
        id="1", kind="patent_in_force", ref=ref, date="2022-05-01", facts={"years_in_force": years}
    )
    _doubted(raw, "years_in_force", says)


@pytest.mark.parametrize(("year", "says"), [("6", "2022年最多缴到授权后第5年，现填6"), ("5", ""), ("1", "")])
def test_no_fee_is_due_before_a_patent_was_filed(year: str, says: str) -> None:
    facts = {"year_after_grant": year, "fee": "900"}
    raw = RawAchievement(
        id="1", kind="patent_annual_fee", ref="ZL201910123457.4", date="2022-05-01", facts=facts
    )
    _doubted(raw, "year_after_grant", says)


def _doubted(raw: RawAchievement, field: str, says: str) -> None:
    vocabulary, today = standard_library().policy("shaoguan-2021").vocabulary, datetime.date(2024, 6, 20)
    found = [
        problem for problem in read_rows([raw], vocabulary, 2022, today).problems if problem.field == field
    ]
    assert [problem.confirmable for problem in found] == ([True] if says else [])
    assert all(says in problem.message for problem in found)
    sure = RawAchievement(**{**_fields(raw), "confirmed": frozenset({field})})
    assert not [one for one in read_rows([sure], vocabulary, 2022, today).problems if one.field == field]
