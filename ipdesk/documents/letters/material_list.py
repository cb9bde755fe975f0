"""The list of materials 材料清单: each paper, how many copies, and who compared it with its original."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ipdesk.documents.letters.application_form import readable_form
from ipdesk.documents.letters.application_letter import (
    ADDRESSEES,
    APPLICATION_NAMES,
    ApplicationLetter,
    addressee_conditions,
    application_fields,
    application_values,
)
from ipdesk.documents.letters.content import Content, Member
from ipdesk.documents.letters.document import ApplicationSource, Layout, RegisteredDocument
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.typesetting.printed_text import phrase
from ipdesk.models.awards.materials import Material
from ipdesk.models.parsing.achievement_rows import row_of
from ipdesk.models.records import ApplicationFilter, DocumentKind
from ipdesk.models.services.entered_form import EnteredForm
from ipdesk.models.workflow import FIRST, State

COPY, ORIGINAL = "复印件", "原件"
WHOLE = "整件申请"
TO_CHECK, GIVEN, OPEN = "□相符", "■", "□"
STATES = (FIRST, State.ACCEPTED, State.CORRECTION)


@dataclass(frozen=True, slots=True)
class ListedMaterial:
    """A paper, the achievements it is about ("" for the whole application), how many copies are handed in."""

    name: str
    about: str
    count: int
    received: bool

    @property
    def is_copy(self) -> bool:
        """Say whether a copy is handed in, which has to be compared with its original."""
        return COPY in self.name


@dataclass(frozen=True, slots=True)
class MaterialList(ApplicationLetter):
    """The papers that belong to an application, in the order in which clauses ask for them."""

    materials: tuple[ListedMaterial, ...]


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
    form = readable_form(source)
    listed = tuple(_listed(form))
    return MaterialList(**application_fields(source), number=number, date=date, materials=listed)


def _listed(form: EnteredForm) -> Iterator[ListedMaterial]:
    """Yield each paper once, with the rows that need it."""
    counts = Counter(row_of(one.id) for one in form.read.achievements)
    ordered = sorted(form.materials, key=lambda one: _first(one, form.materials))
    for _, found in groupby(ordered, lambda one: one.id):
        members = tuple(found)
        count = sum(counts[one.row] if one.number and COPY in one.name else 1 for one in members)
        received = all(one.received for one in members)
        yield ListedMaterial(members[0].name, _about(members), count, received)


def _first(material: Material, materials: tuple[Material, ...]) -> int:
    return next(place for place, one in enumerate(materials) if one.id == material.id)


def _about(members: tuple[Material, ...]) -> str:
    return "；".join(f"第{one.number}行{one.kind}" for one in members if one.number)


def content(found: MaterialList) -> Content:
    """Return what fills the template."""
    members = [_member(one) for one in found.materials]
    return Content(application_values(found), {"materials": members}, addressee_conditions(found))


def _member(one: ListedMaterial) -> Member:
    values = {
        "name": phrase(one.name),
        "about": phrase(one.about) or WHOLE,
        "form": COPY if one.is_copy else ORIGINAL,
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
