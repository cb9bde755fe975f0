"""Pages of a PDF as images of the window."""

from __future__ import annotations

from PySide6.QtGui import QImage

from ipdesk.documents.pdf.pictures import PageImage, page_images


def picture(page: PageImage) -> QImage:
    """Return a page as an image of its own."""
    image = QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
    return image.copy()  # the bytes of the page live only as long as it does


def pictures(pdf: bytes, dpi: int) -> tuple[QImage, ...]:
    """Return all pages of a PDF."""
    return tuple(picture(page) for page in page_images(pdf, dpi))
