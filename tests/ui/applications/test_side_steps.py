"""Corrections, acceptances taken back and files that come to nothing, by the window."""

import datetime
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from ipdesk.models import queries
from ipdesk.models.commands import EndRecusal, RecordRecusal, TakeStep
from ipdesk.models.evaluation.evaluate import stored_result
from ipdesk.models.workflow import State, Step
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.steps.correction_dialog import CorrectionDialog
from ipdesk.ui.applications.steps.lapse_question import UncorrectedDialog
from ipdesk.ui.applications.steps.reason_dialog import ReasonDialog
from ipdesk.ui.applications.steps.service_dialog import ServiceDialog
from ipdesk.ui.applications.steps.withdraw_dialog import WithdrawDialog
from tests.actors import CLERK
from tests.models.desk import licence
from tests.models.handlers.steps.test_corrections import again, asking
from tests.ui.applications.test_simple_steps import take
from tests.ui.rig import Rig


@pytest.fixture
def page(rig: Rig) -> ApplicationsPage:
    """Show one application, accepted."""
    steps = rig.steps
    steps.accept(steps.draft(steps.register("甲精密电子有限公司"), licence()))
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    return page


def in_dialog(kind: type, answer: Callable[..., None]) -> None:
    """Answer the next dialog, which is of a kind."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        try:
            answer(dialog)
        finally:
            if dialog.isVisible():
                dialog.done(0)

    QTimer.singleShot(0, look)


def test_a_correction_is_asked_for_with_what_the_program_knows_to_be_missing(
    page: ApplicationsPage, rig: Rig
) -> None:
    told: list[str] = []

    def fill(dialog: CorrectionDialog) -> None:
        assert dialog.focusWidget() is dialog.rows[0].missing, "Enter does not send what nobody has read"
        told.extend(row.missing.text() for row in dialog.rows)
        assert dialog.until.text() == "送达后填写送达日期，从第二天起算", "no service that nobody told of"
        dialog.at_once.setChecked(True)
        told.append(dialog.until.text())
        for _ in range(8):
            dialog.more.click()
        QApplication.processEvents()
        assert dialog.more.visibleRegion().boundingRect().size() == dialog.more.size(), "it is not cut"
        for row in dialog.rows[1:]:
            row.remove.click()
        dialog.more.click()
        dialog.rows[-1].cure.setText("盖章后重新提交")
        dialog.accept()
        told.append(dialog.problem.text())
        dialog.rows[-1].missing.setText("申请表没有盖章")
        dialog.accept()

    in_dialog(CorrectionDialog, fill)
    take(page.list_bar.others, "通知补正…")
    rig.settle()
    assert told[0].startswith("缺少")
    assert told[-2:] == ["到 2024-06-27 止", "请写明缺少什么，不要的行请去掉。"]
    [asked] = rig.desk.read(queries.corrections, 1)
    assert [item.missing for item in asked.items] == [told[0], "申请表没有盖章"]
    assert page.list.tabs.words()[-1] == "待补正 1"
    assert page.number == "1 件　金额合计 8,000.00 元　其中待补正 1 件 8,000.00 元"
    rig.steps.accept(again(rig.steps, 1))
    page.list.refresh()
    rig.settle()
    in_dialog(CorrectionDialog, lambda dialog: told.append(dialog.former.text()))
    take(page.list_bar.others, "通知补正…")
    rig.settle()
    assert told[-1] == (
        f"这是第 2 次补正。2024-06-20 已告知：1. {told[0]}；2. 申请表没有盖章。"
        "除补交的材料仍有问题以外，不再提出当时没有告知的内容。"
    )


def test_the_period_runs_from_the_day_of_service_which_is_typed_later(
    page: ApplicationsPage, rig: Rig
) -> None:
    def ask(dialog: CorrectionDialog) -> None:
        assert dialog.until.text() == "送达后填写送达日期，从第二天起算"
        dialog.accept()

    in_dialog(CorrectionDialog, ask)
    take(page.list_bar.others, "通知补正…")
    rig.settle()
    page._open_drawer()
    rig.settle()
    assert awaited(page) == "补正期限 5 个工作日，还没有填写送达日期"
    told: list[str] = []

    def serve(dialog: ServiceDialog) -> None:
        dialog.date.setText("2024-06-19")
        dialog.accept()
        told.append(dialog._field.error())
        dialog.date.setText("2024-06-20")
        told.append(dialog.until.text())
        dialog.accept()

    in_dialog(ServiceDialog, serve)
    take(page.list_bar.others, "填写补正通知的送达日期…")
    rig.settle()
    assert told == ["送达日期早于通知日期（2024-06-20），请核对。", "5 个工作日，到 2024-06-27 止"]
    assert awaited(page) == "补正期限到 2024-06-27 止，还有 5 个工作日"
    assert "填写补正通知的送达日期…" not in page.list_bar.others.words(), "it is known"


def test_into_a_year_without_holidays_it_is_asked_for_all_the_same_and_said_what_it_waits_for(
    page: ApplicationsPage, rig: Rig
) -> None:
    told: list[str] = []

    def fill(dialog: CorrectionDialog) -> None:
        dialog._today = datetime.date(2037, 12, 30)
        dialog.at_once.setChecked(True)
        told.append(dialog.until.text())
        dialog._today = rig.desk.today()  # by which the command counts
        dialog.accept()

    in_dialog(CorrectionDialog, fill)
    take(page.list_bar.others, "通知补正…")
    rig.settle()
    assert told[0].startswith("补正期限要等2037年的放假安排公布后才能算出")
    [asked] = rig.desk.read(queries.corrections, 1)
    assert asked.served_on == rig.desk.today()


def meanwhile_withdrawn(rig: Rig) -> None:
    """Let another desk take the file back for good."""
    rig.store.run(TakeStep(application=1, step=Step.WITHDRAW, reason="申请人来函撤回"), CLERK)


def test_a_refused_step_keeps_the_list_that_was_typed(page: ApplicationsPage, rig: Rig) -> None:
    told: list[str] = []

    def fill(dialog: CorrectionDialog) -> None:
        dialog.rows[0].missing.setText("申请表没有盖章")
        dialog.rows[1].missing.setText("\u3000\u200b")
        dialog.accept()
        told.append(dialog.problem.text())
        dialog.rows[1].remove.click()
        meanwhile_withdrawn(rig)
        dialog.accept()
        assert dialog.held()
        rig.settle()
        told.append(dialog.problem.text())
        assert dialog.isVisible() and not dialog.held()
        told.append(dialog.rows[0].missing.text())

    in_dialog(CorrectionDialog, fill)
    take(page.list_bar.others, "通知补正…")
    rig.settle()
    assert told[0] == "请写明缺少什么，不要的行请去掉。", "a row of blanks and a cure lacks what is missing"
    assert "申请人撤回" in told[1] and told[2] == "申请表没有盖章"
    assert rig.desk.read(queries.corrections, 1) == ()


def test_a_refused_step_keeps_the_reason_that_was_typed(page: ApplicationsPage, rig: Rig) -> None:
    told: list[str] = []

    def fill(dialog: ReasonDialog) -> None:
        dialog.input.setText("录错了申请人")
        meanwhile_withdrawn(rig)
        dialog.accept()
        rig.settle()
        told.extend((dialog._field.error(), dialog.input.text()))
        assert dialog.isVisible()

    in_dialog(ReasonDialog, fill)
    take(page.list_bar.others, "撤销受理…")
    rig.settle()
    assert "申请人撤回" in told[0] and told[1] == "录错了申请人"


def awaited(page: ApplicationsPage) -> str:
    """Return what the time line says of the step that is waited for."""
    return next(step.who for step in page.drawer.timeline._steps if step.stage == "now")


@pytest.mark.usefixtures("own_window")
def test_an_acceptance_is_taken_back_and_the_file_lies_on_the_counter_again(
    page: ApplicationsPage, rig: Rig
) -> None:
    def fill(dialog: ReasonDialog) -> None:
        dialog.input.setText("录错了申请人")
        dialog.accept()

    in_dialog(ReasonDialog, fill)
    take(page.list_bar.others, "撤销受理…")
    rig.settle()
    assert rig.desk.read(queries.application_detail, 1).application.state is State.DRAFT
    assert [step.word for step in page.drawer.timeline._steps] == []
    page._open_drawer()
    rig.settle()
    words = [step.word for step in page.drawer.timeline._steps]
    assert words == ["登记", "受理", "撤销受理", "受理", "审定", "下达"]


def test_a_decision_is_taken_back_and_waits_with_what_was_entered(page: ApplicationsPage, rig: Rig) -> None:
    rig.steps.store.run(rig.steps.confirming(1, stored_result(rig.steps.policy, rig.steps.detail(1))), CLERK)
    page.list.refresh()
    rig.settle()
    seen: list[str] = []
    related = RecordRecusal(applicant=1, person=rig.steps.me, relation="配偶的单位")
    recusal = rig.store.run(related, CLERK).value
    told: list[str] = []
    rig.desk.refused.connect(lambda error: told.append(error.message))
    take(page.list_bar.others, "撤回审定…")
    assert "配偶的单位" in told[0] and not page.findChildren(ReasonDialog), "before anything is typed"
    rig.store.run(EndRecusal(recusal=recusal, reason="登记有误，并无关系"), CLERK)

    def fill(dialog: ReasonDialog) -> None:
        seen.append("".join(label.text() for label in dialog.findChildren(QLabel)))
        dialog.input.setText("会议纪要编号登记错误")
        dialog.accept()

    in_dialog(ReasonDialog, fill)
    take(page.list_bar.others, "撤回审定…")
    rig.settle()
    assert "填写的金额、理由和会议都保留" in seen[0]
    assert rig.state(1) == State.ACCEPTED.value
    typed = rig.desk.read(queries.decision_draft, 1)
    assert typed is not None and typed.minutes_number


def test_a_file_that_comes_to_nothing_is_over(page: ApplicationsPage, rig: Rig) -> None:
    def fill(dialog: WithdrawDialog) -> None:
        assert dialog.files.text() == "2024-0001　甲精密电子有限公司"
        dialog.input.setText("申请人另行安排")
        dialog.accept()
        assert dialog.fields["came"].error() == "请选择是否收到书面撤回申请。", (
            "nobody said that a paper came"
        )
        assert dialog.fields["title"].isHidden() and dialog.paper is None
        dialog.came.set_key("paper")
        assert dialog.paper is not None and dialog.paper.day == rig.clock.today
        dialog.fields["number"].editor.setText("甲司函〔2024〕3号")
        dialog.accept()

    in_dialog(WithdrawDialog, fill)
    take(page.list_bar.others, "申请人撤回…")
    rig.settle()
    assert page.list.tabs.words()[-1] == "申请人撤回 1"
    page.list.choose_state(State.WITHDRAWN)
    rig.settle()
    assert page.list_bar.primary.text() == "印发终止办理通知书", "which confirms it, before the archive"
    left = [word for word in page.list_bar.others.words() if not word.startswith("印发")]
    assert left == ["登记来文…", "归档…"], "no step is left, only what ends in the archive"
    assert page.list_bar.state() == "2024-0001 已办理“申请人撤回”"
    [paper] = rig.store.read(queries.application_detail, 1).incoming
    assert paper.details.number == "甲司函〔2024〕3号"


def test_a_file_ends_for_want_of_correction_only_after_a_question_with_what_lacked(
    page: ApplicationsPage, rig: Rig
) -> None:
    rig.store.run(asking(rig.steps, 1), CLERK)
    page.list.refresh()
    rig.settle()
    lapsing = "逾期未补正，办结…"
    assert lapsing not in page.list_bar.others.words(), "the time to correct it has not run out"
    rig.clock.moment += datetime.timedelta(days=8)
    page.begin_day()
    rig.settle()
    seen: list[str] = []

    def refuse(dialog: UncorrectedDialog) -> None:
        seen.extend(one.text() for one in dialog.findChildren(QLabel))
        assert dialog.refuse_button.isDefault() and dialog.basis.text() == "", "no rule of the kind is typed"
        dialog.accept()
        rig.settle()
        assert dialog.field.error().startswith("请填写逾期没有补正、视为撤回的依据")
        dialog.finish()

    def end(dialog: UncorrectedDialog) -> None:
        dialog.basis.insert("《示例县专项资金管理办法》（示府规〔2021〕5号）第十六条")
        dialog.accept()

    for answer, state in ((refuse, State.CORRECTION), (end, State.UNCORRECTED)):
        in_dialog(UncorrectedDialog, answer)
        take(page.list_bar.others, lapsing)
        rig.settle()
        assert rig.state(1) == state.value
    said = "".join(seen)
    assert "2024-0001　甲精密电子有限公司" in said and "申请表没有盖章" in said
    assert "2024-06-20 送达，补正期限到 2024-06-27 止" in said
