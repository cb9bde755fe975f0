"""Registers of a year on paper: letters that went out 发文登记簿, applications accepted 受理登记簿.

Each bears the hash of the newest entry of the audit log: whoever changes that later cannot change the paper.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.content import OFFICE_NAMES, Content, Member, office_values
from ipdesk.documents.letters.data import LetterData, issuer_of
from ipdesk.documents.letters.document import Layout, RegisteredDocument
from ipdesk.documents.letters.issue import Sources
from ipdesk.documents.letters.notices.public_list import PUBLIC_LIST
from ipdesk.documents.letters.registers.source import RegisterSource, accepted_on, register_source
from ipdesk.documents.letters.registry import name_of_letter
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date, in_words
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.models.records import ApplicationRow, DocumentKind, LetterRow, Mark
from ipdesk.models.workflow import LAST
from ipdesk.rules.core.money import grouped_yuan

NOT_TAKEN, TAKEN_BACK = "{state}，不再拨付{sum}元", "{state}，追回{sum}元{back}"
BACK = {Mark.RECOVERED: "，已全部退回", Mark.PARTLY_RECOVERED: "，已退回一部分"}
"""How far what was taken back has come back; not at all where it is none of these."""
NO_LETTERS = "{year}年没有编有文号的文书，没有可以登记的。"
NOTHING_ACCEPTED = "{year}年没有受理过申请，没有可以登记的。"
_SERIES = re.compile(r"(?P<series>.*〔\d{4}〕)(?P<serial>\d+)号")
IN_PUBLIC = "公开发布"
ANEW = "重新拟定中"
STATES = {LAST: "已通知"}
"""What a register calls states otherwise than the window: 下达 is what is done with budgets."""


@dataclass(frozen=True, slots=True)
class SentLetter:
    """A letter in the register; ``note`` says that it is void, and why, or was handed out again.

    ``signer`` is who signed inside that it goes out, "" where that was not recorded here; ``served`` the day
    of its service, None before that.
    """

    number: str
    date: datetime.date
    name: str
    recipient: str
    by: str
    note: str
    signer: str = ""
    served: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class AcceptedApplication:
    """An application in the register, with what it comes to still (fen) and how it stands.

    ``call`` is the title of its call, "" without one; ``items`` are what was applied for.
    """

    number: str
    day: datetime.date
    applicant: str
    achievements: int
    amount: int
    by: str
    state: str
    call: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterRegister(LetterData):
    """The register 发文登记簿 of a year, in the order in which numbers were given.

    ``missing`` names the numbers between these that the program never gave.
    """

    year: int
    last_hash: str
    letters: tuple[SentLetter, ...]
    missing: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class AcceptanceRegister(LetterData):
    """The register 受理登记簿 of a year; ``ended`` names the numbers of what was not accepted."""

    year: int
    last_hash: str
    applications: tuple[AcceptedApplication, ...]
    ended: str = field(default="", kw_only=True)


def register_pdf(
    sources: Sources, register: RegisteredDocument[Any], year: int, date: datetime.date
) -> bytes:
    """Return a register of a year as a PDF of a day. Raises DeskError and DocumentError."""
    from ipdesk.documents.letters.compose import render  # ReportLab: only when something is printed

    source = register_source(sources, year)
    data: LetterData = register.build(source, date, "")
    return render(register, data, templates_dir=sources.templates)


_NAMES = {
    **OFFICE_NAMES,
    "year": "年度",
    "date": "印制日期",
    "count": "件数",
    "last_hash": "操作记录末条校验值",
}


def _values(register: LetterRegister | AcceptanceRegister, count: int) -> dict[str, str]:
    return {
        **office_values(register.issuer),
        "year": str(register.year),
        "date": chinese_date(register.date),
        "count": str(count),
        "last_hash": register.last_hash,
    }


def _build_letters(source: RegisterSource, date: datetime.date, number: str | None) -> LetterRegister:
    return LetterRegister(
        issuer=issuer_of(source.office),
        number=number,
        date=date,
        addressee="",
        year=source.year,
        last_hash=source.last_hash,
        letters=tuple(_sent(row, source) for row in source.letters),
        missing=_missing([row.number for row in source.letters]),
    )


def _missing(numbers: Sequence[str]) -> str:
    """Name the numbers below those given in each series that the program did not give."""
    series = defaultdict[str, set[int]](set)
    for found in filter(None, map(_SERIES.fullmatch, numbers)):
        series[found["series"]].add(int(found["serial"]))
    told = (_gaps(name, given) for name, given in series.items())
    return "、".join(filter(None, told))


def _gaps(series: str, given: set[int]) -> str:
    lacking = [one for one in range(1, max(given)) if one not in given]
    ranges = [tuple(found) for _, found in groupby(lacking, lambda one: one - lacking.index(one))]
    said = (f"{one[0]}号" if len(one) == 1 else f"{one[0]}至{one[-1]}号" for one in ranges)
    return f"{series}{'、'.join(said)}" if lacking else ""


def _sent(row: LetterRow, source: RegisterSource) -> SentLetter:
    """Return a letter as the register has it: a list goes out under its title, to everybody."""
    listed = row.kind == PUBLIC_LIST.kind.id
    name, recipient = (row.applicant_name, IN_PUBLIC) if listed else (name_of_letter(row), row.applicant_name)
    told = recipient, row.issued_by, _note(row, source.announced.get(row.id, ""))
    signed, served = source.signers.get(row.id, ""), source.served.get(row.id)
    return SentLetter(row.number, row.date, name, *told, signed, served)


def _note(row: LetterRow, announced: str) -> str:
    if row.is_void:
        return f"作废：{row.void_reason}"
    again = f"{chinese_date(row.reissued_on)}补发" if row.reissued_on is not None else ""
    return "；".join(filter(None, (f"公告送达：{announced}" if announced else "", again)))


def _letters_content(register: LetterRegister) -> Content:
    if not register.letters:
        raise LetterDataError(NO_LETTERS.format(year=register.year))
    voided = sum(one.note.startswith("作废") for one in register.letters)
    values = _values(register, len(register.letters))
    values |= {"voided": str(voided) if voided else "", "missing": phrase(register.missing)}
    return Content(values, {"letters": [_letter(one) for one in register.letters]})


def _letter(one: SentLetter) -> Member:
    return Member(
        {
            "number_of": phrase(one.number),
            "day": f"{one.date:%Y-%m-%d}",
            "name": phrase(one.name),
            "recipient": trimmed(one.recipient),
            "by": trimmed(one.by),
            "note": sentence(one.note),
            "signer": trimmed(one.signer),
            "served": f"{one.served:%Y-%m-%d}" if one.served else "",
        }
    )


def _build_applications(
    source: RegisterSource, date: datetime.date, number: str | None
) -> AcceptanceRegister:
    return AcceptanceRegister(
        issuer=issuer_of(source.office),
        number=number,
        date=date,
        addressee="",
        year=source.year,
        last_hash=source.last_hash,
        applications=tuple(_accepted(row, source) for row in source.applications),
        ended="、".join(f"{row.number}（{row.state.label}）" for row in source.ended),
    )


def _accepted(row: ApplicationRow, source: RegisterSource) -> AcceptedApplication:
    day, receipt = accepted_on(row, source.receipts), source.receipts.get(row.id)
    assert day is not None, "else it is not in the register"
    by = row.accepted_by or (receipt.issued_by if receipt is not None else "")
    told = row.applicant_name, row.achievements, _stands(row), by, _how_it_stands(row)
    return AcceptedApplication(row.number, day, *told, row.call_title, source.items.get(row.id, ()))


def _stands(row: ApplicationRow) -> int:
    """Return what an application comes to still (fen): nothing once it ended, else without what went back.

    What is to be proposed anew comes to what was computed.
    """
    if Mark.REOPENED in row.marks:
        return row.computed
    return 0 if row.state.ended else row.amount - row.taken_back


def _how_it_stands(row: ApplicationRow) -> str:
    state = ANEW if Mark.REOPENED in row.marks else STATES.get(row.state, row.state.label)
    if not row.taken_back:
        return state
    back = next((said for mark, said in BACK.items() if mark in row.marks), "")
    said = NOT_TAKEN if Mark.NOT_TAKEN in row.marks and Mark.CLAWED_BACK not in row.marks else TAKEN_BACK
    return said.format(state=state, sum=grouped_yuan(row.taken_back), back=back)


def _applications_content(register: AcceptanceRegister) -> Content:
    if not register.applications:
        raise LetterDataError(NOTHING_ACCEPTED.format(year=register.year))
    total = sum(one.amount for one in register.applications)
    sums = {"total": grouped_yuan(total), "total_words": in_words(total)}
    values = _values(register, len(register.applications)) | sums | {"ended": phrase(register.ended)}
    return Content(values, {"applications": [_application(one) for one in register.applications]})


def _application(one: AcceptedApplication) -> Member:
    values = {
        "application": trimmed(one.number),
        "day": f"{one.day:%Y-%m-%d}",
        "applicant": trimmed(one.applicant),
        "achievements": str(one.achievements),
        "by": trimmed(one.by),
        "state": one.state,
        "matters": "：".join(filter(None, (phrase(one.call), "、".join(map(phrase, one.items))))),
    }
    return Member(values, amounts={"sum": one.amount})


LETTER_REGISTER = RegisteredDocument(
    kind=DocumentKind("letter_register", "发文登记簿", series=None),
    template="letter_register.yaml",
    vocabulary=TemplateVocabulary(
        names={**_NAMES, "voided": "作废的件数", "missing": "没有经本系统编发的号"},
        lists={
            "letters": {
                "number_of": "文号",
                "day": "成文日期",
                "name": "文书名称",
                "recipient": "发往",
                "by": "经办人",
                "note": "备注",
                "signer": "签发人，没有在本系统登记签批的留空手写",
                "served": "送达日期，没有送达的留空",
            }
        },
    ),
    data=LetterRegister,
    build=_build_letters,
    content=_letters_content,
    layout=Layout.SHEET,
    due=False,
    says_sum=False,
    lists=True,
)
"""The register of letters that bear a number, void ones too."""

ACCEPTANCE_REGISTER = RegisteredDocument(
    kind=DocumentKind("acceptance_register", "受理登记簿", series=None),
    template="acceptance_register.yaml",
    vocabulary=TemplateVocabulary(
        names={
            **_NAMES,
            "total": "金额合计",
            "total_words": "金额合计大写",
            "ended": "没有受理的申请编号",
        },
        lists={
            "applications": {
                "application": "申请编号",
                "day": "受理日期",
                "applicant": "申请人",
                "achievements": "成果件数",
                "by": "受理人",
                "state": "办理情况",
                "matters": "申报批次和申请事项",
            }
        },
        amounts={"applications": ("sum",)},
    ),
    data=AcceptanceRegister,
    build=_build_applications,
    content=_applications_content,
    layout=Layout.SHEET,
    due=False,
    lists=True,
)
"""The register of applications that were accepted, as they stand."""

REGISTERS: Mapping[str, RegisteredDocument[Any]] = {
    one.kind.id: one for one in (LETTER_REGISTER, ACCEPTANCE_REGISTER)
}
"""By the id of the kind; registers are made anew each time and are never issued."""
