"""Steps that write nothing but themselves are offered by the list and the drawer, by their rows alone."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.batches.preview_dialog import BatchPreview
from ipdesk.ui.applications.steps.menu import StepMenu
from ipdesk.ui.applications.steps.offered_step import NextStep
from ipdesk.ui.applications.steps.reason_dialog import ReasonDialog
from ipdesk.ui.applications.steps.withdraw_dialog import WithdrawDialog
from tests.invented_steps import Suspension, add_suspension
from tests.models.desk import licence
from tests.ui.rig import Rig

WHY = "专利权属有争议，等待法院判决"


@pytest.fixture
def suspension(monkeypatch: pytest.MonkeyPatch, own_window: None) -> Suspension:
    return add_suspension(monkeypatch)


def page_with(rig: Rig) -> ApplicationsPage:
    """Show 丙, a draft, 乙 and 甲, accepted."""
    steps = rig.steps
    for name in ("甲精密电子有限公司", "乙机械有限公司"):
        steps.accept(steps.draft(steps.register(name), licence(ref=f"Y202244000{ord(name[0]):06d}")))
    steps.draft(steps.register("丙农民专业合作社", kind="cooperative"), licence())
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    return page


def offered(menu: StepMenu) -> list[str]:
    """Return the steps that a menu offers, without what stands behind them."""
    behind = ("印发", "限制资助", "登记来文")
    return [word for word in menu.words() if not word.startswith(behind)] if menu.isVisible() else []


def test_every_entry_of_a_long_menu_has_a_key_of_its_own(qtbot: QtBot) -> None:
    menu = StepMenu()
    qtbot.addWidget(menu)
    menu.show_steps(NextStep("step", f"第 {place} 步") for place in range(12))
    menu.click()
    keys = [action.text()[1] for action in menu.menu_of_steps.actions()]
    assert keys == list("1234567890AB")
    menu.menu_of_steps.close()


def take(menu: StepMenu, word: str) -> None:
    """Take a step by the menu, as its digit does."""
    menu.click()
    [action] = [one for one in menu.menu_of_steps.actions() if one.text().endswith(f"　{word}")]
    menu.menu_of_steps.close()
    action.trigger()


def give_reasons(*reasons: str) -> list[str]:
    """Type reasons, one after the other, into the next question; what it finds wrong is in the answer."""
    said: list[str] = []

    def answer() -> None:
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, ReasonDialog)
        if isinstance(sheet, WithdrawDialog):
            sheet.came.set_key("paper")
        for reason in reasons:
            sheet.input.setText(reason)
            sheet.accept()
            said.append(sheet._field.error())

    QTimer.singleShot(0, answer)
    return said


def agree_to_batch(page: ApplicationsPage) -> None:
    """Agree to the preview of a batch as soon as it stands there."""
    timer = QTimer(page)

    def look() -> None:
        preview = QApplication.activeModalWidget()
        if isinstance(preview, BatchPreview):
            timer.stop()
            preview.accept()

    timer.timeout.connect(look)
    timer.start(1)


def test_the_list_offers_a_step_takes_it_for_all_that_are_ticked_and_offers_the_way_back(
    suspension: Suspension, rig: Rig
) -> None:
    page = page_with(rig)
    assert offered(page.list_bar.others) == ["通知补正…", "不予受理…"]
    page.list.choose_state(suspension.suspend.sources[0])
    rig.settle()
    assert page.list_bar.primary.text().startswith("审定")
    assert offered(page.list_bar.others) == ["通知补正…", "撤销受理…", "申请人撤回…", "中止办理"]
    page.list.model.check_all()
    rig.settle()
    batch = ["成批审定 2 件…", "逐件审定 2 件"]
    assert offered(page.list_bar.others) == [*batch, "申请人撤回 2 件…", "中止 2 件"]
    said = give_reasons("", WHY)
    agree_to_batch(page)
    take(page.list_bar.others, "中止 2 件")
    rig.settle()
    assert said[0] == "请填写理由。"
    assert page.list.tabs.words() == ("全部 3", "草稿 1", "已受理 0", "已审定 0", "已下达 0", "已中止 2")
    page.list.choose_state(suspension.state)
    rig.settle()
    assert page.list_bar.step().step is suspension.resume
    rig.press(Qt.Key.Key_F9, page.list.table)
    assert page.list.tabs.words()[2] == "已受理 1"


def test_the_drawer_offers_it_too_and_tells_it_in_the_time_line(suspension: Suspension, rig: Rig) -> None:
    page = page_with(rig)
    page.list.go_to(1)
    rig.settle()
    page._open_drawer()
    rig.settle()
    give_reasons(WHY)
    take(page.drawer.steps, "中止办理")
    rig.settle()
    assert offered(page.drawer.steps) == ["恢复办理"]
    take(page.drawer.steps, "恢复办理")
    rig.settle()
    assert "中止办理" in offered(page.drawer.steps)
    told = [(step.word, step.who) for step in page.drawer.timeline._steps]
    assert [title for title, _ in told] == ["登记", "受理", "中止", "恢复", "审定", "下达"]
    assert told[2][1].endswith(WHY)
