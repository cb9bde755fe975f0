"""Papers beside the award letter: from the step that asks for them to the paper in hand."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from ipdesk.documents.letters.issuing.submission import submitting
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.models import commands, queries
from ipdesk.models.records import AuditFilter, MissingItem
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.steps.correction_dialog import CorrectionDialog
from ipdesk.ui.applications.steps.next_step import other_steps
from ipdesk.ui.applications.steps.reason_dialog import ReasonDialog
from ipdesk.ui.desk.destinations import IssueLetters, OpenLetter, Origin
from ipdesk.ui.letters.issue_question import gist_text
from ipdesk.ui.letters.letter_selection import sources_of
from ipdesk.ui.letters.lists import ISSUED, WAITING
from ipdesk.ui.letters.rows import waiting_item
from ipdesk.ui.settings.audit.words import record_text
from tests.actors import CLERK
from tests.models.desk import licence, works
from tests.models.handlers.steps.test_corrections import asking
from tests.models.handlers.test_guardians import number
from tests.models.handlers.test_handlings import ordered, refusal
from tests.ui.applications.test_side_steps import in_dialog
from tests.ui.applications.test_simple_steps import agree_to_batch, take
from tests.ui.letters.test_letters import F9, PrinterTray, confirmed, issued, page_on, tray, words
from tests.ui.rig import Rig, counts_on

__all__ = ["tray"]

MISSING = (MissingItem("申请表没有盖章", "盖章后重新提交"),)


def waiting_for_correction(rig: Rig, name: str, **details: object) -> int:
    applicant = rig.steps.register(name, **details)  # type: ignore[arg-type]
    application = rig.steps.draft(applicant, licence()).application
    ask(rig, application)
    return application


def ask(rig: Rig, application: int) -> None:
    asking = commands.AskCorrection(
        application=application, policy=rig.steps.policy, items=MISSING, working_days=5,
        served_on=rig.clock.today,
    )  # fmt: skip
    rig.store.run(asking, CLERK)


@pytest.mark.usefixtures("own_window")
def test_asking_for_a_correction_leads_to_its_notice(rig: Rig) -> None:
    application = rig.steps.draft(rig.steps.register("甲精密电子有限公司"), licence()).application
    page = ApplicationsPage(rig.desk)
    rig.show(applications=page)
    in_dialog(CorrectionDialog, CorrectionDialog.accept)
    take(page.list_bar.others, "通知补正…")
    rig.settle()
    assert rig.asked == [IssueLetters((application,), "correction_notice")]
    page.list.refresh()
    rig.settle()
    take(page.list_bar.others, "印发补正通知书")
    assert rig.asked[1:] == [IssueLetters((application,), "correction_notice")]
    another = waiting_for_correction(rig, "示例镇人民政府", kind="government", traits=())
    [row] = rig.desk.read(queries.application_rows, (another,))
    words = [one.word for one in other_steps((row,), rig.clock.today)]
    assert "印发补正告知函" in words, "one authority writes to another"


def test_a_correction_notice_goes_out_under_a_number_of_its_own(rig: Rig, tray: PrinterTray) -> None:
    application = waiting_for_correction(rig, "甲精密电子有限公司")
    page, counted = page_on(rig, tray), counts_on(rig)
    assert counted("letters") == 1
    page.show_destination(IssueLetters((application,), "correction_notice"), Origin())
    rig.settle()
    assert page.lists.kinds.waiting.currentText() == "补正通知书 1"
    assert page.lists.tables[WAITING].isVisible()
    assert page.lists.models[WAITING].items[0].cells == ("2024-0001", "甲精密电子有限公司", "")
    assert page.lists.form.number.text() == "示知资补〔2024〕1号"
    shown = words(page.preview.pdf())
    assert "稿" in shown and "申请表没有盖章" in shown and "示知资补" not in shown
    page.lists.table().setFocus()
    asked = rig.answer()
    rig.press(F9)
    said = "甲精密电子有限公司，文号 示知资补〔2024〕1号，成文日期 2024年6月20日。"
    assert said in asked() and "元" not in asked()
    (row,) = rig.store.read(queries.letters)
    assert (row.kind, row.number, rig.state(application)) == (
        "correction_notice", "示知资补〔2024〕1号", "correction",
    )  # fmt: skip
    assert rig.store.read(queries.letter, row.id).pdf == tray.out()
    assert "即于2024年6月27日（含当日）前" in words(tray.out()) and "稿" not in words(tray.out())
    assert counted("letters") == 0
    page.show_destination(IssueLetters((application,), "correction_notice"), Origin())
    rig.settle()
    assert page.lists.place() == ISSUED, "it is shown as it went out"


def test_each_round_waits_for_a_notice_of_its_own(rig: Rig, tray: PrinterTray) -> None:
    application = waiting_for_correction(rig, "甲精密电子有限公司")
    page = page_on(rig, tray)
    rig.answer()
    rig.press(F9)
    rig.clock.moment += datetime.timedelta(days=1)
    draft = rig.store.read(queries.draft, application)
    assert draft is not None
    rig.store.run(
        commands.AcceptApplication(application=application, revision=draft.revision, policy=rig.steps.policy),
        CLERK,
    )
    ask(rig, application)
    page.refresh()
    rig.settle()
    assert [item.id for item in page.lists.models[WAITING].items] == [application]


def test_a_notice_is_not_dated_before_the_step_that_it_tells_of(rig: Rig, tray: PrinterTray) -> None:
    waiting_for_correction(rig, "甲精密电子有限公司")
    page = page_on(rig, tray)
    page.lists.form.day.set_day(datetime.date(2024, 6, 19))
    rig.settle()
    rig.answer()
    rig.press(F9)
    assert "成文日期早于“通知补正”的日期（2024-06-20）" in page.message.sentence()
    assert rig.store.read(queries.letters) == ()


@pytest.mark.usefixtures("own_window")
def test_what_is_not_accepted_leads_to_its_notice_and_a_missing_sentence_to_the_settings(
    rig: Rig, tray: PrinterTray
) -> None:
    names = ("甲精密电子有限公司", "乙机械有限公司")
    ids = tuple(rig.steps.draft(rig.steps.register(name), licence()).application for name in names)
    page = ApplicationsPage(rig.desk)
    rig.show(applications=page)
    page.list.model.check_all()
    rig.settle()
    agree_to_batch(page)
    in_dialog(ReasonDialog, because)
    take(page.list_bar.others, "不予受理 2 件…")
    rig.settle()
    assert rig.asked == [IssueLetters(ids, "not_accepted_notice")]
    office = rig.store.read(queries.office)
    assert office is not None
    rig.store.run(commands.ChangeOffice(office=replace(office, own_remedies={})), CLERK)
    letters = page_on(rig, tray)
    letters.show_destination(rig.asked[0], Origin())
    rig.settle()
    assert [item.id for item in letters.lists.chosen()] == [*ids]
    assert "不予受理通知书不能印发" in letters.preview.error()
    assert letters.preview.words.way.text() == "去设置"


def because(dialog: ReasonDialog) -> None:
    dialog.input.setText("注册地不在本县")
    dialog.accept()


def test_a_receipt_waits_for_who_was_accepted_and_reminds_nobody(rig: Rig, tray: PrinterTray) -> None:
    row = replace(licence(), received=frozenset({"application_form"}))
    draft = rig.steps.draft(rig.steps.register("甲精密电子有限公司"), row)
    rig.steps.accept(draft)
    page, counted = page_on(rig, tray), counts_on(rig)
    assert counted("letters") == 0
    page.show_destination(IssueLetters((draft.application,), "acceptance_receipt"), Origin())
    rig.settle()
    assert page.lists.kinds.waiting.currentText() == "受理回执 1"
    assert not page.lists.form.number_field.isVisible()
    page.lists.table().setFocus()
    rig.answer()
    rig.press(F9)
    assert "申请编号：2024-0001" in words(tray.out()) and tray.titles == ["受理回执"]
    assert rig.state(draft.application) == "accepted"
    assert counted("letters") == 0
    logged = rig.desk.read(queries.audit_rows, rig.desk.read(queries.audit_ids, AuditFilter(action="issue")))
    assert [record_text(row) for row in logged] == ["受理回执 2024-0001"], "nobody knows it by an id"


def test_a_notice_that_was_handed_over_at_once_is_not_said_to_wait_for_its_service(
    rig: Rig, tray: PrinterTray
) -> None:
    draft = rig.steps.draft(rig.steps.register("甲精密电子有限公司"), licence())
    rig.store.run(asking(rig.steps, draft.application), CLERK)
    page = page_on(rig, tray)
    page.show_destination(IssueLetters((draft.application,), "correction_notice"), Origin())
    rig.settle()
    page.lists.table().setFocus()
    rig.answer()
    rig.press(F9)
    assert tray.titles == ["补正通知书 示知资补〔2024〕1号"]
    assert "须送达" not in page.message.sentence()


def test_only_what_can_be_printed_is_counted_and_ticked(rig: Rig, tray: PrinterTray) -> None:
    for name, born in (("示例成年", 1990), ("示例少年", 2012)):
        identity = number(datetime.date(born, 3, 1))
        rig.steps.draft(rig.steps.register(name, kind="individual", identity=identity, traits=()), works())
    gap = replace(licence(), date="")
    rig.steps.draft(rig.steps.register("甲精密电子有限公司"), gap)
    page = page_on(rig, tray)
    kinds = page.lists.kinds.waiting
    found = {kinds.itemData(at): kinds.itemText(at) for at in range(kinds.count())}
    assert (found["guardian_consent"], found["application_form"]) == ("监护人同意书 1", "申请表 2")
    page.show_destination(IssueLetters((), "application_form"), Origin())
    kinds.set_key("application_form")
    kinds.changed.emit("application_form")
    rig.settle()
    assert page.lists.waiting_text().endswith("申请表可印 2 份，另有 1 份未填全，选中可看原因")
    model = page.lists.model()
    model.check_all()
    assert [item.name for item in model.checked()] == ["示例成年", "示例少年"]
    assert "请填写" in str(model.index(2, 2).data(Qt.ItemDataRole.ToolTipRole))


def test_a_proof_of_service_follows_a_letter_that_went_out(rig: Rig, tray: PrinterTray) -> None:
    application = confirmed(rig, "甲精密电子有限公司")
    page = page_on(rig, tray)
    page.show_destination(IssueLetters((application,), "service_record"), Origin())
    rig.settle()
    assert page.lists.kinds.waiting.currentText() == "送达回证 0", "nothing went out yet"
    page.lists.kinds.waiting.choose_by_text("资助（奖励）通知书")
    page.lists.table().setFocus()
    rig.answer()
    rig.press(F9)
    page.show_destination(IssueLetters((application,), "service_record"), Origin())
    rig.settle()
    assert page.lists.kinds.waiting.currentText() == "送达回证 1"
    page.lists.table().setFocus()
    rig.answer()
    rig.press(F9)
    said = words(tray.out(2))
    assert "资助（奖励）通知书" in said and "示知资〔2024〕1号" in said


def test_who_issues_a_refusal_is_told_which_clauses_stand_by_their_gist_alone(rig: Rig) -> None:
    draft = rig.steps.draft(rig.steps.register("甲精密电子有限公司"), licence())
    rig.steps.accept(draft)
    (row,) = rig.desk.read(queries.application_rows, (draft.application,))
    chosen = [waiting_item(row, DOCUMENTS["refusal_decision"].kind)]
    assert "若干措施》第（七）项没有录入原文，只写要点" in gist_text(rig.desk, chosen)
    assert gist_text(rig.desk, [waiting_item(row, DOCUMENTS["award_notification"].kind)]) == ""
    wordings = {"shaoguan-2021/7-patent-transaction": "按合同金额的1%资助。"}
    rig.store.run(commands.KeepClauseWordings(policy=rig.steps.policy, wordings=wordings), CLERK)
    assert gist_text(rig.desk, chosen) == ""


def test_that_a_sheet_is_to_be_signed_is_said_above_no_other_paper(rig: Rig, tray: PrinterTray) -> None:
    issued(rig, confirmed(rig, "乙机械有限公司", works()))
    rig.store.run(ordered(rig.steps), CLERK)
    draft = rig.steps.draft(rig.steps.register("甲精密电子有限公司"), licence()).application
    sources, day = sources_of(rig.desk), rig.clock.today
    sheet = rig.store.run(submitting(sources, draft, *refusal(draft), day), CLERK).value
    page = page_on(rig, tray)
    page.show_destination(OpenLetter(sheet.id), Origin())
    rig.settle()
    assert page.message.sentence().startswith("请打印、送领导签批")
    page.refresh()
    rig.settle()
    assert page.message.sentence().startswith("请打印、送领导签批"), "the sheet is still in hand"
    page.lists.table().setFocus()
    rig.press(Qt.Key.Key_Down)
    assert page.message.sentence() == "", "this one is signed by nobody"
    page.show_destination(OpenLetter(sheet.id), Origin())
    rig.settle()
    assert page.message.sentence().startswith("请打印、送领导签批")
    page.lists.tab_buttons[WAITING].click()
    assert page.message.sentence() == "", "what waits is another paper"
    page.lists.kinds.waiting.set_key("")  # as before somebody first came here
    page.show_destination(OpenLetter(sheet.id), Origin())
    rig.settle()
    assert page.message.sentence().startswith("请打印、送领导签批"), (
        "the program chose what waits, nobody else"
    )
