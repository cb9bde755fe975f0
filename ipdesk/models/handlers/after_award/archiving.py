"""Putting files into the archive, each under a number of its own, and taking them out again.

A number is that of DA/T 22-2015: 全宗号-档案门类代码·年度-保管期限代码-机构（问题）代码-件号.
One file is one 件, the year that in which it was settled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from ipdesk.models.applications.approvals import HANDLED, running_handling
from ipdesk.models.applications.file_papers import papers_needed
from ipdesk.models.applications.service_text import unserved_text
from ipdesk.models.commands import (
    ArchiveApplication,
    ArchiveApplications,
    TakeAllOutOfArchive,
    TakeOutOfArchive,
    TryArchiving,
)
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import (
    Conflict,
    InvalidInput,
    NotFound,
    NotPermitted,
    Problem,
    refuse,
    refuse_field,
)
from ipdesk.models.handlers import series
from ipdesk.models.handlers.after_award.acts import GONE, where_it_may_be
from ipdesk.models.handlers.recusals import check_members
from ipdesk.models.handlers.work import Work
from ipdesk.models.parsing.reasons import reason_fault, step_reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.parsing.text.texts import line_fault
from ipdesk.models.parsing.values.numbers import MOST_PAGES
from ipdesk.models.reading.after_award.archive import archive_of
from ipdesk.models.reading.after_award.reversals import clawbacks
from ipdesk.models.reading.after_award.services import unserved_letters
from ipdesk.models.reading.application_detail import application_detail
from ipdesk.models.reading.office import office
from ipdesk.models.records.archive import ArchiveTrial, is_counted
from ipdesk.models.records.services import UnservedLetter
from ipdesk.models.tables import (
    Application,
    ArchiveEntry,
    CountedPages,
    RegisteredApplicant,
    TakenOutEntry,
)
from ipdesk.models.workflow import Act
from ipdesk.rules.core.plain_text import blank

NOT_SET = "还没有设置档号的组成（全宗号、门类代码、机构代码），请到“设置 › 单位和人员”填写后再归档。"


def archive(work: Work, command: ArchiveApplication) -> str:
    """Draw a number and keep the file under it; return the number. Raises InvalidInput, Conflict."""
    if found := archive_of(work.session, command.application):
        number = work.one(Application, command.application, GONE).number
        raise Conflict(f"申请件 {number} 已经归档，档号 {found.number}。")
    application = where_it_may_be(work, command.application, Act.ARCHIVE)
    if any(one.running for one in clawbacks(work.session, application.id)):
        raise Conflict(f"申请件 {application.number} 有一项追回正在办理，先决定或者终止那一项再归档。")
    detail = application_detail(work.session, application.id)
    if (waiting := running_handling(detail)) is not None:
        said = f"的“{HANDLED[waiting.kind]}”已经送审，先办完或者撤销送审再归档。"
        raise Conflict(f"申请件 {application.number} {said}")
    if fault := next(papers_needed(detail), ""):
        raise Conflict(f"申请件 {application.number} 的{fault}，然后归档。")
    refuse_field("remark", line_fault(command.remark, "备注"))
    unserved = unserved_letters(work.session, (application.id,), work.today)
    refuse_field("unserved", unserved_fault(unserved, command.unserved) if unserved else "")
    refuse(_page_problems(command))
    number = _number(work, command, detail.steps[-1].at.year)
    work.session.add(_entry(work, command, number, stored_line(command.unserved) if unserved else ""))
    work.session.flush()
    work.session.add_all(CountedPages(number=number, item=one.item, pages=one.pages) for one in command.pages)
    application.changed_at = work.now
    work.audit("archive", Kind.APPLICATION, application.id)
    return number


def _entry(work: Work, command: ArchiveApplication, number: str, unserved: str) -> ArchiveEntry:
    return ArchiveEntry(
        application_id=command.application,
        number=number,
        retention=command.retention.value,
        remark=stored_line(command.remark),
        person_id=work.person,
        at=work.now,
        unserved=unserved,
    )


def unserved_fault(letters: Sequence[UnservedLetter], reason: str) -> str:
    """Return what keeps a file with letters not served yet from the archive, "" with a good reason."""
    if not blank(reason):
        return reason_fault(reason, "没有送达的原因")
    return f"{unserved_text(letters)}；不能或者不必送达的，或者现在就要归档的，请写明原因。"


def _page_problems(command: ArchiveApplication) -> Iterator[Problem]:
    items = [one.item for one in command.pages]
    for one in command.pages:
        if one.application != command.application or not is_counted(one.item) or items.count(one.item) > 1:
            yield Problem("pages", "页数填到了别的件上，或者同一份填了两次，请核对。")
        elif not 1 <= one.pages <= MOST_PAGES:
            yield Problem("pages", f"页数应为1至{MOST_PAGES}的整数，没有数过的留空。")


def take_out(work: Work, command: TakeOutOfArchive) -> None:
    """Take a file out again; its record stays, with why. Raises InvalidInput without a reason, Conflict."""
    application = where_it_may_be(work, command.application, Act.TAKE_OUT)
    refuse_field("reason", step_reason_fault(command.reason))
    lying = archive_of(work.session, application.id)
    assert lying is not None, "said by the act"
    reason = stored_line(command.reason)
    work.session.add(TakenOutEntry(number=lying.number, reason=reason, person_id=work.person, at=work.now))
    application.changed_at = work.now
    work.audit("take_out", Kind.APPLICATION, application.id)


def take_all_out(work: Work, command: TakeAllOutOfArchive) -> None:
    """Take files out again, all or none; raises as ``take_out``, and NotPermitted."""
    check_members(work, command.applications)
    for one in command.applications:
        take_out(work, TakeOutOfArchive(application=one, reason=command.reason))


def archive_all(work: Work, command: ArchiveApplications) -> tuple[str, ...]:
    """Put applications into the archive, all or none; return their numbers.

    Raises as ``archive``, and NotPermitted where who acts is related to the applicant of one of them.
    """
    check_members(work, command.applications)
    return tuple(archive(work, one) for one in _singly(command))


def _singly(command: ArchiveApplications) -> Iterator[ArchiveApplication]:
    """Yield what puts each of them there; raises InvalidInput for pages of another file."""
    if {one.application for one in command.pages} - {*command.applications}:
        raise InvalidInput([Problem("pages", "页数填到了别的件上，请核对。")])
    for one in command.applications:
        yield ArchiveApplication(
            application=one,
            retention=command.retention,
            remark=command.remark,
            unserved=command.unserved,
            pages=tuple(page for page in command.pages if page.application == one),
        )


def attempt(work: Work, command: TryArchiving) -> tuple[ArchiveTrial, ...]:
    """Put each into the archive, note what came of it, and give all of it up again.

    Raises InvalidInput for what is wrong of all of them, such as the parts of their numbers.
    """
    trial = Work(work.session, work.now, work.actor, work.folder)
    everything = work.session.begin_nested()
    try:
        return tuple(_tried(trial, one) for one in _singly(command.archiving))
    finally:
        trial.rows.drop()
        everything.rollback()


def _tried(work: Work, command: ArchiveApplication) -> ArchiveTrial:
    part = work.session.begin_nested()
    number, refusal = "", ""
    try:
        check_members(work, (command.application,))
        number = archive(work, command)
        part.commit()
    except (Conflict, NotFound, NotPermitted, InvalidInput) as error:
        part.rollback()
        if isinstance(error, InvalidInput) and any(one.field != "unserved" for one in error.problems):
            raise
        refusal = error.message
    found = work.one(Application, command.application, GONE)
    name = work.one(RegisteredApplicant, found.applicant_id, GONE).name
    return ArchiveTrial(found.id, found.number, name, number, refusal)


def _number(work: Work, command: ArchiveApplication, year: int) -> str:
    own = office(work.session)
    if own is None or not (own.fonds and own.archive_category and own.archive_section):
        raise InvalidInput([Problem("fonds", NOT_SET)])
    retention = command.retention.value

    def numbered(serial: int) -> str:
        place = f"{own.fonds}-{own.archive_category}·{year}-{retention}"
        return f"{place}-{own.archive_section}-{serial:04d}"

    def taken(serial: int) -> bool:
        used = select(ArchiveEntry.application_id).where(ArchiveEntry.number == numbered(serial))
        return work.session.scalar(used) is not None

    name = f"archive {own.fonds}-{own.archive_category}-{retention}-{own.archive_section}"
    return numbered(series.draw(work.session, name, year, taken))
