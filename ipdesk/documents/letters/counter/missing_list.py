"""The list of what is missing 缺件清单: handed to an applicant with until when, and whom to call.

It is no request for correction 补正通知书, whose periods run from its service: it says so.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.application_letter import (
    ADDRESSEES,
    APPLICATION_NAMES,
    ApplicationLetter,
    addressee_conditions,
    application_fields,
    application_values,
)
from ipdesk.documents.letters.content import Content, Member
from ipdesk.documents.letters.counter.ended import call_end
from ipdesk.documents.letters.counter.material_list import STATES, WHOLE
from ipdesk.documents.letters.document import ApplicationSource, Layout, RegisteredDocument
from ipdesk.documents.letters.form_data import EITHER, ListedMaterial, form_of, printed_name
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date, day_text
from ipdesk.documents.typesetting.printed_text import phrase, sentence
from ipdesk.models.applications.correction_period import running_correction
from ipdesk.models.records import ApplicationFilter, DocumentKind

NOTHING_MISSING = "所列的材料已经收齐，也没有正在进行的补正，不用印缺件清单。"
TO_COMPARE, EITHER_WAY = "带原件核对", "原件或者复印件"


@dataclass(frozen=True, slots=True)
class MissingList(ApplicationLetter):
    """What an applicant has still to hand in, each paper with its copies and the rows that need it.

    ``asked`` is what the correction that runs asks for, which is due by ``last_day`` (None until it is
    served); ``call_ends_on`` is the last day of the call, None where the application belongs to none.
    """

    materials: tuple[ListedMaterial, ...]
    asked: tuple[str, ...] = field(default=(), kw_only=True)
    last_day: datetime.date | None = field(default=None, kw_only=True)
    call_ends_on: datetime.date | None = field(default=None, kw_only=True)


VOCABULARY = TemplateVocabulary(
    names={
        **APPLICATION_NAMES,
        "printed": "印制日期",
        "count": "还缺几种材料，没有缺的为空",
        "asked": "通知补正的内容",
        "last_day": "补正截止日期",
        "call_ends_on": "申报截止日期，正在补正的为空",
    },
    lists={
        "materials": {
            "name": "材料名称",
            "about": "对应的成果",
            "form": "原件或者复印件",
            "count": "份数",
            "remark": "要求",
        }
    },
    conditions={**ADDRESSEES, "missing": "有缺少的材料", "correction": "正在补正"},
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> MissingList:
    # Only a new list asks policies and rows; to print one again takes none of them.
    from ipdesk.documents.letters.form_lines import listed, readable_form

    form, round_ = readable_form(source), running_correction(source.detail.corrections)
    asked = tuple(one.missing for one in round_.items) if round_ is not None else ()
    lacking = form._replace(materials=tuple(one for one in form.materials if not one.received))
    found = tuple(listed(lacking))
    if not found and not asked:
        raise LetterDataError(NOTHING_MISSING)
    return MissingList(
        **application_fields(source),
        number=number,
        date=date,
        materials=found,
        asked=asked,
        last_day=round_.last_day if round_ is not None else None,
        call_ends_on=call_end(source) if round_ is None else None,
    )


def content(found: MissingList) -> Content:
    """Return what fills the template."""
    values = {
        "printed": chinese_date(found.date),
        "count": str(len(found.materials) or ""),
        "asked": "；".join(f"{place}.{sentence(one)}" for place, one in enumerate(found.asked, start=1)),
        "last_day": day_text(found.last_day),
        "call_ends_on": day_text(found.call_ends_on),
    }
    said = {"missing": found.materials, "correction": found.asked}
    holds = addressee_conditions(found) | {name for name, there in said.items() if there}
    members = [_member(one) for one in found.materials]
    return Content({**application_values(found), **values}, {"materials": members}, holds)


def _member(one: ListedMaterial) -> Member:
    form = form_of(one.name, one.form)
    values = {
        "name": phrase(printed_name(one.name, one.form)),
        "about": phrase(one.about) or WHOLE,
        "form": EITHER_WAY if form == EITHER else form,
        "count": str(one.count),
        "remark": TO_COMPARE if one.is_copy else "",
    }
    return Member(values)


MISSING_LIST = RegisteredDocument(
    kind=DocumentKind("missing_list", "缺件清单", states=STATES, series=None),
    template="missing_list.yaml",
    vocabulary=VOCABULARY,
    data=MissingList,
    build=_build,
    content=content,
    wanted=ApplicationFilter(),
    layout=Layout.SHEET,
    due=False,
    says_sum=False,
    from_form=True,
)
"""The list of what is missing 缺件清单, given along at the counter."""
