"""The calls among the settings: written down, changed and closed by keyboard alone."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from ipdesk.models import queries
from ipdesk.models.commands import AddPerson, ChangeCall, ChangeOffice, OpenCall
from ipdesk.models.core.roles import Role
from ipdesk.models.records import Call, CallDetails, CallMaterial, CallSums, Person
from ipdesk.models.records.forms import MaterialForm
from ipdesk.models.workflow import Level
from ipdesk.ui.settings import SettingsPage
from ipdesk.ui.settings.calls.dialog import CallDialog
from ipdesk.ui.settings.calls.materials import CallMaterialsDialog
from ipdesk.ui.settings.calls.reopen_dialog import ReopenDialog
from ipdesk.ui.settings.calls.rows import BUDGET, short_text
from tests.actors import CLERK
from tests.ui.rig import Rig

ALT = Qt.KeyboardModifier.AltModifier


def at(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime.datetime:
    return datetime.datetime(2024, month, day, hour, minute).astimezone()


DETAILS = CallDetails(
    policy="shaoguan-2021", year=2024, title="2024年度第一批", notice_number="示知资〔2024〕3号",
    begins_at=at(6, 1, 8, 30), ends_at=at(7, 1), budget=50_000_000,
)  # fmt: skip


@pytest.fixture
def page(rig: Rig) -> SettingsPage:
    made = rig.page(SettingsPage)
    rig.show(settings=made)
    rig.press(Qt.Key.Key_4, modifier=ALT)
    return made


def calls(rig: Rig) -> tuple[Call, ...]:
    return rig.store.read(queries.calls)


def listed(page: SettingsPage) -> list[list[str]]:
    model = page.calls.table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def dialog(page: SettingsPage) -> CallDialog:
    assert page.calls.dialog is not None
    return page.calls.dialog


def errors(form: CallDialog) -> dict[str, str]:
    return {name: field.error() for name, field in form.fields.items() if field.error()}


def fill(form: CallDialog, *texts: str) -> None:
    """Type into field after field; Enter moves on."""
    for text in texts:
        field = form.focusWidget()
        assert field is not None
        if isinstance(field, QLineEdit) and not text.isascii():
            field.insert(text)
        elif isinstance(field, QPlainTextEdit):
            field.insertPlainText(text)
        else:
            QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)


def enter_materials(form: CallDialog) -> None:
    """Open the sheet of materials by its key, begin a row without its name, and put that right."""

    def act() -> None:
        sheet = QApplication.activeModalWidget()
        if not isinstance(sheet, CallMaterialsDialog):
            return
        look.stop()
        [row] = sheet.rows
        row.clause.choose_by_text("第（八）项　知识产权质押融资贴息")
        QTest.keyClicks(row.article, "4")
        assert len(sheet.rows) == 2, "an empty row stands below"
        row.article.setText("第四条")
        sheet.accept()
        assert sheet.problem.text() == "请填写材料名称。" and sheet.focusWidget() is row.name
        row.name.insert("贷款结清证明")
        row.form.set_key("original")
        sheet.accept()

    look = QTimer()
    look.timeout.connect(act)
    look.start(1)
    QTest.keyClick(form.materials.button, Qt.Key.Key_Return)
    assert form.materials.said.text() == "贷款结清证明原件"


def test_a_call_is_written_down_by_keyboard_as_the_notice_says_it(rig: Rig, page: SettingsPage) -> None:
    assert listed(page) == []
    rig.press(Qt.Key.Key_N, modifier=ALT)
    form = dialog(page)
    form.activateWindow()
    form.policy.choose_by_text("韶关")
    fill(form, "", "", "", "2024年度第一批", "示知资[2024]3号", "")
    fill(form, "《关于申报2023年度知识产权资助的通知》", "")
    assert form.focusWidget() is form.materials.button
    QTest.keyClick(form.materials.button, Qt.Key.Key_Tab)
    fill(form, "20240601", "8.30", "2024年6月30日", "下午5点半", "20230101", "20231231", "50w")
    fill(form, "提交加盖财务专用章的收款收据", "15个工作日", "《示例办法》（示府规〔2021〕5号）第十五条", "")
    assert form.accept_button.hasFocus()
    enter_materials(form)
    QTest.keyClick(form.accept_button, Qt.Key.Key_Return)
    rig.settle()
    [call] = calls(rig)
    assert page.calls.dialog is None and call.notice_title == "关于申报2023年度知识产权资助的通知"
    assert (call.policy, call.year, call.level) == ("shaoguan-2021", 2024, Level.OWN)
    assert (call.begins_at, call.ends_at) == (at(6, 1, 8, 30), at(6, 30, 17, 30))
    assert (call.achieved_from, call.achieved_to) == (datetime.date(2023, 1, 1), datetime.date(2023, 12, 31))
    assert call.budget == 50_000_000
    [asked] = call.materials
    assert asked == CallMaterial(
        "shaoguan-2021/8-pledge-interest", "贷款结清证明", MaterialForm.ORIGINAL, 1, "第四条"
    )
    assert (call.collection_asks, call.collection_days) == ("提交加盖财务专用章的收款收据", 15)
    [row] = listed(page)
    assert row[0] == "2024年度第一批" and row[2:] == [
        "本级审定", "示知资〔2024〕3号", "2024-06-01 08:30 – 06-30 17:30", "2023-01-01至2023-12-31",
        "500,000.00", "0", "受理中",
    ]  # fmt: skip
    assert page.calls.bar.state() == "已保存“2024年度第一批”"
    assert not page.calls.table.isColumnHidden(BUDGET)
    without, why = replace(DETAILS, budget=None), "预算由财政部门另行下达"
    rig.store.run(ChangeCall(call=call.id, revision=1, details=without, reason=why), CLERK)
    page.calls.refresh()
    rig.settle()
    assert page.calls.table.isColumnHidden(BUDGET), "names have its room where no call has a budget"


def test_what_is_missing_or_wrong_is_marked_in_place_and_nothing_lost(rig: Rig, page: SettingsPage) -> None:
    rig.press(Qt.Key.Key_N, modifier=ALT)
    form = dialog(page)
    form.begins_on.setText("20240699")
    form.ends_hour.setText("5点半")
    form.accept()
    said = errors(form)
    assert set(said) == {"policy", "title", "begins_on", "ends_on", "ends_hour"}
    assert "99日" in said["begins_on"] and "上午还是下午" in said["ends_hour"]
    assert form.focusWidget() is form.policy
    form.policy.set_key("shaoguan-2021")
    form.title_field.setText("补报")
    form.begins_on.setText("20240601")
    form.ends_on.setText("20240601")
    form.ends_hour.setText("0:00")
    form.accept()
    rig.settle()
    assert list(errors(form)) == ["ends_on"] and "之后" in form.fields["ends_on"].error()
    assert form.isVisible() and form.focusWidget() is form.ends_on and calls(rig) == ()
    form.done(0)


def test_days_outside_the_term_of_the_policy_are_asked_about(rig: Rig, page: SettingsPage) -> None:
    rig.press(Qt.Key.Key_N, modifier=ALT)
    form = dialog(page)
    form.policy.set_key("shaoguan-2021")
    form.title_field.setText("第二批")
    form.begins_on.setText("20241201")
    form.ends_on.setText("20250115")
    for agreed, kept in ((False, 0), (True, 1)):
        asked = rig.answer(yes=agreed)
        form.accept()
        assert "有效期为 2021-12-21 至 2024-12-31" in asked() and "2024-12-01 至 2025-01-15" in asked()
        assert form.accept_button.isEnabled() or agreed
        rig.settle()
        assert len(calls(rig)) == kept
    office = rig.store.read(queries.office)
    assert office is not None
    rig.store.run(ChangeOffice(office=replace(office, address="广东省韶关市示例县建设路1号")), CLERK)
    rig.press(Qt.Key.Key_N, modifier=ALT)
    form = dialog(page)
    form.policy.set_key("zhaoqing-hitech-2022")
    form.title_field.setText("第一批")
    form.begins_on.setText("20240601")
    form.ends_on.setText("20240630")
    asked = rig.answer(yes=False)
    form.accept()
    assert "由肇庆高新区管委会办公室制定，不是本地或者本地上级的政策" in asked() and len(calls(rig)) == 1
    form.done(0)


def test_by_what_power_this_office_decides_is_asked_and_a_title_that_says_another_told(
    rig: Rig, page: SettingsPage
) -> None:
    rig.press(Qt.Key.Key_N, modifier=ALT)
    form = dialog(page)
    form.policy.set_key("shaoguan-2021")
    form.title_field.setText("第一批")
    form.begins_on.setText("20240601")
    form.ends_on.setText("20240630")
    power = form.fields["entrusted"]
    assert power.isHidden(), "there is no paper yet"
    form.delegation.setText("《关于委托审核的通知》（韶市监知〔2024〕6号）")
    form.accept()
    assert errors(form) == {"entrusted": "请选择是交由、下放，还是委托。"}
    form.power.kind.set_key("own")
    form.title_field.setFocus()
    assert "文件名称写的是“委托”" in power.line.text()
    asked = rig.answer(yes=False)
    form.accept()
    assert "文件名称写的是“委托”" in asked() and calls(rig) == ()
    form.power.kind.set_key("entrusted")
    form.power.principal.setText("韶关市市场监督管理局")
    assert form.power.review.text() == "韶关市人民政府" and "文件名称" not in power.line.text()
    form.accept()
    rig.settle()
    [call] = calls(rig)
    assert (call.principal, call.principal_review) == ("韶关市市场监督管理局", "韶关市人民政府")
    assert listed(page)[0][2] == "受委托审定"


def test_hours_that_are_left_blank_are_those_of_whole_days(rig: Rig, page: SettingsPage) -> None:
    rig.press(Qt.Key.Key_N, modifier=ALT)
    form = dialog(page)
    form.policy.set_key("shaoguan-2021")
    form.title_field.setText("全年")
    form.begins_on.setText("20240601")
    form.ends_on.setText("20240601")
    form.accept()
    rig.settle()
    [call] = calls(rig)
    assert (call.begins_at, call.ends_at) == (at(6, 1), at(6, 2))
    assert listed(page)[0][4] == "2024-06-01 00:00 – 06-01 24:00"
    rig.press(Qt.Key.Key_N, modifier=ALT)
    another = dialog(page)
    another.policy.set_key("shaoguan-2021")
    another.title_field.setText("前一天")
    another.begins_on.setText("20240531")
    another.ends_on.setText("20240531")
    another.accept()
    rig.settle()
    in_hand = page.calls.current()
    assert in_hand is not None and in_hand.title == "前一天", "the list stands on what was just saved"


def test_a_call_is_changed_where_another_desk_was_not_quicker(rig: Rig, page: SettingsPage) -> None:
    call = rig.store.run(OpenCall(details=DETAILS), CLERK).value
    page.calls.refresh()
    rig.settle()
    rig.press(Qt.Key.Key_Return, page.calls.table)
    form = dialog(page)
    assert (form.ends_on.text(), form.ends_hour.text()) == ("2024-06-30", "24:00")
    form.ends_on.setText("20240731")
    form.accept()
    rig.settle()
    assert calls(rig)[0].ends_at == at(8, 1)
    rig.press(Qt.Key.Key_Return, page.calls.table)
    rig.store.run(ChangeCall(call=call, revision=2, details=DETAILS), CLERK)  # nobody tells this window
    form = dialog(page)
    form.title_field.setText("补报")
    form.accept()
    rig.settle()
    assert "刚在另一处修改过" in form.message.sentence() and form.title_field.text() == "补报"
    assert calls(rig)[0].title == "2024年度第一批"
    form.done(0)


def test_who_is_no_administrator_reads_the_calls_and_is_told_why_no_more(
    rig: Rig, page: SettingsPage
) -> None:
    rig.store.run(OpenCall(details=DETAILS), CLERK)
    clerk = rig.store.run(AddPerson(name="黄志强", roles=frozenset({Role.CLERK})), CLERK).value
    rig.desk.set_person(Person(clerk, "黄志强"))
    page.calls.refresh()
    rig.settle()
    for key in (Qt.Key.Key_N, Qt.Key.Key_C):
        rig.press(key, page.calls.table, ALT)
    rig.press(Qt.Key.Key_Return, page.calls.table)
    assert page.calls.dialog is None and "管理员" in page.calls.message.sentence()
    assert len(listed(page)) == 1 and calls(rig)[0].closed_at is None


def test_a_call_is_closed_after_a_question_and_opened_with_a_reason(rig: Rig, page: SettingsPage) -> None:
    rig.store.run(OpenCall(details=DETAILS), CLERK)
    page.calls.refresh()
    rig.settle()
    rig.answer(yes=False)
    rig.press(Qt.Key.Key_C, page.calls.table, ALT)
    assert calls(rig)[0].closed_at is None
    asked = rig.answer()
    rig.press(Qt.Key.Key_C, page.calls.table, ALT)
    assert "不能再按它受理" in asked()
    assert calls(rig)[0].closed_at is not None and listed(page)[0][-1] == "已关闭"
    rig.press(Qt.Key.Key_Return, page.calls.table)
    form = page.calls.dialog
    assert form is not None and "只能改预算" in form.message.sentence() and not form.year.isEnabled()
    assert not form.fields["reason"].isVisible() and not form.short.isVisible()
    rig.type(form.budget, "9000")
    handed_in: list[object] = []
    form.submitted.connect(handed_in.append)
    form.accept()
    rig.settle()
    assert form.fields["reason"].error() == "请填写理由。" and handed_in == [], "before any question is asked"
    rig.type(form.why, "局务会追加预算")
    form.accept()
    rig.settle()
    assert calls(rig)[0].budget == 900_000
    rig.press(Qt.Key.Key_Return, page.calls.table)
    form = page.calls.dialog
    assert form is not None and "改为 9,000.00 元，理由：局务会追加预算" in form.history.text()
    form.done(0)
    assert not page.calls.close_button.isVisible()
    rig.press(Qt.Key.Key_O, page.calls.table, ALT)
    again = page.calls.findChild(ReopenDialog)
    assert again is not None
    again.accept()
    rig.settle()
    assert again.fields["reason"].error() == "请填写理由。"
    rig.type(again.reason, "关错了批次")
    again.accept()
    rig.settle()
    assert calls(rig)[0].closed_at is None and listed(page)[0][-1] == "受理中"


@pytest.mark.parametrize(
    ("budget", "said"),
    [
        (None, ""),
        (3_000_000, ""),
        (
            2_999_999,
            "预算 29,999.99 元，少于这个批次的 30,000.00 元：已审定 10,000.00 元，待审定 20,000.00 元",
        ),
    ],
)
def test_a_budget_below_what_is_decided_and_waits_is_pointed_out(budget: int | None, said: str) -> None:
    sums = CallSums(applications=3, computed=3_500_000, proposed=2_000_000, granted=1_000_000)
    assert short_text(budget, sums) == said
    assert short_text(budget, None) == ""
