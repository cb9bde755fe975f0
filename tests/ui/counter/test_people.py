"""Registering people: what is pasted, how it looks once left, which kind is proposed, what stays hidden."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ipdesk.models import queries
from ipdesk.ui.widgets import ElidedText
from tests.ui.counter.conftest import USCC, Clerk, details

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
RESIDENT = "440203198001010074"


def form_of(clerk: Clerk):  # noqa: ANN201 - the form in sight
    return clerk.page.applicant.form


def paste(clerk: Clerk, field: str, text: str) -> None:
    """Put a text on the clipboard, press Ctrl+V in a field, and leave it by Enter."""
    QApplication.clipboard().setText(text)
    form_of(clerk).inputs[field].setFocus()
    clerk.press(KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    clerk.press(KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    clerk.press(KEY.Key_Return)


def registered(clerk: Clerk):  # noqa: ANN201 - the applicant on the counter
    clerk.press(KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    clerk.until(lambda: clerk.page.draft.applicant is not None)
    return clerk.page.draft.applicant


PASTED = {
    "name": ('"韶关市\n示例有限公司"\n', "韶关市示例有限公司"),
    "identity": ("统一社会信用代码：９１４４０２００MA0000000C\r\n", USCC),
    "legal_representative": ("李示例\n", "李示例"),
    "contact": ("李 示例\t", "李示例"),
    "telephone": ("138 0013 8000、0751-8881234\n", "13800138000、0751-8881234"),
    "address": ('"示例市\n示例路1号"\n', "示例市示例路1号"),
    "account_name": ("示例(韶关)有限公司\u200b", "示例（韶关）有限公司"),
    "bank": ("示例银行韶关支行\n", "示例银行韶关支行"),
    "account": ("'4405 0162 0101 0000 0198\t", "44050162010100000198"),
}


def test_whatever_is_pasted_from_a_spreadsheet_is_taken_as_it_is_meant(clerk: Clerk) -> None:
    clerk.alt(KEY.Key_N)
    for field, (pasted, _) in PASTED.items():
        paste(clerk, field, pasted)
    inputs = form_of(clerk).inputs
    assert {name: inputs[name].text() for name in PASTED} == {
        name: meant for name, (_, meant) in PASTED.items()
    }
    applicant = registered(clerk)
    assert all(getattr(applicant, name) == meant for name, (_, meant) in PASTED.items())


@pytest.mark.usefixtures("own_window")
@pytest.mark.parametrize("end", ["\n", "\t", "\r\n", "\u200b"])
def test_a_name_pasted_with_its_end_is_registered_and_found(clerk: Clerk, end: str) -> None:
    clerk.alt(KEY.Key_N)
    paste(clerk, "name", f"韶关市示例有限公司{end}")
    paste(clerk, "identity", USCC + end)
    assert registered(clerk).name == "韶关市示例有限公司"
    clerk.page.applicant.search()
    clerk.type(f"韶关市示例有限公司{end}")
    clerk.answered()
    assert [hit.name for hit in clerk.page.applicant.finder.model.hits] == ["韶关市示例有限公司"]


def test_a_private_code_is_changed_for_the_character_meant_by_one_key(clerk: Clerk) -> None:
    clerk.alt(KEY.Key_N)
    form = form_of(clerk)
    paste(clerk, "name", "陈\ue863示")
    assert "䶮" in form.fields["name"].error()
    clerk.press(KEY.Key_U, ALT)
    assert form.inputs["name"].text() == "陈䶮示"
    assert form.fields["name"].error() == ""


def with_an_old_number(clerk: Clerk):  # noqa: ANN201 - the form of a person
    clerk.alt(KEY.Key_N)
    form = form_of(clerk)
    form.kind.set_key("individual")
    paste(clerk, "name", "何示例")
    paste(clerk, "identity", "440203800101123")
    assert form.fields["identity"].can_confirm()
    return form


def test_an_old_number_offers_the_present_one(clerk: Clerk) -> None:
    form = with_an_old_number(clerk)
    clerk.press(KEY.Key_U, ALT)
    assert form.inputs["identity"].text() == "440203198001011237"
    assert form.problems() == ()


def test_an_old_number_stays_confirmed_without_a_count_of_what_is_missing(clerk: Clerk) -> None:
    form = with_an_old_number(clerk)
    form.fields["identity"].confirmed.emit()
    assert form.fields["identity"].line.text() == ""
    form.inputs["identity"].setFocus()
    clerk.press(KEY.Key_Return)
    assert form.fields["identity"].error() == ""
    assert registered(clerk).identity == "440203800101123"


def test_a_placeholder_is_confirmed_by_one_key_and_stays_so(clerk: Clerk) -> None:
    clerk.alt(KEY.Key_N)
    form = form_of(clerk)
    form.kind.set_key("individual")
    paste(clerk, "name", "徐?示")
    assert "“?”" in form.fields["name"].error()
    clerk.press(KEY.Key_Y, ALT)
    paste(clerk, "identity", RESIDENT)
    applicant = registered(clerk)
    assert (applicant.name, applicant.confirmed) == ("徐?示", {"name"})
    clerk.page.applicant.change.click()
    assert form.problems() == ()


PROPOSED = [
    ("示例县云岭农民专业合作社", "", "农民专业合作社"),
    ("示例县第一中学", "", "中小学校"),
    ("示例县第一小学", "", "中小学校"),
    ("示例大学", "", "高等院校"),
    ("示例学院", "", "高等院校"),
    ("示例新材料研究院", "", "科研机构"),
    ("阿卜杜拉·示例", "", "个人"),
    ("何示例", RESIDENT, "个人"),
    ("示例云岭", "934402000000000016", "农民专业合作社"),
    ("示例县云岭中心", "12440200000000001H", "事业单位"),
    ("示例县第二中学", "12440200000000001H", "中小学校"),
]


def test_the_kind_is_proposed_and_taken_by_one_key(clerk: Clerk) -> None:
    for name, identity, kind in PROPOSED:
        clerk.alt(KEY.Key_N)
        form = form_of(clerk)
        paste(clerk, "name", name)
        if identity:
            paste(clerk, "identity", identity)
        assert form.kind.currentText() == "企业", "proposed, not set"
        clerk.press(KEY.Key_U, ALT)
        assert form.kind.currentText() == kind, name
        assert form.fields["kind"].suggestion() == ""
        form.cancelled.emit()


def test_nothing_is_proposed_where_the_kind_fits_or_nothing_is_known(clerk: Clerk) -> None:
    for name in ("韶关市示例有限公司", "示例专利代理事务所（普通合伙）", "示例县人民医院"):
        clerk.alt(KEY.Key_N)
        paste(clerk, "name", name)
        assert form_of(clerk).fields["kind"].suggestion() == "", name
        form_of(clerk).cancelled.emit()


def test_a_person_is_picked_as_kind_by_zero_and_by_letters(clerk: Clerk) -> None:
    clerk.alt(KEY.Key_N)
    form = form_of(clerk)
    for typed in ("0", "gr"):
        form.kind.set_key("enterprise")
        form.kind.setFocus()
        clerk.type(typed)
        assert form.kind.currentText() == "个人"


def test_arrows_and_digits_open_the_list_of_traits_and_add_none(clerk: Clerk) -> None:
    clerk.alt(KEY.Key_N)
    traits = form_of(clerk).traits
    choice = traits.choice
    choice.setFocus()
    clerk.press(KEY.Key_Down)
    assert choice.view().isVisible()
    assert traits.periods() == ()
    QTest.keyClicks(choice.view(), "20240318")
    assert choice.view().isVisible() and traits.periods() == (), "a day that was meant for another field"
    QTest.keyClick(choice.view(), KEY.Key_Escape)
    clerk.press(KEY.Key_1)
    assert choice.view().isVisible() and traits.periods() == (), "the list shows what Enter would add"
    QTest.keyClicks(choice.view(), "gx")
    QTest.keyClick(choice.view(), KEY.Key_Return)
    assert [period.trait for period in traits.periods()] == ["high_tech"]


def test_a_person_registered_already_is_shown_with_the_number_hidden(clerk: Clerk) -> None:
    clerk.registered(kind="individual", name="何示例", identity=RESIDENT, traits=())
    clerk.alt(KEY.Key_N)
    form = form_of(clerk)
    form.kind.set_key("individual")
    paste(clerk, "identity", RESIDENT)
    clerk.until(form.similar.isVisible)
    said = " ".join(text.whole() for text in form.similar.findChildren(ElidedText))
    assert "440203********0074" in said
    assert RESIDENT not in said


def test_who_resembled_the_one_before_is_not_shown_for_the_next(clerk: Clerk) -> None:
    clerk.registered(kind="individual", name="何示例", identity=RESIDENT, traits=())
    clerk.alt(KEY.Key_N)
    form_of(clerk).kind.set_key("individual")
    paste(clerk, "identity", RESIDENT)
    clerk.until(form_of(clerk).similar.isVisible)
    clerk.press(KEY.Key_Escape)
    clerk.alt(KEY.Key_N)
    assert form_of(clerk).isVisible() and not form_of(clerk).similar.isVisible()


def test_a_number_searched_for_begins_the_form_of_a_person(clerk: Clerk) -> None:
    clerk.page.applicant.register("身份证号码：４４０２０３１９８００１０１００７４")
    form = form_of(clerk)
    assert form.kind.key() == "individual"
    assert (form.inputs["name"].text(), form.inputs["identity"].text()) == ("", RESIDENT)


def test_a_row_of_a_list_pasted_into_the_search_begins_the_form(clerk: Clerk) -> None:
    clerk.page.applicant.search()
    QApplication.clipboard().setText("韶关市示例(广东)有限公司\t９１４４０２００MA0000000C\n")
    clerk.press(KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    clerk.press(KEY.Key_Return)
    assert [form_of(clerk).inputs[name].text() for name in ("name", "identity")] == [
        "韶关市示例（广东）有限公司", USCC,
    ]  # fmt: skip
    assert registered(clerk).name == "韶关市示例（广东）有限公司"


def test_what_was_changed_to_its_stored_form_is_kept_by_the_store_alike(clerk: Clerk) -> None:
    number = clerk.registered(telephone="13800138000、0751-8881234", contact="李示例")
    clerk.seat(number)
    assert clerk.page.applicant.summary.telephone.text() == "138****8000 …"
    clerk.page.applicant.change.click()
    form = form_of(clerk)
    for edit in form.inputs.values():
        edit.editingFinished.emit()
    assert not clerk.page.applicant.changing()
    assert clerk.store.read(queries.applicant, number).telephone == "13800138000、0751-8881234"


def test_after_a_kind_is_taken_at_its_field_typing_goes_on_at_the_number(clerk: Clerk) -> None:
    clerk.alt(KEY.Key_N)
    form = form_of(clerk)
    paste(clerk, "name", "何示例")
    form.kind.setFocus()
    clerk.press(KEY.Key_U, ALT)
    assert form.kind.currentText() == "个人"
    clerk.type("4402")
    assert form.inputs["identity"].text() == "4402"


def test_a_passport_of_a_person_is_no_old_number_and_no_resident_number(clerk: Clerk) -> None:
    clerk.alt(KEY.Key_N)
    form = form_of(clerk)
    paste(clerk, "name", "Jonas Weiss")
    paste(clerk, "identity", "C01X00T47")
    assert "护照" in form.fields["identity"].error()
    assert form.kind.currentText() == "企业"
    clerk.press(KEY.Key_U, ALT)
    assert form.kind.currentText() == "个人"
    clerk.seat(clerk.registered(name="Jonas Weiss", identity="C01X00T47", kind="individual", traits=(),
                                confirmed=frozenset({"identity"})))  # fmt: skip
    assert clerk.page.applicant.summary._identity_cap.text() == "其他证件号码（已确认）"


def test_what_was_wrong_is_marked_again_when_it_is_brought_back(clerk: Clerk) -> None:
    clerk.alt(KEY.Key_N)
    form = form_of(clerk)
    paste(clerk, "telephone", "500万")
    assert form.fields["telephone"].error()
    typed = form.typed()
    form.show_details(details())
    form.show_typed(typed)
    assert form.fields["telephone"].error()


def test_the_room_of_what_was_put_right_is_given_back_when_the_field_is_left(clerk: Clerk) -> None:
    clerk.alt(KEY.Key_N)
    form = form_of(clerk)
    field, edit = form.fields["telephone"], form.inputs["telephone"]
    paste(clerk, "telephone", "1.38E+10")
    clerk.answered()
    edit.setFocus()
    edit.selectAll()
    clerk.type("13800138000")
    clerk.answered()
    high = field.height()
    assert field.error() == "" and field.minimumHeight() == high, "nothing moves below while it is typed"
    clerk.press(KEY.Key_Tab)
    clerk.until(lambda: field.height() < high)


def test_a_telephone_alone_is_not_called_the_name_of_a_contact(clerk: Clerk) -> None:
    clerk.seat(clerk.registered(telephone="13800138000"))
    assert clerk.page.applicant.summary.contact_caption.text() == "联系电话"
    clerk.seat(clerk.registered(name="另一家有限公司", identity="91440282MA00000018", contact="李示例"))
    assert clerk.page.applicant.summary.contact_caption.text() == "经办人"


def test_what_esc_closed_survives_another_form_that_is_opened(clerk: Clerk) -> None:
    """Opened empty and closed again, or begun with somebody else: neither loses what was typed before."""
    clerk.alt(KEY.Key_N)
    paste(clerk, "name", "韶关市示例有限公司")
    clerk.press(KEY.Key_Escape)
    clerk.alt(KEY.Key_N)
    form, message = form_of(clerk), clerk.page.applicant.message
    assert form.inputs["name"].text() == "" and "先前没有登记完的还在" in message.sentence()
    clerk.press(KEY.Key_Escape)  # the message, then the form
    clerk.press(KEY.Key_Escape)
    assert "登记已取消" in message.sentence()
    clerk.alt(KEY.Key_N)
    paste(clerk, "name", "示例乙有限公司")
    clerk.press(KEY.Key_F11)
    assert form.inputs["name"].text() == "韶关市示例有限公司"
    clerk.press(KEY.Key_F11)
    assert form.inputs["name"].text() == "示例乙有限公司", "each is had back from the other"
