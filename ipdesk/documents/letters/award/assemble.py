"""From a decided application to the data of its letter: equal lines put together, reasons and duties said."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.award.basis import basis_of, decision_of
from ipdesk.documents.letters.award.data import Addressing, AwardLetter, Issuer, LetterItem
from ipdesk.documents.letters.award.duties import duties, to_others
from ipdesk.documents.letters.award.places import Places
from ipdesk.documents.letters.award.reasons import reason_of
from ipdesk.documents.letters.award.titles import narrowed
from ipdesk.documents.text.citations import meeting_cited
from ipdesk.models.applications.achievement_names import declared_name
from ipdesk.models.applications.uncovered import Uncovered, uncovered
from ipdesk.models.core.default_remedies import remedies_fault
from ipdesk.models.evaluation.evaluate import build_case
from ipdesk.models.records import (
    ApplicantRecord,
    ApplicationDetail,
    AwardLine,
    Office,
    RenderedLetter,
    StoredAchievement,
)
from ipdesk.rules.core.case import Achievement
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.evaluation.amounts.decided import held_to_ceiling
from ipdesk.rules.evaluation.article import cited
from ipdesk.rules.evaluation.policy import Policy

AUTHORITY = "government"
NAMED, COUNTED = "{title}（{ref}）", "{title}（共{count}{measure}）"
RANGE = "{title}（{first}至{last}，共{count}{measure}）"
AT_MOST = (
    "{names}总额有限，要汇总全部申报以后才能核定，“{title}”的 {amount} 元只是至多可得的数额，不能印入通知书。"
    "汇总后要核减的，审定时按核减后的数额填写并写明理由，即可印发。"
)
# Of what no clause is about; a template without wording of its own for that says it as of a condition.
NO_CLAUSE, EVERY_ARTICLE, NONE_APPLIES = "uncovered", "各条", "其中没有适用于该项成果的条款"
TO_SETTINGS = "请到“设置 › 单位和人员”改好后再印。"


def award_letter_for(
    detail: ApplicationDetail,
    office: Office,
    policy: Policy,
    date: datetime.date,
    number: str | None = None,
) -> AwardLetter:
    """Return the notification of a confirmed application, dated and numbered; None as number is a preview.

    Raises ValueError for an application that has not been confirmed, and LetterDataError where a sum is only
    a most, because it comes from a pool that is settled over all claims, or where something is cut and the
    office's sentence on remedies names no body or no period.
    """
    _refuse_pooled(detail, policy)
    row, applicant = detail.application, detail.applicant
    if row.accepted_on is None or any(line.granted is None for line in detail.lines):
        raise ValueError(f"application {row.number} is not confirmed")
    addressing = addressing_of(applicant, policy)
    letter = AwardLetter(
        issuer=_issuer(office),
        number=number,
        date=date,
        addressee=applicant.name,
        addressee_is_authority=addressing is Addressing.AUTHORITY,
        addressee_is_person=addressing is Addressing.PERSON,
        application_number=row.number,
        accepted_on=row.accepted_on,
        policy_title=policy.pack.title,
        policy_number=policy.pack.document,
        programme_year=row.year,
        meeting=meeting_cited(detail.minutes_number, detail.minutes_date),
        items=_items(detail, policy, addressing),
        total=sum(line.granted or 0 for line in detail.lines),
        account_name=applicant.account_name or applicant.name,
        bank_name=applicant.bank,
        account_number=applicant.account,
        duties=duties(detail.lines, policy, addressing, applicant.name),
        to_others=to_others(detail.lines, policy),
    )
    _refuse_unfit_remedies(letter, office)
    return letter


def addressing_of(applicant: ApplicantRecord, policy: Policy) -> Addressing:
    """Return how a letter speaks to an applicant."""
    if applicant.kind == AUTHORITY:
        return Addressing.AUTHORITY
    person = policy.vocabulary.applicant_kinds[applicant.kind].identity == "resident_id"
    return Addressing.PERSON if person else Addressing.BODY


def _refuse_unfit_remedies(letter: AwardLetter, office: Office) -> None:
    """Refuse a letter that cuts something and does not say where and until when to appeal."""
    if letter.disputed() and not letter.addressee_is_authority and office.remedies.strip():
        fault = remedies_fault(office.remedies, office.name)
        if fault:
            raise LetterDataError(f"{fault}{TO_SETTINGS}", "remedies")


def _refuse_pooled(detail: ApplicationDetail, policy: Policy) -> None:
    """Refuse a letter that would promise what a pool may not hold; a sum that a person lowered is settled."""
    achievements = [stored.achievement for stored in detail.achievements]
    pooled = policy.pooled(build_case(policy, detail.applicant, achievements))
    for line in detail.lines if pooled else ():
        names = pooled.get((line.line.achievement, line.line.rule), ())
        if names and line.granted and line.granted == line.line.amount:
            quoted = "、".join(f"“{name}”" for name in names)
            amount, title = grouped_yuan(line.granted), policy.rule(line.line.rule).title
            raise LetterDataError(AT_MOST.format(names=quoted, title=title, amount=amount))


def _waits(group: LineGroup, policy: Policy) -> bool:
    """Say whether a group is about a milestone not reached yet: nothing is refused by that."""
    line = group.lines[0].line
    amount = policy.rule(line.rule).amount
    return amount is not None and amount.milestone is not None and not line.computed and not line.warnings


def write_award_letter(
    detail: ApplicationDetail,
    office: Office,
    policy: Policy,
    date: datetime.date,
    number: str,
    templates_dir: Path | None = None,
) -> RenderedLetter:
    """Return the notification as it goes out: its data to be kept, and its PDF.

    A template of the office in ``templates_dir`` goes before the bundled one. Raises a DocumentError where
    it cannot be printed, and ValueError like ``award_letter_for``.
    """
    from ipdesk.documents.letters.award.compose import render  # ReportLab: only when something is printed

    letter = award_letter_for(detail, office, policy, date, number)
    data = asdict(letter)
    data |= {"date": letter.date.isoformat(), "accepted_on": letter.accepted_on.isoformat()}
    return RenderedLetter(data, render(letter, templates_dir=templates_dir))


class _Alike(NamedTuple):
    """What lines must share to be one item of a letter."""

    row: str
    rule: str
    status: str
    computed: int
    granted: int | None
    basis: str
    reason: str
    decision: str


@dataclass(frozen=True, slots=True)
class LineGroup:
    """Lines that say the same about achievements entered together (100 registrations at 200 yuan each)."""

    lines: tuple[AwardLine, ...]
    basis: str
    reason: str
    decision: str

    @property
    def computed(self) -> int:
        """Return the computed sum in fen; of a decided one, what the clause allows of it."""
        return sum(held_to_ceiling(line.line) for line in self.lines)

    @property
    def granted(self) -> int:
        """Return the granted sum in fen, 0 before confirmation."""
        return sum(line.granted or 0 for line in self.lines)


def line_groups(detail: ApplicationDetail, policy: Policy) -> tuple[LineGroup, ...]:
    """Put equal lines together, in the order in which the first of each stands."""
    rows = {stored.key: stored for stored in detail.achievements}
    applicant = str(detail.applicant.id)
    found: dict[_Alike, list[AwardLine]] = {}
    for line in detail.lines:
        found.setdefault(_alike(line, rows, applicant, policy), []).append(line)
    return tuple(
        LineGroup(tuple(lines), alike.basis, alike.reason, alike.decision) for alike, lines in found.items()
    )


def _alike(line: AwardLine, rows: Mapping[str, StoredAchievement], applicant: str, policy: Policy) -> _Alike:
    row = rows[line.line.achievement].row if line.line.achievement in rows else line.line.achievement
    reason = reason_of(line, applicant, policy)
    said = line.line
    return _Alike(
        row, said.rule, said.status, said.computed, line.granted, basis_of(line, policy), reason,
        decision_of(line, policy),
    )  # fmt: skip


def group_title(title: str, members: Sequence[AwardLine | Achievement], measure: str) -> str:
    """Return what a group of lines or achievements is called, with the numbers of what it is about."""
    first, count = members[0], len(members)
    if count == 1:
        return NAMED.format(title=title, ref=first.ref) if first.ref else title
    last = members[-1]
    if first.ref and last.ref:
        return RANGE.format(title=title, first=first.ref, last=last.ref, count=count, measure=measure)
    return COUNTED.format(title=title, count=count, measure=measure)


def _items(detail: ApplicationDetail, policy: Policy, addressing: Addressing) -> tuple[LetterItem, ...]:
    groups = [group for group in line_groups(detail, policy) if not _waits(group, policy)]
    places = Places([group.lines for group in groups], policy, addressing, detail.applicant.name)
    told = Counter(group.lines[0].line.achievement for group in groups)
    left = uncovered(detail, (line.line for line in detail.lines), policy.vocabulary)
    return (
        *(_item(group, policy, places, told[group.lines[0].line.achievement] == 1) for group in groups),
        *map(_uncovered_item, left),
    )


def _uncovered_item(found: Uncovered) -> LetterItem:
    """Return the item of achievements that no clause is about: they were applied for, and get an answer."""
    return LetterItem(
        title=group_title(found.name, found.members, found.measure),
        article=EVERY_ARTICLE,
        status=NO_CLAUSE,
        computed=0,
        granted=0,
        basis="",
        reason=NONE_APPLIES,
    )


def _item(group: LineGroup, policy: Policy, places: Places, alone: bool) -> LetterItem:
    """Return an item, named by what was declared where no other is about the same (``alone``)."""
    first, line = group.lines[0].line, group.lines[0]
    declared = declared_name(line.kind, line.facts, policy.vocabulary) if alone else ""
    title = narrowed(declared or policy.rule(first.rule).title, line, places.addressee, policy.vocabulary)
    return LetterItem(
        title=group_title(title, group.lines, policy.vocabulary.kinds[line.kind].measure),
        article=cited(first.article),
        status=first.status.value,
        computed=group.computed,
        granted=group.granted,
        basis=group.basis,
        reason=places.addressed(places.named(group.reason, group.lines)),
        decision=group.decision,
    )


def _issuer(office: Office) -> Issuer:
    return Issuer(
        name=office.name,
        red_header=office.red_header,
        contact_person=office.contact,
        telephone=office.telephone,
        address=office.address,
        remedies=office.remedies,
    )
