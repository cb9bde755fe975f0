"""Which remedies a paper names: those of the law in force on its day."""

from __future__ import annotations

import datetime
from functools import cache

from pydantic import Field

from ipdesk.models.core.default_remedies import (
    Act,
    OwnRemedies,
    appeals_first,
    body_named,
    is_department,
)
from ipdesk.models.records import Office
from ipdesk.paths import resource
from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.strict_model import StrictModel
from ipdesk.rules.source.yaml_source import Source

_EITHER, _ABOVE = "{government}或者{bureau}", "上一级主管部门"


class RemediesLaw(StrictModel):
    """A law on appeals, in force from a day on until the next one is.

    With ``choice`` an appeal against a department goes to its government or to the department above;
    ``appeal_first`` says that what ends an application undecided is appealed against before a court is asked.
    """

    begins: datetime.date = Field(alias="from")
    law: str
    choice: bool
    appeal_first: bool


class RemediesLaws(StrictModel):
    """The whole file ``resources/phrases/remedies.yaml``."""

    laws: tuple[RemediesLaw, ...]


@cache
def _laws() -> tuple[RemediesLaw, ...]:
    return read_model(RemediesLaws, Source.read(resource("phrases", "remedies.yaml"))).laws


def law_on(day: datetime.date) -> RemediesLaw:
    """Return the law in force on a day, before all of them the first. Raises PackError for their file."""
    return max((one for one in _laws() if one.begins <= day), key=lambda one: one.begins, default=_laws()[0])


def remedies_on(day: datetime.date, sentence: str, office: Office, own: OwnRemedies | None = None) -> str:
    """Return the sentence on remedies as a paper of a day has it: that of the office where today's law holds.

    ``own`` is the paper, None for the letter about an award. Who decides is chosen only against a department;
    that above is called what it is where the office has not named it.
    """
    law, body = law_on(day), body_named(sentence, office.name)
    if body and own is not None and own.act is Act.ENDED and not law.appeal_first:
        sentence = own.as_decided(body)
    above = _ABOVE if blank(office.upper_bureau) else office.upper_bureau.strip()
    if not _chosen(law, office) or not body or above in sentence:
        return sentence
    return sentence.replace(body, _EITHER.format(government=body, bureau=above), 1)


def appeal_comes_first(kind: str, day: datetime.date, office: Office) -> bool:
    """Say whether a letter of a kind and a day was to be appealed against before anybody sues.

    So the law of the day has it for what ends an application, and the office's sentence.
    """
    ends = (one for one in OwnRemedies if one.act is Act.ENDED and kind == f"{one.value}_notice")
    paper = next(ends, None)
    told = office.own_remedies.get(paper, "") if paper is not None else ""
    return law_on(day).appeal_first and appeals_first(told)


def _chosen(law: RemediesLaw, office: Office) -> bool:
    return law.choice and is_department(office.name)
