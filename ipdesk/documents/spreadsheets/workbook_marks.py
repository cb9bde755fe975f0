"""What a workbook says of its cells beside their values: what is hidden, merged, in error or not computed.

Only new workbooks (``.xlsx``) tell. The compiled reader gives a blank for an error, as if nothing was there.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import Any

from openpyxl.utils import column_index_from_string

Marks = dict[str, Any]
"""``rows`` and ``columns`` that are hidden, from 1 on; ``cells``: errors and formulas by (row, column)."""

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*\bhidden="(?:1|true)"[^>]*>')
_COLUMN = re.compile(rb'<(?:\w+:)?col\b[^>]*\bhidden="(?:1|true)"[^>]*>')
_ERROR = re.compile(rb'<(?:\w+:)?c\b([^>]*\bt="e"[^>]*)>.*?<(?:\w+:)?v>([^<]*)</', re.DOTALL)
_UNCOMPUTED = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)><(?:\w+:)?f\b[^>]*>([^<]*)</(?:\w+:)?f>"
    rb"(?:<(?:\w+:)?v ?/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_PLACE = re.compile(r"([A-Z]+)([0-9]+)")
_LATER = re.compile(rb'<(?:\w+:)?workbookPr\b[^>]*\bdate1904="(?:1|true)"')
_MOST_COLUMNS = 16_384


def counts_from_1904(data: bytes) -> bool:
    """Say whether the numbers of a workbook count days from 1904 on."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return _LATER.search(archive.read("xl/workbook.xml")) is not None


def sheet_marks(data: bytes) -> dict[str, Marks]:
    """Return the marks of each sheet by its name. Raises KeyError and BadZipFile for what is no workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        targets = dict(_targets(archive))
        book = archive.read("xl/workbook.xml")
        found = ((_attribute(one, "name"), _attribute(one, "id")) for one in _SHEET.findall(book))
        return {name: _marks(archive.read(targets[id])) for name, id in found if id in targets}


def _targets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    for one in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")):
        target = _attribute(one, "Target")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if path in archive.NameToInfo:
            yield _attribute(one, "Id"), path


def _attribute(element: bytes, name: str) -> str:
    found = re.search(rf"[\s:]{name}=([\"'])(.*?)\1".encode(), element)
    return unescape(found[2].decode()) if found else ""


def _marks(sheet: bytes) -> Marks:
    rows = [int(_attribute(one, "r") or 0) for one in _ROW.findall(sheet)]
    columns = [place for one in _COLUMN.findall(sheet) for place in _columns(one)]
    cells = {_place(head): text.decode() for head, text in _ERROR.findall(sheet)}
    cells |= {_place(head): f"={unescape(text.decode())}" for head, text in _UNCOMPUTED.findall(sheet)}
    return {"rows": rows, "columns": columns, "cells": cells}


def _columns(element: bytes) -> range:
    first, last = int(_attribute(element, "min")), int(_attribute(element, "max"))
    return range(first, min(last, _MOST_COLUMNS) + 1)


def _place(attributes: bytes) -> tuple[int, int]:
    found = _PLACE.fullmatch(_attribute(b" " + attributes, "r"))
    return (int(found[2]), column_index_from_string(found[1])) if found else (0, 0)
