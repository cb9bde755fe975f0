"""How the sum of a clawback follows, line by line: the clause that paid, what turned out, the difference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ipdesk.documents.letters.award.basis import basis_of
from ipdesk.models.records import AwardLine
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.evaluation.policy import Policy

_RULE = "《{title}》（{number}）{article}"
_SAYS = "规定“{wording}”"
_TURNED_OUT = "{fact}申报为{before}，查实为{now}"
_WORKED_OUT = "按{basis}计算，应为{sum}元"
_OTHERWISE = "按查实的情况应为{sum}元"
_NOTHING = "不符合{this}规定的条件，应为0.00元"
_PART, _ALL = "实际审定{granted}元，多领的{amount}元应予追回", "实际审定的{granted}元全部追回"
_EACH = "每{measure}"
_GAP = re.compile("(?<=[0-9一-鿿，）]) (?=[0-9一-鿿])")
"""A space beside a figure, which the window shows and no letter has."""


@dataclass(frozen=True, slots=True)
class Turned:
    """A fact as it was declared and as it turned out to be, both as they are read."""

    fact: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Lines alike: what they are called, as they are stored, how much (fen) of each is taken back.

    ``now`` is what the first would have been with what ``turned`` out, None where nothing is known of that or
    where it would be none. ``wording`` is what the clause says, "" where nobody typed it.
    """

    called: str
    lines: Sequence[AwardLine]
    amount: int
    turned: Turned | None = None
    now: AwardLine | None = None
    wording: str = ""


def derived(one: TakenBack, policy: Policy) -> str:
    """Say how what is taken back of lines alike follows, without an end mark."""
    stored = one.lines[0]
    granted = stored.granted or 0
    article = policy.cited(stored.line.article)
    rule = _RULE.format(title=policy.pack.title, number=policy.pack.document, article=article)
    says = _SAYS.format(wording=one.wording.rstrip("。；")) if one.wording else ""
    turned = one.turned
    told = _TURNED_OUT.format(fact=turned.fact, before=turned.before, now=turned.now) if turned else ""
    each = _EACH.format(measure=_measure(stored, policy)) if len(one.lines) > 1 else ""
    parts = (f"{rule}{says}" if says else "", told, each + _comes_to(one, granted, policy, rule, bool(says)))
    kept = _ALL if one.amount == granted else _PART
    sums = kept.format(granted=grouped_yuan(granted), amount=grouped_yuan(one.amount))
    return _GAP.sub("", f"{one.called}：" + "，".join(filter(None, (*parts, sums))))


def _comes_to(one: TakenBack, granted: int, policy: Policy, rule: str, said: bool) -> str:
    """Say what the clause pays for what turned out; by which sum is typed where it is not known."""
    left, now = granted - one.amount, one.now
    this = "上述" if said else rule
    if not left:
        return _NOTHING.format(this=this)
    if now is not None and now.line.amount == left and (basis := basis_of(now, policy)):
        by = "" if said else rule
        return by + _WORKED_OUT.format(basis=basis, sum=grouped_yuan(left))
    return (f"{'' if said else f'按{rule}，'}") + _OTHERWISE.format(sum=grouped_yuan(left))


def _measure(stored: AwardLine, policy: Policy) -> str:
    word = policy.vocabulary.kinds.get(stored.kind)
    return word.measure if word else "项"
