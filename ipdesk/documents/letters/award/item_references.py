"""Where what a reason speaks of stands, in this letter or an earlier one, and to whom a reason speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ipdesk.documents.letters.application_letter import Addressing
from ipdesk.documents.text.numerals import LAST_ORDINAL, ordinal
from ipdesk.models.records import AwardLine
from ipdesk.rules.core.case import HistoryEntry
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.result import Warning
from ipdesk.rules.evaluation.policy import Policy

ITEM, ONLY = "本{paper}第一部分第（{number}）项", "本{paper}第一部分所列事项"
FILE_NAMED, FILE_AND_LETTER = "在申请件 {source} 中", "在申请件 {source}（{letter}）中"
# Of an applicant in general, or of another than the addressee, a sentence goes on speaking by that word.
_ADDRESSEE = re.compile("(?<!同一)(?<!其他)(?<!共同)申请人(?!须为|应为|或者|或)")
ROW = "本表第{row}项已资助{amount}元"
_WINNER = re.compile(r"已按(?P<title>.+?)资助(?P<amount>[\d,.]+)元")
# What the rules say of other lines of the file -> what is said once it is known which they are.
_HERE = ("同次申报的其他事项已资助", "该上限内已另行资助")
_BOTH = ("此前和同次申报的其他事项共已资助", "该上限内已另行资助")


class ItemReferences:
    """The items of a letter by the lines they are made of: those granted are numbered in their order."""

    def __init__(
        self,
        items: Sequence[Sequence[AwardLine]],
        policy: Policy,
        addressing: Addressing,
        letters: Mapping[str, str],
    ) -> None:
        """Keep the items that are granted something: the letter numbers those in their order.

        ``letters`` are the numbers of earlier letters, by the numbers of their applications.
        """
        self._granted = [lines for lines in items if sum(line.granted or 0 for line in lines)]
        self._policy, self._addressing = policy, addressing
        self._letters = letters

    def addressed(self, reason: str) -> str:
        """Return a reason that speaks to the addressee, not about 申请人."""
        return _ADDRESSEE.sub(self._addressing.you, reason)

    def named(self, reason: str, lines: Sequence[AwardLine]) -> str:
        """Return the reason of an item (``lines``) with the items that it speaks of named."""
        for warning in lines[0].line.warnings:
            reason = self._with(warning, reason, lines)
        return reason

    def _with(self, warning: Warning, reason: str, lines: Sequence[AwardLine]) -> str:
        if isinstance(warning.source, HistoryEntry):
            reason = self._with_letter(warning.source, reason)
        if isinstance(warning.source, str):
            found = [item for item in self._granted if not _in_the_way(lines).isdisjoint(_achievements(item))]
            return (
                reason.replace("本申请件中已有一项资助", f"{self._item_numbers(found)}已予资助")
                if found
                else reason
            )
        if warning.code == "highest_only":
            return _WINNER.sub(self._winner, reason)
        used = warning.values.get("used")
        return self._used(used, reason, lines) if isinstance(used, int) and used else reason

    def _with_letter(self, earlier: HistoryEntry, reason: str) -> str:
        """Name the letter beside the file of an earlier award, where the reason names that file."""
        letter = self._letters.get(earlier.source or "")
        named = FILE_NAMED.format(source=earlier.source)
        said = FILE_AND_LETTER.format(source=earlier.source, letter=letter)
        return reason.replace(named, said) if letter else reason

    def _used(self, used: int, reason: str, lines: Sequence[AwardLine]) -> str:
        """Name the items that used up so much (fen) of a limit, or say that it was before."""
        limits = {use.limit for use in lines[0].line.limits if use.is_money and use.used == used}
        found = [item for item in self._granted if item is not lines and _taken(item, limits)]
        here = sum(_taken(item, limits) for item in found)
        if not here:
            return reason.replace(_HERE[1], "该上限内此前已资助")
        if here > used:
            return reason
        said = self._item_numbers(found)
        if here == used:
            return reason.replace(_HERE[0], f"{said}已资助").replace(_HERE[1], f"该上限内{said}已资助")
        return reason.replace(_BOTH[0], f"此前和{said}共已资助").replace(
            _BOTH[1], f"该上限内此前和{said}共已资助"
        )

    def _winner(self, found: re.Match[str]) -> str:
        items = [item for item in self._granted if _is_winner(item, found, self._policy)]
        return f"{self._item_numbers(items)}已资助{found['amount']}元" if len(items) == 1 else found[0]

    def _item_numbers(self, items: Iterable[Sequence[AwardLine]]) -> str:
        numbers = [number for number, item in enumerate(self._granted, start=1) if item in items]
        paper = self._addressing.paper
        if len(self._granted) == 1 or max(numbers) > LAST_ORDINAL:
            return ONLY.format(paper=paper)
        first, *more = (f"（{ordinal(number)}）" for number in numbers)
        head = ITEM.format(paper=paper, number=first.strip("（）"))
        return "、".join((head, *(f"第{number}项" for number in more)))


def naming_row(reason: str, items: Sequence[Sequence[AwardLine]], policy: Policy) -> str:
    """Return a reason on a form that names the row of what was granted instead, counted from 1."""

    def named(found: re.Match[str]) -> str:
        rows = [row for row, item in enumerate(items, start=1) if _is_winner(item, found, policy)]
        return ROW.format(row=rows[0], amount=found["amount"]) if len(rows) == 1 else found[0]

    return _WINNER.sub(named, reason)


def _is_winner(item: Sequence[AwardLine], found: re.Match[str], policy: Policy) -> bool:
    """Say whether a reason speaks of an item: its title, and what one of its lines is granted."""
    sums = (line.line.amount if line.granted is None else line.granted for line in item)
    return policy.rule(item[0].line.rule).title in found["title"] and any(
        grouped_yuan(fen) == found["amount"] for fen in sums
    )


def _achievements(lines: Iterable[AwardLine]) -> set[str]:
    return {line.line.achievement for line in lines}


def _in_the_way(lines: Iterable[AwardLine]) -> set[str]:
    """Return the earlier achievements of the same application that stand in the way of lines."""
    return {
        one.source
        for line in lines
        for one in line.line.warnings
        if isinstance(one.source, str) and one.source
    }


def _taken(lines: Iterable[AwardLine], limits: set[str]) -> int:
    """Return how much of these limits the lines used, in fen: never more than they were granted."""
    return sum(
        min(use.this, line.granted or 0) for line in lines for use in line.line.limits if use.limit in limits
    )
