"""Taking a list into the register of achievements, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from ipdesk.models.commands.achievements.imports import ImportList
from ipdesk.models.core import exact_json
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import NotPermitted
from ipdesk.models.core.parts import in_parts
from ipdesk.models.handlers.achievements.derived import renew
from ipdesk.models.handlers.achievements.register import columns_of, hold
from ipdesk.models.lists.register_rows import merged
from ipdesk.models.reading.access import access_settings
from ipdesk.models.reading.achievements.register import standing_things
from ipdesk.models.records.achievements.register import (
    ImportCounts,
    ListSource,
    RegisteredThing,
    RegisterKey,
    StandingThing,
)
from ipdesk.models.tables import ImportedList, RegisteredAchievement
from ipdesk.rules.pack.vocabulary import standard_vocabulary

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

_WHO = "本单位登录时要密码：请用 --person 写明是谁导入，或者在窗口里导入。"


def import_list(work: Work, command: ImportList) -> ImportCounts:
    """Write what is new, and what is to be changed; what another desk registered meanwhile counts as that.

    Raises NotPermitted where nobody acts though the office asks for passwords.
    """
    check_somebody(work)
    work.lock("register")
    pairs = _beside_standing(work, _each_once(command.things))
    new = {thing.key: thing for thing, stands in pairs if stands is None}
    changed = dict(_changed(pairs))
    counts = ImportCounts(len(new), len(changed))
    if new or changed:
        number = keep_list(work, command.source, counts)
        _insert(work, tuple(new.values()), number)
        _update(work, changed)
    return counts


def check_somebody(work: Work) -> None:
    """Raise NotPermitted where nobody acts though the office asks for passwords."""
    if work.actor.person is None and access_settings(work.session).asks_password:
        raise NotPermitted(_WHO)


def _beside_standing(
    work: Work, things: Sequence[RegisteredThing]
) -> list[tuple[RegisteredThing, StandingThing | None]]:
    """Return things beside what they are in the register, None where they are not there."""
    renew(work.session.connection(), standard_vocabulary(), {one.kind for one in things})
    standing = standing_things(work.session, (one.item for one in things))
    return [(thing, _same(thing, standing.get((thing.kind, thing.item), ()))) for thing in things]


def _each_once(things: Iterable[RegisteredThing]) -> tuple[RegisteredThing, ...]:
    """Return things each once: a list may name one for each of its owners."""
    found: dict[RegisterKey, RegisteredThing] = {}
    for thing in things:
        found[thing.key] = merged(found[thing.key], thing) if thing.key in found else thing
    return tuple(found.values())


def _same(thing: RegisteredThing, standing: Iterable[StandingThing]) -> StandingThing | None:
    return next((one for one in standing if one.part == thing.part), None)


def _changed(
    pairs: Iterable[tuple[RegisteredThing, StandingThing | None]],
) -> Iterator[tuple[int, RegisteredThing]]:
    """Yield what is to be otherwise of things that stand, by their ids; what would stay is left out."""
    for thing, stands in pairs:
        if stands is None:
            continue
        wanted = merged(stands, thing)
        if columns_of(wanted) != columns_of(stands) or set(wanted.holders) != set(stands.holders):
            yield stands.id, wanted


def keep_list(work: Work, source: ListSource, counts: ImportCounts) -> int:
    """Note that a list was taken in; return its id."""
    said = {name: getattr(source, name) for name in ("file", "sha256", "kind", "heads")}
    columns = exact_json.dumps(dict(source.columns))
    by = {"at": work.now, "person_id": work.actor.person}
    entry = ImportedList(columns=columns, new=counts.new, changed=counts.changed, **said, **by)
    work.session.add(entry)
    work.session.flush()
    work.audit("import_list", Kind.ACHIEVEMENT, entry.id)
    return entry.id


def _insert(work: Work, things: Sequence[RegisteredThing], number: int) -> None:
    if not things:
        return
    beside = {"import_id": number, "changed_at": work.now}
    work.session.execute(insert(RegisteredAchievement), [{**columns_of(one), **beside} for one in things])
    ids = _ids(work, things)
    hold(work, ((ids[one.key], *holder) for one in things for holder in one.holders))


def _ids(work: Work, things: Sequence[RegisteredThing]) -> dict[Any, int]:
    standing = {}
    of = RegisteredAchievement
    by_text = {(one.kind, one.item, one.part): one.key for one in things}
    for some in in_parts(sorted({one.item for one in things})):
        asked = select(of.id, of.kind, of.item, of.part).where(of.item.in_(some))
        for number, kind, item, part in work.session.execute(asked):
            if key := by_text.get((kind, item or "", part)):
                standing[key] = number
    return standing


def _update(work: Work, changed: dict[int, RegisteredThing]) -> None:
    if not changed:
        return
    table = RegisteredAchievement
    rows = [{"of": id, **columns_of(thing), "changed_at": work.now} for id, thing in changed.items()]
    work.session.connection().execute(update(table).where(table.id == bindparam("of")), rows)
    hold(work, ((id, *holder) for id, thing in changed.items() for holder in thing.holders))
