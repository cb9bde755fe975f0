"""The words of a paper in which each document is named in full once: ``documents/text/short_names.py``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ipdesk.documents.letters.layout import Paragraph
from ipdesk.documents.letters.sheets.blocks import CellBlock, Sheet
from ipdesk.documents.text.short_names import named_once
from ipdesk.documents.typesetting.cells import Cell


def paragraphs_named_once(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a letter with its documents so named."""
    said = iter(named_once([text for one in paragraphs for _, text in one.spans]))
    return tuple(replace(one, spans=tuple((role, next(said)) for role, _ in one.spans)) for one in paragraphs)


def sheet_named_once(sheet: Sheet) -> Sheet:
    """Return a sheet with the documents in its cells so named, each further sheet by itself."""
    texts = [cell.text for block in sheet.blocks if not block.head for cell in _cells(block)]
    tables = [cell.text for block in sheet.blocks if block.head for cell in _cells(block)]
    said = iter(named_once(texts, "".join(tables)))
    blocks = [block if block.head else _filled(block, said) for block in sheet.blocks]
    return replace(sheet, blocks=blocks, more=tuple(map(sheet_named_once, sheet.more)))


def _cells(block: CellBlock) -> Iterator[Cell]:
    return (cell for row in block.rows for cell in row)


def _filled(block: CellBlock, said: Iterator[str]) -> CellBlock:
    return replace(block, rows=[tuple(_with(cell, next(said)) for cell in row) for row in block.rows])


def _with(cell: Cell, text: str) -> Cell:
    return cell if cell.text == text else cell._replace(text=text)
