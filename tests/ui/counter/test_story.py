"""The whole job at the counter, by keyboard, from an empty desk to the accepted application found again."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from ipdesk.models import queries
from ipdesk.models.workflow import State
from ipdesk.ui.desk.destinations import ContinueDraft
from tests.ui.counter.conftest import COMPANY, USCC, Clerk

Sit = Callable[..., Clerk]
ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


def register(clerk: Clerk) -> None:
    clerk.alt(Qt.Key.Key_N)
    clerk.fill(
        COMPANY, USCC, "张示例", "林工", "13800000000", "示例路1号", "", "示例银行", "6228480000000000190"
    )
    clerk.press(Qt.Key.Key_Z)  # 中小微企业
    clerk.press(ENTER)
    clerk.ctrl(ENTER)
    clerk.until(lambda: clerk.page.draft.applicant is not None)
    clerk.answered()


def enter_works(clerk: Clerk) -> None:
    clerk.fill("zpzz")
    clerk.fill("粤作登字-2022-F-00001001", "101", "20220312")
    clerk.press(Qt.Key.Key_1)  # 广东省作品登记机构
    clerk.answered()


def enter_licence(clerk: Clerk) -> None:
    clerk.press(Qt.Key.Key_F3)
    clerk.fill("zlzrxk", "Y2022440000123", "2022.6.18", "80万")
    clerk.type("1")  # recorded
    clerk.press(TAB)
    clerk.press(TAB)
    clerk.type("1")  # implemented
    clerk.answered()


def test_from_an_empty_desk_to_an_accepted_application_found_again(sit_down: Sit) -> None:
    clerk = sit_down()
    register(clerk)
    enter_works(clerk)
    enter_licence(clerk)
    assert clerk.awards() == [
        ("作品著作权登记 100 件", "awarded", 2_000_000),
        ("作品著作权登记 第 101 件", "excluded", 0),
        ("专利转让许可", "awarded", 800_000),
    ]
    excluded = clerk.page.awards.list.groups()[1].view
    assert any("上限 100" in warning and "下一年度" in warning for warning in excluded.warnings)
    assert clerk.page.awards.total.sum.text() == "28,000.00"

    clerk.accept()
    clerk.until(lambda: clerk.page.draft.read_only())
    clerk.answered()
    number = clerk.page.draft.file.number
    assert number in clerk.page.message.sentence()
    assert clerk.page.chip == "accepted"
    clerk.leave()

    again = sit_down()
    found = again.store.read(queries.application_by_number, number)
    assert found is not None
    assert (found.applicant_name, found.state, found.amount) == (COMPANY, State.ACCEPTED, 2_800_000)
    again.desk.open(ContinueDraft(found.id))
    again.answered()
    assert [row[2] for row in again.awards()] == [2_000_000, 0, 800_000]
    assert again.page.draft.shown(0).amount == "101 件"
    assert not again.page.foot.accept.isVisible()
    assert again.page.foot.decide.isVisible()
