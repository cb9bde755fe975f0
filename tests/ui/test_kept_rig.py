"""A window kept for several tests is as a new one after each, or the test before has failed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QVBoxLayout
from pytestqt.qtbot import QtBot

from ipdesk.models import queries
from ipdesk.models.commands import AddPerson, Command, RegisterApplicant
from ipdesk.models.handlers import registry
from ipdesk.models.handlers.work import Work
from ipdesk.models.records import Person
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.page import Page
from ipdesk.ui.widgets import TextField
from tests.actors import CLERK
from tests.models.desk import Clock
from tests.ui.kept_rig import KeptRig


class Sheet(Page):
    """A page with a line to type in."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.field = TextField()
        QVBoxLayout(self).addWidget(self.field)
        self.set_head("单")

    def activated(self) -> None:
        self.field.setFocus()

    def put_away(self) -> None:
        self.field.clear()


@pytest.fixture
def kept(qtbot: QtBot, tmp_path: Path) -> Iterator[KeptRig[Sheet]]:
    rig = KeptRig(qtbot, tmp_path, "sheet", Sheet, Sheet.put_away)
    yield rig
    rig.leave()


def test_nothing_of_a_test_is_left_to_the_next(kept: KeptRig[Sheet], monkeypatch: pytest.MonkeyPatch) -> None:
    """What the second begins with as the first did is not carried out again."""
    carried_out: list[Command[object]] = []
    real = registry.carry_out

    def noted(work: Work, command: Command[object]) -> object:
        carried_out.append(command)
        return real(work, command)

    monkeypatch.setattr(registry, "carry_out", noted)
    for _ in range(2):
        assert [person.name for person in kept.store.read(queries.persons)] == ["陈晓敏"]
        assert (kept.clock.moment, kept.steps.registered) == (Clock().moment, 0)
        assert kept.desk.person() == Person(1, "陈晓敏") and kept.asked == []
        kept.steps.register("示例甲有限公司")
        kept.store.run(AddPerson(name="黄志强"), CLERK)
        kept.show(sheet=kept.kept)
        kept.clock.moment += datetime.timedelta(days=1)
        kept.desk.set_person(Person(2, "黄志强"))
        kept.type(kept.kept.field, "7")
        kept.window.notice.say("数据库正被占用。")
        kept.clear()
    assert [type(one) for one in carried_out] == [RegisterApplicant, AddPerson]


@pytest.mark.parametrize("left", ["typed", "file"])
def test_what_stays_after_a_test_fails_it(kept: KeptRig[Sheet], tmp_path: Path, left: str) -> None:
    kept.show(sheet=kept.kept)
    kept.clear()
    if left == "typed":
        kept._put_away = lambda page: None
        kept.kept.field.setText("7")
    else:
        (tmp_path / "data" / "unsaved-1-1@desk.json").write_text("{}", "utf-8")
    with pytest.raises(AssertionError, match="own_window, if it cannot be as a new one"):
        kept.clear()
