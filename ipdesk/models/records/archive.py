"""Files in the archive 归档: under which number, and for how long they are kept."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
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
class TakenOut:
    """That a file was taken out of the archive again: why, on which day, and by whom."""

    reason: str
    day: datetime.date
    by: str


@dataclass(frozen=True, slots=True)
class ArchiveRecord:
    """A file in the archive: its number 档号, how long it is kept, since when, and who put it there.

    ``unserved`` says why a paper of it was not served, "" where all were. With ``taken_out`` it lies there
    no more; its number is never given out again.
    """

    number: str
    retention: Retention
    day: datetime.date
    by: str
    remark: str = ""
    taken_out: TakenOut | None = None
    unserved: str = ""
