"""From forwarded applications to the data of their papers."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TypedDict

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.application_letter import PERSON, addressing_of
from ipdesk.documents.letters.award.approval_stage import owed_text
from ipdesk.documents.letters.award.assemble import approval_lines
from ipdesk.documents.letters.counter.received import missing_of, needed_of, received_of
from ipdesk.documents.letters.data import Issuer, issuer_of
from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.documents.letters.form_data import EITHER, form_of
from ipdesk.documents.letters.forwarding.data import (
    ForwardedLine,
    ForwardedTable,
    ForwardSource,
    RecommendationLetter,
)
from ipdesk.models.applications.asked_materials import bare_name
from ipdesk.models.parsing.masking import masked_identity
from ipdesk.models.records.forms import MaterialForm
from ipdesk.models.workflow import Step

NOTHING = "申请件 {number} 没有可以上报的事项（推荐金额都是0），请先移出上报清单。"


class _Fields(TypedDict):
    issuer: Issuer
    addressee: str
    date: datetime.date
    policy_title: str
    policy_number: str
    notice: str
    programme_year: int
    reviewed: bool
    lines: tuple[ForwardedLine, ...]
    notice_title: str


def recommendation(source: ForwardSource, date: datetime.date, number: str | None) -> RecommendationLetter:
    """Return the letter. Raises LetterDataError for an application of which nothing can be forwarded."""
    told = _materials(source.applications)
    owed = tuple(dict.fromkeys(said for one in source.applications for said in _owed(one, date)))
    return RecommendationLetter(**_fields(source, date), **told, owed=owed, number=number)


def _owed(source: ApplicationSource, date: datetime.date) -> Iterator[str]:
    """Yield what the applicant has not paid back of other awards."""
    name = source.detail.applicant.name
    yield from (f"{name}{owed_text(one, date)}" for one in source.detail.owed)


class _Materials(TypedDict):
    originals: tuple[str, ...]
    copies: tuple[str, ...]
    unsaid: tuple[str, ...]
    missing: tuple[str, ...]
    known: bool


def _materials(sources: Sequence[ApplicationSource]) -> _Materials:
    """Return what was received with applications, each material once in each form in which it came."""
    needed = [(one, needed_of(one)) for one in sources]
    received = [received_of(one, asked) for one, asked in needed]
    names = defaultdict[str, dict[str, None]](dict)
    for one in chain.from_iterable(received):
        names[form_of(one.name, one.form)][bare_name(one.name)] = None
    missing = chain.from_iterable(missing_of(one, asked) for one, asked in needed)
    return _Materials(
        originals=tuple(names[MaterialForm.ORIGINAL.label]),
        copies=tuple(names[MaterialForm.COPY.label]),
        unsaid=tuple(names[EITHER]),
        missing=tuple(dict.fromkeys(map(bare_name, missing))),
        known=all(received),
    )


def table(source: ForwardSource, date: datetime.date, number: str | None) -> ForwardedTable:
    """Return the table under the number of its letter; raises as ``recommendation`` does."""
    own = None if number is None else ""
    annex = "1" if _materials(source.applications)["known"] else ""  # as the letter lists them
    return ForwardedTable(**_fields(source, date), number=own, letter_number=number or "", annex=annex)


def _fields(source: ForwardSource, date: datetime.date) -> _Fields:
    first, call = source.applications[0], source.call
    return _Fields(
        issuer=issuer_of(source.office),
        addressee=source.body,
        date=date,
        policy_title=first.policy.pack.title,
        policy_number=first.policy.pack.document,
        notice=call.notice_number if call is not None else "",
        notice_title=call.notice_title if call is not None else "",
        programme_year=first.detail.application.year,
        reviewed=all(_is_reviewed(one) for one in source.applications),
        lines=tuple(line for one in source.applications for line in _lines(one)),
    )


def _is_reviewed(source: ApplicationSource) -> bool:
    return any(taken.step is Step.REVIEW for taken in source.detail.steps)


def _lines(source: ApplicationSource) -> Iterator[ForwardedLine]:
    applicant, row = source.detail.applicant, source.detail.application
    person = addressing_of(applicant, source.policy) == PERSON
    lines = approval_lines(source.detail, source.policy)
    found = [line for line in lines if line.proposed or line.open or line.document]
    if not found:
        raise LetterDataError(NOTHING.format(number=row.number))
    for line in found:
        yield ForwardedLine(
            application=row.number,
            applicant=applicant.name,
            identity=masked_identity(applicant.identity, person),
            is_person=person,
            title=line.title,
            article=line.article,
            amount=line.proposed,
            open=line.open,
            document=line.document,
            computed=line.computed,
            reason=line.reason if line.proposed < line.computed else "",
        )
