"""The proof of service 送达回证: a form for a paper that went out, filled in by hand when it is handed over.

Source: 民事诉讼法 (2023) art. 87 to 95, by analogy: who received it, when, in which way, and what was done
where it was refused.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.application_letter import (
    ADDRESSEES,
    APPLICATION_NAMES,
    ApplicationLetter,
    addressee_conditions,
    application_fields,
    application_values,
)
from ipdesk.documents.letters.content import Content
from ipdesk.documents.letters.document import ApplicationSource, Layout, RegisteredDocument
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.documents.typesetting.printed_text import phrase
from ipdesk.models.records import ApplicationFilter, DocumentKind, LetterRow
from ipdesk.models.records.services import TO_OTHERS
from ipdesk.models.workflow import State, Step

KIND = "service_record"
SERVED_PAPER = "paper_number"
"""Under what the data of a proof keep the number of the paper that was served."""
SERVED_IN = tuple(state for state in State if state.ended or state in (State.CORRECTION, Step.NOTIFY.target))
"""Where an application has got a paper that is served."""
PAPER, APPLIED = "文书", "申请"
NUMBER_NAME = "申请编号"
NOTHING_TO_SERVE = "这件申请还没有印发过编有文号的文书，没有需要送达的。"


@dataclass(frozen=True, slots=True)
class ServiceRecord(ApplicationLetter):
    """A proof of service of a paper: what it is called, its number and its day; ``place`` is where to go.

    ``matter`` is what the paper is about, ``accepted`` whether its application was.
    """

    paper_name: str
    paper_number: str
    paper_date: datetime.date
    place: str
    matter: str
    accepted: bool


VOCABULARY = TemplateVocabulary(
    names={
        **APPLICATION_NAMES,
        "paper_name": "送达文书名称",
        "paper_number": "送达文书文号",
        "paper_date": "送达文书日期",
        "place": "受送达人地址",
        "matter": "案由",
        "number_name": "申请件编号的名称",
    },
    conditions=ADDRESSEES,
)


Register = Mapping[str, RegisteredDocument[Any]]


def service_record(register: Callable[[], Register]) -> RegisteredDocument[ServiceRecord]:
    """Return the proof of service 送达回证 of the last paper with a number that went to an applicant.

    ``register`` has all kinds of documents, by their ids.
    """

    def build(source: ApplicationSource, date: datetime.date, number: str | None) -> ServiceRecord:
        return _record(source, date, number, register())

    return RegisteredDocument(
        kind=DocumentKind(KIND, "送达回证", states=SERVED_IN, series=None),
        template="service_record.yaml",
        vocabulary=VOCABULARY,
        data=ServiceRecord,
        build=build,
        content=content,
        wanted=ApplicationFilter(numbered_letter=True),
        layout=Layout.SHEET,
        due=False,
        says_sum=False,
        reads_letters=True,
    )


def _record(
    source: ApplicationSource, date: datetime.date, number: str | None, register: Register
) -> ServiceRecord:
    last = next((letter for letter in source.detail.letters if _goes_to_applicant(letter)), None)
    if last is None:
        raise LetterDataError(NOTHING_TO_SERVE)
    kind, kept = register.get(last.kind), source.papers.get(last.id)
    name = kept.title if kept is not None else ""
    return ServiceRecord(
        **application_fields(source),
        number=number,
        date=date,
        paper_name=name or (kind.kind.name if kind else PAPER),
        paper_number=last.number,
        paper_date=last.date,
        place=source.detail.applicant.address,
        matter=kind.matter if kind else "",
        accepted=source.detail.application.accepted_on is not None,
    )


def _goes_to_applicant(letter: LetterRow) -> bool:
    """Say whether a letter stands, bears a number, and is the applicant's own: a list is nobody's."""
    own = bool(letter.number and letter.application) and letter.kind not in TO_OTHERS
    return own and not letter.is_void


def content(record: ServiceRecord) -> Content:
    """Return what fills the template."""
    said = {
        "paper_name": record.paper_name,
        "paper_number": phrase(record.paper_number),
        "paper_date": chinese_date(record.paper_date),
        "place": phrase(record.place),
        "matter": record.matter or APPLIED,
        "number_name": NUMBER_NAME,
    }
    return Content({**application_values(record), **said}, conditions=addressee_conditions(record))
