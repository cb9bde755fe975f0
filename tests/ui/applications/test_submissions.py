"""What goes out about somebody is submitted from its dialog, returned, changed, signed and carried out."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ipdesk.documents.letters.after_award.service_announcement import SERVICE_ANNOUNCEMENT
from ipdesk.models import queries
from ipdesk.models.applications.approvals import ANNOUNCEMENT
from ipdesk.models.commands import ChangeAccess
from ipdesk.models.records import AccessSettings, AnnouncementGround, ApplicationDetail, ApprovalOrder
from ipdesk.models.workflow import HandlingState
from ipdesk.ui.applicants.bar_dialog import BarDialog
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.after_award.announcement_dialog import AnnouncementDialog
from ipdesk.ui.applications.handling.carry_out_dialog import CarryOutDialog
from ipdesk.ui.applications.handling.sign_dialog import SignDialog
from ipdesk.ui.applications.steps.taking import ask_bars
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.destinations import OpenLetter
from ipdesk.ui.shell.clock_watch import confirm_dated
from ipdesk.ui.widgets import Dialog, WrappingText
from tests.actors import CLERK
from tests.models.desk import Desk, licence
from tests.ui.applications.after_award.test_after_award import award, choose, page, press, said
from tests.ui.applications.test_side_steps import in_dialog
from tests.ui.rig import Rig, faulty_template

__all__ = ["award", "page"]
SEARCHED = (
    "2024年6月20日、21日到登记住所和所在社区居委会查找，法定代表人和经办人的电话无人接听，没有查到新的地址"
)
OPINION = "写明社区居委会出具的证明"


def approves_first(desk: Desk) -> None:
    desk.store.run(ChangeAccess(settings=AccessSettings(approval_order=ApprovalOrder.FIRST)), CLERK)


def sentences(dialog: Dialog) -> str:
    return "".join(one.text() for one in dialog.findChildren(WrappingText) if one.isVisible())


def opened_by(rig: Rig, page: ApplicationsPage, kind: type[CommandDialog]) -> CommandDialog:
    """Take what F9 does next, and return the dialog that asks for it."""
    page.list.refresh()
    rig.settle()
    page.list_bar.primary.click()
    return shown(rig, page, kind)


def shown(rig: Rig, page: ApplicationsPage, kind: type[CommandDialog]) -> CommandDialog:
    rig.settle()
    [found] = [one for one in page.findChildren(kind) if one.isVisible()]
    return found


def handled(rig: Rig, award: int) -> ApplicationDetail:
    return rig.desk.read(queries.application_detail, award)


def test_an_announcement_is_read_returned_changed_signed_and_published(
    rig: Rig, page: ApplicationsPage, award: int
) -> None:
    approves_first(rig.steps)
    page.list.refresh()
    rig.settle()
    asking = choose(rig, page, "公告送达")
    assert isinstance(asking, AnnouncementDialog)
    asking.ground.set_key(AnnouncementGround.UNTRACED.value)
    asking.tried.setText(SEARCHED)
    press(rig, asking)
    assert handled(rig, award).handlings == (), "nothing is submitted that nobody has read"
    assert SEARCHED in asking.shown.text() and asking.shown.isVisible() and not asking.grid.isVisible()
    asking.back.click()
    assert asking.tried.isVisible() and not asking.shown.isVisible()
    press(rig, asking)
    assert asking.accept_button.text() == "核对无误，送审，印审批表"
    press(rig, asking)
    [first] = handled(rig, award).handlings
    assert (first.kind, first.state) == (ANNOUNCEMENT, HandlingState.PENDING)
    assert rig.asked[-1] == OpenLetter(first.sheet) and rig.desk.read(queries.announcements, award) == ()
    _return(rig, page)
    again = choose(rig, page, "公告送达")
    assert isinstance(again, AnnouncementDialog)
    assert (again.tried.text(), again.ground.key()) == (SEARCHED, AnnouncementGround.UNTRACED.value)
    assert f"签批不同意，退回修改。黎志明（局长）：{OPINION}" in sentences(again)
    press(rig, again)
    press(rig, again)
    _change_and_publish(rig, page, award)


def _return(rig: Rig, page: ApplicationsPage) -> None:
    """An opinion is asked for where they do not agree, and stays beside the form."""
    signing = opened_by(rig, page, SignDialog)
    assert isinstance(signing, SignDialog) and signing.fields["opinion"].mark() == "选填"
    signing.answer.set_key("refused")
    assert signing.fields["opinion"].mark() == "必填"
    rig.type(signing.signers, "黎志明")
    press(rig, signing)
    assert said(signing, "signers").startswith("签批人“黎志明”没有写明职务")
    rig.type(signing.signers, "黎志明（局长）")
    press(rig, signing)
    assert said(signing, "opinion") == "请写明不同意的意见。"
    rig.type(signing.opinion, OPINION)
    press(rig, signing)
    page.list.refresh()
    rig.settle()


def _change_and_publish(rig: Rig, page: ApplicationsPage, award: int) -> None:
    """A change is told with what it is about; what is signed is shown in full before it is done."""
    page.list.refresh()
    rig.settle()
    rig.clock.moment += datetime.timedelta(minutes=5)
    changing = choose(rig, page, "更改送审内容")
    assert isinstance(changing, AnnouncementDialog) and changing.tried.text() == SEARCHED
    changing.tried.setText(f"{SEARCHED}，{OPINION}")
    press(rig, changing)
    press(rig, changing)
    page.list.refresh()
    rig.settle()
    told = [(one.word, one.who) for one in page.drawer.timeline._steps]
    assert [word for word, _ in told].count("送审公告送达") == 2
    assert ("更改送审", "陈晓敏　公告送达　改动了事实和理由") in told
    signing = opened_by(rig, page, SignDialog)
    assert isinstance(signing, SignDialog)
    _pick_known(rig, signing)
    press(rig, signing)
    doing = shown(rig, page, CarryOutDialog)
    assert f"{SEARCHED}，{OPINION}" in sentences(doing) and "民事诉讼法" in sentences(doing)
    with faulty_template(rig, SERVICE_ANNOUNCEMENT):
        press(rig, doing)
    assert "占位符“{unheard_of}”不认识" in doing.message.sentence()
    assert [one.state for one in handled(rig, award).handlings][-1] is HandlingState.APPROVED
    press(rig, doing)
    [announced] = rig.desk.read(queries.announcements, award)
    assert rig.asked[-1] == OpenLetter(announced.id, award), "which leads on to the record of its service"


def _pick_known(rig: Rig, signing: SignDialog) -> None:
    """Whoever signed before is taken by keys, behind whom is typed already, too."""
    rig.type(signing.signers, "罗广平（副局长）、")
    QTest.keyClick(signing.signers, Qt.Key.Key_Down)
    offered = signing.signers.completer().popup()
    assert offered.isVisible()
    QTest.keyClick(offered, Qt.Key.Key_Down)
    QTest.keyClick(offered, Qt.Key.Key_Return)
    assert signing.signers.text() == "罗广平（副局长）、黎志明（局长）"


def test_a_bar_is_submitted_in_the_file_and_written_down_once_signed(rig: Rig) -> None:
    application = rig.steps.draft(rig.steps.register("示例甲有限公司"), licence()).application
    approves_first(rig.steps)
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    ask_bars(rig.desk, page, page.tell, application)
    rig.settle()
    [asking] = [one for one in page.findChildren(BarDialog) if one.isVisible()]
    asking.kind.set_key("fund_rules")
    asking.accept_button.click()
    rig.settle()
    [waiting] = handled(rig, application).handlings
    assert waiting.state is HandlingState.PENDING and handled(rig, application).bars == ()
    page.list.refresh()
    rig.settle()
    page.list.opened.emit(page.list.current())
    rig.settle()
    assert page.drawer.open_button.text().startswith("打开申请件") and not page.list_bar.discard.isVisible()
    signing = opened_by(rig, page, SignDialog)
    assert isinstance(signing, SignDialog)
    rig.type(signing.signers, "黎志明（局长）")
    press(rig, signing)
    press(rig, shown(rig, page, CarryOutDialog))
    [bar] = handled(rig, application).bars
    assert bar.since == rig.clock.today < bar.until
    assert [one.state for one in handled(rig, application).handlings] == [HandlingState.DONE]


def test_with_a_clock_that_was_set_back_the_key_at_hand_does_not_issue(rig: Rig) -> None:
    rig.steps.draft(rig.steps.register("示例甲有限公司"), licence())
    page = rig.page(ApplicationsPage)
    rig.show(applications=page)
    at_hand: list[bool] = []

    def look(asked: Dialog) -> None:
        at_hand.append(asked.accept_button.isDefault())

    for back in (datetime.timedelta(), datetime.timedelta(days=2)):
        rig.clock.moment -= back
        in_dialog(Dialog, look)
        assert not confirm_dated(rig.desk, page, "印发并打印？", "印发通知书。", "印发并打印")
    assert at_hand == [True, False]
