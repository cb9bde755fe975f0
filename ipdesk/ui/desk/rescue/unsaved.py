"""What is typed at the counter and in no database, as a rescue file carries it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from ipdesk.models.parsing.draft_json import row_of, row_text
from ipdesk.models.parsing.identifiers.pasted_number import identity_code
from ipdesk.models.parsing.names.names import compared_name
from ipdesk.models.records import ApplicantRecord, ApplicationParticulars, RawAchievement


@dataclass(frozen=True, slots=True)
class TypedTrait:
    """A trait with its days as they were typed."""

    trait: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class TypedApplicant:
    """The form of an applicant as typed; nothing in it need be readable. ``confirmed`` names fields."""

    kind: str
    texts: Mapping[str, str]
    traits: tuple[TypedTrait, ...] = ()
    confirmed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Unsaved(ApplicationParticulars):
    """Everything on the counter: whose it is, its particulars, application saved in, rows, an open form.

    ``saved`` says that the application holds the rows as they are; ``changes`` is the revision of the
    applicant that the form changes, None for one of somebody new; ``cancelled`` says that nothing but that
    form is left, which was cancelled before.
    """

    policy: str
    applicant: int | None = None
    name: str = ""
    application: int | None = None
    number: str = ""
    revision: int = 0
    saved: bool = False
    rows: tuple[RawAchievement, ...] = ()
    form: TypedApplicant | None = None
    changes: int | None = None
    cancelled: bool = False

    def plain(self) -> dict[str, Any]:
        """Return it as JSON carries it."""
        form = None if self.form is None else _plain_form(self.form)
        return {**asdict(self), "rows": [row_text(row) for row in self.rows], "form": form}

    def registers(self, applicant: ApplicantRecord) -> bool:
        """Say whether it is nothing but the form of somebody new who is this applicant, by code or name."""
        if self.form is None or self.changes is not None or self.rows or self.application is not None:
            return False
        code = identity_code(self.form.texts.get("identity", ""))
        if code:
            return code == applicant.identity
        return compared_name(self.form.texts.get("name", "")) == compared_name(applicant.name)

    def title(self) -> str:
        """Say in a few words what it is."""
        if self.form is not None:
            named = self.form.texts.get("name", "").strip() or self.form.texts.get("identity", "").strip()
            words = _tr("“{name}”的登记") if self.changes is None else _tr("“{name}”的修改")
            return words.format(name=named or self.name or _tr("新申请人"))
        if self.applicant is None:
            return _tr("没有选定申请人的 {count} 项成果").format(count=len(self.rows))
        words = _tr("“{name}”的草稿 {number}") if self.number else _tr("“{name}”的草稿")
        return words.format(name=self.name, number=self.number)


def unsaved_of(found: Mapping[str, Any]) -> Unsaved:
    """Return what ``plain`` gave. Raises KeyError, TypeError, ValueError for anything else."""
    rows = tuple(row_of(row) for row in found["rows"])
    form = _form_of(found["form"]) if found["form"] else None
    return Unsaved(**{**found, "rows": rows, "form": form})


def _plain_form(form: TypedApplicant) -> dict[str, Any]:
    traits = [asdict(one) for one in form.traits]
    return {
        "kind": form.kind,
        "texts": dict(form.texts),
        "traits": traits,
        "confirmed": sorted(form.confirmed),
    }


def _form_of(found: Mapping[str, Any]) -> TypedApplicant:
    traits = tuple(TypedTrait(**one) for one in found["traits"])
    return TypedApplicant(found["kind"], found["texts"], traits, frozenset(found["confirmed"]))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Unsaved", text)
