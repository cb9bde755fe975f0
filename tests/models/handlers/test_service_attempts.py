"""That a paper could not be served is written down as it was, and a public notice rests on it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.applications.service_outcomes import outcomes_of
from ipdesk.models.core.errors import Conflict, InvalidInput
from ipdesk.models.records import AnnouncementGround, AttemptDetails, ServiceWay
from ipdesk.models.records.services import ATTEMPTED
from tests.actors import CLERK
from tests.models.begun import begun
from tests.models.desk import Desk, licence, works
from tests.models.parsing.test_pictures import jpeg, png

LETTER_DAY = datetime.date(2024, 6, 20)
TODAY = LETTER_DAY + datetime.timedelta(days=12)
VISIT = {
    "way": ServiceWay.DIRECT,
    "day": LETTER_DAY,
    "minutes": 570,
    "place": "示例县建设路1号",
    "outcome": "该处已无人办公",
    "servers": "陈晓敏、何伟",
    "witness": "罗广平（社区居委会）",
}
POST = {
    "way": ServiceWay.POST,
    "day": LETTER_DAY,
    "returned_on": datetime.date(2024, 6, 28),
    "place": "示例县建设路1号",
    "outcome": "已迁移，新址不明",
    "mail": "1068734521544",
    "servers": "陈晓敏",
}


@begun
def letter(desk: Desk) -> int:
    """Return an award notification of twelve days ago."""
    letter = desk.issue(desk.confirmed(desk.register(), licence())).id
    desk.clock.moment += datetime.timedelta(days=12)
    return letter


def attempt(desk: Desk, letter: int, details: dict[str, Any], **changed: object) -> int:
    told = AttemptDetails(**details)
    command = commands.RecordServiceAttempt(letter=letter, details=told, **changed)  # type: ignore[arg-type]
    return desk.store.run(command, CLERK).value


def test_attempts_are_kept_with_what_their_pictures_show(desk: Desk, letter: int) -> None:
    attempt(desk, letter, POST, pictures=(png(), jpeg()), captions=("退回的信封",))
    attempt(desk, letter, VISIT)
    first, second = desk.detail(1).attempts
    assert (first.details, second.details) == (AttemptDetails(**POST), AttemptDetails(**VISIT))
    assert [(one.form, one.caption) for one in first.pictures] == [("png", "退回的信封"), ("jpeg", "")]
    assert second.told == "2024-06-20 09:30 直接送达未成，该处已无人办公"
    assert first.told == "2024-06-20，2024-06-28 退回 邮寄送达未成，已迁移，新址不明"


@pytest.mark.parametrize(
    ("details", "said"),
    [
        ({**VISIT, "day": LETTER_DAY - datetime.timedelta(days=1)}, "早于文书日期（2024-06-20）"),
        ({**VISIT, "day": TODAY + datetime.timedelta(days=1)}, "送达日期晚于今天"),
        ({**VISIT, "day": TODAY, "minutes": 23 * 60}, "时间（23:00）还没有到"),
        ({**VISIT, "minutes": 1440}, "00:00 到 23:59"),
        ({**VISIT, "place": " "}, "请填写送达地点"),
        ({**VISIT, "outcome": "略"}, "不能作为未成的情况"),
        ({**VISIT, "servers": ""}, "请填写送达人"),
        ({**VISIT, "servers": "陈晓敏"}, "上门送达由两人以上办理"),
        ({**VISIT, "witness": ""}, "请附现场照片，或者填写见证人"),
        ({**VISIT, "mail": "123456"}, "邮件号只在邮寄送达时填写"),
        ({**VISIT, "returned_on": TODAY}, "退回日期只在邮寄送达时填写"),
        ({**VISIT, "way": ServiceWay.PUBLIC}, "公告送达没有送不到的"),
        ({**POST, "returned_on": None}, "请填写邮件退回的日期"),
        ({**POST, "returned_on": TODAY + datetime.timedelta(days=1)}, "退回日期晚于今天"),
        ({**POST, "day": TODAY, "returned_on": LETTER_DAY}, "退回日期早于寄出日期"),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, letter: int, details: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        attempt(desk, letter, details)
    assert desk.detail(1).attempts == (), "nothing half done"


def test_pictures_and_what_they_show_are_looked_at(desk: Desk, letter: int) -> None:
    for changed, said in (
        ({"pictures": (png()[:-9],)}, "图片已损坏"),
        ({"pictures": (png(),), "captions": ("略",)}, "不能作为图片说明"),
        ({"captions": ("信封",)}, "图片说明多于图片"),
        ({"correction": "写错"}, "新登记的不用填写更正的理由"),
    ):
        with pytest.raises(InvalidInput, match=said):
            attempt(desk, letter, VISIT, **changed)


def test_one_is_put_right_with_a_reason_and_struck_out(desk: Desk, letter: int) -> None:
    first = attempt(desk, letter, VISIT)
    with pytest.raises(InvalidInput, match="请写明更正的理由"):
        attempt(desk, letter, VISIT, replaces=first)
    right = attempt(
        desk, letter, {**VISIT, "place": "示例县建设路3号"}, replaces=first, correction="门牌写错"
    )
    assert [one.id for one in desk.detail(1).attempts] == [right]
    for gone in (first, 99):
        with pytest.raises(Conflict, match="已不存在，或者已经更正过"):
            attempt(desk, letter, VISIT, replaces=gone, correction="门牌写错")
    strike = commands.StrikeServiceAttempt(letter=letter, attempt=right, reason="登记错了文书")
    announced = desk.announce(letter, attempted=False)
    with pytest.raises(Conflict, match=f"{announced.number} 以这次送达未成为据"):
        desk.store.run(strike, CLERK)
    attempt(desk, letter, POST)
    desk.store.run(strike, CLERK)
    assert [one.details.way for one in desk.detail(1).attempts] == [ServiceWay.POST]


def test_an_announcement_publishes_no_number_of_a_person_and_nobodys_home(desk: Desk, letter: int) -> None:
    attempt(desk, letter, POST)
    with_place = "2024年6月21日派员到示例县建设路1号直接送达，该处已无人办公"
    wrong = [
        ({"tried": f"{with_place}，经办人440203198001010023不在"}, "身份证件号码"),
        ({"tried": f"{with_place}，拨打13912345678无人接听"}, "电话号码"),
        ({"tried": f"{with_place}，账户6222021234567890128已销户"}, "银行账号"),
        ({"collect_at": "本局二楼，联系人440203198001010023"}, "身份证件号码"),
    ]
    for changed, what in wrong:
        with pytest.raises(InvalidInput, match=f"送达公告要公开发布，这里有{what}，请删去。"):
            desk.announce(letter, attempted=False, **changed)
    assert desk.store.read(queries.announcements, 1) == ()
    desk.announce(letter, attempted=False, tried=with_place)  # where a firm has its seat is public
    applicant = desk.register("何示例", kind="individual", identity="440203198001010023", traits=())
    own = desk.issue(desk.confirmed(applicant, works())).id
    desk.clock.moment += datetime.timedelta(days=2)
    attempt(desk, own, {**VISIT, "day": desk.clock.today - datetime.timedelta(days=1)})
    with pytest.raises(InvalidInput, match="这里有住址，请删去。"):
        desk.announce(own, attempted=False, tried="派员到示例县建设路1号直接送达，无人应答")
    desk.announce(own, attempted=False, tried="派员直接送达，无人应答")


def test_an_announcement_rests_on_an_attempt_or_says_how_the_addressee_was_looked_for(
    desk: Desk, letter: int
) -> None:
    with pytest.raises(InvalidInput, match="还没有登记过这份文书送达未成的情况"):
        desk.announce(letter, attempted=False)
    attempt(desk, letter, POST)
    early = {"date": datetime.date(2024, 6, 27)}
    with pytest.raises(InvalidInput, match="还没有登记过这份文书送达未成的情况"):
        desk.announce(letter, attempted=False, **early)
    assert desk.store.read(queries.announcements, 1) == (), "nothing half done"
    untraced = {"ground": AnnouncementGround.UNTRACED, "tried": "2024年6月21日向社区居委会查询，称已搬走"}
    desk.announce(letter, attempted=False, **early, **untraced)
    desk.announce(letter, attempted=False)
    grounds = [one.ground for one in desk.store.read(queries.announcements, 1)]
    assert grounds == [AnnouncementGround.FAILED, AnnouncementGround.UNTRACED]
    late = {**POST, "returned_on": TODAY}
    attempt(desk, letter, late)
    desk.clock.moment += datetime.timedelta(days=1)
    with pytest.raises(InvalidInput, match="已于 2024-07-02 印发，公告以后"):
        attempt(desk, letter, {**VISIT, "day": TODAY + datetime.timedelta(days=1)})


def test_nothing_fails_once_the_paper_was_served(desk: Desk, letter: int) -> None:
    serving = commands.RecordService(
        letter=letter,
        way=ServiceWay.DIRECT,
        place="本局受理窗口",
        minutes=480,
        day=LETTER_DAY,
        receiver="叶知秋",
    )
    desk.store.run(serving, CLERK)
    attempt(desk, letter, VISIT)
    with pytest.raises(InvalidInput, match="这份文书已于 2024-06-20 直接送达"):
        attempt(desk, letter, {**VISIT, "day": TODAY, "minutes": None})


def test_each_way_that_may_fail_has_words_for_it() -> None:
    assert all(outcomes_of(way) for way in ATTEMPTED) and outcomes_of(ServiceWay.PUBLIC) == ()
