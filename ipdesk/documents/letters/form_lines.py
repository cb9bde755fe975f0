"""From what was entered to the data of forms: the applicant, rows put together, sums, materials."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.applicant_fields import ApplicantFields
from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.documents.letters.form_data import COPY, DeclaredAchievement, ListedMaterial, RequestedLine
from ipdesk.documents.letters.line_title import group_title
from ipdesk.models.applications.achievement_names import achievement_name
from ipdesk.models.awards.entered_rows import EnteredForm
from ipdesk.models.awards.line_groups import LineGroup, line_groups
from ipdesk.models.awards.materials import Material, needs_any
from ipdesk.models.parsing.achievement_rows import JoinedRows, row_of
from ipdesk.models.parsing.guardians import GUARDIAN, needs_guardian
from ipdesk.models.records import ApplicantRecord, RawAchievement
from ipdesk.models.records.forms import MaterialForm
from ipdesk.models.services.item_names import ItemNames
from ipdesk.rules.core.case import Achievement
from ipdesk.rules.core.result import Status
from ipdesk.rules.evaluation.policy import Policy

UNREADABLE = "申请表还有没填好的内容：{problem}请在受理窗口改好后再印。"
EMPTY = "申请表还没有录入成果，请在受理窗口录入后再印。"


def applicant_fields(applicant: ApplicantRecord, policy: Policy, day: datetime.date) -> ApplicantFields:
    """Return what a form of a day says of an applicant."""
    kind = policy.vocabulary.applicant_kinds[applicant.kind]
    minor = needs_guardian(applicant, day)
    said = {name: getattr(applicant, name) if minor else "" for name in (*GUARDIAN, "guardian_telephone")}
    return ApplicantFields(
        kind=kind.name,
        identity=applicant.identity,
        legal_representative=applicant.legal_representative,
        contact=applicant.contact,
        telephone=applicant.telephone,
        address=applicant.address,
        # The account of a child is its guardian's, who writes it down where it is not known.
        account_name=applicant.account_name or ("" if minor else applicant.name),
        bank=applicant.bank,
        account=applicant.account,
        minor=minor,
        **said,
    )


def readable_form(source: ApplicationSource) -> EnteredForm:
    """Return what was entered; raises LetterDataError where it cannot be read, or is nothing."""
    form = source.form
    fault = form_fault(form.rows, form.read) if form is not None else EMPTY
    if form is None or fault:
        raise LetterDataError(fault)
    return form


def form_fault(rows: Sequence[RawAchievement], read: JoinedRows) -> str:
    """Return why no paper can be made of what was entered, "" where one can."""
    if not rows:
        return EMPTY
    problem = next((one for one in read.problems if not one.confirmable), None)
    return UNREADABLE.format(problem=problem.message) if problem is not None else ""


def declared(form: EnteredForm, policy: Policy) -> Iterator[DeclaredAchievement]:
    """Yield what each row declares."""
    return _declared(form.read.achievements, policy)


def _declared(achievements: Iterable[Achievement], policy: Policy) -> Iterator[DeclaredAchievement]:
    words = policy.vocabulary
    for _, found in groupby(achievements, lambda one: row_of(one.id)):
        members = tuple(found)
        first = members[0]
        name, measure = achievement_name(first.kind, first.facts, words), words.kinds[first.kind].measure
        days = [one.date for one in members]
        title = group_title(name, members, measure)
        yield DeclaredAchievement(title, len(members), measure, min(days), max(days))


def asked_for(form: EnteredForm, policy: Policy, applicant: str) -> Iterator[str]:
    """Yield what was applied for, each item with its numbers.

    What no clause grants anything for is named as it is declared, what cannot be read by its kind.
    """
    yield from (one.title for one in requested(form, policy, applicant))
    covered = {row_of(line.achievement) for line in form.lines if needs_any(line)}
    read = {row_of(one.id) for one in form.read.achievements}
    left = [one for one in form.read.achievements if row_of(one.id) not in covered]
    yield from (one.name for one in _declared(left, policy))
    kinds = policy.vocabulary.kinds
    yield from (kinds[row.kind].name for row in form.rows if row.kind in kinds and row.id not in read)


def requested(form: EnteredForm, policy: Policy, applicant: str) -> Iterator[RequestedLine]:
    """Yield what can be granted: nobody asks for what is outside a clause."""
    known = {one.id: one for one in form.read.achievements}
    names = ItemNames(form.lines, policy, applicant)
    for group in line_groups(line for line in form.lines if needs_any(line)):
        first = known[group.first.achievement]
        name = names.of(first.id, group.rule, first.kind, first.facts)
        yield _line(name, group, [known[line.achievement] for line in group.lines], policy)


def _line(name: str, group: LineGroup, members: list[Achievement], policy: Policy) -> RequestedLine:
    title = group_title(name, members, policy.vocabulary.kinds[members[0].kind].measure)
    amount = None if group.first.status is Status.UNDECIDED else group.amount
    return RequestedLine(title, policy.cited(group.first.article), amount)


def listed(form: EnteredForm) -> Iterator[ListedMaterial]:
    """Yield each paper once, with the rows that need it."""
    counts = Counter(row_of(one.id) for one in form.read.achievements)
    ordered = sorted(form.materials, key=lambda one: _first(one, form.materials))
    for _, found in groupby(ordered, lambda one: one.id):
        members = tuple(found)
        count = sum(counts[one.row] if one.number and COPY in one.name else 1 for one in members)
        received = all(one.received for one in members)
        said = {one.form for one in members}
        told = _label(said.pop()) if len(said) == 1 else ""
        yield ListedMaterial(members[0].name, _about(members), count, received, told)


def _label(form: MaterialForm | None) -> str:
    return form.label if form is not None else ""


def _first(material: Material, materials: tuple[Material, ...]) -> int:
    return next(place for place, one in enumerate(materials) if one.id == material.id)


def _about(members: tuple[Material, ...]) -> str:
    return "；".join(f"第{one.number}行{one.kind}" for one in members if one.number)
