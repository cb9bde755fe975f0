"""Which remedies a paper names: those of the law in force on its day."""

from __future__ import annotations

import datetime
from functools import cache

from pydantic import Field

from ipdesk.models.core.default_remedies import Act, OwnRemedies, body_named, is_department
from ipdesk.models.records import Office
from ipdesk.paths import resource
from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.source.read_model import read_model
from ipdesk.rules.source.strict_model import StrictModel
from ipdesk.rules.source.yaml_source import Source

NO_BUREAU = (
    "{day}以前的文书依据{law}，要写明可以选择向本级人民政府或者上一级主管部门申请行政复议；"
    "还没有填写上一级主管部门。"
)
_EITHER = "{government}或者{bureau}"


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

    ``own`` is the paper, None for the letter about an award. Who decides is chosen only against a department.
    """
    law, body = law_on(day), body_named(sentence, office.name)
    if body and own is not None and own.act is Act.ENDED and not law.appeal_first:
        sentence = own.as_decided(body)
    if not _chosen(law, office) or not body or blank(office.upper_bureau) or office.upper_bureau in sentence:
        return sentence
    return sentence.replace(body, _EITHER.format(government=body, bureau=office.upper_bureau.strip()), 1)


def remedies_lack(day: datetime.date, office: Office) -> str:
    """Say that the department above has to be named for a paper of a day, as a sentence; "" otherwise."""
    law = law_on(day)
    if not _chosen(law, office) or not blank(office.upper_bureau):
        return ""
    ends = next(one.begins for one in _laws() if one.begins > day)
    return NO_BUREAU.format(day=f"{ends.year}年{ends.month}月{ends.day}日", law=law.law)


def _chosen(law: RemediesLaw, office: Office) -> bool:
    return law.choice and is_department(office.name)
