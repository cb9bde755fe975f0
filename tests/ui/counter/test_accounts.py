"""Telling another account of the applicant on the counter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ipdesk.models import queries
from ipdesk.ui.applicants.accounts_dialog import AccountsDialog
from ipdesk.ui.counter import CounterPage
from tests.models.desk import works
from tests.ui.rig import Rig

ALT = Qt.KeyboardModifier.AltModifier
BANK, FIRST, SECOND = "粤北农村商业银行澄溪支行", "80020000090000001", "80020000090000019"


@pytest.fixture
def page(rig: Rig) -> CounterPage:
    """Return the counter with a draft on it."""
    applicant = rig.steps.register("示例甲有限公司", bank=BANK, account=FIRST)
    draft = rig.steps.draft(applicant, works())
    made = CounterPage(rig.desk)
    rig.show(counter=made)
    made.switching.open(draft.application)
    rig.settle()
    return made


def test_another_account_is_told_with_its_reason_and_shown_masked(rig: Rig, page: CounterPage) -> None:
    page.applicant.change.click()
    form = page.applicant.form
    assert form.inputs["account"].isReadOnly() and "收款账户" in form.fields["account"].line.text()
    form.cancel.click()
    rig.press(Qt.Key.Key_W, modifier=ALT)
    [dialog] = [one for one in page.findChildren(AccountsDialog) if one.isVisible()]
    model = dialog.table.model()
    told = [model.index(0, column).data() for column in range(4)]
    assert told == ["现收款", "**** **** 0001", "示例甲有限公司", BANK]
    dialog.table.select_row(0)
    dialog.table.opened.emit(0)
    assert dialog.texts["account"].text() == FIRST, "what is to be told anew can be taken whole"
    dialog.texts["account"].setText(SECOND)
    dialog.accept()
    rig.settle()
    assert dialog.isVisible() and "理由" in dialog.fields["reason"].error()
    dialog.reason.setText("账号登记有误")
    dialog.proof.setText("开户许可证复印件")
    dialog.accept()
    rig.settle()
    assert "0019" in page.applicant.summary.account.text()
    assert page.draft.applicant is not None and page.draft.applicant.account == SECOND
    kept = rig.store.read(queries.accounts, page.draft.applicant.id)
    assert [(one.account, one.used) for one in kept] == [(SECOND, True), (FIRST, True)]
    viewed = [entry for entry in rig.store.read(queries.audit_entries) if entry.action == "view"]
    assert any("account" in entry.fields for entry in viewed)
