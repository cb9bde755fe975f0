"""What proves that papers were announced in public 送达公告发布证明, with its pictures, for the file.

Source: 民事诉讼法 (2023) art. 95, by analogy: how a paper was announced is written down in the file.
"""

from __future__ import annotations

import datetime
import re
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
)
from ipdesk.documents.letters.content import Content, Member, ShownPicture
from ipdesk.documents.letters.document import ApplicationSource, Layout, RegisteredDocument
from ipdesk.documents.letters.pictured import PICTURED, picture_members, picture_numbers
from ipdesk.documents.letters.service import SERVED_IN
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.documents.typesetting.printed_text import phrase, trimmed
from ipdesk.models.records import ApplicationFilter, DocumentKind, Mark, Service

KIND = "publication_proof"
NOTHING_SHOWN = "这件申请的公告送达没有附发布证明的图片，没有可以印的。请先在“登记送达”里附上。"
IN_ITS_FILE = "发布证明的图片只在印发时的文件里，请打印存档的文件。"
_ADDRESS = re.compile(r"(?i)(?:https?://|www\.)|[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/:?]|$)")
"""The address of a page, where a place has another form."""
_HOUR = 60
_SAID = {
    "announcement": "送达公告的文号",
    "paper": "送达文书的文号",
    "posted": "公告发布的地方",
    "proof": "发布证明",
    "day": "发布日期",
    "served_on": "视为送达的日期",
    "person": "登记人",
    "shown": "所附图片的编号",
}


@dataclass(frozen=True, slots=True)
class ProvenPublication:
    """An announcement (its number) of a paper (its number): where it stood since when, what shows it."""

    announcement: str
    paper: str
    posted: str
    proof: str
    day: datetime.date
    served_on: datetime.date
    person: str
    pictures: tuple[ShownPicture, ...]


@dataclass(frozen=True, slots=True)
class PublicationProof(ApplicationLetter):
    """The proof of all publications of the papers of an application that have pictures."""

    publications: tuple[ProvenPublication, ...]


VOCABULARY = TemplateVocabulary(
    names={**APPLICATION_NAMES, "date": "印制日期"},
    lists={
        "publications": _SAID,
        "pictures": {name: _SAID[name] for name in ("announcement", "posted", "day", "person")}
        | {"shows": "图片说明", "where": "网址或者张贴的地点", "taken": "截图或者拍摄的时间"},
    },
    conditions={**ADDRESSEES, PICTURED: "附有图片"},
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> PublicationProof:
    shown = tuple(_proven(source))
    if not shown:
        raise LetterDataError(NOTHING_SHOWN)
    return PublicationProof(**application_fields(source), number=number, date=date, publications=shown)


def proven(service: Service) -> bool:
    """Say whether a record of service has pictures of its public notice."""
    return service.publication is not None and bool(service.publication.pictures)


def _proven(source: ApplicationSource) -> Iterator[ProvenPublication]:
    for one in reversed(source.detail.services):
        if (where := one.publication) is not None and where.pictures:
            yield ProvenPublication(
                where.number, one.number, where.posted, where.proof, one.day, one.served_on, one.by,
                source.shown(where.pictures),
            )  # fmt: skip


def content(paper: PublicationProof) -> Content:
    """Return what fills the template. Raises LetterDataError where the pictures are not at hand."""
    pictures = picture_members(paper.publications, _beside, IN_ITS_FILE)
    lists = {"publications": [*_members(paper)], "pictures": pictures}
    said = {"date": chinese_date(paper.date)}
    pictured = {PICTURED} if pictures else set()
    return Content({**application_values(paper), **said}, lists, addressee_conditions(paper) | pictured)


def _beside(one: ProvenPublication, picture: ShownPicture) -> dict[str, str]:
    return {**_told(one), **_seen(picture)}


def _seen(picture: ShownPicture) -> dict[str, str]:
    """Say where and when a picture was taken, "" of pictures of earlier versions."""
    page = _ADDRESS.match(picture.place) is not None
    where = f"{'网址' if page else '地点'}：{phrase(picture.place)}" if picture.place else ""
    if picture.day is None or picture.minutes is None:
        return {"where": where, "taken": ""}
    hour = f"{picture.minutes // _HOUR}时{picture.minutes % _HOUR:02d}分"
    return {"where": where, "taken": f"{chinese_date(picture.day)}{hour}{'截图' if page else '拍摄'}"}


def _members(paper: PublicationProof) -> Iterator[Member]:
    numbers = picture_numbers(paper.publications)
    for one, shown in zip(paper.publications, numbers, strict=True):
        values = {
            **_told(one),
            "paper": phrase(one.paper),
            "proof": phrase(one.proof),
            "served_on": f"{one.served_on:%Y-%m-%d}",
            "shown": shown,
        }
        yield Member(values)


def _told(one: ProvenPublication) -> dict[str, str]:
    return {
        "announcement": phrase(one.announcement),
        "posted": phrase(one.posted),
        "day": f"{one.day:%Y-%m-%d}",
        "person": trimmed(one.person),
    }


PUBLICATION_PROOF = RegisteredDocument(
    kind=DocumentKind(KIND, "送达公告发布证明", states=SERVED_IN, series=None),
    template="publication_proof.yaml",
    vocabulary=VOCABULARY,
    data=PublicationProof,
    build=_build,
    content=content,
    wanted=ApplicationFilter(mark=Mark.PUBLICATION_SHOWN),
    layout=Layout.SHEET,
    due=False,
    says_sum=False,
    reads_pictures=True,
)
"""The proof of public notices with its pictures, for the file and for the archive."""
