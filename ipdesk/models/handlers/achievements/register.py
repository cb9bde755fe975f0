"""Things come into the register: each once, from a list or with an application."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from ipdesk.models.core import exact_json
from ipdesk.models.core.parts import in_parts
from ipdesk.models.parsing.draft_json import owners_json
from ipdesk.models.parsing.number_search import number_search_text
from ipdesk.models.records.achievements.register import RegisteredThing
from ipdesk.models.tables import (
    AchievementEntry,
    AchievementHolder,
    RegisteredAchievement,
    RegisteredEntry,
)

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work


def columns_of(thing: RegisteredThing) -> dict[str, Any]:
    """Return what the register keeps of a thing."""
    said, ref, item = thing.certificate, thing.ref or None, thing.item or None
    return {
        **{name: getattr(thing, name) for name in ("kind", "part", "date", "owners_today")},
        **{"ref": ref, "item": item, "search_text": number_search_text(ref, item)},
        "facts": exact_json.dumps(thing.facts),
        **{"name": said.name, "owners": owners_json(said.owners), "filing_date": said.filing_date},
    }


def register_entries(work: Work, applicant: int, entries: Sequence[AchievementEntry]) -> None:
    """Register what was entered for an application of an applicant, and note whose it is.

    What is registered already is filled in where nothing was known: what a list says is not overwritten.
    """
    for entry in dict.fromkeys(entries):
        thing = _registered(work, entry)
        _link(work, entry.id, thing)
        hold(work, [(thing, applicant, 0)])


def _registered(work: Work, entry: AchievementEntry) -> int:
    """Return the id of a thing in the register, where it comes to stand if it does not yet."""
    linked = select(RegisteredEntry.registered_id).where(RegisteredEntry.achievement_id == entry.id)
    known = work.session.scalar(linked) or _standing(work, entry)
    if known is None:
        thing = RegisteredAchievement(changed_at=work.now, part="", **_said(entry))
        work.session.add(thing)
        work.session.flush()
        return thing.id
    _fill(work, work.session.get_one(RegisteredAchievement, known), entry)
    return known


def _standing(work: Work, entry: AchievementEntry) -> int | None:
    of = RegisteredAchievement
    if entry.item is None:
        return None
    same = select(of.id).where(of.kind == entry.kind, of.item == entry.item)
    return work.session.scalar(same.order_by(of.id).limit(1))


_TEXTS = {"name": "", "owners": owners_json(()), "filing_date": None}
"""What a certificate says, and how that it is not known is kept."""


def _said(entry: AchievementEntry) -> dict[str, Any]:
    names = ("kind", "item", "ref", "date", "facts", "search_text", *_TEXTS)
    return {name: getattr(entry, name) for name in names}


def _fill(work: Work, thing: RegisteredAchievement, entry: AchievementEntry) -> None:
    missing = {name: getattr(entry, name) for name, blank in _TEXTS.items() if getattr(thing, name) == blank}
    if work.replace(thing, missing):
        thing.changed_at = work.now


def _link(work: Work, entry: int, thing: int) -> None:
    if work.session.get(RegisteredEntry, entry) is None:
        work.session.add(RegisteredEntry(achievement_id=entry, registered_id=thing))
        work.session.flush()


def hold(work: Work, holders: Iterable[tuple[int, int, int]]) -> int:
    """Note who holds what (thing, applicant, place), where that is not known; return how many were not.

    A place that was not known is filled in.
    """
    wanted = {(thing, applicant): place for thing, applicant, place in holders}
    known = _places(work, {thing for thing, _ in wanted})
    new = {pair: place for pair, place in wanted.items() if pair not in known}
    _add_holders(work, new)
    _place(work, {pair: place for pair, place in wanted.items() if place and known.get(pair) == 0})
    return len(new)


def _add_holders(work: Work, new: Mapping[tuple[int, int], int]) -> None:
    names = ("registered_id", "applicant_id", "place")
    if new:
        rows = [dict(zip(names, (*pair, place), strict=True)) for pair, place in new.items()]
        work.session.execute(insert(AchievementHolder), rows)


def _place(work: Work, places: Mapping[tuple[int, int], int]) -> None:
    of = AchievementHolder
    for (thing, one), place in places.items():
        found = (of.registered_id == thing, of.applicant_id == one)
        work.session.execute(update(of).where(*found).values(place=place))


def _places(work: Work, things: Iterable[int]) -> dict[tuple[int, int], int]:
    of = AchievementHolder
    asked = (
        select(of.registered_id, of.applicant_id, of.place).where(of.registered_id.in_(some))
        for some in in_parts(sorted(things))
    )
    return {(thing, one): place for part in asked for thing, one, place in work.session.execute(part)}


def forget_entries(work: Work, entries: Sequence[int]) -> None:
    """Take entries that are deleted out of the register, and the things of which nothing else tells."""
    link, thing, held = RegisteredEntry, RegisteredAchievement, AchievementHolder
    things = list(work.session.scalars(select(link.registered_id).where(link.achievement_id.in_(entries))))
    work.session.execute(delete(link).where(link.achievement_id.in_(entries)))
    others = select(link.achievement_id).where(link.registered_id == thing.id)
    lone = select(thing.id).where(thing.id.in_(things), thing.import_id.is_(None), ~others.exists())
    gone = list(work.session.scalars(lone))
    work.session.execute(delete(held).where(held.registered_id.in_(gone)))
    work.session.execute(delete(thing).where(thing.id.in_(gone)))
