"""What is left of every limit: windows, what this application takes, and what it lost."""

import datetime

from ipdesk.models.awards.limit_headroom import (
    ApplicantContext,
    LimitHeadroom,
    as_history,
    cuts,
    limit_headroom,
)
from ipdesk.models.records import ApplicantRecord, TraitPeriod
from ipdesk.rules.core.case import Achievement, Applicant, Case, HistoryEntry
from ipdesk.rules.library.policy_library import standard_library

SHAOGUAN = standard_library().policy("shaoguan-2021")
COMPANY = ApplicantRecord(
    id=7,
    kind="enterprise",
    name="示例甲有限公司",
    identity="91440200MA00000006",
    traits=(TraitPeriod("sme"),),
)
CONTEXT = ApplicantContext(SHAOGUAN, COMPANY, 2022)
TODAY = datetime.date(2024, 1, 1)
WORKS, OVERSEAS = f"{SHAOGUAN.id}/4-work-registration", f"{SHAOGUAN.id}/2-overseas-invention"


def of_title(found: tuple[LimitHeadroom, ...], title: str) -> LimitHeadroom:
    (room,) = [room for room in found if title in room.titles]
    return room


def test_windows_by_facts_are_named_and_single_things_left_out() -> None:
    past = [HistoryEntry(OVERSEAS, "7", 2022, 100, "P1", {"family": "F1", "region": "JP"})]
    gone = HistoryEntry(f"{SHAOGUAN.id}/retired-rule", "7", 2022, 100, "P2")
    found = limit_headroom(CONTEXT, TODAY, [*past, gone], (), {})
    (family,) = [room for room in found if room.within == ("同族专利编号 F1",)]
    assert (family.used, family.left, family.once) == (1, 2, False)
    assert not any("P1" in part for room in found for part in room.within)


def test_what_this_application_takes_and_loses_stands_beside_what_was_used_before() -> None:
    """Of 100 works a year 30 were granted before; 80 more take the 70 that are left, and 10 are cut."""
    facts = {"registrar": "guangdong"}
    day = datetime.date(2022, 3, 12)
    works = [Achievement(str(n), "work_registration", day, 2022, f"W{n}", facts) for n in range(80)]
    past = [HistoryEntry(WORKS, "7", 2022, 20_000, f"X{n}", facts) for n in range(30)]
    case = Case(
        "1", SHAOGUAN.id, Applicant("7", "enterprise", frozenset({"sme"})), tuple(works), (), tuple(past)
    )
    lines = SHAOGUAN.evaluate(case).lines
    found = limit_headroom(CONTEXT, TODAY, past, as_history(CONTEXT, lines, works), cuts(lines))
    room = of_title(found, "作品著作权登记")
    assert (room.used, room.this, room.cut, room.left) == (30, 70, 10, 0)
    assert (room.at_most, room.measure, room.is_money) == (100, "件", False)
