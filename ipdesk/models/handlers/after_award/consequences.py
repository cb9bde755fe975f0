"""What follows from a clawback besides: the rest is not paid, a record of credit, a transfer to others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sqlalchemy import select

from ipdesk.models.core.errors import Problem
from ipdesk.models.handlers.after_award.acts import left_by_line
from ipdesk.models.parsing.cited_rules import rule_fault
from ipdesk.models.parsing.reasons import said_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.reading.funds.charges import award_payments
from ipdesk.models.records import ReversedLine
from ipdesk.models.records.reversals import Consequence, ConsequenceKind
from ipdesk.models.tables import ClawbackConsequence
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

_TO = {
    ConsequenceKind.CREDIT: "请填写报送哪里的信用记录，如 县公共信用信息平台。",
    ConsequenceKind.TRANSFER: "请填写移送的机关，如 县财政局。",
}
_MOST = "追回以后这些事项还有{left}元，不再支付的不能多于这个数。"
_PAID = "资金账上这件申请已经支付{paid}元，没有支付的还有{left}元，不再支付的不能多于这个数。"
_TWICE = "同一种处理只能写一次，请核对。"
_NOT_TOLD = "告知书没有告知要{label}，不能同时办理；要办理的，先终止这项追回，另行告知。"
_FIELDS = {one: f"follows_{one.value}" for one in ConsequenceKind}


def consequence_problems(
    work: Work, application: int, follows: Iterable[Consequence], lines: Iterable[ReversedLine]
) -> Iterator[Problem]:
    """Yield what is wrong with what is meant to follow: no rule, nobody who gets it, no such sum."""
    found = tuple(follows)
    for one in found:
        yield from _problems(one, _sum_fault(work, application, one, lines))
    if len({one.kind for one in found}) < len(found):
        yield Problem("follows", _TWICE)


def _problems(one: Consequence, sum_fault: str) -> Iterator[Problem]:
    field = _FIELDS[one.kind]
    if fault := rule_fault(one.basis, f"{one.kind.label}的依据"):
        yield Problem(f"{field}_basis", fault)
    unnamed = _TO.get(one.kind, "") if blank(one.body) else said_fault(one.body, one.kind.label)
    if fault := sum_fault if one.kind is ConsequenceKind.UNPAID else unnamed:
        yield Problem(field, fault)


def _sum_fault(work: Work, application: int, one: Consequence, lines: Iterable[ReversedLine]) -> str:
    """Return why a sum is not there to be withheld: taken back, or paid out already by the books; or ""."""
    left = sum(left_by_line(work, application).values())
    rest = max(left - sum(line.amount for line in lines), 0)
    paid = sum(payment.fen for payment in award_payments(work.session, application))
    unpaid = max(left - paid, 0)
    if one.amount <= 0:
        return "请填写不再支付的金额。"
    if one.amount > rest:
        return _MOST.format(left=grouped_yuan(rest))
    over = paid and one.amount > unpaid
    return _PAID.format(paid=grouped_yuan(paid), left=grouped_yuan(unpaid)) if over else ""


def keep_consequences(work: Work, clawback: int, follows: Iterable[Consequence]) -> None:
    """Keep what is meant to follow from a clawback (its id)."""
    work.session.add_all(
        ClawbackConsequence(
            clawback_id=clawback,
            kind=one.kind.value,
            basis=stored_line(one.basis),
            body=stored_line(one.body) if one.kind is not ConsequenceKind.UNPAID else "",
            amount=one.amount if one.kind is ConsequenceKind.UNPAID else 0,
            dropped=False,
        )
        for one in follows
    )


def untold_problems(work: Work, clawback: int, kinds: Iterable[ConsequenceKind]) -> Iterator[Problem]:
    """Yield what is to follow although its recipient was not told of it."""
    told = {one.kind for one in _rows(work, clawback)}
    for kind in kinds:
        if kind.value not in told:
            yield Problem(_FIELDS[kind], _NOT_TOLD.format(label=kind.label))


def dropped_labels(work: Work, clawback: int, kinds: Iterable[ConsequenceKind]) -> list[str]:
    """Return what its recipient was told of and a decision does without, in Chinese."""
    kept = {kind.value for kind in kinds}
    return [ConsequenceKind(one.kind).label for one in _rows(work, clawback) if one.kind not in kept]


def settle_consequences(
    work: Work, clawback: int, kinds: Iterable[ConsequenceKind]
) -> ClawbackConsequence | None:
    """Drop what the decision does without; return what is withheld by it, None where nothing is."""
    kept = {kind.value for kind in kinds}
    rows = tuple(_rows(work, clawback))
    for one in rows:
        one.dropped = one.kind not in kept
    return next((one for one in rows if one.amount and not one.dropped), None)


def withheld_lines(
    work: Work, application: int, lines: Iterable[ReversedLine], amount: int
) -> Iterator[ReversedLine]:
    """Yield of which lines a sum (fen) is withheld: of those of which some is taken back before others."""
    back = Counter({one.line: one.amount for one in lines})
    left = left_by_line(work, application)
    for line in sorted(left, key=lambda one: (one not in back, one)):
        part = min(left[line] - back[line], amount)
        amount -= part
        if part > 0:
            yield ReversedLine(line, part)


def _rows(work: Work, clawback: int) -> Iterable[ClawbackConsequence]:
    entry = ClawbackConsequence
    return work.session.scalars(select(entry).where(entry.clawback_id == clawback))
