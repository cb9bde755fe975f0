"""Publishing a list of proposed applications, and closing it after its period."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from sqlalchemy import insert

from ipdesk.models.commands import CloseNotice, IssueListDocument, PublishNotice
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, Problem, refuse, refuse_field
from ipdesk.models.handlers.call_bounds import check_list
from ipdesk.models.handlers.letters import issue_list
from ipdesk.models.handlers.public_notices.hearings import with_hearing
from ipdesk.models.handlers.public_notices.published import heard_by_now
from ipdesk.models.handlers.work import NO_PERSON
from ipdesk.models.parsing.identifiers.codes import is_postcode, stored_codes
from ipdesk.models.parsing.identifiers.telephone_numbers import check_telephone
from ipdesk.models.parsing.names.names import contact_name
from ipdesk.models.parsing.personal_data import personal_data_in
from ipdesk.models.parsing.reasons import said_fault
from ipdesk.models.parsing.text.lines import joined_address, stored_line
from ipdesk.models.periods.moments import MOST_MINUTES, hour_text
from ipdesk.models.public_notices.assemble import EMPTY, assembled, personal_problems
from ipdesk.models.public_notices.period import (
    begin_fault,
    last_day,
    length_fault,
    refuse_before_end,
)
from ipdesk.models.reading.application_detail import application_detail
from ipdesk.models.reading.checks import all_looked_up, checks_after_review
from ipdesk.models.reading.periods.calendar import working_days
from ipdesk.models.reading.public_notices.candidates import candidates
from ipdesk.models.reading.public_notices.earlier import earlier_notices
from ipdesk.models.reading.public_notices.notices import NOT_THERE, public_notice
from ipdesk.models.reading.public_notices.of_application import later_notices, notices_before
from ipdesk.models.reading.public_notices.publishable import proposed_later_fault
from ipdesk.models.records import (
    IssuedLetter,
    LateEntry,
    LineToPublish,
    NoticeContact,
    NoticeDetails,
    ObjectionState,
    PublicNotice,
    PublishedLine,
)
from ipdesk.models.tables import (
    Application,
    PersonEntry,
    PublicNoticeEntry,
    PublishedLineEntry,
)
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

NOTICES = "public notices"
"""What is locked where applications are published, or a notice is changed."""

_CHANGED = "申请件 {number} 的拟资助内容与刚才预览的不同，没有公示。请重新预览名单后再公示。"
_WAITING = "还有{count}件异议没有答复，不能结束公示。"
_CLOSED = "这份公示已于{day}结束。"
_MOST_ANSWER_DAYS = 60
_TEXTS = {"title": "公示标题", "basis": "公示依据"}
_CONTACT = {"contact": "联系人", "telephone": "联系电话", "address": "联系地址"}


def publish(work: Work, command: PublishNotice) -> PublicNotice:
    """Freeze the lines, keep the paper, and take the step with every application."""
    work.lock(NOTICES)
    details = _stored(command.details)
    refuse([*_text_problems(command.details), *_period_problems(work, details)])
    refuse([*_late_problems(work, command)])
    _refuse_changed(work, command)
    refuse([*_line_problems(command.lines), *_paper_problems(details)])
    check_list(work, command.lines)
    notice = PublicNotice(
        id=0,
        number="",
        details=details,
        last_day=last_day(details.period, working_days(work.session)),
        lines=assembled(command.lines, details.period.begins),
        published_at=work.now,
        published_by="",
        earlier=earlier_notices(work.session, command.applications),
        looked_up=all_looked_up(work.session, command.applications),
    )
    letter = issue_list(work, _issuing(command, notice, work.today))
    entry = _keep(work, notice, letter.id)
    days = (f"begins:{entry.begins.isoformat()}", f"entered:{work.today.isoformat()}")
    work.audit("publish", Kind.NOTICE, entry.id, days if details.late else ())
    return public_notice(work.session, entry.id)


def _issuing(command: PublishNotice, notice: PublicNotice, today: datetime.date) -> IssueListDocument:
    return IssueListDocument(
        kind=command.kind,
        applications=command.applications,
        subject=notice.details.title,
        amount=notice.total,
        date=notice.details.paper_day(today),
        number=command.number,
        render=lambda number: command.render(replace(notice, number=number)),
    )


def _keep(work: Work, notice: PublicNotice, letter: int) -> PublicNoticeEntry:
    details = notice.details
    period, contact = asdict(details.period), asdict(details.contact)
    entry = PublicNoticeEntry(
        letter_id=letter,
        title=details.title,
        basis=details.basis,
        **{**period, "unit": details.period.unit.value},
        last_day=notice.last_day,
        **contact,
        answer_days=details.answer_days,
        published_at=work.now,
        published_by=work.person,
        shown="",
        late_shown=details.late.shown if details.late else "",
        late_why=details.late.why if details.late else "",
    )
    work.session.add(entry)
    work.session.flush()
    rows = [_row(entry.id, position, line) for position, line in enumerate(notice.lines)]
    work.session.execute(insert(PublishedLineEntry), rows)
    return entry


def _row(notice: int, position: int, line: PublishedLine) -> dict[str, object]:
    return {
        "notice_id": notice,
        "position": position,
        "application_id": line.application,
        "person": line.person,
        "key": line.achievement,
        "rule": line.rule,
        "recipient": line.recipient,
        "name": line.name,
        "item": line.item,
        "amount": line.amount,
        "score": line.score,
    }


def _refuse_changed(work: Work, command: PublishNotice) -> None:
    """Raise Conflict where a line is not as it was shown: another sum or name, withdrawn, proposed anew."""
    now = {candidate.line for candidate in candidates(work.session, command.applications)}
    shown = {replace(line, item="", person=False, told="") for line in command.lines}
    changed = sorted(line.application for line in now ^ shown)
    if changed:
        application = work.session.get(Application, changed[0])
        number = application.number if application else ""
        raise Conflict(_CHANGED.format(number=number))


def _line_problems(lines: tuple[LineToPublish, ...]) -> Iterator[Problem]:
    if not lines:
        yield Problem("applications", EMPTY)
    yield from personal_problems(lines)


def _paper_problems(details: NoticeDetails) -> Iterator[Problem]:
    for name, label in _TEXTS.items():
        if what := personal_data_in(getattr(details, name)):
            yield Problem(name, f"{label}里有{what}，不能公示。")
    for name, label in _CONTACT.items():
        if what := personal_data_in(getattr(details.contact, name), numbered=True):
            yield Problem(name, f"{label}里有{what}，不能公示。")


def _stored(details: NoticeDetails) -> NoticeDetails:
    texts = {name: stored_line(text) for name, text in asdict(details.contact).items() if name != "closes"}
    texts |= stored_codes(texts) | {"contact": contact_name(texts["contact"])}
    contact = NoticeContact(**texts, closes=details.contact.closes)
    late = details.late and LateEntry(stored_line(details.late.shown), stored_line(details.late.why))
    title, basis = stored_line(details.title), stored_line(details.basis)
    return replace(details, title=title, basis=basis, contact=contact, late=late)


def _text_problems(details: NoticeDetails) -> Iterator[Problem]:
    contact = replace(details.contact, address=joined_address(details.contact.address))
    for source, names in ((details, _TEXTS), (contact, _CONTACT)):
        for name, label in names.items():
            if blank(text := getattr(source, name)):
                yield Problem(name, f"请填写{label}。")
            elif fault := said_fault(text, label):
                yield Problem(name, fault)
    for name, label in (("telephone", "联系电话"), ("second_telephone", "第二个联系电话")):
        text = getattr(contact, name)
        if not blank(text) and check_telephone(text).problem:
            yield Problem(name, f"{label}应为11位手机号，或区号加座机号如 0751-8881234。")
    if not blank(contact.postcode) and not is_postcode(contact.postcode):
        yield Problem("postcode", "邮政编码应为6位数字。")
    if not 0 < contact.closes <= MOST_MINUTES:
        yield Problem("closes", f"受理异议的截止时间应在当天{hour_text(MOST_MINUTES)}以前。")


def _period_problems(work: Work, details: NoticeDetails) -> Iterator[Problem]:
    late = details.late is not None
    if fault := length_fault(details.period):
        yield Problem("length", fault)
    elif fault := begin_fault(details.period, work.today, working_days(work.session), late=late):
        yield Problem("begins", fault)
    if not 1 <= details.answer_days <= _MOST_ANSWER_DAYS:
        yield Problem("answer_days", f"答复异议的期限应为1至{_MOST_ANSWER_DAYS}个工作日。")


def _late_problems(work: Work, command: PublishNotice) -> Iterator[Problem]:
    """Yield what is wrong with a notice that is entered after its first day."""
    details, late = command.details, command.details.late
    if late is None:
        return
    if details.period.begins >= work.today:
        yield Problem("begins", "公示开始日是今天或者以后的，不是补录，请直接公示。")
        return
    for name, text, label in (("late_shown", late.shown, "在哪里公示"), ("late_why", late.why, "补录的原因")):
        if fault := f"请写明{label}。" if blank(text) else said_fault(text, label):
            yield Problem(name, fault)
        elif what := personal_data_in(text, numbered=True):
            yield Problem(name, f"{label}里有{what}，请删去。")
    if fault := proposed_later_fault(work.session, command.applications, details.period.begins):
        yield Problem("begins", fault)


# --- the end ---


def running(work: Work, notice: int) -> PublicNoticeEntry:
    """Return a notice that is not closed, held until the command ends. Raises NotFound and Conflict."""
    work.lock(NOTICES)
    entry = work.one(PublicNoticeEntry, notice, NOT_THERE)
    work.session.refresh(entry)
    if entry.closed_on is not None:
        raise Conflict(_CLOSED.format(day=entry.closed_on.isoformat()))
    return entry


def close(work: Work, command: CloseNotice) -> IssuedLetter:
    """Close a notice with its report. Raises Conflict before its end, and while an objection is open."""
    entry = running(work, command.notice)
    refuse_before_end(entry.last_day, work.today, "结束公示")
    refuse_field("shown", _NOT_SHOWN if blank(command.shown) else said_fault(command.shown, "公示的方式"))
    notice = _as_closed(work, public_notice(work.session, entry.id), stored_line(command.shown))
    letter = issue_list(work, _reporting(command, notice, work.today))
    entry.shown, entry.report_id, entry.closed_on = notice.shown, letter.id, work.today
    work.audit("close", Kind.NOTICE, entry.id)
    return letter


_NOT_SHOWN = "请写明在哪里公示的，如 在县人民政府门户网站公示。"


def _as_closed(work: Work, notice: PublicNotice, shown: str) -> PublicNotice:
    """Return a notice as it is closed now; raises Conflict while an objection is open."""
    waiting = sum(one.state is ObjectionState.OPEN for one in notice.objections)
    if waiting:
        raise Conflict(_WAITING.format(count=waiting))
    upheld = {one.details.application for one in notice.objections if one.state is ObjectionState.UPHELD}
    listed = {line.application for line in notice.lines}
    checks = checks_after_review(work.session, listed)
    details = (application_detail(work.session, one) for one in {one.application for one in checks})
    return replace(
        notice,
        objections=tuple(with_hearing(work, one) for one in notice.objections),
        shown=shown,
        closed_on=work.today,
        closed_by=work.one(PersonEntry, work.person, NO_PERSON).name,
        later=later_notices(work.session, notice.id, upheld),
        follows=notices_before(work.session, notice.id, listed),
        checks=checks,
        heard={one.application.id: said for one in details if (said := heard_by_now(work, one))},
    )


def _reporting(command: CloseNotice, notice: PublicNotice, today: datetime.date) -> IssueListDocument:
    applications = tuple(dict.fromkeys(line.application for line in notice.lines))
    return IssueListDocument(
        kind=command.kind,
        applications=applications,
        subject=notice.details.title,
        amount=notice.total,
        date=today,
        render=lambda _: command.render(notice),
    )
