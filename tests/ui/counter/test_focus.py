"""Where the keyboard goes at the counter: left to right, top to bottom, and back to the row."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ipdesk.ui.desk.destinations import ContinueDraft
from tests.ui.counter.conftest import Clerk


def tabbed(clerk: Clerk, times: int) -> list[QWidget | None]:
    found = []
    for _ in range(times):
        clerk.press(Qt.Key.Key_Tab)
        found.append(QApplication.focusWidget())
    return found


def test_tab_goes_through_a_form_as_it_is_seen_and_on_to_accepting(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    for kind in ("work_registration", "patent_transaction", "work_registration"):
        clerk.add(kind)
        form = clerk.form()
        form.first().setFocus()
        seen = sorted(
            (made.widget for made in form.inputs.values()),
            key=lambda one: (one.mapTo(form, one.rect().center()).y(), one.mapTo(form, one.pos()).x()),
        )
        assert form.first() is seen[0]
        assert tabbed(clerk, len(seen)) == [*seen[1:], clerk.page.foot.accept]


def test_tab_leads_to_accepting_under_another_policy_too(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("work_registration")
    draft = clerk.page.draft
    other = next(one for one in clerk.desk.policies.ids() if one != draft.policy.id)
    draft.set_policy(clerk.desk.policy(other), draft.particulars)
    clerk.answered()
    clerk.page.achievements.go_in()
    form = clerk.form()
    assert tabbed(clerk, len(form.inputs))[-1] is clerk.page.foot.accept


def test_after_a_change_of_the_applicant_the_keyboard_is_back_at_the_row(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("work_registration", ref="粤作登字-2022-F-00000001")
    clerk.page.applicant._change()
    clerk.type("x")
    clerk.ctrl(Qt.Key.Key_Return)
    clerk.answered()
    clerk.until(lambda: clerk.page.applicant.summary.isVisible())
    assert clerk.focused() is clerk.form().first()


def test_tab_stops_at_nothing_that_only_scrolls(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.page.achievements.table.setFocus()
    assert clerk.page._scroll not in tabbed(clerk, 30)


def two_works(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("work_registration", ref="粤作登字-2022-F-00000001")
    clerk.add("work_registration", ref="粤作登字-2022-F-00000002")


def refs(clerk: Clerk) -> list[str]:
    return [raw.ref for raw in clerk.page.draft.rows]


def test_a_second_delete_after_an_undo_takes_the_row_and_no_letter(clerk: Clerk) -> None:
    two_works(clerk)
    clerk.page.achievements.table.setFocus()
    for _ in range(3):
        clerk.press(Qt.Key.Key_Delete)
        assert len(clerk.page.draft.rows) == 1
        clerk.ctrl(Qt.Key.Key_Z)
        assert refs(clerk) == ["粤作登字-2022-F-00000001", "粤作登字-2022-F-00000002"]
        assert clerk.focused() is clerk.page.achievements.table


def test_escape_leads_out_to_the_row_where_delete_takes_it(clerk: Clerk) -> None:
    two_works(clerk)
    clerk.press(Qt.Key.Key_F3)
    clerk.press(Qt.Key.Key_Escape)
    clerk.press(Qt.Key.Key_Delete)
    assert refs(clerk) == ["粤作登字-2022-F-00000001"]


def test_escape_in_any_field_of_the_form_leads_to_the_row(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    for kind in ("work_registration", "patent_transaction", "ip_insurance"):
        clerk.add(kind)
        for made in clerk.form().inputs.values():
            made.widget.setFocus()
            clerk.press(Qt.Key.Key_Escape)
            assert clerk.focused() is clerk.page.achievements.table, made.widget
        clerk.press(Qt.Key.Key_Return)
        assert clerk.focused() is clerk.form().first()
    assert "Esc" in clerk.page.achievements._way.text()


def test_a_switch_nobody_answered_takes_either_answer_at_one_key_and_says_so(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    for key, answer in (("n", "false"), ("0", "false"), ("y", "true"), ("1", "true")):
        clerk.add("patent_transaction")
        assert "按 Y 为是，按 N 为否" in clerk.page.achievements._way.text()
        made = clerk.form().inputs["recorded"]
        told: list[str] = []
        made.listen(lambda made=made, told=told: told.append(made.read()))
        made.widget.setFocus()
        clerk.type(key)
        assert (made.read(), told) == (answer, [answer]), key


def test_what_stands_in_a_field_that_the_program_goes_to_is_typed_over(clerk: Clerk) -> None:
    two_works(clerk)
    clerk.page.achievements.table.setFocus()
    clerk.press(Qt.Key.Key_Return)
    clerk.type("9")
    assert refs(clerk)[1] == "9"
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        clerk.ctrl(key)
        clerk.type("8")
    assert refs(clerk) == ["8", "8"]


def test_a_draft_taken_up_again_is_typed_over_and_not_in_front_of(clerk: Clerk) -> None:
    two_works(clerk)
    clerk.ctrl(Qt.Key.Key_S)
    clerk.until(lambda: clerk.page.draft.file.id is not None)
    application = clerk.page.draft.file.id
    assert application is not None
    clerk.ctrl(Qt.Key.Key_N)
    clerk.answered()
    clerk.desk.open(ContinueDraft(application))
    clerk.answered()
    clerk.type("7")
    assert "7" in refs(clerk)
