"""What is asked before letters go out: who gets how much, under which number and day, what is told.

Papers against somebody take their approvals 处理事项审批表 along, which are printed in one go with them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication

from ipdesk.documents.letters.handling.approval import HANDLING_APPROVAL
from ipdesk.documents.letters.issue import Request
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.models import queries
from ipdesk.models.applications.approvals import APPROVED, lacks_approval
from ipdesk.models.core.errors import DeskError
from ipdesk.models.services.policies_in_force import known_policy
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.letters.load import WaitingLetters
from ipdesk.ui.letters.rows import Item, total_of

_NAMED = 3  # clauses; more would fill the question


def question(chosen: Sequence[Item], verb: str, number: str, day: datetime.date) -> str:
    """Return the lines of the question; ``verb`` says what is done.

    ``number`` is that of the first letter, "" where they bear none.
    """
    total = total_of(chosen)
    if total:
        first = _tr("{name}：{sum} 元") if len(chosen) == 1 else _tr("{count} 份，合计 {sum} 元")
    else:
        first = _tr("{name}") if len(chosen) == 1 else _tr("{count} 份")
    numbered = _tr("，文号 {number}") if len(chosen) == 1 else _tr("，文号自 {number} 起")
    said = (first + (numbered if number else "") + _tr("，成文日期 {day}。")).format(
        name=chosen[0].name, count=len(chosen), sum=total, number=number, day=chinese_date(day)
    )
    fixed = _tr("内容、日期和文号") if number else _tr("内容和日期")
    return f"{said}\n" + _tr("{verb}后{fixed}不能再改，可以随时重印。").format(verb=verb, fixed=fixed)


def number_to_come(desk: Desk, waits: WaitingLetters | None, typed: str | None, day: datetime.date) -> str:
    """Return the number to be given: as typed, or the next of the year; "" where the kind bears none."""
    mark = waits.document.kind.series if waits is not None else None
    if typed or mark is None:
        return typed or ""
    return desk.read(queries.next_letter_number, day.year, mark) or ""


def gist_text(desk: Desk, chosen: Sequence[Item]) -> str:
    """Say which clauses are told by their gist alone, "" where all are quoted or the paper quotes none."""
    if not chosen or not DOCUMENTS[chosen[0].kind].quotes:
        return ""
    rules = desk.read(queries.unquoted_rules, [one.id for one in chosen])
    named = [*dict.fromkeys(filter(None, (_cited(desk, rule) for rule in rules)))]
    if not named:
        return ""
    words = _tr(
        "{clauses}没有录入原文，只写要点；要引用原文，先在“设置 › 政策”的“条款原文”里录入。",
    )
    more = _tr("等 {count} 条") if len(named) > _NAMED else ""
    return words.format(clauses="、".join(named[:_NAMED]) + more.format(count=len(named)))


def _cited(desk: Desk, rule: str) -> str:
    """Return how a clause is cited with its policy, "" for one of a policy that is not known any more."""
    try:
        policy = known_policy(desk.policies, rule.partition("/")[0])
        return f"《{policy.pack.short_title}》{policy.cited(policy.rule(rule).article)}"
    except (DeskError, KeyError):
        return ""


def with_approvals(desk: Desk, requests: Sequence[Request]) -> tuple[Request, ...]:
    """Put before each paper that is approved inside the approval that it still lacks."""
    return tuple(_with_approvals(desk, requests))


def _with_approvals(desk: Desk, requests: Sequence[Request]) -> Iterator[Request]:
    for request in requests:
        if _lacks(desk, request.application, request.document.kind.id):
            kind = request.document.kind.id
            yield Request(HANDLING_APPROVAL, request.application, request.date, approves=kind)
        yield request


def approval_text(desk: Desk, chosen: Sequence[Item]) -> str:
    """Say that approvals are printed with what is chosen, "" where none is."""
    if not any(_lacks(desk, one.id, one.kind) for one in chosen):
        return ""
    return _tr("处理事项审批表一并印出：先送审批签字，再在文书上盖章、送达。")


def _lacks(desk: Desk, application: int, kind: str) -> bool:
    return kind in APPROVED and lacks_approval(desk.read(queries.application_detail, application), kind)


def _tr(text: str) -> str:
    return QCoreApplication.translate("IssueQuestion", text)
