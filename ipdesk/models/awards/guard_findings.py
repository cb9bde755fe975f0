"""What national rules point out, put together: beside the lines, and rule by rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ipdesk.rules.analysis.national_guards import national
from ipdesk.rules.core.result import Notice


class LineNotice(NamedTuple):
    """A national notice beside a line: its title and sentence, and what was answered to it, if anything was.

    ``same_as`` is the number of an earlier row beside which the sentence stands already, 0 where it does not.
    """

    title: str
    text: str
    answer: str = ""
    same_as: int = 0


@dataclass(frozen=True, slots=True)
class GuardFinding:
    """One national rule and what it points out: each sentence with the numbers of its rows.

    ``about`` are the achievements, each of a range.
    """

    code: str
    title: str
    sentences: Mapping[str, tuple[int, ...]]
    about: frozenset[str]


def notices_by_line(
    notices: Iterable[Notice], number_of: Callable[[str], int], answers: Mapping[str, str] | None = None
) -> dict[tuple[str, str], tuple[LineNotice, ...]]:
    """Return what to show beside which line (achievement, rule): the first of those it is about.

    ``number_of`` returns the number of the row that an achievement was entered in. ``answers`` are by code.
    """
    first: dict[str, int] = {}
    found: dict[tuple[str, str], tuple[LineNotice, ...]] = {}
    for notice in national(notices):
        if notice.achievement is None or not notice.rules:
            continue
        number = number_of(notice.achievement)
        before = first.setdefault(notice.text, number)
        answer = (answers or {}).get(notice.code, "")
        same_as = before if before != number else 0
        key = notice.achievement, notice.rules[0]
        found[key] = (*found.get(key, ()), LineNotice(notice.title, notice.text, answer, same_as))
    return found


def guard_findings(notices: Iterable[Notice], number_of: Callable[[str], int]) -> tuple[GuardFinding, ...]:
    """Return what national rules point out, rule by rule, each sentence once."""
    by_code: dict[str, list[Notice]] = {}
    for notice in national(notices):
        by_code.setdefault(notice.code, []).append(notice)
    return tuple(_finding(code, own, number_of) for code, own in by_code.items())


def _finding(code: str, own: list[Notice], number_of: Callable[[str], int]) -> GuardFinding:
    found: dict[str, dict[int, None]] = {}
    for notice in own:
        found.setdefault(notice.text, {})[number_of(notice.achievement or "")] = None
    about = frozenset(notice.achievement or "" for notice in own)
    sentences = {text: tuple(sorted(rows)) for text, rows in found.items()}
    return GuardFinding(code, own[0].title, sentences, about)


def items_about(found: Iterable[GuardFinding]) -> int:
    """Return at how many achievements something is pointed out, each counted once."""
    return len(frozenset[str]().union(*(one.about for one in found)))
