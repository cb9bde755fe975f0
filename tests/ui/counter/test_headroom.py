"""What is left of every limit for the applicant on the counter: F6, and F6 back."""

from PySide6.QtCore import Qt

from ipdesk.models import queries
from ipdesk.models.records import ApplicationParticulars, RawAchievement
from ipdesk.rules.library.policy_library import policy_from_bytes, standard_library
from ipdesk.ui.awards.award_views import BarView
from ipdesk.ui.awards.limit_bar import spoken_bar
from ipdesk.ui.desk.destinations import ContinueDraft, NewApplication
from tests.ui.counter.conftest import Clerk

WORKS = {"date": "2022-03-12", "registrar": "guangdong"}
SHAOGUAN = standard_library().policy("shaoguan-2021")


def work(count: str) -> RawAchievement:
    return RawAchievement(
        id="w", kind="work_registration", ref="粤作登字-2022-F-00000001", date="2022-03-12", count=count,
        facts={"registrar": "guangdong"},
    )  # fmt: skip


def turned(clerk: Clerk) -> dict[str, BarView]:
    """Press F6 and return the bars in sight by what they are about."""
    clerk.press(Qt.Key.Key_F6)
    clerk.answered()
    return bars(clerk)


def bars(clerk: Clerk) -> dict[str, BarView]:
    view = clerk.page.awards.rooms
    assert view.isVisible()
    return {line.title.whole(): line.bar._bar for line in view.bars}


def onces(clerk: Clerk) -> dict[str, str]:
    return {line.title.whole(): line.chip.text() for line in clerk.page.awards.rooms.onces}


def test_every_limit_of_the_year_is_a_bar_and_the_draft_is_part_of_it(clerk: Clerk) -> None:
    applicant = clerk.registered()
    clerk.granted(applicant, work("30"))
    clerk.seat(applicant)
    clerk.add("work_registration", ref="粤作登字-2022-F-00001001", count="13", **WORKS)
    clerk.add("ip_insurance", ref="P1", date="2022-05-06", premium="180000", ip_type="patent")
    found = turned(clerk)
    assert found["作品著作权登记"] == BarView("单位年度件数上限 100 件", 30, 13, 100, 0, False)
    assert found["知识产权保险"] == BarView("单位年度保费补助上限", 0, 5_000_000, 5_000_000, 400_000, True)
    assert found["专利转让许可"] == BarView("企业年度补助上限", 0, 0, 5_000_000, 0, True)
    assert clerk.page.awards.rooms.head.text().startswith("2022 年度额度余额")
    assert clerk.page.awards.total.sum.text() == "52,600.00", "the total stays in sight"


def test_f6_goes_there_and_back_to_where_the_keyboard_was(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("gi_product", ref="公告300号", date="2022-03-01")
    before = clerk.form().inputs["ref"].line
    assert before is not None
    before.setFocus()
    turned(clerk)
    assert clerk.page.awards.rooms.hasFocus()
    assert clerk.page.applicant.rooms.text() == "看核算"
    clerk.press(Qt.Key.Key_F6)
    assert before.hasFocus() and clerk.page.awards.list.isVisible()
    assert clerk.page.applicant.rooms.text() == "额度余额"
    turned(clerk)
    clerk.press(Qt.Key.Key_F4)
    assert clerk.page.awards.list.hasFocus()


def test_it_counts_what_the_draft_has_come_to_when_it_is_looked_at_again(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("work_registration", ref="粤作登字-2022-F-00001001", count="3", **WORKS)
    assert turned(clerk)["作品著作权登记"].this == 3
    clerk.write(count="40")
    assert turned(clerk)["作品著作权登记"].this == 40


def test_the_next_applicant_never_sees_what_the_one_before_has_left(clerk: Clerk) -> None:
    first, other = clerk.registered(), clerk.registered(name="后到有限公司", identity="91440282MA00000018")
    clerk.granted(first, work("30"))
    clerk.seat(first)
    assert turned(clerk)["作品著作权登记"].used == 30
    clerk.page.draft.set_applicant(clerk.store.read(queries.applicant, other))
    assert bars(clerk) == {}, "not for a moment"
    assert clerk.page.awards.rooms.empty.text() == "正在核算各项额度余额……"
    clerk.until(lambda: "作品著作权登记" in bars(clerk))
    assert bars(clerk)["作品著作权登记"].used == 0


def test_what_is_granted_only_once_says_whether_it_is_still_to_come(clerk: Clerk) -> None:
    applicant = clerk.registered()
    title = RawAchievement(
        id="t", kind="enterprise_title", date="2022-03-01", facts={"title": "city_demo"}, ref="T1"
    )
    clerk.granted(applicant, title)
    clerk.seat(applicant)
    turned(clerk)
    found = onces(clerk)
    assert found["市知识产权示范企业"] == "已资助过"
    assert found["知识产权管理体系首次认证"] == "未用"
    assert "个人年度件数上限" not in str(found) + str(bars(clerk)), "it does not concern an enterprise"


def test_an_accepted_application_counts_as_this_one_until_it_is_confirmed(clerk: Clerk) -> None:
    applicant = clerk.registered()
    number = clerk.granted(applicant, work("30"))
    clerk.seat(applicant)
    clerk.add("work_registration", ref="粤作登字-2022-F-00001001", count="13", **WORKS)
    clerk.accept()
    clerk.until(lambda: clerk.page.draft.read_only())
    clerk.page.applicant.rooms.click()
    clerk.answered()
    assert (bars(clerk)["作品著作权登记"].used, bars(clerk)["作品著作权登记"].this) == (30, 13)
    confirmed = clerk.store.read(queries.application_by_number, number)
    assert confirmed is not None
    clerk.desk.open(ContinueDraft(confirmed.id))
    clerk.answered()
    clerk.until(lambda: bars(clerk)["作品著作权登记"].this == 0)
    assert bars(clerk)["作品著作权登记"].used == 30
    assert "包括这份申请件" in clerk.page.awards.rooms.note.text()


def test_nobody_on_the_counter_has_no_limits_to_look_at(clerk: Clerk) -> None:
    button = clerk.page.applicant.rooms
    assert not button.isVisible()
    clerk.seat(clerk.registered())
    assert button.isVisible()
    turned(clerk)
    clerk.ctrl(Qt.Key.Key_N)
    clerk.answered()
    assert not button.isVisible() and clerk.page.awards.list.isVisible()
    clerk.page.awards.show_rooms(True)
    assert clerk.page.awards.rooms.empty.text() == "先按 F2 选定申请人，再看各项额度余额。"


def test_a_policy_without_limits_says_so(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    text = """\
format: 1
id: open
title: 没有上限的政策
short_title: 没有上限的政策
document: 试〔2022〕1号
issuer: 某县
level: local
term: {from: 2022-01-01, until: 2026-12-31}
rules:
  - {id: gi, article: 一, title: 地标, summary: 地标, who: any, about: {kind: gi_product}, amount: 500}
"""
    clerk.page.draft.set_policy(
        policy_from_bytes(text.encode(), "open.yaml"), ApplicationParticulars(year=2022)
    )
    clerk.press(Qt.Key.Key_F6)
    view = clerk.page.awards.rooms
    assert (view.bars, view.onces) == ([], [])
    assert view.empty.isVisible() and "没有可以累计的上限" in view.empty.text()


def test_what_is_accepted_and_not_decided_is_named_beside_the_limits(clerk: Clerk) -> None:
    applicant = clerk.registered()
    clerk.seat(applicant)
    clerk.add("ip_insurance", ref="P1", date="2022-05-06", premium="90000", ip_type="patent")
    clerk.accept()
    clerk.until(lambda: clerk.page.draft.read_only())
    number = clerk.page.draft.file.number
    clerk.desk.open(NewApplication(applicant))
    clerk.answered()
    clerk.add("ip_insurance", ref="P2", date="2022-05-07", premium="90000", ip_type="patent")
    said = f"另有已受理未审定 27,000.00 元（{number}），还没有计入上限。"
    assert said in [remark.text for remark in clerk.page.awards.notices.remarks()]
    assert said in clerk.accept(agree=False)
    spoken = clerk.page.awards.list.groups()[0].view.bars[0]
    assert "已审定 0，本次 27,000" in spoken_bar(spoken)


def test_who_goes_on_with_an_item_sees_what_it_is_worth(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("gi_product", ref="公告300号")
    clerk.page.applicant.rooms.click()
    assert clerk.page.awards.rooms.isVisible()
    clerk.write(date="2022-03-01")
    assert clerk.page.awards.list.isVisible()


def test_a_bar_calls_decided_only_what_no_other_row_of_the_draft_has_taken(clerk: Clerk) -> None:
    applicant = clerk.registered()
    clerk.granted(applicant, work("30"))
    clerk.seat(applicant)
    clerk.add("work_registration", ref="粤作登字-2022-F-00001001", count="10", **WORKS)
    clerk.add("work_registration", ref="粤作登字-2022-F-00002001", **WORKS)
    bars = [spoken_bar(bar) for group in clerk.page.awards.list.groups() for bar in group.view.bars]
    label = "单位年度件数上限 100 件："
    assert bars == [f"{label}已审定 30，本次 10，剩余 60", f"{label}此前已用 40，本次 1，剩余 59"]
