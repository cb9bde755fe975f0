"""From a file that somebody hands in to the papers in it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.pdf.text_layer import page_texts
from ipdesk.models.recognition.document_form import DocumentForm
from ipdesk.models.recognition.read_documents import ReadDocument, read_documents

MOST_BYTES = 50 * 1024 * 1024
"""Of one file: what is larger was not meant."""

_EMPTY = "这个文件是空的。"
_HUGE = "这个文件有 {size} MB，一次最多读 {most} MB。请分成几个文件。"
_NO_PDF = "只能读 PDF 文件。纸质证书的照片和扫描件请照着录入。"
_NO_TEXT = "这个 PDF 只有图像，没有文字（扫描件）。请照着录入，或者向申请人要电子证书的原文件。"
_UNKNOWN = "认不出是哪种证照：上面没有认得的证书名称。请照着录入。"


def read_file(
    content: bytes, forms: Sequence[DocumentForm], today: datetime.date
) -> tuple[ReadDocument, ...]:
    """Return the papers in a file, at least one. Raises DocumentError, which says why there is none."""
    if fault := _fault(content):
        raise DocumentError(fault)
    pages = page_texts(content)
    papers = read_documents(pages, forms, today)
    if not papers:
        raise DocumentError(_UNKNOWN if any(page.rows for page in pages) else _NO_TEXT)
    return papers


def _fault(content: bytes) -> str:
    if not content:
        return _EMPTY
    if len(content) > MOST_BYTES:
        return _HUGE.format(size=len(content) // 1024**2, most=MOST_BYTES // 1024**2)
    return "" if b"%PDF-" in content[:1024] else _NO_PDF
