"""How papers were served is written down, in each way, and counts from the day that the law says."""

from __future__ import annotations

import datetime
from contextlib import nullcontext

import pytest

from ipdesk.documents.letters.award.document import AWARD
from ipdesk.models import commands, queries
from ipdesk.models.applications.service_text import remedies_text
from ipdesk.models.core.errors import Conflict, InvalidInput
from ipdesk.models.records import ServiceWay
from tests.actors import CLERK
from tests.models.begun import begun
from tests.models.desk import Desk, licence

LETTER_DAY = datetime.date(2024, 6, 20)
LATER = LETTER_DAY + datetime.timedelta(days=5)


@begun
def letter(desk: Desk) -> int:
    """Return an award notification of five days ago."""
    application = desk.confirmed(desk.register(), licence())
    letter = desk.issue(application).id
    desk.clock.moment += datetime.timedelta(days=5)
    return letter


def serve(desk: Desk, letter: int, way: ServiceWay = ServiceWay.DIRECT, **changed: object) -> datetime.date:
    said = {"day": LATER, "receiver": "叶知秋（经办人）", "reason": "住所无人，电话无人接听"}
    command = commands.RecordService(letter=letter, way=way, **{**said, **changed})  # type: ignore[arg-type]
    return desk.store.run(command, CLERK).value


@pytest.mark.parametrize("way", ServiceWay)
def test_each_way_counts_from_its_day_and_a_public_notice_thirty_days_later(
    desk: Desk, letter: int, way: ServiceWay
) -> None:
    counts = LATER + datetime.timedelta(days=30 if way is ServiceWay.PUBLIC else 0)
    assert serve(desk, letter, way) == counts
    [kept] = desk.detail(1).services
    assert (kept.letter, kept.way, kept.day, kept.served_on) == (letter, way, LATER, counts)


def test_what_was_served_is_served_again_only_as_a_correction_that_says_why(desk: Desk, letter: int) -> None:
    """Periods go by the correction, the former record stays; who was not reached is served in another way."""
    why = "邮件被退回，改为公告送达"
    for reason, said in ((why, "还没有登记过送达"), ("", "")):
        with pytest.raises(InvalidInput, match=said) if said else nullcontext():
            serve(desk, letter, ServiceWay.POST, correction=reason)
    for reason, said in (("", "已登记送达（2024-06-25 邮寄送达，叶知秋（经办人））"), ("无", "写具体")):
        with pytest.raises(InvalidInput) as refused:
            serve(desk, letter, ServiceWay.PUBLIC, correction=reason)
        [problem] = refused.value.problems
        assert problem.field == "correction" and said in problem.message
    assert [one.way for one in desk.detail(1).services] == [ServiceWay.POST], "nothing half done"
    counts = serve(desk, letter, ServiceWay.PUBLIC, correction=why)
    detail = desk.detail(1)
    assert [(one.way, one.served_on) for one in detail.services] == [(ServiceWay.PUBLIC, counts)]
    both = [(one.way, one.correction) for one in detail.service_records]
    assert both == [(ServiceWay.POST, ""), (ServiceWay.PUBLIC, why)]


@pytest.mark.parametrize(
    ("way", "changed", "field", "said"),
    [
        (ServiceWay.DIRECT, {"day": LATER + datetime.timedelta(days=1)}, "day", "送达日期晚于今天"),
        (ServiceWay.PUBLIC, {"day": LATER + datetime.timedelta(days=1)}, "day", "公告日期晚于今天"),
        (
            ServiceWay.POST,
            {"day": LETTER_DAY - datetime.timedelta(days=1)},
            "day",
            "早于文书日期（2024-06-20）",
        ),
        (ServiceWay.DIRECT, {"receiver": " "}, "receiver", "请写明签收人"),
        (ServiceWay.DIRECT, {"receiver": "甲\n乙"}, "receiver", ""),
        (ServiceWay.LEFT, {"reason": ""}, "reason", "留置送达的，请写明原因"),
        (ServiceWay.PUBLIC, {"reason": "　"}, "reason", "公告送达的，请写明原因"),
    ],
)
def test_what_cannot_be_so_is_refused_at_its_field(
    desk: Desk, letter: int, way: ServiceWay, changed: dict[str, object], field: str, said: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        serve(desk, letter, way, **changed)
    [problem] = refused.value.problems
    assert problem.field == field and said in problem.message
    assert desk.detail(1).services == (), "nothing half done"


def test_a_void_letter_is_served_no_more(desk: Desk, letter: int) -> None:
    serve(desk, letter)
    desk.store.run(commands.VoidLetter(letter=letter, kind=AWARD.kind, reason="收款账号写错"), CLERK)
    assert desk.detail(1).services == ()
    with pytest.raises(Conflict, match="已经作废"):
        serve(desk, letter)


@pytest.mark.parametrize(
    ("served", "appeal", "suit"),
    [
        ("2024-05-11", "2024-07-10", "2024-11-11"),
        ("2024-03-04", "2024-05-06", "2024-09-04"),  # the 3rd of May lies in the holidays, so do the next two
    ],
)
def test_remedies_run_from_the_day_that_counts(desk: Desk, served: str, appeal: str, suit: str) -> None:
    days = desk.store.read(queries.working_days)
    said = remedies_text(datetime.date.fromisoformat(served), days)
    assert f"行政复议期限到 {appeal} 止" in said and f"起诉期限到 {suit} 止" in said


def test_a_year_without_known_holidays_is_said(desk: Desk) -> None:
    days = desk.store.read(queries.working_days)
    said = remedies_text(datetime.date(2039, 3, 4), days)
    assert said.startswith("送达之日为 2039-03-04。") and "2039" in said[17:]
