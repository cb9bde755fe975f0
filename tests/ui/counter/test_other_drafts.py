"""Whoever comes to the counter twice has a draft there already: it is told, and one key opens it."""

from PySide6.QtCore import Qt

from ipdesk.models import queries
from ipdesk.models.commands import SaveDraft
from ipdesk.models.records import DraftTotals, RawAchievement
from ipdesk.ui.counter import other_drafts
from ipdesk.ui.desk.destinations import ContinueDraft
from tests.ui.counter.conftest import Clerk


def draft(clerk: Clerk, applicant: int, year: int = 2022, count: int = 3) -> tuple[int, str]:
    """Save a draft behind the counter; answer its id and number."""
    row = RawAchievement(id="r1", kind="patent_grant", ref="", date="2022-05-06")
    totals = DraftTotals(achievements=count)
    saving = SaveDraft(applicant=applicant, policy="shaoguan-2021", year=year, rows=(row,), totals=totals)
    saved = clerk.run(saving)
    return saved.application, saved.number


def test_a_draft_of_the_same_policy_and_year_is_told_and_opened_by_one_key(clerk: Clerk) -> None:
    applicant = clerk.registered()
    application, number = draft(clerk, applicant)
    clerk.seat(applicant)
    message = clerk.page.message
    assert message.isVisible()
    assert number in message.sentence()
    assert "2022 年度" in message.sentence()
    assert "3 项成果" in message.sentence()
    clerk.press(Qt.Key.Key_F11)
    clerk.answered()
    assert clerk.page.draft.file.id == application
    assert not message.isVisible()


def test_drafts_of_another_year_and_of_others_are_not_told(clerk: Clerk) -> None:
    applicant = clerk.registered()
    draft(clerk, applicant, year=2021)
    draft(clerk, clerk.registered(name="另一家有限公司", identity="91440200MA0000002J"))
    clerk.seat(applicant)
    assert not clerk.page.message.isVisible()


def test_a_draft_that_lies_on_the_counter_is_not_told_of_itself(clerk: Clerk) -> None:
    applicant = clerk.registered()
    application, _ = draft(clerk, applicant)
    clerk.desk.open(ContinueDraft(application))
    clerk.answered()
    clerk.seat(applicant)
    assert not clerk.page.message.isVisible()


def test_of_several_drafts_all_are_named_and_the_last_is_offered(clerk: Clerk) -> None:
    applicant = clerk.registered()
    _, first = draft(clerk, applicant)
    last, number = draft(clerk, applicant)
    clerk.seat(applicant)
    assert first in clerk.page.message.sentence()
    assert "6 项成果" in clerk.page.message.sentence()
    assert clerk.page.message.buttons[0].text() == f"打开 {number}"
    clerk.press(Qt.Key.Key_F11)
    clerk.answered()
    assert clerk.page.draft.file.id == last


def test_a_draft_that_is_just_being_saved_is_not_told_for_long(clerk: Clerk) -> None:
    applicant, page = clerk.registered(), clerk.page
    clerk.seat(applicant)
    page.draft.add_row("gi_product", {})
    page.autosave.save_now()
    policy, year = page.draft.policy.id, page.draft.year
    while not clerk.store.read(queries.drafts_of, applicant, policy, year, None):
        assert page.draft.file.id is None, "in the database before the counter has heard of it"
    page.other_drafts.tell()
    assert page.message.about == other_drafts.ABOUT
    clerk.answered()
    assert page.draft.file.id and not page.message.isVisible()
