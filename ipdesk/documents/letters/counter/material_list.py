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
from ipdesk.documents.typesetting.printed_text import phrase
from ipdesk.models.records import ApplicationFilter, DocumentKind
from ipdesk.models.workflow import FIRST, State

WHOLE = "整件申请"
TO_CHECK, GIVEN, OPEN = "□相符", "☑", "□"
STATES = (FIRST, State.ACCEPTED, State.CORRECTION)


VOCABULARY = TemplateVocabulary(
    names=APPLICATION_NAMES,
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
    conditions=ADDRESSEES,
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> MaterialList:
    # Only a new list asks policies and rows; to print one again takes none of them.
    from ipdesk.documents.letters.form_lines import listed, readable_form

    found = tuple(listed(readable_form(source)))
    return MaterialList(**application_fields(source), number=number, date=date, materials=found)


def content(found: MaterialList) -> Content:
    """Return what fills the template."""
    members = [_member(one) for one in found.materials]
    return Content(application_values(found), {"materials": members}, addressee_conditions(found))


def _member(one: ListedMaterial) -> Member:
    values = {
        "name": phrase(printed_name(one.name, one.form)),
        "about": phrase(one.about) or WHOLE,
        "form": form_of(one.name, one.form),
        "count": str(one.count),
        "received": GIVEN if one.received else OPEN,
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
