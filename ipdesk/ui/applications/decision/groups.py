"""The rows of the decision, as they are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from ipdesk.models.applications.forwarded_lines import left_to_answer
from ipdesk.models.applications.uncovered_achievements import UncoveredAchievements, uncovered_achievements
from ipdesk.models.awards.decision_draft import DecisionSheet, Pair, is_refused, readable_amount
from ipdesk.models.awards.guard_findings import notices_by_line
from ipdesk.models.awards.line_groups import LineGroup
from ipdesk.models.awards.line_status import REFUSED, UNCOVERED
from ipdesk.models.parsing.achievement_rows import row_numbers
from ipdesk.models.records import ApplicationDetail
from ipdesk.rules.core.case import Achievement
from ipdesk.rules.core.result import Line, Notice, Status
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.awards.award_groups import RowNumbers, line_without_sum, shown_group
from ipdesk.ui.awards.award_views import AwardLineView
from ipdesk.ui.awards.guard_notices import notice_views


@dataclass(frozen=True, slots=True)
class DecisionGroup:
    """Lines decided as one: ``number`` is the place of their row, ``granted`` fen in all.

    ``group`` is None for achievements that no clause is about: they have no lines and stand all the same.
    ``refs`` says by which name and numbers the things are known. ``proposed`` is what was proposed of them
    or recommended (fen), None where neither stands; of what was ``left`` to the level above it is nothing.
    ``measure`` is the measure word of the things; ``document`` governs the sum in place of the policy.
    ``attacked`` says that an objection to one of the lines was upheld, so that they are proposed anew.
    """

    key: str
    number: int
    view: AwardLineView
    group: LineGroup | None
    granted: int
    decidable: bool
    problem: str
    refs: str = ""
    proposed: int | None = None
    measure: str = ""
    document: str = ""
    left: bool = False
    attacked: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the lines, none where no clause is about it."""
        return self.group.lines if self.group else ()

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Return achievement and rule of every line."""
        return tuple((line.achievement, line.rule) for line in self.lines)

    @property
    def status(self) -> Status | None:
        """Return what the rules say of the lines, None where no clause is about it."""
        return self.lines[0].status if self.lines else None

    @property
    def waits(self) -> bool:
        """Say whether the office has not given the amount yet."""
        return self.status is Status.UNDECIDED or (
            self.status is Status.REFERRED and self.problem in ("needs_amount", "unreadable")
        )

    @property
    def open(self) -> bool:
        """Say whether there is an amount to be decided or lowered."""
        return self.decidable_now or any(line.amount for line in self.lines)

    @property
    def decidable_now(self) -> bool:
        """Say whether the office gives the amount and nothing else stands in the way."""
        closed = (Status.INELIGIBLE, Status.INCOMPLETE)
        return self.decidable and self.status not in closed


def numbered_rows(detail: ApplicationDetail, notices: Iterable[Notice]) -> RowNumbers:
    """Return the rows of an application as the clerk counts them, with what national rules point out."""
    answers = {record.code: record.answer for record in detail.answers}
    rows = [stored.row for stored in detail.achievements]
    beside = notices_by_line(notices, numbers_of(detail).__getitem__, answers)
    return RowNumbers(row_numbers(rows), Counter(rows), notices=notice_views(beside))


def numbers_of(detail: ApplicationDetail) -> dict[str, int]:
    """Return the number of the row that each achievement was entered in."""
    numbers = row_numbers(stored.row for stored in detail.achievements)
    return {stored.key: numbers[stored.row] for stored in detail.achievements}


def decision_groups(sheet: DecisionSheet, apart: Container[Pair] = frozenset()) -> tuple[DecisionGroup, ...]:
    """Return the rows to show; those in ``apart`` (row of entry, rule) stand one by one."""
    rows = numbered_rows(sheet.detail, sheet.result.notices)
    about = {stored.key: stored.achievement for stored in sheet.detail.achievements}
    names = {stored.key: stored.certificate.name for stored in sheet.detail.achievements}
    made = [
        _uncovered_group(one, rows.place[one.row], sheet.policy, names)
        for one in uncovered_achievements(sheet.detail, sheet.result.lines, sheet.policy.vocabulary)
    ]
    for group in sheet.groups(apart):
        things = [about[line.achievement] for line in group.lines]
        made.append(_group(group, rows, sheet, things, things_text(things, sheet.policy, names)))
    return tuple(sorted(made, key=lambda group: group.number))


def uncovered_views(detail: ApplicationDetail, policy: Policy) -> tuple[AwardLineView, ...]:
    """Return what an application holds that no clause was about when its lines were computed."""
    lines = (kept.line for kept in detail.lines)
    return tuple(_uncovered_view(one) for one in uncovered_achievements(detail, lines, policy.vocabulary))


def _uncovered_group(
    found: UncoveredAchievements, number: int, policy: Policy, names: Mapping[str, str]
) -> DecisionGroup:
    view, refs = _uncovered_view(found), things_text(found.members, policy, names)
    return DecisionGroup(view.key, number, view, None, granted=0, decidable=False, problem="", refs=refs)


def _uncovered_view(found: UncoveredAchievements) -> AwardLineView:
    count = len(found.members)
    counted = _tr("{name} {count} {measure}").format(name=found.name, count=count, measure=found.measure)
    title, why = counted if count > 1 else found.name, _tr("本政策没有适用于这项成果的条款，不予资助。")
    return line_without_sum(f"{found.members[0].id}:uncovered", title, UNCOVERED, why)


def things_text(things: Sequence[Achievement], policy: Policy, names: Mapping[str, str]) -> str:
    """Return by what things of one row are known: the name of a single one, where it has one, and numbers."""
    name = names.get(things[0].id, "") if len(things) == 1 else ""
    label = policy.vocabulary.certificate(things[0].kind).name
    return _tr("，").join(filter(None, (f"{label} {name}" if name else "", refs_text(things, policy))))


def refs_text(things: Sequence[Achievement], policy: Policy) -> str:
    """Return the numbers of things of one row: the one, or the first and the last; "" where there is none."""
    first, last = things[0].ref, things[-1].ref
    word = policy.vocabulary.kinds.get(things[0].kind)
    if not first or word is None:
        return ""
    if len(things) == 1 or not last:
        return f"{word.ref.name} {first}"
    words = _tr("{label} {first} 至 {last}，共 {count} {measure}")
    return words.format(label=word.ref.name, first=first, last=last, count=len(things), measure=word.measure)


def _tr(text: str) -> str:
    return QCoreApplication.translate("DecisionGroups", text)


def _group(
    group: LineGroup, rows: RowNumbers, sheet: DecisionSheet, things: Sequence[Achievement], refs: str
) -> DecisionGroup:
    pairs = [(line.achievement, line.rule) for line in group.lines]
    shown = shown_group(sheet.as_granted(group), sheet.policy, rows)
    to_nothing = any(line.amount for line in group.lines) and not any(sheet.granted[pair] for pair in pairs)
    return DecisionGroup(
        key=shown.view.key,
        number=rows.place[group.row],
        view=replace(shown.view, status=REFUSED) if to_nothing else shown.view,
        group=group,
        granted=sum(sheet.granted[pair] for pair in pairs),
        decidable=sheet.decides(group.rule),
        document=sheet.policy.rule(group.rule).refer or "",
        problem=next((code for code in map(sheet.problem, group.lines) if code), ""),
        refs=refs,
        proposed=_proposed(sheet, pairs),
        measure=sheet.policy.vocabulary.kinds[things[0].kind].measure,
        left=pairs[0] in left_to_answer(sheet.detail),
        attacked=any(line.key in pairs for line in sheet.detail.attacked),
    )


def _proposed(sheet: DecisionSheet, pairs: Iterable[Pair]) -> int | None:
    if sheet.detail.upper_answer is not None:
        left = left_to_answer(sheet.detail)
        stored = {(one.line.achievement, one.line.rule): one.line.amount for one in sheet.detail.lines}
        return sum(stored.get(pair, 0) for pair in pairs if pair not in left)
    if sheet.detail.proposal is None:
        return None
    proposed = {item.pair: item.proposed for item in sheet.detail.proposal.lines}
    return sum(proposed.get(pair, 0) for pair in pairs)


def is_lowered(group: DecisionGroup, sheet: DecisionSheet) -> bool:
    """Say whether something has to be told with the sum: why it is less, or by what it was worked out."""
    fen = readable_amount(sheet.amount_text(group.pairs[0]))
    if fen is None:
        return False
    if group.document:
        return True
    return is_refused(group.lines[0], fen) if group.decidable else fen < group.lines[0].amount


def may_explain(group: DecisionGroup, sheet: DecisionSheet) -> bool:
    """Say whether it may be told why a decided sum is not the most that could be decided."""
    return group.decidable and not group.document and sheet.below_ceiling(group.pairs[0])
