"""From a decided application to the data of its letter: equal lines put together, reasons and duties said."""

from __future__ import annotations

import datetime
from collections.abc import Container, Mapping, Sequence
from dataclasses import asdict, replace

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.application_letter import (
    TO_SETTINGS,
    Addressing,
    addressing_of,
    application_fields,
)
from ipdesk.documents.letters.award.approval_data import ApprovalLine
from ipdesk.documents.letters.award.approval_stage import looked_up
from ipdesk.documents.letters.award.basis import basis_of, decision_of
from ipdesk.documents.letters.award.bounds import UsedBefore, bound_of
from ipdesk.documents.letters.award.collection import asked_to_collect, paid_by
from ipdesk.documents.letters.award.data import AwardLetter, LetterItem
from ipdesk.documents.letters.award.discretion import Discretion
from ipdesk.documents.letters.award.duties import duties, to_others
from ipdesk.documents.letters.award.item_references import ItemReferences, naming_row
from ipdesk.documents.letters.award.looked_up_facts import with_looked_up_facts
from ipdesk.documents.letters.award.reasons import lowering_text, reason_of, without_own_basis
from ipdesk.documents.letters.award.titles import ThingTitles
from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.documents.text.citations import meeting_cited, short_title
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.models.applications.authority import Authority
from ipdesk.models.applications.forwarded_lines import left_to_answer
from ipdesk.models.applications.heard_finding import told_text
from ipdesk.models.applications.uncovered_achievements import UncoveredAchievements, uncovered_achievements
from ipdesk.models.awards.line_groups import line_groups
from ipdesk.models.awards.line_status import milestone_ahead
from ipdesk.models.core.default_remedies import remedies_fault
from ipdesk.models.evaluation.evaluate import applicant_key, build_case
from ipdesk.models.records import ApplicationDetail, AwardLine, Office, ProposalLine
from ipdesk.models.services.proposed_lines import proposed_of, with_proposal
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.result import Line, Status
from ipdesk.rules.evaluation.amounts.decided import held_to_ceiling
from ipdesk.rules.evaluation.policy import Policy

AT_MOST = (
    "{names}总额有限，要汇总全部申报以后才能核定，“{title}”的 {amount} 元只是至多可得的数额，不能印入通知书。"
    "请先撤回审定，在“设置 › 申报批次”里汇总核定以后再审定；"
    "没有批次的，撤回审定，按核减后的数额填写并写明理由。"
)
# Of what no clause is about; a template without wording of its own for that says it as of a condition.
CHECKED, DECLARED = "经审核，", "按申报的内容，"
# How a reason tells the facts once they were looked up, and before.
NO_CLAUSE, EVERY_ARTICLE, NONE_APPLIES = "uncovered", "各条", "其中没有适用于该项成果的条款"


def award_letter_for(
    source: ApplicationSource,
    date: datetime.date,
    number: str | None = None,
    authority: Authority | None = None,
) -> AwardLetter:
    """Return the notification of a confirmed application, dated and numbered; None as number is a preview.

    ``authority`` says by what the office decides. Raises ValueError for an application that has not been
    confirmed, and LetterDataError where a sum is only a most, because it comes from a pool that is settled
    over all claims, or where something is cut and the office's sentence on remedies names no body or no
    period.
    """
    detail, policy = source.detail, source.policy
    _refuse_pooled(detail, policy)
    row, applicant = detail.application, detail.applicant
    if row.accepted_on is None or any(line.granted is None for line in detail.lines):
        raise ValueError(f"application {row.number} is not confirmed")
    addressing = addressing_of(applicant, policy)
    letter = AwardLetter(
        **application_fields(source),
        number=number,
        date=date,
        accepted_on=row.accepted_on,
        meeting=decided_by(detail, authority),
        delegation=authority.cited if authority is not None else "",
        items=tuple(item for item, _ in letter_items(detail, policy, addressing)),
        total=sum(line.granted or 0 for line in detail.lines),
        account_name=applicant.account_name or applicant.name,
        bank_name=applicant.bank,
        account_number=applicant.account,
        duties=duties(source, addressing),
        to_others=to_others(detail.lines, policy, applicant.name),
        upper_answer=answered_by(detail),
        asked=None if _paid_on(source) else asked_to_collect(source),
        channel=paid_by(source.channel or source.office.payment_channel),
        paid_on=_paid_on(source),
        heard=told_text(detail, addressing.you),
    )
    _refuse_unfit_remedies(letter, source.issuing_office)
    return letter


def _paid_on(source: ApplicationSource) -> datetime.date | None:
    """Return on which day the whole award was paid by the books, None where something is still to be."""
    total = sum(line.granted or 0 for line in source.detail.lines)
    return max(source.paid) if source.paid and source.paid_out >= total else None


def decided_by(detail: ApplicationDetail, authority: Authority | None = None) -> str:
    """Return how a letter names the meeting of the office that decided, "" where the level above did.

    No letter says that the office decided where nothing lets it, or in the name of a principal.
    """
    lacking = authority is not None and (authority.lacking or bool(authority.principal))
    return "" if detail.upper_answer or lacking else meeting_cited(detail.minutes_number, detail.minutes_date)


def answered_by(detail: ApplicationDetail) -> str:
    """Return how a letter names the answer of the level above, "" where the office decided."""
    one = detail.upper_answer
    return f"{one.body}（{one.number}，{chinese_date(one.day)}）" if one else ""


def _refuse_unfit_remedies(letter: AwardLetter, office: Office) -> None:
    """Refuse a letter that cuts something and does not say where and until when to appeal."""
    if letter.disputed() and not letter.addressee_is_authority and office.remedies.strip():
        fault = remedies_fault(office.remedies, office.name)
        if fault:
            raise LetterDataError(f"{fault}{TO_SETTINGS}", "remedies")


def _refuse_pooled(detail: ApplicationDetail, policy: Policy) -> None:
    """Refuse a letter that would promise what a pool may not hold.

    A sum is settled over the whole call, or where a person lowered it.
    """
    achievements = [stored.achievement for stored in detail.achievements]
    pooled = policy.pooled(build_case(policy, detail.applicant, achievements))
    for line in detail.lines if pooled else ():
        pair = line.line.achievement, line.line.rule
        names = () if pair in detail.settled else pooled.get(pair, ())
        if names and line.granted and line.granted == line.line.amount:
            quoted = "、".join(f"“{name}”" for name in names)
            amount, title = grouped_yuan(line.granted), policy.rule(line.line.rule).title
            raise LetterDataError(AT_MOST.format(names=quoted, title=title, amount=amount))


def item_lines(detail: ApplicationDetail, policy: Policy) -> tuple[tuple[AwardLine, ...], ...]:
    """Return the stored lines of a decided application, those together that are one item of its letter.

    What the letter does not say keeps nothing apart: the files of other applicants.
    """
    kept = {(line.line.achievement, line.line.rule): line for line in detail.lines}
    applicant = applicant_key(detail.applicant.id)

    def reason(line: Line) -> str:
        own = kept[line.achievement, line.rule]
        why = own.reason if policy.may_decide(line.rule) else ""  # sums alike may have reasons of their own
        return f"{reason_of(own, applicant, policy)}{why}"

    def decided(line: Line) -> int | None:
        return kept[line.achievement, line.rule].granted

    groups = line_groups((stored.line for stored in detail.lines), reason, decided)
    return tuple(tuple(kept[line.achievement, line.rule] for line in group.lines) for group in groups)


def approval_lines(detail: ApplicationDetail, policy: Policy) -> tuple[ApprovalLine, ...]:
    """Return the lines of an application for its approval form, those together that are told alike.

    What stands proposed stands beside what is granted.
    """
    detail = with_proposal(detail)
    answered = left_to_answer(detail)
    left = uncovered_achievements(detail, (line.line for line in detail.lines), policy.vocabulary)
    titles = ThingTitles(detail, policy)
    items, fixed = item_lines(detail, policy), Discretion(detail, policy)
    lines = (_approval_line(found, detail, titles, policy, answered, fixed) for found in items)
    told = (replace(one, reason=naming_row(one.reason, items, policy)) for one in lines)
    return (*told, *(_uncovered_line(one, titles, policy) for one in left))


def _approval_line(
    lines: Sequence[AwardLine],
    detail: ApplicationDetail,
    titles: ThingTitles,
    policy: Policy,
    answered: Container[tuple[str, str]],
    fixed: Discretion,
) -> ApprovalLine:
    first = lines[0]
    granted = [line.granted for line in lines if line.granted is not None]
    told = proposed_of(detail)
    return ApprovalLine(
        title=titles.of(lines),
        article=policy.cited(first.line.article),
        basis=basis_of(first, policy, len(lines), _proposed_sum(told, first)) or decision_of(first, policy),
        computed=sum(held_to_ceiling(line.line) for line in lines),
        proposed=sum(_proposed_sum(told, line) for line in lines),
        granted=sum(granted) if len(granted) == len(lines) else None,
        reason=_why(lines, detail, policy, fixed),
        open=first.line.status is Status.UNDECIDED and first.granted is None,
        document=_document(first, policy),
        left=(first.line.achievement, first.line.rule) in answered,
    )


def _why(lines: Sequence[AwardLine], detail: ApplicationDetail, policy: Policy, fixed: Discretion) -> str:
    """Return why lines come to less than computed, or to less than could be decided."""
    first, told = lines[0], proposed_of(detail)
    less = _approval_reason(first, detail, policy) or _told_reason(told, first, policy)
    found = told.get((first.line.achievement, first.line.rule))
    said = first.reason if first.granted is not None or found is None else found.reason
    return "；".join(filter(None, (fixed.told(lines, "" if less else said), less)))


def _approval_reason(line: AwardLine, detail: ApplicationDetail, policy: Policy) -> str:
    """Return why a line comes to what it does; within which bounds it is decided its basis says already."""
    waits = line.line.status is Status.UNDECIDED and line.granted is None and decision_of(line, policy)
    reason = "" if waits else reason_of(line, applicant_key(detail.applicant.id), policy)
    return reason if looked_up(detail) or line.granted is not None else reason.replace(CHECKED, DECLARED)


def _document(line: AwardLine, policy: Policy) -> str:
    """Return the document that governs a line as long as nothing is given for it."""
    referred = line.line.status is Status.REFERRED and not line.granted
    return policy.rule(line.line.rule).refer or "" if referred else ""


def _proposed_sum(told: Mapping[tuple[str, str], ProposalLine], line: AwardLine) -> int:
    found = told.get((line.line.achievement, line.line.rule))
    return found.proposed if found else line.line.amount


def _told_reason(told: Mapping[tuple[str, str], ProposalLine], line: AwardLine, policy: Policy) -> str:
    """Return why less was proposed, and by what, where nothing is granted yet."""
    found = told.get((line.line.achievement, line.line.rule))
    if found is None or line.granted is not None:
        return ""
    return lowering_text(found.reason.rstrip("。；"), found.lowered_by, policy)


def _uncovered_line(found: UncoveredAchievements, titles: ThingTitles, policy: Policy) -> ApprovalLine:
    named = short_title(policy.pack.title) or f"《{policy.pack.title}》"
    return ApprovalLine(titles.uncovered(found), named, "", 0, 0, 0, NONE_APPLIES.removeprefix("其中"))


def letter_items(
    detail: ApplicationDetail, policy: Policy, addressing: Addressing
) -> tuple[tuple[LetterItem, str], ...]:
    """Return the items in their order, each with its clause (full id), "" where none is about it.

    A milestone still ahead is no item: nothing is refused by that.
    """
    detail = with_looked_up_facts(detail)
    titles = ThingTitles(detail, policy)
    items = [lines for lines in item_lines(detail, policy) if not milestone_ahead(lines[0].line, policy)]
    places = ItemReferences(items, policy, addressing, detail.earlier_letters)
    left = uncovered_achievements(detail, (line.line for line in detail.lines), policy.vocabulary)
    applicant, used = applicant_key(detail.applicant.id), UsedBefore.of(detail.lines, addressing)
    fixed = Discretion(detail, policy)
    said = ((_item(lines, policy, places, applicant, titles, used), lines) for lines in items)
    return (
        *((fixed.of(item, lines), lines[0].line.rule) for item, lines in said),
        *((_uncovered_item(one, titles), "") for one in left),
    )


def _uncovered_item(found: UncoveredAchievements, titles: ThingTitles) -> LetterItem:
    """Return the item of achievements that no clause is about: they were applied for, and get an answer."""
    return LetterItem(
        title=titles.uncovered(found),
        article=EVERY_ARTICLE,
        status=NO_CLAUSE,
        computed=0,
        granted=0,
        basis="",
        reason=NONE_APPLIES,
    )


def _item(
    lines: Sequence[AwardLine],
    policy: Policy,
    places: ItemReferences,
    applicant: str,
    titles: ThingTitles,
    used: UsedBefore,
) -> LetterItem:
    """Return an item; ``titles`` name the things, ``used`` is what limits had been used for before."""
    line, said = lines[0], lines[0].line
    return LetterItem(
        title=titles.of(lines),
        article=policy.cited(said.article),
        status=said.status.value,
        computed=sum(held_to_ceiling(one.line) for one in lines),
        granted=sum(one.granted or 0 for one in lines),
        basis=basis_of(line, policy, len(lines)),
        reason=places.addressed(places.named(_told_in_letter(line, applicant, policy), lines)),
        decision=decision_of(line, policy),
        **asdict(bound_of(lines, policy, used)),
    )


def _told_in_letter(line: AwardLine, applicant: str, policy: Policy) -> str:
    return without_own_basis(reason_of(line, applicant, policy), line, policy)
