"""Files read behind the window: what is in each of them, or why nothing is."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ipdesk.ui.desk.page_pictures import picture

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from ipdesk.models.recognition.document_form import DocumentForm
    from ipdesk.models.recognition.read_documents import ReadDocument
    from ipdesk.ui.desk.tasks import Job

_NAMED = 3  # files that a line names
_LINES = 3  # that are shown
_SHUT = "文件打不开，可能正被别的程序占用，或者磁盘已经拔出。"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """A file: its place, its bytes, the papers in it; ``left`` is a sentence on what was not read of it."""

    path: Path
    content: bytes = b""
    papers: tuple[ReadDocument, ...] = ()
    left: str = ""

    @property
    def name(self) -> str:
        """Return what the file is called."""
        return self.path.name


def read_files(
    paths: Sequence[Path], forms: Sequence[DocumentForm], today: datetime.date, job: Job
) -> Iterator[ReadFile]:
    """Yield each file as it was read, in the order of the paths; the job hears of each."""
    for number, path in enumerate(paths):
        yield _read(path, forms, today, partial(_report, job, number, len(paths)))


def _report(job: Job, number: int, files: int, *_pages: int) -> None:
    """Tell which file is being read, also between two pages of one: so it can be stopped there."""
    job.report(number, files)


def _read(
    path: Path, forms: Sequence[DocumentForm], today: datetime.date, report: Callable[..., None]
) -> ReadFile:
    from ipdesk.documents.errors import DocumentError
    from ipdesk.documents.recognition.read_file import read_file

    report()
    try:
        content = path.read_bytes()
        papers, left = read_file(content, forms, today, report)
    except OSError:
        return ReadFile(path=path, left=_SHUT)
    except DocumentError as error:
        return ReadFile(path=path, left=error.message)
    return ReadFile(path=path, content=content, papers=papers, left=left)


def unread_lines(files: Iterable[ReadFile]) -> list[str]:
    """Return why something was not read, a line for each reason with some of its files, the most first."""
    of_reason: dict[str, list[str]] = {}
    for file in files:
        if file.left:
            of_reason.setdefault(file.left, []).append(file.name)
    most_first = sorted(of_reason.items(), key=lambda one: -len(one[1]))
    return [_tr("{names}：{why}").format(names=named(names), why=why) for why, names in most_first]


def named(names: Sequence[str]) -> str:
    """Return the first of some files by their names, and how many there are where these are not all."""
    first = _tr("、").join(names[:_NAMED])
    words = _tr("{first} 等 {count} 个文件") if len(names) > _NAMED else "{first}"
    return words.format(first=first, count=len(names))


def shown_lines(lines: Sequence[str]) -> str:
    """Return the first of some lines, and how many more there are, for want of room."""
    more = [_tr("另有 {count} 种情况").format(count=len(lines) - _LINES)] if len(lines) > _LINES else []
    return "\n".join((*lines[:_LINES], *more))


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReadFiles", text)


def page_of(content: bytes, number: int) -> tuple[QImage, float]:
    """Return a page (the first being 1) as a picture, and how high it is, in pt."""
    from ipdesk.documents.recognition.read_file import page_view

    page, points = page_view(content, number)
    return picture(page), points
