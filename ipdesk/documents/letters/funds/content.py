"""What of a fund's account fills its papers: values, rows of tasks, grants, indicators and remarks."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from decimal import Decimal
from fractions import Fraction

from ipdesk.documents.letters.content import Content, Member, office_values
from ipdesk.documents.letters.funds.data import FundYear
from ipdesk.documents.letters.funds.names import FIGURES
from ipdesk.documents.letters.funds.projects import funding_members, grants_of, project_member, takers_of
from ipdesk.documents.text.numerals import day_text
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.funds.account.bars import bar_of
from ipdesk.funds.account.carry_over import carry_over_until
from ipdesk.funds.account.contradictions import ABOUT_INDICATORS, Contradiction, Kind
from ipdesk.funds.account.overview import (
    MethodFigures,
    Overview,
    SectionFigures,
    TaskFigures,
    goes_through,
    in_order,
)
from ipdesk.funds.books.figures import Figures, Rounding
from ipdesk.funds.case.facts import YearFact
from ipdesk.funds.case.form import FundForm, Grant, PaymentForm, PaymentStatus, Task
from ipdesk.funds.core.words import PaperRole
from ipdesk.funds.indicators.attainment import Verdict, attainment, verdict
from ipdesk.funds.indicators.indicator import Comparator, Indicator
from ipdesk.funds.indicators.score import RowScore, two_decimals
from ipdesk.rules.core.money import plain_wan_yuan, wan_yuan

_VERDICTS = {Verdict.MET: "", Verdict.NOT_MET: "未达成", Verdict.DOUBTFUL: "存疑", Verdict.OPEN: "无法比较"}


def content(year: FundYear) -> Content:
    """Return what fills a paper of a fund's year."""
    form, failed = year.form, _failed(year)
    found = {
        "failed": bool(failed),
        "beside": form.printed_score is not None and form.printed_score != year.score.total,
        "goal": bool(form.goal),
        "problems": bool(form.problems),
        "improvements": bool(form.improvements),
        "facts": bool(form.facts),
        "executed": bool(year.account.whole.budget),
        "planned": form.plan_submitted_on is not None,
        "contradicted": bool(year.contradictions),
        "consistent": not year.contradictions,
        "remarked": bool(_remarks(form)),
        "projected": any(grant.contract for _, grant in grants_of(form)),
        "funded": any(grant.funding for _, grant in grants_of(form)),
    }
    return Content(_values(year), _lists(year, failed), {name for name, holds in found.items() if holds})


def _failed(year: FundYear) -> list[PaymentForm]:
    """Return the payments that had failed by the day of account, repeated since or not."""
    payments = (one for one in year.form.payments if one.date <= year.account.day)
    return [one for one in payments if one.status is PaymentStatus.FAILED]


def _values(year: FundYear) -> dict[str, str]:
    form = year.form
    judged = [verdict(one.row) for one in year.score.rows]
    return {
        **office_values(year.issuer),
        **_sums(year),
        **{name: day_text(day) for name, day in _days(year).items()},
        "name": phrase(form.name),
        "short_name": phrase(form.short_name),
        "year": str(form.year),
        "level": form.level.label,
        "holder": phrase(form.holder),
        "goal": sentence(form.goal),
        "arrival": "、".join(form.papers_of(PaperRole.ARRIVAL)),
        "allotment": "、".join(form.papers_of(PaperRole.ALLOTMENT)),
        "task_count": str(len(form.tasks)),
        "score": str(year.score.total),
        "printed_score": "" if form.printed_score is None else plain_number(form.printed_score),
        "execution_points": plain_number(year.score.execution_points),
        "execution_score": str(two_decimals(year.score.execution)),
        "indicator_count": str(len(judged)),
        "met_count": str(judged.count(Verdict.MET)),
    }


def _days(year: FundYear) -> dict[str, datetime.date | None]:
    form = year.form
    return {
        "date": year.date,
        "received_on": form.received_on,
        "allotted_on": form.allotted_on,
        "plan_submitted_on": form.plan_submitted_on,
        "closed_on": form.closed_on,
    }


def _sums(year: FundYear) -> dict[str, str]:
    account = year.account
    return {
        **_figures("fund", account.whole),
        "rate": _rate(account.whole, year.form.rounding),
        "rate_cut": _rate(account.whole, Rounding.CUT),
        "rate_rounded": _rate(account.whole, Rounding.ROUND),
        "amount": plain_wan_yuan(year.form.amount),
        "passed_down": _some(account.passed_down.budget),
        "ungranted": _some(account.whole.unallocated + account.whole.available),
        "own_paid": plain_wan_yuan(account.whole.paid),
        "executed": plain_wan_yuan(account.whole.executed),
        "unpaid": plain_wan_yuan(account.whole.outstanding),
    }


def _some(fen: int) -> str:
    """Write a sum in 万元, "" for none."""
    return plain_wan_yuan(fen) if fen else ""


def _lists(year: FundYear, failed: Iterable[PaymentForm]) -> dict[str, list[Member]]:
    form, account = year.form, year.account
    return {
        "sections": [*_sections(year), *_beside_sections(account)],
        "methods": _methods(year),
        "tasks": [_task(row, year) for row in account.tasks],
        "recipients": [_recipients(task) for task in in_order(form.tasks)],
        "failures": [_failure(one, year) for one in failed],
        "projects": [project_member(*one) for one in grants_of(form) if one[1].contract],
        "funding": [member for one in grants_of(form) for member in funding_members(*one)],
        "indicators": [_indicator(one) for one in year.score.rows],
        "facts": [member for fact in form.facts for member in _fact(fact)],
        "problems": _numbered("problem", form.problems),
        "improvements": _numbered("improvement", form.improvements),
        "contradictions": [_member(about=_about(form, one), text=one.text) for one in year.contradictions],
        "remarks": [_member(remark=sentence(one)) for one in _remarks(form)],
    }


def _about(form: FundForm, found: Contradiction) -> str:
    """Return what a contradiction is about as the paper numbers it: the task, or the indicator."""
    if not found.about:
        return ""
    if found.kind is Kind.PARTS:
        return "年度数据"
    if found.kind in ABOUT_INDICATORS:
        return f"指标{found.about}"
    grants = {one.grant for one in form.payments if one.id == found.about} | {found.about}
    tasks = (
        task for task in form.tasks if task.id == found.about or grants & {one.id for one in task.grants}
    )
    return f"任务{next(tasks).order}"


def _numbered(name: str, texts: Iterable[str]) -> list[Member]:
    return [Member({"place": str(place), name: sentence(text)}) for place, text in enumerate(texts, start=1)]


def _remarks(form: FundForm) -> tuple[str, ...]:
    """Return what the office remarks itself: contradictions of its text, then what nothing bears out."""
    return (*(one.text for one in form.remarks), *form.unsupported)


def _member(**values: str) -> Member:
    return Member(values)


def _sections(year: FundYear) -> list[Member]:
    """Return the sections, with bars of what went by them in proportion to each other."""
    most = max((row.through.budget for row in year.account.sections), default=0)
    return [_section(row, year, most) for row in year.account.sections]


def _section(row: SectionFigures, year: FundYear, most: int) -> Member:
    own = {task.id for task in year.form.tasks if task.section == row.section.id and goes_through(task)}
    values = {
        "section": trimmed(row.section.name),
        "own": wan_yuan(row.own.budget),
        "through": wan_yuan(row.through.budget),
        "section_rate": _rate(row.through, year.form.rounding),
    }
    return Member(values, bar=bar_of(row.through, _still_failed(year, own), most))


def _methods(year: FundYear) -> list[Member]:
    """Return the ways of allocation, with bars of their budgets in proportion to each other."""
    most = max((row.figures.budget for row in year.account.methods), default=0)
    return [_method(row, year, most) for row in year.account.methods]


def _method(row: MethodFigures, year: FundYear, most: int) -> Member:
    own = {task.id for task in year.form.tasks if task.method is row.method}
    values = {
        "method": row.method.label,
        "sum": wan_yuan(row.figures.budget),
        "tasks": str(len(own)),
        "method_rate": _rate(row.figures, year.form.rounding),
    }
    return Member(values, bar=bar_of(row.figures, _still_failed(year, own), most))


def _still_failed(year: FundYear, tasks: Collection[str]) -> int:
    """Return what of tasks (by id) had failed by the day of account and was not sent again by then (fen)."""
    day, payments = year.account.day, year.form.payments
    again = {one.reissues for one in payments if one.date <= day}
    grants = {grant.id: grant for task in year.form.tasks if task.id in tasks for grant in task.grants}
    waiting = (one for one in _failed(year) if one.id not in again and one.grant in grants)
    return sum(grants[one.grant].amount for one in waiting)


def _beside_sections(account: Overview) -> list[Member]:
    """Return what no section has: what it does not spend itself, and what does not even pass through one."""
    own, through = (
        account.whole.budget - sum(getattr(row, name).budget for row in account.sections)
        for name in ("own", "through")
    )
    if not own and not through:
        return []
    sums = {"own": wan_yuan(own), "through": wan_yuan(through), "section_rate": ""}
    return [_member(section="不列入责任股室", **sums)]


def _fact(fact: YearFact) -> list[Member]:
    return [
        _member(
            fact=f"{begin}{phrase(one.name)}",
            fact_count="" if one.count is None else f"{one.count}{fact.unit}",
            fact_sum="" if one.amount is None else wan_yuan(one.amount),
        )
        for begin, one in (("", fact), *(("其中：", part) for part in fact.parts))
    ]


def _figures(whose: str, figures: Figures) -> dict[str, str]:
    """Write figures as they stand in a table; nothing is left blank there."""
    sums = {name: getattr(figures, name) for name in FIGURES}
    return {f"{whose}_{name}": wan_yuan(fen) if fen else "" for name, fen in sums.items()}


def _rate(figures: Figures, rounding: Rounding) -> str:
    rate = figures.execution(rounding)
    return "" if rate is None else f"{rate}%"


def _task(row: TaskFigures, year: FundYear) -> Member:
    names = {section.id: section.name for section in year.form.sections}
    return _member(
        order=str(row.task.order),
        section=trimmed(names[row.task.section]),
        task=phrase(row.task.name),
        method=row.task.method.label,
        task_rate=_rate(row.figures, year.form.rounding),
        **_figures("task", row.figures),
    )


def _recipients(task: Task) -> Member:
    grants = "；".join(_grant(grant) for grant in task.grants)
    return _member(task=phrase(task.name), method=task.method.label, sum=wan_yuan(task.budget), grants=grants)


def _grant(grant: Grant) -> str:
    """Say who got a grant and what for, as far as it is known: several parties share one sum."""
    parts = [takers_of(grant), phrase(grant.purpose), "本局留用" if grant.retained else ""]
    return f"{'，'.join(filter(None, parts)) or '未列明单位'}{plain_wan_yuan(grant.amount)}万元"


def _failure(payment: PaymentForm, year: FundYear) -> Member:
    task, grant = next((t, g) for t in year.form.tasks for g in t.grants if g.id == payment.grant)
    again = next((one for one in year.form.payments if one.reissues == payment.id), None)
    after = "尚未补发" if again is None else f"{again.day.text()}补发"
    return _member(
        task=phrase(task.name),
        method=task.method.label,
        sum=wan_yuan(payment.paid_of(grant)),
        day=payment.day.text(),
        reason=sentence(payment.reason),
        after=after,
        until=day_text(carry_over_until(year.form.year)),
    )


def _indicator(scored: RowScore) -> Member:
    row = scored.row
    attained = attainment(row)
    return _member(
        number_of=str(row.number),
        group=row.group.label,
        second=phrase(row.second),
        indicator=phrase(row.name),
        sign=_sign(row),
        target=phrase(row.target),
        unit=row.unit,
        actual=phrase(row.actual),
        attained="" if attained is None else f"{two_decimals(100 * attained)}%",
        points=str(two_decimals(scored.points)),
        scored="" if scored.scored is None else str(two_decimals(scored.scored)),
        reason="；".join(filter(None, (_VERDICTS[verdict(row)], sentence(row.reason)))),
    )


def _sign(row: Indicator) -> str:
    return "定性" if row.comparator is Comparator.QUALITATIVE else row.comparator.label


def plain_number(number: Decimal | Fraction) -> str:
    """Return points without decimals that say nothing: 100, 97.62."""
    found = f"{Decimal(two_decimals(Fraction(number))):f}"
    return found.rstrip("0").rstrip(".")
