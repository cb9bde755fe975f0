"""Objections on the page 公示, by keyboard: written down, put right, answered, the answer served."""

from __future__ import annotations

import datetime
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ipdesk.documents.letters.issue import Request, Sources, issue, stored_pdfs
from ipdesk.documents.letters.notices.reply import named
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.models.records import ObjectionState, ServiceWay
from ipdesk.models.workflow import State, Step
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.after_award.attempt_dialog import AttemptDialog
from ipdesk.ui.applications.after_award.service_dialog import ServiceRecordDialog
from ipdesk.ui.applications.decision.table import TITLE
from ipdesk.ui.applications.remarks import objection_remarks
from ipdesk.ui.applications.steps.next_step import next_step
from ipdesk.ui.applications.steps.offered_step import NextStep
from ipdesk.ui.applications.steps.reason_dialog import ReasonDialog
from ipdesk.ui.desk.destinations import DecideApplications
from ipdesk.ui.notices.dialogs.answer import AnswerDialog
from ipdesk.ui.notices.dialogs.correction import CorrectionDialog
from ipdesk.ui.notices.dialogs.objection import ObjectionDialog
from ipdesk.ui.notices.lists import NOTICES
from ipdesk.ui.notices.load import notice_file
from ipdesk.ui.widgets import WrappingText
from tests.actors import CLERK
from tests.documents.letters import paper
from tests.models.desk import licence, works
from tests.models.handlers.public_notices.office import (
    proposed,
    publish,
)
from tests.models.handlers.test_audit import views
from tests.ui.applications.test_side_steps import in_dialog
from tests.ui.notices.test_notices import ALT, accept, dialog, errors, notices, opened
from tests.ui.rig import Rig


def test_an_objection_is_written_down_and_answered_by_keyboard(rig: Rig) -> None:
    first = proposed(rig.steps, rig.steps.register(), works(), licence())
    second = proposed(rig.steps, rig.steps.register(), works("粤作登字-2022-F-00000002"))
    notice = publish(rig.steps, first, second)
    page = opened(rig)
    rig.press(Qt.Key.Key_2, modifier=ALT)
    assert page.notice is not None and page.notice.id == notice.id
    rig.press(Qt.Key.Key_O, modifier=ALT)
    form = dialog(page, ObjectionDialog)
    assert isinstance(form, ObjectionDialog)
    form.application.set_key(str(first))
    assert [box.isChecked() for box in form.lines.boxes] == [True, True]
    assert "针对整件申请（全部 2 项）" in form.fields["lines"].line.text()
    rig.settle()
    form.hour.setFocus()
    QTest.keyClick(form.hour, Qt.Key.Key_Return)
    for box in form.lines.boxes:
        assert form.focusWidget() is box, "Enter goes on from a box as from a field"
        QTest.keyClick(box, Qt.Key.Key_Space)
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert form.focusWidget() is form.text and errors(form) == {}
    rig.type(form.name, "云溪县嘉禾机械厂")
    rig.type(form.contact, "李工 ０７５１-8881234")
    form.contact.editingFinished.emit()
    assert form.contact.text() == "李工 0751-8881234" and form.papers.papers["contact"].isChecked()
    form.text.setText("作品与本厂登记的相同")
    accept(rig, form)
    assert errors(form)["lines"] == "请勾选异议针对的事项。"
    form.lines.boxes[1].click()
    accept(rig, form)
    [lacking] = errors(form).values()
    assert "还缺加盖公章的书面异议" in lacking and rig.state(first) == "published"
    assert form.message.isHidden(), "it is said once, below the boxes"
    for box in form.papers.boxes:
        box.setChecked(True)
    assert "材料齐全" in form.fields["papers"].line.text() and not form.decline.isEnabled()
    accept(rig, form)
    assert rig.state(first) == "objected"
    [objection] = notices(rig)[0].objections
    assert objection.details.lines == (notice.lines[1].key,)
    assert page.lists.models[NOTICES].items[0].cells[-1] == "异议待答复 1"
    assert page.foot.state().startswith("已受理 云溪县嘉禾机械厂 的异议")
    assert page.foot.primary.text() == "答复异议…", "which is due"
    rig.press(Qt.Key.Key_G, modifier=ALT)
    assert page.foot.state() == "", "what was done before is no news any more"
    correction = dialog(page, CorrectionDialog)
    assert isinstance(correction, CorrectionDialog)
    assert [box.isChecked() for box in correction.lines.boxes] == [False, True]
    correction.lines.boxes[0].click()
    correction.lines.boxes[1].click()
    accept(rig, correction)
    assert "请填写更正的理由" in errors(correction)["reason"]
    rig.type(correction.reason, "异议书只针对作品登记")
    accept(rig, correction)
    assert notices(rig)[0].objections[0].details.lines == (notice.lines[0].key,)
    rig.press(Qt.Key.Key_D, modifier=ALT)
    answer = dialog(page, AnswerDialog)
    assert isinstance(answer, AnswerDialog)
    assert notice.lines[0].name in answer.about.text()
    assert any(
        one.text().startswith("还没有把这件异议告知申请人") for one in answer.findChildren(WrappingText)
    ), "said before anything is typed"
    accept(rig, answer)
    assert errors(answer) == {"outcome": "请选择处理意见。", "reason": "请填写核查情况和理由。"}
    assert {answer.fields[name].mark() for name in errors(answer)} == {"必填"}
    answer.outcome.set_key(ObjectionState.UPHELD.value)
    assert "退回“拟资助”" in answer.after.text()
    answer.reason.setText("经查，作品登记已被撤销")
    accept(rig, answer)
    assert "还没有把这件异议告知申请人" in errors(answer)["unheard"], "nobody is asked to agree before"
    rig.type(answer.unheard, "申请人已经书面确认异议属实，不必另行告知")
    asked = rig.answer(yes=False, over=answer)
    accept(rig, answer)
    assert "按“异议成立”答复？" in asked() and "对云溪县嘉禾机械厂的答复：异议成立" in asked()
    assert rig.state(first) == State.OBJECTED.value
    rig.type(answer.anew_on, "2024-13-01")
    accept(rig, answer)
    assert "anew_on" in errors(answer), "a day that cannot be read is not passed over"
    answer.anew_on.set_day(rig.clock.today - datetime.timedelta(days=1))
    rig.answer(over=answer)
    accept(rig, answer)
    assert errors(answer) == {"anew_on": "重新公示的日期不能早于答复的日期。"}
    answer.anew_on.set_day(None)
    asked = rig.answer(over=answer)
    accept(rig, answer)
    assert rig.state(first) == State.PROPOSED.value
    [answered] = notices(rig)[0].objections
    number = next(one.number for one in rig.steps.detail(first).letters if one.id == answered.letter)
    assert f"文号 {number}，" in asked()
    assert (answered.id, answered.state) == (objection.id, ObjectionState.UPHELD)
    assert answered.letter is not None
    file = rig.desk.read(notice_file)
    assert file is not None and (file.waiting, file.anew) == ((), 1), "what is upheld is proposed anew"
    _propose_anew(rig, first)


def test_an_objection_to_one_of_several_works_says_which_and_its_papers_name_that_one(rig: Rig) -> None:
    first = proposed(rig.steps, rig.steps.register(), works(count="3"))
    notice = publish(rig.steps, first)
    page = opened(rig)
    rig.press(Qt.Key.Key_2, modifier=ALT)
    rig.press(Qt.Key.Key_O, modifier=ALT)
    form = dialog(page, ObjectionDialog)
    assert isinstance(form, ObjectionDialog)
    form.application.set_key(str(first))
    assert form.fields["which"].isVisible() and form.fields["which"].mark() == "必填"
    rig.type(form.name, "云溪县嘉禾机械厂")
    rig.type(form.contact, "李工 0751-8881234")
    form.text.setText("其中一件与本厂登记的相同")
    for box in form.papers.boxes:
        box.setChecked(True)
    accept(rig, form)
    assert errors(form) == {"which": "请写明针对其中哪几件；全部有异议的写“全部”。"}
    rig.type(form.which.text, "00000007")
    accept(rig, form)
    assert errors(form) == {"which": "公示的名单里没有“00000007”，请照名单上的登记号填写。"}
    rig.type(form.which.text, "00000001、00000003")
    accept(rig, form)
    [objection] = notices(rig)[0].objections
    assert objection.details.lines == (notice.lines[0].key, notice.lines[2].key)
    both = "作品著作权登记（粤作登字-2022-F-00000001、粤作登字-2022-F-00000003）"
    assert named(notice.attacked(objection)) == both, "and not from the first to the last"
    rig.press(Qt.Key.Key_G, modifier=ALT)
    correction = dialog(page, CorrectionDialog)
    assert isinstance(correction, CorrectionDialog)
    assert correction.which.text.text() == "粤作登字-2022-F-00000001、粤作登字-2022-F-00000003"
    rig.type(correction.which.text, "00000002")
    rig.type(correction.reason, "异议书只针对第二件")
    accept(rig, correction)
    [objection] = notices(rig)[0].objections
    assert named(notice.attacked(objection)) == "作品著作权登记（粤作登字-2022-F-00000002）"
    rig.press(Qt.Key.Key_D, modifier=ALT)
    answer = dialog(page, AnswerDialog)
    assert isinstance(answer, AnswerDialog) and "粤作登字-2022-F-00000002" in answer.about.text()
    answer.done(0)


def _propose_anew(rig: Rig, application: int) -> None:
    """Go on as F9 offers: the answer is served, the reason stands there, and the proposal is opened."""
    page = ApplicationsPage(rig.desk)
    rig.show(applications=page)
    detail = rig.steps.detail(application)
    assert next_step([detail.application], rig.clock.today).word == "登记送达…"
    _serve_reply(rig, page, next_step([detail.application], rig.clock.today))
    step = next_step([rig.steps.detail(application).application], rig.clock.today)
    assert (step.step, step.word) == (Step.RETURN_PROPOSAL, "退回重新拟定…")
    reasons: list[str] = []

    def agree(dialog: ReasonDialog) -> None:
        reasons.append(dialog.reason)
        dialog.accept()

    in_dialog(ReasonDialog, agree)
    page.take_step(step)
    rig.settle()
    assert reasons == ["异议成立，按答复重新提出拟资助"]
    assert rig.asked[-1] == DecideApplications((application,))
    assert rig.state(application) == State.ACCEPTED.value
    detail = rig.steps.detail(application)
    [line] = detail.attacked
    first, *others = objection_remarks(detail)
    assert first.startswith("异议成立　") and line.name in first and first.endswith("元：按异议答复重新拟定")
    assert others == ["其余 1 项不在异议范围内，仍按公示的金额，不能因这件异议改动"]
    page.decision.decide((application,))
    rig.settle()
    model, outcome = page.decision.view.model, page.decision.view.outcome
    titles = [str(model.index(row, TITLE).data()) for row in range(model.rowCount())]
    assert [one.startswith("〔异议成立〕") for one in titles].count(True) == 1 < len(titles)
    assert outcome.minutes.text() == "" and "上次是局务会纪要" in outcome.minutes.accessibleDescription()


def _serve_reply(rig: Rig, page: ApplicationsPage, serving: NextStep) -> None:
    """Record that who objected was served: it is named, and nobody's address but its own is proposed."""
    for action, kind in (("attempted", AttemptDialog), ("served", ServiceRecordDialog)):
        page.take_step(replace(serving, action=action))
        rig.settle()
        [form] = [one for one in page.findChildren(kind) if one.isVisible()]
        assert isinstance(form, AttemptDialog | ServiceRecordDialog)
        assert form.title.text().endswith("　云溪县嘉禾机械厂") and form.where.text() == ""
        if isinstance(form, ServiceRecordDialog):
            assert form.fields["letter"].line.text() == "送达异议人，联系方式：李工 0751-8881234"
            assert ("objector_contact",) in [seen[2] for seen in views(rig.steps)]
            form.way.set_key(ServiceWay.POST.value)
            rig.type(form.receiver, "何工")
            accept(rig, form)
        else:
            rig.type(form.where, "云溪县工业大道9号")
            form.servers.setText("陈晓敏、李敏")
            rig.type(form.witness, "何工的邻居周萍")
            form.outcome.set_key(form.outcome.itemData(0))
            accept(rig, form)
    sources = Sources(rig.store, standard_library())
    [printed, *_] = issue(
        sources, Request(DOCUMENTS["service_attempts"], serving.ids[0], rig.clock.today), CLERK
    )
    said = paper.text(stored_pdfs(sources, (printed.id,))[0]).replace("\n", "")
    assert "受送达人云溪县嘉禾机械厂记录事项" in said


def test_an_objection_without_its_papers_is_written_down_as_not_accepted(rig: Rig) -> None:
    first = proposed(rig.steps, rig.steps.register())
    publish(rig.steps, first)
    page = opened(rig)
    rig.press(Qt.Key.Key_2, modifier=ALT)
    rig.press(Qt.Key.Key_O, modifier=ALT)
    form = dialog(page, ObjectionDialog)
    assert isinstance(form, ObjectionDialog)
    form.objector.set_key("person")
    assert list(form.papers.papers) == ["request", "identity", "contact", "evidence"]
    rig.type(form.name, "王芳")
    rig.type(form.contact, "13800138000")
    form.text.setText("资助过多")
    QTest.keyClick(form, Qt.Key.Key_R, ALT)
    rig.settle()
    [objection] = notices(rig)[0].objections
    assert objection.state is ObjectionState.NOT_ACCEPTED and rig.state(first) == "published"
