"""The list of what is looked up at a review, as the office has it, and what is wrong with what was found."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.applicant import is_personal
from ipdesk.models.parsing.guardians import needs_guardian
from ipdesk.models.parsing.pictures import picture_faults
from ipdesk.models.parsing.reasons import reason_fault, said_fault
from ipdesk.models.parsing.text.texts import line_fault
from ipdesk.models.records import ApplicantDetails, Check, CheckResult
from ipdesk.models.records.checks import CONDITION
from ipdesk.paths import resource
from ipdesk.rules.core.plain_text import blank, compact
from ipdesk.rules.pack.vocabulary import standard_vocabulary
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.strict_model import StrictModel
from ipdesk.rules.source.yaml_source import Source

_PARTED = "、"
OWNER = "right_owner"
"""The subject of who has a right now: what was found is compared with its certificate."""
BY_MATERIALS = "核对申报材料"
"""Why there is usually no picture of a condition that is met."""
OF_NOBODY = "申请人为自然人"
"""Why what is of units alone is not looked up of a person."""
_BY_USUAL_REASON = frozenset({CheckResult.FINE, CheckResult.UNMET})
"""What the usual reason for no picture is one for."""
_OLDEST = 366
"""Days: what was looked up before says nothing of today, or its year is a slip of the key."""


class Proofs(StrictModel):
    """What proves who an applicant is: an enterprise, another body, a person."""

    enterprise: str
    body: str
    person: str

    def unit(self, *, enterprise: bool) -> str:
        """Return what proves it of a unit."""
        return self.enterprise if enterprise else self.body


class Body(StrictModel):
    """How something is looked up of units whose codes begin so: "" leaves what it is of an enterprise.

    ``inapplicable`` says why it is not looked up of them.
    """

    codes: tuple[str, ...]
    name: str = ""
    source: str = ""
    inapplicable: str = ""


_ENTERPRISE = Body(codes=("9",))


class CheckSubject(StrictModel):
    """One subject: its id, what it is called, and where it is usually looked up.

    ``units_only`` is what registers of units tell, which know no natural person, and ``bodies`` how it is of
    a unit that is no enterprise; ``minors_only`` is asked of applicants under 18. What is ``by_kind`` is
    looked up in the registers of the kinds in a file, and in ``source`` where it has none of them. ``proofs``
    stand in place of ``source`` for one applicant. ``inapplicable`` says why it is 不适用 of one file; "" of
    most.
    ``unpictured`` says why there is no picture of it where nothing was found. ``unmet`` says of a condition
    for want of which a clause grants nothing what was declared instead; "" of anything else.
    """

    id: str
    name: str
    source: str
    units_only: bool = False
    minors_only: bool = False
    by_kind: bool = False
    proofs: Proofs | None = None
    bodies: tuple[Body, ...] = ()
    inapplicable: str = ""
    unpictured: str = ""
    unmet: str = ""


class Reviewed(NamedTuple):
    """About whom something is looked up: a person, perhaps under 18, or a unit with its ``code``."""

    person: bool = False
    minor: bool = False
    code: str = ""

    @classmethod
    def of(cls, applicant: ApplicantDetails, day: datetime.date) -> Reviewed:
        """Return what an applicant is on a day."""
        person = is_personal(applicant.kind, standard_vocabulary())
        return cls(person, needs_guardian(applicant, day), "" if person else applicant.identity)

    @property
    def enterprise(self) -> bool:
        """Say whether it is in the register of enterprises: their codes begin with 9 (GB 32100)."""
        return self.code.startswith("9")

    def body(self, subject: CheckSubject) -> Body | None:
        """Return how something is looked up of a unit that is no enterprise, None of any other."""
        if self.person or self.enterprise:
            return None
        fitting = (one for one in subject.bodies if self.code.startswith(one.codes))
        return next(fitting, None)


class Register(StrictModel):
    """Where rights of some kinds of achievement are looked up."""

    name: str
    kinds: tuple[str, ...]


class NoRights(StrictModel):
    """Kinds of achievement that are no rights, and why nothing of a right is looked up of them."""

    inapplicable: str
    kinds: tuple[str, ...]


class CheckSubjects(StrictModel):
    """The whole file ``resources/checks/review.yaml``."""

    subjects: tuple[CheckSubject, ...]
    registers: tuple[Register, ...] = ()
    no_rights: NoRights | None = None


@cache
def kinds_of_rights() -> frozenset[str]:
    """Return the kinds of achievement that a register knows. Raises PackError as ``check_subjects`` does."""
    return frozenset(kind for one in _whole().registers for kind in one.kinds)


@cache
def check_subjects() -> tuple[CheckSubject, ...]:
    """Return the list in the order of the form. Raises PackError for a file that cannot be read."""
    return _whole().subjects


@cache
def _whole() -> CheckSubjects:
    return read_model(CheckSubjects, Source.read(resource("checks", "review.yaml")))


def subjects_for(
    kinds: Collection[str], of: Reviewed | None = None, *, minors: bool = False
) -> tuple[CheckSubject, ...]:
    """Return the list with the sources for files with achievements of these kinds.

    They are ``of`` one applicant; with None of several, ``minors`` among them.
    """
    minor = minors if of is None else of.minor
    asked = (one for one in check_subjects() if minor or not one.minors_only)
    return tuple(_fitted(one, kinds, of) for one in asked)


def _fitted(subject: CheckSubject, kinds: Collection[str], of: Reviewed | None) -> CheckSubject:
    """Return a subject as it is for files with these kinds, ``of`` one applicant or several."""
    body = (of.body(subject) if of is not None else None) or _ENTERPRISE
    source = body.source or _source(subject, kinds, of)
    why = body.inapplicable or _inapplicable(subject, kinds, of)
    changed = {"name": body.name or subject.name, "source": source, "inapplicable": why}
    return subject.model_copy(update=changed)


def _inapplicable(subject: CheckSubject, kinds: Collection[str], of: Reviewed | None) -> str:
    """Return why something is not looked up of a file, "" where it is."""
    if of is not None and of.person and subject.units_only:
        return OF_NOBODY
    none = _whole().no_rights if subject.by_kind else None
    return none.inapplicable if none is not None and kinds and {*kinds} <= {*none.kinds} else ""


def of_file(checks: Iterable[Check], conditions: Iterable[CheckSubject]) -> tuple[Check, ...]:
    """Return look-ups of many files without those of conditions that one of them does not have."""
    own = {one.id for one in conditions}
    return tuple(one for one in checks if one.subject in own or not one.subject.startswith(CONDITION))


def as_of(checks: Iterable[Check], of: Reviewed, kinds: Collection[str]) -> tuple[Check, ...]:
    """Return look-ups of many files as they hold for one of an applicant, with these kinds.

    Registers are those of its kinds and its kind of applicant, as proofs are; a source that somebody typed
    stays. What cannot be looked up of it is neither fine nor unmet, and whose guardian is looked up is a
    minor.
    """
    known = {one.id: one for one in check_subjects()}
    found = ((check, known.get(check.subject)) for check in checks)
    return tuple(
        _held(check, subject, _fitted(subject, kinds, of)) if subject else check
        for check, subject in found
        if subject is None or of.minor or not subject.minors_only
    )


def _held(check: Check, subject: CheckSubject, own: CheckSubject) -> Check:
    """Return a look-up of a ``subject`` as it holds for the file whose ``own`` it is."""
    source, result, remark = check.source, check.result, check.remark
    known = {register.name for register in _whole().registers}
    usual = {*source.split(_PARTED)} <= known if subject.by_kind else source == subject.source
    name = own.name if check.name == subject.name else check.name
    if own.inapplicable and result is not CheckResult.BAD:
        result, remark = CheckResult.NOT_APPLICABLE, remark if not blank(remark) else own.inapplicable
    source = own.source if usual else source
    return replace(check, name=name, source=source, result=result, remark=remark)


def _source(subject: CheckSubject, kinds: Collection[str], of: Reviewed | None) -> str:
    if subject.proofs is not None and of is not None:
        return subject.proofs.person if of.person else subject.proofs.unit(enterprise=of.enterprise)
    registers = _whole().registers if subject.by_kind else ()
    named = [one.name for one in registers if not frozenset(one.kinds).isdisjoint(kinds)]
    return _PARTED.join(named) or subject.source


def check_problems(
    checks: Iterable[Check],
    today: datetime.date,
    *,
    minor: bool,
    conditions: Iterable[CheckSubject] = (),
    unowned: Collection[str] = (),
) -> Iterator[Problem]:
    """Yield what keeps a review from standing on these look-ups, by the id of the subject.

    Of a ``minor`` the guardian is looked up, too; ``conditions`` are those of the clauses in the file.
    ``unowned`` are the numbers of rights of which nobody wrote down whose they are: who looks up says it.
    """
    found, conditions = tuple(checks), tuple(conditions)
    looked_up = {check.subject for check in found}
    asked = (one for one in check_subjects() if minor or not one.minors_only)
    for missing in (one for one in (*asked, *conditions) if one.id not in looked_up):
        yield Problem(missing.id, f"“{missing.name}”还没有核查结果。")
    unmet = {one.id for one in conditions if one.unmet}
    for subject, times in Counter(check.subject for check in found).items():
        if times > 1:
            yield Problem(subject, f"同一项核查写了{times}次，请只留一次。")
    for check in found:
        known = _unmet_fault(check, known=check.subject in unmet), _owner_fault(check, unowned)
        faults = (*_faults(check, today), *filter(None, known))
        yield from (Problem(check.subject, f"“{check.name}”：{fault}") for fault in faults)


def is_mere_negation(remark: str, subject: CheckSubject) -> bool:
    """Say whether what was found of an unmet condition tells no fact: only that it is not met."""
    said = compact(remark).rstrip("。；")
    told = bool(re.search("[0-9０-９]|材料载明", said))
    return bool(said) and not told and said == compact(subject.unmet).rstrip("。；")


def _unmet_fault(check: Check, *, known: bool) -> str:
    """Return what is wrong where a look-up and the computation do not agree that a condition is unmet."""
    unmet = check.result is CheckResult.UNMET
    if unmet and not known:
        return "核算时按符合条件计算了金额；核查后不符合的，请先改正申报的内容，再初审。"
    if known and not unmet:
        return "核算时按不符合条件没有给予资助；核查后符合的，请先改正申报的内容，再初审。"
    return "结果不符合，请写明查到的情况。" if unmet and blank(check.remark) else ""


def _owner_fault(check: Check, unowned: Collection[str]) -> str:
    """Return what is wrong where an owner is found right, but nothing says who that is."""
    asked = check.subject == OWNER and check.result is CheckResult.FINE and blank(check.remark)
    if not asked or not unowned:
        return ""
    first, count = next(iter(unowned)), len(unowned)
    about = f"{first}等{count}项成果" if first and count > 1 else first or f"{count}项成果"
    return f"{about}没有登记证书上的权利人，请在情况说明里写明查到的权利人。"


def _faults(check: Check, today: datetime.date) -> Iterator[str]:
    if blank(check.source):
        yield "请填写从哪里查到的。"
    if fault := too_old_fault(check.day, today):
        yield fault
    yield from filter(None, map(line_fault, (check.source, check.remark)))
    yield from picture_faults(check.pictures)
    if check.result is CheckResult.NOT_APPLICABLE and blank(check.remark):
        yield "结果不适用，请写明为什么不适用。"
    if fault := "" if blank(check.unpictured) else said_fault(check.unpictured, "没有截图的理由"):
        yield fault
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


def unpictured(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Return look-ups with the usual reason for no picture where there is none and nobody said why."""
    usual = {one.id: one.unpictured for one in check_subjects()}
    return tuple(
        check
        if check.pictures or check.result not in _BY_USUAL_REASON or not blank(check.unpictured)
        else replace(check, unpictured=usual.get(check.subject, _of_condition(check.subject)))
        for check in checks
    )


def _of_condition(subject: str) -> str:
    return BY_MATERIALS if subject.startswith(CONDITION) else ""
