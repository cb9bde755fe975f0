"""The review of an accepted application: everything on the list looked up, and written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ipdesk.models.commands import RepeatChecks, ReviewApplication
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import refuse
from ipdesk.models.handlers.applications import in_one_of, take_step, where_step_begins
from ipdesk.models.handlers.pictures import captioned, keep_picture
from ipdesk.models.handlers.steps.review_drafts import let_go
from ipdesk.models.parsing.check_subjects import (
    CheckSubject,
    Reviewed,
    as_of,
    check_problems,
    of_file,
    unpictured,
)
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.reading.applicants import applicant
from ipdesk.models.reading.application_contents import kinds_of, without_owners
from ipdesk.models.reading.eligibility.condition_checks import condition_checks, unmet_conditions
from ipdesk.models.records import Check, CheckResult, CheckStage
from ipdesk.models.tables import CheckEntry, CheckPictureEntry
from ipdesk.models.workflow import STANDING, Step

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.models.tables import Application


def review(work: Work, command: ReviewApplication) -> None:
    """Write the look-ups down and take the step as ``reviewed`` does."""
    reviewed(work, command)


def reviewed(work: Work, command: ReviewApplication) -> tuple[Check, ...]:
    """Write the look-ups down and take the step; return them as they hold for the application.

    Raises InvalidInput with every problem found.

    Of a natural person what is looked up of units alone is written down as 不适用, not as fine, of a guardian
    nothing but for a minor; of registers for several kinds those stand that the file has, and of conditions
    those of its clauses. Where there is no picture and nobody said why, the reason of the list stands.
    """
    application = where_step_begins(work, command.application, Step.REVIEW)
    unmet = unmet_conditions(work.session, (application.id,))
    checks = _keep(work, application, command.checks, unmet)
    let_go(work, application.id)
    bad = sum(check.result is CheckResult.BAD for check in checks)
    outcome = f"{bad} 项异常，已写明理由" if bad else "没有异常"
    outcome += f"，{len(unmet)} 项不符合条件" if unmet else ""
    take_step(work, application, Step.REVIEW, f"核查 {len(checks)} 项，{outcome}")
    return checks


def repeat_checks(work: Work, command: RepeatChecks) -> None:
    """Write down what was looked up again before an award is paid; raises as the command says."""
    application = in_one_of(work, command.application, STANDING)
    _keep(work, application, command.checks, stage=CheckStage.BEFORE_PAYMENT)
    application.changed_at = work.now
    work.audit("repeat_checks", Kind.APPLICATION, application.id)


def _keep(
    work: Work,
    application: Application,
    looked_up: tuple[Check, ...],
    unmet: tuple[CheckSubject, ...] = (),
    *,
    stage: CheckStage = CheckStage.REVIEW,
) -> tuple[Check, ...]:
    """Keep look-ups as they hold for an application; raises InvalidInput with every problem.

    What is ``unmet`` is looked up for the decision alone: of what is not granted nothing is paid.
    """
    of = Reviewed.of(work.ask(applicant, application.applicant_id), work.today)
    conditions = (*condition_checks(work.session, (application.id,)), *unmet)
    names = {one.id: one.name for one in conditions}
    own = [replace(one, name=names.get(one.subject, one.name)) for one in of_file(looked_up, conditions)]
    checks = unpictured(as_of(own, of, kinds_of(work.session, (application.id,))))
    unowned = without_owners(work.session, (application.id,))
    refuse(check_problems(checks, work.today, minor=of.minor, conditions=conditions, unowned=unowned))
    entries = [check_entry(work, application.id, check, stage) for check in checks]
    work.session.add_all(entries)
    if any(check.pictures for check in checks):
        work.session.flush()
    for entry, check in zip(entries, checks, strict=True):
        keep_check_pictures(work, entry.id, check.pictures)
    return checks


def check_entry(
    work: Work, application: int, check: Check, stage: CheckStage = CheckStage.REVIEW
) -> CheckEntry:
    """Return the row of a look-up at a stage; what is said of a bad result is kept with none but that."""
    unsearched = check.result is CheckResult.NOT_APPLICABLE
    return CheckEntry(
        application_id=application,
        subject=check.subject,
        name=stored_line(check.name),
        source=stored_line(check.source),
        day=check.day,
        result=check.result.value,
        remark=stored_line(check.remark),
        reason=stored_line(check.reason) if check.result is CheckResult.BAD else "",
        person_id=work.person,
        at=work.now,
        stage=stage.value,
        unpictured="" if check.pictures or unsearched else stored_line(check.unpictured),
    )


def keep_check_pictures(
    work: Work, check: int, pictures: Sequence[bytes], captions: Sequence[str] = ()
) -> None:
    """Keep the pictures of a look-up (its id), each with what it shows."""
    for position, (content, caption) in enumerate(captioned(pictures, captions)):
        kept = {"sha256": keep_picture(work, content), "caption": caption}
        work.session.add(CheckPictureEntry(check_id=check, position=position, **kept))
