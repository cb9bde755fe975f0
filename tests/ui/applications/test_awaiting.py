"""What else was accepted for the applicant is said beside the limits of the decision, as at the counter."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.decision.controller import DecisionController
from ipdesk.ui.awards.notice_list import Remark
from ipdesk.ui.desk.destinations import OpenApplication
from tests.models.desk import licence, works
from tests.ui.rig import Rig


def opened(rig: Rig) -> DecisionController:
    """Open the decision on the application that was accepted last."""
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page.list.table.setFocus()
    rig.press(Qt.Key.Key_F9)
    return page.decision


def said(decision: DecisionController) -> list[str]:
    return [remark.text for remark in decision.view.outcome.notices.remarks()]


def test_another_accepted_application_is_named_beside_the_limits_and_can_be_opened(rig: Rig) -> None:
    applicant = rig.steps.register("示例精密电子有限公司")
    first = rig.steps.draft(applicant, works(count="10"))  # 10 works at 200 yuan each
    rig.steps.accept(first)
    rig.steps.accept(rig.steps.draft(applicant, licence()))
    decision = opened(rig)
    assert said(decision) == [f"另有已受理未审定 2,000.00 元（{first.number}），还没有计入上限。"]
    assert decision.view.outcome.notices.isVisible()
    decision.view.outcome.notices.findChild(QPushButton).click()
    rig.settle()
    assert rig.asked[-1] == OpenApplication(first.application)


def test_nothing_is_said_where_nothing_else_waits(rig: Rig) -> None:
    rig.steps.accept(rig.steps.draft(rig.steps.register("另一家有限公司"), works(count="10")))
    applicant = rig.steps.register("示例精密电子有限公司")
    rig.steps.accept(rig.steps.draft(applicant, licence()))
    decision = opened(rig)
    assert said(decision) == []
    assert not decision.view.outcome.notices.isVisible()


def test_the_key_opens_what_is_spoken_of_and_goes_from_one_to_the_next(rig: Rig) -> None:
    applicant = rig.steps.register("示例精密电子有限公司")
    first = rig.steps.draft(applicant, works(count="10"))
    rig.steps.accept(first)
    rig.steps.accept(rig.steps.draft(applicant, licence()))
    decision = opened(rig)
    notices, alt = decision.view.outcome.notices, Qt.KeyboardModifier.AltModifier
    assert "Alt+K" in notices.findChild(QPushButton).text()
    notices.show_remarks([Remark("甲", 7), Remark("乙"), Remark("丙", first.application)])
    for _ in range(2):
        rig.press(Qt.Key.Key_K, modifier=alt)
    assert rig.asked == []
    rig.press(Qt.Key.Key_Return)
    assert rig.asked == [OpenApplication(first.application)]


def test_the_key_opens_the_one_application_that_is_spoken_of(rig: Rig) -> None:
    applicant = rig.steps.register("示例精密电子有限公司")
    first = rig.steps.draft(applicant, works(count="10"))
    rig.steps.accept(first)
    rig.steps.accept(rig.steps.draft(applicant, licence()))
    opened(rig)
    rig.press(Qt.Key.Key_K, modifier=Qt.KeyboardModifier.AltModifier)
    assert rig.asked == [OpenApplication(first.application)]
