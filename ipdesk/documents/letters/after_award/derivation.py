"""How the sum of a clawback follows, line by line: the clause that paid, what turned out, the difference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ipdesk.documents.letters.award.basis import basis_of
from ipdesk.documents.letters.award.titles import ThingTitles
from ipdesk.models.records import ApplicationDetail, AwardLine
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.evaluation.policy import Policy

_RULE = "《{title}》（{number}）{article}"
_SAYS = "规定“{wording}”"
_DECLARED = "当时按{basis}计算，审定{granted}元"
_CUT = "当时按{basis}计算为{computed}元，经限额或者核减审定{granted}元"
_REFERRED = "当时审定{granted}元"
_TURNED_OUT = "申报的{fact}为{before}，{found}查实为{now}"
_REPLACED = "{why}，因此以查实的{now}代替申报的{before}"
_WORKED_OUT = "按{basis}计算，应为{sum}元"
_LIMITED = "按{basis}计算为{computed}元，按限额应为{sum}元"
_OTHERWISE = "按查实的情况应为{sum}元"
_NOTHING = "不符合{this}规定的条件，应为0.00元"
_PART = "{granted}元减去{left}元，相差的{amount}元应予追回"
_ALL = "已审定的{granted}元全部追回"
_EACH = "每{measure}"
_GAP = re.compile("(?<=[0-9一-鿿，）]) (?=[0-9一-鿿])")
"""A space beside a figure, which the window shows and no letter has."""


@dataclass(frozen=True, slots=True)
class Turned:
    """A fact as it was declared and as it turned out to be, both as they are read.

    ``found`` says by which look-up that turned out, ``why`` why the clause goes by it; "" while nobody said.
    """

    fact: str
    before: str
    now: str
    found: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Lines alike: what they are called, as they are stored, how much (fen) of each is taken back.

    ``found`` says by which look-up that is so where no fact is put right, "" while nobody said.
    ``now`` is what the first would have been with what ``turned`` out, None where nothing is known of that or
    where it would be none. ``wording`` is what the clause says, "" where nobody typed it.
    """

    called: str
    lines: Sequence[AwardLine]
    amount: int
    turned: Turned | None = None
    now: AwardLine | None = None
    wording: str = ""
    found: str = ""


def called_on_paper(detail: ApplicationDetail, policy: Policy, lines: Sequence[AwardLine]) -> str:
    """Return what lines alike of a file are called on its papers."""
    return ThingTitles(detail, policy).of(lines)


def derived(one: TakenBack, policy: Policy) -> str:
    """Say how what is taken back of lines alike follows, without an end mark.

    First what the clause says and what it gave for what was declared, then what turned out and what it
    gives for that, so that a reader can work out both sums.
    """
    stored = one.lines[0]
    granted = stored.granted or 0
    article = policy.cited(stored.line.article)
    rule = _RULE.format(title=policy.pack.title, number=policy.pack.document, article=article)
    says = _SAYS.format(wording=one.wording.rstrip("。；")) if one.wording else ""
    each = _EACH.format(measure=_measure(stored, policy)) if len(one.lines) > 1 else ""
    ahead = "；".join(filter(None, (f"{rule}{says}" if says else "", each + _gave(stored, policy))))
    found = f"{one.found}，" if one.found and one.turned is None else ""
    now = "；".join(
        (*_replaced(one.turned), found + each + _comes_to(one, granted, policy, rule, bool(says)))
    )
    return _GAP.sub("", f"{one.called}：{ahead}。{now}。{_difference(granted, one.amount)}")


def _difference(granted: int, amount: int) -> str:
    kept = _ALL if amount == granted else _PART
    sums = {"granted": granted, "left": granted - amount, "amount": amount}
    return kept.format(**{name: grouped_yuan(fen) for name, fen in sums.items()})


def _gave(stored: AwardLine, policy: Policy) -> str:
    """Say what was granted for what was declared."""
    basis, granted = basis_of(stored, policy), stored.granted or 0
    said = _REFERRED if not basis else _CUT if granted < stored.line.computed else _DECLARED
    computed = grouped_yuan(stored.line.computed)
    return said.format(basis=basis, computed=computed, granted=grouped_yuan(granted))


def _replaced(turned: Turned | None) -> Iterator[str]:
    if turned is None:
        return
    found = f"{turned.found}，" if turned.found else ""
    yield _TURNED_OUT.format(fact=turned.fact, before=turned.before, found=found, now=turned.now)
    if turned.why:
        why = turned.why.strip().rstrip("。；，")
        yield _REPLACED.format(why=why, now=turned.now, before=turned.before)


def _comes_to(one: TakenBack, granted: int, policy: Policy, rule: str, said: bool) -> str:
    """Say what the clause pays for what turned out; by which sum is typed where it is not known."""
    left, now = granted - one.amount, one.now
    this = "上述" if said else rule
    if not left:
        return _NOTHING.format(this=this)
    if now is not None and now.line.amount == left and (basis := basis_of(now, policy)):
        words = _LIMITED if left < now.line.computed else _WORKED_OUT
        sums = {"computed": grouped_yuan(now.line.computed), "sum": grouped_yuan(left)}
        return ("" if said else rule) + words.format(basis=basis, **sums)
    return (f"{'' if said else f'按{rule}，'}") + _OTHERWISE.format(sum=grouped_yuan(left))


def _measure(stored: AwardLine, policy: Policy) -> str:
    word = policy.vocabulary.kinds.get(stored.kind)
    return word.measure if word else "项"
