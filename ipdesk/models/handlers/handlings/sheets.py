"""What was signed by hand on approval sheets 审批表, of one file or of all files of a meeting."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from ipdesk.models.applications.signed_sheets import POSTS, opinions_on, sheets_to_sign
from ipdesk.models.applications.superseded_papers import APPROVAL
from ipdesk.models.awards.decision_basis import signer_fault
from ipdesk.models.commands import RecordSignatures
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, NotPermitted, Problem, refuse
from ipdesk.models.handlers.after_award.acts import where_it_may_be
from ipdesk.models.handlers.pictures import keep_picture
from ipdesk.models.handlers.recusals import check_members
from ipdesk.models.parsing.pictures import picture_faults
from ipdesk.models.parsing.reasons import said_fault, step_reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.text.texts import line_fault
from ipdesk.models.reading.application_detail import application_detail
from ipdesk.models.reading.decision.meetings import files_of_meeting
from ipdesk.models.records import ApplicationDetail, LetterRow, Minutes
from ipdesk.models.records.handlings import SheetOpinion
from ipdesk.models.tables import (
    IssuedLetterEntry,
    SheetOpinionEntry,
    SheetPictureEntry,
    SheetSigningEntry,
)
from ipdesk.models.workflow import Act
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

_NO_SHEET = "这份文书不是可以登记签字的审批表，或者已经作废，请刷新后再看。"


def record(work: Work, command: RecordSignatures) -> int:
    """Write opinions down; return in how many other files. Raises InvalidInput, Conflict."""
    detail, sheet = _sheet(work, command.letter)
    said = _stored(command.opinions)
    refuse((*_problems(work, sheet, said), *_recused(detail, said), *_picture_problems(command)))
    refuse(_reason_problems(detail, command, said))
    _keep(work, sheet, detail.application.id, said, command)
    others = _of_the_meeting(work, detail, sheet, said) if command.alike else ()
    return sum(_keep(work, other, application, said, command) for application, other in others)


def _sheet(work: Work, letter: int) -> tuple[ApplicationDetail, LetterRow]:
    """Return a sheet with its file, where opinions may be written down. Raises NotFound, Conflict."""
    application = work.one(IssuedLetterEntry, letter, _NO_SHEET).application_id
    if application is None:
        raise Conflict(_NO_SHEET)
    where_it_may_be(work, application, Act.SIGN_SHEET)
    detail = application_detail(work.session, application)
    found = next((one for one in sheets_to_sign(detail) if one.id == letter), None)
    if found is None:
        raise Conflict(_NO_SHEET)
    return detail, found


def _stored(opinions: Sequence[SheetOpinion]) -> tuple[SheetOpinion, ...]:
    return tuple(
        replace(one, signer=stored_line(one.signer), opinion=stored_line(one.opinion)) for one in opinions
    )


def _problems(work: Work, sheet: LetterRow, said: Sequence[SheetOpinion]) -> Iterator[Problem]:
    if not said:
        yield Problem("opinions", "请至少登记一处意见和签字。")
    often = Counter(one.post for one in said)
    for one in said:
        if one.post not in POSTS[sheet.kind] or often[one.post] > 1:
            yield Problem(one.post.value, f"审批表上没有“{one.post.label}意见”，或者填了两次。")
        yield from (Problem(f"{one.post.value}:{name}", text) for name, text in _faults(work, sheet, one))


def _recused(detail: ApplicationDetail, said: Sequence[SheetOpinion]) -> Iterator[Problem]:
    for one in said:
        if fault := signer_fault(one.signer, detail.recusals):
            yield Problem(f"{one.post.value}:signer", fault)


def _faults(work: Work, sheet: LetterRow, one: SheetOpinion) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with an opinion, by its field."""
    whose = one.post.label
    if fault := f"请填写{whose}的姓名。" if blank(one.signer) else said_fault(one.signer, f"{whose}签字人"):
        yield "signer", fault
    if fault := f"请填写{whose}的意见。" if blank(one.opinion) else line_fault(one.opinion, "意见"):
        yield "opinion", fault
    if fault := _day_fault(work.today, sheet.date, one.day):
        yield "day", fault


def _day_fault(today: datetime.date, printed: datetime.date, day: datetime.date) -> str:
    if day > today:
        return f"签字日期晚于今天（{today.isoformat()}），请核对。"
    if day < printed:
        return f"签字日期早于审批表的印制日期（{printed.isoformat()}），请核对。"
    return ""


def _picture_problems(command: RecordSignatures) -> Iterator[Problem]:
    for content in command.pictures:
        yield from (Problem("pictures", fault) for fault in picture_faults([content]))


def _reason_problems(
    detail: ApplicationDetail, command: RecordSignatures, said: Sequence[SheetOpinion]
) -> Iterator[Problem]:
    """Yield that a reason is wanted where something that was written down before is not there any more."""
    former = opinions_on(detail, command.letter)
    if former is None or set(former.opinions) <= set(said):
        if former is not None and set(former.opinions) == set(said) and not command.pictures:
            yield Problem("opinions", "与已经登记的相同，没有新的意见。")
        return
    if fault := step_reason_fault(command.reason):
        yield Problem("reason", fault)


def _keep(
    work: Work, sheet: LetterRow, application: int, said: Sequence[SheetOpinion], command: RecordSignatures
) -> int:
    """Write down what was signed of a sheet, and return that it is one."""
    reason = stored_line(command.reason)
    entry = SheetSigningEntry(letter_id=sheet.id, reason=reason, person_id=work.person, at=work.now)
    work.session.add(entry)
    work.session.flush()
    work.session.add_all(_opinion(entry.id, one) for one in said)
    kept = dict.fromkeys(keep_picture(work, content) for content in command.pictures)
    for place, sha256 in enumerate(kept):
        work.session.add(SheetPictureEntry(signing_id=entry.id, position=place, sha256=sha256))
    work.audit("sign_sheet", Kind.APPLICATION, application, [f"letter:{sheet.id}"])
    return 1


def _opinion(signing: int, one: SheetOpinion) -> SheetOpinionEntry:
    return SheetOpinionEntry(
        signing_id=signing, post=one.post.value, signer=one.signer, opinion=one.opinion, day=one.day
    )


def _of_the_meeting(
    work: Work, detail: ApplicationDetail, sheet: LetterRow, said: Sequence[SheetOpinion]
) -> Iterator[tuple[int, LetterRow]]:
    """Yield the other files of a meeting with the sheet of each of which nothing is written down yet."""
    if sheet.kind != APPROVAL:
        return
    for application in sorted(_met(work, detail) - {detail.application.id}):
        with suppress(Conflict, NotPermitted):
            check_members(work, (application,))
            where_it_may_be(work, application, Act.SIGN_SHEET)
            other = application_detail(work.session, application)
            forms = (one for one in sheets_to_sign(other) if one.kind == APPROVAL)
            form = next(forms, None)
            if form is not None and fits(other, form, said) and not [*_recused(other, said)]:
                yield application, form


def fits(detail: ApplicationDetail, form: LetterRow, said: Sequence[SheetOpinion]) -> bool:
    """Say whether a sheet can have been signed alike: nothing is known of it, and it was there by then."""
    return opinions_on(detail, form.id) is None and all(form.date <= one.day for one in said)


def _met(work: Work, detail: ApplicationDetail) -> set[int]:
    """Return the files that were proposed or decided by the minutes of a file."""
    minutes = Minutes(detail.minutes_number, detail.minutes_date)
    if not minutes.number and detail.proposal is not None:
        minutes = detail.proposal.minutes
    return {*files_of_meeting(work.session, minutes.number, minutes.date)}
