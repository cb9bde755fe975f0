"""The list of what is looked up at a review, as the office has it, and what is wrong with what was found."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache

from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.pictures import picture_faults
from ipdesk.models.parsing.reasons import reason_fault
from ipdesk.models.parsing.text.texts import line_fault
from ipdesk.models.records import Check, CheckResult
from ipdesk.paths import resource
from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.strict_model import StrictModel
from ipdesk.rules.source.yaml_source import Source

_PARTED = "、"
_OLDEST = 366
"""Days: what was looked up before says nothing of today, or its year is a slip of the key."""


class CheckSubject(StrictModel):
    """One subject: its id, what it is called, and where it is usually looked up.

    ``units_only`` is what a register of enterprises tells, which knows no natural person. What is ``by_kind``
    is looked up in the registers of the kinds in a file, and in ``source`` where it has none of them.
    """

    id: str
    name: str
    source: str
    units_only: bool = False
    by_kind: bool = False


class Register(StrictModel):
    """Where rights of some kinds of achievement are looked up."""

    name: str
    kinds: tuple[str, ...]


class CheckSubjects(StrictModel):
    """The whole file ``resources/checks/review.yaml``."""

    subjects: tuple[CheckSubject, ...]
    registers: tuple[Register, ...] = ()


@cache
def check_subjects() -> tuple[CheckSubject, ...]:
    """Return the list in the order of the form. Raises PackError for a file that cannot be read."""
    return _whole().subjects


@cache
def _whole() -> CheckSubjects:
    return read_model(CheckSubjects, Source.read(resource("checks", "review.yaml")))


def subjects_for(kinds: Collection[str]) -> tuple[CheckSubject, ...]:
    """Return the list with the sources for files with achievements of these kinds."""
    return tuple(one.model_copy(update={"source": _source(one, kinds)}) for one in check_subjects())


def of_kinds(checks: Iterable[Check], kinds: Collection[str]) -> tuple[Check, ...]:
    """Return look-ups of many files as they hold for one with these kinds: of its registers alone.

    A source that somebody typed stays.
    """
    by_kind = {one.id: one for one in check_subjects() if one.by_kind}
    known = {register.name for register in _whole().registers}
    return tuple(
        replace(check, source=_source(by_kind[check.subject], kinds))
        if check.subject in by_kind and {*check.source.split(_PARTED)} <= known
        else check
        for check in checks
    )


def _source(subject: CheckSubject, kinds: Collection[str]) -> str:
    registers = _whole().registers if subject.by_kind else ()
    named = [one.name for one in registers if not frozenset(one.kinds).isdisjoint(kinds)]
    return _PARTED.join(named) or subject.source


def unchecked(subjects: Iterable[str]) -> tuple[CheckSubject, ...]:
    """Return the subjects of the list that are not among those of these ids."""
    looked_up = frozenset(subjects)
    return tuple(one for one in check_subjects() if one.id not in looked_up)


def of_a_person(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Return look-ups as they hold for a natural person: what is of units alone is fine with nobody."""
    of_units = frozenset(one.id for one in check_subjects() if one.units_only)
    return tuple(
        replace(check, result=CheckResult.NOT_APPLICABLE)
        if check.subject in of_units and check.result is CheckResult.FINE
        else check
        for check in checks
    )


def check_problems(checks: Iterable[Check], today: datetime.date) -> Iterator[Problem]:
    """Yield what keeps a review from standing on these look-ups, by the id of the subject."""
    found = tuple(checks)
    for missing in unchecked(check.subject for check in found):
        yield Problem(missing.id, f"“{missing.name}”还没有核查结果。")
    for subject, times in Counter(check.subject for check in found).items():
        if times > 1:
            yield Problem(subject, f"同一项核查写了{times}次，请只留一次。")
    for check in found:
        yield from (Problem(check.subject, f"“{check.name}”：{fault}") for fault in _faults(check, today))


def _faults(check: Check, today: datetime.date) -> Iterator[str]:
    if blank(check.source):
        yield "请填写从哪里查到的。"
    if fault := too_old_fault(check.day, today):
        yield fault
    yield from filter(None, map(line_fault, (check.source, check.remark)))
    yield from picture_faults(check.pictures)
    if check.result is CheckResult.BAD:
        yield from _bad_faults(check)


def too_old_fault(day: datetime.date, today: datetime.date) -> str:
    """Return what keeps a day from being that of a look-up which still says something, "" for nothing."""
    if day > today:
        return f"核查日期晚于今天（{today.isoformat()}），请核对。"
    old = (today - day).days > _OLDEST
    said = f"核查日期（{day.isoformat()}）在一年以前，请核对年份；确是那时查的，请重新核查。"
    return said if old else ""


def _bad_faults(check: Check) -> Iterator[str]:
    if blank(check.remark):
        yield "结果异常，请写明查到的情况。"
    if blank(check.reason):
        yield "结果异常，要写明仍予通过的理由；不通过的，不要办理初审。"
    elif fault := reason_fault(check.reason, "理由"):
        yield fault
