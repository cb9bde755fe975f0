"""What bounds the awards of a call, judged in one place: its budget, and pools settled over all claims.

A decision and a list that is to be published ask here, one file or many. What is not settled yet is refused
and led to the settlement, which cuts all alike; what is settled is granted to nobody beyond its share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ipdesk.rules.core.money import grouped_yuan

Pair = tuple[str, str]
"""A line within its application: achievement and rule (full id)."""


class WantedLine(NamedTuple):
    """A line that is to have ``fen`` of the ``computed``, from ``pools`` (their names)."""

    pair: Pair
    title: str
    fen: int
    computed: int
    pools: tuple[str, ...] = ()


class Bound(NamedTuple):
    """A sum (fen) that awards share: ``taken`` of it by ``files`` other applications.

    ``rules`` (full ids) draw on it, None where all do.
    """

    name: str
    at_most: int
    taken: int = 0
    files: int = 0
    rules: frozenset[str] | None = None

    def drawn(self, lines: Iterable[WantedLine]) -> int:
        """Return what lines draw on it, in fen."""
        return sum(one.fen for one in lines if self.rules is None or one.pair[1] in self.rules)


class CallStanding(NamedTuple):
    """How a file stands with its call: ``title`` is "" outside any, ``settled`` whether a settlement stands.

    ``shares`` (fen, by line) are what that gave the file, None where it is not known.
    """

    title: str = ""
    settled: bool = False
    shares: Mapping[Pair, int | None] = {}


_AT_MOST = (
    "{pools}总额有限，要汇总全部申报以后才能核定，“{title}”的 {amount} 元只是至多可得的数额，还不能{doing}。"
)
_SETTLE = "请先在“设置 › 申报批次”里对“{call}”汇总核定，由程序把各件同比例核减。"
_LOWER = "请按核减后的数额填写并写明理由。"
_SHARE = (
    "“{title}”汇总核定为 {share} 元，{fen} 元超出核定的份额，不能{doing}。"
    "要调整的，请先在“设置 › 申报批次”里撤销汇总核定，改好以后重新汇总。"
)
_BEYOND = (
    "{name} {at_most} 元，已{taking} {files} 件 {taken} 元，还剩 {left} 元，"
    "这次 {wanted} 元，超出 {over} 元，不能{doing}。"
)
_SCALE = (
    "请先在“设置 › 申报批次”里汇总核定，由程序把各件同比例核减{back}；"
    "或者逐件核减，或者由管理员追加批次预算。"
)
_BACK = "（已经审定、还没有印发通知书的，可以先撤回审定，一起汇总）"


def unsettled_faults(lines: Iterable[WantedLine], standing: CallStanding, doing: str) -> Iterator[str]:
    """Yield which lines of a file have to be settled over the whole call before, or go beyond their share."""
    for line in lines:
        if line.fen and (fault := _unsettled_fault(line, standing, doing)):
            yield fault


def _unsettled_fault(line: WantedLine, standing: CallStanding, doing: str) -> str:
    if line.pair in standing.shares:
        share = standing.shares[line.pair]
        if share is None or line.fen <= share:
            return ""
        fen = grouped_yuan(line.fen)
        return _SHARE.format(title=line.title, share=grouped_yuan(share), fen=fen, doing=doing)
    alone = standing.settled or not standing.title
    if not line.pools or (alone and line.fen < line.computed):
        return ""
    pools = "、".join(f"“{name}”" for name in line.pools)
    said = _AT_MOST.format(pools=pools, title=line.title, amount=grouped_yuan(line.fen), doing=doing)
    return said + (_LOWER if alone else _SETTLE.format(call=standing.title))


def sum_faults(
    bounds: Iterable[Bound], lines: Sequence[WantedLine], doing: str, taking: str
) -> Iterator[str]:
    """Yield beyond which sums lines go, with what is taken of them (``taking`` says by what) and left."""
    for bound in bounds:
        wanted = bound.drawn(lines)
        if wanted and bound.taken + wanted > bound.at_most:
            yield _beyond(bound, wanted, doing, taking)


def _beyond(bound: Bound, wanted: int, doing: str, taking: str) -> str:
    sums = {
        "at_most": bound.at_most,
        "taken": bound.taken,
        "left": max(0, bound.at_most - bound.taken),
        "wanted": wanted,
        "over": bound.taken + wanted - bound.at_most,
    }
    told = {name: grouped_yuan(fen) for name, fen in sums.items()}
    way = _SCALE.format(back=_BACK if bound.taken else "")
    return _BEYOND.format(name=bound.name, files=bound.files, doing=doing, taking=taking, **told) + way
