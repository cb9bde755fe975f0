"""Look-ups after the review 补充核查: what a later paper says was checked is in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipdesk.models.awards.later_checks import later_check_problems
from ipdesk.models.commands import RecordCheck
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import InvalidInput, Problem
from ipdesk.models.handlers.after_award.acts import where_it_may_be
from ipdesk.models.handlers.pictures import caption_faults
from ipdesk.models.handlers.steps.review import check_entry, keep_check_pictures
from ipdesk.models.reading.application_detail import application_steps
from ipdesk.models.workflow import Act, State

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work


def record_check(work: Work, command: RecordCheck) -> None:
    """Write a look-up down. Raises InvalidInput with every problem, NotFound, Conflict."""
    application = where_it_may_be(work, command.application, Act.CHECK)
    begun = application.accepted_on or application_steps(work.session, application.id)[0].at.date()
    problems = list(later_check_problems(command.check, work.today, begun))
    if fault := command.stage.refusal(State(application.state)):
        problems.append(Problem("stage", f"{fault}。"))
    faults = caption_faults(command.check.pictures, command.captions)
    problems += [Problem("pictures", fault) for fault in faults]
    if problems:
        raise InvalidInput(problems)
    entry = check_entry(work, application.id, command.check, command.stage)
    work.session.add(entry)
    work.session.flush()
    keep_check_pictures(work, entry.id, command.check.pictures, command.captions)
    work.audit("check_later", Kind.APPLICATION, application.id, [f"check:{entry.id}"])
