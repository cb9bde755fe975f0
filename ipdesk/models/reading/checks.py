"""What was looked up about an application."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from ipdesk.models.core.errors import NotFound
from ipdesk.models.core.parts import in_parts
from ipdesk.models.records import Check, CheckRecord, CheckResult, CheckStage, KeptPicture
from ipdesk.models.tables import CheckEntry, CheckPictureEntry, PersonEntry, PictureEntry


def checks(session: Session, application_id: int) -> tuple[CheckRecord, ...]:
    """Return the look-ups of an application, the first first."""
    rows = session.execute(_checks(), {"application": application_id}).all()
    shown = _pictures(session, application_id) if rows else {}
    return tuple(
        CheckRecord(_check(one), name, one.at, shown.get(one.id, ()), application_id, CheckStage(one.stage))
        for one, name in rows
    )


def all_looked_up(session: Session, applications: Collection[int]) -> bool:
    """Say whether something was looked up about each of these applications."""
    entry, known = CheckEntry, set[int]()
    for some in in_parts(applications):
        known |= {
            *session.scalars(select(entry.application_id).where(entry.application_id.in_(some)).distinct())
        }
    return {*applications} <= known


def checks_after_review(session: Session, applications: Collection[int]) -> tuple[CheckRecord, ...]:
    """Return what was looked up about applications after their reviews, the first first, without pictures."""
    entry, found = CheckEntry, list[CheckRecord]()
    for some in in_parts(applications):
        asked = (
            select(entry, PersonEntry.name)
            .join(PersonEntry, PersonEntry.id == entry.person_id)
            .where(entry.application_id.in_(some), entry.stage != CheckStage.REVIEW.value)
            .order_by(entry.id)
        )
        for one, name in session.execute(asked):
            stage = CheckStage(one.stage)
            found.append(CheckRecord(_check(one), name, one.at, (), one.application_id, stage))
    return tuple(found)


@cache
def _checks() -> Select[CheckEntry, str]:
    entry = CheckEntry
    return (
        select(entry, PersonEntry.name)
        .join(PersonEntry, PersonEntry.id == entry.person_id)
        .where(entry.application_id == bindparam("application"))
        .order_by(entry.id)
    )


def kept_picture(session: Session, sha256: str) -> bytes:
    """Return a picture by its hash. Raises NotFound."""
    found = session.get(PictureEntry, sha256)
    if found is None:
        raise NotFound("找不到这张图片，数据可能已损坏。请从备份恢复，或联系维护人员。")
    return found.content


def _pictures(session: Session, application_id: int) -> Mapping[int, tuple[KeptPicture, ...]]:
    """Return the pictures of an application's look-ups, by the id of the look-up."""
    found = defaultdict[int, tuple[KeptPicture, ...]](tuple)
    for check, *of_picture in session.execute(_pictures_of(application_id)):
        found[check] += (KeptPicture(*of_picture),)
    return found


def _pictures_of(application_id: int) -> Select[*tuple[Any, ...]]:
    kept, picture = CheckPictureEntry, PictureEntry
    return (
        select(kept.check_id, picture.sha256, picture.form, picture.width, picture.height, kept.caption)
        .join(picture, picture.sha256 == kept.sha256)
        .join(CheckEntry, CheckEntry.id == kept.check_id)
        .where(CheckEntry.application_id == application_id)
        .order_by(kept.check_id, kept.position)
    )


def _check(entry: CheckEntry) -> Check:
    result, said = CheckResult(entry.result), (entry.remark, entry.reason)
    return Check(
        entry.subject, entry.name, entry.source, entry.day, result, *said, unpictured=entry.unpictured
    )
