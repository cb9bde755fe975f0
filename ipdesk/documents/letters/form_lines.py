"""From what was entered to the data of forms: the applicant, rows put together, sums, materials."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.applicant_fields import ApplicantFields
from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.documents.letters.form_data import DeclaredAchievement, ListedMaterial, RequestedLine
from ipdesk.documents.letters.line_title import group_title
from ipdesk.models.awards.entered_rows import EnteredForm
from ipdesk.models.awards.line_groups import LineGroup, line_groups
from ipdesk.models.awards.materials import Material, asks_for, copies_of, needs_any
from ipdesk.models.parsing.achievement_rows import JoinedRows, row_of
from ipdesk.models.parsing.guardians import GUARDIAN, needs_guardian
from ipdesk.models.records import ApplicantRecord, RawAchievement
from ipdesk.models.records.forms import MaterialForm
from ipdesk.models.services.item_names import ItemNames
from ipdesk.rules.core.case import Achievement
from ipdesk.rules.core.result import Line, Status
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.pack.vocabulary import Vocabulary

UNREADABLE = "申请表还有没填好的内容：{problem}请在受理窗口改好后再印。"
NOTHING_YET, NO_CLAUSE, NO_ARTICLE = "按规定计算，没有可资助的金额", "没有适用于该项成果的条款", "—"
_WAITING = (Status.UNDECIDED, Status.INCOMPLETE)
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


def declared(form: EnteredForm, policy: Policy, applicant: str) -> Iterator[DeclaredAchievement]:
    """Yield what each row of an ``applicant`` declares, named as on all papers of its file."""
    return _declared(form.read.achievements, ItemNames(form.lines, policy, applicant), policy.vocabulary)


def _declared(
    achievements: Iterable[Achievement], names: ItemNames, words: Vocabulary
) -> Iterator[DeclaredAchievement]:
    for _, found in groupby(achievements, lambda one: row_of(one.id)):
        members = tuple(found)
        first = members[0]
        name = names.of_achievement(first.id, first.kind, first.facts)
        measure = words.kinds[first.kind].measure
        days = [one.date for one in members]
        title = group_title(name, members, measure)
        yield DeclaredAchievement(title, len(members), measure, min(days), max(days))


def asked_for(form: EnteredForm, policy: Policy, applicant: str) -> Iterator[str]:
    """Yield what was applied for, each item with its numbers; what cannot be read is named by its kind."""
    yield from (one.title for one in requested(form, policy, applicant))
    read = {row_of(one.id) for one in form.read.achievements}
    kinds = policy.vocabulary.kinds
    yield from (kinds[row.kind].name for row in form.rows if row.kind in kinds and row.id not in read)


def requested(form: EnteredForm, policy: Policy, applicant: str) -> Iterator[RequestedLine]:
    """Yield what is applied for, and why nothing is computed for it where that is so.

    What no clause grants anything for is named as it is declared, once.
    """
    known = {one.id: one for one in form.read.achievements}
    names = ItemNames(form.lines, policy, applicant)
    for group in line_groups(line for line in form.lines if needs_any(line)):
        first = known[group.first.achievement]
        name = names.of(first.id, group.rule, first.kind, first.facts)
        yield _line(name, group, [known[line.achievement] for line in group.lines], policy)
    covered = {row_of(line.achievement) for line in form.lines if needs_any(line)}
    for row, found in groupby(form.read.achievements, lambda one: row_of(one.id)):
        if row not in covered:
            yield _outside(tuple(found), form.lines, names, policy)


def _line(name: str, group: LineGroup, members: list[Achievement], policy: Policy) -> RequestedLine:
    title = group_title(name, members, policy.vocabulary.kinds[members[0].kind].measure)
    first = group.first
    amount = None if first.status in _WAITING else group.amount
    why = "" if group.amount or first.status is Status.UNDECIDED else _reasons(group.lines) or NOTHING_YET
    return RequestedLine(title, policy.cited(first.article), amount, why)


def _outside(
    members: Sequence[Achievement], lines: Iterable[Line], names: ItemNames, policy: Policy
) -> RequestedLine:
    """Return the line of a row for which no clause grants anything, or which none is about."""
    ids = {one.id for one in members}
    found = tuple(line for line in lines if line.achievement in ids)
    [declared] = _declared(members, names, policy.vocabulary)
    articles = "、".join(dict.fromkeys(policy.cited(line.article) for line in found))
    return RequestedLine(declared.name, articles or NO_ARTICLE, 0, _reasons(found) or NO_CLAUSE)


def _reasons(lines: Iterable[Line]) -> str:
    """Return what the rules say of lines for which nothing is computed."""
    texts = (warning.text.strip("。；") for line in lines for warning in line.warnings)
    return "；".join(dict.fromkeys(filter(None, texts)))


def listed(form: EnteredForm, asked: Collection[str] = ()) -> Iterator[ListedMaterial]:
    """Yield each paper once, with the rows that need it; ``asked`` is what a correction asks for."""
    counts = Counter(row_of(one.id) for one in form.read.achievements)
    ordered = sorted(form.materials, key=lambda one: _first(one, form.materials))
    for _, found in groupby(ordered, lambda one: one.id):
        members = tuple(found)
        count = sum(copies_of(one, counts) for one in members)
        received = all(one.received for one in members)
        said = {one.form for one in members}
        told = _label(said.pop()) if len(said) == 1 else ""
        wanted = any(asks_for(missing, one) for missing in asked for one in members)
        yield ListedMaterial(members[0].name, _about(members), count, received, told, wanted)


def _label(form: MaterialForm | None) -> str:
    return form.label if form is not None else ""


def _first(material: Material, materials: tuple[Material, ...]) -> int:
    return next(place for place, one in enumerate(materials) if one.id == material.id)


def _about(members: tuple[Material, ...]) -> str:
    return "；".join(f"第{one.number}行{one.kind}{_asked_by(one)}" for one in members if one.number)


def _asked_by(material: Material) -> str:
    """Return which article of the notice asks for what the policy does not list."""
    return f"（申报通知{material.article}）" if material.article else ""
