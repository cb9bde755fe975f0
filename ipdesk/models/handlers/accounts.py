"""The accounts of applicants: each is kept, with who told of it, why and on what proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipdesk.models.commands import RecordAccount
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, Problem, refuse
from ipdesk.models.parsing.applicant import is_personal, normalised
from ipdesk.models.parsing.reasons import said_fault, step_reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.payments.payee_accounts import account_problems, stored_account
from ipdesk.models.records import ApplicantDetails
from ipdesk.models.records.applicants import AccountDetails, AccountKind
from ipdesk.models.tables import ApplicantAccount, RegisteredApplicant
from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.pack.vocabulary import Vocabulary, standard_vocabulary

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

_PAID_TO = ("account_name", "bank", "account")
_OTHER = "收款账户已经登记，换账户要写明理由和凭证，请在“收款账户”里登记。"


def record(work: Work, command: RecordAccount) -> int:
    """Write an account down and return its id; raises InvalidInput, Conflict and NotFound."""
    work.lock("applicants")
    entry = work.one(RegisteredApplicant, command.applicant, "申请人不存在。")
    if entry.revision != command.revision:
        raise Conflict("申请人资料刚被另一处修改过，请核对最新资料后再改。")
    refuse((*account_problems(command.account, command.confirmed), *_unfounded(command)))
    account = stored_account(command.account)
    number = _keep(work, entry.id, account, command)
    if command.used:
        _pay_to(work, entry, account, command.confirmed)
    work.audit("record_account", Kind.APPLICANT, entry.id, ["account"])
    return number


def _unfounded(command: RecordAccount) -> list[Problem]:
    """Return what lacks of a reason and a proof."""
    proof = "请填写凭证，如 开户许可证复印件。" if blank(command.proof) else said_fault(command.proof, "凭证")
    said = {"reason": step_reason_fault(command.reason), "proof": proof}
    return [Problem(name, fault) for name, fault in said.items() if fault]


def _keep(work: Work, applicant: int, account: AccountDetails, told: RecordAccount | None) -> int:
    row = ApplicantAccount(
        applicant_id=applicant,
        kind=account.kind.value,
        holder=account.holder,
        bank=account.bank,
        account=account.account,
        bank_number=account.bank_number,
        used=told is None or told.used,
        reason=stored_line(told.reason) if told else "",
        proof=stored_line(told.proof) if told else "",
        person_id=work.actor.person,
        at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    return row.id


def _pay_to(
    work: Work, entry: RegisteredApplicant, account: AccountDetails, confirmed: frozenset[str]
) -> None:
    sure = {name for name in entry.confirmed.split() if name not in _PAID_TO}
    sure |= {"account_name" if name == "holder" else name for name in confirmed} & set(_PAID_TO)
    values = {
        "account_name": account.holder,
        "bank": account.bank,
        "account": account.account,
        "bank_number": account.bank_number,
        "confirmed": " ".join(sorted(sure)),
        "revision": entry.revision + 1,
    }
    work.replace(entry, values)


def keep_first(work: Work, applicant: int, details: ApplicantDetails) -> None:
    """Keep the account with which an applicant is registered, or that is told where none was."""
    if details.account:
        personal = is_personal(details.kind, standard_vocabulary())
        kind = AccountKind.PERSONAL if personal else AccountKind.CORPORATE
        told = AccountDetails(
            kind=kind, holder=details.account_name, bank=details.bank, account=details.account
        )
        _keep(work, applicant, told, None)


def refuse_other_account(before: ApplicantDetails, after: ApplicantDetails, vocabulary: Vocabulary) -> None:
    """Raise InvalidInput where a change of particulars would have payments go elsewhere, without a proof."""
    stands = normalised(before, vocabulary)  # one registered long ago may stand in another writing
    if before.account and any(getattr(stands, name) != getattr(after, name) for name in _PAID_TO):
        refuse([Problem("account", _OTHER)])
