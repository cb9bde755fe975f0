"""The applicant by keyboard: a key for each step, one meaning for each key, and nothing lost by Esc."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ipdesk.models.records import ApplicationParticulars
from ipdesk.ui.widgets import Button, Chip, Text
from tests.ui.counter.conftest import COMPANY, Clerk

KEY = Qt.Key
PANELS = ("applicant", "achievements", "awards", "foot")


def keys(clerk: Clerk) -> dict[str, str]:
    """Return the words of all buttons of the counter's own, whatever is in sight, by key: one for each.

    Those of the forms of achievements are left aside: one of them is in sight at a time.
    """
    page = clerk.page
    found = [one for panel in PANELS for one in getattr(page, panel).findChildren(Button)]
    buttons = [one for one in found if not any(form.isAncestorOf(one) for form in page.achievements.forms())]
    return {one.text(): one.accessibleDescription() for one in buttons if one.accessibleDescription()}


def test_no_function_key_or_letter_means_two_things(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    letters = [key for key in keys(clerk).values() if key.startswith(("F", "Alt+", "Ctrl+"))]
    own = Counter(key for key in letters if key not in ("F11", "F12", "Ctrl+Z"))  # of whichever line speaks
    assert [key for key, count in own.items() if count > 1] == []
    assert "F6" in own


def test_a_new_applicant_is_registered_by_its_own_key(clerk: Clerk) -> None:
    clerk.alt(KEY.Key_N)
    assert clerk.page.applicant.form.isVisible()


def test_a_licence_that_is_pasted_is_looked_for_and_fills_the_form(clerk: Clerk) -> None:
    finder, form = clerk.page.applicant.finder, clerk.page.applicant.form
    code = "91440200MA0000000C"
    finder.box.setFocus()
    QApplication.clipboard().setText("甲有限公司\t1\n乙有限公司\t2\n丙有限公司\t3\n丁有限公司\t4")
    clerk.press(KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert finder.box.text() == "" and "一份营业执照的文字" in finder.note.whole()
    QApplication.clipboard().setText(
        f"营业执照\n统一社会信用代码 {code}\n名    称 {COMPANY}\n法定代表人 何示例\n住    所 示例县白沙镇\n"
    )
    clerk.press(KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert finder.box.text() == code, "by which it is found, whatever it was called before"
    clerk.press(KEY.Key_Return)
    shown = [form.inputs[name].text() for name in ("name", "identity", "legal_representative", "address")]
    assert form.isVisible() and shown == [COMPANY, code, "何示例", "示例县白沙镇"]
    form.inputs["town"].setFocus()
    clerk.alt(KEY.Key_U)
    assert form.inputs["town"].text() == "白沙镇", "which the address names"
    _choose_industry(clerk)
    form.kind.set_key("cooperative")
    form.submit.click()
    assert form.isVisible() and form.kind.hasFocus(), "a code that is another kind's is asked about"
    assert "代码以91开头，一般是企业" in clerk.page.applicant.message.sentence()
    assert form.fields["kind"].suggestion() == "enterprise", "and what it would be is still offered"
    form.submit.click()
    clerk.answered()
    applicant = clerk.page.draft.applicant
    assert applicant is not None and applicant.kind == "cooperative"
    assert (applicant.town, applicant.industry) == ("白沙镇", "752")


def _choose_industry(clerk: Clerk) -> None:
    """Type the initials of an industry and take the first that is offered."""
    form = clerk.page.applicant.form
    form.inputs["industry"].setFocus()
    QTest.keyClicks(form.inputs["industry"], "zscq")
    popup = form.inputs["industry"].completer().popup()
    assert popup.isVisible() and popup.model().index(0, 0).data() == "752 知识产权服务"
    QTest.keyClick(popup, KEY.Key_Down)
    QTest.keyClick(popup, KEY.Key_Return)
    form.inputs["name"].setFocus()
    assert form.inputs["industry"].text() == "752"
    assert form.fields["industry"].line.text().endswith("知识产权服务"), "the name stands below its code"


def test_the_applicant_is_changed_and_exchanged_by_keys(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    panel = clerk.page.applicant
    clerk.alt(KEY.Key_X)
    assert panel.form.isVisible()
    assert clerk.focused() is panel.form.inputs["name"]
    clerk.press(KEY.Key_Escape)
    assert panel.summary.isVisible()
    clerk.alt(KEY.Key_H)
    assert panel.finder.isVisible()
    clerk.press(KEY.Key_Escape)
    assert panel.summary.isVisible()
    assert {panel.change.accessibleDescription(), panel.other.accessibleDescription()} == {"Alt+X", "Alt+H"}


def test_what_esc_cancels_can_be_had_back(clerk: Clerk) -> None:
    panel = clerk.page.applicant
    clerk.alt(KEY.Key_N)
    clerk.fill(COMPANY, "9144")
    clerk.press(KEY.Key_Escape)
    assert panel.finder.isVisible()
    assert clerk.focused() is panel.finder.box
    clerk.press(KEY.Key_F11)
    assert panel.form.isVisible()
    assert (panel.form.inputs["name"].text(), panel.form.inputs["identity"].text()) == (COMPANY, "9144")


def test_a_cancelled_change_can_be_had_back_and_is_saved_as_a_change(clerk: Clerk) -> None:
    applicant = clerk.registered()
    clerk.seat(applicant)
    panel = clerk.page.applicant
    clerk.alt(KEY.Key_X)
    panel.form.inputs["contact"].setFocus()
    clerk.type("林工")
    clerk.press(KEY.Key_Escape)
    assert panel.summary.isVisible()
    assert "没有保存" in panel.message.sentence()
    clerk.press(KEY.Key_F11)
    clerk.ctrl(KEY.Key_Return)
    clerk.until(panel.summary.isVisible)
    found = clerk.page.draft.applicant
    assert found is not None
    assert (found.id, found.contact) == (applicant, "林工")


def test_esc_says_nothing_where_nothing_was_typed(clerk: Clerk) -> None:
    clerk.alt(KEY.Key_N)
    clerk.press(KEY.Key_Escape)
    assert clerk.page.applicant.finder.isVisible()
    assert not clerk.page.applicant.message.isVisible()


def test_esc_closes_an_open_list_and_not_the_form_around_it(clerk: Clerk) -> None:
    clerk.alt(KEY.Key_N)
    form = clerk.page.applicant.form
    form.kind.setFocus()
    clerk.press(KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = form.kind.view()
    clerk.until(popup.isVisible)
    clerk.qtbot.keyClick(popup, KEY.Key_Escape)
    clerk.until(lambda: not popup.isVisible())
    assert form.isVisible()


def test_enter_after_enter_comes_to_registering_before_it_comes_to_cancelling(clerk: Clerk) -> None:
    clerk.alt(KEY.Key_N)
    form = clerk.page.applicant.form
    form.traits.choice.setFocus()
    clerk.press(KEY.Key_Return)
    assert clerk.focused() is form.submit
    clerk.press(KEY.Key_Tab)
    assert clerk.focused() is form.cancel


def test_the_two_search_boxes_say_what_each_finds(clerk: Clerk) -> None:
    own, all_ = clerk.page.applicant.finder.box.placeholderText(), clerk.window.top.search.placeholderText()
    assert own[:3] != all_[:3]
    assert "申请人" in own.partition("：")[0]
    assert "全部" in all_.partition("：")[0]


# --- traits ---


def hint(clerk: Clerk) -> str:
    return clerk.page.applicant.form.fields["traits"].line.text()


def test_a_key_told_at_the_traits_leads_to_them_from_the_code(clerk: Clerk) -> None:
    clerk.alt(KEY.Key_N)
    form = clerk.page.applicant.form
    form.inputs["identity"].setFocus()
    told = [one.text() for one in form.fields["traits"].findChildren(Text) if one.isVisible()]
    assert "Alt+Z" in told
    assert "Alt+Z" not in keys(clerk).values()
    clerk.alt(KEY.Key_Z)
    assert clerk.focused() is form.traits.choice


def test_the_traits_say_how_to_choose_one_beside_what_the_policy_asks_for(clerk: Clerk) -> None:
    clerk.alt(KEY.Key_N)
    form = clerk.page.applicant.form
    form.kind.set_key("enterprise")
    assert "数字、首字母找" not in hint(clerk)
    form.traits.choice.setFocus()
    assert "数字、首字母找" in hint(clerk)
    assert "中小微企业" in hint(clerk)
    form.inputs["account"].setFocus()
    assert "数字、首字母找" not in hint(clerk)


def test_the_form_says_which_traits_the_policy_asks_for_by_kind(clerk: Clerk) -> None:
    clerk.alt(KEY.Key_N)
    form = clerk.page.applicant.form
    form.kind.set_key("enterprise")
    assert "中小微企业" in hint(clerk)
    form.kind.set_key("individual")
    assert "中小微企业" not in hint(clerk)


def test_traits_that_the_policy_asks_for_are_offered_first(clerk: Clerk) -> None:
    clerk.page.draft.set_policy(clerk.desk.policy("lianzhou-2024-draft"), ApplicationParticulars(year=2024))
    clerk.alt(KEY.Key_N)
    form = clerk.page.applicant.form
    form.kind.set_key("enterprise")
    offered = [form.traits.choice.itemText(row) for row in range(form.traits.choice.count())]
    asked = [word for word in offered if word in hint(clerk)]
    assert len(asked) >= 3
    assert offered[: len(asked)] == asked


def chips(within: QWidget) -> list[str]:
    return [one.text() for one in within.findChildren(Chip) if one.isVisible()]


def test_the_card_shows_a_trait_that_a_line_asks_for_until_it_is_registered(clerk: Clerk) -> None:
    clerk.seat(clerk.registered(traits=()))
    panel = clerk.page.applicant
    assert chips(panel.summary) == []
    assert not panel.traits.isVisible()
    clerk.add("patent_transaction", ref="Y1", date="2022-05-06", contract_amount="800000")
    assert chips(panel.summary) == ["未登记 中小微企业"]
    assert panel.traits.isVisible()
    assert panel.traits.accessibleDescription() == "Alt+T"
    clerk.write(date="")
    assert chips(panel.summary) == []
    assert not panel.traits.isVisible()


def test_every_field_of_the_form_says_whether_it_has_to_be_filled_in(clerk: Clerk) -> None:
    clerk.alt(KEY.Key_N)
    fields = clerk.page.applicant.form.fields
    wanted = {"kind": "必填", "name": "必填", "identity": "必填", "contact": "选填", "traits": "选填"}
    assert {name: fields[name]._mark.text() for name in wanted} == wanted


def test_the_rows_of_the_form_stand_at_equal_distances(clerk: Clerk) -> None:
    clerk.alt(KEY.Key_N)
    form = clerk.page.applicant.form
    inputs = (form.kind, *(form.inputs[name] for name in ("identity", "telephone", "account")))
    tops = [one.mapTo(form, one.rect().topLeft()).y() for one in (*inputs, form.traits.choice)]
    assert len({low - high for high, low in pairwise(tops)}) == 1


def test_what_is_clicked_at_below_a_wrong_telephone_stays_and_so_while_that_is_put_right(
    clerk: Clerk,
) -> None:
    clerk.alt(KEY.Key_N)
    form = clerk.page.applicant.form
    field, wrong, below = form.fields["telephone"], form.inputs["telephone"], form.inputs["account_name"]

    def place() -> int:
        clerk.answered()
        return below.mapTo(form, QPoint()).y()

    wrong.setFocus()
    QTest.keyClicks(wrong, "0751123456")
    before = place()
    QTest.mousePress(below, Qt.MouseButton.LeftButton)
    assert clerk.focused() is below and place() == before and not field.error()
    QTest.mouseRelease(below, Qt.MouseButton.LeftButton)
    clerk.qtbot.waitUntil(lambda: field.error() != "")
    moved = place()
    assert moved > before, "the sentence and its link take more than a line"
    wrong.setFocus()
    QTest.keyClicks(wrong, "78")
    wrong.selectAll()
    QTest.keyClicks(wrong, "0751-8881234")
    assert not field.error() and place() == moved
    clerk.press(KEY.Key_Escape)
    clerk.alt(KEY.Key_N)
    assert place() == before, "another applicant begins with the usual room"


def test_a_letter_with_alt_that_means_nothing_is_not_typed(clerk: Clerk) -> None:
    clerk.alt(KEY.Key_N)
    form = clerk.page.applicant.form
    name = form.inputs["name"]
    name.setText("甲公司")
    for widget in (name, form.kind):
        widget.setFocus()
        for key, text in ((KEY.Key_J, "j"), (KEY.Key_2, "2")):  # with its text, as systems send it
            event = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.AltModifier, text)
            QApplication.sendEvent(widget, event)
    assert name.text() == "甲公司" and form.kind.key() == "enterprise"
