"""Files in the archive 归档: under which number, and for how long they are kept."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Retention(StrEnum):
    """For how long a file is kept 保管期限; the values are the codes of DA/T 22-2015, and of the database.

    Source: 国家档案局令第8号 knows these three.
    """

    PERMANENT = "Y"
    THIRTY_YEARS = "D30"
    TEN_YEARS = "D10"

    @property
    def label(self) -> str:
        """Return what it is called in Chinese."""
        return {"Y": "永久", "D30": "30年", "D10": "10年"}[self.value]


@dataclass(frozen=True, slots=True)
class PageCount:
    """How many pages something in the file of an application (its id) has, as counted by hand.

    ``item`` is that of ``counted_material`` or ``counted_paper``.
    """

    application: int
    item: str
    pages: int


_MATERIAL, _PAPER = "material:", "paper:"


def counted_material(material: str) -> str:
    """Return the item that a material is counted as, by its id in the vocabulary."""
    return _MATERIAL + material


def counted_paper(paper: int) -> str:
    """Return the item that a paper which came in is counted as, by its id."""
    return f"{_PAPER}{paper}"


def is_counted(item: str) -> bool:
    """Say whether a text names something whose pages are counted by hand."""
    named = item.removeprefix(_MATERIAL) if item.startswith(_MATERIAL) else ""
    return bool(named) or item.removeprefix(_PAPER).isdecimal()


@dataclass(frozen=True, slots=True)
class TakenOut:
    """That a file was taken out of the archive again: why, on which day, and by whom."""

    reason: str
    day: datetime.date
    by: str


@dataclass(frozen=True, slots=True)
class ArchiveRecord:
    """A file in the archive: its number 档号, how long it is kept, since when, and who put it there.

    ``unserved`` says why a paper of it was not served, "" where all were; ``pages`` how many pages things
    have that the program did not print, by their items, where somebody counted them. With ``taken_out`` it
    lies there no more; its number is never given out again.
    """

    number: str
    retention: Retention
    day: datetime.date
    by: str
    remark: str = ""
    taken_out: TakenOut | None = None
    unserved: str = ""
    pages: Mapping[str, int] = field(default_factory=dict)
