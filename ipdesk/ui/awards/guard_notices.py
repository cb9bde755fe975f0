"""What national rules point out, in words: beside the lines, and all together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from ipdesk.models.awards.guard_findings import GuardFinding, LineNotice, items_about
from ipdesk.ui.awards.award_views import NoticeView

Pair = tuple[str, str]


def notice_views(found: Mapping[Pair, Iterable[LineNotice]]) -> dict[Pair, tuple[NoticeView, ...]]:
    """Return what stands beside which line; a sentence stands whole in the first row that it concerns."""
    return {pair: tuple(map(_view, notices)) for pair, notices in found.items()}


def _view(notice: LineNotice) -> NoticeView:
    if not notice.same_as:
        return NoticeView(notice.text, notice.answer)
    words = _tr("国家规定：{title}（同第 {number} 项）")
    return NoticeView(words.format(title=notice.title, number=notice.same_as))


def summary(found: Sequence[GuardFinding]) -> str:
    """Return how many national rules point something out, and at how many achievements, each counted once.

    Nothing where none does.
    """
    words = _tr("国家规定提示 {count} 条，涉及 {items} 件，不改变金额")
    return words.format(count=len(found), items=items_about(found)) if found else ""


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


def _tr(text: str) -> str:
    return QCoreApplication.translate("GuardNotices", text)
