"""An applicant is told of an objection by the menu of the list: what it says, without who objects."""

from __future__ import annotations

from ipdesk.models import queries
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.after_award.objection_dialog import ObjectionDialog
from ipdesk.ui.desk.destinations import IssueLetters
from tests.models.handlers.public_notices.office import object_to, proposed, publish
from tests.ui.applications.after_award.test_after_award import choose, press, said
from tests.ui.rig import Rig


def test_an_applicant_is_told_of_an_objection_without_who_objects(rig: Rig) -> None:
    application = proposed(rig.steps, rig.steps.register("示例甲有限公司"))
    text = "云溪县嘉禾机械厂认为作品与我厂登记的作品相同"
    found = object_to(rig.steps, publish(rig.steps, application), application, text=text)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    page._open_drawer()
    rig.settle()
    waiting = "异议待答复　还没有把这件异议告知申请人（“其他办理”的“告知异议”）"
    assert waiting in page.drawer.remarks.texts()
    dialog = choose(rig, page, "告知异议")
    assert isinstance(dialog, ObjectionDialog)
    assert dialog.gist.text() == "异议人认为作品与异议人登记的作品相同"
    assert dialog.days.number() == 5, "as the office hears before a clawback"
    dialog.gist.setText("作品与异议人（电话13800000000）登记的作品相同")
    press(rig, dialog)
    assert "有电话号码，不能告知申请人" in said(dialog, "gist")
    dialog.gist.setText("作品与异议人登记的作品相同")
    rig.type(dialog.days, "3")
    press(rig, dialog)
    assert rig.asked[-1] == IssueLetters((application,), "objection_notice")
    [told] = rig.desk.read(queries.application_detail, application).objections
    assert told.objection.id == found.id and told.hearing is not None
    assert (told.hearing.days, told.hearing.named) == (3, False)
    assert [step.word for step in page.drawer.timeline._steps].count("告知异议") == 1
    assert "异议待答复　异议情况告知书还没有印发" in page.drawer.remarks.texts()
