"""Calls of the sample, and what the level above answered, as commands made of what the sample's files say."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable

from ipdesk.models.applications.forwarded_lines import forwarded_lines
from ipdesk.models.commands import IssueListDocument, OpenCall, RecordUpperAnswer
from ipdesk.models.periods.moments import MOST_MINUTES, moment_of
from ipdesk.models.records import (
    AnsweredLine,
    ApplicationDetail,
    Call,
    CallDetails,
    ForwardedAnswer,
    Office,
)
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.sample import forms

Forwarding = Callable[
    [Iterable[ApplicationDetail], Office, Policy, Call, str, datetime.date], IssueListDocument
]
"""Gives the command by which applications of a call go to the body above, in a letter of that date."""


def opening(year: forms.Year, call: forms.SampleCall) -> OpenCall:
    """Return what writes a call of a year down; it takes applications on whole days."""
    details = CallDetails(
        policy=year.policy,
        year=year.year,
        title=call.title,
        notice_number=call.notice,
        level=call.level,
        delegation=call.delegation,
        begins_at=moment_of(call.begins, 0),
        ends_at=moment_of(call.ends, MOST_MINUTES),
        budget=call.budget,
    )
    return OpenCall(details=details)


def answering(form: forms.Answer, body: str, detail: ApplicationDetail) -> RecordUpperAnswer:
    """Return the answer of the body above, which grants what was forwarded."""
    lines = (kept.line for kept in forwarded_lines(detail.lines))
    answered = tuple(AnsweredLine(line.achievement, line.rule, line.amount) for line in lines)
    answer = ForwardedAnswer(detail.application.id, answered)
    return RecordUpperAnswer(body=body, number=form.number, day=form.day, answers=(answer,))
