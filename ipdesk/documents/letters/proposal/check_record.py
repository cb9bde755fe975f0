"""The record of checks 核查记录: what was looked up, where, by whom, with what result, and its pictures."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.application_letter import (
    ADDRESSEES,
    APPLICATION_NAMES,
    ApplicationLetter,
    addressee_conditions,
    application_fields,
    application_values,
    code_name,
    own_identity,
)
from ipdesk.documents.letters.content import Content, Member, ShownPicture
from ipdesk.documents.letters.document import ApplicationSource, Layout, RegisteredDocument
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.models.records import ApplicationFilter, CheckRecord, DocumentKind
from ipdesk.models.workflow import EVALUATED

NOTHING_CHECKED = "这件申请还没有核查记录，没有可以印的。请先在初审里登记核查。"
IN_ITS_FILE = "核查记录的图片只在印发时的文件里，请打印存档的文件。"
_TABLE = {
    "check": "核查事项",
    "source": "核查来源",
    "result": "核查结果",
    "remark": "查到的情况",
    "reason": "结果异常仍予通过的理由",
    "day": "核查日期",
    "person": "核查人",
    "noted_on": "登记日期",
    "shown": "所附图片的编号",
}


@dataclass(frozen=True, slots=True)
class FiledCheck:
    """A look-up as the record tells it; ``noted_on`` is the day on which it was written down."""

    check: str
    source: str
    result: str
    remark: str
    reason: str
    day: datetime.date
    person: str
    noted_on: datetime.date
    pictures: tuple[ShownPicture, ...]


@dataclass(frozen=True, slots=True)
class CheckRecordPaper(ApplicationLetter):
    """The record of all look-ups about an application, repeated ones too. A person's number is masked."""

    identity: str
    checks: tuple[FiledCheck, ...]


VOCABULARY = TemplateVocabulary(
    names={
        **APPLICATION_NAMES,
        "code": "证照名称",
        "identity": "证照号码",
        "count": "核查次数",
        "date": "印制日期",
    },
    lists={
        "checks": _TABLE,
        "pictures": {name: _TABLE[name] for name in ("check", "source", "day", "person")},
    },
    conditions={**ADDRESSEES, "pictured": "附有图片"},
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> CheckRecordPaper:
    if not source.detail.checks:
        raise LetterDataError(NOTHING_CHECKED)
    return CheckRecordPaper(
        **application_fields(source),
        number=number,
        date=date,
        identity=own_identity(source),
        checks=tuple(_filed(one, source) for one in source.detail.checks),
    )


def _filed(record: CheckRecord, source: ApplicationSource) -> FiledCheck:
    check = record.check
    return FiledCheck(
        check=check.name,
        source=check.source,
        result=check.result.label,
        remark=check.remark,
        reason=check.reason,
        day=check.day,
        person=record.by,
        noted_on=record.at.date(),
        pictures=tuple(
            ShownPicture(one.sha256, one.width, one.height, source.pictures.get(one.sha256, b""))
            for one in record.pictures
        ),
    )


def content(paper: CheckRecordPaper) -> Content:
    """Return what fills the template. Raises LetterDataError where the pictures are not at hand."""
    shown = [(check, one) for check in paper.checks for one in check.pictures]
    if any(not one.content for _, one in shown):
        raise LetterDataError(IN_ITS_FILE)
    said = {
        "code": code_name(person=paper.addressee_is_person),
        "identity": trimmed(paper.identity),
        "count": str(len(paper.checks)),
        "date": chinese_date(paper.date),
    }
    lists = {
        "checks": [*_members(paper)],
        "pictures": [Member(_told(check), picture=one) for check, one in shown],
    }
    pictured = {"pictured"} if shown else set()
    return Content({**application_values(paper), **said}, lists, addressee_conditions(paper) | pictured)


def _members(paper: CheckRecordPaper) -> Iterator[Member]:
    first = 1
    for check in paper.checks:
        count = len(check.pictures)
        values = {
            **_told(check),
            "result": check.result,
            "remark": sentence(check.remark),
            "reason": sentence(check.reason),
            "noted_on": f"{check.noted_on:%Y-%m-%d}",
            "shown": "、".join(f"图{number}" for number in range(first, first + count)),
        }
        first += count
        yield Member(values)


def _told(check: FiledCheck) -> dict[str, str]:
    return {
        "check": phrase(check.check),
        "source": phrase(check.source),
        "day": f"{check.day:%Y-%m-%d}",
        "person": trimmed(check.person),
    }


CHECK_RECORD = RegisteredDocument(
    kind=DocumentKind(
        "check_record", "核查记录", states=EVALUATED, series=None, shows=frozenset({"check_pictures"})
    ),
    template="check_record.yaml",
    vocabulary=VOCABULARY,
    data=CheckRecordPaper,
    build=_build,
    content=content,
    wanted=ApplicationFilter(),
    layout=Layout.SHEET,
    due=False,
    says_sum=False,
    reads_pictures=True,
)
"""The record of checks, for the file and for the archive."""
