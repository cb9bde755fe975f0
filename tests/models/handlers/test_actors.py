"""Who may do what at the one door for writes, and that every command has somebody to carry it out."""

import typing

import pytest

from ipdesk.documents.letters.award.document import AWARD
from ipdesk.models import commands, queries
from ipdesk.models.core.actor import NOBODY, Actor, Permission
from ipdesk.models.core.errors import NotFound, NotPermitted
from ipdesk.models.handlers.registry import HANDLERS, add_handler
from ipdesk.models.handlers.work import Work
from ipdesk.models.records import ApplicationFilter
from tests.actors import CLERK
from tests.models.desk import Desk

COMMANDS = [getattr(commands, name) for name in commands.__all__ if name != "Command"]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.__name__)
def test_every_command_has_a_handler_that_answers_what_it_promises(command: type) -> None:
    [promised] = typing.get_args(command.__orig_bases__[0])
    names = {"Work": Work, **vars(typing.sys.modules[HANDLERS[command].__module__])}
    hints = typing.get_type_hints(HANDLERS[command], names)
    assert hints == {"work": Work, "command": command, "return": promised or type(None)}


def test_a_command_has_one_handler() -> None:
    with pytest.raises(ValueError, match="SaveDraft has a handler"):
        add_handler(commands.SaveDraft, lambda work, command: None)


@pytest.mark.parametrize("lacking", Permission)
def test_without_the_permission_nothing_is_written(desk: Desk, lacking: Permission) -> None:
    applicant = desk.register()
    draft = desk.draft(applicant)
    limited = Actor(CLERK.person, frozenset(Permission) - {lacking})
    steps = {
        Permission.ENTER: commands.DiscardDraft(application=draft.application),
        Permission.DECIDE: commands.SaveDecisionDraft(application=draft.application, lines=()),
        Permission.ISSUE: commands.IssueDocument(
            kind=AWARD.kind,
            application=draft.application,
            date=desk.clock.today,
            render=lambda number: pytest.fail(number),
        ),
        Permission.ADMINISTER: commands.SetLetterSeries(year=2024, next_number=7),
    }
    before = desk.store.read(queries.audit_entries)
    with pytest.raises(NotPermitted, match="没有办理这一步的权限"):
        desk.store.run(steps[lacking], limited)
    assert desk.store.read(queries.audit_entries) == before
    assert desk.store.read(queries.application_ids, ApplicationFilter()) == (draft.application,)


def test_nobody_may_only_begin(desk: Desk) -> None:
    draft = desk.draft(desk.register())
    with pytest.raises(NotPermitted):
        desk.store.run(commands.DiscardDraft(application=draft.application), NOBODY)
    assert desk.store.run(commands.AddPerson(name="黄志强"), NOBODY).value == 2


def test_who_is_unknown_may_not_even_begin(desk: Desk) -> None:
    with pytest.raises(NotFound, match="经办人不存在"):
        desk.store.run(commands.AddPerson(name="黄志强"), Actor(99))
