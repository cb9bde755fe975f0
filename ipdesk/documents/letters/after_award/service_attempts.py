"""The record of attempts to serve papers that failed 送达情况记录, with its pictures, for the file.

Source: 民事诉讼法 (2023) art. 95, by analogy: before a paper is announced other ways are tried, and the file
tells why it was announced and what was tried.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.after_award.attempt_texts import when_text
from ipdesk.documents.letters.application_letter import (
    ADDRESSEES,
    APPLICATION_NAMES,
    ApplicationLetter,
    addressee_conditions,
    application_fields,
    application_values,
)
from ipdesk.documents.letters.content import Content, Member, ShownPicture
from ipdesk.documents.letters.document import ApplicationSource, Layout, RegisteredDocument
from ipdesk.documents.letters.pictured import PICTURED, picture_members, picture_numbers
from ipdesk.documents.letters.service import SERVED_IN
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.models.applications.addressees import addressee_of
from ipdesk.models.records import ApplicationFilter, DocumentKind, Mark, ServiceAttempt
from ipdesk.models.records.services import SERVED_ON_OTHERS
from ipdesk.models.records.services import SERVICE_ATTEMPTS as SERVICE_ATTEMPTS_KIND

NOTHING_TRIED = "这件申请没有登记过送达未成，没有可以印的。请先在“其他办理”的“登记送达未成”里登记。"
TO_ANOTHER = "{number}（受送达人：{name}）"
BY_MAIL, WITHOUT_PICTURE = "退回的邮件附后", "无图"
IN_ITS_FILE = "送达未成的图片只在印发时的文件里，请打印存档的文件。"
_SAID = {
    "paper": "送达文书的文号",
    "way": "送达方式",
    "when": "送达的时间，邮寄的写寄出和退回日期",
    "mail": "邮件号",
    "place": "送达地点",
    "outcome": "未成的情况",
    "course": "经过",
    "servers": "送达人",
    "witness": "见证人",
    "shown": "所附图片的编号",
    "unshown": "没有附图的，以什么为证",
}


@dataclass(frozen=True, slots=True)
class FiledAttempt:
    """An attempt as the record tells it: ``when`` in figures, ``paper`` the number of what was served."""

    paper: str
    way: str
    day: datetime.date
    when: str
    mail: str
    place: str
    outcome: str
    course: str
    servers: str
    witness: str
    pictures: tuple[ShownPicture, ...]


@dataclass(frozen=True, slots=True)
class ServiceAttempts(ApplicationLetter):
    """The record of all attempts to serve papers of an application that failed."""

    attempts: tuple[FiledAttempt, ...]


VOCABULARY = TemplateVocabulary(
    names={**APPLICATION_NAMES, "date": "印制日期", "count": "未成的次数", "ways": "用过的各种送达方式"},
    lists={
        "attempts": _SAID,
        "pictures": {"paper": _SAID["paper"], "way": _SAID["way"], "when": "送达的日期", "shows": "图片说明"},
    },
    conditions={**ADDRESSEES, PICTURED: "附有图片"},
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> ServiceAttempts:
    if not source.detail.attempts:
        raise LetterDataError(NOTHING_TRIED)
    filed = tuple(_filed(one, source) for one in source.detail.attempts)
    fields = application_fields(source)
    fields["addressee"] = _addressees(source)
    return ServiceAttempts(**fields, number=number, date=date, attempts=filed)


def _filed(attempt: ServiceAttempt, source: ApplicationSource) -> FiledAttempt:
    one = attempt.details
    return FiledAttempt(
        paper=_served_paper(attempt, source),
        way=one.way.label,
        day=one.day,
        when=when_text(one),
        mail=one.mail,
        place=one.place,
        outcome=one.outcome,
        course=one.course,
        servers=one.servers,
        witness=one.witness,
        pictures=source.shown(attempt.pictures),
    )


def _addressees(source: ApplicationSource) -> str:
    """Return whom papers were to be served on."""
    to = (_to_another(one, source) for one in source.detail.attempts)
    own = source.detail.applicant.name
    return "、".join(dict.fromkeys(name or own for name in to))


def _served_paper(attempt: ServiceAttempt, source: ApplicationSource) -> str:
    """Return the number of what was to be served, with whom it is for where that is not the applicant."""
    name = _to_another(attempt, source)
    return TO_ANOTHER.format(number=attempt.number, name=name) if name else attempt.number


def _to_another(attempt: ServiceAttempt, source: ApplicationSource) -> str:
    """Return who else than the applicant was to be served, "" where it was the applicant."""
    detail = source.detail
    others = [one for one in detail.letters if one.id == attempt.letter and one.kind in SERVED_ON_OTHERS]
    return addressee_of(detail, others[0]).name if others else ""


def content(paper: ServiceAttempts) -> Content:
    """Return what fills the template. Raises LetterDataError where the pictures are not at hand."""
    pictures = picture_members(paper.attempts, _beside, IN_ITS_FILE)
    ways = "、".join(dict.fromkeys(one.way for one in paper.attempts))
    said = {"date": chinese_date(paper.date), "count": str(len(paper.attempts)), "ways": ways}
    lists = {"attempts": [*_members(paper)], "pictures": pictures}
    pictured = {PICTURED} if pictures else set()
    return Content({**application_values(paper), **said}, lists, addressee_conditions(paper) | pictured)


def _beside(one: FiledAttempt, _picture: ShownPicture) -> dict[str, str]:
    return {"paper": phrase(one.paper), "way": one.way, "when": f"{one.day:%Y-%m-%d}"}


def _members(paper: ServiceAttempts) -> Iterator[Member]:
    for one, shown in zip(paper.attempts, picture_numbers(paper.attempts), strict=True):
        values = {
            "paper": phrase(one.paper),
            "way": one.way,
            "when": one.when,
            "mail": phrase(one.mail),
            "place": phrase(one.place),
            "outcome": sentence(one.outcome),
            "course": sentence(one.course),
            "servers": "\n".join(map(trimmed, one.servers.split("、"))),
            "witness": trimmed(one.witness),
            "shown": shown,
            "unshown": "" if shown else BY_MAIL if one.mail else WITHOUT_PICTURE,
        }
        yield Member(values)


SERVICE_ATTEMPTS = RegisteredDocument(
    kind=DocumentKind(
        SERVICE_ATTEMPTS_KIND, "送达情况记录", states=SERVED_IN, series=None, shows=frozenset({"address"})
    ),
    template="service_attempts.yaml",
    vocabulary=VOCABULARY,
    data=ServiceAttempts,
    build=_build,
    content=content,
    wanted=ApplicationFilter(mark=Mark.SERVICE_FAILED),
    layout=Layout.SHEET,
    due=False,
    says_sum=False,
    reads_pictures=True,
)
"""The record of attempts that failed with its pictures, for the file and for the archive."""
