"""Every command with what it should not be given: texts that nobody sees, and files of another state."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from ipdesk.models.commands import Command, RenewRecoveryCodes, RequirePasswords
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.changes import Outcome
from ipdesk.models.core.errors import DeskError
from ipdesk.models.handlers.registry import HANDLERS, carry_out
from ipdesk.models.handlers.work import Work
from ipdesk.models.records import DocumentKind
from ipdesk.models.records.achievements.register import ListSource, RegisteredThing
from ipdesk.models.store import DATABASE_NAME
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import standard_library
from tests.models.desk import Clock, Desk
from tests.models.tables.journey import Recorded, write_everything

UNSEEN = "\u3000\u200b\xa0\ufeff"
"""A wide blank, a blank of no width, a fixed one and a byte order mark: what pasting leaves behind."""
_OF_THE_PROGRAM = (RegisteredThing, ListSource, Policy, DocumentKind)  # nobody types into these


class Undone(Exception):
    """Rolls an attempt back that went through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt(Command[None]):
    """A command that is carried out and then rolled back."""

    command: Command[Any]


def attempt(work: Work, given: Attempt) -> None:
    """Carry a command out for nothing."""
    carry_out(work, given.command)
    work.session.flush()  # what the database itself refuses is told then
    raise Undone


class Asked(Recorded):
    """A store that tries each kind of command with each of its texts empty, and with nothing to see in it."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)
        self.tried, self.other = 0, list[str]()
        self.first = dict[str, tuple[Command[Any], Actor]]()

    def run(self, command: Command[Any], actor: Actor) -> Outcome[Any]:
        if type(command).__name__ not in self.commands:
            self.first[type(command).__name__] = command, actor
            for empty, unseen in zip(variants(command, ""), variants(command, UNSEEN), strict=True):
                self.compare(empty, unseen, actor)
        return super().run(command, actor)

    def compare(self, empty: Command[Any], unseen: Command[Any], actor: Actor) -> None:
        """Note where an empty text is refused, and what says nothing is answered otherwise."""
        if not (refusal := self.answer(empty, actor)):
            return
        self.tried += 1
        if (answer := self.answer(unseen, actor)) != refusal:
            self.other.append(f"{type(empty).__name__}: {refusal!r}, but {answer!r}")

    def answer(self, command: Command[Any], actor: Actor) -> str:
        """Return the sentence of a refusal, "" where there was none."""
        try:
            super().run(Attempt(command=command), actor)
        except Undone:
            return ""
        except DeskError as refused:
            return refused.message
        raise AssertionError("an attempt is undone")


def variants(value: object, text: str) -> Iterator[Any]:
    """Yield a value with each of its texts replaced in turn."""
    if isinstance(value, str) and type(value) is str:
        yield text
    elif isinstance(value, tuple) and value and not hasattr(value, "_fields"):
        yield from ((one, *value[1:]) for one in variants(value[0], text))
    elif is_dataclass(value) and not isinstance(value, (type, *_OF_THE_PROGRAM)):
        for field in fields(value):
            if field.init and field.name != "policy":
                yield from (
                    replace(value, **{field.name: one}) for one in variants(getattr(value, field.name), text)
                )


@pytest.fixture(scope="module")
def asked(new_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    """Return a store in which every command was run, and tried with texts of nothing before."""
    folder, clock = tmp_path_factory.mktemp("asked"), Clock()
    shutil.copy(new_database, folder / DATABASE_NAME)
    with pytest.MonkeyPatch.context() as patch, closing(Asked.open(folder, clock)) as store:
        patch.setitem(HANDLERS, Attempt, attempt)
        desk = Desk(store, standard_library().policy("shaoguan-2021"), clock)
        write_everything(desk, folder / "policies")
        yield store


def test_what_nobody_sees_is_as_good_as_nothing(asked: Asked) -> None:
    assert asked.other == []
    assert asked.tried > 50


RECORDS = (1, 2, 4, 99)
"""Ids that records of most tables have in the end, of files in several states, and one that none has."""


def of_other_records(command: Command[Any]) -> Iterator[Command[Any]]:
    """Yield a command as it was, then with each number that it gives replaced by ids of other records."""
    yield command
    for field in fields(command):
        if type(getattr(command, field.name)) is int:
            yield from (replace(command, **{field.name: one}) for one in RECORDS)


def test_whatever_comes_too_late_or_for_another_file_is_refused_with_a_sentence(asked: Asked) -> None:
    """Each command once more, when all others were carried out: it goes through, or says why not."""
    refused = 0
    for command, actor in asked.first.values():
        if isinstance(command, RequirePasswords | RenewRecoveryCodes):
            continue  # codes are drawn anew each time
        for one in of_other_records(command):
            refused += bool(asked.answer(one, actor))
    assert refused > 100
