"""Bad fields are marked in place with their sentence; nothing is lost, and the draft still saves."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ipdesk.models import queries
from ipdesk.models.records import RawAchievement
from ipdesk.ui.desk.autosave import Stage
from tests.ui.counter.conftest import COMPANY, USCC, Clerk
from tests.ui.counter.test_saving import drop, paste_by_menu

PATENT = "ZL201910123457.4"
SHEET = "序号\t专利号\t授权公告日\n1\tZL201910123457.4\t2024-06-30\n"
REFUSED = "这里一次填一项；表格和几行文字不能整个粘贴"


def error(clerk: Clerk, name: str) -> str:
    return clerk.form().fields[name].error()


@pytest.mark.parametrize("width", [1366, 1280])
def test_numbers_of_the_applicant_are_always_whole(clerk: Clerk, width: int) -> None:
    """A long bank and a long name of the contact give way, so that nothing else has to."""
    clerk.window.resize(width, 768)
    wide = clerk.registered(
        contact="欧阳示例（办公室）", telephone="13800000000", account="44050162010100000198",
        bank="广东省示例农村商业银行股份有限公司示例县工业园支行",
    )  # fmt: skip
    clerk.granted(wide, RawAchievement(id="a", kind="gi_product", ref="公告300号", date="2022-03-01"))
    clerk.seat(wide)
    summary = clerk.page.applicant.summary
    for label, text in (
        (summary.identity, USCC), (summary.account, "**** **** 0198"), (summary.telephone, "138****0000")
    ):  # fmt: skip
        assert label.text() == text
        assert label.width() >= label.fontMetrics().horizontalAdvance(text)
        inside = label.mapTo(clerk.window, label.rect().bottomRight())
        assert clerk.window.rect().contains(inside)
    assert clerk.window.width() == width


def test_a_bad_number_is_marked_when_it_is_left_and_cured_while_typing(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("patent_grant")
    clerk.type("ZL2019101234")
    assert error(clerk, "ref") == ""
    clerk.press(Qt.Key.Key_Return)
    assert "专利号" in error(clerk, "ref")
    assert clerk.form().inputs["ref"].read() == "ZL2019101234"
    clerk.form().inputs["ref"].widget.setFocus()
    clerk.press(Qt.Key.Key_End)
    clerk.type("57.4")
    assert error(clerk, "ref") == ""


def test_the_patent_number_decides_type_and_shows_the_filing_year(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("patent_grant", ref=PATENT, date="2022-05-06", official_fees="5000")
    form = clerk.form()
    assert form.inputs["patent_type"].read() == "invention"
    assert form.inputs["region"].read() == "CN"
    assert "2019" in form.fields["ref"].line.text()
    assert clerk.awards() == [("国内发明专利授权", "awarded", 250_000)]


def test_a_type_that_contradicts_the_number_is_marked(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("patent_grant", ref=PATENT, date="2022-05-06", patent_type="design")
    assert "不一致" in error(clerk, "ref")


def test_a_day_in_the_future_is_marked_and_the_draft_saves_all_the_same(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", ref="P1", date="2023-01-01")
    assert "晚于今天" in error(clerk, "date")
    clerk.ctrl(Qt.Key.Key_S)
    clerk.until(lambda: clerk.page.autosave.state.stage is Stage.SAVED)
    draft = clerk.store.read(queries.draft, 1)
    assert draft is not None
    assert draft.rows[0].date == "2023-01-01"


def test_accepting_points_at_the_first_bad_field(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("ip_insurance", ref="P1", date="2022-05-06", premium="18万", ip_type="patent")
    clerk.add("patent_transaction", ref="Y1", contract_amount="很多")
    clerk.page.achievements.select_id(clerk.page.draft.rows[0].id)
    clerk.press(Qt.Key.Key_F9)
    clerk.answered()
    assert clerk.page.draft.file.number == "" or not clerk.page.draft.read_only()
    assert "第 2 项" in clerk.page.message.sentence()
    assert clerk.form().kind == "patent_transaction"
    assert clerk.form().inputs["date"].widget.hasFocus()
    assert error(clerk, "date") and error(clerk, "contract_amount")


def test_a_missing_fact_is_named_once_and_may_be_let_pass(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("patent_grant", ref=PATENT, date="2022-05-06")
    assert clerk.page.draft.shown(0).state == "缺 1 项"
    clerk.press(Qt.Key.Key_F9)
    clerk.answered()
    assert "官方规定费用" in clerk.page.message.sentence()
    assert clerk.form().inputs["official_fees"].widget.hasFocus()
    clerk.accept()
    clerk.until(lambda: clerk.page.draft.read_only())


def test_a_number_entered_twice_is_a_doubt_to_confirm(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    for _ in range(2):
        clerk.add("ip_insurance", ref="P1", date="2022-05-06", premium="1000", ip_type="patent")
    clerk.press(Qt.Key.Key_F9)
    clerk.answered()
    field = clerk.form().fields["ref"]
    assert "已经录入" in field.error()
    assert field.can_confirm()
    field.confirmed.emit()
    assert clerk.page.draft.problems() == ()


def test_the_room_of_a_doubt_goes_also_where_another_field_mended_it(clerk: Clerk) -> None:
    """A number is doubted for the registrar beside it, who is put right: nothing moves until that is left."""
    clerk.seat(clerk.registered())
    clerk.add("work_registration", ref="粤作登字-2022-F-00000001", date="2022-03-01", registrar="guangdong")
    form, high = clerk.form(), clerk.form().fields["ref"].height()
    form.inputs["registrar"].widget.setFocus()
    clerk.type("2")
    clerk.answered()
    clerk.until(lambda: form.fields["ref"].height() > high)
    asked = form.fields["ref"].height()
    assert "与所选的登记机构不一致" in form.fields["ref"].error()
    clerk.type("1")
    clerk.answered()
    assert form.fields["ref"].error() == "" and form.fields["ref"].height() == asked
    clerk.press(Qt.Key.Key_Escape)
    clerk.until(lambda: form.fields["ref"].height() == high)


def test_a_sum_typed_in_wan_leaves_the_next_row_in_yuan(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    for number in (1, 2):
        clerk.add("patent_transaction", ref=f"Y{number}", date="2022-05-06")
        clerk.form().inputs["contract_amount"].widget.setFocus()
        clerk.type("80" if number == 2 else "80w")
    draft = clerk.page.draft
    assert [raw.facts["contract_amount"] for raw in draft.rows] == ["80", "80"]
    assert [raw.in_wan for raw in draft.rows] == [{"contract_amount"}, set()]
    amounts = [draft.entry(place).achievements[0].facts["contract_amount"] for place in (0, 1)]
    assert amounts == [80_000_000, 8_000]


def test_an_applicant_is_changed_in_the_same_form(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.page.applicant.change.click()
    form = clerk.page.applicant.form
    assert form.inputs["name"].text() == COMPANY
    assert not form.similar.isVisible()
    form.inputs["telephone"].setText("13800000000")
    assert clerk.page.applicant.changing()
    form.submit.click()
    clerk.answered()
    assert not clerk.page.applicant.changing()
    assert clerk.page.draft.applicant is not None
    assert clerk.page.draft.applicant.telephone == "13800000000"


def test_the_identity_code_is_counted_and_checked_while_typing(clerk: Clerk) -> None:
    clerk.alt(Qt.Key.Key_N)
    form = clerk.page.applicant.form
    clerk.fill(COMPANY)
    field = form.fields["identity"]
    clerk.type(USCC[:12])
    assert (field.error(), "12" in field.line.text()) == ("", True)
    clerk.type(USCC[12:17] + "Z")
    assert "校验位" in field.error()
    clerk.press(Qt.Key.Key_Backspace)
    clerk.type(USCC[17])
    assert field.error() == ""


def test_an_unusual_code_is_taken_only_after_confirming_and_keeps_the_mark(clerk: Clerk) -> None:
    clerk.alt(Qt.Key.Key_N)
    form = clerk.page.applicant.form
    form.inputs["name"].setText(COMPANY)
    form.inputs["identity"].setText("440200000012345")
    form.submit.click()
    clerk.answered()
    field = form.fields["identity"]
    assert clerk.page.draft.applicant is None
    assert field.can_confirm()
    field.confirmed.emit()
    form.submit.click()
    clerk.until(lambda: clerk.page.draft.applicant is not None)
    assert clerk.page.draft.applicant is not None
    assert clerk.page.draft.applicant.unusual_code


def test_the_same_company_is_shown_at_once_and_can_be_taken(clerk: Clerk) -> None:
    known = clerk.registered()
    clerk.page.applicant.register(COMPANY)
    form = clerk.page.applicant.form
    clerk.until(form.similar.isVisible)
    form.chosen.emit(known)
    assert clerk.page.draft.applicant is not None
    assert clerk.page.draft.applicant.id == known


def test_a_code_that_is_taken_is_refused_with_everything_kept(clerk: Clerk) -> None:
    clerk.registered()
    clerk.page.applicant.register("另一家公司")
    form = clerk.page.applicant.form
    form.inputs["identity"].setText(USCC)
    form.inputs["address"].setText("示例路1号")
    form.submit.click()
    clerk.answered()
    assert form.fields["identity"].error()
    assert form.inputs["address"].text() == "示例路1号"
    assert clerk.page.draft.applicant is None


CLEAN = [
    ("patent_grant", "zl2019101234574", "ZL201910123457.4"),
    ("patent_transaction", "２０２２９８００１２３４５", "2022980012345"),
    ("work_registration", " 粤作登字－２０２２－F－０００００００１ ", "粤作登字-2022-F-00000001"),
]


def test_a_number_stands_clean_in_its_field_once_it_is_left(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    for place, (kind, typed, clean) in enumerate(CLEAN):
        clerk.add(kind)
        form = clerk.form()
        form.first().setFocus()
        clerk.fill(typed)
        assert form.inputs["ref"].read() == clean
        assert clerk.page.draft.rows[place].ref == clean == clerk.page.draft.shown(place).ref


def test_a_last_number_stays_while_the_first_is_in_doubt(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    for place, (first, last, many) in enumerate(
        (
            ("粤作登字第20240003001号", "粤作登字第20240003005号", 5),
            ("软著登字第12345678号", "软著登字第12345680号", 3),
        )
    ):
        clerk.add("work_registration")
        form = clerk.form()
        form.inputs["ref"].widget.setFocus()
        clerk.fill(first)
        form.inputs["ref_last"].widget.setFocus()
        clerk.fill(last)
        assert clerk.page.draft.rows[place].ref_last == last
        form.inputs["ref"].widget.setFocus()
        clerk.alt(Qt.Key.Key_Y)
        assert len(clerk.page.draft.entry(place).refs) == many
        assert clerk.page.draft.rows[place].ref_last.endswith(last[-6:])


def test_f8_says_why_there_is_nothing_to_tick(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("patent_grant", ref="ZL201910123457.4", date="2022-05-06", region="3550")
    clerk.press(Qt.Key.Key_F8)
    assert "第 1 项有误" in clerk.page.message.sentence()
    clerk.write(region="CN", official_fees="3550")
    assert not clerk.page.message.isVisible()


def test_nothing_of_a_table_is_taken_by_a_field_for_one_value(clerk: Clerk) -> None:
    """Neither in the choice of a kind, which Esc empties and then leaves, nor in any field of a row."""
    clerk.seat(clerk.registered())
    QApplication.clipboard().setText(SHEET)
    achievements = clerk.page.achievements
    achievements.enter()
    chooser = achievements.chooser
    clerk.ctrl(Qt.Key.Key_V)
    assert (chooser.box.text(), chooser.dead_end.text()) == ("", REFUSED) and chooser.dead_end.isVisible()
    clerk.type("一种没有的东西")
    assert REFUSED not in chooser.dead_end.text()
    clerk.press(Qt.Key.Key_Escape)
    assert chooser.box.text() == "" and chooser.isVisible()
    clerk.press(Qt.Key.Key_Escape)
    assert not chooser.isVisible(), "also where the list is empty"
    clerk.add("patent_grant")
    form, before = clerk.form(), clerk.page.draft.rows
    for name in ("ref", "date", "official_fees", "year"):
        form.go_to(name)
        clerk.ctrl(Qt.Key.Key_V)
        if name in form.fields:
            assert (name, error(clerk, name)) == (name, REFUSED)
    assert clerk.page.draft.rows == before
    assert error(clerk, "ref") != REFUSED, "it goes when the field is left"


def test_a_table_that_is_dropped_or_taken_by_the_menu_is_refused_too(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("patent_grant")
    for put_in in (drop, paste_by_menu):
        clerk.form().go_to("ref")
        QApplication.clipboard().setText(SHEET)
        put_in(clerk)
        assert (error(clerk, "ref"), clerk.page.draft.rows[0].ref) == (REFUSED, "")
        clerk.form().go_to("date")
