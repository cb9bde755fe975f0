"""Files read behind the window: what is in each of them, or why nothing is."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ipdesk.ui.desk.page_pictures import picture

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from ipdesk.models.recognition.document_form import DocumentForm
    from ipdesk.models.recognition.read_documents import ReadDocument
    from ipdesk.ui.desk.tasks import Job


_SHUT = "文件打不开，可能正被别的程序占用，或者磁盘已经拔出。"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """A file: its name and bytes, the papers in it, or ``fault``, a sentence that says why there are none."""

    name: str
    content: bytes = b""
    papers: tuple[ReadDocument, ...] = ()
    fault: str = ""


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
        return ReadFile(name=path.name, content=content, papers=read_file(content, forms, today, report))
    except OSError:
        return ReadFile(name=path.name, fault=_SHUT)
    except DocumentError as error:
        return ReadFile(name=path.name, fault=error.message)


def page_of(content: bytes, number: int) -> tuple[QImage, float]:
    """Return a page (the first being 1) as a picture, and how high it is, in pt."""
    from ipdesk.documents.recognition.read_file import page_view

    page, points = page_view(content, number)
    return picture(page), points
