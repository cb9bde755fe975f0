"""The page 公示, by keyboard: a list put together and published, objections, the end, inquiries."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from ipdesk.models import commands, queries
from ipdesk.models.periods.working_days import WorkingDays
from ipdesk.models.records import Inquiry, NoticeContact, PublicNotice
from ipdesk.models.workflow import Step
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.steps.offered_step import NextStep
from ipdesk.ui.desk.destinations import OpenObjections, Origin, PublishApplications
from ipdesk.ui.letters.printing import a4_printer
from ipdesk.ui.notices import NoticesPage
from ipdesk.ui.notices.dialogs.answer import CloseDialog, InquiryAnswerDialog, InquiryDialog
from ipdesk.ui.notices.dialogs.publish import PublishDialog
from ipdesk.ui.notices.lists import NOTICES, WAITING
from ipdesk.ui.notices.load import NoticeFile
from tests.actors import CLERK
from tests.documents.letters import paper
from tests.models.desk import OFFICE, licence, works
from tests.models.handlers.public_notices.office import (
    CONTACT,
    DETAILS,
    FIRST,
    LAST,
    go_to,
    object_to,
    proposed,
    publish,
)
from tests.models.handlers.test_audit import views
from tests.ui.applications.test_proposal import go_on
from tests.ui.rig import Rig

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def opened(rig: Rig, printer: QPrinter | None = None) -> NoticesPage:
    """Return the page in its window; without a printer nothing is printed."""
    page = NoticesPage(rig.desk, ask_printer=lambda *_: printer)
    rig.show(notices=page)
    page.activated()
    rig.settle()
    return page


def dialog(page: NoticesPage, kind: type) -> object:
    rig_dialog = page.work.dialog
    assert isinstance(rig_dialog, kind), rig_dialog
    rig_dialog.activateWindow()
    return rig_dialog


def accept(rig: Rig, form: object) -> None:
    QTest.keyClick(form.accept_button, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    rig.settle()


def errors(form: object) -> dict[str, str]:
    return {name: field.error() for name, field in form.fields.items() if field.error()}  # type: ignore[attr-defined]


def notices(rig: Rig) -> list[PublicNotice]:
    return [rig.store.read(queries.public_notice, one.id) for one in rig.store.read(queries.public_notices)]


def two(rig: Rig) -> tuple[int, int]:
    first = proposed(rig.steps, rig.steps.register())
    return first, proposed(rig.steps, rig.steps.register(), licence())


def test_a_list_is_put_together_seen_and_published_by_keyboard(rig: Rig) -> None:
    first, second = two(rig)
    page = opened(rig)
    assert [item.id for item in page.lists.chosen()] == [first, second], "all that waits is ticked at first"
    assert "待公示 2 件　已选 2 件　合计 8,200.00 元" in page.number
    said = paper.text(page.preview.pdf()).replace("\n", "")
    assert "8,200.00元" in said and "2024年6月20日至2024年6月26日（5个工作日）" in said
    rig.press(Qt.Key.Key_Space)  # takes the first out
    assert [item.id for item in page.lists.chosen()] == [second]
    rig.press(Qt.Key.Key_F9)
    form = dialog(page, PublishDialog)
    assert isinstance(form, PublishDialog)
    assert "单位 1 个，个人 0 名，共 1 项，合计 8,000.00 元" in form.summary.text()
    assert form.title_field.text() == "2022年度知识产权拟资助（奖励）名单公示"
    assert "韶" in form.basis.text()
    asked = rig.answer(yes=False, over=form)
    accept(rig, form)
    assert "合计 8,000.00 元。公示期：2024年6月20日至2024年6月26日（5个工作日）。文号 " in asked()
    assert notices(rig) == [] and page.work.dialog is form, "the form stays as it was"
    asked = rig.answer(over=form)
    accept(rig, form)
    [notice] = notices(rig)
    assert notice.number in asked()
    assert (notice.last_day, [line.application for line in notice.lines]) == (LAST, [second])
    assert (rig.state(first), rig.state(second)) == ("proposed", "published")
    assert page.lists.place() == NOTICES and page.notice is not None and page.notice.id == notice.id
    assert page.lists.models[NOTICES].items[0].cells == (notice.number, "06-20 — 06-26", "还有 6 天")


def test_the_last_day_is_said_while_the_period_is_typed_and_what_is_wrong_at_its_field(rig: Rig) -> None:
    two(rig)
    page = opened(rig)
    rig.press(Qt.Key.Key_F9)
    form = dialog(page, PublishDialog)
    assert isinstance(form, PublishDialog)
    for day, length, said in (
        ("20240620", "5", "2024年6月20日至2024年6月26日（5个工作日）"),
        ("20240620", "7", "2024年6月28日"),
        ("20240620", "５个工作日", "2024年6月26日（5个工作日）"),
        ("20240620", "9" * 5000, "填写公示开始日和天数"),
        ("20240613", "5", "这份公示到2024年6月19日已经期满"),
        ("20240622", "5", "不是工作日，公示请从工作日开始，最近的是2024年6月24日"),
        ("20240620", "61", "1至60天"),
        ("20240620", "", "填写公示开始日和天数"),
        ("20910305", "5", "还没有2091年的放假安排"),
    ):
        rig.type(form.begins, day)
        rig.type(form.length, length)
        assert said in form.period.text()
    form.unit.set_key("days")
    rig.type(form.begins, "20240620")
    rig.type(form.length, "7")
    form.first_counts.setChecked(False)
    assert "2024年6月27日（7日）" in form.period.text()
    rig.type(form.begins, "20240622")
    accept(rig, form)
    assert set(errors(form)) == {"begins"}, "before anything is asked"
    rig.type(form.begins, "20240624")
    rig.type(form.contact["telephone"], "12")
    rig.answer(over=form)  # type: ignore[arg-type]
    accept(rig, form)
    assert set(errors(form)) == {"telephone"} and notices(rig) == []
    rig.type(form.begins, "")
    accept(rig, form)
    assert errors(form) == {"begins": "请填写公示开始日。"}


def test_a_list_that_hangs_since_friday_is_entered_with_where_and_why(rig: Rig) -> None:
    two(rig)
    go_to(rig.steps, datetime.date(2024, 6, 24))
    page = opened(rig)
    rig.press(Qt.Key.Key_F9)
    form = dialog(page, PublishDialog)
    assert isinstance(form, PublishDialog)
    asked = [form.fields[name] for name in ("late_shown", "late_why")]
    assert not any(field.isVisible() for field in asked)
    rig.type(form.late_shown, "县政府公告栏")
    rig.type(form.late_why, "周五下午停电，没有录入")
    for day, why in (("20240603", "在15天以前，不能补录"), ("20240619", "到2024年6月20日才提出拟资助")):
        rig.type(form.begins, day)
        accept(rig, form)
        assert [*errors(form)] == ["begins"] and why in errors(form)["begins"], "and nothing was asked"
    rig.type(form.begins, "20240621")
    rig.type(form.late_shown, "")
    rig.type(form.late_why, "")
    assert all(field.isVisible() for field in asked)
    assert form.period.text().endswith("至2024年6月27日（5个工作日），当日已经公示，今天补录")
    accept(rig, form)
    assert errors(form) == {"late_shown": "请写明在哪里公示。", "late_why": "请写明补录的原因。"}
    rig.type(form.late_shown, "县政府公告栏")
    rig.type(form.late_why, "周五下午停电，没有录入")
    told = rig.answer(over=form)
    accept(rig, form)
    [notice] = notices(rig)
    assert "今天补录" in told() and notice.last_day == datetime.date(2024, 6, 27)
    go_to(rig.steps, datetime.date(2024, 6, 28))
    page.begin_day()
    rig.settle()
    rig.press(Qt.Key.Key_E, modifier=ALT)
    closing = dialog(page, CloseDialog)
    assert isinstance(closing, CloseDialog) and closing.shown.text() == "县政府公告栏"
    closing.done(0)


def test_a_file_withdrawn_while_the_form_is_open_keeps_the_list_back(rig: Rig) -> None:
    first, second = two(rig)
    page = opened(rig)
    rig.press(Qt.Key.Key_F9)
    form = dialog(page, PublishDialog)
    leave = commands.TakeStep(application=second, step=Step.WITHDRAW, reason="申请人书面撤回申请")
    rig.store.run(leave, CLERK)
    rig.answer(over=form)  # type: ignore[arg-type]
    accept(rig, form)
    assert isinstance(form, PublishDialog)
    assert "2024-0002" in form.message.sentence() and page.work.dialog is form
    assert notices(rig) == [] and rig.state(first) == "proposed"


def test_a_notice_is_closed_after_its_end_and_not_before(rig: Rig) -> None:
    first = proposed(rig.steps, rig.steps.register())
    publish(rig.steps, first)
    page = opened(rig)
    rig.press(Qt.Key.Key_2, modifier=ALT)
    go_to(rig.steps, LAST)
    page.begin_day()
    rig.settle()
    assert not page.foot.end.isEnabled() and "公示期到2024年6月26日止，还没有满" in page.foot.refusal.text()
    assert (page.foot.primary.text(), page.lists.tab_buttons[NOTICES].text()) == ("打印", "公示")
    go_to(rig.steps, LAST + datetime.timedelta(days=1))
    page.begin_day()
    page.lists.choose(WAITING)
    rig.settle()
    assert page.lists.tab_buttons[NOTICES].text() == "公示 1 件待办", "which is not in front"
    page.lists.choose(NOTICES)
    rig.settle()
    for key in ((Qt.Key.Key_E, ALT), (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)):
        rig.press(key[0], modifier=key[1])
        form = dialog(page, CloseDialog)
        assert isinstance(form, CloseDialog), "what is due is done by F9, too"
        if key[1] is ALT:
            form.done(0)
            rig.settle()
    rig.type(form.shown, "在县人民政府门户网站公示")
    accept(rig, form)
    assert page.foot.primary.text() == "打印"
    assert notices(rig)[0].closed_on == LAST + datetime.timedelta(days=1)
    assert page.foot.report.isVisible() and not page.foot.end.isVisible()
    assert page.lists.models[NOTICES].items[0].cells[-1] == "已结束"


def test_the_list_leaves_as_a_workbook_with_real_numbers(
    rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tomorrow = replace(DETAILS.period, begins=FIRST + datetime.timedelta(days=1))
    publish(rig.steps, *two(rig), period=tomorrow)
    page = opened(rig)
    rig.press(Qt.Key.Key_2, modifier=ALT)
    assert page.foot.record.why_not() == "公示还没有开始", "an objection of before would be refused"
    target = tmp_path / "名单.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    rig.press(Qt.Key.Key_E, modifier=CTRL)
    sheet = openpyxl.load_workbook(target).active
    assert [cell.value for cell in sheet[2]][-1] == 200 and sheet[4][1].value == "合计"
    assert sheet[4][6].value == 8200


def test_another_office_is_asked_and_its_answer_noted(rig: Rig, tmp_path: Path) -> None:
    first, second = two(rig)
    printer = a4_printer("征求意见函")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    page = opened(rig, printer)
    rig.press(Qt.Key.Key_Y, modifier=ALT)
    form = dialog(page, InquiryDialog)
    assert isinstance(form, InquiryDialog)
    rig.type(form.addressee, "国家税务总局示例县税务局")
    accept(rig, form)
    assert errors(form) == {"answer_by": "请填写函复期限。"}
    rig.type(form.answer_by, "20240628")
    accept(rig, form)
    inquiries: tuple[Inquiry, ...] = rig.store.read(queries.inquiries)
    assert [party.application for party in inquiries[0].parties] == [first, second]
    rig.press(Qt.Key.Key_3, modifier=ALT)
    seen = ("陈晓敏", f"letter {inquiries[0].letter}", ("identity",))
    assert views(rig.steps) == [seen]
    rig.clock.moment += datetime.timedelta(minutes=61)
    rig.press(Qt.Key.Key_L, modifier=ALT)
    assert views(rig.steps) == [seen, seen] and (tmp_path / "printed.pdf").exists()
    rig.press(Qt.Key.Key_F, modifier=ALT)
    answer = dialog(page, InquiryAnswerDialog)
    assert isinstance(answer, InquiryAnswerDialog)
    rig.type(answer.source, "示税函〔2024〕5号")
    rig.type(answer.rows[second][0], "有欠税1万元")
    accept(rig, answer)
    assert "请写明怎样处理" in answer.message.sentence()
    rig.type(answer.rows[second][1], "已补缴，继续办理")
    accept(rig, answer)
    assert [len(rig.steps.detail(one).checks) for one in (first, second)] == [1, 1]
    assert rig.steps.detail(second).checks[0].check.remark == "有欠税1万元"


def test_the_list_of_applications_leads_here(rig: Rig) -> None:
    first, second = two(rig)
    notice = publish(rig.steps, first)
    object_to(rig.steps, notice, first)
    page = opened(rig)
    page.show_destination(PublishApplications((second,)), Origin())
    rig.settle()
    assert [item.id for item in page.lists.chosen()] == [second] and page.lists.place() == WAITING
    items = page.lists.models[WAITING].items
    assert items[page.lists.tables[WAITING].current_row()].id == second, "and it stands on it"
    page.show_destination(OpenObjections(first), Origin())
    rig.settle()
    assert page.notice is not None and page.notice.id == notice.id
    assert page.objections.current() is not None
    assert page.objections.table.model().index(0, 4).data() == "07-04"


def test_numbers_are_typed_where_the_office_types_them(rig: Rig) -> None:
    first = proposed(rig.steps, rig.steps.register(), works())
    office = rig.store.read(queries.office)
    assert office is not None
    rig.store.run(commands.ChangeOffice(office=replace(office, own_series=False)), CLERK)
    page = opened(rig)
    rig.press(Qt.Key.Key_F9)
    form = dialog(page, PublishDialog)
    assert isinstance(form, PublishDialog) and form.number is not None
    accept(rig, form)
    assert errors(form) == {"number": "请按本单位发文登记簿填写文号。"}
    rig.type(form.number, "示知资公示[2024]3号")
    rig.answer(over=form)  # type: ignore[arg-type]
    accept(rig, form)
    assert notices(rig)[0].number == "示知资公示〔2024〕3号" and rig.state(first) == "published"


def test_who_was_renamed_after_the_notice_is_decided_with_a_reason_or_not_at_all(rig: Rig) -> None:
    applicant = rig.steps.register()
    application = proposed(rig.steps, applicant)
    publish(rig.steps, application)
    before = rig.steps.detail(application).applicant
    details = replace(rig.steps.details("更名后的有限公司"), identity=before.identity)
    rig.store.run(
        commands.ChangeApplicant(applicant=applicant, revision=before.revision, details=details), CLERK
    )
    go_to(rig.steps, LAST + datetime.timedelta(days=1))
    page = ApplicationsPage(rig.desk)
    rig.show(applications=page)
    page.take_step(NextStep("decide", "", (application,)))
    rig.settle()
    outcome = page.decision.view.outcome
    rig.type(outcome.minutes, "局务会纪要〔2024〕8号")
    rig.type(outcome.day, "20240627")
    rig.settle()
    go_on(rig)
    part = page.decision.view.outcome.departures
    assert rig.state(application) == "published"
    assert not part.isHidden() and "现在是“更名后的有限公司”" in part.lines.text()
    rig.type(part.unpublished, "局务会纪要〔2024〕8号：企业更名，主体没有变化")
    rig.settle()
    assert not part.isHidden()
    go_on(rig)
    assert rig.state(application) == "confirmed"
    assert "8号：企业更名，主体没有变化" in rig.steps.detail(application).steps[-1].remark


def test_a_decision_says_when_it_can_be_taken_while_the_notice_runs(rig: Rig) -> None:
    first = proposed(rig.steps, rig.steps.register())
    publish(rig.steps, first)
    go_to(rig.steps, LAST)
    page = ApplicationsPage(rig.desk)
    rig.show(applications=page)
    page.take_step(page.list_bar.step())
    rig.settle()
    primary = page.decision.primary
    assert not primary.isEnabled()
    assert "公示期到2024年6月26日止" in page.decision.bar.refusal.text()
    assert not page.decision.view.outcome.minutes.isReadOnly(), "what is to come can be prepared"
    go_to(rig.steps, LAST + datetime.timedelta(days=1))
    rig.desk.dayChanged.emit()
    rig.settle()
    assert primary.isEnabled() and not page.decision.bar.refusal.text()


def test_the_contact_is_the_office_s_of_today_and_the_hour_that_of_the_notice_before() -> None:
    office = replace(OFFICE, contact="李敏", telephone="0751-5550123", address="文昌路8号", postcode="")
    last = replace(DETAILS, contact=replace(CONTACT, closes=16 * 60))
    file = NoticeFile(office, (), (), (), last, WorkingDays([], [FIRST.year]))
    said = file.details("标题", "依据", datetime.datetime.combine(FIRST, datetime.time(15, 59)))
    assert said.period.begins == FIRST
    assert said.contact == NoticeContact(
        contact="李敏", telephone="0751-5550123", address="文昌路8号", closes=16 * 60
    )
    closed = file.details("标题", "依据", datetime.datetime.combine(FIRST, datetime.time(16, 0)))
    assert closed.period.begins == FIRST + datetime.timedelta(days=1), "today nobody can object any more"
