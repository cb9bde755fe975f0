"""What the register knows of a thing whose number was typed: it fills what is blank, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ipdesk.models.lists.list_form import list_forms
from ipdesk.models.parsing.names.owners import owners_text
from ipdesk.models.parsing.stored_rows import fact_text
from ipdesk.models.records import RawAchievement
from ipdesk.models.records.achievements.register import RegisteredThing
from ipdesk.rules.core.plain_text import blank
from ipdesk.rules.pack.vocabulary import Vocabulary


def filled_from(raw: RawAchievement, thing: RegisteredThing, words: Vocabulary) -> RawAchievement:
    """Return a row with what the register knows of its thing in fields that are blank.

    Of its facts those are taken that certificates say; what somebody declared for an application is not.
    """
    own: dict[str, Any] = {name: text for name, text in _own(thing) if text and blank(getattr(raw, name))}
    form = list_forms().kinds.get(raw.kind)
    known = {name: words.all_facts[raw.kind][name] for name in (form.said if form is not None else ())}
    facts = {
        name: fact_text(value, known[name])
        for name, value in thing.facts.items()
        if name in known and blank(raw.facts.get(name, ""))
    }
    return replace(raw, **own, facts={**raw.facts, **facts})


def _own(thing: RegisteredThing) -> Iterator[tuple[str, str]]:
    said = thing.certificate
    yield "date", thing.date.isoformat()
    yield "name", said.name
    yield "owners", owners_text(said.owners)
    yield "filing_date", said.filing_date.isoformat() if said.filing_date else ""
