"""What is derived from the numbers of things, for comparing and finding.

It is made by the forms of today and has no meaning of its own: where a form changes, in a newer program or in
the office's own policy, what is stored of its kind is derived again before anything is compared with it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from ipdesk.models.core import exact_json
from ipdesk.models.handlers.achievements.renewal import renew_register
from ipdesk.models.parsing.achievement_rows import numbers_of
from ipdesk.models.parsing.draft_json import rows_of
from ipdesk.models.parsing.number_search import number_search_text
from ipdesk.models.records import HeldNumber
from ipdesk.models.tables import (
    AchievementEntry,
    Application,
    DraftRef,
    DraftText,
    RegisteredAchievement,
    StoredRefForm,
)
from ipdesk.models.workflow import EDITABLE
from ipdesk.rules.core.case import Facts
from ipdesk.rules.numbers.normal_form import BASE, NormalForm
from ipdesk.rules.pack.vocabulary import Vocabulary


def columns(ref: str | None, facts: Facts, form: NormalForm) -> dict[str, str | None]:
    """Derive what search and history compare: the item's normal form, normal texts and search text."""
    item = None if ref is None else form.of(ref, facts)
    texts = {name: BASE.of(value) for name, value in facts.items() if isinstance(value, str)}
    return {
        "item": item,
        "normal_texts": exact_json.dumps(texts),
        "search_text": number_search_text(ref, item),
    }


def draft_columns(application_id: int, number: HeldNumber) -> dict[str, object]:
    """Return the row that keeps a number of a draft."""
    found_by = number_search_text(number.ref, number.item)
    return {"application_id": application_id, **number._asdict(), "search_text": found_by}


def stale_forms(connection: Connection, words: Vocabulary, kinds: Iterable[str]) -> Mapping[str, str]:
    """Return the forms, by kind, by which what is stored of ``kinds`` was not derived."""
    told = select(StoredRefForm.kind, StoredRefForm.form)
    known = {kind: form for kind, form in connection.execute(told)}
    forms = {kind: words.normal_forms[kind].written for kind in kinds}
    return {kind: form for kind, form in forms.items() if known.get(kind) != form}


def renew(connection: Connection, words: Vocabulary, kinds: Iterable[str]) -> bool:
    """Derive again what is stored of those ``kinds`` whose form is another by now; say whether any was."""
    stale = stale_forms(connection, words, kinds)
    if not stale:
        return False
    _renew_achievements(connection, words, stale)
    _renew_drafts(connection, words, stale)
    renew_register(connection, words, stale)
    connection.execute(delete(StoredRefForm).where(StoredRefForm.kind.in_(stale)))
    connection.execute(insert(StoredRefForm), [{"kind": kind, "form": form} for kind, form in stale.items()])
    return True


def renew_all(connection: Connection, words: Vocabulary) -> bool:
    """Derive again what ``words`` say otherwise by now, and what no policy has said anything about."""
    used = set(connection.scalars(select(AchievementEntry.kind).distinct()))
    used |= set(connection.scalars(select(RegisteredAchievement.kind).distinct()))
    told = set(connection.scalars(select(StoredRefForm.kind)))
    return renew(connection, words, [*words.kinds, *sorted(used - told - words.kinds.keys())])


def _renew_achievements(connection: Connection, words: Vocabulary, kinds: Iterable[str]) -> None:
    table = AchievementEntry
    found = connection.execute(
        select(table.id, table.kind, table.ref, table.facts).where(table.kind.in_(kinds))
    ).all()
    rows = [
        {"of": number, **columns(ref, exact_json.read_facts(facts), words.normal_forms[kind])}
        for number, kind, ref, facts in found
    ]
    if rows:
        connection.execute(update(AchievementEntry).where(table.id == bindparam("of")), rows)


def _renew_drafts(connection: Connection, words: Vocabulary, kinds: Mapping[str, str]) -> None:
    """Read drafts again that hold something of these kinds: only their text has the facts of a number."""
    found = select(DraftText.application_id, DraftText.content, Application.year).join(
        Application, Application.id == DraftText.application_id
    )
    found = found.where(Application.state.in_([state.value for state in EDITABLE]))
    for application, content, year in connection.execute(found).all():
        rows = rows_of(content)
        if any(row.kind in kinds for row in rows):
            # The day of entry decides nothing about numbers.
            _renew_draft(connection, application, numbers_of(rows, words, year, datetime.date.max))


def _renew_draft(connection: Connection, application: int, numbers: Iterable[HeldNumber]) -> None:
    connection.execute(delete(DraftRef).where(DraftRef.application_id == application))
    rows = [draft_columns(application, number) for number in numbers]
    if rows:
        connection.execute(insert(DraftRef), rows)
