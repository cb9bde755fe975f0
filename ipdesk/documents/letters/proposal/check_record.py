"""The record of checks 核查记录: what was looked up, where, by whom, with what result, and its pictures."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields

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
from ipdesk.documents.letters.filed_things import THINGS, FiledThing, filed_things, thing_members
from ipdesk.documents.letters.pictured import PICTURED, picture_members, picture_numbers
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.models.records import (
    ApplicationFilter,
    CheckRecord,
    CheckResult,
    CheckStage,
    DocumentKind,
    Mark,
)
from ipdesk.models.records.checks import LATER_CHECKS, MET
from ipdesk.models.workflow import EVALUATED, Act

FORMERLY = {"公示后复核": CheckStage.AFTER_NOTICE, "其他补充核查": CheckStage.OTHER}
"""What older records call stages in their titles."""
TITLED = "核查记录（{stage}）"
"""What the record of a later stage is called, by its template."""
Build = Callable[[ApplicationSource, datetime.date, str | None], "CheckRecordPaper"]
NOTHING_CHECKED = "这件申请还没有核查记录，没有可以印的。请先在初审里登记核查。"
NOTHING_LATER = "这件申请在这个阶段没有补充核查，没有可以印的。请先在“其他办理”的“补充核查”里登记。"
PASSED, HANDLED = "仍予通过的理由", "处理意见"
"""What is said of a bad result: at the review, and later."""
_FOUND = {CheckResult.FINE.label: "未发现异常", MET: "未发现不符"}
"""What was found where nothing was noted, by the result."""
_NO_PICTURE = "未附图"
_UNSHOWN = {CheckResult.NOT_APPLICABLE.label: "—"}
"""What stands for a picture where nothing was looked up, whatever was said, by the result."""
_OF = "{check}（{source}）"
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
    "shown": "所附图片的编号，没有图片的为理由",
}


@dataclass(frozen=True, slots=True)
class FiledCheck:
    """A look-up as the record tells it; ``noted_on`` is the day on which it was written down.

    Without pictures ``unpictured`` says why.
    """

    check: str
    source: str
    result: str
    remark: str
    reason: str
    day: datetime.date
    person: str
    noted_on: datetime.date
    pictures: tuple[ShownPicture, ...]
    unpictured: str = ""


@dataclass(frozen=True, slots=True)
class CheckRecordPaper(ApplicationLetter):
    """The record of the look-ups about an application at a ``stage``, repeated ones too; "" is the review.

    A person's number is masked. ``things`` are what was applied for, none in records of former versions.
    """

    identity: str
    checks: tuple[FiledCheck, ...]
    stage: str = ""
    things: tuple[FiledThing, ...] = ()


@dataclass(frozen=True, slots=True)
class LaterCheckRecord(CheckRecordPaper):
    """The record of what was looked up after the review, at one stage; a kind of paper of its own."""


VOCABULARY = TemplateVocabulary(
    names={
        **APPLICATION_NAMES,
        "code": "证照名称",
        "identity": "证照号码",
        "count": "核查次数",
        "date": "印制日期",
        "stage": "初审以后的核查阶段，初审的为空",
        "handled": "结果异常怎样处理的名称",
    },
    lists={
        "checks": _TABLE,
        "things": THINGS,
        "pictures": {name: _TABLE[name] for name in ("check", "source", "day", "person")}
        | {"shows": "图片说明", "of": "核查事项和来源，有图片说明的为空"},
    },
    conditions={**ADDRESSEES, PICTURED: "附有图片", "things": "写明申报的成果"},
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> CheckRecordPaper:
    own = [one for one in source.detail.checks if one.stage is CheckStage.REVIEW]
    if not own:
        raise LetterDataError(NOTHING_CHECKED)
    return _record(source, own, date, number)


def _build_later(source: ApplicationSource, date: datetime.date, number: str | None) -> CheckRecordPaper:
    stage = _untold_stage(source)
    own = [one for one in source.detail.checks if one.stage is stage]
    found = _record(source, own, date, number, stage.label)
    return LaterCheckRecord(**{one.name: getattr(found, one.name) for one in fields(found)})


def _untold_stage(source: ApplicationSource) -> CheckStage:
    """Return the first stage of which no record was printed since its last look-up, else the newest.

    Raises LetterDataError where nothing was looked up after the review.
    """
    last = {one.stage: one.at for one in source.detail.checks if one.stage is not CheckStage.REVIEW}
    if not last:
        raise LetterDataError(NOTHING_LATER)
    printed = [one for one in source.detail.letters if one.kind == LATER_CHECKS and not one.is_void]
    told = {
        _called_now(source.papers[one.id].title): one.issued_at
        for one in reversed(printed)
        if one.id in source.papers
    }
    for stage, at in last.items():
        if (issued := told.get(TITLED.format(stage=stage.label))) is None or issued < at:
            return stage
    return max(last, key=lambda stage: last[stage])


def _called_now(title: str) -> str:
    """Return what a record is called today."""
    for before, stage in FORMERLY.items():
        title = title.replace(before, stage.label)
    return title


def _record(
    source: ApplicationSource,
    checks: Sequence[CheckRecord],
    date: datetime.date,
    number: str | None,
    stage: str = "",
) -> CheckRecordPaper:
    return CheckRecordPaper(
        **application_fields(source),
        number=number,
        date=date,
        identity=own_identity(source),
        checks=tuple(_filed(one, source) for one in checks),
        stage=stage,
        things=tuple(_things(source)),
    )


def _things(source: ApplicationSource) -> Iterator[FiledThing]:
    from ipdesk.models.services.item_names import ItemNames  # to print one again takes none of that

    detail, policy = source.detail, source.policy
    names = ItemNames((one.line for one in detail.lines), policy, detail.applicant.name)
    return filed_things(detail.achievements, detail.applicant.name, policy.vocabulary, names)


def _filed(record: CheckRecord, source: ApplicationSource) -> FiledCheck:
    check = record.check
    return FiledCheck(
        check=check.name,
        source=check.source,
        result=check.outcome,
        remark=check.remark,
        reason=check.reason,
        day=check.day,
        person=record.by,
        noted_on=record.at.date(),
        pictures=source.shown(record.pictures),
        unpictured=check.unpictured,
    )


def content(paper: CheckRecordPaper) -> Content:
    """Return what fills the template. Raises LetterDataError where the pictures are not at hand."""
    said = {
        "code": code_name(person=paper.addressee_is_person),
        "identity": trimmed(paper.identity),
        "count": str(len(paper.checks)),
        "date": chinese_date(paper.date),
        "stage": paper.stage,
        "handled": HANDLED if paper.stage else PASSED,
    }
    pictures = picture_members(paper.checks, _beside, IN_ITS_FILE)
    lists = {"checks": [*_members(paper)], "pictures": pictures, "things": thing_members(paper.things)}
    met = {name for name, there in ((PICTURED, pictures), ("things", paper.things)) if there}
    return Content({**application_values(paper), **said}, lists, addressee_conditions(paper) | met)


def _members(paper: CheckRecordPaper) -> Iterator[Member]:
    for check, shown in zip(paper.checks, picture_numbers(paper.checks), strict=True):
        values = {
            **_told(check),
            "result": check.result,
            "remark": sentence(check.remark) or _FOUND.get(check.result, ""),
            "reason": sentence(check.reason),
            "noted_on": f"{check.noted_on:%Y-%m-%d}",
            "shown": shown or _UNSHOWN.get(check.result) or sentence(check.unpictured) or _NO_PICTURE,
        }
        yield Member(values)


def _told(check: FiledCheck) -> dict[str, str]:
    return {
        "check": phrase(check.check),
        "source": phrase(check.source),
        "day": f"{check.day:%Y-%m-%d}",
        "person": trimmed(check.person),
    }


def _beside(check: FiledCheck, picture: ShownPicture) -> dict[str, str]:
    """Return what stands below a picture: where it says itself what it shows, not once more what was seen."""
    of = "" if picture.caption else _OF.format(check=phrase(check.check), source=phrase(check.source))
    return {**_told(check), "of": of}


def as_evidence(record: CheckRecord) -> str:
    """Name the record of a look-up as evidence: what was found there is told among the facts."""
    one = record.check
    return f"{chinese_date(one.day)}核查{one.source}的核查记录"


def quoted(record: CheckRecord) -> str:
    """Say in a sentence without its end what was looked up, where, and what was found: to rest on it."""
    one = record.check
    return f"{chinese_date(one.day)}核查{one.name}（{one.source}）：{one.remark.rstrip('。；')}"


def _registered(
    kind: DocumentKind, template: str, build: Build, wanted: ApplicationFilter
) -> RegisteredDocument[CheckRecordPaper]:
    return RegisteredDocument(
        kind=kind,
        template=template,
        vocabulary=VOCABULARY,
        data=LaterCheckRecord if build is _build_later else CheckRecordPaper,
        build=build,
        content=content,
        wanted=wanted,
        layout=Layout.SHEET,
        due=False,
        says_sum=False,
        reads_letters=build is _build_later,
        reads_pictures=True,
    )


_SHOWS = frozenset({"check_pictures"})
CHECK_RECORD = _registered(
    DocumentKind("check_record", "核查记录", states=EVALUATED, series=None, shows=_SHOWS),
    "check_record.yaml",
    _build,
    ApplicationFilter(),
)
"""The record of the review's checks, for the file and for the archive."""
LATER_RECORD = _registered(
    DocumentKind(LATER_CHECKS, "补充核查记录", states=Act.CHECK.states, series=None, shows=_SHOWS),
    "later_check_record.yaml",
    _build_later,
    ApplicationFilter(mark=Mark.CHECKED_LATER),
)
"""That of the checks after it, a stage each."""
