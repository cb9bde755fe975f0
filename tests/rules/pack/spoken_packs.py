"""Small packs for what a clerk reads out: one kind of achievement, a clause or two, invented sums."""

import datetime
from typing import Any

from ipdesk.rules.core.case import Achievement, Applicant, Case, Decision, FactValue, HistoryEntry
from ipdesk.rules.core.result import Line
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import vocabulary_for
from ipdesk.rules.pack.model import Pack
from ipdesk.rules.source.sentences import standard_phrases

Data = dict[str, Any]
DAY = datetime.date(2023, 5, 1)
FIRM = Applicant("a1", "enterprise", frozenset({"sme"}))
FACTS: Data = {
    "grants": {"name": "发明专利授权量", "type": "integer", "unit": "件"},
    "related": {"name": "为关联交易", "type": "boolean", "no": "不是关联交易"},
    "filed": {"name": "申请日", "type": "date"},
    "cost": {"name": "实际费用", "type": "amount"},
    "fees": {"name": "官方费用", "type": "amount", "default": "0"},
    "other": {"name": "其他各级资助", "type": "amount", "default": "0"},
    "rate": {"name": "实际年利率", "type": "number", "unit": "%"},
    "level": {"name": "级别", "type": "choice", "choices": {"high": "国家级", "low": "省级"}},
    "agent": {"name": "经办机构", "type": "text"},
    "country": {"name": "国家或地区", "type": "region"},
}
LPR: Data = {
    "lpr": {
        "name": "贷款市场报价利率",
        "unit": "%",
        "values": [{"from": "2022-08-22", "value": "3.65"}, {"from": "2023-08-21", "value": "3.45"}],
    }
}


def rule(title: str, amount: object, **more: object) -> Data:
    """Return a clause about the one kind, for everybody; its id is ``title``."""
    return {
        "id": title, "article": "一", "title": title, "summary": title, "who": "any",
        "about": {"kind": "work"}, "amount": amount, **more,
    }  # fmt: skip


def policy(*rules: Data, **more: object) -> Policy:
    """Return a policy of these clauses."""
    word = {
        "name": "成果", "section": "patent", "measure": "件", "date": "授权公告日", "ref": {"name": "专利号"},
        "facts": FACTS,
    }  # fmt: skip
    form = Pack.model_validate(
        {
            "format": "1", "id": "spoken", "title": "试行办法", "short_title": "试行办法",
            "document": "试〔2022〕1号", "issuer": "某县", "level": "local",
            "term": {"from": "2022-01-01", "until": "2024-12-31"}, "words": {"kinds": {"work": word}},
            "parameters": LPR, "rules": list(rules), **more,
        }
    )  # fmt: skip
    return Policy(form, b"", "spoken", vocabulary_for(form), standard_phrases())


def work(
    number: str = "1", date: datetime.date = DAY, ref: str | None = None, **facts: FactValue
) -> Achievement:
    """Return an achievement of the one kind; its number is its ref where none is given."""
    return Achievement(number, "work", date, date.year, ref or f"ZL{number}", facts)


def paid(title: str, yuan: int, year: int = 2023, ref: str = "ZL0", source: str = "") -> HistoryEntry:
    """Return an earlier award of the applicant."""
    return HistoryEntry(f"spoken/{title}", "a1", year, yuan * 100, ref, source=source)


def lines_of(
    found: Policy,
    *achievements: Achievement,
    history: tuple[HistoryEntry, ...] = (),
    decided: tuple[Decision, ...] = (),
    applicant: Applicant = FIRM,
) -> list[Line]:
    """Evaluate achievements of one applicant."""
    return list(found.evaluate(Case("c", found.id, applicant, achievements, decided, history)).lines)


def spoken(line: Line) -> list[str]:
    """Return the steps as they are read out."""
    return [step.spoken() for step in line.trace]
