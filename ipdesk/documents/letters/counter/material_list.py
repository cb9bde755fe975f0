"""The list of materials 材料清单: each paper, how many copies, and who compared it with its original."""

from __future__ import annotations

import datetime

from ipdesk.documents.letters.application_letter import (
    ADDRESSEES,
    APPLICATION_NAMES,
    addressee_conditions,
    application_fields,
    application_values,
)
from ipdesk.documents.letters.content import Content, Member
from ipdesk.documents.letters.document import ApplicationSource, Layout, RegisteredDocument
from ipdesk.documents.letters.form_data import ListedMaterial, MaterialList, form_of, printed_name
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.typesetting.printed_text import phrase, sentence
from ipdesk.models.applications.correction_period import running_correction
from ipdesk.models.records import ApplicationFilter, DocumentKind
from ipdesk.models.workflow import FIRST, State

WHOLE = "整件申请"
TO_CHECK, GIVEN, OPEN = "□相符", "☑", "□"
ASKED = "待补正"
STATES = (FIRST, State.ACCEPTED, State.CORRECTION)


VOCABULARY = TemplateVocabulary(
    names={**APPLICATION_NAMES, "asked": "通知补正的内容"},
    lists={
        "materials": {
            "name": "材料名称",
            "about": "对应的成果",
            "form": "原件或者复印件",
            "count": "份数",
            "received": "是否已收",
            "checked": "原件核对",
        }
    },
    conditions={**ADDRESSEES, "correction": "正在补正"},
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> MaterialList:
    # Only a new list asks policies and rows; to print one again takes none of them.
    from ipdesk.documents.letters.form_lines import listed, readable_form

    round_ = running_correction(source.detail.corrections)
    asked = tuple(one.missing for one in round_.items) if round_ is not None else ()
    found = tuple(listed(readable_form(source), asked))
    return MaterialList(**application_fields(source), number=number, date=date, materials=found, asked=asked)


def content(found: MaterialList) -> Content:
    """Return what fills the template."""
    members = [_member(one) for one in found.materials]
    asked = "；".join(f"{place}.{sentence(one)}" for place, one in enumerate(found.asked, start=1))
    holds = addressee_conditions(found) | ({"correction"} if found.asked else set())
    return Content({**application_values(found), "asked": asked}, {"materials": members}, holds)


def _member(one: ListedMaterial) -> Member:
    values = {
        "name": phrase(printed_name(one.name, one.form)),
        "about": phrase(one.about) or WHOLE,
        "form": form_of(one.name, one.form),
        "count": str(one.count),
        "received": (GIVEN if one.received else OPEN) + ASKED * one.asked,
        "checked": TO_CHECK if one.is_copy else "—",
    }
    return Member(values)


MATERIAL_LIST = RegisteredDocument(
    kind=DocumentKind("material_list", "材料清单", states=STATES, series=None),
    template="material_list.yaml",
    vocabulary=VOCABULARY,
    data=MaterialList,
    build=_build,
    content=content,
    wanted=ApplicationFilter(),
    layout=Layout.SHEET,
    due=False,
    says_sum=False,
    from_form=True,
)
"""The list of materials 材料清单, printed at the counter and kept with what was handed in."""
