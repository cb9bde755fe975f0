"""Settling all claims of a call together: places by rank, quotas, pools that are scaled, the budget.

Nothing here hangs on the order in which claims come: they are put in that of their numbers first. A claim is
never settled above itself. What cannot be settled without a choice of the office is told, not guessed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ipdesk.models.parsing.achievement_rows import ordinal, row_of
from ipdesk.models.records import RankedPlaces, SettledAmount, SettlementChoices
from ipdesk.rules.core.money import grouped_yuan, pro_rata


class Claim(NamedTuple):
    """A line that claims ``amount`` fen: of which application and rule, from which pools (by id).

    ``score`` is the mean of its experts, None without any; ``who`` is the applicant as evaluations know it,
    ``quotas`` are those (by id) of which it takes a place.
    ``ref`` is the number of the achievement, ``measure`` in what its kind is counted.
    """

    application: int
    number: str
    applicant: str
    achievement: str
    rule: str
    title: str
    amount: int
    pools: tuple[str, ...] = ()
    score: Decimal | None = None
    who: str = ""
    quotas: tuple[Hashable, ...] = ()
    ref: str = ""
    measure: str = ""


class Pot(NamedTuple):
    """A sum that is divided: a pool or a ceiling by its id, or the budget.

    ``left`` is what earlier awards leave of it. One that ``refuses`` cuts nothing: what is beyond it is told.
    """

    id: str
    name: str
    at_most: int
    left: int
    refuses: bool = False


class Quota(NamedTuple):
    """How many applicants a clause lets have something, and who has it by earlier awards (``taken``)."""

    id: Hashable
    name: str
    measure: str
    at_most: int
    taken: frozenset[str] = frozenset()

    @property
    def left(self) -> int:
        """Return how many places there are for others."""
        return max(0, self.at_most - len(self.taken))


class SettledClaim(NamedTuple):
    """A claim with what it comes to in fen, and why that is less; no reasons where it is all of it."""

    claim: Claim
    amount: int
    reasons: tuple[str, ...] = ()

    def less(self, amount: int, reason: str) -> SettledClaim:
        """Return it lowered to a sum, with the reason where that changes anything."""
        if amount >= self.amount:
            return self
        return self._replace(amount=amount, reasons=(*self.reasons, reason))

    @property
    def settled(self) -> SettledAmount:
        """Return it as the command carries it."""
        claim = self.claim
        return SettledAmount(claim.application, claim.achievement, claim.rule, claim.amount, self.amount)


class Settlement(NamedTuple):
    """All claims as settled, in the order of their numbers, and what keeps them from being settled so."""

    claims: tuple[SettledClaim, ...]
    problems: tuple[str, ...] = ()

    @property
    def before(self) -> int:
        """Return what was claimed, in fen."""
        return sum(item.claim.amount for item in self.claims)

    @property
    def after(self) -> int:
        """Return what it comes to, in fen."""
        return sum(item.amount for item in self.claims)


def _order(claim: Claim) -> tuple[str, str, int, str]:
    """Return the place of a claim: equal ones of a range differ by a fen only behind some place of it."""
    achievement = claim.achievement
    return claim.number, row_of(achievement), ordinal(achievement), claim.rule


def settle(
    claims: Iterable[Claim],
    pools: Sequence[Pot],
    budget: Pot | None,
    choices: SettlementChoices,
    quotas: Sequence[Quota] = (),
) -> Settlement:
    """Settle claims: places by rank first, then each quota, each pool, the budget."""
    problems: list[str] = []
    ordered = sorted(claims, key=_order)
    found = [SettledClaim(claim, claim.amount) for claim in ordered]
    for places in choices.places:
        found = _ranked(found, places, problems)
    for quota in quotas:
        found = _placed(found, quota, problems)
    for pool in pools:
        if not pool.refuses:
            found = _divided(found, pool, _holders(found, pool))
    if budget is not None:
        found = _within(found, budget, problems, scale=choices.scale_budget)
    problems += filter(None, (_beyond(found, pool) for pool in pools if pool.refuses))
    return Settlement(tuple(found), tuple(problems))


def _beyond(found: Sequence[SettledClaim], pot: Pot) -> str:
    """Return what is claimed beyond a sum that cuts nothing, as a sentence, "" where nothing is."""
    total = sum(found[at].amount for at in _holders(found, pot))
    if total <= pot.left:
        return ""
    told = {"claimed": total, "left": pot.left, "over": total - pot.left}
    return _BEYOND.format(name=pot.name, **{name: grouped_yuan(fen) for name, fen in told.items()})


_BEYOND = "拟资助合计 {claimed} 元，{name}还剩 {left} 元，超出 {over} 元。请先逐件核减，或者先调整上限。"


def _holders(found: Sequence[SettledClaim], pool: Pot) -> list[int]:
    return [at for at, item in enumerate(found) if pool.id in item.claim.pools and item.amount]


# --- places by rank ---


def _ranked(found: list[SettledClaim], places: RankedPlaces, problems: list[str]) -> list[SettledClaim]:
    """Let the best by score keep their sums; a tie at the last place is told and decides nothing."""
    judged = [at for at, item in enumerate(found) if item.claim.rule == places.rule and item.claim.amount]
    scores = {at: found[at].claim.score for at in judged}
    if lacking := [found[at].claim.number for at in judged if scores[at] is None]:
        problems.append(f"{_title(found, judged)}要按得分排名，{'、'.join(lacking)} 没有专家评分，请先补录。")
        return found
    known = {at: score for at, score in scores.items() if score is not None}
    place = {at: 1 + sum(other > score for other in known.values()) for at, score in known.items()}
    if tied := _tied(place, places.places):
        numbers = "、".join(found[at].claim.number for at in tied)
        problems.append(
            f"{_title(found, judged)}名额{places.places}个，{numbers} 得分相同（{known[tied[0]]}分），"
            f"并列第{place[tied[0]]}名，名额不够。请复核评分，或者调整名额。"
        )
        return found
    out = {at: f"评审得分{known[at]}分，列第{place[at]}名，名额{places.places}个" for at in judged}
    return [
        item.less(0, out[at]) if at in out and place[at] > places.places else item
        for at, item in enumerate(found)
    ]


def _tied(place: Mapping[int, int], places: int) -> list[int]:
    """Return who shares the place at which there is not room for all who have it."""
    for rank in sorted({*place.values()}):
        sharing = [at for at, own in place.items() if own == rank]
        if rank <= places < rank + len(sharing) - 1:
            return sharing
    return []


def _title(found: Sequence[SettledClaim], judged: Sequence[int]) -> str:
    return f"“{found[judged[0]].claim.title}”" if judged else ""


# --- quotas ---


def claimants(found: Iterable[SettledClaim], quota: Quota) -> dict[str, list[str]]:
    """Return who still claims a place of a quota and has none yet, each with the numbers of its files."""
    asked: dict[str, list[str]] = {}
    for item in found:
        if item.amount and quota.id in item.claim.quotas and item.claim.who not in quota.taken:
            asked.setdefault(item.claim.who, []).append(item.claim.number)
    return asked


def _placed(found: list[SettledClaim], quota: Quota, problems: list[str]) -> list[SettledClaim]:
    """Grant nothing beyond a quota that is used up; which of several gets one is not decided here."""
    asked = claimants(found, quota)
    if len(asked) <= quota.left:
        return found
    if not quota.left:
        full = f"{quota.name}{quota.at_most}{quota.measure}，此前已用完，本批不再资助"
        out = (item.claim.who in asked and quota.id in item.claim.quotas for item in found)
        return [item.less(0, full) if without else item for item, without in zip(found, out, strict=True)]
    problems.append(overrun(found, quota))
    return found


def overrun(found: Iterable[SettledClaim], quota: Quota) -> str:
    """Return that more claim a place of a quota than there are, as a sentence; "" where there are enough."""
    asked = claimants(found, quota)
    if len(asked) <= quota.left:
        return ""
    used = f"，此前已用{len(quota.taken)}{quota.measure}" if quota.taken else ""
    numbers = "、".join(dict.fromkeys(number for own in asked.values() for number in own))
    return (
        f"{quota.name}{quota.at_most}{quota.measure}{used}，本批{len(asked)}{quota.measure}申请（{numbers}），"
        f"超出{len(asked) - quota.left}{quota.measure}。请把不予资助的逐件核减为0再汇总；"
        "有专家评分的，可以填写名额按得分排名。"
    )


# --- sums that are divided ---


def _divided(found: list[SettledClaim], pot: Pot, holders: Sequence[int]) -> list[SettledClaim]:
    """Scale what claims a pot alike, where it does not hold all of it."""
    claimed = [found[at].amount for at in holders]
    total = sum(claimed)
    if total <= pot.left:
        return found
    divided = dict(zip(holders, pro_rata(pot.left, claimed), strict=True))
    reason = _reason(pot, total)
    return [item.less(divided[at], reason) if at in divided else item for at, item in enumerate(found)]


def _reason(pot: Pot, claimed: int) -> str:
    used = pot.at_most - pot.left
    before = f"，此前已用{grouped_yuan(used)}元" if used else ""
    total = f"本批合计{grouped_yuan(claimed)}元，超出总额，按比例核减"
    return f"{pot.name}{grouped_yuan(pot.at_most)}元{before}，{total}"


def _within(
    found: list[SettledClaim], budget: Pot, problems: list[str], *, scale: bool
) -> list[SettledClaim]:
    holders = [at for at, item in enumerate(found) if item.amount]
    total = sum(found[at].amount for at in holders)
    if total > budget.left and not scale:
        over = grouped_yuan(total - budget.left)
        problems.append(
            f"拟资助合计 {grouped_yuan(total)} 元，批次预算还剩 {grouped_yuan(budget.left)} 元，"
            f"超出 {over} 元。"
            "请选“超出批次预算时，各件同比例核减”，或者先逐件核减，或者由管理员修改批次的预算（关闭以后也能改）。"
        )
        return found
    return _divided(found, budget, holders)


def factors(
    settlement: Settlement, pools: Sequence[Pot], budget: Pot | None, quotas: Sequence[Quota] = ()
) -> Iterator[str]:
    """Yield, for each quota and sum that is divided, what is claimed of it and what it comes to."""
    claimed_before = [SettledClaim(item.claim, item.claim.amount) for item in settlement.claims]
    for quota in quotas:
        asked, given = (len(claimants(found, quota)) for found in (claimed_before, settlement.claims))
        yield (
            f"{quota.name} {quota.at_most} {quota.measure}，可用 {quota.left} {quota.measure}，"
            f"申报 {asked} {quota.measure}，核定 {given} {quota.measure}"
        )
    for pool in pools:
        yield _claimed_of(pool, [item for item in settlement.claims if pool.id in item.claim.pools])
    if budget is not None:
        yield _claimed_of(budget, settlement.claims)


def _claimed_of(pot: Pot, own: Sequence[SettledClaim]) -> str:
    claimed, after = sum(item.claim.amount for item in own), sum(item.amount for item in own)
    return (
        f"{pot.name} {grouped_yuan(pot.at_most)} 元，可用 {grouped_yuan(pot.left)} 元，"
        f"申报 {grouped_yuan(claimed)} 元，核定 {grouped_yuan(after)} 元，"
        f"余 {grouped_yuan(pot.left - after)} 元"
    )
