"""Where the keyboard goes at the counter: left to right, top to bottom, and back to the row."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

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
    sheet = clerk.page.sheet
    other = next(one for one in clerk.desk.policies.ids() if one != sheet.policy.id)
    sheet.set_policy(clerk.desk.policy(other), sheet.year)
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
