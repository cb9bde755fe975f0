"""What was signed by hand on the approval sheets of an application, as it was written down."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from ipdesk.models.records import KeptPicture
from ipdesk.models.records.handlings import SheetOpinion, SheetPost, SignedOpinions
from ipdesk.models.tables import (
    IssuedLetterEntry,
    PersonEntry,
    PictureEntry,
    SheetOpinionEntry,
    SheetPictureEntry,
    SheetSigningEntry,
)

Column = InstrumentedAttribute[int]
Asked = Select[*tuple[Any, ...]]


def signed_opinions(session: Session, application_id: int) -> tuple[SignedOpinions, ...]:
    """Return what was written down of the sheets of an application, the first first."""
    found = session.execute(_signings(application_id)).all()
    said = _grouped(session, _opinions(application_id)) if found else {}
    shown = _grouped(session, _pictures(application_id)) if found else {}
    return tuple(
        SignedOpinions(
            letter=one.letter_id,
            opinions=tuple(sorted((_opinion(*row) for row in said.get(one.id, ())), key=_place)),
            by=by,
            at=one.at,
            reason=one.reason,
            pictures=tuple(KeptPicture(*row) for row in shown.get(one.id, ())),
        )
        for one, by in found
    )


_ORDER = list(SheetPost)


def _place(opinion: SheetOpinion) -> int:
    return _ORDER.index(opinion.post)


def _opinion(post: str, signer: str, opinion: str, day: datetime.date) -> SheetOpinion:
    return SheetOpinion(post=SheetPost(post), signer=signer, opinion=opinion, day=day)


def _signings(application_id: int) -> Select[SheetSigningEntry, str]:
    entry, letter = SheetSigningEntry, IssuedLetterEntry
    return (
        select(entry, PersonEntry.name)
        .join(PersonEntry, PersonEntry.id == entry.person_id)
        .join(letter, letter.id == entry.letter_id)
        .where(letter.application_id == application_id)
        .order_by(entry.id)
    )


def _opinions(application_id: int) -> Select[*tuple[Any, ...]]:
    entry = SheetOpinionEntry
    asked = select(entry.signing_id, entry.post, entry.signer, entry.opinion, entry.day)
    return _of_file(asked, entry.signing_id, application_id)


def _pictures(application_id: int) -> Select[*tuple[Any, ...]]:
    kept, picture = SheetPictureEntry, PictureEntry
    asked = select(kept.signing_id, picture.sha256, picture.form, picture.width, picture.height)
    shown = asked.join(picture, picture.sha256 == kept.sha256).order_by(kept.signing_id, kept.position)
    return _of_file(shown, kept.signing_id, application_id)


def _of_file(
    asked: Select[*tuple[Any, ...]], signing: Column, application_id: int
) -> Select[*tuple[Any, ...]]:
    entry, letter = SheetSigningEntry, IssuedLetterEntry
    return (
        asked.join(entry, entry.id == signing)
        .join(letter, letter.id == entry.letter_id)
        .where(letter.application_id == application_id)
    )


def _grouped(session: Session, asked: Select[*tuple[Any, ...]]) -> Mapping[int, list[tuple[Any, ...]]]:
    found = defaultdict[int, list[tuple[Any, ...]]](list)
    for signing, *row in session.execute(asked):
        found[signing].append(tuple(row))
    return found
