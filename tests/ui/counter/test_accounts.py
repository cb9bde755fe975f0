"""Telling another account of the applicant on the counter."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ipdesk.models import queries
from ipdesk.ui.applicants.accounts_dialog import AccountsDialog
from tests.ui.counter.conftest import COMPANY, Clerk

BANK, FIRST, SECOND = "粤北农村商业银行澄溪支行", "80020000090000001", "80020000090000019"


def test_another_account_is_told_with_its_reason_and_shown_masked(clerk: Clerk) -> None:
    applicant = clerk.registered(bank=BANK, account=FIRST)
    clerk.seat(applicant)
    page = clerk.page
    page.applicant.change.click()
    form = page.applicant.form
    assert form.inputs["account"].isReadOnly() and "收款账户" in form.fields["account"].line.text()
    form.cancel.click()
    clerk.alt(Qt.Key.Key_W)
    [dialog] = [one for one in page.findChildren(AccountsDialog) if one.isVisible()]
    model = dialog.table.model()
    told = [model.index(0, column).data() for column in range(4)]
    assert told == ["现收款", "**** **** 0001", COMPANY, BANK]
    dialog.table.select_row(0)
    dialog.table.opened.emit(0)
    assert dialog.texts["account"].text() == FIRST, "what is to be told anew can be taken whole"
    dialog.texts["account"].setText(SECOND)
    dialog.accept()
    clerk.answered()
    assert dialog.isVisible() and "理由" in dialog.fields["reason"].error()
    dialog.reason.setText("账号登记有误")
    dialog.proof.setText("开户许可证复印件")
    dialog.accept()
    clerk.until(lambda: page.draft.applicant is not None and page.draft.applicant.account == SECOND)
    assert "0019" in page.applicant.summary.account.text()
    kept = clerk.store.read(queries.accounts, applicant)
    assert [(one.account, one.used) for one in kept] == [(SECOND, True), (FIRST, True)]
    viewed = [entry for entry in clerk.store.read(queries.audit_entries) if entry.action == "view"]
    assert any("account" in entry.fields for entry in viewed)
