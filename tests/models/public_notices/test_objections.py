"""What an objection must bring along, and what changed after a list was published."""

import datetime
from dataclasses import replace

import pytest

from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.periods.moments import moment_of
from ipdesk.models.periods.working_days import WorkingDays
from ipdesk.models.public_notices.assemble import assembled
from ipdesk.models.public_notices.changes import changes_since
from ipdesk.models.public_notices.named_things import named_things
from ipdesk.models.public_notices.objections import PAPERS, answer_by, papers_fault, time_faults
from ipdesk.models.records import (
    NoticeContact,
    NoticeDetails,
    NoticePeriod,
    ObjectionDetails,
    Objector,
    PublicNotice,
)
from tests.models.public_notices.lines import UNIT

FROM, LAST = datetime.date(2021, 3, 25), datetime.date(2021, 3, 31)
LINES = assembled([UNIT], FROM)
KEY = (UNIT.achievement, UNIT.rule)
NOTICE = PublicNotice(
    id=1,
    number="",
    details=NoticeDetails(
        title="名单公示",
        basis="办法",
        period=NoticePeriod(begins=FROM),
        contact=NoticeContact(closes=17 * 60),
    ),
    last_day=LAST,
    lines=LINES,
    published_at=moment_of(FROM, 9 * 60),
    published_by="周敏",
)


def objection(objector: Objector = Objector.UNIT, hour: int = 16, **changes: object) -> ObjectionDetails:
    found = ObjectionDetails(
        application=1,
        objector=objector,
        name="云溪县嘉禾机械厂",
        contact="李工 0751-8881234",
        received_at=moment_of(LAST, hour * 60),
        text="专利权属有争议。",
        papers=frozenset(PAPERS[objector]),
    )
    return replace(found, **changes)  # type: ignore[arg-type]


WORKS = [
    replace(LINES[0], achievement=f"1/{at}", name=f"粤作登字-2021-F-0000{at:04d}") for at in (9, 10, 11, 110)
]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("粤作登字-2021-F-00000010", (10,)),
        ("00000011、 粤作登字－2021－F－00000009", (9, 11)),
        ("00000009至00000011", (9, 10, 11)),
        ("0110", (110,)),
        ("全部", (9, 10, 11, 110)),
        ("00000012", "公示的名单里没有“00000012”，请照名单上的登记号填写。"),
        ("10", "“10”对应名单上的2件，请把登记号写全。"),
        ("00000011至00000009", "“00000011至00000009”的首号在末号后面，请核对。"),
    ],
)
def test_things_of_one_row_are_named_by_their_numbers(said: str, found: tuple[int, ...] | str) -> None:
    if isinstance(found, str):
        with pytest.raises(Unreadable, match=found):
            named_things(said, WORKS)
    else:
        assert [key for key, _ in named_things(said, WORKS)] == [f"1/{at}" for at in found]


@pytest.mark.parametrize("objector", list(Objector))
def test_a_whole_objection_is_accepted(objector: Objector) -> None:
    assert not papers_fault(objection(objector))


@pytest.mark.parametrize(("objector", "paper"), [(one, paper) for one in Objector for paper in PAPERS[one]])
def test_whatever_is_missing_is_named(objector: Objector, paper: str) -> None:
    whole = objection(objector)
    said = papers_fault(replace(whole, papers=whole.papers - {paper}))
    assert PAPERS[objector][paper] in said and "不予受理" in said
    others = [name for one, name in PAPERS[objector].items() if one != paper]
    assert not [name for name in others if name in said]


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (moment_of(LAST, 17 * 60), ""),
        (moment_of(LAST, 17 * 60 + 1), "已于2021年3月31日17:00截止"),
        (moment_of(FROM, 0), ""),
        (moment_of(FROM - datetime.timedelta(days=1), 600), "早于公示开始日"),
        (moment_of(datetime.date(2021, 5, 1), 0), "晚于现在"),
    ],
)
def test_an_objection_comes_within_the_period(at: datetime.datetime, said: str) -> None:
    found = list(time_faults(objection(received_at=at), NOTICE, moment_of(datetime.date(2021, 4, 20), 0)))
    assert (said in found[0] if said else not found) and len(found) <= 1


def test_an_answer_is_due_in_working_days_after_the_objection() -> None:
    assert answer_by(LAST, 5, WorkingDays()) == datetime.date(2021, 4, 8)  # 清明 lies between


@pytest.mark.parametrize(
    ("decided", "recipient", "said"),
    [
        ({KEY: 500_000}, UNIT.applicant_name, []),
        ({KEY: 300_000}, UNIT.applicant_name, ["公示5,000.00元，现为3,000.00元"]),
        ({}, UNIT.applicant_name, ["现为0.00元"]),
        ({KEY: 500_000}, "另一公司", [f"公示的对象是“{UNIT.applicant_name}”，现在是“另一公司”"]),
        ({KEY: 500_000, ("2", "p/1"): 100}, UNIT.applicant_name, ["另有1项没有公示过，共1.00元"]),
        ({KEY: 500_000, ("2", "p/1"): 0}, UNIT.applicant_name, []),
    ],
)
def test_what_changed_after_publication_is_named(
    decided: dict[tuple[str, str], int], recipient: str, said: list[str]
) -> None:
    found = list(changes_since(LINES, decided, (recipient,)))
    assert len(found) == len(said)
    assert all(part in sentence for part, sentence in zip(said, found, strict=True))
