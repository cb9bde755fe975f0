"""Files read behind the window: what is in each of them, or why nothing is."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ipdesk.ui.desk.page_pictures import picture

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from ipdesk.models.recognition.document_form import DocumentForm
    from ipdesk.models.recognition.read_documents import ReadDocument

_DPI = 130
_PER_INCH = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """A file: its name and bytes, the papers in it, or ``fault``, a sentence that says why there are none."""

    name: str
    content: bytes = b""
    papers: tuple[ReadDocument, ...] = ()
    fault: str = ""


def read_files(
    paths: Sequence[Path], forms: Sequence[DocumentForm], today: datetime.date
) -> Iterator[ReadFile]:
    """Yield each file as it was read, in the order of the paths."""
    from ipdesk.documents.errors import DocumentError
    from ipdesk.documents.recognition import read_file

    for path in paths:
        try:
            content = path.read_bytes()
            yield ReadFile(name=path.name, content=content, papers=read_file(content, forms, today))
        except OSError:
            yield ReadFile(name=path.name, fault="文件打不开，可能正被别的程序占用，或者磁盘已经拔出。")
        except DocumentError as error:
            yield ReadFile(name=path.name, fault=error.message)


def page_of(content: bytes, number: int) -> tuple[QImage, float]:
    """Return a page (the first being 1) as a picture, and how high it is, in pt."""
    from ipdesk.documents.pdf.pictures import page_image

    page = page_image(content, number - 1, _DPI)
    return picture(page), page.height * _PER_INCH / _DPI
