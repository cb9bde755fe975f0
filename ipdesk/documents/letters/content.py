"""What fills the template of a letter: values, lists and conditions; and those that every letter has."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.data import Issuer
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.funds.account.bars import Bar

OFFICE_NAMES = {
    "issuer": "发文机关",
    "contact_person": "联系人",
    "telephone": "联系电话",
    "address": "联系地址",
    "remedies": "权利告知",
    "supervision_telephone": "监督电话",
}
"""What a template may name of the office, and what a clerk calls it."""
ANNEX = "annex"
"""What a sheet calls which of its letter's annexes it is, "" where it is the only one: 附件1."""
REMEDIES = {"remedies": "向[^，。；]+申请行政复议"}
"""What a letter that decides something has to tell (行政复议法 art. 20), or an office writes out in it."""
OFFICE_FIELDS = {
    "issuer": "name",
    "contact_person": "contact",
    "telephone": "telephone",
    "address": "address",
    "remedies": "remedies",
    "supervision_telephone": "supervision_telephone",
}
"""The fields of the office that these values come from."""


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture of the database: its hash, width and height in pixels (px).

    ``content`` are its bytes while the paper is first drawn. They are not kept with the data of the paper,
    which has them in its file, as the database has them by their hash: b"" afterwards. ``caption`` is what it
    is said to show, ``place``, ``day`` and ``minutes`` (after midnight) tell where and when it was taken.
    """

    sha256: str
    width: int
    height: int
    content: bytes = field(default=b"", repr=False, compare=False)
    caption: str = ""
    place: str = ""
    day: datetime.date | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a list: its own values, and the outcome that chooses its wording.

    ``amounts`` are those of its values that are sums, in fen, by name; ``picture`` is what it shows,
    ``bar`` that of its budget.
    """

    values: Mapping[str, str]
    outcome: str = ""
    amounts: Mapping[str, int] = field(default_factory=dict)
    picture: ShownPicture | None = None
    bar: Bar | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What fills a template: values, lists, and the conditions that hold."""

    values: Mapping[str, str]
    lists: Mapping[str, Sequence[Member]] = field(default_factory=dict)
    conditions: Collection[str] = ()


def office_values(issuer: Issuer) -> dict[str, str]:
    """Write the office's particulars as they are printed, by the placeholders of ``OFFICE_NAMES``."""
    return {
        "issuer": phrase(issuer.name),
        "contact_person": trimmed(issuer.contact_person),
        "telephone": trimmed(issuer.telephone),
        "address": phrase(issuer.address),
        "remedies": sentence(issuer.remedies),
        "supervision_telephone": trimmed(issuer.supervision_telephone),
    }


def missing_setting(label: str) -> str:
    """Return the sentence for a value that the office has not filled in."""
    return f"文书缺少“{label}”，不能印出。请到“设置 › 单位和人员”填写后再印。"


def required(value: str, label: str, setting: str = "") -> str:
    """Return a value that stands in every letter; raises LetterDataError where it is empty.

    ``setting`` names the field of the office that it comes from.
    """
    return value or _refuse(label, setting)


def _refuse(label: str, setting: str) -> NoReturn:
    if setting:
        raise LetterDataError(missing_setting(label), setting)
    raise LetterDataError(f"文书缺少“{label}”，不能印出。请先填写。")
