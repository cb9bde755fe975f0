"""Setting up and changing the office."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from ipdesk.models.commands import ChangeOffice, ChangePassword, RequirePasswords, SetUpOffice
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.default_remedies import OwnRemedies, body_named, usual_remedies
from ipdesk.models.core.errors import Conflict, NotFound, refuse
from ipdesk.models.core.roles import ALL_ROLES
from ipdesk.models.handlers import people, series, sign_in
from ipdesk.models.parsing.identifiers.codes import TELEPHONES, stored_codes
from ipdesk.models.parsing.letter_numbers import series_of
from ipdesk.models.parsing.names.names import contact_name
from ipdesk.models.parsing.office_problems import first_number_problems, office_problems
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.reading.office import office as standing
from ipdesk.models.records import Office
from ipdesk.models.tables import OfficeEntry, OwnRemediesEntry
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

_ONLY = 1


def set_up(work: Work, command: SetUpOffice) -> int:
    """Store the office, its first person and its first letter number; return the person's id.

    Raises Conflict where there is an office already, and InvalidInput with every problem found.
    """
    if work.session.get(OfficeEntry, _ONLY) is not None:
        raise Conflict("单位信息已经设置过了，请直接进入。")
    problems = [*office_problems(command.office, command.sure), *people.name_problems(work, command.person)]
    problems += first_number_problems(command.next_letter_number)
    refuse(problems)
    office = _with_usual_remedies(command.office)
    apart, order = command.separates_decision, command.approval_order.value
    entry = OfficeEntry(id=_ONLY, separates_decision=apart, approval_order=order, **_values(office))
    work.session.add(entry)
    _write_own_remedies(work, office)
    person = people.add_person(work, command.person, ALL_ROLES)
    name = series_of(stored_line(command.office.number_prefix))
    series.begin_at(work.session, name, work.today.year, command.next_letter_number)
    first = work.part(work.now, Actor(person))
    first.audit("set_up", Kind.OFFICE, _ONLY)
    first.audit("add", Kind.PERSON, person)
    if command.password_hash:
        sign_in.change_password(first, ChangePassword(password_hash=command.password_hash))
        sign_in.require_passwords(first, RequirePasswords(code_hashes=command.code_hashes))
    return person


def change(work: Work, command: ChangeOffice) -> None:
    """Replace the office's particulars that differ, and note their names in the audit log.

    Raises NotFound before the first start, InvalidInput with every problem, and Conflict where another desk
    changed them.
    """
    work.lock("office")
    stored = work.session.get(OfficeEntry, _ONLY)
    if stored is None:
        raise NotFound("还没有设置单位信息。", "name")
    if command.shown is not None and command.shown != standing(work.session):
        raise Conflict("单位信息刚在另一处修改过，这里的修改没有保存。请选择用哪一份。")
    refuse(office_problems(command.office, command.sure | _standing_telephones(stored, command.office)))
    changed = work.replace(stored, _values(command.office))
    if _write_own_remedies(work, command.office):
        changed.append("own_remedies")
    if changed:
        work.audit("change", Kind.OFFICE, _ONLY, changed)


def _standing_telephones(stored: OfficeEntry, office: Office) -> frozenset[str]:
    """Return the fields of telephones that stay as they are: they were confirmed where they are unusual."""
    return frozenset(
        name for name in TELEPHONES if getattr(stored, name) == stored_line(getattr(office, name))
    )


def _with_usual_remedies(office: Office) -> Office:
    """Return the office with the usual sentences on remedies where it has none."""
    remedies = usual_remedies(office.name) if blank(office.remedies) else office.remedies
    body = body_named(remedies, office.name)
    own = {paper.value: office.own_remedies.get(paper) or paper.usual(body) for paper in OwnRemedies}
    return replace(office, remedies=remedies, own_remedies=own)


def _write_own_remedies(work: Work, office: Office) -> bool:
    """Keep the sentences of papers that have their own; say whether any changed."""
    entry, wanted = OwnRemediesEntry, {}
    for paper in OwnRemedies:
        if sentence := stored_line(office.own_remedies.get(paper, "")):
            wanted[paper.value] = sentence
    kept = {one.paper: one.sentence for one in work.session.scalars(select(entry))}
    if kept == wanted:
        return False
    work.session.execute(delete(entry))
    work.session.add_all(entry(paper=paper, sentence=sentence) for paper, sentence in wanted.items())
    return True


def _values(office: Office) -> dict[str, object]:
    columns = (field.name for field in fields(office) if field.name != "own_remedies")
    values = {name: getattr(office, name) for name in columns}
    texts = {name: value for name, value in values.items() if isinstance(value, str)}
    lines = {name: stored_line(text) for name, text in texts.items()}
    return values | lines | {"contact": contact_name(office.contact)} | stored_codes(texts)
