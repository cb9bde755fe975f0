"""What of a fund's account fills its papers: values, rows of tasks, grants, indicators and remarks."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from decimal import Decimal
from fractions import Fraction

from ipdesk.documents.letters.content import OFFICE_NAMES, Content, Member, office_values
from ipdesk.documents.letters.funds.data import FundYear
from ipdesk.documents.letters.funds.projects import funding_members, grants_of, project_member, takers_of
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import day_text
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.funds.account.bars import bar_of
from ipdesk.funds.account.carry_over import carry_over_until
from ipdesk.funds.account.contradictions import ABOUT_INDICATORS, Contradiction
from ipdesk.funds.account.overview import (
    MethodFigures,
    SectionFigures,
    TaskFigures,
    goes_through,
    in_order,
)
from ipdesk.funds.books.figures import Figures
from ipdesk.funds.case.form import FundForm, Grant, PaymentForm, PaymentStatus, Task
from ipdesk.funds.core.words import PaperRole
from ipdesk.funds.indicators.attainment import Verdict, attainment, verdict
from ipdesk.funds.indicators.indicator import Comparator, Indicator
from ipdesk.funds.indicators.score import RowScore, two_decimals
from ipdesk.rules.core.money import plain_wan_yuan, wan_yuan

_FIGURES = {
    "budget": "预算数",
    "granted": "核定数",
    "paid": "已支付数",
    "allotted": "指标下达数",
    "executed": "执行数",
    "outstanding": "未支付数",
}
_OF_FUND = {f"fund_{name}": f"全部任务的{label}（万元）" for name, label in _FIGURES.items()}
_OF_TASK = {f"task_{name}": f"{label}（万元）" for name, label in _FIGURES.items()}
_TASK = {"task": "任务名称", "method": "分配方式"}
VOCABULARY = TemplateVocabulary(
    names={
        **OFFICE_NAMES,
        **_OF_FUND,
        "rate": "执行率",
        "date": "成文日期",
        "name": "专项资金名称",
        "short_name": "专项资金简称",
        "year": "年度",
        "level": "资金来源层级",
        "holder": "主管单位",
        "goal": "绩效目标",
        "amount": "到位金额（万元）",
        "arrival": "到位依据的文件",
        "allotment": "分配下达的文件",
        "received_on": "收到资金文件的日期",
        "allotted_on": "下达日期",
        "plan_submitted_on": "提交分配方案的日期",
        "closed_on": "报告截止日期",
        "executed": "执行金额（万元）",
        "unpaid": "未支付的金额（万元）",
        "task_count": "任务数",
        "passed_down": "直接下达的金额（万元），没有的为空",
        "ungranted": "没有核定的金额（万元），没有的为空",
        "own_paid": "本级支付的金额（万元）",
        "score": "计算得分",
        "printed_score": "自评得分",
        "execution_points": "执行率的分值",
        "execution_score": "执行率的得分",
        "indicator_count": "指标数",
        "met_count": "达成的指标数",
    },
    lists={
        "sections": {
            "section": "责任股室",
            "own": "本级承担（万元）",
            "through": "含经其下达（万元）",
            "section_rate": "含经其下达的执行率",
        },
        "methods": {
            "method": "分配方式",
            "sum": "金额（万元）",
            "tasks": "任务数",
            "method_rate": "执行率",
        },
        "tasks": {"order": "序号", "section": "责任股室", **_TASK, **_OF_TASK, "task_rate": "执行率"},
        "recipients": {**_TASK, "sum": "金额（万元）", "grants": "承担单位和金额"},
        "failures": {
            **_TASK,
            "sum": "金额（万元）",
            "day": "日期",
            "reason": "原因",
            "after": "后续",
            "until": "最迟可以补发的日期",
        },
        "projects": {
            **_TASK,
            "who": "承担单位",
            "contract": "任务书",
            "mid_term": "中期检查",
            "acceptance": "验收",
            "unspent": "结余（万元）",
        },
        "funding": {
            **_TASK,
            "who": "承担单位",
            "bearer": "出资方",
            "part": "应承担（万元）",
            "ratio": "与本项资金的比例",
            "in_place": "到位（万元）",
            "until": "到位期限",
        },
        "indicators": {
            "number_of": "序号",
            "group": "一级指标",
            "second": "二级指标",
            "indicator": "三级指标",
            "sign": "指标性质",
            "target": "指标值",
            "unit": "度量单位",
            "actual": "实际完成值",
            "attained": "完成率",
            "points": "分值",
            "scored": "得分",
            "reason": "偏差原因和改进措施",
        },
        "problems": {"place": "序号", "problem": "存在的问题"},
        "improvements": {"place": "序号", "improvement": "改进措施"},
        "contradictions": {"about": "涉及的任务或者指标", "text": "程序发现的矛盾"},
        "remarks": {"remark": "本局备注"},
    },
    conditions={
        "failed": "有支付失败的款项",
        "beside": "自评得分与计算得分不同",
        "goal": "写有绩效目标",
        "problems": "写有存在的问题",
        "improvements": "写有改进措施",
        "planned": "记有提交分配方案的日期",
        "contradicted": "程序发现了矛盾",
        "consistent": "程序没有发现矛盾",
        "remarked": "写有本局备注",
        "projected": "有登记任务书的项目",
        "funded": "有其他出资方分担或者配套",
    },
)

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
        "rate": _rate(account.whole, year),
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
        "sections": _sections(year),
        "methods": _methods(year),
        "tasks": [_task(row, year) for row in account.tasks],
        "recipients": [_recipients(task) for task in in_order(form.tasks)],
        "failures": [_failure(one, year) for one in failed],
        "projects": [project_member(*one) for one in grants_of(form) if one[1].contract],
        "funding": [member for one in grants_of(form) for member in funding_members(*one)],
        "indicators": [_indicator(one) for one in year.score.rows],
        "problems": _numbered("problem", form.problems),
        "improvements": _numbered("improvement", form.improvements),
        "contradictions": [_member(about=_about(form, one), text=one.text) for one in year.contradictions],
        "remarks": [_member(remark=sentence(one)) for one in _remarks(form)],
    }


def _about(form: FundForm, found: Contradiction) -> str:
    """Return what a contradiction is about as the paper numbers it: the task, or the indicator."""
    if not found.about:
        return ""
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
        "section_rate": _rate(row.through, year),
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
        "method_rate": _rate(row.figures, year),
    }
    return Member(values, bar=bar_of(row.figures, _still_failed(year, own), most))


def _still_failed(year: FundYear, tasks: Collection[str]) -> int:
    """Return what of tasks (by id) had failed by the day of account and was not sent again by then (fen)."""
    day, payments = year.account.day, year.form.payments
    again = {one.reissues for one in payments if one.date <= day}
    grants = {grant.id: grant for task in year.form.tasks if task.id in tasks for grant in task.grants}
    waiting = (one for one in _failed(year) if one.id not in again and one.grant in grants)
    return sum(grants[one.grant].amount for one in waiting)


def _figures(whose: str, figures: Figures) -> dict[str, str]:
    """Write figures as they stand in a table; nothing is left blank there."""
    sums = {name: getattr(figures, name) for name in _FIGURES}
    return {f"{whose}_{name}": wan_yuan(fen) if fen else "" for name, fen in sums.items()}


def _rate(figures: Figures, year: FundYear) -> str:
    rate = figures.execution(year.form.rounding)
    return "" if rate is None else f"{rate}%"


def _task(row: TaskFigures, year: FundYear) -> Member:
    names = {section.id: section.name for section in year.form.sections}
    return _member(
        order=str(row.task.order),
        section=trimmed(names[row.task.section]),
        task=phrase(row.task.name),
        method=row.task.method.label,
        task_rate=_rate(row.figures, year),
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
