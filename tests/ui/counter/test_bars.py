"""Who is barred is shown beside its name at once, and not accepted until somebody has decided otherwise."""

from __future__ import annotations

import datetime

import pytest
from PySide6.QtCore import Qt

from ipdesk.models import queries
from ipdesk.models.commands import AddPerson, BarApplicant, RecordRecusal
from ipdesk.models.core.roles import Role
from ipdesk.models.records import Person
from ipdesk.ui.applicants.bar_dialog import BarDialog, bar_dialog, bar_line
from ipdesk.ui.applicants.finder import BARRED
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.decision.subject import SubjectPanel
from ipdesk.ui.applications.list.columns import APPLICANT
from ipdesk.ui.counter import CounterPage
from ipdesk.ui.widgets import GLYPH_ROLE, Chip
from tests.actors import CLERK
from tests.models.desk import works
from tests.models.handlers.test_handlings import ordered, refusal, submit
from tests.ui.rig import Rig

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(rig: Rig) -> CounterPage:
    """Return the counter with a draft on it."""
    draft = rig.steps.draft(rig.steps.register("示例甲有限公司"), works())
    made = CounterPage(rig.desk)
    rig.show(counter=made)
    made.switching.open(draft.application)
    rig.settle()
    return made


def chips(page: CounterPage) -> list[str]:
    return [chip.accessibleName() for chip in page.applicant.summary._barred if isinstance(chip, Chip)]


def ask(rig: Rig, page: CounterPage) -> BarDialog:
    rig.press(Qt.Key.Key_S, modifier=ALT)
    [dialog] = [one for one in page.findChildren(BarDialog) if one.isVisible()]
    return dialog


def bar(rig: Rig, until: datetime.date = datetime.date(2026, 12, 31)) -> None:
    command = BarApplicant(
        applicant=1, reason="侵权被判决", basis="条例第四十九条", since=datetime.date(2024, 1, 1), until=until
    )
    rig.desk.notify(rig.store.run(command, CLERK).changes)
    rig.settle()


def test_what_was_submitted_to_be_ended_is_not_accepted_meanwhile(rig: Rig, page: CounterPage) -> None:
    rig.store.run(ordered(rig.steps), CLERK)
    application = page.draft.file.id
    assert application is not None
    submit(rig.steps, application, *refusal(application))
    assert page.foot.discard.isVisible()
    page.hindrances._read()
    rig.settle()
    assert not page.foot.accept.isEnabled() and not page.foot.discard.isVisible()
    assert "“不予受理”已经送审，先办完或者撤销送审再受理" in page.foot.refusal.text()


def test_a_bar_is_recorded_by_the_keyboard_and_keeps_from_accepting(rig: Rig, page: CounterPage) -> None:
    dialog = ask(rig, page)
    assert dialog.what.key() == "new" and dialog.kind.hasFocus()
    rig.press(Qt.Key.Key_Down, dialog.kind)
    rig.press(Qt.Key.Key_3, dialog.kind.view())
    assert dialog.basis.text() == "《广东省知识产权保护条例》第四十九条"
    assert dialog.until.day() == datetime.date(2027, 6, 19), "three years from 2024-06-20"
    rig.type(dialog.reason, "无")
    rig.press(Qt.Key.Key_Return, dialog.accept_button)
    assert "请把事由写具体" in dialog.fields["reason"].error() and dialog.isVisible()
    rig.type(dialog.reason, "故意侵犯他人专利权被判决")
    rig.press(Qt.Key.Key_Return, dialog.accept_button)
    [found] = rig.store.read(queries.bars, 1)
    assert (found.reason, found.until) == ("故意侵犯他人专利权被判决", datetime.date(2027, 6, 19))
    assert "限制资助至 2027-06-19" in chips(page)
    assert not page.foot.accept.isEnabled()
    assert "申请人限制资助至 2027-06-19" in page.foot.refusal.text()


def test_where_papers_are_signed_first_one_without_a_file_is_barred_by_what_was_signed_elsewhere(
    rig: Rig, page: CounterPage
) -> None:
    rig.store.run(ordered(rig.steps), CLERK)
    other = rig.desk.read(queries.applicant, rig.steps.register("示例乙有限公司"))
    dialog = bar_dialog(rig.desk, page, page.foot.set_state, other, 0)
    dialog.open_once()
    rig.settle()
    dialog.kind.set_key("fund_rules")
    rig.press(Qt.Key.Key_Return, dialog.accept_button)
    lacking = [name for name, field in dialog.fields.items() if field.error()]
    assert lacking == ["approval_number", "approved_on", "approved_by"]
    assert dialog.focusWidget() is dialog.number
    rig.type(dialog.number, "示市监批〔2024〕8号")
    rig.type(dialog.signed, "20240620")
    rig.type(dialog.signers, "黎志明（局长）")
    rig.press(Qt.Key.Key_Return, dialog.accept_button)
    rig.settle()
    [found] = rig.store.read(queries.bars, other.id)
    assert "示市监批〔2024〕8号 黎志明（局长） 2024-06-20 签批" in bar_line(found, rig.clock.today)


def test_it_goes_on_once_an_approver_has_said_why(rig: Rig, page: CounterPage) -> None:
    bar(rig)
    dialog = ask(rig, page)
    assert dialog.what.key() == "new", "to let somebody pass is chosen, never proposed"
    rig.settle()
    tall = dialog.height()
    dialog.accept()
    lacking = [name for name, field in dialog.fields.items() if field.error()]
    assert lacking == ["reason", "basis", "until"] and dialog.reason.hasFocus(), "all of it at once"
    dialog.what.set_key("pass")
    rig.settle()
    assert dialog.height() < tall - 200, "what is not asked leaves no hole"
    assert dialog.accept_button.text().startswith("准予办理")
    dialog.accept()
    rig.settle()
    assert dialog.fields["reason"].error() == "请填写理由。"
    rig.type(dialog.reason, "申报在限制以前，局务会同意")
    rig.press(Qt.Key.Key_Return, dialog.accept_button)
    assert page.foot.accept.isEnabled() and "限制资助至 2026-12-31，准予办理" in chips(page)
    rig.answer()
    page.accept()
    rig.settle()
    assert rig.state(1) == "accepted"


def test_who_does_not_decide_lets_nothing_pass(rig: Rig, page: CounterPage) -> None:
    bar(rig)
    rig.store.run(AddPerson(name="黄志强", roles=frozenset({Role.CLERK})), CLERK)
    rig.desk.set_person(Person(2, "黄志强"))
    rig.settle()
    dialog = ask(rig, page)
    dialog.what.set_key("pass")
    assert not dialog.accept_button.isEnabled() and not dialog.fields["reason"].isEnabled()
    assert dialog.refusal.isVisible() and "须由审批人办理" in dialog.refusal.text()
    dialog.what.set_key("new")
    assert dialog.accept_button.isEnabled() and dialog.fields["reason"].isEnabled()
    assert not dialog.refusal.isVisible()


def test_a_bar_that_ends_overnight_bars_no_more(rig: Rig, page: CounterPage) -> None:
    bar(rig, rig.clock.today)
    assert not page.foot.accept.isEnabled()
    rig.clock.moment += datetime.timedelta(days=1)
    rig.desk.dayChanged.emit()
    assert page.foot.accept.isEnabled() and not chips(page)


def test_the_drawer_tells_of_bars_and_recusals(rig: Rig) -> None:
    rig.steps.draft(rig.steps.register("示例甲有限公司"), works())
    bar(rig)
    rig.store.run(RecordRecusal(applicant=1, person=1, relation="配偶"), CLERK)
    listed = ApplicationsPage(rig.desk)
    rig.show(applications=listed)
    listed._open_drawer()
    rig.settle()
    assert listed.drawer.remarks.texts() == [
        "限制资助　2024-01-01 至 2026-12-31（侵权被判决；依据条例第四十九条）",
        "回避　陈晓敏（配偶）",
    ]
    assert "限制资助…" in listed.drawer.steps.words()
    name = listed.list.model.index(0, APPLICANT)
    assert name.data(GLYPH_ROLE) == BARRED
    assert name.data(Qt.ItemDataRole.ToolTipRole) == "示例甲有限公司\n限制资助至 2026-12-31"
    rig.clock.moment += datetime.timedelta(days=1000)
    listed.list.model.begin_day()
    assert name.siblingAtColumn(APPLICANT).data(GLYPH_ROLE) is None, "it ended"


def test_the_search_and_the_decision_tell_of_it_too(rig: Rig, page: CounterPage) -> None:
    bar(rig)
    page.applicant.finder.begin()
    rig.settle()
    model = page.applicant.finder.model
    assert [model.index(0, 0).data(role) for role in (GLYPH_ROLE, Qt.ItemDataRole.ToolTipRole)] == [
        BARRED,
        "限制资助至 2026-12-31",
    ]
    subject = SubjectPanel(lambda: rig.clock.today)
    rig.qtbot.addWidget(subject)
    subject.show_detail(rig.steps.detail(1), rig.steps.policy)
    assert subject.barred.accessibleName() == "限制资助至 2026-12-31"


def test_an_end_that_somebody_typed_is_not_proposed_over(rig: Rig, page: CounterPage) -> None:
    dialog = ask(rig, page)
    dialog.kind.setCurrentIndex(0)
    proposed = dialog.until.text()
    rig.type(dialog.since, "2023-01-01")
    assert dialog.until.text() not in ("", proposed), "what the program proposed follows the start"
    rig.type(dialog.until, "2025-06-30")
    rig.type(dialog.since, "2024-02-01")
    rig.type(dialog.reason, "另案处理")
    dialog.kind.setCurrentIndex(1)
    assert (dialog.until.text(), dialog.reason.text()) == ("2025-06-30", "另案处理")
    dialog.done(0)
