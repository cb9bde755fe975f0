"""What a certificate or a contract says beside number and day: names, owners, numbers of rights, days."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.names.owners import place_among, read_owners
from ipdesk.models.parsing.names.rights import read_rights
from ipdesk.models.parsing.names.things import read_thing_name
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.parsing.values.dates import read_event_day
from ipdesk.models.records import (
    FILED,
    NAME,
    OWNERS,
    Certificate,
    RawAchievement,
)
from ipdesk.models.records.forms import CONTRACT, RIGHTS, SIGNED
from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.pack.vocabulary import CertificateWord

T = TypeVar("T")

_SEVERAL = "连号的几件各有各的名称，这里不填；要写明名称的，请逐件录入。"
_SIGNED_LATER = "签订日期（{signed}）晚于所填的{date}，请核对。"
_AFTER_DAY = "申请日（{filed}）晚于所填的{date}，请核对。"
_ANOTHER_YEAR = "按专利号是{year}年申请的，与所填的申请日不在同一年，请核对；分案申请等确实如此的，请确认。"
_NOT_AMONG = "申请人不在证书的{owners}之中，请核对；更名等已核实的，请确认。"


class CertificateReading:
    """The reading of what one row says of its certificate; ``problems`` are those found so far."""

    def __init__(self, raw: RawAchievement, word: CertificateWord, today: datetime.date) -> None:
        self._raw, self._word, self._today = raw, word, today
        self.problems: list[Problem] = []

    def read(self, count: int) -> Certificate:
        """Return what can be read; of a range of ``count`` things the name is that of none."""
        name = self._read(NAME, self._raw.name if self._word.name else "", read_thing_name)
        if name and count > 1:
            self._add(NAME, _SEVERAL)
            name = None
        owners = self._read(OWNERS, self._raw.owners if self._word.owners else "", read_owners)
        filing_date = self._read_day(FILED, self._raw.filing_date if self._word.filed else "")
        return replace(self._contract(), name=name or "", owners=owners or (), filing_date=filing_date)

    def _contract(self) -> Certificate:
        """Return what a contract or a policy says: its name and day, and of which rights."""
        rights = self._read(RIGHTS, self._raw.rights if self._word.rights else "", read_rights) or ()
        if not self._word.contract:
            return Certificate(rights=rights)
        name = self._read(CONTRACT, self._raw.contract, read_thing_name) or ""
        return Certificate(
            rights=rights, contract=name, contract_date=self._read_day(SIGNED, self._raw.contract_date)
        )

    def _read_day(self, field: str, text: str) -> datetime.date | None:
        return self._read(field, text, lambda typed: read_event_day(typed, self._today))

    def compare(
        self, filed: datetime.date | None, day: datetime.date | None, date: str, year: int | None
    ) -> None:
        """Compare a day of filing with the year of the number and the day, which is called ``date``."""
        if filed is None:
            return
        if day is not None and filed > day:
            self._add(FILED, _AFTER_DAY.format(filed=filed.isoformat(), date=date))
        elif year is not None and year != filed.year:
            self._add(FILED, _ANOTHER_YEAR.format(year=year), confirmable=True)

    def compare_contract(self, signed: datetime.date | None, day: datetime.date | None, date: str) -> None:
        """Compare the day of a contract with the day of its registration, which is called ``date``."""
        if signed is not None and day is not None and signed > day:
            self._add(SIGNED, _SIGNED_LATER.format(signed=signed.isoformat(), date=date), confirmable=True)

    def _read(self, field: str, text: str, reader: Callable[[str], T]) -> T | None:
        try:
            return None if blank(text) else reader(text)
        except Unreadable as error:
            self._add(field, str(error))
            return None

    def _add(self, field: str, message: str, confirmable: bool = False) -> None:
        self.problems.append(Problem(field, message, self._raw.id, confirmable))


def owner_doubts(
    row: str, certificate: Certificate, word: CertificateWord, applicant: str
) -> Iterator[Problem]:
    """Doubt the owners of a thing that is paid to one of them, where the applicant (by name) is none.

    Without an applicant nothing can be said.
    """
    if word.own and certificate.owners and applicant and not place_among(certificate.owners, applicant):
        doubt = _NOT_AMONG.format(owners=word.owners)
        yield Problem(OWNERS, doubt, row, confirmable=True)
