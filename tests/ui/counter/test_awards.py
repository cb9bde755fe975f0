"""The awards beside the form: grouped, explained, with what else an office must see."""

from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ipdesk.models import queries
from ipdesk.models.records import ApplicationParticulars, RawAchievement
from ipdesk.models.records.forms import MaterialForm
from ipdesk.rules.library.policy_library import load_policy
from ipdesk.ui import theme
from ipdesk.ui.applicants.received_dialog import ReceivedDialog
from ipdesk.ui.awards.material_view import MaterialDialog
from ipdesk.ui.counter.accept_question import unpaid_reasons
from ipdesk.ui.desk.autosave import Stage
from ipdesk.ui.desk.destinations import ContinueDraft, Destination, NewApplication, OpenApplication
from ipdesk.ui.widgets import Button, Text, WrappingText
from tests.places import TESTS
from tests.ui.counter.conftest import Clerk

SEQUENCES = TESTS / "rules" / "packs" / "sequences.yaml"
WORKS = {"date": "2022-03-12", "registrar": "guangdong"}


def work(number: int, **more: str) -> RawAchievement:
    return RawAchievement(
        id=f"w{number}", kind="work_registration", ref=f"粤作登字-2022-F-{number:08d}", date="2022-03-12",
        facts={"registrar": "guangdong"}, **more,
    )  # fmt: skip


def test_a_range_is_cut_where_the_history_has_used_up_the_limit(clerk: Clerk) -> None:
    applicant = clerk.registered()
    clerk.granted(applicant, work(1, count="60"))
    clerk.seat(applicant)
    clerk.add("work_registration", ref="粤作登字-2022-F-00001001", count="50", **WORKS)
    clerk.until(lambda: len(clerk.awards()) == 2)
    assert clerk.awards() == [
        ("作品著作权登记 40 件", "awarded", 800_000),
        ("作品著作权登记 第 41–50 件", "excluded", 0),
    ]
    [bar] = clerk.page.awards.list.groups()[0].view.bars
    assert (bar.used, bar.this, bar.limit, bar.cut) == (60, 40, 100, 10)


def test_what_was_received_this_year_is_shown_with_its_number(clerk: Clerk) -> None:
    applicant = clerk.registered()
    clerk.granted(applicant, work(1, count="3"))
    clerk.seat(applicant)
    summary = clerk.page.applicant.summary
    clerk.until(lambda: summary.received.text() == "600.00 元")
    assert "3" in summary.count.text()


def test_the_trace_of_a_range_says_that_one_item_stands_for_all(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("work_registration", ref="粤作登字-2022-F-00001001", count="3", **WORKS)
    trace = clerk.page.awards.list.groups()[0].view.trace
    assert "以第 1 件为例" in trace[0].text
    assert (trace[-1].text, trace[-1].result) == ("3 件合计", "600.00 元")


def test_a_decision_to_come_is_named_beside_the_total_and_never_added(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("project", ref="SF-1", date="2022-04-20", type="high_value_cultivation")
    total = clerk.page.awards.total
    assert total.sum.text() == "0.00"
    assert total.note.whole() == "另有 1 项待核定，最高 500,000.00 元"


def test_equal_awards_of_several_rows_are_told_apart_by_their_number(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    for number in (1, 2):
        clerk.add("gi_product", ref=f"公告{number}号", date="2022-03-01")
    assert [title for title, _, _ in clerk.awards()] == [
        "地理标志保护产品（第 1 项）",
        "地理标志保护产品（第 2 项）",
    ]


def test_the_same_number_in_another_open_application_gives_a_notice(clerk: Clerk) -> None:
    first = clerk.registered(name="先到有限公司", identity="91440282MA00000018")
    clerk.seat(first)
    clerk.add("gi_product", ref="公告300号", date="2022-03-01")
    clerk.ctrl(Qt.Key.Key_S)
    clerk.until(lambda: clerk.page.autosave.state.stage is Stage.SAVED)
    clerk.ctrl(Qt.Key.Key_N)
    clerk.answered()
    clerk.seat(clerk.registered())
    clerk.add("gi_product", ref="公告300号", date="2022-03-01")
    clerk.until(lambda: bool(clerk.page.awards.notices.remarks()))
    [remark] = clerk.page.awards.notices.remarks()
    assert "先到有限公司" in remark.text
    assert remark.application == 1
    assert clerk.awards() == [("地理标志保护产品", "awarded", 20_000_000)]
    assert remark.text in clerk.accept(agree=False), "said again before it is accepted"
    clerk.desk.open(NewApplication())
    clerk.until(lambda: clerk.page.draft.applicant is None)
    clerk.until(lambda: clerk.page.awards.notices.remarks() == ())


def test_materials_are_listed_once_each_and_ticks_are_kept_in_the_draft(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", ref="P1", date="2022-05-06", premium="1000", ip_type="patent")
    clerk.add("gi_product", ref="公告300号", date="2022-03-01")
    panel = clerk.page.awards
    names = [(material.id, material.number) for material in panel.material_list()]
    assert names.count(("bank_account", 0)) == 1
    assert ("premium_invoice", 1) in names and ("gi_announcement", 2) in names
    invoice = next(one for one in panel.material_list() if one.id == "premium_invoice")
    panel.tick(invoice, received=True)
    assert [one.id for one in panel.material_list() if one.received] == ["premium_invoice"]
    clerk.ctrl(Qt.Key.Key_S)
    clerk.until(lambda: clerk.page.autosave.state.stage is Stage.SAVED)
    application = clerk.page.draft.file.id
    assert application is not None
    clerk.ctrl(Qt.Key.Key_N)
    clerk.answered()
    clerk.desk.open(ContinueDraft(application))
    clerk.answered()
    assert [one.id for one in panel.material_list() if one.received] == ["premium_invoice"]


def test_a_policy_replaced_by_a_newer_one_asks_for_its_own_materials(clerk: Clerk, tmp_path: Path) -> None:
    clerk.seat(clerk.registered())
    clerk.add("work_registration", ref="粤作登字-2022-F-00001001", **WORKS)
    draft, newer = clerk.page.draft, tmp_path / f"{clerk.page.draft.policy.id}.yaml"
    before = [material.id for material in clerk.page.awards.material_list()]
    words = draft.policy.source.decode()
    newer.write_text(words.replace("[application_form, commitment,", "[application_form,"), encoding="utf-8")
    draft.set_policy(load_policy(newer), draft.particulars)
    after = [material.id for material in clerk.page.awards.material_list()]
    assert after == [name for name in before if name != "commitment"] != before


def test_what_a_row_without_its_day_needs_is_not_counted_as_nothing(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", ref="P1", date="2022-05-06", premium="1000", ip_type="patent")
    head = clerk.page.awards.materials._head
    count = len(clerk.page.awards.material_list())
    assert head.text() == f"材料还缺 {count} 份"
    clerk.add("gi_product", ref="公告300号")
    assert head.text() == f"材料至少还缺 {count} 份"
    for material in clerk.page.awards.material_list():
        clerk.page.awards.tick(material, received=True)
    assert head.text() == "所列材料已收到", "but not all that there will be"
    clerk.write(date="2022-03-01")
    needed = clerk.page.awards.material_list()
    assert head.text() == f"材料还缺 {sum(not one.received for one in needed)} 份"


def test_all_materials_are_received_by_one_key(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", ref="P1", date="2022-05-06", premium="1000", ip_type="patent")
    clerk.add("gi_product", ref="公告300号", date="2022-03-01")
    panel = clerk.page.awards
    needed = len(panel.material_list())
    assert needed > 2

    sheet = MaterialDialog(panel.material_list(), False, panel)
    sheet.ticked.connect(panel.tick)
    sheet.show()
    sheet.activateWindow()
    clerk.until(sheet.isActiveWindow)
    QTest.keyClick(sheet.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    sheet.accept()
    sheet.deleteLater()
    assert all(one.received for one in panel.material_list())
    assert len(panel.material_list()) == needed


def test_a_digit_says_in_which_form_a_material_came(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", ref="P1", date="2022-05-06", premium="1000", ip_type="patent")
    panel = clerk.page.awards
    place = next(n for n, one in enumerate(panel.material_list()) if one.id == "premium_invoice")
    invoice = panel.material_list()[place].name
    assert invoice == "保费发票复印件"  # what is meant to be a copy may have come as the original

    sheet = MaterialDialog(panel.material_list(), False, panel)
    sheet.ticked.connect(panel.tick)
    sheet.formed.connect(panel.take_form)
    sheet.show()
    sheet.activateWindow()
    clerk.until(sheet.isActiveWindow)
    form = sheet.model.index(place, 2)
    sheet.table.select_row(place)
    QTest.keyClick(sheet.table, Qt.Key.Key_Space)
    assert form.data() == "复印件" and panel.material_list()[place].form is None
    QTest.keyClick(sheet.table, Qt.Key.Key_1)
    assert form.data() == "原件" and panel.material_list()[place].form is MaterialForm.ORIGINAL
    QTest.keyClick(sheet.table, Qt.Key.Key_2)
    assert panel.material_list()[place].form is MaterialForm.COPY
    QTest.keyClick(sheet.table, Qt.Key.Key_Space)
    assert form.data() == "" and not panel.material_list()[place].received
    QTest.keyClick(sheet.table, Qt.Key.Key_1)
    sheet.accept()
    sheet.deleteLater()

    clerk.accept()
    clerk.until(lambda: clerk.page.draft.read_only())
    kept = panel.material_list()[place]
    assert kept.received and kept.form is MaterialForm.ORIGINAL
    shown = MaterialDialog(panel.material_list(), True, panel)
    shown.model.set_form(place, MaterialForm.COPY)
    assert shown.model.index(place, 2).data() == "原件"


def test_a_row_without_a_date_counts_all_that_it_lacks(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance")
    table = clerk.page.draft
    assert table.shown(0).state == "缺 3 项"  # date, kind of right, premium
    clerk.write(premium="1000")
    assert table.shown(0).state == "缺 2 项"
    clerk.write(ref="P1", date="2022-05-06", ip_type="patent")
    assert table.shown(0).state == "已填齐"


def test_what_the_form_needs_is_counted_also_where_the_clause_is_refused(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("management_certification", ref="C1", date="2022-05-06")
    assert clerk.page.draft.shown(0).state == "缺 2 项"  # standard and stage
    clerk.write(standard="GB/T 29490", stage="first")
    assert clerk.page.draft.shown(0).state == "已填齐"


def test_a_clause_that_comes_to_nothing_says_so(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add(
        "patent_transaction", ref="Y1", date="2022-05-06", contract_amount="0.49", recorded="true",
        implemented="true",
    )  # fmt: skip
    [group] = clerk.page.awards.list.groups()
    assert (group.view.status, group.view.amount) == ("excluded", 0)
    assert any("没有可资助的金额" in said for said in group.view.warnings)


def test_what_rows_stand_for_is_counted_and_not_the_rows(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("work_registration", ref="粤作登字-2022-F-00000001", count="5", date="2022-03-12")
    assert clerk.page.achievements.count.text() == "共 5 件"
    assert clerk.page.awards.total.note.text() == "另有 1 项信息不全"
    clerk.write(registrar="guangdong")
    assert clerk.page.awards.total.note.text() == ""


def test_a_range_counts_as_many_as_were_typed_before_its_day_is_in(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("work_registration", ref="粤作登字-2022-F-00000001", count="5")
    assert clerk.page.draft.shown(0).amount == "5 件"
    assert clerk.page.achievements.count.text() == "共 5 件"
    clerk.write(count="5x")
    assert clerk.page.draft.shown(0).amount == "1 件"


def test_a_range_to_its_last_number_counts_as_many_before_its_day_is_in(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    first, last = "粤作登字-2022-F-00000001", "粤作登字-2022-F-00000010"
    clerk.add("work_registration", ref=first, ref_last=last)
    assert "共10件" in clerk.form().fields["ref_last"].line.text()
    shown = clerk.page.draft.shown(0)
    assert (shown.amount, shown.ref) == ("10 件", f"{first} 等")
    assert clerk.page.achievements.count.text() == "共 10 件"
    clerk.write(ref_last="")
    assert clerk.page.draft.shown(0).amount == "1 件"


def test_things_are_counted_with_the_word_of_their_kind(clerk: Clerk) -> None:
    """Works are 件; a licence and an award are 项 alike, a policy of insurance is a 份."""
    clerk.seat(clerk.registered())
    clerk.add("work_registration", ref="粤作登字-2022-F-00000001", count="5")
    for kind in ("patent_transaction", "ip_insurance", "patent_award"):
        clerk.add(kind)
    assert clerk.page.achievements.count.text() == "共 5 件、2 项、1 份"


def test_an_accepted_application_says_nothing_of_how_it_is_filled_in(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("work_registration", ref="粤作登字-2022-F-00000001", date="2022-03-12", registrar="guangdong")
    assert "必填 3 项" in clerk.page.achievements._asks.text()
    clerk.accept()
    clerk.until(lambda: clerk.page.draft.read_only())
    clerk.answered()
    seen = [text.text() for text in clerk.form().findChildren(Text) if text.isVisible() and text.text()]
    assert not [text for text in seen if text.startswith(("如 ", "必填", "选填", "连号的"))]
    assert clerk.page.achievements._asks.text() == "第（四）项"


def test_materials_received_are_shown_after_acceptance_and_stay_as_they_were(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", ref="P1", date="2022-05-06", premium="1000", ip_type="patent")
    panel = clerk.page.awards
    needed = len(panel.material_list())
    invoice = next(one for one in panel.material_list() if one.id == "premium_invoice")
    panel.tick(invoice, received=True)
    clerk.accept()
    clerk.until(lambda: clerk.page.draft.read_only())
    assert [one.id for one in panel.material_list() if one.received] == ["premium_invoice"]
    shown = [label.text() for label in panel.materials.findChildren(Text) if label.isVisible()]
    assert f"材料还缺 {needed - 1} 份" in shown and "已收 1 份" in shown
    sheet = MaterialDialog(panel.material_list(), True, panel)
    index = sheet.model.index(0, 0)
    assert not sheet.model.setData(index, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)


def test_a_wide_window_lets_materials_be_ticked_beside_their_names(clerk: Clerk, roomy: None) -> None:
    clerk.window.resize(1920, 1080)
    clerk.seat(clerk.registered())
    clerk.add("gi_product", ref="公告300号", date="2022-03-01")
    view = clerk.page.awards.materials
    shown = (one for one in view.findChildren(Button) if one.isVisible())
    [first] = [one for one in shown if one.accessibleName().startswith("已收到 申请表")]
    first.click()
    assert [one.name for one in clerk.page.awards.material_list() if one.received] == ["申请表（签字盖章）"]


def test_what_an_applicant_received_can_be_looked_at_exported_and_opened(
    clerk: Clerk, tmp_path: Path
) -> None:
    applicant = clerk.registered()
    number = clerk.granted(applicant, work(1, count="3"))
    asked: list[Destination] = []
    clerk.desk.destinationWanted.connect(asked.append)
    clerk.seat(applicant)
    clerk.page.applicant.summary.wanted.emit()
    [sheet] = [one for one in clerk.page.findChildren(ReceivedDialog) if one.isVisible()]
    cells = [sheet.table.model().index(0, column).data() for column in range(7)]
    assert cells == [number, "韶关市知识产权若干措施", "2022", "3 项", "600.00", "0.00", "0.00"]
    said = "\n".join(one.text() for one in sheet.findChildren(WrappingText))
    assert "2022 年度《韶关市知识产权若干措施》已获资助 3 笔，600.00 元；合计 3 笔，600.00 元" in said
    path = tmp_path / "历年资助.xlsx"
    sheet.export(path)
    clerk.until(lambda: sheet.said.isVisible())
    book = load_workbook(path).active
    assert [cell.value for cell in book[2]] == [
        number, "韶关市知识产权若干措施", "2022", 3, "已审定", 600, 0, 0,
    ]  # fmt: skip
    assert [book.cell(3, column).value for column in (1, 6)] == ["已获资助合计", 600]
    sheet.accept()
    assert asked == [OpenApplication(1)]


def test_the_programme_year_of_one_row_takes_another_limit(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("work_registration", ref="粤作登字-2022-F-00001001", count="100", **WORKS)
    clerk.add("work_registration", ref="粤作登字-2022-F-00002001", count="2", **WORKS)
    assert clerk.awards()[1][1:] == ("excluded", 0)
    clerk.write(year="2023")  # which has not begun yet: a doubt
    clerk.form()._year.confirmed.emit()
    assert clerk.awards()[1][1:] == ("awarded", 40_000)


def test_an_accepted_application_is_shown_as_it_was_computed(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", ref="P1", date="2022-05-06", premium="180000", ip_type="patent")
    clerk.accept()
    clerk.until(lambda: clerk.page.draft.read_only())
    detail = clerk.store.read(queries.application_detail, 1)
    assert clerk.page.draft.result is not None
    assert clerk.page.draft.result.lines == tuple(line.line for line in detail.lines)
    assert clerk.awards() == [("知识产权保险", "reduced", 5_000_000)]
    assert not clerk.form().isEnabled()


def test_a_row_in_which_something_is_wrong_is_named_and_not_counted(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("gi_product", ref="公告300号", date="2022-03-01")
    clerk.add(
        "work_registration", ref="粤作登字-2022-F-00001001", count="5",
        ref_last="粤作登字-2022-F-00001003", **WORKS,
    )  # fmt: skip
    assert clerk.awards() == [
        ("地理标志保护产品", "awarded", 20_000_000),
        ("第 2 项有误，未计入", "incomplete", 0),
    ]
    assert clerk.page.awards.total.sum.text() == "200,000.00"
    assert clerk.page.awards.total.note.whole() == "第 2 项有误，未计入"
    clerk.write(count="3")
    assert clerk.awards()[1] == ("作品著作权登记 3 件", "awarded", 60_000)
    assert clerk.page.awards.total.note.whole() == ""


def test_a_row_whose_date_is_wrong_does_not_leave_the_panel_empty(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("gi_product", ref="公告300号", date="2022-13-01")
    [group] = clerk.page.awards.list.groups()
    assert group.view.title == "第 1 项有误，未计入"
    assert group.view.warnings


def test_a_milestone_still_ahead_is_neither_a_repeat_nor_over_a_limit(clerk: Clerk) -> None:
    grants = [
        RawAchievement(
            id=f"g{number}", kind="grant", ref=f"ZL20221000000{number}", date="2022-03-12",
            facts={"county": "far", "inventor": "张三"},
        )
        for number in (1, 2, 3)
    ]  # fmt: skip
    applicant = clerk.store.read(queries.applicant, clerk.registered())
    policy = load_policy(SEQUENCES)
    clerk.page.draft.load(clerk.page.draft.file, applicant, policy, ApplicationParticulars(year=2022), grants)
    clerk.answered()
    many = [group.view for group in clerk.page.awards.list.groups() if "累计奖励" in group.view.title]
    assert [theme.chip_word(view.status) for view in many] == ["未到档", "未到档", "可资助"]
    assert [view.warnings for view in many[:2]] == [(), ()]
    assert unpaid_reasons(clerk.page.draft)["“累计奖励”未到档。"] == {1: 0, 2: 0}, (
        "before acceptance it is not refused either"
    )


def test_materials_are_a_least_number_while_an_answer_may_bring_more(clerk: Clerk) -> None:
    """An unanswered question counts as no: answered yes, the licence is paid for and needs papers, too."""
    clerk.seat(clerk.registered())
    clerk.add("work_registration", ref="粤作登字-2022-F-00000001", date="2022-03-12", registrar="guangdong")
    head = clerk.page.awards.materials._head
    of_works = len(clerk.page.awards.material_list())
    assert head.text() == f"材料还缺 {of_works} 份"
    clerk.add("patent_transaction", ref="Y2022440000123", date="2022-06-01", contract_amount="80万")
    assert head.text().startswith("材料至少还缺")
    clerk.write(recorded="true", implemented="true", related_party="false")
    assert head.text() == f"材料还缺 {len(clerk.page.awards.material_list())} 份"
    assert len(clerk.page.awards.material_list()) > of_works
