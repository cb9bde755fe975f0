"""The question before acceptance: what it comes to, what is missing, and that nothing changes after it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ipdesk.models.awards.differences import shown_lines
from ipdesk.models.commands import AcceptApplication, AddPerson, ConfirmApplication
from ipdesk.models.core.actor import Actor
from ipdesk.models.records import RawAchievement
from ipdesk.ui.applications.steps.correction_dialog import CorrectionDialog
from ipdesk.ui.counter.accept_dialog import LackingDialog
from ipdesk.ui.desk.destinations import DecideApplications, Destination, IssueLetters, OpenApplication
from tests.actors import CLERK
from tests.ui.counter.conftest import COMPANY, TODAY, Clerk

INSURANCE = {"ref": "P1", "date": "2022-05-06", "premium": "1000", "ip_type": "patent"}


def test_the_question_names_applicant_sum_and_all_that_is_missing(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("gi_product", ref="公告300号", date="2022-03-01")
    clerk.add("project", ref="SF-1", date="2022-04-20", type="high_value_cultivation")
    needed = len(clerk.page.awards.material_list())
    asked = clerk.accept()
    clerk.until(lambda: clerk.page.draft.read_only())
    sums = "成果 1 个、1 项", "200,000.00 元", "1 项待核定"
    assert "第 1 项没有填产品名称、申请机构，文书上留空" in asked
    for part in (COMPANY, *sums, "未登记收款账户", "受理后内容不能再改"):
        assert part in asked
    assert f"材料还缺 {needed} 份" in asked


def test_an_enter_too_many_asks_for_a_correction_and_accepts_nothing(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", **INSURANCE)
    needed = len(clerk.page.awards.material_list())
    told: list[int] = []

    def press_enter() -> None:
        asked = QApplication.activeModalWidget()
        if isinstance(asked, CorrectionDialog) and not asked.held():
            told.append(len(asked.rows))
            asked.accept()
        elif isinstance(asked, LackingDialog):
            asked.activateWindow()
            if QApplication.focusWidget() is asked.accept_button:
                QTest.keyClick(asked.accept_button, Qt.Key.Key_Return)

    with clerk.looking_out(press_enter):
        clerk.press(Qt.Key.Key_F9)
        clerk.until(lambda: clerk.page.chip == "correction")
        clerk.answered()
        clerk.press(Qt.Key.Key_F9)
        clerk.answered()
    assert clerk.page.chip == "correction" and told == [needed], "all at once, and once"


def test_the_first_of_two_faults_is_gone_to_and_typed_over(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", ref="P1", date="2024/13/45", premium="1,2345", ip_type="patent")
    clerk.press(Qt.Key.Key_F9)
    field = clerk.form().inputs["date"].line
    assert field is not None and clerk.window.focusWidget() is field
    clerk.type("20220506")
    assert field.text() == "20220506"


def test_a_no_leaves_the_draft_as_it_is(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", **INSURANCE)
    for material in clerk.page.awards.material_list():
        clerk.page.awards.tick(material, received=True)
    asked = clerk.accept(agree=False)
    assert "成果 1 份" in asked and "收到了收款银行账户证明，申请人却没有收款账号" in asked
    clerk.answered()
    assert not clerk.page.draft.read_only()
    assert not clerk.page.acceptance.under_way


def test_facts_still_lacking_and_rows_deleted_are_named(clerk: Clerk) -> None:
    clerk.seat(clerk.registered(bank="示例银行", account="6228480000000000190"))
    clerk.add("ip_insurance", **INSURANCE)
    clerk.add("patent_grant", ref="ZL201910123457.4", date="2022-05-06")
    clerk.page.achievements.remove(0)
    clerk.press(Qt.Key.Key_F9)
    asked = clerk.accept(agree=False)
    assert "第 1 项还缺官方规定费用" in asked
    assert "已删除第 1 项　知识产权保险，受理后不能再撤销" in asked
    assert "收款账户" not in asked


def test_the_page_follows_a_decision_taken_elsewhere(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", **INSURANCE)
    clerk.accept()
    clerk.until(lambda: clerk.page.draft.read_only())
    clerk.answered()
    draft = clerk.page.draft
    assert clerk.page.foot.decide.text() == "去办理"
    offered = [button.text() for button in clerk.page.message.buttons if button.isVisible()]
    assert offered == ["印发受理回执"]  # one key leads to the decision, not two
    assert draft.file.id is not None and draft.result is not None
    clerk.run(
        ConfirmApplication(
            application=draft.file.id, policy=draft.policy, decided=(), lowered=(),
            minutes_number="〔2022〕5号", minutes_date=TODAY,
            shown=shown_lines(draft.result.lines, draft.policy),
        )
    )  # fmt: skip
    assert clerk.page.chip == "confirmed"
    assert clerk.page.foot.decide.text() == "看申请件"
    assert "去办理" not in clerk.page.message.sentence()


def test_what_f9_points_at_is_taken_back_once_it_is_mended(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", **{**INSURANCE, "date": "2022-13-01"})
    clerk.page.achievements.enter()
    clerk.accept()
    assert "还有 1 处要改" in clerk.page.message.sentence()
    assert not clerk.page.achievements.chooser.isVisible(), "what is pointed at is in sight"
    assert clerk.page.achievements.form().isVisible()
    clerk.write(date="2022-03-01")
    assert not clerk.page.message.isVisible()


def test_of_two_faults_the_other_is_named_once_the_first_is_mended(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    for number in ("P1", "P2"):
        clerk.add("ip_insurance", **{**INSURANCE, "ref": number, "date": "2022-13-01"})
    clerk.accept()
    assert "还有 2 处要改，先看第 1 项" in clerk.page.message.sentence()
    clerk.write(date="2022-03-01")
    assert "还有 1 处要改，先看第 2 项" in clerk.page.message.sentence()


def test_what_is_missing_is_taken_back_once_it_is_filled_in(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", **{**INSURANCE, "premium": ""})
    clerk.accept()
    assert "还缺实际保费支出" in clerk.page.message.sentence()
    clerk.write(premium="1000")
    assert not clerk.page.message.isVisible()


def test_what_has_to_come_first_is_taken_back_once_it_is_there(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.accept()
    assert "还没有成果" in clerk.page.message.sentence()
    clerk.add("ip_insurance")
    assert not clerk.page.message.isVisible()


def test_the_second_to_accept_is_told_who_did_and_can_see_it(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", **INSURANCE)
    clerk.page.autosave.save_now()
    clerk.until(lambda: not clerk.page.autosave.dirty())
    file, policy = clerk.page.draft.file, clerk.page.draft.policy
    assert file.id is not None
    other = clerk.store.run(AddPerson(name="王建国"), CLERK).value
    clerk.store.run(
        AcceptApplication(application=file.id, revision=file.revision, policy=policy), Actor(other)
    )  # at another desk: nobody tells this window
    clerk.accept()
    clerk.until(lambda: bool(clerk.page.message.sentence()))
    assert "已由 王建国" in clerk.page.message.sentence()
    assert "受理，这里填写的没有采用" in clerk.page.message.sentence()
    clerk.page.message.act(0)
    assert clerk.page.draft.read_only()


def test_what_was_left_unanswered_is_named_and_told_apart_from_complete(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    deal = {"ref": "2022980012345", "date": "2022-05-06", "contract_amount": "805000"}
    for number in ("1", "2"):
        clerk.add("patent_transaction", **{**deal, "ref": deal["ref"] + number})
    shown = clerk.page.draft.shown
    assert {shown(0).state, shown(1).state} == {"3 项未答"}
    asked = clerk.accept(agree=False)
    assert "第 1、2 项未答、按“否”核算：已在国家知识产权局登记备案、交易双方为关联主体、已转化运用。" in asked
    clerk.write(recorded="true", related_party="false", implemented="true")
    assert shown(1).state == "已填齐"
    asked = clerk.accept(agree=False)
    assert "第 1 项未答" in asked and "第 2 项未答" not in asked


def test_the_question_says_why_something_comes_to_nothing(clerk: Clerk) -> None:
    applicant = clerk.registered()
    work = RawAchievement(id="a", kind="gi_product", ref="公告300号", date="2022-03-01")
    clerk.granted(applicant, work)
    clerk.seat(applicant)
    clerk.add("gi_product", ref="公告300号", date="2022-03-01")
    clerk.add("patent_grant", ref="ZL202221555603.4", date="2022-05-06", official_fees="1200")
    asked = clerk.accept(agree=False)
    assert "第 1 项 0.00 元：" in asked and "只资助一次" in asked
    assert "第 2 项 0.00 元：本政策没有适用于这项成果的条款。" in asked


def test_the_question_says_how_many_of_a_row_come_to_nothing_and_what_that_takes_off(clerk: Clerk) -> None:
    """120 works of 200 yuan, of which a year pays for 100."""
    clerk.seat(clerk.registered())
    named = {"ref": "粤作登字-2022-F-00000001", "registrar": "guangdong"}
    clerk.add("work_registration", **named, date="2022-03-01", count="120")
    asked = clerk.accept(agree=False)
    assert "成果 120 件，核算 24,000.00 元，核减后 20,000.00 元。" in asked
    assert "第 1 项中的 20 件 0.00 元：" in asked and "第 1 项 0.00 元" not in asked


def test_a_row_lacks_what_its_clauses_want_also_before_it_has_a_date(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("patent_grant", ref="ZL202210123456.1")
    assert clerk.page.draft.shown(0).state == "缺 2 项"  # its date and the fees


def test_with_nothing_left_to_fill_in_the_awards_do_not_ask_for_more(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("patent_grant", ref="ZL202221555603.4")
    assert "补齐" in clerk.page.awards.list._empty
    clerk.write(date="2022-09-06")
    assert clerk.page.draft.shown(0).state == "已填齐"
    assert "补齐" not in clerk.page.awards.list._empty
    assert "没有适用的条款" in clerk.page.awards.list._empty


def test_the_receipt_is_one_key_away_after_acceptance(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", **INSURANCE)
    asked = list[Destination]()
    clerk.desk.destinationWanted.connect(asked.append)
    clerk.accept()
    clerk.until(lambda: clerk.page.draft.read_only())
    clerk.press(Qt.Key.Key_F11)
    application = clerk.page.draft.file.id
    assert application is not None and asked == [IssueLetters((application,), "acceptance_receipt")]


def test_f10_goes_to_the_decision_itself_and_to_the_list_once_it_is_taken(clerk: Clerk) -> None:
    asked: list[Destination] = []
    clerk.desk.destinationWanted.connect(asked.append)
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", **INSURANCE)
    clerk.accept()
    clerk.until(lambda: clerk.page.draft.read_only())
    clerk.answered()
    draft = clerk.page.draft
    assert draft.file.id is not None and draft.result is not None
    clerk.press(Qt.Key.Key_F10)
    clerk.run(
        ConfirmApplication(
            application=draft.file.id, policy=draft.policy, decided=(), lowered=(),
            minutes_number="〔2022〕5号", minutes_date=TODAY,
            shown=shown_lines(draft.result.lines, draft.policy),
        )
    )  # fmt: skip
    clerk.press(Qt.Key.Key_F10)
    assert asked == [DecideApplications((draft.file.id,)), OpenApplication(draft.file.id)]
