"""The accounts of an applicant: all that were told, and another one, with its reason and its proof."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.commands import RecordAccount
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import DeskError, InvalidInput
from ipdesk.models.parsing.applicant import is_personal
from ipdesk.models.parsing.masking import masked_account
from ipdesk.models.records import ApplicantRecord
from ipdesk.models.records.applicants import AccountDetails, AccountKind, AccountRecord
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import ChoiceField, Column, DeskTable, TextField
from ipdesk.ui.widgets.fields.confirmable_field import ConfirmedFields, DoubtField

_USED, _KEPT = "used", "kept"
_ROWS = 4


class AccountsDialog(CommandDialog):
    """What was told so far, masked, above the form of another; Enter in a row puts that into the form."""

    room = 250

    def __init__(
        self, desk: Desk, applicant: ApplicantRecord, then: Callable[[Any], None], parent: QWidget
    ) -> None:
        title = _tr("收款账户　{name}").format(name=applicant.name)
        super().__init__(desk, title, _tr("登记"), then, parent, columns=4)
        self._applicant = applicant
        self.rows: tuple[AccountRecord, ...] = desk.read(queries.accounts, applicant.id)
        self.kind = ChoiceField([(one.value, one.label) for one in AccountKind])
        self.used = ChoiceField([(_USED, _tr("以后拨到这个账户")), (_KEPT, _tr("只登记，不用来拨款"))])
        self.texts = {name: TextField() for name in ("holder", "account", "bank", "bank_number")}
        self.reason, self.proof = TextField(), TextField()
        self.table = self._made_table()
        self._lay_out_accounts()
        self._begin()

    def _lay_out_accounts(self) -> None:
        if self.rows:
            self.add_table(self.table, 232, min(len(self.rows), _ROWS))
            self.add_sentence(_tr("选中一行按 Enter，把这个账户填到下面；以前的登记和已经拨付的不变。"))
        else:
            self.add_sentence(_tr("还没有登记过账户。"))
        self.put("holder", DoubtField(_tr("户名"), self.texts["holder"], mark=_tr("与申请人相同可不填")), 2)
        self.put("account", DoubtField(_tr("账号"), self.texts["account"], optional=False), 2)
        self.put("bank", DoubtField(_tr("开户行"), self.texts["bank"], mark=_tr("必填，到支行")), 2)
        number = DoubtField(_tr("联行号"), self.texts["bank_number"], mark=_tr("12位，选填"))
        self.put("bank_number", number, 1)
        self.add("kind", _tr("账户类型"), self.kind, 1, optional=False)
        self.add("reason", _tr("理由"), self.reason, 2, optional=False)
        self.add("proof", _tr("凭证"), self.proof, 1, optional=False)
        self.add("used", _tr("用途"), self.used, 1, optional=False)
        doubted = {name: one for name, one in self.fields.items() if isinstance(one, DoubtField)}
        self.sure = ConfirmedFields(doubted)

    def _begin(self) -> None:
        personal = is_personal(self._applicant.kind, self._desk.words())
        self.kind.set_key((AccountKind.PERSONAL if personal else AccountKind.CORPORATE).value)
        self.used.set_key(_USED)
        self.reason.setPlaceholderText(_tr("如 基本户变更、账号登记有误"))
        self.proof.setPlaceholderText(_tr("如 开户许可证复印件"))
        self._desk.guard(Permission.ENTER, self.accept_button)
        self.texts["holder"].setFocus()

    def _made_table(self) -> DeskTable:
        table = DeskTable((
            Column(_tr("状态"), ems=5), Column(_tr("账号"), "key", ems=8), Column(_tr("户名"), ems=10),
            Column(_tr("开户行"), ems=11), Column(_tr("登记"), "sub", ems=9),
            Column(_tr("理由和凭证"), "sub", ems=12, stretch=True),
        ))  # fmt: skip
        model = QStandardItemModel(self)
        current = next((one for one in self.rows if one.used), None)
        for row in self.rows:
            model.appendRow([QStandardItem(text) for text in self._cells(row, row is current)])
        table.setModel(model)
        table.opened.connect(self._take)
        return table

    def _cells(self, row: AccountRecord, current: bool) -> tuple[str, ...]:
        earlier = _tr("原收款") if row.used else _tr("备用")
        day = row.recorded_on.isoformat() if row.recorded_on else _tr("早先登记")
        return (
            _tr("现收款") if current else earlier,
            masked_account(row.account),
            row.holder or self._applicant.name,
            row.bank,
            f"{day} {row.recorded_by}".strip(),
            "；".join(filter(None, (row.reason, row.proof))),
        )

    def _take(self) -> None:
        """Put the account of the current row into the form, whole; that it was seen is written down."""
        at = self.table.current_row()
        if not 0 <= at < len(self.rows):
            return
        row = self.rows[at]
        for name, edit in self.texts.items():
            edit.show_text(getattr(row, name))
        self.kind.set_key(row.kind.value)
        self._desk.views.saw(Kind.APPLICANT, (self._applicant.id,), frozenset({"account"}))
        self.reason.setFocus()

    def entered(self) -> RecordAccount:
        """Return the account as it was typed."""
        texts = {name: edit.text() for name, edit in self.texts.items()}
        return RecordAccount(
            applicant=self._applicant.id,
            revision=self._applicant.revision,
            account=AccountDetails(kind=AccountKind(self.kind.key()), **texts),
            used=self.used.key() == _USED,
            reason=self.reason.text(),
            proof=self.proof.text(),
            confirmed=self.sure.names(),
        )

    def refuse(self, error: DeskError) -> None:
        """Say what is wrong; a doubt can be confirmed at its field."""
        super().refuse(error)
        for problem in error.problems if isinstance(error, InvalidInput) else ():
            self.sure.show(problem)


def _tr(text: str) -> str:
    return QCoreApplication.translate("AccountsDialog", text)
