"""Sentences about lines of a decision: what changed, what departs from the proposal, what has no clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import QCoreApplication

from ipdesk.models.applications.forwarded_lines import recommended
from ipdesk.models.awards.decision_draft import DecisionSheet, Pair
from ipdesk.models.awards.departures import departure_text
from ipdesk.models.core.errors import Difference
from ipdesk.models.records import ApplicationDetail
from ipdesk.rules.core.result import WEIGHED
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui import theme
from ipdesk.ui.applications.decision.groups import DecisionGroup
from ipdesk.ui.widgets.money import fen_text


def _tr(text: str) -> str:
    return QCoreApplication.translate("OutcomePanel", text)


def recommended_text(detail: ApplicationDetail) -> str:
    """Return what was recommended to the level above, whatever it answered."""
    found = recommended(detail)
    left = _tr("，另有 {count} 项由上级核定").format(count=found.left) if found.left else ""
    return _tr("推荐 {sum} 元").format(sum=fen_text(found.total)) + left


def line_titles(groups: Iterable[DecisionGroup]) -> Mapping[Pair, str]:
    """Return what each line is called on the page."""
    return {pair: group.view.title for group in groups for pair in group.pairs}


def departure_texts(sheet: DecisionSheet, groups: Iterable[DecisionGroup]) -> tuple[str, ...]:
    """Return a sentence for each line that is granted otherwise than proposed; equal ones once."""
    titles = line_titles(groups)
    found = (
        departure_text(one, sheet.policy, titles.get((one.achievement, one.rule), ""))
        for one in sheet.departures()
    )
    return tuple(dict.fromkeys(found))


def lowered_texts(sheet: DecisionSheet, groups: Iterable[DecisionGroup]) -> Iterator[str]:
    """Yield for each row with lines granted less than they come to by how much less, and why."""
    titles = line_titles(groups)
    amounts = {(line.achievement, line.rule): line.amount for line in sheet.result.lines}
    full: Counter[tuple[str, str]] = Counter()
    less: Counter[tuple[str, str]] = Counter()
    for one in sheet.final_lowered():
        pair = one.achievement, one.rule
        row = titles.get(pair, ""), one.reason.strip().rstrip("。")
        full[row] += amounts[pair]
        less[row] += amounts[pair] - one.granted
    words = _tr("{title}应予资助 {full} 元，核减 {less} 元，理由：{reason}")
    for (title, reason), sum_ in full.items():
        cut = less[title, reason]
        yield words.format(title=title, full=fen_text(sum_), less=fen_text(cut), reason=reason)


def weighed_text(sheet: DecisionSheet) -> str:
    """Return what the amounts do not show (see ``WEIGHED``): somebody has to look before it is decided."""
    if sheet.decided_already():
        return ""
    return "\n".join(notice.text for notice in sheet.result.notices if notice.code in WEIGHED)


def computed_text(sheet: DecisionSheet) -> str:
    """Return what the lines of a file were computed to, and what limits left of it, where that is less."""
    lines = [kept.line for kept in sheet.detail.lines]
    full, left = sum(line.computed for line in lines), sum(line.amount for line in lines)
    words = _tr("核算 {sum} 元") if sheet.decided_already() else _tr("受理时核算 {sum} 元")
    cut = _tr("，核减后 {left} 元").format(left=fen_text(left)) if left < full else ""
    return words.format(sum=fen_text(full)) + cut


def uncovered_texts(groups: Iterable[DecisionGroup]) -> tuple[str, ...]:
    """Return what no clause is about, each with its numbers."""
    found = (group for group in groups if not group.lines)
    return tuple(f"{one.view.title}（{one.refs}）" if one.refs else one.view.title for one in found)


def difference_text(found: Difference, titles: Mapping[Pair, str], policies: Iterable[Policy]) -> str:
    """Return one difference as a sentence: what it is, what it was, what it is now.

    ``policies`` are those that may know its rule.
    """
    known = (policy.rule(found.rule).title for policy in policies if found.rule in policy.rule_ids())
    title = titles.get((found.achievement, found.rule)) or next(known, found.rule)
    before = _one_side(found.shown_status, found.shown_amount)
    after = _one_side(found.status, found.amount)
    return _tr("{title}：{before} → {after}").format(title=title, before=before, after=after)


def _one_side(status: str | None, amount: int | None) -> str:
    if status is None or amount is None:
        return _tr("没有此项")
    return f"{theme.chip_word(status)} {fen_text(amount)}"
