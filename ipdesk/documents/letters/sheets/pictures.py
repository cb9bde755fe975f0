"""Pictures on the pages of a sheet: as wide as the page or half as high, with their words below them."""

from __future__ import annotations

from ipdesk.documents.letters.content import ShownPicture
from ipdesk.documents.letters.sheets.blocks import TABLE_SIZE, CellBlock, PictureOnPage
from ipdesk.documents.typesetting.cells import Align, Cell
from ipdesk.documents.typesetting.geometry import MM, TEXT_WIDTH

HIGHEST = 95 * MM  # two of them, with their words, share a page
PER_PIXEL = 72 / 120  # pt: a small picture is not blown up beyond 120 points to an inch


def picture_block(picture: ShownPicture, words: str) -> CellBlock:
    """Return the block of a picture with its words below it."""
    scale = min(TEXT_WIDTH / picture.width, HIGHEST / picture.height, PER_PIXEL)
    width, height = picture.width * scale, picture.height * scale
    return CellBlock(
        columns=(1,),
        rows=((Cell("", least=height, keep=True),), (Cell(words, align=Align.CENTRE),)),
        size=TABLE_SIZE,
        borders=False,
        picture=PictureOnPage(picture.content, width, height, words),
    )
