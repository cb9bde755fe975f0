"""What the parts of a unit of work share, told by integers and not by the clock."""

from __future__ import annotations

import pytest

from ipdesk.models import commands
from ipdesk.models.handlers.registry import HANDLERS
from ipdesk.models.handlers.work import Work
from tests.actors import CLERK
from tests.models.desk import Desk


def test_parts_share_the_pending_rows_of_the_whole_so_that_a_statement_is_heard_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def divided(work: Work, command: object) -> tuple[bool, int]:
        parts = [work.part(work.now, work.actor) for _ in range(9)]
        return all(part.rows is work.rows for part in parts), len(work.session.before_asking)

    monkeypatch.setitem(HANDLERS, commands.NoteExport, divided)
    noting = commands.NoteExport(subject="audit_entry", rows=9)
    assert desk.store.run(noting, CLERK).value == (True, 1)
