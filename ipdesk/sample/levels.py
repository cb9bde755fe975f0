"""Calls of the sample, and what the level above answered, as commands made of what the sample's files say."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable

from ipdesk.models.applications.forwarded_lines import forwarded_lines
from ipdesk.models.commands import IssueListDocument, OpenCall, RecordUpperAnswer
from ipdesk.models.records import (
    AnsweredLine,
    ApplicationDetail,
    Call,
    CallDetails,
    CallMaterial,
    ForwardedAnswer,
    Office,
)
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.sample import forms

Forwarding = Callable[
    [Iterable[ApplicationDetail], Office, Policy, Call, str, datetime.date], IssueListDocument
]
"""Gives the command by which applications of a call go to the body above, in a letter of that date."""


_AS_SAID = ("title", "notice_title", "level", "delegation", "upper_body", "budget")
"""What a form of a call says as the desk enters it."""


def opening(
    year: forms.Year, call: forms.SampleCall, today: datetime.date, now: datetime.datetime
) -> OpenCall:
    """Return what writes a call of a year down now, with the articles that papers quote of its notice."""
    number, asked = call.notice.format(year=call.opened.on(today).year), forms.desk().collection
    said = {name: getattr(call, name) for name in _AS_SAID}
    details = CallDetails(
        policy=year.policy,
        year=year.year,
        **said,
        notice_number=number,
        articles=forms.desk().articles,
        begins_at=_begins(call, today, now),
        ends_at=call.ends.planned(today),
        collection_asks=asked.asks,
        collection_days=asked.days,
        collection_basis=f"《{call.notice_title}》（{number}）{asked.article}",
        project_duties=asked.projects,
        materials=_materials(year.policy),
    )
    return OpenCall(details=details)


def _materials(policy: str) -> tuple[CallMaterial, ...]:
    """Return what the notices ask for beside a policy."""
    return tuple(one.record() for one in forms.desk().materials if one.rule.startswith(f"{policy}/"))


def _begins(call: forms.SampleCall, today: datetime.date, now: datetime.datetime) -> datetime.datetime:
    """Return when a call begins: where that is still to come, now, since all of its files come in by then."""
    begins = call.begins.planned(today)
    return begins if begins == call.begins.on(today) else now.replace(second=0, microsecond=0)


def answering(
    form: forms.Answer, body: str, detail: ApplicationDetail, today: datetime.date
) -> RecordUpperAnswer:
    """Return the answer of the body above, which grants what was forwarded."""
    day = form.day.on(today).date()
    lines = (kept.line for kept in forwarded_lines(detail.lines))
    answered = tuple(AnsweredLine(line.achievement, line.rule, line.amount) for line in lines)
    answer = ForwardedAnswer(detail.application.id, answered)
    number = form.number.format(year=day.year)
    return RecordUpperAnswer(body=body, number=number, day=day, answers=(answer,))
