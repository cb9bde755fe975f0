"""Registering and changing applicants."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING

from sqlalchemy import select

from ipdesk.models.commands import ChangeApplicant, RegisterApplicant
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, Problem, refuse
from ipdesk.models.handlers.accounts import keep_first, refuse_other_account
from ipdesk.models.parsing.applicant import identity_is_unusual, is_personal, normalised, problems_of
from ipdesk.models.parsing.guardians import CONSENT, guardian_problems
from ipdesk.models.parsing.names.names import compared_name
from ipdesk.models.parsing.names.search_text import search_columns
from ipdesk.models.reading.applicants import applicant_of
from ipdesk.models.reading.matching import applicant_holds
from ipdesk.models.records import ApplicantDetails, TraitPeriod
from ipdesk.models.tables import ApplicantTrait, FormerName, RegisteredApplicant
from ipdesk.rules.pack.vocabulary import standard_vocabulary

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

_NOT_COLUMNS = frozenset({"traits", "confirmed"})


def register(work: Work, command: RegisterApplicant) -> int:
    """Store a new applicant and return its id; raises InvalidInput with every problem found."""
    work.lock("applicants")
    details = _checked(work, command.details, None, command.own_traits)
    entry = RegisteredApplicant(revision=1, **_entered(details), **_derived(details))
    entry.traits = _traits(details)
    work.session.add(entry)
    work.session.flush()
    keep_first(work, entry.id, details)
    work.audit("register", Kind.APPLICANT, entry.id)
    return entry.id


def change(work: Work, command: ChangeApplicant) -> None:
    """Replace the particulars that differ, and note their names in the audit log.

    Raises InvalidInput with every problem, and Conflict where the record is newer than the one shown.
    """
    work.lock("applicants")
    entry = work.one(RegisteredApplicant, command.applicant, "申请人不存在。")
    if entry.revision != command.revision:
        raise Conflict("申请人资料刚被另一处修改过，请核对最新资料后再改。")
    held = {item.trait: item.trait for item in entry.traits}  # its policy may be gone by now
    details = _checked(work, command.details, entry.id, {**held, **command.own_traits})
    before = applicant_of(entry)
    refuse_other_account(before, details, standard_vocabulary())
    _keep_former_name(work, entry, details.name)
    changed = work.replace(entry, _entered(details))
    work.replace(entry, _derived(details))
    if _periods(entry.traits) != _periods(details.traits):
        entry.traits = _traits(details)
        changed.append("traits")
    if changed:
        entry.revision += 1
        work.audit("change", Kind.APPLICANT, entry.id, changed)
    if not before.account:
        keep_first(work, entry.id, details)


def _keep_former_name(work: Work, entry: RegisteredApplicant, name: str) -> None:
    if compared_name(entry.name) != compared_name(name):
        work.session.add(FormerName(applicant_id=entry.id, name=entry.name, until=work.today))


def _periods(
    traits: Iterable[ApplicantTrait | TraitPeriod],
) -> list[tuple[str, datetime.date | None, datetime.date | None]]:
    return [(one.trait, one.since, one.until) for one in traits]


def _checked(
    work: Work, details: ApplicantDetails, own: int | None, own_traits: Mapping[str, str]
) -> ApplicantDetails:
    vocabulary = standard_vocabulary().with_traits(own_traits)
    proper = normalised(details, vocabulary)
    problems = list(problems_of(proper, vocabulary, work.today))
    if holder := _other_holder(work, proper.identity, own):
        problems.append(Problem("identity", f"这个号码已登记为“{holder}”，请直接选用该申请人。"))
    refuse(problems)
    return proper


def _other_holder(work: Work, identity: str, own: int | None) -> str:
    """Return the name under which somebody else is registered with a number, "" for nobody."""
    others = RegisteredApplicant.id != (own or 0)
    found = select(RegisteredApplicant.name).where(applicant_holds(identity), others)
    return (work.session.scalars(found).first() or "") if identity else ""


def _entered(details: ApplicantDetails) -> dict[str, object]:
    columns = {field.name: getattr(details, field.name) for field in fields(ApplicantDetails)}
    return {
        **{name: value for name, value in columns.items() if name not in _NOT_COLUMNS},
        "confirmed": " ".join(sorted(details.confirmed)),
    }


def _derived(details: ApplicantDetails) -> dict[str, object]:
    """Return what follows from the rest, and is no change of its own."""
    words = standard_vocabulary()
    return {
        "unusual_code": identity_is_unusual(details, words),
        **search_columns(details, personal=is_personal(details.kind, words)),
    }


def _traits(details: ApplicantDetails) -> list[ApplicantTrait]:
    return [ApplicantTrait(trait=t.trait, since=t.since, until=t.until) for t in details.traits]


def check_guardian(applicant: ApplicantDetails, day: datetime.date, *received: Collection[str]) -> None:
    """Raise InvalidInput where an applicant under 18 lacks its guardian, its account, or the consent.

    ``received`` are the materials that were handed in, row by row.
    """
    consent = any(CONSENT in materials for materials in received)
    refuse(guardian_problems(applicant, day, consent=consent))
