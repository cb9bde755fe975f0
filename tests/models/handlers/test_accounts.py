"""The accounts of an applicant: which is paid to, and why it became another."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.core.errors import Conflict, InvalidInput
from ipdesk.models.records import ApplicantDetails
from ipdesk.models.records.applicants import AccountDetails, AccountKind
from tests.actors import CLERK
from tests.models.desk import Desk

FIRST, SECOND, THIRD = "80020000090000001", "80020000090000019", "80020000090000027"
BANK = "粤北农村商业银行澄溪支行"


def recording(desk: Desk, applicant: int, account: str, **changed: object) -> commands.RecordAccount:
    """Return the command that has payments go to another account of a bank."""
    shown = desk.store.read(queries.applicant, applicant)
    told = AccountDetails(kind=AccountKind.CORPORATE, bank=BANK, account=account, bank_number="314581000012")
    values: dict[str, object] = {
        "applicant": applicant, "revision": shown.revision, "account": told, "used": True,
        "reason": "基本户变更", "proof": "开户许可证复印件",
    }  # fmt: skip
    return commands.RecordAccount(**{**values, **changed})  # type: ignore[arg-type]


def test_every_account_is_kept_and_the_last_one_meant_for_it_is_paid_to(desk: Desk) -> None:
    applicant = desk.register(bank=BANK, account=FIRST)
    desk.store.run(recording(desk, applicant, SECOND), CLERK)
    desk.store.run(recording(desk, applicant, THIRD, used=False, reason="保证金专户"), CLERK)
    shown = desk.store.read(queries.applicant, applicant)
    assert (shown.account, shown.bank_number, shown.account_name) == (SECOND, "314581000012", "")
    kept = desk.store.read(queries.accounts, applicant)
    assert [(one.account, one.used, one.reason, one.proof, one.recorded_by) for one in kept] == [
        (THIRD, False, "保证金专户", "开户许可证复印件", "陈晓敏"),
        (SECOND, True, "基本户变更", "开户许可证复印件", "陈晓敏"),
        (FIRST, True, "", "", "陈晓敏"),
    ]
    assert kept[0].recorded_on == desk.clock.today
    logged = str(desk.store.read(queries.audit_entries))
    assert "record_account" in logged and SECOND not in logged


def test_an_account_told_late_is_the_first_and_one_that_stands_is_not_typed_over(desk: Desk) -> None:
    applicant = desk.register()
    assert desk.store.read(queries.accounts, applicant) == ()
    _change(desk, applicant, account=FIRST, bank=BANK)
    assert [one.account for one in desk.store.read(queries.accounts, applicant)] == [FIRST]
    _change(desk, applicant, contact="林敏")
    for other in ({"account": SECOND}, {"bank": "示例银行"}, {"account_name": "示例乙"}, {"account": ""}):
        with pytest.raises(InvalidInput, match="写明理由和凭证"):
            _change(desk, applicant, **other)


def _change(desk: Desk, applicant: int, **changed: str) -> None:
    shown = desk.store.read(queries.applicant, applicant)
    known = {one.name: getattr(shown, one.name) for one in fields(ApplicantDetails)}
    details = ApplicantDetails(**{**known, **changed})
    command = commands.ChangeApplicant(applicant=applicant, revision=shown.revision, details=details)
    desk.store.run(command, CLERK)


def test_an_account_says_why_and_on_what_proof_and_its_bank(desk: Desk) -> None:
    applicant = desk.register(bank=BANK, account=FIRST)
    command = recording(desk, applicant, SECOND)

    def refused(wrong: commands.RecordAccount) -> list[str]:
        with pytest.raises(InvalidInput) as found:
            desk.store.run(wrong, CLERK)
        return [one.field for one in found.value.problems]

    assert refused(replace(command, reason="", proof=" ")) == ["reason", "proof"]
    assert refused(replace(command, reason="无", proof="略")) == ["reason", "proof"]
    nowhere = replace(command.account, account="", bank="")
    assert refused(replace(command, account=nowhere)) == ["bank", "account"]
    assert refused(replace(command, account=replace(command.account, bank_number="3145"))) == ["bank_number"]
    of_another = replace(command, account=replace(command.account, bank_number="102581000012"))
    assert refused(of_another) == ["bank_number"]
    with pytest.raises(Conflict):
        desk.store.run(replace(command, revision=0), CLERK)
    desk.store.run(replace(of_another, confirmed=frozenset({"bank_number"})), CLERK)
    assert desk.store.read(queries.applicant, applicant).account == SECOND
