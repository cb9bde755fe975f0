"""The list 拟资助（奖励）名单公示: units and individuals apart, with what objections must bring along."""

from __future__ import annotations

import datetime
import re

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.content import OFFICE_NAMES, Content, Member, office_values, required
from ipdesk.documents.letters.data import issuer_of
from ipdesk.documents.letters.document import Layout, RegisteredDocument
from ipdesk.documents.letters.notices.changed import change_told, changed_rows
from ipdesk.documents.letters.notices.data import ChangedRow, NoticeList, NoticeRow, NoticeSource
from ipdesk.documents.letters.notices.public_rows import notice_rows
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date, counted, in_words
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.models.parsing.personal_data import personal_data_in
from ipdesk.models.periods.moments import day_text, hour_text
from ipdesk.models.public_notices.period import period_text
from ipdesk.models.records import DocumentKind, EarlierNotice, PublicNotice
from ipdesk.models.workflow import Step
from ipdesk.rules.core.money import grouped_yuan

NONE = "—"
EMPTY = "名单里没有拟资助的事项，不能公示。"
_ANEW = re.compile("[，；、,;]?[现并拟需]?重新(?:公示|拟定)$")
_AGAIN = "本次公示的事项{part}曾列入《{title}》（{told}）公示，{why}现重新公示。"
_CHANGED_ALONE = "变动情况附后。"
_TOLD = 3  # changes that a sentence tells: a table of so few rows would stand alone on a page
_REST = "有关申请在原公示中的其余{rest}没有变动，仍按原公示办理，本次不再列出。"
_CHANGED, _ALIKE = "变动情况附后，其他事项没有变动。", "公示的事项和金额没有变动。"

VOCABULARY = TemplateVocabulary(
    names={
        **OFFICE_NAMES,
        "title": "公示标题",
        "notice_number": "公示文号",
        "basis": "公示依据",
        "period": "公示期",
        "objections_until": "受理异议的截止时间",
        "count": "项数",
        "counted": "件数和项数",
        "takers": "拟资助的单位和个人",
        "total": "合计金额",
        "total_words": "合计金额大写",
        "objection_contact": "受理异议的联系人",
        "telephones": "受理异议的电话",
        "objection_address": "受理异议的地址",
        "postcode": "邮政编码",
        "date": "公示日期",
        "again": "重新公示的说明：原公示的标题、文号、日期和重新公示的原因",
        "changes_told": "重新公示的事项怎样变动，不多于三项时",
    },
    lists={
        name: {"recipient": label, "name": "成果名称", "item": "拟资助事项", "score": "评审得分"}
        for name, label in (("units", "单位名称"), ("individuals", "姓名"))
    }
    | {
        "changes": {
            "recipient": "单位名称（姓名）",
            "name": "成果名称",
            "item": "拟资助事项",
            "before": "原公示金额",
            "now": "现公示金额",
            "how": "怎样变动",
        }
    },
    conditions={
        "has_units": "名单里有单位",
        "has_individuals": "名单里有个人",
        "has_both": "名单里单位和个人都有",
        "again": "有重新公示的申请",
        "changed": "重新公示的事项有变动",
        "changed_few": "重新公示的事项有变动，不多于三项",
        "changed_many": "重新公示的事项有变动，多于三项",
        "looked_up": "名单里的申请都登记过核查",
        "not_looked_up": "名单里有申请没有登记过核查",
    },
    amounts={"units": ("unit_amount",), "individuals": ("individual_amount",)},
)


def _build(source: NoticeSource, date: datetime.date, number: str | None) -> NoticeList:
    notice, details = source.notice, source.notice.details
    return NoticeList(
        issuer=issuer_of(source.office),
        number=number,
        date=date,
        addressee="",
        title=details.title,
        basis=details.basis,
        period=period_text(details.period, notice.last_day),
        objections_until=f"{day_text(notice.last_day)}{hour_text(details.contact.closes)}",
        contact=details.contact,
        count=len(notice.lines),
        units=tuple(notice_rows(line for line in notice.lines if not line.person)),
        individuals=tuple(notice_rows(line for line in notice.lines if line.person)),
        again=_again(notice),
        changes=tuple(changed_rows(notice)),
        rest=_rest(notice),
        looked_up=notice.looked_up,
    )


def _rest(notice: PublicNotice) -> str:
    """Return how much of the applications of a list stays published as it was."""
    lines = [line for earlier in notice.earlier for line in earlier.rest]
    return counted(len(lines), len([*notice_rows(lines)])) if lines else ""


def _again(notice: PublicNotice) -> str:
    """Return which notices the applications of a list stood in before, and why they are published anew."""
    all_of_them = len({line.application for line in notice.lines})
    return "".join(_followed(one, all_of_them) for one in notice.earlier)


def _why(reason: str) -> str:
    """Return a reason without what follows from it anyway: that the list is published anew."""
    return _ANEW.sub("", sentence(reason))


def _followed(earlier: EarlierNotice, all_of_them: int) -> str:
    some = earlier.applications < all_of_them
    reasons = ["公示的内容有变化" if personal_data_in(one) else _why(one) for one in earlier.reasons]
    day, why = chinese_date(earlier.date), "、".join(dict.fromkeys(filter(None, reasons)))
    return _AGAIN.format(
        part=f"中有{earlier.applications}件申请" if some else "",
        title=phrase(earlier.title),
        told="，".join(filter(None, (phrase(earlier.number), f"{day}发布"))),
        why=f"因{why}，" if why else "",
    )


def content(notice: NoticeList) -> Content:
    """Return what fills the template. Raises LetterDataError for an empty list."""
    if not notice.units and not notice.individuals:
        raise LetterDataError(EMPTY)
    units, individuals = bool(notice.units), bool(notice.individuals)
    has = {"has_units": units, "has_individuals": individuals, "has_both": units and individuals}
    has |= {"again": bool(notice.again), "changed": bool(notice.changes)}
    has |= {"looked_up": notice.looked_up, "not_looked_up": not notice.looked_up}
    has |= {"changed_many": len(notice.changes) > _TOLD, "changed_few": 0 < len(notice.changes) <= _TOLD}
    return Content(
        {**office_values(notice.issuer), **_values(notice)},
        {
            "units": [_member(row, "unit_amount") for row in notice.units],
            "individuals": [_member(row, "individual_amount") for row in notice.individuals],
            "changes": [_change(row) for row in notice.changes],
        },
        {name for name, holds in has.items() if holds},
    )


def _values(notice: NoticeList) -> dict[str, str]:
    contact = notice.contact
    takers = [name for name, rows in (("单位", notice.units), ("个人", notice.individuals)) if rows]
    return {
        "title": required(phrase(notice.title), "公示标题"),
        "notice_number": phrase(notice.number or ""),
        "basis": sentence(notice.basis),
        "period": notice.period,
        "objections_until": notice.objections_until,
        "count": str(notice.count),
        "counted": counted(notice.count, len(notice.units) + len(notice.individuals)),
        "takers": "和".join(takers),
        "total": grouped_yuan(notice.total),
        "total_words": in_words(notice.total),
        "objection_contact": trimmed(contact.contact),
        "telephones": "、".join(filter(None, map(trimmed, (contact.telephone, contact.second_telephone)))),
        "objection_address": phrase(contact.address),
        "postcode": trimmed(contact.postcode),
        "date": chinese_date(notice.date),
        "again": notice.again and notice.again + _what_changed(notice),
        "changes_told": "；".join(change_told(row) for row in notice.changes[:_TOLD]),
    }


def _what_changed(notice: NoticeList) -> str:
    """Say what a list changes that is published anew, and what of its applications stays where it stood."""
    if not notice.rest:
        return _CHANGED if notice.changes else _ALIKE
    return (_CHANGED_ALONE if notice.changes else _ALIKE) + _REST.format(rest=notice.rest)


def _member(row: NoticeRow, amount: str) -> Member:
    values = {
        "recipient": phrase(row.recipient),
        "name": phrase(row.name),
        "item": phrase(row.item),
        "score": trimmed(row.score),
    }
    return Member(values, amounts={amount: row.amount})


def _change(row: ChangedRow) -> Member:
    before, now = (grouped_yuan(fen) if fen is not None else NONE for fen in (row.before, row.now))
    said = {"recipient": row.recipient, "name": row.name, "item": row.item}
    values = {name: phrase(text) for name, text in said.items()}
    return Member({**values, "before": before, "now": now, "how": row.how})


PUBLIC_LIST = RegisteredDocument(
    kind=DocumentKind("public_notice", "拟资助名单公示", step=Step.PUBLISH, series="公示"),
    template="public_notice.yaml",
    vocabulary=VOCABULARY,
    data=NoticeList,
    build=_build,
    content=content,
    layout=Layout.SHEET,
    due=False,
    lists=True,
)
"""The list that is shown to the public before the decision."""
