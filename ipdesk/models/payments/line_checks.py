"""What is wrong with the payments of a batch, each by a sentence; nothing here knows a database."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ipdesk.funds.core.phrases import fund_phrases
from ipdesk.funds.payments.payment_row import PayeeKind
from ipdesk.models.parsing.identifiers.account_numbers import check_bank_account
from ipdesk.models.parsing.names.names import compared_name
from ipdesk.models.payments.bank_codes import contradicted_by, is_bank_number
from ipdesk.models.records import BatchDetails, FindingCode, PaymentFinding, PaymentLine
from ipdesk.rules.core.money import grouped_yuan


class PayeeFacts(NamedTuple):
    """What is known of whom a line pays.

    ``holders`` are the names that its account may bear, none where anybody's may; ``guardian`` says that they
    are those of a minor's. ``told`` says that the award was notified, ``barred`` is the bar that holds.
    ``account`` is that which it told, "" for none. ``unchecked`` and ``bad`` are the subjects that were not
    looked up again since the decision, or were found bad. ``owes`` is what it has to pay back of other
    awards, in fen.
    """

    holders: tuple[str, ...] = ()
    guardian: bool = False
    kind: PayeeKind | None = None
    told: bool = True
    barred: str = ""
    clawback: bool = False
    account: str = ""
    unchecked: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    owes: int = 0


NOBODY_KNOWN = PayeeFacts()


class FailedPayment(NamedTuple):
    """A payment that came back: to whose account, and why."""

    account_name: str
    account: str
    reason: str


class CheckedLine(NamedTuple):
    """A payment with what is known around it.

    ``left`` is what its grant has to pay (fen), ``claimed`` what all payments of the batch want of the grant.
    ``allowed`` is what a contract lets the grant pay by now (fen), None without one, and ``allowed_why`` why
    no more. ``elsewhere`` is the number of another batch that waits to pay it, ``repeats`` says that what it
    repeats came back. ``failed`` is what that was paid to and why it came back, None for no repetition.
    """

    line: PaymentLine
    left: int
    claimed: int
    payee: PayeeFacts = NOBODY_KNOWN
    elsewhere: str = ""
    repeats: bool = True
    failed: FailedPayment | None = None
    allowed: int | None = None
    allowed_why: str = ""


def line_findings(batch: BatchDetails, lines: Sequence[CheckedLine]) -> tuple[PaymentFinding, ...]:
    """Return all that was found, in the order of the payments."""
    with_accounts = not batch.recorded and not batch.channel.passes_on
    keys = [_alike(one) for one in lines]
    alike = Counter(keys)
    return tuple(
        finding
        for one, key in zip(lines, keys, strict=True)
        for finding in (
            *_money(one),
            *_rights(one, recorded=batch.recorded),
            *(_accounts(one, batch.payees, alike[key]) if with_accounts else ()),
        )
    )


def _alike(one: CheckedLine) -> tuple[str, str, int]:
    return one.line.account, compared_name(one.line.account_name), one.line.net


def _found(one: CheckedLine, code: FindingCode, **words: object) -> PaymentFinding:
    who = "、".join(one.line.parties) or one.line.account_name
    text = fund_phrases().payment_findings[code].format(place=one.line.place, who=who, **words)
    return PaymentFinding(one.line.place, code, text)


def _money(one: CheckedLine) -> Iterator[PaymentFinding]:
    """Look at the sums: what the grant has, what waits elsewhere, what was repeated."""
    line = one.line
    if line.fen <= 0:
        yield _found(one, FindingCode.NO_SUM)
    if line.tax is not None and not 0 <= line.tax < line.fen:
        yield _found(one, FindingCode.TAX)
    yield from _covered(one)
    if one.elsewhere:
        yield _found(one, FindingCode.OTHER_BATCH, number=one.elsewhere)
    if not one.repeats:
        yield _found(one, FindingCode.NOT_REPEATABLE)


def _covered(one: CheckedLine) -> Iterator[PaymentFinding]:
    """Look whether the grant has so much, and its contract lets so much be paid by now."""
    if one.claimed > one.left:
        yield _found(one, FindingCode.SHORT, left=grouped_yuan(one.left), claimed=grouped_yuan(one.claimed))
    elif one.allowed is not None and one.claimed > one.allowed:
        yield _found(one, FindingCode.INSTALMENT, due=grouped_yuan(one.allowed), why=one.allowed_why)


def _rights(one: CheckedLine, *, recorded: bool) -> Iterator[PaymentFinding]:
    """Look at whether the taker may be paid still; what was paid before is not asked again."""
    payee = one.payee
    if payee.clawback:
        yield _found(one, FindingCode.CLAWBACK)
    if recorded:
        return
    if not payee.told:
        yield _found(one, FindingCode.NOT_TOLD)
    if payee.barred:
        yield _found(one, FindingCode.BARRED, bar=payee.barred)
    if payee.owes:
        yield _found(one, FindingCode.OWES, sum=grouped_yuan(payee.owes))
    if payee.unchecked:
        yield _found(one, FindingCode.NOT_RECHECKED, subjects="、".join(payee.unchecked))
    if payee.bad:
        yield _found(one, FindingCode.BAD_CHECK, subjects="、".join(payee.bad))


def _accounts(one: CheckedLine, payees: PayeeKind, alike: int) -> Iterator[PaymentFinding]:
    line, kind = one.line, one.payee.kind
    if kind is not None and kind is not payees:
        yield _found(one, FindingCode.PAYEE_KIND, label=payees.label, other=kind.label)
    if line.tax and payees is PayeeKind.UNIT:
        yield _found(one, FindingCode.TAX)
    if alike > 1:
        yield _found(one, FindingCode.ALIKE, count=alike, amount=grouped_yuan(line.net))
    if not line.account or not line.account_name:
        yield _found(one, FindingCode.NO_ACCOUNT)
        return
    yield from _changed(one)
    yield from _number(one, payees)
    yield from _holder(one)
    yield from _bank(one)


def _changed(one: CheckedLine) -> Iterator[PaymentFinding]:
    """Look at whether the taker told another account since, or the one to which nothing came stayed."""
    line, told, failed = one.line, one.payee.account, one.failed
    if told and told != line.account:
        yield _found(one, FindingCode.OTHER_ACCOUNT, account=told)
    if failed is not None and (failed.account, failed.account_name) == (line.account, line.account_name):
        yield _found(one, FindingCode.SAME_ACCOUNT, reason=failed.reason or "原因不明")


def _number(one: CheckedLine, payees: PayeeKind) -> Iterator[PaymentFinding]:
    """Look at the account itself; the check digit of cards binds the cards of persons alone."""
    checked = check_bank_account(one.line.account)
    if not checked.problem:
        return
    if not checked.confirmable:
        yield _found(one, FindingCode.ACCOUNT, said=checked.problem)
    elif payees is PayeeKind.PERSON:
        yield _found(one, FindingCode.CARD, said=checked.problem)


def _holder(one: CheckedLine) -> Iterator[PaymentFinding]:
    holders = one.payee.holders
    if not holders or one.line.account_name in holders:
        return
    if compared_name(one.line.account_name) in map(compared_name, holders):
        return
    code = FindingCode.GUARDIAN if one.payee.guardian else FindingCode.HOLDER
    yield _found(one, code, name=one.line.account_name, holder="、".join(holders))


def _bank(one: CheckedLine) -> Iterator[PaymentFinding]:
    number, bank = one.line.bank_number, one.line.bank or one.line.bank_kind
    if not number:
        return
    if not is_bank_number(number):
        yield _found(one, FindingCode.BANK_NUMBER, number=number)
    elif contradicted_by(number, bank):
        yield _found(one, FindingCode.OTHER_BANK, number=number, bank=bank)


def barred_text(until: datetime.date) -> str:
    """Return what is said of a bar that holds: what it rests on stands with the applicant."""
    return f"限制资助至 {until.isoformat()}"
