"""Which policy the counter begins with, and that it says why as long as nobody has chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from ipdesk.models.commands import SaveDraft
from ipdesk.models.records import ApplicationParticulars, DraftTotals, RawAchievement
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.ui.counter.particulars.dialog import PolicyDialog
from tests.ui.counter.conftest import Clerk

FIRST = standard_library().policy("shaoguan-2021")
OTHER = standard_library().policy("qingyuan-2018")


def remarks(clerk: Clerk) -> str:
    return "\n".join(remark.text for remark in clerk.page.awards.notices.remarks())


def begin(clerk: Clerk, policy: str) -> None:
    """Save a draft under a policy behind the counter."""
    row = RawAchievement(id="r1", kind="patent_grant", ref="", date="2022-05-06")
    applicant = clerk.registered()
    clerk.run(SaveDraft(applicant=applicant, policy=policy, year=2022, rows=(row,), totals=DraftTotals()))


def test_a_new_office_is_told_which_policy_is_taken_why_and_how_to_change_it(clerk: Clerk) -> None:
    assert clerk.page.draft.policy.id == FIRST.id
    said = remarks(clerk)
    assert FIRST.pack.short_title in said
    assert "还没有办过申请件" in said
    assert "F7" in said
    assert clerk.page.awards.document.whole() == FIRST.pack.short_title
    assert FIRST.pack.document in clerk.page.awards.change.toolTip()


def test_who_has_chosen_a_policy_is_not_told_any_more(clerk: Clerk) -> None:
    clerk.page.draft.set_policy(clerk.desk.policy(OTHER.id), ApplicationParticulars(year=2022))
    assert "还没有办过申请件" not in remarks(clerk)


def test_to_confirm_the_policy_is_to_choose_it(clerk: Clerk) -> None:
    def agree() -> None:
        sheet = QApplication.activeModalWidget()
        if isinstance(sheet, PolicyDialog):
            sheet.accept()
        else:
            QTimer.singleShot(5, agree)

    QTimer.singleShot(0, agree)
    clerk.press(Qt.Key.Key_F7)
    assert clerk.page.draft.policy.id == FIRST.id
    assert "还没有办过申请件" not in remarks(clerk)


def test_the_reason_gives_way_to_what_is_typed(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("patent_grant")
    assert "还没有办过申请件" not in remarks(clerk)


def test_the_next_day_goes_on_with_the_policy_of_the_last_application(sit_down: Callable[..., Clerk]) -> None:
    clerk = sit_down()
    begin(clerk, OTHER.id)
    clerk.leave()
    clerk = sit_down()
    assert clerk.page.draft.policy.id == OTHER.id
    assert "还没有办过申请件" not in remarks(clerk)


def test_a_policy_that_is_gone_is_replaced_and_said(sit_down: Callable[..., Clerk]) -> None:
    clerk = sit_down()
    begin(clerk, "gone-2019")
    clerk.leave()
    clerk = sit_down()
    assert clerk.page.draft.policy.id == FIRST.id
    assert "已经没有了" in remarks(clerk)


def test_the_empty_table_asks_for_the_applicant_before_the_achievements(clerk: Clerk) -> None:
    table = clerk.page.achievements.table
    assert table._hint.startswith("先按 F2 选定")
    clerk.seat(clerk.registered())
    assert table._hint.startswith("按 F3 添加成果")
