"""What no clause is about stands at the decision and in the drawer; numbers tell which thing it is."""

from dataclasses import replace

from ipdesk.models.records import RawAchievement
from ipdesk.models.workflow import Step
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.decision.controller import DecisionController
from ipdesk.ui.applications.decision.table import STATE
from ipdesk.ui.applications.steps.decline_dialog import decline_dialog
from ipdesk.ui.applications.steps.offered_step import NextStep
from ipdesk.ui.widgets import CHIP_ROLE
from tests.models.desk import licence, works
from tests.ui.applications.test_decision import ESCAPE, F9, hold_meeting, opened, titles
from tests.ui.rig import Rig


def model(ref: str = "ZL202120000001.1") -> RawAchievement:
    facts = {"patent_type": "utility_model", "region": "CN"}
    return RawAchievement(id="9", kind="patent_grant", ref=ref, date="2022-03-01", facts=facts)


def chips(decision: DecisionController) -> list[object]:
    rows = decision.view.model
    return [rows.index(row, STATE).data(CHIP_ROLE) for row in range(rows.rowCount())]


def test_what_no_clause_is_about_stands_in_its_place(rig: Rig) -> None:
    decision = opened(rig, model(), licence())
    assert titles(decision) == ["实用新型专利授权", "专利转让许可"]
    assert chips(decision) == ["uncovered", "awarded"]
    decision.view.table.select_row(0)
    rig.settle()
    form = decision.view.form
    assert form.note.text() == "专利号 ZL202120000001.1"
    assert "没有适用于这项成果的条款" in form.closed.text()
    assert not form.grid.isVisible()
    assert decision.view.outcome.total.text() == "8,000.00"


def test_an_application_without_any_clause_does_not_look_empty(rig: Rig) -> None:
    decision = opened(rig, model())
    assert titles(decision) == ["实用新型专利授权"]
    assert decision.view.form.isVisible()
    assert "没有适用于这项成果的条款" in decision.view.form.closed.text()


def test_it_is_said_before_it_is_decided_and_stays_afterwards(rig: Rig) -> None:
    decision = opened(rig, model(), licence())
    hold_meeting(rig, decision)
    asked = rig.answer()
    rig.press(F9)
    assert "没有适用条款、不予资助：实用新型专利授权（专利号 ZL202120000001.1）。" in asked()
    assert rig.state(decision.application()) == "confirmed"
    assert chips(decision) == ["uncovered", "awarded"]


def test_what_an_earlier_version_did_not_ask_for_is_said_where_it_is_decided_and_beside_the_list(
    rig: Rig,
) -> None:
    noted = works("粤作登字-2022-F-00000077", id="7", name="山水", owners="示例精密电子有限公司")
    decision = opened(rig, works(), noted, licence())
    page = rig.window.findChild(ApplicationsPage)
    assert page is not None
    told = [
        "第 1 项没有登记作品名称、著作权人，文书上留空",
        "第 3 项没有登记专利名称、许可方或让与人、专利号、合同名称、签订日期，文书上留空",
    ]
    assert decision.view.subject.remarks.texts() == told
    rig.press(ESCAPE)
    page._open_drawer()
    rig.settle()
    assert page.drawer.unnoted.texts() == told


def test_the_line_in_hand_tells_its_number_and_a_range_both_ends(rig: Rig) -> None:
    decision = opened(rig, works(count="10"), licence())
    decision.view.table.select_row(0)
    rig.settle()
    note = decision.view.form.note.text()
    assert note == "登记号 粤作登字-2022-F-00000001 至 粤作登字-2022-F-00000010，共 10 件"
    decision.view.table.select_row(1)
    rig.settle()
    assert decision.view.form.note.text().endswith("Y2022440000123")


def test_a_thing_is_told_by_its_name_where_that_is_known(rig: Rig) -> None:
    named = replace(model(), name="一种示例装置"), replace(works(), name="《春到示例山》")
    decision = opened(rig, *named, licence())
    notes = []
    for row in range(3):
        decision.view.table.select_row(row)
        rig.settle()
        notes.append(decision.view.form.note.text())
    assert notes == [
        "专利名称 一种示例装置，专利号 ZL202120000001.1",
        "作品名称 春到示例山，登记号 粤作登字-2022-F-00000001",
        "备案号或登记号 Y2022440000123",
    ]


def test_who_applies_for_what_nobody_pays_is_sent_nowhere_else(rig: Rig) -> None:
    """Of an application with something that is paid the office may say where the rest belongs."""
    alone = rig.steps.draft(rig.steps.register("甲有限公司"), model())
    both = rig.steps.draft(rig.steps.register("乙有限公司"), model(), licence())
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    for draft, said, offered in (
        (alone, f"《{rig.steps.policy.pack.title}》没有适用于实用新型专利授权的条款", False),
        (both, "", True),
    ):
        step = NextStep("step", "不予受理…", (draft.application,), step=Step.DECLINE)
        dialog = decline_dialog(rig.desk, step, page, "")
        assert (dialog.reason, not dialog.fields["elsewhere"].isHidden()) == (said, offered)
