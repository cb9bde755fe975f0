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
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.models.records import ApplicationFilter, DocumentKind, LetterRow, Service, ServiceWay
from ipdesk.models.records.services import TO_OTHERS
from ipdesk.models.workflow import State, Step

KIND = "service_record"
SERVED_PAPER = "paper_number"
"""Under what the data of a proof keep the number of the paper that was served."""
ON_ITS_WAY = (State.OBJECTED, State.PROPOSED, State.PUBLISHED, State.CONFIRMED)
"""Where a file may have a paper to be served, of what is objected to it, but usually has none."""
_USUAL = (State.CORRECTION, Step.NOTIFY.target, *ON_ITS_WAY)
SERVED_IN = tuple(state for state in State if state.ended or state in _USUAL)
"""Where an application has got a paper that is served."""
PAPER, APPLIED = "文书", "申请"
REPRINTED = "{day}印制，送达此前已经登记；已有签名的原回证在卷的，以原回证为准。"
NUMBER_NAME = "申请编号"
NOTHING_TO_SERVE = "这件申请还没有印发过编有文号的文书，没有需要送达的。"


@dataclass(frozen=True, slots=True)
class Announced:
    """That a paper was served by an announcement (its number): where it stood since when, what was tried."""

    number: str
    posted: str
    proof: str
    day: datetime.date
    served_on: datetime.date
    tried: str


@dataclass(frozen=True, slots=True)
class Served:
    """How a paper was served otherwise, as it is recorded: the way by its id, when, and who took it.

    ``minutes`` are those after midnight, None for unknown.
    """

    way: str
    day: datetime.date
    minutes: int | None
    receiver: str


@dataclass(frozen=True, slots=True)
class ServiceRecord(ApplicationLetter):
    """A proof of service of a paper: what it is called, its number and its day.

    ``place`` is where it was served, "" where that is not recorded yet. ``matter`` is what the paper is
    about, ``accepted`` whether its application was; ``announced`` tells how it was served by public notice,
    None of one that is handed over; ``served`` how it was served otherwise, None of one whose service is not
    recorded yet.
    """

    paper_name: str
    paper_number: str
    paper_date: datetime.date
    place: str
    matter: str
    accepted: bool
    announced: Announced | None = None
    served: Served | None = None


VOCABULARY = TemplateVocabulary(
    names={
        **APPLICATION_NAMES,
        "paper_name": "送达文书名称",
        "paper_number": "送达文书文号",
        "paper_date": "送达文书日期",
        "place": "送达地点，没有登记的留待填写",
        "matter": "案由",
        "number_name": "申请件编号的名称",
        "announcement": "送达公告的文号",
        "posted": "公告发布的地方",
        "proof": "公告发布的证明",
        "published_on": "公告发布的日期",
        "served_on": "视为送达的日期",
        "tried": "公告以前送达或者查找的经过",
        "ways": "送达方式，已登记的打勾",
        "served_at": "送达时间，没有登记的留待填写",
        "receiver": "签收人",
        "reprinted": "印制日期，送达登记在先的才有",
    },
    conditions={
        **ADDRESSEES,
        "delivered": "不是公告送达的",
        "delivered_to_it": "不是公告送达的，受送达人自己签收",
        "delivered_to_guardian": "不是公告送达的，受送达人未满18周岁，由监护人签收",
        "announced": "已登记公告送达的",
    },
)


Register = Mapping[str, RegisteredDocument[Any]]


def service_record(register: Callable[[], Register]) -> RegisteredDocument[ServiceRecord]:
    """Return the proof of service 送达回证 of the last paper with a number that went to an applicant.

    ``register`` has all kinds of documents, by their ids.
    """

    def build(source: ApplicationSource, date: datetime.date, number: str | None) -> ServiceRecord:
        return _record(source, date, number, register())

    return RegisteredDocument(
        kind=DocumentKind(KIND, "送达回证", states=SERVED_IN, series=None, shows=frozenset({"address"})),
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
    last = _to_be_proved(source)
    service = next((one for one in source.detail.services if one.letter == last.id), None)
    kind, kept = register.get(last.kind), source.papers.get(last.id)
    name = kept.title if kept is not None else ""
    return ServiceRecord(
        **application_fields(source),
        number=number,
        date=date,
        paper_name=name or (kind.kind.name if kind else PAPER),
        paper_number=last.number,
        paper_date=last.date,
        place=_place(source, service),
        matter=kind.matter if kind else "",
        accepted=source.detail.application.accepted_on is not None,
        announced=_announced(service),
        served=_served(service),
    )


def _place(source: ApplicationSource, service: Service | None) -> str:
    """Return where a paper was served: nobody knows before; what was posted went to the address."""
    if service is None:
        return ""
    return source.detail.applicant.address if service.way is ServiceWay.POST else service.place


def _to_be_proved(source: ApplicationSource) -> LetterRow:
    """Return the newest paper whose service no form proves yet, else the newest that went to the applicant.

    Of one that was announced a form from before does not say so. Raises LetterDataError where there is none.
    """
    letters = [one for one in source.detail.letters if _goes_to_applicant(one)]
    if not letters:
        raise LetterDataError(NOTHING_TO_SERVE)
    forms = [one for one in source.detail.letters if one.kind == KIND and not one.is_void]
    kept = source.papers
    proved = {kept[one.id].about: one.issued_at for one in reversed(forms) if one.id in kept}
    published = {one.number: one.at for one in source.detail.services if one.publication is not None}
    open_ones = (
        one
        for one in letters
        if one.number not in proved or proved[one.number] < published.get(one.number, proved[one.number])
    )
    return next(open_ones, letters[0])


def _announced(one: Service | None) -> Announced | None:
    if one is None or (where := one.publication) is None:
        return None
    return Announced(where.number, where.posted, where.proof, one.day, one.served_on, one.reason)


def _served(one: Service | None) -> Served | None:
    if one is None or one.way is ServiceWay.PUBLIC:
        return None
    return Served(one.way.value, one.day, one.minutes, one.receiver)


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
        **_said_of(record.announced),
        **_served_as(record.served),
    }
    said |= {"reprinted": _reprinted(record), "number_name": NUMBER_NAME}
    return Content({**application_values(record), **said}, conditions=_conditions(record))


def _reprinted(record: ServiceRecord) -> str:
    """Say of a form that is younger than the service which it shows when it was printed."""
    late = record.served is not None and record.served.day < record.date
    return REPRINTED.format(day=chinese_date(record.date)) if late else ""


def _conditions(record: ServiceRecord) -> set[str]:
    found = addressee_conditions(record)
    if record.announced:
        return {*found, "announced"}
    return {*found, "delivered", "delivered_to_guardian" if record.guardian else "delivered_to_it"}


def _said_of(announced: Announced | None) -> dict[str, str]:
    if announced is None:
        return dict.fromkeys(("announcement", "posted", "proof", "published_on", "served_on", "tried"), "")
    return {
        "announcement": phrase(announced.number),
        "posted": phrase(announced.posted),
        "proof": phrase(announced.proof),
        "published_on": chinese_date(announced.day),
        "served_on": chinese_date(announced.served_on),
        "tried": sentence(announced.tried),
    }


_HOUR = 60
_WHEN = "　　　　　年　　　月　　　日　　　时　　　分"
_HAND_WAYS = tuple((way, way.label.removesuffix("送达")) for way in ServiceWay)


def _served_as(served: Served | None) -> dict[str, str]:
    """Say the ways, the recorded one ticked, when it was and who took it; what is not known is left open."""
    way = served.way if served else ""
    ticks = "　".join(f"{'☑' if one == way else '□'}{word}" for one, word in _HAND_WAYS)
    if served is None:
        return {"ways": ticks, "served_at": _WHEN, "receiver": ""}
    hour = "" if served.minutes is None else f"{served.minutes // _HOUR}时{served.minutes % _HOUR:02d}分"
    return {"ways": ticks, "served_at": chinese_date(served.day) + hour, "receiver": trimmed(served.receiver)}
