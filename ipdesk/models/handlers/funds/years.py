"""Writing down the indicators of a fund and the texts of its report."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

from sqlalchemy import delete

from ipdesk.funds.account.held import HELD, LINKABLE
from ipdesk.funds.case.facts import YearFact
from ipdesk.funds.indicators.indicator import Comparator, Indicator
from ipdesk.funds.indicators.score import WHOLE, weights_of
from ipdesk.models.commands import ImportIndicators, KeepFundTexts, KeepIndicators
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, Problem
from ipdesk.models.handlers.funds.entered_values import refuse
from ipdesk.models.handlers.funds.posting import NO_FUND
from ipdesk.models.parsing.funds.indicator_table import read_indicators
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.text.texts import line_fault
from ipdesk.models.reading.funds.years import IMPROVEMENT, PROBLEM, REMARK, fact_rows, indicator_columns
from ipdesk.models.tables import FundEntry, FundFact, FundIndicator, FundReport, FundReportLine
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

CHANGED = "这项资金刚在另一处修改过，这里的修改没有保存。请看过最新的再改。"
_LONGEST = 2000  # characters of a paragraph
_MOST = 500
_MOST_POINTS = 100
_TEXTS = ("second", "name", "target", "actual", "unit", "actual_unit", "reason", "remark", "figure_of")


def keep_indicators(work: Work, command: KeepIndicators) -> None:
    """Replace all indicators of a fund; raises as the command says."""
    entry = _unchanged(work, command.fund, command.revision)
    _replace(work, entry, command.indicators)
    work.audit("keep_indicators", Kind.FUND, entry.id)


def import_indicators(work: Work, command: ImportIndicators) -> None:
    """Replace all indicators of a fund by those of a sheet; raises as the command says."""
    entry = _unchanged(work, command.fund, command.revision)
    found = read_indicators(command.tables)
    refuse(Problem("tables", fault) for fault in found.faults)
    _replace(work, entry, found.rows)
    work.audit("import_indicators", Kind.FUND, entry.id)


def _replace(work: Work, entry: FundEntry, rows: tuple[Indicator, ...]) -> None:
    refuse(_indicator_problems(rows))
    refuse(_points_problems(rows))
    work.session.execute(delete(FundIndicator).where(FundIndicator.fund_id == entry.id))
    for place, one in enumerate(rows, start=1):
        work.session.add(FundIndicator(fund_id=entry.id, place=place, **indicator_columns(one)))
    entry.revision += 1


def keep_texts(work: Work, command: KeepFundTexts) -> None:
    """Replace the texts of a fund's report; raises as the command says."""
    entry, texts = _unchanged(work, command.fund, command.revision), command.texts
    kinds = {PROBLEM: texts.problems, IMPROVEMENT: texts.improvements, REMARK: texts.remarks}
    problems = (_text_problems(kinds), _score_problems(texts.printed_score), _fact_problems(texts.facts))
    refuse(chain.from_iterable(problems))
    for table in (FundReportLine, FundReport, FundFact):
        work.session.execute(delete(table).where(table.fund_id == entry.id))
    printed = "" if texts.printed_score is None else str(texts.printed_score)
    work.session.add(FundReport(fund_id=entry.id, printed_score=printed))
    for kind, lines in kinds.items():
        for place, line in enumerate(lines, start=1):
            text = stored_line(line)
            work.session.add(FundReportLine(fund_id=entry.id, kind=kind, place=place, text=text))
    for place, row in enumerate(fact_rows(texts.facts), start=1):
        work.session.add(FundFact(fund_id=entry.id, place=place, **row))
    entry.revision += 1
    work.audit("keep_texts", Kind.FUND, entry.id)


def _unchanged(work: Work, fund: int, revision: int) -> FundEntry:
    entry = work.one(FundEntry, fund, NO_FUND)
    if entry.revision != revision:
        raise Conflict(CHANGED)
    return entry


def _indicator_problems(indicators: tuple[Indicator, ...]) -> Iterator[Problem]:
    if len(indicators) > _MOST:
        yield Problem("indicators", f"指标最多{_MOST}项，这里有{len(indicators)}项。")
    for place, one in enumerate(indicators, start=1):
        for problem in _of_indicator(one):
            yield Problem(problem.field, f"第{place}项指标：{problem.message}")


def _of_indicator(one: Indicator) -> Iterator[Problem]:
    for name, label in (("name", "三级指标"), ("target", "指标值")):
        if blank(getattr(one, name)):
            yield Problem(name, f"请填写{label}。")
    for name in _TEXTS:
        if fault := line_fault(getattr(one, name), longest=_LONGEST):
            yield Problem(name, fault)
    yield from _numbers_of(one)
    if one.figure and one.figure not in HELD:
        yield Problem("figure", "没有这种取用的数据，请重新选择。")
    elif one.figure and one.comparator not in LINKABLE:
        yield Problem("figure", f"“{one.comparator.label}”的指标不能取用数据，请填写实际完成值。")


def _numbers_of(one: Indicator) -> Iterator[Problem]:
    """Yield what of numbers cannot be: nothing to compare with, a share or points out of bounds."""
    if one.comparator is not Comparator.QUALITATIVE and one.goal is None:
        wanted = "完成时限" if one.comparator is Comparator.DONE_BY else "指标值里的数"
        yield Problem("goal", f"请填写{wanted}；没有数的，指标性质选“定性”。")
    for name, label in (("share", "得分比例"), ("points", "分值")):
        number = getattr(one, name)
        if number is not None and not 0 <= number <= _MOST_POINTS:
            yield Problem(name, f"{label}应在0至{_MOST_POINTS}之间。")


def _points_problems(rows: tuple[Indicator, ...]) -> Iterator[Problem]:
    """Yield where rows have more points than there are to give."""
    weights = weights_of(rows)
    for group, most in weights.groups.items():
        given = sum((row.points or Decimal(0) for row in rows if row.group is group), Decimal(0))
        if given > most:
            yield Problem("points", f"{group.label}各项的分值合计{given}分，超过这一级的{most}分。")
    total = sum(weights.groups.values(), Decimal(0))
    if total + weights.execution > WHOLE:
        most = WHOLE - weights.execution
        text = f"各项指标的分值合计{total}分，超过{most}分：另有{weights.execution}分是预算执行率的。"
        yield Problem("points", text)


def _text_problems(kinds: dict[str, tuple[str, ...]]) -> Iterator[Problem]:
    for kind, lines in kinds.items():
        for line in lines:
            if blank(line):
                yield Problem(kind, "有一段是空的，请写上或者去掉。")
            elif fault := line_fault(line, longest=_LONGEST):
                yield Problem(kind, fault)


def _fact_problems(facts: tuple[YearFact, ...]) -> Iterator[Problem]:
    names = [fact.name for fact in facts]
    for fact in facts:
        for one in (fact, *fact.parts):
            if blank(one.name) or (one.count is None and one.amount is None):
                yield Problem("facts", "年度数据要写名称，并写上数量或者金额。")
            elif fault := line_fault(one.name):
                yield Problem("facts", fault)
            elif min(one.count or 0, one.amount or 0) < 0:
                yield Problem("facts", f"“{one.name}”不能小于0。")
        if names.count(fact.name) > 1:
            yield Problem("facts", f"年度数据“{fact.name}”写了两次。")


def _score_problems(score: Decimal | None) -> Iterator[Problem]:
    if score is not None and not 0 <= score <= _MOST_POINTS:
        yield Problem("printed_score", f"自评得分应在0至{_MOST_POINTS}之间。")
