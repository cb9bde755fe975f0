"""How papers were served is written down, in each way, and counts from the day that the law says."""

from __future__ import annotations

import datetime
import re
from contextlib import nullcontext
from dataclasses import replace

import pytest

from ipdesk.documents.letters.after_award.service_announcement import SERVICE_ANNOUNCEMENT
from ipdesk.documents.letters.award.document import AWARD
from ipdesk.documents.letters.counter.correction import CORRECTION
from ipdesk.models import commands, queries
from ipdesk.models.applications.service_text import remedies_text
from ipdesk.models.core.errors import Conflict, InvalidInput
from ipdesk.models.records import DocumentKind, Publication, ServiceWay
from ipdesk.models.records.checks import Taken
from ipdesk.models.workflow import Step
from tests.actors import CLERK
from tests.models.begun import begun
from tests.models.desk import Desk, licence
from tests.models.desk import letter as drawn
from tests.models.handlers.steps.test_corrections import asking, taking
from tests.models.parsing.test_pictures import jpeg, png

LETTER_DAY = datetime.date(2024, 6, 20)
LATER = LETTER_DAY + datetime.timedelta(days=5)
SEEN = Taken("www.example.gov.cn/tz/1.html", LATER, 510)


@begun
def letter(desk: Desk) -> int:
    """Return an award notification of five days ago."""
    application = desk.confirmed(desk.register(), licence())
    letter = desk.issue(application).id
    desk.clock.moment += datetime.timedelta(days=5)
    return letter


def serve(desk: Desk, letter: int, way: ServiceWay = ServiceWay.DIRECT, **changed: object) -> datetime.date:
    said = {"day": LATER, "receiver": "叶知秋（经办人）", "reason": "住所无人，电话无人接听"}
    if way is ServiceWay.PUBLIC:
        said |= {"posted": "县人民政府门户网站、本局公告栏", "proof": "网页截图1页、照片1张"}
    if way.at_a_place:
        said |= {"place": "本局受理窗口", "minutes": 8 * 60 + 30}
    command = commands.RecordService(letter=letter, way=way, **{**said, **changed})  # type: ignore[arg-type]
    return desk.store.run(command, CLERK).value


@pytest.mark.parametrize("way", ServiceWay)
def test_each_way_counts_from_its_day_and_a_public_notice_thirty_days_later(
    desk: Desk, letter: int, way: ServiceWay
) -> None:
    counts = LATER + datetime.timedelta(days=30 if way is ServiceWay.PUBLIC else 0)
    number = desk.announce(letter).number if way is ServiceWay.PUBLIC else ""
    assert serve(desk, letter, way) == counts
    [kept] = desk.detail(1).services
    assert (kept.letter, kept.way, kept.day, kept.served_on) == (letter, way, LATER, counts)
    handed = way in (ServiceWay.DIRECT, ServiceWay.LEFT, ServiceWay.ENTRUSTED)
    assert (kept.place, kept.minutes) == (("本局受理窗口", 510) if handed else ("", None))
    assert ("2024-06-25 08:30" in kept.told) is handed
    posted = Publication(number, "县人民政府门户网站、本局公告栏", "网页截图1页、照片1张", 1)
    assert kept.publication == (posted if number else None)


def test_a_paper_is_served_by_public_notice_only_once_it_was_announced(desk: Desk, letter: int) -> None:
    """The announcement says why; one that is void, of another paper, or of a later day serves nothing."""
    with pytest.raises(InvalidInput, match="还没有送达公告"):
        serve(desk, letter, ServiceWay.PUBLIC)
    first = desk.announce(letter)
    assert first.number == "示知资公告〔2024〕1号"
    kind = SERVICE_ANNOUNCEMENT.kind
    desk.store.run(commands.VoidLetter(letter=first.id, kind=kind, reason="领取的地方写错"), CLERK)
    with pytest.raises(InvalidInput, match="还没有送达公告"):
        serve(desk, letter, ServiceWay.PUBLIC)
    second = desk.announce(letter)
    early = LATER - datetime.timedelta(days=1)
    for changed, said in (
        ({"day": early}, "公告日期早于送达公告的日期"),
        ({"posted": ""}, "请写明公告发布的地方"),
        ({"proof": "略"}, "“略”不能作为发布证明"),
        ({"proof_pages": 0}, "页数应为1至999"),
        ({"pictures": (png()[:-9],)}, "第1张图片：图片已损坏"),
        ({"pictures": (png(),)}, "第1张图片：请填写网址或者张贴的地点"),
        ({"pictures": (png(),), "taken": (SEEN, SEEN)}, "多于图片"),
        ({"pictures": (png(),), "taken": (replace(SEEN, place="略"),)}, "“略”不能作为网址或者地点"),
        ({"pictures": (png(),), "taken": (replace(SEEN, minutes=None),)}, "截图或者拍摄的日期和时间"),
        ({"pictures": (png(),), "taken": (replace(SEEN, day=LETTER_DAY),)}, "早于送达公告的日期"),
        ({"pictures": (png(),), "taken": (replace(SEEN, minutes=541),)}, "时间还没有到"),
        ({"place": "本局受理窗口"}, "公告送达不填写送达地点和时间"),
        ({"proof_pages": 1000}, "页数应为1至999"),
    ):
        with pytest.raises(InvalidInput, match=said):
            serve(desk, letter, ServiceWay.PUBLIC, **changed)
    for changed, said in (
        ({"posted": "本局公告栏"}, "只在公告送达时填写"),
        ({"pictures": (png(),)}, "只在公告送达时附"),
    ):
        with pytest.raises(InvalidInput, match=said):
            serve(desk, letter, **changed)
    assert desk.detail(1).services == (), "nothing half done"
    shown = png(), jpeg()
    taken = SEEN, replace(SEEN, place="本局公告栏", minutes=540)
    serve(desk, letter, ServiceWay.PUBLIC, reason="", receiver="", pictures=shown, taken=taken)
    [kept] = desk.detail(1).services
    assert kept.publication is not None
    assert [desk.store.read(queries.kept_picture, one.sha256) for one in kept.publication.pictures] == [
        *shown
    ]
    assert tuple(one.taken for one in kept.publication.pictures) == taken
    assert kept.reason == "住所已无人办公，邮件被退回，电话无人接听", "as the announcement says"
    assert second.number in kept.told and "本局公告栏" in kept.told
    with pytest.raises(Conflict, match="登记了公告送达"):
        desk.store.run(commands.VoidLetter(letter=second.id, kind=kind, reason="写错了地方"), CLERK)


def test_a_notice_of_correction_is_announced_too_and_its_period_runs_from_its_service(desk: Desk) -> None:
    """By whichever way its service was told first, the other door asks for a correction that says why."""
    application = desk.draft(desk.register(), licence()).application
    desk.store.run(asking(desk, application, served_on=None), CLERK)
    kind, day = CORRECTION.kind, desk.clock.today
    issuing = commands.IssueDocument(kind=kind, application=application, date=day, render=drawn)
    notice = desk.store.run(issuing, CLERK).value.id
    desk.announce(notice)
    said = {"day": day, "posted": "本局公告栏", "proof": "张贴照片1张"}
    assert serve(desk, notice, ServiceWay.PUBLIC, **said) == datetime.date(
        2024, 7, 22
    )  # the 20th is a Saturday
    [asked] = desk.detail(application).corrections
    assert (asked.served_on, asked.last_day) == (datetime.date(2024, 7, 22), datetime.date(2024, 7, 29))
    by_hand = commands.RecordCorrectionService(application=application, served_on=day)
    with pytest.raises(Conflict, match=r"补正通知书已登记送达.*请在“登记送达”里更正"):
        desk.store.run(by_hand, CLERK)
    with pytest.raises(InvalidInput, match="写明更正的理由"):
        serve(desk, notice, day=day)
    serve(desk, notice, day=day, correction="申请人看到公告后当天到窗口领取")
    [asked] = desk.detail(application).corrections
    assert (asked.served_on, asked.last_day) == (day, datetime.date(2024, 6, 27))
    desk.clock.moment += datetime.timedelta(days=8)
    desk.store.run(taking(application, Step.LAPSE, ""), CLERK)
    with pytest.raises(Conflict, match="补正已经办结"):
        serve(desk, notice, correction="送达日期写错")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"tried": " "}, "tried"),
        ({"tried": "无"}, "tried"),
        ({"collect_at": ""}, "collect_at"),
        ({"date": LETTER_DAY - datetime.timedelta(days=1)}, "date"),
        ({"date": LATER + datetime.timedelta(days=1)}, "date"),
    ],
)
def test_an_announcement_that_says_nothing_is_refused(
    desk: Desk, letter: int, changed: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        desk.announce(letter, **changed)
    assert [one.field for one in refused.value.problems] == [field]
    assert [one.id for one in desk.store.read(queries.letters)] == [letter], "nothing half done"


def test_nothing_is_announced_of_a_day_before_the_paper(desk: Desk) -> None:
    application = desk.confirmed(desk.register(), licence())
    desk.clock.moment += datetime.timedelta(days=5)
    award = desk.issue(application).id
    with pytest.raises(InvalidInput, match="公告日期早于文书日期（2024-06-25）"):
        desk.announce(award, date=LATER - datetime.timedelta(days=1))
    desk.announce(award, date=LATER)


def test_what_was_served_is_served_again_only_as_a_correction_that_says_why(desk: Desk, letter: int) -> None:
    """Periods go by the correction, the former record stays; who was not reached is served in another way."""
    why = "邮件被退回，改为公告送达"
    for reason, said in ((why, "还没有登记过送达"), ("", "")):
        with pytest.raises(InvalidInput, match=said) if said else nullcontext():
            serve(desk, letter, ServiceWay.POST, correction=reason)
    desk.announce(letter)
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
        (ServiceWay.LEFT, {"place": ""}, "place", "请填写送达地点"),
        (ServiceWay.DIRECT, {"place": "略"}, "place", "不能作为送达地点"),
        (ServiceWay.ENTRUSTED, {"minutes": None}, "minutes", "请填写送达的时间"),
        (ServiceWay.DIRECT, {"minutes": 1440}, "minutes", "00:00 到 23:59"),
        (ServiceWay.DIRECT, {"minutes": 541}, "minutes", "时间（09:01）还没有到"),
        (ServiceWay.POST, {"place": "本局受理窗口"}, "place", "邮寄送达不填写送达地点"),
        (ServiceWay.DIRECT, {"receiver": "甲\n乙"}, "receiver", ""),
        (ServiceWay.LEFT, {"reason": ""}, "reason", "留置送达的，请写明原因"),
        (ServiceWay.PUBLIC, {"reason": "无"}, "reason", "写具体"),
    ],
)
def test_what_cannot_be_so_is_refused_at_its_field(
    desk: Desk, letter: int, way: ServiceWay, changed: dict[str, object], field: str, said: str
) -> None:
    if way is ServiceWay.PUBLIC:
        desk.announce(letter)
    with pytest.raises(InvalidInput) as refused:
        serve(desk, letter, way, **changed)
    [problem] = refused.value.problems
    assert problem.field == field and said in problem.message
    assert desk.detail(1).services == (), "nothing half done"


def void(desk: Desk, letter: int) -> None:
    desk.store.run(commands.VoidLetter(letter=letter, kind=AWARD.kind, reason="收款账号写错"), CLERK)


def test_the_newest_announcement_serves_and_no_day_of_a_former_record_waits(desk: Desk, letter: int) -> None:
    """What waits to be served is told by the record that stands; a void letter waits for nothing."""

    def waiting(days: int) -> list[datetime.date | None]:
        today = desk.clock.today + datetime.timedelta(days=days)
        return [one.served_on for one in desk.store.read(queries.unserved_letters, (1,), today)]

    assert waiting(0) == [None]
    numbers = [desk.announce(letter).number for _ in range(2)]
    counts = serve(desk, letter, ServiceWay.PUBLIC)
    [kept] = desk.detail(1).services
    assert kept.publication is not None and kept.publication.number == numbers[-1]
    assert (waiting(0), waiting(29), waiting(30)) == ([counts], [counts], [])
    serve(desk, letter, correction="申请人又来当面领取了")
    assert waiting(0) == []
    void(desk, letter)
    assert waiting(0) == []
    another = desk.issue(1).id
    assert waiting(0) == [None]
    void(desk, another)
    assert waiting(0) == []


def test_what_has_no_number_or_is_for_nobody_in_particular_is_not_served(desk: Desk) -> None:
    application = desk.confirmed(desk.register(), licence())
    award = desk.issue(application).id
    announced = desk.announce(award).id  # about an application, but to nobody in particular
    form = DocumentKind("approval_form", "审批表", series=None)
    paper = commands.IssueDocument(kind=form, application=application, date=LETTER_DAY, render=drawn)
    unnumbered = desk.store.run(paper, CLERK).value.id
    for one in (announced, unnumbered):
        with pytest.raises(Conflict, match="只有编了文号、发给申请人或者异议人的文书"):
            serve(desk, one, day=LETTER_DAY)


def test_a_void_letter_is_served_no_more(desk: Desk, letter: int) -> None:
    serve(desk, letter)
    void(desk, letter)
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
    first = remedies_text(datetime.date.fromisoformat(served), days, appeal_first=True)
    assert f"行政复议期限到 {appeal} 止" in first and "15日内起诉" in first and suit not in first


def test_a_year_without_known_holidays_is_said(desk: Desk) -> None:
    days = desk.store.read(queries.working_days)
    said = remedies_text(datetime.date(2039, 3, 4), days)
    assert said.startswith("送达之日为 2039-03-04。") and "2039" in said[17:]


@pytest.mark.parametrize(
    ("tried", "refused"),
    [
        ("6月19日派员送达时，住所已无人办公", "6月19日派员”早于文书日期（2024-06-20）"),
        ("2024年6月21日派员送达；2023年6月22日邮寄的文书被退回", "2023年6月22日邮寄"),
        ("6月20日派员送达时，住所已无人办公；6月22日邮寄的文书被退回", ""),
        ("该单位2023年3月1日搬离住所，6月21日派员送达没有找到人", ""),
    ],
)
def test_nobody_tried_to_serve_a_paper_before_it_was_made(
    desk: Desk, letter: int, tried: str, refused: str
) -> None:
    with pytest.raises(InvalidInput, match=re.escape(refused)) if refused else nullcontext():
        desk.announce(letter, tried=tried)


def test_a_day_without_a_year_is_of_the_year_before_where_it_would_be_to_come(desk: Desk) -> None:
    desk.clock.moment = desk.clock.moment.replace(month=12, day=30)
    award = desk.issue(desk.confirmed(desk.register(), licence())).id
    desk.clock.moment += datetime.timedelta(days=9)
    with pytest.raises(InvalidInput, match="“12月28日派员”早于文书日期（2024-12-30）"):
        desk.announce(award, tried="12月28日派员送达时，住所已无人办公")
    desk.announce(award, tried="12月31日派员送达时，住所已无人办公")
