"""From the lines of a result to what the list shows: equal items of one range become one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from ipdesk.models.awards.row_keys import ordinal, row_of
from ipdesk.models.evaluation.granted import LOWERED
from ipdesk.rules.core.case import HistoryEntry
from ipdesk.rules.core.result import LimitUse, Line, Status, Warning
from ipdesk.rules.evaluation.article import cited
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
    """One line of the list: its row at the counter, and what stands in its way, where something does.

    ``first`` is the first line of the result that it stands for, ``items`` how many those are.
    """

    row: str
    view: AwardLineView
    source: Source | None = None
    first: Line | None = None
    items: int = 1


@dataclass(frozen=True, slots=True)
class Numbered:
    """Rows as the clerk counts them: the number of each and how many achievements it stands for."""

    place: Mapping[str, int]
    items: Mapping[str, int]
    remedies: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By row and rule, what would help against a refusal."""
    notices: Mapping[tuple[str, str], tuple[NoticeView, ...]] = field(default_factory=dict)
    """By achievement and rule, what national rules point out."""


def wrong_group(row: str, number: int, kind: str, reason: str) -> AwardGroup:
    """Return the line of a row that is not valued because something in it is wrong."""
    title = QCoreApplication.translate("AwardGroups", "第 {number} 项有误，未计入")
    view = AwardLineView(
        key=f"{row}:wrong",
        title=title.format(number=number),
        status="incomplete",
        article=kind,
        formula="",
        computed=0,
        amount=0,
        bars=(),
        warnings=(reason,),
        trace=(),
    )
    return AwardGroup(row, view)


class AwardGrouper:
    """Makes the lines to show; those that came out as before are the very same objects, and cost nothing."""

    def __init__(self) -> None:
        self._lines: Sequence[Line] = ()
        self._ground: object = None  # all that the lines to show depend on besides the lines
        self._twice: frozenset[str] = frozenset()
        self._least: Mapping[str, int] = {}
        self._made: dict[str, MadeOfRow] = {}

    def groups(self, lines: Sequence[Line], policy: Policy, rows: Numbered) -> tuple[AwardGroup, ...]:
        """Return the lines to show, in the order of the rows and of the policy's rules."""
        before, self._lines = self._lines, lines
        self._least = _least_used(lines)
        ground = policy, rows, [(line.achievement, line.rule) for line in lines]
        if ground != self._ground:
            self._ground, self._twice = ground, _titles_used_twice(lines, policy)
            self._make_all(lines, policy, rows)
        else:
            self._make_again(lines, before, policy, rows)
        return tuple(group for own in self._made.values() for _, group in own.values())

    def _make_all(self, lines: Iterable[Line], policy: Policy, rows: Numbered) -> None:
        before, self._made = self._made, {}
        for row, own in _by_row(lines):
            self._made[row] = self._row(row, own, policy, rows, before.get(row, {}))

    def _make_again(
        self, lines: Sequence[Line], before: Sequence[Line], policy: Policy, rows: Numbered
    ) -> None:
        """Make the lines to show of those rows whose lines differ from those before."""
        pairs = zip(lines, before, strict=True)
        changed = {row_of(line.achievement) for line, old in pairs if line != old}
        if changed:
            for row, own in _by_row(line for line in lines if row_of(line.achievement) in changed):
                self._made[row] = self._row(row, own, policy, rows, self._made[row])

    def _row(
        self, row: str, lines: Iterable[Line], policy: Policy, rows: Numbered, before: MadeOfRow
    ) -> MadeOfRow:
        """Make the lines to show of one row, rule by rule."""
        made: MadeOfRow = {}
        by_rule: dict[str, list[Line]] = {}
        for line in lines:
            by_rule.setdefault(line.rule, []).append(line)
        for rule, found in by_rule.items():
            number = rows.place.get(row, 0) if policy.rule(rule).title in self._twice else 0
            remedy, notices = rows.remedies.get((row, rule), ""), _noticed(found, rows)
            items = rows.items.get(row, 1)
            _take(made, before, found, Named(row, policy, items, number, remedy, notices, self._least))
        return made


def _by_row(lines: Iterable[Line]) -> Iterator[tuple[str, Iterator[Line]]]:
    """Yield the lines of each row."""
    return groupby(lines, lambda line: row_of(line.achievement))


def _take(made: MadeOfRow, before: MadeOfRow, found: list[Line], named: Named) -> None:
    """Group the lines of one row and rule, as before where nothing about them has changed."""
    runs = [tuple(run) for _, run in groupby(found, _likeness)] if len(found) > 1 else [tuple(found)]
    for at, run in enumerate(runs):
        key = run[0].rule, at
        now = (tuple(runs[at:]), named)
        old = before.get(key)
        made[key] = old if old is not None and old[0] == now else (now, _group(runs, at, named))


@dataclass(frozen=True, slots=True)
class Named:
    """What a line is called by: its row, how many that stands for, its number if needed, what helps it.

    ``notices`` are those of each line, where any of them has one. ``least`` is by limit what was used of it
    before the first line of the application.
    """

    row: str
    policy: Policy
    items: int
    number: int
    remedy: str = ""
    notices: tuple[tuple[NoticeView, ...], ...] = ()
    least: Mapping[str, int] = field(default_factory=dict)


Made = tuple[tuple[tuple[Line, ...], ...], Named]
"""What a line to show was made of."""

MadeOfRow = dict[tuple[str, int], tuple[Made, AwardGroup]]
"""The lines to show of one row, by rule and place."""


def _noticed(lines: Sequence[Line], rows: Numbered) -> tuple[tuple[NoticeView, ...], ...]:
    if not rows.notices:
        return ()
    found = tuple(rows.notices.get((line.achievement, line.rule), ()) for line in lines)
    return found if any(found) else ()


def _titles_used_twice(lines: Iterable[Line], policy: Policy) -> frozenset[str]:
    """Return the titles that stand for more than one row, which then need their number to be told apart."""
    rows: dict[str, set[str]] = {}
    for line in lines:
        rows.setdefault(policy.rule(line.rule).title, set()).add(row_of(line.achievement))
    return frozenset(title for title, used in rows.items() if len(used) > 1)


def _least_used(lines: Iterable[Line]) -> dict[str, int]:
    """Return by limit the least that was used of it before a line that took some itself.

    What a line finds used beyond this was taken by lines of the same application.
    """
    found: dict[str, int] = {}
    for line in lines:
        for use in line.limits:
            if use.this:
                found[use.limit] = min(use.used, found.get(use.limit, use.used))
    return found


def _likeness(line: Line) -> tuple[object, ...]:
    """Return what neighbours of a range must have in common to be shown as one."""
    sources = tuple(_source_key(warning) for warning in line.warnings)
    return line.status, line.computed, line.amount, line.basis, sources


def _source_key(warning: Warning) -> tuple[str, str]:
    source = warning.source
    named = source.source if isinstance(source, HistoryEntry) else source
    return warning.code, named or ""


def _group(runs: Sequence[Sequence[Line]], at: int, named: Named) -> AwardGroup:
    lines = runs[at]
    first = lines[0]
    source = next((warning.source for warning in first.warnings if warning.source is not None), None)
    view = GroupLine(
        key=f"{named.row}:{first.rule}:{ordinal(first.achievement)}",
        title=_title(lines, named),
        status=chip_of(first, named.policy),
        article=cited(first.article),
        formula=first.basis,
        computed=sum(line.computed for line in lines),
        amount=sum(line.amount for line in lines),
        bars=_bars(runs, at, named.least),
        warnings=(*_with_way(_warnings(lines), source), *_also_said(first, named)),
        trace=_trace(lines),
        notices=_notices(runs, at, named),
    )
    return AwardGroup(named.row, view, source, first, len(lines))


def _also_said(line: Line, named: Named) -> tuple[str, ...]:
    """Return what no warning says: how a refusal is helped, or that the clause itself comes to nothing."""
    nothing = line.status is Status.EXCLUDED and not line.computed and not line.warnings
    if nothing and chip_of(line, named.policy) == Status.EXCLUDED.value:
        return (QCoreApplication.translate("AwardGroups", "按这一条计算没有可资助的金额，见计算过程。"),)
    return (named.remedy,) if named.remedy else ()


def chip_of(line: Line, policy: Policy) -> str:
    """Return the chip of a line: that of its status, but a milestone that is still ahead refuses nothing."""
    amount = policy.rule(line.rule).amount
    milestone = amount is not None and amount.milestone is not None
    ahead = milestone and line.status is Status.EXCLUDED and not line.computed and not line.warnings
    return "unreached" if ahead else line.status.value


def _notices(runs: Sequence[Sequence[Line]], at: int, named: Named) -> tuple[NoticeView, ...]:
    """Return each different notice of a run once."""
    before = sum(len(run) for run in runs[:at])
    own = named.notices[before : before + len(runs[at])]
    return tuple(dict.fromkeys(notice for found in own for notice in found))


def _title(lines: Sequence[Line], named: Named) -> str:
    rule = named.policy.rule(lines[0].rule)
    title = rule.title
    if named.number:
        words = QCoreApplication.translate("AwardGroups", "（第 {number} 项）")
        title += words.format(number=named.number)
    if named.items == 1:
        return title
    measure = named.policy.vocabulary.kinds[rule.about.kind[0]].measure
    return f"{title} {_span(lines, measure)}"


def _span(lines: Sequence[Line], measure: str) -> str:
    """Return how many of a range these are, or which, where they do not begin it."""
    first, last = ordinal(lines[0].achievement), ordinal(lines[-1].achievement)
    translate = QCoreApplication.translate
    if first == 1:
        return translate("AwardGroups", "{count} {measure}").format(count=len(lines), measure=measure)
    if first == last:
        return translate("AwardGroups", "第 {first} {measure}").format(first=first, measure=measure)
    return translate("AwardGroups", "第 {first}–{last} {measure}").format(
        first=first, last=last, measure=measure
    )


def _bars(runs: Sequence[Sequence[Line]], at: int, least: Mapping[str, int]) -> tuple[BarView, ...]:
    """Return the limits of a run; what one cut from the following run is shown at the run it let through."""
    lines = runs[at]
    if at and not lines[0].amount:
        return ()
    cut_later = {use.limit: 0 for use in lines[0].limits}
    for run in runs[at + 1 :]:
        for line in run:
            for use in line.limits:
                if use.limit in cut_later:
                    cut_later[use.limit] += use.cut
    made = []
    for place, use in enumerate(lines[0].limits):
        uses = [line.limits[place] for line in lines]
        cut = sum(one.cut for one in uses) + cut_later[use.limit]
        this = sum(one.this for one in uses)
        shared = use.used > least.get(use.limit, use.used)
        made.append(BarView(_limit_name(use), use.used, this, use.at_most, cut, use.is_money, shared))
    return tuple(made)


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


def _warnings(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return each different sentence once, but not one for every item of a long range."""
    said = _SAID_BY_BASIS if lines[0].basis else frozenset()
    each = len(lines) > 1
    texts = tuple(
        dict.fromkeys(
            _said(warning, each) for line in lines for warning in line.warnings if warning.code not in said
        )
    )
    most = 3
    if len(texts) <= most:
        return texts
    more = QCoreApplication.translate("AwardGroups", "另有 {count} 条类似的提示，见各件的核算过程。")
    return (*texts[:most], more.format(count=len(texts) - most))


def _said(warning: Warning, each: bool) -> str:
    """Return the sentence of a warning; a lowered sum stands beside that of all, and says it is not."""
    if each and warning.code == LOWERED:
        return QCoreApplication.translate("AwardGroups", "每件{said}").format(said=warning.text)
    return warning.text


def _trace(lines: Sequence[Line]) -> tuple[TraceStepView, ...]:
    steps = tuple(TraceStepView(step.text, step.result) for step in lines[0].trace)
    if len(lines) == 1:
        return steps
    translate = QCoreApplication.translate
    head = translate("AwardGroups", "各件的过程相同，以第 {first} 件为例").format(
        first=ordinal(lines[0].achievement)
    )
    whole = translate("AwardGroups", "{count} 件合计").format(count=len(lines))
    yuan = translate("AwardGroups", "{sum} 元").format(sum=fen_text(sum(line.amount for line in lines)))
    return (TraceStepView(head, ""), *steps, TraceStepView(whole, yuan))
