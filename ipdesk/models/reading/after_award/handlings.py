"""What is decided inside about an application before a paper against somebody goes out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select, union_all
from sqlalchemy.orm import Session, aliased

from ipdesk.models.applications.approvals import ENDING, REPLY
from ipdesk.models.core import exact_json
from ipdesk.models.core.parts import in_parts
from ipdesk.models.records import Handling, KeptPicture, SignedSheet
from ipdesk.models.records.handlings import ANEW, Resubmission
from ipdesk.models.tables import (
    HandlingEntry,
    HandlingPictureEntry,
    HandlingSignatureEntry,
    IssuedLetterEntry,
    PersonEntry,
    PictureEntry,
    SheetOpinionEntry,
    SheetSigningEntry,
    VoidedLetter,
)
from ipdesk.models.workflow import HandlingState
from ipdesk.models.workflow.handlings import RUNNING

_ENDED_BY = aliased(PersonEntry)


def handlings(session: Session, application_id: int) -> tuple[Handling, ...]:
    """Return the handlings of an application, the first first."""
    found = session.execute(_handlings(), {"application": application_id}).all()
    signed = _signatures(session, application_id) if found else {}
    changed = _changes(session, application_id) if any(one.revision > 1 for one, *_ in found) else []
    return tuple(
        Handling(
            id=one.id,
            application=one.application_id,
            kind=one.kind,
            text=one.text,
            revision=one.revision,
            state=HandlingState(one.state),
            sheet=one.sheet_id,
            by=by,
            at=one.at,
            signature=signed.get(one.sheet_id),
            paper=one.paper_id,
            ended_why=one.ended_why,
            ended_by=ended_by or "",
            ended_at=one.ended_at,
            changes=_own_changes(changed, one),
        )
        for one, by, ended_by in found
    )


def _changes(session: Session, application_id: int) -> list[tuple[str, Resubmission]]:
    """Return what was submitted anew of an application, the first first, with the kinds of the papers."""
    return [
        (kind, Resubmission(submitted=first, submitted_by=who, at=at, by=by, said=_changed(why)))
        for kind, first, who, at, by, why in session.execute(_void_sheets(application_id))
    ]


def _void_sheets(application_id: int) -> Select[*tuple[Any, ...]]:
    sheet, void = IssuedLetterEntry, VoidedLetter
    return (
        select(sheet.about, sheet.issued_at, PersonEntry.name, void.at, _ENDED_BY.name, void.reason)
        .join(void, void.letter_id == sheet.id)
        .join(PersonEntry, PersonEntry.id == sheet.issued_by)
        .join(_ENDED_BY, _ENDED_BY.id == void.person_id)
        .where(sheet.application_id == application_id, void.reason.startswith(ANEW))
        .order_by(sheet.id)
    )


def _changed(why: str) -> str:
    return why.removeprefix(ANEW).lstrip("：")


def _own_changes(changed: list[tuple[str, Resubmission]], entry: HandlingEntry) -> tuple[Resubmission, ...]:
    """Return those of one handling: of a kind only one runs at a time. They are taken from the list."""
    last = entry.ended_at
    own = [one for one in changed if one[0] == entry.kind and (last is None or one[1].at <= last)]
    for one in own:
        changed.remove(one)
    return tuple(one for _, one in own)


@cache
def _handlings() -> Select[HandlingEntry, str, str]:
    entry = HandlingEntry
    return (
        select(entry, PersonEntry.name, _ENDED_BY.name)
        .join(PersonEntry, PersonEntry.id == entry.person_id)
        .outerjoin(_ENDED_BY, _ENDED_BY.id == entry.ended_by)
        .where(entry.application_id == bindparam("application"))
        .order_by(entry.id)
    )


def signers_of(session: Session, letters: Collection[int]) -> Mapping[int, str]:
    """Return who signed inside that letters (their ids) go out, without those that nobody submitted."""
    entry, signed, found = HandlingEntry, HandlingSignatureEntry, dict[int, str]()
    asked = (
        select(entry.paper_id, signed.signers)
        .join(signed, signed.sheet_id == entry.sheet_id)
        .where(signed.agreed)
        .order_by(signed.id)
    )
    for some in in_parts(letters):
        rows = session.execute(asked.where(entry.paper_id.in_(some)))
        found |= {paper: signers for paper, signers in rows if paper is not None}
    return found


def _signatures(session: Session, application_id: int) -> Mapping[int, SignedSheet]:
    """Return what was signed of the handlings of an application, by the sheet; the newest counts."""
    entry, shown = HandlingSignatureEntry, _pictures(session, application_id)
    found = (
        select(entry, PersonEntry.name)
        .join(PersonEntry, PersonEntry.id == entry.person_id)
        .join(HandlingEntry, HandlingEntry.id == entry.handling_id)
        .where(HandlingEntry.application_id == application_id)
        .order_by(entry.id)
    )
    return {
        one.sheet_id: SignedSheet(
            agreed=one.agreed,
            day=one.day,
            signers=one.signers,
            pages=one.pages,
            number=one.number,
            opinion=one.opinion,
            by=by,
            at=one.at,
            pictures=shown.get(one.id, ()),
        )
        for one, by in session.execute(found)
    }


def _pictures(session: Session, application_id: int) -> Mapping[int, tuple[KeptPicture, ...]]:
    found = defaultdict[int, tuple[KeptPicture, ...]](tuple)
    for signature, *of_picture in session.execute(_pictures_of(application_id)):
        found[signature] += (KeptPicture(*of_picture),)
    return found


def _pictures_of(application_id: int) -> Select[*tuple[Any, ...]]:
    kept, picture, signed = HandlingPictureEntry, PictureEntry, HandlingSignatureEntry
    return (
        select(kept.signature_id, picture.sha256, picture.form, picture.width, picture.height)
        .join(picture, picture.sha256 == kept.sha256)
        .join(signed, signed.id == kept.signature_id)
        .join(HandlingEntry, HandlingEntry.id == signed.handling_id)
        .where(HandlingEntry.application_id == application_id)
        .order_by(kept.signature_id, kept.position)
    )


def running_handlings(session: Session) -> Mapping[int, str]:
    """Return for which kind of paper a handling of an application runs, by the application's id."""
    entry = HandlingEntry
    running = select(entry.application_id, entry.kind).where(entry.state.in_([one.value for one in RUNNING]))
    return {application: kind for application, kind in session.execute(running)}


def submitted_replies(session: Session) -> Mapping[int, HandlingState]:
    """Return how far the answers to objections have come that were submitted, by the objections' ids."""
    entry = HandlingEntry
    running = select(entry.text, entry.state).where(
        entry.kind == REPLY, entry.state.in_([one.value for one in RUNNING])
    )
    found = session.execute(running)
    return {int(exact_json.loads(text)["objection"]): HandlingState(state) for text, state in found}


def known_signers(session: Session) -> tuple[str, ...]:
    """Return who signed papers by hand before, with the posts that were written down, the last first."""
    signed, opinion, signing = HandlingSignatureEntry, SheetOpinionEntry, SheetSigningEntry
    of_sheets = select(opinion.signer, signing.at).join(signing, signing.id == opinion.signing_id)
    both = union_all(select(signed.signers, signed.at), of_sheets).subquery()
    name, at = both.c
    newest = select(name).group_by(name).order_by(func.max(at).desc()).limit(_SIGNERS)
    parts = (one.strip() for text in session.scalars(newest) for one in text.split("、"))
    return tuple(dict.fromkeys(filter(None, parts)))


_SIGNERS = 200
"""Texts; an office has fewer people."""


def ending_handling(session: Session, application: int) -> str:
    """Return for which paper something runs that would end an application, "" where nothing does."""
    entry = HandlingEntry
    running = select(entry.kind).where(
        entry.application_id == application,
        entry.state.in_([one.value for one in RUNNING]),
        entry.kind.in_([*ENDING]),
    )
    return session.scalar(running) or ""
