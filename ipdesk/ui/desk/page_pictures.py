"""Pages of a PDF as pictures that can be painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from ipdesk.documents.pdf.pictures import PageImage


def picture(page: PageImage) -> QImage:
    """Return a page as an image of its own."""
    image = QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
    return image.copy()  # the bytes of the page live only as long as it does
