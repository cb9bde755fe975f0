"""What lies in the archive beside a file: the list of its papers 卷内目录, and the note on them 备考表.

Sources: DA/T 22-2015 (the list, the note, the parts of a number); 国家档案局令第8号 (for how long).
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypedDict, TypeVar

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.application_letter import (
    ADDRESSEES,
    APPLICATION_NAMES,
    ApplicationLetter,
    addressee_conditions,
    application_fields,
    application_values,
)
from ipdesk.documents.letters.content import Content, Member
from ipdesk.documents.letters.counter.receipt import KIND as RECEIPT
from ipdesk.documents.letters.document import (
    ApplicationSource,
    KeptPaper,
    Layout,
    RegisteredDocument,
)
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.documents.typesetting.printed_text import phrase, trimmed
from ipdesk.models.records import ApplicationFilter, ArchiveRecord, DocumentKind, LetterRow, Mark
from ipdesk.models.workflow import Act

NameOf = Callable[[str], str]

_LIST = DocumentKind("archive_list", "卷内目录", states=Act.ARCHIVE.states, series=None)
_NOTE = DocumentKind("archive_note", "备考表", states=Act.ARCHIVE.states, series=None)
VOID = "{title}（作废）"
NOT_ARCHIVED = "这件申请还没有归档，请先归档再印。"


@dataclass(frozen=True, slots=True)
class FiledPaper:
    """A paper in the file: its number and author, what it is, its day, and how many pages it has.

    ``pages`` is 0 where only the hand can count them: of what was handed in.
    """

    number: str
    author: str
    title: str
    day: datetime.date | None
    pages: int


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
    "handed_in": "申报材料份数",
}
_PAPER = {
    "number_of": "文号",
    "author": "责任者",
    "title": "题名",
    "day": "日期",
    "first": "起始页号",
    "range": "起止页号",
    "pages": "页数",
}
VOCABULARY = TemplateVocabulary(names=_NAMES, lists={"papers": _PAPER}, conditions=ADDRESSEES)


def _record(source: ApplicationSource) -> ArchiveRecord:
    if source.detail.archive is None:
        raise LetterDataError(NOT_ARCHIVED)
    return source.detail.archive


def _papers(source: ApplicationSource, name_of: NameOf) -> Iterator[FiledPaper]:
    """Yield the letters that were issued, the first first, then what was handed in."""
    detail = source.detail
    own, superseded = {_LIST.id, _NOTE.id}, _superseded(detail.letters)
    for letter in reversed(detail.letters):
        if letter.kind not in own:
            kept = source.papers.get(letter.id, KeptPaper(0, ""))
            title = kept.title or name_of(letter.kind)
            if letter.is_void or letter.id in superseded:
                title = VOID.format(title=title)
            yield FiledPaper(letter.number, source.office.name, title, letter.date, kept.pages)
    came = next((one.at for one in detail.steps if one.step is not None), None)
    found, handed_in = Counter(_materials(source)), came.date() if came else None
    for (name, author), copies in found.items():
        title = f"{name}（{copies}份）" if copies > 1 else name
        yield FiledPaper("", author, title, handed_in, 0)


def _superseded(letters: Sequence[LetterRow]) -> set[int]:
    """Return the receipts in whose place a newer one was handed out, by their ids."""
    return {one.id for one in [one for one in letters if one.kind == RECEIPT and not one.is_void][1:]}


def _materials(source: ApplicationSource) -> Iterator[tuple[str, str]]:
    """Yield what was handed in, and who wrote it: a consent is the guardian's."""
    # Only a new list asks the policy; to print one again takes nothing of it.
    from ipdesk.models.awards.materials import materials_needed
    from ipdesk.models.parsing.guardians import CONSENT, own_materials
    from ipdesk.models.parsing.stored_rows import rows_of

    detail, policy, applicant = source.detail, source.policy, source.detail.applicant
    if detail.achievements or source.form is None:
        rows = rows_of(detail, policy.vocabulary) if detail.achievements else ()
        own = own_materials(applicant, detail.application.accepted_on or source.day)
        needed = materials_needed((line.line for line in detail.lines), rows, policy, own)
    else:
        needed = source.form.materials  # what was given back to the counter keeps what was handed in
    for one in needed:
        if one.received:
            yield one.name, applicant.guardian if one.id == CONSENT else applicant.name


class _Fields(TypedDict):
    archive_number: str
    retention: str
    archived_on: datetime.date
    archived_by: str
    remark: str
    papers: tuple[FiledPaper, ...]


def _fields(source: ApplicationSource, name_of: NameOf) -> _Fields:
    record = _record(source)
    return _Fields(
        archive_number=record.number,
        retention=record.retention.label,
        archived_on=record.day,
        archived_by=record.by,
        remark="；".join(part for part in (record.remark, _unserved(record)) if part),
        papers=tuple(_papers(source, name_of)),
    )


def _unserved(record: ArchiveRecord) -> str:
    return f"卷内有文书没有送达：{record.unserved}" if record.unserved else ""


def content(paper: ArchivePaper) -> Content:
    """Return what fills the templates."""
    issued = [one for one in paper.papers if one.pages]
    said = {
        "archive_number": phrase(paper.archive_number),
        "retention": paper.retention,
        "archived_on": chinese_date(paper.archived_on),
        "archived_by": trimmed(paper.archived_by),
        "remark": phrase(paper.remark),
        "count": str(len(paper.papers)),
        "issued": str(len(issued)),
        "pages": str(sum(one.pages for one in issued)),
        "handed_in": str(len(paper.papers) - len(issued)),
    }
    members = list(_members(paper))
    return Content({**application_values(paper), **said}, {"papers": members}, addressee_conditions(paper))


def _members(paper: ArchivePaper) -> Iterator[Member]:
    first, before = 1, False
    for one in paper.papers:
        values = {
            "number_of": phrase(one.number),
            "author": phrase(one.author),
            "title": phrase(one.title),
            "day": one.day.strftime("%Y%m%d") if one.day else "",
            "first": str(first) if one.pages else "",
            "range": _range(first, one.pages, following=before),
            "pages": str(one.pages) if one.pages else "",
        }
        first, before = first + one.pages, one.pages > 0
        yield Member(values)


def _range(first: int, count: int, *, following: bool) -> str:
    """Return from which page to which a paper goes.

    Where only the hand can count them the first one ``following`` counted ones says where it begins, the
    others nothing.
    """
    if not count:
        return f"{first}起" if following else ""
    return f"{first}–{first + count - 1}" if count > 1 else str(first)


def archive_list(name_of: NameOf) -> RegisteredDocument[ArchiveList]:
    """Return the list of the papers in a file 卷内目录; ``name_of`` names letters by their kinds' ids."""

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
