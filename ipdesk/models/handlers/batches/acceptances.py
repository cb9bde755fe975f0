"""Acceptance and review of one of many applications: only what needs nobody's look goes along."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from ipdesk.models.applications.correction_period import running_correction
from ipdesk.models.awards.differences import shown_lines
from ipdesk.models.awards.materials import Material, beside_materials, materials_needed
from ipdesk.models.awards.missing_facts import missing_facts, missing_problems
from ipdesk.models.commands import AcceptApplication, ReviewApplication
from ipdesk.models.core.errors import Conflict, InvalidInput, Problem
from ipdesk.models.core.parts import in_parts
from ipdesk.models.handlers.batches.decisions import policy_of
from ipdesk.models.handlers.drafts import MOVED_ON
from ipdesk.models.handlers.steps import acceptance
from ipdesk.models.handlers.steps import review as reviewing
from ipdesk.models.parsing.check_subjects import OWNER
from ipdesk.models.parsing.draft_json import rows_of
from ipdesk.models.parsing.guardians import own_materials
from ipdesk.models.periods.moments import moment_text
from ipdesk.models.reading.applicants import applicant
from ipdesk.models.reading.application_contents import told_owners, without_owners
from ipdesk.models.reading.calls.stored import call_materials
from ipdesk.models.reading.checks import checks
from ipdesk.models.reading.corrections import corrections
from ipdesk.models.reading.drafts import review_mark
from ipdesk.models.reading.history import open_holders
from ipdesk.models.records import Batch, Check, CheckResult, Correction, RawAchievement, ShownLine
from ipdesk.models.tables import AchievementEntry, Application, ApplicationAchievement, DraftText
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.rules.core.result import Result
    from ipdesk.rules.evaluation.policy import Policy

_NAMED = 3  # of what is missing; more would fill the preview
_APPLICANT = "申请人"
_ALL_OWN = re.compile(r"(?:现在的)?[^\W\d]*权利?人(?:都|均)?(?:即|就是|为|是|系)(?:各自的?)?申请人")
"""A sentence by which every right is its applicant's, whatever its kind."""
_WHOSE = (
    "“{name}”：这一句话记在几个申请人的申请件里，请写明权利人与申请人的关系，"
    "如“权利人即申请人，见登记证书”；权利人是别人的，请打开逐件初审。"
)
_OF_OTHERS = "“{name}”：登记证书上的权利人有{others}，与“{said}”不同，请打开逐件初审。"


def accept(work: Work, batch: Batch, application: int) -> tuple[ShownLine, ...]:
    """Accept one draft; return what its awards come to.

    Raises as ``acceptance.accept`` does, and Conflict where anything is missing that the counter asks about.
    """
    policy = policy_of(work, batch, application)
    text = work.one(DraftText, application, MOVED_ON)
    rows = rows_of(text.content)
    command = AcceptApplication(application=application, revision=text.revision, policy=policy)
    asked = running_correction(work.ask(corrections, application))  # acceptance closes it
    try:
        result = acceptance.accept(work, command)
    except InvalidInput as error:
        raise InvalidInput([_with_row(problem, rows) for problem in error.problems]) from error
    entry = work.one(Application, application, "")
    own = own_materials(work.ask(applicant, entry.applicant_id), work.today)
    materials = materials_needed(result.lines, rows, policy, own, work.ask(call_materials, entry.call))
    said = (*_asked(asked, materials), *_lacking(result, rows, policy, materials))
    if told := "；".join((*said, *_held_elsewhere(work, application))):
        raise Conflict(f"{told}，请打开逐件受理。")
    return shown_lines(result.lines, policy)


def _with_row(problem: Problem, rows: Iterable[RawAchievement]) -> Problem:
    """Say which row is meant: at the counter the field does."""
    places = {row.id: number for number, row in enumerate(rows, start=1)}
    at = places.get(problem.row)
    return problem._replace(message=f"第{at}项：{problem.message}") if at else problem


def _asked(correction: Correction | None, materials: Sequence[Material]) -> Iterator[str]:
    """Yield what a request for correction asked for that only a clerk can tell of."""
    if correction is None:
        return
    if beside := [item.missing for item in beside_materials(correction.items, materials)]:
        yield f"第{correction.round}次补正通知的{len(beside)}项请核对已经补正：{_named(beside)}"


def _lacking(
    result: Result, rows: tuple[RawAchievement, ...], policy: Policy, needed: Sequence[Material]
) -> Iterator[str]:
    """Yield what the counter would ask about: materials that were not received, facts that nobody typed."""
    if missing := [one.name for one in needed if not one.received]:
        yield f"材料还缺{len(missing)}份：{_named(missing)}"
    places = {row.id: number for number, row in enumerate(rows, start=1)}
    for problem in missing_problems(rows, missing_facts(result), policy.vocabulary):
        yield f"第{places[problem.row]}项还缺{problem.message}，不能核算"


def _held_elsewhere(work: Work, application: int) -> Iterator[str]:
    """Yield that another open application is about the same thing: once for all its numbers."""
    chosen, entry = ApplicationAchievement, AchievementEntry
    asked = (
        select(entry.item)
        .join(chosen, chosen.achievement_id == entry.id)
        .where(chosen.application_id == application, entry.item.is_not(None))
    )
    items = [item for item in work.session.scalars(asked) if item]
    holders = open_holders(work.session, items, application) if items else ()
    if holders:
        others = _named(one.number for one in holders if one.ref == holders[0].ref)
        yield f"{holders[0].ref} 也在申请件 {others} 里（{holders[0].applicant_name}）"


def _named(names: Iterable[str]) -> str:
    found = tuple(dict.fromkeys(names))
    return "、".join(found[:_NAMED]) + ("等" if len(found) > _NAMED else "")


def review(work: Work, batch: Batch, application: int) -> tuple[str, ...]:
    """Write the same look-ups down of one application; return which of its conditions are not met.

    Raises as ``review.reviewed`` does.
    Raises InvalidInput for one with a bad result, and Conflict where the application had one the last time,
    or somebody began its review: that is for somebody to look at.
    """
    if bad := _bad(batch.checks):
        words = f"“{bad.name}”结果异常的，请打开逐件初审；成批初审只登记没有异常的。"
        raise InvalidInput([Problem(bad.subject, words)])
    _check_needs_no_look(work, application)
    _check_says_whose(work, batch, application)
    command = ReviewApplication(application=application, checks=batch.checks)
    found = reviewing.reviewed(work, command)
    return tuple(f"“{one.name}”不符合" for one in found if one.result is CheckResult.UNMET)


def _check_needs_no_look(work: Work, application: int) -> None:
    """Raise Conflict where a review was begun, or found something the last time."""
    if begun := work.ask(review_mark, application):
        words = f"{begun.by} 于 {moment_text(begun.at)} 填写过这件的初审，还没有办完，请打开逐件初审。"
        raise Conflict(words)
    newest = {record.check.subject: record.check for record in checks(work.session, application)}
    if before := _bad(newest.values()):
        raise Conflict(f"“{before.name}”上次核查的结果是异常，请打开逐件初审。")


def _check_says_whose(work: Work, batch: Batch, application: int) -> None:
    """Raise InvalidInput where one sentence for several files cannot be that of this one.

    It names whose rights these are of several applicants, or certificates name others than the applicant.
    """
    said = next((check for check in batch.checks if check.subject == OWNER), None)
    if said is None or blank(said.remark):
        return
    if _ALL_OWN.match(said.remark.strip()):
        if others := _other_owners(work, application):
            words = _OF_OTHERS.format(name=said.name, others=_named(others), said=said.remark.strip())
            raise InvalidInput([Problem(OWNER, words)])
    elif (
        _APPLICANT not in said.remark
        and without_owners(work.session, (application,))
        and len(_applicants(work, batch)) > 1
    ):
        raise InvalidInput([Problem(OWNER, _WHOSE.format(name=said.name))])


def _other_owners(work: Work, application: int) -> list[str]:
    """Return who stands on the certificates of a file beside its applicant."""
    who = work.ask(applicant, work.one(Application, application, "").applicant_id)
    return [one for one in told_owners(work.session, application) if one != who.name]


def _applicants(work: Work, batch: Batch) -> set[int]:
    asked = select(Application.applicant_id)
    parts = in_parts(batch.applications)
    return {one for some in parts for one in work.session.scalars(asked.where(Application.id.in_(some)))}


def _bad(found: Iterable[Check]) -> Check | None:
    return next((check for check in found if check.result is CheckResult.BAD), None)
