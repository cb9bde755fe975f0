"""From the equal lines of a result to what the list shows of them, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from ipdesk.models.awards.group_limits import GroupUse, group_uses, least_used
from ipdesk.models.awards.line_groups import LineGroup, line_groups
from ipdesk.models.awards.line_status import comes_to_nothing, milestone_ahead, shown_status
from ipdesk.models.evaluation.granted import LOWERED
from ipdesk.models.parsing.achievement_rows import row_of
from ipdesk.rules.core.case import HistoryEntry
from ipdesk.rules.core.result import LimitUse, Line, Warning
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.awards.award_views import AwardLineView, BarView, NoticeView, TraceStepView
from ipdesk.ui.widgets.money import fen_text

Source = HistoryEntry | str

_SAID_BY_BASIS = frozenset({"needs_decision", "refer_elsewhere"})
"""Warnings whose whole content stands beside the article already."""


class GroupLine(AwardLineView):
    """A line to show that is only equal to itself.

    The grouper gives the very same one as long as nothing about it has changed; comparing all its words
    with those of two hundred others at every key would cost more than making it.
    """

    __slots__ = ()
    __eq__ = object.__eq__
    __hash__ = object.__hash__


@dataclass(frozen=True, slots=True)
class AwardGroup:
    """One line of the list: its row at the counter, and the lines that it stands for, where there are any."""

    row: str
    view: AwardLineView
    group: LineGroup | None = None

    @property
    def source(self) -> Source | None:
        """Return what stands in its way, where something does."""
        return self.group.source if self.group else None


@dataclass(frozen=True, slots=True)
class RowNumbers:
    """Rows as the clerk counts them: the number of each and how many achievements it stands for."""

    place: Mapping[str, int]
    items: Mapping[str, int]
    remedies: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By row and rule, what would help against a refusal."""
    notices: Mapping[tuple[str, str], tuple[NoticeView, ...]] = field(default_factory=dict)
    """By achievement and rule, what national rules point out."""


def line_without_sum(key: str, title: str, status: str, why: str, article: str = "") -> AwardLineView:
    """Return a line that no clause computes anything for, and why."""
    return AwardLineView(
        key=key, title=title, status=status, article=article, formula="", computed=0, amount=0, bars=(),
        warnings=(why,), trace=(),
    )  # fmt: skip


def wrong_group(row: str, number: int, kind: str, reason: str) -> AwardGroup:
    """Return the line of a row that is not valued because something in it is wrong."""
    words = QCoreApplication.translate("AwardGroups", "第 {number} 项有误，未计入")
    title = words.format(number=number)
    return AwardGroup(row, line_without_sum(f"{row}:wrong", title, "incomplete", reason, article=kind))


class AwardGrouper:
    """Makes the lines to show; those that came out as before are the very same objects, and cost nothing."""

    def __init__(self) -> None:
        self._lines: Sequence[Line] = ()
        self._ground: object = None  # all that the lines to show depend on besides the lines
        self._twice: frozenset[str] = frozenset()
        self._least: Mapping[str, int] = {}
        self._made: dict[str, MadeOfRow] = {}

    def groups(self, lines: Sequence[Line], policy: Policy, rows: RowNumbers) -> tuple[AwardGroup, ...]:
        """Return the lines to show, in the order of the rows and of the policy's rules."""
        before, self._lines = self._lines, lines
        self._least = least_used(lines)
        ground = policy, rows, [(line.achievement, line.rule) for line in lines]
        if ground != self._ground:
            self._ground, self._twice = ground, _titles_used_twice(lines, policy)
            self._make_all(lines, policy, rows)
        else:
            self._make_again(lines, before, policy, rows)
        return tuple(group for own in self._made.values() for _, group in own.values())

    def _make_all(self, lines: Iterable[Line], policy: Policy, rows: RowNumbers) -> None:
        before, self._made = self._made, {}
        for row, own in groupby(line_groups(lines), lambda group: group.row):
            self._made[row] = self._row(own, policy, rows, before.get(row, {}))

    def _make_again(
        self, lines: Sequence[Line], before: Sequence[Line], policy: Policy, rows: RowNumbers
    ) -> None:
        """Make the lines to show of those rows whose lines differ from those before."""
        pairs = zip(lines, before, strict=True)
        changed = {row_of(line.achievement) for line, old in pairs if line != old}
        groups = line_groups(line for line in lines if row_of(line.achievement) in changed) if changed else ()
        for row, own in groupby(groups, lambda group: group.row):
            self._made[row] = self._row(own, policy, rows, self._made[row])

    def _row(
        self, groups: Iterable[LineGroup], policy: Policy, rows: RowNumbers, before: MadeOfRow
    ) -> MadeOfRow:
        """Make the lines to show of one row, rule by rule, as before where nothing about them has changed."""
        made: MadeOfRow = {}
        for _, own in groupby(groups, lambda group: group.rule):
            found = tuple(own)
            for at in range(len(found)):
                named = self._named(found[at], policy, rows)
                key, now = (found[at].rule, at), (found[at:], named)
                old = before.get(key)
                made[key] = old if old is not None and old[0] == now else (now, _shown(found, at, named))
        return made

    def _named(self, group: LineGroup, policy: Policy, rows: RowNumbers) -> LineContext:
        row, rule = group.row, group.rule
        number = rows.place.get(row, 0) if policy.rule(rule).title in self._twice else 0
        remedy, notices = rows.remedies.get((row, rule), ""), _noticed(group, rows)
        return LineContext(policy, rows.items.get(row, 1), number, remedy, notices, self._least)


def shown_group(group: LineGroup, policy: Policy, rows: RowNumbers) -> AwardGroup:
    """Return the line to show of a group by itself, without the number of its row in its title."""
    items, notices = rows.items.get(group.row, 1), _noticed(group, rows)
    return _shown((group,), 0, LineContext(policy, items, 0, "", notices, least_used(group.lines)))


@dataclass(frozen=True, slots=True)
class LineContext:
    """What a line is called by: how many its row stands for, its number if needed, what helps it.

    ``notices`` are those of its lines, each once. ``least`` is by limit what was used of it before the first
    line of the application.
    """

    policy: Policy
    items: int
    number: int
    remedy: str = ""
    notices: tuple[NoticeView, ...] = ()
    least: Mapping[str, int] = field(default_factory=dict)


Made = tuple[tuple[LineGroup, ...], LineContext]
"""What a line to show was made of: its group and those behind it of the same row and rule."""

MadeOfRow = dict[tuple[str, int], tuple[Made, AwardGroup]]
"""The lines to show of one row, by rule and place."""


def _noticed(group: LineGroup, rows: RowNumbers) -> tuple[NoticeView, ...]:
    """Return each different notice of a group once."""
    if not rows.notices:
        return ()
    own = (rows.notices.get((line.achievement, line.rule), ()) for line in group.lines)
    return tuple(dict.fromkeys(notice for found in own for notice in found))


def _titles_used_twice(lines: Iterable[Line], policy: Policy) -> frozenset[str]:
    """Return the titles that stand for more than one row, which then need their number to be told apart."""
    rows: dict[str, set[str]] = {}
    for line in lines:
        rows.setdefault(policy.rule(line.rule).title, set()).add(row_of(line.achievement))
    return frozenset(title for title, used in rows.items() if len(used) > 1)


def _shown(groups: Sequence[LineGroup], at: int, named: LineContext) -> AwardGroup:
    """Return the line to show of the group at a place among those of its row and rule."""
    group = groups[at]
    first = group.first
    view = GroupLine(
        key=f"{group.row}:{group.rule}:{group.places[0]}",
        title=_title(group, named),
        status=shown_status(first, named.policy),
        article=named.policy.cited(first.article),
        formula=first.basis,
        computed=group.computed,
        amount=group.amount,
        bars=tuple(map(_bar, group_uses(groups, at, named.least))),
        warnings=(*_with_way(_warnings(group), group.source), *_also_said(first, named)),
        trace=_trace(group),
        notices=named.notices,
    )
    return AwardGroup(group.row, view, group)


def _also_said(line: Line, named: LineContext) -> tuple[str, ...]:
    """Return what no warning says: how a refusal is helped, or that the clause itself comes to nothing."""
    if comes_to_nothing(line) and not milestone_ahead(line, named.policy):
        return (QCoreApplication.translate("AwardGroups", "按这一条计算没有可资助的金额，见计算过程。"),)
    return (named.remedy,) if named.remedy else ()


def _title(group: LineGroup, named: LineContext) -> str:
    rule = named.policy.rule(group.rule)
    title = rule.title
    if named.number:
        words = QCoreApplication.translate("AwardGroups", "（第 {number} 项）")
        title += words.format(number=named.number)
    if named.items == 1:
        return title
    measure = named.policy.vocabulary.kinds[rule.about.kind[0]].measure
    return f"{title} {_span(group, measure)}"


def _span(group: LineGroup, measure: str) -> str:
    """Return how many of a range these are, or which, where they do not begin it."""
    first, last = group.places
    translate = QCoreApplication.translate
    if first == 1:
        count = len(group.lines)
        return translate("AwardGroups", "{count} {measure}").format(count=count, measure=measure)
    if first == last:
        return translate("AwardGroups", "第 {first} {measure}").format(first=first, measure=measure)
    return translate("AwardGroups", "第 {first}–{last} {measure}").format(
        first=first, last=last, measure=measure
    )


def _bar(found: GroupUse) -> BarView:
    use = found.use
    return BarView(_limit_name(use), use.used, found.this, use.at_most, found.cut, use.is_money, found.shared)


def _with_way(warnings: tuple[str, ...], source: Source | None) -> tuple[str, ...]:
    """Add to the last sentence how to get to what stands in the way."""
    translate = QCoreApplication.translate
    if isinstance(source, HistoryEntry) and source.source:
        way = translate("AwardGroups", "按 Enter 打开申请件 {number}。").format(number=source.source)
    elif isinstance(source, str):
        way = translate("AwardGroups", "按 Enter 看那一项。")
    else:
        return warnings
    return (*warnings[:-1], "".join((*warnings[-1:], way)))


def _limit_name(use: LimitUse) -> str:
    """Return a limit's name; one that counts is named with its number and unit: 年度上限 100 件."""
    return use.name if use.is_money else f"{use.name} {use.at_most:,} {use.measure}"


def _warnings(group: LineGroup) -> tuple[str, ...]:
    """Return each different sentence once; all lines of a group say the same."""
    silent = _SAID_BY_BASIS if group.first.basis else frozenset()
    several = len(group.lines) > 1
    texts = (_text(one, several) for one in group.first.warnings if one.code not in silent)
    return tuple(dict.fromkeys(texts))


def _text(warning: Warning, several: bool) -> str:
    """Return the sentence of a warning; a lowered sum stands beside that of all, and says it is not."""
    if several and warning.code == LOWERED:
        return QCoreApplication.translate("AwardGroups", "每件{said}").format(said=warning.text)
    return warning.text


def _trace(group: LineGroup) -> tuple[TraceStepView, ...]:
    steps = tuple(TraceStepView(step.text, step.result) for step in group.first.trace)
    if len(group.lines) == 1:
        return steps
    translate = QCoreApplication.translate
    head = translate("AwardGroups", "各件的过程相同，以第 {first} 件为例").format(first=group.places[0])
    whole = translate("AwardGroups", "{count} 件合计").format(count=len(group.lines))
    yuan = translate("AwardGroups", "{sum} 元").format(sum=fen_text(group.amount))
    return (TraceStepView(head, ""), *steps, TraceStepView(whole, yuan))
