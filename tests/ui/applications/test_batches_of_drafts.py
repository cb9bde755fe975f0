"""Drafts accepted, and files reviewed, many at once by the list: asked once, each told before."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from ipdesk.models.workflow import State
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.batches.correction_days import CorrectionDaysDialog
from ipdesk.ui.applications.batches.preview_dialog import BatchPreview
from ipdesk.ui.applications.steps.review_dialog import ReviewDialog
from ipdesk.ui.desk.destinations import IssueLetters
from tests.models.desk import licence
from tests.models.handlers.steps.test_review import REVIEWING, take_up
from tests.ui.applications.test_batches import when_shown
from tests.ui.applications.test_review import look_fine
from tests.ui.applications.test_side_steps import in_dialog
from tests.ui.applications.test_simple_steps import take
from tests.ui.rig import Rig


def page_of_drafts(rig: Rig) -> ApplicationsPage:
    """Show three drafts of a reviewing office, all ticked; no paper of the last was received."""
    take_up(rig.steps, REVIEWING)
    every = frozenset(rig.steps.policy.vocabulary.materials)
    for number, received in enumerate((every, every, frozenset[str]())):
        row = replace(licence(ref=f"Y20224400001{number}"), received=received)
        rig.steps.draft(rig.steps.register(), row)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    tick_all(page, rig, State.DRAFT)
    return page


def tick_all(page: ApplicationsPage, rig: Rig, state: State) -> None:
    page.list.choose_state(state)
    rig.settle()
    page.list.model.check_all()
    rig.settle()


def test_drafts_are_accepted_then_reviewed_and_each_taken_back_by_ctrl_z(rig: Rig) -> None:
    page, seen = page_of_drafts(rig), list[str]()

    def agree(preview: BatchPreview) -> None:
        model = preview.table.model()
        seen.extend((preview.summary.text(), model.index(0, 5).data(), preview.given.text()))
        rig.press(Qt.Key.Key_Return, preview.accept_button)
        rig.settle()

    assert page.list_bar.primary.text().startswith("受理 3 件")
    when_shown(page, agree)
    rig.press(Qt.Key.Key_F9, page.list.table)
    assert [rig.state(one) for one in (1, 2, 3)] == ["accepted", "accepted", "draft"]
    assert seen[0] == "2 件可以办理，合计 16,000.00 元；1 件不能办理，原因见下，不在这一批之内"
    assert seen[1].startswith("材料还缺")
    tick_all(page, rig, State.ACCEPTED)
    assert page.list_bar.primary.text().startswith("初审 2 件")
    seen.clear()
    when_shown(page, agree)
    in_dialog(ReviewDialog, lambda dialog: look_up(rig, dialog))
    page.list_bar.primary.click()
    rig.settle()
    assert [rig.state(one) for one in (1, 2, 3)] == ["reviewed", "reviewed", "draft"]
    assert seen[2] == "核查 13 项，没有异常，每件各记一份"
    rig.press(Qt.Key.Key_Z, page.list.table, Qt.KeyboardModifier.ControlModifier)
    assert [rig.state(one) for one in (1, 2)] == ["accepted", "accepted"]


def look_up(rig: Rig, dialog: ReviewDialog) -> None:
    """Say once of everything that it is fine; what is bad cannot be said of many."""
    assert dialog.rows[0].result.count() == 2, "fine, or it does not apply"
    dialog.accept()
    assert dialog.problem.text() == "“在本地登记或者居住”还没有核查结果。"
    look_fine(dialog)
    dialog.accept()
    rig.settle()


def test_of_each_draft_what_it_lacks_is_asked_for_at_once_and_taken_back_by_ctrl_z(rig: Rig) -> None:
    page, seen = page_of_drafts(rig), list[str]()

    def agree(preview: BatchPreview) -> None:
        model = preview.table.model()
        seen.extend((preview.summary.text(), preview.given.text()))
        seen.extend(str(model.index(row, 5).data()) for row in (0, 2))
        preview.accept()
        rig.settle()

    when_shown(page, agree)
    in_dialog(
        CorrectionDaysDialog,
        lambda asking: (
            asking.days.setText("七"),
            asking.accept(),
            asking.days.setText("7"),
            asking.accept(),
        ),
    )
    take(page.list_bar.others, "成批通知补正 3 件…")
    rig.settle()
    told = "没有缺少的材料和填写有误的内容；有别的要补正的，请打开逐件通知补正。"
    assert seen[:3] == [
        "1 件可以办理，合计 0.00 元；2 件不能办理，原因见下，不在这一批之内",
        "补正期限 7 个工作日，自送达的次日起算；每件要求补正的见说明", told,
    ]  # fmt: skip
    assert seen[3].startswith("缺少申请表（签字盖章）；缺少承诺书（签字盖章）；")
    assert [rig.state(one) for one in (1, 2, 3)] == ["draft", "draft", "correction"]
    [asked] = rig.steps.detail(3).corrections
    assert (asked.working_days, "；".join(one.missing for one in asked.items)) == (7, seen[3])
    assert rig.asked[-1] == IssueLetters((3,), "correction_notice")
    rig.press(Qt.Key.Key_Z, page.list.table, Qt.KeyboardModifier.ControlModifier)
    assert rig.state(3) == "draft" and rig.steps.detail(3).corrections == ()
