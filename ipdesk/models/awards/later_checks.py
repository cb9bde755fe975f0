"""What is usually looked up after the review, as the office has it, and what is wrong with such a look-up."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from ipdesk.models.core.errors import Problem
from ipdesk.models.evaluation.condition_subjects import BORNE_OUT
from ipdesk.models.parsing.check_subjects import (
    CheckSubject,
    Reviewed,
    check_subjects,
    subjects_for,
    too_old_fault,
)
from ipdesk.models.parsing.pictures import picture_faults
from ipdesk.models.parsing.reasons import reason_fault, said_fault
from ipdesk.models.records import Check, CheckRecord, CheckResult, CheckStage, LoweredAmount
from ipdesk.models.records.checks import CONDITION
from ipdesk.models.records.decisions import LoweredGround
from ipdesk.paths import resource
from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.strict_model import StrictModel
from ipdesk.rules.source.yaml_source import Source


class LaterSubject(StrictModel):
    """Something that is looked up at some stages, and where that is usually done.

    It is about those items of a file that have one of the words of ``items`` in their names, all where there
    are none.
    """

    name: str
    source: str
    stages: tuple[CheckStage, ...]
    items: tuple[str, ...] = ()


class LaterSubjects(StrictModel):
    """The whole file ``resources/checks/later.yaml``."""

    subjects: tuple[LaterSubject, ...]


@cache
def _subjects() -> tuple[LaterSubject, ...]:
    return read_model(LaterSubjects, Source.read(resource("checks", "later.yaml"))).subjects


def subjects_at(
    stage: CheckStage, kinds: Collection[str] = (), of: Reviewed | None = None
) -> tuple[LaterSubject, ...]:
    """Return what is usually looked up at a stage, everything at another. Raises PackError.

    What the review looks up, too, is called and looked up as it is of a file with achievements of these
    ``kinds``, ``of`` an applicant, and left out where that cannot be.
    """
    named = {one.id: one.name for one in check_subjects()}
    reviewed = {named[one.id]: one for one in subjects_for(kinds, of)}
    usual = (one for one in _subjects() if stage in one.stages or stage is CheckStage.OTHER)
    return tuple(one for found in usual for one in _fitted(found, reviewed.get(found.name)))


def _fitted(later: LaterSubject, reviewed: CheckSubject | None) -> Iterator[LaterSubject]:
    """Yield a subject as the review has it, nothing where it is 不适用."""
    if reviewed is None:
        yield later
    elif not reviewed.inapplicable:
        yield later.model_copy(update={"name": reviewed.name, "source": reviewed.source})


def words_of(name: str) -> tuple[str, ...]:
    """Return words in the names of the items which a look-up is about, none where it is about all."""
    return next((one.items for one in _subjects() if one.name == name.strip()), ())


def later_check_problems(check: Check, today: datetime.date, begun: datetime.date) -> Iterator[Problem]:
    """Yield what keeps a look-up after the review from being written down; its file ``begun`` on a day."""
    for name, label, text in (
        ("name", "核查事项", check.name),
        ("source", "核查来源", check.source),
        ("remark", "查到的情况", check.remark),
    ):
        if blank(text):
            yield Problem(name, f"请填写{label}。")
        elif fault := said_fault(text, label):
            yield Problem(name, fault)
    if fault := too_old_fault(check.day, today):
        yield Problem("day", fault)
    elif check.day < begun:
        yield Problem("day", f"核查日期早于受理日期（{begun.isoformat()}），受理以前的不是补充核查，请核对。")
    yield from (Problem("pictures", fault) for fault in picture_faults(check.pictures))
    if not check.pictures and blank(check.unpictured):
        yield Problem("unpictured", "没有附图片的，请写明理由，如 核对原件，复印件在卷。")
    elif not check.pictures and (fault := said_fault(check.unpictured, "没有图片的理由")):
        yield Problem("unpictured", fault)
    if check.result is CheckResult.BAD and blank(check.reason):
        yield Problem("reason", "结果异常，请写明怎样处理。")
    elif not blank(check.reason) and (fault := reason_fault(check.reason, "处理意见")):
        yield Problem("reason", fault)


_ELSEWHERE = (LoweredGround.EXPERTS, LoweredGround.BUDGET)
"""Grounds that say nothing of the sums declared."""


def borne_out_yet_lowered(checks: Iterable[CheckRecord], lowered: Iterable[LoweredAmount]) -> tuple[str, ...]:
    """Return the names of look-ups that a lowered line contradicts; none where a later one explains it.

    ``checks`` are those of a file, the newest last.
    """
    newest = {one.about: one for one in checks}.values()
    if any(one.stage is not CheckStage.REVIEW and one.check.result is CheckResult.BAD for one in newest):
        return ()
    rules = tuple(f"{CONDITION}{one.rule}:" for one in lowered if one.ground not in _ELSEWHERE)
    found = (one.check for one in newest if one.check.result is CheckResult.FINE)
    return tuple(one.name for one in found if one.name.endswith(BORNE_OUT) and one.subject.startswith(rules))
