"""Pictures out of files: those of PNG and JPEG as they are, of a PDF each page as one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice
from PySide6.QtGui import QImage

from ipdesk.models.parsing.pictures import MOST_BYTES, MOST_OF_ONE
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.ui.desk.page_pictures import picture

_PDF = b"%PDF-"
_MOST_OF_PDF = 20 * 1024 * 1024  # bytes of a file; a scanned page of a newspaper is large
_DPI = 130
_QUALITY = 85  # of a JPEG


def pictures_in(path: Path) -> list[bytes]:
    """Return what a file holds, as pictures.

    Raises OSError where it cannot be read, Unreadable for a PDF that is damaged, locked or too long.
    """
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
        if not content.startswith(_PDF):
            return [content]
        content += file.read(_MOST_OF_PDF - len(content) + 1)
    if len(content) > _MOST_OF_PDF:
        raise Unreadable(_tr("PDF 文件超过 {mb} MB，请只取需要的一页。").format(mb=_MOST_OF_PDF // 1024**2))
    return _pages(content)


def _pages(pdf: bytes) -> list[bytes]:
    import pypdfium2  # the first window can do without

    from ipdesk.documents.pdf.pictures import page_count, page_images

    try:
        if page_count(pdf) > MOST_OF_ONE:
            raise Unreadable(_tr("PDF 超过 {most} 页，请只取需要的几页。").format(most=MOST_OF_ONE))
        return [_small(picture(page)) for page in page_images(pdf, _DPI)]
    except pypdfium2.PdfiumError as fault:
        raise Unreadable(_tr("PDF 已损坏或者加了密码，请重新导出，或者截图粘贴。")) from fault


def as_png(image: QImage) -> bytes:
    """Return a picture as a file's bytes."""
    return _saved(image, "PNG", -1)


def _small(page: QImage) -> bytes:
    """Return a page as PNG, or as JPEG where that would be too large: a photograph."""
    content = as_png(page)
    return content if len(content) <= MOST_BYTES else _saved(page, "JPEG", _QUALITY)


def _saved(image: QImage, form: str, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, form, quality)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _tr(text: str) -> str:
    return QCoreApplication.translate("PictureFiles", text)
