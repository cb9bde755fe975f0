"""What lies in the archive beside a file: the list of its papers 卷内目录, and the note on them 备考表.

Sources: DA/T 22-2015 (the list, the note, the parts of a number); 国家档案局令第8号 (for how long).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypedDict, TypeVar

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.after_award.archive_remarks import remarks
from ipdesk.documents.letters.after_award.filed_papers import (
    CAME_IN,
    HANDED_IN,
    FiledPaper,
    NameOf,
    filed_papers,
)
from ipdesk.documents.letters.application_letter import (
    ADDRESSEES,
    APPLICATION_NAMES,
    ApplicationLetter,
    addressee_conditions,
    application_fields,
    application_values,
)
from ipdesk.documents.letters.content import Content, Member
from ipdesk.documents.letters.document import (
    ApplicationSource,
    Layout,
    RegisteredDocument,
)
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.documents.typesetting.printed_text import phrase, trimmed
from ipdesk.models.records import ApplicationFilter, ArchiveRecord, DocumentKind, Mark
from ipdesk.models.workflow import Act

_LIST = DocumentKind("archive_list", "卷内目录", states=Act.ARCHIVE.states, series=None)
_NOTE = DocumentKind("archive_note", "备考表", states=Act.ARCHIVE.states, series=None)
COPY = "{title}（复印件）"
NOTHING = "无"
"""What the note says of a file to which nothing happened."""
NOT_ARCHIVED = "这件申请还没有归档，请先归档再印。"


@dataclass(frozen=True, slots=True)
class ArchivePaper(ApplicationLetter):
    """What both papers say: the number of the file, how long it is kept, and what lies in it."""

    archive_number: str
    retention: str
    archived_on: datetime.date
    archived_by: str
    remark: str
    papers: tuple[FiledPaper, ...]


@dataclass(frozen=True, slots=True)
class ArchiveList(ArchivePaper):
    """The list of the papers in a file."""


@dataclass(frozen=True, slots=True)
class ArchiveNote(ArchivePaper):
    """The note that closes a file."""


Paper = TypeVar("Paper", bound=ArchivePaper)
Build = Callable[[ApplicationSource, datetime.date, str | None], Paper]

_NAMES = {
    **APPLICATION_NAMES,
    "archive_number": "档号",
    "retention": "保管期限",
    "archived_on": "归档日期",
    "archived_by": "立卷人",
    "remark": "备注",
    "count": "文件总数",
    "issued": "文书份数",
    "pages": "文书页数",
    "handed_in": "收到的材料和来文份数",
    "materials": "申报材料份数和页数",
    "incoming": "来文份数和页数",
}
_PAPER = {
    "number_of": "文号",
    "author": "责任者",
    "title": "题名",
    "day": "日期",
    "first": "起始页号",
    "range": "起止页号",
    "pages": "页数",
    "note": "备注",
}
VOCABULARY = TemplateVocabulary(names=_NAMES, lists={"papers": _PAPER}, conditions=ADDRESSEES)


def _record(source: ApplicationSource) -> ArchiveRecord:
    if source.detail.archive is None:
        raise LetterDataError(NOT_ARCHIVED)
    return source.detail.archive


class _Fields(TypedDict):
    archive_number: str
    retention: str
    archived_on: datetime.date
    archived_by: str
    remark: str
    papers: tuple[FiledPaper, ...]


def _fields(source: ApplicationSource, name_of: NameOf) -> _Fields:
    record = _record(source)
    papers = filed_papers(source, name_of, (_LIST.id, _NOTE.id))
    return _Fields(
        archive_number=record.number,
        retention=record.retention.label,
        archived_on=record.day,
        archived_by=record.by,
        remark="；".join(remarks(source, record, papers, name_of)) or NOTHING,
        papers=papers,
    )


def content(paper: ArchivePaper) -> Content:
    """Return what fills the templates."""
    came = [one for one in paper.papers if _came(one)]
    issued = [one for one in paper.papers if not _came(one)]
    said = {
        "archive_number": phrase(paper.archive_number),
        "retention": paper.retention,
        "archived_on": chinese_date(paper.archived_on),
        "archived_by": trimmed(paper.archived_by),
        "remark": phrase(paper.remark),
        "count": str(sum(one.copies for one in paper.papers)),
        "issued": str(len(issued)),
        "pages": str(sum(one.pages for one in issued)),
        "handed_in": str(sum(one.copies for one in came)),
        "materials": _counted([one for one in came if one.source != CAME_IN]),
        "incoming": _counted([one for one in came if one.source == CAME_IN]),
    }
    members = list(_members(paper))
    return Content({**application_values(paper), **said}, {"papers": members}, addressee_conditions(paper))


def _came(paper: FiledPaper) -> bool:
    """Say whether a paper was not issued here; a list of a former version tells by its pages."""
    return paper.source in (HANDED_IN, CAME_IN) if paper.source else not paper.pages


def _counted(papers: Sequence[FiledPaper]) -> str:
    """Return how many papers these are and with how many pages, where all were counted; "" for none."""
    if not papers:
        return ""
    pages = sum(one.pages for one in papers)
    return f"{sum(one.copies for one in papers)}份" + (
        f"{pages}页" if all(one.pages for one in papers) else ""
    )


def _members(paper: ArchivePaper) -> Iterator[Member]:
    """Yield the rows. Behind one that nobody counted no page number is known, only how many pages one has."""
    first: int | None = 1
    for one in paper.papers:
        pages, known = one.pages, first is not None and one.pages > 0
        values = {
            "number_of": phrase(one.number),
            "author": phrase(one.author),
            "title": phrase(COPY.format(title=one.title) if one.is_copy else one.title),
            "day": one.day.strftime("%Y%m%d") if one.day else "",
            "first": str(first) if known else "",
            "range": _range(first, pages),
            "pages": str(pages) if pages else "",
            "note": "" if known or not pages else f"{pages}页",
        }
        first = first + pages if first is not None and pages else None
        yield Member(values)


def _range(first: int | None, count: int) -> str:
    """Return from which page to which a paper goes, "" where one before it or itself was not counted."""
    if first is None or not count:
        return ""
    return f"{first}–{first + count - 1}" if count > 1 else str(first)


def archive_list(name_of: NameOf) -> RegisteredDocument[ArchiveList]:
    """Return the list of the papers in a file 卷内目录; ``name_of`` names letters."""

    def build(source: ApplicationSource, date: datetime.date, number: str | None) -> ArchiveList:
        own = _fields(source, name_of)
        return ArchiveList(**application_fields(source), **own, number=number, date=date)

    return _registered(_LIST, "archive_list.yaml", ArchiveList, build)


def archive_note(name_of: NameOf) -> RegisteredDocument[ArchiveNote]:
    """Return the note that closes a file 备考表; ``name_of`` as for the list."""

    def build(source: ApplicationSource, date: datetime.date, number: str | None) -> ArchiveNote:
        own = _fields(source, name_of)
        return ArchiveNote(**application_fields(source), **own, number=number, date=date)

    return _registered(_NOTE, "archive_note.yaml", ArchiveNote, build)


def _registered(
    kind: DocumentKind, template: str, data: type[Paper], build: Build[Paper]
) -> RegisteredDocument[Paper]:
    return RegisteredDocument(
        kind=kind,
        template=template,
        vocabulary=VOCABULARY,
        data=data,
        build=build,
        content=content,
        wanted=ApplicationFilter(mark=Mark.ARCHIVED),
        layout=Layout.SHEET,
        due=False,
        says_sum=False,
        reads_letters=True,
    )
