"""A refusal for a trait that nobody has registered says how to put that right."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ipdesk.ui.counter.trait_registration import TraitDialog
from tests.ui.counter.conftest import Clerk


def test_the_line_of_an_applicant_without_the_trait_names_it(clerk: Clerk) -> None:
    clerk.seat(clerk.registered(traits=()))
    clerk.add("patent_transaction", ref="Y1", date="2022-05-06", contract_amount="800000")
    [group] = clerk.page.awards.list.groups()
    assert group.view.status == "ineligible"
    said = "申请人在成果日期（2022-05-06）未登记为中小微企业；如属实，按 Alt+T 当场补登。"
    assert said in group.view.warnings


def answer(clerk: Clerk, do: Callable[[TraitDialog], None]) -> None:
    """Press Alt+T and answer what it asks."""

    def look() -> None:
        sheet = QApplication.activeModalWidget()
        if isinstance(sheet, TraitDialog):
            do(sheet)
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)
    clerk.page.traits.ask()
    clerk.answered()


def test_the_trait_is_registered_on_the_spot_and_the_line_paid(clerk: Clerk) -> None:
    clerk.seat(clerk.registered(traits=()))
    clerk.add(
        "patent_transaction",
        ref="Y1",
        date="2022-05-06",
        contract_amount="800000",
        recorded="true",
        implemented="true",
    )
    clerk.form().inputs["date"].widget.setFocus()
    answer(clerk, lambda sheet: sheet.accept())
    [group] = clerk.page.awards.list.groups()
    assert (group.view.status, group.view.amount) == ("awarded", 800_000)
    assert clerk.window.focusWidget() is clerk.form().inputs["date"].widget
    applicant = clerk.page.draft.applicant
    assert applicant is not None
    assert [(one.trait, one.since, one.until) for one in applicant.traits] == [("sme", None, None)]


def test_a_day_that_cannot_be_read_registers_nothing(clerk: Clerk) -> None:
    clerk.seat(clerk.registered(traits=()))
    clerk.add("patent_transaction", ref="Y1", date="2022-05-06", contract_amount="800000")

    said = []

    def mistype(sheet: TraitDialog) -> None:
        sheet.rows[0].since.setText("上个月")
        sheet.accept()
        said.append((sheet.isVisible(), sheet.message.isVisible()))
        sheet.done(0)

    answer(clerk, mistype)
    assert said == [(True, True)]
    assert clerk.page.draft.applicant is not None and clerk.page.draft.applicant.traits == ()


def test_nothing_is_asked_where_nothing_is_lacking(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("patent_transaction", ref="Y1", date="2022-05-06", contract_amount="800000")
    clerk.page.traits.ask()
    assert QApplication.activeModalWidget() is None
