"""The report 公示情况说明: period, objections and how they ended; it goes before the decision."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator

from ipdesk.documents.letters.award.published import STATES
from ipdesk.documents.letters.content import OFFICE_NAMES, Content, Member, office_values
from ipdesk.documents.letters.data import issuer_of
from ipdesk.documents.letters.document import Layout, RegisteredDocument
from ipdesk.documents.letters.notices.data import NoticeReport, NoticeSource, ReportedObjection
from ipdesk.documents.letters.notices.doubted import doubt_text, doubted_lines
from ipdesk.documents.letters.notices.found import found_in_full
from ipdesk.documents.letters.notices.public_rows import notice_rows
from ipdesk.documents.letters.notices.reply import named
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date, counted, day_text, days_written, in_words
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.models.public_notices.period import period_text
from ipdesk.models.records import (
    DocumentKind,
    LaterNotice,
    Objection,
    ObjectionState,
    PublicNotice,
)
from ipdesk.models.workflow import State
from ipdesk.rules.core.money import grouped_yuan

_DECIDED_OTHERWISE = "{who}：{changes}（不重新公示的理由：{reason}{minutes}）"
_MINUTES = "，{number}"
_ANEW, _ANEW_PARTLY = (
    "，并已另行公示（{notices}）",
    "，其中申请{count}件已另行公示（{notices}）",
)
_LATER = "{number}，公示期为{begins}至{last}，{outcome}"
_QUIET, _RUNNING, _OBJECTED = (
    "公示期内没有收到异议",
    "公示期未满",
    "公示期内收到异议{count}件（{ended}）",
)
_OBJECTOR = "异议人{number}"
"""Who objects is not told: the report lies in the file of everybody on the list."""
_SHOWING = ("公示", "公布", "张贴", "发布", "刊登")
_BEGINNINGS = ("在", "通过", "以", "于", "由")

VOCABULARY = TemplateVocabulary(
    names={
        **OFFICE_NAMES,
        "title": "公示标题",
        "basis": "公示的依据",
        "list_number": "公示文号",
        "period": "公示期",
        "entered": "补录的日期，当天录入的没有",
        "unpublished": "审定与公示不一致、没有重新公示的事项和理由",
        "late_why": "补录的原因",
        "shown": "公示的方式，整句",
        "shown_at": "公示的地方，方式没有写成整句时",
        "count": "项数",
        "unit_count": "单位数",
        "individual_count": "个人数",
        "total": "合计金额",
        "total_words": "合计金额大写",
        "objection_count": "异议件数",
        "upheld": "异议成立的件数",
        "dismissed": "异议不成立的件数",
        "not_accepted": "不予受理的件数",
        "returned": "异议成立、退回重新拟定的项数",
        "returned_total": "退回重新拟定的金额",
        "anew": "异议成立的事项另行公示的情况",
        "follows": "此前列入过的公示的文号",
        "doubts": "公示复核结果异常、还没有审定的事项",
        "doubted_counted": "公示复核异常的件数和项数",
        "doubted_total": "公示复核异常的公示金额",
        "left": "可以提交审定的项数",
        "left_total": "可以提交审定的金额",
        "left_words": "可以提交审定的金额大写",
        "counted": "件数和项数",
        "takers": "涉及的单位数和个人数",
        "ended": "异议怎样办结，各几件",
        "told": "办结以后怎样答复和告知",
        "returned_counted": "退回重新拟定的件数和项数",
        "left_counted": "可以提交审定的件数和项数",
        "handled_by": "经办人",
        "date": "日期",
    },
    lists={
        "objections": {
            "objector": "异议人",
            "received_on": "收到日期",
            "about": "异议对象",
            "lines": "异议的具体事项",
            "text": "异议内容",
            "outcome": "处理结果",
            "reason": "理由",
            "answered_on": "答复日期",
            "heard": "告知申请人和听取意见的情况",
        }
    },
    conditions={
        "quiet": "没有收到异议",
        "objected": "收到异议",
        "kept": "收到异议，都不成立",
        "parted": "部分事项的异议成立",
        "emptied": "全部事项的异议成立",
        "unpublished": "有审定与公示不一致、没有重新公示的事项",
        "doubted": "公示复核有异常、还没有审定的事项",
        "ready": "名单全部可以提交审定",
        "excepted": "没有退回的事项，公示复核有异常的除外",
    },
)


def _build(source: NoticeSource, date: datetime.date, number: str | None) -> NoticeReport:
    notice = source.notice
    takers = {(line.person, line.recipient) for line in notice.lines}
    upheld = [one for one in notice.objections if one.state is ObjectionState.UPHELD]
    kept = [line for line in notice.lines if not any(one.attacks(line) for one in upheld)]
    doubted = [line for _, lines in doubted_lines(notice) for line in lines]
    left = [line for line in kept if line not in doubted]
    return NoticeReport(
        issuer=issuer_of(source.office),
        number=number,
        date=date,
        addressee="",
        title=notice.details.title,
        basis=notice.details.basis,
        list_number=notice.number,
        period=period_text(notice.details.period, notice.last_day),
        shown=notice.shown,
        count=len(notice.lines),
        units=sum(not person for person, _ in takers),
        individuals=sum(person for person, _ in takers),
        total=notice.total,
        objections=tuple(_told(notice, *each) for each in enumerate(notice.objections, start=1)),
        handled_by=notice.closed_by or notice.published_by,
        left=len(left),
        left_total=sum(line.amount for line in left),
        rows=len([*notice_rows(notice.lines)]),
        left_rows=len([*notice_rows(left)]),
        late_why=notice.details.late.why if notice.details.late else "",
        entered=notice.published_at.astimezone().date() if notice.details.late else None,
        unpublished=tuple(_unpublished(notice)),
        anew=_anew(notice, {one.details.application for one in upheld}, date),
        follows="、".join(notice.follows),
        doubts=tuple(
            _masked(doubt_text(one, lines, notice.heard.get(one.application, "")), notice)
            for one, lines in doubted_lines(notice)
        ),
        doubted=len(kept) - len(left),
        doubted_rows=len([*notice_rows(kept)]) - len([*notice_rows(left)]),
        doubted_total=sum(line.amount for line in kept) - sum(line.amount for line in left),
    )


def _masked(text: str, notice: PublicNotice) -> str:
    """Return a text of the office with those who object as the report calls them: it lies in all files."""
    named = (
        (one.details.name, _OBJECTOR.format(number=at)) for at, one in enumerate(notice.objections, start=1)
    )
    for name, number in sorted(named, key=lambda one: -len(one[0])):
        text = text.replace(name, number)
    return text


def _anew(notice: PublicNotice, returned: Collection[int], day: datetime.date) -> str:
    """Return where applications that went back stand anew, "" where none of them does by a day."""
    told = (
        _LATER.format(
            number=one.number,
            begins=chinese_date(one.period.begins),
            last=chinese_date(one.last_day),
            outcome=_outcome(one, day),
        )
        for one in notice.later
    )
    notices = "；".join(dict.fromkeys(told))
    if not notices:
        return ""
    wording = _ANEW if len(notice.later) == len(returned) else _ANEW_PARTLY
    return wording.format(count=len(notice.later), notices=notices)


def _outcome(later: LaterNotice, day: datetime.date) -> str:
    """Say how a notice that lists an application anew has ended, as far as that is known on a day."""
    states = later.objections
    ended = "，".join(f"{said}{count}件" for state, said in STATES.items() if (count := states.count(state)))
    told = _OBJECTED.format(count=len(states), ended=ended) if states else _QUIET
    return told if states or day > later.last_day else _RUNNING


def _unpublished(notice: PublicNotice) -> Iterator[str]:
    called = {line.application: line.recipient for line in notice.lines}
    for one in notice.unpublished:
        said = _DECIDED_OTHERWISE.format(
            who=called[one.application],
            changes=sentence(one.changes),
            reason=_masked(sentence(one.reason), notice),
            minutes=_MINUTES.format(number=phrase(one.minutes)) if one.minutes else "",
        )
        yield said


def _told(notice: PublicNotice, number: int, one: Objection) -> ReportedObjection:
    """Return an objection as the report tells it; its ``number`` stands for who objects."""
    return ReportedObjection(
        objector=_OBJECTOR.format(number=number),
        received_on=one.details.received_at.date(),
        about=about(notice, one),
        text=_masked(one.details.text, notice),
        outcome=one.state.label,
        reason=_masked(found_in_full(one.reason, notice, one), notice),
        answered_on=one.answered_on,
        lines=_items(notice, one),
        heard=_masked(one.heard, notice),
    )


def _items(notice: PublicNotice, objection: Objection) -> str:
    """Return what of the list an objection attacks."""
    return named(notice.attacked(objection))


def about(notice: PublicNotice, objection: Objection) -> str:
    """Return whom an objection is about, as the list calls it."""
    application = objection.details.application
    return next((line.recipient for line in notice.lines if line.application == application), "")


def content(report: NoticeReport) -> Content:
    """Return what fills the template."""
    clause, place = _shown(report.shown)
    values = {
        **office_values(report.issuer),
        **_counts(report),
        **_outcomes(report),
        **_sums(report),
        "title": phrase(report.title),
        "basis": phrase(report.basis),
        "list_number": phrase(report.list_number),
        "period": report.period,
        "entered": day_text(report.entered),
        "late_why": sentence(report.late_why),
        "unpublished": "；".join(map(phrase, report.unpublished)),
        "doubts": "；".join(map(phrase, report.doubts)),
        "shown": sentence(clause),
        "shown_at": sentence(place),
        "count": str(report.count),
        "unit_count": str(report.units),
        "individual_count": str(report.individuals),
        "returned": str(report.count - report.left - report.doubted),
        "anew": phrase(report.anew),
        "follows": phrase(report.follows),
        "left": str(report.left),
        "handled_by": trimmed(report.handled_by),
        "date": chinese_date(report.date),
    }
    members = [_member(one) for one in report.objections]
    return Content(values, {"objections": members}, _conditions(report))


def _outcomes(report: NoticeReport) -> dict[str, str]:
    """Say how many objections came to what, in figures and in the words that tell them."""
    outcomes = [one.outcome for one in report.objections]
    counted = {state: count for state in _ENDED if (count := outcomes.count(state.label))}
    return {
        "ended": "，".join(f"{_ENDED[state]}{count}件" for state, count in counted.items()),
        "told": "；".join(said for said, states in _TOLD.items() if states & {*outcomes}),
        "objection_count": str(len(outcomes)),
        "upheld": str(outcomes.count(ObjectionState.UPHELD.label)),
        "dismissed": str(outcomes.count(ObjectionState.DISMISSED.label)),
        "not_accepted": str(outcomes.count(ObjectionState.NOT_ACCEPTED.label)),
    }


def _sums(report: NoticeReport) -> dict[str, str]:
    return {
        "total": grouped_yuan(report.total),
        "total_words": in_words(report.total),
        "returned_total": grouped_yuan(report.total - report.left_total - report.doubted_total),
        "doubted_total": grouped_yuan(report.doubted_total),
        "left_total": grouped_yuan(report.left_total),
        "left_words": in_words(report.left_total),
    }


_ENDED = {
    ObjectionState.UPHELD: "异议成立",
    ObjectionState.DISMISSED: "异议不成立",
    ObjectionState.NOT_ACCEPTED: "不符合要求不予受理",
}
_TOLD = {
    "已答复异议人": {ObjectionState.UPHELD.label, ObjectionState.DISMISSED.label},
    "不予受理的已告知并注明原因": {ObjectionState.NOT_ACCEPTED.label},
}


def _counts(report: NoticeReport) -> dict[str, str]:
    """Say how much is on the list and what becomes of it; nothing is told to be none."""
    takers = ((report.units, "单位{}个"), (report.individuals, "个人{}名"))
    rows, left = report.rows, report.left_rows
    return {
        "counted": counted(report.count, rows),
        "takers": "、".join(said.format(count) for count, said in takers if count),
        "returned_counted": counted(
            report.count - report.left - report.doubted, rows - left - report.doubted_rows
        ),
        "doubted_counted": counted(report.doubted, report.doubted_rows) if report.doubted else "",
        "left_counted": counted(report.left, left),
    }


def _shown(typed: str) -> tuple[str, str]:
    """Return how a list was shown as a clause, or else the place alone, such as 县政府门户网站."""
    text = typed.strip()
    if any(word in text for word in _SHOWING) and text.startswith((*_BEGINNINGS, *_SHOWING)):
        return text, ""
    return "", text.removeprefix("在")


def _conditions(report: NoticeReport) -> set[str]:
    changed = {"unpublished"} if report.unpublished else set[str]()
    changed |= {"doubted"} if report.doubts else set[str]()
    returned = report.count - report.left - report.doubted
    if not returned:
        changed.add("excepted" if report.doubted else "ready")
    if not report.objections:
        return {"quiet", *changed}
    extent = "kept" if not returned else "parted" if report.left else "emptied"
    return {"objected", extent, *changed}


def _member(one: ReportedObjection) -> Member:
    return Member(
        {
            "objector": trimmed(one.objector),
            "received_on": chinese_date(one.received_on),
            "about": phrase(one.about),
            "lines": phrase(one.lines),
            "text": sentence(one.text),
            "outcome": one.outcome,
            "reason": sentence(one.reason),
            "answered_on": day_text(one.answered_on),
            "heard": sentence(days_written(one.heard)),
        }
    )


NOTICE_REPORT = RegisteredDocument(
    kind=DocumentKind("notice_report", "公示情况说明", states=tuple(State), series=None),
    template="notice_report.yaml",
    vocabulary=VOCABULARY,
    data=NoticeReport,
    build=_build,
    content=content,
    layout=Layout.SHEET,
    due=False,
    lists=True,
)
"""The report that goes before the decision, once the period is over."""
