"""Normal forms in the register are made anew where the form of a kind is another by now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from ipdesk.models.core import exact_json
from ipdesk.models.parsing.number_search import number_search_text
from ipdesk.models.tables import AchievementHolder, RegisteredAchievement, RegisteredEntry
from ipdesk.rules.pack.vocabulary import Vocabulary

_Key = tuple[str, str | None, str]


def renew_register(connection: Connection, words: Vocabulary, kinds: Iterable[str]) -> None:
    """Make the normal forms of some kinds anew; things that turn out to be one become the older of them."""
    of = RegisteredAchievement
    asked = select(of.id, of.kind, of.ref, of.facts, of.part).where(of.kind.in_(kinds)).order_by(of.id)
    kept: dict[_Key, int] = {}
    rows = list[dict[str, Any]]()
    for number, kind, ref, facts, part in connection.execute(asked).all():
        item = None if ref is None else words.normal_forms[kind].of(ref, exact_json.read_facts(facts))
        first = kept.setdefault((kind, item, part), number) if item is not None else number
        if first != number:
            _join(connection, number, first)
        else:
            rows.append({"of": number, "item": item, "search_text": number_search_text(ref, item)})
    _write(connection, rows)


def _write(connection: Connection, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    table = RegisteredAchievement
    mine = table.id == bindparam("of")
    # Without any first: one may come to have what another has not left yet.
    connection.execute(update(table).where(mine).values(item=None), [{"of": one["of"]} for one in rows])
    connection.execute(update(table).where(mine), rows)


def _join(connection: Connection, gone: int, kept: int) -> None:
    """Have the holders and entries of a thing be those of another, and delete it."""
    of, link, thing = AchievementHolder, RegisteredEntry, RegisteredAchievement
    held = _holders(connection, kept)
    new = {one: place for one, place in _holders(connection, gone).items() if one not in held}
    connection.execute(delete(of).where(of.registered_id == gone))
    if new:
        rows = [{"registered_id": kept, "applicant_id": one, "place": place} for one, place in new.items()]
        connection.execute(insert(of), rows)
    connection.execute(update(link).where(link.registered_id == gone).values(registered_id=kept))
    connection.execute(delete(thing).where(thing.id == gone))


def _holders(connection: Connection, thing: int) -> Mapping[int, int]:
    of = AchievementHolder
    found = connection.execute(select(of.applicant_id, of.place).where(of.registered_id == thing))
    return {one: place for one, place in found}
