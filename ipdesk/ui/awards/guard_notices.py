"""What national rules point out, gathered for the eye: beside the lines, and all together. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ipdesk.rules.analysis.national_guards import national
from ipdesk.rules.core.result import Notice
from ipdesk.ui.awards.award_views import NoticeView


@dataclass(frozen=True, slots=True)
class Gathered:
    """One national rule and what it points out: each sentence with the numbers of its rows.

    ``about`` are the achievements, each of a range.
    """

    code: str
    title: str
    said: Mapping[str, tuple[int, ...]]
    about: frozenset[str]

    @property
    def items(self) -> int:
        """Return how many achievements it is about."""
        return len(self.about)


def beside(
    notices: Iterable[Notice], number_of: Callable[[str], int], answers: Mapping[str, str] | None = None
) -> dict[tuple[str, str], tuple[NoticeView, ...]]:
    """Return what to show beside which line (achievement, rule): the first of those it is about.

    A sentence stands whole in the first row that it concerns; the others refer to that. ``answers`` are
    by code.
    """
    first: dict[str, int] = {}
    found: dict[tuple[str, str], tuple[NoticeView, ...]] = {}
    for notice in national(notices):
        if notice.achievement is None or not notice.rules:
            continue
        number = number_of(notice.achievement)
        before = first.setdefault(notice.text, number)
        view = NoticeView(notice.text, (answers or {}).get(notice.code, ""))
        if before != number:
            view = NoticeView(_again(notice.title, before))
        key = notice.achievement, notice.rules[0]
        found[key] = (*found.get(key, ()), view)
    return found


def gathered(notices: Iterable[Notice], number_of: Callable[[str], int]) -> tuple[Gathered, ...]:
    """Return what national rules point out, rule by rule, each sentence once."""
    by_code: dict[str, list[Notice]] = {}
    for notice in national(notices):
        by_code.setdefault(notice.code, []).append(notice)
    return tuple(_gathered(code, own, number_of) for code, own in by_code.items())


def _gathered(code: str, own: list[Notice], number_of: Callable[[str], int]) -> Gathered:
    said: dict[str, dict[int, None]] = {}
    for notice in own:
        said.setdefault(notice.text, {})[number_of(notice.achievement or "")] = None
    about = frozenset(notice.achievement or "" for notice in own)
    return Gathered(code, own[0].title, {text: tuple(sorted(rows)) for text, rows in said.items()}, about)


def summary(found: Iterable[Gathered]) -> str:
    """Return how many national rules point something out, and at how many achievements, each counted once.

    Nothing where none does.
    """
    own = tuple(found)
    if not own:
        return ""
    words = _tr("国家规定提示 {count} 条，涉及 {items} 件，不改变金额")
    return words.format(count=len(own), items=len(frozenset[str]().union(*(one.about for one in own))))


def rows_text(numbers: Iterable[int]) -> str:
    """Return the numbers of rows as people write them: 第 1、3–5 项."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    named = (f"{run[0]}–{run[-1]}" if len(run) > 2 else "、".join(map(str, run)) for run in runs)
    return _tr("第 {numbers} 项").format(numbers="、".join(named))


def _again(title: str, number: int) -> str:
    return _tr("国家规定：{title}（同第 {number} 项）").format(title=title, number=number)


def _tr(text: str) -> str:
    return QCoreApplication.translate("GuardNotices", text)
