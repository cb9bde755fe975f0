"""Drafts can be thrown away from the list, after a question that says whose they are."""

import pytest
from PySide6.QtCore import Qt

from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.counter import CounterPage
from ipdesk.ui.desk.destinations import ContinueDraft
from ipdesk.ui.desk.discard_question import DraftToDiscard, question
from tests.models.desk import licence, works
from tests.models.handlers.test_discarding import with_a_receipt
from tests.ui.rig import Rig

DELETE, SPACE, DOWN = Qt.Key.Key_Delete, Qt.Key.Key_Space, Qt.Key.Key_Down


def page_with_drafts(rig: Rig) -> ApplicationsPage:
    """Show 丙 and 乙, drafts, and 甲, accepted."""
    steps = rig.steps
    steps.accept(steps.draft(steps.register("甲精密电子有限公司"), licence()))
    steps.draft(steps.register("乙机械有限公司"), works("粤作登字-2022-F-00000200"))
    steps.draft(steps.register("丙农民专业合作社", kind="cooperative"), works(), licence())
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    return page


def left(rig: Rig, page: ApplicationsPage) -> list[str]:
    rig.settle()
    model = page.list.model
    rows = [model.application(row) for row in range(model.rowCount())]
    return [row.applicant_name[0] for row in rows if row is not None]


def test_delete_throws_the_draft_in_hand_away_after_a_question_that_names_it(rig: Rig) -> None:
    page = page_with_drafts(rig)
    asked = rig.answer(yes=False)
    rig.press(DELETE)
    assert "丙农民专业合作社" in asked() and "2024-0003" in asked() and "2 项成果" in asked()
    assert left(rig, page) == ["丙", "乙", "甲"]
    rig.answer()
    rig.press(DELETE)
    assert left(rig, page) == ["乙", "甲"]


def test_several_that_are_ticked_go_together(rig: Rig) -> None:
    page = page_with_drafts(rig)
    rig.press(SPACE)
    rig.press(DOWN)
    rig.press(SPACE)
    asked = rig.answer()
    rig.press(DELETE)
    assert "删除 2 份草稿" in asked() and "丙" in asked() and "乙" in asked()
    assert left(rig, page) == ["甲"]


def test_what_was_accepted_is_not_offered_for_it(rig: Rig) -> None:
    page = page_with_drafts(rig)
    page.list.go_to(1)
    rig.settle()
    assert not page.list_bar.discard.isVisible()
    rig.press(DELETE)
    assert left(rig, page) == ["丙", "乙", "甲"]


@pytest.mark.usefixtures("own_window")
def test_a_draft_that_lies_on_the_counter_leaves_it(rig: Rig) -> None:
    counter, page = CounterPage(rig.desk), rig.page(ApplicationsPage)
    draft = rig.steps.draft(rig.steps.register("乙机械有限公司"), works())
    rig.show(counter=counter, applications=page)
    rig.desk.open(ContinueDraft(draft.application))
    rig.settle()
    rig.window.go_to("applications")
    rig.settle()
    rig.answer()
    rig.press(DELETE)
    assert counter.draft.empty()
    assert counter.unsaved() == ""


def test_a_long_list_names_a_few_and_counts_the_rest() -> None:
    said = question(
        [DraftToDiscard(f"第{number}公司", f"2024-{number:04d}", number) for number in range(1, 9)]
    )
    assert "第5公司" in said and "第6公司" not in said and "等 8 份" in said and "编号不再使用" in said


def test_a_draft_that_left_something_in_the_records_is_refused_before_anybody_is_asked(rig: Rig) -> None:
    """Such as one whose receipt was printed before its acceptance was taken back."""
    application, refused = with_a_receipt(rig.steps), list[str]()
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    rig.desk.refused.connect(lambda error: refused.append(error.message))
    rig.press(DELETE)
    assert refused == ["申请件 2024-0001 印发过文书，不能删除；不再办理的，请办理“不予受理”。"]
    assert rig.state(application) == "draft"
