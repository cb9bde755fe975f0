"""National rules at the counter: notices beside the lines, which are no cuts and change no sum."""

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ipdesk.models import queries
from ipdesk.models.awards.guard_findings import guard_findings
from ipdesk.models.commands import ChangeOffice
from ipdesk.models.records import ApplicationParticulars, RawAchievement
from ipdesk.rules.core.result import Notice
from ipdesk.ui.awards.award_views import NoticeView
from ipdesk.ui.awards.guard_notices import rows_text, summary
from ipdesk.ui.awards.guard_summary import GuardDialog
from ipdesk.ui.widgets import Text
from tests.actors import CLERK
from tests.ui.counter.conftest import Clerk

FEE = "国家要求不得资助专利年费，请核实资金来源和依据。"
PATENTS = ("ZL201010123456.9", "ZL201010123457.3", "ZL201010123458.8")


def fee(number: int, **more: str) -> RawAchievement:
    facts = {"patent_type": "invention", "fee": f"{number}00", "year_after_grant": "1"}
    return RawAchievement(
        id=f"r{number}",
        kind="patent_annual_fee",
        date="2020-05-01",
        ref=PATENTS[number - 1],
        facts=facts,
        **more,
    )


def filing(number: int = 9) -> RawAchievement:
    facts = {"patent_type": "invention", "stage": "filed", "first": "true", "agency_fee": "3000"}
    return RawAchievement(
        id=f"r{number}", kind="patent_application", date="2020-01-06", ref="202010001234.3", facts=facts
    )


def turn(clerk: Clerk, on: bool) -> None:
    office = clerk.store.read(queries.office)
    assert office is not None
    clerk.run(ChangeOffice(office=dataclasses.replace(office, guards=on)))
    clerk.answered()


def lay(clerk: Clerk, *rows: RawAchievement) -> None:
    applicant = clerk.store.read(queries.applicant, clerk.registered())
    draft = clerk.page.draft
    draft.load(
        draft.file, applicant, clerk.desk.policy("qingyuan-2018"), ApplicationParticulars(year=2020), rows
    )
    clerk.answered()


def beside_lines(clerk: Clerk) -> list[tuple[NoticeView, ...]]:
    return [group.view.notices for group in clerk.page.awards.list.groups()]


def test_notices_come_and_go_with_the_offices_switch_and_change_no_sum(clerk: Clerk) -> None:
    lay(clerk, fee(1), filing())
    panel = clerk.page.awards
    before, remarks = (clerk.awards(), panel.total.sum.text()), panel.notices.remarks()
    assert beside_lines(clerk) == [(), ()] and not panel.guards.isVisible()
    turn(clerk, True)
    first, second = beside_lines(clerk)
    assert first == (NoticeView(FEE),)
    assert "代理费" in second[0].text
    assert panel.guards.words.whole() == "国家规定提示 2 条，涉及 2 件，不改变金额"
    assert panel.guards.isVisible()
    assert [group.view.warnings for group in panel.list.groups()] == [(), ()], "a notice is no warning"
    assert panel.notices.remarks() == remarks, "and stands only once"
    assert (clerk.awards(), panel.total.sum.text()) == before
    turn(clerk, False)
    assert beside_lines(clerk) == [(), ()] and not panel.guards.isVisible()


def test_the_switch_turned_at_the_other_computer_counts_when_the_page_comes_into_sight(clerk: Clerk) -> None:
    lay(clerk, fee(1))
    office = clerk.store.read(queries.office)
    assert office is not None
    clerk.store.run(ChangeOffice(office=dataclasses.replace(office, guards=True)), CLERK)
    assert beside_lines(clerk) == [()]
    clerk.page.activated()
    assert beside_lines(clerk) == [(NoticeView(FEE),)]


def test_an_equal_notice_stands_whole_once_and_the_sheet_gathers_its_rows(clerk: Clerk) -> None:
    turn(clerk, True)
    lay(clerk, fee(1), fee(2), filing(), fee(3))
    again = NoticeView("国家规定：年费不予资助（同第 1 项）")
    one, two, _, four = beside_lines(clerk)
    assert (one, two, four) == ((NoticeView(FEE),), (again,), (again,))
    clerk.press(Qt.Key.Key_F5)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, GuardDialog)
    texts = [label.text() for label in sheet.findChildren(Text)]
    sheet.accept()
    assert f"第 1、2、4 项：{FEE}" in texts
    assert "年费不予资助　3 件" in texts


def test_a_notice_follows_what_is_typed(clerk: Clerk) -> None:
    turn(clerk, True)
    lay(clerk, fee(1))
    clerk.page.achievements.select_id("r1")
    clerk.write(year_after_grant="4")
    assert clerk.awards()[0][1:] == ("ineligible", 0)
    assert beside_lines(clerk) == [()], "nothing is paid, so nothing is pointed out"


def test_the_line_takes_room_for_its_notice_and_speaks_it(clerk: Clerk) -> None:
    lay(clerk, fee(1))
    awards = clerk.page.awards.list
    index = awards.model().index(0, 0)
    before = awards.visualRect(index).height()
    turn(clerk, True)
    assert awards.visualRect(index).height() > before
    assert f"国家规定提示：{FEE}" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def test_an_accepted_application_still_shows_what_is_pointed_out(clerk: Clerk) -> None:
    turn(clerk, True)
    lay(clerk, fee(1))
    clerk.page.draft.edited.emit()  # laid there, not typed: it has to be saved first
    assert "国家规定提示 1 条，审定前要逐条写明处理意见。" in clerk.accept()
    clerk.until(lambda: clerk.page.draft.read_only())
    assert beside_lines(clerk) == [(NoticeView(FEE),)]
    turn(clerk, False)
    assert beside_lines(clerk) == [()]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([3], "第 3 项"),
        ([2, 1], "第 1、2 项"),
        ([1, 3, 4, 5], "第 1、3–5 项"),
        (range(1, 200), "第 1–199 项"),
    ],
)
def test_rows_are_written_as_people_write_them(numbers: list[int], expected: str) -> None:
    assert rows_text(numbers) == expected


def test_what_guards_point_out_is_counted_by_rules_and_items() -> None:
    notices = [Notice("guard_x", "甲", "r1", "乙", ("p/a",)), Notice("guard_z", "丁", "r1", "戊", ("p/a",))]
    assert summary(guard_findings(notices, lambda _: 1)) == "国家规定提示 2 条，涉及 1 件，不改变金额"
    notices.append(Notice("guard_z", "丁", "r2", "戊", ("p/a",)))
    assert summary(guard_findings(notices, lambda _: 1)) == "国家规定提示 2 条，涉及 2 件，不改变金额"
    assert summary(()) == ""
