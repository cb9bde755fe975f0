"""What is new in the audit log is checked when the window stands, and a break told once, plainly."""

from __future__ import annotations

from pathlib import Path

from ipdesk.models import queries
from ipdesk.ui.shell.start_checks import StartChecks
from tests.models.store.test_audit_chain import past_the_program
from tests.ui.rig import Rig


def look(rig: Rig) -> str:
    rig.window.notice.clear()
    StartChecks(rig.window, rig.desk).check()
    rig.settle()
    return rig.window.notice.sentence()


def test_a_chain_that_holds_says_nothing_and_leaves_no_entry(rig: Rig) -> None:
    before = rig.store.read(queries.audit_entries)
    assert look(rig) == ""
    assert rig.store.read(queries.audit_entries) == before


def test_a_break_is_told_once_and_work_goes_on(rig: Rig, data_dir: Path) -> None:
    past_the_program(data_dir, "UPDATE audit_entry SET action = 'change' WHERE id = 2")
    rig.window.notice.say("电脑的时钟不对")
    StartChecks(rig.window, rig.desk).check()
    rig.settle()
    said = rig.window.notice.sentence()
    assert said.startswith("电脑的时钟不对\n操作记录被改动过：第 2 条")
    assert "是否继续办理由单位决定" in said and "另外复制一份" in said
    assert look(rig) == ""
    rig.steps.register()


def test_books_that_do_not_hold_leave_the_way_to_the_log(rig: Rig, data_dir: Path) -> None:
    past_the_program(data_dir, "UPDATE audit_entry SET action = 'change' WHERE id = 2")
    rig.window.notice.say("")
    StartChecks(rig.window, rig.desk).check()
    rig.settle()
    rig.window.notice.add("账目前后对不上")
    assert rig.window.notice.sentence().endswith("账目前后对不上")
    assert rig.window.notice.buttons[0].isVisibleTo(rig.window.notice)
