"""Pages of files as pictures, drawn behind the window."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from ipdesk.models.files.forms import FileForm
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.ui.desk.page_pictures import picture


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page of a file, the first being 0, and how many it has."""

    image: QImage
    number: int
    count: int


def drawn_page(content: bytes, form: FileForm, number: int, side: int) -> DrawnPage:
    """Return a page whose longer side has at most so many px.

    Raises Unreadable, which says why, for what is damaged, locked or too large to be shown.
    """
    if form is FileForm.PDF:
        return _page_of_pdf(content, number, side)
    return DrawnPage(_drawn_picture(content, side), 0, 1)


def _page_of_pdf(content: bytes, number: int, side: int) -> DrawnPage:
    import pypdfium2  # the first window can do without

    from ipdesk.documents.pdf.pictures import page_count, page_within

    try:
        count = page_count(content)
        return DrawnPage(picture(page_within(content, number, side)), number, count)
    except (pypdfium2.PdfiumError, IndexError) as fault:
        raise Unreadable(
            _tr("这份 PDF 打不开，可能已损坏或者加了密码。可以另存一份，用别的程序看。")
        ) from fault


def _drawn_picture(content: bytes, side: int) -> QImage:
    buffer = QBuffer()
    buffer.setData(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)  # upright, however the camera was held
    if (size := reader.size()).isValid() and max(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise Unreadable(_tr("这张图片打不开，可能已损坏。可以另存一份，用别的程序看。"))
    return image


def _tr(text: str) -> str:
    return QCoreApplication.translate("MaterialFiles", text)
