"""Answers to what national rules point out: asked for, compared with what is pointed out now, and kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ipdesk.models.core import exact_json
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, Problem
from ipdesk.models.parsing.reasons import reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.records import NoticeAnswer
from ipdesk.models.tables import NoticeAnswerEntry
from ipdesk.rules.analysis.national_guards import by_code
from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.core.result import Result

if TYPE_CHECKING:
    from ipdesk.models.commands import ConfirmApplication
    from ipdesk.models.handlers.work import Work

_OTHERS = (
    "国家规定提示与刚才显示的不同（其间提示的开关、内容或所涉成果有变动），没有审定。"
    "请核对现在的提示，逐条写明处理意见后再审定。"
)


def compare(answers: Iterable[NoticeAnswer], result: Result) -> None:
    """Raise Conflict where the notices answered are not those that are pointed out now."""
    given = tuple(answers)
    shown = {item.code: item.notices for item in given}
    if len(shown) < len(given) or shown != by_code(result.notices):
        raise Conflict(_OTHERS)


def problems(answers: Iterable[NoticeAnswer]) -> Iterator[Problem]:
    """Yield what is missing: an answer must say something."""
    for item in answers:
        title = item.notices[0].title
        if blank(item.answer):
            yield Problem(item.code, f"请写明对国家规定提示“{title}”的处理意见。")
        elif fault := reason_fault(item.answer, f"对国家规定提示“{title}”的处理意见"):
            yield Problem(item.code, fault)


def keep(work: Work, command: ConfirmApplication) -> None:
    """Write the answers with the notices as they were shown, and leave a trace in the audit log."""
    work.session.add_all(_entry(work, command.application, item) for item in command.answers)
    if command.answers:
        codes = [item.code for item in command.answers]
        work.audit("answer", Kind.APPLICATION, command.application, codes)


def _entry(work: Work, application: int, item: NoticeAnswer) -> NoticeAnswerEntry:
    return NoticeAnswerEntry(
        application_id=application,
        code=item.code,
        notices=exact_json.dumps([notice._asdict() for notice in item.notices]),
        answer=stored_line(item.answer),
        person_id=work.person,
        at=work.now,
    )
